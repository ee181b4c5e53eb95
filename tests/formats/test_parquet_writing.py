"""Parquet: the rows of a dataset with their types, read by the library itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import options, record, records
from tests.formats.test_all_writers import hostile

from hashiya.errors import UsageError
from hashiya.formats import LossReport, Split, writer
from hashiya.model import DocumentRecord

WHY = "needs the packages of hashiya[parquet]"


def write(made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    said = {"overwrite": True, **said}
    return writer("parquet").write(made, folder / "x.parquet", options(**said))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """What pyarrow reads."""
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a document is read, and nothing is left behind."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"hashiya\[parquet\]"):
        write([record("نص")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_hostile_documents_are_rows(tmp_path: Path) -> None:
    """Every text and span, and tags in words."""
    pytest.importorskip("pyarrow", reason=WHY)
    report = write(hostile(), tmp_path)
    rows = rows_of(tmp_path / "x.parquet")
    assert [(row["id"], row["text"]) for row in rows] == [
        (each.id, each.text) for each in hostile()
    ]
    assert report.kept == sum(len(row["spans"]) for row in rows)
    assert {"O", "B-official", "I-official"} <= set(rows[0]["ner_tags"])
    assert len(rows[0]["tokens"]) == len(rows[0]["ner_tags"])


def test_parts_and_bytes_are_stable(tmp_path: Path) -> None:
    """A file a part, also an empty one; twice the same bytes; groups of rows."""
    pytest.importorskip("pyarrow", reason=WHY)
    made = [record("وصل الوفد", name=str(number)) for number in range(1200)]
    split = Split.parse("99/1/0")
    write(made, tmp_path, split=split)
    first = (tmp_path / "x.train.parquet").read_bytes()
    write(made, tmp_path, split=split)
    assert (tmp_path / "x.train.parquet").read_bytes() == first
    ids = [row["id"] for part in split.parts for row in rows_of(tmp_path / f"x.{part}.parquet")]
    assert sorted(ids) == sorted(each.id for each in made)
    write([], tmp_path)
    assert rows_of(tmp_path / "x.parquet") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(made=st.lists(records(), max_size=3))
def test_any_document_is_a_row(tmp_path: Path, made: list[DocumentRecord]) -> None:
    """The writer compares what pyarrow reads with what was written."""
    pytest.importorskip("pyarrow", reason=WHY)
    report = write(made, tmp_path)
    assert report.kept == report.spans_in
