"""`hashiya pack`, `init --from` and `merge`: out, back, and in; damage by its line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.model import Act, Add, Annotation, MarkSentence, Resegment, Span
from hashiya.services import AnnotationSession
from tests.cli.conftest import MEETING, Command


@pytest.fixture
def team(folder: Path, hashiya: Command) -> Command:
    """A project with three articles, of which two are salma's."""
    for number in range(1, 4):
        (folder / f"a{number}.txt").write_text(f"{MEETING} {number}.", encoding="utf-8")
    hashiya("init", "news")
    hashiya("people", "add", "tester", "--role", "coordinator")
    hashiya("import", *[f"a{number}.txt" for number in range(1, 4)])
    for alias in ("salma", "omar"):
        hashiya("people", "add", alias)
    hashiya("assign", "1-2", "--to", "salma")
    return hashiya


def work(project: Path, document_id: str, alias: str = "salma") -> None:
    """Tag a word and finish the first sentence."""
    session = AnnotationSession.open(project, alias)
    word = Annotation(
        id=f"{document_id}-w", span=Span(start=4, end=8), label="official", quote=MEETING[4:8]
    )
    session.commit(document_id, Act(edits=(Add(annotation=word),)))
    first = session.open_document(document_id).document.sentences[0]
    session.commit(document_id, Act(edits=(MarkSentence(span=first, before=None, after="done"),)))
    session.close()


@pytest.fixture
def back(team: Command, folder: Path) -> Path:
    """What salma sends back after working on one article."""
    assert team("-p", "news.hashiya", "pack", "--for", "salma").code == 0
    assert team("init", "--from", "news-salma.pack.jsonl").code == 0
    work(folder / "news-salma.hashiya", "a1")
    done = team("-p", "news-salma.hashiya", "pack", "--back")
    assert done.out == "news-salma.back.jsonl\n"
    return folder / "news-salma.back.jsonl"


def test_work_goes_out_and_comes_back(team: Command, back: Path) -> None:
    """What was given, and nothing else; merged once, and again without effect."""
    texts = [json.loads(line) for line in Path("news-salma.pack.jsonl").read_text().splitlines()]
    assert [each["document"]["id"] for each in texts[1:-1]] == ["a1", "a2"]
    merged = team("-p", "news.hashiya", "merge", back)
    assert (merged.code, "salma: 2 new acts on 1 article in 1 sitting" in merged.out) == (0, True)
    again = team("-p", "news.hashiya", "merge", back, back)
    assert again.out.count("0 new acts") == 2
    assert "2 were here before" in again.out
    assert team("-p", "news.hashiya", "doctor").code == 0
    people = json.loads(team("-p", "news.hashiya", "people", "--json").out)["people"]
    assert {each["alias"]: each["annotations"] for each in people}["salma"] == 1


def test_a_pack_is_the_work_of_one(team: Command, back: Path, folder: Path) -> None:
    """Nobody else comes in, and what is begun at home stays at home."""
    with pytest.raises(Exception, match="pack for salma"):
        work(folder / "news-salma.hashiya", "a1", "omar")
    team("-p", "news.hashiya", "merge", back)
    out = team("-p", "news.hashiya", "pack", "--for", "salma", "--force")
    assert "begun here: a1" in out.err


@pytest.mark.parametrize("number", range(1, 7))
def test_each_line_that_was_changed_is_refused_by_its_number(
    team: Command, back: Path, number: int
) -> None:
    """And a line taken out, and a file cut off; the project is what it was."""
    lines = back.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 6
    changed = lines[number - 1].replace('"a', '"b', 1).replace("6", "7", 1)
    back.write_text("".join([*lines[: number - 1], changed, *lines[number:]]), encoding="utf-8")
    refused = team("-p", "news.hashiya", "merge", back)
    assert (refused.code, f"back.jsonl:{number}:" in refused.err) == (1, True)
    back.write_text("".join([*lines[: number - 1], *lines[number:]]), encoding="utf-8")
    assert team("-p", "news.hashiya", "merge", back).code == 1
    back.write_text("".join(lines)[: 40 * number], encoding="utf-8")
    assert team("-p", "news.hashiya", "merge", back).code == 1
    assert "salma" not in team("-p", "news.hashiya", "status").out.replace("salma: 0 of 3", "")
    back.write_text("".join(lines), encoding="utf-8")
    assert team("-p", "news.hashiya", "merge", back).code == 0


