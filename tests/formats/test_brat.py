"""Brat in: pairs of files, spans in parts, notes and attributes, and lines that cannot be true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import text_spans, texts

from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format
from hashiya.model import DocumentRecord

FOLDER = Path(__file__).parent / "golden" / "foreign" / "brat"


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def refusals(items: list[ReadItem]) -> list[Refusal]:
    """The refusals among what a reader yielded."""
    return [item for item in items if isinstance(item, Refusal)]


def put(folder: Path, text: str | bytes, layer: str) -> Path:
    """One pair of files."""
    (folder / "x.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "x.ann").write_bytes(layer.encode())
    return folder / "x.ann"


def test_a_folder_is_its_pairs(tmp_path: Path) -> None:
    """Ids are paths; an empty .ann is a layer that says nothing, none at all is no layer."""
    items = read(FOLDER, "brat", annotator="salma")
    a, c, b = documents_of(items)
    assert [each.id for each in (a, c, b)] == ["a", "c", "deep/b"]
    assert [each.has_layer for each in (a, c, b)] == [True, False, True]
    assert a.annotator == "salma"
    assert extents(a) == [
        ("بنك المغرب", "agency"),
        ("يوم\n12 ماي", "date"),
        ("12 ماي", "date"),
    ]
    assert a.spans[0].note == "اسم كامل"
    assert a.spans[0].attributes == (("Kind", "public"),)


@pytest.mark.parametrize(("unit", "words"), [("utf-16-le", "UTF-16"), ("utf-8", "bytes")])
def test_offsets_in_another_unit_are_seen_by_their_quotes(
    tmp_path: Path, unit: str, words: str
) -> None:
    """As programs in Java write them; it is said, and a unit that was told is not looked for."""
    text = "😀 وزير المالية 😀 ثم"
    width = 2 if unit == "utf-16-le" else 1
    rows = []
    for number, quote in enumerate(("وزير المالية", "ثم"), start=1):
        start = len(text[: text.index(quote)].encode(unit)) // width
        rows.append(f"T{number}\ttopic {start} {start + len(quote.encode(unit)) // width}\t{quote}")
    path = put(tmp_path, text, "\n".join([*rows, ""]))
    items = read(path, "brat")
    assert extents(documents_of(items)[0]) == [("وزير المالية", "topic"), ("ثم", "topic")]
    ((kind, said),) = [(item.kind, item.message) for item in items if isinstance(item, Notice)]
    assert (kind, words in said) == ("unit_assumed", True)
    items = read(path, "brat", offsets="utf16" if width == 2 else "bytes")
    assert [item for item in items if isinstance(item, Notice | Refusal)] == []
    assert refusals(read(path, "brat", offsets="codepoints"))


def test_an_empty_text_is_a_document_where_an_ann_file_says_so(tmp_path: Path) -> None:
    """As exports write one; a text alone that is empty is refused."""
    path = put(tmp_path, "", "")
    (document,) = documents_of(read(path, "brat"))
    assert (document.text, document.has_layer) == ("", True)
    path.unlink()
    with pytest.raises(FormatError, match="is empty"):
        read(tmp_path / "x.txt", "brat")


def test_one_quote_that_fits_nowhere_leaves_the_unit_as_it_is(tmp_path: Path) -> None:
    """It is refused alone, and so is an edge inside a character."""
    path = put(tmp_path, "😀 خبر", "T1\ttopic 2 5\tخبر\nT2\ttopic 0 1\tx\n")
    items = read(path, "brat")
    assert extents(documents_of(items)[0]) == [("خبر", "topic")]
    assert [each.kind for each in refusals(items)] == ["span_text_mismatch"]
    path = put(tmp_path, "خبر عاجل", "T1\ttopic 0 15\nT2\ttopic 0 3\n")
    items = read(path, "brat")  # in bytes both would stand in the text
    assert extents(documents_of(items)[0]) == [("خبر", "topic")]
    assert [each.kind for each in refusals(items)] == ["offset_out_of_range"]
    path = put(tmp_path, "😀 خبر", "T1\ttopic 3 6\tخبر\nT2\ttopic 1 2\tx\n")
    (refused,) = refusals(read(path, "brat", offsets="utf16"))
    assert refused.kind == "offset_out_of_range"
    assert "UTF-16 units" in refused.reason


def test_what_cannot_be_taken_is_refused_by_its_line() -> None:
    """A real gap, a place outside, another quote, and what is no line; a lone .ann by its text."""
    items = read(FOLDER, "brat")
    assert [(Path(each.path).name, each.line, each.kind) for each in refusals(items)] == [
        ("a.ann", 5, "discontinuous_unsupported"),
        ("a.ann", 9, "offset_out_of_range"),
        ("a.ann", 10, "span_text_mismatch"),
        ("a.ann", 11, "unreadable"),
        ("d.ann", None, "unreadable"),
    ]
    kinds = [item.kind for item in items if isinstance(item, Notice)]
    assert kinds == ["whitespace_changed", "attribute_lost", "attribute_lost"]


@pytest.mark.parametrize("name", ["a.txt", "a.ann"])
def test_either_file_of_a_pair_names_it(name: str) -> None:
    """The guess says what it saw."""
    assert guess_format(FOLDER / name).name == "brat"
    assert [each.id for each in documents_of(read(FOLDER / name, "brat"))] == ["a"]
    assert guess_format(FOLDER).name == "brat"
    assert guess_format(FOLDER / "c.txt").name == "text"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("T1\tx 0 9\tabc", "offset_out_of_range"),
        ("T1\tx 2 1\tb", "offset_out_of_range"),
        ("T1\tx 0 0\t", "offset_out_of_range"),
        ("T1\tx 0 1;1 1\ta ", "offset_out_of_range"),
        ("T1\tx 2 3;0 1\tc a", "offset_out_of_range"),
        ("T1\tx 0 1\tb", "span_text_mismatch"),
        ("T1\tx 0 999999999999\ta", "unreadable"),
        ("T1\tx -1 2\ta", "unreadable"),
        ("T1\tx 0\ta", "unreadable"),
        ("T1 x 0 1 a", "unreadable"),
        ("T1\t0 1\ta", "unreadable"),
        ("T0\tx 1 2\tb", "unreadable"),
        ("?", "unreadable"),
        ("\ufeff", "unreadable"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused_alone(tmp_path: Path, line: str, kind: str) -> None:
    """Its neighbours stand."""
    items = read(put(tmp_path, "abc", f"T0\ty 0 3\tabc\n{line}\nT9\tz 2 3\tc\n"), "brat")
    assert extents(documents_of(items)[0]) == [("abc", "y"), ("c", "z")]
    assert [(each.line, each.what, each.kind) for each in refusals(items)] == [(2, "span", kind)]
    assert len(refusals(items)[0].reason) < 400


def test_line_ends_of_windows_are_no_part_of_a_quote(tmp_path: Path) -> None:
    """In the .ann; in the text they count, as brat counts them."""
    path = put(tmp_path, "a\r\nb", "T1\tx 3 4\tb\r\nT2\tx 0 1\ta\r\n")
    assert extents(documents_of(read(path, "brat"))[0]) == [("a", "x"), ("b", "x")]


@pytest.mark.parametrize("shift", [0, 1])
def test_a_byte_order_mark_may_have_been_counted(tmp_path: Path, shift: int) -> None:
    """The quotes tell."""
    path = put(tmp_path, b"\xef\xbb\xbfabc", f"T1\tx {shift} {shift + 2}\tab\n")
    assert extents(documents_of(read(path, "brat"))[0]) == [("ab", "x")]


def test_a_note_may_stand_before_its_span_and_twice(tmp_path: Path) -> None:
    """Both are kept; one about nothing is counted."""
    layer = "#1\tAnnotatorNotes T1\tone\nT1\tx 0 1\ta\n#2\tAnnotatorNotes T1\ttwo\n#3\tN T7\tno\n"
    items = read(put(tmp_path, "abc", layer), "brat")
    assert documents_of(items)[0].spans[0].note == "one\ntwo"
    assert next(item.message for item in items if isinstance(item, Notice)).startswith("1 attr")


def test_a_folder_without_pairs_is_refused(tmp_path: Path) -> None:
    """There is nothing to read, and that is said."""
    (tmp_path / "x.pdf").write_bytes(b"")
    with pytest.raises(FormatError, match=r"no \.txt and \.ann"):
        read(tmp_path, "brat")


@given(data=st.data())
def test_a_span_comes_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever it covers, cut at line ends as brat cuts it."""
    text = data.draw(texts().filter(bool))
    start, end = data.draw(text_spans(text))
    quote = text[start:end].replace("\n", " ").replace("\r", " ")
    folder = tmp_path_factory.getbasetemp()
    path = put(folder, text, f"T1\tx {start} {end}\t{quote}\n")
    items = read(path, "brat")
    assert extents(documents_of(items)[0]) == [(text[start:end], "x")]
