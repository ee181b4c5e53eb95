"""What any engine promises: projects, people, documents, layers and lists of them."""

from __future__ import annotations

import pytest
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
    removing,
    replacing,
)

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import (
    Label,
    Layer,
    MarkRecord,
    Scheme,
    Span,
    SpanRecord,
)
from hashiya.store import LayerInfo, Outcome, Place, Work


def test_a_project_knows_who_it_is_after_it_is_opened_again(project: Project) -> None:
    """Name and identity are the file's, not the process's."""
    before = project.store.info()
    assert project.reopen().info() == before
    assert (before.name, before.is_read_only, len(before.uuid)) == ("news", False, 32)


def test_a_scheme_comes_back_as_it_was_published(project: Project) -> None:
    """Labels, titles, guidelines and policy survive, also a second version."""
    assert project.store.scheme() == SCHEME
    second = Scheme(id="news", version=2, labels=(*SCHEME.labels, Label(name="topic", key="4")))
    project.store.publish(second)
    assert project.reopen().scheme() == second


def test_publishing_the_same_scheme_again_does_nothing(project: Project) -> None:
    """The second time is harmless."""
    project.store.publish(SCHEME)
    assert project.store.scheme() == SCHEME


@pytest.mark.parametrize("version", [1, 2])
def test_a_published_version_cannot_become_another_scheme(project: Project, version: int) -> None:
    """A version that exists, or an older one, is refused with the next free number."""
    project.store.publish(Scheme(id="news", version=2, labels=SCHEME.labels))
    other = Scheme(id="news", version=version, labels=(Label(name="other"),))
    with pytest.raises(StoreError, match="version 3"):
        project.store.publish(other)


def test_an_annotator_is_added_once(project: Project) -> None:
    """The same alias is the same person, also after reopening."""
    first = project.store.add_annotator("سلمى")
    assert project.store.add_annotator("سلمى", "coordinator") == first
    assert project.reopen().add_annotator("سلمى") == first
    assert project.store.add_annotator("omar") != first


def test_nobody_can_sit_without_being_added(project: Project) -> None:
    """A session of an unknown alias is refused."""
    with pytest.raises(StoreError, match="nobody"):
        project.store.open_session("nobody", "laptop", "0.1")


def test_an_unknown_session_writes_nothing(project: Project) -> None:
    """A session the project has not is refused before anything is written."""
    with pytest.raises(StoreError, match="session"):
        project.store.put("feed", [plain()])
    assert project.store.counts().documents == 0


def test_documents_come_back_untouched(project: Project) -> None:
    """Text, name, date, source and sentences are what was put in."""
    record = plain()._replace(date="2021-01-29", source="agency.txt")
    assert project.store.put(project.sit(), [record]) == [Outcome("added")]
    document = project.reopen().document("d1")
    assert (document.id, document.name, document.text) == ("d1", "name of d1", TEXT)
    assert (document.date, document.source) == ("2021-01-29", "agency.txt")
    assert [(span.start, span.end) for span in document.sentences] == [*SENTENCES]


def test_an_imported_layer_comes_back_with_ids_of_its_event(project: Project) -> None:
    """Spans, notes, attributes and marks survive; an id is session, event and number."""
    session = project.sit()
    spans = (
        SpanRecord(*MINISTRY, "agency", note="sure?", attributes=(("b", "2"), ("a", "1"))),
        SpanRecord(*MINISTER, "official", source="rule"),
    )
    record = annotated("d1", *spans, marks=[MarkRecord(*SENTENCES[0], "done")])
    project.store.put(session, [record])
    layer = project.reopen().layer("d1", "salma")
    first, second = layer.annotations
    assert (first.id, second.id) == (f"{session}.1.0", f"{session}.1.1")
    assert (first.note, first.attributes) == ("sure?", (("a", "1"), ("b", "2")))
    assert (first.quote, first.source, second.source) == ("وزارة الخارجية", "import", "rule")
    assert [(mark.span.start, mark.state) for mark in layer.marks] == [(0, "done")]


def test_a_layer_that_nobody_made_is_empty(project: Project) -> None:
    """Somebody new reads an empty layer, not an error."""
    project.store.put(project.sit(), [plain()])
    assert project.store.layer("d1", "omar") == Layer(document_id="d1", annotator="omar")


