"""Clicks in real terminals: the mouse of a virtual screen tags exactly what it was drawn over.

Run by `make terminals`. What is clicked is worked out without a terminal, from the same text in
the same measure; what was tagged is read from the project.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from tools.screenshots.display import Display
from tools.screenshots.terminals import COLUMNS, ROWS, TERMINALS, Terminal
from tools.screenshots.visit import OPEN, _opened

from hashiya.cli.main import run
from hashiya.services import AnnotationSession
from tests.tui.sessions import MemorySession, make_document, sitting_at

pytestmark = pytest.mark.terminals

ALIAS: Final = "salma"
TEXT: Final = (
    "وقالت وكالة الأنباء (رويترز) إن مُدِيرَ الأُمَمِ المُتَّحِدَةِ وصل إلى «لاهاي» في ٢٩ يناير 2021.\n"
    "أعلن UNHCR أن 12 دولة، منها France وكندا، وقّعت الاتفاق «الأولي» [أمس] قبل 17:30.\n"
    "The WHO said: لا تعليق على الأرقام 3/4 حتى الآن.\n"
)
DRAGGED: Final = (
    *("الة الأن", "مَمِ المُ", "لاها", "ناير 20"),
    *("HC", "12 دول", "France وك", "أمس", "O said: لا"),
)
"""Parts of words and of several, within one direction and across two."""
PAGE_PIXELS: Final = 8000
"""A page of the program differs from one line in more than these."""
START_SECONDS: Final = 30.0
SETTLING_SECONDS: Final = 1.5
MOUSE_SECONDS: Final = 0.15
"""Between two things the hand does."""


class Grid(NamedTuple):
    """Where a terminal's cells stand on the virtual screen, in pixels."""

    left: float
    top: float
    width: int
    height: int

    def middle(self, cell: tuple[int, int]) -> tuple[str, str]:
        """The middle of a cell, as xdotool wants it."""
        column, line = cell
        x = self.left + (column + 0.5) * self.width
        y = self.top + (line + 0.5) * self.height
        return str(round(x)), str(round(y))


def grid_of(display: Display) -> Grid:
    """The cells of the largest window, whose frame is thinner than a cell."""
    found = []
    for window in display._windows():
        said = display._run("xdotool", "getwindowgeometry", "--shell", window).decode()
        facts = dict(line.split("=") for line in said.split() if "=" in line)
        found.append(tuple(int(facts[name]) for name in ("WIDTH", "HEIGHT", "X", "Y")))
    wide, high, x, y = max(each for each in found if each[0] < 1280 and each[1] < 860)
    width, height = wide // COLUMNS, high // ROWS
    return Grid(x + (wide % COLUMNS) / 2, y + (high % ROWS) / 2, width, height)


def hand(display: Display, *deeds: tuple[str, ...]) -> None:
    """Do one thing after the other, as fast as a quick hand."""
    for deed in deeds:
        display._run("xdotool", *deed)
        time.sleep(MOUSE_SECONDS)


@contextmanager
def annotating(
    terminal: Terminal, folder: Path, options: tuple[str, ...] = ()
) -> Iterator[tuple[Display, Grid]]:
    """The annotate screen on a project with the text, in a real terminal; left at the end."""
    for program in ("Xvfb", "xdotool", "import", *terminal.programs):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    project, article = folder / "clicks.hashiya", folder / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert run(["init", str(project)]) == 0
    assert run(["-p", str(project), "import", str(article)]) == 0
    command = ["-p", str(project), "annotate", "--as", ALIAS, *options]
    with _opened(terminal, folder / "terminal") as (display, inside):
        inside.mode("before")
        display.focus()
        before = display.still()
        grid = grid_of(display)
        inside.begin("run " + json.dumps([sys.executable, "-c", OPEN, *command]))
        end = time.monotonic() + START_SECONDS
        while display.still().differing(before) < PAGE_PIXELS and time.monotonic() < end:
            time.sleep(MOUSE_SECONDS)
        # The first page stands before the terminal has been told to report the mouse.
        hand(display, ("mousemove", *grid.middle((1, 1))))
        time.sleep(SETTLING_SECONDS)
        # Leaves the questions that open by themselves on a terminal that needs a setting.
        display.press("Escape")
        time.sleep(SETTLING_SECONDS)
        yield display, grid
        display.press("q")
        inside.ended()


