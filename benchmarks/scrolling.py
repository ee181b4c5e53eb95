"""Scrolling's figures: a long article beside a bare Textual view of its rows, and bytes a key."""

from __future__ import annotations

import asyncio
import random
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.measure import Result, percentile
from benchmarks.screen import annotate
from benchmarks.terminal import Press, Terminal
from hashiya.services import AnnotationSession
from hashiya.tui.app import HashiyaApp
from hashiya.tui.scene import margins_for, row_facts
from hashiya.tui.widgets import DocumentView

__all__ = ["scroll_results"]

COLUMNS: Final = 100
ROWS: Final = 30
TURNS: Final = 30
"""Turns of the wheel in one direction, before the other view has its turns."""
ROUNDS: Final = 6
WHEEL_DOWN: Final = "\x1b[<65;50;12M"
WHEEL_UP: Final = "\x1b[<64;50;12M"
REPAINT: Final = "\x0c"

BARE_VIEW: Final = textwrap.dedent(
    """
    import sys
    from rich.segment import Segment
    from textual.app import App
    from textual.geometry import Size
    from textual.scroll_view import ScrollView
    from textual.strip import Strip
    with open(sys.argv[1], encoding="utf-8") as lines:
        STRIPS = [Strip([Segment(line.rstrip("\\n"))]) for line in lines]
    class Rows(ScrollView):
        DEFAULT_CSS = "Rows { scrollbar-size-vertical: 0; overflow-x: hidden; }"
        def on_mount(self):
            self.virtual_size = Size(100, len(STRIPS))
        def render_line(self, y):
            line = y + self.scroll_offset.y
            return STRIPS[line] if line < len(STRIPS) else Strip.blank(self.size.width)
    class Bare(App):
        def compose(self):
            yield Rows()
    Bare().run()
    """
)
"""The least that scrolls in Textual: rows that are strips already, without a style."""


def scroll_results(project: Path, ready: str) -> Iterator[Result]:
    """Wheel to screen beside the bare view, bytes a key beside a page, and rows painted anew."""
    lines, seconds = asyncio.run(_painted(project))
    rows = project.with_suffix(".rows")
    rows.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    bare = [sys.executable, "-c", BARE_VIEW, str(rows)]
    with _started(annotate(project), ready) as ours, _started(bare, "") as floor:
        yield _against(ours, floor)
        yield _bytes(ours)
    p50, p95 = (percentile(seconds, share) * 1e6 for share in (0.5, 0.95))
    detail = f"p95 {p95:.0f} µs, {len(seconds)} rows with lanes and colours; a page has 10 to 15"
    yield Result("an uncached row laid out and painted, p50", p50, 600.0, "µs", detail)


def _against(ours: Terminal, floor: Terminal) -> Result:
    """Both are scrolled in turn, so that a slow moment of the machine meets both."""
    turns: tuple[list[Press], list[Press]] = ([], [])
    for number in range(ROUNDS):
        wheel = WHEEL_UP if number % 3 == 2 else WHEEL_DOWN
        for terminal, pressed in zip((ours, floor), turns, strict=True):
            found = (terminal.press(wheel) for _ in range(TURNS))
            pressed += [press for press in found if press is not None]
    (p50, p95), (bare_p50, bare_p95) = (
        [percentile([press.seconds for press in pressed], share) * 1e3 for share in (0.5, 0.95)]
        for pressed in turns
    )
    detail = f"p95 {p95:.1f} ms beside {bare_p95:.1f} ms, p50 {p50:.1f} beside {bare_p50:.1f}"
    name = "scrolling 10,000 words, p95 ÷ a bare view of the same rows"
    return Result(name, p95 / bare_p95, 2.0, "×", detail)


def _bytes(ours: Terminal) -> Result:
    # A repaint of what stands there changes nothing that `press` could wait for.
    before = len(ours.output)
    ours.send(REPAINT)
    ours.settle()
    received = len(ours.output) - before
    keys = ["left", "left", "shift-left", "down", "left", "right", "up", "left"]
    pressed = [ours.press(keys[at % len(keys)]) for at in range(80)]
    sizes = [float(press.received) for press in pressed if press is not None]
    p50, p95 = (percentile(sizes, share) for share in (0.5, 0.95))
    detail = f"p50 {p50:.0f}, p95 {p95:.0f} bytes; a page {received:,}"
    return Result("bytes a key, p95 ÷ a whole page", p95 / received, 1 / 3, "×", detail)


def _started(command: list[str], ready: str) -> Terminal:
    terminal = Terminal(command, columns=COLUMNS, rows=ROWS)
    if ready:
        terminal.wait_for(ready)
    terminal.settle(0.8)
    return terminal


async def _painted(project: Path) -> tuple[list[str], list[float]]:
    """Every line of the article as it is printed, and what each row cost that nobody had asked for.

    Rows come in no order, so that none is at hand because its neighbour was.
    """
    app = HashiyaApp(partial(AnnotationSession.open, str(project), "bench"), "bench")
    try:
        async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
            view = app.annotate.query_one(DocumentView)
            while view.sheet is None or view.scene is None or view.painter is None:
                await pilot.pause(0.02)
            sheet, scene, painter = view.sheet, view.scene, view.painter
            margins = margins_for(view.size.width)
            lines: dict[int, list[str]] = {}

            def paint(row: int) -> None:
                text = painter.text(sheet.layout[row], row_facts(row, sheet, scene), margins)
                count = len(sheet.lines_of(row)) - 1
                lanes = painter.lanes(sheet.lanes_of(row), margins, None, count=count)
                lines[row] = [strip.text for strip in (text, *lanes)]

            rows = list(range(len(sheet.layout)))
            random.Random(17).shuffle(rows)
            sheet.resize(margins.measure - 1)
            sheet.resize(margins.measure)
            seconds = [_seconds(partial(paint, row)) for row in rows if row < len(sheet.layout)]
            return [line for row in sorted(lines) for line in lines[row]], seconds
    finally:
        app.queue.finish()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
