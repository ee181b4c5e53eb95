"""Importing: files in, records checked, batches to the store, and a report of everything.

A batch is one transaction, so an import that is stopped has whole documents in and the rest can be
brought in by the same command again. Nothing here knows a format's inside or a database.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from hashiya import __version__
from hashiya.errors import FormatError
from hashiya.formats import (
    HeaderRecord,
    ImportReport,
    Kind,
    Notice,
    Reader,
    ReadOptions,
    Refusal,
    SourceFile,
    guess_format,
    options_without_use,
    reader,
)
from hashiya.model import DocumentRecord, LayerKind
from hashiya.services.admitting import admit, record_trouble
from hashiya.services.bringing_in import Door
from hashiya.services.collecting import without_collecting
from hashiya.services.folders import annotated_files, is_without_texts, left_out
from hashiya.services.growing import Growth
from hashiya.services.keeping import broken_rules
from hashiya.services.updating import Updated, Updating
from hashiya.store import Outcome, Store, open_project

__all__ = ["ImportOptions", "Imported", "NewLabels", "import_paths"]

NewLabels = Literal["refuse", "add"]
"""What becomes of labels that the scheme lacks."""

FOLDER_FORMATS: Final = frozenset({"text", "brat", "html", "docx"})
"""Formats whose readers take a folder as one thing."""

MAX_BATCH_DOCUMENTS: Final = 1_000
MAX_BATCH_CHARACTERS: Final = 2_000_000
MAX_BATCH_SECONDS: Final = 2.0
"""A batch ends at whichever comes first; it bounds memory and what an interrupt takes back."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says about an import."""

    alias: str | None
    """Who imports, and whose the layers are where a file names nobody; None brings texts only."""
    format_name: str | None = None
    """The format; None guesses it file by file."""
    new_labels: NewLabels = "refuse"
    """`add` publishes a new version of the scheme that has them."""
    is_done: bool = False
    """Whether layers count as finished even where the file does not say so."""
    layer: LayerKind | None = None
    """What sort of layers they become whatever the file says; None leaves it to the file."""
    update: bool = False
    """Whether an annotator's layer that is another one here is changed to what the file says."""
    dry_run: bool = False
    """Whether to do everything, in a copy of the project that is thrown away."""
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
    updated: Mapping[str, Updated] = field(default_factory=dict)
    """By alias, how layers that were here were changed."""


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
    if options.dry_run:
        with TemporaryDirectory() as place:
            copy = Path(place) / project.name
            _copy_project(project, copy)
            return import_paths(copy, paths, replace(options, dry_run=False), advance=advance)
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


