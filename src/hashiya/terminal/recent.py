"""Recent commands: what a person chose lately from the list of commands, kept between sittings.

One small file of names, a line each, the latest last, which only its owner may read. It is a
kindness: what cannot be read is empty, what cannot be written is not said. Must never know a
project, nor what a command does.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["RecentCommands", "recent_path"]

MAX_RECENT: Final = 20
"""Names that are kept."""
MAX_BYTES: Final = 20_000
"""A longer file is not one of these."""


def recent_path(environment: Mapping[str, str]) -> Path:
    """Where names are: below `$XDG_STATE_HOME` or `~/.local/state`.

    Who keeps the settings elsewhere, with `$HASHIYA_SETTINGS`, has the names beside them.
    """
    if said := environment.get("HASHIYA_SETTINGS"):
        return Path(said).with_name("recent-commands")
    base = environment.get("XDG_STATE_HOME", "")
    home = environment.get("HOME", "")
    state = Path(base) if base.startswith("/") else Path(home) / ".local" / "state"
    return state / "hashiya" / "recent-commands"


class RecentCommands:
    """What was chosen lately.

    Args:
        path: Where it is kept; None when it is not.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.names: tuple[str, ...] = _read(path)
        """The latest last."""

    def use(self, name: str) -> None:
        """Note that one was chosen; what other windows have noted meanwhile stays."""
        before = _read(self._path) or self.names
        others = [each for each in before if each != name]
        self.names = (*others, name)[-MAX_RECENT:]
        if self._path is not None:
            with suppress(OSError):
                _write(self._path, self.names)


def _read(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        if path.stat().st_size > MAX_BYTES:
            return ()
        names = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(name for name in names if name))[-MAX_RECENT:]


def _write(path: Path, names: tuple[str, ...]) -> None:
    """Whole or not at all, for its owner's eyes alone.

    Raises:
        OSError: The folder cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="ignore", newline="\n") as file:
            file.writelines(f"{name}\n" for name in names if "\n" not in name)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
