"""Characters: what a typed character means where the scheme's labels, counts and commands meet.

A label's key wins over a command's, and a digit belongs to a count while one is typed. Must never
know a widget or what tagging is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from hashiya.model import Label
from hashiya.tui.commands import COMMANDS
from hashiya.tui.keyboard import also_on_arabic, digit_of
from hashiya.tui.sitting import Sitting

__all__ = ["Characters"]

_DIGIT_COMMANDS: Final[Mapping[str, str]] = {
    key: command.name
    for command in COMMANDS
    for key in (*command.keys, *command.arabic_keys)
    if digit_of(key) is not None
}
"""Digit in any script → the command whose key it is, where no label has it."""


class Characters:
    """The characters that are not simply a command's key.

    Args:
        command: Does a command of the table.
    """

    def __init__(self, command: Callable[[str], None]) -> None:
        self._command = command
        self._labels: dict[str, Label] = {}

    def use(self, labels: Iterable[Label]) -> None:
        """Know the keys that a scheme gave to its labels, on both keyboard layouts."""
        for label in labels:
            if label.key:
                keys = (label.key, *also_on_arabic(label.key))
                self._labels.update(dict.fromkeys(keys, label))

    def has(self, character: str) -> bool:
        """Whether a character is a label's key or a digit."""
        return character in self._labels or digit_of(character) is not None

    def answer(self, character: str, sitting: Sitting) -> None:
        """Do what the character means."""
        digit = digit_of(character)
        if digit is None:
            self._mean(character, sitting)
        else:
            sitting.digit(digit, partial(self._mean, character, sitting))

    def _mean(self, character: str, sitting: Sitting) -> None:
        label = self._labels.get(character)
        if label is not None:
            sitting.label(label)
        elif character in _DIGIT_COMMANDS:
            self._command(_DIGIT_COMMANDS[character])
