"""Flag ways: to the next flagged place, or the one before, in this article or another one.

Must never know a widget or what is done with the page.
"""

from __future__ import annotations

from hashiya.model import Layer
from hashiya.services import Page
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.locale import _
from hashiya.tui.reading import Message

__all__ = ["flagged_offsets", "way_to_flag"]


async def way_to_flag(desk: Desk, page: Page, direction: int) -> tuple[Page | None, Message]:
    """The page to show, with its caret on a flag; None, and words, where no flag is left.

    Args:
        desk: The open project.
        page: What is on the screen, with the caret as it stands.
        direction: 1 for what comes after, -1 for what comes before.
    """
    place = _nearest(flagged_offsets(page.layer), page.caret, direction)
    found: Page | None = page
    while place is None and found is not None:
        found = await desk.turn_to_flag(found, direction)
        if found is not None:
            ends = flagged_offsets(found.layer)
            place = (ends[0] if direction > 0 else ends[-1]) if ends else None
    if found is None or place is None:
        return None, Message(_none(page.layer, direction))
    return found._replace(caret=place), Message(_said(found.layer, place))


def flagged_offsets(layer: Layer) -> list[int]:
    """Where flagged things begin, in order, each place once; the document's flag is at 0."""
    places = {each.span.start for each in layer.annotations if each.is_flagged}
    places |= {each.bounds[0] for each in layer.reminders if each.is_flagged}
    return sorted(places)


def _nearest(places: list[int], caret: int, direction: int) -> int | None:
    if direction > 0:
        return next((place for place in places if place > caret), None)
    return next((place for place in reversed(places) if place < caret), None)


def _said(layer: Layer, place: int) -> str:
    """What is flagged at a place, outermost first, with its note."""
    said = []
    for held in layer.reminders:
        if held.is_flagged and held.bounds[0] == place:
            words = _("article flagged") if held.span is None else _("sentence flagged")
            said.append(f"⚑ {words}{_noted(held.note)}")
    said += [
        f"⚑ {each.quote}{_noted(each.note)}"
        for each in layer.annotations
        if each.is_flagged and each.span.start == place
    ]
    return " · ".join(said)


def _noted(note: str) -> str:
    return f" ✎ {' '.join(note.split())}" if note else ""


def _none(layer: Layer, direction: int) -> str:
    if not flagged_offsets(layer):
        words = _("nothing is flagged from here on; {flag} flags the span or the sentence here")
        return words.format(flag=key_of("flag"))
    if direction > 0:
        words = _("no flag comes after this; {key} goes back to the one before")
        return words.format(key=key_of("previous_flag"))
    words = _("no flag comes before this; {key} goes on to the next one")
    return words.format(key=key_of("next_flag"))
