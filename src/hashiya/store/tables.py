"""Tables: the steps by which a project file came to have the tables it has.

Each is written once and never edited; a change is a new step at the end. Columns are TEXT and
INTEGER only, so that the same tables can be made in PostgreSQL; what only SQLite has stands in a
file of its own. How steps are taken stands in `hashiya.store.building`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hashiya.store.appeal_tables import APPEALS
from hashiya.store.assignment_tables import ASSIGNMENTS
from hashiya.store.attribute_tables import ATTRIBUTES, GIVEN_ATTRIBUTES
from hashiya.store.begun_tables import BEGUN
from hashiya.store.direction_tables import DIRECTIONS
from hashiya.store.document_tables import DOCUMENTS
from hashiya.store.given_back_tables import GIVEN_BACK
from hashiya.store.history_tables import HISTORY
from hashiya.store.index_tables import WORDS_BESIDE_DIGITS
from hashiya.store.merge_tables import MERGES
from hashiya.store.pack_tables import PACKS
from hashiya.store.passage_tables import PASSAGES
from hashiya.store.reminder_tables import REMINDERS
from hashiya.store.ruling_tables import RULINGS
from hashiya.store.search_tables import SEARCH
from hashiya.store.seen_tables import SEEN
from hashiya.store.step_tables import SCHEME_STEPS

__all__ = ["MIGRATIONS", "Migration"]


class Migration(NamedTuple):
    """One step by which a project file came to have the tables it has."""

    name: str
    """Written into the file; never changed."""
    statements: tuple[str, ...]
    """DDL, in order."""
    fills: bool = False
    """Whether its tables are worked out of what a project holds already."""


_EVENTS: Final = Migration(
    "0002-events",
    (
        """
        CREATE TABLE event (
            session_id TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 1),
            lamport INTEGER NOT NULL CHECK (lamport >= 1),
            annotator_id TEXT NOT NULL,
            document_id TEXT NOT NULL REFERENCES document (id),
            kind TEXT NOT NULL CHECK (kind IN ('import', 'edit', 'undo', 'redo')),
            body TEXT NOT NULL,
            at TEXT NOT NULL,
            prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            PRIMARY KEY (session_id, seq),
            FOREIGN KEY (session_id, annotator_id) REFERENCES session (id, annotator_id)
        ) STRICT
        """,
        "CREATE INDEX event_of_document ON event (document_id, lamport, session_id, seq)",
        # Undo and redo walk this backwards, one person at a time; imports are not undone.
        """
        CREATE INDEX event_of_annotator ON event (annotator_id, lamport, session_id, seq, kind)
        WHERE kind <> 'import'
        """,
        """
        CREATE TRIGGER event_is_frozen BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never edited'); END
        """,
        """
        CREATE TRIGGER event_is_kept BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END
        """,
    ),
)

_LAYERS: Final = Migration(
    "0003-layers",
    (
        # One layer's rows lie together, so that reading it is one walk and needs no index.
        """
        CREATE TABLE span (
            document_id TEXT NOT NULL,
            length INTEGER NOT NULL,
            annotator_id TEXT NOT NULL,
            layer TEXT NOT NULL CHECK (layer IN ('annotator', 'gold')),
            id TEXT NOT NULL,
            scheme_id INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            label TEXT NOT NULL,
            quote TEXT NOT NULL,
            note TEXT NOT NULL,
            attributes TEXT NOT NULL,
            source TEXT NOT NULL,
            revision INTEGER NOT NULL,
            by_session TEXT NOT NULL,
            by_seq INTEGER NOT NULL,
            PRIMARY KEY (document_id, annotator_id, layer, id),
            FOREIGN KEY (document_id, length) REFERENCES document (id, length),
            CHECK (0 <= start AND start < "end" AND "end" <= length),
            CHECK (length(quote) = "end" - start)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE mark (
            document_id TEXT NOT NULL,
            length INTEGER NOT NULL,
            annotator_id TEXT NOT NULL,
            layer TEXT NOT NULL CHECK (layer IN ('annotator', 'gold')),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'nothing')),
            by_session TEXT NOT NULL,
            by_seq INTEGER NOT NULL,
            PRIMARY KEY (document_id, annotator_id, layer, start, "end"),
            FOREIGN KEY (document_id, length) REFERENCES document (id, length),
            CHECK (0 <= start AND start < "end" AND "end" <= length)
        ) STRICT, WITHOUT ROWID
        """,
        # One row a layer. `seal` is the sum of its rows' checksums (hashiya.store.seals).
        """
        CREATE TABLE progress (
            annotator_id TEXT NOT NULL REFERENCES annotator (id),
            layer TEXT NOT NULL CHECK (layer IN ('annotator', 'gold')),
            position INTEGER NOT NULL REFERENCES document (position),
            annotations INTEGER NOT NULL CHECK (annotations >= 0),
            done INTEGER NOT NULL CHECK (done >= 0),
            state TEXT NOT NULL CHECK (state IN ('new', 'begun', 'done')),
            seal INTEGER NOT NULL,
            PRIMARY KEY (annotator_id, layer, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE place (
            annotator_id TEXT NOT NULL REFERENCES annotator (id),
            document_id TEXT NOT NULL REFERENCES document (id),
            caret INTEGER NOT NULL CHECK (caret >= 0),
            visit INTEGER NOT NULL,
            PRIMARY KEY (annotator_id, document_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX place_by_visit ON place (annotator_id, visit)",
        """
        CREATE TABLE counter (
            scope TEXT NOT NULL,
            name TEXT NOT NULL,
            n INTEGER NOT NULL CHECK (n >= 0),
            PRIMARY KEY (scope, name)
        ) STRICT, WITHOUT ROWID
        """,
    ),
)

_DOCUMENTS: Final = Migration("0001-documents", DOCUMENTS)
_DIRECTIONS: Final = Migration("0004-directions", DIRECTIONS)
_ATTRIBUTES: Final = Migration("0005-attributes", ATTRIBUTES)
_GIVEN: Final = Migration("0006-given-attributes", GIVEN_ATTRIBUTES)
_SCHEME_STEPS: Final = Migration("0007-scheme-steps", SCHEME_STEPS)
_SEARCH: Final = Migration("0008-search", SEARCH)
_HISTORY: Final = Migration("0009-history", HISTORY, fills=True)
_REMINDERS: Final = Migration("0010-reminders", REMINDERS)
_RULINGS: Final = Migration("0011-rulings", RULINGS)
_ASSIGNMENTS: Final = Migration("0012-assignments", ASSIGNMENTS)
_APPEALS: Final = Migration("0013-appeals", APPEALS)
_BEGUN: Final = Migration("0014-begun", BEGUN)
_PACKS: Final = Migration("0015-packs", PACKS)
_SEEN: Final = Migration("0016-seen", SEEN)
_MERGES: Final = Migration("0017-merges", MERGES, fills=True)
_PASSAGES: Final = Migration("0018-passages", PASSAGES)
_GIVEN_BACK: Final = Migration("0019-given-back", GIVEN_BACK)
_BESIDE_DIGITS: Final = Migration("0020-words-beside-digits", WORDS_BESIDE_DIGITS)

MIGRATIONS: Final = (
    _DOCUMENTS,
    _EVENTS,
    _LAYERS,
    _DIRECTIONS,
    _ATTRIBUTES,
    _GIVEN,
    _SCHEME_STEPS,
    _SEARCH,
    _HISTORY,
    _REMINDERS,
    _RULINGS,
    _ASSIGNMENTS,
    _APPEALS,
    _BEGUN,
    _PACKS,
    _SEEN,
    _MERGES,
    _PASSAGES,
    _GIVEN_BACK,
    _BESIDE_DIGITS,
)
"""Every step there has been, oldest first."""
