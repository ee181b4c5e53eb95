"""A review's figures: laying out a project as cards, and a ruling in an article with many of them.

Two people have marked the seeded corpus with seeded differences, as for agreement.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.agreeing import marked
from benchmarks.corpus import Generated, article, documents
from benchmarks.measure import Result, percentile
from hashiya.agreement import Quorum
from hashiya.model import DocumentRecord, SpanRecord
from hashiya.services import (
    Decision,
    ReviewCard,
    ReviewPage,
    ReviewPlan,
    ReviewSession,
    default_scheme,
    make_project,
)
from hashiya.services.proposals import sided_cards
from hashiya.services.review_cards import laid_out
from hashiya.store import open_project

__all__ = ["review_results"]

PEOPLE: Final = ("ann", "bab")
FULL: Final = 10_000
SECONDS: Final = 10.0
"""For `FULL` documents, read from the project and laid out."""
RULINGS: Final = 100
BATCH: Final = 500


def review_results(folder: Path, *, count: int) -> Iterator[Result]:
    """Cards of a whole project, then rulings in one long article.

    Args:
        folder: Where projects can be made.
        count: Documents, of ten sentences each.
    """
    project = _project(folder / "review.hashiya", documents(count * 10))
    plan = ReviewPlan(unfinished=True)
    with closing(ReviewSession.open(project, "huda", "bench", plan)) as session:
        read = built = 0.0
        cards = waiting = 0
        for each in session.ready():
            began = time.process_time()
            page = session.look(each.state.id)
            read += time.process_time() - began
            began = time.process_time()
            built_again = _built(session, page)
            built += time.process_time() - began
            cards += len(built_again)
            waiting += page.open_cards
    detail = f"of CPU; {cards:,} cards, {waiting:,} wait; {read:.1f} s with reading"
    yield Result(f"cards of {count:,} documents", built, SECONDS * count / FULL, "s", detail)
    long = _project(folder / "long.hashiya", [article(words=10_000, spans=1_000)])
    with closing(ReviewSession.open(long, "huda", "bench", plan)) as session:
        yield _rulings(session)


def _built(session: ReviewSession, page: ReviewPage) -> tuple[ReviewCard, ...]:
    """The cards of a page out of its layers, as its first reading made them."""
    sided = sided_cards(page.document, page.layers, session.scheme, Quorum())
    people = [layer.annotator for layer in page.layers]
    return laid_out(sided, page.gold, session.scheme.policy, people, page.responses)


def _rulings(session: ReviewSession) -> Result:
    first = next(session.ready())
    page: ReviewPage = session.enter(first.state.id)
    total = len(page.cards)
    spent: list[float] = []
    for _ in range(min(RULINGS, page.open_cards)):
        card = next(each for each in page.cards if each.waits)
        began = time.perf_counter()
        page = session.rule(page, card, Decision("neither"))
        spent.append((time.perf_counter() - began) * 1e3)
    name = f"a ruling in an article of {total:,} cards, p95"
    return Result(name, percentile(spent, 0.95), 50.0, "ms", f"p50 {percentile(spent, 0.5):.1f} ms")


def _project(path: Path, corpus: Iterator[Generated] | list[Generated]) -> Path:
    """Everybody's layer on every document."""
    make_project(path, default_scheme())
    with closing(open_project(path)) as store:
        store.add_annotator("lead")
        session = store.open_session("lead", "bench", "0")
        drawn = iter(corpus)
        while batch := [*islice(drawn, BATCH)]:
            store.put(session, [_record(one, who) for one in batch for who in PEOPLE])
    return path


def _record(one: Generated, who: str) -> DocumentRecord:
    spans = tuple(SpanRecord(*unit) for unit in sorted({*marked(one, who)}))
    return DocumentRecord(one.id, one.id, one.text, annotator=who, spans=spans, has_layer=True)
