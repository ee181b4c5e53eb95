"""Rereading: planned, served unmarked, read, measured; nothing else changes by it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Label,
    MarkSentence,
    Migration,
    Remove,
    Span,
)
from hashiya.services import (
    AnnotationSession,
    ExportOptions,
    ImportOptions,
    Rereading,
    check_project,
    default_scheme,
    draft_merge,
    export_layers,
    import_paths,
    make_project,
    measure_selves,
    plan_rereading,
    project_status,
)
from hashiya.store import Passage, Slots, open_project

SENTENCE = "قال والي بنك المغرب إن الوزير حضر {}."
WORDS = {"agency": "بنك المغرب", "official": "الوزير"}
HALF = Rereading(Fraction(1, 2), days=0)
ALL = Rereading(Fraction(1), days=0)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """Three articles of six sentences, two of which salma has finished."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "texts").mkdir()
    for number in range(1, 4):
        text = " ".join(SENTENCE.format(f"{number}-{at}") for at in range(6))
        (tmp_path / "texts" / f"a{number}.txt").write_text(text, encoding="utf-8")
    import_paths(path, [tmp_path / "texts"], ImportOptions(alias="lead"))
    for name in ("a1", "a2"):
        annotate(path, "salma", name)
    yield path
    assert check_project(path) == []


def annotate(
    path: Path, alias: str, name: str, labels: Iterable[str] = WORDS, *, keep_open: int = 0
) -> None:
    """Tag these labels' words everywhere in a document, and mark its sentences but for a few."""
    session = AnnotationSession.open(path, alias)
    document = session.open_document(name).document
    for label in labels:
        words, start = WORDS[label], -1
        while (start := document.text.find(words, start + 1)) >= 0:
            span = Span(start=start, end=start + len(words))
            made = Annotation(id=f"{label}{start}", span=span, label=label, quote=words)
            session.commit(name, Act(edits=(Add(annotation=made),)))
    for span in document.sentences[keep_open:]:
        mark = MarkSentence(span=span, before=None, after="done")
        session.commit(name, Act(edits=(mark,)))
    session.close()


def passages(path: Path) -> list[Passage]:
    """All passages."""
    store = open_project(path)
    found = store.passages()
    store.close()
    return found


def places(path: Path) -> list[tuple[str, int, tuple[tuple[int, int], ...]]]:
    """What was chosen, and where."""
    return [(each.of_id, each.start, each.chosen) for each in passages(path)]


def test_a_share_comes_back_with_sentences_around(project: Path) -> None:
    """To the person who finished them; everything chosen is a sentence of theirs, once."""
    (planned,) = plan_rereading(project, "lead", HALF)
    assert planned[:4] == ("salma", 12, 0, 6)
    assert planned.passages == len(passages(project))
    store = open_project(project)
    chosen = [
        (each.of_id, each.start + start, each.start + end)
        for each in passages(project)
        for start, end in each.chosen
    ]
    sentences = {
        (name, span.start, span.end)
        for name in ("a1", "a2")
        for span in store.document(name).sentences
    }
    store.close()
    assert len(set(chosen)) == 6
    assert {*chosen} <= sentences


def test_a_plan_depends_on_the_seed_alone(project: Path, tmp_path: Path) -> None:
    """A copy of the project plans the same; another seed, other sentences."""
    copies = [tmp_path / f"copy{number}.hashiya" for number in range(2)]
    store = open_project(project)
    for copy in copies:
        store.backup(copy)
    store.close()
    plan_rereading(project, "lead", HALF)
    plan_rereading(copies[0], "lead", HALF)
    plan_rereading(copies[1], "lead", HALF._replace(seed=1))
    assert places(copies[0]) == places(project)
    assert places(copies[1]) != places(project)


def test_given_again_it_fills_up_what_is_missing(project: Path) -> None:
    """Also with more that was finished meanwhile."""
    plan_rereading(project, "lead", HALF)
    before = places(project)
    assert plan_rereading(project, "lead", HALF)[0][1:] == (12, 6, 0, 0)
    annotate(project, "salma", "a3")
    (planned,) = plan_rereading(project, "lead", HALF)
    assert (planned.finished, planned.before, planned.sentences) == (18, 6, 3)
    assert places(project)[: len(before)] == before


