"""Recutting: what the keys that split and merge sentences do.

Drafts through the services; what is drafted goes to disk before it is shown, because others' spans
may forbid it. Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from hashiya.errors import PolicyError
from hashiya.model import Act
from hashiya.services import Page
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.locale import _, told
from hashiya.tui.reading import Context, Message, Reading

__all__ = ["CUTS", "Draft", "recut"]

Draft = Callable[[Reading, Context], Act]
"""What a key would do; raises PolicyError with the reason when it may not be done."""


def split(reading: Reading, context: Context) -> Act:
    """Split the sentence before the word at the caret."""
    from hashiya.services import draft_sentence_split  # noqa: PLC0415 - for a rare key

    start, _end = context.navigator.word_at(reading.pointer.caret)
    return draft_sentence_split(reading.page, context.scheme, start)


def merge(reading: Reading, context: Context) -> Act:
    """Merge the sentence at the caret with the next."""
    from hashiya.services import draft_merge  # noqa: PLC0415 - as above

    if context.sentence is None:
        raise PolicyError(_("this article has no sentence"), rule="empty")
    return draft_merge(reading.page, context.scheme, context.sentence)


CUTS: Final[Mapping[str, Draft]] = MappingProxyType(
    {"split_sentence": split, "merge_sentence": merge}
)
"""Command name to what it drafts."""


async def recut(
    desk: Desk,
    draft: Draft,
    shown: tuple[Reading, Context],
    place: Callable[[Page, Message], None],
) -> None:
    """Do what a key drafts and show the page as it is then, also when somebody was quicker.

    Args:
        desk: The open project.
        draft: What the key does.
        shown: What is on the screen.
        place: Puts a page on the screen with a word to the person.

    Raises:
        PolicyError: The draft itself is refused.
        StoreError: It could not be written.
    """
    reading, context = shown
    act = draft(reading, context)
    caret = reading.pointer.caret
    try:
        page = await desk.recut(reading.page, act, caret)
    except PolicyError as error:
        page = await desk.reread(reading.page)
        place(page._replace(caret=caret), Message(told(error), "warning"))
        return
    is_split = len(page.document.sentences) > len(reading.page.document.sentences)
    said = _("sentence split; {key} to undo") if is_split else _("sentences merged; {key} to undo")
    place(page, Message(said.format(key=key_of("undo"))))
