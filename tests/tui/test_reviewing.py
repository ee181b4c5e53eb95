"""The review screen: from a key to gold, through the whole application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.services.reviewers import NEITHER, Given, annotate, rework
from tests.tui.reviews import Bench, made_project, reviewing

from hashiya.services import (
    FeedbackSession,
    ReviewCard,
    ReviewPlan,
    ReviewSession,
    Side,
    add_person,
    check_project,
    give_to,
)
from hashiya.store import open_project
from hashiya.tui.commands import key_name
from hashiya.tui.keyboard import SAME_ON_ARABIC
from hashiya.tui.locale import use_language
from hashiya.tui.pieces import as_written, pieces_width
from hashiya.tui.review.card_lines import quote_pieces
from hashiya.tui.review.moves import MOVES
from hashiya.tui.review.state import Review
from hashiya.tui.review.table import REVIEW_COMMANDS, bound_commands
from hashiya.tui.span_commands import EDGES
from hashiya.tui.widgets import DocumentView, LinesView

BANK, YESTERDAY = ("بنك المغرب", "agency"), ("أمس", "date")
GOVERNOR, WALI = ("والي بنك المغرب", "official"), ("والي", "official")
NATIONS, TO_NATIONS = ("لأمم المتحدة", "agency"), ("للأمم المتحدة", "agency")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two documents on which two people differ three times and agree once."""
    return made_project(
        tmp_path,
        {"omar": [BANK, YESTERDAY, TO_NATIONS], "salma": [BANK, WALI, NATIONS]},
    )


async def test_digits_rule_and_the_last_makes_gold(project: Path) -> None:
    """Each ruling is written and the next card that waits is shown; neither is a ruling too."""
    async with reviewing(project) as bench:
        assert bench.states == ["open", "agreed", "open", "open"]
        await bench.press("1")
        assert bench.gold == [WALI, BANK]
        assert bench.review.at == 1
        await bench.press("0")
        assert bench.gold == [WALI, BANK]
        assert not bench.review.page.is_gold
        await bench.press("2")
        assert bench.gold == [WALI, BANK, NATIONS]
        assert bench.review.page.is_gold
        assert "gold now" in bench.said()
    assert check_project(project) == []


async def test_keys_of_an_arabic_layout_do_the_same(project: Path) -> None:
    """Arabic digits, and the letters that stand where the Latin ones do."""
    async with reviewing(project) as bench:
        await bench.press("١")
        assert bench.gold == [WALI, BANK]
        await bench.press("ع")  # u
        assert bench.gold == [BANK]
        await bench.press("ى")  # n
        assert bench.review.at == 1
        await bench.press("٠")
        assert bench.review.page.cards[2].state == "ruled"


async def test_undo_and_redo_come_to_the_card(project: Path) -> None:
    """The card that changed is shown, with words that say what was done."""
    async with reviewing(project) as bench:
        await bench.press("1", "0", "u")
        assert (bench.review.at, bench.said()) == (1, "undone")
        await bench.press("u")
        assert (bench.review.at, bench.gold) == (0, [BANK])
        await bench.press("ctrl+y")
        assert bench.gold == [WALI, BANK]


async def test_all_layers_stand_at_the_card(project: Path) -> None:
    """Who said what is told in rows, the sides' digits stand under the text, gold has a star."""
    async with reviewing(project) as bench:
        await bench.press("n", "n")
        text = "\n".join(bench.lines())
        assert "1 omar" in text
        assert "2 salma" in text
        assert "0 none of these" in text
        assert "clitic or sign" in text
        assert "┗★" in text or "★━" in text
        assert any("1━" in line or "1╌" in line or "┗1" in line for line in bench.lines())


async def test_something_nobody_proposed_is_edited_and_taken(project: Path) -> None:
    """Edges by word and by letter, a label by its key; then Enter."""
    async with reviewing(project) as bench:
        await bench.press("e")
        assert bench.review.edited is not None
        await bench.press("left", "left", "2")
        await bench.press("enter")
        assert GOVERNOR in bench.gold
        ruling = bench.review.page.cards[0].ruling
        assert ruling is not None
        assert ruling.outcome == "edit"
        await bench.press("e", "ctrl+right", "escape")
        assert bench.review.mode == ""


