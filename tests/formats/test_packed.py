"""Packed files: read as what they hold, by every reader, and never to the end of the memory."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.formats.cases import documents_of, read

import hashiya.formats.packed as packed_module
from hashiya.errors import FormatError
from hashiya.formats import guess_format

FOREIGN = Path(__file__).parent / "golden" / "foreign"

FILES = [
    "doccano.json",
    "doccano.jsonl",
    "labelstudio.json",
    "bilou.conll",
    "wojood.txt",
    "news.conllu",
    "news.csv",
    "webanno.tsv",
]


@pytest.mark.parametrize("name", FILES)
def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path, name: str) -> None:
    """The format is guessed and the ids are made without `.gz`."""
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress((FOREIGN / name).read_bytes()))
    chosen = guess_format(FOREIGN / name)
    assert guess_format(path) == chosen
    expected = documents_of(read(FOREIGN / name, chosen.name))
    assert documents_of(read(path, chosen.name)) == expected


def test_a_packed_text_is_a_text(tmp_path: Path) -> None:
    """Called by its first line, as any other."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress("عنوان\nخبر".encode()))
    (document,) = documents_of(read(path, "text"))
    assert (document.id, document.name, document.text) == ("a", "عنوان", "عنوان\nخبر")


def test_a_sidecar_is_found_beside_a_packed_file(tmp_path: Path) -> None:
    """It is called after the file that is in it."""
    golden = FOREIGN.parent / "split.conll"
    (tmp_path / "x.conll.gz").write_bytes(gzip.compress(golden.read_bytes()))
    sidecar = golden.with_name("split.offsets.tsv")
    (tmp_path / "x.offsets.tsv").write_bytes(sidecar.read_bytes())
    found = documents_of(read(tmp_path / "x.conll.gz", "conll"))
    assert found == documents_of(read(golden, "conll"))


def test_a_name_alone_packs_nothing(tmp_path: Path) -> None:
    """What is packed shows by its first bytes."""
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(b'{"text": "a"}\n')
    assert documents_of(read(path, "jsonl"))[0].id == "x-1"
    (tmp_path / "y.jsonl").write_bytes(gzip.compress(b'{"text": "a"}\n'))
    assert documents_of(read(tmp_path / "y.jsonl", "jsonl"))[0].id == "y-1"


@pytest.mark.parametrize("cut", [3, 10, -9, -4])
@pytest.mark.parametrize("name", ["jsonl", "conll", "text", "csv", "labelstudio"])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, name: str, cut: int) -> None:
    """With what to do."""
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + bytes(range(32, 127)) * 50 + b'"}\n')[:cut])
    with pytest.raises(FormatError, match="gzip"):
        read(path, name)


def test_a_file_that_is_damaged_is_refused(tmp_path: Path) -> None:
    """Its own checksum tells."""
    data = bytearray(gzip.compress(b'{"text": "abc"}\n' * 100))
    data[len(data) // 2] ^= 0xFF
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(data)
    with pytest.raises(FormatError, match="gzip"):
        read(path, "jsonl")


def test_a_file_that_grows_beyond_all_proportion_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it fills the memory, and not while it is small."""
    monkeypatch.setattr(packed_module, "FREE_BYTES", 1 << 20)
    path = tmp_path / "x.txt.gz"
    path.write_bytes(gzip.compress(b"x" * (4 << 20)))
    for name in ("text", "jsonl", "csv"):
        with pytest.raises(FormatError, match="times its size"):
            read(path, name)
    path.write_bytes(gzip.compress(b"x" * (1 << 19)))
    assert documents_of(read(path, "text"))
