"""Document looks: the bounded questions that the list of articles asks of the session's thread.

Must never know how articles are shown, nor which ones anybody looks at.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from hashiya.services import AnnotationSession
from hashiya.store import DocumentFilter, ListPage, ListRequest
from hashiya.tui.document_lines import DocumentLines
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.pane_room import Frame

__all__ = ["look", "look_again"]

PAGE_DOCUMENTS: Final = 60
"""Documents that one look brings at most."""


async def look(
    queue: SaveQueue, wanted: DocumentFilter, after: int, *, backwards: bool = False
) -> ListPage:
    """The next articles that are wanted behind a position, or before it."""
    request = ListRequest(wanted, after, PAGE_DOCUMENTS, backwards)
    return await queue.ask(partial(_listed, request))


async def look_again(
    frame: Frame, wanted: DocumentFilter, lines: DocumentLines, first: int
) -> None:
    """Show what is known now of the articles that are held from a line on."""
    if first < len(lines.held):
        for line in (await look(frame.queue, wanted, lines.held[first].position - 1)).lines:
            lines.renew(line)
        frame.renew()


def _listed(request: ListRequest, session: AnnotationSession) -> ListPage:
    return session.list_documents(request)
