"""Rows of a dataset, as exports write them for `datasets` and Parquet, in the keys of a line.

Tables have structs where a line has lists and objects; tags follow from text and spans and are not
told. Knows no file; what is judged of a line is judged elsewhere.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["FOLLOWING", "as_line"]

FOLLOWING: Final = frozenset({"tokens", "token_starts", "ner_tags"})
"""Keys of a row that follow from its text and spans."""

_PAIR: Final = {"name", "value"}
_EDGES: Final = {"start", "end"}


def as_line(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a line; what is null is not said, and sentences that are no edges are not told."""
    line = {key: each for key, each in row.items() if key not in FOLLOWING and each is not None}
    sentences = line.get("sentences")
    if type(sentences) is list and all(_has(each, _EDGES) for each in sentences):
        line["sentences"] = [[each["start"], each["end"]] for each in sentences]
    else:  # the words of a sentence, or anything else that is called so
        line.pop("sentences", None)
    if type(line.get("spans")) is list:
        line["spans"] = [_span(each) for each in line["spans"]]
    return line


def _span(value: Any) -> Any:
    if type(value) is not dict or "attributes" not in value:
        return value
    return {**value, "attributes": _pairs(value["attributes"])}


def _pairs(value: Any) -> Any:
    """Attributes as an object, where they are a list of names and values."""
    if type(value) is not list:
        return value
    if all(_has(each, _PAIR) and isinstance(each["name"], str) for each in value):
        return {each["name"]: each["value"] for each in value}
    is_map = all(
        isinstance(each, tuple) and len(each) == 2 and isinstance(each[0], str) for each in value
    )
    return dict(value) if is_map else value


def _has(value: object, keys: set[str]) -> bool:
    return isinstance(value, dict) and keys <= value.keys()
