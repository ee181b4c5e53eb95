"""`hashiya review`: who reviews what in which session, before any screen is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.cli.review import plan_of
from hashiya.errors import UsageError
from hashiya.services import ReviewPlan, ReviewSession, add_person, change_person, chosen_review
from tests.cli.conftest import Command
from tests.services.reviewers import annotate
from tests.tui.ptys import running
from tests.tui.reviews import made_project


def test_without_a_terminal_it_says_so(project: Path, hashiya: Command) -> None:
    """Nothing is begun."""
    told = hashiya("review", "--as", "nour")
    assert told.code == 2
    assert "terminal" in told.err
    assert chosen_review(project, "nour") == "nour-1"


@pytest.mark.parametrize("said", ["0", "few", "-1"])
def test_what_is_no_quorum_is_refused(project: Path, hashiya: Command, said: str) -> None:
    """With what it may be."""
    told = hashiya("review", f"--quorum={said}")
    assert told.code == 2
    assert "all, most or a number" in told.err


def test_options_make_a_plan() -> None:
    """None of them makes none, so that a session that goes on keeps its own."""
    assert plan_of(None, None, unfinished=False, anonymous=False) is None
    assert plan_of("3", "salma, omar,", unfinished=True, anonymous=True) == ReviewPlan(
        people=("omar", "salma"), quorum="some", votes=3, unfinished=True, anonymous=True
    )
    chosen = plan_of(None, None, "3-4, first", unfinished=False, anonymous=False)
    assert chosen == ReviewPlan(documents=("3-4", "first"))
    assert plan_of("most", None, unfinished=False, anonymous=False) == ReviewPlan(quorum="most")
    with pytest.raises(UsageError):
        plan_of(None, "not an alias", unfinished=False, anonymous=False)


def test_a_session_is_begun_gone_on_with_and_kept_from_others(tmp_path: Path) -> None:
    """Options begin another one; its name is refused to somebody else."""
    project = made_project(tmp_path, {"omar": [("أمس", "date")]}, ["first"])
    annotate(project, "salma", [("أمس إن", "date")], document_id="first")
    for options, session in ((), b"nour-1"), (("--quorum", "most"), b"nour-2"):
        with running(project, *options, alias="nour", verb="review") as screen:
            screen.wait_for(session)
            screen.press(b"q")
            assert screen.ended() == 0
    assert chosen_review(project, "nour") == "nour-2"
    add_person(project, "huda", "adjudicator")
    with running(project, "--session", "nour-1", alias="huda", verb="review") as screen:
        screen.wait_for(b"choose another name")
        assert screen.ended() == 2


def test_nobody_reviews_who_annotates_beside_others(tmp_path: Path) -> None:
    """By their role; until somebody leads, whoever is new does. The refusal says what to do."""
    project = made_project(tmp_path, {"omar": [("أمس", "date")]}, ["first"])
    # Alone with her work, nobody's is shown to an annotator.
    assert chosen_review(project, "omar") == "omar-1"
    annotate(project, "salma", [("أمس إن", "date")], document_id="first")
    with pytest.raises(UsageError, match="people set salma --role adjudicator"):
        chosen_review(project, "salma")
    assert chosen_review(project, "nour") == "nour-1"
    ReviewSession.open(project, "nour", "nour-1").close()
    with pytest.raises(UsageError, match=r"nour may review.* people set salma"):
        ReviewSession.open(project, "salma", "salma-1")
    with pytest.raises(UsageError, match=r"zed is not in this project; nour may.* people add zed"):
        ReviewSession.open(project, "zed", "zed-1")
    change_person(project, "salma", "coordinator")
    assert chosen_review(project, "salma") == "salma-1"
    change_person(project, "nour", is_active=False)
    with pytest.raises(UsageError, match="people set nour --active"):
        chosen_review(project, "nour")


def test_an_annotator_is_refused_before_any_screen(tmp_path: Path) -> None:
    """Also where they name a session."""
    project = made_project(tmp_path, {"omar": [("أمس", "date")], "salma": []}, ["first"])
    for options in ((), ("--session", "s1")):
        with running(project, *options, alias="salma", verb="review") as screen:
            screen.wait_for(b"people set salma --role adjudicator")
            assert screen.ended() == 2
