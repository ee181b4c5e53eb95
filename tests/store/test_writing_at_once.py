"""Several writers: nothing lost, nothing double, turns in order, and words while waiting."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from tests.store.making import Project, adding, annotated, annotation, plain
from tests.store.raw import child, read_all

from hashiya.errors import StoreError
from hashiya.store import open_project
from hashiya.store.connecting import Opening
from hashiya.store.locking import WriteLock
from hashiya.store.sqlite import open_existing


def _writer(path: Path, alias: str, acts: int) -> Callable[[int], None]:
    def work(output: int) -> None:
        store = open_project(path)
        store.add_annotator(alias)
        session = store.open_session(alias, "laptop", "0.1")
        for number in range(acts):
            store.record(session, "d1", adding(annotation(f"{session}.{number}")))
            os.write(output, f"{session}.{number}\n".encode())
        store.put(session, [annotated(f"of {session}")])
        store.close()

    return work


@pytest.mark.parametrize("aliases", [("salma", "omar"), ("salma", "salma", "omar", "salma")])
def test_writers_at_once_lose_nothing_and_double_nothing(
    project: Project, aliases: tuple[str, ...]
) -> None:
    """Processes that write the same document at the same time all find their work afterwards."""
    acts = 25
    project.store.put(project.sit(), [plain()])
    project.store.close()
    written: dict[str, list[str]] = {alias: [] for alias in aliases}
    children = [child(_writer(project.path, alias, acts)) for alias in aliases]
    started = [context.__enter__() for context in children]
    for alias, context, (process, output) in zip(aliases, children, started, strict=True):
        written[alias] += read_all(output).decode().split()
        assert os.waitpid(process, 0)[1] == 0
        context.__exit__(None, None, None)
    store = project.reopen()
    for alias, ids in written.items():
        assert sorted(each.id for each in store.layer("d1", alias).annotations) == sorted(ids)
    assert sum(map(len, written.values())) == acts * len(aliases)
    assert [*store.check()] == []
    assert store.counts().documents == 1 + len(aliases)
    assert [line.position for line in store.page("salma")] == [*range(1, 2 + len(aliases))]


def test_somebody_who_waits_is_told_and_gives_up_in_words(project: Project) -> None:
    """While another process writes, the waiting one hears who it is, and later gets its turn."""
    project.store.put(project.sit(), [plain()])
    heard: list[tuple[float, int | None]] = []
    opening = Opening(patience=0.6, on_wait=lambda seconds, who: heard.append((seconds, who)))
    waiting = open_existing(project.path, opening=opening)
    waiting.add_annotator("salma")
    session = waiting.open_session("salma", "laptop", "0.1")
    other = WriteLock(project.path, mode=0o600, patience=1.0)
    other.acquire()
    with pytest.raises(StoreError, match=f"process {os.getpid()} has been writing"):
        waiting.record(session, "d1", adding(annotation("a")))
    assert heard
    assert heard[0][1] == os.getpid()
    other.release()
    assert waiting.record(session, "d1", adding(annotation("a"))).seq == 1
    other.close()
    waiting.close()


def test_a_turn_that_comes_is_taken(project: Project) -> None:
    """A writer that waits goes on as soon as the other lets go."""
    session = project.sit()
    project.store.put(session, [plain()])
    other = WriteLock(project.path, mode=0o600, patience=1.0)
    other.acquire()

    def let_go() -> None:
        time.sleep(0.3)
        other.release()

    thread = Thread(target=let_go)
    thread.start()
    began = time.monotonic()
    project.store.record(session, "d1", adding(annotation("a")))
    assert 0.2 < time.monotonic() - began < 5
    thread.join()
    other.close()


def test_a_listener_that_breaks_gives_the_place_up(project: Project) -> None:
    """Whatever stops the waiting, the turn is not taken by a ghost."""

    class EnoughError(Exception):
        """Somebody pressed a key."""

    def enough(_seconds: float, _process: int | None) -> None:
        raise EnoughError

    other = WriteLock(project.path, mode=0o600, patience=5.0)
    other.acquire()
    waiting = WriteLock(project.path, mode=0o600, patience=5.0, on_wait=enough)
    with pytest.raises(EnoughError):
        waiting.acquire()
    other.release()
    time.sleep(0.1)
    other.acquire()
    other.close()
    waiting.close()


def test_turns_come_in_the_order_of_asking(tmp_path: Path) -> None:
    """Those who stand in line are served one after the other, nobody twice before the rest."""
    path = tmp_path / "x.hashiya"
    first = WriteLock(path, mode=0o600, patience=10.0)
    first.acquire()
    served: list[int] = []

    def stand(number: int) -> None:
        lock = WriteLock(path, mode=0o600, patience=10.0)
        lock.acquire()
        served.append(number)
        lock.release()
        lock.close()

    threads = []
    for number in range(5):
        threads.append(Thread(target=stand, args=(number,)))
        threads[-1].start()
        time.sleep(0.05)
    first.release()
    for thread in threads:
        thread.join()
    first.close()
    assert served == [0, 1, 2, 3, 4]


def test_nobody_who_has_just_written_gets_past_those_who_wait(tmp_path: Path) -> None:
    """Who waits stands at the door, so that the next turn is theirs, however fast others ask."""
    path = tmp_path / "p.hashiya"
    path.touch()
    first, second = (WriteLock(path, mode=0o600, patience=10.0) for _ in range(2))
    turns = []

    def wait() -> None:
        second.acquire()
        turns.append("waiting")
        second.release()

    for _ in range(50):
        first.acquire()
        waiting = Thread(target=wait)
        waiting.start()
        while not _is_locked(tmp_path / "p.hashiya-door"):
            time.sleep(0.001)
        first.release()
        first.acquire()
        turns.append("again")
        first.release()
        waiting.join()
    assert turns == ["waiting", "again"] * 50
    for lock in (first, second):
        lock.close()


def _is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_foreign_writer_is_waited_for_and_then_named(project: Project) -> None:
    """Another program's SQLite lock is an error in words, and nothing is half written."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store._handle.connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
    with closing(sqlite3.connect(project.path, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="close the other program"):
            project.store.record(session, "d1", adding(annotation("a")))
        assert project.store.layer("d1", "salma").annotations == ()
    assert project.store.record(session, "d1", adding(annotation("a"))).seq == 1
