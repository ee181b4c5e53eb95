r"""Rows of CoNLL-U and CoNLL-U Plus: sentences of surface tokens, and of the words inside them.

A range such as `8-9` is one token of the text, whose words have the tags. Tags stand in MISC as
`NER=B-agency`, or in a column of that name. Knows no documents and no offsets but those that
`TokenRange` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hashiya.formats.conll_rows import RowTrouble
from hashiya.formats.lines import LineSource, decoded_line
from hashiya.formats.remarks import shown
from hashiya.tagging import OUTSIDE
from hashiya.text import counted

__all__ = ["ConlluSentence", "NewDocument", "Surface", "Unkept", "Word", "read_rows"]

COLUMNS: Final = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")

_READ_COLUMNS: Final = frozenset({"ID", "FORM", "MISC"})
_READ_KEYS: Final = frozenset({"SpaceAfter", "SpacesAfter", "SpacesBefore", "TokenRange"})
MAX_UNKEPT_NAMES: Final = 100
"""Names that are said to be not kept; whoever has more knows by then."""

_PLUS: Final = "# global.columns ="
_ID: Final = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9})|(\.[0-9]{1,9}))?")
_RANGE: Final = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")
_TAG_KEY: Final = re.compile(r"(?:.*:)?NER?[0-9]*", re.IGNORECASE)
_COMMENT: Final = re.compile(r"#\s*(newdoc(?:\s+id)?|text)(?:\s*=\s*(.*))?", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(.)")
_UNESCAPED: Final = {"s": " ", "n": "\n", "r": "\r", "t": "\t", "p": "|", "\\": "\\"}


class Word(NamedTuple):
    """One word, which has tags."""

    form: str
    line: int
    tags: Mapping[str, str]
    """By the key or the column they stand under."""
    place: tuple[int, int] | None
    """`TokenRange`."""


class Surface(NamedTuple):
    """One token as the text has it."""

    form: str
    line: int
    place: tuple[int, int] | None
    """`TokenRange`."""
    before: str
    """`SpacesBefore`."""
    after: str | None
    """`SpacesAfter`, nothing where `SpaceAfter=No`; None where the row says neither."""
    words: list[Word]


class ConlluSentence(NamedTuple):
    """One sentence."""

    surfaces: list[Surface]
    text: str | None
    """What the comment `# text` says."""


@dataclass(slots=True)
class Unkept:
    """What rows of a file held that no document keeps, as they are read; each name once."""

    columns: list[str] = field(default_factory=list)
    """Columns with something in them."""
    misc: list[str] = field(default_factory=list)
    """Keys of MISC that mean nothing here."""
    empty_nodes: int = 0
    """Rows such as `8.1`."""


class NewDocument(NamedTuple):
    """A comment that opens a document."""

    line: int
    id: str | None


def read_rows(
    source: LineSource, unkept: Unkept | None = None
) -> Iterator[ConlluSentence | NewDocument | RowTrouble]:
    """Stream a file's sentences with what stands between them; `unkept` takes what goes.

    Raises:
        FormatError: The file cannot be read.
    """
    under = _Sentence(Unkept() if unkept is None else unkept)
    for number, raw in source:
        line = _decoded(number, raw)
        if isinstance(line, RowTrouble):
            yield line
        elif under.is_comment(line):
            opened = under.take_comment(number, line)
            if opened is not None:
                yield opened
        elif line.strip():
            trouble = under.take_row(number, line)
            if trouble:
                yield RowTrouble(number, trouble)
        else:
            yield from under.ended()
    yield from under.ended()


class _Sentence:
    """A sentence under way, and the columns of the file."""

    def __init__(self, unkept: Unkept) -> None:
        self._columns: Sequence[str] = COLUMNS
        self._surfaces: list[Surface] = []
        self._text: str | None = None
        self._last = 0
        self._range_end = 0
        self._ranges: dict[int, Word] = {}
        self._unkept = unkept

    @property
    def has_rows(self) -> bool:
        return bool(self._surfaces)

    def is_comment(self, line: str) -> bool:
        """Whether a line says something of what follows, and is no row whose word begins with #."""
        is_row = "ID" not in self._columns and line.count("\t") == len(self._columns) - 1 > 0
        return line.startswith("#") and not (self.has_rows or is_row)

    def take_comment(self, number: int, line: str) -> NewDocument | None:
        """What a comment before the rows says of the file, a document or the sentence."""
        if line.startswith(_PLUS):
            self._columns = line.removeprefix(_PLUS).split()
            return None
        found = _COMMENT.fullmatch(line)
        if found is None:
            return None
        if found[1] == "text":
            self._text = found[2] or ""
            return None
        return NewDocument(number, (found[2] or "").strip() or None)

    def take_row(self, number: int, line: str) -> str:
        """Take a row in; why it is none, when it is none."""
        fields = line.split("\t")
        if len(fields) != len(self._columns):
            return (
                f"the row has {counted(len(fields), 'column')}; this file has {len(self._columns)}"
            )
        row = dict(zip(self._columns, fields, strict=True))
        form = row.get("FORM", "")
        if not form or form != form.strip():
            return "the row has no FORM, or one with white space around it"
        found = _ID.fullmatch(row.get("ID", str(self._last + 1)))
        if found is None:
            return f"{shown(row['ID'])} is no ID; a number, 8-9 or 8.1 is needed"
        if found[3]:  # an empty node is no word of the text
            self._unkept.empty_nodes += 1
            return ""
        first = int(found[1])
        if first != self._last + 1:
            return f"the row has the ID {first}, and {self._last + 1} comes here"
        self._take_token(number, first, int(found[2]) if found[2] else None, row)
        return ""

    def _take_token(self, number: int, first: int, end: int | None, row: dict[str, str]) -> None:
        """A range, a word inside one, or a word that is a token of its own."""
        misc = _pairs(row.get("MISC", "_"))
        tags = _tags(row, misc)
        self._pass_over(row, misc)
        word = Word(row["FORM"], number, tags, _place(misc))
        if end is not None:
            self._ranges[len(self._surfaces)] = word
            self._surfaces.append(_surface(word, misc, []))
            self._range_end = end
            return
        self._last = first
        if first <= self._range_end:
            self._surfaces[-1].words.append(word)
        else:
            self._surfaces.append(_surface(word, misc, [word]))

    def _pass_over(self, row: Mapping[str, str], misc: Mapping[str, str]) -> None:
        """Remember the names of what no document keeps."""
        for names, held, known in (
            (self._unkept.columns, row, _READ_COLUMNS),
            (self._unkept.misc, misc, _READ_KEYS),
        ):
            for name, value in held.items():
                is_new = value != "_" and name not in known and name not in names
                if is_new and not _TAG_KEY.fullmatch(name) and len(names) < MAX_UNKEPT_NAMES:
                    names.append(name)

    def ended(self) -> Iterator[ConlluSentence | RowTrouble]:
        """The sentence, when there is one."""
        surfaces = [self._tagged(at, surface) for at, surface in enumerate(self._surfaces)]
        text = self._text
        is_cut = self._range_end > self._last
        self._surfaces, self._text, self._last, self._range_end = [], None, 0, 0
        self._ranges = {}
        if not surfaces:
            return
        if is_cut:
            yield RowTrouble(surfaces[-1].line, "the range has fewer words than its ID says")
        else:
            yield ConlluSentence(surfaces, text)

    def _tagged(self, at: int, surface: Surface) -> Surface:
        """A range whose own row has the tags, and none of its words one, is a word of its own."""
        whole = self._ranges.get(at)
        if whole is None or not _is_tagged(whole) or any(map(_is_tagged, surface.words)):
            return surface
        return surface._replace(words=[whole])


