"""Occurrences: every other place of a form, judged by the policy, and tagging those chosen as one.

What a person is shown was judged a moment ago; what is written is judged again on the layer as it
stands then, inside the transaction. Must never know a screen.
"""

from __future__ import annotations

import secrets
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import Final, NamedTuple

from hashiya.model import (
    Act,
    Add,
    Annotation,
    Document,
    DocumentRecord,
    Edit,
    Layer,
    MarkSentence,
    Policy,
    Span,
    SpanRecord,
    pair_violation,
    text_violations,
)
from hashiya.services.hits import Hits, Place, Verdict
from hashiya.text import fold, form_spans, forms_of

__all__ = [
    "Cancelled",
    "OccurrenceSearch",
    "Progress",
    "Tagged",
    "Tagging",
    "Wanted",
    "hits_on",
    "places_in",
    "wanted_at",
]

MAX_EDITS_IN_ONE_EVENT: Final = 5_000
"""More are written as several events of the same group, so that a cancel is heard between them."""

SOURCE: Final = "occurrences"
"""What an annotation made here says of how it came to be."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person called it off; nothing was written."""


class Wanted(NamedTuple):
    """What is looked for."""

    forms: tuple[str, ...]
    """Ways in which the words may be written, the likeliest first."""
    label: str
    """What its places are tagged as."""
    policy: Policy
    """What may be tagged."""
    origin: tuple[str, int, int]
    """Document and bounds of the span that it was asked at, which is no other place of itself."""
    caret: int = 0
    """Where in that document the person was; whoever takes the act back is there again."""


class Progress:
    """How far a long act is, for a thread that watches, and its word to call it off."""

    def __init__(self) -> None:
        self.done = 0
        """Places dealt with so far."""
        self.is_cancelled = False
        """Set by whoever watches."""

    def step(self, places: int) -> None:
        """Count on.

        Raises:
            Cancelled: It was called off meanwhile.
        """
        if self.is_cancelled:
            raise Cancelled
        self.done += places


class Tagged(NamedTuple):
    """What became of the places chosen."""

    spans: int
    """How many were tagged."""
    documents: int
    """In how many documents."""
    refused: Counter[Verdict]
    """Why the others were not: the layer had changed since it was looked at."""


def wanted_at(document: Document, annotation: Annotation, policy: Policy) -> Wanted:
    """What to look for, to find the other places of an annotation's words."""
    start, end = annotation.span.start, annotation.span.end
    return Wanted(
        forms=forms_of(document.text, start, end),
        label=annotation.label,
        policy=policy,
        origin=(document.id, start, end),
    )


def hits_on(document: Document, layer: Layer, wanted: Wanted, within: Span | None = None) -> Hits:
    """The other places in one document; with `within`, only those inside that sentence."""
    record = DocumentRecord(
        id=document.id,
        name=document.name,
        text=document.text,
        sentences=tuple((sentence.start, sentence.end) for sentence in document.sentences),
        spans=tuple(
            SpanRecord(each.span.start, each.span.end, each.label) for each in layer.annotations
        ),
    )
    places = places_in(record, wanted)
    if within is not None:
        places = [
            place for place in places if within.start <= place.start and place.end <= within.end
        ]
    hits = Hits()
    hits.add(document.id, places)
    return hits


def places_in(record: DocumentRecord, wanted: Wanted) -> list[Place]:
    """Every other place of the form in one document, each with its verdict, in order and disjoint.

    O(text + spans + pairs that overlap).
    """
    return _judged(record, _spans_of(record, wanted), wanted)


