"""Card lines: one card below the article, a row for each side and for what else is known about it.

What differs between the sides is underlined; what is long in the middle is shortened there, because
people differ at edges. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.services import ReviewCard, Side, form_of
from hashiya.text import paragraph_level
from hashiya.tui.locale import _, n_
from hashiya.tui.pieces import Line, Piece, as_written, drawn, pieces_width, sentence
from hashiya.tui.prose import Run, line_of
from hashiya.tui.review.nines import NINE, keys_of
from hashiya.tui.review.refused import REFUSED, refusals_of, refused_lines
from hashiya.tui.review.rows import Group, row
from hashiya.tui.review.state import Review
from hashiya.tui.review.wording import (
    REASONS,
    card_words,
    names_of,
    remark_words,
    ruling_pieces,
    state_words,
    verdict_pieces,
)
from hashiya.tui.titles import title_of

__all__ = ["card_lines", "first_line_of", "quote_pieces", "side_of_line"]

FORM_COLUMNS: Final = 24
NAME_COLUMNS: Final = 20
LEAST_NAME: Final = 6
TITLE_COLUMNS: Final = 16
FEW_LETTERS: Final = (12, 8, 5, 3, 2, 1)
"""Letters at each end of a long stretch that are shown, from the most to the least."""
HEADING: Final = 1
"""Lines above the first side."""


def card_lines(review: Review, width: int) -> list[Line]:
    """The card that is looked at, on so many columns."""
    card = review.card
    if review.mode == "back":
        words = _("who gets this article back")
        return [Line((Piece(f" {sentence(words, width - 2)}", "name"),)), *_people(review, width)]
    if card is None:
        return [Line((Piece(" "), Piece(sentence(_no_card(review), width - 2), "quiet")))]
    lines = [_heading(review, card, width)]
    if review.mode == "reason":
        lines += _reasons(review, width)
    elif review.mode == "person":
        lines += _people(review, width)
    else:
        why = refusals_of(review, card)
        lines += [
            _side(review, card, number, width, is_refused=bool(each))
            for number, each in enumerate(why)
        ]
        lines.append(_none(review, card, width))
        lines += refused_lines(review, why, width)
    return [*lines, *_more(review, card, width)]


def first_line_of(review: Review) -> int:
    """The first line of the nine that digits mean; the very first for the first nine."""
    return HEADING + review.nine * NINE if review.nine else 0


def side_of_line(card: ReviewCard, line: int) -> int | None:
    """Which side a line of a card shows, from 0; -1 for none of them, None for another line."""
    number = line - HEADING
    if 0 <= number < len(card.sides):
        return number
    return -1 if number == len(card.sides) else None


def _no_card(review: Review) -> str:
    if review.sieve.holds:
        return _("no card of this article is let through; Esc takes the filter off")
    if review.page.is_gold and not review.page.is_alone:
        return _("this article is gold; all agreed")
    return _("nothing is to be decided in this article")


def _heading(review: Review, card: ReviewCard, width: int) -> Line:
    number = f" {review.at + 1}/{len(review.listed)}  "
    state = state_words(review.page, card)
    room = max(8, width - len(number) - len(state) - 6)
    return Line(
        (
            Piece(number, "strong"),
            Piece(sentence(card_words(review.page, card, room), room), "name"),
        ),
        (Piece(state, "warning" if card.waits else "good"), Piece("  ")),
    )


def _side(review: Review, card: ReviewCard, number: int, width: int, *, is_refused: bool) -> Line:
    side = card.sides[number]
    sign = REFUSED if is_refused else ("✓" if number in review.chosen else " ")
    keys = keys_of(number, len(card.sides), review.nine)
    mark = Piece(f" {sign}{keys:>{_key_columns(card)}} ", "warning" if is_refused else "key")
    columns = _name_columns(review, card, width)
    who = _who(review, card, side)
    is_somebody = bool(side.people) and not card.is_left_over
    name = Piece(as_written(who, columns), "text" if is_somebody else "quiet")
    air = Piece(" " * (columns - name.width + 2))
    title = _title(card, side, width)
    values = _values(card, side)
    room = width - pieces_width((mark, name, air, *title, *values)) - 2
    quote = quote_pieces(review.page.document.text, card, side, max(4, room))
    # In the order the interface runs; each group is written from its own left end.
    return row(((mark,), (name,), (air,), quote, title, values))


def _who(review: Review, card: ReviewCard, side: Side) -> str:
    """Who proposes a side now; that it is gold's alone where nobody does."""
    if card.is_left_over:
        return _("nobody now")
    return names_of(review.page, side.people) or _("gold")


