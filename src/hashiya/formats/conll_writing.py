"""Writing CoNLL: one token a row, a blank line after each sentence, losses named span by span.

Beside the token file stand the sidecar that makes it lossless and the report. Before any of them
gets its name, the written file is read again and compared with what was to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hashiya.errors import CorruptionError
from hashiya.formats.base import WriteOptions
from hashiya.formats.conll_checking import Announced, Written, check_written
from hashiya.formats.conll_layout import OffsetRows, document_rows, sentence_rows, shape_of
from hashiya.formats.files import Publication
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.flattening import Extent
from hashiya.formats.names import file_name_of
from hashiya.formats.offsets import HEADER, sidecar_path
from hashiya.formats.remarks import shown
from hashiya.formats.reports import Loss, LossError, LossReport, report_path
from hashiya.formats.tokens import Tokens, sentence_tokens
from hashiya.model import DocumentRecord
from hashiya.tagging import encode_tags, tag_scheme
from hashiya.text import TOKENIZATION, sentence_spans

__all__ = ["ConllWriter"]


class ConllWriter:
    """Writes token files."""

    name = "conll"
    suffix = ".conll"

    def write(
        self, records: Iterable[DocumentRecord], target: Path, options: WriteOptions
    ) -> LossReport:
        """Stream records into `target`, its sidecar and its report.

        With `nested="files"` there is a file a label, `NAME.LABEL.conll`, and no `target`.

        Raises:
            UsageError: A file of that name stands there already, or an option is unknown.
            LossError: The policy is `strict` and spans do not fit, two spans meet on a token and
                `on_collision` is `error`, or a label cannot stand in a column.
            CorruptionError: A quote is not what the text says, or the check failed.
            StoreError: The files cannot be written.
        """
        report = LossReport(self.name, tokenization=TOKENIZATION, scheme=options.scheme)
        with Publication(overwrite=options.overwrite) as publication:
            export = _Export(publication, target, options, report)
            report_file = publication.open(report_path(target))
            for record in records:
                export.put(record)
            export.finish()
            report.write_to(report_file)
        return report


class _Output(NamedTuple):
    """One token file of an export."""

    path: Path
    file: BinaryIO
    columns: tuple[int, ...]
    """Which of the export's columns it holds."""
    announced: Announced


