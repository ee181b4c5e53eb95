"""Importing: files in, records checked, batches to the store, and a report of everything.

A batch is one transaction, so an import that is stopped has whole documents in and the rest can be
brought in by the same command again. Nothing here knows a format's inside or a database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from hashiya import __version__
from hashiya.errors import FormatError
from hashiya.formats import (
    HeaderRecord,
    ImportReport,
    Notice,
    Reader,
    ReadItem,
    ReadOptions,
    Refusal,
    guess_format,
    reader,
)
from hashiya.model import DocumentRecord, Label, Scheme, text_sha256
from hashiya.services.admitting import admit, broken_rules, record_trouble
from hashiya.services.collecting import without_collecting
from hashiya.store import Outcome, Store, open_project

__all__ = ["ImportOptions", "Imported", "NewLabels", "import_paths"]

NewLabels = Literal["refuse", "add"]
"""What becomes of labels that the scheme lacks."""

MAX_BATCH_DOCUMENTS: Final = 2_000
MAX_BATCH_CHARACTERS: Final = 8_000_000
"""A batch ends at whichever comes first; it bounds memory and what an interrupt takes back."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says about an import."""

    alias: str
    """Who imports, and whose the layers are where a file names nobody."""
    format_name: str | None = None
    """The format; None guesses it file by file."""
    new_labels: NewLabels = "refuse"
    """`add` publishes a new version of the scheme that has them."""
    is_done: bool = False
    """Whether layers count as finished even where the file does not say so."""
    dry_run: bool = False
    """Whether to do everything but keep it."""
    read: ReadOptions = field(default_factory=ReadOptions)
    """What the format is told."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    report: ImportReport
    """Counts, refusals and remarks."""
    formats: tuple[tuple[str, str, str], ...]
    """`(path, format, why it was taken for that)` of every path."""
    new_labels: tuple[str, ...]
    """Labels that were added to the scheme."""


def import_paths(
    project: Path,
    paths: Sequence[Path],
    options: ImportOptions,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Bring files and folders into a project; `advance` hears how many documents were dealt with.

    Raises:
        StoreError: The project cannot be opened or written.
        UsageError: The options make no sense.
    """
    store = open_project(project)
    try:
        work = _Import(store, options, advance)
        with without_collecting():
            for path in paths:
                work.take_path(path)
            work.flush()
        return work.finish()
    finally:
        store.close()


