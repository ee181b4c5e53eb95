"""Formats that hold characters: what is particular to each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.formats.cases import SCHEME, options, record, report_of

from hashiya.errors import UsageError
from hashiya.formats import LossReport, Split, WriteOptions, writer
from hashiya.model import DocumentRecord, Label, MarkRecord, Scheme, SpanRecord

RABAT = "وصل الوفد إلى الرباط ثم بالقاهرة."
SMILE = DocumentRecord("s", "s", "😀 ab", spans=(SpanRecord(2, 4, "topic"),))


def write(name: str, made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    chosen = writer(name)
    return chosen.write(made, folder / f"x{chosen.suffix}", options(**said))


def lines_of(path: Path) -> list[Any]:
    """The values of a JSONL file."""
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def test_label_studio_has_a_configuration_with_every_label(tmp_path: Path) -> None:
    """Well-formed, right to left, by character, and names and colours are the scheme's."""
    scheme = Scheme(id="x", labels=(Label(name='a"<&b', key="1", colour="#102030"),))
    writer("labelstudio").write([], tmp_path / "x.labelstudio.json", WriteOptions(scheme=scheme))
    root = ET.fromstring((tmp_path / "x.labelstudio.config.xml").read_text(encoding="utf-8"))
    (label,) = root.iter("Label")
    assert label.attrib == {"value": 'a"<&b', "background": "#102030", "hotkey": "1"}
    assert root.attrib["style"] == "direction: rtl"
    text = root.find("Text")
    assert text is not None
    assert text.attrib["granularity"] == "symbol"


def test_label_studio_counts_code_points_and_repeats_the_text(tmp_path: Path) -> None:
    """The text is how its readers tell the unit; a note stays with its region."""
    noted = SMILE._replace(spans=(SMILE.spans[0]._replace(note="?"),))
    report = write("labelstudio", [noted], tmp_path)
    (task,) = json.loads((tmp_path / "x.labelstudio.json").read_bytes())
    (region,) = task["annotations"][0]["result"]
    assert region["value"] == {"start": 2, "end": 4, "text": "ab", "labels": ["topic"]}
    assert region["meta"] == {"text": ["?"]}
    assert not report.kinds


def test_prodigy_names_the_last_token_and_cuts_a_proclitic(tmp_path: Path) -> None:
    """The end is inclusive, and words with their spaces are the text."""
    write("prodigy", [record(RABAT, ("القاهرة", "topic"))], tmp_path, annotator="salma")
    (task,) = lines_of(tmp_path / "x.prodigy.jsonl")
    (span,) = task["spans"]
    tokens = task["tokens"]
    assert (tokens[5]["text"], tokens[5]["ws"], tokens[6]["text"]) == ("ب", False, "القاهرة")
    assert (span["token_start"], span["token_end"]) == (6, 6)
    assert "".join(each["text"] + " " * each["ws"] for each in tokens) == RABAT
    assert (task["answer"], task["_annotator_id"], task["meta"]["id"]) == ("accept", "salma", "d1")
    assert not any(key.endswith("_hash") for key in task)


def test_prodigy_can_be_told_to_widen(tmp_path: Path) -> None:
    """Then the report names the span, as in every other token format."""
    report = write("prodigy", [record(RABAT, ("القاهرة", "topic"))], tmp_path, policy="snap")
    assert report.kinds == {"widened_to_word": 1}


def test_prodigy_keeps_white_space_of_any_kind(tmp_path: Path) -> None:
    """A span of spaces only, an edge in spaces, tabs, line ends: each has its tokens."""
    text = " a  b\n c\t"
    spans = tuple(
        SpanRecord(start, end, "topic")
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
    )
    report = write("prodigy", [DocumentRecord("d", "d", text, spans=spans)], tmp_path)
    assert report.kept == len(spans)
    (task,) = lines_of(tmp_path / "x.prodigy.jsonl")
    assert "".join(each["text"] + " " * each["ws"] for each in task["tokens"]) == text


@pytest.mark.parametrize(
    ("unit", "place", "words"),
    [("codepoints", [2, 4], "do not"), ("utf16", [3, 5], "count"), ("bytes", [5, 7], "do not")],
)
def test_doccano_counts_as_it_is_told(
    tmp_path: Path, unit: Any, place: list[int], words: str
) -> None:
    """The unit is named in the manifest, and a note says where it matters."""
    report = write("doccano", [SMILE], tmp_path, offsets=unit)
    (line,) = lines_of(tmp_path / "x.doccano.jsonl")
    assert line["label"] == [[*place, "topic"]]
    manifest = json.loads((tmp_path / "x.doccano.jsonl.manifest.json").read_bytes())
    assert manifest["offset_unit"].startswith(
        {"codepoints": "code points", "utf16": "UTF-16", "bytes": "bytes"}[unit]
    )
    assert words in report.notes[0]