def split(project: Path, alias: str, at: int) -> None:
    """Split the first sentence of the first article."""
    session = AnnotationSession.open(project, alias)
    first = session.open_document("a1").document.sentences[0]
    halves = (Span(start=first.start, end=at), Span(start=at, end=first.end))
    session.commit("a1", Act(edits=(Resegment(before=(first,), after=halves),)))
    session.close()


@pytest.mark.parametrize(("here", "code"), [(0, 0), (14, 1), (18, 0)])
def test_cut_sentences_come_in_where_they_were_not_cut_here(
    team: Command, folder: Path, here: int, code: int
) -> None:
    """Elsewhere the line that cut them is told, and all else comes in."""
    team("-p", "news.hashiya", "pack", "--for", "salma")
    team("init", "--from", "news-salma.pack.jsonl")
    split(folder / "news-salma.hashiya", "salma", 18)
    work(folder / "news-salma.hashiya", "a1")
    team("-p", "news-salma.hashiya", "pack", "--back")
    if here:
        split(folder / "news.hashiya", "omar", here)
    done = team("-p", "news.hashiya", "merge", "news-salma.back.jsonl")
    assert done.code == code
    assert "3 new acts on 1 article" in done.out
    assert ("news-salma.back.jsonl:5: these sentences" in done.err) is bool(code)
    status = json.loads(team("-p", "news.hashiya", "status", "--json").out)
    assert status["annotators"]["salma"]["annotations"] == 1
    with closing(AnnotationSession.open(folder / "news.hashiya", "omar")) as session:
        assert len(session.open_document("a1").document.sentences) == 4
    assert team("-p", "news.hashiya", "doctor").code == 0


