"""What a card tells before anybody presses a key: what cannot be taken, and what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.services.reviewers import Given, rework
from tests.tui.reviews import made_project, reviewing

from hashiya.errors import UsageError
from hashiya.services import (
    FeedbackSession,
    ReviewPlan,
    ReviewSession,
    give_to,
    reopen_documents,
)
from hashiya.store import open_project
from hashiya.tui.locale import use_language
from hashiya.tui.pieces import Piece, pieces_width
from hashiya.tui.review.draft_lines import draft_line
from hashiya.tui.review.state import Edited
from hashiya.tui.review.wording import kind_words
from hashiya.tui.widgets.hint_line import HintLine, key_hints

BANK = ("بنك المغرب", "agency")
WHOLE = ("والي بنك المغرب", "agency")
YESTERDAY, CROSSING = ("أمس", "date"), ("المغرب أمس", "date")


def three_sided(folder: Path) -> Path:
    """A document with a card of two sides that overlap, and one with a side that crosses both."""
    return made_project(
        folder,
        {"omar": [BANK, YESTERDAY], "salma": [WHOLE, YESTERDAY], "hind": [CROSSING]},
        names=("first",),
    )


def rows_with(lines: list[str], sign: str) -> list[str]:
    """The lines that hold a sign."""
    return [line for line in lines if sign in line]


async def test_a_side_that_gold_may_not_hold_is_marked_before_it_is_pressed(tmp_path: Path) -> None:
    """A sign at its key, and a row that names the span in the way."""
    async with reviewing(three_sided(tmp_path)) as bench:
        assert rows_with(bench.lines(), "✗") == []
        await bench.press("1")
        assert bench.gold in ([BANK], [WHOLE])
        marked = rows_with(bench.lines(), "✗")
        assert any("✗2 hind" in line for line in marked)
        assert any("cannot be taken: it crosses agency «" in line for line in marked)
        await bench.press("2")
        assert bench.said().startswith("it crosses agency «")


async def test_why_a_side_cannot_be_taken_is_seen_on_the_smallest_screen(tmp_path: Path) -> None:
    """In the last row, under what was said; the card has no row for it."""
    async with reviewing(three_sided(tmp_path), size=(40, 10)) as bench:
        await bench.press("1")
        *_, said, why = [line.strip() for line in bench.lines()]
        assert said.startswith("ruled: ")
        assert why.startswith("✗2 cannot be taken: it crosses agency")
        await bench.press("escape")
        assert "cannot be taken: it crosses" in "\n".join(bench.lines()[-2:])
        await bench.press("b")
        assert not rows_with(bench.lines(), "cannot be taken")


async def test_all_of_a_long_message_is_seen(tmp_path: Path) -> None:
    """On two rows, the second one that of the keys, which are there again with the next message."""
    work: dict[str, Sequence[Given]] = {
        "omar": [("والي بنك", "official"), YESTERDAY],
        "salma": [("والي", "official"), BANK],
    }
    async with reviewing(made_project(tmp_path, work), size=(66, 24)) as bench:
        await bench.press("n", "1", "end", "w", "1")
        assert bench.said().startswith("1 card ruled as omar proposed; 1 waits: it crosses")
        assert len(bench.said()) > 66
        above, below = bench.lines()[-2:]
        assert "…" not in above + below
        assert above.split()[:4] == bench.said().split()[:4]
        assert below.strip()
        await bench.press("escape")
        assert "help" in bench.lines()[-1]


async def test_more_than_one_side_is_not_chosen_where_they_clash(tmp_path: Path) -> None:
    """The second is refused when its digit is pressed, not when all are taken."""
    async with reviewing(three_sided(tmp_path)) as bench:
        card = bench.review.card
        assert card is not None
        assert len(card.sides) > 1
        await bench.press("b", "1")
        assert bench.review.chosen == (0,)
        assert rows_with(bench.lines(), "✗2")
        await bench.press("2")
        assert bench.review.chosen == (0,)
        assert "«" in bench.said()
        await bench.press("1")
        assert not bench.review.chosen
        assert not rows_with(bench.lines(), "✗2")


async def test_what_nobody_proposes_any_more_is_nobodys(tmp_path: Path) -> None:
    """The ruling stands, and the card does not say that it is somebody's."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": []}, names=("first",))
    async with reviewing(project) as bench:
        await bench.press("1")
        assert bench.review.page.is_gold
        await bench.app.review.desk.remember()
    rework(project, "omar", [])
    async with reviewing(project) as bench:
        assert bench.gold == [BANK]
        text = "\n".join(bench.lines())
        assert "nobody proposes this" in text
        assert "nobody now" in text
        assert not rows_with(bench.lines(), "1 omar")
        assert "what was ruled stands, also where nobody proposes it" in bench.said()


