"""Hints of the review screen: what the keys mean now, in one row.

Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.model import Label
from hashiya.tui.command import Command
from hashiya.tui.commands import key_name
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Line, Piece, drawn, fitted, in_two, sentence
from hashiya.tui.review.draft_lines import draft_line
from hashiya.tui.review.nines import NINE
from hashiya.tui.review.refused import hidden_refusal
from hashiya.tui.review.sieve import ARTICLE, FIELDS
from hashiya.tui.review.state import Mode, Review
from hashiya.tui.review.table import REVIEW_COMMANDS, review_key
from hashiya.tui.review.wording import kind_words, names_of
from hashiya.tui.titles import title_of

__all__ = ["hints_of", "message_lines"]

_ORDER: Final = (
    "review_help",
    "side",
    "neither",
    "edit",
    "both",
    "defer",
    "reason",
    "gap",
    "take_back",
    "next_card",
    "next_ready",
    "articles",
    "filter",
    "agreed",
    "finish",
    "give_back",
    "leave",
)
_MODES: Final[dict[Mode, tuple[tuple[str, str], ...]]] = {
    "edit": (
        ("↵", later("take it")),
        ("Esc", later("leave it")),
        ("← →", later("move the edge")),
        ("Tab", later("the other edge")),
        ("?", later("help")),
        ("Ctrl ← →", later("by letter")),
        ("e", later("another side")),
    ),
    "both": (
        ("↵", later("take them")),
        ("1–9", later("choose sides")),
        ("Esc", later("leave it")),
    ),
    "reason": (
        ("1–5", later("why people differed")),
        ("m", later("in your own words")),
        ("0", later("no reason")),
        ("Esc", later("leave it")),
    ),
    "person": (("1–9", later("whose work is taken")), ("Esc", later("leave it"))),
    "back": (("1–9", later("who gets it back")), ("Esc", later("leave it"))),
    "filter": (
        ("← →", later("change")),
        ("Tab", later("next field")),
        ("↵", later("done")),
        ("Esc", later("take the filter off")),
    ),
    "busy": (("Esc", later("stop")),),
}
"""Mode → its keys, and the messages for what they do."""
ANY: Final = {
    "kind": later("any kind"),
    "label": later("any label"),
    "person": later("anybody"),
}


def hints_of(review: Review | None, labels: Sequence[Label]) -> tuple[tuple[str, str], ...]:
    """Keys and messages of the hint row.

    Args:
        review: What is shown; its mode says what keys mean.
        labels: The scheme's, for while a span is edited.
    """
    mode, choices = (review.mode, review.choices) if review is not None else ("", 0)
    named = {each.name: each for each in REVIEW_COMMANDS}
    more = ((review_key("more_sides"), named["more_sides"].footer),) if choices > NINE else ()
    if mode:
        keyed = [each for each in labels if each.key and mode == "edit"]
        titles = tuple((each.key, title_of(each.name)) for each in keyed)
        return (*_MODES[mode], *more, *titles)
    head, side, *rest = (named[name] for name in _ORDER)
    return (_hint(head), ("1–9", side.footer), *more, *map(_hint, rest))


def _hint(command: Command) -> tuple[str, str]:
    return key_name(command.keys[0]), command.footer


def message_lines(review: Review | None, width: int, rows: int) -> tuple[Line, Line | None]:
    """The row above the hints: the filters while they are turned, else what was said last.

    Where nothing was said: the span that is being edited, or how to go on. What is longer, or why a
    side cannot be taken where the card's rows have no room for it, goes on in the hints' place.

    Args:
        review: What is shown.
        width: Columns there are.
        rows: Rows that the card has.
    """
    if review is None:
        return Line(), None
    said, ink = review.message.text, review.message.ink
    if review.edited is not None and not said:
        return draft_line(review.page.document.text, review.edited, width), None
    if not said and (review.mode == "filter" or review.sieve.holds):
        return Line(fitted(_filters(review, width), width)), None
    refused = hidden_refusal(review, rows)
    if said and refused:
        shown = ((sentence(said, width - 2), ink), (sentence(refused, width - 2), "warning"))
    else:
        ink = ink if said else "warning" if refused else "text"
        words = said or refused or _how_to_go_on(review)
        first, second = in_two(words, width - 2)
        shown = ((first, ink), (second, ink))
    above, below = (Line((Piece(f" {text}", ink),)) if text else None for text, ink in shown)
    return above or Line(), below


def _how_to_go_on(review: Review) -> str:
    """What makes the article gold where no card waits; else nothing."""
    if review.page.open_cards or review.page.is_gold:
        return ""
    words = _("no card waits; {key} makes this article gold, {agreed} lists what all agree on")
    if review.page.is_alone:
        words = _("only {name} annotated this: read it, correct it; {key} makes it gold")
    return words.format(
        name=names_of(review.page, [each.annotator for each in review.page.layers]),
        key=review_key("finish"),
        agreed=review_key("agreed"),
    )


def _filters(review: Review, width: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    sieve, page = review.sieve, review.page
    for at, field in enumerate(FIELDS):
        value: str = page.document.name if field == ARTICLE else getattr(sieve, field)
        label = None
        if not value:
            words = _(ANY[field])
        elif field == ARTICLE:
            words = value
        elif field == "kind":
            words = kind_words((value,))
        elif field == "label":
            words, label = title_of(value), value
        else:
            words = names_of(review.page, (value,))
        shown = drawn(words, max(4, width // (len(FIELDS) + 1) - 2))
        is_meant = review.mode == "filter" and at == review.field
        pieces.append(Piece("  " if pieces else " "))
        if is_meant:
            pieces.append(Piece(f"‹{shown}›", "marked"))
        else:
            pieces.append(Piece(shown, "name" if value and field != ARTICLE else "quiet", label))
    return tuple(pieces)
