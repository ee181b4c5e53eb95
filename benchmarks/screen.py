"""The screen's figures, through a pseudo-terminal: key to screen, and time until one can work."""

from __future__ import annotations

import statistics
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measure import Result, percentile
from benchmarks.terminal import KEYS, Press, Terminal

__all__ = ["key_results", "opening_results", "start_results"]

PRESSES: Final = 120
STARTS: Final = 7

BARE_APP: Final = textwrap.dedent(
    """
    from textual.app import App
    from textual.widgets import Static
    class Bare(App):
        def compose(self):
            yield Static("READY")
        def on_key(self, event):
            self.query_one(Static).update(event.key)
    Bare().run()
    """
)
"""What Textual costs by itself: one widget that shows the key that was pressed."""


def bare_app() -> list[str]:
    """The command that starts the bare app."""
    return [sys.executable, "-c", BARE_APP]


def annotate(project: Path) -> list[str]:
    """The command that opens a project as a person would."""
    program = "from hashiya.cli import main; main()"
    return [sys.executable, "-c", program, "-p", str(project), "annotate", "--as", "bench"]


def key_results(project: Path, ready: str) -> Iterator[Result]:
    """Key presses on a long article, beside the same keys on the bare app."""
    ours = _presses(annotate(project), ready, ["left", "left", "left", "down", "left", "right"])
    bare = _presses(bare_app(), "READY", ["left", "right"])
    received = statistics.median(press.received for press in ours)
    for name, share, goal in (("p50", 0.5, 5.0), ("p95", 0.95, 16.0)):
        milliseconds, floor = (
            percentile([press.seconds for press in pressed], share) * 1e3
            for pressed in (ours, bare)
        )
        detail = f"{received:.0f} bytes a key; a bare Textual app {floor:.1f} ms"
        title = f"key to screen, {name}, 10,000 words, 1,000 spans"
        yield Result(title, milliseconds, goal, "ms", detail)


def start_results(small: Path, large: Path, ready: str) -> Iterator[Result]:
    """Time until the first page stands, beside the bare app, small beside large."""
    rounds = [
        (
            _start(annotate(small), ready),
            _start(annotate(large), ready),
            _start(bare_app(), "READY"),
        )
        for _ in range(STARTS)
    ]
    seconds = [statistics.median(column) for column in zip(*rounds, strict=True)]
    detail = f"{seconds[0] * 1e3:.0f} ms beside {seconds[2] * 1e3:.0f} ms"
    against_bare = statistics.median(row[0] / row[2] for row in rounds)
    yield Result("time to interactive ÷ bare Textual app", against_bare, 1.7, "×", detail)
    detail = f"{seconds[1] * 1e3:.0f} ms beside {seconds[0] * 1e3:.0f} ms"
    against_small = statistics.median(row[1] / row[0] for row in rounds)
    yield Result("time to interactive, 100,000 documents ÷ 10", against_small, 1.1, "×", detail)


def opening_results(small: Path, large: Path, ready: str, *, sentences: int) -> Iterator[Result]:
    """A large project beside a small one: time until the first page stands, and memory there."""
    rounds: list[tuple[float, float]] = []
    held: list[int] = []
    for _ in range(STARTS):
        seconds = _start(annotate(small), ready)
        with Terminal(annotate(large)) as terminal:
            rounds.append((seconds, terminal.wait_for(ready)))
            terminal.settle()
            held.append(terminal.resident_bytes())
    ratio = statistics.median(big / little for little, big in rounds)
    little, big = (statistics.median(column) * 1e3 for column in zip(*rounds, strict=True))
    detail = f"{big:.0f} ms beside {little:.0f} ms"
    yield Result(f"opening {sentences:,} sentences ÷ 10", ratio, 1.25, "×", detail)
    yield Result(f"memory there, {sentences:,} sentences", max(held) / 1e6, 90.0, "MB", "resident")


def _start(command: list[str], ready: str) -> float:
    with Terminal(command) as terminal:
        return terminal.wait_for(ready)


def _presses(command: list[str], ready: str, keys: list[str]) -> list[Press]:
    with Terminal(command) as terminal:
        terminal.wait_for(ready)
        terminal.settle(0.5)
        for key in keys:
            terminal.press(KEYS[key])
        pressed = (terminal.press(keys[index % len(keys)]) for index in range(PRESSES))
        return [press for press in pressed if press is not None]
