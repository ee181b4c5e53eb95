"""`hashiya backup`: all that was saved, also while somebody has the project open."""

from __future__ import annotations

import shutil
from pathlib import Path

from hashiya.store import open_project
from tests.cli.conftest import Command
from tests.store.raw import tamper


def test_a_backup_has_what_is_not_in_the_file_yet(project: Path, hashiya: Command) -> None:
    """A plain copy of an open project lacks it; this one does not."""
    store = open_project(project)
    try:
        assert hashiya("people", "add", "salma").code == 0
        shutil.copy(project, "plain.hashiya")
        made = hashiya("-p", project, "backup", "whole")
    finally:
        store.close()
    assert (made.code, made.out) == (0, "whole.hashiya\n")
    assert "is whole" in made.err
    assert "salma" not in hashiya("-p", "plain.hashiya", "people").out
    assert "salma" in hashiya("-p", "whole.hashiya", "people").out


def test_in_a_folder_a_backup_is_called_after_the_project(
    project: Path, hashiya: Command, folder: Path
) -> None:
    """And after the minute, so that the next one has a name of its own."""
    (folder / "stick").mkdir()
    assert hashiya("backup", "stick").code == 0
    (copy,) = (folder / "stick").iterdir()
    assert copy.name.startswith(f"{project.stem}-20")
    assert hashiya("-p", copy, "doctor").code == 0


def test_nothing_is_written_over(project: Path, hashiya: Command) -> None:
    """What has the name stays as it is, the project itself too."""
    before = project.read_bytes()
    refused = hashiya("backup", project)
    assert refused.code == 3
    assert "choose another name" in refused.err
    assert project.read_bytes() == before


def test_damage_that_was_copied_is_said(project: Path, hashiya: Command) -> None:
    """Whoever relies on a backup must know."""
    assert tamper(project, "UPDATE document SET text = text || 'x'") == 1
    made = hashiya("backup", "copy")
    assert made.code == 1
    assert "wrong in the copy" in made.err
    assert "hashiya -p copy.hashiya doctor" in made.err
