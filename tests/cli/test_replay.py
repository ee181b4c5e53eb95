"""Replaying through the command line: what is counted, compared and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

ARTICLE = {
    "id": "a",
    "text": "قال والي بنك المغرب أمس.",
    "spans": [
        {"start": 4, "end": 19, "label": "official"},
        {"start": 9, "end": 19, "label": "agency"},
    ],
}


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One article with two nested spans, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = Path("article.jsonl")
    path.write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_a_script_that_makes_the_spans(hashiya: Command, article: Path) -> None:
    """Keys and seconds a span are told, remarks are no keys, and the exit code is 0."""
    Path("good.keys").write_text("f 2 v 1 # the governor, then the bank\nenter\n", encoding="utf-8")
    told = hashiya("replay", "good.keys", str(article))
    assert told.code == 0
    assert "5 for 2 spans: 2.50 a span" in told.out
    assert "exactly these spans" in told.out
    assert not list(Path().glob("*.hashiya"))


def test_a_script_that_makes_others(hashiya: Command, article: Path) -> None:
    """What is missing and what is too much are named, and the exit code is 1."""
    Path("bad.keys").write_text("f 1", encoding="utf-8")
    told = hashiya("replay", "bad.keys", str(article), "--json")
    facts = json.loads(told.out)
    assert told.code == 1
    assert (facts["keys"], facts["spans"], facts["keys_per_span"]) == (2, 1, 2.0)
    assert [span["quote"] for span in facts["missing"]] == ["والي بنك المغرب", "بنك المغرب"]
    assert [span["label"] for span in facts["extra"]] == ["agency"]
    assert "2 spans missing, 1 not expected" in hashiya("replay", "bad.keys", str(article)).out


def test_an_article_without_spans(hashiya: Command, article: Path) -> None:
    """Without expected spans keys are counted and nothing is compared."""
    Path("text.txt").write_text(str(ARTICLE["text"]), encoding="utf-8")
    Path("some.keys").write_text("f 2", encoding="utf-8")
    told = hashiya("replay", "some.keys", "text.txt")
    assert told.code == 0
    assert "nothing was compared" in told.out


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (b"f shfit+left", ["wrong.keys:1:3", "'shfit+left' is no key"]),
        (b"f\n 1 entr", ["wrong.keys:2:4", "'entr' is no key"]),
        (b"\xff", ["not UTF-8 at byte 0"]),
        (b"q q 1 1", ["leaves the program"]),
    ],
)
def test_a_script_that_cannot_be_played(
    hashiya: Command, article: Path, script: bytes, words: list[str]
) -> None:
    """A word that is no key is named with line and column; so is a key that quits too early."""
    Path("wrong.keys").write_bytes(script)
    told = hashiya("replay", "wrong.keys", str(article))
    assert told.code != 0
    for word in words:
        assert word in told.err


def test_spans_written_as_lists_are_expected_too(hashiya: Command, article: Path) -> None:
    """`[start, end, label]` is a span like any other, in each of several articles."""
    listed = {**ARTICLE, "spans": [[4, 19, "official"], [9, 19, "agency"]], "why": "nested"}
    lines = [json.dumps({**listed, "id": name}, ensure_ascii=False) for name in ("a", "b")]
    article.write_text("\n".join(lines), encoding="utf-8")
    Path("none.keys").write_text("f", encoding="utf-8")
    told = hashiya("replay", "none.keys", str(article), "--json")
    missing = json.loads(told.out)["missing"]
    assert [(each["document"], each["label"], each["quote"]) for each in missing] == [
        ("a", "official", "والي بنك المغرب"),
        ("a", "agency", "بنك المغرب"),
        ("b", "official", "والي بنك المغرب"),
        ("b", "agency", "بنك المغرب"),
    ]


def test_an_article_that_cannot_be_used(hashiya: Command, article: Path) -> None:
    """A refused span, a missing file and a missing script are said, without a traceback."""
    Path("some.keys").write_text("f", encoding="utf-8")
    Path("broken.jsonl").write_text('{"id":"b","text":"x","spans":[[0,9,"date"]]}\n', "utf-8")
    for arguments, words in (
        (("some.keys", "broken.jsonl"), "refused"),
        (("some.keys", "none.jsonl"), "none.jsonl"),
        (("none.keys", str(article)), "cannot be read"),
    ):
        told = hashiya("replay", *arguments)
        assert told.code != 0
        assert words in told.err
        assert "Traceback" not in told.err
