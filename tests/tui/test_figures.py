"""The figures screen: a person's own work, in words that fit, on every size of screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    DayOfWork,
    ImportOptions,
    WorkFigures,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.store import Worked
from hashiya.tui.figure_lines import HEADS, figure_lines, time_words
from hashiya.tui.locale import _, use_language
from hashiya.tui.pieces import Piece, pieces_width
from hashiya.tui.screens.figures import FiguresScreen

Opens = Callable[[], AnnotationSession]

HEADS_AT_80: Final = 9
"""Columns of a head on a screen of 80."""

FIGURES: Final = WorkFigures(
    alias="salma",
    sitting=Worked(1500, 20, 0, 10),
    today=Worked(7260, 90, 12, 40),
    days=(
        DayOfWork(date(2026, 3, 4), Worked(7260, 90, 12, 40)),
        DayOfWork(date(2026, 3, 2), Worked(30, 1, 0, 1)),
    ),
    total=Worked(449_940, 12_345, 400, 5_000),
)


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens a sitting at one article."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("قال مدير البنك. وانتهى اللقاء.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


@pytest.fixture
def in_arabic() -> Iterator[None]:
    """The interface in Arabic."""
    use_language("ar")
    yield
    use_language("en")


def texts(width: int) -> list[str]:
    """The lines as they are read."""
    lines = figure_lines(FIGURES, width)
    return ["".join(piece.text for piece in (*line.left, *line.right)) for line in lines]


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait for the store's thread."""
    for _try in range(400):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so()
    await desk.pilot.pause()


def shown(desk: Desk) -> str:
    """Everything on the screen."""
    return "\n".join(desk.lines())


def test_rows_are_sitting_today_all_and_days() -> None:
    """Time in words, output, and rates; a row of half a minute has no rate."""
    rows = [" ".join(line.split()) for line in texts(100) if line.strip()]
    assert rows[:5] == [
        "at work sentences an hour spans an hour in one go",
        "this sitting 25 min 10 24 20 48 0",
        "today 2 h 01 min 40 20 90 45 12",
        "in all 124 h 59 min 5,000 40 12,345 99 400",
        "day by day",
    ]
    assert rows[6] == "2026-03-02 0 min 1 – 1 – 0"


def test_it_says_that_it_is_private_and_how_it_is_given_away() -> None:
    """With the very command, and what is counted."""
    words = " ".join(" ".join(texts(100)).split())
    assert "nobody else is shown them" in words
    assert "hashiya figures --as salma --csv" in words
    assert "two minutes at most" in words


@pytest.mark.parametrize("width", [100, 80, 75, 74, 60, 40, 20, 5, 1])
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_table_fits(width: int, language: str) -> None:
    """No row is wider than the screen down to 20 columns, and no number is left away."""
    use_language(language)
    try:
        lines = figure_lines(FIGURES, width)
        widest = max(sum(each.width for each in (*line.left, *line.right)) for line in lines)
        words = " ".join(texts(width))
    finally:
        use_language("en")
    if width >= 20:
        assert widest <= width
        assert all(number in words for number in ("5,000", "12,345", "400"))


def test_a_length_of_time_is_said_in_hours_and_minutes() -> None:
    """Seconds are left away."""
    assert [time_words(each) for each in (0, 59, 3599, 3600, 360_059)] == [
        "0 min",
        "0 min",
        "59 min",
        "1 h 00 min",
        "100 h 00 min",
    ]


async def test_the_key_shows_what_was_done_and_leaves(opens: Opens) -> None:
    """What was just tagged and finished is counted, also before it was on disk."""
    async with sitting_at(opens) as desk:
        await desk.press("1", "enter", "shift+f9")
        assert isinstance(desk.app.screen, FiguresScreen)
        await until(desk, lambda: "this sitting" in shown(desk))
        row = next(line for line in desk.lines() if "in all" in line)
        assert row.split()[2:5] == ["2", "min", "1"]
        await desk.press("down", "pagedown", "shift+f9")
        assert not isinstance(desk.app.screen, FiguresScreen)


async def test_a_new_person_is_told_when_it_begins(opens: Opens) -> None:
    """Without an act there is no table, and still the words that it is private."""
    async with sitting_at(opens, size=(40, 12)) as desk:
        await desk.press("shift+f9")
        await until(desk, lambda: "nothing to count yet" in shown(desk))
        assert "These figures are yours" in shown(desk)
        await desk.press("escape")
        assert not isinstance(desk.app.screen, FiguresScreen)


@pytest.mark.usefixtures("in_arabic")
async def test_the_table_is_mirrored_in_arabic(opens: Opens) -> None:
    """Names stand at the right edge, and the numbers go to the left."""
    async with sitting_at(opens) as desk:
        await desk.press("1", "enter", "shift+f9")
        day = re.compile(r"\d{4}-\d\d-\d\d\s*$")
        await until(desk, lambda: any(day.search(line) for line in desk.lines()))


async def test_what_cannot_be_read_is_said(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trouble stands in place of the table."""

    def fails(_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(AnnotationSession, "figures", fails)
    async with sitting_at(opens) as desk:
        await desk.press("shift+f9")
        await until(desk, lambda: "the disk is gone" in shown(desk))


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_head_of_a_column_is_read_whole(language: str) -> None:
    """On 80 columns, in every language."""
    use_language(language)
    try:
        assert [_(head) for head in HEADS if pieces_width([Piece(_(head))]) > HEADS_AT_80] == []
    finally:
        use_language("en")
