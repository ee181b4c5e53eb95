"""The history: acts by pages, going back and forward, and the same rows from the events alone."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    SENTENCES,
    Project,
    acts_on,
    adding,
    annotation,
    marking,
    plain,
)
from tests.store.raw import before_reminders, tamper
from tests.store.test_sentences import MERGE

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import Act, DocumentRecord
from hashiya.store import HistoryKey, PastAct, Store, open_project

TABLES = ("act", "history", "figure")


def acts(store: Store, alias: str = "salma", limit: int = 100) -> list[PastAct]:
    """The whole history, page by page."""
    found: list[PastAct] = []
    key: HistoryKey | None = None
    while True:
        page = store.history(alias, key=key, limit=limit)
        assert not page.is_anew
        assert len(page.acts) <= limit
        found += page.acts
        key = page.next
        if key is None:
            return found


def states(store: Store, alias: str = "salma") -> list[tuple[int, str]]:
    """Number and state of every act, newest first."""
    return [(act.number, act.state) for act in acts(store, alias)]


def rows(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the tables of the history."""
    with closing(sqlite3.connect(project.path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall())
            for table in TABLES
        }


@pytest.fixture
def session(project: Project) -> str:
    """A sitting in a project of three documents."""
    session = project.sit()
    project.store.put(session, [plain(name) for name in ("d1", "d2", "d3")])
    return session


def test_each_act_says_who_when_where_and_what(project: Project, session: str) -> None:
    """Acts come newest first, with their edits, their document, and the sitting they belong to."""
    project.store.record(session, "d1", adding(annotation("a")))
    project.reopen()
    later = project.sit()
    project.store.record(later, "d2", marking(SENTENCES[0], None, "done"))
    newest, oldest = acts(project.store)
    assert (newest.number, newest.session_id, newest.document_id) == (2, later, "d2")
    assert (newest.device, newest.document_name) == ("laptop", "name of d2")
    assert newest.at.endswith("Z")
    assert (oldest.act, oldest.seq, oldest.depth) == (adding(annotation("a")), 1, 1)
    assert (newest.annotations, oldest.annotations) == (0, 1)
    assert (newest.turned_at, newest.documents) == ("", 1)


def test_acts_on_many_documents_are_one(project: Project, session: str) -> None:
    """A group is one line with the count of its documents and annotations, undone or not."""

    def both(record: DocumentRecord) -> Act:
        return adding(annotation(f"a-{record.id}"), annotation(f"b-{record.id}", MINISTER))

    project.store.record_together(session, ["d1", "d2", "d3"], both)
    project.store.record(session, "d1", marking(SENTENCES[0], None, "done"))
    for expected in ("stands", "undone"):
        found = acts(project.store)[1]
        assert (found.documents, found.annotations, found.state) == (3, 6, expected)
        assert found.document_id == "d1"
        project.store.undo(session)
        project.store.undo(session)


def test_what_became_of_each_act_is_said(project: Project, session: str) -> None:
    """Acts stand, can be brought back, or were undone before another came; imports are none."""
    for name in "abcd":
        project.store.record(session, "d1", adding(annotation(name)))
    project.store.undo(session)
    project.store.undo(session)
    assert states(project.store) == [(4, "undone"), (3, "undone"), (2, "stands"), (1, "stands")]
    project.store.record(session, "d2", adding(annotation("e")))
    project.store.undo(session)
    project.store.undo(session)
    assert states(project.store) == [
        (5, "undone"),
        (4, "dropped"),
        (3, "dropped"),
        (2, "undone"),
        (1, "stands"),
    ]
    project.store.redo(session)
    assert states(project.store)[3] == (2, "stands")
    assert acts(project.store)[3].turned_at > acts(project.store)[3].at


def test_a_page_that_is_of_before_begins_anew(project: Project, session: str) -> None:
    """Whoever acts while somebody reads the history gives them its first page, and says so."""
    for number in range(9):
        project.store.record(session, "d1", adding(annotation(f"a{number}")))
    first = project.store.history("salma", limit=4)
    project.store.undo(session)
    again = project.store.history("salma", key=first.next, limit=4)
    assert again.is_anew
    assert [act.number for act in again.acts] == [9, 8, 7, 6]
    assert again.standing == 8
    assert project.store.history("nobody").acts == []


