"""Rows of Parquet in the keys of a line: what its types add to what JSON has is taken off again.

A struct names all its fields, also those that say nothing; pairs are lists of structs or maps; days
are days. Knows no file and no library.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.remarks import shown

__all__ = ["plain_row"]

_PAIR: Final = {"name", "value"}
_EDGES: Final = {"start", "end"}


def plain_row(row: dict[str, Any] | None) -> dict[str, Any]:
    """A row as a JSON line would have it: without what is null.

    Raises:
        BadLineError: It holds what no line can, or, as None, letters that could not be read.
    """
    if row is None:
        raise BadLineError("holds letters that are not UTF-8")
    plain: dict[str, Any] = _plain(row)
    sentences = plain.get("sentences")
    if type(sentences) is list and all(_has(each, _EDGES) for each in sentences):
        plain["sentences"] = [[each["start"], each["end"]] for each in sentences]
    else:  # the words of a sentence, or anything else that is called so
        plain.pop("sentences", None)
    for span in plain["spans"] if type(plain.get("spans")) is list else ():
        if type(span) is dict and "attributes" in span:
            span["attributes"] = _pairs(span["attributes"])
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return list(map(_plain, value))
    if isinstance(value, bytes):
        value = _decoded(value)
    if isinstance(value, str) and "\0" in value:
        raise BadLineError(f"{shown(value)} holds a NUL character; no text can")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date) else value


def _decoded(value: bytes) -> str:
    """Letters of a column that does not say that it holds letters."""
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise BadLineError("holds bytes that are not UTF-8") from error


def _pairs(value: Any) -> Any:
    """Attributes as an object, where they are a list of names and values."""
    if type(value) is not list:
        return value
    if all(_has(each, _PAIR) for each in value):
        return {each["name"]: each["value"] for each in value}
    is_map = all(isinstance(each, tuple) and len(each) == 2 for each in value)
    return dict(value) if is_map else value


def _has(value: object, keys: set[str]) -> bool:
    return isinstance(value, dict) and keys <= value.keys()