@pytest.mark.parametrize("verb", ["document", "layer", "line"])
def test_an_unknown_document_is_an_error_with_its_name(project: Project, verb: str) -> None:
    """Reading a document that is not there names it."""
    arguments = {"document": ("lost",), "layer": ("lost", "salma"), "line": ("salma", "lost")}
    with pytest.raises(StoreError, match="lost"):
        getattr(project.store, verb)(*arguments[verb])


def test_importing_again_changes_nothing(project: Project) -> None:
    """The same records a second time, in the same batch or later, are unchanged."""
    session = project.sit()
    records = [plain("d1"), annotated("d2"), annotated("d2"), plain("d2")]
    kinds = [outcome.kind for outcome in project.store.put(session, records)]
    assert kinds == ["added", "added", "unchanged", "unchanged"]
    before = project.store.counts()
    again = project.store.put(session, records)
    assert [outcome.kind for outcome in again] == ["unchanged"] * 4
    assert project.store.counts() == before


def test_a_layer_is_added_where_its_owner_has_none(project: Project) -> None:
    """A known document takes a new layer, its own or another person's."""
    session = project.sit()
    project.store.put(session, [plain()])
    kinds = [
        project.store.put(session, [record])[0].kind
        for record in (annotated(), annotated(alias="omar"), annotated(alias="omar"))
    ]
    assert kinds == ["layer_added", "layer_added", "unchanged"]
    assert project.store.layer("d1", "omar").annotations[0].label == "agency"


def test_what_contradicts_the_project_is_refused(project: Project) -> None:
    """Another text, another layer and a mark on no sentence are refused with a reason."""
    session = project.sit()
    project.store.put(session, [annotated()])
    other_text = plain("d1", "نص آخر")
    other_layer = annotated("d1", SpanRecord(*MINISTER, "official"))
    astray = annotated("d9", marks=[MarkRecord(3, 9, "done")])
    twice = annotated("d8", marks=[MarkRecord(*SENTENCES[0], "done")] * 2)
    outcomes = project.store.put(session, [other_text, other_layer, astray, twice])
    assert {outcome.kind for outcome in outcomes} == {"refused"}
    assert all(outcome.reason for outcome in outcomes)
    assert project.store.counts().documents == 1


def test_a_layer_that_says_otherwise_is_refused(project: Project) -> None:
    """Another label, note, attribute or mark contradicts; where a span came from does not."""
    session = project.sit()
    span = SpanRecord(*MINISTRY, "agency")
    marks = [MarkRecord(*SENTENCES[0], "done")]
    project.store.put(session, [annotated("d1", span, marks=marks)])
    others = [
        annotated("d1", span._replace(label="date"), marks=marks),
        annotated("d1", span._replace(note="x"), marks=marks),
        annotated("d1", span._replace(attributes=(("a", "1"),)), marks=marks),
        annotated("d1", span),
        annotated("d1", span, marks=[MarkRecord(*SENTENCES[0], "nothing")]),
        annotated("d1", span._replace(source="hand"), marks=marks),
    ]
    kinds = [outcome.kind for outcome in project.store.put(session, others)]
    assert kinds == ["refused"] * 5 + ["unchanged"]


def test_a_layer_that_came_in_cut_short_is_completed(project: Project) -> None:
    """What a later file says beyond the layer is added, to the last double; then nothing is new."""
    session = project.sit()
    first, second = SpanRecord(*MINISTRY, "agency"), SpanRecord(*MINISTER, "official")
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    project.store.put(session, [annotated("d1", first, marks=marks[:1])])
    whole = annotated("d1", first, first, second, marks=marks)
    kinds = [project.store.put(session, [whole])[0].kind for _ in range(2)]
    assert kinds == ["layer_added", "unchanged"]
    line = project.store.line("salma", "d1")
    assert (line.annotations, line.done, line.state) == (3, 2, "done")
    assert project.store.counts().annotators["salma"] == Work(1, 1, 3)
    assert [*project.store.check()] == []


