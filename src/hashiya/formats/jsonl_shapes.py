"""Shapes of JSONL lines: doccano's, Prodigy's, spaCy's and anybody's, told as Hashiya's own.

A line's keys say whose it is. What comes out is a line of Hashiya's own keys, which is judged like
any other; values are moved here and never mended. Knows no file and no line numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from hashiya.formats.dataset_lines import as_line
from hashiya.formats.jsonl_values import DOCUMENT_KEYS, BadLineError
from hashiya.formats.remarks import shown

__all__ = ["SHAPES", "Shape", "Told", "find_shape", "object_of", "tell"]

Shape = Literal["own", "doccano", "prodigy", "spacy", "hf"]
"""Whose keys a line has."""


class Told(NamedTuple):
    """A line in Hashiya's own keys."""

    line: dict[str, Any]
    person: str | None = None
    """Who made the annotations, by the name that the line gives."""
    unkept: frozenset[str] = frozenset()
    """Keys of the line that mean nothing here."""


_PRODIGY_SIGNS: Final = frozenset(
    {"_input_hash", "_task_hash", "_annotator_id", "_session_id", "_view_id", "answer"}
)
_PRODIGY_KEYS: Final = _PRODIGY_SIGNS | {
    *("text", "spans", "tokens", "id", "meta", "_timestamp", "_is_binary"),
}
_DOCCANO_SPANS: Final = ("label", "labels", "entities", "annotations")
_DOCCANO_KEYS: Final = frozenset(
    {"id", "text", "data", *_DOCCANO_SPANS, "annotation_approver", "username"}
)
_FACTS: Final = ("name", "date", "source")
"""Keys that our exports write there too, and that mean what they mean in our own lines."""
_SPACY_SPANS: Final = ("entities", "ents", "spans")
_SPACY_KEYS: Final = frozenset({"id", "text", "tokens", *_SPACY_SPANS})
_SPAN_KEYS: Final = frozenset(
    {
        *("start", "end", "label", "start_offset", "end_offset", "begin", "stop", "text", "quote"),
        *("id", "token_start", "token_end"),
    }
)
"""Keys of a span that mean something, or follow from what does."""

_EDGE_NAMES: Final = (
    ("start", ("start", "start_offset", "begin")),
    ("end", ("end", "end_offset", "stop")),
    ("label", ("label",)),
    ("quote", ("text", "quote")),
)
_ANSWERS: Final = ("accept", "reject", "ignore")


def object_of(value: object) -> dict[str, Any]:
    """A line's value as an object; spaCy's pair `[text, {…}]` counts as one.

    Raises:
        BadLineError: It is something else.
    """
    if type(value) is dict:
        return value
    match value:
        case [str() as text, dict() as rest] if "text" not in rest:
            return {"text": text, **rest}
    raise BadLineError("is no JSON object; a document line begins with { and ends with }")


def find_shape(line: Mapping[str, Any]) -> Shape:
    """Whose keys a line has; Hashiya's own where nothing speaks for anybody else."""
    if not _PRODIGY_SIGNS.isdisjoint(line):
        return "prodigy"
    if "ents" in line or _is_grouped(line.get("spans")):
        return "spacy"
    if "spans" in line:
        return "hf" if "ner_tags" in line else "own"
    for key in _DOCCANO_SPANS:
        spans = line.get(key)
        if type(spans) is not list:
            continue
        has_offset_keys = any(type(span) is dict and "start_offset" in span for span in spans)
        if has_offset_keys or key in {"label", "labels"}:
            return "doccano"
        if key == "entities":
            return "spacy"
    return "own"


def _is_grouped(spans: object) -> bool:
    """Whether these are spaCy's named groups of spans."""
    if not isinstance(spans, dict) or not spans:
        return False
    return all(type(group) is list for group in spans.values())


def tell(line: dict[str, Any], shape: Shape) -> Told:
    """A line of this shape in Hashiya's own keys.

    Raises:
        BadLineError: It says that it is not to be taken, or has no such shape.
    """
    return SHAPES[shape](line)


def _own(line: dict[str, Any]) -> Told:
    return Told(line)


def _from_hf(line: dict[str, Any]) -> Told:
    """A row of the folder that exports write for `datasets`."""
    told = as_line(line)
    return Told(told, None, frozenset(told.keys() - DOCUMENT_KEYS))


def _from_doccano(line: dict[str, Any]) -> Told:
    text = line.get("text", line.get("data"))
    facts = _facts(line)
    told: dict[str, Any] = {"id": line.get("id"), "text": text, **facts}
    spans = _of_several(line, _DOCCANO_SPANS)
    if spans is not None:
        is_listed = {*map(type, spans)} == {list}
        told["spans"] = spans if is_listed else list(map(_span, spans))
    if line.get("annotation_approver") is not None:
        told["status"] = "done"
    known = _DOCCANO_KEYS.union(facts)
    return Told(told, _person(line, "username"), _unkept(line, known, spans or ()))


