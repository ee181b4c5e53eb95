"""Rules: every kind of terminal gets its profile, its reason and, where needed, advice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hashiya.terminal import (
    PROFILES,
    Detection,
    Overrides,
    Replies,
    Settings,
    detect,
    parse_replies,
)

DA1 = b"\x1b[?62;22c"
VTE_ENV = {"TERM": "xterm-256color", "VTE_VERSION": "7006"}


def found(environment: Mapping[str, str], raw: bytes = b"", **said: str) -> Detection:
    """What is detected from variables and the bytes that came back."""
    return detect(
        environment,
        overrides=Overrides(**said),  # type: ignore[arg-type]
        settings=Settings(),
        ask=lambda: parse_replies(raw),
    )


def names(version: str) -> bytes:
    """XTVERSION's answer, fenced."""
    return f"\x1bP>|{version}\x1b\\".encode() + DA1


@pytest.mark.parametrize(
    ("environment", "raw", "profile", "identity"),
    [
        (VTE_ENV, b"\x1b[8;1$y\x1bP>|VTE(7006)\x1b\\\x1b[>65;7006;1c" + DA1, "bdsm", "vte 7006"),
        (VTE_ENV, b"\x1b[8;2$y" + DA1, "explicit", "vte 7006"),
        (VTE_ENV, b"\x1b[8;4$y" + DA1, "explicit", "vte 7006"),
        ({"TERM": "xterm-256color"}, names("Konsole 22.12.3"), "konsole", "konsole 22.12"),
        ({"TERM": "xterm", "KONSOLE_VERSION": "201203"}, DA1, "konsole", "xterm"),
        ({"TERM": "mlterm"}, DA1, "mlterm", "mlterm"),
        ({"TERM": "xterm", "MLTERM": "3.9.2"}, b"", "mlterm", "xterm"),
        ({"TERM": "xterm"}, b"\x1b[>24;279;0c" + DA1, "mlterm", "xterm"),
        ({"TERM": "xterm-kitty"}, names("kitty(0.40.0)"), "kitty", "kitty 0.40"),
        ({"TERM": "xterm-kitty"}, names("kitty(0.41.1)"), "kitty", "kitty 0.41"),
        ({"TERM": "xterm-kitty"}, names("kitty(1.0)"), "kitty", "kitty 1.0"),
        ({"TERM": "xterm-kitty"}, names("kitty(0.26.5)"), "plain", "kitty 0.26"),
        ({"TERM": "xterm-kitty"}, b"", "plain", "xterm-kitty"),
        ({"TERM": "xterm"}, b"\x1b[>0;136;0c" + DA1, "plain", "xterm"),
        ({"TERM": "xterm", "TERM_PROGRAM": "QTerminal"}, DA1, "plain", "qterminal"),
        ({"TERM": "xterm"}, b"\x1b[>0;115;0c" + DA1, "plain", "xterm"),
        ({"TERM": "xterm", "TERM_PROGRAM": "vscode"}, DA1, "lrm", "vscode"),
        ({"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, b"", "lrm", "unknown"),
        ({"TERM": "xterm", "TERM_PROGRAM": "Apple_Terminal"}, DA1, "lrm", "apple_terminal"),
        ({"TERM": "xterm"}, names("iTerm2 3.7.1"), "lrm", "iterm2 3.7"),
        ({"TERM": "xterm"}, names("iTerm2 3.4.19"), "plain", "iterm2 3.4"),
        (
            {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.7.0"},
            b"",
            "lrm",
            "iterm.app 3.7",
        ),
        ({"TERM": "xterm", "TERM_PROGRAM": "mintty"}, DA1, "bdsm", "mintty"),
        (VTE_ENV, b"", "bdsm", "vte 7006"),
        ({"VTE_VERSION": "5703"}, b"", "bdsm", "vte 5703"),
        ({"VTE_VERSION": "5202"}, b"", "plain", "vte 5202"),
        ({"VTE_VERSION": "six"}, b"", "plain", "vte six"),
        ({"VTE_VERSION": "٦٨٠٠"}, b"", "plain", "vte"),  # foreign digits
        ({"TERM": "xterm"}, b"\x1b[8;0$y" + names("XTerm(379)"), "plain", "xterm 379"),
        ({"TERM": "foot"}, b"\x1b[8;0$y" + names("foot(1.13.1)"), "plain", "foot 1.13"),
        ({"TERM": "xterm-256color"}, DA1, "plain", "xterm-256color"),
        ({}, b"", "plain", "unknown"),
    ],
)
def test_each_terminal_gets_its_profile(
    environment: dict[str, str], raw: bytes, profile: str, identity: str
) -> None:
    """Every row of the table: from variables and replies to what is written before and after."""
    detection = found(environment, raw)
    assert detection.profile == PROFILES[profile]
    assert detection.identity == identity
    assert detection.reason
    assert detection.replies == parse_replies(raw)


@pytest.mark.parametrize(
    ("name", "before", "after", "kind"),
    [
        ("plain", "", "", "none"),
        ("bdsm", "\x1b[8l", "\x1b[8h", "none"),
        (
            "konsole",
            "\x1b]50;BidiRenderingEnabled=false\x07",
            "\x1b]50;BidiRenderingEnabled=true\x07",
            "none",
        ),
        ("mlterm", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07", "none"),
        ("kitty", "", "", "osc66"),
        ("lrm", "", "", "lrm"),
        ("explicit", "", "", "none"),
    ],
)
def test_each_profile_says_what_it_must(name: str, before: str, after: str, kind: str) -> None:
    """What is written before the screen is entered, after it is left, and to letters."""
    assert PROFILES[name] == (name, before, after, kind, False)


@pytest.mark.parametrize(
    ("environment", "raw", "setting"),
    [
        ({"TERM": "xterm-kitty"}, names("kitty(0.26.5)"), "force_ltr yes"),
        ({"TERM": "xterm"}, b"\x1b[>0;136;0c" + DA1, "Disable bidirectional text display"),
        ({"TERM": "xterm", "TERM_PROGRAM": "QTerminal"}, DA1, "QTerminal's preferences"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, DA1, "Terminal.app"),
        ({}, names("iTerm2 3.7.1"), "iTerm2's settings"),
    ],
)
def test_what_only_the_person_can_set_is_named(
    environment: dict[str, str], raw: bytes, setting: str
) -> None:
    """Where no sequence helps, one sentence names the terminal's own setting."""
    advice = found(environment, raw).advice
    assert setting in advice
    assert advice.endswith(".")
    assert found(environment, raw, bidi="lrm").advice == ""


@pytest.mark.parametrize(
    ("environment", "raw", "marks"),
    [
        ({"TERM": "foot"}, b"", "hide"),
        ({"TERM": "xterm"}, names("foot(1.13.1)"), "hide"),
        ({"TERM": "alacritty"}, DA1, "left"),
        ({"TERM": "xterm"}, names("XTerm(379)"), "show"),
    ],
)
def test_marks_are_drawn_where_the_terminal_puts_them_right(
    environment: dict[str, str], raw: bytes, marks: str
) -> None:
    """Marks are hidden on foot, to the left on Alacritty, shown elsewhere."""
    assert found(environment, raw).drawing.marks == marks


@pytest.mark.parametrize("multiplexer", [{"TMUX": "socket,1,0"}, {"STY": "1.tty"}])
def test_behind_a_multiplexer_the_outer_terminal_decides(multiplexer: dict[str, str]) -> None:
    """The outer terminal's profile is wrapped, and the screen cleared after it."""
    detection = found(VTE_ENV | multiplexer)
    name = "tmux" if "TMUX" in multiplexer else "screen"
    start = "\x1bPtmux;\x1b" if name == "tmux" else "\x1bP"
    assert detection.multiplexer == name
    assert detection.identity == f"{name} vte 7006"
    assert detection.profile.before == f"{start}\x1b[8l\x1b\\"
    assert detection.profile.after == f"{start}\x1b[8h\x1b\\"
    assert detection.profile.clears
    assert not found({"TERM": "screen"} | multiplexer).profile.clears


def test_kitty_behind_tmux_cannot_be_told() -> None:
    """Sized text does not pass a multiplexer, so the setting is named instead."""
    detection = found({"TERM": "tmux", "TMUX": "s,1,0"}, names("kitty(0.41.1)"))
    assert detection.profile.filter == "none"
    assert "force_ltr yes" in detection.advice


def test_an_unknown_terminal_is_said_to_be_unknown() -> None:
    """Only a terminal that no rule and no person knows is unknown."""
    assert not found({"TERM": "xterm-256color"}, DA1).is_known
    assert found({"TERM": "xterm"}, names("XTerm(379)")).is_known
    assert found({"TERM": "xterm-256color"}, DA1, bidi="plain").is_known


def test_what_is_said_beats_what_is_found() -> None:
    """A profile that was asked for is used on any terminal, and the reason says who asked."""
    detection = found(VTE_ENV, b"", bidi="konsole", source="--bidi says")
    assert detection.profile == PROFILES["konsole"]
    assert detection.reason == "--bidi says so"


def test_bidi_can_stay_off() -> None:
    """With `bidi_restore` false nothing is written after the screen is left."""
    detection = detect(
        VTE_ENV, overrides=Overrides(bidi_restore=False), settings=Settings(), ask=Replies
    )
    assert detection.profile == PROFILES["bdsm"]._replace(after="")
