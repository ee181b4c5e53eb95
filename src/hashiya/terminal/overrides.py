"""Overrides: what a person says against detection, by option, by environment or in settings.

An option beats the environment, the environment beats settings, settings beat what was detected.
A wrong option or variable is an error; a wrong setting is left out. Must
never know an escape sequence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, cast, get_args

from hashiya.errors import Reason, UsageError
from hashiya.terminal.profiles import PROFILES

__all__ = ["CHOICES", "Drawing", "Marks", "Order", "Overrides", "Shape", "chosen_overrides"]

Shape = Literal["forms", "base"]
Marks = Literal["show", "hide", "left"]
Order = Literal["visual", "logical"]


class Drawing(NamedTuple):
    """How letters are drawn on a terminal."""

    shape: Shape = "forms"
    """`forms`: joined presentation forms; `base`: letters as they are, where the terminal joins."""
    marks: Marks = "show"
    """`show`: after their letter; `hide`: not at all; `left`: in the cell to the letter's left."""
    order: Order = "visual"
    """`visual`: reordered here; `logical`: as stored, for a terminal that cannot be stopped."""


class Overrides(NamedTuple):
    """What was said; None where nothing was."""

    bidi: str | None = None
    """A profile's name."""
    shape: Shape | None = None
    marks: Marks | None = None
    order: Order | None = None
    bidi_restore: bool | None = None
    """Whether the terminal's own reordering is turned on again in the end."""
    source: str = ""
    """Who said `bidi`, in words: `--bidi says`."""


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "bidi": tuple(PROFILES),
    "shape": get_args(Shape),
    "marks": get_args(Marks),
    "order": get_args(Order),
    "bidi_restore": ("true", "false"),
}
"""What can be said, by key; options, variables and settings share it."""


def chosen_overrides(
    options: Mapping[str, str | None], environment: Mapping[str, str]
) -> Overrides:
    """What options and, where they are silent, variables such as `HASHIYA_BIDI` say.

    Raises:
        UsageError: A value that is none of `CHOICES`; the message names who said it.
    """
    said: dict[str, str] = {}
    source = ""
    for key, choices in CHOICES.items():
        variable = f"HASHIYA_{key.upper()}"
        value, who = options.get(key), f"--{key.replace('_', '-')}"
        if value is None:
            value, who = environment.get(variable), f"${variable}"
        if not value:
            continue
        if value not in choices:
            raise UsageError(f"{who} is {value!r}; it can be {', '.join(choices)}")
        said[key] = value
        source = Reason("{option} says", option=who) if key == "bidi" else source
    return _made(said, source)


def settled_overrides(values: Mapping[str, object]) -> Overrides:
    """What settings say; what in them cannot be used is left out, and named by `complaints`."""
    said: dict[str, str] = {}
    for key, choices in CHOICES.items():
        value = values.get(key)
        value = str(value).lower() if isinstance(value, bool) else value
        if isinstance(value, str) and value in choices:
            said[key] = value
    source = Reason("your settings say") if "bidi" in said else ""
    return _made(said, source)


def _made(said: Mapping[str, str], source: str) -> Overrides:
    restore = said.get("bidi_restore")
    return Overrides(
        bidi=said.get("bidi"),
        # Checked against the literal's own values by both callers.
        shape=cast("Shape | None", said.get("shape")),
        marks=cast("Marks | None", said.get("marks")),
        order=cast("Order | None", said.get("order")),
        bidi_restore=None if restore is None else restore == "true",
        source=source,
    )