def test_a_layer_that_its_owner_edited_is_not_completed(project: Project) -> None:
    """Once somebody has worked on a layer, a file no longer adds to it."""
    session = project.sit()
    span = SpanRecord(*MINISTRY, "agency")
    project.store.put(session, [annotated("d1", span)])
    project.store.record(session, "d1", adding(annotation("a", MINISTER, "official")))
    more = [annotated("d1", span, SpanRecord(*MINISTER, "official"), SpanRecord(0, 5, "date"))]
    assert project.store.put(session, more)[0].kind == "refused"


def test_a_document_has_one_gold_layer(project: Project) -> None:
    """A second adjudicator's gold is refused with the name of the first."""
    gold = annotated("d1", alias="judge")._replace(layer="gold")
    session = project.sit()
    outcomes = project.store.put(session, [gold, gold._replace(annotator="other")])
    assert [outcome.kind for outcome in outcomes] == ["added", "refused"]
    assert "judge" in outcomes[1].reason


def test_a_document_that_says_otherwise_is_noted(project: Project) -> None:
    """Other sentences or another name leave the stored ones, and the outcome says so."""
    session = project.sit()
    project.store.put(session, [plain()])
    changed = plain()._replace(sentences=((0, 56),), name="other")
    (outcome,) = project.store.put(session, [changed])
    assert outcome.kind == "unchanged"
    assert "name and sentences" in outcome.reason


def test_a_dry_run_says_what_would_happen_and_leaves_nothing(project: Project) -> None:
    """Outcomes are those of the real run; documents, people and counters stay as they were."""
    session = project.sit()
    before = project.store.counts()
    records = [plain("d1"), annotated("d2", alias="omar"), plain("d2", "آخر")]
    dry = project.store.put(session, records, dry_run=True)
    assert project.store.counts() == before
    assert project.store.page("salma") == []
    assert project.store.put(session, records) == dry


def test_a_batch_is_all_or_nothing(project: Project) -> None:
    """A span outside its text takes the whole batch back, the good documents too."""
    session = project.sit()
    bad = annotated("d2", SpanRecord(10, 999, "agency"))
    with pytest.raises(CorruptionError):
        project.store.put(session, [plain("d1"), bad])
    assert project.store.page("salma") == []
    assert project.store.put(session, [plain("d1")]) == [Outcome("added")]


def test_lists_go_by_position_in_both_directions(project: Project) -> None:
    """Pages follow each other without gaps, and backwards too, always in position order."""
    session = project.sit()
    project.store.put(session, [plain(f"d{number}") for number in range(7)])

    def positions(**how: int | bool) -> list[int]:
        return [line.position for line in project.store.page("salma", **how)]  # type: ignore[arg-type]

    assert positions() == [1, 2, 3, 4, 5, 6, 7]
    assert positions(after=3, limit=2) == [4, 5]
    assert positions(after=7) == []
    assert positions(after=5, limit=2, backwards=True) == [3, 4]
    assert positions(after=1, backwards=True) == []


def test_a_line_shows_how_far_its_reader_is(project: Project) -> None:
    """States go new, begun, done with the marks, one person at a time."""
    session = project.sit()
    project.store.put(session, [plain()])

    def state() -> tuple[str, int, int]:
        line = project.store.line("salma", "d1")
        assert [line] == project.store.page("salma")
        return line.state, line.done, line.annotations

    assert state() == ("new", 0, 0)
    project.store.record(session, "d1", adding(annotation("a")))
    assert state() == ("begun", 0, 1)
    project.store.record(session, "d1", marking(SENTENCES[0], None, "done"))
    project.store.record(session, "d1", marking(SENTENCES[1], None, "nothing"))
    assert state() == ("done", 2, 1)
    assert project.store.line("omar", "d1").state == "new"
    project.store.record(session, "d1", marking(SENTENCES[0], "done", None))
    assert state() == ("begun", 1, 1)


