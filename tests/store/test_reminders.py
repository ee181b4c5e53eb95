"""Flags and notes in the store: on spans, sentences and documents; older projects; files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    plain,
    reminder,
    reminding,
    removing,
    replacing,
)
from tests.store.raw import before_reminders

from hashiya.errors import CorruptionError
from hashiya.model import ReminderRecord, SpanRecord
from hashiya.store import (
    FIRST_REMINDER,
    HeldReminder,
    Reminded,
    ReminderKey,
    Store,
    create_project,
    open_project,
    reminders,
)

FIRST, SECOND = SENTENCES


def flags_and_notes(store: Store, alias: str = "salma") -> tuple[int, int]:
    """What the document's line says."""
    line = store.line(alias, "d1")
    return line.flags, line.notes


def test_flags_and_notes_survive_a_restart_and_are_undone_after_it(project: Project) -> None:
    """Of a span, a sentence and the document, one after the other, in another sitting."""
    session = project.sit()
    project.store.put(session, [plain()])
    span = annotation("a")
    project.store.record(session, "d1", adding(span))
    project.store.record(session, "d1", replacing(span, annotation("a", is_flagged=True)))
    project.store.record(session, "d1", reminding(None, reminder(FIRST, "ن")))
    project.store.record(session, "d1", reminding(None, reminder(None)))
    store = project.reopen()
    layer = store.layer("d1", "salma")
    assert layer.annotations[0].is_flagged
    assert layer.reminders == (reminder(None), reminder(FIRST, "ن"))
    assert flags_and_notes(store) == (3, 1)
    work = store.counts().annotators["salma"]
    assert (work.flags, work.notes) == (3, 1)
    session, found = project.sit(), []
    for _ in range(3):
        store.undo(session)
        found.append(flags_and_notes(store))
    assert found == [(2, 1), (1, 0), (0, 0)]
    for _ in range(3):
        store.redo(session)
    assert store.layer("d1", "salma") == layer
    assert [*store.check()] == []


def test_a_flag_is_its_owners(project: Project) -> None:
    """Nobody else sees it in the list, and it does not begin or finish a document."""
    salma, _ = project.sit("salma"), project.sit("omar")
    project.store.put(salma, [plain()])
    project.store.record(salma, "d1", reminding(None, reminder(FIRST)))
    assert flags_and_notes(project.store, "omar") == (0, 0)
    assert project.store.layer("d1", "omar").reminders == ()
    assert project.store.line("salma", "d1").state == "new"


def test_a_removed_span_takes_its_flag_along_and_brings_it_back(project: Project) -> None:
    """The flag is the span's own."""
    session = project.sit()
    project.store.put(session, [plain()])
    span = annotation("a", is_flagged=True)
    project.store.record(session, "d1", adding(span))
    project.store.record(session, "d1", removing(span))
    assert flags_and_notes(project.store) == (0, 0)
    project.store.undo(session)
    assert project.store.layer("d1", "salma").annotations == (span,)
    assert flags_and_notes(project.store) == (1, 0)


def test_a_flag_on_no_sentence_is_refused(project: Project) -> None:
    """Whoever speaks of a sentence that is not there changes nothing."""
    session = project.sit()
    project.store.put(session, [plain()])
    with pytest.raises(CorruptionError, match="no sentence from 3 to 9"):
        project.store.record(session, "d1", reminding(None, reminder((3, 9))))
    with pytest.raises(CorruptionError, match="as the edit expects"):
        project.store.record(session, "d1", reminding(reminder(FIRST), None))
    assert [*project.store.check()] == []


FLAGGED = SpanRecord(*MINISTRY, "agency", note="n", source="hand", is_flagged=True)
REMINDERS = (ReminderRecord(0, 0, True, ""), ReminderRecord(*FIRST, False, "ن"))


def test_flags_and_notes_come_in_with_a_file_and_go_out(project: Project) -> None:
    """What is streamed is what was put in; the same again changes nothing."""
    session = project.sit()
    record = annotated("d1", FLAGGED, SpanRecord(*MINISTER, "official"), alias="salma")
    record = record._replace(reminders=REMINDERS)
    project.store.put(session, [record])
    (found,) = project.store.stream("salma")
    assert (found.reminders, [each.is_flagged for each in found.spans]) == (
        REMINDERS,
        [True, False],
    )
    assert flags_and_notes(project.store) == (2, 2)
    assert [each.kind for each in project.store.put(session, [found])] == ["unchanged"]
    assert [*project.store.check()] == []


def test_a_layer_of_flags_alone_is_a_layer(project: Project) -> None:
    """A document that was only flagged comes in as such."""
    session = project.sit()
    project.store.put(session, [plain()._replace(reminders=REMINDERS)])
    assert project.store.layer("d1", "salma").reminders == (reminder(None), noted())
    assert project.store.counts().annotators["salma"].documents == 1
    assert [*project.store.check()] == []


def noted() -> object:
    """The note of the records above, as a layer has it."""
    return reminder(FIRST, "ن", is_flagged=False)


