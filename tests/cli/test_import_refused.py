"""`hashiya import`: what a refused line may not take away, and what a slip may not bring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hashiya.services.leading import leads_of
from hashiya.store import open_project
from tests.cli.conftest import MEETING, Command

OFFICIAL = {"start": 4, "end": 8, "label": "official"}
AGENCY = {"start": 9, "end": 18, "label": "agency"}
DATE = {"start": 19, "end": 22, "label": "date"}


@pytest.fixture
def team(hashiya: Command, folder: Path) -> Path:
    """Salma's work on an article; omar annotates too, and tester coordinates."""
    assert hashiya("init", "news").code == 0
    for alias, role in (("tester", "coordinator"), ("salma", "annotator"), ("omar", "annotator")):
        assert hashiya("people", "add", alias, "--role", role).code == 0
    assert hashiya("import", lines(spans=[OFFICIAL, AGENCY, DATE])).code == 0
    return folder / "news.hashiya"


def lines(*more: dict[str, Any], **values: Any) -> str:
    """A file of salma's lines on the article, and its name."""
    each = [{"id": "a", "text": MEETING, "annotator": "salma"} | one for one in (values, *more)]
    Path("lines.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in each), encoding="utf-8"
    )
    return "lines.jsonl"


def held(project: Path) -> dict[tuple[int, int], set[str]]:
    """Bounds of salma's spans to their labels; the project is sound."""
    found: dict[tuple[int, int], set[str]] = {}
    store = open_project(project)
    assert [*store.check()] == []
    for each in store.layer("a", "salma").annotations:
        found.setdefault((each.span.start, each.span.end), set()).add(each.label)
    store.close()
    return found


def roles(project: Path) -> dict[str, str]:
    """Everybody's role."""
    store = open_project(project)
    found: dict[str, str] = {each.alias: each.role for each in store.people()}
    store.close()
    return found


@pytest.mark.parametrize("first", [[OFFICIAL], [OFFICIAL, AGENCY, DATE]])
def test_a_second_line_of_the_same_work_is_refused(
    hashiya: Command, team: Path, first: list[dict[str, object]]
) -> None:
    """What the first line brought stands, whether it changed anything or not."""
    ran = hashiya("import", lines({"spans": [DATE]}, spans=first), "--update")
    assert (ran.code, "1 refused" in ran.out, "lines.jsonl:2" in ran.err) == (1, True, True)
    assert held(team) == {(each["start"], each["end"]): {each["label"]} for each in first}


def test_an_earlier_line_takes_nothing_from_a_later_one(hashiya: Command, team: Path) -> None:
    """The second line holds more than what is here, and is refused all the same."""
    more = {"start": 0, "end": 3, "label": "topic"}
    ran = hashiya(
        "import", lines({"spans": [more, OFFICIAL, AGENCY, DATE]}, spans=[OFFICIAL]), "--update"
    )
    assert (ran.code, "1 layer updated" in ran.out, "1 refused" in ran.out) == (1, True, True)
    assert held(team) == {(4, 8): {"official"}}


@pytest.mark.parametrize("row", [{**OFFICIAL, "label": "offcial"}, {**OFFICIAL, "end": 900}])
def test_a_refused_row_removes_nothing(
    hashiya: Command, team: Path, row: dict[str, object]
) -> None:
    """Beside it what is new comes in, what changed its label is changed, and it is said."""
    spans = [row, {**AGENCY, "label": "topic"}, {"start": 19, "end": 26, "label": "date"}]
    ran = hashiya("import", lines(spans=spans), "--update")
    assert (ran.code, "1 layer updated" in ran.out, "1 refused" in ran.out) == (1, True, True)
    assert "nothing of salma is removed: 2 of the spans" in ran.err
    assert "1 span added, 0 removed, 1 changed, 2 kept" in ran.err
    now = {(4, 8): {"official"}, (9, 18): {"topic"}, (19, 22): {"date"}, (19, 26): {"date"}}
    assert held(team) == now
    only = hashiya("import", lines(spans=[{**row, "quote": "x"}, spans[1]]), "--update")
    assert ("1 unchanged" in only.out, held(team)) == (True, now)
    spans[0] = OFFICIAL
    assert hashiya("import", lines(spans=spans), "--update").code == 0
    assert held(team) == {(4, 8): {"official"}, (9, 18): {"topic"}, (19, 26): {"date"}}