def _is_tagged(word: Word) -> bool:
    return any(tag != OUTSIDE for tag in word.tags.values())


def _decoded(number: int, raw: bytes | None) -> str | RowTrouble:
    line, trouble = decoded_line(raw)
    if "\r" in line:
        trouble = "a carriage return stands in the row"
    return RowTrouble(number, trouble) if trouble else line


def _surface(word: Word, misc: Mapping[str, str], words: list[Word]) -> Surface:
    after = misc.get("SpacesAfter")
    spaces = "" if misc.get("SpaceAfter") == "No" else None
    return Surface(
        word.form,
        word.line,
        word.place,
        _unescaped(misc.get("SpacesBefore", "")),
        spaces if after is None else _unescaped(after),
        words,
    )


def _pairs(misc: str) -> dict[str, str]:
    parts = (part.partition("=") for part in misc.split("|")) if misc != "_" else ()
    return {key: value for key, equals, value in parts if equals}


def _tags(row: Mapping[str, str], misc: Mapping[str, str]) -> dict[str, str]:
    held = {**{name: row[name] for name in row if name not in COLUMNS}, **misc}
    return {
        key: OUTSIDE if value in {"_", "*"} else value
        for key, value in held.items()
        if _TAG_KEY.fullmatch(key)
    }


def _place(misc: Mapping[str, str]) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(misc.get("TokenRange", ""))
    return (int(found[1]), int(found[2])) if found else None


def _unescaped(spaces: str) -> str:
    return _ESCAPE.sub(lambda found: _UNESCAPED.get(found[1], found[0]), spaces)
