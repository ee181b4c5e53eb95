"""What a card tells before anybody presses a key: what cannot be taken, and what is gone."""

from __future__ import annotations

from pathlib import Path

from tests.services.reviewers import rework
from tests.tui.reviews import made_project, reviewing

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
        assert "nobody proposes this any more" in text
        assert "nobody now" in text
        assert not rows_with(bench.lines(), "1 omar")
        assert "what was ruled stands, also where nobody proposes it" in bench.said()
