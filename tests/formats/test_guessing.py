"""Readers by name, and files by their look."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from hashiya.errors import FormatError, UsageError
from hashiya.formats import guess_format, reader, reader_names


def test_readers_are_found_by_name() -> None:
    """Case does not matter; every name leads to what bears it."""
    assert [reader(name.upper()).name for name in reader_names()] == list(reader_names())


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match=", ".join(reader_names())):
        reader("lighttag")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "خبر عاجل\n", "text"),
        ("a.md", "خبر عاجل\n", "text"),
        ("a", "", "text"),
        ("a.jsonl", "anything", "jsonl"),
        ("a.NDJSON", "anything", "jsonl"),
        ("a.conll", "anything", "conll"),
        ("a.iob2", "anything", "conll"),
        ("a.txt", "قال O\nبنك B-agency\n", "conll"),
        ("a.tsv", "قال\tO\nبنك\tB-agency\n", "conll"),
        ("a", "-DOCSTART- -X- O O\n\nقال -X- _ O\n", "conll"),
        ("a.txt", '{"id":"a","text":"b"}\n', "jsonl"),
        ("a.json", '\n{"id":"a","text":"b"}\n{}', "jsonl"),
        ("a.data", '{"text":"' + "x" * 400_000 + '"}\n', "jsonl"),
        ("a.json", "[]", "json"),
        ("a.json", '{"%TYPES":{},"%FEATURE_STRUCTURES":[]}', "casjson"),
        ("a.json", '{\n "%FEATURE_STRUCTURES" : []}', "casjson"),
        ("a", '[{"text":"a"}]', "json"),
        ("a.json", '[[{"', "json"),
        ("a.json", '[{"data":{"text":"a"},"annotations":[]}]', "labelstudio"),
        ("a.json", '[ {"text":"a","annotation_id":1,"annotator":2} ]', "labelstudio"),
        ("a.txt", "{ليس جسون}\n", "text"),
        ("a.txt", "جامعة B-x B-y\nبيرزيت I-x I-y\nفي O\n", "wojood"),
        ("a", "\n<!DOCTYPE html>\n<html><body>خبر</body></html>", "html"),
        ("a.txt", "<html lang='ar'><p>خبر</p></html>", "html"),
        ("a.xml", '<?xml version="1.0"?>\n<html xmlns="x"><p>خبر</p></html>', "html"),
        ("a.xml", '<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="x"/>', "xmi"),
        ("a.pq", "PAR1", "parquet"),
    ],
)
def test_a_file_is_taken_for_what_it_looks_like(
    tmp_path: Path, name: str, content: str, expected: str
) -> None:
    """A clear suffix, else the first lines; the guess says which."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    guess = guess_format(path)
    assert guess.name == expected
    assert guess.why


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"%PDF-1.7\nabc", "PDF"),
        ("a.txt", b"%PDF-1.7\nabc", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        ("a.rtf", b"{\\rtf1 abc}", "RTF"),
        ("a.zip", b"PK\x03\x04" + bytes(300), "unpack it"),
        ("a.ZIP", gzip.compress(b"PK\x03\x04" + bytes(300)), "unpack it"),
        ("a.xlsx", b"PK\x03\x04" + bytes(300), "CSV"),
        ("a.odt", b"PK\x03\x04" + bytes(300), ".docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        ("a.hashiya", b"SQLite format 3\0" + bytes(50), "hashiya export"),
        ("a.spacy", b"\x78\x9c\x01\x02", "to_json"),
        ("a.json", b'[{"tokenized_text":["x"],"ner":[]}]', "GLiNER"),
        ("a.pack.jsonl", b'{"pack":{"about":{}}}', "hashiya merge"),
        ("a.csv", b"PK\x03\x04" + bytes(300), "ZIP"),
        ("a.xml", b"<?xml version='1.0'?><TEI/>", "--format text"),
    ],
)
def test_what_nothing_reads_is_called_by_its_name(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    """And no text of another encoding; what to do about it is said."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError) as refused:
        guess_format(path)
    assert words in refused.value.message
    assert "UTF" not in refused.value.message.replace("in UTF-8", "")


def test_a_folder_is_its_texts(tmp_path: Path) -> None:
    """The why says which files."""
    assert guess_format(tmp_path) == ("text", "a folder: its .txt files")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.HTML", "b.pdf"], "html"),
        (["deep/a.xhtml"], "html"),
        (["a.DOCX"], "docx"),
        (["a.html", "b.TXT"], "text"),
        (["a.txt/b.docx"], "docx"),
        (["a.ann", "a.txt"], "brat"),
        (["a.ann/b.html"], "html"),
        (["a.csv"], "text"),
    ],
)
def test_a_folder_is_what_its_files_are(tmp_path: Path, names: list[str], expected: str) -> None:
    """Whatever the case of their suffixes; a folder that is called like a file is none."""
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert guess_format(tmp_path).name == expected


def test_a_folder_that_cannot_be_listed_is_left_to_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guess is text, and reading says what is wrong."""

    def fail(_: Path) -> Iterator[Path]:
        raise FormatError("cannot be listed")

    monkeypatch.setattr("hashiya.formats.guessing.files_below", fail)
    assert guess_format(tmp_path).name == "text"


@pytest.mark.parametrize(("name", "content"), [("a.json", '{\n"text":"a"}'), ("a.json", "x")])
def test_json_that_is_neither_lines_nor_a_list_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: str
) -> None:
    """One object over several lines is nobody's export."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FormatError, match=r"\.jsonl"):
        guess_format(path)


def test_what_cannot_be_read_is_left_to_its_reader(tmp_path: Path) -> None:
    """The guess is text, and reading says what is wrong."""
    assert guess_format(tmp_path / "missing.txt").name == "text"
    utf_16 = tmp_path / "a.txt"
    utf_16.write_bytes("خبر".encode("utf-16"))
    assert guess_format(utf_16).name == "text"
