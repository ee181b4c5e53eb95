"""Giving out work by rule: even, the same again, filled up, with a share that overlaps."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hashiya.services import Rule
from hashiya.services.assigning import planned
from hashiya.services.coordinating import stage_of
from hashiya.store import Assignment, DocumentSlots, Slots

PEOPLE = ("salma", "omar", "nour", "lamia", "hind")


def documents(count: int) -> list[DocumentSlots]:
    """Documents without places."""
    return [DocumentSlots(at, f"d{at}", f"D {at}", (), "none") for at in range(1, count + 1)]


def placed(document: DocumentSlots, wanted: Slots) -> DocumentSlots:
    """A document after a plan was carried out."""
    new = [
        Assignment(document.position, number, alias, "claimed", None, "")
        for number, alias in enumerate(wanted.aliases, start=len(document.slots) + 1)
    ]
    return document._replace(slots=(*document.slots, *new))


def carried_out(before: list[DocumentSlots], rule: Rule) -> list[DocumentSlots]:
    """Documents after a rule."""
    loads = Counter(slot.alias for each in before for slot in each.slots if slot.alias)
    plan = {each.document_id: each for each in planned(before, rule, loads)}
    return [placed(each, plan[each.id]) for each in before]


def loads(after: list[DocumentSlots]) -> Counter[str]:
    """Places by person."""
    return Counter(slot.alias for each in after for slot in each.slots if slot.alias)


@given(
    st.integers(1, 60), st.integers(1, 5), st.integers(1, 5), st.integers(0, 9), st.integers(0, 10)
)
def test_everybody_gets_the_same_and_nobody_a_document_twice(
    count: int, people: int, each: int, seed: int, tenths: int
) -> None:
    """Loads differ by one at most; the share has K people, the others one; the seed decides."""
    each = min(each, people)
    rule = Rule(each, PEOPLE[:people], tenths / 10, seed)
    after = carried_out(documents(count), rule)
    shares = loads(after)
    assert max(shares.values()) - min(shares[alias] for alias in rule.among) <= 1
    for document in after:
        aliases = [slot.alias for slot in document.slots]
        assert len(aliases) == len(set(aliases)) in {1, each}
    if each > 1:
        assert sum(len(each.slots) > 1 for each in after) == round(rule.overlap * count)
    assert carried_out(documents(count), rule) == after


@given(st.integers(1, 40), st.integers(0, 30), st.integers(1, 3), st.integers(0, 10))
def test_given_again_it_fills_up_only(count: int, more: int, each: int, tenths: int) -> None:
    """What was given stays; new documents are given so that the share and the balance hold."""
    rule = Rule(each, PEOPLE[:3], tenths / 10)
    after = carried_out(documents(count), rule)
    assert carried_out(after, rule) == after
    grown = carried_out([*after, *documents(count + more)[count:]], rule)
    assert [new.slots[: len(old.slots)] for old, new in zip(after, grown, strict=False)] == [
        old.slots for old in after
    ]
    shares = loads(grown)
    assert max(shares.values()) - min(shares[alias] for alias in rule.among) <= 1


def test_another_seed_is_another_draw() -> None:
    """And the same for ever: these lots are the ones of this version."""
    drawn = {
        seed: [
            slot.alias
            for each in carried_out(documents(8), Rule(1, PEOPLE[:2], 1, seed))
            for slot in each.slots
        ]
        for seed in (0, 1)
    }
    assert drawn[0] != drawn[1]


def test_a_document_is_as_far_as_its_places() -> None:
    """New, claimed, done, in review, gold."""

    def stage(gold: str, *states: str) -> str:
        slots = tuple(
            Assignment(1, at, None if state == "open" else f"p{at}", state, None, "")  # type: ignore[arg-type]
            for at, state in enumerate(states, start=1)
        )
        return stage_of(DocumentSlots(1, "d", "D", slots, gold))  # type: ignore[arg-type]

    assert stage("none", "open", "open") == "new"
    assert stage("none", "open", "claimed") == "claimed"
    assert stage("none", "submitted", "claimed") == "claimed"
    assert stage("none", "submitted", "skipped") == "done"
    assert stage("none", "skipped") == "claimed"
    assert stage("begun", "submitted") == "in review"
    assert stage("done", "submitted") == "gold"
