"""A Croissant dataset: lists bound by a reference, described, and read by the library."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import options, record
from tests.formats.test_all_writers import hostile

from hashiya.errors import CorruptionError
from hashiya.formats import LossReport, writer
from hashiya.model import DocumentRecord, SpanRecord

RABAT = "وصل الوفد إلى الرباط."


def write(made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    return writer("croissant").write(made, folder / "x.croissant", options(**said))


def test_lists_are_json_and_sealed(tmp_path: Path) -> None:
    """Each file is one value, also when it is empty, and its checksum is in the description."""
    for number, made in enumerate([[], [record(RABAT)], hostile()]):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(made, folder)
        folder /= "x.croissant"
        described = json.loads((folder / "croissant.json").read_bytes())
        for each in described["distribution"]:
            data = (folder / each["contentUrl"]).read_bytes()
            assert isinstance(json.loads(data), list)
            assert each["sha256"] == hashlib.sha256(data).hexdigest()
        assert len(json.loads((folder / "documents.json").read_bytes())) == len(made)


def test_spans_refer_to_their_document(tmp_path: Path) -> None:
    """With note and attributes; a flag is a loss."""
    span = SpanRecord(14, 20, "topic", None, "?", (("value", "1"),), "hand", is_flagged=True)
    report = write([record(RABAT, name="007")._replace(spans=(span,))], tmp_path)
    (said,) = json.loads((tmp_path / "x.croissant" / "spans.json").read_bytes())
    assert said == {
        "document": "007",
        "start": 14,
        "end": 20,
        "label": "topic",
        "text": "الرباط",
        "note": "?",
        "attributes": '{"value":"1"}',
    }
    assert report.kinds == {"attribute_lost": 1}


def test_a_wrong_offset_never_gets_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lists are read again."""
    module = "hashiya.formats.croissant_writing"
    real = __import__(module, fromlist=["_span"])._span
    monkeypatch.setattr(f"{module}._span", lambda *given: {**real(*given), "start": 13})
    with pytest.raises(CorruptionError, match="thrown away"):
        write([record(RABAT, ("الرباط", "topic"))], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's, below mlcroissant
def test_mlcroissant_reads_the_records(tmp_path: Path) -> None:
    """Ids of digits stay ids, dates stay words, texts are whole."""
    croissant = pytest.importorskip("mlcroissant", reason="needs the library mlcroissant")
    dated = record(RABAT, ("الرباط", "topic"), name="007")._replace(date="2024-01-02")
    made = [dated, record("نص", name="NA"), *hostile()]
    write(made, tmp_path)
    read = croissant.Dataset(jsonld=str(tmp_path / "x.croissant" / "croissant.json"))
    documents = list(read.records("documents"))
    assert [each["documents/id"].decode() for each in documents] == [each.id for each in made]
    assert [each["documents/text"].decode() for each in documents] == [each.text for each in made]
    assert documents[0]["documents/date"] == b"2024-01-02"
    spans = list(read.records("spans"))
    assert (spans[0]["spans/document"], spans[0]["spans/start"]) == (b"007", 14)
    assert len(spans) == sum(len(each.spans) for each in made)
