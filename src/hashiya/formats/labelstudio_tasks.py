"""Label Studio's tasks: each person's annotation of a task, told in the keys of a Hashiya line.

A task is a text and what several people made of it; in its small form (JSON_MIN) it is one
person's. Suggestions of models are no annotations. Knows no file; what cannot be told is said, not
mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.remarks import shown
from hashiya.formats.units import OffsetUnit, fitting_unit
from hashiya.text import counted

__all__ = ["Layer", "Passed", "layers_of", "looks_like_a_task"]

_SMALL_KEYS: Final = frozenset({"annotation_id", "annotator", "lead_time", "updated_at"})
_FACTS: Final = ("name", "date", "source")
"""Keys of a task's data that mean what they mean in a Hashiya line, where they hold words."""


class Layer(NamedTuple):
    """One person's annotations of a task, or none at all where nobody annotated it."""

    line: dict[str, Any]
    """In the keys of a Hashiya line."""
    person: str | None
    """Who made them."""
    unit: OffsetUnit
    """What its offsets count."""
    is_unit_found: bool
    """Whether the unit was found out from the quotes, and is not the usual one."""
    left: tuple[str, ...]
    """What of it was no span, by its type: `choices`."""
    unkept: tuple[str, ...] = ()
    """Keys of the task's data that mean nothing here."""
    is_unit_open: bool = False
    """Whether nothing tells the unit, where it matters."""
    is_ground_truth: bool = False
    """Whether the program marks it as the right one."""


class Passed(NamedTuple):
    """What a task holds and no layer is made of."""

    reason: str
    is_refused: bool
    """Whether it was somebody's annotation; else it is a remark."""


def looks_like_a_task(value: object) -> bool:
    """Whether a JSON value has the keys of a task, in its large form or its small one."""
    if not isinstance(value, dict):
        return False
    is_large = type(value.get("data")) is dict and (
        "annotations" in value or "completions" in value or "predictions" in value
    )
    return is_large or {"annotation_id", "annotator"} <= value.keys()


def layers_of(
    task: object, text_key: str | None, unit: OffsetUnit | None
) -> Iterator[Layer | Passed]:
    """Every layer of a task, and what was passed over.

    Args:
        task: The value as JSON holds it.
        text_key: Key of the text in the task's data; None looks for it.
        unit: What offsets count; None finds it out from the quotes.

    Raises:
        BadLineError: It is no task, or its text cannot be found.
    """
    if not isinstance(task, dict):
        raise BadLineError(f"is {shown(task)}, no task; a task is an object with data")
    if type(task.get("data")) is dict:
        yield from _of_large(task, text_key, unit)
    elif not _SMALL_KEYS.isdisjoint(task):
        yield _of_small(task, text_key, unit)
    else:
        raise BadLineError("has no data: a task needs a key data with an object")


def _of_large(
    task: dict[str, Any], text_key: str | None, unit: OffsetUnit | None
) -> Iterator[Layer | Passed]:
    data = task["data"]
    key = _text_key(data, text_key)
    held = data.get("id")
    facts = _facts(data)
    base = {"id": task.get("id") if held is None else held, "text": data[key], **facts}
    unkept = tuple(name for name in data if name not in {"annotator", "id", key, *facts})
    annotations = _list(task, "annotations") or _list(task, "completions")
    if not annotations:
        yield Layer(base, None, "codepoints", is_unit_found=False, left=(), unkept=unkept)
    for annotation in annotations:
        each = _of_annotation(annotation, base, data.get("annotator"), unit)
        yield each if isinstance(each, Passed) else each._replace(unkept=unkept)
    for key, one, many in (
        ("predictions", "suggestion of a model is", "suggestions of a model are"),
        ("drafts", "unfinished draft is", "unfinished drafts are"),
    ):
        count = len(_list(task, key))
        if count:
            yield Passed(
                f"{counted(count, one, many)} left out, since annotations alone are read", False
            )


def _of_annotation(
    annotation: object, base: dict[str, Any], owner: object, unit: OffsetUnit | None
) -> Layer | Passed:
    """What one person made of a task; where it names nobody, `owner` did, whom the data names."""
    if type(annotation) is not dict:
        return Passed(f"an annotation is {shown(annotation)}; an object is needed", True)
    person = _person(annotation.get("completed_by")) or _name(owner)
    if annotation.get("was_cancelled") is True:
        return Passed(f"{person or 'somebody'} skipped this task", True)
    try:
        spans, left = _spans(_list(annotation, "result"), base["text"])
        layer = _layer({**base, "status": "done"}, spans, left, person, unit)
    except BadLineError as error:
        return Passed(str(error), True)
    return layer._replace(is_ground_truth=annotation.get("ground_truth") is True)