async def test_editing_begins_with_any_side(project: Path) -> None:
    """The key that begins it goes on to the next side, and around."""
    async with reviewing(project) as bench:
        await bench.press("n", "n", "e")
        assert bench.review.edited is not None
        first = bench.review.edited.bounds
        await bench.press("e")
        assert bench.review.edited.bounds != first
        await bench.press("enter")
        assert NATIONS in bench.gold


async def test_edges_move_by_the_keys_of_the_article(project: Path) -> None:
    """They begin to edit by themselves."""
    async with reviewing(project) as bench:
        await bench.press("alt+up")
        assert bench.review.mode == "edit"
        edited = bench.review.edited
        assert edited is not None
        start, end = edited.bounds
        assert bench.review.page.document.text[start:end] == "والي بنك"
        await bench.press("n")
        assert "Enter takes it" in bench.said()


async def test_more_than_one_side_where_the_policy_lets_it(tmp_path: Path) -> None:
    """What it does not let is refused in words, and nothing is written."""
    project = made_project(tmp_path, {"omar": [GOVERNOR], "salma": [("والي بنك", "official")]})
    async with reviewing(project) as bench:
        await bench.press("b", "1", "2")
        assert bench.review.chosen == (0,)
        assert bench.gold == []
        assert bench.said()
        await bench.press("escape", "b", "1", "enter")
        assert bench.gold == [("والي بنك", "official")]


async def test_a_reason_and_words_go_with_a_ruling(project: Path) -> None:
    """Before it, and after it: then it is ruled again, alike."""
    async with reviewing(project) as bench:
        await bench.press("r", "2", "g", "1", "p")
        ruling = bench.review.page.cards[0].ruling
        assert ruling is not None
        assert (ruling.reason, ruling.is_gap, ruling.outcome) == ("slip", True, "take")
        await bench.press("r", "3", "m")
        assert not any("1–9 take" in line for line in bench.lines())
        await bench.press(*"نص", "ctrl+s")
        assert any("1–9 take" in line for line in bench.lines())
        ruling = bench.review.page.cards[0].ruling
        assert ruling is not None
        assert (ruling.reason, ruling.note, ruling.outcome) == ("ambiguous", "نص", "take")
        assert bench.gold == [WALI, BANK]


async def test_a_ruling_against_earlier_ones_asks_why(project: Path) -> None:
    """Nothing is written before there is a reason; then it is."""
    async with reviewing(project) as bench:
        await bench.press("1", "0", "1", "]")
        assert bench.review.page.document.id == "second"
        assert bench.review.told
        assert any("ruled" in line and "before" in line for line in bench.lines())
        await bench.press("0")
        assert bench.review.mode == "reason"
        assert bench.gold == [BANK]
        await bench.press("4")
        ruling = bench.review.page.cards[0].ruling
        assert ruling is not None
        assert (ruling.outcome, ruling.reason, ruling.against) == ("neither", "edge case", True)


async def test_all_of_one_person(project: Path) -> None:
    """One key and a digit; undone at once."""
    async with reviewing(project) as bench:
        await bench.press("w", "1")
        assert bench.gold == [WALI, BANK, NATIONS]
        assert bench.review.page.is_gold
        assert "gold now" in bench.said()
        await bench.press("u")
        assert bench.gold == [BANK]


async def test_what_one_person_has_wrong_does_not_keep_the_rest_open(tmp_path: Path) -> None:
    """The card that gold may not hold is shown, with what stands in the way."""
    work: dict[str, Sequence[Given]] = {
        "omar": [("والي بنك", "official"), YESTERDAY],
        "salma": [WALI, BANK],
    }
    async with reviewing(made_project(tmp_path, work)) as bench:
        await bench.press("n", "1", "end", "w", "1")
        assert bench.gold == [BANK, YESTERDAY]
        assert bench.states == ["open", "ruled", "ruled"]
        assert bench.review.at == 0
        assert bench.said().startswith("1 card ruled as omar proposed; 1 waits: it crosses")


