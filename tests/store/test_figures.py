"""Figures: time at work by rule, and what came of it, kept with every act."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    removing,
)

from hashiya.store import Worked
from hashiya.store.figuring import MAX_SECONDS_AN_ACT, QUARTER_SECONDS

FIRST, SECOND = SENTENCES


class Clock:
    """The time that events are given."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 10, 0, 0, 500_000, tzinfo=UTC)

    def tell(self) -> str:
        """As events hold it."""
        return self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    @property
    def seconds(self) -> int:
        """Since 1970."""
        return int(self.now.timestamp())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands until it is moved."""
    clock = Clock()
    monkeypatch.setattr("hashiya.store.pen.utc_now", clock.tell)
    return clock


@pytest.fixture
def session(project: Project) -> str:
    """A sitting in a project of three documents, the last one with a layer that came in."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2"), annotated("d3")])
    return session


def total(project: Project, alias: str = "salma") -> Worked:
    """Everything of one person."""
    return project.store.figures(alias).total


def test_an_act_counts_for_the_time_since_the_one_before(
    project: Project, session: str, clock: Clock
) -> None:
    """Up to two minutes; a pause counts for no more, nor does what came before the first."""
    project.store.record(session, "d1", adding(annotation("a")))
    assert total(project).seconds == MAX_SECONDS_AN_ACT
    for pause, counted in ((30, 30), (120, 120), (121, 120), (86_400, 120), (-500, 0), (0, 0)):
        before = total(project).seconds
        clock.go_on(pause)
        project.store.record(session, "d2", adding(annotation(f"b{pause}")))
        assert total(project).seconds - before == counted
    assert [*project.store.check()] == []


def test_undo_and_redo_take_time_and_move_the_output(
    project: Project, session: str, clock: Clock
) -> None:
    """What is undone is not counted, in the quarter of an hour in which it was done."""
    begins = clock.seconds
    project.store.record(session, "d1", adding(annotation("a"), annotation("b", MINISTER)))
    project.store.record(session, "d1", marking(FIRST, None, "done"))
    clock.go_on(QUARTER_SECONDS + 7)
    project.store.undo(session)
    clock.go_on(10)
    project.store.undo(session)
    assert total(project) == Worked(seconds=250, spans=0, together=0, sentences=0)
    project.store.redo(session)
    found = project.store.figures("salma")
    assert [(each.begins, each.worked) for each in found.quarters] == [
        (begins, Worked(120, 2, 0, 0)),
        (begins + QUARTER_SECONDS, Worked(130, 0, 0, 0)),
    ]
    assert [*project.store.check()] == []


def test_only_making_and_finishing_are_output(project: Project, session: str, clock: Clock) -> None:
    """Removing takes nothing away, opening a sentence neither, and a mark changed is no other."""
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.record(session, "d1", removing(annotation("a")))
    project.store.record(session, "d1", marking(FIRST, None, "done"))
    project.store.record(session, "d1", marking(FIRST, "done", "nothing"))
    project.store.record(session, "d1", marking(FIRST, "nothing", None))
    clock.go_on(5)
    project.store.record(session, "d1", marking(FIRST, None, "nothing"))
    assert total(project) == Worked(seconds=125, spans=1, together=0, sentences=2)


@pytest.mark.usefixtures("clock")
def test_what_was_done_in_one_go_is_counted_apart(project: Project, session: str) -> None:
    """Spans of an act on many places are in no rate; they come and go with it."""
    project.store.record_together(
        session, ["d1", "d2"], lambda record: adding(annotation(f"m{record.id}"))
    )
    assert total(project) == Worked(seconds=120, spans=0, together=2, sentences=0)
    project.store.undo(session)
    assert total(project).together == 0
    project.store.redo(session)
    assert total(project).together == 2
    assert [*project.store.check()] == []


@pytest.mark.usefixtures("clock")
def test_imports_and_others_do_not_count(project: Project, session: str) -> None:
    """Neither what came from a file nor what somebody else did is anybody's work."""
    assert total(project) == Worked()
    project.store.record(project.sit("omar"), "d1", adding(annotation("a")))
    assert total(project) == Worked()
    assert total(project, "nobody") == Worked()
    assert session


def test_a_sitting_is_told_from_another(project: Project, session: str, clock: Clock) -> None:
    """Rows name the sitting, and can be asked for from a moment on."""
    project.store.record(session, "d1", adding(annotation("a")))
    clock.go_on(60)
    later = project.sit()
    project.store.record(later, "d1", adding(annotation("b", MINISTER)))
    clock.go_on(QUARTER_SECONDS)
    project.store.record(later, "d1", marking(SECOND, None, "done"))
    found = project.store.figures("salma")
    assert [(each.session_id == later, each.worked.seconds) for each in found.quarters] in (
        [(False, 120), (True, 60), (True, 120)],
        [(True, 60), (False, 120), (True, 120)],
    )
    newest = project.store.figures("salma", since=clock.seconds)
    assert [each.worked.sentences for each in newest.quarters] == [1]
    assert newest.total == found.total


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_figures_are_what_paper_says(project: Project, clock: Clock, data: st.DataObject) -> None:
    """After any acts, undos and redos at any times: the sum of the gaps, and what stands."""
    name = secrets.token_hex(8)  # every example works in the same project
    alias = f"a-{name}"
    session = project.sit(alias)
    project.store.put(session, [plain(name)])
    seconds, before = 0, None
    done: list[int] = []
    undone: list[int] = []
    for step in range(data.draw(st.integers(1, 12))):
        clock.go_on(data.draw(st.integers(0, 400)))
        kind = data.draw(st.sampled_from(["act", "act", "undo", "redo"]))
        if kind == "act":
            spans = data.draw(st.integers(1, 3))
            edits = [annotation(f"{name}.{step}.{nth}") for nth in range(spans)]
            project.store.record(session, name, adding(*edits))
            done.append(spans)
            undone.clear()
        elif kind == "undo" and done:
            undone.append(done.pop())
            project.store.undo(session)
        elif kind == "redo" and undone:
            done.append(undone.pop())
            project.store.redo(session)
        else:
            continue
        gap = MAX_SECONDS_AN_ACT if before is None else clock.seconds - before
        seconds += min(gap, MAX_SECONDS_AN_ACT)
        before = clock.seconds
    found = project.store.figures(alias)
    assert found.total == Worked(seconds, sum(done), 0, 0)
    added = Worked()
    for quarter in found.quarters:
        added = added.plus(quarter.worked)
    assert added == found.total
    assert [*project.store.check()] == []
