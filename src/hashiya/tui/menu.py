"""Menus: what can be done with what is marked, as lines to choose from.

Pure: a reading and its context go in, entries come out. An entry's keys are the keys that do the
same without a menu. Must never know a widget or where the menu stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from hashiya.model import Annotation, Label
from hashiya.tui.commands import COMMANDS, key_name
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, language, later
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.reading import Context, Reading
from hashiya.tui.target import annotations_on

__all__ = ["Choice", "Entry", "menu_of"]

MAX_TITLE_COLUMNS: Final = 28
"""A longer quote or title is cut."""

_TITLES: Final = {
    "remove": later("remove"),
    "copy": later("copy"),
    "note": later("note"),
    "second": later("second label"),
    "phrase": later("phrase, more"),
    "next_phrase": later("next phrase"),
    "inner": later("without first word"),
    "trim": later("trim"),
    "join": later("join with next"),
    "end_out": later("end, word out"),
    "end_in": later("end, word in"),
    "start_out": later("start, word out"),
    "start_in": later("start, word in"),
    "split_sentence": later("split the sentence before this"),
    "merge_sentence": later("merge it with the next one"),
}
"""What a menu calls the commands it offers."""


class Choice(NamedTuple):
    """What a person chose."""

    verb: Literal["command", "tag", "relabel", "pick", "scope"]
    """How `name` is meant."""
    name: str
    """A command of the table, a label, the id of an annotation, or where to look."""


class Entry(NamedTuple):
    """One line of a menu."""

    pieces: tuple[Piece, ...]
    """What it says."""
    choice: Choice | None = None
    """What choosing it does; None for a heading."""
    keys: frozenset[str] = frozenset()
    """Keys and characters that choose it at once."""


def menu_of(reading: Reading, context: Context, room: int) -> tuple[Entry, ...]:
    """What can be done with the annotation that was picked, else with the text that is marked.

    Empty when there is neither.

    Args:
        reading: What is on the screen.
        context: What keys mean in it.
        room: Columns a line may take.
    """
    room = min(room, MAX_TITLE_COLUMNS)
    picked = reading.index.get(reading.pointer.chosen)
    if picked is not None:
        return tuple(_for_annotation(picked, reading, context, room))
    if context.target is None:
        return ()
    return tuple(_for_text(reading, context, room))


def _for_annotation(
    picked: Annotation, reading: Reading, context: Context, room: int
) -> Iterator[Entry]:
    yield Entry((Piece(drawn(picked.quote, room), "strong"),))
    yield _command("remove")
    yield _command("note")
    yield _command("copy")
    others = [label for label in context.scheme.labels if label.name != picked.label]
    if others:
        yield Entry((Piece(_("change to"), "quiet"),))
    for label in others:
        yield _label(label, Choice("relabel", label.name), room)
    yield Entry((Piece(_("its edges"), "quiet"),))
    for name in ("inner", "trim", "join", "end_out", "end_in", "start_out", "start_in"):
        yield _command(name)
    span = picked.span
    around = [
        other for other in reading.index.overlapping(span.start, span.end) if other.id != picked.id
    ]
    if around:
        yield Entry((Piece(_("other spans here"), "quiet"),))
    for other in around:
        words = Piece(drawn(other.quote, max(1, room - 2)), label=other.label)
        yield Entry((Piece("  "), words), Choice("pick", other.id))


def _for_text(reading: Reading, context: Context, room: int) -> Iterator[Entry]:
    target = context.target
    if target is None:
        return
    quote = reading.page.document.text[target.start : target.end]
    is_tagged = bool(annotations_on(reading.index, target))
    heading = _("change to") if is_tagged else _("tag as")
    yield Entry((Piece(drawn(quote, room), "strong"),))
    yield Entry((Piece(heading, "quiet"),))
    for label in context.scheme.labels:
        yield _label(label, Choice("tag", label.name), room)
    yield _command("copy")
    names = ("phrase", "next_phrase", "inner", "trim") if target.is_selected else ("phrase",)
    for name in ("second", *names) if is_tagged else names:
        yield _command(name)
    if context.here is not None:
        yield Entry(
            (Piece(_("the span here"), "quiet"), Piece(f"  {drawn(context.here.quote, room)}"))
        )
        yield _command("remove")
        yield _command("note")
    yield Entry((Piece(_("sentence"), "quiet"),))
    yield _command("split_sentence")
    yield _command("merge_sentence")


def _label(label: Label, choice: Choice, room: int) -> Entry:
    keys = frozenset((label.key, *also_on_arabic(label.key))) if label.key else frozenset[str]()
    pieces = (
        Piece(f"{drawn(label.key) or '–'} ", label=label.name),
        Piece(drawn(label.title(language()), max(1, room - 2))),
    )
    return Entry(pieces, choice, keys)


def _command(name: str) -> Entry:
    command = next(command for command in COMMANDS if command.name == name)
    keys = frozenset((*command.keys, *command.arabic_keys))
    hint = Piece(f"  {key_name(command.keys[0])}", "key")
    return Entry((Piece(f"  {_(_TITLES[name])}"), hint), Choice("command", name), keys)
