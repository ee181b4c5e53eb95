"""Search's figures: the first page of hits in a large project, and what the index costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.bulk import ALIAS
from benchmarks.measure import Result, percentile
from hashiya.services import make_word_index
from hashiya.store import HitFilter, SearchRequest, Store, open_project
from hashiya.text import Query, word_spans

__all__ = ["search_results"]

REPEATS: Final = 5
SAMPLED_DOCUMENTS: Final = 200


def search_results(project: Path, *, sentences: int) -> Iterator[Result]:
    """First pages of rare and frequent words, beginnings, phrases and filters.

    Args:
        project: One of `sentences` sentences; it gets its index of words here.
        sentences: What is said of it.
    """
    size = project.stat().st_size
    began = time.perf_counter()
    make_word_index(project)
    seconds = time.perf_counter() - began
    grown = (project.stat().st_size - size) / 1e6
    with closing(open_project(project)) as store:
        measured = {
            name: max(_seconds(store, request) for _ in range(REPEATS)) * 1e3
            for name, request in _requests(store)
        }
    slowest = max(measured, key=measured.__getitem__)
    detail = f"slowest: {slowest}; index {seconds:.1f} s, {grown:.0f} MB; " + ", ".join(
        f"{name} {value:.1f}" for name, value in measured.items()
    )
    p95 = percentile(list(measured.values()), 0.95)
    yield Result(f"first page of hits in {sentences:,} sentences, p95", p95, 50.0, "ms", detail)


def _requests(store: Store) -> Iterator[tuple[str, SearchRequest]]:
    words: dict[str, int] = {}
    texts = store.sample_texts(SAMPLED_DOCUMENTS)
    for text in texts:
        for start, end in word_spans(text):
            if text[start:end].isalpha():
                words[text[start:end]] = words.get(text[start:end], 0) + 1
    by_count = sorted(words, key=lambda word: (-words[word], word))
    frequent, rare = by_count[0], by_count[-1]
    phrase = " ".join(texts[0].split()[:3])
    yield "frequent word", SearchRequest(Query(frequent))
    yield "rare word", SearchRequest(Query(rare))
    yield "phrase", SearchRequest(Query(phrase))
    yield "beginning", SearchRequest(Query(frequent[:2], is_typing=True))
    yield "one letter", SearchRequest(Query(frequent[:1], is_typing=True))
    yield "not there", SearchRequest(Query("غيرموجودقطعا"))
    yield "untagged", SearchRequest(Query(frequent), HitFilter(is_untagged=True))
    yield "in a label", SearchRequest(Query(frequent), HitFilter(label="date"))
    yield "in done articles", SearchRequest(Query(frequent), HitFilter(state="done"))
    begun = HitFilter(label="date", state="begun")
    yield "in a label, begun", SearchRequest(Query(frequent), begun)
    both = HitFilter(label="date", state="done", is_flagged=True)
    yield "in a label, done, flagged", SearchRequest(Query(frequent), both)


def _seconds(store: Store, request: SearchRequest) -> float:
    began = time.perf_counter()
    store.search(ALIAS, request)
    return time.perf_counter() - began
