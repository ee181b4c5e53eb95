"""Files of other programs on the command line: guessed, counted, refused by line, all or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from hashiya.errors import StoreError
from tests.cli.conftest import Command

FOREIGN = Path(__file__).parent.parent / "formats" / "golden" / "foreign"

CASES: list[tuple[str, list[str], str, int, int]] = [
    ("prodigy.jsonl", [], "jsonl", 3, 2),
    ("doccano.jsonl", [], "jsonl", 3, 0),
    ("doccano-utf16.jsonl", ["--offsets", "utf16"], "jsonl", 1, 0),
    ("spacy.jsonl", ["--format", "spacy"], "spacy", 4, 0),
    (
        "keys.jsonl",
        [
            "--keys",
            "id=article.no,text=article.body,spans=marks,start=from,end=to,label=what.type",
        ],
        "jsonl",
        1,
        0,
    ),
    ("labelstudio.json", [], "labelstudio", 4, 2),
    ("labelstudio-min.json", [], "labelstudio", 2, 0),
    ("doccano.json", [], "json", 2, 0),
    ("brat", [], "brat", 3, 1),
    ("news.csv", [], "csv", 3, 3),
    ("news.tsv", ["--column", "نص"], "csv", 2, 0),
    ("wojood.txt", ["--new-labels", "add"], "wojood", 1, 0),
    ("news.conllu", ["--new-labels", "add"], "conllu", 2, 1),
    ("news.conllup", [], "conllu", 1, 0),
    ("cas.xmi", [], "xmi", 1, 0),
    ("cas.json", [], "casjson", 1, 0),
    ("webanno.tsv", [], "webanno", 1, 0),
    ("bilou.conll", [], "conll", 1, 1),
    ("bilou.conll", ["--repair"], "conll", 2, 0),
]
"""File, options, the format it is taken for, documents taken, documents refused."""


@pytest.fixture
def empty(hashiya: Command, folder: Path) -> Path:
    """A project without documents."""
    assert hashiya("init", "news").code == 0
    return folder / "news.hashiya"


def counted(out: str) -> dict[str, Any]:
    """The report as JSON, its sums checked."""
    report: dict[str, Any] = json.loads(out)
    documents, spans = report["documents"], report["spans"]
    outcomes = ("added", "layer_added", "unchanged", "refused")
    assert documents["in"] == sum(documents[outcome] for outcome in outcomes)
    assert spans["in"] == spans["out"] + spans["refused"]
    return report


@pytest.mark.parametrize(("file", "said", "name", "taken", "refused"), CASES)
def test_a_foreign_file_comes_in_and_is_counted(
    hashiya: Command, empty: Path, file: str, said: list[str], name: str, taken: int, refused: int
) -> None:
    """In = taken + refused; the format is said with its reason; spans are where they were."""
    source = Path(shutil.copytree(FOREIGN, empty.parent / "in")) / file
    ran = hashiya("import", source, *said, "--as", "salma", "--json")
    report = counted(ran.out)
    documents = report["documents"]
    assert [each["format"] for each in report["formats"]] == [name]
    assert all(each["why"] for each in report["formats"])
    assert documents["added"] + documents["layer_added"] == taken
    assert documents["refused"] == refused
    assert ran.code == int(refused > 0)
    assert report["spans"]["refused"] == (4 if file == "brat" else 0)
    assert hashiya("doctor").code == 0
    if name != "csv":
        assert {"بنك المغرب", "12 ماي"} <= _quotes(hashiya)


@pytest.mark.parametrize(("file", "said", "name", "taken", "refused"), CASES)
def test_a_trial_counts_the_same_and_writes_nothing(
    hashiya: Command, empty: Path, file: str, said: list[str], name: str, taken: int, refused: int
) -> None:
    """`--dry-run` says what would come in."""
    source = Path(shutil.copytree(FOREIGN, empty.parent / "in")) / file
    report = counted(hashiya("import", source, *said, "--dry-run", "--json").out)
    documents = report["documents"]
    assert documents["added"] + documents["layer_added"] == taken
    assert json.loads(hashiya("status", "--json").out)["documents"] == 0


def test_layers_of_other_people_stay_theirs(hashiya: Command, empty: Path) -> None:
    """Whoever imports is not who annotated."""
    hashiya("import", FOREIGN / "prodigy.jsonl", "--as", "huda")
    people = json.loads(hashiya("status", "--json").out)["annotators"]
    salma = people["news-salma"]
    assert (salma["documents"], salma["done"], salma["annotations"]) == (1, 1, 2)
    assert people["news-omar"]["annotations"] == 1


def test_a_code_page_comes_in_when_it_is_named(hashiya: Command, empty: Path) -> None:
    """Refused without a word, with what to say; read with it."""
    path = empty.parent / "x.json"
    text = (FOREIGN / "doccano.json").read_text(encoding="utf-8")
    path.write_bytes(text.encode("cp1256"))
    ran = hashiya("import", path, "--format", "json", "--json")
    assert ran.code == 1
    report = counted(ran.out)
    assert report["documents"]["added"] == 0
    assert "--encoding cp1256" in ran.out
    ran = hashiya("import", path, "--encoding", "cp1256", "--json")
    assert ran.code == 0
    assert counted(ran.out)["documents"]["added"] == 2


def test_an_import_that_takes_long_is_written_as_it_goes(
    hashiya: Command, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that stopping it takes back little, and its progress is seen."""
    monkeypatch.setattr("hashiya.services.importing.MAX_BATCH_SECONDS", 0.0)
    report = counted(hashiya("import", FOREIGN / "spacy.jsonl", "--json").out)
    assert report["documents"]["added"] == 4


