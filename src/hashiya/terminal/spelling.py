"""Spelling: which of the names there are somebody may have meant, and reasons in a row."""

from __future__ import annotations

from collections.abc import Iterable

from hashiya.errors import Reason

__all__ = ["joined", "nearest"]


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that somebody may have meant; empty when none is like it.

    >>> nearest("Langauge", ("language", "theme")), nearest("x", ("language",))
    ('language', '')
    """
    import difflib  # noqa: PLC0415 - for what is wrong only

    known = {each.casefold(): each for each in names}
    found = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def joined(reasons: Iterable[str]) -> str:
    """Several reasons as one; empty when there is none."""
    whole: str = ""
    for reason in reasons:
        whole = Reason("{one}; {other}", one=whole, other=reason) if whole else reason
    return whole
