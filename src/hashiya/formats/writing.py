"""Writing: the one way out, which every format shares.

Here a layer's records are counted, compared with their quotes, divided into parts and handed to the
scribe of a format; whatever it wrote appears together with a report and a manifest, or not at all.
A format describes itself in a `FileFormat`. This room must never know what any file looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from hashiya.errors import CorruptionError, UsageError
from hashiya.formats.kinds import counted_kinds
from hashiya.formats.loss_reports import LossError, LossReport
from hashiya.formats.manifests import Manifest, known_files, manifest_path
from hashiya.formats.publishing import Publication
from hashiya.formats.reports import report_path
from hashiya.formats.splitting import PART_NAMES
from hashiya.formats.superseding import supersede
from hashiya.formats.units import OffsetUnit, unit_name
from hashiya.formats.write_options import Nesting, TokenPolicy, WriteOptions
from hashiya.model import DocumentRecord
from hashiya.text import TOKENIZATION

__all__ = ["WHOLE", "FileFormat", "FileWriter", "Job", "Scribe"]

WHOLE: Final = ""
"""The part that a record belongs to when nothing is divided."""


class Scribe(Protocol):
    """Writes the files of one export."""

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document into its part, every span told to the report."""

    def finish(self) -> None:
        """Write what ends the files, read them again and compare.

        Raises:
            LossError: Something was met that the options forbid to lose.
            CorruptionError: A file does not say what it was meant to say.
        """


@dataclass(frozen=True, slots=True)
class FileFormat:
    """What there is to know of a format before it is written."""

    name: str
    """What options call it: `conll`."""
    suffix: str
    """Ending of its files' names, or of its folder's: `.conll`."""
    begin: Callable[[Job], Scribe]
    """Opens the files of one export."""
    is_folder: bool = False
    """Whether it is a folder of files."""
    policy: TokenPolicy | None = None
    """What it does with an edge inside a word unless told otherwise; None holds characters."""
    nested: tuple[Nesting, ...] = ()
    """What it can do with nested spans, when there is a choice."""
    unit: OffsetUnit = "codepoints"
    """What its offsets count, unless people choose."""
    takes: tuple[str, ...] = ()
    """Further options that mean something to it: names in `SETTINGS`."""

    def options(self) -> frozenset[str]:
        """Every option that means something to it, beside those that concern all formats."""
        tokens = ("policy", "on_collision") if self.policy else ()
        return frozenset((*self.takes, *tokens, *(("nested",) if self.nested else ())))


SETTINGS: Final[dict[str, Callable[[WriteOptions], object]]] = {
    "policy": lambda options: options.tokens.policy,
    "nested": lambda options: options.tokens.nested,
    "on_collision": lambda options: options.tokens.on_collision,
    "columns": lambda options: options.conll.columns,
    "separator": lambda options: options.conll.separator,
    "tags": lambda options: options.conll.tags,
    "sidecar": lambda options: options.conll.sidecar,
    "nfc": lambda options: options.nfc,
    "offsets": lambda options: options.offsets,
}
"""Options by name, as a manifest records them."""


class Job:
    """One export while it is written.

    Args:
        publication: Where its files come to be.
        target: What was asked for: the file or folder when nothing divides it.
        suffix: The format's.
        options: What was said, with the format's own policy where nobody said one.
        report: Told of every span.
    """

    def __init__(
        self,
        publication: Publication,
        target: Path,
        suffix: str,
        *,
        options: WriteOptions,
        report: LossReport,
    ) -> None:
        self.publication = publication
        self.target = target
        self.options = options
        self.report = report
        self.parts: tuple[str, ...] = options.split.parts if options.split else (WHOLE,)
        """Names of the parts, `("",)` when there is but one."""
        is_ours = target.name.endswith(suffix) and target.name != suffix
        self.stem = target.name.removesuffix(suffix) if is_ours else target.stem
        """What the names of all its files begin with, a dot behind it."""
        self._suffix = suffix if is_ours else target.suffix

    def path(self, part: str = WHOLE, suffix: str | None = None) -> Path:
        """The name of a file beside or instead of the target: `news.train.conll`."""
        name = f"{self.stem}.{part}" if part else self.stem
        return self.target.with_name(f"{name}{self._suffix if suffix is None else suffix}")

    def open(self, path: Path) -> BinaryIO:
        """A file that holds the layer, or a part of it; the report names it."""
        out = self.publication.open(path)
        self.report.files.append(path)
        return out


