"""kill -9 during annotation: everything the screen called saved is in the file."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest
from benchmarks.corpus import article
from benchmarks.terminal import Terminal

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    check_project,
    default_scheme,
    import_paths,
    make_project,
)

COMMAND = "from hashiya.cli import main; main()"
TOPICS = re.compile(r"^ 1 \S+ \d+ .* 4 \S+ (\d+)", re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One long article without annotations."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    text = tmp_path / "article.txt"
    text.write_text(article(words=2000, spans=1).text, encoding="utf-8")
    import_paths(path, [text], ImportOptions(alias="salma"))
    return path


def topics_called_saved(terminal: Terminal) -> int | None:
    """How many topics the label bar shows while the status line says saved, or None."""
    screen = terminal.text()
    found = TOPICS.search(screen)
    return int(found[1]) if found and "● saved" in screen else None


def annotate_until_killed(project: Path, chance: random.Random) -> int:
    """Tag word after word and kill at a random moment; the last count that was called saved."""
    command = [sys.executable, "-c", COMMAND, "-p", str(project), "annotate", "--as", "salma"]
    called_saved = 0
    with Terminal(command) as terminal:
        terminal.wait_for("● saved")
        terminal.send("n" * chance.randrange(80))  # somewhere else than before the last kill
        for _ in range(chance.randrange(2, 12)):
            terminal.send("left")
            terminal.send("4")
            terminal.settle(chance.choice([0.0, 0.01, 0.05]))
            called_saved = topics_called_saved(terminal) or called_saved
        terminal.kill()
    return called_saved


def kill_again_and_again(project: Path, cycles: int) -> None:
    """After every kill the file holds at least what was called saved, and is whole."""
    chance = random.Random(17)
    most = 0
    for cycle in range(cycles):
        called_saved = annotate_until_killed(project, chance)
        session = AnnotationSession.open(project, "salma")
        page = session.resume()
        session.close()
        assert page is not None
        held = len(page.layer.annotations)
        assert held >= called_saved, f"cycle {cycle}: {called_saved} called saved, {held} held"
        most = max(most, called_saved)
    assert most > 0
    assert check_project(project) == []


def test_nothing_called_saved_is_lost_to_a_kill(project: Path) -> None:
    """Five kills at random moments of real key presses in a real pseudo-terminal."""
    kill_again_and_again(project, 5)


@pytest.mark.torture
def test_nothing_called_saved_is_lost_to_five_hundred_kills(project: Path) -> None:
    """The same five hundred times."""
    kill_again_and_again(project, 500)
