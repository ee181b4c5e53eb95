"""Readings: the state of the annotate screen as one frozen value, and what follows from it.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from hashiya.layout import Navigator
from hashiya.model import Annotation, Scheme, Span
from hashiya.services import Page
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.pointer import Pointer
from hashiya.tui.target import Cuts, Target, annotation_here, target_of

__all__ = [
    "NO_MODE",
    "SILENCE",
    "Awaited",
    "Context",
    "Message",
    "Mode",
    "Reading",
    "context_of",
    "sentence_at",
]

Awaited = Literal["", "relabel", "second", "sticky", "sweep", "count"]
"""What the next key is waited for to say: a label, and what becomes of it, or a digit."""


class Message(NamedTuple):
    """One line for the person, until the next key."""

    text: str = ""
    """In their words; data in it is made safe where it is drawn."""
    ink: str = "text"
    """`good`, `warning` or `text`."""


SILENCE: Final = Message()
"""Nothing to say."""


class Mode(NamedTuple):
    """What a person asked for that lasts longer than one key."""

    kind: Literal["", "sticky", "sweep"] = ""
    """`sticky`: every selection is tagged at once. `sweep`: one label, phrase by phrase."""
    label: str = ""
    """Name of the label it is about."""
    last: str = ""
    """Name of the label that was used last, in a mode or not; empty before the first."""


NO_MODE: Final = Mode()
"""Every key means what it means."""

NOWHERE: Final = Pointer()
"""Before a person has come in."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One document on the screen and the person in it."""

    page: Page
    """The document and the person's layer, unsaved acts included."""
    index: LayerIndex
    """The layer, arranged for look-ups."""
    pointer: Pointer = NOWHERE
    """Where the person is."""
    awaits: Awaited = ""
    """What the next key is to say."""
    count: int = 0
    """How often the next move is to be made; 0 when nobody said."""
    mode: Mode = NO_MODE
    """What lasts longer than one key."""
    message: Message = SILENCE
    """What was last said to the person."""

    def at(self, pointer: Pointer) -> Reading:
        """The same page with the person elsewhere."""
        return replace(self, pointer=pointer, awaits="", count=0, message=SILENCE)

    def saying(self, text: str, ink: str = "text") -> Reading:
        """The same with a word to the person."""
        return replace(self, awaits="", count=0, message=Message(text, ink))

    def renewed(self, page: Page, scheme: Scheme, message: Message) -> Reading:
        """The same person at the same document, as others have left it.

        What they had picked or selected stays, as far as it is there; so does what a key waits for.
        """
        index = LayerIndex(page.layer)
        chosen = self.pointer.chosen if index.get(self.pointer.chosen) else None
        made = self.pointer.made if index.get(self.pointer.made) else None
        pointer = self.pointer._replace(chosen=chosen, made=made)
        has_label = scheme.label(self.mode.label) is not None
        mode = self.mode if has_label or not self.mode.kind else NO_MODE
        return replace(self, page=page, index=index, pointer=pointer, mode=mode, message=message)


class Context(NamedTuple):
    """What a key press means right now."""

    scheme: Scheme
    """Labels and policy."""
    navigator: Navigator
    """Moves over the document as it is laid out."""
    sentence: Span | None
    """The sentence that holds the caret, else the nearest."""
    target: Target | None
    """What a label key would tag."""
    here: Annotation | None
    """The annotation that a key about annotations means."""
    cuts: Cuts
    """Where a stretch's first word may begin."""


def context_of(reading: Reading, scheme: Scheme, navigator: Navigator, cuts: Cuts) -> Context:
    """Work out what the keys mean at a pointer."""
    target = target_of(reading.pointer, navigator, cuts)
    return Context(
        scheme=scheme,
        navigator=navigator,
        sentence=sentence_at(reading, navigator),
        target=target,
        here=annotation_here(reading.index, reading.pointer, target),
        cuts=cuts,
    )


def sentence_at(reading: Reading, navigator: Navigator) -> Span | None:
    """The sentence that holds the caret, else the nearest; None in a document without any."""
    number = navigator.sentence_at(reading.pointer.caret)
    return reading.page.document.sentences[number] if number >= 0 else None
