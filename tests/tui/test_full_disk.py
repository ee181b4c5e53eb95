"""A full disk under the real program: it stays up, says so, keeps what was done, and goes on."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.corpus import article
from benchmarks.terminal import Terminal

from hashiya.model import Annotation
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    check_project,
    default_scheme,
    import_paths,
    make_project,
)

COMMAND = "from hashiya.cli import main; main()"
FULL = 1_000
"""Bytes after which no file may grow or be written any more: less than any part of a project."""


def make(folder: Path) -> Path:
    """A project of one long article."""
    path = folder / "news.hashiya"
    make_project(path, default_scheme())
    text = folder / "article.txt"
    text.write_text(article(words=400, spans=1).text, encoding="utf-8")
    import_paths(path, [text], ImportOptions(alias="lead"))
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """On the disk of the tests."""
    return make(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    words = [mount, "-t", "tmpfs", "-o", "size=2m", "hashiya-tests", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def opened(project: Path) -> list[str]:
    """The program's command."""
    return [sys.executable, "-c", COMMAND, "-p", str(project), "annotate", "--as", "salma"]


def tag(terminal: Terminal, times: int = 1) -> None:
    """Tag this word and go to the next."""
    for _ in range(times):
        terminal.send("4")
        terminal.send("left")
        terminal.settle(0.05)


def until(terminal: Terminal, words: str) -> None:
    """Wait until these words stand on the screen, unless they do."""
    for _ in range(300):
        if words in terminal.text():
            return
        terminal.settle(0.1, limit=0.3)
    pytest.fail(f"{words!r} never came; the screen was:\n{terminal.text()}")


def held(project: Path) -> list[Annotation]:
    """What somebody finds who opens the project."""
    session = AnnotationSession.open(project, "omar")
    layer = session._store.layer(session._store.page("omar")[0].id, "salma")
    session.close()
    return [*layer.annotations]


def allow(terminal: Terminal, size: int) -> None:
    """Let the program's files grow to this size."""
    hard = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (size, hard))


def test_what_cannot_be_written_waits_and_is_written_in_order(project: Path) -> None:
    """Tags on a full disk are on the screen, said not to be saved, and saved when there is room."""
    with Terminal(opened(project), columns=120) as terminal:
        until(terminal, "● saved")
        tag(terminal, 2)
        until(terminal, "● saved")
        allow(terminal, FULL)
        tag(terminal)
        until(terminal, "not saved: ")
        assert "not saved: the disk does not" in terminal.text()
        tag(terminal, 3)
        until(terminal, "✗ 4 not saved")
        assert "4 topic 6" in terminal.text()
        assert len(held(project)) == 2
        terminal.send("u")
        until(terminal, "✗ 3 not saved")
        assert "4 topic 5" in terminal.text()
        terminal.send("q")
        until(terminal, "3 edits are not saved")
        allow(terminal, resource.RLIM_INFINITY)
        terminal.send("w")
        until(terminal, "● saved")
        tag(terminal)
        until(terminal, "4 topic 6")
        terminal.send("u")
        until(terminal, "undone: ")
        until(terminal, "4 topic 5")
        terminal.send("u")
        until(terminal, "4 topic 4")
        terminal.send("r")
        until(terminal, "4 topic 5")
        terminal.send("q")
        terminal.settle(0.5)
    annotations = held(project)
    assert len(annotations) == 5
    starts = [each.span.start for each in annotations]
    assert starts == sorted(starts)
    assert check_project(project) == []


def test_what_waits_is_written_by_itself(project: Path) -> None:
    """Nobody has to press a key once there is room again."""
    with Terminal(opened(project), columns=120) as terminal:
        until(terminal, "● saved")
        allow(terminal, FULL)
        tag(terminal, 2)
        until(terminal, "✗ 2 not saved")
        allow(terminal, resource.RLIM_INFINITY)
        until(terminal, "● saved")
    assert len(held(project)) == 2
    assert check_project(project) == []


def test_a_small_disk_that_fills_up(small_disk: Path) -> None:
    """On a real file system without a byte left, the same; and with room again all is written."""
    project = make(small_disk)
    with Terminal(opened(project), columns=120) as terminal:
        until(terminal, "● saved")
        tag(terminal)
        until(terminal, "● saved")
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass  # That was the last of it.
        done = 1
        while "not saved" not in terminal.text():
            assert done < 60, "there was room for everything"
            tag(terminal)
            done += 1
            terminal.settle(0.1)
        assert "not saved: free some space" in terminal.text()
        tag(terminal, 2)
        assert f"4 topic {done + 2}" in terminal.text()
        filler.unlink()
        terminal.send("w")
        until(terminal, "● saved")
    assert len(held(project)) == done + 2
    assert check_project(project) == []
