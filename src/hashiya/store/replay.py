"""Replay: the rows of a document's layers worked out from its events alone.

The second way to the same rows that `hashiya.store.projections` and `hashiya.store.bulk` write; a
check compares the two. It reads plain JSON, because a project has hundreds of thousands of events.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

from hashiya.store.journal import canonical
from hashiya.store.layer_rows import Bounds, LayerKey, LayerRows
from hashiya.store.replayed_edits import EDITS, SIDES, expect, move, relabel, under_names
from hashiya.store.rows import PLAIN_SPAN

__all__ = ["Replay", "ReplayedEvent"]

_ON_SENTENCES: Final = frozenset({"mark", "remind"})
"""Kinds of edits that are about sentences and no spans."""


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
        self.merged: frozenset[str] = frozenset()
        """Sittings that came in with packs; what they cut were the pack's own sentences."""
        self.skipped: Counter[str] = Counter()
        """How many of their events had none."""
        self.segmentation = 1
        """The segmentation in use."""
        self._renamed: defaultdict[LayerKey, list[tuple[int, dict[str, str]]]] = defaultdict(list)
        """By layer: under which scheme labels were renamed so far, and from what to what."""
        self._text = text
        self._schemes = schemes
        self._sentences = sentences

    def allow(self, merged: Iterable[tuple[str, str]]) -> None:
        """Allow for what came in with packs: people, and the sittings of theirs that did."""
        found = [*merged]
        self.lenient = frozenset(person for person, _ in found)
        self.merged = frozenset(session_id for _, session_id in found)

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
        is_cut = '"kind":"resegment"' in event.body and not self._is_of_pack(event)
        return event.annotator_id in self.lenient and not is_cut

    def _is_of_pack(self, event: ReplayedEvent) -> bool:
        """Whether it was done in a pack; what a merge cuts here cites what was done there."""
        if event.session_id not in self.merged:
            return False
        return event.kind != "edit" or '"cites":' not in event.body

    def _apply(self, event: ReplayedEvent) -> None:
        body = json.loads(event.body)
        name, version = body["scheme"]
        stamp = (self._schemes[name, version], event.session_id, event.seq)
        layer = self.layers.setdefault((event.annotator_id, body["layer"]), LayerRows())
        if "relabel" in body:
            relabel(layer, body["relabel"], stamp, is_lenient=event.annotator_id in self.lenient)
            names = {old: new for old, new, _ in body["relabel"]}
            self._renamed[event.annotator_id, body["layer"]].append((stamp[0], names))
        elif event.kind == "import":
            self._import(layer, body, stamp)
        else:
            key = (event.annotator_id, body["layer"])
            self._edits(event, key, self._as_called_now(event, key, body["edits"], stamp[0]), stamp)
            if body["layer"] == "gold" and self.layers[key].is_empty:
                del self.layers[key]

    def _as_called_now(
        self, event: ReplayedEvent, key: LayerKey, edits: list[dict[str, Any]], scheme_id: int
    ) -> list[dict[str, Any]]:
        """The edits of an act, which in a pack may come from before labels were renamed here."""
        if not self._renamed[key] or not self._is_of_pack(event):
            return edits
        for renamed_in, names in self._renamed[key]:
            if scheme_id < renamed_in:
                edits = [under_names(self.layers[key], edit, names) for edit in edits]
        return edits

    def _edits(
        self,
        event: ReplayedEvent,
        key: LayerKey,
        edits: list[dict[str, Any]],
        stamp: tuple[int, str, int],
    ) -> None:
        """Apply the edits of an act.

        Where marks, flags and notes may contradict, those that do are left out, and what the act
        does to spans has its effect; an act of which nothing is left has none.
        """
        missed: ValueError | None = None
        count = 0
        for edit in edits:
            try:
                self._edit(event, key, edit, stamp)
            except ValueError as error:
                if edit["kind"] not in _ON_SENTENCES or not self._is_lenient(event):
                    raise
                missed = error
                count += 1
        if missed is not None and count == len(edits):
            raise missed

    def _edit(
        self,
        event: ReplayedEvent,
        key: LayerKey,
        edit: dict[str, Any],
        stamp: tuple[int, str, int],
    ) -> None:
        if edit["kind"] != "resegment":
            EDITS[edit["kind"]](self.layers[key], edit, stamp)
        elif self._is_of_pack(event):
            move(self.layers[key], edit["marks"], edit.get("reminders", ()), stamp)
        else:
            self._resegment(key, edit, stamp)

    def _resegment(self, own: LayerKey, edit: dict[str, Any], stamp: tuple[int, str, int]) -> None:
        """Cut the sentences, compare them with the rows that were written, and move marks."""
        old, new = ([(each["start"], each["end"]) for each in edit[side]] for side in SIDES)
        sentences = [*self._sentences(self.segmentation)]
        first = sentences.index(old[0])
        expect(sentences[first : first + len(old)] == old, "cuts sentences that do not stand so")
        sentences[first : first + len(old)] = new
        self.segmentation += 1
        expect(
            sentences == [*self._sentences(self.segmentation)],
            f"makes other sentences than segmentation {self.segmentation} has",
        )
        marks: defaultdict[LayerKey, list[Any]] = defaultdict(list, {own: [*edit["marks"]]})
        reminders: defaultdict[LayerKey, list[Any]] = defaultdict(list)
        reminders[own] += edit.get("reminders", ())
        for mark in edit["others"]:
            marks[mark["annotator_id"], mark["layer"]].append(mark)
        for each in edit.get("other_reminders", ()):
            reminders[each["annotator_id"], each["layer"]].append(each["edit"])
        for key in marks.keys() | reminders.keys():
            self._carry(key, marks[key], reminders[key], stamp)

    def _carry(
        self, key: LayerKey, marks: list[Any], reminders: list[Any], stamp: tuple[int, str, int]
    ) -> None:
        """Move what stands on sentences that are cut, in one layer.

        Where somebody's work came from several projects, all of it or nothing.
        """
        before = self.layers[key]
        if key[0] not in self.lenient:
            move(before, marks, reminders, stamp)
            return
        after = before.copy()
        with suppress(ValueError):
            move(after, marks, reminders, stamp)
            self.layers[key] = after

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
