"""Differences: the one word for each kind of them, wherever people read it.

Edges are named by the text's own direction, since an Arabic span starts on the right. Data has
names of its own, which never change. Must never know what is compared, or where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hashiya.tui.locale import _, later

__all__ = ["DIFFERENCES", "kind_words"]

DIFFERENCES: Final[Mapping[str, str]] = {
    "clitic": later("clitic or sign"),
    "left edge": later("start"),
    "right edge": later("end"),
    "both edges": later("start and end"),
    "label": later("label"),
    "label and edges": later("label and edges"),
    "nesting": later("nesting"),
    "only one": later("only one has it"),
    "missed": later("missed"),
    "extra": later("one too many"),
    "attributes": later("values"),
    "policy": later("not allowed in gold"),
    "withdrawn": later("withdrawn"),
}
"""Name in data → the word for it. `only one` is between two annotators; `missed` is what somebody
has not that others, or gold, have; `extra` is not in gold."""


def kind_words(kind: str) -> str:
    """What differs."""
    return _(DIFFERENCES[kind])
