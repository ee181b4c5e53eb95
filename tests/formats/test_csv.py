"""Tables in: columns by name, fields over several lines, and rows that cannot be documents."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import texts

import hashiya.formats.csv_rows as csv_rows_module
from hashiya.errors import FormatError, UsageError
from hashiya.formats import Notice, ReadItem, Refusal
from hashiya.formats.csv_rows import find_delimiter

FOREIGN = Path(__file__).parent / "golden" / "foreign"


def refused(items: list[ReadItem]) -> list[tuple[int | None, str]]:
    """Lines and reasons of the refusals."""
    return [(item.line, item.reason) for item in items if isinstance(item, Refusal)]


def put(folder: Path, text: str, name: str = "x.csv") -> Path:
    """A file of these rows."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_a_row_is_a_document_and_a_broken_one_costs_itself() -> None:
    """A quote that nothing closes swallows nothing; what is not kept is said."""
    items = read(FOREIGN / "news.csv", "csv")
    first, second, fourth = documents_of(items)
    assert (first.id, first.text, first.date) == (
        "1",
        'قال "بنك المغرب"، يوم\n12 ماي.',
        "2021-05-12",
    )
    assert (second.text, second.date, second.line) == ("خبر قصير", None, 4)
    assert fourth.text == "خبر بعده"
    assert not first.has_layer
    (quote, _), (empty, _), (wide, _) = refused(items)
    assert (quote, empty, wide) == (5, 7, 8)
    assert [item.message for item in items if isinstance(item, Notice)] == [
        "the column 'section' means nothing here and is not kept"
    ]


@pytest.mark.parametrize("column", ["نص", "2"])
def test_the_text_is_the_column_that_was_said(column: str) -> None:
    """By name or by number; other names are for other columns."""
    items = read(FOREIGN / "news.tsv", "csv", column=column, keys={"id": "رقم"})
    assert [(each.id, each.text) for each in documents_of(items)] == [
        ("أ", "قال بنك المغرب"),
        ("ب", "يوم 12 ماي"),
    ]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("a,b\n1,2\n", None, "'a', 'b'"),
        ("a,b\n1,2\n", "c", "'c' is none of them"),
        ("a,b\n1,2\n", "3", "'3' is none of them"),
        ("a,b\n1,2\n", "0", "'0' is none of them"),
        ("text,text\n1,2\n", None, "stands twice"),
        ("", None, "is empty"),
        ("a,text\r1,2\r", None, "line ends of one kind"),
        ('a,"text\n1,2\n', None, "column names cannot be read: nothing closes a quote"),
    ],
)
def test_a_table_without_a_text_column_is_refused_with_its_columns(
    tmp_path: Path, text: str, column: str | None, words: str
) -> None:
    """So that whoever reads it can say which."""
    with pytest.raises(FormatError, match=words):
        read(put(tmp_path, text), "csv", column=column)
    with pytest.raises(UsageError, match="no spans"):
        read(put(tmp_path, "text\nx\n"), "csv", keys={"spans": "x"})


def test_a_column_by_its_number_is_said_by_its_name(tmp_path: Path) -> None:
    """So that a table without names shows that its first row went."""
    items = read(put(tmp_path, "1,خبر\n2,آخر\n"), "csv", column="2")
    assert [each.text for each in documents_of(items)] == ["آخر"]
    said = [item.message for item in items if isinstance(item, Notice)]
    assert any("first row" in message and "'خبر'" in message for message in said)
    items = read(put(tmp_path, "id,body\n2,آخر\n"), "csv", column="body")
    assert [item for item in items if isinstance(item, Notice)] == []


def test_one_column_is_the_text_whatever_it_is_called(tmp_path: Path) -> None:
    """There is nothing to choose."""
    assert [each.text for each in documents_of(read(put(tmp_path, "body\nx\ny\n"), "csv"))] == [
        "x",
        "y",
    ]


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        ("a,b", ".csv", ","),
        ("a;b,c;d", ".csv", ";"),
        ('"a,b,c";d', ".csv", ";"),
        ("a\tb", ".csv", "\t"),
        ("a,b", ".tsv", "\t"),
        ("sep=;\na,b,c", ".csv", ";"),
        ("", ".csv", ","),
    ],
)
def test_the_delimiter_is_seen(head: str, suffix: str, expected: str) -> None:
    """By the suffix, the spreadsheet's line, or the first row."""
    assert find_delimiter(head.encode(), suffix) == expected


def test_a_spreadsheets_first_line_is_no_row(tmp_path: Path) -> None:
    """`sep=;` says what divides columns."""
    (document,) = documents_of(read(put(tmp_path, "sep=;\nid;text\n1;a,b\n"), "csv"))
    assert (document.id, document.text, document.line) == ("1", "a,b", 3)


def test_bytes_that_are_no_utf_8_cost_their_row(tmp_path: Path) -> None:
    """Also inside a field of several lines, which would be another text without them."""
    path = tmp_path / "x.csv"
    path.write_bytes(b'text\na\n\xff\nb\n"c\n\xff\nd"\ne\n')
    items = read(path, "csv")
    assert [each.text for each in documents_of(items)] == ["a", "b", "e"]
    assert [line for line, _ in refused(items)] == [3, 6]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('1,"x', "nothing closes a quote"),
        ('1,"x"y', "behind a quote that closes"),
        ("1,x\ry", "carriage return"),
    ],
)
def test_a_row_that_is_none_says_why(tmp_path: Path, row: str, words: str) -> None:
    """In words of a table, and none of a library's."""
    items = read(put(tmp_path, f"id,text\n0,a\n{row}\n2,b\n"), "csv")
    ((line, reason),) = refused(items)
    assert (line, words in reason, "universal" in reason) == (3, True, False)
    assert [each.text for each in documents_of(items)] == ["a", "b"]


def test_many_open_quotes_are_no_endless_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is refused by its line, until reading behind them costs too much."""
    path = put(tmp_path, "text\n" + '"x\n' * 300)
    assert len(refused(read(path, "csv"))) == 300
    monkeypatch.setattr(csv_rows_module, "MAX_READ_AGAIN", 100)
    with pytest.raises(FormatError, match="too many quotes"):
        read(path, "csv")


@given(held=st.lists(texts().filter(lambda text: bool(text.strip())), min_size=1, max_size=4))
def test_what_a_table_was_written_from_comes_back(
    tmp_path_factory: pytest.TempPathFactory, held: list[str]
) -> None:
    """Whatever the letters and the line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([["n", "text"], *([n, text] for n, text in enumerate(held))])
    path = put(tmp_path_factory.getbasetemp(), out.getvalue())
    assert [each.text for each in documents_of(read(path, "csv"))] == held
