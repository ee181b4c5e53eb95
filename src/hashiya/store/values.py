"""Values: what the store's verbs return, small and immutable.

Positions count articles from 1 in the order they came in, and passages from `PASSAGES` on. Nothing
here may know SQL or a file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from hashiya.model import LayerKind

if TYPE_CHECKING:
    from hashiya.model import Act, Event

__all__ = [
    "PASSAGES",
    "Counts",
    "DocumentLine",
    "DocumentState",
    "FileState",
    "Glance",
    "Heard",
    "LabelUse",
    "LayerInfo",
    "Place",
    "ProjectInfo",
    "Role",
    "Trace",
    "Undone",
    "Work",
    "document_state",
]

Heard: TypeAlias = Callable[[int, int], None]
"""Hears how many parts of long work are done, and how many there are."""

PASSAGES: Final = 1 << 40
"""Positions behind this one are passages: what somebody reads once more, for nobody else to see."""

DocumentState = Literal["new", "begun", "done"]
"""How far one annotator is with one document; `done` once every sentence carries a mark."""

FileState = Literal["here", "deleted", "replaced", "overwritten", "parted"]
"""What has become of an open project's file.

Another stands under its name (`replaced`), others' bytes stand in it (`overwritten`), or the files
beside it that it needs are gone (`parted`).
"""

Role = Literal["annotator", "adjudicator", "coordinator"]
"""What a person does in a project."""


class Glance(NamedTuple):
    """What is seen of an open project without reading it."""

    file: FileState
    """Whether what is open is what others find under its name."""
    version: int
    """Another number once anybody else has written anything."""


class Trace(NamedTuple):
    """What differs once a document, somebody's layer on it, or the scheme has changed."""

    event: int
    """Logical time of the newest event on the document; 0 when there is none."""
    scheme: tuple[str, int]
    """Id and version of the scheme in use."""


class ProjectInfo(NamedTuple):
    """Which project this is."""

    uuid: str
    """Random and fixed for ever; packs and exports cite it."""
    name: str
    """What people call it."""
    path: Path
    """The file, as it was named when it was opened."""
    format_version: int
    """Migrations that the file has had."""
    is_read_only: bool = False
    """Whether this program may only read it: no permission to write the file or its folder."""
    pack_of: str = ""
    """Alias of the one person whose pack it was made from; empty when it was not."""

    @property
    def device(self) -> str:
        """What a sitting says it was in: this copy of the project, never a machine's own name."""
        return f"copy-{self.uuid[:8]}"


class DocumentLine(NamedTuple):
    """One document in a list, with one annotator's progress; read without its text."""

    position: int
    """Its place in the project; lists go by it."""
    id: str
    """What files and events call it."""
    name: str
    """What people call it."""
    length: int
    """Code points of its text."""
    sentences: int
    """How many sentences it has."""
    done: int
    """Sentences that this annotator marked."""
    annotations: int
    """Annotations in this annotator's layer."""
    state: DocumentState
    """`document_state` of the three numbers before."""
    flags: int = 0
    """This annotator's flags in it: on spans, on sentences, on the document itself."""
    notes: int = 0
    """Their notes in it, likewise."""
    is_gold: bool = False
    """Whether it is adjudicated: it has a gold layer, whosever it is, that is done."""
    place: int = 0
    """What people are told the place of a passage is, behind all articles; 0 for an article."""

    @property
    def number(self) -> int:
        """What people are told its place is, counted from 1 without gaps."""
        return self.place or self.position


class Place(NamedTuple):
    """Where an annotator was last."""

    document_id: str
    """The document."""
    caret: int
    """Offset in its text."""


class Work(NamedTuple):
    """How much there is of one person's layers, or of gold."""

    documents: int = 0
    """Documents that have such a layer."""
    done: int = 0
    """Those of them in which every sentence carries a mark."""
    annotations: int = 0
    """Annotations in these layers."""
    flags: int = 0
    """Flags in them: on spans, on sentences, on documents."""
    notes: int = 0
    """Notes in them, likewise."""
    begun: int = 0
    """Those of the documents that are begun and not done; in the others nothing is left."""


class Counts(NamedTuple):
    """What a project holds, from counters kept with every write."""

    documents: int
    """Documents."""
    sentences: int
    """Sentences of their current segmentations."""
    tokens: int
    """Words of their texts, by `hashiya.text.word_spans`."""
    annotators: dict[str, Work]
    """Alias to work in annotator layers, in alias order; everybody who is an annotator is there."""
    gold: Work
    """Gold layers of all adjudicators together."""
    labels: dict[str, int]
    """Label to annotations in all layers together, in label order; labels in use only."""


class LayerInfo(NamedTuple):
    """One person's layers of one kind, added up over the project."""

    alias: str
    """Whose they are."""
    kind: LayerKind
    """`annotator` or `gold`."""
    documents: int
    """Documents that have one."""
    annotations: int
    """Annotations in them."""


class LabelUse(NamedTuple):
    """How often one person's layers of one kind carry a label."""

    label: str
    """Its name; the scheme may lack it."""
    alias: str
    """Whose layers."""
    kind: LayerKind
    """`annotator` or `gold`."""
    annotations: int
    """Annotations that carry it; never 0."""


class Undone(NamedTuple):
    """What an undo or a redo did."""

    event: Event
    """The compensating event that was written."""
    act: Act
    """The edits that were applied to the layer."""
    document_id: str
    """The document they were applied to."""
    documents: int = 1
    """Documents that it changed; of several, this is the one asked for, else any."""
    annotations: int = 0
    """Annotations that it changed, in all of them together."""
    missed: str = ""
    """Why a part of it stays as it is, in words; empty when all was taken back."""
    number: int = 0
    """The act's place among the person's acts, counted from 1."""


def document_state(*, sentences: int, done: int, annotations: int) -> DocumentState:
    """How far somebody is with a document.

    >>> document_state(sentences=3, done=1, annotations=0)
    'begun'
    """
    if sentences and done >= sentences:
        return "done"
    return "begun" if done or annotations else "new"
