"""Figures by day: days are those of the calendar where the program runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.model import Act, Add, Annotation, MarkSentence, Span
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    by_the_hour,
    default_scheme,
    exported_figures,
    import_paths,
    make_project,
)
from hashiya.services.figures import work_figures
from hashiya.store import Worked, open_project

TEXT = "قال مدير البنك. وانتهى اللقاء."
WORDS = ((0, 3), (4, 8), (9, 14))


@pytest.fixture
def in_kolkata(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A time zone whose days begin at half past six in the evening of UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one article."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    return path


def act(number: int) -> Act:
    """Tag a word, under an id of its own."""
    start, end = WORDS[number]
    span = Span(start=start, end=end)
    word = Annotation(id=str(number), span=span, label="agency", quote=TEXT[start:end])
    return Act(edits=(Add(annotation=word),))


def work(project: Path, monkeypatch: pytest.MonkeyPatch, times: list[str]) -> str:
    """Tag at these times, in one sitting; its id."""
    clock = iter(times)
    monkeypatch.setattr("hashiya.store.pen.utc_now", lambda: next(clock))
    session = AnnotationSession.open(project, "salma")
    for number in range(len(times)):
        session.commit("d", act(number))
    sitting = session._session_id
    session.close()
    assert sitting is not None
    return sitting


@pytest.mark.usefixtures("in_kolkata")
def test_days_are_local(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act before local midnight belongs to the day before, whatever the date was in UTC."""
    times = ["2026-03-04T18:29:00.000Z", "2026-03-04T18:30:00.000Z", "2026-03-05T02:00:00.000Z"]
    sitting = work(project, monkeypatch, times)
    store = open_project(project)
    found = work_figures(store, "salma", sitting, today=date(2026, 3, 5))
    store.close()
    assert [(str(each.day), each.worked) for each in found.days] == [
        ("2026-03-05", Worked(180, 2, 0, 0)),
        ("2026-03-04", Worked(120, 1, 0, 0)),
    ]
    assert found.today == Worked(180, 2, 0, 0)
    assert found.sitting == found.total == Worked(300, 3, 0, 0)


def test_days_long_ago_are_in_the_total_only(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen tells the last two weeks one by one; an export tells all days."""
    work(project, monkeypatch, ["2026-01-01T12:00:00.000Z", "2026-03-04T12:00:00.000Z"])
    store = open_project(project)
    found = work_figures(store, "salma", None, today=date(2026, 3, 8))
    store.close()
    assert [each.worked.spans for each in found.days] == [1]
    assert (found.today, found.sitting) == (Worked(), Worked())
    assert found.total.spans == 2
    assert len(exported_figures(project, "salma").days) == 2


def test_figures_of_nobody_are_refused(project: Path) -> None:
    """An alias that did nothing is more likely a slip than a person at rest."""
    with pytest.raises(UsageError, match="lead"):
        exported_figures(project, "lead")


def test_a_session_tells_its_own_figures(project: Path) -> None:
    """Today and this sitting are the same when all was done just now, and a mark is a sentence."""
    session = AnnotationSession.open(project, "salma")
    assert session.figures().total == Worked()
    session.commit("d", act(0))
    done = MarkSentence(span=Span(start=0, end=15), before=None, after="done")
    session.commit("d", Act(edits=(done,)))
    found = session.figures()
    session.close()
    assert (found.total.spans, found.total.sentences, found.alias) == (1, 1, "salma")
    assert found.sitting == found.total


def test_a_rate_needs_a_minute() -> None:
    """One sentence after three seconds is no rate of a thousand an hour."""
    assert by_the_hour(1, 59) is None
    assert by_the_hour(2, 120) == 60
