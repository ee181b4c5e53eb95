"""Passages: sentences read once more, seen by one person, counted nowhere else, checked."""

from __future__ import annotations

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
    acts_on,
    adding,
    annotated,
    annotation,
    marking,
    plain,
)
from tests.store.raw import tamper

from hashiya.errors import CorruptionError, PolicyError, StoreError
from hashiya.model import Act, Label, MarkRecord, Migration, Resegment, Span, Words
from hashiya.store import (
    EVERY_DOCUMENT,
    DocumentFilter,
    ListRequest,
    PassageWanted,
    SearchRequest,
    Slots,
    Store,
    create_project,
    open_project,
)
from hashiya.store.values import PASSAGES
from hashiya.text import Query

FIRST, SECOND = SENTENCES
BOTH = (0, 56)


@pytest.fixture
def boss(project: Project) -> str:
    """A coordinator's session; salma has finished both sentences of d1, omar has begun nothing."""
    for alias in ("salma", "omar"):
        project.store.add_annotator(alias)
    boss = project.sit("lamia")
    project.store.put(boss, [plain("d1"), plain("d2")])
    finish(project, "salma", "d1")
    return boss


def finish(project: Project, alias: str, document_id: str) -> None:
    """Tag the ministry and the minister, and mark both sentences."""
    session = project.sit(alias)
    project.store.record(session, document_id, adding(annotation(f"{document_id}a", MINISTRY)))
    minister = annotation(f"{document_id}b", MINISTER, "official")
    project.store.record(session, document_id, adding(minister))
    for sentence in SENTENCES:
        project.store.record(session, document_id, marking(sentence, None, "done"))


def wanted(
    *chosen: tuple[int, int], bounds: tuple[int, int] = BOTH, of: str = "d1"
) -> PassageWanted:
    """A passage with these sentences of a document."""
    return PassageWanted(of, "p1", bounds, chosen or (SECOND,))


def plan(store: Store, boss: str, *passages: PassageWanted) -> str:
    """Give salma a passage; its id."""
    store.plan_passages(boss, "salma", passages or (wanted(),))
    return store.passages()[-1].id


def problems(store: Store) -> list[str]:
    """What the doctor says."""
    return [f"{each.what} ({each.where})" for each in store.check()]


def test_a_passage_holds_the_first_reading_of_what_is_chosen(project: Project, boss: str) -> None:
    """Its text is a piece of the document; of what stands around nothing is written down."""
    store = project.store
    name = plan(store, boss, wanted(SECOND, bounds=SECOND))
    (passage,) = store.passages()
    assert (passage.of_id, passage.alias, passage.start) == ("d1", "salma", 28)
    assert store.document(name).text == TEXT[28:]
    assert passage.chosen == ((0, 28),)
    assert passage.first == ((5, 11, "official"),)
    assert passage.scheme == ("news", 1)
    assert passage.state == "waiting"
    assert problems(store) == []


def test_only_its_person_sees_it(project: Project, boss: str) -> None:
    """It follows the articles, with the next number, in every list of theirs and of nobody else."""
    store = project.store
    name = plan(store, boss)
    line = store.page("salma", after=2)[0]
    assert (line.id, line.number, line.state, line.annotations) == (name, 3, "new", 0)
    assert store.page("omar", after=2) == []
    assert [each.id for each in store.page("salma", after=line.position, backwards=True)] == [
        "d1",
        "d2",
    ]
    for alias, ids in (("salma", ["d1", "d2", name]), ("omar", ["d1", "d2"])):
        found = store.list_documents(alias, ListRequest(EVERY_DOCUMENT))
        assert [each.id for each in found.lines] == ids
    own = store.list_documents("salma", ListRequest(DocumentFilter(is_own=True)))
    assert [(each.id, each.number) for each in own.lines] == [(name, 3)]
    assert store.line("salma", name).number == 3


def test_numbers_are_each_person_s_own(project: Project, boss: str) -> None:
    """What others read again leaves no gap."""
    finish(project, "omar", "d1")
    plan(project.store, boss, wanted(FIRST, bounds=FIRST), wanted(SECOND, bounds=SECOND))
    project.store.plan_passages(boss, "omar", [wanted()])
    numbers = [each.number for each in project.store.page("salma")]
    assert numbers == [1, 2, 3, 4]
    assert [each.number for each in project.store.page("omar")] == [1, 2, 3]
    project.store.put(boss, [plain("d3")])
    assert [each.number for each in project.store.page("omar")] == [1, 2, 3, 4]
    assert problems(project.store) == []


