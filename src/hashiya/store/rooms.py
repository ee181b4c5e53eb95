"""Rooms: in which of this floor's rooms each late name of the front door is.

Must never load one; that is the matter of `hashiya.doors`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ROOMS"]

ROOMS: Final = {
    "EventRow": "journal",
    **dict.fromkeys(
        (
            "EventPack",
            "Merged",
            "Packed",
            "PackedSession",
            "PackedText",
            "Refused",
            "Renamed",
            "WorkPack",
        ),
        "pack_values",
    ),
    **dict.fromkeys(
        (
            "Assigned",
            "Assignment",
            "AssignmentState",
            "CLAIM_DAYS",
            "Claim",
            "DocumentSlots",
            "Gold",
            "MAX_WAITING",
            "Slots",
            "Workload",
        ),
        "assignment_values",
    ),
    **dict.fromkeys(("ActKey", "MergedAct", "MergedOn", "PastMerge"), "merge_values"),
    **dict.fromkeys(("Passage", "PassageState", "PassageWanted"), "passage_values"),
    "Person": "people_values",
    "Store": "protocol",
    **dict.fromkeys(
        (
            "Finding",
            "HeldSpan",
            "Outcome",
            "OutcomeKind",
            "Revised",
            "SchemeVersion",
            "Severity",
        ),
        "outcomes",
    ),
    **dict.fromkeys(
        (
            "BEGINNING",
            "EVERYWHERE",
            "Hit",
            "HitFilter",
            "HitPage",
            "Indexed",
            "SearchKey",
            "SearchRequest",
        ),
        "hits",
    ),
    **dict.fromkeys(
        ("ActState", "HistoryKey", "HistoryPage", "PastAct", "Touch", "Travelled"),
        "history_values",
    ),
    **dict.fromkeys(("EVERY_DOCUMENT", "DocumentFilter", "ListPage", "ListRequest"), "lists"),
    **dict.fromkeys(("Figures", "Quarter", "Worked"), "figures"),
    **dict.fromkeys(
        (
            "FIRST_REMINDER",
            "HeldReminder",
            "Reminded",
            "ReminderKey",
            "ReminderKind",
            "ReminderPage",
        ),
        "reminders",
    ),
    **dict.fromkeys(("Response", "ResponseKind"), "appeals"),
    **dict.fromkeys(
        (
            "FIRST_RULING",
            "LayerState",
            "Precedent",
            "ReviewFacts",
            "ReviewList",
            "ReviewState",
            "RuledCard",
            "RulingKey",
            "UnderReview",
        ),
        "reviews",
    ),
    "GoldUnderWay": "underway",
}
"""Name → the room it is in; a first page needs none of them."""