async def test_a_person_has_the_digit_of_their_side(project: Path) -> None:
    """On every card; whoever has nothing there comes behind, and precedents are asked about."""
    async with reviewing(project) as bench:
        assert bench.review.card is not None
        assert bench.review.card.sides[0].people == ("salma",)
        await bench.press("w")
        assert (_row_of(bench, "salma"), _row_of(bench, "omar")) == ("1", "2")
        await bench.press("escape", "n", "w")
        assert (_row_of(bench, "omar"), _row_of(bench, "salma")) == ("1", "2")
        await bench.press("1", "]", "w", "1")
        assert bench.review.page.document.id == "second"
        assert "3 wait, this one: this form was ruled otherwise" in bench.said()
        assert bench.states == ["open", "agreed", "open", "open"]


async def test_agreed_spans_can_be_ruled_on(tmp_path: Path) -> None:
    """A document on which all agree is gold with one key; or its spans are listed and corrected."""
    project = made_project(tmp_path, {"omar": [BANK, YESTERDAY], "salma": [BANK, YESTERDAY]})
    async with reviewing(project) as bench:
        assert "2 spans on which all agree were taken into gold; u takes them out" in bench.said()
        await bench.press("u")
        assert "undone: 2 spans on which all agree are out of gold until" in bench.said()
        await bench.press("ctrl+y", "escape")
        assert not bench.review.listed
        assert any("makes this article gold" in line for line in bench.lines())
        await bench.press("a", "n", "0")
        assert bench.gold == [BANK]
        await bench.press("f5")
        assert bench.review.page.is_gold
        assert any("★" in line for line in bench.lines())


async def test_one_annotators_article_is_read_and_corrected(tmp_path: Path) -> None:
    """Its spans are listed, the list says whose it is, and only its own key makes it gold."""
    project = made_project(tmp_path, {"omar": [BANK, YESTERDAY]})
    async with reviewing(project) as bench:
        assert len(bench.review.listed) == 2
        assert any("only omar annotated this" in line for line in bench.lines())
        assert any("one annotator alone" in line for line in bench.lines())
        await bench.press("f8")
        assert "0 articles became gold; 2 of one annotator alone wait" in bench.said()
        await bench.press("n", "0")
        assert (bench.gold, bench.review.page.is_gold) == ([BANK], False)
        await bench.press("a")
        assert "everything is listed" in bench.said()
        await bench.press("f5")
        assert bench.review.page.is_gold
        assert "gold now, 1 ruled and 1 taken as they were" in bench.said()
        await bench.press("f3")
        assert any("ready; only omar annotated it" in line for line in bench.lines())


async def test_every_agreed_article_is_finished_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no other; the article that is shown stays."""
    names = [f"d{number}" for number in range(5)]
    project = made_project(tmp_path, {"omar": [BANK]}, names)
    for name in names:
        others = [YESTERDAY] if name == "d0" else [BANK]
        annotate(project, "salma", others, document_id=name)
    async with reviewing(project) as bench:
        heard: list[str] = []
        desk = bench.app.review.desk
        show = desk.show

        def hear(review: Review) -> None:
            heard.append(review.message.text)
            show(review)

        monkeypatch.setattr(desk, "show", hear)
        await bench.press("f8")
        assert bench.said() == "4 articles became gold; u undoes it"
        assert bench.review.page.document.id == "d0"
        assert bench.review.page.open_cards == 2
        assert any(words.startswith("articles looked at: 5 of 5, ") for words in heard)
        await bench.press("u")
        assert bench.said() == "undone: 4 articles are not gold any more"
        assert bench.review.page.document.id == "d0"
        await bench.press("ctrl+y")
        assert bench.said() == "4 articles became gold; u undoes it"
    assert check_project(project) == []


async def test_cards_are_listed_by_kind_label_and_person(project: Path) -> None:
    """All three hold together, and Esc takes them off."""
    async with reviewing(project) as bench:
        await bench.press("f", "right")
        assert [card.kinds for card in bench.review.listed] == [("clitic",)]
        await bench.press("home", "tab", "right", "right")
        assert [card.kinds for card in bench.review.listed] == [("missed",)]
        await bench.press("tab", "right", "right", "enter")
        assert not bench.review.listed
        assert any("let through" in line for line in bench.lines())
        await bench.press("escape")
        assert len(bench.review.listed) == 3


async def test_the_session_goes_on_at_its_card(project: Path) -> None:
    """Left and opened again."""
    async with reviewing(project) as bench:
        await bench.press("]", "n", "n")
        key = bench.review.listed[2].key
        await bench.press("q")
    async with reviewing(project) as bench:
        assert bench.review.page.document.id == "second"
        assert bench.review.card is not None
        assert bench.review.card.key == key


async def test_what_was_ruled_before_somebody_changed_it_is_shown(tmp_path: Path) -> None:
    """The article waits again by itself, at the card that took the old one's place."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ["first"])
    async with reviewing(project) as bench:
        await bench.press("0")
        assert bench.review.page.is_gold
    annotate(project, "salma", [("أمس إن", "date")], document_id="first", is_done=False)
    async with reviewing(project) as bench:
        assert "salma changed this" in bench.said()
        assert bench.states == ["open"]
        assert any("before somebody changed it: none of these" in each for each in bench.lines())


