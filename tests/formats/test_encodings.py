"""Files that are not UTF-8: read when somebody says what they are, and never by a guess."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.formats.cases import documents_of, read

from hashiya.errors import FormatError, UsageError
from hashiya.formats import Notice, ReadItem, ReadOptions, guess_format, options_without_use
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"

ENCODINGS = ("cp1256", "windows-1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be")
FILES = {
    "doccano.json": {},
    "doccano.jsonl": {},
    "labelstudio.json": {},
    "bilou.conll": {},
    "wojood.txt": {},
    "news.conllu": {},
    "news.csv": {},
    "news.tsv": {"column": "نص"},
    "brat/a.ann": {},
    "webanno.tsv": {},
    "news.conllup": {},
    "prodigy.jsonl": {},
    "spacy.jsonl": {},
    "cas.json": {},
    "cas.xmi": {},
}


def files_of(name: str) -> list[Path]:
    """A file and what belongs to it."""
    source = FOREIGN / name
    return [source, source.with_suffix(".txt")] if name.endswith(".ann") else [source]


def can_hold(encoding: str, name: str) -> bool:
    """Whether the encoding has all characters of a file."""
    try:
        for file in files_of(name):
            file.read_bytes().decode().encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


CASES = [(name, encoding) for name in FILES for encoding in ENCODINGS if can_hold(encoding, name)]


def recoded(folder: Path, name: str, encoding: str) -> Path:
    """The same file in another encoding, with what belongs to it."""
    for file in files_of(name):
        (folder / file.name).write_bytes(file.read_bytes().decode().encode(encoding))
    return folder / (FOREIGN / name).name


def without_names(documents: list[DocumentRecord]) -> list[DocumentRecord]:
    """Documents by what they hold."""
    return [document._replace(id="", name="") for document in documents]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_a_named_encoding_reads_the_same(tmp_path: Path, name: str, encoding: str) -> None:
    """The format is guessed in it too."""
    path = recoded(tmp_path, name, encoding)
    chosen = guess_format(FOREIGN / name).name
    assert guess_format(path, encoding).name == chosen
    expected = documents_of(read(FOREIGN / name, chosen, **FILES[name]))
    found = documents_of(read(path, chosen, encoding=encoding, **FILES[name]))
    assert without_names(found) == without_names(expected)


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_without_a_name_nothing_wrong_comes_in(tmp_path: Path, name: str, encoding: str) -> None:
    """What is read without a word is never other text: lines of ASCII at most."""
    path = recoded(tmp_path, name, encoding)
    chosen = guess_format(FOREIGN / name).name
    items: list[ReadItem] = []
    with contextlib.suppress(FormatError):
        items = read(path, chosen, **FILES[name])
    for document in documents_of(items):
        assert document.text.isascii()


def test_a_byte_order_mark_before_cas_json_is_no_part_of_it(tmp_path: Path) -> None:
    """It is said, as for all files."""
    path = tmp_path / "cas.json"
    path.write_bytes(b"\xef\xbb\xbf" + (FOREIGN / "cas.json").read_bytes())
    items = read(path, "casjson")
    assert documents_of(items) == documents_of(read(FOREIGN / "cas.json", "casjson"))
    assert "byte_order_mark" in [item.kind for item in items if isinstance(item, Notice)]


def test_a_format_of_bytes_is_asked_for_no_encoding() -> None:
    """What was said of it is said to mean nothing."""
    said = ReadOptions(encoding="cp1256")
    assert options_without_use("parquet", said) == ("--encoding",)
    assert options_without_use("docx", said) == ("--encoding",)
    assert options_without_use("xmi", said) == ()


def test_an_encoding_that_there_is_not_is_refused(tmp_path: Path) -> None:
    """Also by the guess."""
    with pytest.raises(UsageError, match="no encoding"):
        guess_format(FOREIGN / "news.tsv", "windows-9999")
    with pytest.raises(UsageError, match="no encoding"):
        read(FOREIGN / "news.tsv", "csv", encoding="windows-9999")


def test_what_is_not_in_the_named_encoding_is_refused_by_its_byte() -> None:
    """A word that was wrong is no licence to read on."""
    with pytest.raises(FormatError, match=r"byte \d+"):
        read(FOREIGN / "news.tsv", "csv", encoding="ascii")
