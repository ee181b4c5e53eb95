"""Figuring: what one act counts for in the figures of its person, by rule.

Pure functions of times and edits, so that writing and replaying agree. Must never know a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, NamedTuple

__all__ = [
    "MAX_SECONDS_AN_ACT",
    "QUARTER_SECONDS",
    "Output",
    "finishes",
    "output_of",
    "seconds_between",
    "unix_seconds",
]

MAX_SECONDS_AN_ACT: Final = 120
"""An act stands for the time since the one before it, and for no more than this."""

QUARTER_SECONDS: Final = 900
"""Figures are kept by the quarter of an hour."""


class Output(NamedTuple):
    """What an act made."""

    annotations: int
    """Edits that changed an annotation."""
    spans: int
    """Annotations that it added, one place at a time."""
    together: int
    """Annotations that it added as an act on many places."""
    sentences: int
    """Open sentences that it finished."""


def unix_seconds(at: str) -> int:
    """A time as events hold it, in whole seconds since 1970.

    >>> unix_seconds("1970-01-01T00:15:00.999Z")
    900
    """
    return int(datetime.fromisoformat(at).timestamp())


def seconds_between(before: int | None, now: int) -> int:
    """Seconds of work that an act stands for; `before` is when the act before it was done.

    >>> seconds_between(100, 130), seconds_between(100, 9000), seconds_between(None, 9000)
    (30, 120, 120)
    """
    if before is None:
        return MAX_SECONDS_AN_ACT
    return max(0, min(now - before, MAX_SECONDS_AN_ACT))


def finishes(edit: dict[str, Any]) -> bool:
    """Whether an edit, as the body of its event holds it, finishes a sentence that was open."""
    return edit["kind"] == "mark" and edit["before"] is None and edit["after"] is not None


def output_of(edits: Iterable[tuple[str, bool]], *, is_grouped: bool) -> Output:
    """What edits made.

    Args:
        edits: Kind of each, and whether it finishes a sentence that was open.
        is_grouped: Whether they belong to an act on many places.
    """
    annotations = added = sentences = 0
    for kind, finishes in edits:
        annotations += kind in {"add", "remove", "replace"}
        added += kind == "add"
        sentences += finishes
    return Output(annotations, 0 if is_grouped else added, added if is_grouped else 0, sentences)