def test_going_back_and_forward_again(project: Project, session: str) -> None:
    """Every act above the chosen one is taken back, across documents, and brought back so."""
    for number, name in enumerate(("d1", "d2", "d3", "d1", "d2")):
        project.store.record(session, name, adding(annotation(f"a{number}")))
    project.reopen()
    session = project.sit()
    gone = project.store.travel(session, 2)
    assert (gone.turn, gone.acts, gone.left, gone.missed) == ("undo", 3, 0, 0)
    assert gone.last is not None
    assert gone.last.document_id == "d3"
    assert [state for _, state in states(project.store)] == ["undone"] * 3 + ["stands"] * 2
    come = project.store.travel(session, 4)
    assert (come.turn, come.acts, come.left) == ("redo", 2, 0)
    assert states(project.store)[:2] == [(5, "undone"), (4, "stands")]
    assert project.store.travel(session, 4).last is None
    assert project.store.travel(session, 0).acts == 4
    assert {state for _, state in states(project.store)} == {"undone"}
    assert [*project.store.check()] == []


def test_going_back_far_is_done_in_bounded_parts(project: Project, session: str) -> None:
    """Each call is one transaction of so many acts, says how many are left, and can be the last."""
    for number in range(7):
        project.store.record(session, "d1", adding(annotation(f"a{number}")))
    parts = [project.store.travel(session, 1, limit=3) for _ in range(3)]
    assert [(part.acts, part.left) for part in parts] == [(3, 3), (3, 0), (0, 0)]
    project.store.travel(session, 7, limit=2)
    assert states(project.store)[3:5] == [(4, "undone"), (3, "stands")]


def test_an_act_that_gave_way_to_another_cannot_be_gone_to(project: Project, session: str) -> None:
    """Neither can an act that there never was; nothing is changed."""
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.undo(session)
    project.store.record(session, "d1", adding(annotation("b")))
    for number in (1, 3, -1):
        with pytest.raises(StoreError, match="cannot be brought back"):
            project.store.travel(session, number)
    assert states(project.store) == [(2, "stands"), (1, "dropped")]


def test_what_others_stand_in_the_way_of_is_passed_and_said(project: Project, session: str) -> None:
    """A mark whose sentence somebody merged since is left, counted, and shown in its act."""
    project.store.record(session, "d1", marking(SENTENCES[0], None, "done"))
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.record(project.sit("omar"), "d1", MERGE)
    gone = project.store.travel(session, 0)
    assert (gone.acts, gone.missed) == (2, 1)
    assert gone.last is not None
    assert "split or merged" in str(gone.last.missed)
    assert [act.is_partly_undone for act in acts(project.store)] == [False, True]
    assert [*project.store.check()] == []


def test_a_lost_act_is_an_error(project: Project, session: str) -> None:
    """Neither an undo nor a page goes past a gap without a word."""
    for name in "abc":
        project.store.record(session, "d1", adding(annotation(name)))
    project.store.close()
    tamper(project.path, "DELETE FROM act WHERE number = 3")
    store = project.reopen()
    session = project.sit()
    with pytest.raises(CorruptionError, match="missing"):
        store.undo(session)
    tamper(project.path, "DELETE FROM act WHERE number = 2")
    tamper(project.path, "UPDATE act SET number = 3 WHERE number = 1")
    with pytest.raises(CorruptionError, match="missing"):
        project.reopen().history("salma")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE act SET depth = 1 WHERE number = 2",
        "UPDATE act SET by_seq = 1 WHERE number = 2",
        "UPDATE act SET annotations = 2 WHERE number = 1",
        "DELETE FROM act WHERE number = 1",
        "INSERT INTO history VALUES ('x', 0)",
        "UPDATE history SET standing = standing + 1",
        "DELETE FROM history",
        "UPDATE figure SET seconds = seconds + 1",
        "UPDATE figure SET spans = 9",
        "DELETE FROM figure",
    ],
)
def test_a_check_compares_the_history_with_the_events(
    project: Project, session: str, statement: str
) -> None:
    """Whatever is not what the events make of it is found in its table."""
    for name in "abc":
        project.store.record(session, "d1", adding(annotation(name)))
    project.store.undo(session)
    project.store.close()
    assert tamper(project.path, statement) > 0
    found = [finding.where for finding in project.reopen().check()]
    assert any(where == f"table {table}" for table in TABLES for where in found), found


