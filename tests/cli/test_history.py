"""`hashiya history`: packs that came in, and one person's acts, as words or JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hashiya.model import Act, Add, Annotation, MarkSentence, Span
from hashiya.services import AnnotationSession
from tests.cli.conftest import MEETING, Command


def work(project: Path, document_id: str, label: str = "official") -> None:
    """Tag a word, take that back, tag it again, and finish the first sentence."""
    session = AnnotationSession.open(project, "salma")
    word = Annotation(
        id=f"{document_id}-w", span=Span(start=4, end=8), label=label, quote=MEETING[4:8]
    )
    session.commit(document_id, Act(edits=(Add(annotation=word),)))
    session.undo()
    session.commit(document_id, Act(edits=(Add(annotation=word),)))
    first = session.open_document(document_id).document.sentences[0]
    session.commit(document_id, Act(edits=(MarkSentence(span=first, before=None, after="done"),)))
    session.close()


@pytest.fixture
def merged(folder: Path, hashiya: Command) -> Command:
    """A project into which salma's work came, and in which she worked too."""
    for number in (1, 2):
        (folder / f"a{number}.txt").write_text(MEETING, encoding="utf-8")
    hashiya("init", "news")
    hashiya("people", "add", "tester", "--role", "coordinator")
    hashiya("people", "add", "salma")
    hashiya("import", "a1.txt", "a2.txt")
    hashiya("-p", "news.hashiya", "pack", "a1", "--for", "salma")
    hashiya("init", "--from", "news-salma.pack.jsonl")
    work(folder / "news-salma.hashiya", "a1")
    hashiya("-p", "news-salma.hashiya", "pack", "--back")
    hashiya("-p", "news.hashiya", "merge", "news-salma.back.jsonl")
    work(folder / "news.hashiya", "a2", "agency")
    return lambda *arguments: hashiya("-p", "news.hashiya", *arguments)


def test_it_says_who_merged_what(merged: Command) -> None:
    """By article, with counts, and nobody's acts."""
    head, article = merged("history").out.splitlines()
    assert "merge 1: tester merged work of salma (news-salma.back.jsonl), sittings: 1" in head
    assert "a1: acts 3 (undone or redone: 1), spans +1, finished sentences +1" in article
    assert MEETING[4:8] not in merged("history").out


def test_a_person_sees_their_acts_wherever_they_were_done(merged: Command) -> None:
    """The newest first; what came in says so."""
    lines = merged("history", "--as", "salma").out.splitlines()[2:]
    assert len(lines) == 7
    assert "a2: finished a sentence" in lines[0]
    assert "a2: added agency «والي»" in lines[1]
    assert "undone, gave way to another" in lines[2]
    assert lines[3].endswith("a1: finished a sentence (elsewhere, merge 1)")
    assert lines[5].endswith("a1: removed official «والي» (undo of it, elsewhere, merge 1)")
    assert len(merged("history", "--as", "salma", "--last", "2").out.splitlines()) == 4
    assert "merge 1" in merged("history", "--as", "tester").out
    assert "check the alias" in merged("history", "--as", "nobody").err


def test_json_holds_all_of_it(merged: Command) -> None:
    """Merges by themselves, or with a person's acts."""
    (merge,) = json.loads(merged("history", "--json").out)["merges"]
    assert (merge["by"], merge["alias"], merge["documents"][0]["spans"]) == ("tester", "salma", 1)
    told = json.loads(merged("history", "--as", "salma", "--json").out)
    assert [each["merge"] for each in told["acts"]] == [0, 0, 0, 1, 1, 1, 1]
    assert told["acts"][0]["act"][0]["kind"] == "mark"
    assert [each["annotations"] for each in told["acts"]] == [0, 1, 1, 0, 1, 1, 1]
    assert all(each["is_whole"] for each in told["acts"])


def test_where_nothing_was_merged_it_is_said(folder: Path, hashiya: Command) -> None:
    """On stderr, with what there is instead."""
    hashiya("init", "news")
    done = hashiya("-p", folder / "news.hashiya", "history")
    assert (done.code, done.out) == (0, "")
    assert "no pack was merged here yet" in done.err


def test_work_in_a_pack_counts_in_its_persons_figures(merged: Command) -> None:
    """Spans and sentences of both places."""
    told = json.loads(merged("figures", "--as", "salma", "--json").out)
    assert (told["total"]["spans"], told["total"]["sentences"]) == (2, 2)