def test_an_option_that_a_format_does_not_ask_is_said(hashiya: Command, empty: Path) -> None:
    """It may have been meant for another file."""
    ran = hashiya("import", FOREIGN / "news.csv", "--repair", "--tag-columns", "all", "--json")
    said = [each["why"] for each in json.loads(ran.out)["examples"]["skipped"]]
    assert [each.split(": ")[1] for each in said] == [
        "--tag-columns says nothing to csv",
        "--repair says nothing to csv",
    ]


def test_a_folder_of_xmi_is_read_file_by_file(hashiya: Command, empty: Path) -> None:
    """Beside what else is in it, which is no document."""
    place = empty.parent / "out.xmi"
    place.mkdir()
    shutil.copy(FOREIGN / "cas.xmi", place / "a.xmi")
    (place / "TypeSystem.xml").write_text("<x/>", encoding="utf-8")
    ran = hashiya("import", place, "--json")
    assert ran.code == 0
    assert counted(ran.out)["documents"]["added"] == 1


def test_in_a_folder_it_is_looked_into_files_that_may_be_anything(
    hashiya: Command, empty: Path
) -> None:
    """Those of INCEpTION and Label Studio are read, other tables and lists are not."""
    place = empty.parent / "exported"
    place.mkdir()
    for name in ("webanno.tsv", "cas.json", "labelstudio.json", "news.tsv", "doccano.json"):
        shutil.copy(FOREIGN / name, place / name)
    (place / "package.json").write_text("{}", encoding="utf-8")
    ran = hashiya("import", place)
    read = [line.split(": ")[0] for line in ran.err.split("\n") if ": read as " in line]
    assert [Path(each).name for each in read] == ["cas.json", "labelstudio.json", "webanno.tsv"]


def test_a_key_map_that_makes_no_sense_ends_with_two(hashiya: Command, empty: Path) -> None:
    """Before anything is opened."""
    ran = hashiya("import", FOREIGN / "keys.jsonl", "--keys", "nonsense")
    assert ran.code == 2
    assert "OURS=THEIRS" in ran.err


def _quotes(hashiya: Command) -> set[str]:
    """What the annotations of all people cover."""
    people = json.loads(hashiya("status", "--json").out)["annotators"]
    found: set[str] = set()
    for alias, counts in people.items():
        if not counts["annotations"]:
            continue
        path = Path(hashiya("export", "jsonl", "--layer", alias).out.strip())
        for line in path.read_text(encoding="utf-8").splitlines():
            found |= {span["quote"] for span in json.loads(line).get("spans", ())}
    return found


def test_a_report_that_cannot_be_written_is_refused_before_anything_comes_in(
    hashiya: Command, project: Path
) -> None:
    """And what came in is told, whatever becomes of the report."""
    Path("a.txt").write_text("خبر", encoding="utf-8")
    ran = hashiya("import", "a.txt", "--report", "none/r.json")
    assert (ran.code, "none/r.json cannot be written" in ran.err) == (3, True)
    assert "1 added" in hashiya("import", "a.txt", "--report", "r.json").out
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["documents"]["added"] == 1
    assert [each for each in Path().iterdir() if each.name.startswith(".hashiya")] == []


def test_what_came_in_is_told_though_its_report_is_lost(
    hashiya: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full by then."""

    def fail(*_: object, **__: object) -> None:
        raise StoreError("r.json cannot be written: No space left on device")

    monkeypatch.setattr("hashiya.formats.reports.atomic_writer", fail)
    Path("a.txt").write_text("خبر", encoding="utf-8")
    ran = hashiya("import", "a.txt", "--report", "r.json")
    assert (ran.code, "1 added" in ran.out, "No space" in ran.err) == (3, True, True)
