"""Parquet in: rows as lines, a few at a time, refused by their numbers."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import documents_of, options, read, records
from tests.formats.test_all_writers import hostile

import hashiya.formats.parquet_rows as room
from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal, guess_format, writer
from hashiya.model import DocumentRecord

WHY = "needs the packages of hashiya[parquet]"


def put(folder: Path, rows: list[dict[str, Any]], **said: Any) -> Path:
    """A file with these rows."""
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    path = folder / "x.parquet"
    parquet.write_table(arrow.Table.from_pylist(rows), path, **said)
    return path


def refused(items: list[ReadItem]) -> list[tuple[int | None, str, str]]:
    """Rows, what of them and reasons."""
    return [(item.line, item.what, item.reason) for item in items if isinstance(item, Refusal)]


def remarks(items: list[ReadItem]) -> list[str]:
    """What is said beside documents."""
    return [item.message for item in items if isinstance(item, Notice)]


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and the other files are read."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FormatError, match=r"hashiya\[parquet\]"):
        read(tmp_path / "x.parquet", "parquet")


def test_an_export_comes_back(tmp_path: Path) -> None:
    """Texts, spans with notes and attributes, names, dates, sentences; nothing is remarked upon."""
    pytest.importorskip("pyarrow", reason=WHY)
    path = tmp_path / "x.parquet"
    writer("parquet").write(hostile(), path, options())
    items = read(path, "parquet", annotator="salma")
    assert guess_format(path).name == "parquet"
    assert [(each.id, each.name, each.text) for each in documents_of(items)] == [
        (each.id, each.name, each.text) for each in hostile()
    ]
    for found, made in zip(documents_of(items), hostile(), strict=True):
        assert [each[:3] for each in found.spans] == [each[:3] for each in made.spans]
        assert found.annotator == "salma"
    assert not refused(items)
    assert not remarks(items)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(made=st.lists(records(), min_size=1, max_size=3))
def test_any_export_comes_back(tmp_path: Path, made: list[DocumentRecord]) -> None:
    """What a row holds is what was written."""
    pytest.importorskip("pyarrow", reason=WHY)
    made = [each._replace(id=str(number)) for number, each in enumerate(made)]
    path = tmp_path / "x.parquet"
    writer("parquet").write(made, path, options(overwrite=True, on_collision="outer"))
    found = documents_of(read(path, "parquet"))
    for one, other in zip(found, made, strict=True):
        assert (one.text, one.date, one.source) == (other.text, other.date, other.source)
        assert [(*each[:3], each.note, each.attributes) for each in one.spans] == [
            (*each[:3], each.note, each.attributes) for each in other.spans
        ]


def test_a_row_that_cannot_be_true_costs_itself(tmp_path: Path) -> None:
    """By its number; a span alone, where the rest of its row can be true."""
    good = {"start": 0, "end": 1, "label": "x"}
    rows: list[dict[str, Any]] = [
        {"text": "أ ب", "spans": [good, {"start": 2, "end": 9, "label": "x"}]},
        {"text": None, "spans": None},
        {"text": "أ\0", "spans": []},
        {"text": "ج", "spans": [good]},
    ]
    items = read(put(tmp_path, rows), "parquet")
    assert [(each.id, each.text, len(each.spans)) for each in documents_of(items)] == [
        ("x-1", "أ ب", 1),
        ("x-4", "ج", 1),
    ]
    assert [(line, what) for line, what, _ in refused(items)] == [
        (1, "span"),
        (2, "document"),
        (3, "document"),
    ]


def test_the_text_is_the_column_that_is_said_or_the_only_one(tmp_path: Path) -> None:
    """Others are said not to be kept; numbers are no text."""
    path = put(tmp_path, [{"body": "نص", "n": 1}])
    items = read(path, "parquet")
    assert [each.text for each in documents_of(items)] == ["نص"]
    assert remarks(items) == ["the column 'n' means nothing here and is not kept"]
    path = put(tmp_path, [{"body": "نص", "title": "عنوان", "key": 7}])
    with pytest.raises(FormatError, match="--column"):
        read(path, "parquet")
    said = read(path, "parquet", column="body", keys={"name": "title", "id": "key"})
    assert [(each.id, each.name) for each in documents_of(said)] == [("7", "عنوان")]
    with pytest.raises(FormatError, match="none of them"):
        read(path, "parquet", column="nobody")


def test_columns_have_types_of_their_own(tmp_path: Path) -> None:
    """Days, bytes that are letters, people; sentences in words mean nothing."""
    rows = [
        {
            "id": 7,
            "text": "نص".encode(),
            "date": dt.date(2021, 1, 29),
            "annotator": "Salma B.",
            "sentences": ["نص"],
            "spans": [{"start": 0, "end": 2, "label": "x", "attributes": None, "note": None}],
        }
    ]
    items = read(put(tmp_path, rows), "parquet", column="text")
    (document,) = documents_of(items)
    assert (document.id, document.text, document.date) == ("7", "نص", "2021-01-29")
    assert document.annotator == "Salma-B."
    assert len(document.spans) == 1
    assert any("alias" in each for each in remarks(items))


def test_people_and_units_as_in_lines(tmp_path: Path) -> None:
    """UTF-16 where it is said; two people's rows stay two layers."""
    span = {"start": 3, "end": 4, "label": "x"}
    rows = [{"id": "d", "text": "😀 ب", "spans": [span], "annotator": who} for who in ("s", "t")]
    items = read(put(tmp_path, rows), "parquet", offsets="utf16")
    found = documents_of(items)
    assert [(each.annotator, each.spans[0][:3]) for each in found] == [
        ("s", (2, 3, "x")),
        ("t", (2, 3, "x")),
    ]


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    """Rubbish, half a file, a packed one, one without rows."""
    path = put(tmp_path, [{"text": "نص"}])
    whole = path.read_bytes()
    other = tmp_path / "other.parquet"
    cases = {
        b"": "no Parquet",
        b"PAR1": "no Parquet",
        whole[:-20]: "no Parquet",
        gzip.compress(whole): "unpack",
    }
    for data, words in cases.items():
        other.write_bytes(data)
        with pytest.raises(FormatError, match=words):
            read(other, "parquet")
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    parquet.write_table(arrow.table({"text": arrow.array([], arrow.string())}), other)
    with pytest.raises(FormatError, match="no rows"):
        read(other, "parquet")


