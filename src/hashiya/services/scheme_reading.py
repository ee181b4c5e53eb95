"""Scheme files: TOML read as a scheme and its migration, with everything wrong named by its place.

A file that cannot be a scheme is described as far as it can be understood, all faults at once. What
is odd and allowed is `scheme_hints`' matter; what a migration does to a project, `scheming`'s.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hashiya.errors import FormatError
from hashiya.model import Fault, Migration, Model, Scheme
from hashiya.services.toml_places import TomlPlaces

__all__ = ["Problem", "SchemeFile", "read_scheme_file", "read_scheme_text"]

MIGRATION: Final = "migration"

_WORDS: Final = {
    "colour": "a colour is written as six hexadecimal digits, such as #3465e8",
    "key": "a key is one character",
    "state": "the state is draft, published or retired",
    "version": "a version is a whole number from 1 on",
    "name": "a label's name has 1 to 64 characters, no control characters and no outer white space",
}
"""Field to what is expected of it, where the model's own words would puzzle a person."""

_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Problem(NamedTuple):
    """One thing that is wrong in a file."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in code points."""
    reason: str
    """In words for people, without a full stop."""


class SchemeFile(NamedTuple):
    """What a file says."""

    scheme: Scheme | None
    """The scheme, when it is one."""
    migration: Migration
    """What it says becomes of labels; empty when it says nothing."""
    version: int | None
    """The version it names; None when it leaves it to the project."""
    problems: tuple[Problem, ...]
    """Everything wrong, in the order of the file."""
    places: TomlPlaces
    """Where things stand in it."""

    def located(self, fault: Fault) -> Problem:
        """A fault of the migration, with its place."""
        return Problem(*self.places.find(fault.where), fault.reason)


def read_scheme_file(path: Path) -> SchemeFile:
    """Read a file.

    Raises:
        FormatError: It cannot be read, is not UTF-8 or not TOML.
    """
    try:
        return read_scheme_text(path.read_bytes().decode("utf-8-sig"), str(path))
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 at byte {error.start}; save it as UTF-8"
        raise FormatError(reason, path=str(path)) from error


def read_scheme_text(toml: str, name: str) -> SchemeFile:
    """Read the text of a file that is called `name`.

    Raises:
        FormatError: It is not TOML.
    """
    toml = toml.replace("\r\n", "\n")
    try:
        content: dict[str, Any] = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(error, name) from error
    places = TomlPlaces(toml)
    said = content.get("version")
    migration, problems = _migration_of(content.pop(MIGRATION, {}), places)
    repeated = list(_repeated(content, places))
    scheme, others = _scheme_of(content, places, is_told=bool(repeated))
    return SchemeFile(
        scheme=scheme,
        migration=migration,
        version=said if isinstance(said, int) else None,
        problems=tuple(sorted({*problems, *repeated, *others})),
        places=places,
    )


def _not_toml(error: Exception, name: str) -> FormatError:
    words = str(error)
    found = _TOML_PLACE.search(words)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (None, None)
    reason = words[: found.start()] if found and found[1] else words
    return FormatError(f"is not TOML: {reason}", path=name, line=line, column=column)


def _scheme_of(
    content: Mapping[str, Any], places: TomlPlaces, *, is_told: bool
) -> tuple[Scheme | None, list[Problem]]:
    """The scheme of a file's content; `is_told` when it is known to hold something twice."""
    try:
        # TOML has lists where the model has tuples; JSON is the one way in that allows for it.
        return Scheme.model_validate_json(json.dumps(content, default=str)), []
    except ValidationError as error:
        found = [each for each in error.errors() if each["loc"] or not is_told]
        # Labels that are wrong are left out of their list, which may then seem to have too few.
        found = [each for each in found if each["type"] != "too_short" or len(found) == 1]
        return None, [_problem(each, places, (), Scheme) for each in found]


def _migration_of(content: object, places: TomlPlaces) -> tuple[Migration, list[Problem]]:
    try:
        return Migration.model_validate_json(json.dumps(content, default=str)), []
    except ValidationError as error:
        problems = []
        for each in error.errors():
            named = each["loc"][0] if each["loc"] else ""
            place = places.find((MIGRATION, named))
            if each["type"] == "extra_forbidden":
                names = list(Migration.model_fields)
                problems.append(Problem(*place, _unknown(str(named), names)))
            else:
                form = '{"old" = "new"}' if named == "rename" else '{"name" = ["name", "name"]}'
                problems.append(Problem(*place, f"{named} is written as {named} = {form}"))
        return Migration(), problems


def _problem(
    error: ErrorDetails, places: TomlPlaces, prefix: tuple[str, ...], model: type[Model]
) -> Problem:
    where = (*prefix, *error["loc"])
    line, column = places.find(where)
    name = str(where[-1]) if where else ""
    if error["type"] == "extra_forbidden":
        return Problem(line, column, _unknown(name, _fields_at(model, error["loc"][:-1])))
    if error["type"] == "missing":
        return Problem(line, column, f"{_table(where[:-1])} lacks {name}")
    said = json.dumps(error["input"], ensure_ascii=False, default=str)
    words = _WORDS.get(name, error["msg"])
    return Problem(line, column, f"{_table(where)} is {_short(said)}: {words}")


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    offer = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    return f"{name!r} is nothing that is known here; {offer}"


def _table(where: tuple[str | int, ...]) -> str:
    """A place in words, counted from 1: `the scheme`, `labels 2 titles`."""
    words = (str(part + 1) if isinstance(part, int) else part for part in where)
    return " ".join(words) or "the scheme"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"


def _fields_at(model: type[Model], where: tuple[str | int, ...]) -> list[str]:
    """Names of the fields of the model that stands at a place."""
    for part in where:
        if isinstance(part, str) and part in model.model_fields:
            inner = _model_in(model.model_fields[part].annotation)
            if inner is None:
                return []
            model = inner
    return list(model.model_fields)


def _model_in(annotation: object) -> type[Model] | None:
    """The model in `Words`, or in `tuple[Label, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    found = (_model_in(inner) for inner in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _repeated(content: Mapping[str, Any], places: TomlPlaces) -> Iterator[Problem]:
    """Labels that share a name or a key, the later one with the place of the one before."""
    labels = content.get("labels")
    if not isinstance(labels, list):
        return
    first: dict[tuple[str, object], int] = {}
    for number, label in enumerate(labels):
        for field in ("name", "key"):
            value = label.get(field) if isinstance(label, dict) else None
            if not isinstance(value, str) or not value:
                continue
            before = first.setdefault((field, value), number)
            if before == number:
                continue
            line, column = places.find(("labels", number, field))
            at = places.find(("labels", before, field))[0]
            yield Problem(line, column, f"the {field} {value!r} is taken by the label of line {at}")
