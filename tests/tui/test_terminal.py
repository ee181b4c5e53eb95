"""Terminals: who is told to leave the order alone, and how it is undone."""

from __future__ import annotations

import pytest

from hashiya.tui.terminal import (
    BDSM,
    ENTER_SCREEN,
    LEAVE_SCREEN,
    PLAIN,
    choose_profile,
    framed,
)


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "plain"),
        ({"VTE_VERSION": "6800"}, "bdsm"),
        ({"VTE_VERSION": "5703"}, "bdsm"),
        ({"VTE_VERSION": "5202"}, "plain"),
        ({"VTE_VERSION": "six"}, "plain"),
        ({"VTE_VERSION": "٦٨٠٠"}, "plain"),
        ({"VTE_VERSION": "6800", "TMUX": "socket,1,0"}, "plain"),
    ],
)
def test_the_environment_chooses_the_profile(environment: dict[str, str], name: str) -> None:
    """Only a VTE that reorders text, and not one behind a multiplexer, gets the profile."""
    assert choose_profile(environment).name == name


def test_vte_is_told_before_the_switch_and_after_the_way_back() -> None:
    """The mode is set before the alternate screen is entered and reset after it is left."""
    assert framed(ENTER_SCREEN, BDSM) == "\x1b[8l\x1b[?1049h"
    assert framed(LEAVE_SCREEN, BDSM) == "\x1b[?1049l\x1b[8h"
    assert framed(f"a{ENTER_SCREEN}b", BDSM) == "a\x1b[8l\x1b[?1049hb"


def test_other_output_passes_unchanged() -> None:
    """Nothing is added for a plain terminal, nor to data without the switch."""
    assert framed(ENTER_SCREEN + LEAVE_SCREEN, PLAIN) == ENTER_SCREEN + LEAVE_SCREEN
    assert framed("سلام", BDSM) == "سلام"