def test_another_note_in_a_file_is_another_layer(project: Project) -> None:
    """A file completes a layer that came in before; it does not change what that one says."""
    session = project.sit()
    project.store.put(session, [plain()._replace(reminders=REMINDERS)])
    other = (ReminderRecord(*FIRST, False, "م"),)
    (refused,) = project.store.put(session, [plain()._replace(reminders=other)])
    assert refused.kind == "refused"
    more = (*REMINDERS, ReminderRecord(*SECOND, True, ""))
    (gained,) = project.store.put(session, [plain()._replace(reminders=more)])
    assert gained.kind == "layer_added"
    assert flags_and_notes(project.store) == (2, 1)
    assert [*project.store.check()] == []


def test_a_record_with_a_flag_on_no_sentence_is_refused(project: Project) -> None:
    """The store takes no flag that could never be found again."""
    record = plain()._replace(reminders=(ReminderRecord(3, 9, True, ""),))
    (refused,) = project.store.put(project.sit(), [record])
    assert refused.kind == "refused"


def fill(project: Project, documents: int) -> str:
    """Documents of which every third has a flagged span, a flagged sentence and its own note."""
    session = project.sit()
    for number in range(documents):
        name = f"d{number}"
        record = plain(name)
        if number % 3 == 0:
            spans = [SpanRecord(*MINISTRY, "agency", is_flagged=True)]
            spans += [SpanRecord(*MINISTER, "official", note="n")]
            reminders = (ReminderRecord(0, 0, False, "ن"), ReminderRecord(*FIRST, True, ""))
            record = annotated(name, *spans)._replace(reminders=reminders)
        project.store.put(session, [record])
    return session


def all_reminders(store: Store, wanted: Reminded, limit: int) -> list[HeldReminder]:
    """Everything, asked for in pages of this size."""
    found: list[HeldReminder] = []
    key: ReminderKey | None = FIRST_REMINDER
    while key is not None:
        page = store.reminders("salma", wanted, after=key, limit=limit)
        assert len(page.items) <= limit
        found += page.items
        key = page.next
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_pages_of_any_size_hold_every_place_once(project: Project, limit: int) -> None:
    """By document; the document's own first, then what begins earlier, the longer before."""
    fill(project, 7)
    found = all_reminders(project.store, "all", limit)
    assert [(each.document_id, each.kind, each.start) for each in found] == [
        (name, kind, start)
        for name in ("d0", "d3", "d6")
        for kind, start in (("document", 0), ("sentence", 0), ("span", 6), ("span", 33))
    ]


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ("spans", ["span"]),
        ("sentences", ["sentence"]),
        ("documents", []),
        ("notes", ["document", "span"]),
    ],
)
def test_a_kind_can_be_asked_for_alone(
    project: Project, wanted: Reminded, kinds: list[str]
) -> None:
    """Flags of one kind, or everything with a note."""
    fill(project, 4)
    assert [each.kind for each in all_reminders(project.store, wanted, 3)] == kinds * 2


def test_one_look_is_bounded(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a filter lets little through, a page is empty and says where to go on."""
    monkeypatch.setattr(reminders, "MAX_DOCUMENTS", 1)
    fill(project, 7)
    page = project.store.reminders("salma", "documents", after=FIRST_REMINDER, limit=5)
    assert (page.items, page.next is None) == ((), False)
    assert len(all_reminders(project.store, "spans", 5)) == 3


def test_the_nearest_flagged_document_is_found_both_ways(project: Project) -> None:
    """One with notes alone is passed over, and other people's flags are not one's own."""
    session = fill(project, 4)
    noted = plain("noted")._replace(reminders=(ReminderRecord(0, 0, False, "ن"),))
    project.store.put(session, [noted])
    store = project.store
    assert store.flagged_document("salma", 1) == "d3"
    assert store.flagged_document("salma", 4) is None
    assert store.flagged_document("salma", 4, backwards=True) == "d0"
    assert store.flagged_document("salma", 1, backwards=True) is None
    assert store.flagged_document("omar", 0) is None


def test_an_older_projects_notes_are_counted(tmp_path: Path) -> None:
    """The step finds the notes that spans have had; nothing is flagged, and all agrees."""
    path = tmp_path / "old.hashiya"
    project = Project(path, create_project(path, name="x", scheme=SCHEME), open_project)
    session = project.sit()
    noted = SpanRecord(*MINISTRY, "agency", note="n")
    project.store.put(session, [annotated("d1", noted), annotated("d2", alias="omar"), plain("d3")])
    project.store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        before_reminders(connection)
    store = project.reopen()
    assert flags_and_notes(store) == (0, 1)
    assert [store.counts().annotators[alias].notes for alias in ("omar", "salma")] == [0, 1]
    assert [*store.check()] == []
    store.record(project.sit(), "d1", reminding(None, reminder(None)))
    assert flags_and_notes(store) == (1, 1)
    assert [*store.check()] == []
    project.close()
