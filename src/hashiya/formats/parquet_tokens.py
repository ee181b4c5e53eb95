"""Rows of Parquet that hold tokens and a tag for each, as data sets for training have them.

A row is a document of one sentence. Tags are words, or numbers that the features in the file give
names to. What tags mean is as in CoNLL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions
from hashiya.formats.conll_reading import TokenFile, scheme_remark
from hashiya.formats.conll_rows import Border, RowTrouble, Sentence
from hashiya.formats.parquet_rows import RawRow, numbered_rows
from hashiya.formats.remarks import shown
from hashiya.tagging import TagScheme, guess_tag_scheme, is_tag, tag_scheme
from hashiya.text import counted

__all__ = ["TokenColumns", "find_columns", "token_items"]

_TOKENS: Final = ("tokens", "words")
_TAGS: Final = ("ner_tags", "tags", "ner", "labels")

_SAMPLED_ROWS: Final = 2000

_SPACING_REMARK: Final = (
    "tokens are joined by one space, since the original spacing is not in this file"
)


class TokenColumns(NamedTuple):
    """Which columns hold what."""

    tokens: str
    tags: str
    names: Sequence[str] | None
    """What numbers in the column of tags mean; None where it holds words."""
    id: str | None


def find_columns(schema: Any, options: ReadOptions, path: str) -> TokenColumns | None:
    """The columns of a file of tokens and tags; None where a column holds the text.

    Raises:
        FormatError: Its tags are numbers, and nothing says which.
    """
    kinds = {field.name: str(field.type) for field in schema}
    if "text" in kinds or options.column is not None or options.keys:
        return None
    lists = {name for name, kind in kinds.items() if "list<" in kind}
    words = {name for name in lists if "string" in kinds[name]}
    tokens = next((name for name in _TOKENS if name in words), None)
    tags = next((name for name in _TAGS if name in lists), None)
    if tokens is None or tags is None:
        return None
    names = None
    if tags not in words:
        names = _names(schema, tags)
        if names is None:
            reason = f"the tags in {shown(tags)} are numbers, and no features in it name them"
            raise FormatError(reason, path=path)
    return TokenColumns(tokens, tags, names, "id" if "id" in kinds else None)


def token_items(
    opened: Any, columns: TokenColumns, path: Path, options: ReadOptions, arrow: Any
) -> Iterator[ReadItem]:
    """The documents of a file of tokens and tags, and what was refused.

    Raises:
        UsageError: The tagging scheme that was named does not exist.
    """
    wanted = [each for each in (columns.tokens, columns.tags, columns.id) if each is not None]
    scheme = _scheme(numbered_rows(opened, wanted, arrow), columns, options)
    yield from scheme_remark(path, scheme, options)
    yield Notice(str(path), None, "whitespace_lost", _SPACING_REMARK)
    left = [each for each in opened.schema_arrow.names if each not in wanted]
    for name in left[:100]:
        message = f"the column {shown(name)} means nothing here and is not kept"
        yield Notice(str(path), None, "attribute_lost", message)
    file = TokenFile(path, options, scheme, None)
    for number, row in numbered_rows(opened, wanted, arrow):
        yield from file.item(Border(number))
        name = row.get(columns.id or "") if isinstance(row, dict) else None
        if name is not None:
            file.document.id = str(name)
        yield from file.item(_sentence(row, number, columns))
    yield from file.finish()


def _scheme(
    rows: Iterator[tuple[int, RawRow]], columns: TokenColumns, options: ReadOptions
) -> TagScheme:
    """The tagging scheme that was named, or the one that the first rows are written in."""
    if options.tags != "auto":
        return tag_scheme(options.tags)
    sample = (_sentence(row, number, columns) for number, row in islice(rows, _SAMPLED_ROWS))
    return guess_tag_scheme(each.tags[0] for each in sample if isinstance(each, Sentence))


def _sentence(row: RawRow, number: int, columns: TokenColumns) -> Sentence | RowTrouble:
    """A row as a sentence of a token file, or why it is none."""
    if not isinstance(row, dict):
        return RowTrouble(number, row or "holds letters that are not UTF-8")
    tokens, tags = row[columns.tokens] or [], row[columns.tags] or []
    if columns.names is not None:
        tags = [_named(tag, columns.names) for tag in tags]
    if not tokens:
        return RowTrouble(number, "has no tokens")
    if len(tokens) != len(tags):
        return RowTrouble(
            number, f"has {counted(len(tokens), 'token')} and {counted(len(tags), 'tag')}"
        )
    empty = next((each for each in tokens if type(each) is not str or not each.strip()), None)
    if empty is not None or None in tokens:
        return RowTrouble(number, f"has a token {shown(empty)}, in which nothing stands")
    wrong = next((each for each in tags if type(each) is not str or not is_tag(each)), "")
    if wrong != "":
        return RowTrouble(number, f"has {shown(wrong)} among its tags; O is one, and B-LABEL")
    return Sentence(tokens, [tags], [number] * len(tokens))


def _named(tag: object, names: Sequence[str]) -> object:
    return names[tag] if isinstance(tag, int) and 0 <= tag < len(names) else tag


def _names(schema: Any, column: str) -> Sequence[str] | None:
    """Names of the classes of a column, as `datasets` writes them into a file."""
    try:
        said = json.loads((schema.metadata or {})[b"huggingface"])
        feature = said["info"]["features"][column]
        names = (feature.get("feature") or feature)["names"]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    is_plain = isinstance(names, list) and all(isinstance(each, str) for each in names)
    return names if is_plain else None
