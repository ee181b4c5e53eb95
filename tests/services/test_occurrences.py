"""Occurrences: every other place of a form, why one may not be tagged, and one act for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.model import (
    Act,
    Add,
    Annotation,
    Document,
    DocumentRecord,
    Layer,
    Policy,
    Span,
    SpanRecord,
)
from hashiya.services import (
    AnnotationSession,
    Cancelled,
    Hit,
    Hits,
    ImportOptions,
    Place,
    Progress,
    Verdict,
    Wanted,
    default_scheme,
    draft_mark,
    hits_on,
    import_paths,
    make_project,
    occurrences,
    wanted_at,
)
from hashiya.services.occurrences import places_in
from hashiya.services.surroundings import surroundings_of
from hashiya.text import sentence_spans
from tests.growth import LINEAR, growth

TEXT = "حضر ممثل وزارة الخارجية وغادر. ولوزارة الخارجية رأي. قالت وزارةُ الخارجيّة الأمريكية."
FORM = "وزارة الخارجية"


def record(text: str, *spans: SpanRecord) -> DocumentRecord:
    """A document with its sentences and a layer."""
    return DocumentRecord("d", "d", text, sentences=tuple(sentence_spans(text)), spans=spans)


def wanted(form: str = FORM, policy: Policy | None = None) -> Wanted:
    """Looks for a form of an agency from another document."""
    return Wanted((form,), "agency", policy or Policy(), ("elsewhere", 0, 1))


def seen(text: str, wanting: Wanted, *spans: SpanRecord) -> list[tuple[str, Verdict]]:
    """Quote and verdict of every place."""
    return [
        (text[start:end], verdict)
        for start, end, verdict in places_in(record(text, *spans), wanting)
    ]


def test_places_leave_clitics_out_and_take_marks_in() -> None:
    """However it is written, each place is the form's own characters."""
    assert seen(TEXT, wanted()) == [
        ("وزارة الخارجية", "proposed"),
        ("وزارة الخارجية", "proposed"),
        ("وزارةُ الخارجيّة", "proposed"),
    ]


def test_the_span_itself_is_no_other_place() -> None:
    """Where it was asked is left out, and only there."""
    document = Document(id="d", name="d", text=TEXT)
    start = TEXT.index(FORM)
    span = Span(start=start, end=start + len(FORM))
    here = Annotation(id="a", span=span, label="agency", quote=FORM)
    found = places_in(record(TEXT), wanted_at(document, here, Policy()))
    assert len(found) == 2
    assert all(place.start != start for place in found)


@pytest.mark.parametrize(
    ("around", "label", "policy", "verdict"),
    [
        ((9, 23), "agency", {}, "tagged"),
        ((9, 23), "topic", {}, "proposed"),
        ((4, 23), "topic", {}, "proposed"),
        ((4, 23), "agency", {}, "same_label_overlap"),
        ((4, 23), "topic", {"nesting": False}, "nesting"),
        ((4, 15), "topic", {}, "crossing"),
        ((4, 15), "topic", {"crossing": True}, "proposed"),
        ((15, 29), "topic", {}, "crossing"),
        ((24, 29), "agency", {}, "proposed"),
    ],
)
def test_a_place_is_judged_beside_what_is_there(
    around: tuple[int, int], label: str, policy: dict[str, bool], verdict: Verdict
) -> None:
    """A span on, around, inside or across the place decides as the policy says."""
    found = seen(TEXT, wanted(policy=Policy(**policy)), SpanRecord(*around, label))
    assert found[0] == (FORM, verdict)


def test_a_place_that_leaves_its_sentence_is_refused() -> None:
    """A form that stands across a line's end is found, and cannot be tagged."""
    text = "قال بنك\nالمغرب"
    assert seen(text, wanted("بنك المغرب")) == [("بنك\nالمغرب", "across_sentences")]


def test_ambiguous_forms_give_one_place_each() -> None:
    """Where two readings of لل find the same words, the place comes once."""
    text = "للجنة قالت اللجنة إن لجنة أخرى للجنة"
    wanting = Wanted(("الجنة", "لجنة", "اللجنة"), "agency", Policy(), ("d", 1, 5))
    assert [quote for quote, _ in seen(text, wanting)] == ["اللجنة", "لجنة", "لجنة"]


