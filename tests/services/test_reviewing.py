"""Reviewing: what is taken without a ruling, what is ruled, what is remembered, and gold."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from hashiya.errors import PolicyError, StoreError, UsageError
from hashiya.model import Act, Remove
from hashiya.services import (
    AnnotationSession,
    Decision,
    GoldSpan,
    ReviewPlan,
    ReviewSession,
    add_person,
    check_project,
    chosen_review,
    project_status,
    side_of,
)
from hashiya.store import Slots, open_project
from tests.services.reviewers import (
    BANK,
    GOVERNOR,
    NATIONS,
    NEITHER,
    RABAT,
    YESTERDAY,
    Reviewer,
    annotate,
    card_on,
    gold_of,
    make_reviewed,
    rework,
    span_of,
    taking,
)


def test_what_all_propose_is_taken_and_saved(reviewed: Path, review: Reviewer) -> None:
    """Before any ruling, in an act of its own, which an undo takes back."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [BANK])
    page = review().enter("first")
    assert [(card.state, card.kinds) for card in page.cards] == [
        ("agreed", ()),
        ("open", ("missed",)),
    ]
    assert gold_of(review().enter("first")) == [BANK]
    assert not page.is_gold
    undone = review().undo()
    assert undone is not None
    assert gold_of(undone.page) == []


def test_no_document_is_gold_without_what_was_agreed(reviewed: Path, review: Reviewer) -> None:
    """An agreement that was undone comes back with the ruling that makes the document gold."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [BANK])
    session = review()
    session.enter("first")
    undone = session.undo()
    assert undone is not None
    assert gold_of(undone.page) == []
    page = session.rule(undone.page, card_on(undone.page, "أمس"), NEITHER)
    assert page.is_gold
    assert gold_of(page) == [BANK]
    annotate(reviewed, "omar", [BANK], document_id="second")
    session.enter("second")
    alone = session.undo()
    assert alone is not None
    assert gold_of(session.finish(alone.page)) == [BANK]


def test_the_last_ruling_makes_the_document_gold(reviewed: Path, review: Reviewer) -> None:
    """And its undo takes that back with it."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [BANK, ("والي", "official")])
    session = review()
    page = session.enter("first")
    card = card_on(page, "أمس")
    page = session.rule(page, card, taking(side_of(card, 0)))
    assert (page.open_cards, page.is_gold) == (1, False)
    page = session.rule(page, card_on(page, "والي"), NEITHER)
    assert (page.open_cards, page.is_gold) == (0, True)
    assert page.state.gold is not None
    assert page.state.gold.state == "done"
    assert gold_of(page) == [BANK, YESTERDAY]
    assert [mark.state for mark in page.gold.marks] == ["done", "nothing"]
    undone = session.undo()
    assert undone is not None
    assert (undone.page.open_cards, undone.page.is_gold) == (1, False)
    again = session.redo()
    assert again is not None
    assert again.page.is_gold


