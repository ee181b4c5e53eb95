"""Replayed edits: what each edit of an event does to the rows of a layer, from plain JSON.

A part of `hashiya.store.replay`. Each says what stood before it, and one that does not fit raises
ValueError. Must never know the order of events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from hashiya.store.journal import canonical
from hashiya.store.layer_rows import Bounds, LayerRows, SpanRow

__all__ = ["EDITS", "SIDES", "expect", "move", "relabel", "under_names"]

_ON_SPANS: Final = frozenset({"add", "remove", "replace"})
_ANNOTATIONS: Final[tuple[str, ...]] = ("annotation", "before", "after")
"""Kinds of edits that are about spans, and the keys under which they hold them."""

_NO_SPAN: Final = ("",) * 3

SIDES: Final = ("before", "after")
"""What an edit changed, and into what."""


def move(
    layer: LayerRows, marks: Iterable[Any], reminders: Iterable[Any], stamp: tuple[int, str, int]
) -> None:
    """Move marks, flags and notes with the sentences that they stand on."""
    for mark in marks:
        _mark(layer, mark, stamp)
    for each in reminders:
        _remind(layer, each, stamp)


def relabel(
    layer: LayerRows, moves: list[Any], stamp: tuple[int, str, int], *, is_lenient: bool = False
) -> None:
    """A migration of the scheme: spans by id, under each label that became another.

    Args:
        layer: Whose spans.
        moves: Old label, new label, ids of spans.
        stamp: Scheme, sitting and number of the event.
        is_lenient: Whether a span that earlier work took away or relabelled since is passed over.
    """
    for old, new, ids in moves:
        for span_id in ids:
            if is_lenient and layer.spans.get(span_id, _NO_SPAN)[2] != old:
                continue
            stood = layer.spans[span_id]
            expect(stood[2] == old, f"relabels a span that does not carry {old!r}")
            revision = stood[9] + 1
            layer.spans[span_id] = (*stood[:2], new, *stood[3:8], stamp[0], revision, *stamp[1:])


def under_names(layer: LayerRows, edit: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An edit with its labels as they are called later; unchanged when none has another name.

    A span that stands under the name of before is found by it: it came in after the others had been
    renamed, though it was made before.
    """
    said = {key: edit[key] for key in _ANNOTATIONS if key in edit and edit["kind"] in _ON_SPANS}
    renamed = {
        key: {**each, "label": names[each["label"]]}
        for key, each in said.items()
        if each["label"] in names and not _stands_so(layer, key, each)
    }
    return {**edit, **renamed}


def _stands_so(layer: LayerRows, key: str, annotation: dict[str, Any]) -> bool:
    stood = layer.spans.get(annotation["id"], _NO_SPAN)
    return key != "after" and stood[2] == annotation["label"]


def _add(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    annotation = edit["annotation"]
    expect(annotation["id"] not in layer.spans, "adds an annotation that is there already")
    layer.spans[annotation["id"]] = _span_row(annotation, 1, stamp)


def _remove(layer: LayerRows, edit: dict[str, Any], _: tuple[int, str, int]) -> None:
    annotation = edit["annotation"]
    stood = layer.spans.pop(annotation["id"], None)
    _expect_as_it_stood(annotation, stood)


def _replace(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = edit["before"], edit["after"]
    stood = layer.spans.get(before["id"])
    revision = _expect_as_it_stood(before, stood)
    expect(before["id"] == after["id"], "turns an annotation into another one")
    layer.spans[after["id"]] = _span_row(after, revision + 1, stamp)


def _mark(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    bounds = (edit["span"]["start"], edit["span"]["end"])
    stood = layer.marks.get(bounds)
    expect((stood and stood[0]) == edit["before"], "changes a mark that does not stand so")
    layer.marks.pop(bounds, None)
    if edit["after"] is not None:
        layer.marks[bounds] = (edit["after"], *stamp[1:])


def _remind(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = (_reminder(edit[side]) for side in SIDES)
    bounds = (before or after or _NOWHERE)[0]
    stood = layer.reminders.get(bounds)
    expect((stood and stood[:2]) == (before and before[1]), "changes a flag or a note it has not")
    layer.reminders.pop(bounds, None)
    if after is not None:
        layer.reminders[bounds] = (*after[1], *stamp[1:])


def _settle(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = (edit[side] for side in SIDES)
    key = (before or after)["key"]
    stood = layer.rulings.pop(key, None)
    expect((stood and stood[5]) == (before and canonical(before)), "changes a ruling it has not")
    layer.forms -= _forms(before)
    if after is not None:
        spans = [each["span"] for each in after["proposals"]]
        layer.rulings[key] = (
            min(span["start"] for span in spans),
            max(span["end"] for span in spans),
            after["outcome"],
            after["review"],
            int(after["is_gap"]),
            canonical(after),
            *stamp[1:],
        )
        layer.forms |= _forms(after)


def _forms(ruling: dict[str, Any] | None) -> set[tuple[str, str]]:
    """What a ruling is found by."""
    if ruling is None:
        return set()
    return {(ruling["key"], verdict["form"]) for verdict in ruling["verdicts"]}


_NOWHERE = ((-1, -1), (0, ""))


def _reminder(held: dict[str, Any] | None) -> tuple[Bounds, tuple[int, str]] | None:
    """Where a reminder stands, and its cells."""
    if held is None:
        return None
    span = held["span"]
    bounds = (span["start"], span["end"]) if span else (0, 0)
    return bounds, (int(held["is_flagged"]), held["note"])


EDITS: Final[dict[str, Callable[[LayerRows, dict[str, Any], tuple[int, str, int]], None]]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "mark": _mark,
    "remind": _remind,
    "settle": _settle,
}


def _span_row(annotation: dict[str, Any], revision: int, stamp: tuple[int, str, int]) -> SpanRow:
    scheme_id, session_id, seq = stamp
    return (
        annotation["span"]["start"],
        annotation["span"]["end"],
        annotation["label"],
        annotation["quote"],
        annotation["note"],
        canonical(annotation["attributes"]),
        annotation["source"],
        int(annotation.get("is_flagged", False)),
        scheme_id,
        revision,
        session_id,
        seq,
    )


def _expect_as_it_stood(annotation: dict[str, Any], stood: SpanRow | None) -> int:
    """The row's revision, when the annotation is what the row says."""
    if stood is None or _span_row(annotation, 0, (0, "", 0))[:8] != stood[:8]:
        raise ValueError("changes an annotation that does not stand so")
    return stood[9]


def expect(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as an assertion
    """Stop at what does not fit.

    Raises:
        ValueError: It is not so.
    """
    if not is_so:
        raise ValueError(otherwise)
