"""Coordinating: work opened again, put back, looked at as a whole; and who may do that.

Rules for giving it out stand in `assigning`. What is told of other people here is told to whoever
coordinates, and never on a screen for annotating.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, Literal, NamedTuple

from hashiya import __version__
from hashiya.errors import UsageError
from hashiya.services.leading import leads_of
from hashiya.services.own_ways import OwnStage, OwnWork, own_stage, own_work
from hashiya.store import DocumentSlots, Store, open_project

__all__ = [
    "DocumentProgress",
    "PersonProgress",
    "WorkTable",
    "change_claim_days",
    "close_places",
    "coordinator_session",
    "every_document",
    "expect_reviewer",
    "free_places",
    "named_documents",
    "reopen_documents",
    "work_table",
]

DocumentStage = Literal["new", "claimed", "done", "in review", "gold"]
"""Nobody's yet · somebody's · everybody has finished it · gold is begun · gold is done."""

PAGE: Final = 1_000
"""Documents that are read at once."""


class PersonProgress(NamedTuple):
    """How far one person is with what they were given and what they claimed."""

    alias: str
    """Who."""
    is_active: bool
    """Whether they may be given more."""
    claimed: int
    """To do."""
    opened_again: int
    """Of these, what came back with a note."""
    submitted: int
    """Done."""
    skipped: int
    """Left with a reason."""


class DocumentProgress(NamedTuple):
    """How far a document is."""

    slots: DocumentSlots
    """Its places."""
    stage: DocumentStage | OwnStage
    """All of them in a word."""
    own: tuple[OwnWork, ...] = ()
    """What people have done on it by themselves, where no work is given out."""


class WorkTable(NamedTuple):
    """Who does what, and how far all of it is."""

    people: tuple[PersonProgress, ...]
    """In alias order; everybody who has or had a place, or may be given one."""
    documents: tuple[DocumentProgress, ...]
    """Those that have places, in order; all of them where none has."""
    open: int
    """Places that wait in the queue."""
    unassigned: int
    """Documents without any place."""
    claim_days: int
    """After how many days others may take what was claimed."""
    gold: int
    """Documents that are gold."""
    in_review: int
    """Documents whose gold is begun."""


def work_table(path: Path) -> WorkTable:
    """Who does what in a project.

    Raises:
        StoreError: It is missing, damaged or newer than this program.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    documents: list[DocumentProgress] = []
    golden: Counter[str] = Counter()
    waiting = unassigned = 0
    with closing(open_project(path)) as store:
        begun = {each.document_id for each in store.gold_under_way()}
        for found in every_document(store):
            each = _told_apart(found, begun)
            golden[each.gold] += 1
            unassigned += not each.slots
            for slot in each.slots:
                waiting += slot.alias is None
                if slot.alias is not None:
                    counts[slot.alias][slot.state] += 1
                    counts[slot.alias]["again"] += slot.state == "claimed" and slot.note != ""
            documents.append(DocumentProgress(each, stage_of(each)))
        placed = [each for each in documents if each.slots.slots]
        own = {} if placed else own_work(store)
        documents = placed or [_by_themselves(each, own.get(each.slots.id)) for each in documents]
        people = [
            PersonProgress(
                person.alias,
                person.is_active,
                *(counts[person.alias][name] for name in _COLUMNS),
            )
            for person in store.people()
            if counts[person.alias] or (person.role == "annotator" and person.is_active)
        ]
        days = store.claim_days()
    kinds = (golden["done"], golden["begun"])
    return WorkTable(tuple(people), tuple(documents), waiting, unassigned, days, *kinds)


_COLUMNS: Final = ("claimed", "again", "submitted", "skipped")


def _by_themselves(each: DocumentProgress, own: Sequence[OwnWork] | None) -> DocumentProgress:
    stage = own_stage(own or ()) if each.stage == "new" else each.stage
    return each._replace(stage=stage, own=tuple(own or ()))


def _told_apart(document: DocumentSlots, begun: Collection[str]) -> DocumentSlots:
    """A document whose gold counts as begun only while it is under review.

    Args:
        document: With its places.
        begun: Ids of the documents that a review began and did not finish.
    """
    is_as_it_came = document.gold == "begun" and document.id not in begun
    return document._replace(gold="done") if is_as_it_came else document


def stage_of(document: DocumentSlots) -> DocumentStage:
    """How far a document is, in a word."""
    states = {slot.state for slot in document.slots}
    if document.gold != "none":
        return "gold" if document.gold == "done" else "in review"
    if "submitted" in states and states <= {"submitted", "skipped"}:
        return "done"
    return "claimed" if states - {"open"} else "new"


