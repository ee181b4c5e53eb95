"""Many at once on one file: no place given twice, nothing lost, everybody gets their turn."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import pytest
from tests.store.making import SENTENCES, Project, adding, annotation, marking, plain
from tests.store.raw import child, read_all

from hashiya.store import DocumentSlots, Slots, Store, open_project

PLACES = 2
"""Places on each document."""


class Told(NamedTuple):
    """What one process says it has done."""

    alias: str
    """Its person."""
    claimed: list[str]
    """Documents it was given, in order."""
    waits: list[float]
    """Seconds that each of its writes took."""


def _annotator(path: Path, alias: str, start: int, seconds: float | None) -> Callable[[int], None]:
    """Claims, tags and finishes one document after the other, until there is none or time is up."""

    def work(_: int) -> None:
        store = open_project(path)
        session = store.open_session(alias, "laptop", "0.1")
        os.read(start, 1)  # ends when the parent opens the gate for all at once
        told = Told(alias, [], [])
        until = None if seconds is None else time.monotonic() + seconds
        while until is None or time.monotonic() < until:
            if not _one_document(store, session, told):
                break
        store.close()
        path.with_name(f"{alias}.json").write_text(json.dumps(told))

    return work


def _one_document(store: Store, session: str, told: Told) -> bool:
    began = time.monotonic()

    def note() -> None:
        nonlocal began
        now = time.monotonic()
        told.waits.append(now - began)
        began = now

    claim = store.claim(session)
    note()
    if claim is None:
        return False
    told.claimed.append(claim.document_id)
    store.record(session, claim.document_id, adding(annotation(f"{session}.{len(told.waits)}")))
    note()
    for sentence in SENTENCES:
        store.record(session, claim.document_id, marking(sentence, None, "done"))
        note()
    return True


def _together(project: Project, people: int, seconds: float | None) -> list[Told]:
    """What everybody says once all have stopped."""
    aliases = [f"p{number}" for number in range(people)]
    for alias in aliases:
        project.store.add_annotator(alias)
    project.store.close()
    gate, opener = os.pipe()
    with ExitStack() as stack:
        outputs = []
        for alias in aliases:
            work = _annotator(project.path, alias, gate, seconds)
            outputs.append(stack.enter_context(child(_shut(opener, work))))
        os.close(opener)
        for process, output in outputs:
            read_all(output)
            assert os.waitpid(process, 0)[1] == 0
    os.close(gate)
    files = [project.path.with_name(f"{alias}.json") for alias in aliases]
    return [Told(*json.loads(file.read_text())) for file in files]


def _shut(opener: int, work: Callable[[int], None]) -> Callable[[int], None]:
    """The work, without the end of the gate that a child would keep open."""

    def begin(output: int) -> None:
        os.close(opener)
        work(output)

    return begin


def _expect_whole(project: Project, told: list[Told]) -> None:
    """Each claim once, by whoever says so, with all that was done on it; the doctor is content."""
    said = {(each.alias, name) for each in told for name in each.claimed}
    assert len(said) == sum(len(each.claimed) for each in told)
    by_document = Counter(name for _, name in said)
    assert max(by_document.values()) <= PLACES
    store = project.reopen()
    held = {
        (slot.alias, page.id): slot.state
        for page in _pages(store)
        for slot in page.slots
        if slot.alias is not None
    }
    assert held == dict.fromkeys(said, "submitted")
    for alias, name in said:
        layer = store.layer(name, alias)
        assert (len(layer.annotations), len(layer.marks)) == (1, len(SENTENCES))
    assert [*store.check()] == []


def _pages(store: Store) -> Iterator[DocumentSlots]:
    after = 0
    while page := store.slots_page(after=after, limit=1_000):
        yield from page
        after = page[-1].position


def _fill(project: Project, documents: int) -> None:
    session = project.sit("lamia")
    names = [f"d{number}" for number in range(documents)]
    project.store.put(session, [plain(name) for name in names])
    project.store.assign(session, [Slots(name, (), PLACES) for name in names])


def test_the_queue_is_emptied_by_many_at_once(project: Project) -> None:
    """Eight processes take all places: each place once, everybody's work whole, nobody left out."""
    people, documents = 8, 40
    _fill(project, documents)
    told = _together(project, people, None)
    assert sum(len(each.claimed) for each in told) == documents * PLACES
    fair = documents * PLACES / people
    assert min(len(each.claimed) for each in told) >= fair / 4
    _expect_whole(project, told)


@pytest.mark.torture
@pytest.mark.parametrize("seconds", [60, 600])
def test_sixty_four_people_at_once(
    project: Project, seconds: int, record_property: Callable[[str, object], None]
) -> None:
    """As fast as they can, for a minute and for ten: 0 doubles, 0 lost, and turns in order."""
    people = 64
    _fill(project, 300 * seconds // PLACES)
    told = _together(project, people, seconds)
    _expect_whole(project, told)
    waits = sorted(wait for each in told for wait in each.waits)
    counts = [len(each.waits) for each in told]
    centiles = quantiles(waits, n=100)
    numbers = {
        "writes": len(waits),
        "documents": sum(len(each.claimed) for each in told),
        "writes a person": f"{min(counts)} to {max(counts)}",
        "median seconds": round(centiles[49], 3),
        "p99 seconds": round(centiles[98], 3),
        "longest seconds": round(waits[-1], 3),
    }
    for name, number in numbers.items():
        record_property(name, number)
    print(numbers)  # noqa: T201 - the numbers are what this run is for
    assert min(counts) >= len(waits) / people / 2
