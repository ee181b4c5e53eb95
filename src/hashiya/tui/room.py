"""Rooms: what one screen or input answers to, said once for its hint line and for its help.

The article has the table of commands; every other place has a room. Must never know a widget, or
what a key does.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hashiya.tui.locale import later

__all__ = ["HELP", "HELP_KEY", "TYPING", "WHERE_NOTHING_IS_TYPED", "Room", "RoomKey"]

HELP_KEY: Final = "f1"
"""Asks for the help of a room wherever it is pressed, as Textual names it."""
WHERE_NOTHING_IS_TYPED: Final = f"{HELP_KEY},question_mark,؟"
"""The keys that do where a question mark is no letter of a text, as one binding."""


class RoomKey(NamedTuple):
    """One key, or a few that belong together."""

    name: str
    """What the room calls it: `leave`."""
    keys: str
    """As they stand in the code, `Ctrl s`; translated where shown."""
    does: str
    """A message of a few words, for the hint line."""
    more: str = ""
    """A message for the help where those are too few."""

    @property
    def words(self) -> str:
        """The message for the help."""
        return self.more or self.does


HELP: Final = RoomKey("help", "F1", later("help"), later("this help; the same key closes it"))
"""The last key of every room."""


class Room(NamedTuple):
    """One place with keys of its own."""

    title: str
    """A message: what the place is called."""
    about: tuple[str, ...]
    """Messages: what it is for, a paragraph each."""
    keys: tuple[RoomKey, ...]
    """In the order people should learn them."""
    is_typed_in: bool = False
    """Whether text is typed there: the keys of every input work too."""

    def hints(self, *names: str, **others: str) -> tuple[tuple[str, str], ...]:
        """Keys and messages of a hint line, the help last.

        Args:
            names: Which of the keys; none names all.
            others: Name of a key → another message than its own, where a state asks for one.
        """
        shown = [key for key in self.keys if not names or key.name in names]
        if names:
            shown.sort(key=lambda key: names.index(key.name))
        return tuple((key.keys, others.get(key.name, key.does)) for key in (*shown, HELP))


TYPING: Final = (
    RoomKey("letter", "← →", later("a letter on, the way the arrow points")),
    RoomKey("word", "Ctrl ← →", later("a word on")),
    RoomKey("ends", "Home End", later("the line's start and end")),
    RoomKey("select", "Shift", later("with any of these: select")),
    RoomKey("all", "Ctrl a", later("select all")),
    RoomKey("clipboard", "Ctrl c x v", later("copy, cut, paste")),
    RoomKey("back", "Ctrl w", later("delete the word before")),
    RoomKey("undo", "Ctrl z y", later("undo, redo what was typed")),
)
"""What every input answers to."""
