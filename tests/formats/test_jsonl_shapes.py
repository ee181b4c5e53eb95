"""JSONL of other programs: seen by its keys, told in our own, and nothing of it lost in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read, write_lines
from tests.strategies import text_spans, texts

from hashiya.errors import FormatError, UsageError
from hashiya.formats import Notice, ReadItem, Refusal, key_map
from hashiya.formats.jsonl_shapes import find_shape
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"
EXPECTED = [("بنك المغرب", "agency"), ("12 ماي", "date")]


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def refusals(items: list[ReadItem]) -> list[Refusal]:
    """The refusals among what a reader yielded."""
    return [item for item in items if isinstance(item, Refusal)]


def notices(items: list[ReadItem], kind: str) -> list[str]:
    """What the notices of a kind say."""
    return [item.message for item in items if isinstance(item, Notice) and item.kind == kind]


def test_prodigy_keeps_each_person_and_what_was_accepted(tmp_path: Path) -> None:
    """One text by several people is one document in several layers; the rest is listed."""
    items = read(FOREIGN / "prodigy.jsonl", "jsonl", annotator="me")
    salma, omar, plain = documents_of(items)
    assert (salma.id, omar.id) == ("input-1723", "input-1723")
    assert (salma.annotator, omar.annotator, plain.annotator) == ("news-salma", "news-omar", "me")
    assert extents(salma) == EXPECTED
    assert extents(omar) == EXPECTED[:1]
    assert all(each.is_done and each.has_layer for each in (salma, omar, plain))
    assert [(each.line, each.kind, each.what) for each in refusals(items)] == [
        (3, "rejected_skipped", "document"),
        (4, "rejected_skipped", "document"),
    ]
    assert len(notices(items, "shape_assumed")) == 1


def test_prodigy_spans_by_hand_have_an_inclusive_last_token_that_is_not_read() -> None:
    """The characters decide; `token_end` means nothing here and is no remark either."""
    items = read(FOREIGN / "prodigy.jsonl", "prodigy")
    said = notices(items, "attribute_lost")
    assert said == ["the key 'meta.section' means nothing here and is not kept"]
    assert notices(items, "shape_assumed") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"id": "d9"}, "d9"),
        ({"meta": {"id": 12}}, "12"),
        ({"_input_hash": 4, "meta": {"section": "x"}}, "input4"),
        ({}, "x-1"),
    ],
)
def test_a_prodigy_task_is_called_by_what_it_has(
    tmp_path: Path, line: dict[str, Any], expected: str
) -> None:
    """Its id, its meta's, the hash all annotators share, or its place."""
    path = write_lines(tmp_path / "x.jsonl", {"text": "خبر", "answer": "accept", **line})
    assert documents_of(read(path, "jsonl"))[0].id == expected


def test_facts_that_our_exports_write_come_back(tmp_path: Path) -> None:
    """Where they are words; anything else of these names is somebody's own, and said to go."""
    facts = {"name": "عنوان", "date": "2021-05-03", "source": "x"}
    prodigy: dict[str, Any] = {"text": "خبر", "answer": "accept", "meta": {"id": "d", **facts}}
    doccano: dict[str, Any] = {"id": "d", "text": "خبر", "label": [], **facts}
    for number, line in enumerate((prodigy, doccano)):
        items = read(write_lines(tmp_path / f"{number}.jsonl", line), "jsonl")
        (document,) = documents_of(items)
        assert (document.name, document.date, document.source) == ("عنوان", "2021-05-03", "x")
        assert notices(items, "attribute_lost") == []
    prodigy["meta"] = {"source": 7, "score": 0.5, "date": None}
    doccano["source"] = 7
    for number, line in enumerate((prodigy, doccano)):
        items = read(write_lines(tmp_path / f"{number}.jsonl", line), "jsonl")
        assert documents_of(items)[0].source is None
        assert "source'" in " ".join(notices(items, "attribute_lost"))
        assert "date" not in " ".join(notices(items, "attribute_lost"))


@pytest.mark.parametrize("name", ["jsonl", "doccano"])
def test_doccano_triples_and_entities_are_read(name: str) -> None:
    """Both of its shapes; an empty list is a layer that says nothing."""
    items = read(FOREIGN / "doccano.jsonl", name)
    first, second, empty = documents_of(items)
    assert [each.id for each in (first, second, empty)] == ["7", "8", "9"]
    assert extents(first) == extents(second) == EXPECTED
    assert empty.has_layer
    assert not empty.spans
    assert len(notices(items, "shape_assumed")) == (name == "jsonl")
    assert len(notices(items, "unit_assumed")) == 2
    assert "Comments" in " ".join(notices(items, "attribute_lost"))