def what_stands(store: Store, alias: str, names: list[str]) -> list[object]:
    """A person's layers, whoever they are, and what became of each act."""
    layers = [store.layer(name, alias) for name in names]
    return [*((layer.annotations, layer.marks) for layer in layers), states(store, alias)]


def from_paper(done: dict[str, Act]) -> Callable[[DocumentRecord], Act | None]:
    """Do to each document what was drawn."""
    return lambda record: done.get(record.id)


def work(store: Store, data: st.DataObject, names: list[str], people: dict[str, str]) -> None:
    """Let everybody do the same random things; `people` is from aliases to sessions."""
    alias = next(iter(people))
    for step in range(data.draw(st.integers(1, 14))):
        kind = data.draw(st.sampled_from(["act", "act", "act", "both", "undo", "redo"]))
        touched = names if kind == "both" else [data.draw(st.sampled_from(names))]
        done = {
            name: data.draw(acts_on(store.layer(name, alias), f"{name}.{step}")) for name in touched
        }
        for session in people.values():
            match kind:
                case "act":
                    store.record(session, touched[0], done[touched[0]])
                case "both":
                    store.record_together(session, names, from_paper(done))
                case _:
                    getattr(store, kind)(session)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_going_to_a_point_is_as_many_undos_or_redos(project: Project, data: st.DataObject) -> None:
    """After any work, whoever goes to a point stands where whoever presses the key n times does."""
    store = project.store
    names = [secrets.token_hex(8) for _ in range(2)]  # every example works in the same project
    store.put(project.sit(), [plain(name) for name in names])
    walker, presser = (f"{who}-{names[0]}" for who in "ab")
    people = {alias: project.sit(alias) for alias in (walker, presser)}
    work(store, data, names, people)
    for _ in range(data.draw(st.integers(1, 3))):
        history = acts(store, walker, limit=data.draw(st.integers(1, 20)))
        points = [act.number for act in history if act.state != "dropped"]
        goal, limit = data.draw(st.sampled_from([0, *points])), data.draw(st.integers(1, 20))
        left = 1
        while left:
            gone = store.travel(people[walker], goal, limit=limit)
            for _ in range(gone.acts):
                getattr(store, gone.turn)(people[presser])
            left = gone.left
        assert what_stands(store, walker, names) == what_stands(store, presser, names)
    while store.redo(people[walker]) is not None:
        assert store.redo(people[presser]) is not None
    assert store.redo(people[presser]) is None
    assert what_stands(store, walker, names) == what_stands(store, presser, names)
    assert [*store.check()] == []


def test_a_project_from_before_is_given_its_history(project: Project, session: str) -> None:
    """Opened by this program, it has the very rows it would have had, and undo goes on."""
    omar = project.sit("omar")
    for name in "abc":
        project.store.record(session, "d1", adding(annotation(name)))
        project.store.record(omar, "d2", adding(annotation(name)))
    project.store.record_together(
        session, ["d2", "d3"], lambda record: adding(annotation(f"m{record.id}", MINISTER))
    )
    project.store.record(session, "d3", marking(SENTENCES[1], None, "nothing"))
    for _ in range(3):
        project.store.undo(session)
    project.store.redo(session)
    project.store.undo(omar)
    project.store.record(omar, "d1", marking(SENTENCES[0], None, "done"))
    project.store.close()
    before = rows(project)
    with closing(sqlite3.connect(project.path)) as connection, connection:
        before_reminders(connection)
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM migration WHERE name >= '0009-history'")
        connection.execute("PRAGMA user_version = 8")
    project.store = open_project(project.path)
    assert [*project.store.check()] == []
    assert rows(project) == before
    session = project.sit()
    redone = project.store.redo(session)
    assert redone is not None
    assert redone.documents == 2
    assert states(project.store)[0] == (5, "undone")
