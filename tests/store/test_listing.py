"""Filtered lists of documents are what a plain filter over all lines gives, in bounded looks."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    removing,
)

from hashiya.errors import CorruptionError
from hashiya.model import MarkRecord, ReminderRecord, SpanRecord
from hashiya.store import (
    DocumentFilter,
    DocumentLine,
    ListRequest,
    create_project,
    list_sql,
    listing,
    open_project,
)
from hashiya.text import fold

NAMES = ("مقال عن الرِّباط", "مقال آخر", "the Rabat text", "نص", "[b] \x1b[2J ا")


def walked(
    project: Project, wanted: DocumentFilter, *, limit: int = 3, backwards: bool = False
) -> list[DocumentLine]:
    """All documents of a filter, by the places that each look gives."""
    after = 10_000 if backwards else 0
    found: list[DocumentLine] = []
    while True:
        request = ListRequest(wanted, after, limit, backwards)
        page = project.store.list_documents("salma", request)
        assert len(page.lines) <= limit
        found = [*page.lines, *found] if backwards else [*found, *page.lines]
        if page.next is None:
            return found
        assert page.next < after if backwards else page.next > after
        after = page.next


def fill(project: Project, documents: list[tuple[int, str, int, str]]) -> None:
    """Documents with a name, a layer or none, and sentences that are done.

    Args:
        project: Where they go.
        documents: Number of the name, what is in the layer, how many sentences are marked, and
            whether there is a flag or a note on it.
    """
    records = []
    for number, (name, work, done, reminder) in enumerate(documents, 1):
        spans = {
            "agency": (SpanRecord(*MINISTRY, "agency"),),
            "both": (SpanRecord(*MINISTRY, "agency"), SpanRecord(*MINISTER, "official")),
        }.get(work, ())
        record = plain(f"d{number}")._replace(name=NAMES[name])
        if work != "none":
            marks = tuple(MarkRecord(*each, "done") for each in SENTENCES[:done])
            reminders = {
                "flag": (ReminderRecord(0, 0, True, ""),),
                "note": (ReminderRecord(*SENTENCES[0], False, "later"),),
            }.get(reminder, ())
            record = record._replace(spans=spans, marks=marks, reminders=reminders, has_layer=True)
        records.append(record)
    project.store.put(project.sit(), records)


works = st.tuples(
    st.integers(0, len(NAMES) - 1),
    st.sampled_from(["none", "empty", "agency", "both"]),
    st.integers(0, 2),
    st.sampled_from(["", "flag", "note"]),
)
filters = st.builds(
    DocumentFilter,
    st.sampled_from([None, "new", "begun", "done"]),
    st.sampled_from([None, "agency", "official", "date"]),
    st.booleans(),
    st.sampled_from(["", "مقال", "مقال الرباط", "RABAT", "اخر", "[b]", "  ", "غائب"]),
    is_own=st.just(False),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(works, max_size=12), st.lists(filters, min_size=1, max_size=6), st.data())
def test_a_list_is_what_a_plain_filter_gives(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[tuple[int, str, int, str]],
    wanteds: list[DocumentFilter],
    data: st.DataObject,
) -> None:
    """Forwards and backwards, in pages of any size and looks of any length, nothing is missed."""
    path = tmp_path_factory.mktemp("list") / "x.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    fill(project, documents)
    lines = project.store.page("salma", limit=100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "LOOK_DOCUMENTS", data.draw(st.integers(1, 5)))
        patch.setattr(listing, "LOOK_SPANS", data.draw(st.integers(1, 5)))
        for wanted in wanteds:
            labels = {
                line.id: {each.label for each in project.store.layer(line.id, "salma").annotations}
                for line in lines
            }
            words = fold(wanted.words).text.split()
            expected = [
                line
                for line in lines
                if wanted.state in {None, line.state}
                and (wanted.label is None or wanted.label in labels[line.id])
                and (line.flags > 0 or not wanted.is_flagged)
                and all(word in fold(line.name).text for word in words)
            ]
            limit = data.draw(st.integers(1, 4))
            for backwards in (False, True):
                assert walked(project, wanted, limit=limit, backwards=backwards) == expected
    project.close()


def test_a_state_follows_every_act(project: Project) -> None:
    """What was begun, done and taken back is found where it belongs at once, by its owner only."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    ministry = annotation("a1")

    def states() -> dict[str, list[str]]:
        return {
            state: [line.id for line in walked(project, DocumentFilter(state=state))]
            for state in ("new", "begun", "done")
        }

    assert states() == {"new": ["d1", "d2"], "begun": [], "done": []}
    project.store.record(session, "d2", adding(ministry))
    assert states() == {"new": ["d1"], "begun": ["d2"], "done": []}
    for sentence in SENTENCES:
        project.store.record(session, "d2", marking(sentence, None, "done"))
    assert states() == {"new": ["d1"], "begun": [], "done": ["d2"]}
    for sentence in SENTENCES:
        project.store.record(session, "d2", marking(sentence, "done", None))
    project.store.record(session, "d2", removing(ministry))
    assert states() == {"new": ["d1", "d2"], "begun": [], "done": []}
    assert project.store.list_documents("omar", ListRequest()).lines[0].state == "new"


def test_a_look_at_a_label_ends_after_so_many_spans(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long layers end a look early, and it goes on where it ended."""
    project.store.put(project.sit(), [annotated(f"d{number}") for number in range(9)])
    monkeypatch.setattr(listing, "LOOK_SPANS", 4)
    page = project.store.list_documents("salma", ListRequest(DocumentFilter(label="date")))
    assert page == ((), 4)


def test_a_document_that_was_lost_is_told(project: Project) -> None:
    """A gap in the list is no list."""
    project.store.put(project.sit(), [plain(f"d{number}") for number in range(5)])
    project.store.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TRIGGER document_is_kept")
        connection.execute("DELETE FROM document WHERE position = 3")
        kept = "SELECT RAISE(ABORT, 'a document is never deleted')"
        connection.execute(
            f"CREATE TRIGGER document_is_kept BEFORE DELETE ON document BEGIN {kept}; END"
        )
    store = project.reopen()
    for request in (ListRequest(), ListRequest(after=9, backwards=True)):
        with pytest.raises(CorruptionError, match="nothing between"):
            store.list_documents("salma", request)


@pytest.mark.parametrize("statement", [*list_sql.WALKS.values(), list_sql.HAS_LABEL])
def test_a_list_walks_in_order_from_where_it_begins(project: Project, statement: str) -> None:
    """Nothing is sorted and nothing is scanned."""
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * (statement.count("?") - statement.count("?1"))
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    plan = [row[3] for row in rows]
    assert not [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step]
    if "flags > 0" in statement:
        # What is passed over is never read, so that each look is bounded by what it finds.
        assert any("progress_to_come_back" in step for step in plan)
