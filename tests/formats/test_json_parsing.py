"""Parsing JSON: the fast parser says what the careful one says, of any bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.formats import ReadOptions, Refusal, json_parsing, reader
from hashiya.formats.json_parsing import parse_value
from hashiya.formats.jsonl_values import BadLineError

_names = st.sampled_from(["id", "text", "spans", "start", "end", "label", "a:b", '"', '":', ""])
_strings = st.sampled_from(["", "قال: نعم", 'a":b', '" :', ":", "\0", "\ud800", "😀"]) | st.text()
_plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _strings
_values = st.recursive(
    _plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)

_PIECES = (
    *(b"", b'"', b":", b",", b"{", b"}", b"[", b"]", b"\\", b" ", b"0", b"-", b".", b"e9", b"NaN"),
    *(b"\0", b"\x01", b"\xff", b"\xed\xa0\x80", b"\\ud800", b'"a":1,', b"\x0c"),
)
_SEPARATORS = ((",", ":"), (", ", ": "), (" ,", " : "), ("\t,", "\n:"))


def _said(line: bytes, *, carefully: bool) -> str:
    """What is made of a line, or why it is refused."""
    parse = json_parsing._parsed_carefully if carefully else parse_value
    try:
        return repr(parse(line))
    except BadLineError as error:
        return f"refused: {error}"


@given(_values, st.sampled_from(["ascii", "few"]), st.sampled_from(_SEPARATORS))
def test_both_parsers_read_the_same(
    value: object, escapes: str, separators: tuple[str, str]
) -> None:
    """However a value is written: escaped, spaced, with colons and quotation marks in names."""
    text = json.dumps(value, ensure_ascii=escapes == "ascii", separators=separators)
    line = text.encode(errors="surrogatepass")
    assert _said(line, carefully=False) == _said(line, carefully=True)


@given(_values, st.lists(st.tuples(st.integers(0, 200), st.sampled_from(_PIECES)), min_size=1))
def test_both_parsers_refuse_the_same(value: object, changes: list[tuple[int, bytes]]) -> None:
    """Bytes put in or over others: neither takes what the other refuses."""
    line = json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")
    for at, piece in changes:
        place = at % (len(line) + 1)
        line = line[:place] + piece + line[place + at % 2 :]
    assert _said(line, carefully=False) == _said(line, carefully=True)


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"a","id":"b"}',
        b'{"id":"a" ,"id"  :":"}',
        b'{"id":"a","text":"\\":","id" :"b"}',
        b'{"spans":[{"start":1,"start":1}]}',
        b'{"spans":[{"a":{"b":1,"b":2}}],"t":"x:y"}',
        b'[{"b":1,"b":2}]',
        b'{"b":1,"\\u0062":2}',
    ],
)
def test_a_name_that_stands_twice_is_refused(line: bytes) -> None:
    """The fast parser would keep the last one without a word."""
    with pytest.raises(BadLineError, match="stands twice in one object"):
        parse_value(line)


@pytest.mark.parametrize("levels", [199, 200, 201, 202, 5_000])
def test_levels_are_counted_alike(levels: int) -> None:
    """200 levels are read by both, 201 and 5,000 by none."""
    line = b"[" * levels + b"]" * levels
    is_read = levels <= json_parsing.MAX_LEVELS
    assert _said(line, carefully=False).startswith("refused") is not is_read
    assert _said(line, carefully=False) == _said(line, carefully=True)


@pytest.mark.parametrize("spans", ["5", "true", '"x"', '{"a":1}', "0.5"])
def test_spans_that_are_no_list_refuse_their_line(tmp_path: Path, spans: str) -> None:
    """Whatever stands in their place, the reader says so and goes on."""
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"text":"a","spans":{spans}}}\n{{"text":"b"}}\n', encoding="utf-8")
    found = list(reader("jsonl").read(path, ReadOptions()))
    refused = [item for item in found if isinstance(item, Refusal)]
    assert [item.line for item in refused] == [1]
    assert "a list is needed" in refused[0].reason
