"""The details: what a label key would tag, what stands under the caret, and what was last said."""

from __future__ import annotations

from typing import NamedTuple

from textual.reactive import reactive

from hashiya.tui.pieces import Piece, drawn, pieces_width
from hashiya.tui.reading import Message
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["Details", "Facts", "SpanFacts"]


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
    is_relabelling: bool = False
    """Whether the next label key changes the annotation here."""
    message: Message = Message()
    """What was last said."""


class Details(LineWidget):
    """Two lines above the label bar."""

    facts: reactive[Facts | None] = reactive(None, repaint=False)
    """None while nothing is open."""

    def watch_facts(self) -> None:
        """Draw what changed."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """What would be tagged; then the message, or the annotation here."""
        if self.facts is None:
            return ()
        return (_target_line(self.facts, width), _second_line(self.facts, width))


def _target_line(facts: Facts, width: int) -> Line:
    if not facts.quote:
        return Line((Piece(" no text here", "quiet"),))
    count = "1 word" if facts.words == 1 else f"{facts.words} words"
    pieces = [
        Piece(" ▸ ", "name" if facts.is_selected else "quiet"),
        Piece(drawn(facts.quote, max(8, width * 2 // 5)), "strong"),
        Piece(f"   {count} · {facts.start}–{facts.end}", "quiet"),
    ]
    if facts.left_out:
        pieces += [
            Piece(" · ", "quiet"),
            Piece(f"«{drawn(facts.left_out, 12)}»", "name"),
            Piece(" left out", "quiet"),
        ]
    if facts.cuts > 1:
        pieces += [
            Piece(" · ", "quiet"),
            Piece("c", "key"),
            Piece(f" cut {facts.cut + 1}/{facts.cuts}", "quiet"),
        ]
    return Line(tuple(pieces))


def _second_line(facts: Facts, width: int) -> Line:
    if facts.is_relabelling and facts.span is not None:
        return Line(
            (
                Piece(" press the key of the new label for ", "warning"),
                Piece(drawn(facts.span.quote, width // 3), "strong"),
                Piece("; Esc leaves it", "warning"),
            )
        )
    if facts.message.text:
        return Line((Piece(" " + drawn(facts.message.text, width - 2), facts.message.ink),))
    if facts.span is None:
        return Line((Piece("   a label key tags it, Shift and an arrow take in more", "faint"),))
    return Line(_span_pieces(facts.span, width))


def _span_pieces(span: SpanFacts, width: int) -> tuple[Piece, ...]:
    pieces = [
        Piece(f" {drawn(span.key) or '■'} ", label=span.label),
        Piece(drawn(span.title, 20), label=span.label),
        Piece("  "),
        Piece(drawn(span.quote, max(8, width // 3))),
    ]
    if span.breach:
        room = width - pieces_width(pieces) - 5
        return (*pieces, Piece(f"  ⚠ {drawn(span.breach, room)}", "warning"))
    pieces.append(Piece(f"   {span.start}–{span.end}", "quiet"))
    if span.others:
        pieces.append(Piece(f" · {span.others} more here", "quiet"))
    if span.note:
        room = max(8, (width - pieces_width(pieces)) * 2 // 3 - 8)
        pieces.append(Piece(" · note: ", "quiet"))
        pieces.append(Piece(drawn(" ".join(span.note.split()), room), "strong"))
    return (
        *pieces,
        Piece(" · ", "quiet"),
        Piece("x", "key"),
        Piece(" removes", "quiet"),
        Piece(" · ", "quiet"),
        Piece("l", "key"),
        Piece(" relabels", "quiet"),
        Piece(" · ", "quiet"),
        Piece("m", "key"),
        Piece(" notes", "quiet"),
    )
