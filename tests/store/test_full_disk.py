"""A full disk: an error in words, nothing lost, and work goes on when there is room again."""

from __future__ import annotations

import errno
import os
import resource

import pytest
from tests.store.making import SCHEME, Project, adding, annotated, annotation, plain
from tests.store.raw import run_child

from hashiya.errors import StoreError
from hashiya.store import Store, create_project, open_project
from hashiya.store.locking import WriteLock


def _record_until_refused(store: Store, session: str) -> tuple[list[str], StoreError]:
    """Acts until one is refused: the ids of those that were saved, and the error."""
    saved: list[str] = []
    for number in range(1000):
        try:
            store.record(session, "d1", adding(annotation(str(number))))
        except StoreError as error:
            return saved, error
        saved.append(str(number))
    pytest.fail("there was room for everything")


def test_a_full_file_refuses_and_goes_on_later(project: Project) -> None:
    """Acts and imports are refused whole while there is no room; what was saved stays."""
    session = project.sit()
    project.store.put(session, [plain()])
    connection = project.store._handle.connection  # type: ignore[attr-defined]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    saved, error = _record_until_refused(project.store, session)
    assert "disk is full" in str(error)
    with pytest.raises(StoreError, match="disk is full"):
        project.store.put(session, [annotated(f"n{number}") for number in range(50)])
    held = [each.id for each in project.store.layer("d1", "salma").annotations]
    assert sorted(held) == sorted(saved)
    connection.execute("PRAGMA max_page_count = 1000000")
    project.store.record(session, "d1", adding(annotation("later")))
    assert project.store.put(session, [annotated("n0")])[0].kind == "added"
    assert [*project.reopen().check()] == []


def test_a_file_that_may_not_grow_refuses_and_goes_on_later(project: Project) -> None:
    """A write that the system cuts short is an error; the store works again in the same process."""
    project.store.put(project.sit(), [plain()])
    project.store.close()

    def work(output: int) -> None:
        store = open_project(project.path)
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", adding(annotation("first")))
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        room = project.path.stat().st_size + 40_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        saved, error = _record_until_refused(store, session)
        assert str(project.path) in str(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        held = [each.id for each in store.layer("d1", "salma").annotations]
        assert sorted(held) == sorted(["first", *saved])
        store.record(session, "d1", adding(annotation("later")))
        assert [*store.check()] == []
        store.close()
        os.write(output, str(len(saved) + 2).encode())

    saved = int(run_child(work))
    assert len(project.reopen().layer("d1", "salma").annotations) == saved


def test_no_room_for_a_new_project_leaves_nothing(project: Project) -> None:
    """Making a project on a full disk is a clean error without a half-made file."""
    folder = project.path.parent / "new"
    folder.mkdir()

    def work(output: int) -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with pytest.raises(StoreError):
            create_project(folder / "x.hashiya", name="x", scheme=SCHEME)
        os.write(output, b"refused")

    assert run_child(work) == b"refused"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EMFILE, "does not read or write")]
)
def test_a_lock_that_cannot_be_made_is_an_error_in_words(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Trouble beside the project's own file is said like any other, and passes."""
    session = project.sit()
    project.store.put(session, [plain()])

    def fail(_lock: WriteLock) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(WriteLock, "acquire", fail)
        with pytest.raises(StoreError, match=words):
            project.store.record(session, "d1", adding(annotation("a")))
    assert project.store.record(session, "d1", adding(annotation("a"))).seq == 1
