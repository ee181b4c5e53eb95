"""The drawn error tree and the exit codes beside it."""

from __future__ import annotations

import re

import hashiya.errors
from hashiya.errors import HashiyaError


def test_the_drawn_tree_is_the_tree() -> None:
    """Every error stands in the drawing under its parent, with its exit code."""
    line = r"^([│├└─ ]*)(\w+Error)\b.*?(?:exit (\d))?$"
    drawing = re.findall(line, hashiya.errors.__doc__ or "", re.MULTILINE)
    drawn: dict[str, str | None] = {}
    parents: list[str] = []
    for indent, name, code in drawing:
        depth = len(indent) // 3
        parents[depth:] = [name]
        drawn[name] = parents[depth - 1] if depth else None
        if code:
            assert getattr(hashiya.errors, name).exit_code == int(code)
    named = {name: getattr(hashiya.errors, name) for name in hashiya.errors.__all__}
    real = {name: error for name, error in named.items() if issubclass(error, Exception)}
    assert drawn == {
        name: None if error is HashiyaError else error.__base__.__name__
        for name, error in real.items()
    }