def tagged(folder: Path) -> list[tuple[str, str, int]]:
    """Label, quote and start of every annotation that the project holds."""
    session = AnnotationSession.open(str(folder / "clicks.hashiya"), ALIAS)
    try:
        page = session.resume()
        assert page is not None
        return [(each.label, each.quote, each.span.start) for each in page.layer.annotations]
    finally:
        session.close()


def bounds_of(quote: str) -> tuple[int, int]:
    """Where a quote stands in the text."""
    start = TEXT.index(quote)
    return start, start + len(quote)


async def cells_of(offsets: list[int]) -> list[tuple[int, int]]:
    """The cells of the screen that show these offsets while nothing is tagged."""
    session = MemorySession([make_document(TEXT)])
    async with sitting_at(session, size=(COLUMNS, ROWS)) as desk:
        return [tuple(desk.cell(offset)) for offset in offsets]  # type: ignore[misc]


def by_name(*names: str) -> list[Terminal]:
    """The terminals of these names."""
    return [terminal for terminal in TERMINALS if terminal.name in names]


async def drag_all(display: Display, grid: Grid) -> None:
    """Drag over each of the parts and tag it."""
    bounds = [bounds_of(quote) for quote in DRAGGED]
    ends = await cells_of([offset for start, end in bounds for offset in (start, end - 1)])
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        hand(
            display,
            ("mousemove", *grid.middle(first)),
            ("mousedown", "1"),
            ("mousemove", *grid.middle(last)),
            ("mouseup", "1"),
            ("key", "4"),
        )


@pytest.mark.parametrize("terminal", TERMINALS, ids=[terminal.name for terminal in TERMINALS])
async def test_a_drag_in_a_terminal_tags_what_it_went_over(
    terminal: Terminal, tmp_path: Path
) -> None:
    """From a pixel on one letter to a pixel on another, exactly the cells between are tagged."""
    with annotating(terminal, tmp_path) as (display, grid):
        await drag_all(display, grid)
    expected = [("topic", quote, TEXT.index(quote)) for quote in DRAGGED]
    assert tagged(tmp_path) == sorted(expected, key=lambda each: each[2])


@pytest.mark.parametrize("terminal", by_name("vte"), ids=["vte"])
async def test_the_check_sees_a_terminal_that_reorders(terminal: Terminal, tmp_path: Path) -> None:
    """In VTE that is left to reorder by itself the same drags tag something else."""
    with annotating(terminal, tmp_path, ("--bidi", "plain")) as (display, grid):
        await drag_all(display, grid)
    assert {quote for _, quote, _ in tagged(tmp_path)} != set(DRAGGED)


@pytest.mark.parametrize("terminal", by_name("xterm", "vte"), ids=["xterm", "vte"])
async def test_buttons_in_a_terminal_do_what_they_say(terminal: Terminal, tmp_path: Path) -> None:
    """A double click picks the word, a label of the bar tags it, the right button opens a menu."""
    once, twice = await cells_of([TEXT.index("دولة") + 1, TEXT.index("الاتفاق") + 4])
    with annotating(terminal, tmp_path) as (display, grid):
        hand(
            display,
            ("mousemove", *grid.middle(twice)),
            ("click", "--repeat", "2", "--delay", "60", "1"),
            # The bar's first label, in the last line but one.
            ("mousemove", *grid.middle((3, ROWS - 2))),
            ("click", "1"),
            ("mousemove", *grid.middle(once)),
            ("click", "3"),
            ("key", "Down"),
            ("key", "Return"),
        )
    assert [each[:2] for each in tagged(tmp_path)] == [("official", "دولة"), ("agency", "الاتفاق")]
