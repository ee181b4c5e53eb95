"""What gets into a project of who works where: aliases, and nothing that the system knows."""

from __future__ import annotations

import os
import platform
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.services import FeedbackSession, ReviewPlan, ReviewSession, expect_known
from tests.cli.conftest import Command
from tests.cli.test_packs import work

MACHINE = "machine-of-somebody"
LOGIN = "real-name"


@pytest.fixture
def unnamed(hashiya: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A project with one text, on a machine and under a login with telling names, no alias set."""
    monkeypatch.setattr(platform, "node", lambda: MACHINE)
    monkeypatch.delenv("HASHIYA_ANNOTATOR")
    (folder / "a1.txt").write_text(
        "قال والي بنك المغرب أمس إن ذلك تم. وحضر ممثل.", encoding="utf-8"
    )
    assert hashiya("init", "news").code == 0
    return hashiya


def people(project: Path) -> list[str]:
    """Aliases of everybody."""
    with closing(sqlite3.connect(project)) as found:
        return [row[0] for row in found.execute("SELECT alias FROM annotator ORDER BY alias")]


def test_texts_come_in_without_anybody(unnamed: Command, folder: Path) -> None:
    """Nobody is in the project after an import that holds no annotations."""
    assert unnamed("import", "a1.txt").code == 0
    assert people(folder / "news.hashiya") == []
    assert "unchanged" in unnamed("import", "a1.txt").out


def test_annotations_need_somebody_who_brings_them(unnamed: Command, folder: Path) -> None:
    """An import of them says how to name oneself, and takes nothing."""
    unnamed("import", "a1.txt", "--as", "lead")
    work(folder / "news.hashiya", "a1")
    assert unnamed("export", "jsonl", "--layer", "salma", "--out", "out").code == 0
    unnamed("init", "other")
    (written,) = (folder / "out").rglob("*.jsonl")
    refused = unnamed("-p", "other.hashiya", "import", written)
    assert (refused.code, "--as ALIAS" in refused.err, "salma" in refused.err) == (2, True, True)
    assert people(folder / "other.hashiya") == []
    assert unnamed("-p", "other.hashiya", "import", written, "--as", "lead").code == 0
    assert people(folder / "other.hashiya") == ["lead", "salma"]


@pytest.mark.parametrize(
    "said",
    [("assign", "--each", "1"), ("merge", "x.jsonl"), ("reread", "--share", "5")],
    ids=lambda said: said[0],
)
def test_who_gives_out_work_says_who_they_are(unnamed: Command, said: tuple[str, ...]) -> None:
    """No command that writes takes the login name for an alias."""
    refused = unnamed(*said)
    assert (refused.code, "--as ALIAS" in refused.err) == (2, True)


def test_a_project_that_knows_the_login_name_goes_on_with_it(
    unnamed: Command, folder: Path
) -> None:
    """What older versions wrote stays usable as it was."""
    unnamed("people", "add", LOGIN, "--role", "coordinator")
    assert unnamed("import", "a1.txt").code == 0
    assert unnamed("assign", "1", "--to", LOGIN).code == 0


def test_no_name_of_the_machine_or_the_login_is_written(unnamed: Command, folder: Path) -> None:
    """Neither in the project after everything that opens a sitting, nor in packs."""
    unnamed("import", "a1.txt")
    unnamed("people", "add", "salma")
    unnamed("assign", "1", "--to", "salma", "--as", "lead")
    unnamed("pack", "--for", "salma")
    assert unnamed("init", "--from", "news-salma.pack.jsonl").code == 0
    work(folder / "news-salma.hashiya", "a1")
    assert unnamed("-p", "news-salma.hashiya", "pack", "--back").code == 0
    merged = unnamed("-p", "news.hashiya", "merge", "news-salma.back.jsonl", "--as", "lead")
    assert merged.code == 0
    project = folder / "news.hashiya"
    work(project, "a1", "omar")
    plan = ReviewPlan(unfinished=True)
    with closing(ReviewSession.open(project, "lead", "check", plan)) as review:
        review.take_all_of(review.enter("a1"), "omar")
    with closing(FeedbackSession.open(project, "salma")) as feedback:
        list(feedback.documents())
    for each in folder.iterdir():
        data = each.read_bytes()
        for name in (MACHINE, LOGIN, os.uname().nodename):
            assert name.encode() not in data, f"{name} in {each.name}"


def test_a_sitting_is_in_a_copy_of_the_project(unnamed: Command, folder: Path) -> None:
    """Its device is the same in one file and another in the file made of a pack."""
    unnamed("import", "a1.txt")
    devices = []
    for name in ("news.hashiya", "other.hashiya"):
        if name == "other.hashiya":
            unnamed("init", "other")
            unnamed("-p", name, "import", "a1.txt")
        for alias in ("salma", "omar"):
            work(folder / name, "a1", alias)
        with closing(sqlite3.connect(folder / name)) as found:
            devices += sorted({row[0] for row in found.execute("SELECT device FROM session")})
    one, other = devices
    assert one != other
    assert one.startswith("copy-")


def test_a_slip_in_an_alias_makes_nobody(unnamed: Command, folder: Path) -> None:
    """Where others are, an unknown alias is refused with who may be meant; the first comes in."""
    project = folder / "news.hashiya"
    expect_known(project, "salam")
    unnamed("people", "add", "salma")
    with pytest.raises(UsageError, match="did you mean salma"):
        expect_known(project, "salam")
    with pytest.raises(UsageError, match="did you mean salma"):
        expect_known(project, "Salma")
    for another in ("omar", "sara", "salma-2", "salma٣"):
        expect_known(project, another)
    unnamed("people", "add", "nour")
    with pytest.raises(UsageError, match="people add omar"):
        expect_known(project, "omar")
    expect_known(project, "salma")


def test_an_unknown_alias_may_not_come_to_work_that_is_given_out(
    unnamed: Command, folder: Path
) -> None:
    """One person and a queue are a team, too."""
    unnamed("import", "a1.txt")
    unnamed("people", "add", "salma")
    assert unnamed("assign", "1", "--to", "salma", "--as", "salma").code == 0
    with pytest.raises(UsageError, match="people add omar"):
        expect_known(folder / "news.hashiya", "omar")
