"""Rows of a CoNLL file: lines become sentences of tokens and tags, by whole blocks where possible.

A sentence is a run of rows between blank lines. A block without anything odd in it is taken apart
at once; only another one is read line by line, to say which line it was. This room knows
columns; what tags mean is decided above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.decoding import why_not_utf8
from hashiya.formats.lines import TOO_LONG_LINE, LineSource
from hashiya.formats.remarks import shown
from hashiya.formats.tokens import DOCUMENT_LINE
from hashiya.tagging import OUTSIDE, is_tag
from hashiya.text import counted

__all__ = [
    "Border",
    "Comment",
    "Row",
    "RowTrouble",
    "Sentence",
    "Shape",
    "find_shape",
    "read_rows",
    "sample_rows",
]

MAX_SENTENCE_BYTES: Final = 32 << 20
"""A run of rows this long cannot be a sentence of any document a project takes."""

_SAMPLE_ROWS: Final = 2000

_LONE_RETURN: Final = (
    "a carriage return stands in the row, without the line end that belongs to it; save the file"
    " with line ends of one kind"
)

_ALL_BUT: Final[Mapping[str, bytes]] = {
    separator: bytes(sorted(set(range(256)) - set(f"{separator}\n".encode())))
    for separator in " \t"
}


class Shape(NamedTuple):
    """How a file's rows are divided."""

    separator: Literal[" ", "\t"]
    columns: int
    """Columns of every row."""
    tag_columns: int
    """How many of them, counted from the last, hold tags."""


class Sentence(NamedTuple):
    """One sentence's columns."""

    tokens: list[str]
    tags: list[list[str]]
    """One list for each tag column; as many tags as tokens."""
    lines: range | list[int]
    """The file's line of each token, counted from 1."""


class Border(NamedTuple):
    """A line that opens a document."""

    line: int


class Comment(NamedTuple):
    """A line that was passed over."""

    line: int


class RowTrouble(NamedTuple):
    """A line that is no row of this file."""

    line: int
    reason: str


Row = Sentence | Border | Comment | RowTrouble


def find_shape(head: bytes, path: str, tag_columns: Literal["auto", "last", "all"]) -> Shape:
    """The shape most rows of a file's beginning have.

    All columns after the token are taken for tags when each of them holds tags of at most one
    label, as an export with one column a label does; else only the last one is.

    Raises:
        FormatError: The rows have one column, or their last column holds no tags.
    """
    lines = head.decode(errors="replace").replace("\r\n", "\n").split("\n")[: _SAMPLE_ROWS + 1]
    sample = [line for line in lines[:_SAMPLE_ROWS] if _is_data(line)]
    # A file of empty documents has nothing but their lines.
    sample = sample or [line for line in lines if line.startswith(DOCUMENT_LINE)]
    if not sample:
        raise FormatError("holds no rows of token and tag", path=path)
    with_tab = sum("\t" in line for line in sample)
    separator: Literal[" ", "\t"] = "\t" if 2 * with_tab > len(sample) else " "
    rows = [_fields(line, separator) for line in sample]
    columns = Counter(map(len, rows)).most_common(1)[0][0]
    regular = [row for row in rows if len(row) == columns]
    if columns < 2:
        raise FormatError("its rows have one column; token and tag are needed", path=path)
    if 2 * sum(is_tag(row[-1]) for row in regular) < len(regular):
        wrong = next(row[-1] for row in regular if not is_tag(row[-1]))
        raise FormatError(
            f"the last column holds no tags such as O or B-agency, but {shown(wrong)}",
            path=path,
            line=_line_of(lines, separator, wrong),
        )
    held = {"all": columns - 1, "last": 1}.get(tag_columns) or _label_columns(regular)
    return Shape(separator, columns, held)


def sample_rows(head: bytes, separator: Literal[" ", "\t"]) -> list[list[str]]:
    """The fields of the rows that a file begins with, the last of which may be cut short."""
    lines = head.decode(errors="replace").replace("\r\n", "\n").split("\n")[:_SAMPLE_ROWS]
    return [_fields(line, separator) for line in lines if _is_data(line)]


def _line_of(lines: Sequence[str], separator: Literal[" ", "\t"], tag: str) -> int:
    """The first line whose last column is this, counted from 1."""
    numbered = enumerate(lines, start=1)
    return next(nth for nth, line in numbered if _fields(line, separator)[-1:] == [tag])


def read_rows(source: LineSource, shape: Shape) -> Iterator[Row]:
    """Stream a file's sentences with what stands between them.

    Raises:
        FormatError: The file cannot be read.
    """
    pending, first = b"", 1  # lines that may belong to a sentence that goes on, and their number
    for number, block in source.blocks():
        if block is None:
            yield from _rows(pending, first, shape)
            yield RowTrouble(number, TOO_LONG_LINE)
            pending = b""
            continue
        if pending:
            block = b"%b\n%b" % (pending, block)  # noqa: PLW2901 (the same lines, put together)
        else:
            first = number
        if b"\r" in block:
            block = b"%b\n" % block  # noqa: PLW2901
            block = block.replace(b"\r\n", b"\n")[:-1]  # noqa: PLW2901
        cut = block.rfind(b"\n\n")
        if cut >= 0:
            yield from _rows(block[:cut], first, shape)
            first += block.count(b"\n", 0, cut + 2)
        pending = block[cut + 2 :] if cut >= 0 else block
        if len(pending) > MAX_SENTENCE_BYTES:
            yield RowTrouble(first, f"no sentence ends in {MAX_SENTENCE_BYTES:,} bytes")
            pending = b""
    yield from _rows(pending, first, shape)


