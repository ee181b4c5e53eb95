r"""Cells of WebAnno TSV: what the header says the columns are, and what stands in one of them.

A cell holds an annotation for each layer that is stacked on its token, `|` between them: a value,
`*` for none, and `[3]` behind those that go on over other tokens. A backslash takes the meaning
from the sign behind it. Knows no files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = [
    "NOTHING",
    "Cell",
    "Layer",
    "cells_of",
    "escaped_text",
    "escaped_value",
    "layer_of",
    "unescaped",
    "unescaped_java",
    "unescaped_text",
]

NOTHING: Final = "_"
NO_VALUE: Final = "*"

_PARTS: Final = re.compile(r"(?:[^|\\]|\\.|\\$)+", re.DOTALL)
_NUMBERED: Final = re.compile(r"(.*?)(?<!\\)\[([0-9]{1,9})\]", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_CONTROLS: Final = "".join(map(chr, [*range(8), *range(14, 32)]))
_IN_TEXT: Final = re.compile(rf"\\([\\tnrfb{_CONTROLS}])")
_JAVA: Final = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|([^u]))", re.DOTALL)
_FOR_TEXT: Final = str.maketrans(
    {"\\": "\\\\"}
    | {char: f"\\{sign}" for sign, char in _SIGNS.items()}
    | {char: f"\\{char}" for char in _CONTROLS}
)
_FOR_VALUE: Final = re.compile(r"[\\\[\]|_;*]|->")
_NAMED_ENTITY: Final = "NamedEntity"
_LABEL_FEATURE: Final = "value"


class Layer(NamedTuple):
    """A layer and its columns."""

    name: str
    """Its short name: `NamedEntity`."""
    features: tuple[str, ...]
    first: int
    """Column of its first feature, counted from 0 behind the token."""
    is_span: bool

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(1, len(self.features))

    @property
    def label_column(self) -> int:
        """Which of its columns names the label: `value`, else the first."""
        is_named = _LABEL_FEATURE in self.features
        return self.first + (self.features.index(_LABEL_FEATURE) if is_named else 0)

    @property
    def is_named_entity(self) -> bool:
        """Whether it is the layer that is made for entities."""
        return self.name == _NAMED_ENTITY


class Cell(NamedTuple):
    """One annotation on one token."""

    value: str | None
    """None where it has none."""
    number: int | None
    """What its other tokens are known by; None when it has only this one."""


def layer_of(line: str, first: int) -> Layer | None:
    """The layer that a header line such as `#T_SP=NAME|FEATURE` declares; None for others."""
    sort, equals, said = line.partition("=")
    if not equals or sort not in {"#T_SP", "#T_RL", "#T_CH"}:
        return None
    name, *features = said.split("|")
    if sort == "#T_CH":
        features = ["referenceType", "referenceRelation"]
    return Layer(name.rpartition(".")[2], tuple(filter(None, features)), first, sort == "#T_SP")


def cells_of(field: str) -> Iterator[Cell]:
    """The annotations of a column's field, in their order."""
    if field in {NOTHING, ""}:
        return
    for part in _PARTS.findall(field):
        found = _NUMBERED.fullmatch(part)
        value = found[1] if found else part
        number = int(found[2]) if found else None
        yield Cell(None if value in {NO_VALUE, ""} else unescaped(value), number)


def unescaped(field: str) -> str:
    """A field without its backslashes."""
    if "\\" not in field:
        return field
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), field)


def unescaped_text(text: str) -> str:
    """A text without its backslashes, of which only some signs have one before them."""
    if "\\" not in text:
        return text
    return _IN_TEXT.sub(lambda found: _SIGNS.get(found[1], found[1]), text)


def unescaped_java(text: str) -> str:
    r"""A text as files of version 3.1 have it: every letter beyond ASCII by its number in UTF-16.

    >>> unescaped_java(r"\u0646\u0635 \ud83d\ude00\t\"")
    'نص 😀\t"'
    """
    if "\\" not in text:
        return text
    units = _JAVA.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _SIGNS.get(found[2], found[2]), text
    )
    # Halves of a pair that stand beside each other are one letter.
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def escaped_text(text: str) -> str:
    r"""A text that stands in one line.

    >>> print(escaped_text("a\tb"))
    a\tb
    """
    return text.translate(_FOR_TEXT)


def escaped_value(value: str) -> str:
    r"""A value that stands in a cell.

    >>> print(escaped_value("B_x|y"))
    B\_x\|y
    """
    escaped = _FOR_VALUE.sub(lambda found: f"\\{found[0]}", value)
    return escaped.replace("\t", r"\t").replace("\n", r"\n")
