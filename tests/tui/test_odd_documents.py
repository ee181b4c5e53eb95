"""Odd documents in a real pseudo-terminal: every one is opened, read, tagged and left, no crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from tests.tui.allowed import offence
from tests.tui.ptys import Pty, running

from hashiya.services import ImportOptions, default_scheme, import_paths, make_project

DOCUMENTS: Final = {
    "only combining marks": "\u064e\u0650\u0651" * 60,
    "marks, and lines of marks": "\u0651\n\u0300\u0301 \u064b\n",
    "10,000 marks on one letter": "قبل ب" + "\u0651" * 10_000 + " بعد",
    "isolates without an end": "قال \u2067\u2066\u2068" * 200 + "abc نهاية",
    "ends without an isolate": "نهاية \u2069\u202c abc" * 200,
    "130 embeddings deep": "\u202b" * 130 + "عمق deep" + "\u202c" * 260,
    "a long paragraph without a space": "كتاب" * 5_000,
    "emoji families": "عائلة 👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🇲🇦🇲🇦🇲 ❤️ 1️⃣ 👍🏽 " * 20,
    "variation selectors and joiners alone": "\ufe0f\u200d\u200c\ufe0e" * 40 + "x",
    "one space": " ",
    "only line breaks": "\n\n\r\n\u2028\n",
    "tabs and no-break spaces": "\tنص\t\t\xa0\xa0آخر\t",
    "wide and narrow": "漢字かな ｱｲｳ نص \U0001f600" * 30,
}
KEYS: Final = (
    b"\x1b[D\x1b[C\x1b[B\x1b[6~\x1b[1;5F\x1b[1;2D1",
    b"\x1b[1;5H\x1b[1;2F2un",
    b"\x1b[<0;50;6M\x1b[<32;20;9M\x1b[<0;20;9mcx\x03",
    b"\r0o\x1b[1;5H\x0c",
    b"?",
    b"q",
)
"""Moves, selections, labels, undo, a drag, a copy, marks, a repaint and the help."""


def project_of(folder: Path, documents: dict[str, str]) -> Path:
    """A project of these texts by their names."""
    project = folder / "odd.hashiya"
    make_project(project, default_scheme())
    corpus = folder / "odd.jsonl"
    with corpus.open("w", encoding="utf-8") as out:
        for name, text in documents.items():
            out.write(json.dumps({"id": name, "text": text, "spans": []}) + "\n")
    imported = import_paths(project, [corpus], ImportOptions(alias="salma"))
    assert imported.report.documents == {"added": len(documents)}
    return project


def go_through(screen: Pty, keys: tuple[bytes, ...]) -> None:
    """Press everything and see that the program still runs and has written nothing odd."""
    screen.press(*keys)
    assert screen.process.poll() is None, screen.written[-3000:]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_odd_document_can_be_worked_on(tmp_path: Path, name: str) -> None:
    """Reading, selecting, tagging, dragging and undoing in it never end the program."""
    with running(project_of(tmp_path, {name: DOCUMENTS[name]})) as screen:
        screen.wait_for(b"saved")
        go_through(screen, KEYS)
        screen.resize(41, 12)
        go_through(screen, (b"\x1b[B", b"\x1b[D"))
        screen.press(b"q", b"q")
        assert screen.ended() == 0
        assert offence(screen.written) == ""


def test_a_megabyte_without_a_space_can_be_opened(tmp_path: Path) -> None:
    """A paragraph of a million bytes is laid out, moved in, tagged and left."""
    with running(project_of(tmp_path, {"long": "كتاب" * 125_000})) as screen:
        screen.wait_for(b"saved")
        for key in (b"\x1b[B", b"\x1b[6~", b"1", b"\x1b[1;5F", b"u"):
            screen.press(key)
            screen.settle(0.5)
        screen.press(b"q", b"q")
        assert screen.ended() == 0
        assert offence(screen.written) == ""


def test_a_lone_surrogate_never_comes_in(tmp_path: Path) -> None:
    """A text with half a surrogate pair is refused by the import, in words."""
    project = project_of(tmp_path, {"good": "نص"})
    corpus = tmp_path / "half.jsonl"
    corpus.write_text('{"id": "half", "text": "\\ud83d", "spans": []}\n', encoding="utf-8")
    report = import_paths(project, [corpus], ImportOptions(alias="salma")).report
    assert report.documents == {"refused": 1}
    (losses,) = report.examples.values()
    assert "U+D83D" in losses[0].why