def test_hits_on_a_page_stay_in_their_sentence() -> None:
    """A scope of one sentence holds only the places inside it."""
    sentences = tuple(Span(start=start, end=end) for start, end in sentence_spans(TEXT))
    document = Document(id="d", name="d", text=TEXT, sentences=sentences)
    layer = Layer(document_id="d", annotator="salma")
    assert len(hits_on(document, layer, wanted())) == 3
    within = hits_on(document, layer, wanted(), sentences[1])
    assert [(hit.document_id, hit.verdict) for hit in map(within.__getitem__, range(1))] == [
        ("d", "proposed")
    ]
    assert len(within) == 1


def test_looking_through_a_layer_is_linear() -> None:
    """Four times the text with four times the spans takes four times as long."""

    def work(text: str) -> None:
        spans = [SpanRecord(at, at + 3, "topic") for at in range(0, len(text) - 4, 16)]
        places_in(record(text, *spans), wanted("بنك المغرب"))

    assert growth(work, "قال بنك المغرب. ", code_points=8_000) < LINEAR


PLACES = st.lists(
    st.builds(
        Place,
        st.integers(0, 99),
        st.integers(100, 200),
        st.sampled_from(["proposed", "proposed", "tagged", "crossing"]),
    ),
    max_size=6,
)


@given(
    documents=st.lists(PLACES, max_size=5),
    turns=st.lists(st.integers(0, 29)),
    at_most=st.sampled_from([2, 100]),
)
def test_hits_give_back_what_was_put_in(
    documents: list[list[Place]], turns: list[int], at_most: int
) -> None:
    """Places come back in order with their documents; what is chosen comes in bounded parts."""
    hits = Hits()
    for number, places in enumerate(documents):
        hits.add(f"d{number}", places)
    flat = [(f"d{at}", *place) for at, places in enumerate(documents) for place in places]
    chosen = [place[3] == "proposed" for place in flat]
    for turn in turns:
        if turn < len(flat):
            assert hits.toggle(turn) == (flat[turn][3] == "proposed")
            chosen[turn] ^= flat[turn][3] == "proposed"
    assert [tuple(hits[at]) for at in range(len(hits))] == [
        (*place, is_chosen) for place, is_chosen in zip(flat, chosen, strict=True)
    ]
    parts = [*hits.chosen_places(at_most)]
    assert hits.chosen == sum(chosen) == sum(len(part) for _, part in parts)
    assert all(0 < len(part) <= at_most for _, part in parts)
    given_back = [(name, *bounds) for name, part in parts for bounds in part]
    assert given_back == [
        place[:3] for place, is_chosen in zip(flat, chosen, strict=True) if is_chosen
    ]
    hits.choose_all(False)
    assert hits.chosen == 0
    hits.choose_all(True)
    assert hits.chosen == hits.counts["proposed"]


