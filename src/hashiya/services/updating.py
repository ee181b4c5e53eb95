"""Updating: a person's layer changed to what a corrected file says, as acts of theirs.

What differs is worked out span by span, and all of one person that comes in at once is one act,
which one undo takes back. Sentences that are finished, flags and notes come in beside those that
stand; none is taken away, and no span of a document some of which was refused. Gold is never
changed. Must never know a format.
"""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from hashiya import __version__
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Document,
    DocumentRecord,
    Edit,
    Layer,
    MarkSentence,
    Remind,
    Reminder,
    Remove,
    Replace,
    Span,
    SpanRecord,
)
from hashiya.services.leading import leads_of
from hashiya.store import Outcome, Store
from hashiya.text import counted

__all__ = ["Updated", "Updating"]

_Key: TypeAlias = tuple[int, int, str, str, tuple[tuple[str, str], ...], bool]
"""start, end, label, note, attributes and flag: what makes two annotations the same."""


class Updated(NamedTuple):
    """What became of one person's spans."""

    documents: int = 0
    """Documents on which something was changed."""
    added: int = 0
    """Spans that are new."""
    removed: int = 0
    """Spans that the file does not have."""
    changed: int = 0
    """Spans that carry another label, note, attribute or flag."""
    kept: int = 0
    """Spans that stand as they did."""


class Updating:
    """The layers of one import that differ from what is stored.

    Args:
        store: The project.
        importer: Who imports.
        session: Their sitting.
    """

    def __init__(self, store: Store, importer: str, session: str) -> None:
        self._store = store
        self._importer = importer
        self._session = session
        self._sessions: dict[str, str] = {}
        self._leads = leads_of(store)
        self._across = store.scheme().policy.across_sentences
        self.of: defaultdict[str, Updated] = defaultdict(Updated)
        """By alias."""

    def settled(
        self,
        records: Sequence[DocumentRecord],
        outcomes: Sequence[Outcome],
        cut_short: Collection[str],
    ) -> list[Outcome]:
        """What became of records once layers that are others here were changed.

        Of the documents whose ids are `cut_short`, since some of them was refused, nothing is
        removed: what is missing may be what was refused.
        """
        differing = [
            record
            for record, outcome in zip(records, outcomes, strict=True)
            if outcome.is_other_layer
        ]
        changed = iter(self._update(differing, cut_short))
        return [(next(changed) if each.is_other_layer else each) for each in outcomes]

    def _update(
        self, records: Sequence[DocumentRecord], cut_short: Collection[str]
    ) -> list[Outcome]:
        """Change layers to what the records say."""
        outcomes: list[Outcome] = []
        acts: dict[tuple[str, str], tuple[Act, Updated]] = {}
        for record in records:
            key = (record.annotator or self._importer, record.id)
            if key in acts:
                self._write(acts)
            reason = self._hindrance(key[0], record)
            if reason:
                outcomes.append(Outcome("refused", reason))
                continue
            act, counts, left = self._act(key[0], record, is_cut_short=record.id in cut_short)
            acts[key] = (act, counts)
            note = _left_note(key[0], left) if left else ""
            outcomes.append(Outcome("layer_updated" if act.edits else "unchanged", note))
        self._write(acts)
        return outcomes

    def _hindrance(self, alias: str, record: DocumentRecord) -> str:
        """Why a layer is not changed; empty when it can be."""
        if alias != self._importer and self._leads and self._importer not in self._leads:
            return f"the work of {alias} is changed by {', '.join((alias, *self._leads))} only"
        sentences = self._store.document(record.id).sentences
        for start, end, label, *_ in record.spans:
            span = Span(start=start, end=end)
            if not self._across and not any(each.contains(span) for each in sentences):
                return f"{label} [{start}, {end}) lies in no sentence as they are cut here"
        return ""

    def _act(
        self, alias: str, record: DocumentRecord, *, is_cut_short: bool
    ) -> tuple[Act, Updated, int]:
        """What changes a layer, its counts, and how many spans only stay as some were refused."""
        document, layer = self._store.document(record.id), self._store.layer(record.id, alias)
        edits = [*_span_edits(document, layer, record)]
        lost = 0
        if is_cut_short:
            held, edits = edits, [*_without_loss(edits)]
            lost = sum(not isinstance(edit, Add) for edit in held)
            lost -= sum(not isinstance(edit, Add) for edit in edits)
        count = Counter(edit.kind for edit in edits)
        kept = len(layer.annotations) - count["remove"] - count["replace"]
        edits += _mark_edits(document, layer, record)
        edits += _reminder_edits(document, layer, record)
        numbers = (count["add"], count["remove"], count["replace"], kept)
        return Act(edits=tuple(edits)), Updated(int(bool(edits)), *numbers), lost

    def _write(self, acts: dict[tuple[str, str], tuple[Act, Updated]]) -> None:
        """Write what was worked out, a group of events a person, and forget it."""
        for alias in dict.fromkeys(alias for alias, _ in acts):
            own = {name: act for (whose, name), (act, _) in acts.items() if whose == alias}
            wanted = [name for name, act in own.items() if act.edits]
            self._store.record_together(self._session_of(alias), wanted, partial(_act_of, own))
        for (alias, _), (_, counts) in acts.items():
            sums = zip(self.of[alias], counts, strict=True)
            self.of[alias] = Updated(*[one + other for one, other in sums])
        acts.clear()

    def _session_of(self, alias: str) -> str:
        if alias == self._importer:
            return self._session
        if alias not in self._sessions:
            opened = self._store.open_session(alias, "import", __version__, opened_by=self._session)
            self._sessions[alias] = opened
        return self._sessions[alias]


