"""WebAnno TSV in: stacked annotations, parts of tokens, UTF-16, and rows that cannot be true."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import text_spans, texts

from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format
from hashiya.formats.webanno_cells import Cell, cells_of
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"
HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n"


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label, in reading order."""
    spans = sorted(document.spans, key=lambda span: (span.start, -span.end))
    return [(document.text[span.start : span.end], span.label) for span in spans]


def refused(items: list[ReadItem]) -> list[tuple[int | None, str]]:
    """Lines and reasons of the refusals."""
    return [(item.line, item.reason) for item in items if isinstance(item, Refusal)]


def put(folder: Path, text: str) -> Path:
    """A file with this behind its header."""
    path = folder / "x.tsv"
    path.write_bytes((HEAD + text).encode())
    return path


def test_entities_are_read_where_utf_16_places_them() -> None:
    """Stacked ones and a part of a token; other layers are said not to be kept."""
    items = read(FOREIGN / "webanno.tsv", "webanno", annotator="salma")
    (document,) = documents_of(items)
    assert document.text == "أعلن والي بنك المغرب 😀 للأمم.\nيوم 12 ماي"
    assert (document.id, document.annotator) == ("webanno", "salma")
    assert document.sentences == ((0, 29), (30, 40))
    assert extents(document) == [
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("لأمم", "agency"),
        ("12 ماي", "date"),
    ]
    kinds = [item.kind for item in items if isinstance(item, Notice)]
    assert kinds == ["attribute_lost", "attribute_lost", "whitespace_changed"]
    assert guess_format(FOREIGN / "webanno.tsv").name == "webanno"


def test_tokens_that_the_text_has_not_are_counted(tmp_path: Path) -> None:
    """They show that the file counts in another unit."""
    path = put(tmp_path, "#Text=أ ب\n1-1\t0-1\tأ\tx\t\n1-2\t1-2\tب\t_\t\n")
    (said,) = [item.message for item in read(path, "webanno") if isinstance(item, Notice)]
    assert said.startswith("1 token is")


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2", "3.3", "3"])
def test_version_3_1_escapes_letters_as_java_does(tmp_path: Path, version: str) -> None:
    """Letters beyond ASCII by their numbers in UTF-16; later versions mean a backslash by it."""
    path = tmp_path / "x.tsv"
    head = HEAD.replace("3.3", version)
    text = r"\u0646\u0635 \uD83D\uDE00"
    is_java = version in {"3.0", "3.1"}
    rows = "1-1\t0-2\tنص\tx\t\n1-2\t3-5\t😀\ty\t\n" if is_java else "1-1\t0-6\t?\tx\t\n"
    path.write_bytes(f"{head}#Text={text}\n{rows}".encode())
    items = read(path, "webanno")
    (document,) = documents_of(items)
    assert document.text == ("نص 😀" if is_java else text)
    if is_java:
        assert extents(document) == [("نص", "x"), ("😀", "y")]
        assert not [item for item in items if isinstance(item, Notice)]


@pytest.mark.parametrize("text", [r"\ud83d", r"\u0000", r"\ude00\ud83d"])
def test_halves_of_letters_are_no_text(tmp_path: Path, text: str) -> None:
    """The file is refused, as any text that cannot be kept."""
    path = tmp_path / "x.tsv"
    path.write_bytes(f"{HEAD.replace('3.3', '3.1')}#Text={text}\n1-1\t0-1\t?\t_\t\n".encode())
    with pytest.raises(FormatError):
        read(path, "webanno")


def test_in_a_projects_folders_the_file_is_the_persons(tmp_path: Path) -> None:
    """And the folder the document's."""
    place = tmp_path / "annotation" / "news-1.txt"
    place.mkdir(parents=True)
    (place / "salma.tsv").write_bytes((FOREIGN / "webanno.tsv").read_bytes())
    (document,) = documents_of(read(place / "salma.tsv", "webanno", annotator="me"))
    assert (document.id, document.annotator) == ("news-1", "salma")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1-2\t2-3\tب\t", "no row"),
        ("1-2\t2-3\tب\tx\ty\t", "no row"),
        ("1-2\t2\tب\tx\t", "no row"),
        ("nonsense", "no row"),
        ("1-2\t2-9\tب\tx\t", "leaves the text"),
        ("1-2\t3-2\tب\tx\t", "ends before"),
        ("1-2\t2-3\tب\t*\t", "the span [2, 3) has no label"),
    ],
)
def test_a_row_that_cannot_be_true_costs_its_annotation(
    tmp_path: Path, row: str, words: str
) -> None:
    """The text and the other annotations stand."""
    path = put(tmp_path, f"#Text=أ ب\n1-1\t0-1\tأ\tx\t\n{row}\n")
    items = read(path, "webanno")
    (document,) = documents_of(items)
    assert document.text == "أ ب"
    assert extents(document) == [("أ", "x")]
    ((_, reason),) = refused(items)
    assert words in reason or "outside the text" in reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no sentences"),
        ("#Text=أ\n", "has no token"),
        ("#Text=أ ب\n1-1\t0-1\tأ\t_\t\n\n#Text=ج\n2-1\t1-2\tج\t_\t\n", "has no token"),
        ("#Text=أ\n1-1\t99999999-999999999\tأ\t_\t\n", "has no token"),
        ("#Text=أ\0\n1-1\t0-1\tأ\t_\t\n", "NUL"),
    ],
)
def test_a_text_with_a_hole_is_refused_whole(tmp_path: Path, text: str, words: str) -> None:
    """A sentence whose place is not known would move all behind it."""
    with pytest.raises(FormatError, match=words):
        read(put(tmp_path, text), "webanno")


def test_other_versions_are_refused(tmp_path: Path) -> None:
    """The message says which are read."""
    path = tmp_path / "x.tsv"
    path.write_bytes(b"#FORMAT=WebAnno TSV 2\n")
    with pytest.raises(FormatError, match="TSV 3"):
        read(path, "webanno")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("_", []),
        ("", []),
        ("*", [Cell(None, None)]),
        ("x", [Cell("x", None)]),
        ("x[3]|y[4]", [Cell("x", 3), Cell("y", 4)]),
        ("*[3]|*", [Cell(None, 3), Cell(None, None)]),
        ("a\\|b\\[1\\]", [Cell("a|b[1]", None)]),
        ("\\_", [Cell("_", None)]),
        ("a\\", [Cell("a\\", None)]),
        ("|", []),
    ],
)
def test_cells_are_taken_apart(field: str, expected: list[Cell]) -> None:
    """Signs with a backslash before them mean themselves."""
    assert list(cells_of(field)) == expected


@given(data=st.data())
def test_a_span_comes_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever the letters, in UTF-16, over two rows."""
    text = data.draw(texts().filter(bool))
    start, end = data.draw(text_spans(text))
    units = [len(text[:edge].encode("utf-16-le")) // 2 for edge in (0, start, end)]
    written = text
    for sign, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        written = written.replace(sign, escape)
    rows = [(units[0], units[0] + 1, "_"), (units[1], units[1] + 1, "x[1]")]
    rows.append((units[2] - 1, units[2], "x[1]"))
    lines = [f"1-{n}\t{a}-{b}\t?\t{cell}\t\n" for n, (a, b, cell) in enumerate(rows, start=1)]
    path = put(tmp_path_factory.getbasetemp(), f"#Text={written}\n{''.join(lines)}")
    (document,) = documents_of(read(path, "webanno"))
    assert document.text == text
    assert extents(document) == [(text[start:end], "x")]
