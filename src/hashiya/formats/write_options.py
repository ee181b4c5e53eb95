"""What an export can be told; each format says which of it concerns it (`FileFormat.takes`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hashiya.formats.splitting import Split
from hashiya.formats.units import OffsetUnit
from hashiya.model import LayerKind, Scheme

__all__ = [
    "Collision",
    "ConllOptions",
    "Nesting",
    "TokenOptions",
    "TokenPolicy",
    "WriteOptions",
]

TokenPolicy = Literal["snap", "split", "strict"]
"""An edge inside a word: widen to whole words, cut the word, or write nothing at all."""

Nesting = Literal["outer", "inner", "columns", "files"]
"""Nested spans: keep the longest, keep the shortest, one column a label, one file a label."""

Collision = Literal["error", "outer", "first"]
"""Two spans that meet on a token once widened: refuse, keep the longer, keep the earlier."""


@dataclass(frozen=True, slots=True)
class TokenOptions:
    """How formats that hold tokens take spans of characters."""

    policy: TokenPolicy | None = None
    """What to do with an edge inside a word; None is what the format does by itself."""
    nested: Nesting = "outer"
    """What to do with spans inside spans."""
    on_collision: Collision = "error"
    """What to do with two spans that meet on one token after widening."""


@dataclass(frozen=True, slots=True)
class ConllOptions:
    """How a CoNLL file looks."""

    columns: Literal[2, 4] = 2
    """`TOKEN TAG`, or CoNLL-2003's `TOKEN -X- _ TAG`."""
    separator: Literal[" ", "\t"] = " "
    """What stands between two columns."""
    tags: str = "BIO"
    """Tagging scheme: `BIO`, `BIOES` or `BILOU`."""
    sidecar: bool = True
    """Whether `NAME.offsets.tsv` is written, which makes the file lossless."""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What an export is told."""

    scheme: Scheme
    """The project's scheme: labels and their order."""
    annotator: str | None = None
    """Whose layers these are, when they are one person's."""
    layer: LayerKind = "annotator"
    """What sort of layers these are."""
    overwrite: bool = False
    """Whether files of the same names may be replaced."""
    labels: frozenset[str] | None = None
    """Labels whose spans are wanted; None means all, also those the scheme has no more."""
    split: Split | None = None
    """Which parts to divide the documents into; None keeps them in one."""
    strict: bool = False
    """Whether any loss at all is an error, and nothing is written."""
    tokens: TokenOptions = field(default_factory=TokenOptions)
    """For formats that hold tokens."""
    conll: ConllOptions = field(default_factory=ConllOptions)
    """For CoNLL."""
    nfc: bool = False
    """Whether forms are written in Unicode's composed form, for formats that demand it."""
    offsets: OffsetUnit = "codepoints"
    """What offsets count, for formats whose readers disagree about it."""
    under_review: tuple[str, ...] = ()
    """Ids of documents that were left out, since their gold is not finished; for the report."""

    @property
    def label_names(self) -> tuple[str, ...]:
        """The scheme's labels that are wanted, in its order."""
        names = (label.name for label in self.scheme.labels)
        return tuple(name for name in names if self.labels is None or name in self.labels)
