"""Layout's figures: an article, and one row nobody has asked for before."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Final

from bidi.algorithm import get_display
from rich.cells import cell_len

from benchmarks.corpus import article
from benchmarks.measure import Result, median_seconds, percentile
from hashiya.layout import DocumentLayout

__all__ = ["layout_results"]

WIDTH: Final = 90
CHARACTERS: Final = 5000
ROUNDS: Final = 7
PARAGRAPH_CHARACTERS: Final = 1_000_000


def layout_results() -> Iterator[Result]:
    """One page of 5,000 characters, and single rows of a long article."""
    text = article(words=1200, spans=10).text[:CHARACTERS]
    ours = median_seconds(lambda: _laid_out(text)) * 1e3
    plain = median_seconds(lambda: get_display(text)) * 1e3
    detail = f"python-bidi reorders it alone, without shapes or maps, in {plain:.2f} ms"
    yield Result(f"layout of {len(text):,} characters", ours, 5.0, "ms", detail)
    yield _split_result()
    yield _row_result()


def _row_result() -> Result:
    """The dearest row of a long article; each counts with its best time, without the machine's."""
    text = article(words=10_000, spans=10).text
    rounds = [_seconds_of_rows(text) for _ in range(ROUNDS)]
    best = [min(seconds) * 1e6 for seconds in zip(*rounds, strict=True)]
    p50, p95 = (percentile(best, share) for share in (0.5, 0.95))
    detail = f"p50 {p50:.0f}, p95 {p95:.0f}, {len(best)} rows"
    return Result("the dearest uncached row", max(best), 150.0, "µs", detail)


def _split_result() -> Result:
    """What a caret costs that moves onto a lam-alef in the middle of one very long paragraph."""
    sentence = "ولا قالت الأمم المتحدة في بيان "
    text = sentence * (PARAGRAPH_CHARACTERS // len(sentence))
    layout = DocumentLayout(text, width=WIDTH, char_width=cell_len)
    row = layout.row_of(len(text) // 2)
    _ = layout[row]
    caret = text.index("لأ", len(text) // 2) + 1

    def move() -> None:
        split = layout.with_splits(frozenset({caret}))
        _ = [split[row] for row in split.changed_rows(layout)]

    milliseconds = median_seconds(move) * 1e3
    return Result(f"a split in {len(text):,} characters", milliseconds, 50.0, "ms", "one paragraph")


def _laid_out(text: str) -> None:
    layout = DocumentLayout(text, width=WIDTH, char_width=cell_len)
    len(layout)


def _seconds_of_rows(text: str) -> list[float]:
    """What each row costs that nobody has asked for before; asked in the same odd order."""
    layout = DocumentLayout(text, width=WIDTH, char_width=cell_len)
    rows = list(range(len(layout)))
    random.Random(17).shuffle(rows)
    seconds: list[float] = []
    for row in rows:
        started = time.perf_counter()
        _ = layout[row]
        seconds.append(time.perf_counter() - started)
    return seconds
