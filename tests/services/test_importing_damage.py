"""Damaged files on their whole way in: counted, and the project is as good as before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.services import (
    ImportOptions,
    check_project,
    default_scheme,
    import_paths,
    make_project,
)
from tests.formats.damage import attempts

SHORT = 100
LONG = 50_000
AT_ONCE = 500
"""Files that come into one project."""


def bring(folder: Path, count: int, seed: int) -> None:
    """Import damaged files of all formats, by name and by guess, with any options."""
    chance = random.Random(seed)
    (folder / "files").mkdir()
    project = folder / "news.hashiya"
    for number, tried in enumerate(attempts(folder / "files", count, seed, None)):
        if number % AT_ONCE == 0:
            project.unlink(missing_ok=True)
            make_project(project, default_scheme())
        options = ImportOptions(
            alias="reader",
            format_name=chance.choice((tried.name, None)),
            new_labels=chance.choice(("add", "refuse")),
            is_done=chance.random() < 0.2,
            layer=chance.choice((None, "gold")),
            read=tried.said,
        )
        try:
            report = import_paths(project, [tried.path], options).report
        except UsageError:
            continue
        assert report.documents_in or report.kinds
        if number % AT_ONCE == AT_ONCE - 1 or number == count - 1:
            assert check_project(project) == []


def test_damaged_files_leave_a_project_sound(tmp_path: Path) -> None:
    """Nothing but a refusal of options leaves an import, and the checks find nothing after it."""
    bring(tmp_path, SHORT, seed=3)


@pytest.mark.torture
def test_many_damaged_files_leave_a_project_sound(tmp_path: Path) -> None:
    """The same at length."""
    bring(tmp_path, LONG, seed=4)


def test_a_file_that_lost_all_its_documents_says_so(tmp_path: Path) -> None:
    """A header that nothing follows is no damage, and no silence either."""
    project, empty = tmp_path / "news.hashiya", tmp_path / "empty.jsonl"
    make_project(project, default_scheme())
    empty.write_text('{"hashiya":"jsonl","version":1}\n', encoding="utf-8")
    report = import_paths(project, [empty], ImportOptions(alias="reader")).report
    assert (report.documents_in, dict(report.kinds)) == (0, {"skipped": 1})
