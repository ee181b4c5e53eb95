"""Cell maps of whole texts, kept as files: one line a cell with its column, range and glyph."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.layout.grid import PICTURES, picture

FILES = sorted(PICTURES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_grid_is_as_pictured(path: Path) -> None:
    """A text in its width, split as noted, has exactly the cells its picture shows."""
    expected = path.read_text(encoding="utf-8")
    fields = dict(line.split(maxsplit=1) for line in expected.splitlines()[:3])
    text, width, splits = (ast.literal_eval(fields[key]) for key in ("text", "width", "splits"))
    assert picture(text, width, splits) == expected


def test_there_are_pictures() -> None:
    """The pictures are where the tests look for them."""
    assert len(FILES) >= 6
