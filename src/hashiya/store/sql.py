"""SQL: every statement the store runs, in one place; the tables themselves stand in `tables`.

Values are always bound. `"end"` is quoted because it is a word of the language.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

# --- opening -------------------------------------------------------------------------------------

APPLICATION_ID: Final = 0x48534859
"""`HSHY`, in the file's header at byte 68: tells a project from any other SQLite file."""

CONNECTION_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
)
ENLARGE_CACHE: Final = "PRAGMA cache_size = -16384"
"""16 MiB, for bulk writing: with the usual 2 MiB every batch reads the indexes again."""
SET_JOURNAL_MODE: Final = "PRAGMA journal_mode = WAL"
SET_APPLICATION_ID: Final = f"PRAGMA application_id = {APPLICATION_ID}"
SET_QUERY_ONLY: Final = "PRAGMA query_only = ON"
SET_USER_VERSION: Final = "PRAGMA user_version = {}"
USER_VERSION: Final = "PRAGMA user_version"
DATA_VERSION: Final = "PRAGMA data_version"
"""Another number once another connection has committed; our own commits leave it."""

HAS_NO_TABLES: Final = "SELECT count(*) = 0 FROM sqlite_schema"
HAS_WORD_INDEX: Final = "SELECT sqlite_compileoption_used('ENABLE_FTS5')"
CREATE_MIGRATION: Final = """
    CREATE TABLE migration (
        name TEXT NOT NULL PRIMARY KEY,
        applied_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
"""
MIGRATION_NAMES: Final = "SELECT name FROM migration ORDER BY name"
INSERT_MIGRATION: Final = "INSERT INTO migration (name, applied_at) VALUES (?, ?)"
OBJECTS: Final = (
    "SELECT type, name, sql FROM sqlite_schema"
    " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)
"""Everything a file is made of, but for what SQLite keeps for itself."""

BEGIN_READING: Final = "BEGIN"
BEGIN_WRITING: Final = "BEGIN IMMEDIATE"
COMMIT: Final = "COMMIT"
ROLLBACK: Final = "ROLLBACK"

META: Final = "SELECT key, value FROM meta"
MARK: Final = """
    SELECT value, (SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'meta')
    FROM meta WHERE key = 'uuid'
"""
"""The uuid and the page it stands in; `meta` is one page, and nothing moves it."""
INSERT_META: Final = "INSERT INTO meta (key, value) VALUES (?, ?)"

# --- schemes -------------------------------------------------------------------------------------

CURRENT_SCHEME: Final = """
    SELECT id, name, version, state, rules, sha256 FROM scheme
    WHERE state = 'published' ORDER BY id DESC LIMIT 1
"""
ALL_SCHEMES: Final = "SELECT id, name, version, state, rules, sha256 FROM scheme ORDER BY id"
SCHEME_VERSIONS: Final = "SELECT version, sha256 FROM scheme WHERE name = ? ORDER BY version"
LABELS: Final = """
    SELECT name, title_ar, title_en, title_fr, key, colour, guideline, examples, attributes
    FROM label
    WHERE scheme_id = ? ORDER BY position
"""
INSERT_SCHEME: Final = """
    INSERT INTO scheme (name, version, state, rules, sha256) VALUES (?, ?, 'draft', ?, ?)
"""
INSERT_LABEL: Final = """
    INSERT INTO label
        (scheme_id, position, name, title_ar, title_en, title_fr, key, colour, guideline, examples,
         attributes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
RETIRE_SCHEMES: Final = "UPDATE scheme SET state = 'retired' WHERE state = 'published'"
PUBLISH_SCHEME: Final = "UPDATE scheme SET state = 'published' WHERE id = ?"

# --- people --------------------------------------------------------------------------------------

ANNOTATOR: Final = "SELECT id, alias, role, seal, active FROM annotator WHERE alias = ?"
ANNOTATORS: Final = "SELECT id, alias, role, seal, active FROM annotator ORDER BY alias"
_GIVEN: Final = f"SELECT 1 FROM assignment WHERE position < {PASSAGES}"
IS_GIVEN_WORK: Final = f"""
    SELECT EXISTS ({_GIVEN}) AND NOT EXISTS (
        SELECT 1 FROM annotator WHERE alias = ? AND role <> 'annotator'
            AND NOT EXISTS ({_GIVEN} AND annotator_id = annotator.id)
    )
"""
INSERT_ANNOTATOR: Final = """
    INSERT INTO annotator (id, alias, role, seal, active) VALUES (?, ?, ?, ?, 1)
"""
SET_ANNOTATOR: Final = "UPDATE annotator SET role = ?, active = ?, seal = ? WHERE id = ?"
INSERT_SESSION: Final = """
    INSERT INTO session (id, annotator_id, device, app_version, started_at, opened_by)
    VALUES (?, ?, ?, ?, ?, ?)
"""
SESSION: Final = """
    SELECT session.annotator_id, annotator.alias, session.device, session.app_version
    FROM session JOIN annotator ON annotator.id = session.annotator_id WHERE session.id = ?
"""
SESSION_OPENED_BY: Final = "SELECT id FROM session WHERE opened_by = ? AND annotator_id = ?"

# --- documents -----------------------------------------------------------------------------------

INSERT_DOCUMENT: Final = """
    INSERT INTO document
        (position, id, name, length, sha256, date, source, imported_at, tokens, segmentation,
         sentences, seal, text)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_SENTENCE: Final = """
    INSERT INTO sentence (document_id, segmentation, ordinal, start, "end") VALUES (?, ?, ?, ?, ?)
"""
KNOWN_DOCUMENTS: Final = """
    SELECT id FROM document WHERE id IN (SELECT value FROM json_each(?))
"""
_FACTS: Final = """
    document.position, document.id, document.name, document.length, document.sha256, document.date,
    document.source, document.segmentation, document.sentences, document.seal
"""
_LAYER_FACTS: Final = """
    progress.position IS NOT NULL, coalesce(progress.annotations, 0), coalesce(progress.done, 0),
    coalesce(progress.state, 'new'), coalesce(progress.seal, 0), coalesce(progress.flags, 0),
    coalesce(progress.notes, 0)
"""
_ALL_DOCUMENTS: Final = """
    document LEFT JOIN progress ON progress.annotator_id = ? AND progress.layer = ?
        AND progress.position = document.position
"""
DOCUMENT_WITH_LAYER_FACTS: Final = f"""
    SELECT {_FACTS}, {_LAYER_FACTS} FROM {_ALL_DOCUMENTS} WHERE document.id = ?
"""
SEEN_BY: Final = f"""(document.position < {PASSAGES} OR EXISTS (
        SELECT 1 FROM assignment WHERE position = document.position AND annotator_id = ?1))"""
"""Whether the first parameter's person sees a document: articles, and passages of theirs."""
DOCUMENTS_AFTER: Final = f"""
    SELECT {_FACTS}, {_LAYER_FACTS} FROM {_ALL_DOCUMENTS}
    WHERE document.position > ? AND {SEEN_BY} ORDER BY document.position LIMIT ?
"""
DOCUMENTS_BEFORE: Final = f"""
    SELECT {_FACTS}, {_LAYER_FACTS} FROM {_ALL_DOCUMENTS}
    WHERE document.position < ? AND {SEEN_BY} ORDER BY document.position DESC LIMIT ?
"""
ARTICLES_AFTER: Final = DOCUMENTS_AFTER.replace(SEEN_BY, f"document.position < {PASSAGES}")
DOCUMENTS_WITH_LAYER_AFTER: Final = f"""
    SELECT {_FACTS}, {_LAYER_FACTS}
    FROM progress JOIN document ON document.position = progress.position
    WHERE progress.annotator_id = ? AND progress.layer = ? AND progress.position > ?
        AND progress.position < {PASSAGES}
    ORDER BY progress.position LIMIT ?
"""
GOLD_AMONG: Final = """
    SELECT DISTINCT progress.position
    FROM annotator
        JOIN counter ON counter.scope = 'gold/' || annotator.id AND counter.name = 'done'
        JOIN json_each(?) AS wanted
        JOIN progress ON progress.annotator_id = annotator.id AND progress.layer = 'gold'
            AND progress.position = wanted.value AND progress.state = 'done'
    WHERE counter.n > 0
"""
TEXT: Final = "SELECT text FROM document WHERE position = ?"
TEXT_BEGINNING: Final = "SELECT substr(text, 1, ?) FROM document WHERE position = ?"
SENTENCES: Final = """
    SELECT start, "end" FROM sentence WHERE document_id = ? AND segmentation = ? ORDER BY ordinal
"""
IS_SENTENCE: Final = """
    SELECT 1 FROM sentence WHERE document_id = ? AND segmentation = ? AND start = ? AND "end" = ?
"""

# --- layers --------------------------------------------------------------------------------------

SPANS: Final = """
    SELECT start, "end", label, quote, note, attributes, source, flagged, id FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = ?
    ORDER BY start, "end" DESC, label, id
"""
INSERT_SPAN: Final = """
    INSERT INTO span
        (document_id, length, annotator_id, layer, id, scheme_id, start, "end", label, quote, note,
         attributes, source, flagged, revision, by_session, by_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
"""
_SPAN_AS_IT_STOOD: Final = """
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND id = ? AND start = ? AND "end" = ?
        AND label = ? AND quote = ? AND note = ? AND attributes = ? AND source = ? AND flagged = ?
"""
DELETE_SPAN: Final = f"DELETE FROM span {_SPAN_AS_IT_STOOD}"
REPLACE_SPAN: Final = f"""
    UPDATE span SET start = ?, "end" = ?, label = ?, quote = ?, note = ?, attributes = ?,
        source = ?, flagged = ?, scheme_id = ?, revision = revision + 1, by_session = ?, by_seq = ?
    {_SPAN_AS_IT_STOOD}
"""
ATTRIBUTES_GIVEN: Final = """
    SELECT quote, attributes FROM span
    WHERE annotator_id = ? AND layer = 'annotator' AND label = ? AND attributes <> '[]' LIMIT ?
"""
MARKS: Final = """
    SELECT start, "end", state FROM mark WHERE document_id = ? AND annotator_id = ? AND layer = ?
    ORDER BY start, "end"
"""
INSERT_MARK: Final = """
    INSERT INTO mark
        (document_id, length, annotator_id, layer, start, "end", state, by_session, by_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
DELETE_MARK: Final = """
    DELETE FROM mark WHERE document_id = ? AND annotator_id = ? AND layer = ? AND start = ?
        AND "end" = ? AND state = ?
"""
INSERT_PROGRESS: Final = """
    INSERT INTO progress
        (annotator_id, layer, position, annotations, done, state, seal, flags, notes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
REPLACE_PROGRESS: Final = INSERT_PROGRESS.replace("INSERT", "INSERT OR REPLACE", 1)
COUNT_LAYERS: Final = f"""
    SELECT count(*) FROM progress WHERE annotator_id = ? AND layer = ? AND position < {PASSAGES}
"""
SET_PROGRESS: Final = f"""
    {INSERT_PROGRESS}
    ON CONFLICT (annotator_id, layer, position) DO UPDATE SET annotations = excluded.annotations,
        done = excluded.done, state = excluded.state, seal = excluded.seal,
        flags = excluded.flags, notes = excluded.notes
"""

DELETE_PROGRESS: Final = """
    DELETE FROM progress WHERE annotator_id = ? AND layer = ? AND position = ?
"""
IS_EDITED: Final = """
    SELECT 1 FROM event WHERE document_id = ? AND annotator_id = ? AND kind <> 'import' LIMIT 1
"""

# --- counters and places -------------------------------------------------------------------------

COUNTERS: Final = "SELECT scope, name, n FROM counter ORDER BY scope, name"
COUNTERS_OF: Final = "SELECT name, n FROM counter WHERE scope = ?"
COUNTER: Final = "SELECT n FROM counter WHERE scope = ? AND name = ?"
ADD_TO_COUNTER: Final = "UPDATE counter SET n = n + ? WHERE scope = ? AND name = ?"
INSERT_COUNTER: Final = "INSERT INTO counter (n, scope, name) VALUES (?, ?, ?)"
LAST_PLACE: Final = """
    SELECT document_id, min(caret, length), visit
    FROM place JOIN document ON document.id = place.document_id
    WHERE annotator_id = ? ORDER BY visit DESC LIMIT 1
"""
CARET: Final = """
    SELECT min(caret, length) FROM place JOIN document ON document.id = place.document_id
    WHERE annotator_id = ? AND document_id = ?
"""
SET_PLACE: Final = """
    INSERT INTO place (annotator_id, document_id, caret, visit) VALUES (?, ?, ?, ?)
    ON CONFLICT (annotator_id, document_id) DO UPDATE SET caret = excluded.caret,
        visit = excluded.visit
"""
DIRECTION: Final = "SELECT direction FROM place WHERE annotator_id = ? AND document_id = ?"
SET_DIRECTION: Final = """
    UPDATE place SET direction = ? WHERE annotator_id = ? AND document_id = ?
"""

# --- events --------------------------------------------------------------------------------------

_EVENT: Final = """
    session_id, seq, lamport, annotator_id, document_id, kind, body, at, prev_hash, hash
"""
INSERT_EVENT: Final = f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
EVENT: Final = f"SELECT {_EVENT} FROM event WHERE session_id = ? AND seq = ?"
LAST_EVENT: Final = """
    SELECT seq, hash FROM event WHERE session_id = ? ORDER BY seq DESC LIMIT 1
"""
NEWEST_EVENT: Final = "SELECT max(lamport) FROM event WHERE document_id = ?"

# --- checking ------------------------------------------------------------------------------------

QUICK_CHECK: Final = "PRAGMA quick_check(20)"
FOREIGN_KEY_CHECK: Final = "PRAGMA foreign_key_check"
SCHEME_IDS: Final = "SELECT name, version, id FROM scheme"
EVENTS_BY_SESSION: Final = f"SELECT {_EVENT} FROM event ORDER BY session_id, seq"
EVENTS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, session_id, seq, kind, body FROM event
    ORDER BY document_id, lamport, session_id, seq
"""
DOCUMENTS_BY_ID: Final = f"SELECT {_FACTS}, tokens, text FROM document ORDER BY id"
SPANS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, layer, id, start, "end", label, quote, note, attributes,
        source, flagged, scheme_id, revision, by_session, by_seq
    FROM span ORDER BY document_id, annotator_id, layer, id
"""
MARKS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, layer, start, "end", state, by_session, by_seq
    FROM mark ORDER BY document_id, annotator_id, layer, start, "end"
"""
PROGRESS: Final = """
    SELECT annotations, done, state, seal, flags, notes FROM progress
    WHERE annotator_id = ? AND layer = ? AND position = ?
"""
COUNT_PROGRESS: Final = "SELECT count(*) FROM progress"
