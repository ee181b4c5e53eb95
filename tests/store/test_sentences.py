"""Sentences cut by hand: new segmentations, everybody's marks and counters, and stale acts."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    SENTENCES,
    TEXT,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    reminder,
    reminders_on,
    reminding,
)
from tests.store.raw import tamper

from hashiya.errors import PolicyError
from hashiya.model import Act, MarkRecord, Policy, Resegment, Scheme, Span, SpanRecord
from hashiya.store import Store

FIRST, SECOND = SENTENCES
WHOLE = (0, 56)
HALVES = ((0, 20), (21, 27))
"""The first sentence split before its last word, «اليوم»."""


def cutting(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> Act:
    """One act that cuts these sentences into those."""
    spans = [tuple(Span(start=start, end=end) for start, end in side) for side in (before, after)]
    return Act(edits=(Resegment(before=spans[0], after=spans[1]),))


MERGE = cutting([FIRST, SECOND], [WHOLE])
SPLIT = cutting([FIRST], [*HALVES])


def bounds(store: Store) -> list[tuple[int, int]]:
    """The document's sentences."""
    return [(each.start, each.end) for each in store.document("d1").sentences]


def marks(store: Store, alias: str) -> list[tuple[int, int, str]]:
    """A person's marks."""
    layer = store.layer("d1", alias)
    return [(mark.span.start, mark.span.end, mark.state) for mark in layer.marks]


def people(project: Project) -> tuple[str, str]:
    """Salma's and omar's sessions, at one document."""
    salma, omar = project.sit("salma"), project.sit("omar")
    project.store.put(salma, [plain()])
    return salma, omar


def test_a_split_is_a_new_segmentation(project: Project) -> None:
    """The document names the new sentences, the old ones stay, no span moves, and all is whole."""
    salma, _ = people(project)
    project.store.record(salma, "d1", adding(annotation("a")))
    project.store.record(salma, "d1", SPLIT)
    store = project.reopen()
    assert bounds(store) == [*HALVES, SECOND]
    assert store.document("d1").segmentation == 2
    assert store.layer("d1", "salma").annotations[0].span == Span(start=MINISTRY[0], end=20)
    assert (store.counts().sentences, store.line("salma", "d1").sentences) == (3, 3)
    assert [*store.check()] == []
    with closing(sqlite3.connect(project.path)) as connection:
        rows = connection.execute("SELECT segmentation, count(*) FROM sentence GROUP BY 1")
        assert rows.fetchall() == [(1, 2), (2, 3)]


def test_undo_and_redo_of_a_split_survive_restarts(project: Project) -> None:
    """Each is a segmentation of its own, and everything agrees after each."""
    salma, _ = people(project)
    project.store.record(salma, "d1", marking(FIRST, None, "done"))
    project.store.record(salma, "d1", SPLIT)
    assert marks(project.store, "salma") == []
    store = project.reopen()
    store.undo(project.sit())
    assert (bounds(store), marks(store, "salma")) == ([*SENTENCES], [(*FIRST, "done")])
    store = project.reopen()
    store.redo(project.sit())
    assert (bounds(store), marks(store, "salma")) == ([*HALVES, SECOND], [])
    assert store.document("d1").segmentation == 4
    assert [*store.check()] == []


@pytest.mark.parametrize(
    ("states", "merged"),
    [
        (("done", "done"), [(*WHOLE, "done")]),
        (("nothing", "nothing"), [(*WHOLE, "nothing")]),
        (("done", "nothing"), [(*WHOLE, "done")]),
        (("done", None), []),
        ((None, None), []),
    ],
)
def test_a_merge_is_open_unless_both_were_done(
    project: Project, states: tuple[str | None, str | None], merged: list[tuple[int, int, str]]
) -> None:
    """The same for whoever merges and for everybody else, and undo brings back what stood."""
    sessions = people(project)
    for session in sessions:
        for sentence, state in zip(SENTENCES, states, strict=True):
            if state is not None:
                project.store.record(session, "d1", marking(sentence, None, state))  # type: ignore[arg-type]
    before = {alias: marks(project.store, alias) for alias in ("salma", "omar")}
    project.store.record(sessions[0], "d1", MERGE)
    assert {alias: marks(project.store, alias) for alias in before} == dict.fromkeys(before, merged)
    assert [*project.store.check()] == []
    project.store.undo(sessions[0])
    assert {alias: marks(project.store, alias) for alias in before} == before
    assert [*project.store.check()] == []


