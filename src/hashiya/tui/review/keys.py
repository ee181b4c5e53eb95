"""Keys of the review screen: what each means while something was begun, and when nothing was.

Must never know a widget or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from hashiya.layout import Navigator
from hashiya.model import Label
from hashiya.services import Decision, selection_cuts
from hashiya.tui.keyboard import digit_of
from hashiya.tui.locale import _, is_mirrored
from hashiya.tui.review.at_once import AtOnce
from hashiya.tui.review.deciding import both, chosen, person_of, reasoned, taken
from hashiya.tui.review.desk import ReviewDesk
from hashiya.tui.review.editing import EDIT_KEYS, Floor, begun, edited, labelled, made
from hashiya.tui.review.moves import FILTER_KEYS, MOVES, filtered, goes_on
from hashiya.tui.review.nines import number_of
from hashiya.tui.review.sieve import ARTICLE, FIELDS
from hashiya.tui.review.state import Mode, Review
from hashiya.tui.span_commands import EDGES

__all__ = ["ReviewKeys"]

_EDGES: Final = frozenset(each.name for each in EDGES)
_OWN_KEYS: Final[Mapping[Mode, frozenset[str]]] = MappingProxyType(
    {
        "edit": frozenset({*EDIT_KEYS, "enter"}),
        "both": frozenset({"enter"}),
        "reason": frozenset({"enter"}),
        "filter": frozenset({*FILTER_KEYS, "enter"}),
    }
)
"""Mode → keys that mean something else in it than their command."""
_WITHOUT_DOCUMENT: Final = frozenset(
    {"finish_agreed", "next_ready", "previous_ready", "take_back", "do_again"}
)
_WHILE_EDITING: Final = frozenset({"drop_it", "edit", *_EDGES})


class ReviewKeys:
    """What is pressed, handed to the desk.

    Args:
        desk: Shows and writes.
        at_once: Does what is done at many places together.
        ask_why: Asks why somebody, by alias, gets the article back.
        navigator: The moves over what is laid out now.
    """

    def __init__(
        self,
        desk: ReviewDesk,
        at_once: AtOnce,
        ask_why: Callable[[str], None],
        navigator: Callable[[], Navigator],
    ) -> None:
        self._desk = desk
        self._at_once = at_once
        self._ask_why = ask_why
        self._navigator = navigator
        self.labels: tuple[Label, ...] = ()
        """The scheme's."""
        self._deeds: Mapping[str, Callable[[], None]] = {
            "neither": partial(self.digit, 0),
            "edit": partial(self._begin, "edit"),
            "both": partial(self._begin, "both"),
            "reason": partial(self._begin, "reason"),
            "take_all": partial(self._begin, "person"),
            "defer": partial(desk.decide, Decision("defer")),
            "gap": self._flag,
            "give_back": desk.offer_back,
            "take_back": desk.undo,
            "do_again": desk.redo,
            "finish": desk.finish,
            "finish_agreed": at_once.finish_agreed,
            "next_ready": desk.go_on,
            "previous_ready": desk.go_back,
        }

    @property
    def is_busy(self) -> bool:
        """Whether long work is on its way, so that keys have to wait for its end."""
        return self._mode == "busy"

    @property
    def _mode(self) -> Mode:
        return self._desk.review.mode if self._desk.review is not None else ""

    def means(self, key: str, character: str) -> bool:
        """Whether a key is answered here instead of by its command."""
        mode = self._mode
        if digit_of(character) is not None or key in _OWN_KEYS.get(mode, ()):
            return self._desk.review is not None
        return mode == "edit" and self._labelled(character) is not None

    def answer(self, key: str, character: str) -> None:
        """Do what such a key means."""
        review, mode = self._desk.review, self._mode
        if review is None:
            return
        digit = digit_of(character)
        if mode == "edit":
            self._edit(review, key, character)
        elif mode == "filter" and key in FILTER_KEYS:
            self._filter(review, key)
        elif digit is not None:
            self.digit(digit)
        elif key == "enter":
            self._confirm(review)

    def _filter(self, review: Review, key: str) -> None:
        """Turn the row of filters; its last field goes to another article."""
        if FIELDS[review.field] != ARTICLE or key not in {"left", "right", "space"}:
            self._desk.show(filtered(review, key, is_mirrored=is_mirrored()))
        elif goes_on(key, is_mirrored=is_mirrored()):
            self._desk.go_on()
        else:
            self._desk.go_back()

    def digit(self, digit: int) -> None:
        """Do what a digit means now."""
        review, mode = self._desk.review, self._mode
        if review is None or mode in {"edit", "busy", "filter"}:
            return
        number = number_of(digit, review.nine)
        if mode == "both":
            self._desk.show(chosen(review, number))
        elif mode == "reason":
            self._reason(review, digit)
        elif mode in {"person", "back"}:
            self._person(review, number)
        else:
            self.take(number)

    def take(self, number: int) -> None:
        """Take a side, counted from 0; none of them at -1."""
        review = self._desk.review
        if review is not None:
            self._decide(review, taken(review, number))

    def command(self, name: str) -> None:
        """Do what a command of the table says, as far as nothing else was begun."""
        review = self._desk.review
        if review is None:
            self._alone(name)
        elif review.mode == "busy":
            self._while_busy(name)
        elif review.mode == "edit" and name not in _WHILE_EDITING:
            words = _("a span is being edited: Enter takes it, Esc leaves it")
            self._desk.show(review.saying(words, "warning"))
        elif name in _EDGES:
            self._edge(review, name)
        elif name in MOVES:
            self._desk.show(MOVES[name](review))
        else:
            self._deeds[name]()

    def _alone(self, name: str) -> None:
        """What can be done where no document is shown."""
        if name in _WITHOUT_DOCUMENT:
            self._deeds[name]()
        elif name == "drop_it":
            self._at_once.stop()

    def _while_busy(self, name: str) -> None:
        if name == "drop_it":
            self._at_once.stop()

    def _begin(self, mode: Mode) -> None:
        """Begin what the next keys say more of."""
        review = self._desk.review
        if review is None or review.card is None:
            self._desk.say(_("there is no card here"))
        elif mode == "edit":
            self._desk.show(begun(review).saying(""))
        else:
            is_over = review.mode == mode
            after = review.plain() if is_over else replace(review.plain(), mode=mode)
            self._desk.show(after.saying(""))

    def _flag(self) -> None:
        review = self._desk.review
        if review is None or review.card is None:
            return
        remarks = review.remarks
        self._desk.remark(remarks._replace(is_gap=not remarks.is_gap))

    def _decide(self, review: Review, decision: Decision | str) -> None:
        if isinstance(decision, str):
            self._desk.show(review.saying(decision, "warning"))
        else:
            self._desk.decide(decision)

    def _reason(self, review: Review, digit: int) -> None:
        after = reasoned(review, digit)
        if after is not None:
            self._desk.remark(after.remarks)

    def _person(self, review: Review, number: int) -> None:
        alias = person_of(review, number)
        if alias is not None:
            self._desk.show(review.plain())
            does = self._ask_why if review.mode == "back" else self._at_once.take_all
            does(alias)

    def _confirm(self, review: Review) -> None:
        """What Enter says to what was begun."""
        if review.mode == "both":
            self._desk.decide(both(review))
        else:
            self._desk.show(review.plain().saying(""))

    def _edit(self, review: Review, key: str, character: str) -> None:
        if key == "enter":
            decision = made(review)
            if decision is not None:
                self._desk.decide(decision)
            return
        after = self._labelled(character)
        if after is None and key in EDIT_KEYS:
            after = edited(review, key, self._floor(review))
        if after is not None:
            self._desk.show(after)

    def _edge(self, review: Review, name: str) -> None:
        """Move an edge by its own key; a span is edited from then on."""
        if review.card is not None:
            held = review if review.mode == "edit" else begun(review)
            self._desk.show(edited(held, name, self._floor(held)))

    def _labelled(self, character: str) -> Review | None:
        review = self._desk.review
        return None if review is None else labelled(review, character, self.labels)

    def _floor(self, review: Review) -> Floor:
        document = review.page.document
        return Floor(
            self._navigator(),
            lambda start, end: selection_cuts(document, start, end, lambda _word: 0),
        )