def test_it_looks_like_the_next_article(project: Path) -> None:
    """A name of the sort of others and nobody else's, nothing tagged, in the way of `]`."""
    plan_rereading(project, "lead", ALL)
    session = AnnotationSession.open(project, "salma")
    page = session.open_document("a3")
    assert (page.documents, page.finished) == (5, 2)
    after = session.onward(page.line.position, 1).page
    assert after is not None
    assert (after.line.name, after.line.number, after.layer.annotations) == ("a99", 4, ())
    assert after.line.state == "new"
    before = session.onward(after.line.position, -1).page
    assert before is not None
    assert before.document.id == "a3"
    session.close()
    other = AnnotationSession.open(project, "omar")
    assert other.open_document("a3").documents == 3
    assert other.onward(3, 1).page is None
    other.close()


def test_readings_that_agree_agree_wholly(project: Path) -> None:
    """And are told how far they are, and how long ago the first was."""
    plan_rereading(project, "lead", HALF)
    (found,) = measure_selves(project)
    assert found.planned.sentences == 6
    assert found.served == found.finished == (0, 0)
    assert found.pair is None
    assert "no second reading" in found.why
    for each in passages(project):
        annotate(project, "salma", each.id)
    (found,) = measure_selves(project)
    assert found.finished == found.planned
    assert found.pair is not None
    assert found.pair.spans["exact"].figure.value == 1
    assert found.pair.spans["exact"].left == 12
    assert found.pair.places["kappa tokens"].value == 1
    assert found.days is not None
    assert 0 <= found.days[1] <= found.days[2] < 1
    assert found.confusion == ()


def test_readings_that_differ_are_told_apart(project: Path) -> None:
    """Only chosen sentences count; each difference is told where it stands in the article."""
    plan_rereading(project, "lead", HALF)
    for each in passages(project):
        annotate(project, "salma", each.id, ["agency"])
    (found,) = measure_selves(project)
    assert found.pair is not None
    exact = found.pair.spans["exact"]
    assert (exact.matched, exact.left, exact.right) == (6, 12, 6)
    assert exact.figure.value == pytest.approx(2 / 3)
    assert found.pair.labels["agency"]["exact"].figure.value == 1
    (cell,) = found.confusion
    assert (cell.kind, cell.left_label, cell.times) == ("only one", "official", 6)
    store = open_project(project)
    for case in cell.cases:
        assert case.left is not None
        start, end, _ = case.left
        text = store.document(case.document_id).text
        assert text[start:end] == WORDS["official"]
        assert text[case.start :].startswith(case.text)
    store.close()


def test_where_nothing_is_tagged_twice_kappa_is_undefined(project: Path) -> None:
    """F is 1 then, and kappa says in words why it is nothing."""
    annotate(project, "omar", "a3", [])
    plan_rereading(project, "lead", ALL._replace(people=("omar",)))
    for each in passages(project):
        annotate(project, "omar", each.id, [])
    (found,) = measure_selves(project, people=["omar"])
    assert found.pair is not None
    assert found.pair.spans["exact"].figure.value == 1
    assert found.pair.places["kappa tokens"].value is None
    assert found.pair.places["kappa tokens"].why