def _copy_project(project: Path, copy: Path) -> None:
    store = open_project(project)
    try:
        store.backup(copy)
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
        self._growth = Growth(store.scheme())
        self._door = Door(store, options.alias, update=options.update)
        self._cut_short: set[str] = set()
        self._named: set[str | None] = set()
        self._session: str | None = None
        self._updating: Updating | None = None
        self._batch: list[tuple[str, DocumentRecord]] = []
        self._batch_characters = 0
        self._batch_begun = time.monotonic()
        self._formats: list[tuple[str, str, str]] = []
        self._report = ImportReport(options.format_name or "guessed")

    def take_path(self, path: Path) -> None:
        """Read one file, or everything in a folder; what cannot be read at all is one refusal."""
        name = self._options.format_name
        beside: list[Path] = []
        if path.is_dir() and name not in FOLDER_FORMATS:
            beside = annotated_files(path, everything=name is not None)
            for file in beside:
                self.take_path(file)
            if name is not None or (beside and is_without_texts(path)):
                for why in left_out(path, beside):
                    self._report.remark("", "skipped", why)
                return
        self._take_whole(path, replace(self._options.read, beside=frozenset(beside)))

    def _take_whole(self, path: Path, options: ReadOptions) -> None:
        try:
            name, chosen = self._reader_of(path)
            self._report.format_name = name
            place = str(path)
            is_empty = True
            for item in chosen.read(path, options):
                if isinstance(item, SourceFile):
                    place = item.path
                else:
                    is_empty = is_empty and isinstance(item, HeaderRecord)
                    self._take(item, place)
            if is_empty:
                self._report.remark("", "skipped", f"{path}: there is no document in it")
        except FormatError as error:
            self._report.refuse_document("", "unreadable", str(error))

    def finish(self) -> Imported:
        """The report of all paths."""
        names = {name for _, name, _ in self._formats}
        self._report.format_name = " ".join(sorted(names)) or "none"
        updated = {} if self._updating is None else self._updating.of
        return Imported(self._report, tuple(self._formats), self._growth.new_labels, updated)

    def flush(self) -> None:
        """Give the waiting batch to the store, in one transaction."""
        if not self._batch:
            return
        batch, self._batch, self._batch_characters = self._batch, [], 0
        self._batch_begun = time.monotonic()
        self._growth.publish(self._store)
        session = self._session_id()
        records = [record for _, record in batch]
        outcomes = self._store.put(session, records)
        if self._options.update and session is not None:
            alias = self._options.alias or ""
            self._updating = self._updating or Updating(self._store, alias, session)
            outcomes = self._updating.settled(records, outcomes, self._cut_short)
        for (place, record), outcome in zip(batch, outcomes, strict=True):
            self._count(place, record, outcome)
        self._advance(len(batch))

    def _reader_of(self, path: Path) -> tuple[str, Reader]:
        name, why = self._options.format_name, "as told"
        if name is None:
            guess = guess_format(path, self._options.read.encoding)
            name, why = guess.name, guess.why
        self._formats.append((str(path), name, why))
        for option in options_without_use(name, self._options.read):
            self._report.remark("", "skipped", f"{path}: {option} says nothing to {name}")
        return name, reader(name)

    def _take(self, item: DocumentRecord | Refusal | Notice | HeaderRecord, path: str) -> None:
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
                    self._growth.offer(item.scheme)

    def _refuse(self, refusal: Refusal) -> None:
        why = f"{_place(refusal.path, refusal.line)}: {refusal.reason}"
        document = refusal.document or ""
        self._cut_short.add(document)
        if refusal.what in {"span", "mark"}:
            self._report.refuse_span(document, refusal.kind, refusal.span, why)
        else:
            self._report.refuse_document(document, refusal.kind, why)

    def _refuse_record(self, record: DocumentRecord, kind: Kind, why: str) -> None:
        """A document is refused with all its spans, which count as refused."""
        self._report.refuse_document(record.id, kind, why)
        self._report.spans_refused += len(record.spans)

    def _take_record(self, record: DocumentRecord, path: str) -> None:
        if self._is_full():  # only now: what was refused of the last record is known by then
            self.flush()
        place = _place(path, record.line)
        trouble = record_trouble(record)
        if trouble:
            self._refuse_record(record, "unreadable", f"{place}: {trouble}")
            return
        record = self._owned(record, place)
        self._door.expect_open(record, place)
        trouble = self._door.second_line(record)
        if trouble:
            self._refuse_record(record, "id_taken", f"{place}: {trouble}")
            return
        if self._options.new_labels == "add":
            self._growth.note(record)
        if self._options.is_done and (record.has_layer or record.spans):
            record = record._replace(is_done=True)
        admitted = admit(record, self._growth.labels)
        for refused in admitted.refusals:
            why = f"{place}: {refused.reason}"
            self._report.refuse_span(record.id, refused.kind, refused.span, why)
            self._cut_short.add(record.id)
        self._batch.append((place, admitted.record))
        self._batch_characters += len(record.text)

    def _is_full(self) -> bool:
        return (
            len(self._batch) >= MAX_BATCH_DOCUMENTS
            or self._batch_characters >= MAX_BATCH_CHARACTERS
            or time.monotonic() - self._batch_begun >= MAX_BATCH_SECONDS
        )

    def _owned(self, record: DocumentRecord, place: str) -> DocumentRecord:
        """The record under the layer that was asked for; its own owner stays, and is said."""
        if self._options.layer is not None:
            record = record._replace(layer=self._options.layer)
        alias = self._options.alias
        if record.annotator not in {None, alias} and record.annotator not in self._named:
            self._named.add(record.annotator)
            why = f"{place}: the file names {record.annotator}, whose layer this stays"
            self._report.remark(record.id, "skipped", why)
        return record

    def _session_id(self) -> str | None:
        alias = self._options.alias
        if self._session is None and alias is not None:
            is_gold = self._options.layer == "gold"
            self._store.add_annotator(alias, "adjudicator" if is_gold else "annotator")
            self._session = self._store.open_session(alias, "import", __version__)
        return self._session

    def _count(self, place: str, record: DocumentRecord, outcome: Outcome) -> None:
        if outcome.kind == "refused":
            reason = f"{place}: {outcome.reason}"
            self._refuse_record(record, "id_taken", reason)
            return
        self._report.take(outcome.kind, len(record.spans))
        if outcome.reason:
            self._report.remark(record.id, "skipped", f"{place}: {outcome.reason}")
        for found in broken_rules(record, self._growth.scheme.policy):
            where = f"{found.label} [{found.span.start}, {found.span.end})"
            what = f"{place}: {where} is kept, but {found.reason}"
            self._report.remark(record.id, "policy_broken", what)


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}:{line}"
