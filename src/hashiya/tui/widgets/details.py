"""The details: what a label key would tag, what stands under the caret, and what was last said."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.reactive import reactive

from hashiya.tui.commands import first_key
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import (
    Piece,
    drawn,
    fitted,
    in_two,
    onward,
    pieces_width,
    sentence,
    worded,
)
from hashiya.tui.reading import Awaited, Message
from hashiya.tui.widgets.lines import Line, LineWidget
from hashiya.tui.widgets.mode_words import ModeFacts, awaited_pieces, mode_pieces

__all__ = ["Details", "Facts", "Reminded", "SpanFacts", "Touched"]

_KEYS_HERE: Final = (
    ("remove", later("removes")),
    ("relabel", later("relabels")),
    ("note", later("notes")),
)
"""Commands about the annotation here, and what their keys do to it."""
_DESCRIBES: Final = ("attributes", later("describes"))
"""The same where its label has attributes."""

_REMINDED: Final = {
    (False, False): later("note on the sentence"),
    (False, True): later("sentence flagged"),
    (True, False): later("note on the article"),
    (True, True): later("article flagged"),
}
"""Whether it is on the article, and whether it is a flag, to what is said of it."""


class SpanFacts(NamedTuple):
    """The annotation that keys about annotations mean."""

    label: str
    """Its label's name."""
    key: str
    """Its label's key."""
    title: str
    """What its label is called on the screen."""
    quote: str
    """What it covers."""
    start: int
    """Its first offset."""
    end: int
    """The offset after its last."""
    breach: str
    """Which rule of the policy it breaks, in words; empty when none."""
    others: int
    """How many more annotations cover the same letter."""
    note: str = ""
    """The note on it; empty when none."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What more is said of it: titles and values."""
    can_be_described: bool = False
    """Whether its label lets more be said of it."""
    is_flagged: bool = False
    """Whether its owner wants to come back to it."""
    id: str = ""
    """What the log calls it."""


class Touched(NamedTuple):
    """Who did something to an annotation last, and when."""

    span: SpanFacts
    """The annotation, as it was when that was asked for; of another one nothing is said."""
    words: str
    """A message with a place for the person, such as `{alias}, {when}`."""
    alias: str
    """Who."""
    when: str
    """The hour of today, else the date."""


class Reminded(NamedTuple):
    """A flag or a note on the sentence or the article."""

    is_whole: bool
    """Whether it is on the article, not on its sentence."""
    is_flagged: bool
    """Whether it carries a flag."""
    note: str
    """The words on it; empty without any."""
    is_again: bool = False
    """Whether the note is of whoever opened the article again."""


class Facts(NamedTuple):
    """Everything the two lines say."""

    quote: str = ""
    """What a label key would tag."""
    start: int = 0
    """Its first offset."""
    end: int = 0
    """The offset after its last."""
    words: int = 0
    """How many words it has."""
    left_out: str = ""
    """The proclitics that stay outside."""
    cut: int = 0
    """Which of the cuts is chosen, from 0."""
    cuts: int = 1
    """How many there are."""
    is_selected: bool = False
    """Whether it was selected by hand."""
    span: SpanFacts | None = None
    """The annotation here."""
    reminders: tuple[Reminded, ...] = ()
    """What is flagged and noted of the sentence and the article."""
    awaits: Awaited = ""
    """What the next key is to say."""
    times: int = 0
    """The count so far."""
    mode: ModeFacts | None = None
    """The mode that is on."""
    message: Message = Message()
    """What was last said."""


