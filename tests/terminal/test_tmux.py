"""Tmux: what is asked of it, what it is told, and that its pane is left as it was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.terminal import (
    PROFILES,
    Overrides,
    Settings,
    TerminalQuestion,
    detect,
    profile_for,
)
from tests.terminal.fake import fake_terminal

INSIDE = {"TERM": "tmux-256color", "TMUX": "/s,1,0", "TMUX_PANE": "%3"}
BDSM = profile_for("bdsm", multiplexer="tmux")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tmux that answers what the file `says` holds; returns the list of what it was told."""
    told = tmp_path / "told"
    program = tmp_path / "tmux"
    program.write_text(f'#!/bin/sh\necho "$@" >> {told}\ncat {tmp_path}/says\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "says").write_text("VTE(7006)\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return told


def sat_through(*, prepares: bool = True) -> tuple[str, bytes]:
    """The outer terminal's version, and what was written, from the question to the way out."""
    with fake_terminal(lambda _: b"\x1b[?1;2c") as terminal:
        with TerminalQuestion(INSIDE, source=terminal.line, target=terminal.line) as question:
            version = question.answer().version or ""
            if prepares:
                question.prepare(BDSM)
        return version, terminal.asked


def test_tmux_says_what_it_is_drawn_on(calls: Path) -> None:
    """The outer terminal's own name is asked of tmux, and its profile is the one that counts."""
    version, _ = sat_through()
    assert version == "VTE(7006)"
    with fake_terminal(lambda _: b"\x1b[?1;2c") as terminal:
        question = TerminalQuestion(INSIDE, source=terminal.line, target=terminal.line)
        with question:
            found = detect(INSIDE, overrides=Overrides(), settings=Settings(), ask=question.answer)
    assert found.profile == BDSM
    assert found.identity == "tmux vte 7006"


def test_the_pane_s_option_is_taken_back(calls: Path) -> None:
    """Passing on is allowed for the own pane while the program runs, and unset after it."""
    sat_through()
    first, *others = calls.read_text(encoding="utf-8").splitlines()
    assert first.endswith("set-option -pq -t %3 allow-passthrough on")
    assert others == [
        "refresh-client",
        "set-option -pqu -t %3 allow-passthrough ; refresh-client",
    ]


def test_a_pane_that_said_something_keeps_its_word(calls: Path) -> None:
    """An option that the pane had is set again, not unset."""
    (calls.parent / "says").write_text("VTE(7006)\nall\n", encoding="utf-8")
    sat_through()
    assert "set-option -pq -t %3 allow-passthrough all" in calls.read_text(encoding="utf-8")


def test_every_row_is_made_anew_at_both_ends(calls: Path) -> None:
    """The outer terminal is told and cleared only after tmux has answered once."""
    clear = b"\x1bPtmux;\x1b\x1b[2J\x1b\\\x1b[c"
    before, after = BDSM.before.encode(), BDSM.after.encode()
    assert sat_through()[1] == b"\x1b[c" + before + clear + b"\x1b[c" + after + clear


def test_a_terminal_that_needs_nothing_is_told_nothing(calls: Path) -> None:
    """Without a profile to set, tmux passes nothing on and draws nothing again."""
    assert sat_through(prepares=False)[1] == b""
    assert "refresh-client" not in calls.read_text(encoding="utf-8")


def test_a_tmux_that_cannot_be_started_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a tmux to start, the outer terminal is unknown and nothing fails."""
    monkeypatch.setenv("PATH", "")
    assert sat_through()[0] == ""


def test_a_tmux_that_hangs_costs_a_bounded_wait(
    calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tmux that never answers is given up, and its terminal taken for unknown."""
    monkeypatch.setattr("hashiya.terminal.tmux.PATIENCE_SECONDS", 0.1)
    (calls.parent / "tmux").write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    assert sat_through(prepares=False)[0] == ""


def test_profiles_are_wrapped_for_the_multiplexer_only() -> None:
    """A name gives bare sequences without a multiplexer, and none after when not wanted."""
    assert profile_for("bdsm") == PROFILES["bdsm"]
    assert profile_for("bdsm", multiplexer="tmux", restores=False).after == ""
