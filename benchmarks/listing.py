"""The list's figures: one look at a large project's documents, whatever the filter and wherever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.bulk import ALIAS
from benchmarks.measure import Result
from hashiya.store import DocumentFilter, ListRequest, open_project

__all__ = ["list_results"]

REPEATS: Final = 5
FILTERS: Final = {
    "all": DocumentFilter(),
    "new": DocumentFilter(state="new"),
    "begun": DocumentFilter(state="begun"),
    "done": DocumentFilter(state="done"),
    "flagged": DocumentFilter(is_flagged=True),
    "a label": DocumentFilter(label="agency"),
    "no label": DocumentFilter(label="nobody has this"),
    "no name": DocumentFilter(words="لا اسم كهذا"),
}
"""The last two match nothing: a look at them reads as much as a look may."""


def list_results(project: Path, *, documents: int) -> Iterator[Result]:
    """One look at each filter, from the beginning, the middle and the end, both ways."""
    with closing(open_project(project)) as store:
        places = [
            (0, False),
            (documents // 2, False),
            (documents // 2, True),
            (documents + 1, True),
        ]
        measured: dict[str, float] = {}
        for name, wanted in FILTERS.items():
            looks: list[float] = []
            for after, backwards in places * REPEATS:
                began = time.perf_counter()
                store.list_documents(ALIAS, ListRequest(wanted, after, backwards=backwards))
                looks.append((time.perf_counter() - began) * 1e3)
            measured[name] = max(looks)
    detail = ", ".join(f"{name} {value:.1f}" for name, value in measured.items())
    slowest = max(measured.values())
    yield Result(f"one look at the list of {documents:,} articles", slowest, 50.0, "ms", detail)
