"""Renaming: labels of a pack called as the scheme in use calls them.

A pack may be from before labels were renamed or merged, which has one answer: it is done to what
came in by an event of the merge, as a change of the scheme does it to everybody. A label that was
split, or is no more, has none, and is told. Must never know a file.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping

from hashiya.store import pack_sql, sql
from hashiya.store.bringing import Bringing
from hashiya.store.journal import canonical
from hashiya.store.pack_values import Renamed
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.steps import labels_since

__all__ = ["Renaming"]


class Renaming:
    """The labels of one pack; belongs to one transaction, in which its layers are made already.

    Args:
        connection: Inside the transaction.
        owner: Id of the person whose pack it is.
        bringing: What writes for the merge.
    """

    def __init__(self, connection: sqlite3.Connection, owner: str, bringing: Bringing) -> None:
        self._connection = connection
        self._owner = owner
        self._bringing = bringing
        self._scheme = current_scheme_facts(connection)
        rows = connection.execute(sql.LABELS, (self._scheme.key,)).fetchall()
        self._labels = {row[0] for row in rows}
        self._since: dict[int, dict[str, str]] = {}

    def rename(
        self, documents: Mapping[str, tuple[str, int]], rebuild: Callable[[str], object]
    ) -> tuple[Renamed, ...]:
        """Rename on documents; what was renamed, and what the scheme has no one label for.

        Args:
            documents: Id to the event of the pack that is cited.
            rebuild: Works a layer out of its events again.
        """
        found: Counter[tuple[str, str]] = Counter()
        for document_id, cites in documents.items():
            moves = self._moves(document_id)
            found.update({names: len(ids) for names, ids in moves.items()})
            renamed = [(*names, ids) for names, ids in moves.items() if names[0] != names[1]]
            if renamed:
                in_use = (self._scheme.name, self._scheme.version)
                body = {"layer": "annotator", "scheme": in_use, "relabel": renamed, "cites": cites}
                self._bringing.append("import", document_id, canonical(body))
                rebuild(document_id)
        told = sorted(found.items())
        return tuple([Renamed(*each, spans, each[1] not in self._labels) for each, spans in told])

    def _moves(self, document_id: str) -> dict[tuple[str, str], list[str]]:
        """Labels that are called otherwise or are no more, each with its new name and its spans.

        A label that came back later as another one is told from it by the version a span is under.
        """
        moves: dict[tuple[str, str], list[str]] = {}
        cells = (document_id, self._owner, self._scheme.key)
        for span_id, label, *scheme in self._connection.execute(pack_sql.OLDER_SPANS, cells):
            new = self._names(*scheme).get(label, label)
            if new != label or label not in self._labels:
                moves.setdefault((label, new), []).append(span_id)
        return dict(sorted(moves.items()))

    def _names(self, name: str, version: int) -> dict[str, str]:
        """What labels of a version are called in the one in use."""
        if version not in self._since:
            self._since[version] = labels_since(self._connection, (name, version))
        return self._since[version]