def test_doccano_of_a_browser_is_read_when_its_unit_is_said() -> None:
    """With the unit nothing is assumed; without it the remark says what to say."""
    path = FOREIGN / "doccano-utf16.jsonl"
    items = read(path, "jsonl", offsets="utf16")
    assert extents(documents_of(items)[0]) == EXPECTED
    assert notices(items, "unit_assumed") == []
    assert "--offsets utf16" in notices(read(path, "jsonl"), "unit_assumed")[0]


def test_every_shape_of_spacy_is_read() -> None:
    """Pairs, `ents`, groups of spans and `entities`; what is not kept is said."""
    items = read(FOREIGN / "spacy.jsonl", "jsonl")
    assert [extents(document) for document in documents_of(items)] == [EXPECTED] * 4
    assert "'sents'" in " ".join(notices(items, "attribute_lost"))
    assert "'spans.kb_id'" in " ".join(notices(items, "attribute_lost"))


@pytest.mark.parametrize(
    ("ents", "taken"),
    [([[0, 3, "a"]], 2), ([], 2), ([[0, 3, "b"]], None), ([[0, 3]], None), ([[0, [], "a"]], None)],
)
def test_ents_of_spacy_may_be_the_flat_ones_of_its_spans(
    tmp_path: Path, ents: list[object], taken: int | None
) -> None:
    """As `to_json` writes an exported DocBin; where they are others, a person says which count."""
    spans = [
        {"start": 0, "end": 3, "label": "a", "kb_id": ""},
        {"start": 0, "end": 5, "label": "b"},
    ]
    line = {"text": "خبر عاجل", "ents": ents, "spans": {"sc": spans}}
    items = read(write_lines(tmp_path / "x.jsonl", line), "jsonl")
    found = [len(each.spans) for each in documents_of(items)]
    assert found == ([] if taken is None else [taken])
    assert all("--keys spans=NAME" in each.reason for each in refusals(items))


def test_a_key_map_reads_what_nobody_else_writes() -> None:
    """Paths go into objects; keys that are left over are said."""
    keys = key_map(
        "id=article.no,text=article.body,spans=marks,start=from,end=to,label=what.type,"
        "quote=surface,annotator=by"
    )
    items = read(FOREIGN / "keys.jsonl", "jsonl", keys=keys)
    (document,) = documents_of(items)
    assert (document.id, document.annotator) == ("3", "salma")
    assert extents(document) == EXPECTED
    assert notices(items, "attribute_lost") == ["the key 'page' means nothing here and is not kept"]


def test_a_line_without_the_text_that_was_mapped_names_its_keys(tmp_path: Path) -> None:
    """So that whoever wrote the map sees what there is."""
    path = write_lines(tmp_path / "x.jsonl", {"content": "خبر", "n": 1})
    (refused,) = read(path, "jsonl", keys={"text": "body"})
    assert isinstance(refused, Refusal)
    assert "'content', 'n'" in refused.reason


