"""Assignments: places given, claimed, submitted, skipped, opened again; what the doctor says."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    SCHEME,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
)
from tests.store.raw import tamper

from hashiya.errors import StoreError
from hashiya.model import MarkRecord
from hashiya.store import (
    Assigned,
    Claim,
    Slots,
    Store,
    Workload,
    assigning,
    assignment_sql,
    create_project,
    open_project,
)

FIRST, SECOND = SENTENCES
PEOPLE = ("salma", "omar", "nour")


@pytest.fixture
def boss(project: Project) -> str:
    """A coordinator's session in a project with three documents and three annotators."""
    for alias in PEOPLE:
        project.store.add_annotator(alias)
    session = project.sit("lamia")
    project.store.put(session, [plain("d1"), plain("d2"), plain("d3")])
    return session


def sitting(project: Project, alias: str) -> str:
    """A session of this person."""
    return project.store.open_session(alias, "laptop", "0.1")


def finish(store: Store, session: str, document_id: str) -> None:
    """Mark every sentence."""
    for sentence in SENTENCES:
        store.record(session, document_id, marking(sentence, None, "done"))


def state(project: Project, alias: str, document_id: str) -> str:
    """How this person's place stands."""
    found = project.store.assignment(alias, document_id)
    return "none" if found is None else found.state


def test_a_project_without_assignments_has_none(project: Project) -> None:
    """Nobody has work, nothing waits, and finishing a document is what it was."""
    session = project.sit()
    project.store.put(session, [plain()])
    finish(project.store, session, "d1")
    assert project.store.workload("salma") == Workload()
    assert not project.store.is_given_work("salma")
    assert project.store.claim(session) is None
    assert project.store.assignment("salma", "d1") is None
    assert project.store.slots_page()[0].slots == ()
    assert [*project.store.check()] == []


def test_places_are_given_and_opened(project: Project, boss: str) -> None:
    """By name, with the rest of what a document is to have in the queue; again changes nothing."""
    wanted = [Slots("d1", ("salma",), 2), Slots("d2", (), 1)]
    assert project.store.assign(boss, wanted) == Assigned(1, 2, 0)
    assert project.store.assign(boss, wanted) == Assigned(0, 0, 1)
    first, second, third = project.reopen().slots_page()
    assert [(each.slot, each.alias, each.state) for each in first.slots] == [
        (1, "salma", "claimed"),
        (2, None, "open"),
    ]
    assert [each.alias for each in second.slots] == [None]
    assert third.slots == ()
    assert project.store.workload("salma") == Workload(claimed=1, waiting=1)
    assert project.store.workload("omar") == Workload(waiting=2)
    assert [*project.store.check()] == []


def test_somebody_given_a_document_takes_an_open_place(project: Project, boss: str) -> None:
    """The queue shrinks by it, and the document has no more places than before."""
    project.store.assign(boss, [Slots("d1", (), 2)])
    project.store.assign(boss, [Slots("d1", ("omar",))])
    (first, *_) = project.store.slots_page()
    assert [each.alias for each in first.slots] == ["omar", None]


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        (Slots("d9", ("salma",)), "d9"),
        (Slots("d1", ("nobody",)), "nobody"),
        (Slots("d1", ("omar",)), "inactive"),
    ],
)
def test_what_cannot_be_given_is_refused_whole(
    project: Project, boss: str, wanted: Slots, word: str
) -> None:
    """Unknown documents, unknown people, people who have left: nothing of the rest is done."""
    project.store.set_person("omar", is_active=False)
    with pytest.raises(StoreError, match=word):
        project.store.assign(boss, [Slots("d2", ("salma",)), wanted])
    assert project.store.workload("salma") == Workload()


def test_a_trial_run_gives_nothing(project: Project, boss: str) -> None:
    """It says what would be given."""
    assert project.store.assign(boss, [Slots("d1", ("salma",), 2)], dry_run=True).given == 1
    assert not project.store.is_given_work("salma")


def test_the_queue_is_claimed_in_order_once_a_person(project: Project, boss: str) -> None:
    """Each gets the first document they have no place on; at the end there is nothing."""
    project.store.assign(boss, [Slots(name, (), 2) for name in ("d1", "d2")])
    sessions = {alias: sitting(project, alias) for alias in PEOPLE}
    order = ["salma", "omar", "salma", "nour", "omar", "nour", "salma"]
    claimed = [project.store.claim(sessions[alias]) for alias in order]
    ids = [each and each.document_id for each in claimed]
    assert ids == ["d1", "d1", "d2", "d2", None, None, None]
    assert [*project.store.check()] == []


