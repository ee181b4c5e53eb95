"""Acts on many documents that are one: written, taken back and brought back whole."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from tests.store.making import MINISTER, Project, adding, annotation, plain, removing

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import Act, DocumentRecord

NAMES = ("d1", "d2", "d3")


def ministry(record: DocumentRecord) -> Act:
    """Tag the ministry of a document."""
    return adding(annotation(f"m-{record.id}"))


def held(project: Project) -> list[int]:
    """Annotations in each document."""
    return [len(project.store.layer(name, "salma").annotations) for name in NAMES]


@pytest.fixture
def session(project: Project) -> str:
    """A sitting in a project of three documents."""
    session = project.sit()
    project.store.put(session, [plain(name) for name in NAMES])
    return session


def test_one_undo_takes_all_of_it_back(project: Project, session: str) -> None:
    """Undo and redo move the whole group, after restarts too, and what was before stays."""
    project.store.record(session, "d2", adding(annotation("before", MINISTER)))
    assert project.store.record_together(session, NAMES, ministry) == 3
    assert held(project) == [1, 2, 1]
    project.reopen()
    undone = project.store.undo(project.sit())
    assert undone is not None
    assert (undone.documents, undone.annotations) == (3, 3)
    assert held(project) == [0, 1, 0]
    project.reopen()
    redone = project.store.redo(project.sit())
    assert redone is not None
    assert redone.documents == 3
    assert held(project) == [1, 2, 1]
    session = project.sit()
    assert project.store.undo(session) is not None
    assert project.store.undo(session) is not None
    assert held(project) == [0, 0, 0]
    assert project.store.undo(session) is None
    assert [*project.store.check()] == []


@pytest.mark.parametrize("near", [*NAMES, None, "elsewhere"])
def test_a_step_is_told_of_near_the_person(
    project: Project, session: str, near: str | None
) -> None:
    """Of a group the document asked for is told, and one of it when that is not among them."""
    project.store.record_together(session, NAMES, ministry)
    for step in (project.store.undo, project.store.redo):
        done = step(session, near)
        assert done is not None
        assert done.document_id in NAMES
        assert near not in NAMES or done.document_id == near
        assert done.event.document_id == done.document_id


def test_documents_may_be_left_as_they_are(project: Project, session: str) -> None:
    """No event is written where nothing is to be done, and none at all for nothing."""
    assert project.store.record_together(session, NAMES, lambda _: None) == 0
    assert project.store.undo(session) is None
    only = project.store.record_together(
        session, NAMES, lambda record: ministry(record) if record.id == "d2" else None
    )
    assert only == 1
    assert project.store.undo(session) is not None
    assert held(project) == [0, 0, 0]


def test_what_is_raised_on_the_way_leaves_nothing(project: Project, session: str) -> None:
    """Cancelled at the last document, or refused by it, nothing of the act is there."""

    def cancelled(record: DocumentRecord) -> Act:
        if record.id == "d3":
            raise KeyboardInterrupt
        return ministry(record)

    with pytest.raises(KeyboardInterrupt):
        project.store.record_together(session, NAMES, cancelled)
    with pytest.raises(CorruptionError):
        project.store.record_together(
            session, NAMES, lambda record: removing(annotation(f"none-{record.id}"))
        )
    with pytest.raises(StoreError):
        project.store.record_together(session, (*NAMES, "d4"), ministry)
    assert held(project) == [0, 0, 0]
    assert project.store.undo(session) is None
    assert [*project.store.check()] == []


def test_each_document_is_shown_as_it_stands(project: Project, session: str) -> None:
    """What is decided on holds the annotator's own spans, and nobody else's."""
    project.store.record(session, "d1", adding(annotation("own")))
    project.store.record(project.sit("omar"), "d1", adding(annotation("other", MINISTER)))
    seen: dict[str, list[str | None]] = {}

    def look(record: DocumentRecord) -> None:
        seen[record.id] = [span.quote for span in record.spans]

    project.store.record_together(session, NAMES, look)
    assert seen == {"d1": [annotation("own").quote], "d2": [], "d3": []}


def test_events_say_with_which_they_were_done(project: Project, session: str) -> None:
    """Every event of a group names its first one; an act alone says nothing of a group."""
    project.store.record(session, "d1", adding(annotation("alone", MINISTER)))
    project.store.record_together(session, NAMES, ministry)
    project.store.undo(session)
    with closing(sqlite3.connect(project.path)) as connection:
        rows = connection.execute("SELECT kind, body FROM event ORDER BY lamport").fetchall()
    groups = [(kind, json.loads(body).get("group")) for kind, body in rows if kind != "import"]
    first = groups[1][1]
    assert groups == [
        ("edit", None),
        *[("edit", first)] * 3,
        *[("undo", first + 3)] * 3,
    ]
