"""People in the store: roles that change, somebody who leaves, rows that were tampered with."""

from __future__ import annotations

import pytest
from tests.store.making import Project, annotated
from tests.store.raw import tamper

from hashiya.errors import CorruptionError, StoreError
from hashiya.store import Work


def test_everybody_is_listed_with_their_work(project: Project) -> None:
    """In alias order, also those who have done nothing."""
    project.store.put(project.sit(), [annotated(alias="salma")])
    project.store.add_annotator("nour", "adjudicator")
    nour, salma = project.reopen().people()
    assert (nour.alias, nour.role, nour.is_active, nour.work) == (
        "nour",
        "adjudicator",
        True,
        Work(),
    )
    assert (salma.alias, salma.role, salma.work.annotations) == ("salma", "annotator", 1)


def test_a_role_changes_and_stays_changed(project: Project) -> None:
    """What is not said stays as it is, and the project stays whole."""
    project.store.add_annotator("salma")
    project.store.set_person("salma", "coordinator")
    project.store.set_person("salma", is_active=False)
    (salma,) = project.reopen().people()
    assert (salma.role, salma.is_active) == ("coordinator", False)
    project.store.set_person("salma", is_active=True)
    assert project.store.people()[0].is_active
    assert [*project.store.check()] == []


def test_nobody_can_be_changed_who_is_not_there(project: Project) -> None:
    """The message names the alias."""
    with pytest.raises(StoreError, match="'omar'"):
        project.store.set_person("omar", "adjudicator")


@pytest.mark.parametrize("change", ["role = 'coordinator'", "active = 0"])
def test_a_row_changed_by_others_is_seen(project: Project, change: str) -> None:
    """Role and leaving are under the seal."""
    project.store.add_annotator("salma")
    project.store.close()
    tamper(project.path, f"UPDATE annotator SET {change}")
    with pytest.raises(CorruptionError, match="salma"):
        project.reopen().people()