def test_it_is_given_like_other_work_and_done_with_its_last_mark(
    project: Project, boss: str
) -> None:
    """In the same queue; opened again it could not be told from an article."""
    store = project.store
    store.assign(boss, [Slots("d2", ("salma",))])
    name = plan(store, boss)
    assert store.workload("salma").claimed == 2
    assert store.next_work("salma", 2) == name
    session = project.sit()
    store.remember("salma", name, 0)
    assert store.passages()[0].state == "served"
    for sentence in SENTENCES:
        store.record(session, name, marking(sentence, None, "done"))
    assert (store.workload("salma").claimed, store.workload("salma").submitted) == (1, 1)
    assert store.passages()[0].state == "finished"
    store.undo(session)
    assert store.passages()[0].state == "served"
    store.skip(session, name, "دون سبب")
    assert store.passages()[0].state == "skipped"
    assert problems(store) == []


def test_nobody_is_given_work_by_a_passage_alone(project: Project, boss: str) -> None:
    """A project without assignments stays one."""
    plan(project.store, boss)
    assert not project.store.is_given_work("salma")
    assert not project.store.is_given_work("omar")


def test_nothing_is_counted_twice(project: Project, boss: str) -> None:
    """What is made of a passage is in no count, no stream, no list of layers, no search."""
    store = project.store
    before = (store.counts(), store.layers(), store.people()[2].work)
    name = plan(store, boss)
    session = project.sit()
    store.record(session, name, adding(annotation("x", MINISTRY, "date")))
    for sentence in SENTENCES:
        store.record(session, name, marking(sentence, None, "done"))
    assert (store.counts(), store.layers(), store.people()[2].work) == before
    assert store.passages_in("salma")[0] == 1
    assert store.passages_in("salma")[1].annotations == 1
    for only_with_layer, ids in ((True, ["d1"]), (False, ["d1", "d2"])):
        found = [each.id for each in store.stream("salma", only_with_layer=only_with_layer)]
        assert found == ids
    request = SearchRequest(Query("الوزير"))
    for _ in range(2):
        hits = store.search("salma", request).hits
        assert {hit.document_id for hit in hits} == {"d1", "d2"}
        store.index_more()
    assert store.index_more().is_complete
    assert [each.id for each in store.slots_page()] == ["d1", "d2"]
    assert [each.id for each in store.review_list(after=0).documents] == ["d1"]
    assert "date" in {use.label for use in store.label_uses()}
    assert problems(store) == []


def test_nobody_else_annotates_it_and_nobody_makes_it_gold(project: Project, boss: str) -> None:
    """Whoever happens to know what it is called is told that it is not there."""
    store = project.store
    name = plan(store, boss)
    omar = project.sit("omar")
    with pytest.raises(StoreError, match="no document"):
        store.record(omar, name, marking(FIRST, None, "done"))
    with pytest.raises(StoreError, match="no document"):
        store.review_state(name)
    with pytest.raises(StoreError, match="no document"):
        store.rule(project.sit("salma"), name, marking(FIRST, None, "done"))
    outcome = store.put(boss, [plain(name)._replace(annotator="omar", has_layer=True)])
    assert outcome[0].kind == "refused"
    assert problems(store) == []


def test_first_answers_stay_as_they_were(project: Project, boss: str) -> None:
    """Whatever becomes of the article afterwards: edits, other sentences, marks taken away."""
    store = project.store
    plan(store, boss)
    first = store.passages()[0].first
    session = project.sit()
    layer = store.layer("d1", "salma")
    store.record(session, "d1", marking(FIRST, "done", None))
    cut = Resegment(
        before=(Span(start=28, end=56),), after=(Span(start=28, end=32), Span(start=33, end=56))
    )
    store.record(session, "d1", Act(edits=(cut,)))
    store.record(session, "d1", adding(annotation("late", (46, 51), "date")))
    assert store.passages()[0].first == first
    assert len(store.layer("d1", "salma").annotations) == len(layer.annotations) + 1
    assert problems(store) == []


def test_sentences_of_a_passage_are_cut_like_others(project: Project, boss: str) -> None:
    """Counts of the project do not move."""
    store = project.store
    name = plan(store, boss)
    before = store.counts()
    merged = Resegment(
        before=tuple(Span(start=a, end=b) for a, b in SENTENCES), after=(Span(start=0, end=56),)
    )
    store.record(project.sit(), name, Act(edits=(merged,)))
    assert store.counts() == before
    assert problems(store) == []


def test_a_label_that_is_renamed_is_renamed_in_both_readings(project: Project, boss: str) -> None:
    """First answers are read with labels as they are called now."""
    store = project.store
    name = plan(store, boss, wanted(FIRST, SECOND))
    session = project.sit()
    store.record(session, name, adding(annotation("x", MINISTRY, "agency")))
    labels = (Label(name="office", titles=Words(), key="1"), *SCHEME.labels[1:])
    revised = SCHEME.model_copy(update={"version": 2, "labels": labels})
    done = store.revise(boss, revised, Migration(rename=(("agency", "office"),)))
    assert done.spans == 2
    assert store.passages()[0].first[0] == (*MINISTRY, "office")
    assert store.layer(name, "salma").annotations[0].label == "office"
    assert problems(store) == []