def test_what_was_imported_over_there_is_refused(team: Command, folder: Path) -> None:
    """By its line, with what to do instead."""
    team("-p", "news.hashiya", "pack", "--for", "salma")
    team("init", "--from", "news-salma.pack.jsonl")
    line = {"id": "a1", "text": f"{MEETING} 1.", "spans": [[4, 8, "official"]], "status": "done"}
    (folder / "a1.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert team("-p", "news-salma.hashiya", "import", "a1.jsonl", "--as", "salma").code == 0
    team("-p", "news-salma.hashiya", "pack", "--back")
    done = team("-p", "news.hashiya", "merge", "news-salma.back.jsonl")
    assert (done.code, "import the file here" in done.err) == (1, True)
    assert "back.jsonl:" in done.err


def test_a_pack_of_another_project_is_refused(team: Command, back: Path) -> None:
    """With its name; and so is what is no pack at all."""
    team("init", "other")
    refused = team("-p", "other.hashiya", "merge", back)
    assert (refused.code, "another project (news)" in refused.err) == (1, True)
    for name in ("a1.txt", "news-salma.pack.jsonl", "missing.jsonl"):
        assert team("-p", "news.hashiya", "merge", name).code == 1
    assert team("init", "--from", back, "x").code == 1
    assert not Path("x.hashiya").exists()


def test_a_refused_pack_keeps_no_other_out(team: Command, back: Path) -> None:
    """Wherever it stands; what is refused is told with its reason, and counts as a failure."""
    Path("bad.jsonl").write_text(back.read_text().replace("official", "topic"))
    Path("plain.jsonl").write_text('{"id": "a1", "text": "x"}\n')
    Path("notes.txt").write_text("notes\n")
    done = team("-p", "news.hashiya", "merge", "bad.jsonl", "plain.jsonl", back, "notes.txt")
    assert done.code == 1
    assert "news-salma.back.jsonl: salma: 2 new acts" in done.out
    lines = done.err.splitlines()
    assert ("packs were refused" in lines[0], len(lines)) == (True, 4)
    assert "bad.jsonl:" in lines[1]
    assert "checksum" in lines[1]
    for line, name in zip(lines[2:], ("plain.jsonl", "notes.txt"), strict=True):
        assert f"{name}:1: this is no pack of Hashiya" in line
    assert team("-p", "news.hashiya", "doctor").code == 0


def test_a_pack_that_fits_nowhere_here_keeps_no_other_out(
    team: Command, back: Path, folder: Path
) -> None:
    """What is found out only while it is merged is told like what is seen in the file."""
    away = folder / "away"
    away.mkdir()
    for each in folder.glob("a?.txt"):
        (away / each.name).write_text(each.read_text())
    there = away / "other.hashiya"
    team("init", there)
    team("-p", there, "people", "add", "salma")
    team("-p", there, "import", "a1.txt", "--as", "tester")
    team("-p", there, "pack", "1", "--for", "salma", "--out", "other.pack.jsonl")
    team("init", "--from", "other.pack.jsonl", "theirs")
    work(folder / "theirs.hashiya", "a1")
    team("-p", "theirs.hashiya", "pack", "--back", "--out", "other.back.jsonl")
    done = team("-p", "news.hashiya", "merge", "other.back.jsonl", back)
    assert (done.code, done.out.count("new acts")) == (1, 1)
    assert "other.back.jsonl:1: it was made for another project (other)" in done.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["pack"], "either"),
        (["pack", "--for", "salma", "--back"], "either"),
        (["pack", "--for", "omar"], "nothing waits for omar"),
        (["pack", "--back"], "not made from a pack"),
        (["pack", "a9", "--for", "salma"], "a9"),
        (["init", "--from", "x.jsonl", "--scheme", "y.toml"], "--scheme"),
        (["merge", "x.jsonl", "--as", "salma"], "x.jsonl"),
    ],
)
def test_what_makes_no_sense_is_refused(team: Command, arguments: list[str], word: str) -> None:
    """In words."""
    done = team(*arguments)
    assert done.code in {1, 2, 3}
    assert word in done.err


def test_nothing_goes_back_before_something_was_done(team: Command) -> None:
    """The message says what to do first."""
    team("pack", "3", "--for", "omar")
    team("init", "--from", "news-omar.pack.jsonl")
    done = team("-p", "news-omar.hashiya", "pack", "--back")
    assert (done.code, "annotate --as omar" in done.err) == (2, True)


def test_labels_that_were_renamed_meanwhile_are_told(
    team: Command, back: Path, folder: Path
) -> None:
    """A rename is done and counted; a label that was split is counted, with where it is listed."""
    shown = team("-p", "news.hashiya", "scheme", "show").out
    renamed = shown.replace('name = "official"', 'name = "person"').replace(
        "[[labels]]", '[migration]\nrename = {official = "person"}\n\n[[labels]]', 1
    )
    (folder / "labels.toml").write_text(renamed, encoding="utf-8")
    applied = team("-p", "news.hashiya", "scheme", "apply", "labels.toml", "--yes")
    assert applied.code == 0, applied.err
    merged = team("-p", "news.hashiya", "merge", back)
    assert (merged.code, "1 span of official came in as person" in merged.err) == (0, True)
    assert "2 new acts on 1 article in 1 sitting" in merged.out
    shown = team("-p", "news.hashiya", "scheme", "show").out
    split = shown.replace('name = "person"', 'name = "name"').replace(
        "[[labels]]", '[migration]\nsplit = {person = ["name", "agency"]}\n\n[[labels]]', 1
    )
    (folder / "labels.toml").write_text(split, encoding="utf-8")
    assert team("-p", "news.hashiya", "scheme", "apply", "labels.toml", "--yes").code == 0
    work(folder / "news-salma.hashiya", "a2")
    assert team("-p", "news-salma.hashiya", "pack", "--back", "--overwrite").code == 0
    told = team("-p", "news.hashiya", "merge", back).err
    assert "1 span of official came in as person, which the scheme does not have" in told
    assert "hashiya scheme pending" in told
