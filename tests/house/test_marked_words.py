"""Every word of the screens goes through the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import hashiya.tui

SOURCE = Path(hashiya.tui.__file__).parent
MARKS = {"_", "n_", "later", "Reason"}
SHOWN = {"Piece", "Run", "passage", "say", "saying", "Message", "Said", "PolicyError", "StoreError"}
"""Whatever these are given first is read by a person."""
COMMAND = {3, 4}
"""Arguments of a command that are; the others name it."""
NOT_SHOWN = {"Binding", "query", "query_one", "getattr", "partial", "Theme", "TypeVar"}
"""Textual never shows a binding that is hidden, as all of ours are; the others take names."""
OWN_ERRORS = {"PolicyError", "StoreError"}
"""Raised where a person sees them on the screen; UsageError ends a command, others are bugs."""
SAME_EVERYWHERE = {
    "PgUp PgDn",
    "Home End",
    "hashiya import articles/",
    "hashiya annotate --as ALIAS",
    "hashiya pack --back",
}
"""Keys and what is typed at a shell."""
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}")
WORD = re.compile(r"[A-Za-z]{3,}")


def modules() -> list[Path]:
    """Every module of the screens."""
    return sorted(SOURCE.rglob("*.py"))


def name_of(call: ast.Call) -> str:
    """The last part of what is called: `say` for `self._sitting.say(…)`."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_silent(node: ast.AST) -> bool:
    """Whether nothing in a node is ever shown: a docstring, a type, a mistake in the program."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "Literal"
    if isinstance(node, ast.Raise):
        return isinstance(node.exc, ast.Call) and name_of(node.exc) not in OWN_ERRORS
    return isinstance(node, ast.Call) and name_of(node) in MARKS | NOT_SHOWN


def in_call(call: ast.Call) -> Iterator[tuple[ast.Constant, bool]]:
    """What stands in a call's arguments."""
    name = name_of(call)
    yield from literals(call.func)
    for at, argument in enumerate(call.args):
        if name != "Command":
            yield from literals(argument, is_shown=name in SHOWN and at == 0)
        elif at in COMMAND:
            yield from literals(argument, is_shown=True)
    for keyword in call.keywords:
        yield from literals(keyword.value, is_shown=keyword.arg in {"placeholder", "footer"})


def literals(node: ast.AST, *, is_shown: bool = False) -> Iterator[tuple[ast.Constant, bool]]:
    """Unmarked strings with whether they are shown for sure."""
    if is_silent(node):
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node, is_shown
        return
    if isinstance(node, ast.Call):
        yield from in_call(node)
        return
    keeps = isinstance(node, ast.JoinedStr | ast.IfExp | ast.BinOp | ast.Tuple | ast.List)
    # What a table is asked by is a name; what it answers may be shown.
    children = node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
    for child in children:
        yield from literals(child, is_shown=is_shown and keeps)


def unmarked(source: str) -> list[tuple[int, str]]:
    """Line and words of everything that reads like English and is not marked."""
    return [
        (node.lineno, str(node.value))
        for node, is_shown in literals(ast.parse(source))
        if (WORD if is_shown else SENTENCE).search(str(node.value))
        and node.value not in SAME_EVERYWHERE
    ]


def test_no_word_of_the_screens_is_unmarked() -> None:
    """What a person reads stands in `_`, `n_` or `later`, else no catalogue can translate it."""
    broken = [
        f"{path.relative_to(SOURCE)}:{line} {words!r}"
        for path in modules()
        for line, words in unmarked(path.read_text(encoding="utf-8"))
    ]
    assert broken == []


def test_no_message_hides_in_an_f_string() -> None:
    """Babel looks for marked words in code, and an f-string is a string to it."""
    hidden = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and name_of(call) in MARKS
        if any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert hidden == []


def test_the_check_finds_what_it_is_for() -> None:
    """It sees plain words, sentences in tables, and the fixed parts of an f-string."""
    assert unmarked('Piece(" saved ", "good")') == [(1, " saved ")]
    assert unmarked('sitting.say(f"{count} spans")') == [(1, " spans")]
    assert unmarked('WORDS = ("two words",)') == [(1, "two words")]
    assert unmarked('raise PolicyError("not here", rule="empty")') == [(1, "not here")]
    assert unmarked('Command("a", "Move", ("b",), "one line", footer="two")')[1:] == [(1, "two")]
    assert unmarked('LineInput(placeholder="name")') == [(1, "name")]
    assert unmarked('Piece(_("saved"), "good"); raise IndexError(f"line {at} of many")') == []
