"""Documents: one immutable text with an id and its sentences.

The text is never normalised, stripped or repaired: what the file said is what stands here, and
its SHA-256 says so. What cannot be stored and shown faithfully is refused when the value is made.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from hashiya.model.base import Model
from hashiya.model.span import Span

__all__ = ["MAX_DOCUMENT_CHARACTERS", "Document", "sound_sha256", "text_sha256", "text_trouble"]

MAX_DOCUMENT_CHARACTERS: Final = 5_000_000
"""Code points in the longest text a project takes; a longer one is split by its owner first."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_trouble(text: str) -> str | None:
    """Why this text cannot be a document, or None when it can.

    A NUL ends strings in too many readers and a lone surrogate has no UTF-8 form; both are refused
    with their offset rather than replaced.
    """
    if len(text) > MAX_DOCUMENT_CHARACTERS:
        return (
            f"the text has {len(text):,} characters; at most {MAX_DOCUMENT_CHARACTERS:,} fit one"
            " document, so split it first"
        )
    if "\0" not in text and _utf8(text) is not None:
        return None
    found = _UNSTORABLE.search(text)
    if found is None:
        return None
    what = "a NUL character" if found[0] == "\0" else f"the lone surrogate U+{ord(found[0]):04X}"
    return f"the text holds {what} at offset {found.start()}; remove it from the source"


def sound_sha256(text: str) -> str | None:
    """SHA-256 of a text that can be a document; None when `text_trouble` says why it cannot."""
    data = _utf8(text)
    if data is None or "\0" in text or len(text) > MAX_DOCUMENT_CHARACTERS:
        return None
    return hashlib.sha256(data).hexdigest()


def _utf8(text: str) -> bytes | None:
    """The text as UTF-8; None where it holds what has none."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


class Document(Model):
    """One text, untouched, with its sentences as stand-off spans."""

    id: Annotated[str, Field(min_length=1, max_length=500)]
    """What files and events call it, unique in the project: `mfa-meeting-2021`."""

    name: str
    """What people call it; the id when nothing better is known: `اجتماع إقليمي`."""

    text: str
    """The text as the source held it; offsets count its code points."""

    date: str | None = None
    """ISO date of publication, when the source told: `2021-01-29`."""

    source: str | None = None
    """Where the text came from, in the words of whoever imported it."""

    sentences: tuple[Span, ...] = ()
    """Disjoint and in order; they cover every character that is not white space."""

    segmentation: Annotated[int, Field(ge=1)] = 1
    """Version of the sentence bounds; 1 is the rule's own, higher ones were made by hand."""

    @field_validator("text")
    @classmethod
    def _can_be_stored(cls, text: str) -> str:
        trouble = text_trouble(text)
        if trouble:
            raise ValueError(trouble)
        return text

    @model_validator(mode="after")
    def _sentences_are_in_order(self) -> Self:
        for before, after in pairwise(self.sentences):
            if after.start < before.end:
                raise ValueError(f"sentences overlap at offset {after.start}")
        if self.sentences and self.sentences[-1].end > len(self.text):
            raise ValueError("a sentence ends after the text")
        return self

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits."""
        return text_sha256(self.text)

    def quote(self, span: Span) -> str:
        """The characters a span covers, exactly as they stand."""
        return self.text[span.start : span.end]
