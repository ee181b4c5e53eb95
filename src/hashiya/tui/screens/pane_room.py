"""Pane rooms: what every list beside the article has in common, whatever it lists.

A room says what stands in the pane and what its keys do there; the frame (`panes`) shows it and has
the keyboard. Must never know where on the screen that is.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ClassVar, Final, Protocol, TypeAlias

from textual import events

from hashiya.tui.commands import first_key
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Line, Piece
from hashiya.tui.prose import Passage, Prose, Run
from hashiya.tui.reading import Context, Reading
from hashiya.tui.room import Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting

__all__ = ["Frame", "Hints", "PaneRoom", "line_step", "words_alone"]

Hints: TypeAlias = tuple[tuple[str, str], ...]
"""Keys as people read them, and messages of what they do."""


class Frame(Protocol):
    """What a room asks of the place where it is shown."""

    @property
    def sitting(self) -> Sitting:
        """The person at work."""
        ...

    @property
    def rows(self) -> int:
        """Lines that are seen at once."""
        ...

    @property
    def top(self) -> int:
        """Number of the first line that is seen."""
        ...

    @property
    def queue(self) -> SaveQueue:
        """Answers from the session's thread."""
        ...

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered; what goes wrong is told."""
        ...

    def hold(self, seconds: float) -> None:
        """Let keys wait until `release`, and no longer than so long."""
        ...

    def release(self) -> None:
        """Let the keys that wait be answered."""
        ...

    def pause(self, seconds: float, deed: Callable[[], None]) -> None:
        """Do something after so long, unless this is called again before."""
        ...

    def visit(self, document_id: str) -> None:
        """Open another article."""
        ...

    def renew(self) -> None:
        """Ask the room for its lines, and for the words around them, again."""
        ...

    def say(self) -> None:
        """Ask the room for the words around its lines again."""
        ...

    def shift(self, by: int) -> None:
        """Scroll by as many lines as came in above those that are seen."""
        ...

    def reveal(self, first: int, count: int = 1) -> None:
        """Draw the lines again, scrolled as little as brings some of them into sight."""
        ...

    def begin_at(self, line: int) -> None:
        """Scroll until a line is the first that is seen."""
        ...

    def later(self, deed: Callable[[], None]) -> None:
        """Do something once the lines have their place on the screen."""
        ...

    def let_go(self) -> None:
        """Give the keys back to the article."""
        ...


class PaneRoom:
    """What one pane shows and does.

    Args:
        frame: Where it is shown.
    """

    NAME: ClassVar[str]
    """The command that opens and closes it."""
    TITLE: ClassVar[str]
    """What it is called; a message to translate where shown."""
    ABOUT: ClassVar[str] = ""
    """What it is for, a message for the help."""
    HINTS: ClassVar[Hints] = ()
    """Its keys where they are always the same; the two most needed first."""
    ASKS: ClassVar[bool] = False
    """Whether something can be typed to look for."""

    def __init__(self, frame: Frame) -> None:
        self.frame: Final = frame

    @property
    def usual_hints(self) -> Hints:
        """The keys it has now, but for those that close it."""
        return self.HINTS

    @property
    def hints(self) -> Hints:
        """All keys it has now."""
        return self.help_room.hints()

    @property
    def help_room(self) -> Room:
        """What it answers to now, for its help."""
        keys = first_key(self.NAME) if self.keeps_escape else f"{first_key(self.NAME)} Esc"
        close = (keys, later("close"))
        hints = (*self.usual_hints[:2], close, *self.usual_hints[2:])
        room_keys = tuple(RoomKey(words, key, words) for key, words in hints)
        about = (self.ABOUT,) if self.ABOUT else ()
        return Room(self.TITLE, about, room_keys, is_typed_in=self.ASKS)

    def lines(self, width: int) -> Sequence[Line]:
        """What is listed, on this many columns."""
        raise NotImplementedError

    def facts(self, width: int) -> tuple[Piece, ...]:
        """What stands beside the title."""
        raise NotImplementedError

    def narrowing(self, width: int) -> tuple[Piece, ...]:
        """What leaves things out of the list, under what is looked for; nothing takes no line."""
        del width
        return ()

    @property
    def keeps_escape(self) -> bool:
        """Whether Escape means something else now than to close the pane."""
        return False

    @property
    def passed_on(self) -> frozenset[str]:
        """Keys that the input leaves to the room now."""
        return frozenset()

    def below(self, width: int) -> tuple[Piece, ...]:
        """What stands under the list; nothing takes no line."""
        del width
        return ()

    def enter(self) -> None:
        """The room is the one that is shown, or has taken the keys."""

    def follow(self, reading: Reading, context: Context) -> None:
        """Something else is on the screen."""

    def look_again(self) -> None:
        """Others have written something in the project."""

    def key(self, event: events.Key) -> bool:
        """Do what a key means here; whether it means anything."""
        raise NotImplementedError

    def press(self, line: int) -> None:
        """A line was clicked."""

    def scroll(self) -> None:
        """Other lines are seen."""

    def write(self, text: str) -> None:
        """Something else stands in the input."""

    def leave(self) -> None:
        """The pane was closed by Escape."""

    def rest(self) -> None:
        """The room is not shown any more, however that came."""


def words_alone(words: str, width: int) -> Sequence[Line]:
    """What an empty list says instead."""
    run = Run(_(words), "quiet")
    return Prose([Passage(), Passage((run,))], width)


def line_step(key: str, rows: int, count: int) -> int | None:
    """How far a key goes in a list of `count` lines of which `rows` are seen; None for others."""
    page = max(1, rows - 1)
    steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -count, "end": count}
    return steps.get(key)
