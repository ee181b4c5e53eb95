"""Rereading: a share of the sentences that people have finished, given to the same people again.

Which ones is a function of the project and a seed: runs of sentences are drawn by lot, from each
person's own, and planned again the same share only fills up what is missing. How far the second
readings agree with the first stands in `self_agreement`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from hashiya.errors import UsageError
from hashiya.model import DocumentRecord
from hashiya.services.coordinating import coordinator_session, every_document
from hashiya.services.drawing_lots import AROUND, Sentences, chosen_sentences, together
from hashiya.services.passage_names import PassageNames
from hashiya.store import Passage, PassageWanted, Person, Store, open_project

__all__ = [
    "PlannedFor",
    "Rereading",
    "passage_table",
    "plan_rereading",
    "take_back_passages",
]

PAGE: Final = 500
"""Passages that are read at once."""

Bounds: TypeAlias = tuple[int, int]
"""Start and end in code points."""


class Rereading(NamedTuple):
    """What a coordinator says."""

    share: Fraction
    """Of the sentences that somebody has finished; from 0 to 1."""
    days: int = 7
    """How long ago a sentence was finished at least."""
    people: tuple[str, ...] = ()
    """Who reads again; everybody who has finished something where none is named."""
    seed: int = 0
    """Where drawing lots starts."""


class PlannedFor(NamedTuple):
    """What was planned for one person, or would be."""

    alias: str
    """Who."""
    finished: int
    """Sentences that the share is of."""
    before: int
    """Those of them that were planned before."""
    sentences: int
    """Those that were planned now."""
    passages: int
    """In how many passages."""


def plan_rereading(
    path: Path,
    by: str,
    wanted: Rereading,
    *,
    dry_run: bool = False,
    now: datetime | None = None,
) -> list[PlannedFor]:
    """Give people a share of their sentences again; what was planned for each.

    Args:
        path: The project.
        by: Who plans.
        wanted: What is wanted.
        dry_run: Say what would be planned, and plan nothing.
        now: The moment from which days are counted back.

    Raises:
        UsageError: `by` may not, or somebody named is not there, inactive, or has finished nothing.
        StoreError: Somebody changed the sentences meanwhile.
    """
    before = _days_ago(wanted.days, now or datetime.now(UTC))
    with closing(open_project(path)) as store:
        people = _people(store, wanted.people)
        session = coordinator_session(store, by)
        held = _held(store)
        names = PassageNames(
            (each.name for each in every_document(store)),
            (each.name for passages in held.values() for each in passages),
        )
        found: list[PlannedFor] = []
        for person in people:
            alias = person.alias
            planning = _Planning(store, alias, held[alias], before)
            chosen = chosen_sentences(planning.sentences, wanted.share, (wanted.seed, alias))
            passages = planning.passages(chosen, names)
            if passages:
                store.plan_passages(session, alias, passages, dry_run=dry_run)
            finished = sum(len(each.finished) for each in planning.sentences)
            had = sum(len(each.planned) for each in planning.sentences)
            count = sum(len(each.chosen) for each in passages)
            found.append(PlannedFor(alias, finished, had, count, len(passages)))
        return found


def take_back_passages(path: Path, by: str, people: Sequence[str]) -> dict[str, int]:
    """Take back what people were given again and have not opened; alias to how many passages.

    Args:
        path: The project.
        by: Who does it.
        people: Whose; everybody's where none is named.

    Raises:
        UsageError: `by` may not.
        StoreError: Somebody named is not there.
    """
    with closing(open_project(path)) as store:
        session = coordinator_session(store, by)
        named = list(dict.fromkeys(people)) or sorted(_held(store))
        return {alias: store.take_back(session, alias) for alias in named}


def passage_table(store: Store) -> Iterator[Passage]:
    """All passages, in the order they were planned in, read by pages."""
    after = 0
    while page := store.passages(after=after, limit=PAGE):
        yield from page
        after = page[-1].position


class _Planning:
    """What one person has finished, and what of it may be read again."""

    def __init__(self, store: Store, alias: str, held: Sequence[Passage], before: str) -> None:
        self._store = store
        self._alias = alias
        self._before = before
        self._held: defaultdict[str, list[Passage]] = defaultdict(list)
        for each in held:
            self._held[each.of_id].append(each)
        self.sentences = [
            found
            for record in store.stream(alias, only_with_layer=True)
            if (found := self._countable(record)).finished
        ]
        """By document, in the project's order; documents without any left out."""

    def passages(
        self, chosen: Mapping[str, Sequence[int]], names: PassageNames
    ) -> list[PassageWanted]:
        """Chosen sentences with those around them; what would overlap is one passage."""
        found: list[PassageWanted] = []
        for document_id in chosen:
            document = self._store.document(document_id)
            bounds = [(span.start, span.end) for span in document.sentences]
            for group in together(chosen[document_id]):
                first = max(0, group[0] - AROUND)
                last = min(len(bounds) - 1, group[-1] + AROUND)
                start, end = bounds[first][0], bounds[last][1]
                name = names.of(document.name, document.text[start:end])
                picked = tuple(bounds[number] for number in group)
                found.append(PassageWanted(document_id, name, (start, end), picked))
        return found

    def _countable(self, record: DocumentRecord) -> Sentences:
        """The sentences of a finished document that count, and which of them are free."""
        bounds = record.sentences or ()
        if not record.is_done or self._is_at_work(record.id):
            return Sentences(record.id, (), frozenset(), frozenset())
        times = self._store.mark_times(self._alias, record.id)
        crossed = _crossed(bounds, [(span.start, span.end) for span in record.spans])
        finished = tuple(
            number
            for number, each in enumerate(bounds)
            if times[each] <= self._before and number not in crossed
        )
        shown, planned = _in_passages(self._held[record.id])
        return Sentences(
            record.id,
            finished,
            frozenset(number for number in finished if _touch(bounds[number], planned)),
            frozenset(number for number in finished if not _touch(bounds[number], shown)),
        )

    def _is_at_work(self, document_id: str) -> bool:
        """Whether they are to do it again: it was opened again, or given back."""
        place = self._store.assignment(self._alias, document_id)
        return place is not None and place.state == "claimed"


