"""Packing: work for one person as a file, a project made of it, and their work back again.

A pack carries one person's work only, so it is blind by construction. What merging means stands in
`hashiya.store`; how a pack stands in a file, in `pack_lines`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from hashiya import __version__
from hashiya.errors import FormatError, UsageError
from hashiya.formats import atomic_writer
from hashiya.model import DocumentRecord, Scheme, text_sha256
from hashiya.services.coordinating import coordinator_session, every_document, named_documents
from hashiya.services.pack_lines import PackLine, read_lines, write_lines
from hashiya.services.projects import PROJECT_SUFFIX
from hashiya.store import (
    EventPack,
    EventRow,
    Merged,
    Packed,
    PackedSession,
    PackedText,
    Store,
    WorkPack,
    create_from_pack,
    open_project,
)

__all__ = ["PackMade", "Returned", "make_pack", "make_return", "merge_packs", "open_pack"]

VERSION: Final = 1
"""Of the format; a newer one is refused."""

T = TypeVar("T")


class PackMade(NamedTuple):
    """A pack that was written."""

    path: Path
    """The file."""
    documents: int
    """Documents in it."""
    left_out: tuple[str, ...]
    """Ids of documents on which the person has work already."""


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
    """Write work for one person: documents by name, or all that wait for them.

    Raises:
        UsageError: There is nothing to carry, a document is not there, or the file is.
        StoreError: Nobody has this alias, or the file cannot be written.
    """
    with closing(open_project(path)) as store:
        pack = store.pack_out(alias, _chosen(store, alias, documents))
        name = store.info().name
    if not pack.documents:
        begun = f" ({', '.join(pack.left_out)} are begun already)" if pack.left_out else ""
        raise UsageError(
            f"nothing waits for {alias}{begun}; name documents, or give some out first"
        )
    target = out or Path(f"{name}-{alias}.pack.jsonl")
    with atomic_writer(target, overwrite=overwrite) as file:
        write_lines(file, _work_lines(pack))
    return PackMade(target, len(pack.documents), pack.left_out)


def open_pack(pack_file: Path, project: Path | None = None) -> tuple[Path, WorkPack]:
    """Make a project of a pack, in which its one person works; its file, and the pack.

    Raises:
        FormatError: The file is no pack with work, or a line of it was changed.
        StoreError: The project exists already, or cannot be written.
    """
    pack = _read_work(pack_file)
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
    """Bring packs in, each in one transaction, after all of them were read.

    Args:
        path: The project.
        by: Who merges.
        packs: The files.
        tell: Told of each that is in.

    Raises:
        FormatError: A line of one was changed, belongs elsewhere or does not fit; nothing of that
            pack is in.
        UsageError: `by` may not.
    """
    read = [_read_events(file) for file in packs]
    with closing(open_project(path)) as store:
        session = coordinator_session(store, by)
        for file, pack in zip(packs, read, strict=True):
            tell(file, store.merge(session, pack))


def _chosen(store: Store, alias: str, documents: Sequence[str]) -> list[str]:
    if documents:
        return [each.id for each in named_documents(store, documents)]
    return [
        each.id
        for each in every_document(store)
        if any(slot.alias == alias and slot.state == "claimed" for slot in each.slots)
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


def _read_work(path: Path) -> WorkPack:
    lines = read_lines(path)
    head = _first(path, lines, "work")
    pack = _built(path, head, _work_of)
    texts = {str(name): str(sha) for name, sha in head.value["documents"].items()}
    documents: list[DocumentRecord] = []
    for line in lines:
        record = _built(path, line, _record_of)
        if texts.pop(record.id, None) != text_sha256(record.text):
            raise FormatError(
                "it is not the text that the first line names", path=str(path), line=line.number
            )
        documents.append(record)
    if texts:
        raise FormatError(f"it holds no text of {', '.join(texts)}", path=str(path), line=1)
    return pack._replace(documents=tuple(documents))


def _work_of(line: PackLine) -> WorkPack:
    value = line.value
    scheme = Scheme.model_validate_json(_json(value["scheme"]))
    if scheme.sha256 != value["scheme_sha256"]:
        raise ValueError("the scheme is not the one it names")
    return WorkPack(Packed(**value["about"]), scheme, int(value["clock"]), ())


def _record_of(line: PackLine) -> DocumentRecord:
    _expect_kind(line, "document")
    value = dict(line.value)
    bounds = tuple((int(start), int(end)) for start, end in value.pop("sentences"))
    return DocumentRecord(**value, sentences=bounds)


def _read_events(path: Path) -> EventPack:
    lines = read_lines(path)
    head = _first(path, lines, "events")
    about, scheme = _built(path, head, _events_of)
    texts: list[PackedText] = []
    sessions: list[PackedSession] = []
    events: list[tuple[EventRow, int]] = []
    for line in lines:
        match line.kind:
            case "text":
                texts.append(_built(path, line, lambda each: PackedText(**each.value)))
            case "session":
                session = _built(path, line, lambda each: PackedSession(**each.value))
                sessions.append(session._replace(line=line.number))
            case _:
                events.append((_built(path, line, _event_of), line.number))
    return EventPack(about, scheme, tuple(texts), tuple(sessions), tuple(events), str(path))


def _events_of(line: PackLine) -> tuple[Packed, tuple[str, int, str]]:
    name, version, sha256 = line.value["scheme"]
    return Packed(**line.value["about"]), (str(name), int(version), str(sha256))


def _event_of(line: PackLine) -> EventRow:
    _expect_kind(line, "event")
    event = EventRow(**line.value)
    numbers = {"seq", "lamport"}
    for name, value in event._asdict().items():
        if not isinstance(value, int if name in numbers else str):
            raise TypeError(f"{name} is not what it should be")
    return event


def _first(path: Path, lines: Iterator[PackLine], kind: str) -> PackLine:
    """The line that says whose pack it is.

    Raises:
        FormatError: It is another kind of file, or of a newer program.
    """
    head = next(lines, None)
    if head is None or head.kind != "pack":
        raise FormatError("this is no pack of Hashiya", path=str(path), line=1)
    if head.value.get("version") != VERSION:
        raise FormatError("a newer Hashiya made this pack", path=str(path), line=1)
    found = head.value.get("kind")
    if found != kind:
        does = {
            "work": "it is work that goes out: `hashiya init --from` makes a project of it",
            "events": "it is work that comes back: `hashiya merge` brings it in",
        }
        raise FormatError(does.get(str(found), "it is no pack"), path=str(path), line=1)
    return head


def _built(path: Path, line: PackLine, build: Callable[[PackLine], T]) -> T:
    try:
        return build(line)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise FormatError(
            f"it cannot be read: {error}", path=str(path), line=line.number
        ) from error


def _expect_kind(line: PackLine, kind: str) -> None:
    if line.kind != kind:
        raise ValueError(f"there is {line.kind!r} where {kind!r} should be")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
