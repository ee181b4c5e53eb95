"""Bringing: sentences that were cut in a pack cut likewise here, for everybody on the document.

Where they still stand here as they went out, the cut is made as an event of whoever made it in the
pack. Elsewhere sentences stay as they are here, and what stood on those of the pack goes with them
as it would have, had they been cut after. No span is ever touched. Must never know a file.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hashiya.model import (
    Act,
    EventKind,
    MarkSentence,
    MarkState,
    Policy,
    Remind,
    Reminder,
    Resegment,
    Span,
    carried_marks,
    carried_reminders,
    cut_stretches,
)
from hashiya.store import pack_sql, reminder_sql, sentence_sql, sql
from hashiya.store.carrying import with_all_moved
from hashiya.store.counters import add_to_counters
from hashiya.store.event_rows import act_body
from hashiya.store.facts import DocumentFacts
from hashiya.store.journal import CLOCK, Chain, EventRow, SessionRow, utc_now
from hashiya.store.pack_cuts import PackedAct, PackedSentences, Row
from hashiya.store.pack_values import Refused
from hashiya.store.progressing import LayerRef, Stamp
from hashiya.store.projections import project_act
from hashiya.store.reading import document_facts
from hashiya.store.resegmenting import project_others, spans_in_the_way
from hashiya.store.schemes import current_scheme_facts

__all__ = ["Bringing"]


class _Own(NamedTuple):
    """What becomes of one person's marks, flags and notes on a stretch."""

    marks: tuple[MarkSentence, ...]
    reminders: tuple[Remind, ...]