def test_everybodys_progress_follows(project: Project) -> None:
    """Who was done with the document is not when a sentence was split, and is again after undo."""
    salma, omar = people(project)
    for sentence in SENTENCES:
        project.store.record(omar, "d1", marking(sentence, None, "done"))
    assert project.store.counts().annotators["omar"].done == 1
    project.store.record(salma, "d1", SPLIT)
    line = project.store.line("omar", "d1")
    assert (line.state, line.done, line.sentences) == ("begun", 1, 3)
    assert project.store.counts().annotators["omar"].done == 0
    project.store.undo(salma)
    assert project.store.line("omar", "d1").state == "done"
    assert project.store.counts().annotators["omar"].done == 1
    assert [*project.store.check()] == []


def test_marks_made_since_are_kept_by_the_rule(project: Project) -> None:
    """An undo does not bring back an old mark over what its owner has said of the halves since."""
    salma, omar = people(project)
    project.store.record(omar, "d1", marking(FIRST, None, "nothing"))
    project.store.record(salma, "d1", SPLIT)
    for half in HALVES:
        project.store.record(omar, "d1", marking(half, None, "done"))
    project.store.undo(salma)
    assert marks(project.store, "omar") == [(*FIRST, "done")]
    assert [*project.store.check()] == []


def test_a_split_through_a_span_is_refused_with_its_reason(project: Project) -> None:
    """One's own spans are named, other people's counted and not shown; nothing is changed."""
    salma, omar = people(project)
    project.store.record(salma, "d1", adding(annotation("a")))
    project.store.record(omar, "d1", adding(annotation("b", (0, 20)), annotation("c", (2, 26))))
    through = cutting([FIRST], [(0, 12), (13, 27)])
    with pytest.raises(PolicyError) as refused:
        project.store.record(salma, "d1", through)
    assert "2 of other annotators and 1 of yours: «وزارة الخارجية»" in str(refused.value)
    with pytest.raises(PolicyError, match="other annotators that would be cut: 1"):
        project.store.record(salma, "d1", SPLIT)
    assert bounds(project.store) == [*SENTENCES]
    assert [*project.store.check()] == []


def test_a_policy_may_let_spans_leave_their_sentence(project: Project) -> None:
    """Where spans may lie across sentences, a split through one is made and the span stays."""
    salma, _ = people(project)
    policy = Policy(nesting=True, crossing=True, across_sentences=True)
    project.store.publish(Scheme(id="news", version=2, labels=SCHEME.labels, policy=policy))
    project.store.record(salma, "d1", adding(annotation("a")))
    project.store.record(salma, "d1", cutting([FIRST], [(0, 12), (13, 27)]))
    assert len(bounds(project.store)) == 3
    assert [*project.store.check()] == []


def test_a_span_that_lay_across_before_is_no_obstacle(project: Project) -> None:
    """An imported span over two sentences does not keep anybody from splitting one of them."""
    session = project.sit()
    project.store.put(session, [annotated("d1", SpanRecord(22, 39, "agency"))])
    project.store.record(session, "d1", SPLIT)
    assert len(bounds(project.store)) == 3


def test_a_stale_cut_is_refused_whole(project: Project) -> None:
    """Who cuts sentences that somebody has cut meanwhile is told, and nothing is half done."""
    salma, omar = people(project)
    project.store.record(omar, "d1", MERGE)
    events = project.store.document("d1").segmentation
    with pytest.raises(PolicyError, match="somebody else meanwhile"):
        project.store.record(salma, "d1", SPLIT)
    assert project.store.document("d1").segmentation == events
    assert [*project.store.check()] == []


def test_a_stale_span_over_a_new_edge_is_refused(project: Project) -> None:
    """A span drafted on a screen that does not show the split yet is refused with words."""
    salma, omar = people(project)
    project.store.record(omar, "d1", SPLIT)
    with pytest.raises(PolicyError, match="any more"):
        project.store.record(salma, "d1", adding(annotation("a", (6, 26))))
    project.store.record(salma, "d1", adding(annotation("a")))
    assert [*project.store.check()] == []


