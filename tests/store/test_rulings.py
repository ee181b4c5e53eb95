"""Rulings in the store: gold with its rulings, undo, who owns it, precedents, and the check."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
)

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    MarkRecord,
    Outcome,
    Proposed,
    Ruling,
    Settle,
    Span,
    SpanRecord,
    Verdict,
    card_key,
)
from hashiya.store import FIRST_RULING


def proposed(*people: str, place: tuple[int, int] = MINISTRY, label: str = "agency") -> Proposed:
    """One side of a card."""
    return Proposed(span=Span(start=place[0], end=place[1]), label=label, people=people)


def ruling(outcome: Outcome = "neither", *sides: Proposed, **more: object) -> Ruling:
    """A ruling on these sides; by default on the ministry."""
    proposals = sides or (proposed("salma"),)
    key = card_key([(each.span.start, each.span.end, each.label, ()) for each in proposals])
    return Ruling.model_validate(
        {"key": key, "outcome": outcome, "proposals": proposals, "review": "r1", **more}
    )


def about(*forms: str) -> tuple[Verdict, ...]:
    """Verdicts that these forms are nothing."""
    return tuple(Verdict(form=form) for form in forms)


def settling(before: Ruling | None, after: Ruling | None, *added: Annotation) -> Act:
    """An act that makes a ruling and its annotations."""
    settle = Settle(before=before, after=after)
    return Act(edits=(settle, *(Add(annotation=each) for each in added)))


def sit_as_judge(project: Project, alias: str = "huda") -> str:
    """A session of an adjudicator."""
    project.store.add_annotator(alias, "adjudicator")
    return project.store.open_session(alias, "laptop", "0.1")


def clean(project: Project) -> bool:
    """Whether the check finds nothing."""
    return not [*project.store.check()]


def test_neither_is_recorded_and_survives_a_restart(project: Project) -> None:
    """It changes no annotation, and is a ruling all the same."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    held = ruling("neither", reason="slip", note="ليس اسما", is_gap=True, verdicts=about("وزاره"))
    project.store.rule(session, "d1", settling(None, held))
    gold = project.reopen().gold("d1", "huda")
    assert (gold.rulings, gold.annotations) == ((held,), ())
    assert gold.ruling(held.key) == held
    assert clean(project)


def test_a_ruling_and_what_it_made_are_undone_and_redone_together(project: Project) -> None:
    """Across a restart, as any act."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    made = annotation("g1")
    held = ruling("take", made=("g1",), verdicts=about("وزاره الخارجيه"))
    project.store.rule(session, "d1", settling(None, held, made))
    store = project.reopen()
    again = store.open_session("huda", "laptop", "0.1")
    assert store.undo_ruling(again) is not None
    gold = store.gold("d1", "huda")
    assert (gold.rulings, gold.annotations) == ((), ())
    assert store.precedents("وزاره الخارجيه") == []
    assert store.redo_ruling(again) is not None
    gold = store.gold("d1", "huda")
    assert (gold.rulings, gold.annotations) == ((held,), (made,))
    assert clean(project)


def test_a_ruling_is_changed_in_its_place(project: Project) -> None:
    """What is found by its forms follows."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    first, then = (
        ruling("defer", verdicts=about("a", "b")),
        ruling("neither", verdicts=about("b", "c")),
    )
    project.store.rule(session, "d1", settling(None, first))
    project.store.rule(session, "d1", settling(first, then))
    assert project.store.gold("d1", "huda").rulings == (then,)
    assert [bool(project.store.precedents(form)) for form in "abc"] == [False, True, True]
    assert clean(project)
    with pytest.raises(CorruptionError):
        project.store.rule(session, "d1", settling(first, then))


def test_a_document_has_one_gold_and_the_second_judge_is_told(project: Project) -> None:
    """Nothing of the second one's act is written."""
    first, second = sit_as_judge(project), sit_as_judge(project, "omar")
    project.store.put(first, [plain()])
    project.store.rule(first, "d1", settling(None, ruling()))
    with pytest.raises(StoreError, match="huda is making this document gold"):
        project.store.rule(second, "d1", settling(None, ruling()))
    assert project.store.gold("d1", "omar").rulings == ()
    assert clean(project)