def test_of_two_labels_on_one_place_none_is_taken_for_the_refused_one(
    hashiya: Command, team: Path
) -> None:
    """Both stay, and what is new on that place comes beside them."""
    both = [OFFICIAL, {**OFFICIAL, "label": "topic"}]
    assert hashiya("import", lines(spans=both), "--update").code == 0
    spans = [{**OFFICIAL, "label": "offcial"}, {**OFFICIAL, "label": "date"}]
    assert hashiya("import", lines(spans=spans), "--update").code == 1
    assert held(team) == {(4, 8): {"official", "topic", "date"}}


def test_a_row_that_the_format_refuses_removes_nothing(hashiya: Command, team: Path) -> None:
    """It names no span at all, and comes to light while the file is read."""
    ran = hashiya("import", lines(spans=[{"label": "official"}, AGENCY, DATE]), "--update")
    assert ran.code == 1
    assert held(team) == {(4, 8): {"official"}, (9, 18): {"agency"}, (19, 22): {"date"}}


@pytest.mark.parametrize("options", [("--layer", "gold"), ()])
def test_gold_is_brought_in_by_whoever_leads(
    hashiya: Command, team: Path, options: tuple[str, ...]
) -> None:
    """An annotator is told who may; nobody becomes an adjudicator by it."""
    file = lines(spans=[OFFICIAL], annotator="huda", layer="gold")
    before = roles(team)
    for alias in ("omar", "stranger"):
        ran = hashiya("import", file, *options, "--as", alias)
        assert ran.code == 2
        assert f"{alias} does not bring gold in here; tester may" in ran.err
    assert roles(team) == before
    assert hashiya("import", file, *options).code == 0
    assert roles(team)["huda"] == "adjudicator"


def test_an_annotator_makes_nobody_an_adjudicator(hashiya: Command, project: Path) -> None:
    """Where nobody leads their gold comes in, and its owner annotates until somebody says more."""
    assert hashiya("people", "add", "omar").code == 0
    file = lines(spans=[OFFICIAL], annotator="huda", layer="gold")
    assert hashiya("import", file, "--as", "omar").code == 0
    assert roles(project)["huda"] == "annotator"
    store = open_project(project)
    assert leads_of(store) == []
    store.close()


def test_the_scheme_is_changed_by_whoever_leads(hashiya: Command, team: Path) -> None:
    """An annotator is told who may; a coordinator does it."""
    text = hashiya("scheme", "show").out.replace('name = "agency"', 'name = "body"')
    tail = '\n[migration]\nrename = {"agency" = "body"}\n'
    Path("labels.toml").write_text(text + tail, encoding="utf-8")
    ran = hashiya("scheme", "apply", "labels.toml", "--yes", "--as", "omar")
    assert (ran.code, "tester may" in ran.err) == (2, True)
    assert hashiya("scheme", "apply", "labels.toml", "--yes").code == 0


def test_a_slip_in_a_name_makes_nobody(hashiya: Command, team: Path) -> None:
    """A name that is nearly somebody's is asked after; one of another kind comes in."""
    before = roles(team)
    ran = hashiya("import", lines(id="b", spans=[], annotator=None), "--as", "slama")
    assert (ran.code, "did you mean salma? `hashiya people add slama`" in ran.err) == (2, True)
    assert roles(team) == before
    assert hashiya("import", lines(id="b", spans=[], annotator=None), "--as", "huda").code == 0
