"""Mode words: what the details say while a key waits for another, or a mode is on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from hashiya.tui.commands import key_of
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, drawn, worded
from hashiya.tui.reading import Awaited

__all__ = ["ModeFacts", "awaited_pieces", "mode_pieces"]

_AWAITED: Final[Mapping[Awaited, str]] = {
    "relabel": later("press the key of the new label for {quote}; {key} leaves it"),
    "second": later("press the key of a second label for {quote}; {key} leaves it"),
    "sticky": later("press the key of the label that every selection is to get; {key} leaves it"),
    "sweep": later("press the key of the label to sweep this article with; {key} leaves it"),
    "count": later(
        "count {count}, then a key that moves, selects or moves an edge; {key} leaves it"
    ),
}

_STICKY_KEYS: Final = (
    ("phrase", later("a phrase")),
    ("extend_left", later("words")),
    ("repeat", later("this word")),
    ("drop", later("ends it")),
)
_SWEEP_KEYS: Final = (
    ("repeat", later("takes it")),
    ("next_phrase", later("skips it")),
    ("phrase", later("takes in more")),
    ("inner", later("without its first word")),
    ("drop", later("ends it")),
)


class ModeFacts(NamedTuple):
    """What a person asked for that lasts longer than one key."""

    kind: Literal["sticky", "sweep"]
    """Which mode."""
    label: str
    """Name of the label it is about."""
    title: str
    """What that label is called on the screen."""


def awaited_pieces(awaits: Awaited, quote: str, times: int) -> tuple[Piece, ...]:
    """What the next key is to say.

    Args:
        awaits: What is waited for.
        quote: The text it is about, as it is to be drawn.
        times: The count so far; 0 before the first digit.
    """
    pieces = worded(
        _(_AWAITED[awaits]),
        "warning",
        quote=Piece(quote, "strong"),
        count=Piece(str(times or "–"), "strong"),
        key=Piece(key_of("drop"), "warning"),
    )
    return (Piece(" "), *pieces)


def mode_pieces(mode: ModeFacts) -> tuple[Piece, ...]:
    """What lasts, and the keys that go on and end it."""
    is_sticky = mode.kind == "sticky"
    title = Piece(f" {drawn(mode.title, 20)} ", label=mode.label)
    words = _("each selection becomes {label}") if is_sticky else _("sweep with {label}")
    pieces = [Piece(" "), *worded(words, "name", label=title)]
    for command, does in _STICKY_KEYS if is_sticky else _SWEEP_KEYS:
        pieces += [
            Piece(" · ", "quiet"),
            Piece(key_of(command), "key"),
            Piece(f" {_(does)}", "quiet"),
        ]
    return tuple(pieces)
