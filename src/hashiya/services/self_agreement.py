"""Self-agreement: how far what people say of a sentence is what they said of it the first time.

The two readings of a sentence are two columns of one sheet, and are counted by the same measures as
two people's. Must never know how a report looks, nor how sentences were chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from hashiya.agreement import SEED, Sheet, Unit
from hashiya.errors import Reason
from hashiya.services.measured import Case
from hashiya.services.rereading import passage_table
from hashiya.services.self_measured import PassageCount, SelfMeasured
from hashiya.services.sheets import DocumentSeen
from hashiya.services.summing_up import summed_up
from hashiya.services.tallies import Tallies
from hashiya.store import Passage, Store, open_project

__all__ = ["FIRST", "SECOND", "measure_selves"]

FIRST: Final = "first"
"""The first reading, among columns."""

SECOND: Final = "second"
"""The second reading."""

CASES: Final = 5
"""Examples of each kind of difference that are kept unless somebody says otherwise."""

_DAY: Final = 86_400.0


class _Counted(NamedTuple):
    """A finished passage, and what was made of it the second time."""

    passage: Passage
    text: str
    second: Sequence[Unit]


def measure_selves(
    path: Path, *, people: Sequence[str] = (), seed: int | None = None, cases: int = CASES
) -> list[SelfMeasured]:
    """How far people agree with themselves, in alias order; of those who read something again.

    Args:
        path: The project.
        people: Only whose; everybody's where none is named.
        seed: Where drawing starts; None for the seed of always.
        cases: Examples that are kept of each kind of difference.

    Raises:
        StoreError: The project cannot be read.
        CorruptionError: A text or a quote is not what was stored.
    """
    how = (SEED if seed is None else seed, cases)
    held: defaultdict[str, list[Passage]] = defaultdict(list)
    with closing(open_project(path)) as store:
        for each in passage_table(store):
            if each.state != "taken back" and (not people or each.alias in people):
                held[each.alias].append(each)
        return [_measured(store, alias, held[alias], how) for alias in sorted(held)]


def _measured(
    store: Store, alias: str, passages: Sequence[Passage], how: tuple[int, int]
) -> SelfMeasured:
    """One person's figures."""
    seed, cases = how
    scheme = store.scheme()
    known = {label.name for label in scheme.labels}
    finished = [each for each in passages if each.state == "finished"]
    left_out = [
        (each.of_id, Reason("the scheme has no label {label} any more", label=label))
        for each in finished
        for label in _gone(each, known)
    ]
    counted = [each for each in finished if not _gone(each, known)]
    found = SelfMeasured(
        alias=alias,
        planned=_count(passages),
        served=_count(each for each in passages if each.state != "waiting"),
        finished=_count(finished),
        skipped=_count(each for each in passages if each.state == "skipped"),
        left_out=tuple(left_out),
        other_scheme=_count(
            each for each in counted if each.scheme != (scheme.id, scheme.version)
        ).sentences,
        days=_days(counted),
        pair=None,
        confusion=(),
    )
    if not counted:
        return found._replace(why=_why_not(finished))
    labels = {use.label for use in store.label_uses() if use.alias == alias}
    labels |= {label for each in counted for _, _, label in each.first}
    tallies = Tallies(
        (FIRST, SECOND), sorted(labels), with_gold=False, gamma_seed=None, cases=cases
    )
    places: dict[str, tuple[str, int]] = {}
    for each in counted:
        for name, shift, sheet in _sheets(_read(store, each)):
            places[name] = (each.of_id, shift)
            tallies.add(DocumentSeen(name, sheet, (FIRST, SECOND), ()))
    told = summed_up(tallies, (), f"{scheme.id} {scheme.version}", seed)
    confusion = tuple(
        cell._replace(cases=tuple(_in_place(each, places) for each in cell.cases))
        for cell in told.confusion
    )
    return found._replace(pair=told.pairs[0], confusion=confusion, draws=told.draws, seed=told.seed)


def _gone(passage: Passage, known: set[str]) -> list[str]:
    """The first label of the first reading that the scheme lacks; nothing where it has all."""
    return sorted({label for _, _, label in passage.first} - known)[:1]


def _why_not(finished: Sequence[Passage]) -> str:
    if not finished:
        return Reason("no second reading is finished")
    return Reason("the scheme lacks labels of every first reading whose second is finished")


def _count(passages: Iterable[Passage]) -> PassageCount:
    held = list(passages)
    return PassageCount(len(held), sum(len(each.chosen) for each in held))


def _days(passages: Sequence[Passage]) -> tuple[float, float, float] | None:
    """Days between two readings: the median over passages, the least, the most."""
    between = [
        (datetime.fromisoformat(each.second_at) - datetime.fromisoformat(each.first_at))
        for each in passages
    ]
    days = [each.total_seconds() / _DAY for each in between]
    return (median(days), min(days), max(days)) if days else None


def _read(store: Store, passage: Passage) -> _Counted:
    """A passage's text and its second reading."""
    document = store.document(passage.id)
    layer = store.layer(passage.id, passage.alias)
    units = [(each.span.start, each.span.end, each.label) for each in layer.annotations]
    return _Counted(passage, document.text, units)


def _sheets(counted: _Counted) -> Iterator[tuple[str, int, Sheet]]:
    """A sheet for each run of chosen sentences, with its name and where it begins in the article.

    A span counts where it begins. Sentences around, and all between two runs, are in no sheet.
    """
    passage, text, second = counted
    for start, end in _runs(text, passage.chosen):
        columns = {
            name: sorted({unit for unit in units if start <= unit[0] < end})
            for name, units in ((FIRST, passage.first), (SECOND, second))
        }
        reach = max([end, *(unit[1] for units in columns.values() for unit in units)])
        moved = {
            name: [(a - start, b - start, label) for a, b, label in units]
            for name, units in columns.items()
        }
        name = f"{passage.id} {start}"
        yield name, passage.start + start, Sheet(name, text[start:reach], moved)


def _runs(text: str, chosen: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where chosen sentences stand in a row: from the first of them to the last."""
    start, end = chosen[0]
    for first, last in chosen[1:]:
        if text[end:first].strip():
            yield start, end
            start = first
        end = last
    yield start, end


def _in_place(case: Case, places: Mapping[str, tuple[str, int]]) -> Case:
    """A case with its article and its places there."""
    document_id, shift = places[case.document_id]
    left, right = (
        None if unit is None else (unit[0] + shift, unit[1] + shift, unit[2])
        for unit in (case.left, case.right)
    )
    return Case(document_id, left, right, case.start + shift, case.text)
