"""Writing schemes: a scheme as TOML that people edit and that reads back as the same scheme.

It goes by the fields that the models have, whichever those are. What a terminal might obey, and
what cannot be seen, is written as an escape; everything else stands as it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from hashiya.model import Model, Scheme
from hashiya.text import visible

__all__ = ["scheme_toml"]

ALWAYS_SHOWN: Final = frozenset({"name", "key", "colour"})
"""Fields of a label that are written even when they say nothing, because people look for them."""


def scheme_toml(scheme: Scheme) -> str:
    """A scheme's file: one label after the other, guidelines over several lines.

    The same scheme gives the same text. The state is not written: it is the project's word.
    """
    import tomli_w  # noqa: PLC0415 - whoever writes no scheme needs no writer of TOML

    policy, labels = scheme.policy, scheme.labels
    content: dict[str, Any] = {
        "id": scheme.id,
        "version": scheme.version,
        "policy": policy.model_dump(mode="json"),
        "labels": [_told(label) for label in labels],
    }
    fields = {"id", "version", "policy", "labels", "state"}
    rest = scheme.model_dump(mode="json", exclude=fields, exclude_defaults=True)
    # Several lines in one string read well and lose the difference between kinds of line breaks.
    toml = tomli_w.dumps(rest | content, multiline_strings=True)
    if tomllib.loads(toml) != rest | content:
        toml = tomli_w.dumps(rest | content)
    return "".join(map(_escaped, toml))


def _told(model: Model) -> dict[str, Any]:
    """A label's fields, those left out that say nothing."""
    said = model.model_dump(mode="json", exclude_defaults=True)
    whole = model.model_dump(mode="json", include=set(ALWAYS_SHOWN))
    named = {name: whole[name] for name in type(model).model_fields if name in whole}
    return named | _without_nothing(said)


def _without_nothing(value: Mapping[str, Any]) -> dict[str, Any]:
    """TOML has no word for nothing; what is None is not said, at any depth."""
    return {
        name: _without_nothing(inner) if isinstance(inner, Mapping) else inner
        for name, inner in value.items()
        if inner is not None
    }


def _escaped(character: str) -> str:
    """A character as it may stand in a string; nothing else of the file holds such."""
    if character == "\n" or visible(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
