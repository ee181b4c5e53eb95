"""`hashiya doctor --terminal`: the facts for a script, the questions on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hashiya.terminal import Settings
from tests.cli.conftest import Command
from tests.tui.ptys import OPEN, Pty, polite, running, set_size

ENTER = b"\x1b[?1049h"


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's settings, and a terminal that is known by name only."""
    for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM", "XTERM_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-kitty")
    monkeypatch.setenv("HASHIYA_SETTINGS", str(tmp_path / "settings.toml"))
    return tmp_path / "settings.toml"


def test_a_script_gets_the_facts(hashiya: Command, folder: Path) -> None:
    """Without a terminal the facts and the advice are printed, and no project is needed."""
    ran = hashiya("doctor", "--terminal")
    assert ran.code == 0
    assert "profile: plain\n" in ran.out
    assert "reason: the terminal is a kitty older than 0.40" in ran.out
    assert "identity: xterm-kitty\n" in ran.out
    assert "replies: none" in ran.out
    assert "advice: Set `force_ltr yes`" in ran.out


def test_json_holds_the_same(hashiya: Command, folder: Path) -> None:
    """With --json the facts are one object, by the same names."""
    found = json.loads(hashiya("doctor", "--terminal", "--json").out)
    assert found["profile"] == "plain"
    assert found["identity"] == "xterm-kitty"
    assert found["is_known"] is True
    assert found["advice"].startswith("Set `force_ltr yes`")


def test_what_is_said_counts(hashiya: Command, folder: Path) -> None:
    """An option beats what was found, and a wrong one is refused with the choices."""
    assert (
        "profile: lrm\nreason: --bidi says so" in hashiya("doctor", "--terminal", "--bidi=lrm").out
    )
    ran = hashiya("doctor", "--terminal", "--bidi", "nonsense")
    assert ran.code == 2
    assert "plain" in ran.err


def test_hostile_variables_are_only_shown(
    hashiya: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings and variables that hold control characters print as marks."""
    monkeypatch.setenv("HASHIYA_SETTINGS", f"{folder}/\x1b]0;x\x07\x9b31m")
    Path(os.environ["HASHIYA_SETTINGS"]).parent.mkdir(exist_ok=True)
    (folder / "\x1b]0;x\x07\x9b31m").write_text("= broken")
    ran = hashiya("doctor", "--terminal")
    assert "settings: " in ran.out
    assert not {"\x1b", "\x07", "\x9b"} & set(ran.out)


def started(folder: Path) -> tuple[Pty, subprocess.Popen[bytes]]:
    """The doctor in a pseudo-terminal that answers like an xterm."""
    master, slave = pty.openpty()
    set_size(slave, 80, 24)
    process = subprocess.Popen(
        [sys.executable, "-c", OPEN, "doctor", "--terminal"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        start_new_session=True,
    )
    os.close(slave)
    return Pty(process, master, polite), process


def test_on_a_terminal_it_asks(no_settings: Path) -> None:
    """On a terminal the questions open, answers count at once, and the last line says where."""
    doctor, process = started(no_settings.parent)
    try:
        doctor.wait_for(b"question 1 of 6")
        doctor.settle()
        assert b"\x1b[8l" not in doctor.written
        doctor.press(b"n")
        doctor.wait_for(b"\x1b[8l")
        doctor.press(*[b"y"] * 6)
        doctor.wait_for(b"Saved: bdsm")
        doctor.press(b"q")
        assert doctor.ended() == 0
    finally:
        process.kill()
        process.wait()
    left = doctor.written.rpartition(b"\x1b[?1049l")[2]
    assert b"Saved: bdsm" in left
    assert b"\x1b[8h" in left
    assert Settings.load(no_settings).for_terminal("xterm 379")["bidi"] == "bdsm"


def test_an_unknown_terminal_is_examined_once(hashiya: Command, project: Path) -> None:
    """Only the first sitting on a terminal that nobody knows begins with the questions."""

    def stranger(written: bytes) -> bytes:
        return polite(written).replace(b"XTerm(379)", b"Stranger(1)")

    for is_first in (True, False):
        with running(project, answer=stranger) as terminal:
            terminal.wait_for(b"question 1 of 6" if is_first else b"article")
            terminal.settle()
            assert (b"question 1 of 6" in terminal.written) == is_first
            terminal.press(*([b"\x1b"] if is_first else []))
            time.sleep(0.2)
            terminal.wait_for(b"article")
            terminal.press(b"q")
            assert terminal.ended() == 0
