"""Feedback: what an annotator is told of gold, what they say of it, and how it comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.errors import StoreError, UsageError
from hashiya.services import Decision, FeedbackSession, check_project, side_of
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    NEITHER,
    RABAT,
    YESTERDAY,
    Reviewer,
    annotate,
    card_on,
    gold_of,
    taking,
)

Sitting = Callable[..., FeedbackSession]


@pytest.fixture
def sitting(reviewed: Path) -> Iterator[Sitting]:
    """Opens annotators' sittings, and closes them all at the end."""
    opened: list[FeedbackSession] = []

    def opener(alias: str = "salma") -> FeedbackSession:
        opened.append(FeedbackSession.open(reviewed, alias))
        return opened[-1]

    yield opener
    for session in opened:
        session.close()


@pytest.fixture
def gold(reviewed: Path, review: Reviewer) -> Path:
    """`first` is gold: what omar has of the governor, nothing of yesterday, and the bank."""
    annotate(reviewed, "omar", [BANK, GOVERNOR, YESTERDAY])
    annotate(reviewed, "salma", [BANK, ("والي", "official")])
    session = review()
    page = session.enter("first")
    card = card_on(page, GOVERNOR[0])
    page = session.rule(page, card, taking(side_of(card, 1))._replace(reason="slip", note="ناقص"))
    session.rule(page, card_on(page, YESTERDAY[0]), NEITHER)
    return reviewed


def test_each_is_told_where_gold_differs_from_their_own(gold: Path, sitting: Sitting) -> None:
    """With the reason, and without what others proposed."""
    (difference,) = sitting().differences("first")
    assert [each[2:4] for each in difference.mine] == [("official", "والي")]
    assert [each[2:4] for each in difference.gold] == [("official", GOVERNOR[0])]
    assert (difference.reason, difference.note, difference.by_vote) == ("slip", "ناقص", False)
    assert not hasattr(difference, "people")
    (other,) = sitting("omar").differences("first")
    assert [each[2:4] for each in other.mine] == [("date", YESTERDAY[0])]
    assert other.gold == ()


def test_only_what_is_gold_and_finished_is_told(
    gold: Path, sitting: Sitting, review: Reviewer
) -> None:
    """A stranger has nothing to compare; a document on its way is not shown."""
    assert [state.id for state in sitting().documents()] == ["first"]
    assert [*sitting("nour").documents()] == []
    assert sitting("nour").differences("first") == []
    annotate(gold, "omar", [RABAT], document_id="second")
    annotate(gold, "salma", [], document_id="second")
    review().enter("second")
    assert sitting("omar").differences("second") == []


def test_an_appeal_comes_back_as_a_card_and_is_answered(
    gold: Path, sitting: Sitting, review: Reviewer
) -> None:
    """The document waits again; the ruling that answers may say the same as before."""
    mine = sitting()
    (difference,) = mine.differences("first")
    mine.respond(difference, "appealed", "الكلمة وحدها تكفي")
    session = review()
    assert [each.state.id for each in session.ready()] == ["first"]
    page = session.enter("first")
    card = card_on(page, GOVERNOR[0])
    assert (card.state, page.open_cards, page.is_gold) == ("open", 1, False)
    assert [(each.alias, each.note) for each in card.appeals] == [("salma", "الكلمة وحدها تكفي")]
    assert card.ruling is not None
    page = session.rule(page, card, taking(side_of(card, 1)))
    assert page.is_gold
    assert gold_of(page) == [GOVERNOR, BANK]
    assert [*session.ready()] == []
    (told,) = sitting().differences("first")
    assert told.response is not None
    assert (told.response.kind, told.response.waits) == ("appealed", False)
    assert (told.differs, told.outcome) == (True, "refused")


