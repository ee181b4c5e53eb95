"""The whole job through the command line: in, annotated, counted, out, in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MEETING, Command

ANNOTATED = {
    "id": "meeting",
    "text": MEETING,
    "spans": [
        {"start": 4, "end": 19, "label": "official", "quote": "والي بنك المغرب"},
        {"start": 9, "end": 19, "label": "agency", "quote": "بنك المغرب"},
        {"start": 20, "end": 23, "label": "date"},
        {"start": 46, "end": 58, "label": "agency"},
    ],
}


@pytest.fixture
def annotated(hashiya: Command, project: Path) -> Path:
    """The article with one annotator's nested and mid-word spans."""
    line = json.dumps(ANNOTATED, ensure_ascii=False)
    Path("salma.jsonl").write_text(line + "\n", encoding="utf-8")
    assert hashiya("import", "salma.jsonl", "--as", "salma").code == 0
    return project


def test_status_counts_what_is_there(hashiya: Command, annotated: Path) -> None:
    """The JSON that scripts rely on holds documents, sentences, tokens, people, gold, labels."""
    facts = json.loads(hashiya("status", "--json").out)
    assert facts["documents"] == 1
    assert facts["sentences"] == 3
    assert facts["tokens"] == 17
    assert facts["annotators"]["salma"] == {
        "documents": 1,
        "done": 0,
        "begun": 1,
        "annotations": 4,
        "flags": 0,
        "notes": 0,
        "active": True,
    }
    assert facts["gold"] == {"documents": 0, "annotations": 0, "under_review": 0}
    assert facts["labels"] == {"agency": 2, "official": 1, "date": 1, "topic": 0}


def test_conll_has_a_word_a_line_and_a_report(hashiya: Command, annotated: Path) -> None:
    """The nested span and the widened word are named; the file holds IOB2."""
    ran = hashiya("export", "conll")
    assert ran.code == 0
    path = Path(ran.out.strip())
    assert path.parent == Path("exports")
    lines = path.read_text(encoding="utf-8").split("\n")
    assert "والي B-official" in lines
    assert "بنك I-official" in lines
    assert "للأمم B-agency" in lines
    report = json.loads(Path(f"{path}.report.json").read_text(encoding="utf-8"))
    assert {loss["kind"] for loss in report["losses"]} == {"nested_dropped", "widened_to_word"}
    assert report["spans"] == {"in": 4, "out": 3}


def test_strict_conll_names_the_spans_and_writes_nothing(hashiya: Command, annotated: Path) -> None:
    """`--policy strict` ends with 3 and leaves no file."""
    ran = hashiya("export", "conll", "--policy", "strict")
    assert ran.code == 3
    assert "meeting" in ran.err
    assert not list(Path("exports").glob("*.conll"))


def test_split_cuts_the_word_and_keeps_the_span(hashiya: Command, annotated: Path) -> None:
    """The proclitic becomes a token of its own."""
    path = Path(hashiya("export", "conll", "--policy", "split", "--nested", "columns").out.strip())
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").split("\n")]
    assert ["ل", "O", "O", "O", "O"] in rows
    assert ["لأمم", "B-agency", "O", "O", "O"] in rows
    assert ["بنك", "B-agency", "I-official", "O", "O"] in rows


def test_a_file_a_label_prints_every_file(hashiya: Command, annotated: Path) -> None:
    """`--nested files` names each file it made, and all of them are there."""
    paths = hashiya("export", "conll", "--nested", "files").out.split()
    assert [Path(path).name for path in paths] == [
        f"news-salma.{label}.conll" for label in ("agency", "official", "date", "topic")
    ]
    assert all(Path(path).is_file() for path in paths)


def test_jsonl_comes_back_as_it_went_out(hashiya: Command, annotated: Path, tmp_path: Path) -> None:
    """A second project made from the export exports the same bytes."""
    first = Path(hashiya("export", "jsonl").out.strip())
    assert hashiya("init", "copy").code == 0
    assert hashiya("-p", "copy.hashiya", "import", first).code == 0
    out = hashiya("-p", "copy.hashiya", "export", "jsonl", "--out", "again").out.strip()
    assert Path(out).read_bytes() == first.read_bytes()


def test_an_export_is_never_written_over_another(hashiya: Command, annotated: Path) -> None:
    """The second time needs `--overwrite`."""
    assert hashiya("export", "jsonl").code == 0
    assert hashiya("export", "jsonl").code == 2
    assert hashiya("export", "jsonl", "--overwrite").code == 0


def test_gold_has_a_layer_of_its_own(hashiya: Command, annotated: Path) -> None:
    """An imported gold layer is counted, exported by default, and no annotator's work."""
    assert hashiya("import", "salma.jsonl", "--as", "judge", "--layer", "gold").code == 0
    facts = json.loads(hashiya("status", "--json").out)
    assert facts["gold"] == {"documents": 1, "annotations": 4, "under_review": 0}
    ran = hashiya("export", "jsonl")
    assert Path(ran.out.strip()).name == "news-gold.jsonl"
    ran = hashiya("export", "jsonl", "--layer", "salma")
    assert Path(ran.out.strip()).name == "news-salma.jsonl"
    assert hashiya("export", "jsonl", "--layer", "nobody").code == 2


def test_the_doctor_finds_a_healthy_project_whole(hashiya: Command, annotated: Path) -> None:
    """No findings, exit 0; JSON says the same."""
    assert hashiya("doctor").code == 0
    assert json.loads(hashiya("doctor", "--json").out) == []


def test_importing_again_changes_nothing(hashiya: Command, annotated: Path) -> None:
    """The same file twice is one import and one `unchanged`."""
    ran = hashiya("import", "salma.jsonl", "--as", "salma", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["documents"]["unchanged"] == 1


def test_a_scheme_of_one_s_own(hashiya: Command, folder: Path) -> None:
    """`init --scheme` takes a TOML file, and names what is wrong with a bad one."""
    Path("mine.toml").write_text('id = "mine"\n[[labels]]\nname = "مكان"\nkey = "m"\n')
    assert hashiya("init", "p", "--scheme", "mine.toml").code == 0
    assert "مكان" in hashiya("-p", "p.hashiya", "status", "--json").out
    Path("bad.toml").write_text('id = "bad"\n[[labels]]\nname = "a"\nkey = "too long"\n')
    ran = hashiya("init", "q", "--scheme", "bad.toml")
    assert ran.code == 1
    assert "bad.toml" in ran.err
    assert "key" in ran.err


@pytest.mark.parametrize(
    "command", [[], ["init"], ["import"], ["annotate"], ["export"], ["status"], ["doctor"]]
)
def test_help_shows_an_example(hashiya: Command, command: list[str]) -> None:
    """Every command's help ends with something to type."""
    ran = hashiya(*command, "--help")
    assert ran.code == 0
    assert "hashiya " in ran.out
    assert "xample" in ran.out or "first project" in ran.out


def test_the_command_that_comes_next_can_be_copied(
    hashiya: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the project's name holds a space."""
    monkeypatch.chdir(tmp_path)
    assert "next: hashiya -p 'a b.hashiya' import" in hashiya("init", "a b").err
    assert "next: hashiya -p c.hashiya import" in hashiya("init", "c").err