def test_an_undo_goes_past_what_others_made_impossible(project: Project) -> None:
    """A mark whose sentence is gone, a merge over which others tagged: said, and undo goes on."""
    salma, omar = people(project)
    project.store.record(salma, "d1", adding(annotation("a")))
    project.store.record(salma, "d1", marking(FIRST, None, "done"))
    project.store.record(salma, "d1", MERGE)
    project.store.record(omar, "d1", adding(annotation("b", (20, 39))))
    undone = [project.store.undo(salma) for _ in range(3)]
    assert [(len(each.act.edits), bool(each.missed)) for each in undone if each] == [
        (0, True),
        (0, True),
        (1, False),
    ]
    assert bounds(project.store) == [WHOLE]
    assert project.store.undo(salma) is None
    for _ in range(3):
        project.store.redo(salma)
    assert [each.id for each in project.store.layer("d1", "salma").annotations] == ["a"]
    assert [*project.store.check()] == []


def test_nothing_is_put_on_a_sentence_that_others_have_cut(project: Project) -> None:
    """A mark, a flag or a note of somebody who has not seen it yet is refused in words."""
    salma, omar = people(project)
    project.store.record(omar, "d1", SPLIT)
    for act in (marking(FIRST, None, "done"), reminding(None, reminder(FIRST, "ن"))):
        with pytest.raises(PolicyError, match="meanwhile"):
            project.store.record(salma, "d1", act)
    for act in (marking(HALVES[0], None, "done"), reminding(None, reminder(None, "ن"))):
        project.store.record(salma, "d1", act)
    assert [*project.store.check()] == []


def test_a_span_comes_back_though_its_sentence_was_cut(project: Project) -> None:
    """Undoing a removal is never refused; what the span breaks now is said beside it."""
    salma, omar = people(project)
    span = annotation("a", (6, 26))
    project.store.record(salma, "d1", adding(span))
    project.store.undo(salma)
    project.store.record(omar, "d1", SPLIT)
    project.store.redo(salma)
    assert project.store.layer("d1", "salma").annotations == (span,)
    assert [*project.store.check()] == []


def test_a_record_with_the_new_sentences_is_the_same_document(project: Project) -> None:
    """What is streamed has the sentences as they are, and coming back in changes nothing."""
    salma, _ = people(project)
    project.store.record(salma, "d1", SPLIT)
    project.store.record(salma, "d1", marking(HALVES[1], None, "done"))
    (record,) = project.store.stream("salma")
    assert record.sentences == (*HALVES, SECOND)
    assert record.marks == (MarkRecord(*HALVES[1], "done"),)
    assert [each.kind for each in project.store.put(salma, [record])] == ["unchanged"]


def test_flags_and_notes_go_with_their_sentences_in_every_layer(project: Project) -> None:
    """A merge carries them for all, an undo brings each back, across a restart."""
    salma, omar = people(project)
    flagged, noted = reminder(FIRST), reminder(SECOND, "ن", is_flagged=False)
    for session in (salma, omar):
        project.store.record(session, "d1", reminding(None, flagged))
        project.store.record(session, "d1", reminding(None, noted))
    project.store.record(omar, "d1", reminding(None, reminder(None, "م")))
    project.store.record(salma, "d1", MERGE)
    store = project.reopen()
    merged = reminder(WHOLE, "ن")
    assert store.layer("d1", "salma").reminders == (merged,)
    assert store.layer("d1", "omar").reminders == (reminder(None, "م"), merged)
    assert (store.line("omar", "d1").flags, store.line("omar", "d1").notes) == (2, 2)
    assert [*store.check()] == []
    store.undo(project.sit())
    assert store.layer("d1", "salma").reminders == (flagged, noted)
    assert store.layer("d1", "omar").reminders == (reminder(None, "م"), flagged, noted)
    assert [*store.check()] == []


