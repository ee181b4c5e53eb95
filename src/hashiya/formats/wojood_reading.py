"""Reading Wojood's nested rows: a token and, outermost first, a tag of each entity that covers it.

The place of a tag in its row is no layer: entities are followed by their label, and of two with the
same label the inner one ends first. Everything else is as in CoNLL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions
from hashiya.formats.conll_reading import SPACING_REMARK, TokenFile
from hashiya.formats.conll_rows import Border, RowTrouble, Sentence
from hashiya.formats.lines import LineSource, decoded_line
from hashiya.formats.offsets import read_offsets, sidecar_path
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, shown
from hashiya.formats.tokens import DOCUMENT_LINE
from hashiya.tagging import BIO, OUTSIDE, TokenSpan, is_tag

__all__ = ["WojoodReader", "has_ragged_tags"]

_SAMPLE_ROWS: Final = 2000


class WojoodReader:
    """Reads token files with as many tags a row as entities cover the token."""

    def __init__(self, name: str = "wojood") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Documents in the order of the file; what was refused or repaired follows its document.

        Raises:
            FormatError: The file, or the sidecar beside it, cannot be read or holds no rows.
            UsageError: The encoding that was named does not exist.
        """
        source = LineSource(path, options.encoding)
        sidecar = sidecar_path(path)
        offsets = read_offsets(sidecar) if sidecar.exists() else None
        if offsets is None:
            yield Notice(str(path), None, "whitespace_lost", SPACING_REMARK)
        file = _NestedFile(path, options, BIO, offsets)
        has_rows = False
        for row in _rows(source):
            has_rows = True
            yield from file.item(row)
        if not has_rows:
            raise FormatError("holds no rows of token and tags", path=str(path))
        yield from file.finish()
        if source.had_mark:
            yield Notice(str(path), 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK)


class _NestedFile(TokenFile):
    """A file whose sentences hold one column: the tags of each row with a space between them."""

    def spans_of(self, sentence: Sentence) -> list[TokenSpan]:
        """Entities by their label; a row that cannot be is refused by its line."""
        rows = [tags.split(" ") for tags in sentence.tags[0]]
        spans: list[TokenSpan] = []
        for label in dict.fromkeys(tag[2:] for tags in rows for tag in tags if tag != OUTSIDE):
            prefixes = [[tag[0] for tag in tags if tag[2:] == label] for tags in rows]
            spans += self._of_label(label, prefixes, sentence)
        return spans

    def _of_label(
        self, label: str, rows: Sequence[Sequence[str]], sentence: Sentence
    ) -> Iterator[TokenSpan]:
        begun: list[int] = []
        for token, prefixes in enumerate([*rows, ()]):
            goes_on = prefixes.count("I")
            while len(begun) > goes_on:
                yield begun.pop(), token, label
            missing = goes_on - len(begun)
            if missing:
                self._beginning(label, sentence.lines[token])
            begun += [token] * (missing + prefixes.count("B"))

    def _beginning(self, label: str, line: int) -> None:
        """An entity that no `B-` begins: refused, or repaired and said."""
        tag = f"I-{label}"
        if self.options.repair:
            self.document.repairs.append((line, f"{shown(tag)} became {shown(f'B-{label}')}"))
        else:
            reason = f"{shown(tag)} goes on where nothing began; --repair takes it in as B-"
            self.document.refuse(line, reason)


def has_ragged_tags(head: bytes) -> bool:
    """Whether rows hold different numbers of tags, and nothing but tags after the token."""
    lines = head.decode(errors="replace").split("\n")[:_SAMPLE_ROWS]
    # What no line end stands behind may be cut short.
    whole = [line for line in lines[:-1] or lines if line.strip()]
    rows = [line.split() for line in whole if not line.startswith(DOCUMENT_LINE)]
    counts = {len(row) for row in rows}
    is_all_tags = all(len(row) > 1 and all(map(is_tag, row[1:])) for row in rows)
    return len(counts) > 1 and is_all_tags


def _rows(source: Iterable[tuple[int, bytes | None]]) -> Iterator[Sentence | Border | RowTrouble]:
    """Sentences, document lines and lines that are no row."""
    tokens: list[str] = []
    tags: list[str] = []
    numbers: list[int] = []
    for number, raw in source:
        row = _row(number, raw)
        if isinstance(row, tuple) and not isinstance(row, Border | RowTrouble):
            tokens.append(row[0])
            tags.append(row[1])
            numbers.append(number)
            continue
        if tokens and not isinstance(row, RowTrouble):
            yield Sentence(tokens, [tags], numbers)
            tokens, tags, numbers = [], [], []
        if row is not None:
            yield row
    if tokens:
        yield Sentence(tokens, [tags], numbers)


def _row(number: int, raw: bytes | None) -> tuple[str, str] | Border | RowTrouble | None:
    """Token and tags of a line, None for a blank one."""
    line, trouble = decoded_line(raw)
    if trouble:
        return RowTrouble(number, trouble)
    fields = [field for field in line.replace("\t", " ").split(" ") if field]
    if not fields:
        return None
    if fields[0] == DOCUMENT_LINE:
        return Border(number)
    trouble = "a carriage return stands in the row" if "\r" in line else _trouble(fields[1:])
    return RowTrouble(number, trouble) if trouble else (fields[0], " ".join(fields[1:]))


def _trouble(tags: Sequence[str]) -> str:
    """Why these cannot be the tags of a row; empty when they can."""
    if not tags:
        return "the row has no tags; a token and its tags are needed"
    wrong = next((tag for tag in tags if not is_tag(tag) or tag[0] not in "BIO"), None)
    if wrong is not None:
        return f"{shown(wrong)} is no tag; O, B- and I- are, with a label"
    return "the row says O beside other tags" if OUTSIDE in tags and len(tags) > 1 else ""