def test_an_appeal_that_was_granted_stays_in_the_list(
    gold: Path, sitting: Sitting, review: Reviewer
) -> None:
    """Nothing differs there any more, and it says what became of the appeal."""
    mine = sitting()
    mine.respond(mine.differences("first")[0], "appealed", "الكلمة وحدها تكفي")
    assert [each.outcome for each in mine.differences("first")] == ["waits"]
    session = review()
    assert [each.state.id for each in session.appealed()] == ["first"]
    page = session.enter("first")
    card = card_on(page, GOVERNOR[0])
    own = next(nth for nth, side in enumerate(card.sides) if "salma" in side.people)
    session.rule(page, card, taking(side_of(card, own)))
    assert [*session.appealed()] == []
    (told,) = sitting().differences("first")
    assert (told.differs, told.outcome) == (False, "granted")
    assert told.mine == told.gold


def test_undoing_the_answer_lets_the_appeal_wait_again(
    gold: Path, sitting: Sitting, review: Reviewer
) -> None:
    """And redoing it answers it again; putting off answers nobody."""
    mine = sitting()
    mine.respond(mine.differences("first")[0], "appealed", "لا")
    session = review()
    page = session.enter("first")
    page = session.rule(page, card_on(page, GOVERNOR[0]), Decision("defer"))
    assert card_on(page, GOVERNOR[0]).appeals
    page = session.rule(page, card_on(page, GOVERNOR[0]), NEITHER)
    assert page.is_gold
    undone = session.undo()
    assert undone is not None
    assert card_on(undone.page, GOVERNOR[0]).appeals
    again = session.redo()
    assert again is not None
    assert again.page.is_gold
    assert not card_on(again.page, GOVERNOR[0]).appeals


def test_a_difference_is_answered_once(gold: Path, sitting: Sitting) -> None:
    """Accepted or appealed against; the first word stands."""
    mine = sitting()
    (difference,) = mine.differences("first")
    mine.respond(difference, "accepted")
    with pytest.raises(StoreError, match="done once"):
        mine.respond(difference, "appealed", "لا")
    (told,) = mine.differences("first")
    assert told.response is not None
    assert (told.response.kind, told.response.waits) == ("accepted", False)
    with pytest.raises(UsageError, match=r"does not differ .* lists where it does"):
        mine.find("first", "0")


def test_who_was_outvoted_is_told_so(reviewed: Path, review: Reviewer, sitting: Sitting) -> None:
    """No ruling was made; an appeal brings the card all the same."""
    for alias in ("omar", "nour"):
        annotate(reviewed, alias, [YESTERDAY])
    annotate(reviewed, "salma", [])
    from hashiya.services import ReviewPlan

    session = review(plan=ReviewPlan(quorum="most"))
    assert session.finish_agreed() == (1, 0)
    (difference,) = sitting().differences("first")
    assert (difference.mine, difference.by_vote) == ((), True)
    sitting().respond(difference, "appealed", "ظرف")
    page = session.enter("first")
    assert (page.cards[0].state, page.is_gold) == ("open", False)
    page = session.rule(page, page.cards[0], NEITHER)
    assert (gold_of(page), page.is_gold) == ([], True)


def test_a_value_that_gold_does_not_have_is_a_difference(
    reviewed: Path, review: Reviewer, sitting: Sitting
) -> None:
    """Same span, same label, other attributes."""
    for alias, day in (("omar", "28"), ("salma", "29")):
        annotate(reviewed, alias, [YESTERDAY], attributes=[("value", f"2021-01-{day}")])
    session = review()
    page = session.enter("first")
    session.rule(page, page.cards[0], taking(side_of(page.cards[0], 0)))
    assert sitting("omar").differences("first") == []
    (difference,) = sitting().differences("first")
    assert difference.gold[0].attributes == (("value", "2021-01-28"),)


def test_the_check_sees_what_was_changed_by_hand(gold: Path, sitting: Sitting) -> None:
    """A note under another's name, and an appeal that waits for nobody."""
    mine = sitting()
    mine.respond(mine.differences("first")[0], "appealed", "لا")
    for statement in ("UPDATE appeal SET waits = 0", "UPDATE appeal SET note = 'نعم', waits = 1"):
        with closing(sqlite3.connect(gold)) as raw:
            raw.execute(statement)
            raw.commit()
        assert [found.severity for found in check_project(gold)] == ["error"]
    with closing(sqlite3.connect(gold)) as raw:
        raw.execute("UPDATE appeal SET note = 'لا'")
        raw.commit()
