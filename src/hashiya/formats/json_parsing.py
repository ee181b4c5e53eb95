"""Parsing JSON strictly: what the standard leaves open and a document cannot bear is refused.

A fast parser reads first; whatever it refuses, or may have passed over, is read again by the one
that tells where and why. Knows no format: what comes out is what JSON holds, dictionaries, lists,
strings and numbers.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from pydantic_core import from_json

from hashiya.formats.decoding import why_not_utf8
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.remarks import shown

__all__ = ["MAX_LEVELS", "NUL_ESCAPE", "has_every_name", "parse_value"]

NUL_ESCAPE: Final = rb"\u0000"
"""How a line says a NUL, which no parser minds and no document can hold."""

MAX_LEVELS: Final = 201
"""Lists and objects inside each other; the fast parser bears no more, no document needs more."""

_SPACED_NAME: Final = re.compile(rb'"[ \t\r\n]+:')
_UNSTORABLE_ESCAPE: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


def parse_value(line: bytes) -> Any:
    """One JSON value, by the letter of the standard.

    Raises:
        BadLineError: It is not UTF-8, not JSON, nested deeper than any document needs, names a key
            twice, or holds a NUL, a lone surrogate, NaN or Infinity.
    """
    try:
        value = from_json(line, allow_inf_nan=False)
    except ValueError:
        return _parsed_carefully(line)
    # The last of two values of one key wins there, without a word.
    if not (has_every_name(line, _names_of_lines(value)) or has_every_name(line, _names(value))):
        return _parsed_carefully(line)
    # Lone surrogates and what is nested too deeply do not come out of it; a NUL would.
    if NUL_ESCAPE in line:
        _expect_storable(value)
    return value


def _parsed_carefully(line: bytes) -> Any:
    """The same by the standard library, which says what is wrong and where."""
    try:
        value = _decode(line.decode())
    except UnicodeDecodeError as error:
        raise BadLineError(f"the line {why_not_utf8(line, error)}") from error
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise BadLineError(f"is not JSON: {what} at column {error.colno}") from error
    except RecursionError as error:
        raise BadLineError("is nested too deeply to be a document") from error
    except ValueError as error:
        raise BadLineError("holds a number of thousands of digits, which counts nothing") from error
    _expect_shallow(value)
    # Only an escape can smuggle these in: raw ones are no UTF-8, or no JSON.
    if _UNSTORABLE_ESCAPE.search(line):
        _expect_storable(value)
    return value


def has_every_name(line: bytes, names: int) -> bool:
    """Whether a value with so many names has all that its line has: none stands twice in an object.

    A colon stands behind every name, so there are at most as many names as colons. Where texts hold
    colons too, those behind a quotation mark are counted, unless white space may stand between.
    """
    return line.count(b":") == names or (
        line.count(b'":') == names and _SPACED_NAME.search(line) is None
    )


def _names_of_lines(value: object) -> int:
    """Names of an object and of the objects in its lists: all that most lines have."""
    if type(value) is not dict:
        return 0
    lists = [each for each in value.values() if type(each) is list]
    return len(value) + sum([sum(map(len, each)) for each in lists if {*map(type, each)} == {dict}])


def _names(value: object) -> int:
    """Names in a value, however deep."""
    count = 0
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            count += len(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return count


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadLineError(f"the key {shown(twice)} stands twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise BadLineError(f"{name} is no JSON number")


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant).decode


def _expect_shallow(value: object) -> None:
    """Refuse what is nested deeply; how much the decoder itself bears differs by Python."""
    level: list[Any] = [value]
    for _ in range(MAX_LEVELS):
        level = [
            child
            for each in level
            if isinstance(each, list | dict)
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise BadLineError("is nested too deeply to be a document")


def _expect_storable(value: object) -> None:
    """Refuse a NUL or a lone surrogate in any string, however deep."""
    waiting: list[object] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            found = _UNSTORABLE.search(each)
            if found:
                code = ord(found[0])
                raise BadLineError(f"a string holds U+{code:04X} at {found.start()}; no text can")
        elif isinstance(each, dict):
            waiting.extend(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
