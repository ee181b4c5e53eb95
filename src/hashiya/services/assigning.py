"""Assigning: work given out by hand, by a rule, or into a queue from which people claim it.

A rule is a function of the project and a seed: the same twice gives the same, and given again it
only fills up what is missing. Who may give out work stands in `coordinating`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from hashiya.errors import UsageError
from hashiya.services.coordinating import coordinator_session, every_document, named_documents
from hashiya.store import Assigned, DocumentSlots, Person, Slots, Store, open_project

__all__ = ["Given", "Rule", "give_by_rule", "give_to", "planned"]


class Rule(NamedTuple):
    """How work is given out."""

    each: int
    """People for a document."""
    among: tuple[str, ...] = ()
    """Who is given it; without names it waits in the queue."""
    overlap: float = 1.0
    """Share of the documents that get so many; the others get one."""
    seed: int = 0
    """Where drawing lots starts."""


class Given(NamedTuple):
    """What giving out work did, or would do."""

    assigned: Assigned
    """Places given, opened, and there before."""
    documents: int
    """Documents that were looked at."""
    loads: dict[str, int]
    """Alias to places they have got by it, in the order in which they were named."""


def give_to(
    path: Path,
    by: str,
    documents: Sequence[str],
    aliases: Sequence[str],
    *,
    dry_run: bool = False,
) -> Given:
    """Give documents to people by name.

    Raises:
        UsageError: `by` may not, a document is not there, or none was named.
        StoreError: Somebody is not there, or inactive.
    """
    if not documents:
        raise UsageError("name the documents, by id, by number or by a range such as 1-20")
    with closing(open_project(path)) as store:
        _expect_people(store, aliases)
        session = coordinator_session(store, by)
        chosen = named_documents(store, documents)
        names = tuple(dict.fromkeys(aliases))
        return _give(store, session, [Slots(each.id, names) for each in chosen], dry_run=dry_run)


def give_by_rule(
    path: Path, by: str, documents: Sequence[str], rule: Rule, *, dry_run: bool = False
) -> Given:
    """Give documents out by a rule; all of them where none are named.

    Raises:
        UsageError: `by` may not, a document is not there, or a document would need more people
            than there are.
        StoreError: Somebody is not there, or inactive.
    """
    with closing(open_project(path)) as store:
        people = _expect_people(store, rule.among)
        _expect_enough(rule, people)
        session = coordinator_session(store, by)
        chosen = named_documents(store, documents)
        loads = Counter(
            slot.alias for each in every_document(store) for slot in each.slots if slot.alias
        )
        return _give(store, session, list(planned(chosen, rule, loads)), dry_run=dry_run)


def planned(documents: Sequence[DocumentSlots], rule: Rule, loads: Counter[str]) -> Iterator[Slots]:
    """What a rule makes of documents: whoever has least gets the next one, by lot among equals.

    Args:
        documents: Those that it is about, with the places they have.
        rule: The rule.
        loads: Places that people have anywhere; what is planned is counted in.
    """
    wanted = _places(documents, rule)
    for each in sorted(documents, key=lambda each: _lot(rule.seed, each.id)):
        taken = [slot.alias for slot in each.slots if slot.alias]
        missing = max(0, wanted[each.id] - len(taken)) if rule.among else 0
        free = sorted(
            (alias for alias in dict.fromkeys(rule.among) if alias not in taken),
            key=lambda alias: (loads[alias], _lot(rule.seed, each.id, alias)),
        )
        chosen = tuple(free[:missing])
        loads.update(chosen)
        yield Slots(each.id, chosen, 0 if rule.among else wanted[each.id])


def _places(documents: Sequence[DocumentSlots], rule: Rule) -> dict[str, int]:
    """How many people each document is to have.

    Where only a share gets several, those that have several already are in it.
    """
    share = round(rule.overlap * len(documents))
    order = sorted(
        documents,
        key=lambda each: (
            len(each.slots) < rule.each,
            len(each.slots),
            _lot(rule.seed, "overlap", each.id),
        ),
    )
    return {each.id: rule.each if at < share else 1 for at, each in enumerate(order)}


def _lot(seed: int, *words: str) -> bytes:
    """Something without order or meaning, the same for ever."""
    return hashlib.sha256("\x1f".join([str(seed), *words]).encode()).digest()


def _give(store: Store, session: str, slots: list[Slots], *, dry_run: bool) -> Given:
    assigned = store.assign(session, slots, dry_run=dry_run)
    loads = Counter(alias for each in slots for alias in each.aliases)
    return Given(assigned, len(slots), dict(sorted(loads.items())))


def _expect_people(store: Store, aliases: Iterable[str]) -> list[Person]:
    """Everybody in the project, when these people are there and active.

    Raises:
        UsageError: Somebody is not.
    """
    people = store.people()
    known = {person.alias: person for person in people}
    unknown = [alias for alias in aliases if alias not in known]
    if unknown:
        raise UsageError(
            f"nobody here is called {', '.join(unknown)}; add them with: hashiya people add ALIAS"
        )
    gone = [alias for alias in aliases if not known[alias].is_active]
    if gone:
        raise UsageError(
            f"{', '.join(gone)}: inactive, and given no work; `hashiya people set ALIAS --active`"
            " brings somebody back"
        )
    return people


def _expect_enough(rule: Rule, people: Sequence[Person]) -> None:
    if rule.among:
        count, who = len(set(rule.among)), "you named"
    else:
        count = sum(each.is_active and each.role == "annotator" for each in people)
        who = "active annotators are"
    if rule.each > count:
        raise UsageError(
            f"each document is to go to {rule.each}, and {who} {count}; nobody is given one twice."
            " Ask for fewer, or add people with: hashiya people add ALIAS"
        )