def test_counts_follow_every_write(project: Project) -> None:
    """Documents, sentences, words, people, gold and labels are counted as they come."""
    session = project.sit()
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    gold = annotated("d1", alias="judge")._replace(layer="gold")
    project.store.add_annotator("judge", "adjudicator")
    project.store.put(session, [annotated("d1", marks=marks), plain("d2"), gold])
    project.store.record(session, "d2", adding(annotation("a", MINISTER, "official")))
    counts = project.reopen().counts()
    assert (counts.documents, counts.sentences, counts.tokens) == (2, 4, 22)
    assert counts.annotators == {"salma": Work(2, 1, 2, begun=1)}
    assert counts.gold == Work(1, 0, 1, begun=1)
    assert counts.labels == {"agency": 2, "official": 1}


def test_layers_say_whose_they_are(project: Project) -> None:
    """Annotators' layers come first, then gold, each added up."""
    session = project.sit()
    gold = annotated("d1", alias="judge")._replace(layer="gold")
    project.store.put(session, [annotated("d1"), annotated("d2", alias="omar"), gold])
    assert project.store.layers() == [
        LayerInfo("omar", "annotator", 1, 1),
        LayerInfo("salma", "annotator", 1, 1),
        LayerInfo("judge", "gold", 1, 1),
    ]
    assert len(project.store.layer("d1", "judge", "gold").annotations) == 1


def test_places_are_remembered_document_by_document(project: Project) -> None:
    """The last document and each document's caret survive a restart; past the end is the end."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    assert project.store.place("salma") is None
    project.store.remember("salma", "d1", 5)
    project.store.remember("salma", "d2", 10_000)
    project.store.remember("salma", "d1", 7)
    store = project.reopen()
    assert store.place("salma") == Place("d1", 7)
    assert (store.caret("salma", "d2"), store.caret("omar", "d1")) == (len(TEXT), 0)
    with pytest.raises(StoreError, match="omar"):
        store.remember("omar", "d1", 1)


def test_directions_are_remembered_beside_the_caret(project: Project) -> None:
    """A chosen direction survives a restart and another caret; none is made up."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    project.store.remember("salma", "d1", 5)
    assert project.store.direction("salma", "d1") is None
    project.store.turn("salma", "d1", "ltr")
    project.store.turn("salma", "d2", "auto")
    project.store.remember("salma", "d1", 7)
    store = project.reopen()
    assert store.direction("salma", "d1") == "ltr"
    assert store.direction("salma", "d2") == "auto"
    assert store.direction("omar", "d1") is None
    assert (store.caret("salma", "d1"), store.caret("salma", "d2")) == (7, 0)
    with pytest.raises(StoreError, match="omar"):
        store.turn("omar", "d1", "rtl")


def test_an_act_is_there_when_record_returns(project: Project) -> None:
    """Another reader sees the act at once, with the event's number and its owner."""
    session = project.sit()
    project.store.put(session, [plain()])
    event = project.store.record(session, "d1", adding(annotation("a")))
    assert (event.session_id, event.seq, event.kind, event.document_id) == (
        session,
        1,
        "edit",
        "d1",
    )
    assert project.second().layer("d1", "salma").annotations == (annotation("a"),)


def test_acts_change_remove_and_mark(project: Project) -> None:
    """A layer is what its acts made of it, in one act or several."""
    session = project.sit()
    project.store.put(session, [plain()])
    first, second = annotation("a"), annotation("b", MINISTER, "official")
    project.store.record(session, "d1", adding(first, second))
    moved = annotation("a", (0, 5), "date")
    project.store.record(session, "d1", replacing(first, moved))
    project.store.record(session, "d1", removing(second))
    project.store.record(session, "d1", marking(SENTENCES[1], None, "nothing"))
    layer = project.reopen().layer("d1", "salma")
    assert layer.annotations == (moved,)
    assert [(mark.span, mark.state) for mark in layer.marks] == [
        (Span(start=28, end=56), "nothing")
    ]


def test_an_act_that_does_not_fit_changes_nothing(project: Project) -> None:
    """An edit of what is not there, a double id, a false quote, no sentence: all refused whole."""
    session = project.sit()
    project.store.put(session, [plain()])
    held = annotation("a")
    project.store.record(session, "d1", adding(held))
    misquoted = annotation("x", text="ن" * 60)
    misfits = [
        removing(annotation("b")),
        removing(annotation("a", MINISTER)),
        replacing(annotation("a", label="date"), held),
        replacing(held, annotation("c")),
        adding(annotation("c"), held),
        adding(misquoted),
        marking((3, 9), None, "done"),
        marking(SENTENCES[0], "done", None),
    ]
    for act in misfits:
        with pytest.raises(CorruptionError):
            project.store.record(session, "d1", act)
    assert project.store.layer("d1", "salma").annotations == (held,)
    assert project.store.record(session, "d1", adding(annotation("z"))).seq == 2
    assert [*project.store.check()] == []