def test_neither_is_remembered_by_the_next_session(reviewed: Path, review: Reviewer) -> None:
    """A ruling that leaves no span is a ruling."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [])
    session = review()
    page = session.enter("first")
    session.rule(page, page.cards[0], Decision("neither", reason="slip", note="ظرف لا تاريخ"))
    (card,) = review().enter("first").cards
    assert card.state == "ruled"
    assert card.ruling is not None
    assert (card.ruling.outcome, card.ruling.reason, card.ruling.note) == (
        "neither",
        "slip",
        "ظرف لا تاريخ",
    )
    assert (card.ruling.proposals[0].people, card.ruling.missing) == (("omar",), ("salma",))


def test_a_clitic_clash_is_one_card_and_either_side_can_be_taken(
    reviewed: Path, review: Reviewer
) -> None:
    """Both sides are on it, with who said what."""
    annotate(reviewed, "omar", [("للأمم المتحدة", "agency")])
    annotate(reviewed, "salma", [NATIONS])
    session = review()
    page = session.enter("first")
    (card,) = page.cards
    assert card.kinds == ("clitic",)
    assert [side.people for side in card.sides] == [("omar",), ("salma",)]
    page = session.rule(page, card, taking(side_of(card, 1)))
    assert gold_of(page) == [NATIONS]
    page = session.rule(page, page.cards[0], taking(side_of(card, 0)))
    assert gold_of(page) == [("للأمم المتحدة", "agency")]


def test_something_nobody_proposed_can_be_ruled(reviewed: Path, review: Reviewer) -> None:
    """Edit, then take."""
    annotate(reviewed, "omar", [("بنك", "agency")])
    annotate(reviewed, "salma", [("المغرب", "agency")])
    session = review(plan=ReviewPlan())
    page = session.enter("first")
    card = page.cards[0]
    page = session.rule(page, card, Decision("edit", (GoldSpan(span_of(BANK[0]), "agency"),)))
    assert gold_of(page) == [BANK]


def test_both_where_the_policy_allows_it(reviewed: Path, review: Reviewer) -> None:
    """A governor holds a bank; two agencies may not lie over each other."""
    annotate(reviewed, "omar", [GOVERNOR])
    annotate(reviewed, "salma", [("والي بنك", "official")])
    session = review()
    page = session.enter("first")
    (card,) = page.cards
    with pytest.raises(PolicyError):
        session.rule(page, card, taking(side_of(card, 0), side_of(card, 1)))
    nested = taking(side_of(card, 1), GoldSpan(span_of(BANK[0]), "agency"))
    assert gold_of(session.rule(page, card, nested)) == [GOVERNOR, BANK]


def test_a_card_that_is_put_off_keeps_the_document_open(reviewed: Path, review: Reviewer) -> None:
    """And is ruled on later."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [])
    session = review()
    page = session.rule(session.enter("first"), session.enter("first").cards[0], Decision("defer"))
    assert (page.cards[0].state, page.open_cards, page.is_gold) == ("deferred", 1, False)
    page = session.rule(page, page.cards[0], NEITHER)
    assert page.is_gold


def test_a_ruling_outlives_a_reopened_document(reviewed: Path, review: Reviewer) -> None:
    """What somebody changed since comes back as a card that shows what was ruled before."""
    annotate(reviewed, "omar", [YESTERDAY, BANK])
    annotate(reviewed, "salma", [BANK])
    session = review()
    page = session.enter("first")
    assert session.rule(page, card_on(page, "أمس"), NEITHER).is_gold
    annotate_again(reviewed, "salma", [("أمس إن", "date")], without=[])
    page = review().enter("first")
    card = card_on(page, "أمس")
    assert (card.state, card.ruling) == ("open", None)
    assert card.former is not None
    assert card.former.outcome == "neither"
    assert not page.is_gold
    page = session.rule(page, card, taking(side_of(card, 0)))
    assert page.is_gold
    assert card_on(page, "أمس").former is None
    assert gold_of(page) == [BANK, YESTERDAY]


def test_what_all_agree_on_later_does_not_undo_a_ruling(reviewed: Path, review: Reviewer) -> None:
    """It waits for the adjudicator, who ruled otherwise."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [("أمس إن", "date")])
    session = review()
    page = session.enter("first")
    session.rule(page, page.cards[0], NEITHER)
    annotate_again(reviewed, "salma", [YESTERDAY], without=["أمس إن"])
    (card,) = review().enter("first").cards
    assert (card.state, card.kinds) == ("open", ())
    assert card.former is not None


def test_what_nobody_proposes_any_more_is_asked_about(reviewed: Path, review: Reviewer) -> None:
    """It was agreed, and is in gold."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [YESTERDAY])
    session = review()
    assert session.finish(session.enter("first")).is_gold
    for alias in ("omar", "salma"):
        annotate_again(reviewed, alias, [], without=["أمس"])
    page = review().enter("first")
    (card,) = page.cards
    assert (card.kinds, card.state, page.is_gold) == (("withdrawn",), "open", False)
    page = session.rule(page, card, NEITHER)
    assert gold_of(page) == []
    assert page.is_gold


