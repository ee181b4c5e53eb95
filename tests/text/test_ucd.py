"""The generated table: made by the script in the repository from the files in the repository."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from hashiya.text import ucd
from hashiya.text.classes import Classes

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "text" / "data").glob("*-17.0.txt*"))


def test_the_table_is_what_the_script_writes() -> None:
    """Running the generator on the stored files gives `ucd.py` byte for byte."""
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_ucd.py", *reversed(FILES)],
        check=True,
        capture_output=True,
    ).stdout
    assert made == (ROOT / "src" / "hashiya" / "text" / "ucd.py").read_bytes()


@pytest.mark.parametrize("name", ["BIDI", "JOINING", "GRAPHEME", "INVISIBLE"])
def test_runs_cover_every_code_point_once(name: str) -> None:
    """A table's runs begin at 0, ascend, and have one value each, never twice the same."""
    starts, values = getattr(ucd, f"{name}_STARTS"), getattr(ucd, f"{name}_VALUES")
    assert starts[0] == 0
    assert len(starts) == len(values)
    assert all(first < second for first, second in pairwise(starts))
    assert all(first != second for first, second in pairwise(values))


def test_a_class_is_found_at_both_ends_of_its_run() -> None:
    """A character at a run's first and last place has the run's class, the next has not."""
    classes = Classes((0, 0x61, 0x63), b"xyz")
    assert classes.of("`abc\U0010ffff") == b"xyyzz"


def test_the_table_speaks_of_unicode_17() -> None:
    """The version is the one whose suites are run."""
    assert ucd.UNICODE_VERSION == "17.0.0"
