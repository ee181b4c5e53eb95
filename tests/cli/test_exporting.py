"""`hashiya export`: what may be said to it, and what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hashiya.formats import writer_names
from tests.cli.conftest import Command


@pytest.fixture
def annotated(hashiya: Command, project: Path) -> Path:
    """The project with three nested and widened spans of salma's."""
    text = (project.parent / "meeting.txt").read_text(encoding="utf-8")
    spans = [
        {"start": text.index(quote), "end": text.index(quote) + len(quote), "label": label}
        for quote, label in (
            ("والي بنك المغرب", "official"),
            ("بنك المغرب", "agency"),
            ("لأمم المتحدة", "agency"),
        )
    ]
    line = {"id": "meeting", "text": text, "spans": spans, "annotator": "salma"}
    (project.parent / "work.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert hashiya("import", "work.jsonl").code == 0
    return project


def test_the_help_lists_every_format(hashiya: Command) -> None:
    """As options call them."""
    ran = hashiya("export", "--help")
    assert all(name in ran.out for name in writer_names())


def test_an_option_that_would_do_nothing_is_refused(hashiya: Command, annotated: Path) -> None:
    """It is named, and so is what the format does take."""
    ran = hashiya("export", "jsonl", "--policy", "split", "--tags", "BIOES")
    assert ran.code == 2
    assert "--policy, --tags means nothing to jsonl" in ran.err
    assert "it takes none of such options" in ran.err
    assert hashiya("export", "conll", "--nfc").code == 2
    assert not Path("exports").exists()


def test_a_layer_that_is_not_there_is_refused_with_those_that_are(
    hashiya: Command, project: Path
) -> None:
    """Of a project where nobody has annotated it is that which is said."""
    for layer in ((), ("--layer", "salma"), ("--layer", "gold")):
        ran = hashiya("export", "jsonl", *layer)
        assert (ran.code, "nobody has annotated anything yet" in ran.err) == (2, True)
    line = {"id": "g", "text": "قطر", "spans": [{"start": 0, "end": 3, "label": "agency"}]}
    Path("g.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert hashiya("import", "g.jsonl", "--as", "omar", "--layer", "gold").code == 0
    assert "there are layers of gold" in hashiya("export", "jsonl", "--layer", "salma").err


def test_labels_choose_spans(hashiya: Command, annotated: Path) -> None:
    """What was not asked for is counted; a label that is none is refused with the known ones."""
    ran = hashiya("export", "conll", "--labels", "agency, date")
    assert ran.code == 0
    assert "2 spans = 1 kept, 1 changed, 0 left out, 1 of other labels" in ran.err
    ran = hashiya("export", "conll", "--labels", "agancy", "--overwrite")
    assert (ran.code, "agency, official, date, topic" in ran.err) == (2, True)


def test_a_split_makes_a_file_a_part(hashiya: Command, annotated: Path) -> None:
    """Each is printed; a part nobody is in is there and empty."""
    ran = hashiya("export", "jsonl", "--split", "50/25/25", "--seed", "2")
    paths = [Path(line) for line in ran.out.split()]
    assert [path.name for path in paths] == [
        f"news-salma.{part}.jsonl" for part in ("train", "dev", "test")
    ]
    lines = [path.read_text(encoding="utf-8").count("\n") for path in paths]
    assert sorted(lines) == [1, 1, 2]
    assert hashiya("export", "jsonl", "--split", "most", "--overwrite").code == 2


def test_what_is_there_already_is_called_by_the_name_of_the_export(
    hashiya: Command, annotated: Path
) -> None:
    """Not by that of its report; where nothing else is there, by that."""
    assert hashiya("export", "jsonl").code == 0
    assert "exports/news-salma.jsonl is there already" in hashiya("export", "jsonl").err
    Path("exports/news-salma.jsonl").unlink()
    assert "news-salma.jsonl.report.json is there already" in hashiya("export", "jsonl").err


def test_what_an_export_takes_away_is_said(hashiya: Command, annotated: Path) -> None:
    """On the screen and in JSON; only with leave to overwrite."""
    assert hashiya("export", "jsonl").code == 0
    assert hashiya("export", "jsonl", "--split", "50/50").code == 2
    ran = hashiya("export", "jsonl", "--split", "50/50", "--overwrite")
    assert "taken away, as files of the export before it: news-salma.jsonl" in ran.err
    assert not Path("exports/news-salma.jsonl").exists()
    ran = hashiya("export", "jsonl", "--overwrite", "--json")
    (said,) = json.loads(ran.out)[0]["aside"]
    assert said.endswith("news-salma.test.jsonl, news-salma.train.jsonl")


def test_strict_ends_with_3_and_lists_losses(hashiya: Command, annotated: Path) -> None:
    """Any loss at all; nothing is written, and JSON has the report."""
    ran = hashiya("export", "conll", "--strict")
    assert ran.code == 3
    assert "widened to word" in ran.err
    assert list(Path("exports").iterdir()) == []
    ran = hashiya("export", "conll", "--strict", "--json")
    assert {loss["kind"] for loss in json.loads(ran.out)["losses"]} >= {"nested_dropped"}
    lossless = ("--strict", "--policy", "split", "--nested", "columns")
    assert hashiya("export", "conll", *lossless).code == 0


def test_a_span_that_did_not_stay_is_named_by_its_label_and_place(
    hashiya: Command, annotated: Path
) -> None:
    """In the same words whether it was written or refused."""
    text = (annotated.parent / "meeting.txt").read_text(encoding="utf-8")
    start = text.index("لأمم المتحدة")
    line = f"  widened to word: meeting: agency [{start}, {start + 12}): took in 'ل' before it"
    assert line in hashiya("export", "conll").err.splitlines()
    assert line in hashiya("export", "conll", "--strict", "--overwrite").err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--labels", " , "), "--labels names no label"),
        (("--labels", ""), "--labels names no label"),
        (("--seed", "b"), "--split 80/10/10"),
    ],
)
def test_an_option_that_says_nothing_is_refused(
    hashiya: Command, annotated: Path, arguments: tuple[str, ...], words: str
) -> None:
    """It would have meant all labels, or no parts."""
    ran = hashiya("export", "jsonl", *arguments)
    assert (ran.code, words in ran.err) == (2, True)
    assert not Path("exports").exists()


