"""Reports of reviews: what is counted, by pages, and the gaps with their words."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.services import (
    Decision,
    ReviewPlan,
    ReviewSession,
    add_person,
    guideline_gaps,
    review_names,
    review_report,
    review_reports,
    side_of,
)
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    NATIONS,
    NEITHER,
    TEXT,
    YESTERDAY,
    Reviewer,
    annotate,
    card_on,
    taking,
)


@pytest.fixture
def ruled(reviewed: Path, review: Reviewer) -> Path:
    """A session that took one side, ruled neither with a gap, and put a third off."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [GOVERNOR])
    annotate(reviewed, "omar", [YESTERDAY], document_id="second")
    annotate(reviewed, "salma", [], document_id="second")
    session = review()
    page = session.enter("first")
    card = card_on(page, GOVERNOR[0])
    page = session.rule(page, card, taking(side_of(card, 0))._replace(seconds=10))
    gap = Decision("neither", reason="guideline gap", note="أمس؟", is_gap=True, seconds=20)
    session.rule(page, card_on(page, YESTERDAY[0]), gap)
    second = session.enter("second")
    session.rule(second, second.cards[0], Decision("defer", seconds=60))
    return reviewed


def test_a_report_says_how_far_the_articles_are(ruled: Path) -> None:
    """What was ruled, and put off; what is not finished by all has no cards; each is told of."""
    annotate(ruled, "omar", [BANK, YESTERDAY], document_id="third", is_done=False)
    looked: list[int] = []
    report = review_report(ruled, "r1", lambda: looked.append(1))
    found = report.standing
    assert (found.articles, found.others) == ({"gold": 1, "begun": 1, "waiting": 1}, 0)
    assert (found.cards, found.agreed, found.ruled) == (3, 0, 2)
    assert (found.deferred, found.open, len(looked)) == (1, 0, 3)
    assert report.plan == ReviewPlan()


def test_a_report_says_what_is_agreed_and_open(ruled: Path) -> None:
    """Also in articles that nobody has entered yet."""
    annotate(ruled, "omar", [BANK, YESTERDAY], document_id="third")
    annotate(ruled, "salma", [BANK, NATIONS], document_id="third")
    found = review_report(ruled, "r1").standing
    assert (found.cards, found.agreed, found.open, found.articles["ready"]) == (6, 1, 2, 1)


def test_a_report_counts_only_what_its_session_is_about(ruled: Path) -> None:
    """By its people; and what another adjudicator makes gold is told apart."""
    add_person(ruled, "nour", "adjudicator")
    with closing(ReviewSession.open(ruled, "nour", "r2", ReviewPlan(people=("omar",)))):
        pass
    report = review_report(ruled, "r2")
    assert (report.plan.people, report.standing.cards) == (("omar",), 0)
    assert (report.standing.articles, report.standing.others) == ({}, 2)


def test_a_session_is_added_up(ruled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same by pages of one ruling."""
    report = review_report(ruled, "r1")
    assert (report.name, report.alias, report.rulings, report.documents) == ("r1", "huda", 2, 2)
    assert report.outcomes == {"take": 1, "neither": 1, "defer": 1}
    assert report.reasons == {"guideline gap": 1}
    assert report.kinds == {"missed": 2, "left edge": 1, "label": 1}
    assert report.people == {"salma": 1}
    assert (report.seconds, report.seconds_each, report.against) == (90, 20, 0)
    monkeypatch.setattr(review_reports, "PAGE", 1)
    assert review_report(ruled, "r1") == report


def test_a_gap_comes_with_its_words(ruled: Path) -> None:
    """Who said what, what was ruled, and the sentence."""
    (gap,) = guideline_gaps(ruled)
    assert (gap.number, gap.document_id, gap.outcome) == (1, "first", "neither")
    assert [(side.quote, side.label, side.people) for side in gap.sides] == [
        (*YESTERDAY, ("omar",))
    ]
    assert (gap.reason, gap.note) == ("guideline gap", "أمس؟")
    assert gap.sentence == TEXT[: TEXT.index(".") + 1]
    assert review_report(ruled, "r1").gaps == (gap,)


def test_sessions_are_named(ruled: Path, review: Reviewer) -> None:
    """One that nobody began is refused with the names there are."""
    add_person(ruled, "nour", "adjudicator")
    review("nour", "r2")
    assert [each[:2] for each in review_names(ruled)] == [("r1", "huda"), ("r2", "nour")]
    with pytest.raises(UsageError, match="r1, r2"):
        review_report(ruled, "r3")


def test_a_session_without_rulings_is_a_report_too(reviewed: Path, review: Reviewer) -> None:
    """Nothing is divided by nothing."""
    review()
    report = review_report(reviewed, "r1")
    assert (report.rulings, report.outcomes, report.seconds_each, report.gaps) == (0, {}, 0, ())
    assert NEITHER.outcome not in report.outcomes
