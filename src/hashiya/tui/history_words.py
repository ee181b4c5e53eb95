"""History words: when an act was, what became of it, and what going to it would do.

Pure functions. Must never know a widget or how an act is found.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from hashiya.services import Way
from hashiya.store import ActState, PastAct
from hashiya.tui.act_words import act_words, is_reshaping
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _, is_mirrored, later, n_, told
from hashiya.tui.reading import Message

__all__ = [
    "BEGINNING",
    "SIGNS",
    "STATES",
    "deed_words",
    "goal_words",
    "going_words",
    "gone_message",
    "is_waiting",
    "moment_words",
    "waiting_words",
    "when_words",
    "where_words",
]

BEGINNING: Final = later("the beginning, before your first act")

SIGNS: Final[dict[ActState, tuple[str, str]]] = {
    "stands": ("●", "good"),
    "undone": ("○", "warning"),
    "dropped": ("✗", "quiet"),
}
"""What became of an act → its sign and the sign's ink."""

STATES: Final[dict[ActState, str]] = {
    "stands": "",
    "undone": later("undone"),
    "dropped": later("gave way to another"),
}
"""What became of an act, in words; nothing for one that stands."""

GONE: Final = {
    "undo": later("{acts} taken back, {key} brings them back one by one"),
    "redo": later("{acts} done again"),
}
"""What to say at the end of the way."""


def is_waiting(act: PastAct) -> bool:
    """Whether an act is not on disk yet: it has no number among those that are."""
    return act.number < 0


def waiting_words() -> tuple[str, str]:
    """What to do where acts wait to be saved, and the ink of it."""
    words = _("nothing is gone back to while acts wait: {retry} saves, {undo} takes the last back")
    return words.format(retry=key_of("retry"), undo=key_of("undo")), "warning"


def when_words(at: str, today: date) -> str:
    """The time of a moment of today, the date of another; both in the local calendar."""
    moment = _local(at)
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%Y-%m-%d}"


def moment_words(at: str) -> str:
    """A moment in full.

    Behind Arabic letters a hyphen parts numbers, which then run from the right; a slash does not.
    """
    moment = _local(at)
    return f"{moment:%Y/%m/%d %H:%M:%S}" if is_mirrored() else f"{moment:%Y-%m-%d %H:%M:%S}"


def deed_words(act: PastAct) -> str:
    """What an act did, in a few words, with how many places and articles it was on."""
    if not act.act.edits:
        return ""
    if act.annotations < 2 or is_reshaping(act.act):
        return act_words(act.act)
    spans = n_("{count:,} span", "{count:,} spans", act.annotations).format(count=act.annotations)
    if act.documents == 1:
        return _("{spans} in all: {act}").format(spans=spans, act=act_words(act.act))
    articles = n_("{count:,} article", "{count:,} articles", act.documents)
    return _("{spans} in {articles}: {act}").format(
        spans=spans, articles=articles.format(count=act.documents), act=act_words(act.act)
    )


def where_words(act: PastAct) -> str:
    """Who did an act where and when, in full."""
    if is_waiting(act):
        return _("done {moment} · not saved yet").format(moment=moment_words(act.at))
    words = _("act {number:,} · {moment}").format(number=act.number, moment=moment_words(act.at))
    if act.state != "stands" and act.turned_at:
        undone = _("undone {moment}").format(moment=moment_words(act.turned_at))
        words = f"{words} · {undone}"
    if act.is_partly_undone:
        left = _("others stood in the way, so a part of it is left")
        words = f"{words} · {left}"
    device = _("on {device}").format(device=act.device)
    return f"{words} · {device}"


def goal_words(act: PastAct | None, standing: int) -> tuple[str, str]:
    """What going to just after an act would do, and the ink it is said in.

    Args:
        act: The act; None is before the first one.
        standing: How many acts stand now.
    """
    depth = act.depth if act is not None else 0
    if act is not None and act.state == "dropped":
        return _("this act gave way to another one and cannot be brought back"), "quiet"
    if act is not None and act.state == "undone":
        acts = _acts(depth - standing)
        return _("↵ does {acts} again, up to just after this one").format(acts=acts), "key"
    if depth == standing:
        return _("this is where you are"), "quiet"
    acts = _acts(standing - depth)
    if act is None:
        return _("↵ takes {acts} back, to the beginning").format(acts=acts), "key"
    return _("↵ takes {acts} back, to just after this one").format(acts=acts), "key"


def going_words(turn: str, done: int, total: int) -> str:
    """How far the way is done."""
    words = _("{done:,} of {total:,} acts taken back …")
    if turn == "redo":
        words = _("{done:,} of {total:,} acts done again …")
    return words.format(done=done, total=total)


def gone_message(way: Way, key: str) -> Message:
    """What to say once a person stands where they wanted to be, or stopped on the way.

    Args:
        way: All of it that was gone.
        key: The key that redoes.
    """
    words = _(GONE[way.turn]).format(acts=_acts(way.acts), key=key)
    if not way.missed:
        return Message(words, "good")
    said = _("{count:,} only in part: {reason}").format(count=way.missed, reason=told(way.reason))
    return Message(f"{words}; {said}", "warning")


def _acts(count: int) -> str:
    return n_("{count:,} act", "{count:,} acts", count).format(count=count)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()