class Bringing:
    """The cuts of one pack; belongs to one transaction, in which its events are already written.

    Args:
        connection: Inside the transaction.
        by: Who merges.
        whose: Id and alias of the person whose pack it is.
    """

    def __init__(
        self, connection: sqlite3.Connection, by: SessionRow, whose: tuple[str, str]
    ) -> None:
        self._connection = connection
        self._by = by
        self._owner, self._alias = whose
        self._scheme = current_scheme_facts(connection)
        self._chain: Chain | None = None
        self._session = ""
        self.events: list[EventRow] = []
        """What was written."""

    def bring(
        self, document_id: str, packed: PackedSentences, acts: Sequence[PackedAct]
    ) -> Iterator[Refused]:
        """Cut a document as it was cut in the pack, as far as that goes; what does not, by line.

        Args:
            document_id: The document; the person's layer holds what the pack brought.
            packed: Its sentences there.
            acts: What the pack did on it, in its own order.
        """
        for before, after in cut_stretches(packed.known, packed.now):
            here = self._sentences(document_id)
            if _holds(here, after):
                continue
            reason = self._hindrance(document_id, here, before, after)
            if reason:
                yield from _refused_cuts(acts, before, reason)
            else:
                self._cut(document_id, before, after, acts[-1].cites)
        yield from self._carry(document_id, packed.now, acts)

    def _hindrance(self, document_id: str, here: Row, before: Row, after: Row) -> str:
        """Why a cut cannot be made here; empty when it can."""
        if not _holds(here, before):
            return "these sentences were split or merged here too, and stay as they are here"
        policy = Policy.model_validate_json(self._scheme.rules)
        edit = Resegment(before=before, after=after)
        if not policy.across_sentences and spans_in_the_way(self._connection, document_id, edit):
            return "spans lie over this place here, so that the sentences stay as they are here"
        return ""

    def _cut(self, document_id: str, before: Row, after: Row, cites: tuple[str, int]) -> None:
        ref = self._ref(document_id)
        bare = Resegment(before=before, after=after)
        own = (self._owner, ref.kind)
        mine = self._moves(ref.facts, before, after)
        edit = with_all_moved(self._connection, ref.facts, bare, own, mine)
        self._write(ref, edit, cites)

    def _carry(self, document_id: str, packed: Row, acts: Sequence[PackedAct]) -> Iterator[Refused]:
        """Take what stands on sentences that are not so here to those that are."""
        here = self._sentences(document_id)
        astray = self._astray(document_id, here)
        stretches = cut_stretches(packed, here) if astray else []
        inside = [one for one in stretches if any(_covers(one[1], each) for each in astray)]
        rest = [each for each in astray if not any(_covers(after, each) for _, after in inside)]
        alone = [((), tuple(one for one in here if one.overlaps(each))) for each in rest]
        for before, after in (*inside, *alone):
            yield from self._take_along(document_id, before, after, acts)

    def _take_along(
        self, document_id: str, before: Row, after: Row, acts: Sequence[PackedAct]
    ) -> Iterator[Refused]:
        """Move what stands on one stretch; the marks that find no place, by line."""
        ref = self._ref(document_id)
        marks, reminders = self._moves(ref.facts, before, after)
        if marks or reminders:
            edit = Resegment(before=after, after=after, marks=marks, reminders=reminders)
            self._write(ref, edit, acts[-1].cites)
            if not any(mark.after is not None for mark in marks):
                yield from _refused_marks(acts, marks)

    def _astray(self, document_id: str, here: Row) -> list[Span]:
        """Where the person's marks, flags and notes stand on what is no sentence here."""
        stretch = (document_id, 0, self._ref(document_id).facts.length)
        rows = self._connection.execute(sentence_sql.MARKS_WITHIN, stretch).fetchall()
        rows += self._connection.execute(reminder_sql.REMINDERS_WITHIN, stretch).fetchall()
        there, mine = {*here}, (self._owner, "annotator")
        spans = [Span(start=row[2], end=row[3]) for row in rows if row[:2] == mine]
        return sorted({*spans} - there, key=lambda each: (each.start, each.end))

    def _moves(self, facts: DocumentFacts, before: Row, after: Row) -> _Own:
        """What leaves the sentences of a stretch that are not among those there are, and comes."""
        stretch = (facts.id, after[0].start, after[-1].end)
        marks: dict[Span, MarkState] = {
            Span(start=start, end=end): state
            for owner, layer, start, end, state in self._connection.execute(
                sentence_sql.MARKS_WITHIN, stretch
            ).fetchall()
            if (owner, layer) == (self._owner, "annotator")
        }
        reminders: dict[Span, Reminder] = {}
        for owner, layer, start, end, flagged, note in self._connection.execute(
            reminder_sql.REMINDERS_WITHIN, stretch
        ).fetchall():
            if (owner, layer) == (self._owner, "annotator"):
                span = Span(start=start, end=end)
                reminders[span] = Reminder(span=span, is_flagged=bool(flagged), note=note)
        return _Own(_mark_moves(before, after, marks), _reminder_moves(before, after, reminders))

    def _write(self, ref: LayerRef, edit: Resegment, cites: tuple[str, int]) -> None:
        """Append one event in a sitting of the pack's person, and project it."""
        names = (self._scheme.name, self._scheme.version)
        body = act_body(Act(edits=(edit,)), layer="annotator", scheme=names, cites=cites)
        event = self.append("edit", ref.facts.id, body)
        _, before = document_facts(self._connection, ref.facts.id, self._owner, "annotator")
        stamp = Stamp(self._scheme.key, self._session, event.seq)
        project_act(self._connection, ref, before, Act(edits=(edit,)), stamp)
        project_others(self._connection, ref, edit, stamp)

    def append(self, kind: EventKind, document_id: str, body: str) -> EventRow:
        """Write one event in a sitting of the pack's person, and nothing of what it changes."""
        chain = self._sitting()
        lamport = (self._connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0] + 1
        event = chain.append(kind, document_id, body, lamport=lamport, at=utc_now())
        self._connection.execute(sql.INSERT_EVENT, event)
        add_to_counters(self._connection, {CLOCK: 1})
        self.events.append(event)
        return event

    def _sitting(self) -> Chain:
        """A sitting of the person's, which came in by the merge as those of the pack did."""
        if self._chain is None:
            self._session = secrets.token_hex(8)
            by, at = self._by, utc_now()
            cells = (self._session, self._owner, by.device, by.app_version, at)
            self._connection.execute(pack_sql.INSERT_PACKED_SESSION, cells)
            self._connection.execute(pack_sql.INSERT_MERGED, (self._session, by.id, at))
            row = SessionRow(self._session, self._owner, self._alias, by.device, by.app_version)
            self._chain = Chain(self._connection, row)
        return self._chain

    def _ref(self, document_id: str) -> LayerRef:
        facts, _ = document_facts(self._connection, document_id, self._owner, "annotator")
        return LayerRef(facts, self._owner, "annotator")

    def _sentences(self, document_id: str) -> Row:
        facts = self._ref(document_id).facts
        rows = self._connection.execute(sql.SENTENCES, (document_id, facts.segmentation))
        return tuple([Span(start=start, end=end) for start, end in rows.fetchall()])


