"""Wojood in: nested entities by their label, the outer one first, and rows that cannot be true."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read

from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def refused(items: list[ReadItem]) -> list[tuple[int | None, str]]:
    """Lines and reasons of the refusals."""
    return [(item.line, item.reason) for item in items if isinstance(item, Refusal)]


def put(folder: Path, text: str) -> Path:
    """A file of these rows."""
    path = folder / "x.txt"
    path.write_bytes(text.encode())
    return path


def test_nested_entities_come_out_with_their_labels() -> None:
    """Also one inside another of the same label; `$#$` is a token, which is said."""
    items = read(FOREIGN / "wojood.txt", "wojood")
    (document,) = documents_of(items)
    assert document.text == "والي بنك المغرب .\nوزارة مدينة فاس يوم 12 ماي $#$"
    assert extents(document) == [
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("المغرب", "place"),
        ("وزارة مدينة فاس", "agency"),
        ("مدينة فاس", "agency"),
        ("12 ماي", "date"),
    ]
    kinds = [item.kind for item in items if isinstance(item, Notice)]
    assert kinds == ["whitespace_lost", "shape_assumed"]


def test_rows_of_different_lengths_are_seen(tmp_path: Path) -> None:
    """Whatever the file is called; rows of one length are CoNLL."""
    assert guess_format(FOREIGN / "wojood.txt").name == "wojood"
    text = (FOREIGN / "wojood.txt").read_text(encoding="utf-8")
    path = tmp_path / "x.conll"
    path.write_text(text, encoding="utf-8")
    assert guess_format(path).name == "wojood"
    assert guess_format(put(tmp_path, "أ O\nب B-x\n")).name == "conll"
    assert guess_format(put(tmp_path, "أ O\nب B-x\nهذا نص\n")).name != "wojood"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ب", "no tags"),
        ("ب X-a", "no tag"),
        ("ب S-a", "no tag"),
        ("ب O B-a", "O beside"),
        ("ب I-a", "--repair"),
        ("ب I-a I-a", "--repair"),
        ("ب\rج O", "carriage return"),
    ],
)
def test_a_row_that_cannot_be_true_costs_its_document(tmp_path: Path, row: str, words: str) -> None:
    """By its line; the documents around it stand."""
    good = "-DOCSTART- O\n\nأ B-x B-y\nب I-x\n\n"
    items = read(put(tmp_path, f"{good}-DOCSTART- O\n\nأ O\n{row}\n\n{good}"), "wojood")
    ((line, reason),) = refused(items)
    assert line == 9
    assert words in reason
    assert [each.id for each in documents_of(items)] == ["x-1", "x-3"]


def test_a_repair_is_said(tmp_path: Path) -> None:
    """An entity that nothing begins begins there."""
    items = read(put(tmp_path, "أ I-x\nب I-x I-y\n"), "wojood", repair=True)
    assert extents(documents_of(items)[0]) == [("أ ب", "x"), ("ب", "y")]
    assert sum(isinstance(item, Notice) and item.kind == "tag_repaired" for item in items) == 2


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    """There is nothing to read, and that is said."""
    with pytest.raises(FormatError, match="no rows"):
        read(put(tmp_path, "\n\n"), "wojood")


@given(data=st.data())
def test_nested_spans_come_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any set of nested spans written as the corpus writes them: outermost first in every row."""
    length = data.draw(st.integers(1, 6))
    spans: list[tuple[int, int, str]] = []
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, length - 1))
        span = (start, data.draw(st.integers(start + 1, length)), data.draw(st.sampled_from("ab")))
        if span not in spans and not any(_cross(span, other) for other in spans):
            spans.append(span)
    spans.sort(key=lambda span: (span[0], -span[1], span[2]))
    rows = []
    for token in range(length):
        tags = [
            f"{'B' if token == start else 'I'}-{label}"
            for start, end, label in spans
            if start <= token < end
        ]
        rows.append(f"w{token} {' '.join(tags) or 'O'}\n")
    path = put(tmp_path_factory.getbasetemp(), "".join(rows))
    (document,) = documents_of(read(path, "wojood"))
    found = [(span.start // 3, (span.end + 1) // 3, span.label) for span in document.spans]
    assert found == spans


def _cross(one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    """Whether spans cross, which one row of tags cannot tell from others."""
    first, second = sorted([one, two])
    return first[0] < second[0] < first[1] < second[1]


def test_a_long_document_takes_no_more_memory_than_its_letters_do(tmp_path: Path) -> None:
    """No borders of documents are in a file; a word that comes often is held once."""
    rows = "والي B-official\nبنك I-official B-agency\nالمغرب I-official I-agency\n"
    path = put(tmp_path, (rows + "الوزارة O\nقالت O\n" * 10 + "\n") * 1_000)
    tracemalloc.start()
    try:
        (document,) = documents_of(read(path, "wojood"))
        assert tracemalloc.get_traced_memory()[1] < 8 * path.stat().st_size
    finally:
        tracemalloc.stop()
    assert len(document.spans) == 2_000
