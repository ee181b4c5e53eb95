"""Key wishes: which keys a person gave to commands, and which of them cannot be.

A wish that cannot be is named, and the command keeps its own keys. Keys of labels are the scheme's
and win over any command. Must never know a widget.

Glossary:
    wish: a command's name with the keys that the settings give it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hashiya.errors import Reason
from hashiya.terminal import Settings, nearest, placed
from hashiya.tui.commands import COMMANDS, Command
from hashiya.tui.keyboard import also_on_arabic

__all__ = ["chosen_keys"]

_MODIFIERS: Final = frozenset({"ctrl", "shift", "alt"})
_NAMED: Final = (
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pageup",
    "pagedown",
    "enter",
    "escape",
    "tab",
    "space",
    "backspace",
    "delete",
    "insert",
    *(f"f{number}" for number in range(1, 25)),
)
"""Keys that have a name, as the program calls them."""

Keys = dict[str, tuple[str, ...]]


def chosen_keys(settings: Settings) -> tuple[Keys, list[tuple[int, Reason]]]:
    """The keys of each command that has others than its own, and what is wrong, with its line."""
    table = settings.tables.get("keys")
    if not isinstance(table, Mapping):
        return {}, []
    wishes: Keys = {}
    wrong: list[tuple[int, Reason]] = []
    for name, value in table.items():
        keys = _keys_of(value)
        reason = _wrong(name, value, keys)
        if reason is None:
            wishes[name] = keys
        else:
            wrong.append(placed(settings, reason, "keys", name))
    while (clash := next(_clashes(wishes), None)) is not None:
        name, reason = clash
        del wishes[name]
        wrong.append(placed(settings, reason, "keys", name))
    return wishes, wrong


def _keys_of(value: object) -> tuple[str, ...]:
    """The keys that a value names, as the program calls them; none for another value."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        return ()
    return tuple(dict.fromkeys(map(_key_of, values)))


def _key_of(key: str) -> str:
    """A key as the program calls it, whatever the case of its names."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    # With Ctrl or Alt a letter is the same in either case.
    last = last if len(last) == 1 and not modifiers else last.lower()
    return "+".join((*map(str.lower, modifiers), last))


def _wrong(name: str, value: object, keys: tuple[str, ...]) -> Reason | None:
    names = [command.name for command in COMMANDS]
    if name not in names:
        meant = nearest(name, names)
        if meant:
            return Reason(
                "there is no command {name}; did you mean {meant}?", name=name, meant=meant
            )
        return Reason("there is no command {name}; docs/settings.md lists them", name=name)
    if not keys:
        return Reason(
            "{name} cannot be {value}; write a key, or a list of keys", name=name, value=value
        )
    return next(filter(None, map(_no_key, keys)), None)


def _no_key(key: str) -> Reason | None:
    """Why this is no key; None when it is one."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if len(last) == 1 and modifiers == ["shift"]:
        return Reason("terminals send {key} as {meant}; write {meant}", key=key, meant=last.upper())
    if set(modifiers) <= _MODIFIERS and (last in _NAMED or (len(last) == 1 and last.isprintable())):
        return None
    meant = nearest(last, _NAMED)
    if meant and set(modifiers) <= _MODIFIERS:
        whole = "+".join((*modifiers, meant))
        return Reason("{key} is no key; did you mean {meant}?", key=f'"{key}"', meant=f'"{whole}"')
    return Reason(
        "{key} is no key; write a letter or a sign, or a name such as f5, pageup or ctrl+k",
        key=f'"{key}"',
    )


def _clashes(wishes: Keys) -> Iterator[tuple[str, Reason]]:
    """Wishes for a key that another command has, on either layout; the later of two wishes."""
    owners: dict[str, str] = {}
    unwished = (command for command in COMMANDS if command.name not in wishes)
    for command in unwished:
        owners.update(dict.fromkeys(_answered(command.usual_keys, command), command.name))
    for name, keys in wishes.items():
        for key in _answered(keys):
            owner = owners.setdefault(key, name)
            if owner != name:
                words = Reason("{key} is the key of {owner} already; {name} keeps its own")
                yield name, Reason(words, key=f'"{key}"', owner=owner, name=name)


def _answered(keys: tuple[str, ...], command: Command | None = None) -> Iterator[str]:
    for key in keys:
        yield key
        yield from also_on_arabic(key)
    if command is not None:
        yield from command.older_keys