@pytest.mark.parametrize("width", [36, 40, 80, 100])
@pytest.mark.parametrize("moves_start", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_ends_of_a_long_span_are_seen_while_it_is_edited(
    width: int, language: str, *, moves_start: bool
) -> None:
    """Whichever edge moves, with what lies beyond it; the middle is what is left out."""
    text = "قبل " + " ".join(f"كلمة{number}" for number in range(30)) + " بعد"
    edited = Edited((4, len(text) - 4), "agency", moves_start=moves_start)
    use_language(language)
    try:
        line = draft_line(text, edited, width)
        pieces = [*line.left, *line.right]
    finally:
        use_language("en")
    assert pieces_width(pieces) <= width
    brackets = [piece for piece in pieces if piece.text in {"[", "]"}]
    assert len(brackets) == 2
    assert [piece.ink for piece in brackets].count("marked") == 1
    assert "…" in "".join(piece.text for piece in pieces)


async def test_the_lanes_follow_a_span_that_is_edited(tmp_path: Path) -> None:
    """Its own sign stands under it, as far as it goes now."""
    project = made_project(tmp_path, {"omar": [BANK], "salma": [WHOLE]}, names=("first",))
    async with reviewing(project) as bench:
        await bench.press("e")
        before = rows_with(bench.lines(), "━e") + rows_with(bench.lines(), "┗e")
        await bench.press("left")
        after = rows_with(bench.lines(), "━e") + rows_with(bench.lines(), "┗e")
        assert before
        assert after
        assert after[0].count("━") > before[0].count("━")


@pytest.mark.parametrize("width", range(8, 60))
def test_hints_are_left_away_whole(width: int) -> None:
    """No key stands without what it does."""
    line = HintLine()
    hints = [("1–9", "take"), ("Esc", "leave it"), ("Tab", "other edge"), ("?", "help")]
    line.pieces = (Piece(" "), *key_hints(hints))
    shown = line.lines(width)[0].left
    text = "".join(piece.text for piece in shown).strip()
    assert text in {"   ".join(" ".join(each) for each in hints[:few]) for few in range(5)}


def test_kinds_are_shown_whole() -> None:
    """As many as there is room for, and how many more there are."""
    kinds = ("left edge", "right edge", "label")
    whole = kind_words(kinds)
    assert kind_words(kinds, len(whole)) == whole
    assert kind_words(kinds, len(whole) - 1) == f"{kind_words(kinds[:2])} +1"
    assert kind_words(kinds, 3) == f"{kind_words(kinds[:1])} +2"


async def test_appeals_are_announced_and_led_to(tmp_path: Path) -> None:
    """On opening, where nothing waits at the place of before; in the list; and by the next key."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ("first", "second"))
    async with reviewing(project) as bench:
        await bench.press("0", "]", "0", "[")
        assert bench.review.page.document.id == "first"
        await bench.app.review.desk.remember()
    with closing(FeedbackSession.open(project, "omar")) as mine:
        mine.respond(mine.differences("second")[0], "appealed", "هو تاريخ")
    async with reviewing(project) as bench:
        assert bench.review.page.document.id == "second"
        assert bench.review.card is not None
        assert bench.review.card.appeals
        assert bench.said() == "an annotator appeals here: 1 card waits for an answer"
        await bench.press("f3")
        assert any("1 appeal waits" in line for line in bench.lines())


async def test_an_appeal_in_an_article_that_is_open_again_waits(tmp_path: Path) -> None:
    """A session opens where it was left; the appeal comes up once the article is handed in."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ("first", "second"))
    async with reviewing(project) as bench:
        await bench.press("0", "]", "0", "[")
        await bench.app.review.desk.remember()
    with closing(FeedbackSession.open(project, "omar")) as mine:
        mine.respond(mine.differences("second")[0], "appealed", "هو تاريخ")
    give_to(project, "huda", ["second"], ["omar"])
    reopen_documents(project, "huda", "omar", ["second"], "dates")
    async with reviewing(project) as bench:
        assert bench.review.page.document.id == "first"
        await bench.press("]")
        assert "no other article can be reviewed now" in bench.said()
        await bench.press("f8")
        assert "no article waits on which several people agree" in bench.said()
        with closing(open_project(project)) as store:
            store.hand_in(store.open_session("omar", store.info().device, "0"), "second")
        await bench.press("]")
        assert bench.review.page.document.id == "second"


async def test_appeals_elsewhere_are_told_where_something_waits(tmp_path: Path) -> None:
    """The session goes on where it was left; the next article is the one with the appeal."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ("a", "b", "c"))
    async with reviewing(project) as bench:
        await bench.press("0", "]")
        await bench.app.review.desk.remember()
        place = bench.review.page.document.id
        assert bench.review.page.open_cards
    with closing(FeedbackSession.open(project, "omar")) as mine:
        mine.respond(mine.differences("a")[0], "appealed", "هو تاريخ")
    async with reviewing(project) as bench:
        assert bench.review.page.document.id == place
        assert bench.said() == "appeals wait in 1 other article: ] goes there"
        await bench.press("]")
        assert bench.review.page.document.id == "a"


async def test_a_session_is_about_the_articles_it_was_begun_with(tmp_path: Path) -> None:
    """By number or id; what follows, what came before, numbers and the list are of these alone."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ("a", "b", "c", "d"))
    plan = ReviewPlan(documents=("d", "2"))
    async with reviewing(project, plan=plan) as bench:
        assert bench.review.page.document.id == "b"
        assert "article 1/2" in bench.lines()[0]
        await bench.press("]")
        assert bench.review.page.document.id == "d"
        assert "article 2/2" in bench.lines()[0]
        await bench.press("]")
        assert bench.review.page.document.id == "b"
        await bench.press("[")
        assert "no article before" in bench.said()
        await bench.press("f3")
        rows = [line for line in bench.lines() if "○" in line or "◐" in line]
        assert len([line for line in rows if "قال" in line or "ﻝﺎﻗ" in line]) == 2
    with closing(ReviewSession.open(project, "huda", "r1")) as session:
        assert session.plan.documents == ("b", "d")
    with closing(ReviewSession.open(project, "huda", "r1", plan)) as session:
        assert session.plan.documents == ("b", "d")
    with pytest.raises(UsageError, match="no document zz"):
        ReviewSession.open(project, "huda", "r2", ReviewPlan(documents=("zz",)))


async def test_the_row_of_filters_turns_to_other_articles(tmp_path: Path) -> None:
    """Its last field is the article; the row stays, and says it where there is no other."""
    project = made_project(tmp_path, {"omar": [YESTERDAY], "salma": []}, ("a", "b"))
    async with reviewing(project) as bench:
        await bench.press("f", "shift+tab", "right")
        assert (bench.review.page.document.id, bench.review.mode) == ("b", "filter")
        await bench.press("left")
        assert (bench.review.page.document.id, bench.review.mode) == ("a", "filter")
        await bench.press("left")
        assert "no article before" in bench.said()
        await bench.press("escape")
        assert bench.review.mode == ""