class _Export:
    """The files of one export as they grow."""

    def __init__(
        self, publication: Publication, target: Path, options: WriteOptions, report: LossReport
    ) -> None:
        self._publication = publication
        self._report = report
        self._look = options.conll
        self._scheme = tag_scheme(options.conll.tags)
        self._writable: set[str] = set()
        self._facts_lost = False
        labels = [label.name for label in options.scheme.labels]
        by_label = options.tokens.nested in {"columns", "files"}
        if by_label:
            self._expect_writable(labels)
        self._fitting = Fitting(options.tokens, labels if by_label else None, report)
        self._outputs = [
            _Output(path, publication.open(path), columns, Announced())
            for path, columns in _targets(target, labels if by_label else [""], options)
        ]
        report.files.extend(output.path for output in self._outputs)
        self._sidecar = sidecar_path(target) if options.conll.sidecar else None
        self._offsets: BinaryIO | None = None
        if self._sidecar is not None:
            self._offsets = publication.open(self._sidecar)
            self._offsets.write(f"{HEADER}\n".encode())

    def put(self, record: DocumentRecord) -> None:
        """Write one document."""
        self._report.documents_in += 1
        self._expect_writable({span.label for span in record.spans})
        self._note_what_tokens_cannot_hold(record)
        rows = [[document_rows(self._look, len(output.columns))] for output in self._outputs]
        offsets = OffsetRows(record.id, record.text)
        has_tokens = False
        for sentence, spans in self._sentences(record):
            tokens, fitted = self._fitting.fit(record.id, spans, sentence, record.text)
            offsets.add(tokens)
            if tokens.words:
                has_tokens = True
                self._put_sentence(tokens, fitted, rows)
                if "#" in tokens.line:
                    self._note_comments(record.id, tokens)
        if not has_tokens:
            why = "it has no tokens; only its document line stands in the file"
            self._report.remark(Loss(record.id, "empty_document", None, None, why))
        for output, written in zip(self._outputs, rows, strict=True):
            output.file.write("".join(written).encode())
            output.announced.end_document()
        if self._offsets is not None:
            self._offsets.write(offsets.finished().encode())
        self._report.documents_out += 1

    def finish(self) -> None:
        """Remark on what the whole file lacks, refuse what was refused, and check the rest.

        Raises:
            LossError: A span was met that may be neither changed nor dropped.
            CorruptionError: The written file does not say what was announced.
        """
        report = self._report
        if self._fitting.is_refused:
            raise LossError(
                f"{report.dropped:,} of {report.spans_in:,} spans do not fit whole tokens, or meet"
                " on one; nothing was written. Each of them is named",
                report=report,
            )
        if self._facts_lost:
            why = (
                "names, dates, sources, finished sentences, and flags and notes on sentences and"
                " documents have no place in this format"
            )
            report.remark(Loss("", "attribute_lost", None, None, why))
        if self._sidecar is None:
            why = "without the offsets sidecar the file holds no ids and no spacing"
            report.remark(Loss("", "id_lost", None, None, why))
            report.remark(Loss("", "whitespace_lost", None, None, why))
        sidecar = None if self._sidecar is None else self._publication.written(self._sidecar)
        for output in self._outputs:
            shape = shape_of(self._look, len(output.columns))
            path = self._publication.written(output.path)
            check_written(Written(path, shape, self._scheme, sidecar), output.announced)

    def _put_sentence(
        self, tokens: Tokens, fitted: list[list[Fitted]], rows: list[list[str]]
    ) -> None:
        length = len(tokens.words)
        tags = [encode_tags([span[:3] for span in held], length, self._scheme) for held in fitted]
        if self._sidecar is None:
            fitted = [[(*span[:3], 0, 0) for span in held] for held in fitted]
        for output, written in zip(self._outputs, rows, strict=True):
            columns = [tags[n] for n in output.columns]
            written.append(sentence_rows(tokens.words, columns, self._look))
            output.announced.add_sentence(tokens.line, [fitted[n] for n in output.columns])

    def _sentences(self, record: DocumentRecord) -> Iterator[tuple[Tokens, list[Extent]]]:
        """Each sentence with the spans that lie in it; those that leave theirs are dropped."""
        text = record.text
        spans = sorted(_extents(record), key=lambda span: (span[0], -span[1], span[2]))
        bounds = record.sentences if record.sentences is not None else sentence_spans(text)
        at = 0
        for (start, end), (following, _) in pairwise([*bounds, (len(text) + 1, 0)]):
            held = []
            while at < len(spans) and spans[at][0] < end:
                if spans[at][1] <= following:
                    held.append(spans[at])
                else:
                    why = (
                        "leaves its sentence, which no span of this format can; merge the sentences"
                    )
                    self._report.drop(Loss(record.id, "crossing_dropped", spans[at], None, why))
                at += 1
            yield sentence_tokens(text, start, end), held
        for span in spans[at:]:
            why = "lies outside every sentence"
            self._report.drop(Loss(record.id, "whitespace_lost", span, None, why))

    def _expect_writable(self, labels: Iterable[str]) -> None:
        for label in sorted(set(labels) - self._writable):
            if any(char.isspace() for char in label):
                why = f"the label {label!r} holds white space, which would end its column"
                self._report.remark(Loss("", "char_not_allowed", None, None, why))
                raise LossError(
                    f"{why}; nothing was written. Give it another name in the scheme, or export"
                    " jsonl",
                    report=self._report,
                )
            self._writable.add(label)

    def _note_what_tokens_cannot_hold(self, record: DocumentRecord) -> None:
        self._facts_lost = self._facts_lost or bool(
            record.marks or record.is_done or record.date or record.source or record.reminders
        )
        for span in record.spans:
            if span.note or span.attributes or span.is_flagged:
                extent = (span.start, span.end, span.label)
                why = "its note, flag and attributes have no place in this format"
                self._report.remark(Loss(record.id, "attribute_lost", extent, extent, why))

    def _note_comments(self, doc: str, tokens: Tokens) -> None:
        """Name the rows that readers with comments would pass over."""
        for word, start in zip(tokens.words, tokens.starts, strict=True):
            if word[0] == "#":
                why = f"the token {shown(word)} at {start} begins with #, to some readers a comment"
                self._report.remark(Loss(doc, "char_not_allowed", None, None, why))


def _targets(
    target: Path, labels: list[str], options: WriteOptions
) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """The token files of an export and the columns each holds."""
    if options.tokens.nested != "files":
        yield target, tuple(range(len(labels)))
        return
    for column, label in enumerate(labels):
        name = f"{target.stem}.{file_name_of(label)}{target.suffix}"
        yield target.with_name(name), (column,)


def _extents(record: DocumentRecord) -> Iterator[Extent]:
    """The spans, each compared with its quote."""
    text = record.text
    for span in record.spans:
        start, end, label, quote = span[:4]
        if quote is not None and text[start:end] != quote:
            raise CorruptionError(
                f"document {record.id!r}: the span [{start}, {end}) is said to cover"
                f" {quote[:60]!r}, but the text has {text[start:end][:60]!r}; run `hashiya doctor`"
            )
        yield start, end, label
