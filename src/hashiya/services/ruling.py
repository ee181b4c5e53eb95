"""Ruling: what a decision on a card does to gold, as one act, decided before anything is written.

Pure functions on a frozen `ReviewPage`. What a decision made before is taken away in the same act,
and so are rulings on what people proposed here before. When nothing is open any more, the act marks
every sentence of gold, which makes the document gold; when something is again, it takes the marks
off. Must never know a store.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

from hashiya.errors import PolicyError, Reason
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Document,
    Edit,
    MarkSentence,
    Outcome,
    Policy,
    Remove,
    Ruling,
    RulingReason,
    Settle,
    Verdict,
)
from hashiya.services.gold_policy import GoldSpan, as_gold, refusal
from hashiya.services.precedents import form_of, verdict_of
from hashiya.services.review_cards import AGREED, ReviewCard, gone_with
from hashiya.services.review_pages import ReviewPage

__all__ = [
    "RULED",
    "Decision",
    "GoldSpan",
    "agreed_act",
    "closing",
    "ruling_act",
    "side_of",
    "verdicts_of",
]

RULED = "ruling"
"""The source of gold annotations that a ruling made."""


class Decision(NamedTuple):
    """What an adjudicator decides about a card."""

    outcome: Outcome
    """What sort of ruling it is."""
    wanted: tuple[GoldSpan, ...] = ()
    """What gold shall hold; nothing for `neither` and `defer`."""
    reason: RulingReason = ""
    """Why people differed."""
    note: str = ""
    """Free words."""
    is_gap: bool = False
    """Whether the guidelines should say something about it."""
    against: bool = False
    """Whether it goes against what was ruled about the form before."""
    seconds: int = 0
    """How long the card was looked at."""


def side_of(card: ReviewCard, number: int) -> GoldSpan:
    """One side of a card, counted from 0, as gold would hold it."""
    side = card.sides[number]
    return GoldSpan(side.span, side.label, side.attributes)


def agreed_act(page: ReviewPage) -> Act | None:
    """Takes into gold what needs no ruling and is not there yet; None when all is."""
    edits = [
        Add(annotation=_annotation(page.document, side_of(card, 0), AGREED))
        for card in page.untaken
    ]
    return Act(edits=tuple(edits)) if edits else None


def ruling_act(
    page: ReviewPage, card: ReviewCard, decision: Decision, policy: Policy, *, review: str
) -> Act:
    """A decision on a card; the edit about the ruling comes first.

    Raises:
        PolicyError: Gold may not hold what is wanted, or nothing is wanted where something must be.
    """
    _expect_whole(decision)
    gone = [*gone_with(page.gold, card)]
    held = [as_gold(each) for each in page.gold.annotations if each not in gone]
    made: list[Annotation] = []
    for nth, wanted in enumerate(decision.wanted):
        others = [*held, *decision.wanted[:nth]]
        refused = refusal(page.document, policy, wanted, others)
        if refused is not None:
            raise refused
        made.append(_annotation(page.document, wanted, RULED))
    ruling = _ruling(page, card, decision, made, review)
    edits: list[Edit] = [Settle(before=card.ruling, after=ruling)]
    if card.former is not None:
        edits.append(Settle(before=card.former, after=None))
    edits.extend(Remove(annotation=each) for each in gone)
    edits.extend(Add(annotation=each) for each in made)
    return Act(edits=tuple(edits))


def verdicts_of(text: str, card: ReviewCard, decision: Decision) -> tuple[Verdict, ...]:
    """What a decision says about each form of a card and of what gold shall hold."""
    wanted = [(each.span.start, each.span.end, each.label) for each in decision.wanted]
    verdicts = [verdict_of(text, *each) for each in wanted]
    if decision.outcome != "defer":
        told = {verdict.form for verdict in verdicts}
        forms = dict.fromkeys(form_of(text, side.start, side.end) for side in card.sides)
        verdicts.extend(Verdict(form=form) for form in forms if form not in told)
    return tuple(verdicts)


def closing(page: ReviewPage) -> Act | None:
    """Marks the sentences of gold when no card waits, and takes the marks off when one does.

    None when they stand as they should. A sentence without a gold span is marked to hold nothing.
    """
    if page.open_cards:
        edits = [
            MarkSentence(span=mark.span, before=mark.state, after=None) for mark in page.gold.marks
        ]
    else:
        marked = {mark.span for mark in page.gold.marks}
        starts = [each.span.start for each in page.gold.annotations]
        edits = [
            MarkSentence(
                span=sentence,
                before=None,
                after="done"
                if any(sentence.start <= start < sentence.end for start in starts)
                else "nothing",
            )
            for sentence in page.document.sentences
            if sentence not in marked
        ]
    return Act(edits=tuple(edits)) if edits else None


def _ruling(
    page: ReviewPage,
    card: ReviewCard,
    decision: Decision,
    made: Sequence[Annotation],
    review: str,
) -> Ruling:
    return Ruling(
        key=card.key,
        outcome=decision.outcome,
        proposals=tuple(side.proposed() for side in card.sides),
        missing=card.missing,
        kinds=card.kinds,
        taken=tuple(
            number
            for number, side in enumerate(card.sides)
            if side[:3] in {_unit(each) for each in made}
        ),
        made=tuple(each.id for each in made),
        reason=decision.reason,
        note=decision.note,
        is_gap=decision.is_gap,
        against=decision.against,
        answers=_answers(card, decision),
        review=review,
        verdicts=verdicts_of(page.document.text, card, decision),
        seconds=decision.seconds,
    )


def _answers(card: ReviewCard, decision: Decision) -> tuple[str, ...]:
    """Whose appeals are answered from then on; what is put off answers nobody."""
    before = card.ruling.answers if card.ruling is not None else ()
    waiting = () if decision.outcome == "defer" else [each.alias for each in card.appeals]
    return tuple(sorted({*before, *waiting}))


def _annotation(document: Document, wanted: GoldSpan, source: str) -> Annotation:
    return Annotation(
        id=secrets.token_hex(8),
        span=wanted.span,
        label=wanted.label,
        quote=document.quote(wanted.span),
        attributes=wanted.attributes,
        source=source,
    )


def _unit(each: Annotation) -> tuple[int, int, str]:
    return (each.span.start, each.span.end, each.label)


def _expect_whole(decision: Decision) -> None:
    least = {"take": 1, "edit": 1, "both": 2}.get(decision.outcome, 0)
    if len(decision.wanted) < least or (not least and decision.wanted):
        reason = Reason("choose what gold shall hold, or rule that it is neither")
        raise PolicyError(reason, rule="ruling")
