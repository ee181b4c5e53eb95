"""Words of a review's report: what rulings, kinds, reasons and an article's progress are called.

Must never know how a report is counted, or where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hashiya.services import ReviewPlan
from hashiya.tui.locale import _, later, n_
from hashiya.tui.review.wording import PROGRESS, REASONS, kind_words

__all__ = ["difference_words", "outcome_words", "progress_words", "quorum_words", "reason_words"]

_OUTCOMES: Final[Mapping[str, str]] = {
    "take": later("one side"),
    "edit": later("otherwise than proposed"),
    "both": later("more than one side"),
    "neither": later("none of these"),
    "defer": later("put off"),
}
_REASONS: Final[Mapping[str, str]] = dict(REASONS)
_PROGRESS: Final[Mapping[str, str]] = {name: words for name, (_sign, words) in PROGRESS.items()}


def outcome_words(outcome: str) -> str:
    """What sort of ruling it is."""
    return _(_OUTCOMES[outcome])


def difference_words(kind: str) -> str:
    """What differs; that all agree for `agreed`."""
    return kind_words(() if kind == "agreed" else (kind,))


def reason_words(reason: str) -> str:
    """Why people differ."""
    return _(_REASONS[reason])


def progress_words(progress: str) -> str:
    """How far an article is on its way to gold."""
    return _(_PROGRESS.get(progress, progress))


def quorum_words(plan: ReviewPlan) -> str:
    """What needs no ruling."""
    if plan.quorum == "all":
        return _("what all propose")
    if plan.quorum == "most":
        return _("what more than half propose")
    return n_("what {count} person proposes", "what {count} people propose", plan.votes).format(
        count=plan.votes
    )