async def test_an_appeal_waits_for_an_answer(tmp_path: Path) -> None:
    """Its words stand under the card; whatever is ruled answers it."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ["first"])
    async with reviewing(project) as bench:
        await bench.press("0")
    with closing(FeedbackSession.open(project, "omar")) as mine:
        mine.respond(mine.differences("first")[0], "appealed", "هو تاريخ")
    async with reviewing(project) as bench:
        assert bench.states == ["open"]
        assert any("omar appeals:" in line for line in bench.lines())
        await bench.press("1")
        assert bench.gold == [YESTERDAY]
        assert bench.review.page.is_gold


async def test_people_are_letters_when_the_plan_says_so(project: Path) -> None:
    """Nobody's alias is on the screen but the adjudicator's, also when somebody changed gold's."""
    async with reviewing(project, plan=ReviewPlan(anonymous=True)) as bench:
        await bench.press("n", "n")
        text = "\n".join(bench.lines())
        assert "1 A" in text or "1 B" in text
        assert "omar" not in text
        assert "salma" not in text
        await bench.press("1", "0", "1", "]", "0", "1", "1")
        assert bench.review.page.is_gold
        rework(project, "salma", [("والي بنك", "official"), NATIONS], document_id="second")
        await bench.press("f3")
        assert not any("salma" in line for line in bench.lines())
        await bench.press("escape", "]")
        assert bench.said().split(" changed this")[0] in {"A", "B"}
        text = "\n".join(bench.lines())
        assert "A then:" in text or "B then:" in text
        assert "salma" not in text


async def test_a_second_adjudicator_is_told(project: Path) -> None:
    """In words, in the list's way in; the first one's documents are passed over."""
    async with reviewing(project) as bench:
        await bench.press("1")
    add_person(project, "nour", "adjudicator")
    async with reviewing(project, alias="nour", name="n1") as bench:
        assert bench.review.page.document.id == "second"
        await bench.press("f3")
        assert any("huda makes it gold" in line for line in bench.lines())
        await bench.press("enter")
        assert any("huda makes this article gold; t twice" in line for line in bench.lines())
        await bench.press("t")
        assert any("t once more: go on with what huda" in line for line in bench.lines())
        await bench.press("down", "t")
        assert any("huda makes it gold" in line for line in bench.lines())
        await bench.press("up", "t", "t")
        assert bench.review.page.document.id == "first"
        assert sum(card.state == "ruled" for card in bench.review.page.cards) == 1
        await bench.press("1", "1")
        assert bench.review.page.is_gold
        await bench.press("w", "1")
        assert bench.said() == "no card waits here"
        with closing(ReviewSession.open(project, "huda", "r1")) as first:
            assert first.take_over("first") == "nour"
        await bench.press("1")
        assert bench.said() == "huda is making this document gold; choose another one"
    assert check_project(project) == []