def test_undo_stays_on_its_side_of_the_desk(project: Project) -> None:
    """Who annotates and adjudicates does not take back a ruling while annotating."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    with pytest.raises(StoreError, match="made while annotating"):
        project.store.undo_ruling(session)
    project.store.rule(session, "d1", settling(None, ruling()))
    with pytest.raises(StoreError, match="your last act was a ruling"):
        project.store.undo(session)
    assert project.store.undo_ruling(session) is not None
    assert project.store.undo(session) is not None
    assert clean(project)


def test_the_check_sees_a_ruling_that_was_changed_by_hand(project: Project) -> None:
    """In its row, in its body, and in what it is found by."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    project.store.rule(session, "d1", settling(None, ruling(verdicts=about("a"))))
    project.store.close()
    for statement in (
        "UPDATE ruling SET gap = 1",
        "UPDATE ruling SET body = replace(body, 'neither', 'defer')",
        "DELETE FROM precedent",
        "DELETE FROM ruling",
    ):
        copy = project.path.with_name("copy.hashiya")
        copy.unlink(missing_ok=True)
        copy.write_bytes(project.path.read_bytes())
        with closing(sqlite3.connect(copy)) as raw:
            raw.execute(statement)
            raw.commit()
        with closing(project.opens(copy)) as store:
            assert [found.severity for found in store.check()], statement


def test_precedents_tell_what_was_ruled_about_a_form(project: Project) -> None:
    """In every document, whoever ruled."""
    session = sit_as_judge(project)
    other = sit_as_judge(project, "omar")
    project.store.put(session, [plain("d1"), plain("d2"), plain("d3")])
    ways: tuple[tuple[str, Outcome], ...] = (
        (session, "take"),
        (other, "take"),
        (session, "neither"),
    )
    for number, (sitting, outcome) in enumerate(ways, start=1):
        held = ruling(outcome, verdicts=about("وزاره الخارجيه"))
        project.store.rule(sitting, f"d{number}", settling(None, held))
    found = project.store.precedents("وزاره الخارجيه")
    assert [(each.document_id, each.ruling.outcome) for each in found] == [
        ("d1", "take"),
        ("d2", "take"),
        ("d3", "neither"),
    ]
    assert len(project.store.precedents("وزاره الخارجيه", limit=2)) == 2


def test_the_rulings_of_a_session_come_by_pages(project: Project) -> None:
    """By document and place; gaps likewise, whatever session they were of."""
    session = sit_as_judge(project)
    project.store.put(session, [plain("d1"), plain("d2")])
    minister = proposed("salma", place=MINISTER, label="official")
    for document_id in ("d2", "d1"):
        project.store.rule(session, document_id, settling(None, ruling("neither", minister)))
        project.store.rule(session, document_id, settling(None, ruling(is_gap=True)))
    first = project.store.ruled("r1", after=FIRST_RULING, limit=3)
    rest = project.store.ruled("r1", after=first[-1].order, limit=3)
    places = [(each.document_id, each.start) for each in (*first, *rest)]
    assert places == [("d1", 6), ("d1", 33), ("d2", 6), ("d2", 33)]
    gaps = project.store.gaps(after=FIRST_RULING)
    assert [(each.document_id, each.ruling.is_gap) for each in gaps] == [("d1", True), ("d2", True)]


def test_the_list_says_who_is_how_far(project: Project) -> None:
    """Annotators and gold; documents nobody has touched are left out."""
    session = sit_as_judge(project)
    marks = [MarkRecord(*bounds, "done") for bounds in SENTENCES]
    project.store.put(session, [plain("d1"), plain("d2"), plain("d3")])
    project.store.put(session, [annotated("d2", alias="salma", marks=marks)])
    project.store.put(session, [annotated("d2", SpanRecord(*MINISTER, "date"), alias="omar")])
    project.store.rule(session, "d3", settling(None, ruling()))
    found = project.store.review_list()
    assert [(each.id, each.name, each.sentences) for each in found.documents] == [
        ("d2", "name of d2", 2),
        ("d3", "name of d3", 2),
    ]
    both, gold = found.documents
    assert [(layer.alias, layer.state) for layer in both.layers] == [
        ("omar", "begun"),
        ("salma", "done"),
    ]
    assert both.gold is None
    assert gold.gold is not None
    assert (gold.gold.alias, gold.gold.state) == ("huda", "new")
    assert project.store.review_state("d2") == both
    assert found.next is None
    assert project.store.review_list(limit=1).next == both.position
    rest = project.store.review_list(after=both.position)
    assert [each.id for each in rest.documents] == ["d3"]


