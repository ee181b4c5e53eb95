"""Gold under review: no command takes it for gold, and each says that it is on its way."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.services import ReviewSession, check_project
from tests.cli.conftest import Command
from tests.services.reviewers import BANK, NEITHER, YESTERDAY, annotate, card_on, make_reviewed


@pytest.fixture
def path(hashiya: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of three articles the first is gold, and a review of the second was begun."""
    path = make_reviewed(folder / "judged" / "news.hashiya", "first", "second", "third")
    for document_id in ("first", "second", "third"):
        annotate(path, "omar", [BANK, YESTERDAY], document_id=document_id)
        annotate(path, "salma", [BANK], document_id=document_id)
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        page = session.enter("first")
        session.rule(page, card_on(page, YESTERDAY[0]), NEITHER)
        session.enter("second")
    monkeypatch.setenv("HASHIYA_PROJECT", str(path))
    return path


def exported(hashiya: Command, *options: str) -> tuple[list[str], str]:
    """Ids of the documents in an export, and what was said."""
    ran = hashiya("export", "jsonl", "--overwrite", *options)
    assert ran.code == 0
    records = map(json.loads, Path(ran.out.strip()).read_text(encoding="utf-8").splitlines())
    return [record["id"] for record in records if "text" in record], ran.err


def test_only_what_is_gold_is_exported(path: Path, hashiya: Command) -> None:
    """How many stay out and which is said, in the report too; an option takes them in."""
    found, said = exported(hashiya)
    assert found == ["first"]
    assert "left out: 1 document (second); --unfinished takes them in" in said
    report = json.loads(Path("exports/news-gold.jsonl.report.json").read_text(encoding="utf-8"))
    assert (report["under_review"], report["documents"]["out"]) == (["second"], 1)
    ran = hashiya("export", "conll", "--json")
    assert json.loads(ran.out)[0]["under_review"] == ["second"]
    found, said = exported(hashiya, "--unfinished")
    assert found == ["first", "second"]
    assert "under review" not in said


def test_what_was_given_back_is_no_gold_at_all(path: Path, hashiya: Command) -> None:
    """Neither with the option: nothing of it is left."""
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        session.undo()
    assert exported(hashiya, "--unfinished")[0] == ["first"]
    facts = json.loads(hashiya("status", "--json").out)
    assert facts["gold"] == {"documents": 1, "annotations": 1, "under_review": 0}
    assert "under review, not gold yet: 0" in hashiya("assign", "--show").out
    assert check_project(path) == []


def test_nothing_is_gold_yet(path: Path, hashiya: Command) -> None:
    """Asked for gold, it says what there is; asked for nothing, it writes the annotators."""
    with closing(ReviewSession.open(path, "huda", "r1")) as session:
        session.undo()
        session.undo()
        session.enter("second")
    ran = hashiya("export", "jsonl", "--layer", "gold")
    assert ran.code == 2
    assert "no article is gold yet; 2 are under review, and --unfinished" in ran.err
    written = hashiya("export", "jsonl")
    assert len(written.out.splitlines()) == 2
    assert "no article is gold yet" in written.err
    assert "2 documents are under review, and --layer gold --unfinished" in written.err
    (first, _) = json.loads(hashiya("export", "jsonl", "--overwrite", "--json").out)
    assert first["gold_under_review"] == ["first", "second"]
    assert "under review" not in hashiya("export", "conll", "--layer", "omar").err


def test_finished_gold_is_told_from_begun(path: Path, hashiya: Command) -> None:
    """In the counts of the project, of people, and of work."""
    facts = json.loads(hashiya("status", "--json").out)
    assert facts["gold"] == {"documents": 1, "annotations": 1, "under_review": 1}
    said = hashiya("status").out
    assert "gold       1 document, 1 annotation; 1 more under review, not gold yet" in said
    assert "gold: 1 document; under review: 1" in hashiya("people").out
    people = json.loads(hashiya("people", "--json").out)["people"]
    assert {each["alias"]: each["gold"]["under_review"] for each in people}["huda"] == 1
    assert "gold: 1 document; under review, not gold yet: 1" in hashiya("assign", "--show").out
    table = json.loads(hashiya("assign", "--show", "--json").out)
    assert (table["gold"], table["under_review"]) == (1, 1)


def test_gold_of_a_file_is_gold_without_marks(path: Path, hashiya: Command) -> None:
    """As it came; once somebody reviews it, it waits for the end of that."""
    text = "وحضر ممثل. ثم انتهى."
    spans = [{"start": 5, "end": 9, "label": "official"}]
    record = {"id": "old", "text": text, "status": "new", "spans": spans}
    Path("old.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert hashiya("import", "old.jsonl", "--layer", "gold", "--as", "huda").code == 0
    assert exported(hashiya)[0] == ["first", "old"]
    assert json.loads(hashiya("status", "--json").out)["gold"]["documents"] == 2
    assert hashiya("assign", "4", "--to", "omar", "--as", "huda").code == 0
    assert "  gold " in next(
        line for line in hashiya("assign", "--show").out.splitlines() if "old" in line
    )
