"""Editing: a span that nobody proposed, made out of one that somebody did.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.layout import Navigator
from hashiya.model import Label, Span
from hashiya.services import Decision, GoldSpan, ReviewCard
from hashiya.text import paragraph_level
from hashiya.tui.edges import moved_edge
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import told
from hashiya.tui.review.state import Edited, Review
from hashiya.tui.target import Cuts

__all__ = ["EDIT_KEYS", "Floor", "begun", "edited", "labelled", "made"]

EDIT_KEYS: Final = frozenset({"left", "right", "ctrl+left", "ctrl+right", "tab", "shift+tab"})
"""Keys that mean the span while it is edited."""


class Floor(NamedTuple):
    """What edges move over."""

    navigator: Navigator
    """Moves over the document as it is laid out."""
    cuts: Cuts
    """Where a stretch's first word may begin."""


def begun(review: Review) -> Review:
    """With what was ruled on the card to be edited, else its first side; again: the next one."""
    card = review.card
    if card is None:
        return review
    starts = _starts(review, card)
    at = starts.index(review.edited) + 1 if review.edited in starts else 0
    return replace(review.plain(), mode="edit", edited=starts[at % len(starts)])


def _starts(review: Review, card: ReviewCard) -> list[Edited]:
    """What can be edited: what a ruling made, then each side, each of them once."""
    ruled = card.ruling.made if card.ruling is not None else ()
    made = [each for each in review.page.gold.annotations if each.id in ruled]
    starts = [Edited((one.span.start, one.span.end), one.label, one.attributes) for one in made]
    starts += [Edited((side.start, side.end), side.label, side.attributes) for side in card.sides]
    return list(dict.fromkeys(starts))


def edited(review: Review, key: str, floor: Floor) -> Review:
    """After a key: an edge is moved, or the other one is meant.

    Arrows go where they point: a word on, with Ctrl a letter.
    """
    held = review.edited
    if held is None:
        return review
    if key in {"tab", "shift+tab"}:
        return replace(review, edited=held._replace(moves_start=not held.moves_start)).saying("")
    name = _edge_of(key, held, floor) if key in EDIT_KEYS else key
    try:
        bounds = moved_edge(name, held.bounds, floor)
    except PolicyError as error:
        return review.saying(told(error), "warning")
    after = held._replace(bounds=bounds, moves_start=name.startswith("start"))
    return replace(review, edited=after).saying("")


def _edge_of(key: str, held: Edited, floor: Floor) -> str:
    """The command for an arrow: the end of what runs from right to left goes out to the left."""
    edge = "start" if held.moves_start else "end"
    letter = "letter_" if key.startswith("ctrl") else ""
    start, end = held.bounds
    runs_left = bool(paragraph_level(floor.navigator.layout.text[start:end]))
    is_out = key.endswith("left") == runs_left
    if held.moves_start:
        is_out = not is_out
    return f"{edge}_{letter}{'out' if is_out else 'in'}"


def labelled(review: Review, character: str, labels: Iterable[Label]) -> Review | None:
    """With the label whose key was pressed, on either keyboard layout; None for another key."""
    for label in labels:
        if label.key and character in {label.key, *also_on_arabic(label.key)}:
            held = review.edited
            if held is None:
                return None
            attributes = held.attributes if label.name == held.label else ()
            after = held._replace(label=label.name, attributes=attributes)
            return replace(review, edited=after).saying("")
    return None


def made(review: Review) -> Decision | None:
    """The decision to take what was edited; one to take a side where it is that again."""
    card, held = review.card, review.edited
    if card is None or held is None:
        return None
    start, end = held.bounds
    wanted = GoldSpan(Span(start=start, end=end), held.label, held.attributes)
    is_side = any((side.span, side.label) == wanted[:2] for side in card.sides)
    return Decision("take" if is_side else "edit", (wanted,))
