"""Crashing: whatever was said to be saved is there after a kill, and the chain holds."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.making import MINISTER, Project, adding, annotated, annotation, plain, replacing
from tests.store.raw import child, read_all

from hashiya.store import open_project


def _worker(path: Path, cycle: int) -> Callable[[int], None]:
    """Adds, changes, undoes and imports for ever; prints what stands after each COMMIT."""

    def work(output: int) -> None:
        store = open_project(path)
        store.add_annotator("salma")
        session = store.open_session("salma", "laptop", "0.1")
        number = 0
        while True:
            number += 1
            name = f"{cycle}.{number}"
            store.record(session, "d1", adding(annotation(name)))
            os.write(output, f"+{name}\n".encode())
            if number % 3 == 0:
                store.record(session, "d1", replacing(annotation(name), annotation(name, MINISTER)))
                os.write(output, f"={name}\n".encode())
            if number % 5 == 0:
                store.record(session, "d1", adding(annotation(f"{name}.gone")))
                store.undo(session)
                os.write(output, f"-{name}.gone\n".encode())
            if number % 7 == 0:
                store.put(session, [annotated(f"doc {name}")])
                os.write(output, f"@doc {name}\n".encode())

    return work


@pytest.mark.parametrize("cycles", [15, pytest.param(10_000, marks=pytest.mark.torture)])
def test_what_was_said_to_be_saved_survives_a_kill(project: Project, cycles: int) -> None:
    """After kill -9 at any moment everything printed is there, and a check finds nothing."""
    dice = random.Random(20260129)
    project.store.put(project.sit(), [plain()])
    project.store.close()
    told = 0
    for cycle in range(cycles):
        with child(_worker(project.path, cycle)) as (process, output):
            time.sleep(dice.uniform(0.005, 0.12))
            os.kill(process, signal.SIGKILL)
            said = read_all(output).decode().splitlines()
            os.waitpid(process, 0)
        store = open_project(project.path)
        held = {each.id: each for each in store.layer("d1", "salma").annotations}
        for line in said:
            what, name = line[0], line[1:]
            if what == "+":
                assert name in held
            elif what == "=":
                assert held[name].span.start == MINISTER[0]
            elif what == "-":
                assert name not in held
            else:
                assert len(store.layer(name, "salma").annotations) == 1
        if cycle % 100 < 15:
            assert [*store.check()] == []
        store.close()
        told += len(said)
    assert told > cycles
