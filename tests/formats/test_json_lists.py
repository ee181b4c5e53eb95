"""A list in a file, value by value: what JSON says it holds, wherever a read happens to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hashiya.formats.json_lists as json_lists_module
import hashiya.formats.lines as lines_module
from hashiya.errors import FormatError
from hashiya.formats.json_lists import is_list, list_values
from hashiya.formats.lines import LineSource

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def values(path: Path, data: bytes) -> list[tuple[int, bytes | None]]:
    """What a file of these bytes holds."""
    path.write_bytes(data)
    return list(list_values(LineSource(path)))


@given(
    held=st.lists(JSON),
    indent=st.sampled_from([None, 0, 2]),
    size=st.integers(1, 40),
    is_ascii=st.booleans(),
)
def test_a_list_is_read_value_by_value(
    tmp_path_factory: pytest.TempPathFactory,
    *,
    held: list[Any],
    indent: int | None,
    size: int,
    is_ascii: bool,
) -> None:
    """However it is laid out and wherever a chunk ends, also inside an escape."""
    data = json.dumps(held, indent=indent, ensure_ascii=is_ascii).encode(errors="surrogatepass")
    path = tmp_path_factory.getbasetemp() / "list.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "_CHUNK_BYTES", size)
        found = values(path, data)
    assert [json.loads(value or b"") for _, value in found] == held
    for line, value in found:
        assert (value or b"").split(b"\n")[0] in data.split(b"\n")[line - 1]


def test_values_know_their_lines(tmp_path: Path) -> None:
    """The line that a value begins on."""
    found = values(tmp_path / "x", b'\n[\n {"a":\n1},\n\n\n [2], 3\n]\n')
    assert [line for line, _ in found] == [3, 7, 7]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no JSON list"),
        (b"  \n", "holds no JSON list"),
        (b"{}", "is no JSON list"),
        (b"17", "is no JSON list"),
        (b"x [1]", "is no JSON list"),
        (b"[1] x", "is no JSON list"),
        (b"[1][2]", "more than one"),
        (b"[1]]", "more lists"),
        (b"[1", "cut short"),
        (b'["a', "cut short"),
        (b'[{"a":1},{"b"', "cut short"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """With the line, and what to do."""
    with pytest.raises(FormatError, match=words):
        values(tmp_path / "x", data)


def test_a_value_that_is_missing_comes_out_empty(tmp_path: Path) -> None:
    """Whoever parses it refuses it by its line."""
    assert values(tmp_path / "x", b"[1,,2,]") == [(1, b"1"), (1, b""), (1, b"2"), (1, b"")]
    assert values(tmp_path / "x", b"[ ]") == []


def test_a_value_over_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not held, and the next one is read, with its line."""
    monkeypatch.setattr(json_lists_module, "MAX_LINE_BYTES", 20)
    monkeypatch.setattr(lines_module, "_CHUNK_BYTES", 7)
    data = b'[1,\n"' + b"x" * 50 + b'",\n["' + b"\\n" * 50 + b'"\n],\n4]'
    assert values(tmp_path / "x", data) == [(1, b"1"), (2, None), (4, None), (5, b"4")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"[{", True),
        (b" [\n [", True),
        (b"[]", True),
        (b'["text", {"entities": []}]\n', False),
        (b"{}", False),
        (b"", False),
    ],
)
def test_a_list_is_told_from_lines(head: bytes, *, expected: bool) -> None:
    """A pair of spaCy's on a line is no list of documents."""
    assert is_list(head) is expected
