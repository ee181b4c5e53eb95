"""Settings: what a person said once, kept in one small file of TOML.

`[terminal]` holds for every terminal, `[terminals."vte 7600"]` for that one and beats it; all that
may be said stands in `known_settings`. Whatever else is in the file is left where it is, comments
too. A file that cannot be understood is never overwritten and never stops the program: `trouble`
says what is wrong with it. Must never know what a setting does.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, Self

from hashiya.errors import Reason, UsageError

__all__ = ["LANGUAGES", "Settings", "settings_path"]

LANGUAGES: Final = ("ar", "en", "fr")
"""Languages of the interface."""
MAX_SETTINGS_BYTES: Final = 1_000_000
_BARE: Final = re.compile(r"[A-Za-z0-9 ._+-]{1,80}")
"""An identity that can stand between quotes as it is."""


def settings_path(environment: Mapping[str, str]) -> Path:
    """Where settings are: `$HASHIYA_SETTINGS`, else below `$XDG_CONFIG_HOME` or `~/.config`."""
    if said := environment.get("HASHIYA_SETTINGS"):
        return Path(said)
    base = environment.get("XDG_CONFIG_HOME", "")
    home = Path(base) if base.startswith("/") else Path(environment.get("HOME", "")) / ".config"
    return home / "hashiya" / "settings.toml"


class Settings(NamedTuple):
    """The settings file as it was read, and as it will be written."""

    path: Path | None = None
    """Where they are kept; None when they are not."""
    text: str = ""
    """The whole file."""
    everywhere: Mapping[str, object] = {}
    """What holds for every terminal, by key."""
    terminals: Mapping[str, Mapping[str, object]] = {}
    """What holds for one, by identity and key."""
    trouble: str = ""
    """What is wrong with the whole file, in words; empty when it can be read."""
    theme: str = ""
    """The theme that was chosen last, under `[interface]`; empty when none was."""
    language: str = ""
    """The interface's language, under `[interface]`; empty when it is not said."""
    tables: Mapping[str, object] = {}
    """Everything in the file, by table; checked by nobody."""

    @property
    def name(self) -> str:
        """What the file is called in complaints about it, which stand on one line."""
        return "settings.toml" if self.path is None else self.path.name

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file; a missing one holds nothing, a broken one its trouble."""
        try:
            if path.stat().st_size > MAX_SETTINGS_BYTES:
                reason = Reason("{path} is too large to be settings; it is ignored", path=path.name)
                return cls(path, trouble=reason)
            return cls(path).reading(path.read_bytes().decode("utf-8"))
        except FileNotFoundError:
            return cls(path)
        except OSError as error:
            words = error.strerror or str(error)
            reason = Reason("{path}: {words}; it is ignored", path=path.name, words=words)
            return cls(path, trouble=reason)
        except ValueError:
            reason = Reason(
                "{path} is not UTF-8; it is ignored until you repair it", path=path.name
            )
            return cls(path, trouble=reason)

    def reading(self, text: str) -> Self:
        """The settings as this text says them; kept in the same place."""
        import tomllib  # noqa: PLC0415 - most people have no settings and start without it

        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            words, line = _place_of(error, text)
            trouble = Reason(
                "{path}:{line}: not TOML: {error}; it is ignored until you repair it",
                path=self.name,
                line=line,
                error=words,
            )
            return self._replace(text=text, trouble=trouble)
        except RecursionError:
            trouble = Reason("{path} is nested too deeply; it is ignored", path=self.name)
            return self._replace(text=text, trouble=trouble)
        everywhere, terminals = found.get("terminal", {}), found.get("terminals", {})
        if not isinstance(everywhere, dict) or not isinstance(terminals, dict):
            trouble = Reason(
                "{path}: terminal and terminals must be tables; the file is ignored", path=self.name
            )
            return self._replace(text=text, trouble=trouble)
        return self._replace(
            text=text,
            everywhere=everywhere,
            terminals={
                name: values for name, values in terminals.items() if isinstance(values, dict)
            },
            # The theme once stood under [screen].
            theme=_words_in(found, "interface", "theme") or _words_in(found, "screen", "theme"),
            language=_words_in(found, "interface", "language"),
            tables=found,
        )

    def for_terminal(self, identity: str) -> Mapping[str, object]:
        """What holds for one terminal, its own settings before those for all."""
        return {**self.everywhere, **self.terminals.get(identity, {})}

    def with_choice(self, identity: str, name: str) -> Self:
        """The settings with one terminal's profile chosen; everything else as it was.

        Raises:
            UsageError: As `with_value`.
        """
        return self.with_value(identity, "bidi", name)

    def with_value(self, identity: str, key: str, value: str | bool) -> Self:  # noqa: FBT001 - TOML
        """The settings with one more thing said of one terminal; everything else as it was.

        Raises:
            UsageError: The file is broken, or says it in a way that only a person can change.
        """
        if self.trouble:
            raise UsageError(f"the choice cannot be saved: {self.trouble}")
        if not _BARE.fullmatch(identity):
            raise UsageError(f"the choice cannot be saved: {identity!r} names no terminal")
        line = f"{key} = {str(value).lower()}" if isinstance(value, bool) else f'{key} = "{value}"'
        changed = self._replace(terminals={}, everywhere={}).reading(
            _with_value(self.text, f'[terminals."{identity}"]', line)
        )
        if changed.trouble or changed.terminals.get(identity, {}).get(key) != value:
            raise UsageError(
                f'the choice cannot be saved: write {line} for terminal "{identity}" into'
                f" {self.path} yourself"
            )
        return changed

    def with_theme(self, name: str) -> Self:
        """The settings with the theme to start with; everything else as it was.

        Raises:
            UsageError: The file is broken, or says it in a way that only a person can change.
        """
        changed = self.reading(_with_value(self.text, "[interface]", f'theme = "{name}"'))
        if self.trouble or not _BARE.fullmatch(name) or changed.theme != name:
            raise UsageError(f"the theme {name!r} cannot be saved in {self.path}")
        return changed

    @property
    def is_welcomed(self) -> bool:
        """Whether the person has been told where to begin, under `[interface]`."""
        values = self.tables.get("interface")
        return isinstance(values, Mapping) and values.get("welcomed") is True

    def with_welcome(self) -> Self:
        """The settings with a note that they have been told; everything else as it was.

        Raises:
            UsageError: The file is broken, or says it in a way that only a person can change.
        """
        changed = self.reading(_with_value(self.text, "[interface]", "welcomed = true"))
        if self.trouble or not changed.is_welcomed:
            raise UsageError(f"the welcome cannot be noted in {self.path}")
        return changed

    def save(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            UsageError: It cannot be written; the reason says why.
        """
        if self.path is None:
            raise UsageError("there is no place to save settings; set HASHIYA_SETTINGS to a file")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write(self.path.resolve(), self.text.encode("utf-8"))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"settings cannot be saved in {self.path}: {reason}") from error