def test_gold_with_every_sentence_marked_is_gold(project: Project) -> None:
    """Marks on gold are what makes a document gold."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    for bounds in SENTENCES:
        project.store.rule(session, "d1", marking(bounds, None, "done"))
    state = project.store.review_state("d1")
    assert state.gold is not None
    assert state.gold.state == "done"
    assert project.store.counts().gold.done == 1


def make_gold(project: Project, session: str, document_id: str) -> None:
    """Gold as a review makes it, with what it stands on."""
    state = project.store.review_state(document_id)
    seen = [(each.alias, each.seal) for each in state.layers]
    for bounds in SENTENCES:
        project.store.rule(session, document_id, marking(bounds, None, "done"), seen=seen)


def changed(project: Project, document_id: str) -> tuple[str, ...]:
    """Who has changed their work since it was gold."""
    return project.store.review_state(document_id).changed


def test_whose_work_changed_under_gold_is_known(project: Project) -> None:
    """By what is in it: what was taken back changed nothing, and a look makes it known."""
    judge, omar = sit_as_judge(project), project.sit("omar")
    project.store.put(judge, [annotated("d1", alias="omar"), annotated("d1", alias="salma")])
    assert changed(project, "d1") == ()
    make_gold(project, judge, "d1")
    assert changed(project, "d1") == ()
    project.store.record(omar, "d1", adding(annotation("a")))
    assert changed(project, "d1") == ("omar",)
    assert [each.changed for each in project.store.review_list().documents] == [("omar",)]
    project.store.undo(omar)
    assert changed(project, "d1") == ()
    project.store.redo(omar)
    project.store.put(judge, [annotated("d1", alias="zayn")])
    assert changed(project, "d1") == ("omar", "zayn")
    state = project.store.review_state("d1")
    project.store.note_seen("d1", [(each.alias, each.seal) for each in state.layers])
    assert changed(project, "d1") == ()
    assert [*project.store.check()] == []


def test_a_project_from_before_knows_what_came_after_the_last_ruling(project: Project) -> None:
    """Gold that came out of a file was looked at by nobody."""
    judge, omar = sit_as_judge(project), project.sit("omar")
    for document_id in ("d1", "d2", "d3"):
        project.store.put(judge, [annotated(document_id, alias="omar")])
    make_gold(project, judge, "d1")
    make_gold(project, judge, "d2")
    marks = [MarkRecord(*bounds, "done") for bounds in SENTENCES]
    project.store.put(judge, [annotated("d3", alias="huda", marks=marks)._replace(layer="gold")])
    for document_id in ("d2", "d3"):
        project.store.record(omar, document_id, adding(annotation("a")))
    project.store.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        for table in ("passage", "merging_part", "merging", "gold_seen"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM migration WHERE name >= '0016'")
        connection.execute("PRAGMA user_version = 15")
    project.store = project.opens(project.path)
    assert [changed(project, name) for name in ("d1", "d2", "d3")] == [(), ("omar",), ()]
    project.store.record(omar, "d1", adding(annotation("b")))
    assert changed(project, "d1") == ("omar",)


def test_a_project_from_before_gives_back_what_was_all_taken_back(project: Project) -> None:
    """Its empty layer of gold goes, and what a file brought in empty stays."""
    judge = sit_as_judge(project)
    project.store.put(judge, [plain("d1"), annotated("d2", alias="huda")._replace(layer="gold")])
    project.store.put(judge, [plain("d3")._replace(annotator="huda", layer="gold", has_layer=True)])
    project.store.rule(judge, "d1", adding(annotation("a")))
    assert project.store.undo_ruling(judge) is not None
    layers = project.store.counts().gold.documents
    project.store.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        owner = "(SELECT id FROM annotator WHERE alias = 'huda')"
        connection.execute(
            "INSERT INTO progress (annotator_id, layer, position, annotations, done, state, seal,"
            f" flags, notes) VALUES ({owner}, 'gold', 1, 0, 0, 'new', 0, 0, 0)"
        )
        connection.execute(
            f"UPDATE counter SET n = n + 1 WHERE name = 'documents' AND scope = 'gold/' || {owner}"
        )
        connection.execute("DELETE FROM migration WHERE name >= '0019'")
        connection.execute("PRAGMA user_version = 18")
    project.store = project.opens(project.path)
    assert [*project.store.check()] == []
    assert project.store.counts().gold.documents == layers


def test_a_session_is_left_and_found_again(project: Project) -> None:
    """With the card it was at; its name is taken once."""
    session = sit_as_judge(project)
    project.store.put(session, [plain()])
    project.store.begin_review(session, "first", "{}")
    with pytest.raises(StoreError, match="already"):
        project.store.begin_review(session, "first", "{}")
    project.store.remember_card("first", "d1", "k")
    (found,) = project.reopen().reviews()
    assert (found.name, found.alias, found.document_id, found.key) == ("first", "huda", "d1", "k")