def test_spans_that_meet_on_a_word_are_counted_alone_with_the_ways_out(
    hashiya: Command, annotated: Path
) -> None:
    """Nested ones are left out by rule, and are no reason to write nothing."""
    spans = [
        {"start": start, "end": end, "label": label}
        for start, end, label in (
            (1, 4, "agency"),
            (5, 8, "topic"),
            (10, 16, "date"),
            (12, 16, "topic"),
        )
    ]
    line = {"id": "meet", "text": "وقطرومصر. بالأمس", "spans": spans}
    Path("meet.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert hashiya("import", "meet.jsonl", "--as", "omar").code == 0
    ran = hashiya("export", "conll", "--layer", "omar")
    assert ran.code == 3
    assert "hashiya: 1 span meets another on a token after widening; --on-collision" in ran.err
    ran = hashiya("export", "conll", "--layer", "omar", "--policy", "strict")
    assert "hashiya: 2 spans do not fall on whole tokens, which --policy strict" in ran.err


def test_a_layer_that_was_written_before_another_was_refused_is_told(
    hashiya: Command, annotated: Path
) -> None:
    """The refusal names whose layer it is."""
    spans = [{"start": 1, "end": 4, "label": "agency"}, {"start": 5, "end": 8, "label": "topic"}]
    for alias in ("tala", "omar"):
        line = {"id": alias, "text": "وقطرومصر.", "spans": spans[: 1 + (alias == "tala")]}
        Path("meet.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
        assert hashiya("import", "meet.jsonl", "--as", alias).code == 0
    ran = hashiya("export", "conll")
    assert ran.code == 3
    assert "hashiya: tala: 1 span meets another" in ran.err
    assert ran.out.split() == ["exports/news-omar.conll", "exports/news-salma.conll"]
    assert all(Path(path).exists() for path in ran.out.split())


def test_notes_are_said_and_are_no_losses(hashiya: Command, annotated: Path) -> None:
    """BILOU is named for its reader."""
    ran = hashiya("export", "conll", "--tags", "BILOU")
    assert "note: BILOU" in ran.err
    ran = hashiya("export", "conll", "--tags", "BILOU", "--overwrite", "--json")
    assert json.loads(ran.out)[0]["notes"]
