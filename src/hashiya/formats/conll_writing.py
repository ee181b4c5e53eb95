"""Writing CoNLL: one token a row, a blank line after each sentence, losses named span by span.

Beside the token file stands the sidecar that makes it lossless. Before any of them gets its name,
the written file is read again and compared with what was to be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from hashiya.formats.conll_checking import AnnouncedSentences, Written, check_written
from hashiya.formats.conll_layout import OffsetRows, document_rows, sentence_rows, shape_of
from hashiya.formats.fitting import Fitted, Fitting
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.names import file_name_of
from hashiya.formats.offsets import HEADER, sidecar_path
from hashiya.formats.remarks import shown
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import (
    LabelGuard,
    sentences_of,
    white_space_trouble,
)
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.model import DocumentRecord
from hashiya.tagging import encode_tags, tag_scheme

__all__ = ["CONLL"]


class _Output(NamedTuple):
    """One token file of an export."""

    path: Path
    file: BinaryIO
    columns: tuple[int, ...]
    """Which of the export's columns it holds."""
    announced: AnnouncedSentences


class _Part:
    """The files of one part of an export."""

    def __init__(self, job: Job, part: str, labels: list[str]) -> None:
        is_divided = job.options.tokens.nested == "files"
        columns = tuple(range(len(labels)))
        paths = (
            [(_label_path(job, part, label), (n,)) for n, label in enumerate(labels)]
            if is_divided
            else [(job.path(part), columns)]
        )
        self.outputs = [
            _Output(path, job.open(path), held, AnnouncedSentences()) for path, held in paths
        ]
        self.sidecar: Path | None = None
        self.offsets: BinaryIO | None = None
        if job.options.conll.sidecar:
            self.sidecar = sidecar_path(job.path(part))
            self.offsets = job.publication.open(self.sidecar)
            self.offsets.write(f"{HEADER}\n".encode())


class _ConllScribe:
    """The files of one export as they grow."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._look = job.options.conll
        self._scheme = tag_scheme(job.options.conll.tags)
        self._left = Leftovers(job.report, "names", "dates", "sources")
        self._guard = LabelGuard(job.report, white_space_trouble)
        labels = list(job.options.label_names)
        by_label = job.options.tokens.nested in {"columns", "files"}
        if by_label:
            self._guard.expect(labels)
        self._fitting = Fitting(job.options.tokens, job.report, labels=labels if by_label else None)
        self._parts = {part: _Part(job, part, labels if by_label else [""]) for part in job.parts}
        if self._scheme.name == "BILOU":
            job.report.note("BILOU is for spaCy, and seqeval when told so; flair reads it wrongly")

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one document."""
        files = self._parts[part]
        self._guard.expect({span.label for span in record.spans})
        self._left.see(record)
        lose_facts(record, self._report)
        rows = [[document_rows(self._look, len(output.columns))] for output in files.outputs]
        offsets = OffsetRows(record.id, record.text)
        has_tokens = False
        for sentence, spans in sentences_of(record, self._report):
            tokens, fitted = self._fitting.fit(record.id, spans, sentence, record.text)
            offsets.add(tokens)
            if tokens.words:
                has_tokens = True
                self._put_sentence(tokens, fitted, rows, files)
                if "#" in tokens.line:
                    self._note_comments(record.id, tokens)
        if not has_tokens:
            why = "it has no tokens; only its document line stands in the file"
            self._report.remark(Loss(record.id, "empty_document", None, None, why))
        for output, written in zip(files.outputs, rows, strict=True):
            output.file.write("".join(written).encode())
            output.announced.end_document()
        if files.offsets is not None:
            files.offsets.write(offsets.finished().encode())

    def finish(self) -> None:
        """Remark on what the whole file lacks, refuse what was refused, and check the rest."""
        report = self._report
        self._fitting.expect_all_allowed()
        self._left.conclude()
        if not self._look.sidecar:
            why = "without the offsets sidecar the file holds no ids and no spacing"
            report.remark(Loss("", "id_lost", None, None, why))
            report.remark(Loss("", "whitespace_lost", None, None, why))
        for files in self._parts.values():
            for written, output in self._written(files):
                check_written(written, output.announced)

    def _written(self, files: _Part) -> Iterator[tuple[Written, _Output]]:
        find = self._job.publication.written
        sidecar = None if files.sidecar is None else find(files.sidecar)
        for output in files.outputs:
            shape = shape_of(self._look, len(output.columns))
            yield Written(find(output.path), shape, self._scheme, sidecar), output

    def _put_sentence(
        self, tokens: Tokens, fitted: list[list[Fitted]], rows: list[list[str]], files: _Part
    ) -> None:
        length = len(tokens.words)
        tags = [encode_tags([span[:3] for span in held], length, self._scheme) for held in fitted]
        if files.sidecar is None:
            fitted = [[(*span[:3], 0, 0) for span in held] for held in fitted]
        for output, written in zip(files.outputs, rows, strict=True):
            columns = [tags[n] for n in output.columns]
            written.append(sentence_rows(tokens.words, columns, self._look))
            output.announced.add_sentence(tokens.line, [fitted[n] for n in output.columns])

    def _note_comments(self, doc: str, tokens: Tokens) -> None:
        """Name the rows that readers with comments would pass over."""
        for word, start in zip(tokens.words, tokens.starts, strict=True):
            if word[0] == "#":
                why = f"the token {shown(word)} at {start} begins with #, to some readers a comment"
                self._report.remark(Loss(doc, "char_not_allowed", None, None, why))


def _label_path(job: Job, part: str, label: str) -> Path:
    """The file of one label: `news.train.agency.conll`."""
    whole = job.path(part)
    return whole.with_name(f"{whole.stem}.{file_name_of(label)}{whole.suffix}")


CONLL: Final = FileFormat(
    name="conll",
    suffix=".conll",
    begin=_ConllScribe,
    policy="snap",
    nested=("outer", "inner", "columns", "files"),
    takes=("columns", "separator", "tags", "sidecar"),
)
