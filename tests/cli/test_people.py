"""`hashiya people`: aliases, roles, and somebody who leaves."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_a_new_project_says_how_to_add_somebody(folder: Path, hashiya: Command) -> None:
    """An empty list is words, not nothing."""
    hashiya("init", "news")
    assert "hashiya people add" in hashiya("people").out


def test_people_are_added_and_listed(project: Path, hashiya: Command) -> None:
    """With their role and how far they are."""
    assert hashiya("people", "add", "salma").code == 0
    assert hashiya("people", "add", "nour", "--role", "adjudicator").code == 0
    lines = hashiya("people").out.splitlines()
    assert lines[0].split()[:2] == ["nour", "adjudicator"]
    assert "salma annotator 0 done, 0 begun, 0 annotations" in [
        " ".join(each.split()) for each in lines
    ]


def test_begun_is_what_is_not_done(project: Path, hashiya: Command) -> None:
    """In the list and in `status`, as everywhere: what is done is not begun."""
    lines = (
        {"id": "done", "text": "عاد.", "spans": [], "status": "done"},
        {"id": "begun", "text": "سافر.", "spans": [{"start": 0, "end": 4, "label": "date"}]},
    )
    Path("two.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    hashiya("import", "two.jsonl", "--as", "salma")
    hashiya("people", "add", "omar")
    assert "1 done, 1 begun" in hashiya("people").out
    assert "1 of 3 done, 1 begun" in hashiya("status").out


def test_status_says_who_has_left_and_what_its_labels_count(
    project: Path, hashiya: Command
) -> None:
    """What people have adds up to less than the labels where there is gold too."""
    line = {"id": "a", "text": "سافر.", "spans": [{"start": 0, "end": 4, "label": "date"}]}
    Path("a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    hashiya("import", "a.jsonl", "--as", "salma")
    assert "label      date: 1\n" in hashiya("status").out
    hashiya("people", "set", "salma", "--inactive")
    hashiya("import", "a.jsonl", "--as", "nour", "--layer", "gold", "--done")
    told = hashiya("status").out
    assert "label      date: 2, gold included\n" in told
    assert "0 notes; inactive\n" in told


def test_an_alias_is_one_persons(project: Path, hashiya: Command) -> None:
    """The second time is refused, with what changes a role."""
    hashiya("people", "add", "salma")
    again = hashiya("people", "add", "salma", "--role", "adjudicator")
    assert again.code == 2
    assert "people set salma --role adjudicator" in again.err


def test_what_cannot_be_an_alias_is_refused(project: Path, hashiya: Command) -> None:
    """A name with a space among them."""
    for alias in ("gold", "Salma Haddad", "a/b"):
        assert hashiya("people", "add", alias).code == 2


def test_somebody_leaves_and_comes_back(project: Path, hashiya: Command) -> None:
    """The list and JSON say so."""
    hashiya("people", "add", "salma")
    assert "their work stays" in hashiya("people", "set", "salma", "--inactive").err
    salma = next(
        each
        for each in json.loads(hashiya("people", "--json").out)["people"]
        if each["alias"] == "salma"
    )
    assert salma["active"] is False
    assert "inactive" in hashiya("people").out
    assert hashiya("people", "set", "salma", "--active", "--role", "coordinator").code == 0
    assert "salma" in hashiya("people").out
    assert "inactive" not in hashiya("people").out


def test_a_change_says_what_to_change(project: Path, hashiya: Command) -> None:
    """Nothing to change, nobody to change, and no such role."""
    assert hashiya("people", "set", "salma").code == 2
    unknown = hashiya("people", "set", "salma", "--inactive")
    assert (unknown.code, "salma" in unknown.err) == (2, True)
    assert hashiya("people", "add", "salma", "--role", "boss").code == 2


def test_nearly_somebodys_alias_is_said(project: Path, hashiya: Command) -> None:
    """One person under two names would disagree with themselves; others' numbers are no slip."""
    hashiya("people", "add", "salma")
    added = hashiya("people", "add", "Salma")
    assert added.code == 0
    assert "there is salma too" in added.err
    assert "hashiya people set Salma --inactive" in added.err
    assert "too" not in hashiya("people", "add", "omar").err


def test_a_slip_in_an_alias_is_told_with_who_is_meant(project: Path, hashiya: Command) -> None:
    """Wrong use, not a file that is wrong."""
    hashiya("people", "add", "salma")
    refused = hashiya("people", "set", "slma", "--inactive")
    assert refused.code == 2
    assert "did you mean salma?" in refused.err
