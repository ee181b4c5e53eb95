"""Offers: everything that a person can ask for by a key, as a list that is searched by words.

A word is looked for in what an offer does, in its group, its name and its keys; in the interface's
language and in English, folded, and also as if it had been typed on the other keyboard layout. Must
never know a widget, or what an offer does.

Glossary:
    offer: a command of the table, or tagging with one of the scheme's labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from hashiya.model import Label
from hashiya.text import fold
from hashiya.tui.commands import COMMANDS, GROUPS, Command, key_name, keys_in_use
from hashiya.tui.keyboard import ARABIC_LAYOUT, also_on_arabic
from hashiya.tui.locale import LANGUAGES, _, language, later

__all__ = [
    "LABELS",
    "TAG",
    "Offer",
    "command_offers",
    "found_offers",
    "offers_of",
    "recent_first",
]

LABELS: Final = later("Labels")
TAG: Final = later("tag as {label}")

_GROUPS: Final = (*GROUPS[2:], *GROUPS[:2])
"""What is tagged and done before what arrows do, which nobody looks for by words."""
_LATIN: Final = {arabic: latin for latin, arabic in ARABIC_LAYOUT.items()}
_TWO_LETTERS: Final = "لا"
"""What the key `b` types under an Arabic layout."""


class Offer(NamedTuple):
    """One thing that can be asked for."""

    name: str
    """Name of the command; of a label behind `label `, which no command's name begins with."""
    group: str
    """Its heading, a message."""
    words: str
    """What it does, in the interface's language."""
    keys: tuple[str, ...]
    """Its keys as people read them; none where labels have taken all."""
    arabic: str
    """The first key's letter under an Arabic layout; empty where there is none."""
    label: Label | None
    """The label to tag with; None for a command."""
    found: tuple[str, ...]
    """What it is found by, folded: its names and keys first, then its words."""


def offers_of(labels: Sequence[Label]) -> tuple[Offer, ...]:
    """Labels in the scheme's order, then the whole table, group by group."""
    taken = frozenset(label.key for label in labels if label.key)
    commands = (
        _command_offer(command, keys_in_use(command, taken))
        for group in _GROUPS
        for command in COMMANDS
        if command.group == group
    )
    return (*map(_label_offer, labels), *commands)


def command_offers(commands: Iterable[Command]) -> tuple[Offer, ...]:
    """The commands of another table, in its order, where no label takes a key."""
    return tuple(_command_offer(command, command.keys) for command in commands)


def _command_offer(command: Command, keys: tuple[str, ...]) -> Offer:
    shown = tuple(map(key_name, keys))
    words = (_(command.help), command.help, _(command.footer), _(command.group), command.group)
    names = (command.name, *shown, *keys)
    arabic = next((other for key in keys[:1] for other in also_on_arabic(key)), "")
    return Offer(
        command.name,
        command.group,
        _(command.help),
        shown,
        arabic if len(arabic) == 1 else "",
        None,
        _folded((*names, command.name.replace("_", " "), *words)),
    )


def _label_offer(label: Label) -> Offer:
    titles = [label.title(name) for name in (language(), *LANGUAGES)]
    keys = (label.key,) if label.key else ()
    words = [_(TAG).format(label=titles[0]), *titles, label.name, _(LABELS), TAG, LABELS]
    arabic = next(iter(also_on_arabic(label.key)), "") if label.key else ""
    found = _folded((*keys, *words))
    return Offer(f"label {label.name}", LABELS, words[0], keys, arabic, label, found)


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(text).text for text in texts if text))


def recent_first(offers: Sequence[Offer], recent: Sequence[str]) -> tuple[Offer, ...]:
    """The same offers, those that were asked for lately in front.

    Args:
        offers: In their own order.
        recent: Names, the latest last.
    """
    return tuple(
        sorted(
            offers,
            key=lambda offer: -recent.index(offer.name) - 1 if offer.name in recent else 0,
        )
    )


def found_offers(offers: Sequence[Offer], typed: str) -> tuple[Offer, ...]:
    """The offers in which every typed word stands, the likeliest first; all for no word."""
    ways = [fold(way).text.split() for way in _on_both_layouts(typed)]
    if not ways[0]:
        return tuple(offers)
    ranked = [(rank, offer) for offer in offers if (rank := _rank(offer, ways)) is not None]
    return tuple(offer for _rank_of, offer in sorted(ranked, key=lambda each: each[0]))


def _on_both_layouts(typed: str) -> Iterator[str]:
    """What was typed, and what the same keys type on the other layout."""
    yield typed
    yield "".join(_LATIN.get(letter, letter) for letter in typed.replace(_TWO_LETTERS, "b"))
    yield "".join(_LATIN.get(letter, letter) for letter in typed)
    other = (_TWO_LETTERS if key == "b" else ARABIC_LAYOUT.get(key, key) for key in typed.lower())
    yield "".join(other)


def _rank(offer: Offer, ways: Iterable[list[str]]) -> tuple[int, int] | None:
    """How well an offer answers, lowest best: the layout first; None when it does not."""
    for way, words in enumerate(ways):
        if " ".join(words) in offer.found:
            return way > 0, -1
        ranks = [_rank_of_word(offer, word) for word in words]
        if None not in ranks:
            return way > 0, sum(rank for rank in ranks if rank is not None)
    return None


def _rank_of_word(offer: Offer, word: str) -> int | None:
    """0 for a whole name or key, then the beginning of any, of a word in it, and inside."""
    if word in offer.found:
        return 0
    if any(each.startswith(word) for each in offer.found):
        return 1
    if any(f" {word}" in each for each in offer.found):
        return 2
    return 3 if any(word in each for each in offer.found) else None