async def test_what_another_window_ruled_is_seen_at_the_next_ruling(project: Path) -> None:
    """The ruling that does not fit is not written, and the article is shown as it stands."""
    async with reviewing(project) as bench:
        with closing(ReviewSession.open(project, "huda", "r1")) as other:
            page = other.enter("first")
            other.rule(page, page.cards[0], NEITHER)
        await bench.press("1")
        assert "another window" in bench.said()
        assert bench.states[0] == "ruled"
        assert bench.gold == [BANK]
        await bench.press("1")
        assert bench.gold == [WALI, BANK]
    assert check_project(project) == []


TWELVE: dict[str, Sequence[Given]] = {
    alias: [(words, label)]
    for alias, words, label in (
        ("amal", "بنك المغرب", "agency"),
        ("badr", "والي بنك المغرب", "official"),
        ("dina", "والي", "official"),
        ("fadi", "المغرب", "agency"),
        ("ghada", "بنك", "agency"),
        ("hadi", "والي بنك", "official"),
        ("iman", "بنك المغرب", "topic"),
        ("jamil", "والي بنك المغرب", "agency"),
        ("karim", "والي", "agency"),
        ("lina", "بنك", "topic"),
        ("mona", "المغرب", "topic"),
        ("nabil", "المغرب أمس", "date"),
    )
}


def _row_of(bench: Bench, name: str) -> str:
    """The keys that stand beside a person."""
    (line,) = [each for each in bench.lines() if f" {name} " in each]
    return line.split(name)[0].strip()