def _name_columns(review: Review, card: ReviewCard, width: int) -> int:
    names = [_who(review, card, side) for side in card.sides]
    wanted = max([len(name) for name in names], default=0)
    return max(LEAST_NAME, min(wanted, NAME_COLUMNS, width // 4))


def _key_columns(card: ReviewCard) -> int:
    return _columns_of(len(card.sides))


def _columns_of(count: int) -> int:
    """Columns of the longest keys that mean one of so many."""
    return len(keys_of(count - 1, count)) if count else 1


def _title(card: ReviewCard, side: Side, width: int) -> Group:
    """The label, underlined where sides differ in it."""
    is_different = len({each.label for each in card.sides}) > 1
    title = as_written(title_of(side.label), min(TITLE_COLUMNS, max(4, width // 5)))
    return (
        Piece("  "),
        Piece(title, "differs" if is_different else "text", label=side.label),
        Piece(" "),
    )


def _values(card: ReviewCard, side: Side) -> Group:
    """Attributes, where there are any; those that others lack or give otherwise are underlined."""
    pieces: list[Piece] = []
    for each in side.attributes:
        is_same = all(each in other.attributes for other in card.sides)
        words = as_written("=".join(each), 24)
        pieces += [Piece(" "), Piece(words, "quiet" if is_same else "differs")]
    return tuple(pieces)


def quote_pieces(text: str, card: ReviewCard, side: Side, room: int) -> Group:
    """A side between brackets in what all sides of its card cover, its difference underlined."""
    start, end = side.start, side.end
    low = max(each.start for each in card.sides)
    high = min(each.end for each in card.sides)
    if low >= high:  # nothing that all have
        low = high = end
    low, high = max(low, start), min(high, end)
    level = paragraph_level(text[card.start : card.end])
    shown: tuple[Run, ...] = ()
    for few in FEW_LETTERS:
        runs = (
            Run(_last(text[card.start : start], few), "quiet"),
            Run("[", "key"),
            Run(_middle(text[start:low], few), "differs"),
            Run(_middle(text[low:high], few), "strong"),
            Run(_middle(text[high:end], few), "differs"),
            Run("]", "key"),
            Run(_first(text[end : card.end], few), "quiet"),
        )
        shown = tuple(run for run in runs if run.text)
        if sum(len(run.text) for run in shown) < room:
            break
    return line_of(shown, room, "rtl" if level else "ltr")


def _first(text: str, few: int) -> str:
    return text if len(text) <= 2 * few else f"{text[:few]}…"


def _last(text: str, few: int) -> str:
    return text if len(text) <= 2 * few else f"…{text[-few:]}"


def _middle(text: str, few: int) -> str:
    return text if len(text) <= 4 * few else f"{text[: 2 * few]}…{text[-2 * few :]}"


def _none(review: Review, card: ReviewCard, width: int) -> Line:
    zero = Piece(f"  {0:>{_key_columns(card)}} ", "key")
    words = Piece(as_written(_("none of these")), "text")
    missing = ""
    if card.missing and not card.is_left_over:
        names = names_of(review.page, card.missing)
        missing = _("(nothing here: {names})").format(names=names)
    room = width - pieces_width((zero, words)) - 4
    left_out = Piece(as_written(missing, max(0, room)), "quiet")
    return row(((zero,), (words,), (Piece("  "),), (left_out,)))


def _reasons(review: Review, width: int) -> Iterator[Line]:
    """Why people differed, to be chosen by a digit."""
    for number, (reason, words) in enumerate(REASONS, start=1):
        is_said = reason == review.remarks.reason
        mark = Piece(f" {'✓' if is_said else ' '}{number} ", "key")
        yield Line((mark, Piece(sentence(_(words), max(8, width - 6)))))


def _people(review: Review, width: int) -> Iterator[Line]:
    """Whose work may be taken as a whole, or who gets it back, to be chosen by a digit."""
    names = review.offered
    columns = _columns_of(len(names))
    for number, (_alias, name) in enumerate(names):
        keys = keys_of(number, len(names), review.nine)
        words = Piece(drawn(name, max(8, width - columns - 5)))
        yield Line((Piece(f"  {keys:>{columns}} ", "key"), words))


def _more(review: Review, card: ReviewCard, width: int) -> Iterator[Line]:
    """What was decided, said and ruled before, a row each where there is any."""
    room = max(8, width - 4)
    if card.ruling is not None:
        made = ruling_pieces(card.ruling, review.page.gold, room)
        yield Line((Piece("  "), Piece(_("ruled:") + " ", "good"), *made))
    if card.former is not None:
        made = ruling_pieces(card.former, review.page.gold, room)
        is_option = review.page.compares_others(card) and not [*review.page.changes(card)]
        words = _("when others were compared:") if is_option else _("before somebody changed it:")
        yield Line((Piece("  "), Piece(f"{words} ", "warning"), *made))
        yield from _then(review, card, room)
    remarks = review.remarks
    said = remark_words(remarks.reason, remarks.note, is_gap=remarks.is_gap)
    if said:
        yield Line((Piece("  "), Piece(sentence(said, room), "name")))
    for response in card.appeals:
        name = drawn(names_of(review.page, (response.alias,)), 12)
        words = _("{name} appeals:").format(name=name)
        yield Line((Piece("  "), Piece(f"{words} ", "warning"), Piece(drawn(response.note, room))))
    for alias, note in card.notes:
        name = names_of(review.page, (alias,))
        yield Line((Piece("  "), Piece(f"{drawn(name, 12)}: ", "quiet"), Piece(drawn(note, room))))
    yield from _precedents(review)


def _then(review: Review, card: ReviewCard, room: int) -> Iterator[Line]:
    """What people had when it was ruled who have something else by now, a row each."""
    text = review.page.document.text
    named = [(names_of(review.page, (alias,)), then) for alias, then in review.page.changes(card)]
    for name, proposals in sorted(named, key=lambda each: each[0]):
        words = _("{name} then:").format(name=drawn(name, 12))
        pieces = [Piece("  "), Piece(f"{words} ", "quiet")]
        for nth, each in enumerate(proposals):
            pieces += [
                Piece(" · " if nth else "", "faint"),
                Piece(drawn(title_of(each.label), max(6, room // 3)), label=each.label),
                Piece(" " + drawn(text[each.span.start : each.span.end], max(6, room // 2))),
            ]
        if not proposals:
            pieces.append(Piece(_("nothing"), "quiet"))
        yield Line(tuple(pieces))


def _precedents(review: Review) -> Iterator[Line]:
    """How the forms of the card were ruled before, a row each."""
    text = review.page.document.text
    sides = [*review.card.sides] if review.card is not None else []
    # The shortest last, so that a form that several sides share stands as it has it.
    sides.sort(key=lambda side: side.start - side.end)
    written = {form_of(text, side.start, side.end): text[side.start : side.end] for side in sides}
    for each in review.told or ():
        total = each.total
        words = n_("ruled {count:,} time before:", "ruled {count:,} times before:", total)
        form = Piece(drawn(written.get(each.form, each.form), FORM_COLUMNS), "strong")
        before = Piece(f" {words.format(count=total)} ", "quiet")
        yield Line((Piece("  "), form, before, *verdict_pieces(each)))
