"""Datasets as their libraries load them, row by row and span by span."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.readers.cases import Exported, Extent, exported, hard

from hashiya.formats import Split

pytestmark = pytest.mark.readers


def same_rows(made: Exported, rows: Iterable[Mapping[str, Any]], *, tags: list[str] | None) -> None:
    """Every text and span, and of the tags none that begins nothing; tags may be numbers."""
    found = {}
    for row in rows:
        spans = [(each["start"], each["end"], each["label"]) for each in row["spans"]]
        found[row["id"]] = (row["text"], sorted(spans))
        said = [tags[each] if tags else each for each in row["ner_tags"]]
        assert len(said) == len(row["tokens"])
        flat = _decoded(said, row)
        assert all(each in _widened(spans, row) for each in flat)
        assert bool(flat) == bool(_widened(spans, row))
    assert {document: text for document, (text, _) in found.items()} == made.texts
    assert {document: spans for document, (_, spans) in found.items()} == made.spans


def _decoded(tags: list[str], row: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """`(first token, one behind the last, label)` of each entity of the tags."""
    entities: list[tuple[int, int, str]] = []
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, label = tag.partition("-")
        if prefix == "I":
            assert entities[-1][1:] == (at, label)
            entities[-1] = (entities[-1][0], at + 1, label)
        elif prefix == "B":
            entities.append((at, at + 1, label))
    return entities


def _widened(spans: list[Extent], row: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """The spans in tokens, whole words of them; those between words are none."""
    tokens = zip(row["token_starts"], row["tokens"], strict=True)
    bounds = [(start, start + len(word)) for start, word in tokens]
    widened = []
    for start, end, label in spans:
        touched = [
            at for at, (begin, behind) in enumerate(bounds) if behind > start and begin < end
        ]
        if touched:
            widened.append((touched[0], touched[-1] + 1, label))
    return widened


def test_datasets_loads_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the features of the card, in every split."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets: Any = pytest.importorskip("datasets", reason="needs datasets; `make readers`")
    made = exported("hf", tmp_path, split=Split.parse("60/20/20"))
    loaded = datasets.load_dataset(str(made.target), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) <= {"train", "validation", "test"}
    (names,) = {tuple(each.features["ner_tags"].feature.names) for each in loaded.values()}
    assert names[0] == "O"
    same_rows(made, (row for each in loaded.values() for row in each), tags=list(names))


def test_pyarrow_and_datasets_read_parquet(tmp_path: Path) -> None:
    """The same rows from both."""
    parquet: Any = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow; `make readers`")
    made = exported("parquet", tmp_path)
    same_rows(made, parquet.read_table(made.target).to_pylist(), tags=None)
    datasets: Any = pytest.importorskip("datasets", reason="needs datasets; `make readers`")
    same_rows(made, datasets.Dataset.from_parquet(str(made.target)), tags=None)


def test_pandas_reads_parquet(tmp_path: Path) -> None:
    """Ids of digits stay ids."""
    pandas: Any = pytest.importorskip("pandas", reason="needs pandas; `make readers`")
    pytest.importorskip("pyarrow", reason="needs pyarrow; `make readers`")
    made = exported("parquet", tmp_path)
    frame = pandas.read_parquet(made.target)
    assert list(frame["id"]) == list(made.texts)
    assert list(frame["text"]) == list(made.texts.values())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_mlcroissant_reads_the_records(tmp_path: Path) -> None:
    """Documents and spans, each by its record set."""
    croissant: Any = pytest.importorskip("mlcroissant", reason="needs mlcroissant; `make readers`")
    made = exported("croissant", tmp_path)
    read = croissant.Dataset(jsonld=str(made.target / "croissant.json"))
    assert not read.metadata.ctx.issues.errors
    texts = {
        row["documents/id"].decode(): row["documents/text"].decode()
        for row in read.records("documents")
    }
    assert texts == made.texts
    found: dict[str, list[Extent]] = {document: [] for document in texts}
    for row in read.records("spans"):
        extent = (row["spans/start"], row["spans/end"], row["spans/label"].decode())
        found[row["spans/document"].decode()].append(extent)
    assert {document: sorted(spans) for document, spans in found.items()} == made.spans


def test_frictionless_validates_the_package(tmp_path: Path) -> None:
    """Types, keys and checksums hold, and rows are as they were."""
    frictionless: Any = pytest.importorskip(
        "frictionless", reason="needs frictionless; `make readers`"
    )
    made = exported("frictionless", tmp_path)
    package = frictionless.Package(str(made.target / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    texts = {row["id"]: row["text"] for row in package.get_resource("documents").read_rows()}
    assert texts == made.texts
    found: dict[str, list[Extent]] = {document: [] for document in texts}
    notes = []
    for row in package.get_resource("spans").read_rows():
        found[row["document"]].append((row["start"], row["end"], row["label"]))
        notes += [row["note"]] if row["note"] else []
    assert {document: sorted(spans) for document, spans in found.items()} == made.spans
    assert sorted(notes) == sorted(span.note for each in hard() for span in each.spans if span.note)


def test_the_lines_are_json_to_others(tmp_path: Path) -> None:
    """Hashiya's own lines, by pandas: a document a line, the first line aside."""
    pandas: Any = pytest.importorskip("pandas", reason="needs pandas; `make readers`")
    made = exported("jsonl", tmp_path)
    lines = made.target.read_text(encoding="utf-8").split("\n")[1:-1]
    documents = [json.loads(line) for line in lines]
    assert {each["id"]: each["text"] for each in documents if "text" in each} == made.texts
    frame = pandas.read_json(made.target, lines=True, dtype=False)
    assert [each for each in frame["text"] if isinstance(each, str)] == list(made.texts.values())
