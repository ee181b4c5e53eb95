"""Relabelling: a new version of the scheme, and the spans that carry another label from then on.

Everything is one transaction: the version, and one event a layer with the ids of the spans that
changed, so that the log can be replayed and each change be told from the other. The events are
the layers' owners', of a sort that nobody's undo takes back.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final, NamedTuple

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import LayerKind, Migration, Scheme
from hashiya.store import scheme_sql, sql
from hashiya.store.counters import (
    AGAIN,
    PROJECT,
    add_to_counters,
    counted_as,
    label_scope,
    labels_in_use,
)
from hashiya.store.facts import SpanCells
from hashiya.store.journal import CLOCK, Chain, SessionRow, canonical, utc_now
from hashiya.store.outcomes import Revised
from hashiya.store.people import session_for
from hashiya.store.schemes import current_scheme_facts, publish_scheme
from hashiya.store.seals import REMEDY, spans_seal
from hashiya.store.steps import write_step
from hashiya.store.values import PASSAGES, LabelUse, Role
from hashiya.text import counted

__all__ = ["revise_scheme"]

WINDOW_DOCUMENTS: Final = 2_000
"""Documents whose spans are read before they are written; it bounds memory."""

LABEL_CELL: Final = 2
"""Where a span's cells hold its label."""


class _Layers(NamedTuple):
    """One person's layers of one kind."""

    annotator_id: str
    kind: LayerKind


def revise_scheme(
    connection: sqlite3.Connection,
    session: SessionRow,
    scheme: Scheme,
    migration: Migration,
    advance: Callable[[int], None],
) -> Revised:
    """Put a version into use and relabel spans; inside the caller's transaction.

    Raises:
        StoreError: The version is not the next one, or a label came into use that would vanish.
    """
    before = current_scheme_facts(connection)
    if (scheme.id, scheme.version) != (before.name, before.version + 1):
        raise StoreError(
            f"the project is at version {before.version} of the scheme {before.name!r}, which"
            f" somebody may have changed meanwhile; nothing was changed. Start again from `hashiya"
            " scheme show`"
        )
    lacked = _lacking(connection, before.key)
    key = publish_scheme(connection, scheme)
    if key is None:
        return Revised(0, 0)
    write_step(connection, key, session_id=session.id, migration=migration)
    work = _Relabelling(connection, session, (scheme.id, scheme.version, key), migration.labels)
    done = work.run(advance)
    _expect_none_vanished(connection, key, {*lacked, *migration.choices})
    return done


