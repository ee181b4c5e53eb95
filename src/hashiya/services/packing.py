"""Packing: work for one person as a file, a project made of it, and their work back again.

A pack carries one person's work only, so it is blind by construction. What merging means stands in
`hashiya.store`; how a pack stands in a file, in `pack_lines`; how it is read, in `pack_reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from hashiya import __version__
from hashiya.errors import DataError, FormatError, UsageError
from hashiya.formats import atomic_writer
from hashiya.model import text_sha256
from hashiya.services.coordinating import coordinator_session, every_document, named_documents
from hashiya.services.pack_lines import write_lines
from hashiya.services.pack_reading import VERSION, read_events, read_work
from hashiya.services.projects import PROJECT_SUFFIX
from hashiya.services.rereading import passage_table
from hashiya.store import (
    EventPack,
    Merged,
    Packed,
    Store,
    WorkPack,
    create_from_pack,
    open_project,
)

__all__ = ["PackMade", "Returned", "make_pack", "make_return", "merge_packs", "open_pack"]


class PackMade(NamedTuple):
    """A pack that was written."""

    path: Path
    """The file."""
    documents: int
    """Documents in it, passages too."""
    again: int
    """Those of them that are passages, which the person reads once more."""
    left_out: tuple[str, ...]
    """Ids of documents on which the person has work already; their passages are not named."""


class Returned(NamedTuple):
    """Work that was written to go back."""

    path: Path
    """The file."""
    alias: str
    """Whose."""
    events: int
    """What they did, undone things too."""
    documents: int
    """Documents it was done on."""


def make_pack(
    path: Path,
    alias: str,
    documents: Sequence[str],
    *,
    out: Path | None = None,
    overwrite: bool = False,
) -> PackMade:
    """Write work for one person: documents by name, or all that wait for them, and their passages.

    Nothing in it tells a passage from an article; they come last.

    Raises:
        UsageError: There is nothing to carry, a document is not there, or the file is.
        StoreError: Nobody has this alias, or the file cannot be written.
    """
    with closing(open_project(path)) as store:
        again = _passages(store, alias)
        pack = store.pack_out(alias, [*_chosen(store, alias, documents), *again])
        name = store.info().name
    begun_here = tuple(each for each in pack.left_out if each not in again)
    if not pack.documents:
        begun = f" ({', '.join(begun_here)} are begun already)" if begun_here else ""
        raise UsageError(
            f"nothing waits for {alias}{begun}; name documents, or give some out first"
        )
    target = out or Path(f"{name}-{alias}.pack.jsonl")
    with atomic_writer(target, overwrite=overwrite) as file:
        write_lines(file, _work_lines(pack))
    carried = sum(each.id in again for each in pack.documents)
    return PackMade(target, len(pack.documents), carried, begun_here)


def open_pack(pack_file: Path, project: Path | None = None) -> tuple[Path, WorkPack]:
    """Make a project of a pack, in which its one person works; its file, and the pack.

    Raises:
        FormatError: The file is no pack with work, or a line of it was changed.
        StoreError: The project exists already, or cannot be written.
    """
    pack = read_work(pack_file)
    about = pack.about
    path = project or Path(f"{about.name}-{about.alias}{PROJECT_SUFFIX}")
    create_from_pack(path, pack, app_version=__version__).close()
    return path, pack


def make_return(path: Path, *, out: Path | None = None, overwrite: bool = False) -> Returned:
    """Write what was done in a project that was made from a pack.

    Raises:
        StoreError: It was not made from one, or the file cannot be written.
        UsageError: Nothing was done yet, or the file is there.
    """
    with closing(open_project(path)) as store:
        pack = store.pack_back()
    alias = pack.about.alias
    if not pack.events:
        raise UsageError(f"nothing was done here yet; annotate with: hashiya annotate --as {alias}")
    target = out or Path(f"{pack.about.name}-{alias}.back.jsonl")
    with atomic_writer(target, overwrite=overwrite) as file:
        write_lines(file, _event_lines(pack))
    return Returned(target, alias, len(pack.events), len(pack.texts))


def merge_packs(
    path: Path, by: str, packs: Sequence[Path], tell: Callable[[Path, Merged], None]
) -> None:
    """Bring packs in, each in one transaction; one that is refused keeps no other out.

    Args:
        path: The project.
        by: Who merges.
        packs: The files.
        tell: Told of each that is in.

    Raises:
        DataError: A line of one was changed, belongs elsewhere or does not fit; nothing of that
            pack is in, and all others are. Of several, all are told.
        UsageError: `by` may not.
    """
    read: list[tuple[Path, EventPack]] = []
    refused: list[DataError] = []
    for file in packs:
        try:
            read.append((file, read_events(file)))
        except FormatError as error:
            refused.append(error)
    if read:
        with closing(open_project(path)) as store:
            session = coordinator_session(store, by)
            for file, pack in read:
                try:
                    merged = store.merge(session, pack)
                except FormatError as error:
                    refused.append(error)
                else:
                    tell(file, merged)
    _raise_all(refused)


def _raise_all(refused: Sequence[DataError]) -> None:
    """Refuse what was refused: one as it is, several as one with a line for each."""
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise DataError("\n".join(["some packs were refused:", *map(str, refused)]))


def _chosen(store: Store, alias: str, documents: Sequence[str]) -> list[str]:
    if documents:
        return [each.id for each in named_documents(store, documents)]
    return [
        each.id
        for each in every_document(store)
        if any(slot.alias == alias and slot.state == "claimed" for slot in each.slots)
    ]


def _passages(store: Store, alias: str) -> list[str]:
    """Ids of what somebody was given to read once more, and has not finished or left."""
    return [
        each.id
        for each in passage_table(store)
        if each.alias == alias and each.state in {"waiting", "served"}
    ]


# --- lines ---------------------------------------------------------------------------------------


def _head(kind: str, about: Packed, more: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "pack", {"version": VERSION, "kind": kind, "about": about._asdict(), **more}


def _work_lines(pack: WorkPack) -> Iterator[tuple[str, dict[str, Any]]]:
    scheme = pack.scheme
    texts = {each.id: text_sha256(each.text) for each in pack.documents}
    facts = {
        "scheme": scheme.model_dump(mode="json"),
        "scheme_sha256": scheme.sha256,
        "clock": pack.clock,
        "documents": texts,
    }
    yield _head("work", pack.about, facts)
    for each in pack.documents:
        fields = ("id", "name", "text", "date", "source", "sentences")
        yield "document", {name: getattr(each, name) for name in fields}


def _event_lines(pack: EventPack) -> Iterator[tuple[str, dict[str, Any]]]:
    yield _head("events", pack.about, {"scheme": list(pack.scheme)})
    for text in pack.texts:
        yield "text", text._asdict()
    for session in pack.sessions:
        yield "session", {name: getattr(session, name) for name in session._fields[:4]}
    for event, _ in pack.events:
        yield "event", event._asdict()