@pytest.mark.parametrize("size", [(100, 40), (80, 24), (40, 10)])
async def test_what_stands_beside_a_side_is_what_takes_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Behind nine too, on any size: the next nine come into sight with digits of their own."""
    project = made_project(tmp_path, TWELVE, ("first",))
    async with reviewing(project, size=size) as bench:
        card = bench.review.card
        assert card is not None
        assert len(card.sides) == 12
        names = [side.people[0] for side in card.sides]
        if size == (100, 40):
            assert _row_of(bench, names[9]) == "+1"
            assert any("┗+" in line for line in bench.lines())
        await bench.press("+")
        assert _row_of(bench, names[9]) == "1"
        if size == (100, 40):
            assert _row_of(bench, names[0]) == "+1"
        await bench.press("٣")
        ruling = bench.review.page.cards[0].ruling
        assert ruling is not None
        assert ruling.taken == (11,)
        await bench.press("u", "+", "4")
        assert "12 sides" in bench.said()
        await bench.press("escape", "1")
        again = bench.review.page.cards[0].ruling
        assert again is not None
        assert again.taken == (0,)


async def test_more_sides_than_nine_are_taken_together(tmp_path: Path) -> None:
    """Those of several nines; on behind the last nine come the first again."""
    project = made_project(tmp_path, TWELVE, ("first",))
    async with reviewing(project) as bench:
        await bench.press("b", "+", "2", "+", "0", "4", "+")
        assert bench.review.chosen == (10, 3)
        assert bench.review.nine == 1
        await bench.press("escape")
        assert (bench.review.mode, bench.review.nine) == ("", 0)
        await bench.press("r", "+")
        assert "has a digit" in bench.said()


async def test_everybody_can_be_taken_as_a_whole(tmp_path: Path) -> None:
    """The twelfth person too, by what stands beside them."""
    project = made_project(tmp_path, TWELVE, ("first",))
    async with reviewing(project) as bench:
        await bench.press("w")
        assert _row_of(bench, "nabil") == "+3"
        await bench.press("+")
        assert _row_of(bench, "nabil") == "3"
        await bench.press("3")
        assert bench.gold == [("المغرب أمس", "date")]
        assert bench.review.page.is_gold


async def test_one_key_goes_back_to_the_article_before(tmp_path: Path) -> None:
    """Gold or not, on either keyboard layout; what is not finished is passed over."""
    work: dict[str, Sequence[Given]] = {"omar": [BANK], "salma": [BANK, WALI]}
    project = made_project(tmp_path, work, ("a1", "a2", "a3", "a4"))
    annotate(project, "amina", [BANK], document_id="a3", is_done=False)
    async with reviewing(project) as bench:
        await bench.press("[")
        assert "no article before" in bench.said()
        await bench.press("1", "]", "]")
        assert bench.review.page.document.id == "a4"
        await bench.press("ج")
        assert bench.review.page.document.id == "a2"
        await bench.press("[")
        assert bench.review.page.document.id == "a1"
        assert bench.review.page.is_gold
        await bench.press("د")
        assert bench.review.page.document.id == "a2"


async def test_gold_comes_up_with_what_changed_since(project: Path) -> None:
    """In the list, on the way to the next article, and on its card; the ruling stands meanwhile."""
    async with reviewing(project) as bench:
        await bench.press("1", "0", "2", "]", "1", "0", "2")
        assert bench.review.page.document.id == "second"
        await bench.press("]")
        assert "no other article" in bench.said()
        rework(project, "salma", [BANK, GOVERNOR, NATIONS])
        await bench.press("f3")
        text = "\n".join(bench.lines())
        assert "☆" in text
        assert "salma changed it since it was gold" in text
        await bench.press("escape", "]")
        assert bench.review.page.document.id == "first"
        assert bench.said() == "salma changed this since it was gold: 1 card waits"
        text = "\n".join(bench.lines())
        assert "before somebody changed it" in text
        assert "salma then:" in text
        await bench.press("1")
        assert bench.review.page.is_gold
        await bench.press("]")
        assert "no other article" in bench.said()
        rework(project, "omar", [BANK, YESTERDAY, TO_NATIONS], document_id="second", note="why")
        await bench.press("]")
        assert "no other article" in bench.said()
    assert check_project(project) == []


async def test_other_people_compared_are_no_changed_work(project: Path) -> None:
    """A session about others says so, where one whose people changed something says that."""
    async with reviewing(project) as bench:
        await bench.press("1", "0", "2", "]", "1", "0", "2")
    async with reviewing(project, name="r2", plan=ReviewPlan(people=("salma",))) as bench:
        await bench.press("[", "[")
        assert "other people are compared here than when this was ruled on: " in bench.said()
        text = "\n".join(bench.lines())
        assert "when others were compared:" in text
        assert "then:" not in text
        assert "changed" not in text


async def test_work_that_gold_was_made_without_is_named(tmp_path: Path) -> None:
    """In the list and where the article is entered; nobody is said to have changed it."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [GOVERNOR]}, ("first", "second"))
    with closing(ReviewSession.open(project, "huda", "r1", ReviewPlan(people=("omar",)))) as first:
        for document_id in ("first", "second"):
            first.finish(first.enter(document_id))
    async with reviewing(project, name="r2") as bench:
        assert bench.said() == "this was made gold without salma: 1 card waits"
        await bench.press("f3")
        text = "\n".join(bench.lines())
        assert "gold without salma" in text
        assert "changed it" not in text


async def test_the_article_that_is_shown_comes_up_when_it_changed(tmp_path: Path) -> None:
    """Also where it is the only one."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [BANK]}, ("first",))
    async with reviewing(project) as bench:
        await bench.press("f5")
        assert bench.review.page.is_gold
        rework(project, "salma", [])
        await bench.press("]")
        assert "salma changed this since it was gold: 1 card waits" in bench.said()
        assert bench.gold == [BANK]


async def test_where_all_are_gold_one_key_opens_the_last(tmp_path: Path) -> None:
    """Also where no article is shown."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [BANK]})
    with closing(ReviewSession.open(project, "huda", "r1")) as session:
        assert session.finish_agreed() == (2, 0)
    async with reviewing(project, name="r2") as bench:
        assert bench.app.review.desk.review is None
        await bench.press("[")
        assert bench.review.page.document.id == "second"


async def test_where_nothing_is_ready_it_is_said_who_is_not_done(tmp_path: Path) -> None:
    """And what to do about it; the list of articles opens too."""
    project = made_project(tmp_path, {})
    annotate(project, "omar", [BANK], document_id="first", is_done=False)
    async with reviewing(project) as bench:
        text = "\n".join(bench.lines())
        assert "No article can be reviewed yet." in text
        assert "omar has not finished 1 article" in text
        await bench.press("f3")
        assert any("not finished by omar" in line for line in bench.lines())


