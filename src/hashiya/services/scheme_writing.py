"""Writing schemes: a scheme as TOML that people edit and that reads back as the same scheme.

It goes by the fields that the models have, whichever those are. What a terminal might obey, and
what cannot be seen, is written as an escape; everything else stands as it is.
"""

from __future__ import annotations

import tomllib
from typing import Any, Final

from hashiya.model import Model, Scheme
from hashiya.text import visible

__all__ = ["scheme_toml"]

ALWAYS_SHOWN: Final = frozenset({"name", "key", "colour"})
"""Fields of a label that are written even when they say nothing, because people look for them."""

_OTHERWISE: Final = frozenset({"id", "version", "state", "policy", "labels"})
"""Fields of a scheme that are written in a way of their own, or not at all."""


def scheme_toml(scheme: Scheme) -> str:
    """A scheme's file: one label after the other, guidelines over several lines.

    The same scheme gives the same text. The state is not written: it is the project's word.
    """
    said = {name: value for name, value in _told(scheme).items() if name not in _OTHERWISE}
    head = {"id": scheme.id, "version": scheme.version, **said}
    rules = {"policy": scheme.policy.model_dump(mode="json")}
    labels = [_label_toml(_told(label, ALWAYS_SHOWN)) for label in scheme.labels]
    toml = "\n".join((_dumped(head), _dumped(rules), *labels))
    return "".join(map(_escaped, toml))


def _label_toml(label: dict[str, Any]) -> str:
    """One label under a header of its own, where short ones would be put on one line together."""
    toml = _dumped({"labels": label})
    return toml.replace("[labels]", "[[labels]]", 1)


def _dumped(content: dict[str, Any]) -> str:
    """A table as TOML; long strings over lines, unless that loses a kind of line break."""
    import tomli_w  # noqa: PLC0415 - whoever writes no scheme needs no writer of TOML

    toml = tomli_w.dumps(content, multiline_strings=True)
    return toml if tomllib.loads(toml) == content else tomli_w.dumps(content)


def _told(model: Model, always: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A model's fields, at any depth without those that say what they say anyway."""
    whole = model.model_dump(mode="json")
    told: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        is_default = value == field.get_default(call_default_factory=True)
        # TOML has no word for nothing: what is None is not said.
        if value is not None and (name in always or not is_default):
            told[name] = _plain(value, whole[name])
    return told


def _plain(value: object, dumped: object) -> object:
    """A field's value as TOML has it, models inside by their own fields."""
    if isinstance(value, Model):
        return _told(value)
    if isinstance(value, tuple) and isinstance(dumped, list):
        return [_plain(*pair) for pair in zip(value, dumped, strict=True)]
    return dumped


def _escaped(character: str) -> str:
    """A character as it may stand in a string; nothing else of the file holds such."""
    if character == "\n" or visible(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
