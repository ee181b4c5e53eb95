"""Projects: finding the one that is meant, making a new one, reading a scheme file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError, UsageError
from hashiya.model import Scheme
from hashiya.store import create_project

__all__ = [
    "PROJECT_SUFFIX",
    "default_scheme",
    "find_project",
    "load_scheme",
    "make_project",
    "new_project_path",
]

PROJECT_SUFFIX: Final = ".hashiya"
"""Ending of a project's file name."""

DEFAULT_SCHEME_FILE: Final = "news.toml"


def find_project(
    explicit: str | None, *, environment: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Path:
    """The project a command is about: the option, else the environment, else the only file here.

    Raises:
        UsageError: None of the three names one project; the message says what was looked for.
    """
    named = explicit or environment.get("HASHIYA_PROJECT")
    if named:
        return _a_file(named)
    here = folder or Path()
    found = sorted(path for path in here.glob(f"*{PROJECT_SUFFIX}") if path.is_file())
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"there is no *{PROJECT_SUFFIX} file in this folder; make one with `hashiya init`, or"
            " name one with -p PROJECT or HASHIYA_PROJECT"
        )
    names = ", ".join(path.name for path in found)
    raise UsageError(f"this folder holds {len(found)} projects ({names}); choose one with -p")


def new_project_path(named: str | None, *, folder: Path | None = None) -> Path:
    """Where a new project goes: the name given, its suffix added when it lacks one.

    Without a name the project is called after the folder.
    """
    if not named:
        here = (folder or Path()).resolve()
        return Path((here.name or "project") + PROJECT_SUFFIX)
    path = _a_file(named)
    if path.is_dir():
        path = path.resolve() / (path.resolve().name or "project")
    return path if path.suffix == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)


def make_project(path: Path, scheme: Scheme) -> None:
    """Make a new project file with a published scheme.

    Raises:
        StoreError: The file exists already, or cannot be written.
    """
    create_project(path, name=path.stem, scheme=scheme).close()


def default_scheme() -> Scheme:
    """The scheme a project starts with: agency, official, date, topic."""
    import tomllib  # noqa: PLC0415 - whoever annotates reads no scheme file
    from importlib import resources  # noqa: PLC0415 - as above

    source = resources.files("hashiya.services").joinpath(DEFAULT_SCHEME_FILE)
    content = tomllib.loads(source.read_text(encoding="utf-8"))
    # TOML has lists where the model has tuples; JSON is the one way in that allows for it.
    return Scheme.model_validate_json(json.dumps(content))


def load_scheme(path: Path) -> Scheme:
    """Read a new project's scheme from a TOML file.

    Raises:
        FormatError: The file is not UTF-8, not TOML, not a scheme, or speaks of a migration.
    """
    from hashiya.services.scheme_reading import read_scheme_file  # noqa: PLC0415 - few read one

    file = read_scheme_file(path)
    if file.scheme is None or file.problems:
        first = file.problems[0]
        raise FormatError(
            f"{first.reason}. `hashiya scheme check` names everything that is wrong",
            path=str(path),
            line=first.line,
            column=first.column,
        )
    if not file.migration.is_empty:
        line, column = file.places.find(("migration",))
        raise FormatError(
            "a new project has no labels that could become others; take [migration] out",
            path=str(path),
            line=line,
            column=column,
        )
    return file.scheme


def _a_file(named: str) -> Path:
    if named.startswith(("postgresql://", "postgres://")):
        raise UsageError(
            "this version keeps projects in files only; name a .hashiya file instead of an address"
        )
    return Path(named)