def test_attributes_that_contradict_each_other_are_two_sides(
    reviewed: Path, review: Reviewer
) -> None:
    """One that only one of them gave is taken along; notes are no disagreement."""
    for alias, value in (("omar", "2021-01-28"), ("salma", "2021-01-29")):
        annotate(reviewed, alias, [YESTERDAY], attributes=[("value", value)])
        kept = [("value", "2021-01-28")] if alias == "omar" else []
        annotate(reviewed, alias, [YESTERDAY], document_id="second", attributes=kept, note=alias)
    session = review()
    (card,) = session.enter("first").cards
    assert card.kinds == ("attributes",)
    assert [side.attributes for side in card.sides] == [
        (("value", "2021-01-28"),),
        (("value", "2021-01-29"),),
    ]
    page = session.enter("second")
    assert page.cards[0].state == "agreed"
    assert page.cards[0].notes == (("omar", "omar"), ("salma", "salma"))
    assert page.gold.annotations[0].attributes == (("value", "2021-01-28"),)


def test_a_document_somebody_has_not_finished_is_refused(reviewed: Path, review: Reviewer) -> None:
    """Unless the session counts what is only begun."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [BANK], is_done=False)
    with pytest.raises(PolicyError, match="not finished yet by salma; --people"):
        review().enter("first")
    with pytest.raises(PolicyError, match="nobody"):
        review().enter("second")
    page = review(name="r2", plan=ReviewPlan(unfinished=True)).enter("first")
    assert page.open_cards == 2
    assert review(name="r3", plan=ReviewPlan(people=("omar",))).enter("first").open_cards == 0


def test_the_second_adjudicator_is_told(reviewed: Path, review: Reviewer) -> None:
    """Before anything is written."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [YESTERDAY])
    review().enter("first")
    add_person(reviewed, "nour", "adjudicator")
    with pytest.raises(StoreError, match="huda is making this article gold"):
        review("nour", "r2").enter("first")
    assert [each.state.id for each in review("nour", "r2").ready()] == []


def test_a_ruling_on_what_is_nobodys_says_nothing_of_what_is_somebodys(
    reviewed: Path, review: Reviewer
) -> None:
    """All have relabelled a span since it was gold: the old label goes, the new one is agreed."""
    for alias in ("omar", "salma"):
        annotate(reviewed, alias, [GOVERNOR])
    session = review()
    assert session.finish_agreed() == (1, 0)
    for alias in ("omar", "salma"):
        rework(reviewed, alias, [(GOVERNOR[0], "topic")])
    page = session.enter("first")
    (gone,) = [card for card in page.cards if card.kinds == ("withdrawn",)]
    page = session.rule(page, gone, NEITHER)
    assert (page.is_gold, gold_of(page)) == (True, [(GOVERNOR[0], "topic")])