def test_exports_and_status_are_what_they_were(project: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    options = ExportOptions(format_name="jsonl", layer="salma", folder=tmp_path / "before")
    export_layers(project, options)
    status = project_status(project).as_json()
    plan_rereading(project, "lead", ALL)
    for each in passages(project):
        annotate(project, "salma", each.id, ["agency"])
    assert project_status(project).as_json() == status
    export_layers(project, replace(options, folder=tmp_path / "after"))
    before, after = (
        (tmp_path / folder / "news-salma.jsonl").read_bytes() for folder in ("before", "after")
    )
    assert before == after


def test_what_is_not_finished_long_enough_waits(project: Path) -> None:
    """Days are counted back from now."""
    week = ALL._replace(days=7)
    assert plan_rereading(project, "lead", week)[0].finished == 0
    then = datetime.now(UTC) + timedelta(days=7, minutes=1)
    assert plan_rereading(project, "lead", week, now=then)[0].sentences == 12


def test_what_is_open_again_waits(project: Path) -> None:
    """Somebody is about to change it; so does an article with an open sentence."""
    store = open_project(project)
    store.add_annotator("lead", "coordinator")
    boss = store.open_session("lead", "laptop", "0.1")
    store.assign(boss, [Slots("a1", ("salma",)), Slots("a2", ("salma",))])
    store.reopen(boss, "a1", "salma", "التواريخ")
    store.close()
    annotate(project, "salma", "a3", keep_open=1)
    assert plan_rereading(project, "lead", ALL)[0].finished == 6
    assert {each.of_id for each in passages(project)} == {"a2"}


def test_a_sentence_that_shares_a_span_is_not_drawn(project: Path, tmp_path: Path) -> None:
    """Half a span could not be said again."""
    text = "حضر الوزير. وقال ذلك. ثم عاد."
    line = {"id": "x", "text": text, "spans": [[4, 16, "official"]], "status": "done"}
    (tmp_path / "x.jsonl").write_text(json.dumps(line | {"annotator": "omar"}), encoding="utf-8")
    import_paths(project, [tmp_path / "x.jsonl"], ImportOptions(alias="lead"))
    (planned,) = plan_rereading(project, "lead", ALL._replace(people=("omar",)))
    assert planned.finished == 1
    assert [each.chosen for each in passages(project)] == [((10, 17),)]


@pytest.mark.parametrize(
    ("migration", "names", "counts"),
    [
        (Migration(rename=(("official", "person"),)), ("agency", "person"), True),
        (Migration(split=(("official", ("man", "woman")),)), ("agency", "man", "woman"), False),
    ],
    ids=["renamed", "split"],
)
def test_labels_that_change_meanwhile(
    project: Path, migration: Migration, names: tuple[str, ...], *, counts: bool
) -> None:
    """A new name is one for both readings; a label that is gone cannot be said again."""
    plan_rereading(project, "lead", ALL)
    for each in passages(project):
        annotate(project, "salma", each.id)
    store = open_project(project)
    scheme = store.scheme()
    labels = tuple(Label(name=name) for name in (*names, "date", "topic"))
    revised = scheme.model_copy(update={"version": scheme.version + 1, "labels": labels})
    store.revise(store.open_session("salma", "laptop", "0.1"), revised, migration)
    store.close()
    (found,) = measure_selves(project)
    assert (found.pair is not None) == counts
    assert found.other_scheme == (12 if counts else 0)
    if found.pair is not None:
        assert found.pair.spans["exact"].figure.value == 1
    else:
        assert "lacks labels" in found.why
        assert all("official" in why for _, why in found.left_out)
        assert found.left_out


def test_sentences_cut_after_the_plan_are_still_compared(project: Path) -> None:
    """The article's and the passage's own: what is compared is where it was."""
    plan_rereading(project, "lead", HALF)
    named = passages(project)
    for name in ("a1", named[0].id):
        session = AnnotationSession.open(project, "salma")
        page = session.open_document(name)
        first = page.document.sentences[0]
        session.recut(name, draft_merge(page, session.scheme, first), 0)
        session.close()
    for each in named:
        annotate(project, "salma", each.id)
    (found,) = measure_selves(project)
    assert found.pair is not None
    assert found.pair.spans["exact"].left == 12
    assert found.pair.spans["exact"].figure.value == 1
    assert plan_rereading(project, "lead", HALF)[0].before >= 5


def test_edits_after_the_plan_change_no_figure(project: Path) -> None:
    """The first reading is what it was when it was chosen."""
    plan_rereading(project, "lead", ALL)
    session = AnnotationSession.open(project, "salma")
    layer = session.open_document("a1").layer
    for each in layer.annotations:
        session.commit("a1", Act(edits=(Remove(annotation=each),)))
    session.close()
    for passage in passages(project):
        annotate(project, "salma", passage.id)
    (found,) = measure_selves(project)
    assert found.pair is not None
    assert found.pair.spans["exact"].figure.value == 1


def test_nobody_who_has_finished_nothing_reads_again(project: Path) -> None:
    """Nor somebody who is not there; where nobody has, that is said."""
    for alias, said in (("omar", "no annotator"), ("lead", "finished no article")):
        with pytest.raises(UsageError, match=said):
            plan_rereading(project, "boss", ALL._replace(people=(alias,)))
    assert measure_selves(project) == []
