"""Facets: what narrows a list, a field at a time, and how it says in words what holds.

Tab goes through the fields and back to the words that are typed; in a field the arrows and the
space bar choose. What is chosen in one field stands beside what is chosen in the others. Must never
know a widget, or what is listed.

Glossary:
    facet: one thing that a list can be narrowed by, such as a label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final, NamedTuple

from hashiya.model import Label
from hashiya.store import EVERYWHERE, DocumentState, HitFilter
from hashiya.tui.locale import _, is_mirrored, language, later
from hashiya.tui.pieces import Piece, drawn, pieces_width

__all__ = ["FACET_KEYS", "Choice", "Facet", "Facets", "facets_of"]

_STATES: Final[Mapping[DocumentState, tuple[str, str]]] = {
    "new": (later("new articles"), later("new ones")),
    "begun": (later("begun articles"), later("begun ones")),
    "done": (later("done articles"), later("done ones")),
}
"""How far an article is → what that is called, and where there is little room."""

FACET_KEYS: Final = frozenset({"left", "right", "space", "home", "end", "backspace", "delete"})
"""Keys that an input must leave to a facet while one is chosen."""

COLUMNS: Final = 40
"""Columns that words of the interface may take."""
TITLE_ROOMS: Final = (24, 16, 10, 6)
"""Columns that a label's title may take, from the most to the least."""


class Choice(NamedTuple):
    """One thing that a facet lets through."""

    words: str
    """What it is called, in the interface's language; a scheme's own words may be in it."""
    asks: Callable[[HitFilter], HitFilter]
    """What a filter becomes when this is chosen of its facet."""
    label: str | None = None
    """The label it asks for."""
    short: str = ""
    """Fewer words for the same; empty when there are none."""


class Facet(NamedTuple):
    """One field of the row."""

    choices: tuple[Choice, ...]
    """The first is chosen where nothing is."""

    def chosen(self, wanted: HitFilter) -> int:
        """Number of the choice that a filter holds; 0 for what it knows nothing of."""
        held = (at for at, choice in enumerate(self.choices) if choice.asks(wanted) == wanted)
        return next(held, 0)


class Facets(NamedTuple):
    """The row as it stands: its fields, what is chosen, and which field the keys mean."""

    fields: tuple[Facet, ...]
    """From the first to the last that Tab comes to."""
    wanted: HitFilter = EVERYWHERE
    """What is chosen, all of it at once."""
    at: int | None = None
    """The field that keys mean; None while they mean the words."""

    def over(self, fields: tuple[Facet, ...]) -> Facets:
        """The row over other fields; what none of them can ask for is let go."""
        wanted = EVERYWHERE
        for facet in fields:
            wanted = facet.choices[facet.chosen(self.wanted)].asks(wanted)
        return Facets(fields, wanted, self.at)

    @property
    def holds(self) -> bool:
        """Whether anything is left out of the list."""
        return any(facet.chosen(self.wanted) for facet in self.fields)

    @property
    def passed_on(self) -> frozenset[str]:
        """Keys that the input leaves to the row now."""
        return frozenset() if self.at is None else FACET_KEYS

    def pressed(self, key: str) -> Facets | None:
        """The row after a key; None for one that means nothing here."""
        if key in {"tab", "shift+tab"}:
            return self._stepped(1 if key == "tab" else -1)
        if key == "escape" and self.holds:
            return self._replace(wanted=EVERYWHERE, at=None)
        if self.at is None or key not in FACET_KEYS:
            return None
        facet = self.fields[self.at]
        last = len(facet.choices) - 1
        before = facet.chosen(self.wanted)
        onward = "left" if is_mirrored() else "right"
        if key in {"left", "right", "space"}:
            number = (before + (1 if key in {onward, "space"} else -1)) % (last + 1)
        else:
            number = last if key == "end" else 0
        return self._replace(wanted=facet.choices[number].asks(self.wanted))

    def _stepped(self, by: int) -> Facets:
        """At the next field, or before the first and behind the last at the words."""
        places = [None, *range(len(self.fields))]
        return self._replace(at=places[(places.index(self.at) + by) % len(places)])

    def pieces(self, width: int) -> tuple[Piece, ...]:
        """The row on so many columns: all fields, or those that say something where few fit.

        The one that keys mean stands between ‹ and ›.
        """
        every = range(len(self.fields))
        said = [at for at in every if at == self.at or self.fields[at].chosen(self.wanted)]
        for room in TITLE_ROOMS:
            for shown, is_short in ((every, False), (said, False), (said, True)):
                row = self._row(shown, room, is_short=is_short)
                if row and pieces_width(row) <= width:
                    return row
        said.sort(key=lambda at: at != self.at)  # what does not fit is left away at the end
        return self._row(said or every, TITLE_ROOMS[-1], is_short=True)

    def _row(self, shown: Iterable[int], room: int, *, is_short: bool) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for at in shown:
            value = self._value(at, room, is_short=is_short)
            pieces += [Piece("  " if pieces else " "), value]
        return tuple(pieces)

    def _value(self, at: int, room: int, *, is_short: bool) -> Piece:
        facet = self.fields[at]
        number = facet.chosen(self.wanted)
        choice = facet.choices[number]
        words = (choice.short if is_short else "") or choice.words
        shown = drawn(words, room if choice.label else COLUMNS)
        if at == self.at:
            return Piece(f"‹{shown}›", "marked")
        return Piece(shown, "name" if number else "quiet", choice.label)


def facets_of(
    labels: tuple[Label, ...], *, can_be_untagged: bool, has_own: bool = False
) -> tuple[Facet, ...]:
    """Label, state and flag, each with all it can be; before them, whose work, where it is given.

    Args:
        labels: The scheme's.
        can_be_untagged: Whether what holds no span can be asked for.
        has_own: Whether the person's own work can be asked for; then it is, at first.
    """
    own = Facet(
        (
            Choice(_("my articles"), partial(_anybodys, False)),
            Choice(_("all articles"), partial(_anybodys, True)),
        )
    )
    no_span = [Choice(_("not tagged"), partial(_labelled, None, True))]
    tagged = (
        Choice(label.title(language()), partial(_labelled, label.name, False), label.name)
        for label in labels
    )
    states = (
        Choice(_(words), partial(_this_far, state), short=_(short))
        for state, (words, short) in _STATES.items()
    )
    return (
        *((own,) if has_own else ()),
        Facet(
            (
                Choice(_("any label"), partial(_labelled, None, False)),
                *(no_span if can_be_untagged else ()),
                *tagged,
            )
        ),
        Facet((Choice(_("any state"), partial(_this_far, None)), *states)),
        Facet(
            (
                Choice(_("flag or not"), partial(_flagged, False)),
                Choice(_("with a flag"), partial(_flagged, True)),
            )
        ),
    )


def _labelled(label: str | None, is_untagged: bool, wanted: HitFilter) -> HitFilter:  # noqa: FBT001 - bound beforehand
    return wanted._replace(label=label, is_untagged=is_untagged)


def _this_far(state: DocumentState | None, wanted: HitFilter) -> HitFilter:
    return wanted._replace(state=state)


def _anybodys(is_anybodys: bool, wanted: HitFilter) -> HitFilter:  # noqa: FBT001 - as above
    return wanted._replace(is_anybodys=is_anybodys)


def _flagged(is_flagged: bool, wanted: HitFilter) -> HitFilter:  # noqa: FBT001 - as above
    return wanted._replace(is_flagged=is_flagged)