def _spans_of(record: DocumentRecord, wanted: Wanted) -> list[tuple[int, int]]:
    """Where any of the forms stands; of places that overlap, the first and longest."""
    folded = fold(record.text)
    every = {span for form in wanted.forms for span in form_spans(folded, form)}
    document_id, *bounds = wanted.origin
    if document_id == record.id:
        every.discard((bounds[0], bounds[1]))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(every, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _judged(
    record: DocumentRecord, places: Sequence[tuple[int, int]], wanted: Wanted
) -> list[Place]:
    """Verdicts on places that are in order and disjoint."""
    if not places:
        return []
    sentences = tuple(Span(start=start, end=end) for start, end in record.sentences or ())
    document = Document(id=record.id, name=record.name, text=record.text, sentences=sentences)
    held = sorted((span.start, span.end, span.label) for span in record.spans)
    judged: list[Place] = []
    at, over = 0, list[tuple[int, int, str]]()
    for start, end in places:
        while at < len(held) and held[at][0] < end:
            over.append(held[at])
            at += 1
        over = [other for other in over if other[1] > start]
        span = Span(start=start, end=end)
        judged.append(Place(start, end, _verdict(span, over, document, wanted)))
    return judged


def _verdict(
    span: Span, over: Iterable[tuple[int, int, str]], document: Document, wanted: Wanted
) -> Verdict:
    """What the policy says of one place, beside the annotations that overlap it."""
    pairs = [(Span(start=start, end=end), label) for start, end, label in over]
    if (span, wanted.label) in pairs:
        return "tagged"
    for broken in text_violations(span, wanted.label, document, wanted.policy):
        return broken.rule
    for other, label in pairs:
        pair = pair_violation(span, wanted.label, other, label, wanted.policy)
        if pair is not None:
            return pair.rule
    return "proposed"


class OccurrenceSearch:
    """Looks through documents a slice at a time, so that other work goes on between slices.

    Args:
        records: Documents with the person's own layer, in the order of the list. An index of words
            may leave out those that cannot hold the form; none is needed.
        wanted: What is looked for.
    """

    def __init__(self, records: Iterable[DocumentRecord], wanted: Wanted) -> None:
        self.hits = Hits()
        """What was found so far."""
        self.documents = 0
        """Documents looked through so far."""
        self._records: Iterator[DocumentRecord] = iter(records)
        self._wanted = wanted

    def advance(self, seconds: float) -> bool:
        """Look for about this long; whether there is more to look through."""
        end = monotonic() + seconds
        for record in self._records:
            self.hits.add(record.id, places_in(record, self._wanted))
            self.documents += 1
            if monotonic() >= end:
                return True
        return False


class Tagging:
    """The chosen places of a search on their way into the journal.

    Args:
        hits: What was found and chosen.
        wanted: What was looked for.
        progress: Told of every step, and asked whether to go on.
    """

    def __init__(self, hits: Hits, wanted: Wanted, progress: Progress) -> None:
        self._hits = hits
        self._wanted = wanted
        self._progress = progress
        self._here: list[tuple[int, int]] = []
        self._spans = 0
        self._tagged: set[str] = set()
        self._refused: Counter[Verdict] = Counter()

    def document_ids(self) -> Iterator[str]:
        """The documents in order; `decide` must be asked of each before the next is taken."""
        for document_id, places in self._hits.chosen_places(MAX_EDITS_IN_ONE_EVENT):
            self._here = places
            yield document_id

    def decide(self, record: DocumentRecord) -> Act | None:
        """What to do to the document just taken, as it stands now.

        Raises:
            Cancelled: The person called it off.
        """
        self._progress.step(len(self._here))
        judged = _judged(record, self._here, self._wanted)
        self._refused.update(place.verdict for place in judged if place.verdict != "proposed")
        spans = [Span(start=start, end=end) for start, end, word in judged if word == "proposed"]
        if not spans:
            return None
        self._spans += len(spans)
        self._tagged.add(record.id)
        edits: list[Edit] = [Add(annotation=self._annotation(record, span)) for span in spans]
        edits.extend(_opened(record, spans))
        return Act(edits=tuple(edits))

    def outcome(self) -> Tagged:
        """What became of it."""
        return Tagged(self._spans, len(self._tagged), self._refused)

    def _annotation(self, record: DocumentRecord, span: Span) -> Annotation:
        return Annotation(
            id=secrets.token_hex(8),
            span=span,
            label=self._wanted.label,
            quote=record.text[span.start : span.end],
            source=SOURCE,
        )


def _opened(record: DocumentRecord, spans: Sequence[Span]) -> Iterator[MarkSentence]:
    """Sentences that were marked "nothing here", and hold something now, are opened again."""
    starts = [span.start for span in spans]
    for mark in record.marks:
        first = bisect_left(starts, mark.start)
        # A span may begin before the sentence and reach into it, where the policy lets it.
        reaches_in = first > 0 and spans[first - 1].end > mark.start
        holds = bisect_right(starts, mark.end - 1) > first
        if mark.state == "nothing" and (holds or reaches_in):
            bounds = Span(start=mark.start, end=mark.end)
            yield MarkSentence(span=bounds, before="nothing", after=None)
