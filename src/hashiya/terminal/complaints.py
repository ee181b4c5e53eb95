"""Complaints: what in the settings cannot be used, where it stands, and what to write instead.

A wrong setting never stops anybody's work: it is named and its default holds. Must never know what
a setting does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hashiya.errors import Reason
from hashiya.terminal.known_settings import SETTINGS, Setting
from hashiya.terminal.settings import Settings
from hashiya.terminal.spelling import nearest
from hashiya.terminal.toml_lines import line_of

__all__ = ["placed", "usable_settings", "wrong_settings"]

_TABLES: Final = tuple(dict.fromkeys(setting.table for setting in SETTINGS))
_OLD_TABLE: Final = "screen"
"""Where the theme stood before `[interface]`."""


def wrong_settings(
    settings: Settings, themes: Iterable[str] = ()
) -> tuple[tuple[int, Reason], ...]:
    """Everything that is wrong with the file, one sentence each with its line, in their order.

    Args:
        settings: As they were read.
        themes: Names of the themes there are; without any a theme may be called anything.
    """
    if settings.trouble:
        return ((1, Reason("{trouble}", trouble=settings.trouble)),)
    found: list[tuple[int, Reason]] = []
    for table, value in settings.tables.items():
        found += _of_table(settings, table, value, tuple(themes))
    return tuple(sorted(found, key=lambda each: each[0]))


def usable_settings(settings: Settings, table: str) -> Mapping[str, object]:
    """What a table says that nothing is wrong with, by name."""
    values = settings.tables.get(table)
    if not isinstance(values, Mapping):
        return {}
    return {
        setting.name: values[setting.name]
        for setting in SETTINGS
        if setting.table == table
        and setting.name in values
        and _wrong(setting, values[setting.name], ()) is None
    }


def placed(settings: Settings, reason: Reason, *path: str) -> tuple[int, Reason]:
    """A complaint with its place before it, and its line."""
    line = line_of(settings.text, *path)
    return line, Reason("{path}:{line}: {reason}", path=settings.name, line=line, reason=reason)


def _of_table(
    settings: Settings, table: str, value: object, themes: tuple[str, ...]
) -> Iterator[tuple[int, Reason]]:
    if table not in (*_TABLES, _OLD_TABLE):
        yield placed(settings, _unknown_table(table, value), table)
    elif not isinstance(value, Mapping):
        yield placed(settings, Reason("{name} must be a table: write [{name}]", name=table), table)
    elif table == "terminals":
        for name, values in value.items():
            path = (table, name)
            if isinstance(values, Mapping):
                yield from _of_settings(settings, path, values, themes)
            else:
                reason = Reason(
                    'write [terminals."{name}"] and the settings of that terminal under it',
                    name=name,
                )
                yield placed(settings, reason, *path)
    elif table not in {"keys", _OLD_TABLE}:
        yield from _of_settings(settings, (table,), value, themes)


def _unknown_table(name: str, value: object) -> Reason:
    if not isinstance(value, Mapping):
        homes = [setting.table for setting in SETTINGS if setting.name == name]
        if homes:
            table = homes[0]
            return Reason(
                "{name} stands in no table; write it under [{table}]", name=name, table=table
            )
    meant = nearest(name, _TABLES)
    if meant:
        return Reason("there is no table [{name}]; did you mean [{meant}]?", name=name, meant=meant)
    known = ", ".join(f"[{table}]" for table in _TABLES)
    return Reason("there is no table [{name}]; there are {known}", name=name, known=known)


def _of_settings(
    settings: Settings, path: tuple[str, ...], values: Mapping[str, object], themes: tuple[str, ...]
) -> Iterator[tuple[int, Reason]]:
    known = {setting.name: setting for setting in SETTINGS if setting.table == path[0]}
    for name, value in values.items():
        setting = known.get(name)
        reason = (
            _unknown(path[0], name, known) if setting is None else _wrong(setting, value, themes)
        )
        if reason is not None:
            yield placed(settings, reason, *path, name)


def _unknown(table: str, name: str, known: Iterable[str]) -> Reason:
    meant = nearest(name, known)
    if meant:
        return Reason(
            "[{table}] has no setting {name}; did you mean {meant}?",
            table=table,
            name=name,
            meant=meant,
        )
    return Reason(
        "[{table}] has no setting {name}; it has {known}",
        table=table,
        name=name,
        known=", ".join(known),
    )


def _wrong(setting: Setting, value: object, themes: tuple[str, ...]) -> Reason | None:
    """What is wrong with a value; None when nothing is."""
    facts = {"name": setting.name, "value": _shown(value)}
    if setting.kind == "columns":
        least, most = setting.bounds
        if type(value) is int and least <= value <= most:
            return None
        words = Reason("{name} cannot be {value}; write a whole number from {least} to {most}")
        return Reason(words, least=least, most=most, **facts)
    if setting.kind == "truth":
        words = Reason("{name} cannot be {value}; write true or false")
        return None if isinstance(value, bool) else Reason(words, **facts)
    choices = themes if setting.kind == "theme" else setting.choices
    return None if _is_one_of(choices, value) else _not_one_of(choices, value, facts)


def _is_one_of(choices: tuple[str, ...], value: object) -> bool:
    return isinstance(value, str) and (value in choices or not choices)


def _not_one_of(choices: tuple[str, ...], value: object, facts: dict[str, str]) -> Reason:
    meant = nearest(value, choices) if isinstance(value, str) else ""
    if meant:
        words = Reason("{name} cannot be {value}; did you mean {meant}?")
        return Reason(words, meant=_shown(meant), **facts)
    known = ", ".join(map(_shown, choices)) or '"…"'
    return Reason("{name} cannot be {value}; write one of {known}", known=known, **facts)


def _shown(value: object) -> str:
    """A value about as it was written."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