def test_a_note_written_since_is_kept_by_an_undo(project: Project) -> None:
    """What its owner has said of the whole since goes to the first half; no word gets lost."""
    salma, omar = people(project)
    project.store.record(omar, "d1", reminding(None, reminder(FIRST)))
    project.store.record(salma, "d1", MERGE)
    project.store.record(omar, "d1", reminding(reminder(WHOLE), reminder(WHOLE, "ن")))
    project.store.undo(salma)
    held = project.store.layer("d1", "omar").reminders
    assert held == (reminder(FIRST, "ن"), reminder(SECOND))
    undone = project.store.undo(omar)
    assert undone is not None
    assert "its flag and note went with it" in undone.missed
    assert project.store.layer("d1", "omar").reminders == held
    assert [*project.store.check()] == []


TAMPERINGS = {
    "a sentence of an old segmentation": 'UPDATE sentence SET "end" = 19 WHERE segmentation = 2 '
    'AND "end" = 20',
    "a lost segmentation": "DELETE FROM sentence WHERE segmentation = 2",
    "a segmentation too many": "INSERT INTO sentence VALUES ('d1', 9, 0, 0, 5)",
    "a mark on no sentence": "UPDATE mark SET start = 22",
    "a flag on no sentence": 'UPDATE reminder SET "end" = 26 WHERE start = 21',
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_check_compares_every_segmentation_with_the_events(project: Project, what: str) -> None:
    """Sentences are worked out again from the events, those of long ago too."""
    salma, omar = people(project)
    project.store.record(salma, "d1", SPLIT)
    project.store.record(salma, "d1", cutting([HALVES[0], HALVES[1]], [FIRST]))
    project.store.record(salma, "d1", SPLIT)
    project.store.record(omar, "d1", marking(HALVES[1], None, "done"))
    project.store.record(omar, "d1", reminding(None, reminder(HALVES[1])))
    assert [*project.store.check()] == []
    assert tamper(project.path, TAMPERINGS[what])
    found = [*project.reopen().check()]
    assert any(finding.where.startswith("document 'd1'") for finding in found), found


@st.composite
def cuts_of(draw: st.DrawFn, sentences: list[tuple[int, int]]) -> Act | None:
    """A split or a merge of the sentences there are; None when neither can be."""
    if len(sentences) > 1 and draw(st.booleans()):
        at = draw(st.integers(0, len(sentences) - 2))
        first, second = sentences[at : at + 2]
        return cutting([first, second], [(first[0], second[1])])
    start, end = draw(st.sampled_from(sentences))
    gaps = [at for at in range(start + 1, end - 1) if TEXT[at] == " "]
    if not gaps:
        return None
    gap = draw(st.sampled_from(gaps))
    return cutting([(start, end)], [(start, gap), (gap + 1, end)])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_two_people_cutting_and_marking_always_agree_with_the_journal(
    project: Project, data: st.DataObject
) -> None:
    """Whatever two people cut, tag, mark, undo and redo, a check finds everything whole."""
    name = secrets.token_hex(8)  # every example works in the same project
    sessions = [project.sit(f"{alias}-{name}") for alias in ("salma", "omar")]
    project.store.put(sessions[0], [plain(name)])
    store = project.store
    for step in range(data.draw(st.integers(1, 10))):
        who = data.draw(st.integers(0, 1))
        session, alias = sessions[who], f"{('salma', 'omar')[who]}-{name}"
        sentences = [(each.start, each.end) for each in store.document(name).sentences]
        match data.draw(
            st.sampled_from(["cut", "cut", "mark", "remind", "tag", "undo", "undo", "redo"])
        ):
            case "cut":
                act = data.draw(cuts_of(sentences))
            case "mark":
                place = data.draw(st.sampled_from(sentences))
                held = {
                    (mark.span.start, mark.span.end): mark.state
                    for mark in store.layer(name, alias).marks
                }
                act = marking(place, held.get(place), None if place in held else "done")
            case "remind":
                act = data.draw(reminders_on(store.layer(name, alias), sentences))
            case "tag":
                span = data.draw(st.sampled_from([MINISTRY, MINISTER, (20, 39), *sentences]))
                act = adding(annotation(f"{name}.{step}", span))
            case "undo":
                store.undo(session)
                continue
            case _:
                store.redo(session)
                continue
        if act is not None:
            try:
                store.record(session, name, act)
            except PolicyError:
                continue
    assert [*store.check()] == []
    for alias in ("salma", "omar"):
        store.layer(name, f"{alias}-{name}")
