"""Reading packs: the values that the lines of a pack hold, refused by line where they cannot be.

Must never know a project, nor what merging means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from hashiya.errors import FormatError
from hashiya.model import DocumentRecord, Scheme, text_sha256
from hashiya.services.pack_lines import NO_PACK, PackLine, read_lines
from hashiya.store import EventPack, EventRow, Packed, PackedSession, PackedText, WorkPack

__all__ = ["VERSION", "read_events", "read_work"]

VERSION: Final = 1
"""Of the format; a newer one is refused."""

T = TypeVar("T")


def read_work(path: Path) -> WorkPack:
    """The pack that goes out, whole.

    Raises:
        FormatError: The file is no such pack, or a line of it was changed.
    """
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


def read_events(path: Path) -> EventPack:
    """The pack that comes back, whole.

    Raises:
        FormatError: The file is no such pack, or a line of it was changed.
    """
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
        raise FormatError(f"{NO_PACK}; nothing was done with it", path=str(path), line=1)
    if head.value.get("version") != VERSION:
        raise FormatError("a newer Hashiya made this pack", path=str(path), line=1)
    found = head.value.get("kind")
    if found != kind:
        does = {
            "work": "it is work that goes out: `hashiya init --from` makes a project of it",
            "events": "it is work that comes back: `hashiya merge` brings it in",
        }
        raise FormatError(does.get(str(found), NO_PACK), path=str(path), line=1)
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