def _crossed(sentences: Sequence[Bounds], spans: Iterable[Bounds]) -> set[int]:
    """Numbers of the sentences that share a span with what is outside of them."""
    starts = [start for start, _ in sentences]
    found: set[int] = set()
    for start, end in spans:
        first = max(0, bisect_right(starts, start) - 1)
        last = bisect_left(starts, end)
        if last > first + 1 or not sentences[first][0] <= start < end <= sentences[first][1]:
            found.update(range(first, last))
    return found


def _in_passages(passages: Sequence[Passage]) -> tuple[list[Bounds], list[Bounds]]:
    """What passages show of their document, and what of it is compared."""
    shown = [(each.start, each.start + each.length) for each in passages]
    chosen = [(each.start + a, each.start + b) for each in passages for a, b in each.chosen]
    return shown, chosen


def _touch(sentence: Bounds, places: Iterable[Bounds]) -> bool:
    """Whether a sentence shares anything with one of these places."""
    return any(sentence[0] < end and sentence[1] > start for start, end in places)


def _held(store: Store) -> defaultdict[str, list[Passage]]:
    """Alias to the passages that are theirs, or were done by them."""
    held: defaultdict[str, list[Passage]] = defaultdict(list)
    for each in passage_table(store):
        if each.state != "taken back":
            held[each.alias].append(each)
    return held


def _people(store: Store, named: Sequence[str]) -> list[Person]:
    """Who is to read again.

    Raises:
        UsageError: Nobody can, or somebody who was named cannot.
    """
    everybody = {person.alias: person for person in store.people()}
    unknown = [alias for alias in named if alias not in everybody]
    if unknown:
        raise UsageError(
            f"the project has no annotator {', '.join(unknown)}; `hashiya people` lists them"
        )
    able = {alias for alias, each in everybody.items() if each.is_active and each.work.done}
    missing = [alias for alias in named if alias not in able]
    if missing:
        raise UsageError(
            f"{missing[0]} has finished no article, or is inactive, and can read none again;"
            " `hashiya people` shows how far everybody is"
        )
    chosen = list(dict.fromkeys(named)) or sorted(able)
    if not chosen:
        raise UsageError("nobody has finished an article yet; there is nothing to read again")
    return [everybody[alias] for alias in chosen]


def _days_ago(days: int, now: datetime) -> str:
    """A time as events hold it, some days before."""
    then = (now - timedelta(days=days)).astimezone(UTC)
    return then.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