class Details(LineWidget):
    """Two lines above the label bar."""

    facts: reactive[Facts | None] = reactive(None, repaint=False)
    """None while nothing is open."""

    touched: reactive[Touched | None] = reactive(None, repaint=False)
    """Who did the last to the annotation that the caret rests on; comes once it is known."""

    def watch_facts(self) -> None:
        """Draw what changed."""
        self.redraw()

    def watch_touched(self) -> None:
        """Draw what has become known."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """What would be tagged; then the message, or the annotation here.

        A message that is too long for one line has both.
        """
        if self.facts is None:
            return ()
        message = self.facts.message
        if message.text and not self.facts.awaits and len(message.text) > width - 2:
            return tuple(
                Line((Piece(f" {each}", message.ink),)) for each in in_two(message.text, width - 2)
            )
        return (_target_line(self.facts, width), _second_line(self.facts, self.touched, width))


def _target_line(facts: Facts, width: int) -> Line:
    if not facts.quote:
        return Line((Piece(" " + _("no text here"), "quiet"),))
    count = n_("{count} word", "{count} words", facts.words).format(count=facts.words)
    pieces = [
        Piece(f" {onward()} ", "name" if facts.is_selected else "quiet"),
        Piece(drawn(facts.quote, max(8, width * 2 // 5)), "strong"),
        Piece(f"   {count} · {facts.start}–{facts.end}", "quiet"),
    ]
    if facts.left_out:
        pieces += [
            Piece(" · ", "quiet"),
            *worded(
                _("{proclitics} left out"),
                "quiet",
                proclitics=Piece(f"«{drawn(facts.left_out, 12)}»", "name"),
            ),
        ]
    if facts.cuts > 1:
        number = f"{facts.cut + 1}/{facts.cuts}"
        pieces += [
            Piece(" · ", "quiet"),
            Piece(first_key("cut"), "key"),
            Piece(" "),
            *worded(_("cut {number}"), "quiet", number=Piece(number, "quiet")),
        ]
    signs = _reminder_signs(facts.reminders)
    fits = pieces_width(pieces) + pieces_width(signs) + 2 <= width
    return Line(tuple(pieces), signs if fits else ())


def _reminder_signs(reminders: tuple[Reminded, ...]) -> tuple[Piece, ...]:
    """What is flagged or noted of the sentence and the article, in a few columns."""
    pieces: list[Piece] = []
    for each in reminders:
        signs = "↩" if each.is_again else "⚑" * each.is_flagged + "✎" * bool(each.note)
        words = _("article") if each.is_whole else _("sentence")
        pieces += [Piece(f" {signs} ", "warning"), Piece(f"{words} ", "quiet")]
    return tuple(pieces)


def _reminder_pieces(reminders: tuple[Reminded, ...], width: int) -> tuple[Piece, ...]:
    """The same with the notes' words, on a line of their own."""
    pieces: list[Piece] = [Piece("  ")]
    for each in reminders:
        mark = " ↩ " if each.is_again else " ⚑ " if each.is_flagged else " ✎ "
        words = _REMINDED[each.is_whole, each.is_flagged]
        pieces.append(Piece(mark, "warning"))
        pieces.append(Piece(_("opened again") if each.is_again else _(words), "quiet"))
        if each.note:
            room = max(8, (width - pieces_width(pieces)) // 2)
            note = drawn(" ".join(each.note.split()), room)
            sign = Piece(" ✎ ", "warning") if each.is_flagged else Piece(": ", "quiet")
            pieces += [sign, Piece(note, "strong")]
        pieces.append(Piece("  "))
    return fitted(pieces, width)


def _second_line(facts: Facts, touched: Touched | None, width: int) -> Line:
    if facts.awaits:
        here = facts.span if facts.awaits == "relabel" else None
        shown = drawn(facts.quote if here is None else here.quote, width // 3)
        return Line(fitted(awaited_pieces(facts.awaits, shown, facts.times), width))
    if facts.message.text:
        return Line((Piece(" " + sentence(facts.message.text, width - 2), facts.message.ink),))
    if facts.mode is not None and (facts.span is None or facts.mode.kind == "sweep"):
        return Line(fitted(mode_pieces(facts.mode), width))
    if facts.span is None and facts.reminders:
        return Line(_reminder_pieces(facts.reminders, width))
    if facts.span is None:
        words = _("a label key tags it, Shift and an arrow take in more")
        return Line((Piece(f"   {words}", "faint"),))
    is_known = touched is not None and touched.span == facts.span
    return Line(_span_pieces(facts.span, touched if is_known else None, width))


def _touch_pieces(touched: Touched | None) -> tuple[Piece, ...]:
    if touched is None:
        return ()
    alias = Piece(drawn(touched.alias, 12), "quiet")
    when = Piece(drawn(touched.when), "quiet")
    return (Piece(" · ", "quiet"), *worded(_(touched.words), "quiet", alias=alias, when=when))


def _span_pieces(span: SpanFacts, touched: Touched | None, width: int) -> tuple[Piece, ...]:
    pieces = [
        Piece(f" {drawn(span.key) or '■'} ", label=span.label),
        Piece(drawn(span.title, 20), label=span.label),
        Piece("  "),
        Piece(drawn(span.quote, max(8, width // 3))),
    ]
    if span.breach:
        room = width - pieces_width(pieces) - 5
        return (*pieces, Piece(f"  ⚠ {sentence(span.breach, room)}", "warning"))
    offsets = Piece(f"   {span.start}–{span.end}", "quiet")
    touch = _touch_pieces(touched)
    if not touch or pieces_width((*pieces, offsets, *touch)) <= width:
        pieces.append(offsets)
    pieces += touch
    if span.is_flagged:
        pieces += [Piece(" ⚑ ", "warning"), Piece(_("flagged"), "quiet")]
    if span.others:
        more = n_("{count} more here", "{count} more here", span.others)
        pieces.append(Piece(f" · {more.format(count=span.others)}", "quiet"))
    for title, value in span.attributes:
        room = max(8, (width - pieces_width(pieces)) // 2 - 4)
        pieces.append(Piece(f" · {drawn(title, 16)}: ", "quiet"))
        pieces.append(Piece(drawn(value, room), "strong"))
    if span.note:
        room = max(8, (width - pieces_width(pieces)) * 2 // 3 - 8)
        note = Piece(drawn(" ".join(span.note.split()), room), "strong")
        pieces += [Piece(" · ", "quiet"), *worded(_("note: {note}"), "quiet", note=note)]
    described = (_DESCRIBES,) if span.can_be_described else ()
    for command, words in (*_KEYS_HERE, *described):
        pieces += [
            Piece(" · ", "quiet"),
            Piece(first_key(command), "key"),
            Piece(f" {_(words)}", "quiet"),
        ]
    return tuple(pieces)
