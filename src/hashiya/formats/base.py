"""What every reader has in common: the values that stream out of it, and its protocol.

A reader yields what a file says and refuses what cannot be true; it never asks a scheme or a
store. Offsets are code points. What writers have in common is in `writing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from hashiya.formats.reports import Kind
from hashiya.formats.units import OffsetUnit
from hashiya.model import DocumentRecord, LayerKind, Scheme

__all__ = [
    "HeaderRecord",
    "Notice",
    "ReadItem",
    "ReadOptions",
    "Reader",
    "Refusal",
    "RefusedPart",
    "SourceFile",
]

RefusedPart = Literal["file", "header", "document", "span", "mark"]
"""How much was refused; a refused span leaves its document and the other spans standing."""


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
    column: str | None = None
    """The column of a table that holds the text, by its name or its number, counted from 1."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Names of a JSONL line's keys, by what they are called here: `{"text": "body"}`."""
    sentences_per_document: int | None = None
    """Where to divide a token file without document lines; None keeps it whole."""
    beside: frozenset[Path] = frozenset()
    """Files below a folder that are read by themselves, and so are not said to be left out."""


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
