"""Feedback: where gold differs from one annotator's work, with the reason, and what they say of it.

Nobody sees what others proposed. What is said is said once: a difference is accepted, or appealed
against, and an appeal comes back to the adjudicator as a card. Must never know a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, Self

from hashiya import __version__
from hashiya.agreement import Quorum, Unit
from hashiya.errors import UsageError
from hashiya.model import Annotation, Document, GoldLayer, Ruling, RulingReason, Scheme
from hashiya.services.hits import Hit
from hashiya.services.proposals import Sided, sided_cards
from hashiya.services.review_cards import AGREED
from hashiya.services.surroundings import Surroundings, surroundings_of
from hashiya.store import Response, ResponseKind, ReviewState, Store, open_project

__all__ = ["Difference", "FeedbackPage", "FeedbackReader", "FeedbackSession", "Labelled"]

AppealOutcome = Literal["", "waits", "granted", "refused"]
"""Empty without an appeal. `granted`: gold is as the annotator has it since. `refused`: it was
answered, and gold still differs."""

DOCUMENTS_A_LOOK: Final = 20
"""Documents that one look compares at most."""


class Labelled(NamedTuple):
    """A labelled span, as somebody has it."""

    start: int
    """First code point."""
    end: int
    """Behind the last."""
    label: str
    """The label."""
    quote: str
    """The words."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value pairs."""


class Difference(NamedTuple):
    """One thing that an annotator and gold see otherwise."""

    document_id: str
    """Where."""
    key: str
    """Its card."""
    mine: tuple[Labelled, ...]
    """What the annotator has there; nothing when they have nothing."""
    gold: tuple[Labelled, ...]
    """What gold has there; nothing when it was ruled to be neither."""
    reason: RulingReason
    """Why people differed, as the adjudicator saw it; empty when they did not say."""
    note: str
    """The adjudicator's words."""
    by_vote: bool
    """Whether it is gold because enough others agreed, and nobody ruled on it."""
    from_file: bool
    """Whether gold is so because it came in with a file, and nobody ruled on it."""
    sentence: str
    """The sentence it begins in."""
    response: Response | None
    """What the annotator said of it; None when nothing yet."""

    @property
    def differs(self) -> bool:
        """Whether gold is not as the annotator has it; it may be so since an appeal was granted."""
        return not _agree(self.mine, self.gold)

    @property
    def outcome(self) -> AppealOutcome:
        """What became of an appeal of theirs."""
        if self.response is None or self.response.kind != "appealed":
            return ""
        if self.response.waits:
            return "waits"
        return "refused" if self.differs else "granted"

    @property
    def start(self) -> int:
        """Where to look: what gold has there first, else what the annotator has."""
        return (*self.gold, *self.mine)[0].start

    @property
    def end(self) -> int:
        """Where that ends."""
        return (*self.gold, *self.mine)[0].end


class FeedbackPage(NamedTuple):
    """What one bounded look found."""

    differences: tuple[Difference, ...]
    """By document and place in the text."""
    around: tuple[Surroundings, ...]
    """The sentence around each."""
    next: int | None
    """Position behind which to go on; None at the end."""
    gold: int
    """Documents of this look that are gold and that the annotator has finished."""