class FileWriter:
    """Writes one format.

    Args:
        format: Which.
    """

    def __init__(self, format: FileFormat) -> None:  # noqa: A002 (what it is)
        self.format = format

    @property
    def name(self) -> str:
        """What options call the format: `jsonl`."""
        return self.format.name

    @property
    def suffix(self) -> str:
        """Ending of its files' names: `.jsonl`."""
        return self.format.suffix

    def write(
        self, records: Iterable[DocumentRecord], target: Path, options: WriteOptions
    ) -> LossReport:
        """Stream records into `target`, what belongs beside it, its report and its manifest.

        All files appear together when everything is written and checked, or none does.

        Raises:
            UsageError: A file of that name stands there already, or an option is not for this
                format.
            LossError: Spans cannot be held and the options forbid it; it carries the report.
            CorruptionError: A quote is not what the text says, or the check of the written file
                failed.
            StoreError: The files cannot be written.
        """
        options = self._settled(options)
        report = LossReport(
            self.name,
            tokenization=TOKENIZATION if self.format.policy else None,
            scheme=options.scheme,
            offset_unit=unit_name(options.offsets),
        )
        report.under_review = options.under_review
        with Publication(overwrite=options.overwrite) as publication:
            beside = report_path(target), manifest_path(target)
            # What people look for is named before what stands beside it.
            is_known = beside[0].exists() and target.is_file() and not options.overwrite
            for path in (target, *beside) if is_known else beside:
                publication.expect_free(path)
            if self.format.is_folder:
                publication.folder(target, known_files(target))
            job = Job(publication, target, self.suffix, options=options, report=report)
            scribe = self.format.begin(job)
            manifest = Manifest(job.parts)
            for record in records:
                self._put(record, scribe, job, manifest)
            scribe.finish()
            _expect_no_losses(report, options)
            if not self.format.is_folder:
                names = [job.path(part) for part in (WHOLE, *PART_NAMES)]
                report.aside = supersede(publication, target, job.stem, names)
            if self.format.is_folder:
                report.files.append(target)
            settings = {name: SETTINGS[name](options) for name in SETTINGS if name in self._takes}
            report.write_to(publication.open(report_path(target)))
            files = (
                (path.relative_to(target.parent).as_posix(), held)
                for path, held in publication.files()
            )
            about = manifest.written(report, options, settings, files)
            publication.open(manifest_path(target)).write(about)
        return report

    @property
    def _takes(self) -> frozenset[str]:
        return self.format.options()

    def _settled(self, options: WriteOptions) -> WriteOptions:
        """The options with the format's own policy where none was said."""
        tokens = options.tokens
        if self.format.nested and tokens.nested not in self.format.nested:
            raise UsageError(
                f"{self.name} cannot write nested spans as {tokens.nested!r};"
                f" there are {', '.join(self.format.nested)}"
            )
        if tokens.policy is None:
            tokens = replace(tokens, policy=self.format.policy)
        unit = options.offsets if "offsets" in self._takes else self.format.unit
        return replace(options, tokens=tokens, offsets=unit)

    @staticmethod
    def _put(record: DocumentRecord, scribe: Scribe, job: Job, manifest: Manifest) -> None:
        options, report = job.options, job.report
        _expect_quotes(record)
        if options.labels is not None:
            wanted = tuple(span for span in record.spans if span.label in options.labels)
            report.not_asked += len(record.spans) - len(wanted)
            record = record._replace(spans=wanted)
        part = options.split.part_of(record.id) if options.split else WHOLE
        report.documents_in += 1
        report.documents_out += 1
        before = report.documents_out, report.spans_out
        scribe.put(record, part)
        documents = 1 + report.documents_out - before[0]
        manifest.count(part, documents, report.spans_out - before[1])


def _expect_quotes(record: DocumentRecord) -> None:
    text = record.text
    for span in record.spans:
        start, end, _, quote = span[:4]
        if quote is not None and text[start:end] != quote:
            raise CorruptionError(
                f"document {record.id!r}: the span [{start}, {end}) is said to cover"
                f" {quote[:60]!r}, but the text has {text[start:end][:60]!r}; run `hashiya doctor`"
            )


def _expect_no_losses(report: LossReport, options: WriteOptions) -> None:
    if options.strict and report.kinds:
        raise LossError(
            f"--strict allows no loss, and there are {counted_kinds(report.kinds)}."
            " Nothing of it was written, and each is named",
            report=report,
        )
