"""UIMA in: XMI and CAS JSON, one text and its entities, and files that cannot be true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import text_spans, texts

from hashiya.errors import FormatError
from hashiya.formats import Notice, Refusal, guess_format
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"
SOFA = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "خبر"}
XMI = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
    ' xmlns:c="http:///custom.ecore">{}</xmi:XMI>'
)


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def put_json(folder: Path, *structures: dict[str, Any]) -> Path:
    """A file of CAS JSON."""
    path = folder / "x.json"
    path.write_text(json.dumps({"%FEATURE_STRUCTURES": structures}), encoding="utf-8")
    return path


@pytest.mark.parametrize(("file", "name"), [("cas.xmi", "xmi"), ("cas.json", "casjson")])
def test_entities_are_read_where_utf_16_places_them(file: str, name: str) -> None:
    """With the title, where there is one; what is not kept is counted by its type."""
    items = read(FOREIGN / file, name, annotator="salma")
    (document,) = documents_of(items)
    assert document.text == "أعلن والي بنك المغرب 😀\nيوم 12 ماي"
    assert (document.id, document.annotator) == ("cas", "salma")
    assert document.name == ("خبر" if name == "xmi" else "cas")
    assert extents(document) == [
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("12 ماي", "date"),
    ]
    assert not [item for item in items if isinstance(item, Notice)]
    assert document.sentences == ((0, 22), (23, 33))
    assert guess_format(FOREIGN / file).name == name


def test_a_projects_own_types_are_spans_where_there_is_no_entity(tmp_path: Path) -> None:
    """A feature names them, else their type."""
    own = {"@sofa": 1, "begin": 0, "end": 3}
    path = put_json(
        tmp_path,
        {"%TYPE": "webanno.custom.Place", **own},
        {"%TYPE": "custom.Span", "label": "topic", **own},
        {"%TYPE": "custom.Span", "label": "topic", **own, "@sofa": 9},
        SOFA,
    )
    items = read(path, "casjson")
    assert extents(documents_of(items)[0]) == [("خبر", "Place"), ("خبر", "topic")]
    assert [item.message for item in items if isinstance(item, Notice)] == [
        "1 annotation of the type 'other views' not kept"
    ]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([(0, 3)], ((0, 3),)),
        ([(0, 2), (1, 3)], None),
        ([(0, 2)], None),
        ([(0, 9)], None),
        ([(0, "x")], None),
    ],
)
def test_sentences_are_kept_where_they_hold_the_text(
    tmp_path: Path, bounds: list[tuple[int, object]], expected: object
) -> None:
    """Else the rule decides, which is said."""
    made = [{"%TYPE": "x.Sentence", "@sofa": 1, "begin": a, "end": b} for a, b in bounds]
    items = read(put_json(tmp_path, SOFA, *made), "casjson")
    assert documents_of(items)[0].sentences == expected
    kinds = [item.kind for item in items if isinstance(item, Notice)]
    assert kinds == ([] if expected else ["no_sentences"])


@pytest.mark.parametrize(
    ("place", "layer", "annotator", "spans", "words"),
    [
        ("annotation/news.txt/omar.json", "annotator", "omar", 1, ""),
        ("annotation/news.txt/INITIAL_CAS.json", "annotator", "me", 0, "left out"),
        ("curation/news.txt/CURATION_USER.json", "gold", "me", 1, "is gold"),
        ("curation/other/news.json", "annotator", "me", 1, ""),
    ],
)
def test_the_place_in_a_project_says_whose_a_file_is(
    tmp_path: Path, place: str, layer: str, annotator: str, spans: int, words: str
) -> None:
    """A person's, what was decided, or what was there before anybody; of the same document."""
    entity = {"%TYPE": "x.NamedEntity", "@sofa": 1, "begin": 0, "end": 3, "value": "topic"}
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    put_json(tmp_path, SOFA, entity).rename(path)
    items = read(path, "casjson", annotator="me")
    (document,) = documents_of(items)
    assert (document.id, document.layer, document.annotator) == ("news", layer, annotator)
    assert (len(document.spans), document.has_layer) == (spans, spans > 0)
    said = [item.message for item in items if isinstance(item, Notice)]
    assert len(said) == bool(words)
    assert words in "".join(said)


@pytest.mark.parametrize(
    ("said", "expected"), [("a/b", "a/b"), ("c", "a%2Fb"), ("", "a%2Fb"), (7, "a%2Fb")]
)
def test_an_id_that_became_a_file_name_comes_back(
    tmp_path: Path, said: object, expected: str
) -> None:
    """Where the file says it and the name is what becomes of it."""
    metadata = {"%TYPE": "x.DocumentMetaData", "documentId": said}
    path = put_json(tmp_path, metadata, SOFA).rename(tmp_path / "a%2Fb.json")
    assert documents_of(read(path, "casjson"))[0].id == expected


@pytest.mark.parametrize(
    "change",
    [
        *({"begin": -1}, {"end": 9}, {"begin": "x"}, {"begin": []}, {"end": None}),
        *({"value": None}, {"value": 7}, {"value": []}, {"value": {}}),
    ],
)
def test_an_annotation_that_cannot_be_true_is_refused_alone(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """The text and the others stand."""
    good = {"%TYPE": "x.NamedEntity", "@sofa": 1, "begin": 0, "end": 3, "value": "topic"}
    items = read(put_json(tmp_path, SOFA, {**good, **change}, good), "casjson")
    assert extents(documents_of(items)[0]) == [("خبر", "topic")]
    assert [item.what for item in items if isinstance(item, Refusal)] == ["span"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("", "xmi", "no XML"),
        ("x", "xmi", "no XML"),
        (XMI, "xmi", "no XML|no text"),
        ("<a><b></a>", "xmi", r"x:1: is no XML: mismatched tag at column 9$"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xmi", "document type"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "xmi", "no XML"),
        (XMI.format('<cas:Sofa sofaString="a"'), "xmi", "no XML"),
        ("", "casjson", "not JSON"),
        ("[]", "casjson", "no list"),
        ('{"%FEATURE_STRUCTURES": {}}', "casjson", "no list"),
        ('{"%FEATURE_STRUCTURES": []}', "casjson", "no text"),
        ('{"%FEATURE_STRUCTURES": [5, {"%TYPE": 5}]}', "casjson", "no text"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: str, name: str, words: str) -> None:
    """With its line where it has lines."""
    path = tmp_path / "x"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(FormatError, match=words):
        read(path, name)


@given(data=st.data())
def test_a_span_comes_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """From both forms, where XML can hold the text."""
    text = data.draw(texts().filter(lambda text: bool(text) and _is_xml(text)))
    start, end = data.draw(text_spans(text))
    first, last = (len(text[:edge].encode("utf-16-le")) // 2 for edge in (start, end))
    written = quoteattr(text, {sign: f"&#{ord(sign)};" for sign in "\n\r\t"})
    path = tmp_path_factory.getbasetemp() / "x.xmi"
    sofa = f'<cas:Sofa xmi:id="1" sofaString={written}/>'
    span = f'<c:Span sofa="1" begin="{first}" end="{last}" label="x"/>'
    path.write_text(XMI.format(span + sofa), encoding="utf-8")
    (document,) = documents_of(read(path, "xmi"))
    assert document.text == text
    assert extents(document) == [(text[start:end], "x")]


def _is_xml(text: str) -> bool:
    """Whether XML 1.0 has all these characters."""
    return all(
        char in "\t\n\r"
        or "\x20" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char > "\uffff"
        for char in text
    )
