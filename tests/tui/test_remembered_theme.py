"""Remembered theme: what a person chose last is there the next time, and nothing else is lost."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

import pytest
from benchmarks.terminal import Terminal
from tests.tui.sessions import MemorySession

from hashiya.errors import UsageError
from hashiya.services import default_scheme, make_project
from hashiya.terminal import Settings
from hashiya.tui.app import HashiyaApp
from hashiya.tui.themes import DARK, LIGHT, PLAIN

COMMAND: Final = "from hashiya.cli import main; main()"
PAPER: Final = b"48;2;251;250;246"
"""How a terminal is told the light theme's background."""

OTHERS: Final = """# mine
[terminal]
shape = "base"

[terminals."vte 7600"]
bidi = "bdsm"
"""


def test_a_theme_is_kept_beside_everything_else(tmp_path: Path) -> None:
    """Saving a theme leaves every other line of the file, and the next one replaces it."""
    path = tmp_path / "settings.toml"
    path.write_text(OTHERS, encoding="utf-8")
    Settings.load(path).with_theme("nord").save()
    Settings.load(path).with_theme(LIGHT.name).save()
    found = Settings.load(path)
    assert found.theme == LIGHT.name
    assert found.for_terminal("vte 7600") == {"shape": "base", "bidi": "bdsm"}
    assert found.text == OTHERS + f'\n[interface]\ntheme = "{LIGHT.name}"\n'
    assert found.with_choice("vte 7600", "plain").theme == LIGHT.name


@pytest.mark.parametrize("text", ["not [ toml", 'interface = "dark"', "[interface]\ntheme = 3"])
def test_a_file_that_says_no_theme_is_no_trouble(tmp_path: Path, text: str) -> None:
    """A broken file, or one with something else for a theme, means none was chosen."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert Settings.load(path).theme == ""


@pytest.mark.parametrize(("text", "name"), [("not [ toml", "nord"), ("", 'a"\n[x]'), ("", "")])
def test_what_cannot_be_kept_is_refused(tmp_path: Path, text: str, name: str) -> None:
    """A broken file is not overwritten, and no name can write more than itself."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be saved"):
        Settings.load(path).with_theme(name)


def started_with(theme: str) -> str:
    """The theme an application starts with."""
    app = HashiyaApp(MemorySession, "salma", theme=theme)
    return app.theme


def test_the_terminals_wish_is_stronger(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remembered theme gives way to NO_COLOR and to TEXTUAL_THEME, and an unknown one to ours."""
    assert started_with(LIGHT.name) == LIGHT.name
    assert started_with("gone") == DARK.name
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    assert started_with(LIGHT.name) == "nord"
    monkeypatch.setenv("NO_COLOR", "1")
    assert started_with(LIGHT.name) == PLAIN.name


def test_the_next_run_starts_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme chosen before leaving is the one the program starts with again."""
    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("HASHIYA_SETTINGS", str(settings))
    project = tmp_path / "p.hashiya"
    make_project(project, default_scheme())
    command = [sys.executable, "-c", COMMAND, "-p", str(project), "annotate", "--as", "salma"]
    with Terminal(command) as terminal:
        terminal.wait_for("hashiya import")
        terminal.settle(0.3)
        assert PAPER not in terminal.output
        terminal.send("t")
        terminal.settle(0.3)
        assert PAPER in terminal.output
        terminal.send("q")
        end = time.monotonic() + 20
        while not settings.exists() and time.monotonic() < end:
            terminal.settle(0.1)
    assert settings.read_text(encoding="utf-8") == f'[interface]\ntheme = "{LIGHT.name}"\n'
    with Terminal(command) as terminal:
        terminal.wait_for("hashiya import")
        assert PAPER in terminal.output
