"""Pictures of terminals: what is compared and what is written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tools.screenshots.installing import install, missing
from tools.screenshots.picture import Picture
from tools.screenshots.terminals import TERMINALS

BLACK, RED = b"\0\0\0", b"\xff\0\0"


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        (Picture(2, 1, BLACK + RED), Picture(2, 1, BLACK + RED), 0),
        (Picture(2, 1, BLACK + RED), Picture(2, 1, RED + BLACK), 2),
        (Picture(2, 1, BLACK + RED), Picture(2, 1, BLACK + b"\xff\0\1"), 1),
        (Picture(2, 1, BLACK + RED), Picture(1, 2, BLACK + RED), 2),
    ],
)
def test_pixels_that_differ_are_counted(one: Picture, other: Picture, differing: int) -> None:
    """A pixel differs when one of its colours does, and every pixel when the sizes differ."""
    assert one.differing(other) == differing


@pytest.mark.parametrize(("red", "is_painted"), [(0, False), (4, False), (60, True)])
def test_a_line_is_not_a_page(red: int, is_painted: bool) -> None:  # noqa: FBT001 - a parameter
    """A screen with few coloured pixels is not yet painted by the program."""
    assert Picture(10, 10, RED * red + BLACK * (100 - red)).is_painted is is_painted


def has_imagemagick() -> bool:
    """Whether `convert` is ImageMagick's; other programs of this name exist."""
    if shutil.which("convert") is None:
        return False
    told = subprocess.run(["convert", "-version"], capture_output=True, check=False, timeout=60)
    return b"Version: ImageMagick" in told.stdout


@pytest.mark.skipif(not has_imagemagick(), reason="ImageMagick writes the pictures")
def test_the_same_pixels_are_the_same_file(tmp_path: Path) -> None:
    """A picture is written without a date, so that an unchanged one is an unchanged file."""
    picture = Picture(20, 10, RED * 100 + BLACK * 100)
    picture.write(tmp_path / "a.png")
    picture.write(tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert b"tIME" not in (tmp_path / "a.png").read_bytes()


def test_every_terminal_can_be_started(tmp_path: Path) -> None:
    """Each recipe works in an empty home and ends with a program and what it runs."""
    for terminal in TERMINALS:
        home = tmp_path / terminal.name
        home.mkdir()
        command = terminal.command(home, "/bin/true")
        assert terminal.packages
        assert terminal.programs
        assert command


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every program on the path no installer is started."""
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/true")
    assert missing() == ()
    assert install(TERMINALS) == ""
