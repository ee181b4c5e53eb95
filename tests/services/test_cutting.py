"""Cutting sentences: where a split falls, what a merge joins, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import PolicyError
from hashiya.model import Document, Layer, Resegment, Span
from hashiya.services import (
    AnnotationSession,
    ExportOptions,
    ImportOptions,
    Page,
    apply_to_page,
    check_project,
    default_scheme,
    draft_add,
    draft_mark,
    draft_merge,
    draft_sentence_split,
    export_layers,
    import_paths,
    make_project,
)
from hashiya.store import DocumentLine, open_project
from hashiya.text import is_grapheme_boundary, sentence_spans, word_spans
from tests.strategies import texts

SCHEME = default_scheme()


def page_of(text: str) -> Page:
    """A page of a text with the rule's sentences."""
    sentences = tuple(Span(start=start, end=end) for start, end in sentence_spans(text))
    document = Document(id="d", name="d", text=text, sentences=sentences)
    line = DocumentLine(1, "d", "d", len(text), len(sentences), 0, 0, "new")
    return Page(document, Layer(document_id="d", annotator="salma"), line, 1, 0)


def quotes(page: Page) -> list[str]:
    """The sentences' words."""
    return [page.document.quote(sentence) for sentence in page.document.sentences]


@pytest.mark.parametrize(
    ("text", "word", "halves"),
    [
        ("قال الوزير نعم.", "نعم", ["قال الوزير", "نعم."]),
        ("قال «نعم» وذهب.", "نعم", ["قال", "«نعم» وذهب."]),
        ("قال (نعم) وذهب.", "وذهب", ["قال (نعم)", "وذهب."]),
        ('قال "نعم" وذهب.', "نعم", ["قال", '"نعم" وذهب.']),
        ('قال "نعم"وذهب.', "وذهب", ['قال "نعم"', "وذهب."]),
        ("قال  \u200fنعم.", "نعم", ["قال", "\u200fنعم."]),
    ],
)
def test_a_split_falls_before_the_word_and_its_opening_signs(
    text: str, word: str, halves: list[str]
) -> None:
    """White space between the halves belongs to neither; what closes stays with the first."""
    page = page_of(text)
    assert (
        quotes(apply_to_page(page, draft_sentence_split(page, SCHEME, text.index(word)))) == halves
    )


def test_a_first_word_is_refused() -> None:
    """There is nothing before it that could be a sentence, opening signs or not."""
    for text in ("قال نعم.", "«قال» نعم."):
        with pytest.raises(PolicyError, match="first word"):
            draft_sentence_split(page_of(text), SCHEME, text.index("قال"))


def test_the_last_sentence_has_nothing_to_merge_with() -> None:
    """It is said, and nothing is drafted."""
    page = page_of("قال نعم. ثم ذهب.")
    with pytest.raises(PolicyError, match="no sentence after"):
        draft_merge(page, SCHEME, page.document.sentences[-1])


def test_a_merge_goes_over_a_line_break() -> None:
    """A text that was wrapped by hand has its sentences put together again."""
    page = page_of("قال الوزير\nنعم.")
    assert quotes(apply_to_page(page, draft_merge(page, SCHEME, page.document.sentences[0]))) == [
        "قال الوزير\nنعم."
    ]


def test_a_span_in_the_way_is_named() -> None:
    """A person's own span is never cut, and is quoted in the refusal."""
    page = page_of("قال والي بنك المغرب نعم.")
    page = apply_to_page(page, draft_add(page, SCHEME, Span(start=4, end=19), "official"))
    with pytest.raises(PolicyError, match="«والي بنك المغرب»"):
        draft_sentence_split(page, SCHEME, 9)
    assert len(quotes(apply_to_page(page, draft_sentence_split(page, SCHEME, 4)))) == 2


def test_marks_go_and_come_with_their_sentences() -> None:
    """A split sentence is open in both halves; merged again it stays open, and undo is exact."""
    page = page_of("قال نعم ثم ذهب.")
    mark = draft_mark(page, page.document.sentences[0], "done")
    assert mark is not None
    page = apply_to_page(page, mark)
    act = draft_sentence_split(page, SCHEME, 8)
    after = apply_to_page(page, act)
    assert (after.line.sentences, after.line.done, after.layer.marks) == (2, 0, ())
    back = apply_to_page(after, act.inverse())
    assert (back.layer, back.document.sentences) == (page.layer, page.document.sentences)


@given(texts(), st.data())
def test_any_split_keeps_what_sentences_promise(text: str, data: st.DataObject) -> None:
    """Halves are no white space at their edges, lose nothing, cut no letter, and merge back."""
    page = page_of(text)
    words = word_spans(text)
    if not words:
        return
    start, _ = data.draw(st.sampled_from(words))
    try:
        act = draft_sentence_split(page, SCHEME, start)
    except PolicyError:
        return
    after = apply_to_page(page, act)
    (edit,) = act.edits
    assert isinstance(edit, Resegment)
    first, second = edit.after
    for half in (after.document.quote(first), after.document.quote(second)):
        assert half.strip() == half
        assert half
    assert not text[first.end : second.start].strip()
    assert is_grapheme_boundary(text, second.start)
    again = apply_to_page(after, draft_merge(after, SCHEME, first))
    assert again.document.sentences == page.document.sentences


def test_an_export_follows_the_sentences_and_comes_back_the_same(
    project: Path, session: AnnotationSession, tmp_path: Path
) -> None:
    """Both formats have the bounds that were cut by hand; JSONL brings them back in."""
    page = session.resume()
    assert page is not None
    session.commit(page.document.id, draft_add(page, SCHEME, Span(start=9, end=19), "agency"))
    page = session.open_document(page.document.id)
    act = draft_sentence_split(page, SCHEME, page.document.text.index("أمس"))
    page = session.recut(page.document.id, act, 0)
    merge = draft_merge(page, SCHEME, page.document.sentences[2])
    page = session.recut(page.document.id, merge, 0)
    assert len(page.document.sentences) == 3
    session.remember(page.document.id, 0)
    folder = tmp_path / "out"
    export_layers(project, ExportOptions("jsonl", folder=folder))
    export_layers(project, ExportOptions("conll", folder=folder))
    conll = next(folder.glob("*.conll*")).read_text(encoding="utf-8")
    assert any(block.startswith("أمس") for block in conll.split("\n\n"))
    other = tmp_path / "other.hashiya"
    make_project(other, SCHEME)
    import_paths(other, [next(folder.glob("*.jsonl"))], ImportOptions(alias="salma"))
    store = open_project(other)
    assert store.document(page.document.id).sentences == page.document.sentences
    store.close()
    assert check_project(project) == check_project(other) == []
