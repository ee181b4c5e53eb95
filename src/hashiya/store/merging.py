"""Merging: one person's work from a pack, as a union of events, and their layers made anew.

What comes in is compared with itself and with the project before anything is written: chains,
documents, sentences, schemes and quotes. In which order packs come, and how often, makes no
difference: the events are a set, their order is the journal's own, and of two that contradict each
other the later one has no effect, here as in every replay.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import Final, TypeAlias

from hashiya.errors import CorruptionError, FormatError, HashiyaError
from hashiya.model import Resegment, Settle
from hashiya.store import pack_sql, reminder_sql, sql
from hashiya.store.bringing import Bringing
from hashiya.store.coming_in import note_merge
from hashiya.store.counters import add_to_counters
from hashiya.store.event_rows import act_of, layer_of_body
from hashiya.store.facts import LayerFacts
from hashiya.store.journal import CLOCK, NO_HASH, EventRow, SessionRow, event_hash, utc_now
from hashiya.store.judging import expect_quotes
from hashiya.store.layer_rows import LayerRows
from hashiya.store.pack_cuts import Astray, PackedAct, PackedSentences, sentences_in_pack
from hashiya.store.pack_values import EventPack, Merged, Refused, Renamed
from hashiya.store.packing import packed_text
from hashiya.store.passage_owners import expect_no_others
from hashiya.store.progressing import LayerRef, Progress, Stamp, write_progress
from hashiya.store.reading import document_facts, document_text
from hashiya.store.renaming import Renaming
from hashiya.store.replay import Replay, ReplayedEvent
from hashiya.store.values import document_state

__all__ = ["merge_pack"]

_Cuts: TypeAlias = tuple[PackedSentences, list[PackedAct]]

HEAD: Final = 1
"""Line of a pack that says whose it is."""


def merge_pack(
    connection: sqlite3.Connection, session: SessionRow, project: str, pack: EventPack
) -> Merged:
    """Bring one pack in; inside the caller's transaction.

    Args:
        connection: Inside the transaction.
        session: Who merges.
        project: The project's uuid.
        pack: What comes in.

    Raises:
        FormatError: A line of it was changed, belongs elsewhere, or does not fit; with its number.
    """
    merging = _Merging(connection, session, pack)
    merging.expect_ours(project)
    fresh = merging.fresh_events()
    cuts = merging.cuts(fresh)
    if fresh:
        merging.write(fresh)
    skipped = sum(merging.rebuild(document_id) for document_id in cuts)
    renamed, refused = merging.bring(fresh, cuts)
    sessions = len({event.session_id for event, _ in fresh if event.seq == 1})
    known = len(pack.events) - len(fresh)
    counts = (sessions, len(fresh), known, len(cuts), skipped)
    return Merged(pack.about.alias, *counts, renamed, refused)


class _Merging:
    """One pack on its way in."""

    def __init__(
        self, connection: sqlite3.Connection, session: SessionRow, pack: EventPack
    ) -> None:
        self._connection = connection
        self._session = session
        self._pack = pack
        self._told = {text.id: text for text in pack.texts}
        self._texts: dict[str, str] = {}

    def expect_ours(self, project: str) -> None:
        """Refuse a pack of another project, of another person, or under another scheme."""
        about = self._pack.about
        if about.project != project:
            raise self._refusal(
                f"it was made for another project ({about.name}); merge it there", HEAD
            )
        found = self._connection.execute(pack_sql.PERSON_BY_ID, (about.annotator_id,)).fetchone()
        if found is None or found[0] != about.alias:
            raise self._refusal(f"{about.alias!r} is not who this project knows by this id", HEAD)
        name, version, sha256 = self._pack.scheme
        scheme = self._connection.execute(pack_sql.SCHEME_OF, (name, version)).fetchone()
        if scheme is None or scheme[0] != sha256:
            raise self._refusal(f"the project never had this version {version} of {name!r}", HEAD)

    def fresh_events(self) -> list[tuple[EventRow, int]]:
        """The events that are not here yet, after all of them were looked at."""
        sessions = {each.id: each for each in self._pack.sessions}
        fresh: list[tuple[EventRow, int]] = []
        for session_id, rows in groupby(self._pack.events, key=lambda each: each[0].session_id):
            packed = sessions.pop(session_id, None)
            chain = [*rows]
            if packed is None:
                raise self._refusal("its sitting is told of nowhere, or in two places", chain[0][1])
            self._expect_owner(session_id, packed.line)
            before: EventRow | None = None
            for event, line in chain:
                self._expect_chained(before, event, line)
                if not self._is_here(event, line):
                    self._expect_fitting(event, line)
                    fresh.append((event, line))
                before = event
        return fresh

    def write(self, fresh: list[tuple[EventRow, int]]) -> None:
        """Write sittings and events, and let the clock go on behind them."""
        about, new = self._pack.about, {event.session_id for event, _ in fresh if event.seq == 1}
        for each in self._pack.sessions:
            if each.id in new:
                cells = (each.id, about.annotator_id, *each[1:4])
                self._connection.execute(pack_sql.INSERT_PACKED_SESSION, cells)
                merged = (each.id, self._session.id, utc_now())
                self._connection.execute(pack_sql.INSERT_MERGED, merged)
        rows = [event for event, _ in fresh]
        self._connection.executemany(sql.INSERT_EVENT, rows)
        clock = (self._connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0]
        newest = max(event.lamport for event, _ in fresh)
        add_to_counters(self._connection, {CLOCK: max(0, newest - clock)})

    def cuts(self, fresh: list[tuple[EventRow, int]]) -> dict[str, _Cuts]:
        """How the documents with something new were cut in the pack, and what it did on each."""
        new = {event[:2] for event, _ in fresh}
        done: dict[str, list[tuple[EventRow, int]]] = {
            document_id: [] for document_id in sorted({event.document_id for event, _ in fresh})
        }
        for each in self._pack.events:
            if each[0].document_id in done:
                done[each[0].document_id].append(each)
        found: dict[str, _Cuts] = {}
        for document_id, events in done.items():
            events.sort(key=lambda each: (each[0].lamport, each[0].session_id, each[0].seq))
            acts = [
                PackedAct(event[:2], line, act_of(event.body), event[:2] in new)
                for event, line in events
            ]
            told = self._told[document_id].sentences
            try:
                held = sentences_in_pack(self._connection, document_id, told, acts)
            except Astray as error:
                raise self._refusal(str(error), error.line) from error
            found[document_id] = (held, acts)
        return found

    def bring(
        self, fresh: list[tuple[EventRow, int]], cuts: dict[str, _Cuts]
    ) -> tuple[tuple[Renamed, ...], tuple[Refused, ...]]:
        """Cut sentences and call labels as they are here, and note the merge with all it wrote."""
        about = self._pack.about
        bringing = Bringing(self._connection, self._session, (about.annotator_id, about.alias))
        refused = [
            each
            for document_id, (held, acts) in cuts.items()
            for each in bringing.bring(document_id, held, acts)
        ]
        cited = {document_id: acts[-1].cites for document_id, (_, acts) in cuts.items()}
        renaming = Renaming(self._connection, about.annotator_id, bringing)
        renamed = renaming.rename(cited, self.rebuild)
        if fresh:
            rows = [*(event for event, _ in fresh), *bringing.events]
            whose = (about.annotator_id, about.pack)
            note_merge(self._connection, self._session.id, whose, rows, self._pack.source)
        return renamed, tuple(sorted({*refused}))

    def rebuild(self, document_id: str) -> int:
        """Work a document's layer out of all its events; how many of them have no effect."""
        owner = self._pack.about.annotator_id
        facts, before = document_facts(self._connection, document_id, owner, "annotator")
        schemes = {
            (name, version): key for name, version, key in self._connection.execute(sql.SCHEME_IDS)
        }
        replay = Replay(self._text(document_id), schemes, self._sentences(document_id))
        replay.allow(self._connection.execute(pack_sql.MERGED_ON, (document_id,)).fetchall())
        rows = self._connection.execute(pack_sql.EVENTS_OF_DOCUMENT, (document_id,)).fetchall()
        for row in rows:
            try:
                replay.apply(ReplayedEvent._make(row))
            except (ValueError, LookupError, TypeError) as error:
                raise CorruptionError(
                    f"document {document_id!r}: event {row[2]} of session {row[1]} does not fit:"
                    f" {error}. Nothing was merged; run `hashiya doctor`"
                ) from error
        layer = replay.layers[owner, "annotator"]
        self._write_layer(LayerRef(facts, owner, "annotator"), before, layer)
        return replay.skipped[owner]

    def _write_layer(self, ref: LayerRef, before: LayerFacts, layer: LayerRows) -> None:
        where, connection = (ref.facts.id, ref.annotator_id), self._connection
        held = Counter(dict(connection.execute(pack_sql.LABELS_OF_LAYER, where).fetchall()))
        for statement in (
            pack_sql.DELETE_SPANS,
            pack_sql.DELETE_MARKS,
            pack_sql.DELETE_REMINDERS,
        ):
            connection.execute(statement, where)
        key = (ref.facts.id, ref.facts.length, ref.annotator_id)
        spans = [(*key, span_id, *row) for span_id, row in layer.spans.items()]
        connection.executemany(pack_sql.INSERT_SPAN, spans)
        marks = [(*key, "annotator", *bounds, *row) for bounds, row in layer.marks.items()]
        connection.executemany(sql.INSERT_MARK, marks)
        reminders = [(*key, "annotator", *bounds, *row) for bounds, row in layer.reminders.items()]
        connection.executemany(reminder_sql.INSERT_REMINDER, reminders)
        flags, notes = layer.counts
        annotations, done = len(layer.spans), len(layer.marks)
        sentences = ref.facts.sentences
        state = document_state(sentences=sentences, done=done, annotations=annotations)
        after = LayerFacts(True, annotations, done, state, layer.seal, flags, notes)
        labels = Counter(row[2] for row in layer.spans.values())
        labels.subtract(held)
        stamp = Stamp(0, self._session.id, 0)
        write_progress(connection, ref, Progress(before, after, labels), stamp)

    def _expect_owner(self, session_id: str, line: int) -> None:
        found = self._connection.execute(pack_sql.SESSION_OWNER, (session_id,)).fetchone()
        if found is None:
            return
        is_merged = self._connection.execute(pack_sql.IS_MERGED, (session_id,)).fetchone()
        if found[0] != self._pack.about.annotator_id or is_merged is None:
            raise self._refusal("a sitting of this name is another one here", line)

    def _expect_chained(self, before: EventRow | None, event: EventRow, line: int) -> None:
        if event.annotator_id != self._pack.about.annotator_id:
            raise self._refusal("it is somebody else's, and a pack carries one person's work", line)
        if event_hash(event) != event.hash:
            raise self._refusal("the event is not what was written (its hash differs)", line)
        expected = (1, NO_HASH) if before is None else (before.seq + 1, before.hash)
        is_later = before is None or event.lamport > before.lamport
        if (event.seq, event.prev_hash) != expected or not is_later:
            raise self._refusal("the event before it was changed or is missing", line)

    def _is_here(self, event: EventRow, line: int) -> bool:
        key = (event.session_id, event.seq)
        found = self._connection.execute(sql.EVENT, key).fetchone()
        if found is not None and EventRow(*found) != event:
            raise self._refusal("another event of this number is here already", line)
        return found is not None

    def _expect_fitting(self, event: EventRow, line: int) -> None:
        """Refuse what is on another text, in another layer, or speaks of what is not there."""
        self._expect_same_text(event.document_id, line)
        try:
            if event.kind == "import":
                raise self._refusal(
                    "it was imported there, and a pack brings back what was done by hand: import"
                    " the file here",
                    line,
                )
            if layer_of_body(event.body) != "annotator":
                raise self._refusal("it is on gold, and a pack brings back annotations", line)
            act = act_of(event.body)
            expect_quotes(act, self._text(event.document_id))
        except (ValueError, LookupError, TypeError, CorruptionError) as error:
            raise self._refusal(f"what it does cannot be: {error}", line) from error
        for edit in act.edits:
            if isinstance(edit, Settle):
                raise self._refusal("it rules on gold, which a pack may not", line)
            if isinstance(edit, Resegment) and _is_a_merges(event, edit):
                raise self._refusal("it cuts sentences for others, which a pack may not", line)

    def _expect_same_text(self, document_id: str, line: int) -> None:
        told = self._told.get(document_id)
        try:
            expect_no_others(self._connection, document_id, self._pack.about.annotator_id)
            here = packed_text(self._connection, document_id)
        except HashiyaError as error:
            raise self._refusal(str(error), line) from error
        if told is None or told.sha256 != here.sha256:
            raise self._refusal(f"document {document_id!r} is another text here", line)

    def _text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts = {document_id: document_text(self._connection, document_id)}
        return self._texts[document_id]

    def _sentences(self, document_id: str) -> Callable[[int], list[tuple[int, int]]]:
        def sentences(number: int) -> list[tuple[int, int]]:
            return self._connection.execute(sql.SENTENCES, (document_id, number)).fetchall()

        return sentences

    def _refusal(self, reason: str, line: int) -> FormatError:
        return FormatError(
            f"{reason}; nothing of this pack was merged",
            path=self._pack.source or None,
            line=line or None,
        )


def _is_a_merges(event: EventRow, edit: Resegment) -> bool:
    """Whether a cut is one that merges make here: of everybody's sentences, citing a pack."""
    cites = event.kind == "edit" and '"cites":' in event.body
    return cites or bool(edit.others or edit.other_reminders)
