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
from hashiya.store import Store, create_project, open_project

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