TEXTS = (
    "قال مدير بنك المغرب إنه راض. ووقع بنك المغرب اتفاقا.",
    "لا شيء هنا. عنوان.",
    "وافق مجلس بنك المغرب. وصدر البلاغ. ولبنك المغرب رأي.",
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[AnnotationSession]:
    """One sitting at three documents, with the first place of the form tagged."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    import_paths(path, [folder], ImportOptions(alias="lead"))
    session = AnnotationSession.open(path, "salma")
    session.commit("d0", adding("d0", TEXTS[0].index("بنك"), "agency"))
    yield session
    session.close()


def adding(name: str, start: int, label: str, length: int = 10) -> Act:
    """Tag some letters of a document."""
    quote = TEXTS[int(name[1:])][start : start + length]
    span = Span(start=start, end=start + length)
    annotation = Annotation(id=f"{name}.{start}.{label}", span=span, label=label, quote=quote)
    return Act(edits=(Add(annotation=annotation),))


def looked(session: AnnotationSession) -> tuple[Hits, Wanted]:
    """Everything found in the project, a document a slice."""
    page = session.open_document("d0")
    wanting = wanted_at(page.document, page.layer.annotations[0], session.scheme.policy)
    search = session.look_for(wanting)
    while search.advance(0):
        pass
    assert search.documents == page.documents
    return search.hits, wanting


def held(session: AnnotationSession) -> list[int]:
    """Annotations in each document."""
    return [line.annotations for line in session.documents()]


def test_what_is_chosen_is_tagged_and_undone_as_one(session: AnnotationSession) -> None:
    """One act tags in every document, from elsewhere one undo takes it back, one redo brings it.

    Both lead to where it was asked for.
    """
    hits, wanting = looked(session)
    wanting = wanting._replace(caret=3)
    assert [hits[at].document_id for at in range(len(hits))] == ["d0", "d2", "d2"]
    hits.toggle(1)
    progress = Progress()
    assert session.tag_chosen(hits, wanting, progress) == (2, 2, {})
    assert progress.done == 2
    assert held(session) == [2, 0, 1]
    (last,) = session.open_document("d2").layer.annotations
    assert (last.quote, last.source, last.span.start) == ("بنك المغرب", "occurrences", 37)
    undone = session.undo("d2")
    assert undone is not None
    assert (undone.documents, undone.annotations) == (2, 2)
    assert (undone.page.document.id, undone.page.caret) == ("d0", 3)
    assert held(session) == [1, 0, 0]
    redone = session.redo("d2")
    assert redone is not None
    assert (redone.page.document.id, redone.page.caret) == ("d0", 3)
    assert held(session) == [2, 0, 1]
    assert [*session._store.check()] == []


def test_what_changed_meanwhile_is_judged_again(session: AnnotationSession) -> None:
    """A place that was tagged or crossed after the list was made is counted as refused."""
    hits, wanting = looked(session)
    session.commit("d2", adding("d2", TEXTS[2].index("بنك"), "agency"))
    session.commit("d2", adding("d2", 41, "topic", length=10))
    done = session.tag_chosen(hits, wanting, Progress())
    assert (done.spans, done.documents) == (1, 1)
    assert done.refused == {"tagged": 1, "crossing": 1}


def test_calling_it_off_leaves_nothing(session: AnnotationSession) -> None:
    """Called off at any document, nothing was written, and it can be done again."""
    hits, wanting = looked(session)
    progress = Progress()
    progress.is_cancelled = True
    with pytest.raises(Cancelled):
        session.tag_chosen(hits, wanting, progress)
    assert held(session) == [1, 0, 0]
    assert session.tag_chosen(hits, wanting, Progress()).spans == 3


def test_a_sentence_with_nothing_in_it_is_opened_again(session: AnnotationSession) -> None:
    """As with one span, the mark goes in the same act, and comes back with the undo."""
    page = session.open_document("d2")
    for sentence in page.document.sentences[:2]:
        act = draft_mark(page, sentence, "nothing")
        assert act is not None
        session.commit("d2", act)
    session.tag_chosen(*looked(session), Progress())
    assert [mark.span.start for mark in session.open_document("d2").layer.marks] == [22]
    session.undo()
    assert len(session.open_document("d2").layer.marks) == 2


def test_many_places_of_one_document_are_still_one_act(
    session: AnnotationSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written in parts so that a cancel is heard, they are taken back together."""
    monkeypatch.setattr(occurrences, "MAX_EDITS_IN_ONE_EVENT", 1)
    assert session.tag_chosen(*looked(session), Progress()).documents == 2
    assert held(session) == [2, 0, 2]
    session.undo()
    assert held(session) == [1, 0, 0]
    assert [*session._store.check()] == []


def test_surroundings_are_the_sentence_s_own(session: AnnotationSession) -> None:
    """Each place comes with its sentence's text around it and nothing of the next."""
    hits, _ = looked(session)
    found = session.surroundings([hits[at] for at in range(len(hits))])
    assert [(each.name, each.sentence) for each in found] == [
        (TEXTS[0], 2),
        (TEXTS[2], 1),
        (TEXTS[2], 3),
    ]
    assert [each.before + each.quote + each.after for each in found] == [
        "ووقع بنك المغرب اتفاقا.",
        "وافق مجلس بنك المغرب.",
        "ولبنك المغرب رأي.",
    ]
    assert not any(each.is_cut for each in found)


def test_surroundings_are_never_long() -> None:
    """In a sentence of a megabyte a place has a bounded piece of it, whole letters only."""
    text = "و\u064e" * 200_000 + " بنك " + "كلمة " * 200_000
    document = Document(id="d", name="d", text=text, sentences=(Span(start=0, end=len(text)),))
    start = text.index("بنك")
    hit = Hit("d", start, start + 3, "proposed", is_chosen=True)
    (found,) = surroundings_of([hit], lambda _: document)
    assert found.is_cut
    assert len(found.before) < 200
    assert not found.before.startswith("\u064e")
    assert len(found.after) < 300