def test_the_last_mark_submits_and_its_undo_takes_it_back(project: Project, boss: str) -> None:
    """In the act's own transaction, also over a restart and with redo."""
    project.store.assign(boss, [Slots("d1", ("salma", "omar"))])
    session = sitting(project, "salma")
    finish(project.store, session, "d1")
    assert state(project, "salma", "d1") == "submitted"
    assert state(project, "omar", "d1") == "claimed"
    store = project.reopen()
    session = sitting(project, "salma")
    store.undo(session)
    assert state(project, "salma", "d1") == "claimed"
    store.redo(session)
    assert state(project, "salma", "d1") == "submitted"
    assert [*store.check()] == []


def test_work_that_was_done_before_counts(project: Project, boss: str) -> None:
    """Whoever has finished a document is given it as submitted, and claims another one."""
    session = sitting(project, "salma")
    finish(project.store, session, "d1")
    finish(project.store, session, "d2")
    project.store.assign(boss, [Slots("d1", ("salma",)), Slots("d2", (), 1), Slots("d3", (), 1)])
    assert state(project, "salma", "d1") == "submitted"
    assert project.store.claim(session) == Claim("d3")
    assert state(project, "salma", "d2") == "submitted"
    assert [*project.store.check()] == []


def test_an_imported_layer_that_is_done_submits(project: Project, boss: str) -> None:
    """Work that comes in with a file counts like work at the keyboard."""
    project.store.assign(boss, [Slots("d1", ("salma",))])
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    project.store.put(boss, [annotated("d1", alias="salma", marks=marks)])
    assert state(project, "salma", "d1") == "submitted"
    assert [*project.store.check()] == []


def test_a_document_is_skipped_with_a_reason(project: Project, boss: str) -> None:
    """It stays theirs, what was done on it stays, and it is not their next one."""
    project.store.assign(boss, [Slots("d1", ("salma",)), Slots("d2", ("salma",))])
    session = sitting(project, "salma")
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.skip(session, "d1", "لهجة لا أعرفها")
    held = project.store.assignment("salma", "d1")
    assert held is not None
    assert (held.state, held.note) == ("skipped", "لهجة لا أعرفها")
    assert project.store.next_work("salma", 0) == "d2"
    assert len(project.store.layer("d1", "salma").annotations) == 1
    with pytest.raises(StoreError, match="does not wait"):
        project.store.skip(session, "d1", "again")
    with pytest.raises(StoreError, match="not given to you"):
        project.store.skip(session, "d3", "other")


def test_a_document_comes_back_with_a_note_and_is_handed_in(project: Project, boss: str) -> None:
    """All marks stand while it is open again; whoever is done says so."""
    project.store.assign(boss, [Slots("d1", ("salma",))])
    session = sitting(project, "salma")
    with pytest.raises(StoreError, match="is at work"):
        project.store.reopen(boss, "d1", "salma", "look")
    with pytest.raises(StoreError, match="are open"):
        project.store.hand_in(session, "d1")
    finish(project.store, session, "d1")
    project.store.reopen(boss, "d1", "salma", "التواريخ ناقصة")
    held = project.store.assignment("salma", "d1")
    assert held is not None
    assert (held.state, held.note) == ("claimed", "التواريخ ناقصة")
    assert project.store.workload("salma") == Workload(claimed=1, opened_again=1)
    assert [*project.store.check()] == []
    project.store.record(session, "d1", adding(annotation("a")))
    assert state(project, "salma", "d1") == "claimed"
    project.store.hand_in(session, "d1")
    assert state(project, "salma", "d1") == "submitted"
    with pytest.raises(StoreError, match="no place"):
        project.store.reopen(boss, "d1", "omar", "look")
    with pytest.raises(StoreError, match="why"):
        project.store.reopen(boss, "d1", "salma", " ")


def test_what_is_opened_again_is_submitted_by_its_last_mark_too(
    project: Project, boss: str
) -> None:
    """Taking a mark away and putting it again is handing in."""
    project.store.assign(boss, [Slots("d1", ("salma",))])
    session = sitting(project, "salma")
    finish(project.store, session, "d1")
    project.store.reopen(boss, "d1", "salma", "look")
    project.store.record(session, "d1", marking(FIRST, "done", None))
    project.store.record(session, "d1", marking(FIRST, None, "nothing"))
    assert state(project, "salma", "d1") == "submitted"
    assert project.store.workload("salma").opened_again == 0


