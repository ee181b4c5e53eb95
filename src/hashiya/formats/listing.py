"""Listing: formats that write one document after the other into one file a part.

A format says what a document looks like and how the file is read again; opening, keeping what
was announced, and checking are done here. Knows no format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.write_options import Nesting, TokenPolicy
from hashiya.formats.writing import FileFormat, Job, Scribe
from hashiya.model import DocumentRecord

__all__ = ["Layout", "Listed", "held_of", "list_format"]

_bounds: Final = itemgetter(slice(0, 3))


class Listed(NamedTuple):
    """One document as a file has it."""

    written: bytes
    held: Held
    """What is to be found in it when it is read again."""


def _nothing() -> None:
    """Nothing is left to say."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file of documents looks."""

    document: Callable[[DocumentRecord], Listed | None]
    """One document; what it cannot hold is told to the report. None leaves the document out."""
    read_again: Callable[[Path], Iterator[Held]]
    """What a finished file says, document by document."""
    opening: bytes = b""
    """What stands first."""
    between: bytes = b""
    """What stands between two documents."""
    closing: bytes = b""
    """What stands last."""
    conclude: Callable[[], None] = _nothing
    """Called when every document is written, before files are read again."""
    keeps_count: bool = True
    """Whether spans that the document function says nothing about are counted as kept."""


def held_of(record: DocumentRecord) -> Held:
    """What there is to compare when a file holds a document and its spans as they are."""
    return (record.id, record.text, tuple(map(_bounds, record.spans)))


def list_format(  # noqa: PLR0913 (what there is to say of a format)
    name: str,
    suffix: str,
    layout: Callable[[Job], Layout],
    *,
    policy: TokenPolicy | None = None,
    nested: tuple[Nesting, ...] = (),
    takes: tuple[str, ...] = (),
) -> FileFormat:
    """A format whose files list documents."""

    def begin(job: Job) -> Scribe:
        return _ListScribe(job, layout(job))

    return FileFormat(name, suffix, begin, policy=policy, nested=nested, takes=takes)


class _Output:
    """One file, which is the list of one part."""

    def __init__(self, path: Path, file: BinaryIO, layout: Layout) -> None:
        self.path = path
        self.file = file
        self.announced = Announced()
        file.write(layout.opening)


class _ListScribe:
    """The lists of one export as they grow."""

    def __init__(self, job: Job, layout: Layout) -> None:
        self._job = job
        self._layout = layout
        self._outputs = {
            part: _Output(path, job.open(path), layout)
            for part, path in ((part, job.path(part)) for part in job.parts)
        }

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document."""
        output = self._outputs[part]
        made = self._layout.document(record)
        if self._layout.keeps_count:
            self._job.report.keep(len(record.spans))
        if made is None:
            self._job.report.documents_out -= 1
            return
        if len(output.announced.documents):
            output.file.write(self._layout.between)
        output.file.write(made.written)
        output.announced.add(made.held)

    def finish(self) -> None:
        """Close the lists and read them again."""
        self._layout.conclude()
        for output in self._outputs.values():
            output.file.write(self._layout.closing)
            found = self._layout.read_again(self._job.publication.written(output.path))
            check_documents(found, output.announced)