def test_doccano_is_ascii_and_takes_no_empty_text(tmp_path: Path) -> None:
    """Its guess of encodings has nothing to guess; an empty document is named."""
    report = write("doccano", [record(RABAT), DocumentRecord("e", "e", "")], tmp_path)
    assert (tmp_path / "x.doccano.jsonl").read_bytes().isascii()
    assert (report.documents_in, report.documents_out) == (2, 1)
    assert report.kinds == {"empty_document": 1}
    labels = json.loads((tmp_path / "x.doccano.labels.json").read_bytes())
    assert [each["text"] for each in labels] == [label.name for label in SCHEME.labels]


def test_only_doccano_is_asked_about_units(tmp_path: Path) -> None:
    """Others count code points, whatever is said."""
    write("labelstudio", [SMILE], tmp_path, offsets="utf16")
    (task,) = json.loads((tmp_path / "x.labelstudio.json").read_bytes())
    assert task["annotations"][0]["result"][0]["value"]["start"] == 2
    assert report_of(tmp_path / "x.labelstudio.json")["offset_unit"] == "code points"


def test_brat_writes_a_pair_a_document_and_the_configuration(tmp_path: Path) -> None:
    """The text byte by byte, `.ann` also when it is empty, overlaps allowed."""
    made = [record(RABAT, ("الرباط", "topic")), DocumentRecord("a/b", "x", "ab\r\n")]
    report = write("brat", made, tmp_path)
    folder = tmp_path / "x.brat"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("a%2Fb.ann", "a%2Fb.txt", "annotation.conf", "d1.ann", "d1.txt", "visual.conf"),
    ]
    assert (folder / "a%2Fb.txt").read_bytes() == b"ab\r\n"
    assert (folder / "a%2Fb.ann").read_bytes() == b""
    assert (folder / "d1.ann").read_text(encoding="utf-8") == "T1\ttopic 14 20\tالرباط\n"
    conf = (folder / "annotation.conf").read_text(encoding="utf-8")
    assert [line for line in conf.split("\n") if line.startswith("[")] == [
        *("[entities]", "[relations]", "[events]", "[attributes]"),
    ]
    assert "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>" in conf
    assert report.files == [folder]


def test_brat_cuts_a_span_at_ends_of_lines(tmp_path: Path) -> None:
    """Fragments between them; one at the edge is left out, and one that is nothing else dropped."""
    text = "ab\n\tcd\n"
    spans = (SpanRecord(0, 6, "topic"), SpanRecord(4, 7, "date"), SpanRecord(2, 4, "agency"))
    report = write("brat", [DocumentRecord("d", "d", text, spans=spans)], tmp_path)
    said = (tmp_path / "x.brat" / "d.ann").read_text(encoding="utf-8")
    assert said == "T1\ttopic 0 2;4 6\tab cd\nT2\tdate 4 6\tcd\n"
    assert dict(report.kinds) == {
        "split_at_newline": 1,
        "whitespace_changed": 1,
        "whitespace_lost": 1,
    }


def test_brat_has_a_folder_a_part(tmp_path: Path) -> None:
    """Beside one configuration."""
    made = [record(RABAT, name=str(number)) for number in range(9)]
    write("brat", made, tmp_path, split=Split.parse("50/50"))
    folder = tmp_path / "x.brat"
    pairs = [path.relative_to(folder).parts for path in folder.rglob("*.txt")]
    assert {part for part, _ in pairs} == {"train", "test"}
    assert len(pairs) == 9


def test_a_folder_is_written_over_the_one_before_and_over_nothing_else(tmp_path: Path) -> None:
    """A file that somebody added stops it."""
    write("brat", [record(RABAT, name="old")], tmp_path)
    with pytest.raises(UsageError, match="--overwrite"):
        write("brat", [record(RABAT, name="new")], tmp_path)
    write("brat", [record(RABAT, name="new")], tmp_path, overwrite=True)
    assert sorted(path.stem for path in (tmp_path / "x.brat").glob("*.txt")) == ["new"]
    (tmp_path / "x.brat" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"mine\.txt"):
        write("brat", [], tmp_path, overwrite=True)


