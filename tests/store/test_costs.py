"""What things cost: no verb looks at everything, and loading the floor loads no engine."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from tests.store.making import Project, adding, annotated, annotation, plain

from hashiya.store import history_sql, reading, reminder_sql, search_sql, sql

HOT = [
    "DOCUMENT_WITH_LAYER_FACTS",
    "DOCUMENTS_AFTER",
    "DOCUMENTS_BEFORE",
    "DOCUMENTS_WITH_LAYER_AFTER",
    "TEXT",
    "TEXT_BEGINNING",
    "SENTENCES",
    "IS_SENTENCE",
    "SPANS",
    "DELETE_SPAN",
    "REPLACE_SPAN",
    "MARKS",
    "DELETE_MARK",
    "COUNTER",
    "ADD_TO_COUNTER",
    "LAST_PLACE",
    "CARET",
    "EVENT",
    "LAST_EVENT",
    "ATTRIBUTES_GIVEN",
    "ANNOTATOR",
    "SESSION",
    "PROGRESS",
    "COUNT_LAYERS",
]


@pytest.mark.parametrize("name", HOT)
def test_no_statement_of_daily_work_scans_a_table(project: Project, name: str) -> None:
    """Each finds its rows through a key; only a layer's own spans are sorted afterwards."""
    statement = getattr(sql, name)
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * (statement.count("?") - statement.count("?1"))
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    assert not [step for step in plan if step.startswith("SCAN")]
    assert name == "SPANS" or not [step for step in plan if "TEMP B-TREE" in step]


REMINDED = [
    *("REMINDERS", "DELETE_REMINDER", "REMINDER", "SPANS_WITH_REMINDERS"),
    *("LAYERS_WITH_REMINDERS", "FLAGGED_AFTER", "FLAGGED_BEFORE"),
]


@pytest.mark.parametrize("name", REMINDED)
def test_flags_and_notes_are_found_through_their_keys(project: Project, name: str) -> None:
    """Whoever reads or writes a layer's flags and notes looks at no other layer's."""
    statement = getattr(reminder_sql, name)
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * statement.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step]
    if "progress" in statement:
        assert [step for step in plan if "progress_to_come_back" in step]


SEARCH = [
    "LAST_STRETCH",
    "TEXTS_AFTER",
    "STRETCH_AT",
    "STRETCHES_WITH",
    "STRETCHES_FROM",
    "DOCUMENTS_FROM",
    "DOCUMENT_AT",
    "SENTENCE",
    "LABELS_OF_LAYER",
]


@pytest.mark.parametrize("name", SEARCH)
def test_a_search_walks_in_order_from_where_it_begins(project: Project, name: str) -> None:
    """Nothing is sorted, and nothing is read but what comes after the key; the index streams."""
    statement = getattr(search_sql, name)
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * statement.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    assert not [step for step in plan if "TEMP B-TREE" in step]
    scans = [step for step in plan if step.startswith("SCAN")]
    if name == "LAST_STRETCH":
        assert scans == ["SCAN stretch"]  # backwards, and one row of it
    else:
        assert all("VIRTUAL TABLE" in step for step in scans)


HISTORY = [
    "NEWEST_ACT",
    "ACT_AT_DEPTH",
    "DEPTH_OF_ACT",
    "ACT_OUTPUT",
    "ACTS_BEFORE",
    "STANDING",
    "LAST_ACT_AT",
    "FIGURES_FROM",
    "FIGURE_TOTAL",
    "ADD_TO_ACT",
    "TURN_ACT",
    "TAKE_FROM_FIGURE",
]


@pytest.mark.parametrize("name", HISTORY)
def test_looking_back_finds_its_rows_through_a_key(project: Project, name: str) -> None:
    """Neither an undo, a page of the history nor a figure scans or sorts what was done."""
    statement = getattr(history_sql, name)
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * statement.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step]


def test_an_undo_costs_the_same_behind_many_undone_acts(project: Project) -> None:
    """The same number of SQLite's steps after three undone acts and after three hundred."""

    def steps() -> int:
        connection = project.store._handle.connection  # type: ignore[attr-defined]
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        connection.set_progress_handler(count, 1)
        project.store.undo(session)
        connection.set_progress_handler(None, 0)
        return counted

    session = project.sit()
    project.store.put(session, [plain()])
    for number in range(320):
        project.store.record(session, "d1", adding(annotation(f"a{number}")))
    for _ in range(3):
        project.store.undo(session)
    few = steps()
    for _ in range(300):
        project.store.undo(session)
    assert few > 100
    assert steps() <= few * 1.2


def test_a_check_walks_in_the_order_of_its_indexes(project: Project) -> None:
    """Nothing is sorted in memory or on disk, however many events there are."""
    walks = [sql.EVENTS_BY_SESSION, sql.EVENTS_BY_DOCUMENT, sql.DOCUMENTS_BY_ID]
    walks += [history_sql.EVENTS_BY_PERSON, reminder_sql.REMINDERS_BY_DOCUMENT]
    with closing(sqlite3.connect(project.path)) as connection:
        plans = [
            str(connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
            for statement in (*walks, sql.SPANS_BY_DOCUMENT, sql.MARKS_BY_DOCUMENT)
        ]
    assert not [plan for plan in plans if "TEMP B-TREE" in plan]


def test_opening_and_listing_cost_the_same_in_a_larger_project(project: Project) -> None:
    """The same number of SQLite's steps is run with ten documents and with two thousand."""

    def steps() -> int:
        store = project.reopen()
        connection = store._handle.connection  # type: ignore[attr-defined]
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        connection.set_progress_handler(count, 1)
        store.scheme()
        store.counts()
        store.layers()
        store.page("salma", after=4, limit=5)
        store.line("salma", "d5")
        store.place("salma")
        connection.set_progress_handler(None, 0)
        return counted

    session = project.sit()
    records = [annotated(f"d{number}") for number in range(9)]
    project.store.put(session, [*records, plain("e")])
    few = steps()
    project.store.put(project.sit(), [plain(f"more {number}") for number in range(2000)])
    assert few > 100
    assert steps() <= few * 1.1


def test_importing_the_floor_loads_no_engine() -> None:
    """SQLite and sqlite-utils come with the first project that is opened, not before."""
    program = "import hashiya.store, sys; print({'sqlite3', 'sqlite_utils'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_a_streamed_page_holds_few_characters(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long texts make short pages, down to one document; nothing is left out or doubled."""
    project.store.put(project.sit(), [annotated(f"d{number}") for number in range(9)])
    whole = list(project.store.stream("salma"))
    opened = 0
    handle = type(project.store._handle)  # type: ignore[attr-defined]
    read = handle.read

    def count(self: object) -> object:
        nonlocal opened
        opened += 1
        return read(self)

    monkeypatch.setattr(handle, "read", count)
    for characters, pages in ((1, 10), (120, 6), (10_000, 2)):
        monkeypatch.setattr(reading, "STREAM_CHARACTERS", characters)
        opened = 0
        assert list(project.store.stream("salma")) == whole
        assert opened == pages
