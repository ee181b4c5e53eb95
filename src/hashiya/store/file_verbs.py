"""The SQLite engine's verbs about the file itself: whether it is there, what changed, copies.

They are a part of `hashiya.store.sqlite`, which is the whole; what only a copy needs is loaded by
it.
"""

from __future__ import annotations

from pathlib import Path

from hashiya.store import sql
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.transactions import Handle
from hashiya.store.troubles import speaking_of
from hashiya.store.values import Glance, Trace

__all__ = ["FileVerbs"]


class FileVerbs:
    """What an engine does with its file; see `hashiya.store.protocol.Store`.

    Args:
        handle: The open file.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._version = 0

    def glance(self) -> Glance:
        """Whether the file is there, and whether others have written to it."""
        state = self._handle.whereabouts.state()
        if state != "overwritten":  # What others wrote there is not to be read as news.
            with speaking_of(self._handle.path):
                self._version = self._handle.connection.execute(sql.DATA_VERSION).fetchone()[0]
        return Glance(state, self._version)

    def trace(self, document_id: str) -> Trace:
        """What tells whether a document has changed."""
        with self._handle.read() as connection:
            newest = connection.execute(sql.NEWEST_EVENT, (document_id,)).fetchone()[0]
            scheme = current_scheme_facts(connection)
        return Trace(newest or 0, (scheme.name, scheme.version))

    def backup(self, path: Path) -> None:
        """Copy the project to a new file."""
        from hashiya.store.copying import copy_project  # noqa: PLC0415 - whoever copies

        copy_project(self._handle, path)

    def close(self) -> None:
        """Let go of the project."""
        self._handle.close()
