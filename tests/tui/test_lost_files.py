"""A project whose file is deleted, replaced or parted while somebody works: said, and saved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.tui.sessions import TEXT, Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    check_project,
    default_scheme,
    import_paths,
    make_project,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article, in a folder of its own."""
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "first.txt"], ImportOptions(alias="lead"))
    return path


def opened(project: Path) -> AnnotationSession:
    """A sitting."""
    return AnnotationSession.open(project, "salma")


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait until it was looked at."""
    for _ in range(500):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so(), desk.said()
    await desk.pilot.pause()


def held(project: Path) -> list[str]:
    """What somebody who opens a project finds tagged in it."""
    session = opened(project)
    page = session.resume()
    session.close()
    assert page is not None
    return [each.quote for each in page.layer.annotations]


def delete(project: Path) -> None:
    """Everything of it."""
    for path in project.parent.glob("news.hashiya*"):
        path.unlink()


def replace(project: Path) -> None:
    """By another project."""
    delete(project)
    make_project(project, default_scheme())


def part(project: Path) -> None:
    """From its log."""
    project.with_name(f"{project.name}-wal").unlink()


def digest(project: Path) -> bytes:
    """Of what stands in the file."""
    return hashlib.sha256(project.read_bytes()).digest()


def move(path: Path, to: Path) -> None:
    """As a person would in another window."""
    path.rename(to)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (delete, "the file is gone: put it back"),
        (replace, "another file replaced"),
        (part, "-wal or -shm file was deleted"),
    ],
)
async def test_it_is_said_at_once_and_all_of_it_is_rescued(
    project: Path, harm: Callable[[Path], None], words: str
) -> None:
    """Without a key it is said; F9 writes what was saved and what waits to a new file, for good."""
    rescued = project.with_name("news-rescued.hashiya")
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1")
        await desk.settled()
        harm(project)
        await until(desk, lambda: words in desk.said())
        assert "F9" in desk.said()
        assert "✗ the file is gone" in desk.lines()[0]
        await desk.go("مدير")
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.unsaved == 1
        assert len(desk.spans) == 2
        await desk.press("f9")
        await until(desk, lambda: rescued.name in desk.said())
        await until(desk, lambda: desk.app.queue.state.kind == "saved")
        assert "● saved" in desk.lines()[0]
        await desk.press("u")
        await until(desk, lambda: len(desk.spans) == 1)
        await desk.press("r")
        await until(desk, lambda: len(desk.spans) == 2)
        await desk.go("وزارة")
        await desk.press("2")
        await desk.settled()
    assert sorted(held(rescued)) == sorted(["نظمت", "مدير", "وزارة"])
    assert check_project(rescued) == []


def empty(project: Path) -> None:
    """To nothing, under the same inode."""
    project.write_bytes(b"")


def fill(project: Path) -> None:
    """With what is no project, and larger."""
    project.write_bytes(b"x" * (project.stat().st_size + 4_096))


def copy_over(project: Path) -> None:
    """With another project."""
    other = project.with_name("other.hashiya")
    make_project(other, default_scheme())
    size = project.stat().st_size
    content = other.read_bytes()
    project.write_bytes(content + b"\0" * max(0, size - len(content)))


@pytest.mark.parametrize("harm", [empty, fill, copy_over])
async def test_a_file_that_is_written_over_is_noticed(
    project: Path, harm: Callable[[Path], None]
) -> None:
    """It is said without a key; nothing more is called saved, and no broken copy is rescued."""
    rescued = project.with_name("news-rescued.hashiya")
    opened(project).close()
    async with sitting_at(partial(opened, project)) as desk:
        harm(project)
        await until(desk, lambda: "overwritten" in desk.said())
        assert "✗ the file was overwritten" in desk.lines()[0]
        written = digest(project)
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.unsaved == 1
        assert "saved" not in desk.lines()[0].replace("unsaved", "").replace("not saved", "")
        assert digest(project) == written
        await desk.press("f9")
        await until(desk, lambda: "too little" in desk.said() or rescued.name in desk.said())
        await desk.pilot.pause()
    assert digest(project) == written
    if rescued.exists():
        assert check_project(rescued) == []


async def test_a_file_that_comes_back_is_written_again(project: Path, tmp_path: Path) -> None:
    """Moved away and back, what waits is saved by itself, and it is said."""
    async with sitting_at(partial(opened, project)) as desk:
        move(project, tmp_path / "away")
        await until(desk, lambda: "file is gone" in desk.said())
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.kind == "failed"
        move(tmp_path / "away", project)
        await until(desk, lambda: desk.app.queue.state.kind == "saved")
        assert "● saved" in desk.lines()[0]
        assert desk.spans == [("agency", "نظمت")]
    assert held(project) == ["نظمت"]


async def test_leaving_without_the_file_is_asked_twice(project: Path) -> None:
    """The first quit says what would be lost and how it is kept."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1")
        await desk.settled()
        delete(project)
        await until(desk, lambda: "file is gone" in desk.said())
        await desk.press("q")
        await until(desk, lambda: "again loses it" in desk.said())
        assert desk.app.is_running
        await desk.press("q")
        await until(desk, lambda: desk.app.return_value == 0)


async def test_a_copy_that_cannot_be_written_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no folder takes the copy, the reason is said, and the next try finds all of it."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1")
        await desk.settled()
        delete(project)
        move(project.parent, project.parent.with_name("elsewhere"))
        await until(desk, lambda: "file is gone" in desk.said())
        with monkeypatch.context() as patch:
            patch.setenv("HOME", str(project.parent / "none"))
            await desk.press("f9")
            await until(desk, lambda: "does not exist" in desk.said())
        home = project.parent.with_name("home")
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        await desk.press("f9")
        await until(desk, lambda: "you go on in" in desk.said())
    assert held(home / "news-rescued.hashiya") == ["نظمت"]


async def test_there_is_nothing_to_rescue(project: Path) -> None:
    """While the file is there, F9 says so and makes nothing."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("f9")
        await until(desk, lambda: "nothing to rescue" in desk.said())
    assert [*project.parent.glob("*rescued*")] == []