def reopen_documents(path: Path, by: str, alias: str, documents: Sequence[str], note: str) -> int:
    """Give documents back to somebody who has submitted or skipped them; how many.

    Raises:
        UsageError: `by` may not, or a document is not there.
        StoreError: Somebody has no place on one, or is at work on it; those before it are open.
    """
    with closing(open_project(path)) as store:
        session = coordinator_session(store, by)
        chosen = named_documents(store, documents)
        for each in chosen:
            store.reopen(session, each.id, alias, note)
    return len(chosen)


def free_places(path: Path, by: str, alias: str, documents: Sequence[str]) -> int:
    """Put what somebody has not submitted back into the queue; how many places. Work stays.

    Args:
        path: The project.
        by: Who does it.
        alias: Whose places.
        documents: On which documents; on all of them where none are named.

    Raises:
        UsageError: `by` may not, or a document is not there.
    """
    with closing(open_project(path)) as store:
        session = coordinator_session(store, by)
        chosen = named_documents(store, documents)
        return store.free(session, alias, [each.id for each in chosen])


def close_places(path: Path, by: str, documents: Sequence[str]) -> int:
    """Take the places away that are nobody's, on these documents or on all; how many.

    Raises:
        UsageError: `by` may not, or a document is not there.
    """
    with closing(open_project(path)) as store:
        coordinator_session(store, by)
        return store.close_queue([each.id for each in named_documents(store, documents)])


def change_claim_days(path: Path, by: str, days: int) -> None:
    """Say after how many days others may take what somebody claimed.

    Raises:
        UsageError: `by` may not.
    """
    with closing(open_project(path)) as store:
        coordinator_session(store, by)
        store.set_claim_days(days)


def coordinator_session(store: Store, alias: str) -> str:
    """A sitting of somebody who may give out work: a coordinator or an adjudicator.

    While a project has no coordinator, whoever comes first may; somebody new becomes one.

    Raises:
        UsageError: They are an annotator, and the project has a coordinator.
    """
    leads = leads_of(store)
    if leads and alias not in leads:
        raise UsageError(
            f"{alias} does not give out work here; {', '.join(leads)} may, or name a coordinator"
            " with: hashiya people set ALIAS --role coordinator"
        )
    store.add_annotator(alias, "coordinator")
    return store.open_session(alias, store.info().device, __version__)


def expect_reviewer(store: Store, alias: str) -> None:
    """Let nobody review who annotates beside others: a review shows what all of them have done.

    An adjudicator or a coordinator may; while a project has neither, so may whoever is new, and
    an annotator who is alone with their work.

    Raises:
        UsageError: They may not; the message says who may, and how that is changed.
    """
    people = {person.alias: person for person in store.people()}
    known = people.get(alias)
    leads = leads_of(store)
    if alias in leads:
        return
    may = f"{', '.join(leads)} may review, or" if leads else "review under another alias, or"
    if known is None:
        if leads:
            raise UsageError(
                f"{alias} is not in this project; {may} add them with: hashiya people add {alias}"
                " --role adjudicator"
            )
    elif known.role != "annotator":
        if leads:
            raise UsageError(
                f"{alias} is not active in this project; {may} bring them back with: hashiya people"
                f" set {alias} --active"
            )
    elif leads or any(each.work.documents for each in people.values() if each is not known):
        raise UsageError(
            f"{alias} annotates here, and a review shows everybody's work; {may} make them"
            f" adjudicator with: hashiya people set {alias} --role adjudicator"
        )


def named_documents(store: Store, named: Sequence[str]) -> list[DocumentSlots]:
    """Documents by id, by their number in the project or by a range such as `3-12`; all for none.

    Each once, in the project's order.

    Raises:
        UsageError: One is not there.
    """
    every = list(every_document(store))
    if not named:
        return every
    ids = {each.id: each.position for each in every}
    positions: set[int] = set()
    unknown: list[str] = []
    for name in named:
        found = [ids[name]] if name in ids else _numbers(name, len(every))
        positions.update(found)
        if not found:
            unknown.append(name)
    if unknown:
        raise UsageError(
            f"the project has no document {', '.join(unknown)}; name documents by id, or by their"
            f" number or a range of numbers from 1 to {len(every)}"
        )
    return [each for each in every if each.position in positions]


def every_document(store: Store) -> Iterator[DocumentSlots]:
    """All documents with their places, read by pages."""
    after = 0
    while page := store.slots_page(after=after, limit=PAGE):
        yield from page
        after = page[-1].position


def _numbers(name: str, last: int) -> Sequence[int]:
    """The numbers that `7` or `3-12` names; none when it names none, or one too many."""
    first, _, end = name.partition("-")
    if not first.isdecimal() or not (end or first).isdecimal():
        return ()
    numbers = range(int(first), int(end or first) + 1)
    return numbers if numbers and numbers[0] >= 1 and numbers[-1] <= last else ()
