"""What every format has in common: the values that stream through it and the two protocols.

A reader yields what a file says and refuses what cannot be true; it never asks a scheme or a
store. A writer takes records that were already checked. Offsets are code points on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from hashiya.formats.reports import Kind, LossReport
from hashiya.formats.units import OffsetUnit
from hashiya.model import DocumentRecord, LayerKind, Scheme

__all__ = [
    "Collision",
    "ConllOptions",
    "HeaderRecord",
    "Nesting",
    "Notice",
    "ReadItem",
    "ReadOptions",
    "Reader",
    "Refusal",
    "RefusedPart",
    "SourceFile",
    "TokenOptions",
    "TokenPolicy",
    "WriteOptions",
    "Writer",
]

RefusedPart = Literal["file", "header", "document", "span", "mark"]
"""How much was refused; a refused span leaves its document and the other spans standing."""

TokenPolicy = Literal["snap", "split", "strict"]
"""An edge inside a word: widen to whole words, cut the word, or write nothing at all."""

Nesting = Literal["outer", "inner", "columns", "files"]
"""Nested spans: keep the longest, keep the shortest, one column a label, one file a label."""

Collision = Literal["error", "outer", "first"]
"""Two spans that meet on a token once widened: refuse, keep the longer, keep the earlier."""


class Refusal(NamedTuple):
    """Something a source holds that was not taken, and why."""

    path: str
    """The file, as the person named it."""
    line: int | None
    """Line in it, counted from 1; None when the whole file is meant."""
    reason: str
    """What is wrong and what to do, for people; may quote hostile text."""
    what: RefusedPart = "document"
    """How much was refused."""
    kind: Kind = "unreadable"
    """The sort of trouble, for counting."""
    document: str | None = None
    """Id of the document, when it is known."""
    span: tuple[int, int, str] | None = None
    """`(start, end, label)` as the file has it, for a refused span or mark."""


class Notice(NamedTuple):
    """Something a person should know about what was taken."""

    path: str
    """The file, as the person named it."""
    line: int | None
    """Line in it, counted from 1."""
    kind: Kind
    """The sort of remark, for counting."""
    message: str
    """For people; may quote hostile text."""
    document: str | None = None
    """Id of the document it is about, when it is about one."""


class HeaderRecord(NamedTuple):
    """What a file says of itself before its documents."""

    path: str
    """The file, as the person named it."""
    line: int
    """Line it stands on, counted from 1."""
    scheme: Scheme | None
    """The scheme the annotations were made under, when the file has one."""
    annotator: str | None
    """Whose layers follow, unless a document says otherwise."""
    layer: LayerKind
    """What sort of layers follow."""


class SourceFile(NamedTuple):
    """A file of a folder that the documents behind this come from."""

    path: str
    """The file."""


ReadItem = DocumentRecord | Refusal | HeaderRecord | Notice | SourceFile
"""What a reader yields; the refusals and notices about a document follow its record."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say about a file that the file does not say itself."""

    encoding: str | None = None
    """Its encoding; None means strict UTF-8, and anything else is refused with a guess."""
    annotator: str | None = None
    """Whose the layers are, where the file names nobody."""
    layer: LayerKind = "annotator"
    """What sort of layers they are, where the file does not say."""
    tags: str = "auto"
    """Tagging scheme of a token file: `auto`, `BIO`, `IOB1`, `BIOES` or `BILOU`."""
    tag_columns: Literal["auto", "last", "all"] = "auto"
    """Which columns of a token file hold tags: the last, or all after the token."""
    repair: bool = False
    """Whether illegal tags are repaired, each with a notice, instead of refused."""
    offsets: OffsetUnit | None = None
    """What the offsets of its spans count; None leaves it to the format."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Names of a JSONL line's keys, by what they are called here: `{"text": "body"}`."""
    sentences_per_document: int | None = None
    """Where to divide a token file without document lines; None keeps it whole."""


@dataclass(frozen=True, slots=True)
class TokenOptions:
    """How formats that hold tokens take spans of characters."""

    policy: TokenPolicy = "snap"
    """What to do with an edge inside a word."""
    nested: Nesting = "outer"
    """What to do with spans inside spans."""
    on_collision: Collision = "error"
    """What to do with two spans that meet on one token after widening."""


@dataclass(frozen=True, slots=True)
class ConllOptions:
    """How a CoNLL file looks."""

    columns: Literal[2, 4] = 2
    """`TOKEN TAG`, or CoNLL-2003's `TOKEN -X- _ TAG`."""
    separator: Literal[" ", "\t"] = " "
    """What stands between two columns."""
    tags: str = "BIO"
    """Tagging scheme: `BIO` or `BIOES`."""
    sidecar: bool = True
    """Whether `NAME.offsets.tsv` is written, which makes the file lossless."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What an export is told."""

    scheme: Scheme
    """The project's scheme: labels and their order."""
    annotator: str | None = None
    """Whose layers these are, when they are one person's."""
    layer: LayerKind = "annotator"
    """What sort of layers these are."""
    overwrite: bool = False
    """Whether files of the same names may be replaced."""
    tokens: TokenOptions = field(default_factory=TokenOptions)
    """For formats that hold tokens."""
    conll: ConllOptions = field(default_factory=ConllOptions)
    """For CoNLL."""


class Reader(Protocol):
    """Reads one format."""

    @property
    def name(self) -> str:
        """What options call the format: `jsonl`."""

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """Stream what a file holds; memory does not grow with the file.

        Raises:
            FormatError: Nothing of the file can be read; raised by the first `next()` at the
                earliest. Trouble with a part of it is yielded as a `Refusal` instead.
            UsageError: The options make no sense for this file.
        """


class Writer(Protocol):
    """Writes one format."""

    @property
    def name(self) -> str:
        """What options call the format: `jsonl`."""

    @property
    def suffix(self) -> str:
        """Ending of its files' names: `.jsonl`."""

    def write(
        self, records: Iterable[DocumentRecord], target: Path, options: WriteOptions
    ) -> LossReport:
        """Stream records into `target`, what belongs beside it and `NAME.report.json`.

        All files appear together when everything is written and checked, or none does.

        Raises:
            UsageError: A file of that name stands there already.
            LossError: Spans cannot be held and the options forbid it; it carries the report.
            CorruptionError: A quote is not what the text says, or the check of the written file
                failed.
            StoreError: The files cannot be written.
        """
