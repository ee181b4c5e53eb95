"""Rulings: what an adjudicator decided about one card, and the gold layer they stand on.

A ruling says what was proposed and by whom when it was made, so that it can be read later whatever
became of the proposals. It must never know how proposals came to be on one card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, field_validator

from hashiya.model.annotation import Layer, LayerKind
from hashiya.model.base import Model
from hashiya.model.span import Span

__all__ = ["GoldLayer", "Outcome", "Proposed", "Ruling", "RulingReason", "Verdict", "card_key"]

Outcome = Literal["take", "edit", "both", "neither", "defer"]
"""`take`: one proposal as it is. `edit`: something that nobody proposed. `both`: more than one
proposal. `neither`: nothing here, which is a ruling like any other. `defer`: not yet."""

RulingReason = Literal["", "guideline gap", "slip", "ambiguous", "edge case", "subjective"]
"""Why people differed; empty when it was not said."""


class Proposed(Model):
    """One side of a card."""

    span: Span
    """Where, in code points of the document's text."""
    label: Annotated[str, Field(min_length=1)]
    """What, as the label was called then."""
    people: tuple[str, ...]
    """Who proposed it, by alias; nobody when gold had it already."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value pairs in name order."""


class Verdict(Model):
    """What a ruling says about one form, for later cards on the same form."""

    form: str
    """A name as it would stand alone: folded, without proclitics."""
    label: str = ""
    """What it became; empty when nothing."""
    clitic: str = ""
    """The proclitics that were taken along, as they are written; empty without any."""


class Ruling(Model):
    """What was decided about one card of a document."""

    key: Annotated[str, Field(min_length=1)]
    """`card_key` of its proposals."""
    outcome: Outcome
    """What was decided."""
    proposals: Annotated[tuple[Proposed, ...], Field(min_length=1)]
    """What it was decided about."""
    missing: tuple[str, ...] = ()
    """Who had proposed nothing there, by alias."""
    kinds: tuple[str, ...] = ()
    """What differed: `("left edge", "label")`; none where all had agreed."""
    taken: tuple[int, ...] = ()
    """Which proposals gold holds since, counted from 0."""
    made: tuple[str, ...] = ()
    """Ids of the gold annotations that it made."""
    reason: RulingReason = ""
    """Why people differed."""
    note: str = ""
    """Free words."""
    is_gap: bool = False
    """Whether the guidelines should say something about it."""
    against: bool = False
    """Whether the same form had been ruled otherwise most times."""
    answers: tuple[str, ...] = ()
    """Whose appeals it answers, by alias."""
    review: str = ""
    """Name of the review session."""
    verdicts: tuple[Verdict, ...] = ()
    """What it means for each form that was proposed or made; none when it was put off."""
    seconds: Annotated[int, Field(ge=0)] = 0
    """How long the card was looked at."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it is found by, each once, in order."""
        return tuple(sorted({verdict.form for verdict in self.verdicts}))

    @property
    def span(self) -> Span:
        """From the first code point of any proposal to behind the last."""
        start, end = self.bounds
        return Span(start=start, end=end)

    @property
    def bounds(self) -> tuple[int, int]:
        """The same as offsets."""
        spans = [each.span for each in self.proposals]
        return (min([span.start for span in spans]), max([span.end for span in spans]))


class GoldLayer(Layer):
    """The adjudicated layer of a document, with what was ruled on the way to it."""

    kind: LayerKind = "gold"
    """Always `gold`."""
    rulings: tuple[Ruling, ...] = ()
    """In the order of the text."""

    @field_validator("rulings")
    @classmethod
    def _by_place(cls, given: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
        return tuple(sorted(given, key=lambda each: (*each.bounds, each.key)))

    def ruling(self, key: str) -> Ruling | None:
        """What was ruled on the card of this key; None when nothing was."""
        return next((each for each in self.rulings if each.key == key), None)


def card_key(proposals: Iterable[tuple[int, int, str, tuple[tuple[str, str], ...]]]) -> str:
    """What names a card of a document: who made which proposal does not matter, nor their order.

    Args:
        proposals: Start, end, label and attributes of each.

    >>> card_key([(0, 9, "agency", ())])
    'e848ff76e4a9115f'
    """
    return hashlib.sha256(_written(sorted(proposals)).encode()).hexdigest()[:16]


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
