"""Two adjudicators in turn: an article has one gold layer whatever they do, told by the log."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.errors import PolicyError, StoreError
from hashiya.services import (
    Decision,
    ReviewSession,
    add_person,
    check_project,
    project_status,
    side_of,
)
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    RABAT,
    YESTERDAY,
    annotate,
    make_reviewed,
    rework,
    taking,
)

ACTS = ("enter", "side", "neither", "finish", "all", "undo", "undo", "redo", "take over", "rework")
DOCUMENTS = ("first", "second")
STEPS = st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(ACTS)), max_size=14)
"""Whether the second adjudicator acts, whether on the second document, and what."""


def act(project: Path, session: ReviewSession, document_id: str, name: str) -> None:
    """One thing that an adjudicator may do."""
    if name == "undo":
        session.undo()
    elif name == "redo":
        session.redo()
    elif name == "take over":
        session.take_over(document_id)
    elif name == "all":
        session.finish_agreed()
    elif name == "rework":
        rework(project, "salma", [BANK, RABAT], document_id=document_id)
    else:
        page = session.enter(document_id)
        if name == "finish":
            session.finish(page)
        elif name != "enter" and page.cards:
            card = next((each for each in page.cards if each.waits), page.cards[0])
            chosen = Decision("neither") if name == "neither" else taking(side_of(card, 0))
            session.rule(page, card, chosen._replace(reason="slip"))


@settings(max_examples=25)
@given(STEPS)
def test_whatever_two_adjudicators_do_the_log_tells_it(
    steps: list[tuple[bool, bool, str]],
) -> None:
    """Where one may not, it is refused with whose it is, and nothing is written."""
    with TemporaryDirectory() as folder:
        project = make_reviewed(Path(folder) / "news" / "news.hashiya", "first", "second")
        for alias in ("huda", "nour"):
            add_person(project, alias, "adjudicator")
        annotate(project, "omar", [BANK, GOVERNOR, YESTERDAY], document_id="first")
        annotate(project, "salma", [BANK, RABAT], document_id="first")
        annotate(project, "omar", [BANK, YESTERDAY], document_id="second")
        with (
            closing(ReviewSession.open(project, "huda", "r1")) as first,
            closing(ReviewSession.open(project, "nour", "r2")) as second,
        ):
            for is_second, is_other, name in steps:
                who, document_id = (second if is_second else first), DOCUMENTS[is_other]
                with suppress(PolicyError, StoreError):
                    act(project, who, document_id, name)
        assert check_project(project) == []
        gold = project_status(project).gold
        assert gold.documents + gold.under_review <= 2
