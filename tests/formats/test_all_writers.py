"""What holds for every format: hostile documents go through, and each span is accounted for.

Each writer reads its own files again before it says it is done, so that a document which comes
through was compared span by span.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import LABELS, SCHEME, options, record, records, report_of

from hashiya import __version__
from hashiya.formats import LossError, LossReport, Split, WriteOptions, writer, writer_names
from hashiya.model import DocumentRecord, Label, Scheme, SpanRecord

GOLDEN = Path(__file__).parent / "golden" / "written"
"""One folder a format; `HASHIYA_GOLDEN=1` writes them anew, to be looked at first."""

NAMES = [name for name in writer_names() if name not in {"spacy", "parquet"}]


REFUSED = {
    "conll": {"two words"},
    "conllu": {"two words", "pi|pe"},
    "wojood": {"two words"},
    "hf": {"two words"},
    "brat": {"two words", "br[ack", "pi|pe", "<x>"},
}
"""Labels that a format has no way to write, and says so."""


def hostile() -> list[DocumentRecord]:
    """One of everything that went wrong in some program."""
    news = (
        "😀 استقبل والي بنك المغرب وفدا من للأمم المتحدة (أ.ف.ب.) بالرباط.\tثم\nعاد."
        "\u2028نهاية\x85."
    )
    spans = (
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("بنك المغرب", "topic"),
        ("لأمم المتحدة", "agency"),
        ("أ.ف.ب.", "agency"),
        ("الرباط", "topic"),
        ("ثم\nعاد", "date"),
    )
    marked = "كتَب الوزيرُ"
    return [
        record(news, *spans, name="../خبر/1"),
        DocumentRecord("m", "m", marked, spans=(SpanRecord(0, 2, "topic"),)),
        DocumentRecord("n", "n", marked, spans=(SpanRecord(0, 4, "topic", note="أول\nثان"),)),
        DocumentRecord("x", "x", "و", spans=(SpanRecord(0, 1, "topic"),)),
        DocumentRecord("empty", "", ""),
        DocumentRecord("space", "space", " \n "),
        DocumentRecord("q\"uo'te\\", "\x1b[31m", "بلا شيء"),
        DocumentRecord("\u202eb\u200f", "rtl", "نص\u200f آخر", spans=(SpanRecord(2, 4, "date"),)),
        DocumentRecord("tab\tline\n", "t", "a  b\r\nc", spans=(SpanRecord(0, 5, "date"),)),
    ]


def write(name: str, made: list[DocumentRecord], folder: Path, said: WriteOptions) -> LossReport:
    """Write records as a format."""
    chosen = writer(name)
    return chosen.write(made, folder / f"x{chosen.suffix}", said)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the program's version and what follows from it left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes().replace(__version__.encode(), b"VERSION")
            if path.name.endswith(".manifest.json"):
                lines = data.decode().split("\n")
                data = "\n".join(line for line in lines if ".report.json" not in line).encode()
            found[path.relative_to(folder).as_posix()] = data
    return found


def moved(folder: Path, name: str) -> tuple[list[Any], list[Any]]:
    """Changed and dropped spans of a report."""
    said = report_of(folder / f"x{writer(name).suffix}")["losses"]
    with_span = [each for each in said if each["span"]]
    changed = [each for each in with_span if each["became"] and each["became"] != each["span"]]
    return changed, [each for each in with_span if not each["became"]]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_documents_go_through(tmp_path: Path, name: str) -> None:
    """Every one is written or named, whatever its id, text and spans are."""
    report = write(name, hostile(), tmp_path, options(on_collision="outer"))
    assert report.documents_in == len(hostile())
    assert report.spans_in == sum(len(each.spans) for each in hostile())
    changed, dropped = moved(tmp_path, name)
    assert (len(changed), len(dropped)) == (report.changed, report.dropped)
    missing = report.documents_in - report.documents_out
    assert missing == (report.kinds.get("empty_document", 0) if missing else 0)
    inside = [path.resolve().is_relative_to(tmp_path.resolve()) for path in tmp_path.rglob("*")]
    assert all(inside)


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_files(tmp_path: Path, name: str) -> None:
    """The hostile documents make the same bytes in every file, report and manifest too."""
    write(name, hostile(), tmp_path, options(annotator="salma", on_collision="outer"))
    golden = GOLDEN / name
    if os.environ.get("HASHIYA_GOLDEN"):
        shutil.rmtree(golden, ignore_errors=True)
        for path, data in files_of(tmp_path).items():
            (golden / path).parent.mkdir(parents=True, exist_ok=True)
            (golden / path).write_bytes(data)
    assert files_of(tmp_path) == files_of(golden)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_at_all_is_written_whole(tmp_path: Path, name: str) -> None:
    """No documents make a file without documents, in every part."""
    report = write(name, [], tmp_path, options(split=Split.parse("80/10/10")))
    assert (report.documents_out, report.spans_out) == (0, 0)
    assert all(path.exists() for path in report.files)


@pytest.mark.parametrize("name", NAMES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(made=st.lists(records(), max_size=3), way=st.sampled_from(["outer", "inner"]))
def test_every_span_is_accounted_for(
    tmp_path: Path, name: str, made: list[DocumentRecord], way: str
) -> None:
    """In = kept + changed + dropped, and the report has a row for each that is not kept."""
    made = [each._replace(id=f"{number}-{each.id}") for number, each in enumerate(made)]
    nested = way if writer(name).format.nested else "outer"
    report = write(
        name, made, tmp_path, options(nested=nested, on_collision="outer", overwrite=True)
    )
    assert report.spans_in == sum(len(each.spans) for each in made)
    changed, dropped = moved(tmp_path, name)
    assert (len(changed), len(dropped)) == (report.changed, report.dropped)
    given_spans = Counter((each.id, *span[:3]) for each in made for span in each.spans)
    told = Counter((each["doc"], *each["span"]) for each in [*changed, *dropped])
    assert told <= given_spans


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("label", ["O", "B-x", "two words", "br[ack", "pi|pe", "جهة", "a=b", "<x>"])
def test_a_label_is_written_as_it_is_or_refused(tmp_path: Path, name: str, label: str) -> None:
    """None is renamed: it is in the files as it is, or nothing is and the report names it."""
    scheme = Scheme(id="odd", labels=(Label(name=label),))
    made = [DocumentRecord("d", "d", "abc def", spans=(SpanRecord(0, 3, label),))]
    said = WriteOptions(scheme=scheme)
    if label not in REFUSED.get(name, set()):
        report = write(name, made, tmp_path, said)
        assert (report.kept, report.changed, report.dropped) == (1, 0, 0)
        assert not report.kinds.get("label_renamed")
        return
    with pytest.raises(LossError) as refused:
        write(name, made, tmp_path, said)
    assert repr(label) in str(refused.value)
    assert refused.value.report.kinds == {"char_not_allowed": 1}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_label_that_the_scheme_has_no_more_is_no_stumbling_block(
    tmp_path: Path, name: str
) -> None:
    """Old work under it is written, or named."""
    made = [DocumentRecord("d", "d", "abc def", spans=(SpanRecord(0, 3, "place"),))]
    report = write(name, made, tmp_path, options())
    assert report.spans_in == 1
    assert report.kept == 1 or report.kinds


def test_the_labels_of_the_cases_are_those_of_their_scheme() -> None:
    """What is hostile above is text, not labels."""
    assert {span.label for each in hostile() for span in each.spans} <= set(LABELS)
    assert tuple(label.name for label in SCHEME.labels) == LABELS
