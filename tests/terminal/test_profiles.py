"""Profiles: what is written around the alternate screen, and how it is undone."""

from __future__ import annotations

from hashiya.terminal import CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN, PROFILES, framed

PLAIN, BDSM = PROFILES["plain"], PROFILES["bdsm"]


def test_vte_is_told_before_the_switch_and_after_the_way_back() -> None:
    """The mode is set before the alternate screen is entered and reset after it is left."""
    assert framed(ENTER_SCREEN, BDSM) == "\x1b[8l\x1b[?1049h"
    assert framed(LEAVE_SCREEN, BDSM) == "\x1b[?1049l\x1b[8h"
    assert framed(f"a{ENTER_SCREEN}b", BDSM) == "a\x1b[8l\x1b[?1049hb"


def test_other_output_passes_unchanged() -> None:
    """Nothing is added for a plain terminal, nor to data without the switch."""
    assert framed(ENTER_SCREEN + LEAVE_SCREEN, PLAIN) == ENTER_SCREEN + LEAVE_SCREEN
    assert framed("سلام", BDSM) == "سلام"


def test_a_screen_behind_a_multiplexer_is_cleared() -> None:
    """Behind a multiplexer all rows are made anew after the switch, and `after` precedes it."""
    inside = BDSM._replace(clears=True)
    assert framed(ENTER_SCREEN, inside) == f"\x1b[8l{ENTER_SCREEN}{CLEAR_SCREEN}"
    assert framed(LEAVE_SCREEN, inside) == f"\x1b[8h{LEAVE_SCREEN}"
