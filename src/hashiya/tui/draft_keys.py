"""Draft keys: what each key makes of a text that is being typed.

One table for the one-line and the multi-line input, answering on both keyboard layouts. Pure: the
clipboard is the widget's. Must never know a widget or what the text is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from hashiya.layout import Gaps
from hashiya.tui.draft_history import Kind, Typing
from hashiya.tui.draft_text import (
    Draft,
    all_selected,
    deleted_back,
    deleted_forward,
    deleted_word_back,
    deleted_word_forward,
    inserted,
    moved,
)
from hashiya.tui.keyboard import also_on_arabic

__all__ = ["KEYS", "ROW_KEYS", "Deed", "typed"]

Deed = Callable[[Typing, Gaps], Typing]
"""One key."""

Move = Callable[[Gaps, int], int]


def typed(typing: Typing, text: str) -> Typing:
    """After letters were typed."""
    kind: Kind = "space" if text.isspace() else "letter"
    return typing.edited(inserted(typing.draft, text), kind)


def _moved(move: Move, typing: Typing, gaps: Gaps, *, is_selecting: bool = False) -> Typing:
    caret = move(gaps, typing.draft.caret)
    return typing.moved(moved(typing.draft, caret, is_selecting=is_selecting))


def _sideways(move: Move, is_left: bool, typing: Typing, gaps: Gaps) -> Typing:  # noqa: FBT001
    """A move by letter without Shift: leaves a selection by its end on that side."""
    draft = typing.draft
    if draft.anchor is None:
        return _moved(move, typing, gaps)
    is_forward = is_left == gaps.layout[gaps.place(draft.caret).row].rtl
    return typing.moved(Draft(draft.text, draft.selection[1 if is_forward else 0]))


def _by_row(step: str, typing: Typing, gaps: Gaps, *, is_selecting: bool = False) -> Typing:
    draft = typing.draft
    aim = gaps.place(draft.caret).column if typing.aim is None else typing.aim
    caret: int = getattr(gaps, step)(draft.caret, aim)
    return typing.moved(moved(draft, caret, is_selecting=is_selecting), aim)


def _edited(change: Callable[[Draft], Draft], kind: Kind, typing: Typing, _: Gaps) -> Typing:
    return typing.edited(change(typing.draft), kind)


def _moves() -> Iterator[tuple[str, Deed]]:
    moves: dict[str, Move] = {
        "left": Gaps.left,
        "right": Gaps.right,
        "ctrl+left": Gaps.word_left,
        "ctrl+right": Gaps.word_right,
        "home": Gaps.row_start,
        "end": Gaps.row_end,
        "ctrl+home": lambda _, __: 0,
        "ctrl+end": lambda gaps, _: len(gaps.text),
    }
    for key, move in moves.items():
        modifier, plus, name = key.rpartition("+")
        yield key, partial(_moved, move)
        yield f"{modifier}{plus}shift+{name}", partial(_moved, move, is_selecting=True)
    yield "left", partial(_sideways, Gaps.left, True)
    yield "right", partial(_sideways, Gaps.right, False)


def _edits() -> Iterator[tuple[str, Deed]]:
    edits: tuple[tuple[str, Callable[[Draft], Draft], Kind], ...] = (
        ("backspace", deleted_back, "back"),
        ("delete", deleted_forward, "forward"),
        ("ctrl+w", deleted_word_back, "other"),
        ("ctrl+backspace", deleted_word_back, "other"),
        ("ctrl+delete", deleted_word_forward, "other"),
    )
    for key, change, kind in edits:
        yield key, partial(_edited, change, kind)
    yield "ctrl+z", lambda typing, _: typing.undone()
    yield "ctrl+y", lambda typing, _: typing.redone()
    yield "ctrl+a", lambda typing, _: typing.moved(all_selected(typing.draft))


def _rows() -> Iterator[tuple[str, Deed]]:
    for step in ("up", "down"):
        yield step, partial(_by_row, step)
        yield f"shift+{step}", partial(_by_row, step, is_selecting=True)
    yield "enter", lambda typing, _: typing.edited(inserted(typing.draft, "\n"))


def _on_both_layouts(deeds: Iterator[tuple[str, Deed]]) -> Mapping[str, Deed]:
    table: dict[str, Deed] = {}
    for key, deed in deeds:
        table.update(dict.fromkeys((key, *also_on_arabic(key)), deed))
    return MappingProxyType(table)


def _all() -> Iterator[tuple[str, Deed]]:
    yield from _moves()
    yield from _edits()


KEYS: Final = _on_both_layouts(_all())
"""Key to what it does in every input; letters go to `typed`."""

ROW_KEYS: Final = _on_both_layouts(_rows())
"""Keys of an input of several lines."""
