"""The offsets sidecar `NAME.offsets.tsv`: where the tokens of a token file stand in their text.

Six tab-separated columns under a header line: document, sentence, token, start, end, gap. Offsets
are code points. Rows stand in text order, and the number 0 speaks of the whole:

- `id 0 0 0 length tail` opens a document; tail is what follows its last token;
- `id 3 0 start end` bounds its third sentence;
- `id 3 7 start end gap` places the seventh token of it; gap is what stands before the token since
  the one before, left empty where that is nothing but spaces.

With the tokens themselves this is the whole text. This room knows no tags and no labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.lines import LineSource

__all__ = [
    "HEADER",
    "DocumentOffsets",
    "SentenceOffsets",
    "escape_field",
    "gap_field",
    "read_offsets",
    "rebuilt_text",
    "sidecar_path",
    "unescape_field",
]

HEADER: Final = "document\tsentence\ttoken\tstart\tend\tgap"

_COLUMNS: Final = 6
_ESCAPED: Final = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPE: Final = re.compile(r"\\u([0-9a-f]{4})")


class SentenceOffsets(NamedTuple):
    """One sentence's bounds and its tokens' places."""

    start: int
    end: int
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    """What stands before each token; empty where spaces fill the distance."""


class DocumentOffsets(NamedTuple):
    """One document's places."""

    id: str
    length: int
    """Code points in the text."""
    tail: str
    """What follows the last token; empty where spaces fill the distance."""
    sentences: list[SentenceOffsets]


def sidecar_path(target: Path) -> Path:
    """Where the offsets of a token file stand: `news.offsets.tsv` beside `news.conll`."""
    return target.with_name(f"{target.stem}.offsets.tsv")


def escape_field(text: str) -> str:
    r"""A text as a TSV field: backslash, controls and line ends as `\uXXXX`.

    >>> print(escape_field("a\tb"))
    a\u0009b
    """
    if _ESCAPED.search(text) is None:
        return text
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unescape_field(field: str) -> str:
    """What `escape_field` made this field from."""
    if "\\" not in field:
        return field
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), field)


def gap_field(gap: str) -> str:
    """A gap as its field: empty when it is nothing but spaces, which the offsets imply."""
    return escape_field(gap) if gap.count(" ") < len(gap) else ""


def read_offsets(path: Path) -> Iterator[DocumentOffsets]:
    """Stream a sidecar's documents.

    Raises:
        FormatError: It is no sidecar, or a row is out of place; the message says what to do.
    """
    document: DocumentOffsets | None = None
    for number, line in LineSource(path):
        if number == 1:
            if line is None or line.rstrip(b"\r") != HEADER.encode():
                raise _wrong(path, number)
            continue
        row = _row(line, path, number)
        if row.sentence == 0:
            if document is not None:
                yield document
            document = DocumentOffsets(row.id, row.end, row.gap, [])
        elif document is None or not _take(row, document):
            raise _wrong(path, number)
    if document is not None:
        yield document


def rebuilt_text(offsets: DocumentOffsets, tokens: Sequence[Sequence[str]]) -> str | None:
    """The document's text, or None when these tokens of its sentences do not fit its offsets."""
    if [len(words) for words in tokens] != [len(each.starts) for each in offsets.sentences]:
        return None
    parts: list[str] = []
    at = 0
    for words, places in zip(tokens, offsets.sentences, strict=True):
        for word, start, end, gap in zip(
            words, places.starts, places.ends, places.gaps, strict=True
        ):
            space = gap or " " * (start - at)
            if at + len(space) != start or start + len(word) != end:
                return None
            parts += (space, word)
            at = end
    parts.append(offsets.tail or " " * (offsets.length - at))
    text = "".join(parts)
    return text if len(text) == offsets.length and _holds(text, offsets) else None


def _holds(text: str, offsets: DocumentOffsets) -> bool:
    """Whether the sentences are disjoint, in order, inside the text and around their tokens."""
    at = 0
    for sentence in offsets.sentences:
        inner = [sentence.start, *sentence.starts[:1], *sentence.ends[-1:], sentence.end]
        if sentence.start < at or sentence.start == sentence.end or inner != sorted(inner):
            return False
        at = sentence.end
    return at <= len(text)


class _Row(NamedTuple):
    """One row of the file; its fields are called what the header calls them."""

    id: str
    sentence: int
    token: int
    start: int
    end: int
    gap: str


def _take(row: _Row, document: DocumentOffsets) -> bool:
    """Add a row to its document; False when it does not belong there."""
    sentences = document.sentences
    if row.id != document.id or row.sentence != len(sentences) + (row.token == 0):
        return False
    if row.token == 0:
        sentences.append(SentenceOffsets(row.start, row.end, [], [], []))
        return True
    sentences[-1].starts.append(row.start)
    sentences[-1].ends.append(row.end)
    sentences[-1].gaps.append(row.gap)
    return row.token == len(sentences[-1].starts)


def _row(line: bytes | None, path: Path, number: int) -> _Row:
    try:
        fields = (line or b"").decode().rstrip("\r").split("\t")
        if len(fields) != _COLUMNS:
            raise _wrong(path, number)
        sentence, token, start, end = (_whole(field) for field in fields[1:5])
    except ValueError as error:
        raise _wrong(path, number) from error
    return _Row(unescape_field(fields[0]), sentence, token, start, end, unescape_field(fields[5]))


def _whole(field: str) -> int:
    if len(field) > 9 or not field.isascii() or not field.isdigit():
        raise ValueError(field)
    return int(field)


def _wrong(path: Path, number: int) -> FormatError:
    return FormatError(
        "is no row of an offsets sidecar in this place; take the file away to read the tokens"
        " without it",
        path=str(path),
        line=number,
    )