class _Relabelling:
    """One migration on its way through the layers."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        session: SessionRow,
        scheme: tuple[str, int, int],
        labels: Mapping[str, str],
    ) -> None:
        *names, self._scheme_key = scheme
        self._connection = connection
        self._importer = session
        self._names = names
        self._labels = labels
        self._at = utc_now()
        self._chains: dict[str, Chain] = {}
        self._lamport: int = self._counter(CLOCK)
        self._first_lamport = self._lamport
        self._moved: Counter[tuple[str, str]] = Counter()

    def run(self, advance: Callable[[int], None]) -> Revised:
        """Relabel everywhere; `advance` hears of spans."""
        spans = 0
        used = [use for use in labels_in_use(self._connection) if use.label in self._labels]
        for alias, kind in dict.fromkeys((use.alias, use.kind) for use in used):
            spans += self._relabel_layers(alias, kind, advance)
        layers = self._lamport - self._first_lamport
        add_to_counters(self._connection, {**self._moved, CLOCK: layers})
        _expect_count(used, spans)
        return Revised(layers, spans)

    def _relabel_layers(self, alias: str, kind: LayerKind, advance: Callable[[int], None]) -> int:
        role: Role = "adjudicator" if kind == "gold" else "annotator"
        session = session_for(self._connection, self._importer, alias, role)
        owner = _Layers(session.annotator_id, kind)
        total = 0
        for position, rows in self._held(owner):
            self._relabel(owner, session, position, rows)
            total += len(rows)
            advance(len(rows))
        return total

    def _held(self, owner: _Layers) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
        """Documents of a layer with the rows of its spans, none of them read while it is written.

        Rows are the document's id and the span's cells.
        """
        olds = canonical(sorted(self._labels))
        for after in self._windows():
            cells = (*owner, after, after + WINDOW_DOCUMENTS, olds)
            window = self._connection.execute(scheme_sql.SPANS_TO_RELABEL, cells).fetchall()
            for position, rows in groupby(window, key=lambda row: row[0]):
                yield position, [row[1:] for row in rows]

    def _windows(self) -> Iterator[int]:
        """Positions behind which the windows begin: all articles, then all passages."""
        yield from range(0, self._counter((PROJECT, "documents")), WINDOW_DOCUMENTS)
        passages = self._counter((AGAIN, "documents"))
        yield from range(PASSAGES, PASSAGES + passages, WINDOW_DOCUMENTS)

    def _relabel(
        self, owner: _Layers, session: SessionRow, position: int, rows: list[tuple[Any, ...]]
    ) -> None:
        """One layer: its event, its rows, its seal."""
        document_id = rows[0][0]
        chain = self._chains.get(session.id)
        if chain is None:
            chain = self._chains[session.id] = Chain(self._connection, session)
        self._lamport += 1
        ids: dict[str, list[str]] = {}
        for row in rows:
            ids.setdefault(row[1 + LABEL_CELL], []).append(row[-1])
        moves = [(old, self._labels[old], names) for old, names in sorted(ids.items())]
        body = canonical({"layer": owner.kind, "scheme": self._names, "relabel": moves})
        event = chain.append("import", document_id, body, lamport=self._lamport, at=self._at)
        self._connection.execute(sql.INSERT_EVENT, event)
        scope = label_scope(counted_as(owner.kind, position), owner.annotator_id)
        stamp = (self._scheme_key, event.session_id, event.seq)
        for old, new, names in moves:
            where = (document_id, *owner, old)
            found = self._connection.execute(
                scheme_sql.RELABEL_SPANS, (new, *stamp, *where)
            ).rowcount
            _expect_rows(found, len(names), document_id)
            self._moved[scope, old] -= found
            self._moved[scope, new] += found
        seals = (*owner, position)
        self._connection.execute(scheme_sql.ADD_TO_LAYER_SEAL, (self._seal_change(rows), *seals))

    def _seal_change(self, rows: list[tuple[Any, ...]]) -> int:
        old: list[SpanCells] = [_cells(row[1:]) for row in rows]
        new = [_cells((*row[:2], self._labels[row[2]], *row[3:])) for row in old]
        return spans_seal(new) - spans_seal(old)

    def _counter(self, key: tuple[str, str]) -> int:
        found = self._connection.execute(sql.COUNTER, key).fetchone()
        return 0 if found is None else int(found[0])


def _cells(row: tuple[Any, ...]) -> SpanCells:
    start, end, label, quote, note, attributes, source, flagged, span_id = row
    return (start, end, label, quote, note, attributes, source, flagged, span_id)


def _lacking(connection: sqlite3.Connection, scheme_key: int) -> set[str]:
    """Labels that spans carry and this scheme lacks."""
    names = {row[0] for row in connection.execute(sql.LABELS, (scheme_key,)).fetchall()}
    return {use.label for use in labels_in_use(connection)} - names


def _expect_none_vanished(
    connection: sqlite3.Connection, scheme_key: int, allowed: set[str]
) -> None:
    """What was planned was planned before this transaction; somebody may have tagged since."""
    vanished = sorted(_lacking(connection, scheme_key) - allowed)
    if vanished:
        raise StoreError(
            f"spans carry the label {vanished[0]!r}, which the new version lacks, and nothing says"
            " what it becomes; nothing was changed. Say so under [migration], and try again"
        )


def _expect_count(used: list[LabelUse], spans: int) -> None:
    said = sum(use.annotations for use in used)
    if said != spans:
        raise CorruptionError(
            f"{counted(said, 'span was', 'spans were')} to be relabelled, and"
            f" {counted(spans, 'is', 'are')} there. {REMEDY}"
        )


def _expect_rows(found: int, expected: int, document_id: str) -> None:
    if found != expected:
        raise CorruptionError(
            f"document {document_id!r}: {counted(expected, 'span was', 'spans were')} to be"
            f" relabelled, and {counted(found, 'was', 'were')}. {REMEDY}"
        )
