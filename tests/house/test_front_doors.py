"""Other floors come in through the front door."""

from __future__ import annotations

import ast
from pathlib import Path

import hashiya

SOURCE = Path(hashiya.__file__).parent
FLOORS = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}


def imported_modules(path: Path) -> list[str]:
    """Every module that a file imports, by its whole name."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
    return found


def test_no_floor_reaches_into_another_s_rooms() -> None:
    """`from hashiya.text import x` is a front door; `hashiya.text.fold` is not, from outside."""
    broken = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in SOURCE.rglob("*.py")
        for name in imported_modules(path)
        if name.count(".") > 1
        and name.split(".")[0] == "hashiya"
        and name.split(".")[1] in FLOORS
        and name.split(".")[1] != path.relative_to(SOURCE).parts[0]
    ]
    assert broken == []


def test_every_module_opens_with_what_it_is_for() -> None:
    """A first line in words stands at the top of every file."""
    silent = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if len(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") < 20
    ]
    assert silent == []


def test_no_file_is_longer_than_a_person_reads() -> None:
    """Three hundred lines or so; the generated table of Unicode is for the machine."""
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 310 and path.name != "ucd.py"
    }
    assert long == {}