def test_the_ruling_of_before_is_no_precedent_against_itself(
    reviewed: Path, review: Reviewer
) -> None:
    """Whoever changed their span since brings the same card back."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "salma", [])
    session = review()
    page = session.enter("first")
    page = session.rule(page, card_on(page, "أمس"), NEITHER)
    rework(reviewed, "omar", [("أمس", "topic")])
    page = session.enter("first")
    card = card_on(page, "أمس")
    assert card.former is not None
    assert session.precedents(page, card) == []


def test_what_was_all_taken_back_is_anybodys(reviewed: Path, review: Reviewer) -> None:
    """Whoever comes next may enter it, and the first may not bring theirs back beside it."""
    for alias in ("omar", "salma"):
        annotate(reviewed, alias, [YESTERDAY])
    first = review()
    first.enter("first")
    assert first.undo() is not None
    add_person(reviewed, "nour", "adjudicator")
    second = review("nour", "r2")
    assert [each.state.id for each in second.ready()] == ["first"]
    assert second.finish(second.enter("first")).is_gold
    with pytest.raises(StoreError, match="nour is making this document gold"):
        first.redo()
    with pytest.raises(StoreError, match="nour is making this article gold"):
        first.enter("first")
    assert check_project(reviewed) == []
    assert project_status(reviewed).gold.documents == 1
    while second.undo() is not None:
        pass
    assert project_status(reviewed).gold == (0, 0, 0)
    assert first.redo() is not None
    assert check_project(reviewed) == []


def test_an_article_is_taken_over_with_all_that_was_ruled(reviewed: Path, review: Reviewer) -> None:
    """Rulings, marks and what was agreed; no undo brings it back, and taking it over again does."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [BANK])
    first = review()
    page = first.enter("first")
    page = first.rule(page, card_on(page, "أمس"), NEITHER._replace(reason="slip"))
    assert page.is_gold
    add_person(reviewed, "nour", "adjudicator")
    second = review("nour", "r2")
    assert second.take_over("first") == "huda"
    assert second.take_over("first") is None
    page = second.enter("first")
    ruling = card_on(page, "أمس").ruling
    assert (page.is_gold, gold_of(page), ruling and ruling.review) == (True, [BANK], "r1")
    assert second.undo() is None
    with pytest.raises(StoreError, match="nour is making this document gold"):
        first.undo()
    page = second.rule(page, card_on(page, "أمس"), taking(side_of(card_on(page, "أمس"), 0)))
    assert gold_of(page) == [BANK, YESTERDAY]
    assert check_project(reviewed) == []
    assert first.take_over("first") == "nour"
    assert gold_of(first.enter("first")) == [BANK, YESTERDAY]
    assert check_project(reviewed) == []
    assert project_status(reviewed).gold.documents == 1


def test_a_majority_makes_a_ruling_needless_when_the_plan_says_so(
    reviewed: Path, review: Reviewer
) -> None:
    """The odd one out is still on the card."""
    for alias in ("omar", "salma", "zayn"):
        annotate(reviewed, alias, [YESTERDAY] if alias != "zayn" else [("أمس إن", "date")])
    assert review().enter("first").open_cards == 1
    (card,) = review(name="r2", plan=ReviewPlan(quorum="most")).enter("first").cards
    assert (card.state, len(card.sides)) == ("agreed", 2)


def test_all_of_one_person_is_one_act(reviewed: Path, review: Reviewer) -> None:
    """Where they have nothing, neither; one undo takes all of it back."""
    annotate(reviewed, "omar", [BANK, YESTERDAY])
    annotate(reviewed, "salma", [("والي", "official"), RABAT])
    session = review()
    taken = session.take_all_of(session.enter("first"), "omar")
    page = taken.page
    assert gold_of(page) == [BANK, YESTERDAY]
    assert page.is_gold
    assert (taken.ruled, taken.left) == (4, ())
    assert sorted(card.ruling.outcome for card in page.cards if card.ruling) == [
        "neither",
        "neither",
        "take",
        "take",
    ]
    undone = session.undo()
    assert undone is not None
    assert undone.page.open_cards == 4


def test_what_gold_may_not_hold_of_one_person_waits(reviewed: Path, review: Reviewer) -> None:
    """The rest is ruled, as one act; what is left is named with its reason."""
    annotate(reviewed, "omar", [("والي بنك", "official"), YESTERDAY])
    annotate(reviewed, "salma", [("والي", "official"), BANK])
    session = review()
    page = session.enter("first")
    bank = card_on(page, "بنك المغرب")
    page = session.rule(page, bank, taking(side_of(bank, 0)))
    taken = session.take_all_of(page, "omar")
    assert gold_of(taken.page) == [BANK, YESTERDAY]
    assert not taken.page.is_gold
    assert taken.ruled == 1
    (left,) = taken.left
    assert left.key == card_on(page, "والي بنك").key
    assert left.why.rule == "crossing"
    assert card_on(taken.page, "والي بنك").state == "open"
    again = session.take_all_of(taken.page, "omar")
    assert (again.ruled, len(again.left)) == (0, 1)
    undone = session.undo()
    assert undone is not None
    assert undone.page.open_cards == 2


