"""Drafts: a text that is being typed, with its caret and selection, as one value.

Offsets are code points. The caret is a gap (`hashiya.layout.Gaps`): it stands before the letter at
its offset, always on a boundary of grapheme clusters. Whatever was typed or pasted is kept as it
came. Must never know where letters stand on the screen, a key or a widget.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from hashiya.text import is_grapheme_boundary, next_grapheme, previous_grapheme, word_spans
from hashiya.tui.locale import _, n_

__all__ = [
    "NOTHING",
    "Draft",
    "Pasted",
    "all_selected",
    "cleaned",
    "deleted_back",
    "deleted_forward",
    "deleted_word_back",
    "deleted_word_forward",
    "fitted",
    "inserted",
    "moved",
    "word_selected",
]

_LINE_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_CARRIAGE_RETURN: Final = re.compile("\r\n?")


class Draft(NamedTuple):
    """What has been typed so far."""

    text: str = ""
    """Exactly as it was typed."""
    caret: int = 0
    """The gap where typing goes on."""
    anchor: int | None = None
    """The gap where the selection began; None when nothing is selected."""

    @property
    def selection(self) -> tuple[int, int]:
        """What is selected, `[start, end)`; empty at the caret when nothing is."""
        anchor = self.caret if self.anchor is None else self.anchor
        return min(self.caret, anchor), max(self.caret, anchor)

    @property
    def selected(self) -> str:
        """The selected text, in logical order."""
        start, end = self.selection
        return self.text[start:end]


NOTHING: Final = Draft()
"""An empty text."""


class Pasted(NamedTuple):
    """What may go into a text, and what to say about the rest."""

    text: str
    """Free of control characters."""
    words: str = ""
    """What was changed or left out, for the person; empty when nothing was."""


def cleaned(text: str, *, is_one_line: bool) -> Pasted:
    """What of a typed or pasted text is taken.

    Line breaks and tabs become spaces on one line. On several, CR and CR LF become LF, because that
    is what terminals make of a line break. Other control characters and lone surrogates are left
    out.
    """
    words: list[str] = []
    if is_one_line:
        shown = _LINE_BREAK.sub(" ", text)
        if shown != text:
            words.append(_("line breaks became spaces"))
        shown = shown.replace("\t", " ")
    else:
        shown = _CARRIAGE_RETURN.sub("\n", text)
    taken = "".join(char for char in shown if char in "\n\t" or not _is_control(char))
    left_out = len(shown) - len(taken)
    if left_out:
        said = n_(
            "{count} control character left out", "{count} control characters left out", left_out
        )
        words.append(said.format(count=left_out))
    return Pasted(taken, " · ".join(words))


def fitted(text: str, room: int) -> str:
    """The longest beginning of at most `room` code points that tears no cluster."""
    end = max(0, min(room, len(text)))
    while not is_grapheme_boundary(text, end):
        end -= 1
    return text[:end]


def inserted(draft: Draft, text: str) -> Draft:
    """The text in the place of the selection, the caret behind it."""
    start, end = draft.selection
    whole = draft.text[:start] + text + draft.text[end:]
    return Draft(whole, _boundary(whole, start + len(text)))


def deleted_back(draft: Draft) -> Draft:
    """Without the selection, else without the letter before the caret."""
    return _without(draft, previous_grapheme(draft.text, draft.caret), draft.caret)


def deleted_forward(draft: Draft) -> Draft:
    """Without the selection, else without the letter after the caret."""
    return _without(draft, draft.caret, next_grapheme(draft.text, draft.caret))


def deleted_word_back(draft: Draft) -> Draft:
    """Without the selection, else without everything back to the start of the word before."""
    starts = (start for start, _ in _words(draft.text) if start < draft.caret)
    return _without(draft, max(starts, default=0), draft.caret)


def deleted_word_forward(draft: Draft) -> Draft:
    """Without the selection, else without everything up to the end of the next word."""
    ends = (end for _, end in _words(draft.text) if end > draft.caret)
    return _without(draft, draft.caret, min(ends, default=len(draft.text)))


def moved(draft: Draft, caret: int, *, is_selecting: bool = False) -> Draft:
    """The caret elsewhere; `is_selecting` stretches the selection to it."""
    if not is_selecting:
        return Draft(draft.text, caret)
    anchor = draft.caret if draft.anchor is None else draft.anchor
    return Draft(draft.text, caret, None if anchor == caret else anchor)


def all_selected(draft: Draft) -> Draft:
    """Everything selected, the caret at its end."""
    return Draft(draft.text, len(draft.text), 0 if draft.text else None)


def word_selected(draft: Draft, gap: int) -> Draft:
    """The word at a gap selected; nothing where none is."""
    for start, end in word_spans(draft.text):
        if start <= gap < end:
            return Draft(draft.text, _boundary(draft.text, end), _back(draft.text, start))
    return Draft(draft.text, gap)


def _without(draft: Draft, start: int, end: int) -> Draft:
    if draft.anchor is not None:
        start, end = draft.selection
    start, end = _back(draft.text, start), _boundary(draft.text, end)
    whole = draft.text[:start] + draft.text[end:]
    return Draft(whole, _boundary(whole, start))


def _words(text: str) -> list[tuple[int, int]]:
    return [
        (start, end) for start, end in word_spans(text) if any(map(str.isalnum, text[start:end]))
    ]


def _boundary(text: str, offset: int) -> int:
    return offset if is_grapheme_boundary(text, offset) else next_grapheme(text, offset)


def _back(text: str, offset: int) -> int:
    return offset if is_grapheme_boundary(text, offset) else previous_grapheme(text, offset)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"}
