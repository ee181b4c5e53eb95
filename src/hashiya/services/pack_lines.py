"""Pack lines: how a pack stands in a file, a JSON object a line, each under a checksum of its own.

The first line says whose pack it is, the last one how many lines there are and what they add up to.
A line that was changed is refused by its number, and a file of another kind as what it is. Must
never know a project.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats import open_binary

__all__ = ["NO_PACK", "PackLine", "read_lines", "write_lines"]

MAX_LINE_BYTES: Final = 256 * 1024 * 1024
"""A longer line is no text of a pack."""

SEAL: Final = "sha256"

NO_PACK: Final = (
    "this is no pack of Hashiya, which `hashiya pack` makes; `hashiya import` reads other files"
)
"""What is said of a file of another kind."""


class PackLine(NamedTuple):
    """One line."""

    number: int
    """Its number in the file, counted from 1."""
    kind: str
    """What it holds: `pack`, `document`, `text`, `session` or `event`."""
    value: dict[str, Any]
    """What it says."""


def write_lines(target: BinaryIO, lines: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write lines of a kind and a value, and the trailer."""
    total, count = hashlib.sha256(), 0
    for kind, value in lines:
        data = _packed({kind: value, SEAL: _sha256({kind: value})})
        total.update(data)
        count += 1
        target.write(data)
    target.write(_packed({"lines": count, SEAL: total.hexdigest()}))


def read_lines(path: Path) -> Iterator[PackLine]:
    """Every line but the trailer, compared with its checksum; the trailer is compared at the end.

    Raises:
        FormatError: A line was changed, is missing, or is none of a pack's.
    """
    total, number, is_closed = hashlib.sha256(), 0, False
    with open_binary(path) as source:
        while data := source.readline(MAX_LINE_BYTES):
            number += 1
            found = _read(path, number, data)
            if is_closed:
                raise _refusal(path, number, "it stands behind the pack's last line")
            if "lines" in found:
                if found != {"lines": number - 1, SEAL: total.hexdigest()}:
                    raise _refusal(path, number, "lines are missing, or stand in another order")
                is_closed = True
                continue
            total.update(data)
            yield _line(path, number, found)
    if not is_closed:
        raise _refusal(path, number + 1, "the pack ends here, before its last line; it was cut off")


def _read(path: Path, number: int, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = NO_PACK if number == 1 else "it is not JSON in UTF-8"
        raise _refusal(path, number, reason) from error
    if not isinstance(found, dict) or not data.endswith(b"\n"):
        raise _refusal(path, number, NO_PACK if number == 1 else "a pack has no such line")
    return found


def _line(path: Path, number: int, found: dict[str, Any]) -> PackLine:
    seal = found.pop(SEAL, None)
    if number == 1 and (seal is None or "pack" not in found):
        raise _refusal(path, number, NO_PACK)
    if seal != _sha256(found) or len(found) != 1:
        raise _refusal(path, number, "it is not what was written (its checksum differs)")
    ((kind, value),) = found.items()
    if not isinstance(value, dict):
        raise _refusal(path, number, "a pack has no such line")
    return PackLine(number, kind, value)


def _sha256(value: dict[str, Any]) -> str:
    return hashlib.sha256(_packed(value)).hexdigest()


def _packed(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _refusal(path: Path, number: int, reason: str) -> FormatError:
    return FormatError(f"{reason}; nothing was done with it", path=str(path), line=number)
