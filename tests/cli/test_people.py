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
    assert "salma annotator 0 done, 0 touched, 0 annotations" in [
        " ".join(each.split()) for each in lines
    ]


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
    assert (unknown.code, "salma" in unknown.err) == (3, True)
    assert hashiya("people", "add", "salma", "--role", "boss").code == 2
