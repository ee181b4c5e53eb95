"""Exporting: one layer a file, streamed from the store through a writer that checks itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import CorruptionError, StoreError, UsageError
from hashiya.formats import (
    ConllOptions,
    FileFormat,
    FileWriter,
    LossError,
    LossReport,
    OffsetUnit,
    Split,
    TokenOptions,
    WriteOptions,
    file_name_of,
    writer,
)
from hashiya.model import DocumentRecord, LayerKind, Scheme
from hashiya.services.collecting import without_collecting
from hashiya.store import LayerInfo, Store, open_project
from hashiya.text import counted

__all__ = ["DEFAULT_FOLDER", "ExportOptions", "Exported", "export_layers"]

DEFAULT_FOLDER: Final = Path("exports")
"""Where exports go unless somebody says otherwise."""

GOLD: Final = "gold"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person says about an export."""

    format_name: str
    """The format: `jsonl`, or another of `writer_names()`."""
    layer: str | None = None
    """`gold` or an alias; None takes gold where there is some, else every annotator."""
    folder: Path = DEFAULT_FOLDER
    """Where files go; it is made when it is missing."""
    overwrite: bool = False
    """Whether files of the same names may be replaced."""
    labels: tuple[str, ...] = ()
    """Labels whose spans are wanted; empty means all."""
    split: Split | None = None
    """Which parts to divide the documents into."""
    strict: bool = False
    """Whether any loss is an error."""
    tokens: TokenOptions = field(default_factory=TokenOptions)
    """For formats that hold tokens."""
    conll: ConllOptions = field(default_factory=ConllOptions)
    """For CoNLL."""
    nfc: bool = False
    """Whether forms are composed, for formats that demand it."""
    offsets: OffsetUnit = "codepoints"
    """What offsets count, for formats whose readers disagree."""
    unfinished: bool = False
    """Whether gold is taken in that is still under review."""
    said: frozenset[str] = frozenset()
    """Names of options that a person gave; one that means nothing to the format is refused."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One layer that was written."""

    paths: tuple[Path, ...]
    """The file, or the files of its labels."""
    layer: str
    """Whose layer it holds: an alias, or `gold`."""
    report: LossReport
    """What did not stay as it was."""
    gold_aside: tuple[str, ...] = ()
    """Documents under review, whose gold nobody asked for and which nothing is written of."""


def export_layers(
    project: Path,
    options: ExportOptions,
    *,
    advance: Callable[[int], None] = lambda _: None,
    expect: Callable[[int], None] = lambda _: None,
    wrote: Callable[[Exported], None] = lambda _: None,
) -> list[Exported]:
    """Write one file a layer; `advance` hears of every document, `expect` of how many there are.

    Each layer is an export of its own: what `wrote` heard of stays when a later one is refused.

    Raises:
        UsageError: There is no such layer or format, or a file is there already.
        LossError: Something would be lost and the options forbid it; nothing of that layer was
            written.
        StoreError: The project cannot be read, or the files not be written.
        CorruptionError: A text or a quote is not what was stored, or the written file reads back
            differently.
    """
    chosen = writer(options.format_name)
    _expect_meant(options, chosen.format)
    store = open_project(project)
    try:
        exported = []
        labels = _labels(options, store.scheme())
        gold = _Gold.of(store, unfinished=options.unfinished)
        wanted = _layers(store, options.layer, gold)
        held = sum(layer.documents for layer in store.layers() if _is_one_of(layer, wanted))
        expect(held - len(gold.left_out) if (GOLD, "gold") in wanted else held)
        for name, kind in wanted:
            target = options.folder / f"{file_name_of(f'{project.stem}-{name}')}{chosen.suffix}"
            write = WriteOptions(
                scheme=store.scheme(),
                annotator=None if kind == GOLD else name,
                layer=kind,
                overwrite=options.overwrite,
                labels=labels,
                split=options.split,
                strict=options.strict,
                tokens=options.tokens,
                conll=options.conll,
                nfc=options.nfc,
                offsets=options.offsets,
                under_review=gold.under_review if kind == GOLD else (),
            )
            _make_folder(options.folder)
            records = _counted(_records(store, name, kind, gold), advance)
            with without_collecting():
                report = _written(chosen, records, target, write, "" if len(wanted) == 1 else name)
            aside = gold.under_review if options.layer is None and kind != GOLD else ()
            exported.append(Exported(tuple(report.files), name, report, aside))
            wrote(exported[-1])
        return exported
    finally:
        store.close()