def test_places_go_back_into_the_queue_and_out_of_it(project: Project, boss: str) -> None:
    """What was not submitted is anybody's; what is nobody's can be taken away."""
    project.store.assign(boss, [Slots(name, ("salma",)) for name in ("d1", "d2", "d3")])
    session = sitting(project, "salma")
    finish(project.store, session, "d1")
    project.store.skip(session, "d2", "no")
    project.store.record(session, "d3", adding(annotation("a")))
    assert project.store.free(boss, "salma", ["d1", "d2", "d3"]) == 2
    assert state(project, "salma", "d1") == "submitted"
    assert len(project.store.layer("d3", "salma").annotations) == 1
    assert project.store.claim(sitting(project, "omar")) == Claim("d2")
    assert project.store.close_queue(["d1", "d2", "d3"]) == 1
    assert project.store.claim(sitting(project, "nour")) is None
    assert [*project.store.check()] == []


def test_a_claim_runs_out_for_others_only(
    project: Project, boss: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven days later somebody else may take it; whoever had it keeps the work, and may go on."""
    project.store.assign(boss, [Slots("d1", (), 1), Slots("d2", ("nour",))])
    salma, omar = sitting(project, "salma"), sitting(project, "omar")
    monkeypatch.setattr(assigning, "utc_now", lambda: "2026-03-01T10:00:00.000Z")
    assert project.store.claim(salma) == Claim("d1")
    project.store.record(salma, "d1", adding(annotation("a")))
    monkeypatch.undo()
    assert project.store.workload("omar").waiting == 1
    assert project.store.workload("salma").waiting == 0
    assert project.store.claim(salma) is None
    assert project.store.claim(omar) == Claim("d1", taken_from="salma")
    assert project.store.claim(sitting(project, "nour")) is None
    assert len(project.store.layer("d1", "salma").annotations) == 1
    finish(project.store, salma, "d1")
    assert state(project, "omar", "d1") == "claimed"
    assert [*project.store.check()] == []


def test_when_claims_run_out_is_the_projects_matter(project: Project, boss: str) -> None:
    """Seven days where nothing else was said; a claim of today stands either way."""
    assert project.store.claim_days() == 7
    project.store.set_claim_days(1)
    assert project.reopen().claim_days() == 1
    project.store.assign(boss, [Slots("d1", (), 1)])
    assert project.store.claim(sitting(project, "salma")) == Claim("d1")
    assert project.store.claim(sitting(project, "omar")) is None


def test_somebody_inactive_claims_nothing(project: Project, boss: str) -> None:
    """They are told."""
    project.store.assign(boss, [Slots("d1", (), 1)])
    project.store.set_person("salma", is_active=False)
    with pytest.raises(StoreError, match="inactive"):
        project.store.claim(sitting(project, "salma"))
    assert project.store.workload("salma") == Workload(waiting=0, is_active=False)
    assert project.store.workload("omar") == Workload(waiting=1)


def test_the_next_work_goes_round(project: Project, boss: str) -> None:
    """Behind the last one it begins again; nobody's is nothing."""
    project.store.assign(boss, [Slots("d1", ("salma",)), Slots("d3", ("salma",))])
    assert [project.store.next_work("salma", at) for at in (0, 1, 3)] == ["d1", "d3", "d1"]
    assert project.store.next_work("omar", 0) is None
    assert project.store.next_work("stranger", 0) is None
    assert [project.store.work_before("salma", at) for at in (3, 2, 1)] == ["d1", "d1", None]


def test_who_is_given_work(project: Project, boss: str) -> None:
    """Annotators, strangers too; others where they have a place."""
    project.store.set_person("lamia", "coordinator")
    project.store.assign(boss, [Slots("d1", (), 1)])
    given = [project.store.is_given_work(alias) for alias in ("salma", "stranger", "lamia")]
    assert given == [True, True, False]
    project.store.assign(boss, [Slots("d1", ("lamia",))])
    assert project.store.is_given_work("lamia")


def test_gold_is_told_beside_the_places(project: Project, boss: str) -> None:
    """A gold layer that is begun is another thing than one that is done."""
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    gold = annotated("d1", alias="nour", marks=marks)._replace(layer="gold")
    project.store.put(boss, [gold, annotated("d2", alias="nour")._replace(layer="gold")])
    assert [each.gold for each in project.store.slots_page()] == ["done", "begun", "none"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assignment SET state = 'submitted' WHERE slot = 1",
        "UPDATE assignment SET note = 'x' WHERE slot = 1",
        "DELETE FROM assignment WHERE slot = 1",
        "UPDATE assignment_step SET at = 'x'",
        "DELETE FROM assignment_step",
        "UPDATE progress SET state = 'done'",
    ],
)
def test_what_was_changed_by_others_is_found(project: Project, boss: str, statement: str) -> None:
    """Places are compared with their steps and with what was marked."""
    project.store.assign(boss, [Slots("d1", ("salma",), 2)])
    project.store.record(sitting(project, "salma"), "d1", adding(annotation("a")))
    assert [*project.store.check()] == []
    project.store.close()
    assert tamper(project.path, statement)
    where = [finding.where for finding in project.reopen().check()]
    assert [each for each in where if each.startswith(("document 1, place", "step"))]


