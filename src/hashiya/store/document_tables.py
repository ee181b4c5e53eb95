"""Document tables: the project, its scheme, its people and sittings, its documents and sentences.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["DOCUMENTS"]

DOCUMENTS: Final = (
    """
    CREATE TABLE meta (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # `name` is what the model calls the scheme's id; a scheme's own key here is a number.
    """
    CREATE TABLE scheme (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
        rules TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        UNIQUE (name, version)
    ) STRICT
    """,
    """
    CREATE TABLE label (
        scheme_id INTEGER NOT NULL REFERENCES scheme (id),
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        title_ar TEXT NOT NULL,
        title_en TEXT NOT NULL,
        title_fr TEXT NOT NULL,
        key TEXT NOT NULL,
        colour TEXT NOT NULL,
        guideline TEXT NOT NULL,
        examples TEXT NOT NULL,
        PRIMARY KEY (scheme_id, position),
        UNIQUE (scheme_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE annotator (
        id TEXT NOT NULL PRIMARY KEY,
        alias TEXT NOT NULL UNIQUE CHECK (alias <> ''),
        role TEXT NOT NULL CHECK (role IN ('annotator', 'adjudicator', 'coordinator')),
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        seal INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # `opened_by`: the sitting that brought this person's layers in from a file.
    """
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        device TEXT NOT NULL,
        app_version TEXT NOT NULL,
        started_at TEXT NOT NULL,
        opened_by TEXT REFERENCES session (id),
        UNIQUE (id, annotator_id)
    ) STRICT, WITHOUT ROWID
    """,
    # The text stands last: a list of documents is read without touching it.
    """
    CREATE TABLE document (
        position INTEGER PRIMARY KEY CHECK (position >= 1),
        id TEXT NOT NULL UNIQUE CHECK (id <> ''),
        name TEXT NOT NULL,
        length INTEGER NOT NULL CHECK (length = length(text)),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        date TEXT,
        source TEXT,
        imported_at TEXT NOT NULL,
        tokens INTEGER NOT NULL CHECK (tokens >= 0),
        segmentation INTEGER NOT NULL CHECK (segmentation >= 1),
        sentences INTEGER NOT NULL CHECK (sentences >= 0),
        seal INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (id, length)
    ) STRICT
    """,
    """
    CREATE TABLE sentence (
        document_id TEXT NOT NULL REFERENCES document (id),
        segmentation INTEGER NOT NULL CHECK (segmentation >= 1),
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        PRIMARY KEY (document_id, segmentation, ordinal),
        CHECK (0 <= start AND start < "end")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER scheme_is_frozen BEFORE UPDATE ON scheme
    WHEN OLD.state <> 'draft' AND (
        NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.version <> OLD.version
        OR NEW.rules <> OLD.rules OR NEW.sha256 <> OLD.sha256
        OR (NEW.state <> OLD.state AND NOT (OLD.state = 'published' AND NEW.state = 'retired'))
    )
    BEGIN SELECT RAISE(ABORT, 'a published scheme is never edited'); END
    """,
    """
    CREATE TRIGGER scheme_is_kept BEFORE DELETE ON scheme WHEN OLD.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'a published scheme is never deleted'); END
    """,
    """
    CREATE TRIGGER label_is_not_added BEFORE INSERT ON label
    WHEN (SELECT state FROM scheme WHERE id = NEW.scheme_id) <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'a published scheme is never edited'); END
    """,
    """
    CREATE TRIGGER label_is_frozen BEFORE UPDATE ON label
    WHEN (SELECT state FROM scheme WHERE id = OLD.scheme_id) <> 'draft'
        OR (SELECT state FROM scheme WHERE id = NEW.scheme_id) <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'a published scheme is never edited'); END
    """,
    """
    CREATE TRIGGER label_is_kept BEFORE DELETE ON label
    WHEN (SELECT state FROM scheme WHERE id = OLD.scheme_id) <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'a published scheme is never edited'); END
    """,
    """
    CREATE TRIGGER document_is_frozen
    BEFORE UPDATE OF position, id, length, sha256, text ON document
    BEGIN SELECT RAISE(ABORT, 'a document is never edited'); END
    """,
    """
    CREATE TRIGGER document_is_kept BEFORE DELETE ON document
    BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END
    """,
    """
    CREATE TRIGGER sentence_is_frozen BEFORE UPDATE ON sentence
    BEGIN SELECT RAISE(ABORT, 'a segmentation is never edited'); END
    """,
    """
    CREATE TRIGGER sentence_is_kept BEFORE DELETE ON sentence
    BEGIN SELECT RAISE(ABORT, 'a segmentation is never deleted'); END
    """,
)
"""DDL of the step `0001-documents`, in order."""
