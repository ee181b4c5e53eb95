"""`hashiya figures`: written out by the person whose work it is, as words, CSV or JSON."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from hashiya.model import Act, Add, Annotation, MarkSentence, Span
from hashiya.services import AnnotationSession
from tests.cli.conftest import MEETING, Command


@pytest.fixture
def worked(project: Path, hashiya: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line on a project in which salma tagged a word and finished a sentence."""
    times = iter(["2026-03-04T10:00:00.000Z", "2026-03-05T10:00:30.000Z"])
    monkeypatch.setattr("hashiya.store.pen.utc_now", lambda: next(times))
    session = AnnotationSession.open(project, "salma")
    word = Annotation(id="a", span=Span(start=4, end=8), label="official", quote=MEETING[4:8])
    session.commit("meeting", Act(edits=(Add(annotation=word),)))
    first = session.open_document("meeting").document.sentences[0]
    done = MarkSentence(span=first, before=None, after="done")
    session.commit("meeting", Act(edits=(done,)))
    session.close()
    return hashiya


def test_without_a_name_nothing_is_told(worked: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the environment names somebody: figures are asked for on purpose."""
    monkeypatch.setenv("HASHIYA_ANNOTATOR", "salma")
    done = worked("figures")
    assert (done.code, done.out) == (2, "")
    assert "--as" in done.err


def test_each_day_is_a_row_of_a_table(worked: Command) -> None:
    """CSV has a header, days in order, and empty cells where there is no rate."""
    done = worked("figures", "--as", "salma", "--csv")
    assert done.code == 0
    rows = [*csv.DictReader(StringIO(done.out))]
    assert [row["day"] for row in rows] == ["2026-03-04", "2026-03-05"]
    assert [row["seconds"] for row in rows] == ["120", "120"]
    assert [(row["spans"], row["sentences"]) for row in rows] == [("1", "0"), ("0", "1")]
    assert rows[0]["spans_an_hour"] == "30.0"


def test_scripts_get_json(worked: Command) -> None:
    """The total and the days, with whose they are."""
    told = json.loads(worked("figures", "--as", "salma", "--json").out)
    assert told["annotator"] == "salma"
    assert told["total"]["seconds"] == 240
    assert [day["day"] for day in told["days"]] == ["2026-03-04", "2026-03-05"]


def test_people_get_words(worked: Command) -> None:
    """A line in all and a line a day."""
    lines = worked("figures", "--as", "salma").out.splitlines()
    assert lines[1] == "in all     0 h 04 min: 1 sentence (15 an hour), 1 span (15 an hour)"
    assert len(lines) == 4


@pytest.mark.parametrize(
    "arguments", [("--as", "omar"), ("--as", "a b"), ("--as", "salma", "--csv", "--json")]
)
def test_what_makes_no_sense_is_refused(worked: Command, arguments: tuple[str, ...]) -> None:
    """Somebody who did nothing, what is no alias, and two forms at once."""
    done = worked("figures", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
