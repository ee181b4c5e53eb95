"""Choosing: which language the interface speaks, from what a person and their system say.

Must never know a file or a message.
"""

from __future__ import annotations

from collections.abc import Mapping

from hashiya.errors import UsageError
from hashiya.tui.locale.catalogue import LANGUAGES

__all__ = ["chosen_language"]


def chosen_language(option: str | None, environment: Mapping[str, str], setting: str = "") -> str:
    """The interface's language, as in `LANGUAGES`.

    `--lang` beats `$HASHIYA_LANG`, which beats the settings file, which beats the system's language
    (`LC_ALL`, `LC_MESSAGES`, `LANG`); whatever else the system speaks, it is English.

    Args:
        option: What `--lang` says; None when it is silent.
        environment: The process's variables.
        setting: What the settings file says; empty when it is silent.

    Raises:
        UsageError: The option or the variable names no language of the interface.
    """
    for who, said in (("--lang", option), ("$HASHIYA_LANG", environment.get("HASHIYA_LANG"))):
        if said:
            if said not in LANGUAGES:
                raise UsageError(f"{who} is {said!r}; it can be {', '.join(LANGUAGES)}")
            return said
    if setting in LANGUAGES:
        return setting
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    system = next(filter(None, (environment.get(name) for name in names)), "")
    spoken = system.partition("_")[0].partition(".")[0].partition("@")[0].lower()
    return spoken if spoken in LANGUAGES else "en"