def _from_prodigy(line: dict[str, Any]) -> Told:
    answer = line.get("answer", "accept")
    if answer not in _ANSWERS:
        raise BadLineError(f"the answer is {shown(answer)}; it can be {', '.join(_ANSWERS)}")
    if answer != "accept":
        reason = f"the annotator's answer is {answer}; only what was accepted is taken"
        raise BadLineError(reason, "rejected_skipped")
    # A task that was accepted without a span says that there is none.
    spans = [] if line.get("spans") is None else _list(line, "spans")
    held = line.get("meta")
    meta: dict[str, Any] = held if type(held) is dict else {}
    facts = _facts(meta)
    told = {
        "id": _prodigy_id(line),
        "text": line.get("text"),
        **facts,
        "spans": [_span(span) for span in spans],
        "status": "done" if "answer" in line else None,
    }
    person = _person(line, "_annotator_id") or _person(line, "_session_id")
    unkept = _unkept(line, _PRODIGY_KEYS, spans)
    return Told(told, person, unkept.union(f"meta.{key}" for key in meta.keys() - {"id", *facts}))


def _prodigy_id(line: dict[str, Any]) -> object:
    """The line's id, else that of its meta, else the hash that all annotators' lines share."""
    meta = line.get("meta")
    held = meta.get("id") if type(meta) is dict else None
    for found in (line.get("id"), held):
        if found is not None:
            return found
    number = line.get("_input_hash")
    return None if number is None else f"input{number}" if type(number) is int else number


def _from_spacy(line: dict[str, Any]) -> Told:
    told = {"id": line.get("id"), "text": line.get("text")}
    groups = line.get("spans")
    if type(groups) is dict:
        grouped = {name: _list(groups, name) for name in groups}
        flat = [span for spans in grouped.values() for span in spans]
        line = {**line, "spans": flat or None}
        if flat and _are_among(line.get("ents"), flat):
            line["ents"] = None  # flat ones of the same spans, as our own DocBin has them
    spans = _of_several(line, _SPACY_SPANS)
    if spans is not None:
        told["spans"] = list(map(_span, spans))
    return Told(told, None, _unkept(line, _SPACY_KEYS, spans or ()))


def _are_among(some: object, others: list[Any]) -> bool:
    """Whether each of these spans is one of the others too."""
    held = set(map(_place, others)) - {None}
    return type(some) is list and all(_place(each) in held for each in some)


def _place(value: object) -> tuple[int, int, str] | None:
    """Edges and label of a span; None when it is none."""
    match _span(value):
        case {"start": int() as start, "end": int() as end, "label": str() as label}:
            return start, end, label
    return None


SHAPES: Final[Mapping[Shape, Callable[[dict[str, Any]], Told]]] = {
    "own": _own,
    "doccano": _from_doccano,
    "prodigy": _from_prodigy,
    "spacy": _from_spacy,
    "hf": _from_hf,
}
"""Shape → how a line of it is told."""


def _of_several(line: dict[str, Any], names: tuple[str, ...]) -> list[Any] | None:
    """The spans under whichever of these keys the line has; None when it has none of them."""
    held = [name for name in names if line.get(name) is not None]
    if not held:
        return None
    filled = [name for name in held if line[name] != []]
    if len(filled) > 1:
        raise BadLineError(
            f"has spans under {' and '.join(filled)}; only one of them can be meant, and --keys"
            " spans=NAME says which"
        )
    return _list(line, (filled or held)[0])


def _unkept(line: dict[str, Any], known: frozenset[str], spans: Iterable[Any]) -> frozenset[str]:
    """Keys of a line and of its spans that mean nothing here."""
    inner = {key for span in spans if type(span) is dict for key in span}
    return frozenset((line.keys() - known) | {f"spans.{key}" for key in inner - _SPAN_KEYS})


def _facts(held: Mapping[str, Any]) -> dict[str, str | None]:
    """Name, date and source of a document, where they are words or left open."""
    return {key: held[key] for key in _FACTS if type(held.get(key, 0)) in {str, type(None)}}


def _list(line: Mapping[str, Any], key: str) -> list[Any]:
    value = line[key]
    if type(value) is not list:
        raise BadLineError(f"{shown(key)} is {shown(value)}; a list of spans is needed")
    return value


def _span(value: object) -> object:
    """A span in Hashiya's own keys, whatever those programs add to it; else as it is."""
    if type(value) is list and len(value) == 3:
        return dict(zip(("start", "end", "label"), value, strict=True))
    if type(value) is not dict:
        return value
    told = {}
    for own, names in _EDGE_NAMES:
        for name in names:
            if value.get(name) is not None:
                told[own] = value[name]
                break
    return told if told.keys() >= {"start", "end", "label"} else value


def _person(line: dict[str, Any], key: str) -> str | None:
    value = line.get(key)
    if value is None or value == "":
        return None
    if type(value) not in {str, int}:
        raise BadLineError(f"{key} is {shown(value)}; a name is needed")
    return str(value)