def _rows(block: bytes, first: int, shape: Shape) -> Iterator[Row]:
    """The rows of whole lines, of which `first` is the number of the first."""
    block = block.rstrip(b"\n")
    if not block:
        return
    try:
        text = block.decode()
    except UnicodeDecodeError:
        yield from _broken_block(block, first, shape)
        return
    if b"\r" in block or not _is_regular(block, shape):
        yield from _line_by_line(text.split("\n"), first, shape)
        return
    separator, columns, held = shape
    for sentence in text.split("\n\n"):
        fields = sentence.replace("\n", separator).split(separator)
        length = sentence.count("\n") + 1
        if DOCUMENT_LINE in sentence or "" in fields:
            yield from _line_by_line(sentence.split("\n"), first, shape)
        else:
            tokens = fields[::columns]
            tags = [fields[at::columns] for at in range(columns - held, columns)]
            yield Sentence(tokens, tags, range(first, first + length))
        first += length + 1


def _is_regular(block: bytes, shape: Shape) -> bool:
    """Whether every line has the columns of a row, or is the one blank line between two rows.

    Seen by what is left of the block without anything but separators and line ends.
    """
    row_end = shape.separator.encode() * (shape.columns - 1) + b"\n"
    lines = b"%b\n" % block
    skeleton = lines.translate(None, _ALL_BUT[shape.separator])
    return skeleton.replace(row_end, b"") == b"\n" * lines.count(b"\n\n")


def _line_by_line(lines: Iterable[str], first: int, shape: Shape) -> Iterator[Row]:
    """The same for lines of which one at least is no plain row."""
    separator, columns, held = shape
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=first):
        if "\r" in line:
            yield RowTrouble(number, _LONE_RETURN)
            continue
        fields = _fields(line, separator)
        if fields[:1] != [DOCUMENT_LINE] and len(fields) == columns and all(fields):
            rows.append(fields)
            numbers.append(number)
            continue
        if rows and (not line.strip(" \t") or fields[0] == DOCUMENT_LINE):
            yield _sentence(rows, numbers, held)
            rows, numbers = [], []
        if line.strip(" \t"):
            yield _odd_line(fields, number, shape)
    if rows:
        yield _sentence(rows, numbers, held)


def _sentence(rows: list[list[str]], numbers: list[int], held: int) -> Sentence:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return Sentence(columns[0], columns[-held:], numbers)


def _odd_line(fields: list[str], number: int, shape: Shape) -> Row:
    if fields[0] == DOCUMENT_LINE:
        return Border(number)
    # `#خبر` is a word that lost its tag; comments begin with `# `, or with a word of a program.
    if fields[0].startswith("#") and fields[0].isascii():
        return Comment(number)
    columns = shape.columns
    if len(shape.separator.join(fields).split()) == columns != len(fields):
        own, other = ("tabs", "spaces") if shape.separator == "\t" else ("spaces", "tabs")
        return RowTrouble(number, f"{other} divide the row, and {own} the others of this file")
    found = sum(map(bool, fields))
    whole = counted(columns, "column")
    what = f"has {found} of {whole}" if found <= columns else f"has {counted(found, 'column')}"
    return RowTrouble(number, f"the row {what}; every row of this file needs {columns}")


def _broken_block(block: bytes, first: int, shape: Shape) -> Iterator[Row]:
    """Lines of which one at least is no UTF-8; the others are rows all the same."""
    good: list[str] = []
    for number, line in enumerate(block.split(b"\n"), start=first):
        try:
            good.append(line.decode())
        except UnicodeDecodeError as error:
            yield from _line_by_line(good, number - len(good), shape)
            yield RowTrouble(number, f"the line {why_not_utf8(line, error)}")
            good = []
    last = first + block.count(b"\n")
    yield from _line_by_line(good, last + 1 - len(good), shape)


def _fields(line: str, separator: str) -> list[str]:
    if separator == "\t":
        return line.split("\t")
    return [field for field in line.split(" ") if field]


def _is_data(line: str) -> bool:
    return bool(line.strip(" \t")) and not line.startswith((DOCUMENT_LINE, "# "))


def _label_columns(rows: list[list[str]]) -> int:
    """How many of the last columns hold one label each, when nothing else stands after the token.

    A filler column `_` may stand between, as in CoNLL-2003.
    """
    columns = list(zip(*rows, strict=True))
    held = 0
    while held + 1 < len(columns) and _holds_one_label(columns[-held - 1]):
        held += 1
    before = columns[-held - 1]
    return held if held + 1 == len(columns) or set(before) == {"_"} else 1


def _holds_one_label(column: tuple[str, ...]) -> bool:
    values = set(column) - {OUTSIDE}
    return all(map(is_tag, values)) and len({value[2:] for value in values}) <= 1