def _written(
    chosen: FileWriter,
    records: Iterable[DocumentRecord],
    target: Path,
    options: WriteOptions,
    owner: str,
) -> LossReport:
    """Write a layer; a refusal names whose it is, where several are wanted."""
    try:
        return chosen.write(records, target, options)
    except LossError as error:
        if not owner:
            raise
        raise LossError(f"{owner}: {error}", report=error.report) from error


def _expect_meant(options: ExportOptions, chosen: FileFormat) -> None:
    """Refuse options that would do nothing, since whoever gave one expects that it does."""
    known = chosen.options()
    idle = sorted(f"--{name.replace('_', '-')}" for name in options.said - known)
    if idle:
        takes = ", ".join(sorted(f"--{name.replace('_', '-')}" for name in known))
        what = f"of such options it takes {takes}" if takes else "it takes none of such options"
        raise UsageError(f"{', '.join(idle)} means nothing to {chosen.name}; {what}")


def _labels(options: ExportOptions, scheme: Scheme) -> frozenset[str] | None:
    known = [label.name for label in scheme.labels]
    unknown = sorted(set(options.labels) - set(known))
    if unknown:
        raise UsageError(f"there is no label {unknown[0]!r}; there are {', '.join(known)}")
    return frozenset(options.labels) or None


class _Gold(NamedTuple):
    """What is not written as gold."""

    left_out: frozenset[tuple[str, str]]
    """Alias and document of gold layers that stay out."""
    under_review: tuple[str, ...]
    """Ids of documents whose gold is under review and stays out."""

    @classmethod
    def of(cls, store: Store, *, unfinished: bool) -> _Gold:
        """Gold under way, unless it is wanted."""
        out = [] if unfinished else store.gold_under_way()
        begun = dict.fromkeys(each.document_id for each in out)
        return cls(frozenset((each.alias, each.document_id) for each in out), tuple(begun))


def _layers(store: Store, named: str | None, gold: _Gold) -> list[tuple[str, LayerKind]]:
    """Which layers are meant: `(alias, "annotator")`, or `("gold", "gold")`."""
    held = store.layers()
    if not held:
        raise UsageError("nobody has annotated anything yet; start with `hashiya annotate`")
    golden = sum(layer.documents for layer in held if layer.kind == GOLD)
    has_gold = golden > len(gold.left_out)
    aliases = [layer.alias for layer in held if layer.kind != GOLD]
    if named == GOLD or (named is None and (has_gold or not aliases)):
        if has_gold:
            return [(GOLD, "gold")]
        if gold.under_review:
            begun = counted(len(gold.under_review), "is", "are")
            raise UsageError(
                f"no article is gold yet; {begun} under review, and"
                " --unfinished exports them as they stand"
            )
        raise UsageError(f"there is no gold layer yet; there are layers of {_listed(aliases)}")
    if named is None:
        return [(alias, "annotator") for alias in aliases]
    if named in aliases:
        return [(named, "annotator")]
    known = _listed([*aliases, *([GOLD] if has_gold else [])])
    raise UsageError(f"there is no layer of {named!r}; there are layers of {known}")


def _is_one_of(layer: LayerInfo, wanted: Sequence[tuple[str, LayerKind]]) -> bool:
    return (layer.kind if layer.kind == GOLD else layer.alias, layer.kind) in wanted


def _records(store: Store, name: str, kind: LayerKind, gold: _Gold) -> Iterator[DocumentRecord]:
    if kind != GOLD:
        yield from store.stream(name, kind, only_with_layer=True)
        return
    owners = [layer.alias for layer in store.layers() if layer.kind == GOLD]
    streams = [store.stream(owner, kind) for owner in owners]
    for versions in zip(*streams, strict=True):
        golden = [
            record
            for owner, record in zip(owners, versions, strict=True)
            if record.has_layer and (owner, record.id) not in gold.left_out
        ]
        if len(golden) > 1:
            names = _listed(record.annotator or "" for record in golden)
            raise CorruptionError(f"document {golden[0].id} has several gold layers, of {names}")
        yield from golden


def _counted(
    records: Iterable[DocumentRecord], advance: Callable[[int], None]
) -> Iterator[DocumentRecord]:
    for record in records:
        yield record
        advance(1)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder {folder} cannot be made: {error.strerror}") from error


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"
