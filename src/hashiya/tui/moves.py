"""Moves: what each moving and selecting key makes of a pointer.

A table from command names to functions of a pointer and a navigator; the keys stand in
`commands`. Must never know a widget or a page's annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from hashiya.layout import Navigator
from hashiya.tui.pointer import Bounds, Grain, Pointer, selected

__all__ = [
    "MOVES",
    "Move",
    "by_rows",
    "dragged",
    "dragged_words",
    "dropped",
    "picked",
    "picked_sentence",
    "picked_word",
    "pressed",
]

Move = Callable[[Pointer, Navigator], Pointer]
"""One key: the pointer before it to the pointer after it."""

Step = Callable[[Navigator, int], int]


def _move(step: Step, pointer: Pointer, navigator: Navigator) -> Pointer:
    return Pointer(step(navigator, pointer.caret))


def _move_row(step: str, pointer: Pointer, navigator: Navigator) -> Pointer:
    aim = _aim(pointer, navigator)
    caret = getattr(navigator, step)(pointer.caret, aim)
    return Pointer(caret, aim=aim)


def _extend(step: Step, grain: Grain, pointer: Pointer, navigator: Navigator) -> Pointer:
    begun = _begun(pointer, grain)
    caret = step(navigator, begun.caret)
    return begun._replace(caret=caret, grain=grain, cut=0, chosen=None, made=None)


def _extend_row(step: str, pointer: Pointer, navigator: Navigator) -> Pointer:
    aim = _aim(pointer, navigator)
    caret = getattr(navigator, step)(pointer.caret, aim)
    begun = _begun(pointer, "word")
    return begun._replace(caret=caret, grain="word", cut=0, chosen=None, made=None, aim=aim)


def _extend_letter(step: Step, pointer: Pointer, navigator: Navigator) -> Pointer:
    bounds = selected(pointer, navigator)
    if bounds is None or pointer.anchor is None:
        begun = Pointer(pointer.caret, pointer.caret, "letter", "letter", is_exact=True)
        return begun._replace(caret=step(navigator, pointer.caret))
    is_forward = pointer.caret >= pointer.anchor
    last = navigator.letter_at(bounds[1] - 1)[0]
    caret = step(navigator, last if is_forward else bounds[0])
    anchor, anchor_grain = pointer.anchor, pointer.anchor_grain
    held = navigator.word_at(anchor) if anchor_grain == "word" else None
    if held and held[0] <= caret < held[1]:
        # The head goes back into the word the selection began with: that word gives way.
        anchor, anchor_grain = (held[0] if is_forward else last), "letter"
    is_exact = pointer.is_exact or caret < anchor
    return Pointer(caret, anchor, "letter", anchor_grain, is_exact=is_exact)


def _begun(pointer: Pointer, grain: Grain) -> Pointer:
    """The pointer with an anchor: the one it has, else the caret's own word."""
    if pointer.anchor is not None:
        return pointer
    return pointer._replace(anchor=pointer.caret, anchor_grain=grain, is_exact=False)


def _aim(pointer: Pointer, navigator: Navigator) -> int:
    if pointer.aim is not None:
        return pointer.aim
    return navigator.layout.place(pointer.caret).column


def dropped(pointer: Pointer, navigator: Navigator) -> Pointer:
    """The pointer without its selection; after words were taken in, at the word it stood on."""
    if pointer.anchor is not None and pointer.grain == "word":
        return Pointer(navigator.word_at(pointer.caret)[0])
    return Pointer(pointer.caret)


def by_rows(count: int, pointer: Pointer, navigator: Navigator) -> Pointer:
    """The pointer some rows further down, or up when `count` is negative."""
    aim, caret = _aim(pointer, navigator), pointer.caret
    step = navigator.row_down if count > 0 else navigator.row_up
    for _ in range(abs(count)):
        caret = step(caret, aim)
    return Pointer(caret, aim=aim)


def pressed(offset: int, pointer: Pointer, navigator: Navigator, *, is_extending: bool) -> Pointer:
    """The pointer where the mouse went down."""
    if is_extending:
        return dragged(offset, pointer, navigator)
    return Pointer(navigator.snap(offset))


def dragged(offset: int, pointer: Pointer, _: Navigator) -> Pointer:
    """The pointer while the mouse is held down: exactly the cells that it went over.

    A selection that was there keeps what it began with: a whole word, when that was picked.
    """
    if pointer.anchor is None:
        return Pointer(offset, pointer.caret, "cell", "cell", is_exact=True)
    return Pointer(offset, pointer.anchor, "cell", pointer.anchor_grain, is_exact=True)


def dragged_words(start: int, offset: int, pointer: Pointer, navigator: Navigator) -> Pointer:
    """The pointer while the mouse is held down after a word or an annotation was picked.

    An annotation stays picked as long as the mouse is over it; outside, words are taken in.
    """
    bounds = selected(pointer, navigator)
    if pointer.chosen is not None and bounds is not None and bounds[0] <= offset < bounds[1]:
        return pointer
    return Pointer(offset, start)


def picked(bounds: Bounds, navigator: Navigator, chosen: str | None = None) -> Pointer:
    """The pointer on an annotation that was picked, all of it selected."""
    start, end = bounds
    last = navigator.letter_at(end - 1)[0]
    return Pointer(last, start, "letter", "letter", is_exact=True, chosen=chosen)


def picked_word(offset: int, _: Pointer, navigator: Navigator) -> Pointer:
    """The pointer on a word that was picked; its proclitics may still be left out."""
    start = navigator.word_at(offset)[0]
    return Pointer(start, start)


def picked_sentence(offset: int, pointer: Pointer, navigator: Navigator) -> Pointer:
    """The pointer on a sentence that was picked."""
    number = navigator.sentence_at(offset)
    return pointer if number < 0 else picked(navigator.sentences[number], navigator)


def _table() -> dict[str, Move]:
    steps: dict[str, Step] = {
        "left": Navigator.word_left,
        "right": Navigator.word_right,
        "start": Navigator.sentence_start,
        "end": Navigator.sentence_end,
    }
    letters: dict[str, Step] = {"left": Navigator.letter_left, "right": Navigator.letter_right}
    moves: dict[str, Move] = {
        "sentence_start": partial(_move, Navigator.sentence_start),
        "sentence_end": partial(_move, Navigator.sentence_end),
        "next_sentence": partial(_move, Navigator.sentence_next),
        "previous_sentence": partial(_move, Navigator.sentence_previous),
        "document_start": partial(_move, lambda navigator, _: navigator.document_start()),
        "document_end": partial(_move, lambda navigator, _: navigator.document_end()),
        "row_up": partial(_move_row, "row_up"),
        "row_down": partial(_move_row, "row_down"),
        "extend_up": partial(_extend_row, "row_up"),
        "extend_down": partial(_extend_row, "row_down"),
    }
    for side, step in steps.items():
        moves[f"extend_{side}"] = partial(_extend, step, "word")
    for side in ("left", "right"):
        moves[f"word_{side}"] = partial(_move, steps[side])
        moves[f"letter_{side}"] = partial(_move, letters[side])
        moves[f"extend_letter_{side}"] = partial(_extend_letter, letters[side])
    return moves


MOVES: Final[Mapping[str, Move]] = MappingProxyType(_table())
"""Command name to what it does to the pointer."""
