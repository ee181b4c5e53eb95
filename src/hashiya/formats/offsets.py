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
from hashiya.formats.names import stem_of

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

_Row = tuple[str, int, int, int, int, str]
"""One row of the file, its fields in the order of the header."""

_ROW: Final = re.compile(r"([^\t]*)" + r"\t([0-9]{1,9})" * 4 + r"\t([^\t\r]*)\r?")
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
    return target.with_name(f"{stem_of(target)}.offsets.tsv")


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
        name, sentence, _, _, end, gap = row
        if sentence == 0:
            if document is not None:
                yield document
            document = DocumentOffsets(name, end, gap, [])
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


def _take(row: _Row, document: DocumentOffsets) -> bool:
    """Add a row to its document; False when it does not belong there."""
    name, sentence, token, start, end, gap = row
    sentences = document.sentences
    if name != document.id or sentence != len(sentences) + (token == 0):
        return False
    if token == 0:
        sentences.append(SentenceOffsets(start, end, [], [], []))
        return True
    _, _, starts, ends, gaps = sentences[-1]
    starts.append(start)
    ends.append(end)
    gaps.append(gap)
    return token == len(starts)


def _row(line: bytes | None, path: Path, number: int) -> _Row:
    try:
        found = _ROW.fullmatch((line or b"").decode())
    except UnicodeDecodeError as error:
        raise _wrong(path, number) from error
    if found is None:
        raise _wrong(path, number)
    name, sentence, token, start, end, gap = found.groups()
    places = (int(sentence), int(token), int(start), int(end))
    return (unescape_field(name), *places, unescape_field(gap))


def _wrong(path: Path, number: int) -> FormatError:
    return FormatError(
        "is no row of an offsets sidecar in this place; take the file away to read the tokens"
        " without it",
        path=str(path),
        line=number,
    )