async def test_an_article_is_given_back_with_a_note(project: Path) -> None:
    """It waits for that person, the next one is shown, and handed in it comes up again."""
    give_to(project, "lead", ["first"], ["omar", "salma"])
    async with reviewing(project) as bench:
        await bench.press("h")
        assert bench.review.mode == "back"
        assert any("omar" in line and "1" in line for line in bench.lines())
        await bench.press("2", "ctrl+s")
        assert any("say why" in line for line in bench.lines())
        await bench.press(*"dates", "ctrl+s")
        assert bench.review.page.document.id == "second"
        assert "salma has the article back" in bench.said()
        await bench.press("[")
        assert bench.review.page.document.id == "second"
        await bench.press("f3")
        assert any("not finished by salma" in line for line in bench.lines())
    with closing(open_project(project)) as store:
        place = store.assignment("salma", "first")
        assert place is not None
        assert (place.state, place.note) == ("claimed", "dates")
        store.hand_in(store.open_session("salma", store.info().device, "0"), "first")
    async with reviewing(project) as bench:
        await bench.press("[")
        assert bench.review.page.document.id == "first"


async def test_an_article_of_nobody_s_is_not_given_back(project: Path) -> None:
    """Where work was not given out it is said; Esc leaves the choice."""
    async with reviewing(project) as bench:
        await bench.press("h")
        assert "given to nobody" in bench.said()
        give_to(project, "huda", ["first"], ["omar"])
        await bench.press("h", "escape", "1")
        assert bench.states.count("ruled") == 1


async def test_the_last_article_that_is_given_back_leaves_none(tmp_path: Path) -> None:
    """Then it is said for whom it waits."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [WALI]}, names=["first"])
    give_to(project, "lead", ["first"], ["omar", "salma"])
    async with reviewing(project) as bench:
        await bench.press("h", "1", *"why", "ctrl+s")
        text = "\n".join(bench.lines())
        assert "omar has the article back" in text
        assert "No article can be reviewed" in text


async def test_gold_that_is_given_back_stays_gold_unless_it_is_changed(tmp_path: Path) -> None:
    """Handed in as it was it does not come up, and nobody is told that it would."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [BANK]}, names=["first"])
    give_to(project, "lead", ["first"], ["omar", "salma"])
    async with reviewing(project) as bench:
        await bench.press("f5")
        assert bench.review.page.is_gold
        await bench.press("]")
        assert "F3 lists who has not finished what" in bench.said()
        await bench.press("f8")
        assert "no article waits on which several people agree" in bench.said()
        await bench.press("h", "1", *"why", "ctrl+s")
        assert "it comes up again if changed, else stays gold" in "\n".join(bench.lines())


@pytest.mark.parametrize("size", [(40, 10), (100, 20)])
async def test_the_queue_opens_at_its_card(tmp_path: Path, size: tuple[int, int]) -> None:
    """On start, where a session is resumed, and by its key, also where not all cards fit."""
    words = ("قال", "والي", "بنك", "المغرب", "أمس", "ذلك", "تم", "وحضر", "ممثل", "بالرباط", "إن")
    work: dict[str, Sequence[Given]] = {"omar": [(word, "topic") for word in words], "salma": []}
    project = made_project(tmp_path, work, ("first",))
    async with reviewing(project, size=size) as bench:
        await _expect_queue_at(bench, 0)
        await bench.press("f4", "n", "f4")
        await _expect_queue_at(bench, 1)
        await bench.press("p", "q")
    async with reviewing(project, size=size) as bench:
        await _expect_queue_at(bench, 0)


async def _expect_queue_at(bench: Bench, first: int) -> None:
    """The queue is there, and its card is the first row that is seen or stands below it."""
    queue = bench.app.screen.query_one("#queue", LinesView)
    if not queue.display:
        await bench.press("f4")
    assert bench.review.at == first
    assert queue.scroll_offset.y <= first
    assert any("▸○" in line for line in bench.lines())


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (140, 40), (30, 8)])
async def test_every_size_shows_the_card(project: Path, size: tuple[int, int]) -> None:
    """Down to forty columns by ten the first side and the article are in sight."""
    async with reviewing(project, size=size) as bench:
        lines = bench.lines()
        assert len(lines) == size[1]
        if size[0] >= 40:
            assert any("1 " in line and "salma" in line for line in lines)
            await bench.press("f4", "f4", "?", "escape", "1")
            assert bench.gold == [WALI, BANK]


