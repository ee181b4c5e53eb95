"""Sentences cut by hand: what becomes of the flags and notes on them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.model import Reminder, Span, carried_reminders

FIRST, SECOND, WHOLE = (Span(start=a, end=b) for a, b in ((0, 4), (5, 9), (0, 9)))


def flag(span: Span, note: str = "") -> Reminder:
    """A flag, with a note perhaps."""
    return Reminder(span=span, is_flagged=True, note=note)


def test_a_merged_sentence_has_the_flags_and_notes_of_both() -> None:
    """One flag is enough, the notes follow each other, and the same note stands once."""
    held = {FIRST: flag(FIRST, "ن"), SECOND: Reminder(span=SECOND, note="م")}
    assert carried_reminders((FIRST, SECOND), (WHOLE,), held) == {WHOLE: flag(WHOLE, "ن\nم")}
    same = {FIRST: flag(FIRST, "ن"), SECOND: flag(SECOND, "ن")}
    assert carried_reminders((FIRST, SECOND), (WHOLE,), same) == {WHOLE: flag(WHOLE, "ن")}


def test_both_halves_of_a_split_are_flagged_and_the_first_has_the_note() -> None:
    """Nobody knows which half was meant, so that both are come back to."""
    held = {WHOLE: flag(WHOLE, "ن")}
    parts = carried_reminders((WHOLE,), (FIRST, SECOND), held)
    assert parts == {FIRST: flag(FIRST, "ن"), SECOND: flag(SECOND)}
    noted = {WHOLE: Reminder(span=WHOLE, note="ن")}
    parts = carried_reminders((WHOLE,), (FIRST, SECOND), noted)
    assert parts == {FIRST: Reminder(span=FIRST, note="ن")}


@given(st.booleans(), st.sampled_from(["", "ن", "سطر\nآخر"]))
def test_a_split_and_a_merge_leave_a_reminder_as_it_was(is_flagged: bool, note: str) -> None:  # noqa: FBT001 - drawn
    """Whoever splits a sentence and merges it again finds what was there."""
    held = (
        {WHOLE: Reminder(span=WHOLE, is_flagged=is_flagged, note=note)}
        if is_flagged or note
        else {}
    )
    parts = carried_reminders((WHOLE,), (FIRST, SECOND), held)
    assert carried_reminders((FIRST, SECOND), (WHOLE,), parts) == held
