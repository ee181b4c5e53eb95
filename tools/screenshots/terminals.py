"""The terminals: how each is started with a fixed size, font and colours and nobody's settings.

Must never know what is run in them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["TERMINALS", "Terminal"]

COLUMNS: Final = 100
ROWS: Final = 30
FONT: Final = "DejaVu Sans Mono"
POINTS: Final = 11
CELL: Final = (9, 18)
"""Pixels of a cell in that font, for what fills a screen."""

NO_POINTER: Final = struct.pack(
    "<4s15I",
    *(b"Xcur", 16, 0x10000, 1),
    *(0xFFFD0002, 24, 28),
    *(36, 0xFFFD0002, 24, 1, 1, 1, 0, 0, 0),
) + bytes(4)
"""An X cursor of one transparent pixel: a compositor paints its pointer into the picture."""


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


def _xterm(_: Path, program: str) -> list[str]:
    # It draws as much as it has read at once, and shades letters otherwise where two such pieces
    # meet; without half shades what is painted depends on what stands there alone.
    font = f"{FONT}:antialias=false"
    return [
        *("xterm", "-u8", "-fa", font, "-fs", str(POINTS), "-geometry", f"{COLUMNS}x{ROWS}+0+0"),
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
    (home / ".config").mkdir(exist_ok=True)
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
    """Without smoothing: a letter drawn again over its own smoothed edge makes that brighter."""
    (home / ".mlterm").mkdir()
    ranges = ("DEFAULT", "ISO10646_UCS4_1", "ISO10646_UCS4_1_FULLWIDTH")
    (home / ".mlterm/aafont").write_text("".join(f"{name}={FONT}\n" for name in ranges))
    (home / ".mlterm/main").write_text(
        f"type_engine=xft\nfontsize={POINTS * 4 // 3}\nbg_color=black\nfg_color=white\n"
        "scrollbar_mode=none\nline_space=4\nuse_anti_alias=false\n"
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


def _foot(home: Path, program: str) -> list[str]:
    """On Wayland only: in a compositor that is itself a window of the virtual screen."""
    settings = home / "foot.ini"
    settings.write_text(
        f"font={FONT}:size={POINTS}\ninitial-window-size-chars={COLUMNS}x{ROWS}\npad=0x0\n"
        "[colors]\nbackground=000000\nforeground=ffffff\n[csd]\npreferred=none\n"
    )
    pointers = home / "icons" / "none" / "cursors"
    pointers.mkdir(parents=True)
    (pointers / "left_ptr").write_bytes(NO_POINTER)
    compositor = home / "weston.ini"
    compositor.write_text("[core]\nidle-time=0\nshell=kiosk-shell.so\nbackend=x11-backend.so\n")
    start = home / "start-foot"
    start.write_text(
        f"#!/bin/sh\nexport XCURSOR_PATH='{home}/icons' XCURSOR_THEME=none\n"
        f"weston --config='{compositor}' --width={COLUMNS * CELL[0]} --height={ROWS * CELL[1]}"
        " --socket=pictures &\n"
        'until [ -S "$XDG_RUNTIME_DIR/pictures" ]; do sleep 0.1; done\n'
        f"WAYLAND_DISPLAY=pictures exec foot --config='{settings}' '{program}'\n"
    )
    start.chmod(0o700)
    return [str(start)]


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


def _screen(home: Path, program: str) -> str:
    """GNU screen with nobody's settings, as a program to run in a terminal."""
    settings = home / "screenrc"
    settings.write_text("startup_message off\ndefutf8 on\naltscreen on\nterm screen-256color\n")
    sockets = home / "screens"
    sockets.mkdir(mode=0o700)
    start = home / "start-screen"
    start.write_text(
        f"#!/bin/sh\nSCREENDIR='{sockets}' exec screen -U -c '{settings}' -S pictures '{program}'\n"
    )
    start.chmod(0o700)
    return str(start)


def _screen_in_xterm(home: Path, program: str) -> list[str]:
    # xterm's own TERM stands for eight colours, and GNU screen believes it.
    return ["xterm", "-tn", "xterm-256color", *_xterm(home, _screen(home, program))[1:]]


def _screen_in_vte(home: Path, program: str) -> list[str]:
    return _vte(home, _screen(home, program))


TERMINALS: Final = (
    Terminal("xterm", ("xterm",), ("xterm",), _xterm),
    Terminal("vte", ("xfce4-terminal", "dbus"), ("xfce4-terminal", "dbus-run-session"), _vte),
    Terminal("konsole", ("konsole", "dbus"), ("konsole", "dbus-run-session"), _konsole),
    Terminal("kitty", ("kitty", "libgl1-mesa-dri"), ("kitty",), _kitty),
    Terminal("mlterm", ("mlterm",), ("mlterm",), _mlterm),
    Terminal("alacritty", ("alacritty", "libgl1-mesa-dri"), ("alacritty",), _alacritty),
    Terminal("foot", ("foot", "foot-terminfo", "weston"), ("foot", "weston"), _foot),
    Terminal(
        "tmux-in-vte",
        ("tmux", "xfce4-terminal", "dbus"),
        ("tmux", "xfce4-terminal", "dbus-run-session"),
        _tmux,
    ),
    Terminal("screen-in-xterm", ("screen", "xterm"), ("screen", "xterm"), _screen_in_xterm),
    Terminal(
        "screen-in-vte",
        ("screen", "xfce4-terminal", "dbus"),
        ("screen", "xfce4-terminal", "dbus-run-session"),
        _screen_in_vte,
    ),
)
"""In the order of the pictures."""
