"""What `hashiya assign` says: what was given, and the table of who has what."""

from __future__ import annotations

from hashiya.services import DocumentProgress, Given, PersonProgress, WorkTable
from hashiya.store import Assignment
from hashiya.text import counted

__all__ = ["given_line", "table_as_json", "table_lines"]


def given_line(given: Given, *, dry_run: bool) -> str:
    """What was given out, or would be."""
    assigned = given.assigned
    line = f"{counted(given.documents, 'document')}: {counted(assigned.given, 'place')}"
    line += f" {_were(assigned.given, dry_run=dry_run)} given"
    line += f" ({_loads(given.loads)})" if given.loads else ""
    if assigned.opened:
        verb = _were(assigned.opened, dry_run=dry_run)
        line += f", {assigned.opened:,} {verb} opened in the queue"
    had = _were(assigned.had, dry_run=False)
    return line + (f", {assigned.had:,} {had} there before" if assigned.had else "")


def table_lines(table: WorkTable) -> list[str]:
    """The table for people: a line a person, then a line a document."""
    names = max((len(each.slots.id) for each in table.documents), default=0)
    if not any(each.slots.slots for each in table.documents):
        words = "no work is given out; everybody annotates what they like. See: hashiya assign -h"
        return [words, *[_document(each, names) for each in table.documents], *_gold(table)]
    people = max(len(each.alias) for each in table.people) if table.people else 0
    lines = [_person(each, people) for each in table.people]
    lines.append(
        f"{counted(table.open, 'place')} in the queue; claims run out after"
        f" {counted(table.claim_days, 'day')}"
    )
    lines += [_document(each, names) for each in table.documents]
    if table.unassigned:
        more = counted(table.unassigned, "more document is", "more documents are")
        lines.append(f"{more} nobody's work yet")
    return [*lines, *_gold(table)]


def table_as_json(table: WorkTable) -> dict[str, object]:
    """The table for scripts."""
    return {
        "people": [each._asdict() for each in table.people],
        "queue": table.open,
        "claim_days": table.claim_days,
        "unassigned": table.unassigned,
        "gold": table.gold,
        "under_review": table.in_review,
        "documents": [
            {
                "number": each.slots.position,
                "id": each.slots.id,
                "stage": each.stage,
                "places": [_place_facts(slot) for slot in each.slots.slots],
            }
            for each in table.documents
            if each.slots.slots
        ],
        "by_themselves": [
            {
                "number": each.slots.position,
                "id": each.slots.id,
                "stage": each.stage,
                "people": [one._asdict() for one in each.own],
            }
            for each in table.documents
            if not each.slots.slots
        ],
    }


def _gold(table: WorkTable) -> list[str]:
    """A line about gold, where there is any or it is begun."""
    if not (table.gold or table.in_review):
        return []
    gold = counted(table.gold, "document")
    return [f"gold: {gold}; under review, not gold yet: {table.in_review:,}"]


def _were(count: int, *, dry_run: bool) -> str:
    if dry_run:
        return "would be"
    return "was" if count == 1 else "were"


def _loads(loads: dict[str, int]) -> str:
    return ", ".join(f"{alias} {count:,}" for alias, count in loads.items())


def _person(person: PersonProgress, width: int) -> str:
    line = f"{person.alias:<{width}}  {person.claimed:,} to do, {person.submitted:,} done"
    line += f", {person.opened_again:,} opened again" if person.opened_again else ""
    line += f", {person.skipped:,} skipped" if person.skipped else ""
    return line if person.is_active else f"{line}; inactive"


def _document(document: DocumentProgress, width: int) -> str:
    slots = document.slots
    told = [*map(_place, slots.slots), *(f"{each.alias}: {each.state}" for each in document.own)]
    places = ", ".join(told)
    return f"{slots.position:>5}  {slots.id:<{width}}  {document.stage:<9}  {places}".rstrip()


def _place(slot: Assignment) -> str:
    if slot.alias is None:
        return "in the queue"
    word = {"claimed": "to do", "submitted": "done", "skipped": "skipped"}[slot.state]
    if slot.state == "claimed" and slot.note:
        word = "opened again"
    return f"{slot.alias}: {word}" + (f" ({slot.note})" if slot.note else "")


def _place_facts(slot: Assignment) -> dict[str, object]:
    return {
        "annotator": slot.alias,
        "state": slot.state,
        "claimed_at": slot.claimed_at,
        "note": slot.note,
    }
