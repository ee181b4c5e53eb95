"""A review's figures: a project laid out as cards, and a long article reviewed, also on the screen.

Two people have marked the seeded corpus with seeded differences, as for agreement.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.agreeing import marked
from benchmarks.corpus import Generated, article, documents
from benchmarks.measure import Result, percentile
from benchmarks.terminal import Terminal
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
PRESSES: Final = 60
QUIET_SECONDS: Final = 0.2
"""Silence after which a ruling is written and all of it is painted."""
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
    yield from _paints(long)


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


def _paints(project: Path) -> Iterator[Result]:
    """Key to screen: the next card while reading, and after a ruling."""
    program = "from hashiya.cli import main; main()"
    options = ["review", "--as", "huda", "--session", "bench"]
    with Terminal([sys.executable, "-c", program, "-p", str(project), *options]) as terminal:
        terminal.wait_for("saved")
        terminal.settle(1.0)
        for name, key in (("next card", "n"), ("ruling", "0")):
            pressed = [terminal.press(key, quiet=QUIET_SECONDS) for _ in range(PRESSES)]
            spent = [press.seconds * 1e3 for press in pressed if press is not None]
            detail = f"p50 {percentile(spent, 0.5):.1f} ms, {len(spent)} keys"
            title = f"{name}, key to the card's next paint, p95"
            yield Result(title, percentile(spent, 0.95), 50.0, "ms", detail)


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