@pytest.mark.parametrize(
    ("said", "words"),
    [("text", "OURS=THEIRS"), ("=x", "OURS=THEIRS"), ("txt=x", "'txt'"), ("id=a,id=b", "twice")],
)
def test_a_key_map_that_makes_no_sense_is_refused(said: str, words: str) -> None:
    """Before a line is read."""
    with pytest.raises(UsageError, match=words):
        key_map(said)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"text": "x", "answer": "maybe"}, "maybe"),
        ({"text": "x", "label": [[0, 1, "a"]], "entities": [[0, 1, "b"]]}, "label and entities"),
        ({"text": "x", "ents": {}}, "a list of spans"),
        ({"text": "x", "answer": "accept", "_annotator_id": []}, "_annotator_id"),
        ({"label": [[0, 1, "a"]]}, "has no text"),
        ({"text": "x", "label": [], "n": [[[[]]]] * 300, "id": {}}, "id is {}"),
        ('{"text":"x","n":' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
        ('{"text":"x","n":' + "[" * 300 + "]" * 300 + "}", "nested too deeply"),
        ('["x", {"text": "y"}]', "no JSON object"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_by_number(
    tmp_path: Path, line: object, words: str
) -> None:
    """Its neighbours stand."""
    good = {"text": "خبر", "label": []}
    path = write_lines(tmp_path / "x.jsonl", good, line, good)
    items = read(path, "jsonl")
    (refused,) = refusals(items)
    assert (refused.line, refused.what) == (2, "document")
    assert words in refused.reason
    assert len(refused.reason) < 400
    assert len(documents_of(items)) == 2


@pytest.mark.parametrize(
    "span", [[0, 99, "a"], [2, 1, "a"], [0, 1], [0, 1, 5], ["0", 1, "a"], "a", None, {"start": 0}]
)
def test_a_foreign_span_that_cannot_be_true_is_refused_alone(tmp_path: Path, span: object) -> None:
    """The other span of the line stands."""
    path = write_lines(tmp_path / "x.jsonl", {"text": "خبر", "label": [span, [0, 3, "topic"]]})
    items = read(path, "jsonl")
    assert extents(documents_of(items)[0]) == [("خبر", "topic")]
    assert [each.what for each in refusals(items)] == ["span"]


def test_names_that_cannot_be_aliases_become_ones_and_it_is_said(tmp_path: Path) -> None:
    """Two people stay two, also where their names come out alike."""
    names = ["أحمد علي", "أحمد/علي", "gold", "س" * 60]
    lines = [
        {"text": "خبر", "answer": "accept", "_input_hash": 1, "_annotator_id": name}
        for name in [*names, names[0]]
    ]
    items = read(write_lines(tmp_path / "x.jsonl", *lines), "jsonl")
    aliases = [document.annotator for document in documents_of(items)]
    assert aliases == ["أحمد-علي", "أحمد-علي-2", "gold-1", "س" * 40, "أحمد-علي"]
    assert len(notices(items, "annotator_renamed")) == 4


def test_an_edge_inside_a_character_is_refused_and_not_rounded(tmp_path: Path) -> None:
    """Its neighbour stands."""
    spans = [
        {"start": 0, "end": 1, "label": "a"},
        {"start": 0, "end": 2, "label": "b"},
        {"start": 0, "end": 10**30, "label": "c"},
    ]
    path = write_lines(tmp_path / "x.jsonl", {"text": "😀 خبر", "spans": spans})
    items = read(path, "jsonl", offsets="utf16")
    assert extents(documents_of(items)[0]) == [("😀", "b")]
    inside, outside = refusals(items)
    assert "falls inside U+1F600" in inside.reason
    assert inside.span == (0, 1, "a")
    assert len(outside.reason) < 200


def test_other_units_are_refused_where_more_than_spans_is_counted(tmp_path: Path) -> None:
    """Sentences and marks are Hashiya's own, which count code points."""
    line = {"text": "خبر", "spans": [], "sentences": [[0, 3]]}
    path = write_lines(tmp_path / "x.jsonl", line)
    (refused,) = read(path, "jsonl", offsets="bytes")
    assert isinstance(refused, Refusal)
    header = {"hashiya": "jsonl", "version": 1}
    with pytest.raises(FormatError, match="leave --offsets away"):
        read(write_lines(tmp_path / "y.jsonl", header), "jsonl", offsets="bytes")


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def _bytes(text: str, offset: int) -> int:
    return len(text[:offset].encode())


UNITS: dict[str, Callable[[str, int], int]] = {
    "codepoints": lambda _, offset: offset,
    "utf16": _utf16,
    "bytes": _bytes,
}


@given(data=st.data())
def test_a_span_comes_back_from_every_shape_in_every_unit(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever the letters are."""
    text = data.draw(texts().filter(bool))
    start, end = data.draw(text_spans(text))
    unit = data.draw(st.sampled_from(sorted(UNITS)))
    first, last = UNITS[unit](text, start), UNITS[unit](text, end)
    plain = {"start": first, "end": last, "label": "topic"}
    lines = [
        {"text": text, "label": [[first, last, "topic"]]},
        {"text": text, "spans": [plain], "answer": "accept"},
        {"text": text, "ents": [plain]},
        {"text": text, "spans": [plain]},
    ]
    path = tmp_path_factory.getbasetemp() / "shapes.jsonl"
    found = documents_of(read(write_lines(path, *lines), "jsonl", offsets=unit))
    assert [each.text for each in found] == [text] * 4
    assert [extents(each) for each in found] == [[(text[start:end], "topic")]] * 4


def test_what_nobody_speaks_for_is_ours() -> None:
    """A line of text alone, and one of spans."""
    assert find_shape({"text": "x"}) == "own"
    assert find_shape({"text": "x", "spans": []}) == "own"
    assert find_shape({"text": "x", "label": "positive"}) == "own"
