"""Reading brat's `annotation.conf`: which labels there are, and what can be said of them.

Its entities become labels, its attributes theirs; relations, events and hierarchies are counted as
not held. A line that says nothing is named by its number and costs itself. Knows no documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from hashiya.formats.base import HeaderRecord, Notice, ReadItem, ReadOptions
from hashiya.formats.lines import LineSource, decoded_line
from hashiya.formats.remarks import shown
from hashiya.model import Attribute, Label, Scheme
from hashiya.text import counted

__all__ = ["CONFIGURATION", "Configuration", "configuration_items", "read_configuration"]

CONFIGURATION: Final = "annotation.conf"
"""What the file is called, in the folder of the texts."""

MAX_TROUBLES: Final = 100
MAX_TYPES: Final = 1000

_SECTION: Final = re.compile(r"\[([^\[\]]*)\]")
_KNOWN_SECTIONS: Final = frozenset({"entities", "relations", "events", "attributes", "spans"})
_LABELS: Final = frozenset({"entities", "spans"})
_MACRO: Final = re.compile(r"(<[^<>\s]+>)\s*=\s*(\S+)")
_TYPE: Final = re.compile(r"[^\s|\[\]<>!,:]+")
_RULE: Final = re.compile(r"-{3,}\S*|<OVERLAP>\s.*")
_ARGUMENTS: Final = re.compile(r"Arg:\s*([^,\s]+)")
_EVERY_LABEL: Final = frozenset({"<ENTITY>", "<ANY>", "<SPAN>"})


class Configuration(NamedTuple):
    """What the file says."""

    labels: tuple[Label, ...]
    types: frozenset[str]
    """Every type that a line of an `.ann` file may have."""
    left: Counter[tuple[str, str]]
    """How many things of each sort are not held, by what one and several are called."""
    troubles: list[tuple[int, str]]
    """Lines that say nothing, by number."""


class _Under:
    """A file under way."""

    def __init__(self) -> None:
        self.section = ""
        self.names: dict[str, dict[str, None]] = {"entities": {}, "relations": {}, "events": {}}
        self.attributes: dict[str, list[str]] = {}
        """Attribute → what it belongs to, macros among it."""
        self.macros: dict[str, list[str]] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.troubles: list[tuple[int, str]] = []

    def complain(self, number: int, reason: str) -> None:
        if len(self.troubles) < MAX_TROUBLES:
            self.troubles.append((number, reason))


def read_configuration(lines: Iterable[tuple[int, bytes | None]]) -> Configuration:
    """Everything the numbered lines of an `annotation.conf` say."""
    under = _Under()
    for number, raw in lines:
        line, trouble = decoded_line(raw)
        if trouble:
            under.complain(number, trouble)
        elif line.strip() and not line.lstrip().startswith("#"):
            _take(under, number, line.rstrip())
    labels = tuple(_labels(under))
    types = frozenset((*under.names["entities"], *under.names["events"]))
    for sort in ("relations", "events"):
        under.left[f"kind of {sort}", f"kinds of {sort}"] = len(under.names[sort])
    return Configuration(labels, types, +under.left, under.troubles)


def configuration_items(path: Path, options: ReadOptions) -> tuple[Configuration, list[ReadItem]]:
    """The configuration in a file, and what a reader yields of it.

    Raises:
        FormatError: The file cannot be read.
    """
    found = read_configuration(LineSource(path, options.encoding))
    items: list[ReadItem] = []
    if found.labels:
        scheme = Scheme(id="brat", labels=found.labels)
        items.append(HeaderRecord(str(path), 1, scheme, None, options.layer))
    for number, reason in found.troubles:
        items.append(Notice(str(path), number, "unreadable", reason))
    for what, count in sorted(found.left.items()):
        items.append(Notice(str(path), None, "attribute_lost", f"{counted(count, *what)} not kept"))
    return found, items


def _take(under: _Under, number: int, line: str) -> None:
    section = _SECTION.fullmatch(line.strip())
    macro = _MACRO.fullmatch(line.strip())
    if section:
        under.section = section[1].strip()
        if under.section not in _KNOWN_SECTIONS:
            under.complain(number, f"{shown(section[0])} is no section; what follows is not read")
    elif not under.section:
        under.complain(number, f"{shown(line)} stands before the first section, such as [entities]")
    elif under.section not in _KNOWN_SECTIONS or _RULE.fullmatch(line.strip()):
        return
    elif macro:
        under.macros[macro[1]] = macro[2].split("|")
    elif under.section == "attributes":
        _take_attribute(under, number, line.strip())
    else:
        _take_type(under, number, line)


def _take_type(under: _Under, number: int, line: str) -> None:
    """A type of a section, indented under what it is a kind of; `!` before one that is none."""
    sort = "entities" if under.section in _LABELS else under.section
    word = line.split(maxsplit=1)[0]
    name = word.removeprefix("!")
    if not _TYPE.fullmatch(name):
        under.complain(number, f"{shown(word)} is no type: it holds a sign that means something")
        return
    if line[0] in "\t ":
        under.left["place in a hierarchy of types", "places in a hierarchy of types"] += 1
    if word != name or len(under.names[sort]) >= MAX_TYPES:
        return
    if name in under.names[sort]:
        # A relation may have a line for each pair of types that it binds.
        if sort == "entities":
            under.complain(number, f"the type {shown(name)} stands twice")
    else:
        under.names[sort][name] = None


def _take_attribute(under: _Under, number: int, line: str) -> None:
    word = line.split(maxsplit=1)[0]
    of = _ARGUMENTS.search(line)
    if len(under.attributes) >= MAX_TYPES:
        return
    if not _TYPE.fullmatch(word) or of is None:
        under.complain(number, f"{shown(line)} is no attribute; NAME, tab, Arg:TYPE are needed")
        return
    under.attributes.setdefault(word, []).extend(of[1].split("|"))
    if "Value:" in line:
        under.left["list of an attribute's values", "lists of attributes' values"] += 1


def _labels(under: _Under) -> Iterator[Label]:
    """The entities, each with the attributes that it may have."""
    held = {
        name: frozenset(each for part in of for each in under.macros.get(part, [part]))
        for name, of in under.attributes.items()
    }
    for name in under.names["entities"]:
        own = [each for each, of in held.items() if name in of or of & _EVERY_LABEL]
        try:
            yield Label(name=name, attributes=tuple(Attribute(name=each) for each in own))
        except ValidationError:
            what = "whose name or attributes are too long"
            under.left[f"type {what}", f"types {what}"] += 1
