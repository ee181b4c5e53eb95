"""JSONL out: lossless, and the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import SCHEME, documents_of, options, read, records, report_of, spanned

from hashiya.errors import CorruptionError, FormatError, UsageError
from hashiya.formats import HeaderRecord, WriteOptions, writer
from hashiya.formats.jsonl_writing import document_line
from hashiya.model import DocumentRecord, MarkRecord, ReminderRecord, SpanRecord, text_sha256

GOLDEN = Path(__file__).parent / "golden"

NEWS = "أعلن والي بنك المغرب، يوم 12 ماي 2024، عن القرار.\n\nالـمـغـرب\tيُرحِّبُ 😀\u2028نهاية\x85."


def golden_records() -> list[DocumentRecord]:
    """Nested spans, a note, an attribute, marks, flags, hostile ids, an empty text."""
    spans = spanned(
        NEWS, ("والي بنك المغرب", "official"), ("بنك المغرب", "agency"), ("12 ماي 2024", "date")
    )
    first, second, third = spans
    dated = third._replace(attributes=(("value", "2024-05-12"),), source="dates")
    return [
        DocumentRecord(
            id="news/1",
            name="والي بنك المغرب",
            text=NEWS,
            date="2024-05-12",
            source="صحيفة",
            sentences=((0, 50), (52, 68), (69, 76)),
            annotator="salma",
            spans=(first._replace(note="أول\u2028ثان"), second._replace(is_flagged=True), dated),
            marks=(MarkRecord(0, 50, "done"), MarkRecord(52, 68, "nothing")),
            reminders=(
                ReminderRecord(0, 0, True, "يُراجَع"),
                ReminderRecord(0, 50, True, ""),
                ReminderRecord(69, 76, False, "نهاية؟"),
            ),
            has_layer=True,
        ),
        DocumentRecord(id="../\u202eb\x1b[31m", name="", text="و", has_layer=True, is_done=True),
        DocumentRecord(id="empty", name="empty", text="", layer="gold"),
    ]


def write(records: list[DocumentRecord], target: Path, chosen: WriteOptions | None = None) -> bytes:
    """What a writer makes of records."""
    writer("jsonl").write(records, target, chosen or options(overwrite=True))
    return target.read_bytes()


def test_the_golden_file(tmp_path: Path) -> None:
    """Keys in order, line ends of other programs escaped, nothing of the clock."""
    made = write(golden_records(), tmp_path / "news.jsonl", options(annotator="salma"))
    assert made == (GOLDEN / "news.jsonl").read_bytes()


def test_every_line_is_one_line_to_every_program(tmp_path: Path) -> None:
    """`splitlines`, which cuts at NEL, LS and PS, finds the lines that are there."""
    made = write(golden_records(), tmp_path / "news.jsonl").decode()
    assert made.splitlines() == made.split("\n")[:-1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(records(), max_size=3))
def test_reading_undoes_writing(tmp_path: Path, made: list[DocumentRecord]) -> None:
    """Every record comes back whole, and writing it again makes the same bytes."""
    target = tmp_path / "x.jsonl"
    first = write(made, target)
    header, *items = read(target, "jsonl")
    assert isinstance(header, HeaderRecord)
    found = documents_of(items)
    expected = [
        record._replace(line=number, sha256=text_sha256(record.text))
        for number, record in enumerate(made, start=2)
    ]
    assert found == expected
    assert header.scheme is not None
    again = WriteOptions(scheme=header.scheme, layer=header.layer, overwrite=True)
    assert write(found, target, again) == first


def test_a_minimal_reader_finds_what_it_needs(tmp_path: Path) -> None:
    """Id, text and spans mean in our lines what they mean in the minimal line."""
    write(golden_records(), tmp_path / "x.jsonl")
    line = json.loads((tmp_path / "x.jsonl").read_bytes().split(b"\n")[1])
    for span in line["spans"]:
        assert line["text"][span["start"] : span["end"]] == span["quote"]
    assert line["id"] == "news/1"


def test_the_report_says_that_nothing_was_lost(tmp_path: Path) -> None:
    """As many out as in, and no losses."""
    write(golden_records(), tmp_path / "x.jsonl")
    said = report_of(tmp_path / "x.jsonl")
    assert said["documents"] == {"in": 3, "out": 3}
    assert said["spans"] == {"in": 3, "out": 3}
    assert said["losses"] == []


def test_a_quote_that_lies_stops_the_export(tmp_path: Path) -> None:
    """Nothing is written, and the document is named."""
    lying = DocumentRecord("d1", "d1", "abc", spans=(SpanRecord(0, 2, "date", "xx"),))
    with pytest.raises(CorruptionError, match="d1"):
        write([lying], tmp_path / "x.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "broken",
    [DocumentRecord("d1", "d1", "a\ud800"), DocumentRecord("d1", "a\ud800", "b")],
    ids=["text", "name"],
)
def test_a_lone_surrogate_stops_the_export(tmp_path: Path, broken: DocumentRecord) -> None:
    """What has no UTF-8 form cannot be written."""
    with pytest.raises(FormatError):
        write([broken], tmp_path / "x.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_an_older_export_is_not_overwritten(tmp_path: Path) -> None:
    """Neither the file nor its report, unless somebody says so."""
    target = tmp_path / "x.jsonl"
    write([], target)
    with pytest.raises(UsageError, match="there already"):
        writer("jsonl").write([], target, options())


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (DocumentRecord("a", "a", "x. y."), "new"),
        (DocumentRecord("a", "a", "x", spans=(SpanRecord(0, 1, "date"),)), "begun"),
        (DocumentRecord("a", "a", "x", is_done=True), "done"),
        (
            DocumentRecord("a", "a", "x", sentences=((0, 1),), marks=(MarkRecord(0, 1, "done"),)),
            "done",
        ),
    ],
)
def test_a_line_says_how_far_its_annotator_is(record: DocumentRecord, status: str) -> None:
    """New, begun, or every sentence finished."""
    assert json.loads(document_line(record))["status"] == status


def test_the_scheme_in_the_header_is_the_projects(tmp_path: Path) -> None:
    """Whoever gets the file has the labels and the policy."""
    write([], tmp_path / "x.jsonl")
    (header,) = read(tmp_path / "x.jsonl", "jsonl")
    assert isinstance(header, HeaderRecord)
    assert header.scheme == SCHEME
