"""The one way out: what every format gets from it, tried on the smallest ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import documents_of, options, read, record, report_of

from hashiya.errors import CorruptionError, UsageError
from hashiya.formats import LossError, Split, writer, writer_names
from hashiya.formats.announcing import Announced, check_documents
from hashiya.model import DocumentRecord, ReminderRecord, SpanRecord

RABAT = "وصل الوفد إلى الرباط ثم بالقاهرة."


def made(count: int = 8) -> list[DocumentRecord]:
    """Documents with a span each."""
    return [record(RABAT, ("الرباط", "topic"), name=f"d{number}") for number in range(count)]


def manifest_of(target: Path) -> Any:
    """The manifest beside an export."""
    return json.loads(target.with_name(f"{target.name}.manifest.json").read_bytes())


def test_a_manifest_counts_and_seals_every_file(tmp_path: Path) -> None:
    """Each file but the manifest is there with its size and checksum, the report too."""
    target = tmp_path / "x.conll"
    writer("conll").write(made(), target, options(annotator="salma"))
    said = manifest_of(target)
    assert [each["path"] for each in said["files"]] == [
        "x.conll",
        "x.conll.report.json",
        "x.offsets.tsv",
    ]
    for each in said["files"]:
        data = (tmp_path / each["path"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert (said["documents"], said["spans"], said["annotator"]) == (8, 8, "salma")
    assert said["settings"] == {
        "policy": "snap",
        "nested": "outer",
        "on_collision": "error",
        "columns": 2,
        "separator": " ",
        "tags": "BIO",
        "sidecar": True,
    }
    assert said["scheme"] == {"id": "news", "version": 1}


@pytest.mark.parametrize(
    "name", [name for name in writer_names() if name not in {"spacy", "parquet"}]
)
def test_the_same_records_make_the_same_bytes(tmp_path: Path, name: str) -> None:
    """Every file of every format, the manifest too."""
    files = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        chosen = writer(name)
        said = options(split=Split.parse("50/25/25"))
        chosen.write(made(), folder / f"x{chosen.suffix}", said)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files.append({path.relative_to(folder): path.read_bytes() for path in paths})
    assert files[0] == files[1]
    assert len(files[0]) > 2


@pytest.mark.parametrize("name", ["jsonl", "conll"])
def test_parts_hold_every_document_once(tmp_path: Path, name: str) -> None:
    """Each in the part its id belongs to, with counts in the manifest."""
    split = Split.parse("50/25/25")
    target = tmp_path / f"x.{name}"
    report = writer(name).write(made(), target, options(split=split))
    found = {}
    for part in split.parts:
        for each in documents_of(read(tmp_path / f"x.{part}.{name}", name)):
            found[each.id] = part
    assert found == {each.id: split.part_of(each.id) for each in made()}
    assert not target.exists()
    assert [path.name for path in report.files] == [f"x.{part}.{name}" for part in split.parts]
    parts = manifest_of(target)["split"]["parts"]
    assert sum(part["documents"] for part in parts.values()) == 8
    assert sum(part["spans"] for part in parts.values()) == 8


def test_only_the_labels_that_are_asked_for_are_written(tmp_path: Path) -> None:
    """The others are counted as not asked for, are no losses, and settle nothing."""
    target = tmp_path / "x.conll"
    nested = record(RABAT, ("إلى الرباط", "official"), ("الرباط", "topic"))
    report = writer("conll").write([nested], target, options(labels=frozenset({"topic"})))
    assert (report.spans_in, report.kept, report.not_asked, dict(report.kinds)) == (1, 1, 1, {})
    assert "الرباط B-topic" in target.read_text(encoding="utf-8")
    assert report_of(target)["not_asked"] == 1
    assert manifest_of(target)["labels"] == ["topic"]
    columns = options(labels=frozenset({"topic", "date"}), nested="columns", overwrite=True)
    writer("conll").write([nested], target, columns)
    assert "الرباط O B-topic" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, []),
        ({"name": "abc"}, []),
        ({"name": "خبر"}, ["names"]),
        ({"source": "x", "is_done": True}, ["sources, finished sentences"]),
        ({"date": "2021-05-03"}, ["dates"]),
        (
            {"reminders": (ReminderRecord(0, 0, True, ""),)},
            ["flags and notes on sentences and documents"],
        ),
        ({"spans": (SpanRecord(0, 3, "topic", is_flagged=True),)}, ["its flag"]),
        (
            {"spans": (SpanRecord(0, 3, "topic", note="?", attributes=(("a", "b"),)),)},
            ["its note, attributes"],
        ),
    ],
)
def test_only_what_is_lost_is_named(
    tmp_path: Path, facts: dict[str, Any], words: list[str]
) -> None:
    """A name that the text begins with stands in the text; what nothing says is not lost."""
    made = DocumentRecord("d1", "d1", "abc def", has_layer=True)._replace(**facts)
    report = writer("conll").write([made], tmp_path / "x.conll", options())
    lost = report.examples.get("attribute_lost", [])
    assert [each.why.removeprefix("this format has no place for ") for each in lost] == words


def test_strict_makes_any_loss_an_error(tmp_path: Path) -> None:
    """Even one that moves no span; nothing is written, and the report names it."""
    noted = DocumentRecord("d1", "d1", "abc", spans=(SpanRecord(0, 3, "topic", note="?"),))
    with pytest.raises(LossError, match="1 × attribute lost") as refused:
        writer("conll").write([noted], tmp_path / "x.conll", options(strict=True))
    assert refused.value.exit_code == 3
    assert refused.value.report.kinds == {"attribute_lost": 1}
    assert list(tmp_path.iterdir()) == []
    writer("jsonl").write([noted], tmp_path / "x.jsonl", options(strict=True))


def test_a_nesting_that_a_format_has_not_is_refused(tmp_path: Path, monkeypatch: Any) -> None:
    """The message lists what it has."""
    conll = writer("conll")
    monkeypatch.setattr("hashiya.formats.conll_writing.CONLL", conll.format)
    with pytest.raises(UsageError, match="outer, inner, columns, files"):
        conll.write([], tmp_path / "x.conll", options(nested="tree"))


def test_what_stands_in_the_way_is_said_before_the_work(tmp_path: Path) -> None:
    """A manifest of that name stops an export before its first document."""
    (tmp_path / "x.jsonl.manifest.json").write_bytes(b"mine")

    def never() -> Any:
        yield pytest.fail("a document was read")

    with pytest.raises(UsageError, match="there already"):
        writer("jsonl").write(never(), tmp_path / "x.jsonl", options())
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl.manifest.json"]


def test_a_check_that_fails_names_the_document() -> None:
    """Which one differs, how many there are, or where reading stopped."""
    announced = Announced()
    announced.add(("a", 1))
    announced.add(("b", 2))
    check_documents([("a", 1), ("b", 2)], announced)
    with pytest.raises(CorruptionError, match="document 2"):
        check_documents([("a", 1), ("b", 3)], announced)
    with pytest.raises(CorruptionError, match="1 document instead of 2"):
        check_documents([("a", 1)], announced)
    with pytest.raises(CorruptionError, match="stopped at"):
        check_documents((json.loads(line) for line in ("{",)), announced)


def test_a_list_that_says_something_else_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSONL is read again too: a wrong offset never gets a name."""
    module = "hashiya.formats.jsonl_writing"
    real = __import__(module, fromlist=["document_line"]).document_line
    monkeypatch.setattr(
        f"{module}.document_line", lambda each: real(each).replace(b'"start":14', b'"start":13')
    )
    with pytest.raises(CorruptionError, match="thrown away"):
        writer("jsonl").write(made(1), tmp_path / "x.jsonl", options())
    assert list(tmp_path.iterdir()) == []
