"""`hashiya search`: hits in their context, filters, and queries that are data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

TEXT = "اجتمعت وللأُمَم المتحدة. وقال مندوب الامم المتحده إن الأمم الأخرى غابت."


@pytest.fixture
def searched(hashiya: Command, project: Path) -> Command:
    """The command line on a project with one article, one span of it tagged."""
    line = {"id": "un", "text": TEXT, "spans": [{"start": 9, "end": 23, "label": "agency"}]}
    Path("un.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert hashiya("import", "un.jsonl", "--as", "salma").code == 0
    return hashiya


def hits_of(told: str) -> list[dict[str, Any]]:
    """The hits of a JSON answer in the article `un`."""
    return [hit for hit in json.loads(told) if hit["document"] == "un"]


def quotes(told: str) -> list[str]:
    """What they are."""
    return [hit["quote"] for hit in hits_of(told)]


def test_a_query_finds_every_way_of_writing(searched: Command) -> None:
    """Marks, hamza and ta marbuta do not matter, and a hit begins behind its proclitics."""
    done = searched("search", "الأمم المتحدة", "--as", "salma", "--json")
    assert done.code == 0
    assert quotes(done.out) == ["لأُمَم المتحدة", "الامم المتحده"]
    assert all(TEXT[hit["start"] : hit["end"]] == hit["quote"] for hit in hits_of(done.out))


def test_hits_are_filtered_by_what_is_tagged(searched: Command) -> None:
    """A label, or no span at all, leaves the others out; both together make no sense."""
    query = ("search", "الأمم المتحدة", "--as", "salma", "--json")
    assert quotes(searched(*query, "--label", "agency").out) == ["لأُمَم المتحدة"]
    assert quotes(searched(*query, "--untagged").out) == ["الامم المتحده"]
    assert quotes(searched(*query, "--state", "done").out) == []
    assert searched(*query, "--untagged", "--label", "agency").code == 2


def test_filters_hold_together(searched: Command) -> None:
    """A label in begun articles is what both let through, and a flag takes the rest away."""
    query = ("search", "الأمم المتحدة", "--as", "salma", "--json", "--label", "agency")
    assert quotes(searched(*query, "--state", "begun").out) == ["لأُمَم المتحدة"]
    assert quotes(searched(*query, "--state", "new").out) == []
    assert quotes(searched(*query, "--state", "begun", "--flagged").out) == []
    line = {"id": "f", "text": TEXT, "reminders": [{"flag": True}]}
    line["spans"] = [{"start": 9, "end": 23, "label": "agency"}]
    Path("f.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert searched("import", "f.jsonl", "--as", "salma").code == 0
    both = json.loads(searched(*query, "--state", "begun", "--flagged").out)
    assert [hit["document"] for hit in both] == ["f"]


def test_letters_can_be_told_apart(searched: Command) -> None:
    """With exact hamza and ta marbuta only what is written so is found."""
    exact = searched("search", "الامم", "--exact-hamza", "--json")
    assert quotes(exact.out) == ["الامم"]


def test_a_line_says_where_and_what(searched: Command) -> None:
    """A hit stands in its sentence, between brackets, after its article and offsets."""
    done = searched("search", "الأخرى")
    assert "un  " in done.out
    assert "⟦الأخرى⟧" in done.out
    assert searched("search", "الأمم", "--limit", "1").err.strip().startswith("there are more")


@pytest.mark.parametrize(
    "query", ['"', "* NEAR(", "a OR b", "' --", "[/]\x1b]52;c;x\x07", "😀" * 3_000]
)
def test_a_query_is_data(searched: Command, query: str) -> None:
    """What an index or a terminal might obey is looked for like any other text."""
    done = searched("search", query)
    assert done.code == 0
    assert "\x1b" not in done.out + done.err


def test_a_query_of_marks_says_so(searched: Command) -> None:
    """Where nothing is left to look for the message says what does not count."""
    done = searched("search", "ـًٌ")
    assert done.code == 2
    assert "marks, tatweel and direction signs do not count" in done.err


def test_the_index_is_made_again(searched: Command) -> None:
    """`--rebuild` throws the index away and finds the same; the doctor agrees with it."""
    before = searched("search", "الأمم", "--json").out
    assert searched("search", "الأمم", "--json", "--rebuild").out == before
    assert searched("doctor").code == 0


@pytest.mark.parametrize(
    ("label", "words"),
    [("agncy", "did you mean 'agency'?"), ("zzz", "there are agency, official")],
)
def test_a_label_that_is_not_there_is_refused(searched: Command, label: str, words: str) -> None:
    """A wrong name ends with 2 and the nearest right one, not with nothing found."""
    done = searched("search", "الأمم", "--as", "salma", "--label", label)
    assert done.code == 2
    assert f"there is no label '{label}'; {words}" in done.err


@pytest.mark.parametrize(
    "option", [("--label", "agency"), ("--untagged",), ("--state", "begun"), ("--flagged",)]
)
def test_whose_work_is_meant_must_be_known(
    searched: Command, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...]
) -> None:
    """Nobody's spans are no answer to where mine are."""
    monkeypatch.delenv("HASHIYA_ANNOTATOR")
    refused = searched("search", "الأمم المتحدة", *option)
    assert (refused.code, "--as ALIAS" in refused.err) == (2, True)
    assert searched("search", "الأمم المتحدة").code == 0


def test_an_empty_project_says_that_it_is_empty(hashiya: Command, folder: Path) -> None:
    """Fewer words would find no more."""
    hashiya("init", "news")
    assert "hashiya import PATH…" in hashiya("search", "بنك").err
