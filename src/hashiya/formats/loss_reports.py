"""Loss reports: what an export did with every span, and the error when it may lose none.

They know no format; losses themselves are kept and written down as in every other report.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

from hashiya import __version__
from hashiya.errors import DataError
from hashiya.formats.reports import CountedLosses, Loss
from hashiya.model import Scheme

__all__ = ["LossError", "LossReport"]


class LossReport(CountedLosses):
    """What an export did with every span it was given: `in = kept + changed + dropped`.

    Args:
        format_name: The format that was written: `conll`.
        tokenization: Name and version of the word rule, for formats that hold tokens.
        scheme: The scheme whose labels were written; its version is named.
        offset_unit: What offsets in the file count, where it has any; the report's own are code
            points.
    """

    def __init__(
        self,
        format_name: str,
        *,
        tokenization: str | None = None,
        scheme: Scheme | None = None,
        offset_unit: str = "code points",
    ) -> None:
        super().__init__()
        self.format_name = format_name
        self.offset_unit = offset_unit
        self.made_with = {"tokenization": tokenization} if tokenization else {}
        """Rules that the file depends on."""
        self._scheme = {"id": scheme.id, "version": scheme.version} if scheme else None
        self.notes: list[str] = []
        """What whoever reads the file must know or set; no loss."""
        self.aside: list[str] = []
        """What became of other files; for the screen, since the same export may say it or not."""
        self.files: list[Path] = []
        """The files that hold the layer; what stands beside them is not named."""
        self.not_asked = 0
        """Spans of labels that nobody asked for; counted nowhere else."""
        self.under_review: tuple[str, ...] = ()
        """Ids of documents that are not in the file, since their gold is not finished."""
        self.documents_in = 0
        self.documents_out = 0
        self.kept = 0
        self.changed = 0
        self.dropped = 0

    @property
    def spans_in(self) -> int:
        """Spans the export was given."""
        return self.kept + self.changed + self.dropped

    @property
    def spans_out(self) -> int:
        """Spans the file holds."""
        return self.kept + self.changed

    def keep(self, count: int = 1) -> None:
        """Count spans that the file holds as they are."""
        self.kept += count

    def change(self, loss: Loss) -> None:
        """Note a span that the file holds with other edges."""
        self.changed += 1
        self._losses.add(loss)

    def drop(self, loss: Loss) -> None:
        """Note a span that the file does not hold."""
        self.dropped += 1
        self._losses.add(loss)

    def remark(self, loss: Loss) -> None:
        """Note something that moves no span: an attribute, an id, a character."""
        self._losses.add(loss)

    def note(self, words: str) -> None:
        """Say once what whoever reads the file must know or set."""
        if words not in self.notes:
            self.notes.append(words)

    def write_to(self, out: IO[bytes]) -> None:
        """The report as JSON, its losses one a line."""
        facts = {
            "format": self.format_name,
            "tool_version": __version__,
            "offset_unit": "code points",
            **self.made_with,
            **({"scheme": self._scheme} if self._scheme else {}),
            "documents": {"in": self.documents_in, "out": self.documents_out},
            "spans": {"in": self.spans_in, "out": self.spans_out},
            **({"under_review": self.under_review} if self.under_review else {}),
            **({"not_asked": self.not_asked} if self.not_asked else {}),
            **({"notes": self.notes} if self.notes else {}),
        }
        self._losses.write_report(facts, out)


class LossError(DataError):
    """An export would lose what it was told not to lose; nothing was written.

    Args:
        message: How many spans are concerned and what to do.
        report: Names each of them.
    """

    exit_code = 3

    def __init__(self, message: str, *, report: LossReport) -> None:
        super().__init__(message)
        self.report = report
