"""What stands on the review screen, as one frozen value, and what follows from it.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from hashiya.model import RulingReason
from hashiya.services import Decision, GoldSpan, Precedents, ReviewCard, ReviewPage, side_of
from hashiya.tui.reading import SILENCE, Message
from hashiya.tui.review.sieve import ALL_OPEN, Sieve

__all__ = ["NOTHING_SAID", "Edited", "Mode", "Remarks", "Review"]

Mode = Literal["", "edit", "both", "reason", "person", "back", "filter", "busy"]
"""What keys mean beside the commands: nothing else, the edges of a span, sides that are taken
together, a reason, a person whose work is taken, one who gets the article back, the row of filters;
`busy` while long work is on its way."""


class Remarks(NamedTuple):
    """What is said with the next ruling on the card."""

    reason: RulingReason = ""
    """Why people differed."""
    note: str = ""
    """Free words."""
    is_gap: bool = False
    """Whether the guidelines should say something about it."""


NOTHING_SAID: Final = Remarks()


class Edited(NamedTuple):
    """A span that nobody proposed, while it is being made."""

    bounds: tuple[int, int]
    """Where it would stand, in code points."""
    label: str
    """What it would be."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Of the side it was made from."""
    moves_start: bool = False
    """Which edge the arrows move."""


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """One document on the screen and the adjudicator in it."""

    page: ReviewPage
    """The document, its cards and its gold."""
    listed: tuple[ReviewCard, ...]
    """The cards in the queue, in the order of the text."""
    at: int = 0
    """Which of them is looked at; 0 where there are none."""
    sieve: Sieve = ALL_OPEN
    """What the queue lists."""
    field: int = 0
    """Which field of the row of filters keys mean."""
    mode: Mode = ""
    """What keys mean."""
    edited: Edited | None = None
    """In `edit`."""
    chosen: tuple[int, ...] = ()
    """In `both`: the sides that were chosen, from 0, in the order they were."""
    remarks: Remarks = NOTHING_SAID
    """What goes with the next ruling."""
    returns_to: tuple[tuple[str, str], ...] = ()
    """In `back`: alias and name of those who have handed the article in."""
    nine: int = 0
    """Which nine sides, or people where people are chosen, digits mean, from 0."""
    held: Decision | None = None
    """What waits for a reason."""
    told: tuple[Precedents, ...] | None = None
    """What was ruled about the card's forms before; None while it is being looked up."""
    message: Message = SILENCE
    """What was last said."""

    @classmethod
    def of(cls, page: ReviewPage, sieve: Sieve = ALL_OPEN, key: str = "") -> Review:
        """A page with the card of this key before the adjudicator, else the first that waits."""
        listed = sieve.listed(page)
        return cls(page, listed, _place(listed, lambda card: card.key == key), sieve)

    @property
    def card(self) -> ReviewCard | None:
        """The card that keys mean; None in a document without any that is listed."""
        return self.listed[self.at] if self.listed else None

    def saying(self, text: str, ink: str = "text") -> Review:
        """The same with a word to the adjudicator."""
        return replace(self, message=Message(text, ink))

    def plain(self) -> Review:
        """The same with nothing begun."""
        return replace(self, mode="", edited=None, chosen=(), nine=0, held=None)

    def to(self, at: int) -> Review:
        """At another card, nothing begun, as far as there are any."""
        at = max(0, min(at, len(self.listed) - 1))
        card = self.listed[at] if self.listed else None
        return replace(
            self,
            at=at,
            mode="",
            edited=None,
            chosen=(),
            nine=0,
            held=None,
            told=None,
            remarks=_remarks_of(card),
            message=SILENCE,
        )

    def at_key(self, key: str) -> Review:
        """At the card of this key where it is listed."""
        found = next((at for at, card in enumerate(self.listed) if card.key == key), None)
        return self if found is None else self.to(found)

    @property
    def place(self) -> tuple[str, str, str, int]:
        """What is looked at: document, card, mode, and the nine that digits mean."""
        key = self.card.key if self.card is not None else ""
        return (self.page.document.id, key, self.mode, self.nine)

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Whose work may be taken as a whole, alias and name: whoever proposes a side first.

        So a person's digit is that of their side, as far as each side has somebody.
        """
        called = dict(self.page.names)
        sides = self.card.sides if self.card is not None else ()
        firsts = [next((one for one in side.people if one in called), None) for side in sides]
        order = dict.fromkeys([*(one for one in firsts if one is not None), *called])
        return tuple((alias, called[alias]) for alias in order)

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The people, alias and name, of whom a digit chooses one; none where it means others."""
        return {"person": self.people, "back": self.returns_to}.get(self.mode, ())

    @property
    def choices(self) -> int:
        """How many sides, or people, digits choose from; 0 where they mean others."""
        if self.mode in {"person", "back"}:
            return len(self.offered)
        is_side = self.card is not None and self.mode in {"", "both"}
        return len(self.card.sides) if is_side and self.card is not None else 0

    def under(self, offset: int) -> int | None:
        """Which of the listed cards covers a code point: the shortest one; None for none."""
        found = [at for at, card in enumerate(self.listed) if card.start <= offset < card.end]
        return min(found, key=lambda at: self.listed[at].end - self.listed[at].start, default=None)

    def onward(self) -> Review | None:
        """At the next card that waits, from the first on behind the last; None when none does."""
        order = (*range(self.at + 1, len(self.listed)), *range(self.at + 1))
        found = next((at for at in order if at < len(self.listed) and self.listed[at].waits), None)
        return None if found is None else self.to(found)

    def sifted(self, sieve: Sieve) -> Review:
        """With another queue, at the same card or the nearest behind it."""
        listed = sieve.listed(self.page)
        at = 0
        if self.card is not None and listed:
            starts = [card.start for card in listed]
            at = min(bisect_left(starts, self.card.start), len(listed) - 1)
            at = next((nth for nth, card in enumerate(listed) if card.key == self.card.key), at)
        is_other = not listed or self.card is None or listed[at].key != self.card.key
        after = replace(self, listed=listed, at=at, sieve=sieve, nine=0, message=SILENCE)
        if not is_other:
            return after
        return replace(after, told=None, remarks=_remarks_of(after.card))

    def renewed(self, page: ReviewPage) -> Review:
        """As the page stands after something was written; at the same place of the text."""
        after = replace(self, page=page).sifted(self.sieve).plain()
        return replace(after, remarks=_remarks_of(after.card))

    def sides(self, numbers: Sequence[int]) -> tuple[GoldSpan, ...]:
        """Some sides of the card as gold would hold them."""
        return tuple(side_of(self.card, number) for number in numbers) if self.card else ()


def _place(listed: Sequence[ReviewCard], is_meant: Callable[[ReviewCard], bool]) -> int:
    """The card that is meant, else the first that waits, else the first."""
    for wanted in (is_meant, lambda card: card.waits):
        for at, card in enumerate(listed):
            if wanted(card):
                return at
    return 0


def _remarks_of(card: ReviewCard | None) -> Remarks:
    """What was said with the ruling that stands."""
    ruling = card.ruling if card is not None else None
    return Remarks(ruling.reason, ruling.note, ruling.is_gap) if ruling else NOTHING_SAID
