"""Power cuts: what was said to be saved is there, and what was being written is whole or not."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from tests.store.disks import MARKER, cuts, read_trace, run_on_disk
from tests.store.making import Project, plain

from hashiya.store import open_project

SESSION = """
import sys
from pathlib import Path
from tests.store.test_power_loss import work
work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
"""


def state_of(path: Path) -> str:
    """All that a person has done, in a few words."""
    store = open_project(path)
    held = [(each.id, each.span.start) for each in store.layer("d1", "salma").annotations]
    state = json.dumps([sorted(held), store.counts().documents])
    store.close()
    return state


def work(path: Path, acts: int, synchronous: str) -> None:
    """One sitting; after each act the trace says what is saved. Run in a child, on the disk."""
    from tests.store.disks import mark
    from tests.store.making import MINISTER, adding, annotated, annotation, replacing

    store = open_project(path)
    connection = store._handle.connection  # type: ignore[attr-defined]
    connection.execute("PRAGMA wal_autocheckpoint = 40")  # so that there are many
    connection.execute(f"PRAGMA synchronous = {synchronous}")

    def say() -> None:
        held = [(each.id, each.span.start) for each in store.layer("d1", "salma").annotations]
        mark(json.dumps([sorted(held), store.counts().documents]))

    session = store.open_session("salma", "laptop", "0.1")
    say()
    for number in range(acts):
        name = str(number)
        store.record(session, "d1", adding(annotation(name)))
        say()
        if number % 3 == 0:
            store.record(session, "d1", replacing(annotation(name), annotation(name, MINISTER)))
            say()
        if number % 5 == 0:
            store.undo(session)
            say()
        if number % 7 == 0:
            store.put(session, [annotated(f"doc {name}"), annotated(f"more {name}")])
            say()
    store.close()


def cut_again_and_again(
    project: Project, folder: Path, *, number: int, synchronous: str = "FULL"
) -> Counter[str]:
    """Cut the power at random moments of a session; what became of what was saved, and of the rest.

    `lost` counts states in which something that was said to be saved is not there.
    """
    project.store.put(project.sit(), [plain()])
    project.store.close()
    first = project.path.read_bytes()
    trace = folder / "trace"
    run_on_disk(SESSION, project.path, "60", synchronous, trace=trace)
    asked = read_trace(trace)
    states = [each.data.decode() for each in asked if each.what == MARKER]
    assert states[-1] == state_of(project.path)
    project.path.write_bytes(first)
    begin = state_of(project.path)
    found: Counter[str] = Counter()
    for nth, cut in enumerate(cuts(first, asked, number, random.Random(20260129))):
        image = folder / f"cut-{nth}.hashiya"
        for ending, content in cut.files.items():
            image.with_name(image.name + ending).write_bytes(content)
        saved = states[cut.said - 1] if cut.said else begin
        following = states[cut.said] if cut.said < len(states) else saved
        state = state_of(image)
        found["saved" if state == saved else "and more" if state == following else "lost"] += 1
        store = open_project(image)
        assert [*store.check()] == []
        store.close()
        for path in folder.glob(f"{image.name}*"):
            path.unlink()
    return found


@pytest.mark.parametrize("number", [60, pytest.param(5_000, marks=pytest.mark.torture)])
def test_nothing_said_to_be_saved_is_lost(project: Project, tmp_path: Path, number: int) -> None:
    """Of every state a cut may leave, all that was saved is there and a check finds nothing."""
    found = cut_again_and_again(project, tmp_path, number=number)
    assert found["lost"] == 0
    assert found["saved"] > 0
    assert found["and more"] > 0


def test_the_cuts_are_real(project: Project, tmp_path: Path) -> None:
    """With a database that does not wait for the disk the same cuts lose what was saved."""
    found = cut_again_and_again(project, tmp_path, number=40, synchronous="NORMAL")
    assert found["lost"] > 0