def test_a_page_that_is_damaged_costs_its_group(tmp_path: Path) -> None:
    """The rows of the other groups are read, and the refusal says which are not."""
    rows = [{"text": f"نص {number}" * 20} for number in range(100)]
    path = put(tmp_path, rows, row_group_size=50, compression="gzip", use_dictionary=False)
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    column = parquet.ParquetFile(path).metadata.row_group(0).column(0)
    data = bytearray(path.read_bytes())
    at = column.data_page_offset + column.total_compressed_size - 60
    data[at : at + 40] = b"\xff" * 40
    path.write_bytes(data)
    items = read(path, "parquet")
    ((line, _, reason),) = refused(items)
    assert len(documents_of(items)) == (line or 0) - 1 + 50
    assert "to 50 cannot be read" in reason


def test_rows_that_a_file_says_it_has_and_has_not_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library ends before them and says nothing."""
    path = put(tmp_path, [{"text": "نص"}] * 5)
    monkeypatch.setattr(room, "_rows_of", lambda *_: iter([{"text": "a"}, {"text": "b"}]))
    items = read(path, "parquet")
    assert [each.text for each in documents_of(items)] == ["a", "b"]
    ((line, _, reason),) = refused(items)
    assert line == 3
    assert "the rows 3 to 5 cannot be read" in reason


@pytest.mark.parametrize("name", [{"a": 1}, [1], 7, None])
def test_an_attribute_whose_name_is_none_costs_its_span(tmp_path: Path, name: object) -> None:
    """The document stays."""
    span = {"start": 0, "end": 2, "label": "date", "attributes": [{"name": name, "value": "b"}]}
    items = read(put(tmp_path, [{"text": "نص", "spans": [span]}]), "parquet")
    assert [(each.text, each.spans) for each in documents_of(items)] == [("نص", ())]
    assert [what for _, what, _ in refused(items)] == ["span"]


def test_rows_that_no_group_holds_are_refused(tmp_path: Path) -> None:
    """The file counts its rows twice; where the counts differ somebody lost some."""
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    path = put(tmp_path, [{"text": "نص"}] * 3, store_schema=False)
    footer = path.read_bytes()[-8:-4]
    at = len(path.read_bytes()) - 8 - int.from_bytes(footer, "little")
    data = bytearray(path.read_bytes())
    rows = data.index(b"\x16\x06\x19", at)  # a number of 64 bits, and the list of groups behind it
    data[rows + 1] = 10
    path.write_bytes(data)
    assert parquet.ParquetFile(path).metadata.num_rows == 5
    items = read(path, "parquet")
    assert len(documents_of(items)) == 3
    ((line, _, reason),) = refused(items)
    assert (line, reason) == (4, "the file says that it has 5 rows, not 3")


def test_letters_that_are_none_cost_their_row(tmp_path: Path) -> None:
    """A column may say that it holds letters, and hold none."""
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    raw = arrow.array([b"a", b"\xff\xfe", b"b"], arrow.binary())
    lied = arrow.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2])
    path = tmp_path / "x.parquet"
    parquet.write_table(arrow.table({"text": lied}), path)
    items = read(path, "parquet")
    assert [each.text for each in documents_of(items)] == ["a", "b"]
    assert [line for line, _, _ in refused(items)] == [2]


def put_tokens(folder: Path, rows: list[dict[str, Any]], names: list[str] | None) -> Path:
    """A file of tokens and tags, with the features that `datasets` writes into it."""
    arrow = pytest.importorskip("pyarrow", reason=WHY)
    parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
    made = arrow.Table.from_pylist(rows)
    if names is not None:
        feature = {"feature": {"names": names, "_type": "ClassLabel"}, "_type": "Sequence"}
        said = {"info": {"features": {"ner_tags": feature}}}
        made = made.replace_schema_metadata({"huggingface": json.dumps(said)})
    path = folder / "x.parquet"
    parquet.write_table(made, path)
    return path


def test_tokens_and_tags_are_documents_of_a_sentence(tmp_path: Path) -> None:
    """Numbers have the names that the file gives them; ids are kept, other columns are named."""
    names = ["O", "B-agency", "I-agency"]
    rows = [
        {
            "id": "7",
            "tokens": ["زار", "بنك", "المغرب"],
            "ner_tags": [0, 1, 2],
            "pos_tags": [1, 2, 3],
        },
        {"id": "8", "tokens": ["عاد", "."], "ner_tags": [0, 0], "pos_tags": [1, 2]},
    ]
    items = read(put_tokens(tmp_path, rows, names), "parquet", annotator="salma")
    one, two = documents_of(items)
    assert (one.id, one.text, one.annotator) == ("7", "زار بنك المغرب", "salma")
    assert [each[:3] for each in one.spans] == [(4, 14, "agency")]
    assert one.sentences == ((0, 14),)
    assert (two.id, two.text, two.spans, two.has_layer) == ("8", "عاد .", (), True)
    assert any("'pos_tags'" in each for each in remarks(items))
    assert not refused(items)


def test_tags_may_be_words_of_another_scheme(tmp_path: Path) -> None:
    """It is seen, said, and can be named."""
    rows = [{"words": ["a", "b", "c"], "tags": ["S-x", "B-y", "E-y"]}] * 3
    items = read(put_tokens(tmp_path, rows, None), "parquet")
    assert [each.id for each in documents_of(items)] == ["x-1", "x-2", "x-3"]
    assert [each[:3] for each in documents_of(items)[0].spans] == [(0, 1, "x"), (2, 5, "y")]
    assert any("BIOES" in each for each in remarks(items))


@pytest.mark.parametrize(
    ("tokens", "tags", "words"),
    [
        (["a", "b"], ["O"], "2 tokens and 1 tag"),
        (["a", ""], ["O", "O"], "nothing stands"),
        (["a", None], ["O", "O"], "nothing stands"),
        ([], [], "no tokens"),
        (None, None, "no tokens"),
        (["a"], ["agency"], "among its tags"),
        (["a"], [None], "among its tags"),
        (["a"], ["I-x"], "--repair"),
        (["a\0"], ["O"], "NUL"),
    ],
)
def test_a_row_of_tokens_that_cannot_be_true_costs_itself(
    tmp_path: Path, tokens: list[str] | None, tags: list[str] | None, words: str
) -> None:
    """Its neighbours are read."""
    good: dict[str, Any] = {"tokens": ["a", "b"], "ner_tags": ["B-x", "O"]}
    rows = [good, {"tokens": tokens, "ner_tags": tags}, good]
    items = read(put_tokens(tmp_path, rows, None), "parquet", tags="BIO")
    assert [each.id for each in documents_of(items)] == ["x-1", "x-3"]
    ((line, what, reason),) = refused(items)
    assert (line, what) == (2, "document")
    assert words in reason


def test_numbers_without_names_are_no_tags(tmp_path: Path) -> None:
    """One that no name belongs to costs its row; none at all cost the file."""
    rows = [{"tokens": ["a"], "ner_tags": [number]} for number in (0, 9, -1, 1)]
    items = read(put_tokens(tmp_path, rows, ["O", "B-x"]), "parquet")
    assert [line for line, _, _ in refused(items)] == [2, 3]
    with pytest.raises(FormatError, match="no features"):
        read(put_tokens(tmp_path, rows, None), "parquet")


def test_a_long_text_that_stands_in_every_row_does_not_fill_memory(tmp_path: Path) -> None:
    """Its page says it once; rows are read a few at a time."""
    text = "نص " * 500_000
    path = put(tmp_path, [{"id": number, "text": text} for number in range(100)])
    assert path.stat().st_size < 10_000_000
    tracemalloc.start()
    for count, item in enumerate(_streamed(path), start=1):
        if count >= 100:
            break
        assert item is not None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


def _streamed(path: Path) -> Any:
    from hashiya.formats import ReadOptions, reader

    return reader("parquet").read(path, ReadOptions())
