"""There is one way to print Arabic, and Textual's own text widgets are not it."""

from __future__ import annotations

import ast
from pathlib import Path

import hashiya.tui

SOURCE = Path(hashiya.tui.__file__).parent
MESSAGES = {"notify", "print"}


def modules() -> list[Path]:
    """Every module of the screens."""
    return sorted(SOURCE.rglob("*.py"))


def test_no_widget_of_textual_s_prints_text() -> None:
    """No screen uses Static, Label, Input, TextArea, Markdown or any ready-made widget."""
    broken = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.module}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and (
            node.module.startswith(("textual.widgets", "textual.content", "rich.text", "rich.mark"))
            or (node.module == "textual" and any(name.name == "widgets" for name in node.names))
        )
    ]
    assert broken == []


def test_no_toast_prints_text() -> None:
    """Nobody calls `notify`: a toast wraps and reorders by rules that are not the layout's."""
    broken = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in MESSAGES
    ]
    assert broken == []
