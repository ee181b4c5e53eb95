"""A disk that fails now and then: said in words, nothing half written, and the next act goes on."""

from __future__ import annotations

import ctypes
import errno
import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.store.disks import run_on_disk
from tests.store.making import MINISTER, Project, adding, annotated, annotation, plain, replacing

from hashiya.errors import HashiyaError
from hashiya.store import Store, open_project

SESSION = """
import sys
from pathlib import Path
from tests.store.test_failing_disk import work
work(Path(sys.argv[1]), int(sys.argv[2]))
"""
ERRORS = (errno.EIO, errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def held(store: Store) -> dict[str, int]:
    """What is tagged: id and where."""
    return {each.id: each.span.start for each in store.layer("d1", "salma").annotations}


def work(path: Path, acts: int) -> None:
    """Acts on a disk that fails at random calls; prints what came of it. Run in a child."""
    disk = ctypes.CDLL(None)
    chance = random.Random(20260129)
    store = open_project(path)
    store._handle.connection.execute("PRAGMA wal_autocheckpoint = 40")  # type: ignore[attr-defined]
    session = store.open_session("salma", "laptop", "0.1")
    came: Counter[str] = Counter()
    words: set[str] = set()
    documents = store.counts().documents
    for number in range(acts):
        before, name = held(store), str(number)
        after = {**before, name: annotation(name).span.start}
        kind = chance.choice(["add", "add", "replace", "undo", "put"])
        store.record(session, "d1", adding(annotation(f"{name}.0")))
        before[f"{name}.0"] = after[f"{name}.0"] = annotation(name).span.start
        disk.hashiya_disk_fail(
            chance.randrange(1, 70), chance.choice([1, 1, 2, 99]), chance.choice(ERRORS)
        )
        try:
            if kind == "add":
                store.record(session, "d1", adding(annotation(name)))
            elif kind == "replace":
                after = {**before, f"{name}.0": MINISTER[0]}
                old, new = annotation(f"{name}.0"), annotation(f"{name}.0", MINISTER)
                store.record(session, "d1", replacing(old, new))
            elif kind == "undo":
                after = {each: at for each, at in before.items() if each != f"{name}.0"}
                store.undo(session)
            else:
                after = before
                store.put(session, [annotated(f"doc {name}")])
            came["done"] += 1
            documents += kind == "put"
        except HashiyaError as error:
            came["refused"] += 1
            words.add(str(error).partition(": ")[2].partition(";")[0].partition(" (")[0])
            after = before
        finally:
            disk.hashiya_disk_fail(0, 0, 0)
        came["wrong"] += held(store) != after or store.counts().documents != documents
        if number % 40 == 0:
            came["found"] += len([*store.check()])
    last = held(store)
    store.close()
    sys.stdout.write(json.dumps({"came": came, "words": sorted(words), "last": last}))


@pytest.mark.parametrize("acts", [120, pytest.param(20_000, marks=pytest.mark.torture)])
def test_a_failing_disk_refuses_and_the_next_act_goes_on(project: Project, acts: int) -> None:
    """An act is there when it was done, and not there when it was refused, in words."""
    project.store.put(project.sit(), [plain()])
    project.store.close()
    said = json.loads(run_on_disk(SESSION, project.path, str(acts)))
    came = said["came"]
    assert came["wrong"] == came["found"] == 0
    assert came["done"] + came["refused"] == acts
    assert came["refused"] > acts // 10
    assert all("disk" in words for words in said["words"])
    store = project.reopen()
    assert held(store) == said["last"]
    assert [*store.check()] == []
