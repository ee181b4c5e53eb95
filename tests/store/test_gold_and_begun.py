"""Which documents are gold, and how many are begun: from the log, after every kind of act."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from tests.store.making import (
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    removing,
)
from tests.store.raw import before_reminders

from hashiya.model import MarkRecord
from hashiya.store import EVERY_DOCUMENT, ListRequest

DONE = [MarkRecord(*sentence, "done") for sentence in SENTENCES]


def numbers(project: Project) -> tuple[int, int, int]:
    """Salma's documents with a layer, done and begun."""
    work = project.store.counts().annotators["salma"]
    assert [*project.store.check()] == []
    return (work.documents, work.done, work.begun)


@pytest.fixture
def session(project: Project) -> str:
    """A sitting at two documents."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    return session


def test_begun_is_what_holds_something_and_is_not_done(project: Project, session: str) -> None:
    """What was emptied again is new, what is done stays done when it is touched."""
    store = project.store
    store.record(session, "d1", adding(annotation("a")))
    assert numbers(project) == (1, 0, 1)
    store.record(session, "d1", removing(annotation("a")))
    assert numbers(project) == (1, 0, 0)
    for sentence in SENTENCES:
        store.record(session, "d1", marking(sentence, None, "done"))
    assert numbers(project) == (1, 1, 0)
    store.record(session, "d1", adding(annotation("b")))
    assert numbers(project) == (1, 1, 0)
    store.record(session, "d1", marking(SENTENCES[0], "done", None))
    assert numbers(project) == (1, 0, 1)
    store.put(session, [annotated("d2", marks=DONE[:1]), annotated("d3", marks=DONE)])
    assert numbers(project) == (3, 1, 2)
    store.undo(session)
    assert numbers(project) == (3, 2, 1)


def test_a_project_from_before_is_given_its_counts(project: Project, session: str) -> None:
    """They are worked out of the rows of progress when it is first opened."""
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.put(session, [annotated("d2", marks=DONE)])
    project.store.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        before_reminders(connection)
    project.store = project.opens(project.path)
    assert numbers(project) == (2, 1, 1)


def test_a_document_is_gold_once_its_gold_layer_is_done(project: Project, session: str) -> None:
    """Every list says so, for whoever asks; a layer of an annotator's is no gold."""
    store = project.store
    store.put(session, [annotated("d1", marks=DONE)])
    assert not store.line("salma", "d1").is_gold
    gold = annotated("d2", alias="judge")._replace(layer="gold")
    store.put(session, [gold])
    assert not store.line("salma", "d2").is_gold
    store.put(session, [annotated("d3", alias="judge", marks=DONE)._replace(layer="gold")])
    assert store.line("salma", "d3").is_gold
    assert store.line("nobody", "d3").is_gold
    assert [line.id for line in store.page("salma") if line.is_gold] == ["d3"]
    listed = store.list_documents("salma", ListRequest(EVERY_DOCUMENT, 0, 10)).lines
    assert [line.id for line in listed if line.is_gold] == ["d3"]