def test_taking_all_of_one_person_goes_round_no_precedent(reviewed: Path, review: Reviewer) -> None:
    """What goes against it waits for a reason; where one was given before, it is ruled."""
    for document_id in ("first", "second"):
        annotate(reviewed, "omar", [BANK, YESTERDAY], document_id=document_id)
        annotate(reviewed, "salma", [], document_id=document_id)
    session = review()
    assert session.take_all_of(session.enter("first"), "omar").page.is_gold
    page = session.enter("second")
    taken = session.take_all_of(page, "salma")
    assert taken.ruled == 0
    assert [left.why.rule for left in taken.left] == ["precedent", "precedent"]
    assert gold_of(taken.page) == []
    page = session.rule(page, card_on(page, "أمس"), Decision("defer", reason="slip"))
    taken = session.take_all_of(page, "salma")
    assert (taken.ruled, [left.key for left in taken.left]) == (1, [page.cards[0].key])
    ruling = card_on(taken.page, "أمس").ruling
    assert ruling is not None
    assert (ruling.outcome, ruling.reason, ruling.against) == ("neither", "slip", True)


@pytest.mark.parametrize("at_once", [1, 50])
def test_what_never_had_a_card_is_finished_at_once(
    reviewed: Path, review: Reviewer, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """All such documents of the project, and no other, as one act, however often others write."""
    monkeypatch.setattr("hashiya.services.reviewing.AT_ONCE", at_once)
    for document_id in ("first", "second"):
        annotate(reviewed, "omar", [YESTERDAY], document_id=document_id)
        annotate(reviewed, "salma", [YESTERDAY], document_id=document_id)
    annotate(reviewed, "omar", [BANK], document_id="third")
    annotate(reviewed, "salma", [], document_id="third")
    session = review()
    assert session.finish_agreed() == (2, 0)
    assert [each.state.id for each in session.ready()] == ["third"]
    heard: list[tuple[int, int]] = []
    undone = session.undo("second", lambda done, total: heard.append((done, total)))
    assert undone is not None
    assert heard == [(1, 2), (2, 2)]
    assert (undone.page.document.id, undone.documents) == ("second", 2)
    assert [each.state.id for each in session.ready()] == ["first", "second", "third"]
    assert session.undo() is None
    redone = session.redo(None, lambda done, total: heard.append((done, total)))
    assert heard[2:] == [(1, 2), (2, 2)]
    assert redone is not None
    assert redone.documents == 2
    assert redone.page.is_gold
    assert check_project(reviewed) == []
    with pytest.raises(PolicyError, match="1 card waits"):
        session.finish(session.enter("third"))


def test_what_is_done_elsewhere_meanwhile_parts_the_act(
    reviewed: Path, review: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part is taken back by itself, and what the adjudicator annotated in between too."""
    monkeypatch.setattr("hashiya.services.reviewing.AT_ONCE", 1)
    for document_id in ("first", "second"):
        for alias in ("omar", "salma"):
            annotate(reviewed, alias, [YESTERDAY], document_id=document_id)

    def meanwhile(seen: int, _total: int) -> bool:
        if seen == 1:
            annotate(reviewed, "huda", [BANK], document_id="third", is_done=False)
        return True

    session = review()
    assert session.finish_agreed(meanwhile) == (2, 0)
    assert check_project(reviewed) == []
    undone = session.undo()
    assert undone is not None
    assert (undone.page.document.id, undone.documents) == ("second", 1)
    with pytest.raises(StoreError, match="made while annotating"):
        session.undo()
    assert check_project(reviewed) == []


def test_one_person_alone_is_gold_only_once_somebody_says_so(
    reviewed: Path, review: Reviewer
) -> None:
    """Nobody agrees with anybody there: not at once with others, and not by a correction."""
    annotate(reviewed, "omar", [BANK, YESTERDAY], document_id="first")
    session = review()
    assert session.finish_agreed() == (0, 1)
    page = session.enter("first")
    assert (page.is_alone, page.taken, gold_of(page)) == (True, 2, [BANK, YESTERDAY])
    page = session.rule(page, card_on(page, "أمس"), NEITHER)
    assert (page.is_gold, page.open_cards, gold_of(page)) == (False, 0, [BANK])
    undone = session.undo()
    assert undone is not None
    page = session.finish(undone.page)
    assert (page.is_gold, gold_of(page)) == (True, [BANK, YESTERDAY])
    page = session.rule(page, card_on(page, "أمس"), NEITHER)
    assert (page.is_gold, gold_of(page)) == (True, [BANK])
    annotate(reviewed, "salma", [BANK, RABAT], document_id="first")
    page = session.enter("first")
    assert (page.is_alone, page.open_cards, page.is_gold) == (False, 1, False)
    assert check_project(reviewed) == []


def test_it_is_told_what_an_undo_left_out_of_gold(reviewed: Path, review: Reviewer) -> None:
    """What all agree on; making the document gold brings it back."""
    for alias in ("omar", "salma"):
        annotate(reviewed, alias, [BANK, YESTERDAY], document_id="first")
    session = review()
    page = session.enter("first")
    assert (page.taken, page.untaken) == (2, ())
    assert session.enter("first").taken == 0
    undone = session.undo()
    assert undone is not None
    assert [card.sides[0].label for card in undone.page.untaken] == ["agency", "date"]
    assert session.finish(undone.page).untaken == ()


def test_precedents_are_told_by_form(reviewed: Path, review: Reviewer) -> None:
    """Behind proclitics too; a ruling against them asks for a reason."""
    for document_id in ("first", "second", "third"):
        annotate(reviewed, "omar", [RABAT], document_id=document_id)
        annotate(reviewed, "salma", [("بالرباط", "agency")], document_id=document_id)
    session = review()
    for document_id in ("first", "second"):
        page = session.enter(document_id)
        (card,) = page.cards
        assert card.sides[0].people == ("salma",)
        session.rule(page, card, taking(side_of(card, 1)))
    page = session.enter("third")
    (told,) = session.precedents(page, page.cards[0])
    assert told.form == "الرباط"
    assert [(each.label, each.clitic, count) for each, count in told.verdicts] == [
        ("agency", "", 2)
    ]
    against = Decision("neither", against=True)
    with pytest.raises(PolicyError, match="ruled otherwise before"):
        session.rule(page, page.cards[0], against)
    page = session.rule(page, page.cards[0], against._replace(reason="edge case"))
    assert page.cards[0].ruling is not None
    assert page.cards[0].ruling.against


def test_a_session_goes_on_where_it_was_left(reviewed: Path, review: Reviewer) -> None:
    """By its name, with its plan; somebody else's is refused."""
    annotate(reviewed, "omar", [YESTERDAY, BANK])
    annotate(reviewed, "salma", [])
    plan = ReviewPlan(anonymous=True)
    session = review(plan=plan)
    page = session.enter("first")
    assert sorted(name for _, name in page.names) == ["A", "B"]
    session.remember(page, page.cards[1])
    again = review()
    assert (again.plan, again.place) == (plan, ("first", page.cards[1].key))
    add_person(reviewed, "nour", "coordinator")
    with pytest.raises(UsageError, match="huda's"):
        review("nour")
    with pytest.raises(UsageError, match="other options"):
        review(plan=ReviewPlan(quorum="most"))
    assert chosen_review(reviewed, "huda") == "r1"
    assert chosen_review(reviewed, "nour") == "nour-1"


def annotate_again(
    reviewed: Path, alias: str, given: list[tuple[str, str]], *, without: list[str]
) -> None:
    """Somebody changes a layer they had finished."""
    session = AnnotationSession.open(reviewed, alias)
    layer = session.open_document("first").layer
    for each in layer.annotations:
        if each.quote in without:
            session.commit("first", Act(edits=(Remove(annotation=each),)))
    session.close()
    annotate(reviewed, alias, given, is_done=False)


def test_who_was_given_it_is_waited_for(reviewed: Path, review: Reviewer) -> None:
    """Also before they have begun; a place in the queue is somebody's too."""
    annotate(reviewed, "omar", [YESTERDAY])
    annotate(reviewed, "omar", [YESTERDAY], document_id="second")
    with closing(open_project(reviewed)) as store:
        store.add_annotator("salma")
        session = store.open_session("lead", "laptop", "0.1")
        store.assign(session, [Slots("first", ("omar", "salma")), Slots("second", ("omar",), 2)])
    with pytest.raises(PolicyError, match="not finished yet by salma; --people"):
        review().enter("first")
    with pytest.raises(PolicyError, match="claim this article from the queue"):
        review().enter("second")
    assert [*review().ready()] == []
    annotate(reviewed, "salma", [])
    assert review().enter("first").open_cards == 1
    assert [each.state.id for each in review().ready()] == ["first"]
    only = ReviewPlan(people=("omar",))
    assert review(name="r2", plan=only).enter("second").open_cards == 0


def test_documents_before_a_place_come_backwards(tmp_path: Path) -> None:
    """Through several stretches, without what somebody else makes gold or has not finished."""
    names = [f"a{number}" for number in range(1, 8)]
    project = make_reviewed(tmp_path / "news.hashiya", *names)
    for name in names:
        annotate(project, "omar", [BANK], document_id=name, is_done=name != "a4")
    for alias in ("nour", "huda"):
        add_person(project, alias, "adjudicator")
    with (
        closing(ReviewSession.open(project, "nour", "r2")) as other,
        closing(ReviewSession.open(project, "huda", "r1")) as session,
        mock.patch("hashiya.services.review_order.STRETCH", 2),
    ):
        other.finish(other.enter("a2"))
        session.finish(session.enter("a5"))
        assert [each.state.id for each in session.before(7)] == ["a6", "a5", "a3", "a1"]
        assert [each.state.id for each in session.before()] == ["a7", "a6", "a5", "a3", "a1"]
        assert [*session.before(1)] == []


def test_gold_comes_up_again_when_work_under_it_changed(reviewed: Path, review: Reviewer) -> None:
    """With who changed it; until it is gold again, or a look found nothing about it."""
    for document_id in ("first", "second"):
        annotate(reviewed, "omar", [BANK, YESTERDAY], document_id=document_id)
        annotate(reviewed, "salma", [BANK], document_id=document_id)
    session = review()
    page = session.enter("first")
    session.rule(page, card_on(page, "أمس"), taking(side_of(card_on(page, "أمس"), 0)))
    session.take_all_of(session.enter("second"), "omar")
    add_person(reviewed, "nour", "adjudicator")
    assert [*session.ready()] == []
    rework(reviewed, "salma", [BANK, ("أمس إن", "date")])
    (found,) = session.ready()
    assert (found.state.id, found.progress, found.state.changed) == ("first", "changed", ("salma",))
    assert session.finish_agreed() == (0, 0)
    assert [*review("nour", "r2").ready()] == []
    page = session.enter("first")
    card = card_on(page, "أمس")
    assert page.changed == ("salma",)
    assert [(alias, len(then)) for alias, then in page.changes(card)] == [("salma", 0)]
    assert [each.progress for each in session.ready()] == ["begun"]
    assert gold_of(page) == [BANK, YESTERDAY]
    page = session.rule(page, card, NEITHER)
    assert page.is_gold
    assert page.changed == ()
    assert [*session.ready()] == []


def test_gold_without_a_span_that_comes_up_again_is_begun(reviewed: Path, review: Reviewer) -> None:
    """As any other; it holds nothing while a card waits, and is gold again with the ruling."""
    for alias in ("omar", "salma"):
        annotate(reviewed, alias, [])
    session = review()
    assert session.finish_agreed().documents == 1
    rework(reviewed, "salma", [YESTERDAY])
    assert [each.progress for each in session.ready()] == ["changed"]
    page = session.enter("first")
    assert (page.state.gold, page.open_cards) == (None, 1)
    assert [each.progress for each in session.ready()] == ["begun"]
    page = session.rule(page, card_on(page, "أمس"), NEITHER)
    assert page.is_gold
    assert [each.progress for each in session.documents()[0]] == ["gold"]
    assert check_project(reviewed) == []


def test_work_that_is_as_it_was_again_changed_nothing(reviewed: Path, review: Reviewer) -> None:
    """Neither does a note, once it was looked at; and nobody is waited for in vain."""
    annotate(reviewed, "omar", [BANK])
    annotate(reviewed, "salma", [BANK, YESTERDAY])
    session = review()
    session.take_all_of(session.enter("first"), "salma")
    rework(reviewed, "omar", [YESTERDAY], is_done=False)
    assert [*session.ready()] == []
    sitting = AnnotationSession.open(reviewed, "omar")
    sitting.undo()
    sitting.close()
    assert [*session.ready()] == []
    rework(reviewed, "omar", [BANK], note="see page 3")
    assert [each.progress for each in session.ready()] == ["changed"]
    page = session.enter("first")
    assert page.is_gold
    assert page.changed == ("omar",)
    assert [*session.ready()] == []


def test_whoever_comes_after_gold_is_a_change_too(reviewed: Path, review: Reviewer) -> None:
    """In sessions that count them; what all agree on now is in gold at once."""
    annotate(reviewed, "omar", [BANK])
    session, alone = review(), review(name="r2", plan=ReviewPlan(people=("omar",)))
    session.finish(session.enter("first"))
    annotate(reviewed, "salma", [BANK])
    assert [*alone.ready()] == []
    assert [each.state.changed for each in session.ready()] == [("salma",)]
    rework(reviewed, "omar", [BANK, YESTERDAY])
    rework(reviewed, "salma", [BANK, YESTERDAY])
    page = session.enter("first")
    assert page.is_gold
    assert gold_of(page) == [BANK, YESTERDAY]
    assert [*session.ready()] == []


def test_nobody_is_compared_whom_the_project_does_not_know(
    reviewed: Path, review: Reviewer
) -> None:
    """And the session is not begun, since its options would stay for ever."""
    annotate(reviewed, "salma", [BANK])
    with pytest.raises(UsageError, match="no 'zed' whose work"):
        review("huda", "r1", ReviewPlan(people=("salma", "zed")))
    assert review("huda", "r1", ReviewPlan(people=("salma",))).plan.people == ("salma",)


def test_other_options_are_no_other_work(reviewed: Path, review: Reviewer) -> None:
    """Nobody is said to have changed what they have, however their spans stand on cards now."""
    annotate(reviewed, "omar", [GOVERNOR, YESTERDAY])
    annotate(reviewed, "salma", [("والي", "official"), BANK, YESTERDAY])
    first = review()
    page = first.enter("first")
    while page.open_cards:
        card = next(each for each in page.cards if each.waits)
        page = first.rule(page, card, taking(side_of(card, 0)))
    assert page.is_gold
    session = review("huda", "r2", ReviewPlan(people=("salma",)))
    page = session.enter("first")
    waiting = [card for card in page.cards if card.former is not None]
    assert waiting
    for card in waiting:
        assert page.compares_others(card)
        assert [*page.changes(card)] == []
    rework(reviewed, "salma", [("والي بنك", "official")])
    page = session.enter("first")
    assert [(alias, len(then)) for alias, then in page.changes(card_on(page, "والي بنك"))] == [
        ("salma", 1)
    ]


def test_work_that_gold_was_made_without_is_told_apart(reviewed: Path, review: Reviewer) -> None:
    """It was not compared, which is no change of anybody's."""
    annotate(reviewed, "omar", [BANK])
    annotate(reviewed, "salma", [GOVERNOR])
    first = review("huda", "r1", ReviewPlan(people=("omar",)))
    first.finish(first.enter("first"))
    session = review("huda", "r2")
    (found,) = session.ready()
    assert (found.progress, found.state.fresh) == ("changed", ("salma",))
    page = session.enter("first")
    assert (page.changed, page.fresh) == (("salma",), ("salma",))
    rework(reviewed, "omar", [NATIONS])
    page = session.enter("first")
    assert (page.changed, page.fresh) == (("omar", "salma"), ("salma",))
