"""Usual lines: what is read of them by the short way is what the long ways read of the bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.formats import ReadOptions, jsonl_reading, jsonl_values
from hashiya.formats.jsonl_usual import usual_line
from hashiya.formats.jsonl_writing import document_line
from hashiya.model import DocumentRecord, PlainSpans, SpanRecord

TEXT = "قال: «اجتمع الوزراء» 😀.\nوعادوا."

_odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 3.0, 1.5, 10**25, "", "x", "\0", "\ud800", 'a":b', [], {}, [[0, 4]], "gold"]
)
_offsets = st.integers(-1, len(TEXT) + 1)
_triples = st.tuples(_offsets, _offsets, st.sampled_from(["agency", "تاريخ", ""]))


@st.composite
def _spans(draw: st.DrawFn) -> Any:
    start, end = draw(_offsets), draw(_offsets)
    span: dict[str, Any] = {"start": start, "end": end}
    span["label"] = draw(st.sampled_from(["agency", "تاريخ", 'q"', "", "a\x1fb"]))
    if draw(st.booleans()):
        span["quote"] = draw(st.sampled_from([TEXT[max(start, 0) : end], "x", None]))
        span["source"] = draw(st.sampled_from(["import", "rule", "", None]))
    if draw(st.integers(0, 9)) == 0:
        key = draw(st.sampled_from(["start", "end", "label", "quote", "note", "flag", "other"]))
        span[key] = draw(_odd)
    return span if draw(st.integers(0, 9)) else [start, end, "agency"]


@st.composite
def _lines(draw: st.DrawFn) -> dict[str, Any]:
    line: dict[str, Any] = {"text": TEXT}
    if draw(st.booleans()):
        line["spans"] = draw(st.lists(_spans(), max_size=4) | st.lists(_triples, max_size=4))
    if draw(st.booleans()):
        line["sentences"] = draw(st.sampled_from([[[0, 22], [23, 30]], [[0, 22]], [[4, 2]], []]))
    if draw(st.booleans()):
        line["done"] = draw(st.sampled_from([[[0, 22, "done"]], [[0, 22, "x"]], [[0, 1]], []]))
    words = st.sampled_from(["a", "سطر", "2024-05-12", "done", "new", "gold", "a:b"])
    for key in ("id", "name", "date", "source", "status", "annotator", "layer", "sha256"):
        if draw(st.integers(0, 3)) == 0:
            line[key] = draw(words)
    if draw(st.integers(0, 3)) == 0:
        key = draw(st.sampled_from([*line, "reminders", "label", "hashiya", "Text", "other"]))
        line[key] = draw(_odd)
    return line


def _read(line: bytes, way: str) -> str:
    """All that is read of a line, told: by the short way, by columns, or span by span."""
    file = jsonl_reading._File(Path("news.jsonl"), ReadOptions(), None)
    file._may_be_usual = way == "short"
    with pytest.MonkeyPatch.context() as patch:
        if way == "single":
            patch.setattr(jsonl_values, "plain_spans", lambda *_: None)
        return repr(list(file.items(1, line)))


@given(_lines(), st.booleans(), st.sampled_from([(",", ":"), (", ", ": "), (" ,", " : ")]))
def test_all_ways_read_the_same(
    line: dict[str, Any],
    escapes: bool,  # noqa: FBT001 (drawn)
    separators: tuple[str, str],
) -> None:
    """Records, what is refused of them, and what is remarked, to the letter."""
    text = json.dumps(line, ensure_ascii=escapes, separators=separators)
    said = text.encode(errors="surrogatepass")
    assert _read(said, "short") == _read(said, "columns") == _read(said, "single")


_PIECES = (
    *(b'"', b":", b",", b"{", b"}", b"[", b"]", b"\\", b" ", b"0", b"-", b".", b"e9", b"NaN"),
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b'"id":"b",', b'"end":5,', b"\t"),
)


@given(_lines(), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(_PIECES)), min_size=1))
def test_all_ways_refuse_the_same(line: dict[str, Any], changes: list[tuple[int, bytes]]) -> None:
    """Bytes put in or over others: none takes what another refuses."""
    said = json.dumps(line, ensure_ascii=False).encode(errors="surrogatepass")
    for at, piece in changes:
        place = at % (len(said) + 1)
        said = said[:place] + piece + said[place + at % 2 :]
    assert _read(said, "short") == _read(said, "columns") == _read(said, "single")


@pytest.mark.parametrize(
    "odd",
    [
        b'{"text":"abc","text":"abd"}',
        b'{"text":"abc","spans":[{"start":0,"end":1,"end":2,"label":"x"}]}',
        b'{"text":"abc","spans":[{"start":0,"end":1,"label":"x","quote":"b","source":"s"}]}',
        b'{"text":"abc","spans":[{"start":0,"end":1,"label":"x","quote":"a"}]}',
        b'{"text":"abc","spans":[{"start":0,"end":4,"label":"x"}]}',
        b'{"text":"abc","done":[[0,1,{"a":1,"a":2}]]}',
        b'{"text":"abc","name":"\\u0000"}',
        b'{"text":"abc","other":1}',
        b'{"text":"abc" ,"name" :"\\": :"}',
    ],
)
def test_what_is_odd_is_left_to_the_long_way(odd: bytes) -> None:
    """Names that stand twice, quotes that are not true, keys and values that are no usual ones."""
    assert usual_line(odd) is None


def test_what_this_program_writes_is_usual() -> None:
    """Lines of finished work and minimal ones, as long as no span has a note or a flag."""
    spans = (SpanRecord(0, 4, "agency", TEXT[:4]), SpanRecord(5, 9, "date", TEXT[5:9]))
    record = DocumentRecord("a", "a: b", TEXT, "2024-05-12", annotator="salma", spans=spans)
    found = usual_line(document_line(record))
    assert found is not None
    assert found["spans"] == spans
    assert type(found["spans"]) is PlainSpans
    assert usual_line(b'{"text":"abc","spans":[{"start":0,"end":1,"label":"x"}]}') is not None
