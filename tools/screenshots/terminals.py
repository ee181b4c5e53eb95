"""The terminals: how each is started with a fixed size, font and colours and nobody's settings.

Must never know what is run in them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["TERMINALS", "Terminal"]

COLUMNS: Final = 100
ROWS: Final = 30
FONT: Final = "DejaVu Sans Mono"
POINTS: Final = 11


class Terminal(NamedTuple):
    """One way to show a program."""

    name: str
    """Of its picture."""
    packages: tuple[str, ...]
    """Debian's names for what must be installed."""
    programs: tuple[str, ...]
    """What must be found on the path."""
    command: Callable[[Path, str], list[str]]
    """From an empty home of its own and the program to run in it: what to start."""
    shade: int = 0
    """How far a colour may be off between two paintings of the same, of 255."""


def _xterm(_: Path, program: str) -> list[str]:
    return [
        *("xterm", "-u8", "-fa", FONT, "-fs", str(POINTS), "-geometry", f"{COLUMNS}x{ROWS}+0+0"),
        *("-bg", "black", "-fg", "white", "-b", "0", "+sb", "-e", program),
    ]


def _vte(_: Path, program: str) -> list[str]:
    return [
        *("dbus-run-session", "--", "xfce4-terminal", "--disable-server", "--hide-menubar"),
        *("--hide-toolbar", "--hide-scrollbar", "--hide-borders", "--font", f"{FONT} {POINTS}"),
        *("--color-bg", "black", "--color-text", "white", "--geometry", f"{COLUMNS}x{ROWS}+0+0"),
        *("-x", program),
    ]


def _konsole(home: Path, program: str) -> list[str]:
    profiles = home / ".local/share/konsole"
    profiles.mkdir(parents=True)
    appearance = f"[Appearance]\nFont={FONT},{POINTS},-1,5,50,0,0,0,0,0\nColorScheme=Linux\n"
    (profiles / "Plain.profile").write_text(
        f"{appearance}[General]\nName=Plain\nParent=FALLBACK/\nShowTerminalSizeHint=false\n"
        f"TerminalColumns={COLUMNS}\nTerminalRows={ROWS}\n[Scrolling]\nScrollBarPosition=2\n"
    )
    (home / ".config").mkdir()
    (home / ".config/konsolerc").write_text(
        "[Desktop Entry]\nDefaultProfile=Plain.profile\n[KonsoleWindow]\nRememberWindowSize=false\n"
    )
    # Neither tool bar, by interface descriptions that count as newer than the built-in ones.
    descriptions = home / ".local/share/kxmlgui5/konsole"
    descriptions.mkdir(parents=True)
    for name, bar in (("session", "sessionToolbar"), ("konsole", "mainToolBar")):
        (descriptions / f"{name}ui.rc").write_text(
            f'<gui name="{name}" version="999"><ToolBar name="{bar}" hidden="true"/></gui>\n'
        )
    hidden = ("--hide-menubar", "--hide-tabbar", "--notransparency")
    return ["dbus-run-session", "--", "konsole", "--profile", "Plain", *hidden, "-e", program]


def _kitty(_: Path, program: str) -> list[str]:
    settings = {
        "font_family": FONT,
        "font_size": str(POINTS),
        "initial_window_width": f"{COLUMNS}c",
        "initial_window_height": f"{ROWS}c",
        "remember_window_size": "no",
        "update_check_interval": "0",
        "confirm_os_window_close": "0",
        "background": "black",
        "foreground": "white",
    }
    chosen = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
    # Before 0.40 nothing but this setting, which Hashiya advises there, keeps it from reordering.
    script = (
        'case $(kitty --version) in *" 0."[0-9].*|*" 0."[1-3][0-9].*)'
        ' set -- -o force_ltr=yes "$@";; esac; exec kitty --config NONE "$@"'
    )
    return ["sh", "-c", script, "sh", *chosen, program]


def _mlterm(home: Path, program: str) -> list[str]:
    (home / ".mlterm").mkdir()
    ranges = ("DEFAULT", "ISO10646_UCS4_1", "ISO10646_UCS4_1_FULLWIDTH")
    (home / ".mlterm/aafont").write_text("".join(f"{name}={FONT}\n" for name in ranges))
    (home / ".mlterm/main").write_text(
        f"type_engine=xft\nfontsize={POINTS * 4 // 3}\nbg_color=black\nfg_color=white\n"
        "scrollbar_mode=none\nline_space=4\n"
    )
    return ["mlterm", "-g", f"{COLUMNS}x{ROWS}+0+0", "--km=utf8", "-e", program]


def _alacritty(home: Path, program: str) -> list[str]:
    settings = home / "alacritty.toml"
    settings.write_text(
        f'[font]\nsize = {POINTS}\nnormal = {{ family = "{FONT}" }}\n'
        f"[window]\ndimensions = {{ columns = {COLUMNS}, lines = {ROWS} }}\n"
        'position = { x = 0, y = 0 }\n[colors.primary]\nbackground = "#000000"\n'
    )
    older = home / "alacritty.yml"
    older.write_text(
        f"font:\n  size: {POINTS}\n  normal:\n    family: {FONT}\nwindow:\n  dimensions:\n"
        f"    columns: {COLUMNS}\n    lines: {ROWS}\n  position:\n    x: 0\n    y: 0\n"
        "colors:\n  primary:\n    background: '#000000'\n"
    )
    # Releases before 0.13 read YAML only.
    script = (
        'case $(alacritty --version) in *" 0."[0-9].*|*" 0.1"[0-2].*) s=$1;; *) s=$2;; esac;'
        ' exec alacritty --config-file "$s" -e "$3"'
    )
    return ["sh", "-c", script, "sh", str(older), str(settings), program]


def _tmux(home: Path, program: str) -> list[str]:
    settings = home / "tmux.conf"
    settings.write_text(
        "set -g status off\nset -g default-terminal tmux-256color\n"
        'set -ga terminal-overrides ",*:Tc"\n'
    )
    start = home / "start-tmux"
    start.write_text(
        f"#!/bin/sh\nTMUX_TMPDIR='{home}' exec tmux -L pictures -f '{settings}'"
        f" new-session '{program}'\n"
    )
    start.chmod(0o700)
    return _vte(home, str(start))


TERMINALS: Final = (
    Terminal("xterm", ("xterm",), ("xterm",), _xterm),
    Terminal("vte", ("xfce4-terminal", "dbus"), ("xfce4-terminal", "dbus-run-session"), _vte),
    Terminal("konsole", ("konsole", "dbus"), ("konsole", "dbus-run-session"), _konsole),
    Terminal("kitty", ("kitty", "libgl1-mesa-dri"), ("kitty",), _kitty),
    # A letter that is drawn again over its own smoothed edge makes that a shade brighter.
    Terminal("mlterm", ("mlterm",), ("mlterm",), _mlterm, shade=8),
    Terminal("alacritty", ("alacritty", "libgl1-mesa-dri"), ("alacritty",), _alacritty),
    Terminal(
        "tmux-in-vte",
        ("tmux", "xfce4-terminal", "dbus"),
        ("tmux", "xfce4-terminal", "dbus-run-session"),
        _tmux,
    ),
)
"""In the order of the pictures."""
