"""Lines of files of any length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hashiya.formats.lines as lines_module
from hashiya.errors import FormatError
from hashiya.formats.lines import LineSource


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of 8 bytes and lines of at most 20, so that every path is walked."""
    monkeypatch.setattr(lines_module, "_CHUNK_BYTES", 8)
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 20)


def expected(data: bytes) -> list[tuple[int, bytes | None]]:
    """What a reader that holds everything would say."""
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    numbered = enumerate(lines, start=1)
    return [(number, line if len(line) <= 20 else None) for number, line in numbered]


@pytest.mark.usefixtures("small")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 45).map(lambda length: b"x" * length), max_size=12),
    st.sampled_from([b"", b"\n"]),
)
def test_lines_are_those_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], end: bytes
) -> None:
    """Chunks change nothing, and a line over the limit is only a number."""
    path = tmp_path_factory.mktemp("lines") / "a"
    data = b"\n".join(lines) + end
    path.write_bytes(data)
    assert list(LineSource(path)) == expected(data)


@pytest.mark.usefixtures("small")
def test_blocks_hold_whole_lines(tmp_path: Path) -> None:
    """A block says the number of its first line, wherever chunks end."""
    path = tmp_path / "a"
    data = b"1\n22\n\n4444444444444444\n" + b"5" * 50 + b"\n6\n7"
    path.write_bytes(data)
    found: list[tuple[int, bytes | None]] = []
    for number, block in LineSource(path).blocks():
        if block is None:
            found.append((number, None))
        else:
            found += enumerate(block.split(b"\n"), start=number)
    assert found == expected(data)


def test_only_lf_ends_a_line(tmp_path: Path) -> None:
    """CR, NEL and LS are characters of a line."""
    path = tmp_path / "a"
    path.write_bytes("a\r\nb\x85c\u2028d\v\n".encode())
    assert [line for _, line in LineSource(path)] == [b"a\r", "b\x85c\u2028d\v".encode()]


def test_a_byte_order_mark_is_taken_off_and_said(tmp_path: Path) -> None:
    """The first line begins after it."""
    path = tmp_path / "a"
    path.write_bytes(b"\xef\xbb\xbfa\nb\n")
    source = LineSource(path)
    assert list(source) == [(1, b"a"), (2, b"b")]
    assert source.had_mark


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le", "utf-8"])
def test_lines_of_a_named_encoding_come_out_as_utf_8(tmp_path: Path, encoding: str) -> None:
    """Whoever reads lines sees one encoding."""
    path = tmp_path / "a"
    path.write_bytes("سطر\nآخر\n".encode(encoding))
    assert [line.decode() for _, line in LineSource(path, encoding) if line] == ["سطر", "آخر"]


def test_what_is_not_in_the_named_encoding_is_refused_by_byte(tmp_path: Path) -> None:
    """The byte is counted from the beginning of the file."""
    path = tmp_path / "a"
    path.write_bytes(b"a" * 300_000 + b"\xff")
    with pytest.raises(FormatError, match="byte 300000"):
        list(LineSource(path, "utf-8"))


def test_utf_16_without_a_word_is_refused(tmp_path: Path) -> None:
    """Lines of UTF-16 are no lines of bytes."""
    path = tmp_path / "a"
    path.write_bytes("{}\n{}\n".encode("utf-16-le"))
    with pytest.raises(FormatError, match="UTF-16-LE"):
        list(LineSource(path))