class FeedbackReader:
    """Compares one annotator's work with gold.

    Args:
        store: An open project.
        alias: Who.
        scheme: The scheme in use.
    """

    def __init__(self, store: Store, alias: str, scheme: Scheme) -> None:
        self._store = store
        self.alias = alias
        self._scheme = scheme

    def documents(self) -> Iterator[ReviewState]:
        """Documents that are gold and that the annotator has finished, in the project's order."""
        position: int | None = 0
        while position is not None:
            found = self._store.review_list(after=position)
            yield from (each for each in found.documents if self._counts(each))
            position = found.next

    def page(self, after: int = 0) -> FeedbackPage:
        """The differences in the next documents that anybody has annotated: one bounded look."""
        found = self._store.review_list(after=after, limit=DOCUMENTS_A_LOOK)
        gold = [each.id for each in found.documents if self._counts(each)]
        differences = [each for one in gold for each in self.differences(one)]
        hits = [
            Hit(each.document_id, each.start, each.end, verdict="proposed", is_chosen=False)
            for each in differences
        ]
        around = surroundings_of(hits, self._store.document)
        return FeedbackPage(tuple(differences), tuple(around), found.next, len(gold))

    def differences(self, document_id: str) -> list[Difference]:
        """Where gold differs from the annotator's work, in the order of the text.

        Nothing for a document that is not gold, or that the annotator has not finished.
        """
        state = self._store.review_state(document_id)
        if not self._counts(state) or state.gold is None:
            return []
        found = self._store.under_review(document_id, state.gold.alias)
        done = {layer.alias for layer in state.layers if layer.state == "done"}
        layers = [layer for layer in found.layers if layer.annotator in done]
        responses = {each.key: each for each in found.responses if each.alias == self.alias}
        sided = sided_cards(found.document, layers, self._scheme, Quorum())
        own = {
            given[:3]: given
            for layer in layers
            if layer.annotator == self.alias
            for given in map(_given, layer.annotations)
        }
        gold = _Gold(found.gold, sided)
        told = (self._difference(each, found.document, gold, own) for each in sided)
        answered = (each._replace(response=responses.get(each.key)) for each in told if each)
        return [each for each in answered if each.differs or each.outcome == "granted"]

    def find(self, document_id: str, key: str) -> Difference:
        """The difference of this card.

        Raises:
            UsageError: There is none.
        """
        for each in self.differences(document_id):
            if each.key == key:
                return each
        raise UsageError(
            f"gold does not differ from the work of {self.alias} on card {key!r} of"
            f" {document_id!r}; hashiya feedback --as {self.alias} lists where it does"
        )

    def _counts(self, state: ReviewState) -> bool:
        is_gold = state.gold is not None and state.gold.state == "done"
        return is_gold and any(
            layer.alias == self.alias and layer.state == "done" for layer in state.layers
        )

    def _difference(
        self, card: Sided, document: Document, gold: _Gold, own: Mapping[Unit, Labelled]
    ) -> Difference | None:
        """What differs on one card, or does not; None where neither has anything."""
        ruling = gold.ruling(card.key)
        mine = tuple(own[side[:3]] for side in card.sides if self.alias in side.people)
        held = gold.held(card, ruling)
        if not mine and not held:
            return None
        sentence = next(
            (each for each in document.sentences if each.start <= card.start < each.end), None
        )
        by_vote = ruling is None and any(each.source == AGREED for each in held)
        return Difference(
            document_id=document.id,
            key=card.key,
            mine=mine,
            gold=tuple(map(_given, held)),
            reason=ruling.reason if ruling is not None else "",
            note=ruling.note if ruling is not None else "",
            by_vote=by_vote,
            from_file=ruling is None and not by_vote and gold.came_in(held),
            sentence=document.quote(sentence) if sentence is not None else "",
            response=None,
        )


class FeedbackSession(FeedbackReader):
    """One annotator looking at gold, and answering.

    Args:
        store: An open project; the session closes it.
        alias: Who.
    """

    def __init__(self, store: Store, alias: str) -> None:
        super().__init__(store, alias, store.scheme())

    @classmethod
    def open(cls, project: str | Path, alias: str) -> Self:
        """Open a project for one annotator.

        Raises:
            StoreError: The project is missing, locked, damaged or newer than this program.
        """
        return cls(open_project(Path(project)), alias)

    def respond(self, difference: Difference, kind: ResponseKind, note: str = "") -> None:
        """Accept a difference, or appeal against it.

        Raises:
            StoreError: It has been answered before, or could not be written.
        """
        self._store.add_annotator(self.alias)
        session = self._store.open_session(self.alias, self._store.info().device, __version__)
        self._store.respond(session, difference.document_id, difference.key, kind, note)

    def close(self) -> None:
        """Close the project."""
        self._store.close()


def _given(each: Annotation) -> Labelled:
    return Labelled(each.span.start, each.span.end, each.label, each.quote, each.attributes)


def _agree(mine: Sequence[Labelled], gold: Sequence[Labelled]) -> bool:
    """Whether gold has the same spans and labels, and everything that was said of them."""
    held = {each[:3]: dict(each.attributes) for each in gold}
    return {each[:3] for each in mine} == held.keys() and all(
        held[each[:3]].get(name) == value for each in mine for name, value in each.attributes
    )


class _Gold:
    """A document's gold, asked card by card.

    Args:
        layer: What it holds, and what was ruled.
        cards: All cards of the document.
    """

    def __init__(self, layer: GoldLayer, cards: Sequence[Sided]) -> None:
        self._spans = layer.annotations
        self._proposed = {side[:3] for card in cards for side in card.sides}
        self._rulings = {each.key: each for each in layer.rulings}
        self._made = {made for each in layer.rulings for made in each.made}
        rulings = map(self.ruling, (card.key for card in cards))
        ruled = {made for each in rulings if each is not None for made in each.made}
        self._free = [each for each in self._spans if each.id not in ruled]

    def ruling(self, key: str) -> Ruling | None:
        """What was ruled on the card of this key; None when nothing was."""
        return self._rulings.get(key)

    def held(self, card: Sided, ruling: Ruling | None) -> list[Annotation]:
        """What gold holds of a card.

        What the ruling on it made. Without one, those of its sides that gold has, else what gold
        has in its place and nobody proposes.
        """
        if ruling is not None:
            return [each for each in self._spans if each.id in ruling.made]
        units = {side[:3] for side in card.sides}
        return [each for each in self._free if _unit(each) in units] or [
            each
            for each in self._free
            if each.span.start < card.end
            and card.start < each.span.end
            and _unit(each) not in self._proposed
        ]

    def came_in(self, held: Sequence[Annotation]) -> bool:
        """Whether a file brought this; of nothing, whether it brought anything of this gold."""
        told = all if held else any
        return told(
            each.source != AGREED and each.id not in self._made for each in held or self._spans
        )


def _unit(each: Annotation) -> Unit:
    return each.span.start, each.span.end, each.label
