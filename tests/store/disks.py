"""Disks: what a real session asks of a disk, written down, and what a power cut leaves of it.

`disk.c` is compiled and loaded in front of the C library of a child; where there is no compiler
the tests that need it are skipped with the reason. A file is what was synced, and of all that was
written since, any part: whole writes, single sectors, sectors of rubbish, or nothing.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, NamedTuple

import pytest

SECTOR: Final = 512
"""Bytes that a disk writes whole or not at all."""
MARKER: Final = "!"
"""What a child writes into the trace to say how far it is."""

_HEAD: Final = struct.Struct("=ccQQ")


class Asked(NamedTuple):
    """One thing that was asked of the disk."""

    what: str
    """`W` write, `T` truncate, `S` sync, or a marker."""
    file: str
    """`m` the project, `w` its log."""
    at: int
    """Where; the new length of a truncation."""
    data: bytes
    """What was written, or what the marker says."""


@cache
def shim() -> Path:
    """The compiled disk."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("a C compiler on Linux makes the disk that writes down what it is asked")
    source = Path(__file__).with_name("disk.c")
    library = Path(mkdtemp(prefix="hashiya-tests-")) / "disk.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"the C compiler does not make a library here: {made.stderr[:200]}")
    return library


def run_on_disk(code: str, project: Path, *words: str, trace: Path | None = None) -> str:
    """Run Python code on the disk, with the project and words as its arguments; what it prints."""
    environment = {**os.environ, "LD_PRELOAD": str(shim()), "HASHIYA_TESTS_DISK": str(project)}
    if trace is not None:
        environment["HASHIYA_TESTS_TRACE"] = str(trace)
    done = subprocess.run(
        [sys.executable, "-c", code, str(project), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def mark(words: str) -> None:
    """Say in the trace how far a child is; called in the child."""
    data = words.encode()
    record = _HEAD.pack(MARKER.encode(), b"-", 0, len(data)) + data
    with Path(os.environ["HASHIYA_TESTS_TRACE"]).open("ab", buffering=0) as trace:
        trace.write(record)


def read_trace(path: Path) -> list[Asked]:
    """Everything that was asked, in order."""
    return [*_asked(path.read_bytes())]


def _asked(data: bytes) -> Iterator[Asked]:
    at = 0
    while at < len(data):
        what, file, where, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        yield Asked(what.decode(), file.decode(), where, data[at : at + length])
        at += length


@dataclass
class DiskFile:
    """One file: what is certain of it, and what was asked since."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Asked] = field(default_factory=list)

    def ask(self, asked: Asked) -> None:
        """Take one thing that was asked."""
        if asked.what != "S":
            self.pending.append(asked)
            return
        for each in self.pending:
            apply(self.synced, each)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What may be left when the power goes now."""
        left = bytearray(self.synced)
        habit = chance.choice(["nothing", "all", "some", "sectors", "rubbish"])
        for each in self.pending:
            if habit == "all" or (habit == "some" and chance.random() < 0.5):
                apply(left, each)
            elif habit in {"sectors", "rubbish"}:
                for part in _sectors(each, chance, rubbish=habit == "rubbish"):
                    apply(left, part)
        return bytes(left)


def _sectors(asked: Asked, chance: random.Random, *, rubbish: bool) -> Iterator[Asked]:
    if asked.what != "W":
        if chance.random() < 0.5:
            yield asked
        return
    start = 0
    while start < len(asked.data):
        end = min(len(asked.data), start + SECTOR - (asked.at + start) % SECTOR)
        data, luck = asked.data[start:end], chance.random()
        if luck < 0.6:
            yield asked._replace(at=asked.at + start, data=data)
        elif rubbish and luck < 0.8:
            yield asked._replace(at=asked.at + start, data=chance.randbytes(len(data)))
        start = end


def apply(content: bytearray, asked: Asked) -> None:
    """Do to a file what was asked."""
    if asked.what == "T":
        del content[asked.at :]
        content.extend(bytes(asked.at - len(content)))
    else:
        content.extend(bytes(max(0, asked.at - len(content))))
        content[asked.at : asked.at + len(asked.data)] = asked.data


class Cut(NamedTuple):
    """A moment at which the power went, and what is left."""

    files: Mapping[str, bytes]
    """Ending of a file → what is in it."""
    said: int
    """How many markers had been written."""


def cuts(first: bytes, trace: list[Asked], number: int, chance: random.Random) -> Iterator[Cut]:
    """What power cuts at random moments leave of a project.

    Args:
        first: The project before the session, without a log.
        trace: What the session asked.
        number: How many cuts.
        chance: Decides.
    """
    moments = sorted(chance.randrange(1, len(trace) + 1) for _ in range(number))
    files = {"m": DiskFile(bytearray(first)), "w": DiskFile()}
    done = said = 0
    for moment in moments:
        for asked in trace[done:moment]:
            if asked.what == MARKER:
                said += 1
            else:
                files[asked.file].ask(asked)
        done = moment
        left = {"": files["m"].after_a_cut(chance), "-wal": files["w"].after_a_cut(chance)}
        yield Cut(left, said)
