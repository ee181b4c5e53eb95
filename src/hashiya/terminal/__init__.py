"""What a terminal is and must be told, so that it draws our visual order as it stands.

This floor knows escape sequences, the replies of terminals, multiplexers, and what a person has
said about them; so it keeps the settings file. It must never know what is drawn, Textual, or a
project; it depends on nothing but the errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.doors import late
from hashiya.terminal.detection import UNASKED, Detection, detect, profile_for
from hashiya.terminal.filters import CharWidth, filter_for
from hashiya.terminal.overrides import (
    CHOICES,
    Drawing,
    Marks,
    Order,
    Overrides,
    Shape,
    chosen_overrides,
)
from hashiya.terminal.probe import TerminalQuestion
from hashiya.terminal.profiles import (
    CLEAR_SCREEN,
    ENTER_SCREEN,
    LEAVE_SCREEN,
    PROFILES,
    FilterKind,
    Profile,
    framed,
)
from hashiya.terminal.replies import NO_REPLIES, LateReplies, Replies, parse_replies
from hashiya.terminal.settings import LANGUAGES, Settings, settings_path

if TYPE_CHECKING:
    from hashiya.terminal.choices import save_choice, wants_examination, wants_welcome
    from hashiya.terminal.clipboard import clipboard_sequence
    from hashiya.terminal.complaints import placed, usable_settings, wrong_settings
    from hashiya.terminal.recent import RecentCommands, recent_path
    from hashiya.terminal.report import Fact, detection_facts, escaped
    from hashiya.terminal.reset import reset_line, reset_sequences
    from hashiya.terminal.spelling import joined, nearest

__all__ = [
    "CHOICES",
    "CLEAR_SCREEN",
    "ENTER_SCREEN",
    "LANGUAGES",
    "LEAVE_SCREEN",
    "NO_REPLIES",
    "PROFILES",
    "UNASKED",
    "CharWidth",
    "Detection",
    "Drawing",
    "Fact",
    "FilterKind",
    "LateReplies",
    "Marks",
    "Order",
    "Overrides",
    "Profile",
    "RecentCommands",
    "Replies",
    "Settings",
    "Shape",
    "TerminalQuestion",
    "chosen_overrides",
    "clipboard_sequence",
    "detect",
    "detection_facts",
    "escaped",
    "filter_for",
    "framed",
    "joined",
    "nearest",
    "parse_replies",
    "placed",
    "profile_for",
    "recent_path",
    "reset_line",
    "reset_sequences",
    "save_choice",
    "settings_path",
    "usable_settings",
    "wants_examination",
    "wants_welcome",
    "wrong_settings",
]

__getattr__ = late(
    __name__,
    {
        "Fact": "report",
        "RecentCommands": "recent",
        "clipboard_sequence": "clipboard",
        "detection_facts": "report",
        "escaped": "report",
        "joined": "spelling",
        "nearest": "spelling",
        "placed": "complaints",
        "recent_path": "recent",
        "reset_line": "reset",
        "reset_sequences": "reset",
        "save_choice": "choices",
        "usable_settings": "complaints",
        "wants_examination": "choices",
        "wants_welcome": "choices",
        "wrong_settings": "complaints",
    },
)
"""Wanted by whoever copies, examines a terminal or repairs one, or has settings to check."""
