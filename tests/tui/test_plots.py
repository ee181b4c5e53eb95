"""Plots hold nothing but dots, are as large as they should be, and run as the interface does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.tui import plots
from hashiya.tui.locale import use_language

pytest.importorskip("plotille", reason="a plot needs plotille")

shares = st.floats(-0.5, 1.5)
BLANK = "⠀"


@pytest.fixture
def in_arabic() -> Iterator[None]:
    """The interface in Arabic."""
    use_language("ar")
    yield
    use_language("en")


def is_of_dots(text: str) -> bool:
    """Whether every character is one of eight dots, blank or not."""
    return all("⠀" <= character <= "⣿" for character in text)


def dots(text: str) -> int:
    """How many dots are set."""
    return sum((ord(character) - ord(BLANK)).bit_count() for character in text)


@given(shares, shares, st.integers(1, 40))
def test_a_bar_is_as_long_as_its_room(one: float, other: float, columns: int) -> None:
    """Whatever the figure is, and fuller for a larger one."""
    drawn = [plots.bar(share, columns, (0.2, 0.7)) for share in sorted((one, other))]
    assert all(len(bar) == columns and is_of_dots(bar) for bar in drawn)
    assert dots(drawn[0]) <= dots(drawn[1])


def test_a_bar_is_full_at_one_and_shows_where_one_would_be() -> None:
    """Three of four dots high, a mark at the end, and the range under it."""
    assert plots.bar(1.0, 4) == "⠿⠿⠿⢿"
    assert plots.bar(0.5, 4) == "⠿⠿⠀⢸"
    assert plots.bar(0.0, 4) == "⠀⠀⠀⢸"
    assert plots.bar(0.5, 4, (0.25, 0.75)) == "⠿⣿⣀⣸"


@given(st.lists(shares, min_size=1, max_size=60), st.integers(2, 60), st.integers(1, 9))
def test_a_course_fills_its_room(values: list[float], columns: int, rows: int) -> None:
    """As many lines and columns as were asked for, also for a single day."""
    drawn = plots.course(values, columns, rows)
    assert [len(line) for line in drawn] == [columns] * rows
    assert all(map(is_of_dots, drawn))


def test_a_course_rises() -> None:
    """From the lower corner where it begins to the upper one where it ends."""
    drawn = plots.course([0.0, 1.0], 10, 3)
    assert drawn[0].strip(BLANK).startswith("⡇")
    assert drawn[0][1:5] == BLANK * 4
    assert drawn[0][-1] != BLANK
    assert dots(drawn[-1][-2:]) == 2  # the line at 0 alone


def test_a_shade_is_as_full_as_its_share() -> None:
    """Sixteen dots in two columns, spread evenly."""
    assert [dots(plots.shade(share / 16, 2)) for share in range(17)] == list(range(17))


@pytest.mark.usefixtures("in_arabic")
def test_plots_run_from_the_right_in_arabic() -> None:
    """A bar grows to the left, and time goes there."""
    assert plots.bar(0.5, 4) == "⡇⠀⠿⠿"
    assert plots.course([0.0, 1.0], 10, 3)[0][0] != BLANK
    assert plots.course([1.0, 0.0], 10, 3)[0][0] == BLANK
