"""Who keeps an article from being reviewed, in words: in the list, on entry, where none is left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.services.reviewers import BANK, Given, annotate
from tests.tui.reviews import made_project, reviewing

from hashiya.services import ReviewSession, add_person
from hashiya.tui.locale import use_language
from hashiya.tui.review.wording import missing_words


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (("nour",), "not finished by nour"),
        (("nour", "?"), "not finished by nour; a place waits in the queue"),
        (("?", "?"), "waits in the queue to be claimed"),
        (("nour", "omar", "?"), "not finished by nour, omar; a place waits in the queue"),
    ],
)
def test_a_place_of_the_queue_is_nobodys_name(missing: tuple[str, ...], words: str) -> None:
    """It is said in words, and no question mark stands among people."""
    use_language("en")
    assert missing_words(missing) == words


async def test_a_second_adjudicator_reads_who_has_the_articles(tmp_path: Path) -> None:
    """Not that nothing can be reviewed: somebody is at it."""
    project = made_project(tmp_path, {})
    for alias in ("omar", "salma"):
        annotate(project, alias, [BANK], document_id="first")
    with closing(ReviewSession.open(project, "hakim", "r1")) as session:
        session.enter("first")
    add_person(project, "huda", "adjudicator")
    async with reviewing(project, name="r2") as bench:
        text = "\n".join(bench.lines())
        assert "No article is open to you." in text
        assert "hakim is making 1 article gold" in text


async def test_a_ruling_says_what_it_is(tmp_path: Path) -> None:
    """With the label and the words that gold holds now, or that it holds none."""
    made: Sequence[Given] = [("بنك", "agency"), ("أمس", "date")]
    project = made_project(tmp_path, {"omar": made, "salma": []}, ("first",))
    async with reviewing(project) as bench:
        await bench.press("1")
        said = bench.said()
        assert "«بنك»" in said or "none of these" in said
        assert said.endswith("u undoes it")
        assert said.startswith("ruled: ")
