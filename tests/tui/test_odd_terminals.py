"""Odd terminals: answers that are nonsense, late, missing or to another question; tiny windows."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from tests.tui.allowed import offence
from tests.tui.ptys import Pty, polite, running, silent
from tests.tui.sessions import TEXT

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)

CURSOR_REPORT: Final = b"\x1b[12;40R"
COLOUR_REPORT: Final = b"\x1b]11;rgb:0000/0000/0000\x1b\\"
STATUS_REPORT: Final = b"\x1bP1$r0m\x1b\\"
OTHER_MODE: Final = b"\x1b[?2004;1$y\x1b[12;2$y"

ODD_ANSWERS: Final = {
    "nothing": b"",
    "bytes that are no text": b"\xff\xfe\x80\x00\x1b[\x1b[;;;\xc3\x28\x1b[999999999999;$y",
    "a string that never ends": b"\x1bP>|" + b"\xd8" * 3000,
    "a mode out of range": b"\x1b[8;9$y\x1b[8;$y\x1b[?8;1$y\x1b[?62;c",
    "a hostile name": "\x1bP>|[/]\u202eVTE(\x9b31m)\x1b\\\x1b[?62;c".encode(),
    "a very long name": b"\x1bP>|" + b"VTE(" + b"9" * 5000 + b")\x1b\\\x1b[?62;c",
    "answers to other questions": CURSOR_REPORT + COLOUR_REPORT + STATUS_REPORT + OTHER_MODE,
    "half an answer": b"\x1b[8;1",
    "the fence first": b"\x1b[?62;c\x1b[8;1$y\x1bP>|VTE(7600)\x1b\\",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "article.txt"], ImportOptions(alias="salma"))
    return path


def spans_of(project: Path) -> list[tuple[str, str]]:
    """Label and quote of what is on disk."""
    with closing(AnnotationSession.open(project, "salma")) as session:
        page = session.resume()
        assert page is not None
        return [(each.label, each.quote) for each in page.layer.annotations]


def once(answer: bytes) -> Callable[[bytes], bytes]:
    """An answer to the first question about the terminal, and silence after it."""
    answers = [answer]
    return lambda written: answers.pop() if b"\x1b[c" in written and answers else b""


def tag_and_leave(screen: Pty) -> None:
    """Tag the second word, and quit; who is asked about an unknown terminal first, says no."""
    while b"question 1 of" not in screen.written and b"saved" not in screen.written:
        assert screen.process.poll() is None
        screen.settle()
    screen.settle(0.4)
    if b"question 1 of" in screen.written:
        screen.press(b"\x1b")
    screen.wait_for(b"saved")
    screen.settle(0.4)
    screen.press(b"\x1b", b"\x1b[1;5H", b"\x1b[D", b"1")
    screen.wait_for("●".encode())
    screen.press(b"q")
    assert screen.ended() == 0
    assert offence(screen.written) == ""


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_an_odd_answer_changes_nothing(project: Path, name: str) -> None:
    """Whatever a terminal answers, the program starts, takes keys, saves and leaves in order."""
    with running(project, answer=once(ODD_ANSWERS[name])) as screen:
        tag_and_leave(screen)
    assert spans_of(project) == [("agency", "وزارة")]


def test_a_late_answer_is_no_key(project: Path) -> None:
    """Answers that come when the article is already there do nothing to it."""
    with running(project, answer=silent) as screen:
        screen.wait_for(b"saved")
        asked = screen.written
        screen.press(polite(asked), CURSOR_REPORT, COLOUR_REPORT, STATUS_REPORT, OTHER_MODE)
        tag_and_leave(screen)
    assert spans_of(project) == [("agency", "وزارة")]


def test_an_answer_in_pieces_is_no_key(project: Path) -> None:
    """An answer that comes letter by letter, late, does nothing either."""
    with running(project, answer=silent) as screen:
        screen.wait_for(b"saved")
        for byte in b"\x1bP>|x1(2)\x1b\\\x1b[8;1$y\x1b[?62;1c":
            screen.send(bytes([byte]))
            time.sleep(0.005)
        tag_and_leave(screen)
    assert spans_of(project) == [("agency", "وزارة")]


def test_a_window_of_one_cell_during_a_drag(project: Path) -> None:
    """Shrunk to 1×1 in the middle of a drag and back, the program goes on and selects again."""
    with running(project) as screen:
        screen.wait_for(b"saved")
        screen.press(b"\x1b[<0;90;4M", b"\x1b[<32;80;4M")
        for size in ((1, 1), (2, 1), (1, 40), (300, 1), (1, 1)):
            screen.resize(*size)
            screen.press(b"\x1b[<32;1;1M", b"\x1b[<32;300;90M")
        screen.resize(100, 30)
        screen.press(b"\x1b[<32;70;4M", b"\x1b[<0;70;4m")
        tag_and_leave(screen)
    assert spans_of(project) == [("agency", "وزارة")]
