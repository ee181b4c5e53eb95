"""Replay: the rows of a document's layers worked out from its events alone.

The second way to the same rows that `hashiya.store.projections` and `hashiya.store.bulk` write; a
check compares the two. It reads plain JSON, because a project has hundreds of thousands of events.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hashiya.store.journal import canonical
from hashiya.store.layer_rows import Bounds, LayerKey, LayerRows, SpanRow
from hashiya.store.rows import PLAIN_SPAN

__all__ = ["Replay", "ReplayedEvent"]


class ReplayedEvent(NamedTuple):
    """What a replay needs of an event."""

    annotator_id: str
    """Who."""
    session_id: str
    """In which session."""
    seq: int
    """Its number there."""
    kind: str
    """`import`, `edit`, `undo` or `redo`."""
    body: str
    """Canonical JSON."""


class Replay:
    """The layers of one document, event by event in the journal's order.

    Args:
        text: The document's text; imported events leave quotes out.
        schemes: Id and version of each scheme, to the number of its row.
        sentences: From the number of a segmentation to its rows.
    """

    def __init__(
        self,
        text: str,
        schemes: dict[tuple[str, int], int],
        sentences: Callable[[int], Sequence[Bounds]],
    ) -> None:
        self.layers: dict[LayerKey, LayerRows] = {}
        """By annotator and layer."""
        self.lenient: frozenset[str] = frozenset()
        """People whose events on this document came from several projects: one that contradicts an
        earlier one of theirs has no effect."""
        self.skipped: Counter[str] = Counter()
        """How many of their events had none."""
        self.segmentation = 1
        """The segmentation in use."""
        self._text = text
        self._schemes = schemes
        self._sentences = sentences

    def apply(self, event: ReplayedEvent) -> None:
        """Apply the next event.

        Raises:
            ValueError: It does not fit what came before it.
            LookupError: Its body lacks something, or names a scheme the project has not.
            TypeError: Its body has another shape.
        """
        key = (event.annotator_id, "annotator")
        before = self.layers.get(key, LayerRows()).copy() if self._is_lenient(event) else None
        try:
            self._apply(event)
        except (ValueError, LookupError):
            if before is None:
                raise
            self.layers[key] = before
            self.skipped[event.annotator_id] += 1

    def _is_lenient(self, event: ReplayedEvent) -> bool:
        return event.annotator_id in self.lenient and '"kind":"resegment"' not in event.body

    def _apply(self, event: ReplayedEvent) -> None:
        body = json.loads(event.body)
        name, version = body["scheme"]
        stamp = (self._schemes[name, version], event.session_id, event.seq)
        layer = self.layers.setdefault((event.annotator_id, body["layer"]), LayerRows())
        if "relabel" in body:
            _relabel(layer, body["relabel"], stamp)
        elif event.kind == "import":
            self._import(layer, body, stamp)
        else:
            for edit in body["edits"]:
                if edit["kind"] == "resegment":
                    self._resegment(layer, edit, stamp)
                else:
                    _EDITS[edit["kind"]](layer, edit, stamp)

    def _resegment(
        self, layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]
    ) -> None:
        """Cut the sentences, compare them with the rows that were written, and move marks."""
        old, new = ([(each["start"], each["end"]) for each in edit[side]] for side in _SIDES)
        sentences = [*self._sentences(self.segmentation)]
        first = sentences.index(old[0])
        _expect(sentences[first : first + len(old)] == old, "cuts sentences that do not stand so")
        sentences[first : first + len(old)] = new
        self.segmentation += 1
        _expect(
            sentences == [*self._sentences(self.segmentation)],
            f"makes other sentences than segmentation {self.segmentation} has",
        )
        for mark in edit["marks"]:
            _mark(layer, mark, stamp)
        for mark in edit["others"]:
            _mark(self.layers[mark["annotator_id"], mark["layer"]], mark, stamp)
        for each in edit.get("reminders", ()):
            _remind(layer, each, stamp)
        for each in edit.get("other_reminders", ()):
            _remind(self.layers[each["annotator_id"], each["layer"]], each["edit"], stamp)

    def _import(self, layer: LayerRows, body: dict[str, Any], stamp: tuple[int, str, int]) -> None:
        scheme_id, session_id, seq = stamp
        text = self._text
        for number, (start, end, label, *others) in enumerate(body["spans"]):
            note, attributes, source, *flag = others or PLAIN_SPAN
            cells = (start, end, label, text[start:end], note, canonical(attributes), source)
            flagged = int(any(flag))
            layer.spans[f"{session_id}.{seq}.{number}"] = (
                *cells,
                flagged,
                scheme_id,
                1,
                session_id,
                seq,
            )
        for start, end, state in body["marks"]:
            layer.marks[start, end] = (state, session_id, seq)
        for start, end, is_flagged, note in body.get("reminders", ()):
            layer.reminders[start, end] = (int(is_flagged), note, session_id, seq)


_SIDES = ("before", "after")


def _relabel(layer: LayerRows, moves: list[Any], stamp: tuple[int, str, int]) -> None:
    """A migration of the scheme: spans by id, under each label that became another."""
    for old, new, ids in moves:
        for span_id in ids:
            stood = layer.spans[span_id]
            _expect(stood[2] == old, f"relabels a span that does not carry {old!r}")
            revision = stood[9] + 1
            layer.spans[span_id] = (*stood[:2], new, *stood[3:8], stamp[0], revision, *stamp[1:])


def _add(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    annotation = edit["annotation"]
    _expect(annotation["id"] not in layer.spans, "adds an annotation that is there already")
    layer.spans[annotation["id"]] = _span_row(annotation, 1, stamp)


def _remove(layer: LayerRows, edit: dict[str, Any], _: tuple[int, str, int]) -> None:
    annotation = edit["annotation"]
    stood = layer.spans.pop(annotation["id"], None)
    _expect_as_it_stood(annotation, stood)


def _replace(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = edit["before"], edit["after"]
    stood = layer.spans.get(before["id"])
    revision = _expect_as_it_stood(before, stood)
    _expect(before["id"] == after["id"], "turns an annotation into another one")
    layer.spans[after["id"]] = _span_row(after, revision + 1, stamp)


def _mark(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    bounds = (edit["span"]["start"], edit["span"]["end"])
    stood = layer.marks.pop(bounds, None)
    _expect((stood and stood[0]) == edit["before"], "changes a mark that does not stand so")
    if edit["after"] is not None:
        layer.marks[bounds] = (edit["after"], *stamp[1:])


def _remind(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = (_reminder(edit[side]) for side in _SIDES)
    bounds = (before or after or _NOWHERE)[0]
    stood = layer.reminders.pop(bounds, None)
    _expect((stood and stood[:2]) == (before and before[1]), "changes a flag or a note it has not")
    if after is not None:
        layer.reminders[bounds] = (*after[1], *stamp[1:])


def _settle(layer: LayerRows, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
    before, after = (edit[side] for side in _SIDES)
    key = (before or after)["key"]
    stood = layer.rulings.pop(key, None)
    _expect((stood and stood[5]) == (before and canonical(before)), "changes a ruling it has not")
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


_EDITS = {
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


def _expect(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not is_so:
        raise ValueError(otherwise)