@pytest.mark.parametrize("name", ["brat", "xmi", "casjson", "webanno"])
def test_an_id_that_no_file_can_be_called_after_names_the_way_out(
    tmp_path: Path, name: str
) -> None:
    """It cannot be changed any more, and one file for all documents holds it."""
    made = record("خبر", name="خ" * 200)
    with pytest.raises(UsageError, match="a format of one file holds it, such as jsonl"):
        writer(name).write([made], tmp_path / "x", options())
    assert list(tmp_path.iterdir()) == []


def test_the_card_quotes_every_name(tmp_path: Path) -> None:
    """`NO` is a label and no boolean; O comes first."""
    scheme = Scheme(id="x", labels=(Label(name="NO"), Label(name='"q\\')))
    writer("hf").write([], tmp_path / "x.hf", WriteOptions(scheme=scheme))
    card = (tmp_path / "x.hf" / "README.md").read_text(encoding="utf-8")
    names = card.split("names:\n")[1].split("  splits:")[0].split("\n")[:-1]
    assert names == [
        "          '0': \"O\"",
        "          '1': \"B-NO\"",
        "          '2': \"I-NO\"",
        '          \'3\': "B-\\"q\\\\"',
        '          \'4\': "I-\\"q\\\\"',
    ]


def test_a_row_holds_all_spans_and_one_tag_a_token(tmp_path: Path) -> None:
    """What the tags cannot hold is said in a note and is no loss."""
    text = "قال والي بنك المغرب."
    made = record(text, ("والي بنك المغرب", "official"), ("بنك المغرب", "agency"))
    report = write("hf", [made], tmp_path, strict=True)
    (row,) = lines_of(tmp_path / "x.hf" / "data" / "train.jsonl")
    assert [(each["label"], each["text"]) for each in row["spans"]] == [
        ("official", "والي بنك المغرب"),
        ("agency", "بنك المغرب"),
    ]
    assert row["tokens"] == ["قال", "والي", "بنك", "المغرب", "."]
    assert row["ner_tags"] == [0, 3, 4, 4, 0]
    assert "1 of 2 spans" in report.notes[0]


def test_splits_of_the_card_are_those_of_the_library(tmp_path: Path) -> None:
    """Dev is called validation; rows are counted in the card."""
    made = [record(RABAT, name=str(number)) for number in range(20)]
    write("hf", made, tmp_path, split=Split.parse("60/20/20"))
    data = tmp_path / "x.hf" / "data"
    rows = {path.stem: len(lines_of(path)) for path in data.iterdir()}
    assert set(rows) == {"train", "validation", "test"}
    card = (tmp_path / "x.hf" / "README.md").read_text(encoding="utf-8")
    for split, count in rows.items():
        assert f"- name: {split}\n" in card
        assert f"num_examples: {count}\n" in card
    assert sum(rows.values()) == 20


def test_a_split_without_rows_is_left_out_of_the_card(tmp_path: Path) -> None:
    """Its file is there and empty, which the library would stumble over; a note says so."""
    report = write("hf", [record(RABAT)], tmp_path, split=Split.parse("50/50"))
    data = tmp_path / "x.hf" / "data"
    empty = next(path.stem for path in data.iterdir() if not path.stat().st_size)
    card = (tmp_path / "x.hf" / "README.md").read_text(encoding="utf-8")
    assert f"split: {empty}\n" not in card
    assert empty in report.notes[0]


@pytest.mark.parametrize("name", ["labelstudio", "prodigy", "doccano", "brat", "hf"])
def test_what_a_file_has_no_place_for_is_said_once(tmp_path: Path, name: str) -> None:
    """Finished sentences of a thousand documents are one row of the report."""
    marks = (MarkRecord(0, 33, "done"),)
    made = [record(RABAT, name=str(number))._replace(marks=marks) for number in range(3)]
    report = write(name, made, tmp_path)
    assert report.kinds == {"attribute_lost": 1}


def test_datasets_loads_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library itself: features as the card says, rows as they were written."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="needs the library datasets")
    write("hf", [DocumentRecord("e", "e", ""), record(RABAT, ("الرباط", "topic"))], tmp_path)
    loaded = datasets.load_dataset(str(tmp_path / "x.hf"), cache_dir=str(tmp_path / "cache"))
    rows = loaded["train"]
    assert rows["id"][:] == ["e", "d1"]
    names = rows.features["ner_tags"].feature.names
    assert (names[0], names[rows[1]["ner_tags"][3]]) == ("O", "B-topic")
