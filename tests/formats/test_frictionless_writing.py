"""A Frictionless package: tables bound by keys, described, and read by the library."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import options, record
from tests.formats.test_all_writers import hostile

from hashiya.errors import CorruptionError
from hashiya.formats import LossReport, Split, writer
from hashiya.model import DocumentRecord, MarkRecord, SpanRecord

RABAT = "وصل الوفد إلى الرباط."


def write(made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    return writer("frictionless").write(made, folder / "x.frictionless", options(**said))


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    path = folder / "x.frictionless" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_tables_hold_texts_spans_and_finished_sentences(tmp_path: Path) -> None:
    """Notes, attributes and flags stay with their span, the state with its sentence."""
    span = SpanRecord(14, 20, "topic", None, "?", (("value", "1"),), "hand", is_flagged=True)
    made = record(RABAT, name="007")._replace(spans=(span,), marks=(MarkRecord(0, 21, "done"),))
    report = write([made], tmp_path, split=Split.parse("0/0/10"))
    assert not report.kinds
    assert table(tmp_path, "documents") == [
        {"id": "007", "name": "007", "date": "", "source": "", "text": RABAT, "part": "test"}
    ]
    assert table(tmp_path, "spans") == [
        {
            "document": "007",
            "start": "14",
            "end": "20",
            "label": "topic",
            "text": "الرباط",
            "note": "?",
            "attributes": '{"value": "1"}',
            "flag": "1",
        }
    ]
    assert [row["state"] for row in table(tmp_path, "sentences")] == ["done"]


def test_the_package_seals_its_tables(tmp_path: Path) -> None:
    """Size, checksum, types and keys of each."""
    write(hostile(), tmp_path)
    folder = tmp_path / "x.frictionless"
    package = json.loads((folder / "datapackage.json").read_bytes())
    assert [each["name"] for each in package["resources"]] == ["documents", "sentences", "spans"]
    for each in package["resources"]:
        data = (folder / each["path"]).read_bytes()
        assert each["bytes"] == len(data)
        assert each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    keys = package["resources"][2]["schema"]["foreignKeys"]
    assert keys[0]["reference"] == {"resource": "documents", "fields": ["id"]}


def test_a_wrong_offset_never_gets_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are read again."""
    monkeypatch.setattr(
        "hashiya.formats.frictionless_writing._spans",
        lambda each: [(each.id, 1, 2, "topic", "x", "", "", 0)],
    )
    with pytest.raises(CorruptionError, match="thrown away"):
        write([record(RABAT)], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_frictionless_finds_nothing_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library checks types, keys and checksums, and reads texts as they were."""
    frictionless = pytest.importorskip("frictionless", reason="needs the library frictionless")
    write(hostile(), tmp_path)
    monkeypatch.chdir(tmp_path / "x.frictionless")
    package = frictionless.Package("datapackage.json")
    assert package.validate().valid
    rows = package.get_resource("documents").read_rows()
    wanted = [(each.id, each.text) for each in hostile()]
    assert [(row["id"], row["text"]) for row in rows] == wanted