@pytest.mark.parametrize(
    "impossible",
    [
        wanted((0, 10)),
        wanted(SECOND, bounds=(0, 50)),
        wanted(FIRST, of="d2"),
        PassageWanted("d1", "p", BOTH, ()),
    ],
    ids=["no sentence", "half a sentence", "not finished", "nothing chosen"],
)
def test_what_does_not_stand_so_is_refused_whole(
    project: Project, boss: str, impossible: PassageWanted
) -> None:
    """Nothing of a plan is kept when a part of it cannot be."""
    with pytest.raises(StoreError):
        project.store.plan_passages(boss, "salma", [wanted(), impossible])
    assert project.store.passages() == []
    assert problems(project.store) == []


def test_no_passage_is_planned_twice_nor_of_a_passage(project: Project, boss: str) -> None:
    """Nor for somebody inactive."""
    store = project.store
    name = plan(store, boss)
    with pytest.raises(StoreError, match="planned a part of it meanwhile"):
        store.plan_passages(boss, "salma", [wanted(SECOND, bounds=SECOND)])
    session = project.sit()
    for sentence in SENTENCES:
        store.record(session, name, marking(sentence, None, "done"))
    with pytest.raises(StoreError):
        store.plan_passages(boss, "salma", [wanted(of=name)])
    store.set_person("salma", is_active=False)
    with pytest.raises(StoreError, match="inactive"):
        store.plan_passages(boss, "salma", [wanted(FIRST, bounds=FIRST)])


def test_what_was_not_opened_is_taken_back(project: Project, boss: str) -> None:
    """It is in no list and no count any more, and its sentences may be planned anew."""
    store = project.store
    finish(project, "salma", "d2")
    pieces = [wanted(each, bounds=each, of=of) for of in ("d1", "d2") for each in SENTENCES]
    plan(store, boss, *pieces[:3])
    begun, seen, _ = store.passages()
    store.record(project.sit(), begun.id, marking(FIRST, None, "done"))
    store.remember("salma", seen.id, 0)
    assert store.take_back(boss, "salma") == 1
    assert [each.state for each in store.passages()] == ["finished", "served", "taken back"]
    assert [each.number for each in store.page("salma")] == [1, 2, 3, 4]
    assert store.passages_in("salma")[0] == 2
    assert store.workload("salma").claimed == 1
    assert store.take_back(boss, "salma") == 0
    plan(store, boss, *pieces[2:])
    assert [each.number for each in store.page("salma")] == [1, 2, 3, 4, 5, 6]
    with pytest.raises(StoreError, match="no annotator"):
        store.take_back(boss, "nour")
    assert problems(store) == []


def test_a_trial_writes_nothing(project: Project, boss: str) -> None:
    """It says how many passages there would be."""
    assert project.store.plan_passages(boss, "salma", [wanted()], dry_run=True) == 1
    assert project.store.passages() == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE passage SET first = '[]'", "not what was written"),
        ("DELETE FROM passage", "nothing says whose passage it is"),
        ("DELETE FROM assignment WHERE position > 2", "somebody's place is missing"),
        ("UPDATE counter SET n = 7 WHERE name = 'given'", "'given' is said to be 7"),
    ],
)
def test_the_doctor_sees_what_was_changed(
    project: Project, boss: str, statement: str, what: str
) -> None:
    """A first answer that was changed is not taken for one."""
    plan(project.store, boss)
    project.store.close()
    tamper(project.path, statement)
    assert any(what in each for each in problems(project.reopen()))


def test_a_gap_among_articles_is_still_seen(project: Project, boss: str) -> None:
    """Passages are behind one, and no article may be missing before them."""
    plan(project.store, boss)
    project.store.close()
    tamper(project.path, "DELETE FROM document WHERE position = 1")
    with pytest.raises(CorruptionError, match="nothing between"):
        project.reopen().page("salma")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_second_reading_touches_the_first(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is done, undone and redone on a passage, article and first answers are the same."""
    path = tmp_path_factory.mktemp("again") / "news.hashiya"
    project = Project(path, create_project(path, name="news", scheme=SCHEME), open_project)
    store = project.store
    boss = project.sit("lamia")
    done: list[MarkRecord] = [MarkRecord(*each, "done") for each in SENTENCES]
    store.put(boss, [annotated("d1", alias="salma", marks=done)])
    name = plan(store, boss, wanted(*data.draw(st.sampled_from([(FIRST,), (FIRST, SECOND)]))))
    before = (store.layer("d1", "salma"), store.passages()[0].first, store.counts())
    session = project.sit()
    for number in range(data.draw(st.integers(1, 6))):
        act = data.draw(acts_on(store.layer(name, "salma"), f"n{number}"))
        try:
            store.record(session, name, act)
        except PolicyError:
            continue
        if data.draw(st.booleans()):
            store.undo(session)
            if data.draw(st.booleans()):
                store.redo(session)
    store = project.reopen()
    assert (store.layer("d1", "salma"), store.passages()[0].first, store.counts()) == before
    assert store.page("salma", after=1)[0].position == PASSAGES + 1
    assert problems(store) == []
    project.close()
