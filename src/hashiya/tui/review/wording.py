"""Wording: what kinds, states, reasons and rulings are called in sentences to an adjudicator.

Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, get_args

from rich.cells import cell_len

from hashiya.model import GoldLayer, Outcome, Ruling, RulingReason
from hashiya.services import CardState, Precedents, ReviewCard, ReviewPage, ReviewProgress
from hashiya.tui import differences
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.titles import title_of

__all__ = [
    "FREE",
    "PROGRESS",
    "REASONS",
    "STATES",
    "card_words",
    "kind_words",
    "missing_words",
    "names_of",
    "remark_words",
    "ruled_words",
    "ruling_pieces",
    "state_words",
    "verdict_pieces",
]

STATES: Final[Mapping[CardState, tuple[str, str]]] = {
    "open": ("○", later("waits for you")),
    "deferred": ("◔", later("put off")),
    "ruled": ("●", later("ruled")),
    "agreed": ("=", later("agreed")),
}
"""State of a card → its sign, and the words for it."""

_WHY: Final = (
    later("the guidelines say nothing about it"),
    later("a slip"),
    later("the text is ambiguous"),
    later("an edge case"),
    later("a matter of taste"),
)
"""In the order of `RulingReason`, which begins with none."""
REASONS: Final[tuple[tuple[RulingReason, str], ...]] = tuple(
    zip(get_args(RulingReason)[1:], _WHY, strict=True)
)
"""Why people differ, in the order of their digits."""

FREE: Final = "?"
"""Who has a place that waits in the queue; no alias of anybody's here."""
_ALSO_FREE: Final = later("not finished by {names}; a place waits in the queue")

PROGRESS: Final[Mapping[ReviewProgress, tuple[str, str]]] = {
    "waiting": ("◌", later("not finished by all")),
    "ready": ("○", later("ready")),
    "begun": ("◐", later("begun")),
    "changed": ("☆", later("changed since it was gold")),
    "gold": ("★", later("gold")),
}
"""How far an article is → its sign, and the words for it."""

_OUTCOMES: Final[Mapping[Outcome, str]] = {
    "neither": later("none of these"),
    "defer": later("put off"),
}
MOST_NAMES: Final = 3
MOST_QUOTED: Final = 24
"""Code points of a quote inside a sentence."""
WIDE: Final = 1000
"""Columns that are more than any words need."""


def card_words(page: ReviewPage, card: ReviewCard, room: int = WIDE) -> str:
    """What differs on a card, in words; whose alone it is where there is nobody to differ."""
    if card.is_left_over or card.kinds == ("withdrawn",):
        return _("nobody proposes this")
    is_alone = page.is_alone and not card.kinds
    return _("one annotator alone") if is_alone else kind_words(card.kinds, room)


def state_words(page: ReviewPage, card: ReviewCard) -> str:
    """What became of a card, its sign first."""
    sign, words = STATES[card.state]
    is_alone = page.is_alone and card.state == "agreed"
    said = _("taken as it is") if is_alone else _(words)
    return f"{sign} {said}"


def kind_words(kinds: Sequence[str], room: int = WIDE) -> str:
    """What differs, in words; that all agree where nothing does.

    Of several as many as there is room for, each whole, and how many more there are.
    """
    words = _joined(kinds)
    for shown in range(len(kinds) - 1, 0, -1):
        if cell_len(words) <= room:
            break
        words = f"{_joined(kinds[:shown])} +{len(kinds) - shown}"
    return words


def _joined(kinds: Sequence[str]) -> str:
    return " + ".join(differences.kind_words(kind) for kind in kinds) or _("all agree")


def names_of(page: ReviewPage, people: Iterable[str], most: int = MOST_NAMES) -> str:
    """What people are called on a page, a few of them; whoever is not on it has no name there."""
    called = dict(page.names)
    is_anonymous = any(alias != name for alias, name in page.names)
    shown = [called.get(alias, "·" if is_anonymous else alias) for alias in people]
    rest = len(shown) - most
    if is_anonymous:
        shown.sort()
    return _(", ").join(shown[:most]) + (f" +{rest}" if rest > 0 else "")


def ruling_pieces(ruling: Ruling, gold: GoldLayer, width: int) -> tuple[Piece, ...]:
    """What was decided, in a few words: what gold holds of it, or that it holds nothing."""
    if ruling.outcome in _OUTCOMES:
        return (Piece(_(_OUTCOMES[ruling.outcome]), "quiet"),)
    made = [each for each in gold.annotations if each.id in ruling.made]
    pieces: list[Piece] = []
    for each in made:
        pieces += [
            Piece(" · ", "faint") if pieces else Piece(""),
            Piece(drawn(title_of(each.label), max(6, width // 3)), label=each.label),
            Piece(" " + drawn(each.quote, max(6, width // 2)), "quiet"),
        ]
    return tuple(pieces)


def ruled_words(page: ReviewPage, card: ReviewCard | None) -> str:
    """What a card was ruled to be, as a part of a sentence; empty when it was not."""
    ruling = None if card is None else card.ruling
    if ruling is None:
        return ""
    if ruling.outcome in _OUTCOMES:
        return _(_OUTCOMES[ruling.outcome])
    made = [each for each in page.gold.annotations if each.id in ruling.made]
    said = [f"{title_of(each.label)} «{_few(each.quote)}»" for each in made]
    return _(", ").join(said)


def _few(quote: str) -> str:
    return quote if len(quote) <= MOST_QUOTED else f"{quote[: MOST_QUOTED - 1]}…"


def remark_words(ruling_reason: str, note: str, *, is_gap: bool) -> str:
    """What is said with a ruling; empty when nothing is."""
    said = [_(words) for reason, words in REASONS if reason == ruling_reason]
    if note:
        said.append(f"«{note}»")
    if is_gap:
        said.append(_("⚑ for the guidelines"))
    return " · ".join(said)


def verdict_pieces(told: Precedents) -> tuple[Piece, ...]:
    """What a form became before, with how often; the commonest first."""
    pieces: list[Piece] = []
    for nth, (verdict, count) in enumerate(told.verdicts):
        label = _("nothing") if not verdict.label else drawn(title_of(verdict.label))
        clitic = _("with «{clitic}»").format(clitic=verdict.clitic) if verdict.clitic else ""
        pieces += [
            Piece(_(", ") if nth else "", "quiet"),
            Piece(f"{count}{'' if told.is_all else '+'}× ", "text"),
            Piece(label, "text", verdict.label or None),
            Piece(f" {clitic}" if clitic else "", "quiet"),
        ]
    return tuple(pieces)


def missing_words(missing: Sequence[str]) -> str:
    """Who has not finished an article, and whether nobody has claimed it as often as is wanted."""
    people = [alias for alias in missing if alias != FREE]
    if not people:
        return _("waits in the queue to be claimed")
    words = _("not finished by {names}") if people == [*missing] else _(_ALSO_FREE)
    return words.format(names=_(", ").join(people))