def test_what_differs_is_in_sight_however_narrow() -> None:
    """The middle gives way, not the edge that people differ in; what differs is underlined."""
    text = "وزارة النقل البحري والموانئ والملاحة التجارية"
    sides = (Side(0, len(text), "agency", ("a",)), Side(0, len(text) - 9, "agency", ("b",)))
    card = ReviewCard("k", 0, len(text), sides, (), ("right edge",), "open")
    for room in (60, 34, 26, 18):
        pieces = quote_pieces(text, card, sides[0], room)
        assert pieces_width(pieces) <= room
        assert any(piece.ink == "differs" for piece in pieces), room
        assert "".join(piece.text for piece in pieces).startswith("[")


async def test_the_queue_shows_what_was_ruled(project: Path) -> None:
    """Quietly, with the ruling in a word; a click goes to a card."""
    async with reviewing(project, size=(120, 30)) as bench:
        await bench.press("1", "0")
        text = "\n".join(bench.lines())
        assert "● " in text
        assert "∅ none" in text
        await bench.pilot.click("#queue", offset=(3, 0))
        await bench.settled()
        assert bench.review.at == 0
        view = bench.app.screen.query_one(DocumentView)
        place = view.on_screen(bench.review.listed[2].start) - view.region.offset
        await bench.pilot.click(DocumentView, offset=place)
        await bench.settled()
        assert bench.review.at == 2
        await bench.pilot.click("#card", offset=(3, 2))
        await bench.settled()
        assert NATIONS in bench.gold


async def test_the_screen_is_mirrored_in_arabic(project: Path) -> None:
    """Numbers stand at the right, words are Arabic, and the rows keep their sides."""
    use_language("ar")
    try:
        async with reviewing(project, size=(100, 30)) as bench:
            lines = [line.rstrip() for line in bench.lines()]
            assert any(line.endswith("salma  1") for line in lines)
            assert not any("none of these" in line for line in lines)
            await bench.press("١")
            assert bench.gold == [WALI, BANK]
            await bench.press("0", "2")
            assert bench.review.page.is_gold
            (said,) = [line for line in bench.lines() if as_written("للمقال التالي") in line]
            assert " ] " in said  # a bracket on a key is not mirrored
    finally:
        use_language("en")


def test_no_key_of_a_review_means_two_things() -> None:
    """On either keyboard layout; and each letter has its neighbour there."""
    table = bound_commands()
    keys = [key for command in table for key in (*command.keys, *command.arabic_keys)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert len({command.name for command in table}) == len(table)
    for command in REVIEW_COMMANDS:
        for key in command.keys:
            if len(key.rpartition("+")[2]) == 1 and key not in SAME_ON_ARABIC:
                assert command.arabic_keys, key


def test_the_manual_names_every_key_of_rulings_and_cards() -> None:
    """The first key of each; digits as a range."""
    page = (Path(__file__).parents[2] / "docs" / "reviewing.md").read_text(encoding="utf-8")
    missing = [
        command.name
        for command in REVIEW_COMMANDS
        if command.group != "Program" and f"`{key_name(command.keys[0])}`" not in page
    ]
    assert missing == []


async def test_every_command_of_the_table_is_answered(project: Path) -> None:
    """By the screen, by its keys, or as a move; the help and the list of commands open."""
    async with reviewing(project) as bench:
        screen = bench.app.review
        own = {*screen._own, *screen._keys._deeds, *MOVES, *(each.name for each in EDGES)}
        assert {command.name for command in bound_commands()} <= own
        await bench.press("?")
        assert any("take this side" in line for line in bench.lines())
        await bench.press("escape", "ctrl+p", *"undo", "enter")
        assert bench.said() == "nothing to undo" or bench.gold == []
