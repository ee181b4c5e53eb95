"""Reports: losses, refusals and remarks as they come, and the report on an import.

Counts and a few examples are kept in memory; the complete list goes to a temporary file as it
grows, so a report on a million spans costs no more memory than one on ten. Reports know no format.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from json import JSONEncoder
from json.encoder import encode_basestring
from pathlib import Path
from typing import IO, Final, NamedTuple

from hashiya import __version__
from hashiya.formats.kinds import Kind
from hashiya.formats.publishing import atomic_writer

__all__ = [
    "MAX_EXAMPLES",
    "CountedLosses",
    "ImportReport",
    "Kind",
    "Loss",
    "Losses",
    "report_path",
]

MAX_EXAMPLES: Final = 5
"""Losses of one kind that are kept for the screen; the report file has them all."""

_SPOOL_BYTES: Final = 1 << 20
_BATCH_LOSSES: Final = 500

# A loss is written by hand: there may be one for every span, and its shape never changes.
_quoted = encode_basestring
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def report_path(target: Path) -> Path:
    """Where the report on a file goes: beside it, so `news.conll.report.json`."""
    return target.with_name(f"{target.name}.report.json")


class Loss(NamedTuple):
    """One thing a file could not hold as it was."""

    doc: str
    """Id of the document; empty when the whole file is meant."""
    kind: Kind
    """The sort of loss."""
    span: tuple[int, int, str] | None
    """`(start, end, label)` in code points; None when it is about no span."""
    became: tuple[int, int, str] | None
    """What the file holds instead; None when it holds nothing of it."""
    why: str
    """For people: what was added, cut or left out."""


class Losses:
    """Losses as they come: counted, sampled, and written down one after the other."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        """How many of each kind."""
        self.examples: dict[str, list[Loss]] = {}
        """The first few of each kind."""
        self._waiting: list[str] = []
        self._spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 (closed with its owner)
        weakref.finalize(self, self._spool.close)

    def add(self, loss: Loss) -> None:
        """Take one in."""
        kind = loss.kind
        count = self.kinds[kind] = self.kinds[kind] + 1
        if count <= MAX_EXAMPLES:
            self.examples.setdefault(kind, []).append(loss)
        line = (
            f'{{"doc":{_quoted(loss.doc)},"kind":"{kind}","span":{_extent(loss.span)},'
            f'"became":{_extent(loss.became)},"why":{_quoted(loss.why)}}}'
        )
        self._waiting.append(line)
        if len(self._waiting) >= _BATCH_LOSSES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            separator = b",\n" if self._spool.tell() else b"\n"
            self._spool.write(separator + ",\n".join(self._waiting).encode())
            self._waiting.clear()

    def write_report(self, facts: Mapping[str, object], out: IO[bytes]) -> None:
        """One JSON object: the facts, then the losses, one a line."""
        self._flush()
        head = _encode({**facts, "losses": []})
        out.write(head.removesuffix("]}").encode())
        self._spool.seek(0)
        shutil.copyfileobj(self._spool, out)
        out.write(b"]}\n")


class CountedLosses(ABC):
    """What has losses of several kinds, and is written down with all of them."""

    def __init__(self) -> None:
        self._losses = Losses()

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many there were of each kind."""
        return self._losses.kinds

    @property
    def examples(self) -> Mapping[str, list[Loss]]:
        """The first few of each kind, for a screen."""
        return self._losses.examples

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the report alone, its losses one a line.

        Raises:
            UsageError: The file is there already.
            StoreError: It cannot be written.
        """
        with atomic_writer(path, overwrite=overwrite) as out:
            self.write_to(out)

    @abstractmethod
    def write_to(self, out: IO[bytes]) -> None:
        """The report as JSON."""


def _extent(extent: tuple[int, int, str] | None) -> str:
    return "null" if extent is None else f"[{extent[0]},{extent[1]},{_quoted(extent[2])}]"


class ImportReport(CountedLosses):
    """What an import did with everything its files held: `in = out + refused`.

    Args:
        format_name: The format that was read: `jsonl`.
    """

    def __init__(self, format_name: str) -> None:
        super().__init__()
        self.format_name = format_name
        self.documents: Counter[str] = Counter()
        """By outcome: `added`, `layer_added`, `layer_updated`, `unchanged`, `refused`."""
        self.spans_out = 0
        """Spans of the documents that were not refused."""
        self.spans_refused = 0
        """Spans that were left out of documents which were taken."""

    @property
    def documents_in(self) -> int:
        """Documents, and lines that should have been one, that the files held."""
        return self.documents.total()

    @property
    def spans_in(self) -> int:
        """Spans of the documents that were taken, refused spans with them."""
        return self.spans_out + self.spans_refused

    def take(self, outcome: str, spans: int) -> None:
        """Count a document by what became of it, with the spans that came in with it."""
        self.documents[outcome] += 1
        self.spans_out += spans

    def refuse_document(self, doc: str, kind: Kind, why: str) -> None:
        """Note a document, or a line, that was not taken."""
        self.documents["refused"] += 1
        self._losses.add(Loss(doc, kind, None, None, why))

    def refuse_span(
        self, doc: str, kind: Kind, span: tuple[int, int, str] | None, why: str
    ) -> None:
        """Note a span or a mark that was not taken with its document; None when it had no edges."""
        self.spans_refused += 1
        self._losses.add(Loss(doc, kind, span, None, why))

    def remark(self, doc: str, kind: Kind, why: str) -> None:
        """Note something that refuses nothing."""
        self._losses.add(Loss(doc, kind, None, None, why))

    def write_to(self, out: IO[bytes]) -> None:
        """The report as JSON, its losses one a line."""
        names = ("added", "layer_added", "layer_updated", "unchanged")
        outcomes = {
            name: self.documents[name]
            for name in names
            if name != "layer_updated" or self.documents[name]
        }
        taken = sum(outcomes.values())
        refused = self.documents["refused"]
        facts = {
            "format": self.format_name,
            "tool_version": __version__,
            "offset_unit": "code points",
            "documents": {"in": self.documents_in, "out": taken, **outcomes, "refused": refused},
            "spans": {"in": self.spans_in, "out": self.spans_out, "refused": self.spans_refused},
        }
        self._losses.write_report(facts, out)
