"""Command keys: which characters give a command, for whoever chooses keys for labels.

Made from the one table of commands; must never know a scheme.
"""

from __future__ import annotations

from hashiya.tui.commands import COMMANDS, key_name

__all__ = ["character_commands"]


def character_commands() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each character that gives a command: what it does, and what other keys do the same."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for command in COMMANDS:
        for key in (*command.keys, *command.arabic_keys):
            if len(key) == 1:
                others = tuple(key_name(other) for other in command.keys if other != key)
                found.setdefault(key, (command.help, others))
    return found