def _place_of(error: ValueError, text: str) -> tuple[str, int]:
    """What is no TOML, and in which line; what lacks an end is wrong in the last one."""
    words, _, place = str(error).partition(" (at ")
    found = re.search(r"line (\d+)", place)
    return words, int(found[1]) if found else max(1, len(text.splitlines()))


def _words_in(tables: Mapping[str, object], table: str, name: str) -> str:
    """What a table says under a name, when it says it in words; else nothing."""
    values = tables.get(table)
    value = values.get(name) if isinstance(values, Mapping) else None
    return value if isinstance(value, str) else ""


def _with_value(text: str, header: str, line: str) -> str:
    """The file's text with a line `key = value` below a header, instead of the one with its key."""
    key = line.split(" ", 1)[0]
    lines = text.splitlines()
    try:
        start = next(i for i, one in enumerate(lines) if one.split("#")[0].strip() == header)
    except StopIteration:
        return "\n".join([*lines, *([""] if lines else []), header, line]) + "\n"
    rest = range(start + 1, len(lines))
    end = next((i for i in rest if lines[i].lstrip().startswith("[")), len(lines))
    kept = [one for one in lines[start + 1 : end] if not re.match(rf"\s*{key}\s*=", one)]
    return "\n".join([*lines[: start + 1], line, *kept, *lines[end:]]) + "\n"


def _write(path: Path, data: bytes) -> None:
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
