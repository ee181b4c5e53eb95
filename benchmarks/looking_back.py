"""The history's figures: a page of it, an undo far down, going back, and the day's work, all long.

Acts are written as the application writes them, each in its own transaction.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.bulk import ALIAS
from benchmarks.measure import Result, median_seconds
from hashiya.model import Act, MarkSentence, MarkState
from hashiya.store import HistoryKey, Store, open_project

__all__ = ["history_results"]

PAGE: Final = 40
FAR: Final = 200
"""Acts that are taken back as one part of a long way."""


def history_results(project: Path, *, acts: int) -> Iterator[Result]:
    """What looking back costs somebody who has done so many acts.

    Args:
        project: Any with an article; its first sentence is finished and opened again.
        acts: How many times.
    """
    with closing(open_project(project)) as store:
        store.add_annotator(ALIAS)
        session = store.open_session(ALIAS, "bench", "0")
        _work(store, session, acts)
        deep = _deep_key(store)
        yield _in_milliseconds(
            "newest page of", acts, 20.0, lambda: store.history(ALIAS, limit=PAGE)
        )
        yield _in_milliseconds(
            "a page far down of", acts, 20.0, lambda: store.history(ALIAS, key=deep, limit=PAGE)
        )
        yield _in_milliseconds("figures of", acts, 50.0, lambda: store.figures(ALIAS))
        began = time.perf_counter()
        store.travel(session, acts // 2, limit=FAR)
        seconds = time.perf_counter() - began
        yield Result(f"going back {FAR} of {acts:,} acts, each", seconds / FAR * 1e3, 5.0, "ms")
        while store.travel(session, acts // 2).left:
            pass
        yield _in_milliseconds("undo half way down", acts, 20.0, lambda: store.undo(session))


def _in_milliseconds(name: str, acts: int, goal: float, work: Callable[[], object]) -> Result:
    return Result(f"{name} {acts:,} acts", median_seconds(work) * 1e3, goal, "ms")


def _work(store: Store, session: str, acts: int) -> None:
    """Finish a sentence and open it again, over and over."""
    document_id = store.page(ALIAS, limit=1)[0].id
    sentence = store.document(document_id).sentences[0]
    layer = store.layer(document_id, ALIAS)
    state = next((mark.state for mark in layer.marks if mark.span == sentence), None)
    for _ in range(acts):
        after: MarkState | None = None if state else "done"
        edit = MarkSentence(span=sentence, before=state, after=after)
        store.record(session, document_id, Act(edits=(edit,)))
        state = edit.after


def _deep_key(store: Store) -> HistoryKey | None:
    """Where a page far down begins."""
    key: HistoryKey | None = None
    for _ in range(20):
        key = store.history(ALIAS, key=key, limit=PAGE).next or key
    return key
