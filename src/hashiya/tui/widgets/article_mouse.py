"""The article's mouse: presses, drags and repeated presses, put into words for the screen.

A press holds the mouse until the button is let go, the terminal is resized, another screen comes,
or a move tells that the button was let go unseen. Knows times and places; must never know what a
press does to a document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from hashiya.tui.hits import Hit

__all__ = [
    "ArticleMouse",
    "Asked",
    "Deed",
    "Dragged",
    "LanePressed",
    "Picked",
    "Pressed",
    "Released",
]

LEFT: Final = 1
RIGHT: Final = 3
"""Buttons as Textual numbers them."""

FOLLOW_SECONDS: Final = 0.04
"""How often the view scrolls while the mouse is held outside it."""
MAX_FOLLOWED_LINES: Final = 4
"""Lines it scrolls at once; the further away the mouse, the more."""

SENTENCE_PRESSES: Final = 3
"""More presses at one place mean no more than this many."""


class Pressed(NamedTuple):
    """The button went down once."""

    offset: int
    is_extending: bool
    """Whether Shift was held."""


class Dragged(NamedTuple):
    """The mouse is over another cell while the button is held."""

    offset: int
    pressed: int
    """Offset where the button went down."""
    by_words: bool
    """Whether it went down twice."""


class Picked(NamedTuple):
    """The button went down again at the same place."""

    offset: int
    presses: int
    """2 or 3."""


class LanePressed(NamedTuple):
    """The button went down on the lane of an annotation."""

    annotation: str
    """Its id."""


class Asked(NamedTuple):
    """The right button went down."""

    hit: Hit
    x: int
    y: int
    """Column and line on the screen."""


class Released(NamedTuple):
    """The button was let go, or what it held is gone: what is marked is meant."""


Deed = Pressed | Dragged | Picked | LanePressed | Asked | Released
"""One thing a person did with the mouse."""


class Press(NamedTuple):
    """A button that went down."""

    offset: int
    place: Offset
    """In the view."""
    time: float
    """In seconds, on Textual's clock."""
    nth: int
    """Which press at this place it is, from 1."""


class ArticleMouse:
    """Follows the mouse over one widget.

    Args:
        view: Where the article is shown; it scrolls, and gets the messages.
        hit: Column and line of the view → what stands there; None while nothing is shown.
    """

    @dataclass
    class Meant(Message):
        """A person did something with the mouse."""

        deed: Deed

    def __init__(self, view: Widget, hit: Callable[[int, int], Hit | None]) -> None:
        self._view = view
        self._hit = hit
        self._last: Press | None = None
        self._is_held = False
        self._is_pressed = False
        self._told = 0
        self._place = Offset()
        self._timer: Timer | None = None

    def down(self, event: events.MouseDown) -> None:
        """A button went down."""
        self._end()
        hit = self._hit(event.x, event.y)
        if hit is None:
            return
        if event.button == LEFT and hit.annotation is None:
            self._begin(event, hit.offset)
            return
        self._last = None
        if event.button == RIGHT:
            self._tell(Asked(hit, event.screen_x, event.screen_y))
        elif event.button == LEFT and hit.annotation is not None:
            self._tell(LanePressed(hit.annotation))

    def moved(self, event: events.MouseMove) -> None:
        """The mouse moved."""
        if not self._is_held:
            return
        if event.button != LEFT:
            self.let_go()
            return
        self._place = event.offset
        if 0 <= event.y < self._view.size.height:
            self._rest()
        elif self._timer is None:
            self._follow()
            self._timer = self._view.set_interval(FOLLOW_SECONDS, self._follow)
        self._reach()

    def let_go(self) -> None:
        """The button was let go, or what it held is gone."""
        if self._is_pressed:
            self._is_pressed = False
            self._tell(Released())
        self._end()
        self._view.release_mouse()

    def _begin(self, event: events.MouseDown, offset: int) -> None:
        press = self._last = self._counted(event, offset)
        self._is_held, self._is_pressed = press.nth < SENTENCE_PRESSES, True
        self._told, self._place = press.offset, event.offset
        self._view.capture_mouse()
        if press.nth == 1:
            self._tell(Pressed(press.offset, is_extending=event.shift))
        else:
            self._tell(Picked(press.offset, press.nth))

    def _counted(self, event: events.MouseDown, offset: int) -> Press:
        """The press, one more than the last when it follows it at the same place.

        Then it means the same offset: a row may have moved by a column after the first.
        """
        last = self._last
        patience = self._view.app.CLICK_CHAIN_TIME_THRESHOLD
        if (
            last is None
            or event.shift
            or last.place != event.offset
            or event.time - last.time > patience
        ):
            return Press(offset, event.offset, event.time, 1)
        nth = min(last.nth + 1, SENTENCE_PRESSES)
        return last._replace(time=event.time, nth=nth)

    def _follow(self) -> None:
        """Scroll towards a mouse outside the view, which may be at rest there."""
        y, height = self._place.y, self._view.size.height
        lines = y if y < 0 else y - height + 1
        lines = max(-MAX_FOLLOWED_LINES, min(MAX_FOLLOWED_LINES, lines))
        self._view.scroll_relative(y=lines, animate=False, immediate=True)
        self._reach()

    def _reach(self) -> None:
        """Tell of the cell at the mouse, or of the nearest in sight, once."""
        last = self._last
        if last is None:
            return
        y = min(max(self._place.y, 0), max(0, self._view.size.height - 1))
        hit = self._hit(self._place.x, y)
        if hit is not None and hit.offset != self._told:
            self._told = hit.offset
            self._tell(Dragged(hit.offset, last.offset, by_words=last.nth > 1))

    def _end(self) -> None:
        self._is_held = False
        self._rest()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tell(self, deed: Deed) -> None:
        self._view.post_message(self.Meant(deed))