def _of_small(task: dict[str, Any], text_key: str | None, unit: OffsetUnit | None) -> Layer:
    spans = [
        {"value": value, "type": "labels"}
        for held in task.values()
        if type(held) is list
        for value in held
        if type(value) is dict and "labels" in value and ("start" in value or "end" in value)
    ]
    key = _text_key(task, text_key)
    facts = _facts(task)
    base = {"id": task.get("id"), "text": task[key], "status": "done", **facts}
    told, left = _spans(spans, base["text"])
    known = {"annotator", "created_at", "id", key, *_SMALL_KEYS, *facts}
    unkept = (name for name, value in task.items() if name not in known and not _has_spans(value))
    layer = _layer(base, told, left, _person(task.get("annotator")), unit)
    return layer._replace(unkept=tuple(unkept))


def _has_spans(value: object) -> bool:
    """Whether these are a task's spans, or none of them, in its small form."""
    return type(value) is list and all(type(each) is dict and "labels" in each for each in value)


def _facts(data: Mapping[str, Any]) -> dict[str, str]:
    """Name, date and source of a document, where a task's data tells them."""
    return {key: data[key] for key in _FACTS if _name(data.get(key)) is not None}


def _name(value: object) -> str | None:
    return value if type(value) is str and value else None


def _layer(
    base: dict[str, Any],
    spans: list[dict[str, Any]],
    left: tuple[str, ...],
    person: str | None,
    unit: OffsetUnit | None,
) -> Layer:
    """A layer whose spans count in the unit that was said, or in the one their quotes fit."""
    text = base["text"]
    found: OffsetUnit = "codepoints"
    is_open = False
    if unit is None:
        quoted = list(_quoted(spans, text))
        found = fitting_unit(quoted, text) or "codepoints"
        is_open = not quoted and _is_told_apart(spans, text)
    is_found = unit is None and found != "codepoints"
    layer = Layer({**base, "spans": spans}, person, unit or found, is_found, left)
    return layer._replace(is_unit_open=is_open)


def _is_told_apart(spans: list[dict[str, Any]], text: str) -> bool:
    """Whether a span stands where code points and UTF-16 units count differently."""
    last = max((span["end"] for span in spans if type(span.get("end")) is int), default=0)
    return max(text[: max(0, last)], default="") > "\uffff"


def _quoted(spans: list[dict[str, Any]], text: str) -> Iterator[tuple[int, int, str]]:
    """Spans with a quote that the text holds; the others cannot tell a unit."""
    for span in spans:
        start, end, quote = span.get("start"), span.get("end"), span.get("quote")
        if type(start) is type(end) is int and type(quote) is str and quote in text:
            yield start, end, quote


def _spans(results: list[Any], text: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The spans among an annotation's results, and the types of what else there is.

    Raises:
        BadLineError: They stand in HTML, whose places are no offsets of a text.
    """
    told: list[dict[str, Any]] = []
    left: list[str] = []
    for result in results:
        value = result.get("value") if type(result) is dict else None
        kind = result.get("type") if type(result) is dict else None
        if type(value) is dict and ("startOffset" in value or kind == "hypertextlabels"):
            raise BadLineError(
                "its spans are paths into HTML, not offsets of a text; label Text in place of"
                " HyperText, or export it as text"
            )
        labels = value.get("labels") if type(value) is dict else None
        if labels is None and kind == "labels":
            labels = []  # a region that nobody gave a label
        if type(value) is not dict or type(labels) is not list or "start" not in value:
            left.append(str(kind)[:80] if kind is not None else "nothing known")
            continue
        for label in labels or [None]:
            span = {"start": value["start"], "end": value.get("end"), "label": label}
            if type(value.get("text")) is str:
                span["quote"] = _quote(value["text"], text)
            note = _note(result.get("meta"))
            if note:
                span["note"] = note
            told.append(span)
    return told, tuple(sorted(set(left)))


def _quote(said: str, text: str) -> str:
    """What the text says; the program writes an end of a line as a backslash and an n."""
    is_plain = "\\n" not in said or said in text
    return said if is_plain else said.replace("\\n", "\n")


def _note(meta: object) -> str:
    """What a person wrote about a region; empty where nobody did."""
    words = meta.get("text") if isinstance(meta, dict) else None
    if type(words) is str:
        return words
    return "\n".join(each for each in words if type(each) is str) if type(words) is list else ""


def _text_key(data: Mapping[str, Any], text_key: str | None) -> str:
    """Where a task's text is: under the key that was said, under `text`, or the only string."""
    strings = [key for key, value in data.items() if type(value) is str]
    key = text_key or ("text" if "text" in strings else strings[0] if len(strings) == 1 else None)
    if key is not None and key in strings:
        return key
    held = ", ".join(map(shown, list(data)[:8])) or "nothing"
    raise BadLineError(f"its text cannot be found among {held}; --keys text=NAME says where it is")


def _person(value: object) -> str | None:
    """Who it was: an e-mail address or a name, or a number with a word before it."""
    if type(value) is dict:
        named = (value.get(key) for key in ("email", "username", "id"))
        value = next((each for each in named if each is not None), None)
    if type(value) is int:
        return f"annotator-{value}" if abs(value) < 10**18 else None
    return value if type(value) is str and value else None


def _list(held: Mapping[str, Any], key: str) -> list[Any]:
    value = held.get(key)
    if value is None:
        return []
    if type(value) is not list:
        raise BadLineError(f"{key} is {shown(value)}; a list is needed")
    return value
