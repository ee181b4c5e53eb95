"""Sentences cut by hand: what becomes of the bounds, of marks and reminders on them, and of spans.

Pure rules over values, the same for whoever cuts and for everybody else on the document. Must
never know a store, nor how a person asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hashiya.errors import CountedReason, PolicyError, Reason
from hashiya.model.annotation import MarkState, Reminder
from hashiya.model.document import Document
from hashiya.model.edit import Act, Resegment
from hashiya.model.policy import is_inside_a_sentence
from hashiya.model.span import Span

__all__ = [
    "carried_marks",
    "carried_reminders",
    "cut_otherwise",
    "cut_stretches",
    "expect_uncut",
    "resegmented",
    "spans_cut",
]

MAX_QUOTES: Final = 3
"""Spans that a refusal names; more are counted."""
MAX_QUOTE_CHARACTERS: Final = 40


def cut_otherwise(sentences: Sequence[Span], edit: Resegment) -> tuple[Span, ...]:
    """A document's sentences after an edit of them.

    Raises:
        PolicyError: The sentences it replaces do not stand there one after the other.
    """
    before = edit.before
    first = next((at for at, span in enumerate(sentences) if span == before[0]), len(sentences))
    after = first + len(before)
    if tuple(sentences[first:after]) != before:
        reason = Reason(
            "these sentences have been split or merged by somebody else meanwhile; nothing was"
            " changed. Look at them as they stand now, and do it again"
        )
        raise PolicyError(reason, rule="sentences")
    return (*sentences[:first], *edit.after, *sentences[after:])


def cut_stretches(
    before: Sequence[Span], after: Sequence[Span]
) -> list[tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Where two ways to cut one text differ: the sentences of each over the same stretch, in order.

    Both have come of the same sentences by cuts.

    >>> a, b, c = Span(start=0, end=4), Span(start=5, end=9), Span(start=9, end=12)
    >>> both = Span(start=0, end=9)
    >>> cut_stretches([both, c], [a, b, c]) == [((both,), (a, b))]
    True
    """
    found: list[tuple[tuple[Span, ...], tuple[Span, ...]]] = []
    one = other = 0
    while one < len(before) and other < len(after):
        first, second = one, other
        one, other = one + 1, other + 1
        if before[first] == after[second]:
            continue
        while before[one - 1].end != after[other - 1].end:
            if before[one - 1].end < after[other - 1].end:
                one += 1
            else:
                other += 1
        found.append((tuple(before[first:one]), tuple(after[second:other])))
    return found


def resegmented(document: Document, act: Act) -> Document:
    """The document after an act; the very same one when the act cuts no sentence.

    Raises:
        PolicyError: As `cut_otherwise`.
    """
    for edit in act.edits:
        if isinstance(edit, Resegment):
            document = Document(
                id=document.id,
                name=document.name,
                text=document.text,
                date=document.date,
                source=document.source,
                sentences=cut_otherwise(document.sentences, edit),
                segmentation=document.segmentation + 1,
            )
    return document


def carried_marks(
    before: Sequence[Span], after: Sequence[Span], marks: Mapping[Span, MarkState]
) -> dict[Span, MarkState]:
    """The marks of the new sentences, from those of the old.

    A sentence made of finished ones alone is finished, and has "nothing" in it only when all of
    them had. The parts of a split one are open: each wants to be looked at.
    """
    carried: dict[Span, MarkState] = {}
    for sentence in after:
        parts = [part for part in before if part.overlaps(sentence)]
        states = [marks.get(part) for part in parts if sentence.contains(part)]
        if len(states) == len(parts) and all(states):
            carried[sentence] = "nothing" if set(states) == {"nothing"} else "done"
    return carried


def carried_reminders(
    before: Sequence[Span], after: Sequence[Span], reminders: Mapping[Span, Reminder]
) -> dict[Span, Reminder]:
    """The reminders of the new sentences, from those of the old; no flag and no note gets lost.

    A sentence made of several carries a flag when one of them did, and their notes, each once, a
    line each. Of a split one every part carries the flag, and the first part the note.
    """
    carried: dict[Span, Reminder] = {}
    for sentence in after:
        parts = [part for part in before if part in reminders and part.overlaps(sentence)]
        notes = [
            reminders[part].note
            for part in parts
            if sentence == next(each for each in after if each.overlaps(part))
        ]
        is_flagged = any(reminders[part].is_flagged for part in parts)
        note = "\n".join(dict.fromkeys(note for note in notes if note))
        if is_flagged or note:
            carried[sentence] = Reminder(span=sentence, is_flagged=is_flagged, note=note)
    return carried


def spans_cut(spans: Iterable[Span], edit: Resegment) -> list[Span]:
    """The spans that lie in a sentence now and would lie in none; in the order given."""
    return [
        span
        for span in spans
        if is_inside_a_sentence(span, edit.before) and not is_inside_a_sentence(span, edit.after)
    ]


def expect_uncut(own: Sequence[str], others: int) -> None:
    """Refuse what would make spans leave their sentence.

    Args:
        own: Quotes of the person's own such spans.
        others: How many such spans other people have; only their number is said.

    Raises:
        PolicyError: There is one.
    """
    if not own and not others:
        return
    shown = " ".join(f"«{_shortened(quote)}»" for quote in own[:MAX_QUOTES])
    quotes = f"{shown} …" if len(own) > MAX_QUOTES else shown
    if not others:
        reason: Reason = CountedReason(
            "not split: shorten or remove {count} span of yours first: {quotes}",
            "not split: shorten or remove {count} spans of yours first: {quotes}",
            count=len(own),
            quotes=quotes,
        )
    elif not own:
        reason = Reason(
            "not split: spans of other annotators that would be cut: {count}; split at another"
            " word",
            count=others,
        )
    else:
        reason = Reason(
            "not split; split at another word: spans would be cut, {others} of other annotators and"
            " {count} of yours: {quotes}",
            count=len(own),
            quotes=quotes,
            others=others,
        )
    raise PolicyError(reason, rule="across_sentences")


def _shortened(quote: str) -> str:
    return quote if len(quote) <= MAX_QUOTE_CHARACTERS else f"{quote[:MAX_QUOTE_CHARACTERS]}…"