def _mark_moves(
    before: Row, after: Row, marks: Mapping[Span, MarkState]
) -> tuple[MarkSentence, ...]:
    leaving = {span: state for span, state in marks.items() if span not in after}
    coming = carried_marks(before, after, leaving)
    gone = [MarkSentence(span=span, before=state, after=None) for span, state in leaving.items()]
    come = [
        MarkSentence(span=span, before=None, after=state)
        for span, state in coming.items()
        if span not in marks
    ]
    return (*gone, *come)


def _reminder_moves(
    before: Row, after: Row, reminders: Mapping[Span, Reminder]
) -> tuple[Remind, ...]:
    """What leaves and comes; where something stands already, the notes of both are kept."""
    leaving = {span: held for span, held in reminders.items() if span not in after}
    parts = (*before, *(span for span in leaving if span not in before))
    gone = [Remind(before=held, after=None) for held in leaving.values()]
    come: list[Remind] = []
    for span, held in carried_reminders(parts, after, leaving).items():
        stood = reminders.get(span)
        notes = [each.note for each in (stood, held) if each is not None and each.note]
        is_flagged = held.is_flagged or (stood is not None and stood.is_flagged)
        made = Reminder(span=span, is_flagged=is_flagged, note="\n".join(dict.fromkeys(notes)))
        if made != stood:
            come.append(Remind(before=stood, after=made))
    return (*gone, *come)


def _holds(sentences: Row, part: Row) -> bool:
    """Whether sentences stand among others one behind the other."""
    at = next((at for at, each in enumerate(sentences) if each == part[0]), len(sentences))
    return sentences[at : at + len(part)] == part


def _covers(sentences: Row, span: Span) -> bool:
    """Whether some sentences cover a stretch from their first to their last."""
    return sentences[0].start <= span.start and span.end <= sentences[-1].end


def _refused_cuts(acts: Sequence[PackedAct], before: Row, reason: str) -> Iterator[Refused]:
    """The lines that cut a stretch."""
    start, end = before[0].start, before[-1].end
    for each in acts:
        for edit in each.act.edits:
            if not isinstance(edit, Resegment) or not each.is_fresh:
                continue
            if edit.before[0].start < end and start < edit.before[-1].end:
                yield Refused(each.line, reason)


def _refused_marks(acts: Sequence[PackedAct], gone: Sequence[MarkSentence]) -> Iterator[Refused]:
    """The lines that made marks which have no place here."""
    lines = {
        edit.span: each.line
        for each in acts
        for edit in each.act.edits
        if isinstance(edit, MarkSentence) and edit.after is not None
    }
    reason = "the sentence is cut otherwise here, where its mark has no place: look at it again"
    yield from (Refused(lines[mark.span], reason) for mark in gone if mark.span in lines)