def _act_of(acts: Mapping[str, Act], record: DocumentRecord) -> Act:
    return acts[record.id]


def _left_note(alias: str, left: int) -> str:
    what = "of the spans here that it lacks"
    stays = counted(left, f"{what} stays", f"{what} stay")
    return (
        f"since some of it was refused, nothing of {alias} is removed: {stays};"
        " correct what was refused, and bring it in again"
    )


def _without_loss(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits of spans, but for what takes one away.

    Where several that go or change have the same bounds, it is not known which one is meant: they
    stay, and what comes in their place comes in beside them.
    """
    there = Counter(
        edit.before.span if isinstance(edit, Replace) else edit.annotation.span
        for edit in edits
        if isinstance(edit, Remove | Replace)
    )
    for edit in edits:
        if isinstance(edit, Replace) and there[edit.before.span] > 1:
            yield Add(annotation=edit.after.model_copy(update={"id": secrets.token_hex(8)}))
        elif not isinstance(edit, Remove):
            yield edit


def _span_edits(document: Document, layer: Layer, record: DocumentRecord) -> Iterator[Edit]:
    """What leads from the annotations of a layer to those of a record.

    An annotation whose bounds stay is changed; others go and come.
    """
    wanted = Counter(_key_of(span) for span in record.spans)
    said = {_key_of(span): span for span in record.spans}
    left: list[Annotation] = []
    for each in layer.annotations:
        key = _key_of_annotation(each)
        if wanted[key]:
            wanted[key] -= 1
        else:
            left.append(each)
    coming = [said[key] for key in wanted.elements()]
    for before in left:
        span = next((one for one in coming if before.span == Span(start=one[0], end=one[1])), None)
        if span is None:
            yield Remove(annotation=before)
        else:
            coming.remove(span)
            yield Replace(before=before, after=_annotation(document, span, before.id))
    for span in coming:
        yield Add(annotation=_annotation(document, span, secrets.token_hex(8)))


def _mark_edits(document: Document, layer: Layer, record: DocumentRecord) -> Iterator[Edit]:
    stands = {mark.span: mark.state for mark in layer.marks}
    filled = [Span(start=span.start, end=span.end) for span in record.spans]
    for start, end, state in record.marks:
        span = Span(start=start, end=end)
        if span in document.sentences and stands.get(span) != state:
            yield MarkSentence(span=span, before=stands.pop(span, None), after=state)
        stands.pop(span, None)
    for span, before in stands.items():
        if before == "nothing" and any(span.overlaps(each) for each in filled):
            yield MarkSentence(span=span, before=before, after=None)


def _reminder_edits(document: Document, layer: Layer, record: DocumentRecord) -> Iterator[Edit]:
    for start, end, is_flagged, note in record.reminders:
        span = Span(start=start, end=end) if end else None
        after = Reminder(span=span, is_flagged=is_flagged, note=note)
        before = layer.reminder(span)
        if (span is None or span in document.sentences) and before != after:
            yield Remind(before=before, after=after)


def _annotation(document: Document, record: SpanRecord, name: str) -> Annotation:
    span = Span(start=record.start, end=record.end)
    return Annotation(
        id=name,
        span=span,
        label=record.label,
        quote=document.quote(span),
        note=record.note,
        attributes=record.attributes,
        source=record.source,
        is_flagged=record.is_flagged,
    )


def _key_of(span: SpanRecord) -> _Key:
    attributes = tuple(sorted(span.attributes))
    return (span.start, span.end, span.label, span.note, attributes, span.is_flagged)


def _key_of_annotation(each: Annotation) -> _Key:
    attributes = tuple(sorted(each.attributes))
    return (each.span.start, each.span.end, each.label, each.note, attributes, each.is_flagged)
