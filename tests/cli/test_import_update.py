"""`hashiya import --update`: a corrected file of somebody's work, as acts that can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hashiya.services import AnnotationSession
from hashiya.store import open_project
from tests.cli.conftest import MEETING, Command

Lines = list[dict[str, Any]]


@pytest.fixture
def edited(hashiya: Command, folder: Path) -> Callable[[Callable[[Lines], None]], Path]:
    """Two articles with salma's work, exported; what changes the export, and gives the file."""
    spans = [
        {"start": 4, "end": 8, "label": "official"},
        {"start": 9, "end": 18, "label": "agency"},
        {"start": 19, "end": 22, "label": "date"},
    ]
    lines = [
        {"id": name, "text": MEETING, "spans": spans, "annotator": "salma"} for name in ("a", "b")
    ]
    write(folder / "first.jsonl", lines)
    hashiya("init", "news")
    for alias, role in (("tester", "coordinator"), ("omar", "annotator")):
        hashiya("people", "add", alias, "--role", role)
    assert hashiya("import", "first.jsonl").code == 0

    def change(how: Callable[[Lines], None]) -> Path:
        assert hashiya("export", "jsonl", "--layer", "salma", "--overwrite").code == 0
        (written,) = (folder / "exports").rglob("*.jsonl")
        read = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
        how(read)
        write(folder / "fixed.jsonl", read)
        return folder / "fixed.jsonl"

    return change


def write(path: Path, lines: Lines) -> None:
    """Write a line each."""
    path.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )


def held(folder: Path, document_id: str = "a") -> dict[tuple[int, int], str]:
    """Bounds of salma's spans to their labels."""
    with closing(open_project(folder / "news.hashiya")) as store:
        assert [*store.check()] == []
        layer = store.layer(document_id, "salma")
        return {(each.span.start, each.span.end): each.label for each in layer.annotations}


def correct(lines: Lines) -> None:
    """Another label, a span less, a span more; in the second article only the label."""
    for line in lines[-2:]:
        line["spans"][0]["label"] = "topic"
    first = lines[-2]["spans"]
    del first[1]
    first.append({"start": 0, "end": 3, "label": "topic"})


def test_a_corrected_file_is_refused_with_the_way(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """Without --update nothing of it comes in."""
    before = held(folder)
    refused = hashiya("import", edited(correct))
    assert (refused.code, "--update" in refused.err) == (1, True)
    assert held(folder) == before


def test_what_differs_is_done_and_counted(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """Spans come, go and change; a trial counts the same; the file again changes nothing."""
    file = edited(correct)
    counts = "salma: 1 span added, 1 removed, 2 changed, 3 kept, in 2 documents"
    before = held(folder)
    assert counts in hashiya("import", file, "--update", "--dry-run").err
    assert held(folder) == before
    done = hashiya("import", file, "--update")
    assert (done.code, counts in done.err, "2 layer updated" in done.out) == (0, True, True)
    assert held(folder) == {(0, 3): "topic", (4, 8): "topic", (19, 22): "date"}
    again = hashiya("import", file, "--update")
    assert ("2 unchanged" in again.out, again.code) == (True, 0)
    facts = json.loads(hashiya("import", edited(lambda _: None), "--update", "--json").out)
    assert facts["updated"] == {}


def test_one_undo_takes_all_of_it_back(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """It is one act in the history of whose work it is."""
    before = (held(folder, "a"), held(folder, "b"))
    hashiya("import", edited(correct), "--update")
    assert "changed" in hashiya("history", "--as", "salma").out
    assert "and more (4 spans on 2 articles)" in hashiya("history", "--as", "salma").out
    (act,) = json.loads(hashiya("history", "--as", "salma", "--json").out)["acts"]
    assert (act["documents"], act["annotations"], act["is_whole"]) == (2, 4, False)
    with closing(AnnotationSession.open(folder / "news.hashiya", "salma")) as session:
        assert session.undo() is not None
    assert (held(folder, "a"), held(folder, "b")) == before


def test_gold_is_never_changed(hashiya: Command, edited: Callable[..., Path], folder: Path) -> None:
    """A gold layer that differs is refused as before, and told no way to change it so."""
    assert hashiya("import", edited(lambda _: None), "--layer", "gold").code == 0
    refused = hashiya("import", edited(correct), "--layer", "gold", "--update")
    assert (refused.code, "2 refused" in refused.out) == (1, True)
    assert "layer updated" not in refused.out


def test_nobody_changes_the_work_of_another_who_may_not(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """Annotators change their own; whoever coordinates, everybody's."""
    file, before = edited(correct), held(folder)
    refused = hashiya("import", file, "--update", "--as", "omar")
    assert (refused.code, "salma, tester only" in refused.err) == (1, True)
    assert held(folder) == before
    assert hashiya("import", file, "--update", "--as", "salma").code == 0


def test_a_span_over_two_sentences_is_refused_with_its_document(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """The other document of the file comes in."""

    def reach(lines: Lines) -> None:
        correct(lines)
        lines[-2]["spans"].append({"start": 23, "end": len(MEETING), "label": "topic"})

    before = held(folder)
    done = hashiya("import", edited(reach), "--update")
    assert (done.code, "lies in no sentence" in done.err) == (1, True)
    assert (held(folder), held(folder, "b")[4, 8]) == (before, "topic")


def test_finished_sentences_only_come_in(
    hashiya: Command, edited: Callable[..., Path], folder: Path
) -> None:
    """What was finished here stays finished where the file does not say so."""
    assert hashiya("import", edited(correct), "--update", "--done").code == 0

    def forget(lines: Lines) -> None:
        for line in lines[-2:]:
            line.pop("marks", None)
            line["status"] = "begun"
            del line["spans"][0]

    hashiya("import", edited(forget), "--update")
    with closing(open_project(folder / "news.hashiya")) as store:
        assert len(store.layer("a", "salma").annotations) == 2
        assert len(store.layer("a", "salma").marks) == len(store.document("a").sentences)