class _Import:
    """One import under way."""

    def __init__(
        self, store: Store, options: ImportOptions, advance: Callable[[int], None]
    ) -> None:
        self._store = store
        self._options = options
        self._advance = advance
        self._scheme = store.scheme()
        self._labels = {label.name for label in self._scheme.labels}
        self._first_labels = set(self._labels)
        self._offered: dict[str, Label] = {}
        self._session: str | None = None
        self._batch: list[tuple[str, DocumentRecord]] = []
        self._batch_characters = 0
        self._dry_texts: dict[str, str] = {}
        self._formats: list[tuple[str, str, str]] = []
        self._report = ImportReport(options.format_name or "guessed")

    def take_path(self, path: Path) -> None:
        """Read one file or folder; what cannot be read at all is one refusal."""
        try:
            name, chosen = self._reader_of(path)
            self._report.format_name = name
            for item in chosen.read(path, self._options.read):
                self._take(item, str(path))
        except FormatError as error:
            self._report.refuse_document("", "unreadable", str(error))

    def finish(self) -> Imported:
        """The report of all paths."""
        names = {name for _, name, _ in self._formats}
        self._report.format_name = " ".join(sorted(names)) or "none"
        new = tuple(sorted(self._labels - self._first_labels))
        return Imported(self._report, tuple(self._formats), new)

    def flush(self) -> None:
        """Give the waiting batch to the store, in one transaction."""
        if not self._batch:
            return
        batch, self._batch, self._batch_characters = self._batch, [], 0
        session = self._session_id()
        records = [record for _, record in batch]
        outcomes = self._store.put(session, records, dry_run=self._options.dry_run)
        for (place, record), outcome in zip(batch, outcomes, strict=True):
            self._count(place, record, self._seen_in_dry_run(record, outcome))
        self._advance(len(batch))

    def _reader_of(self, path: Path) -> tuple[str, Reader]:
        name, why = self._options.format_name, "as told"
        if name is None:
            guess = guess_format(path)
            name, why = guess.name, guess.why
        self._formats.append((str(path), name, why))
        return name, reader(name)

    def _take(self, item: ReadItem, path: str) -> None:
        match item:
            case DocumentRecord():
                self._take_record(item, path)
            case Refusal():
                self._refuse(item)
            case Notice():
                place = _place(item.path, item.line)
                self._report.remark(item.document or "", item.kind, f"{place}: {item.message}")
            case HeaderRecord():
                if item.scheme is not None:
                    self._offered |= {label.name: label for label in item.scheme.labels}

    def _refuse(self, refusal: Refusal) -> None:
        why = f"{_place(refusal.path, refusal.line)}: {refusal.reason}"
        document = refusal.document or ""
        if refusal.what in {"span", "mark"}:
            self._report.refuse_span(document, refusal.kind, refusal.span, why)
        else:
            self._report.refuse_document(document, refusal.kind, why)

    def _take_record(self, record: DocumentRecord, path: str) -> None:
        place = _place(path, record.line)
        trouble = record_trouble(record)
        if trouble:
            self._report.refuse_document(record.id, "unreadable", f"{place}: {trouble}")
            return
        if self._options.new_labels == "add":
            self._take_in_labels(record)
        if self._options.is_done and (record.has_layer or record.spans):
            record = record._replace(is_done=True)
        admitted = admit(record, self._labels)
        for refused in admitted.refusals:
            why = f"{place}: {refused.reason}"
            self._report.refuse_span(record.id, refused.kind, refused.span, why)
        self._batch.append((place, admitted.record))
        self._batch_characters += len(record.text)
        if (
            len(self._batch) >= MAX_BATCH_DOCUMENTS
            or self._batch_characters >= MAX_BATCH_CHARACTERS
        ):
            self.flush()

    def _take_in_labels(self, record: DocumentRecord) -> None:
        """Publish a scheme version with the labels that this record has and the scheme lacks."""
        new = sorted({span.label for span in record.spans} - self._labels)
        if not new:
            return
        labels = list(self._scheme.labels)
        for name in new:
            labels.append(_without_taken_key(self._offered.get(name) or Label(name=name), labels))
        self._scheme = Scheme(
            id=self._scheme.id,
            version=self._scheme.version + 1,
            labels=tuple(labels),
            policy=self._scheme.policy,
        )
        self._labels.update(new)
        if not self._options.dry_run:
            self._store.publish(self._scheme)

    def _session_id(self) -> str:
        if self._session is None:
            is_gold = self._options.read.layer == "gold"
            alias = self._options.alias
            self._store.add_annotator(alias, "adjudicator" if is_gold else "annotator")
            self._session = self._store.open_session(alias, "import", __version__)
        return self._session

    def _seen_in_dry_run(self, record: DocumentRecord, outcome: Outcome) -> Outcome:
        """What a trial that takes every batch back would otherwise forget: earlier batches."""
        if not self._options.dry_run or outcome.kind != "added":
            return outcome
        sha256 = text_sha256(record.text)
        before = self._dry_texts.setdefault(record.id, sha256)
        if before == sha256:
            return outcome
        return Outcome("refused", "a document of this id with another text came earlier")

    def _count(self, place: str, record: DocumentRecord, outcome: Outcome) -> None:
        if outcome.kind == "refused":
            reason = f"{place}: {outcome.reason}"
            self._report.refuse_document(record.id, "id_taken", reason)
            return
        self._report.take(outcome.kind, len(record.spans))
        if outcome.reason:
            self._report.remark(record.id, "skipped", f"{place}: {outcome.reason}")
        for span, label, reason in broken_rules(record, self._scheme.policy):
            what = f"{place}: {label} [{span.start}, {span.end}) is kept, but {reason}"
            self._report.remark(record.id, "policy_broken", what)


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"


def _without_taken_key(label: Label, others: Sequence[Label]) -> Label:
    """The label, without its key when another label has it."""
    if not label.key or all(label.key != other.key for other in others):
        return label
    return Label.model_validate(label.model_dump() | {"key": ""})