REFUSED = [
    "INSERT INTO assignment VALUES (1, 1, NULL, 'open', NULL, '')",
    "INSERT INTO assignment SELECT 1, 9, max(annotator_id), 'claimed', NULL, '' FROM assignment",
    "UPDATE assignment SET state = 'open'",
    "UPDATE assignment SET annotator_id = NULL",
    "UPDATE assignment SET state = 'lost'",
    "UPDATE assignment_step SET note = 'x'",
    "DELETE FROM assignment_step",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_keys_refuse_doubles(project: Project, boss: str, statement: str) -> None:
    """One place a number, one place a person, nobody's only when open; steps stay."""
    project.store.assign(boss, [Slots("d1", ("salma",), 2)])
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


HOT = [
    *("SLOT_OF", "SLOTS_OF_DOCUMENT", "SET_SLOT", "CLAIM_OPEN", "CLAIM_EXPIRED", "NEXT_OF"),
    *("STATES_OF", "BEFORE_OF", "WAITING", "WAITING_EXPIRED", "SLOTS_AFTER", "STATE_OF_LAYER"),
]


@pytest.mark.parametrize("name", HOT)
def test_no_statement_of_daily_work_scans_the_places(project: Project, name: str) -> None:
    """Open and claimed places are found through indexes of their own."""
    statement = getattr(assignment_sql, name)
    with closing(sqlite3.connect(project.path)) as connection:
        named = {"who": "a", "now": "b", "before": "c", "limit": 1}
        cells = named if ":who" in statement else [1] * statement.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", cells).fetchall()
    scans = [row[3] for row in rows if row[3].startswith("SCAN")]
    queue = ("INDEX assignment_open", "(subq")
    assert [scan for scan in scans if not any(name in scan for name in queue)] == []


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            ["give", "open", "claim", "mark", "undo", "skip", "reopen", "free", "hand"]
        ),
        st.sampled_from(PEOPLE),
        st.sampled_from(["d1", "d2"]),
        st.integers(0, 1),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_whatever_is_done_the_doctor_finds_nothing(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, str, str, int]]
) -> None:
    """Giving, claiming, marking, undoing, skipping, opening again, in any order."""
    path = tmp_path_factory.mktemp("any") / "x.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    boss = project.sit("lamia")
    project.store.put(boss, [plain("d1"), plain("d2")])
    sessions = {alias: project.sit(alias) for alias in PEOPLE}
    for deed in deeds:
        try:
            _do(project.store, boss, sessions, deed)
        except StoreError:
            continue
    assert [*project.store.check()] == []
    project.close()


def _do(store: Store, boss: str, sessions: dict[str, str], deed: tuple[str, str, str, int]) -> None:
    kind, alias, document_id, number = deed
    session = sessions[alias]
    match kind:
        case "give":
            store.assign(boss, [Slots(document_id, (alias,))])
        case "open":
            store.assign(boss, [Slots(document_id, (), 2)])
        case "claim":
            store.claim(session)
        case "mark":
            marks = store.layer(document_id, alias).marks
            bounds = SENTENCES[number]
            is_marked = any((each.span.start, each.span.end) == bounds for each in marks)
            turn = ("done", None) if is_marked else (None, "done")
            store.record(session, document_id, marking(bounds, *turn))
        case "undo":
            store.undo(session)
        case "skip":
            store.skip(session, document_id, "why")
        case "reopen":
            store.reopen(boss, document_id, alias, "look")
        case "free":
            store.free(boss, alias, [document_id])
        case "hand":
            store.hand_in(session, document_id)
