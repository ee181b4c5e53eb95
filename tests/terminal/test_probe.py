"""Probe: one burst, a bounded wait, and a tty that is put back on every way out."""

from __future__ import annotations

import os
import pty
import termios
import time
from pathlib import Path

import pytest

from hashiya.terminal import NO_REPLIES, Replies, TerminalQuestion
from tests.terminal.fake import Answer, fake_terminal

XTERM = {"TERM": "xterm-256color"}
VTE_SAYS = b"\x1b[8;1$y\x1bP>|VTE(7006)\x1b\\\x1b[>65;7006;1c\x1b[?62;22c"


def asked(answer: Answer, *, after_seconds: float = 0.0) -> tuple[Replies, float, bytes]:
    """What a terminal's answer is understood as, how long that took, and what it was asked."""
    with fake_terminal(answer, after_seconds=after_seconds) as terminal:
        before = termios.tcgetattr(terminal.line)
        with TerminalQuestion(XTERM, source=terminal.line, target=terminal.line) as question:
            quiet = termios.tcgetattr(terminal.line)
            assert not quiet[3] & (termios.ECHO | termios.ICANON)
            assert not quiet[0] & termios.ICRNL  # Enter stays Enter
            started = time.monotonic()
            replies = question.answer()
            seconds = time.monotonic() - started
            assert question.answer() is replies
        assert termios.tcgetattr(terminal.line) == before
        return replies, seconds, terminal.asked


def test_a_terminal_that_answers_is_understood_at_once() -> None:
    """One burst is written, its fence last, and the answers are read as soon as they are there."""
    replies, _, question = asked(lambda _: VTE_SAYS)
    assert question == b"\x1b[8$p\x1b[>q\x1b[>c\x1b[c"
    assert replies == Replies(VTE_SAYS, 1, "VTE(7006)", "62;22", "65;7006;1", is_complete=True)


def test_a_terminal_that_knows_only_the_fence_is_not_waited_for() -> None:
    """DA1 alone ends the wait: nothing of the burst comes after it."""
    replies, seconds, _ = asked(lambda _: b"\x1b[?1;2c")
    assert replies.is_complete
    assert replies.version is None
    assert seconds < 0.14


def test_a_silent_terminal_costs_a_bounded_wait() -> None:
    """Without any answer the wait ends, with nothing known."""
    replies, seconds, _ = asked(lambda _: b"")
    assert replies == NO_REPLIES
    assert 0.1 < seconds < 0.4


def test_a_terminal_that_stops_in_the_middle_costs_a_bounded_wait() -> None:
    """An answer without its fence is waited for a little longer, and used as far as it goes."""
    replies, seconds, _ = asked(lambda _: b"\x1b[8;1$y\x1b[?62")
    assert replies.bidi_mode == 1
    assert not replies.is_complete
    assert replies.typed == b"\x1b[?62"
    assert 0.3 < seconds < 0.9


def test_a_late_terminal_is_not_waited_for() -> None:
    """What comes after the wait is left for whoever reads next."""
    replies, seconds, _ = asked(lambda _: VTE_SAYS, after_seconds=0.5)
    assert replies == NO_REPLIES
    assert seconds < 0.45


@pytest.mark.parametrize("noise", [b"\xff\x00\x1b[[", b"p", b"n\x1b[D", b"\x1bP>|\x1b\\" * 20])
def test_noise_before_the_fence_is_kept_as_typed(noise: bytes) -> None:
    """Garbage and keys end up with what was typed, and the fence still ends the wait."""
    replies, seconds, _ = asked(lambda _: noise + b"\x1b[?62;22c")
    assert replies.is_complete
    assert len(replies.typed) + len(replies.raw) == len(noise) + len(b"\x1b[?62;22c")
    assert seconds < 0.14


def test_a_file_poured_into_the_terminal_ends_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """After more bytes than any answer has, nothing more is waited for."""
    monkeypatch.setattr("hashiya.terminal.probe.MAX_ANSWER_BYTES", 1000)
    replies, seconds, _ = asked(lambda _: b"x" * 3000)
    assert replies.typed
    assert seconds < 0.14


@pytest.mark.parametrize(
    ("environment", "question"),
    [
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, b"\x1b[>q\x1b[>c\x1b[c"),
        ({"TERM": "linux"}, b"\x1b[>q\x1b[>c\x1b[c"),
        ({"TERM": "screen", "STY": "1.tty"}, b"\x1bP\x1b[8$p\x1b[>q\x1b[>c\x1b[c\x1b\\"),
        ({"TERM": "dumb"}, b""),
        ({}, b""),
    ],
)
def test_nobody_is_asked_what_it_would_print(environment: dict[str, str], question: bytes) -> None:
    """Terminals that print a question's last letter are not asked it; GNU screen passes it on."""
    master, line = pty.openpty()
    with TerminalQuestion(environment, source=line, target=line) as asking:
        os.set_blocking(master, False)
        written = os.read(master, 100) if question else b""
        assert written == question
        asking.answer()
    os.close(master)
    os.close(line)


def test_nothing_is_asked_when_a_person_has_said_it() -> None:
    """With an override the tty is quiet all the same, but no question is written."""
    with (
        fake_terminal(lambda _: VTE_SAYS) as terminal,
        TerminalQuestion(XTERM, asks=False, source=terminal.line, target=terminal.line) as question,
    ):
        assert question.answer() == NO_REPLIES
        assert terminal.asked == b""


def test_without_a_terminal_nothing_happens(tmp_path: Path) -> None:
    """A pipe or a file is neither asked nor changed."""
    with (
        (tmp_path / "f").open("w+b") as file,
        TerminalQuestion(XTERM, source=file.fileno(), target=file.fileno()) as question,
    ):
        assert question.answer() == NO_REPLIES
    assert (tmp_path / "f").read_bytes() == b""


def test_a_terminal_that_has_gone_is_no_error() -> None:
    """Closed in the middle, the terminal has answered nothing, and leaving raises nothing."""
    master, line = pty.openpty()
    with TerminalQuestion(XTERM, source=line, target=line) as question:
        os.close(master)
        assert question.answer() == NO_REPLIES
    os.close(line)


def test_an_error_in_between_puts_the_tty_back() -> None:
    """Whatever ends the program while it loads, the tty echoes again."""
    master, line = pty.openpty()
    before = termios.tcgetattr(line)
    with (
        pytest.raises(KeyboardInterrupt),
        TerminalQuestion(XTERM, source=line, target=line),
    ):
        raise KeyboardInterrupt
    assert termios.tcgetattr(line) == before
    os.close(master)
    os.close(line)
