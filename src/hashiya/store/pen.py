"""The pen: writes the events of one sitting, each with everything that is worked out of it.

Who decides what is written stands in `hashiya.store.recording` and `hashiya.store.undoing`.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.errors import StoreError
from hashiya.model import Act, Event, EventKind, LayerKind, Policy, Resegment
from hashiya.store import sql
from hashiya.store.counters import add_to_counters
from hashiya.store.diary import Diary
from hashiya.store.event_rows import act_body, event_of
from hashiya.store.gold_owners import expect_no_other_gold
from hashiya.store.journal import CLOCK, Chain, SessionRow, utc_now
from hashiya.store.judging import Judge, standing_at
from hashiya.store.progressing import LayerRef, Stamp
from hashiya.store.projections import project_act
from hashiya.store.reading import document_facts
from hashiya.store.resegmenting import Fitted, expect_fits, fitted, project_others
from hashiya.store.schemes import current_scheme_facts, read_scheme
from hashiya.store.values import PASSAGES

__all__ = ["Deed", "Pen", "Written"]


class Deed(NamedTuple):
    """What is written down as one event."""

    kind: EventKind
    """`edit`, `undo` or `redo`."""
    document_id: str
    """Where."""
    act: Act
    """Its edits."""
    cites: tuple[str, int] | None = None
    """The event that is undone or redone; of an `edit`, the one whose work is handed over: nobody
    takes that back, and it is nobody's work."""
    group: int | None = None
    """Number of the first event that is done together with it."""
    layer: LayerKind = "annotator"
    """On which of the person's layers."""


class Written(NamedTuple):
    """One event, and what it does."""

    event: Event
    """As it was appended."""
    act: Act
    """What was applied."""
    missed: str
    """Why a part of it was not, a `Reason`; empty when all was."""


class Pen:
    """Writes the events of one sitting one after the other; it belongs to one transaction.

    Args:
        connection: Inside the transaction.
        session: The sitting.
    """

    def __init__(self, connection: sqlite3.Connection, session: SessionRow) -> None:
        self._connection = connection
        self._session = session
        self._scheme = current_scheme_facts(connection)
        self._names: dict[tuple[str, int], dict[str, str]] = {}
        self._policy = Policy.model_validate_json(self._scheme.rules)
        self._chain = Chain(connection, session)
        self._lamport: int = (connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0]
        self.diary = Diary(connection, session.annotator_id)
        """The acts of the person."""

    @property
    def next_seq(self) -> int:
        """The number the next event will have."""
        return self._chain.next_seq

    @property
    def last(self) -> tuple[str, int]:
        """Session and number of the event written last."""
        return self._session.id, self._chain.next_seq - 1

    def as_called_now(self, act: Act, scheme: tuple[str, int]) -> Act:
        """An act made under a scheme, with labels as they are called in the one in use."""
        if scheme == (self._scheme.name, self._scheme.version):
            return act
        from hashiya.model import relabel_act  # noqa: PLC0415 - after a migration only
        from hashiya.store.steps import labels_since  # noqa: PLC0415 - as above

        if scheme not in self._names:
            self._names[scheme] = labels_since(self._connection, scheme)
        return relabel_act(act, self._names[scheme])

    def expect_scheme(self, scheme: tuple[str, int] | None) -> None:
        """Who looks at layers with labels of before would not see what is there already."""
        if scheme not in {None, (self._scheme.name, self._scheme.version)}:
            raise StoreError(
                "the project's labels were changed since it was opened here; nothing was changed."
                " Open it again, and do it then"
            )

    def judged(
        self, act: Act, document_id: str, under: tuple[str, int] | None, judge: Judge
    ) -> Act:
        """What a judge makes of an act on the layer as it stands."""
        standing = standing_at(self._connection, self._session, document_id, act)
        is_known = under == (self._scheme.name, self._scheme.version)
        return judge(
            act, standing, None if is_known else read_scheme(self._connection, self._scheme)
        )

    def write(self, deed: Deed) -> Written:
        """Append one event and project its act, as far as the sentences still allow for it."""
        owner, scheme = self._session.annotator_id, self._scheme
        facts, before = document_facts(self._connection, deed.document_id, owner, deed.layer)
        if facts.position > PASSAGES:
            from hashiya.store.passage_owners import expect_own  # noqa: PLC0415 - few documents are

            expect_own(self._connection, facts, owner, deed.layer)
        if deed.layer == "gold" and not before.exists:
            expect_no_other_gold(self._connection, owner, facts.position)
        ref = LayerRef(facts, owner, deed.layer)
        act, missed = self._fitted(ref, deed)
        names = (scheme.name, scheme.version)
        body = act_body(act, layer=deed.layer, scheme=names, cites=deed.cites, group=deed.group)
        self._lamport += 1
        event = self._chain.append(deed.kind, facts.id, body, lamport=self._lamport, at=utc_now())
        self._connection.execute(sql.INSERT_EVENT, event)
        add_to_counters(self._connection, {CLOCK: 1})
        stamp = Stamp(scheme.key, self._session.id, event.seq)
        project_act(self._connection, ref, before, act, stamp)
        for edit in act.edits:
            if isinstance(edit, Resegment):
                project_others(self._connection, ref, edit, stamp)
        written = Written(event_of(event), act, missed)
        if deed.kind == "edit" and deed.cites is None:
            self.diary.note_edit(written.event, act, deed.group)
        elif deed.kind != "edit":
            self.diary.note_event(written.event)
        return written

    def _fitted(self, ref: LayerRef, deed: Deed) -> Fitted:
        if deed.cites is None:
            return Fitted(expect_fits(self._connection, ref, deed.act, self._policy))
        return fitted(self._connection, ref, deed.act, self._policy)