def test_two_marks_on_one_sentence_are_refused(project: Project) -> None:
    """A sentence carries one mark; the second says what it replaces, or nothing happens."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", marking(SENTENCES[0], None, "done"))
    with pytest.raises(CorruptionError, match="mark"):
        project.store.record(session, "d1", marking(SENTENCES[0], None, "nothing"))
    project.store.record(session, "d1", marking(SENTENCES[0], "done", "nothing"))
    assert project.store.layer("d1", "salma").marks[0].state == "nothing"


def test_a_stream_holds_every_document_with_one_layer(project: Project) -> None:
    """In position order, with or without the documents that lack the layer."""
    session = project.sit()
    records = [annotated(f"d{n}") if n % 2 else plain(f"d{n}") for n in range(450)]
    project.store.put(session, records)
    streamed = list(project.store.stream("salma"))
    assert [record.id for record in streamed] == [record.id for record in records]
    only = list(project.store.stream("salma", only_with_layer=True))
    assert [record.id for record in only] == [f"d{n}" for n in range(1, 450, 2)]
    assert only[0] == streamed[1]
    assert (only[0].annotator, only[0].has_layer, only[0].is_done) == ("salma", True, False)
    assert only[0].spans == (SpanRecord(*MINISTRY, "agency", "وزارة الخارجية"),)
    assert (streamed[0].annotator, streamed[0].has_layer) == (None, False)
    assert [*project.store.stream("judge", "gold", only_with_layer=True)] == []


def test_what_a_stream_gives_can_be_put_back_unchanged(project: Project) -> None:
    """Import after export finds nothing new."""
    session = project.sit()
    marks = [MarkRecord(*sentence, "done") for sentence in SENTENCES]
    project.store.put(session, [annotated("d1", marks=marks), plain("d2")])
    project.store.record(session, "d2", adding(annotation("a")))
    outcomes = project.store.put(session, list(project.store.stream("salma")))
    assert outcomes == [Outcome("unchanged")] * 2


def test_a_stream_lets_others_write_between_its_pages(project: Project) -> None:
    """Reading slowly holds nobody up, and every document comes as it stood at one moment."""
    session = project.sit()
    project.store.put(session, [annotated(f"d{number}") for number in range(300)])
    stream = project.store.stream("salma")
    next(stream)
    writer = project.second()
    writer.record(project.sit("salma", writer), "d299", adding(annotation("late")))
    assert [len(record.spans) for record in stream][-1] == 2


def test_sampled_texts_are_spread_evenly(project: Project) -> None:
    """A sample has as many texts as asked for, from all over the project."""
    session = project.sit()
    assert project.store.sample_texts(5) == []
    project.store.put(session, [plain(f"d{n}", f"نص {n}") for n in range(10)])
    assert project.store.sample_texts(5) == [f"نص {n}" for n in (0, 2, 4, 6, 8)]
    assert len(project.store.sample_texts(100)) == 10


def test_a_healthy_project_has_no_findings(project: Project) -> None:
    """After imports, acts, undo and a new scheme, a check finds nothing."""
    session = project.sit()
    project.store.put(session, [annotated("d1"), plain("d2"), annotated("d1", alias="omar")])
    project.store.record(session, "d2", adding(annotation("a")))
    project.store.publish(Scheme(id="news", version=2, labels=SCHEME.labels))
    project.store.record(session, "d2", replacing(annotation("a"), annotation("a", MINISTER)))
    project.store.undo(session)
    project.store.remember("salma", "d2", 3)
    assert [*project.store.check()] == []


def test_closing_twice_is_harmless(project: Project) -> None:
    """The second close does nothing."""
    project.store.close()
    project.store.close()
