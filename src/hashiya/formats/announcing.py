"""Announcing: what a file was meant to hold, kept as one checksum a document, and the comparison.

A writer announces every document as it writes it. When the file is whole, it is read again, and
what is found must be what was announced. The check needs no memory to speak of. Knows no format.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable

from hashiya.errors import CorruptionError, DataError
from hashiya.text import counted

__all__ = ["Announced", "Held", "check_documents", "compare_announced", "failed_check"]

Held = tuple[str, str, tuple[tuple[int, int, str], ...]]
"""`(id, text, spans)`: what most files hold of a document, as it is compared."""


class Announced:
    """What a file holds, as one checksum a document."""

    def __init__(self) -> None:
        self.documents = array("q")

    def add(self, document: Hashable) -> None:
        """Take in a document: what is said of it here must be found there, equal to the last."""
        # Python's own hash differs from run to run, which both sides of this comparison share.
        self.documents.append(hash(document))


def check_documents(found: Iterable[Hashable], announced: Announced) -> None:
    """Go through what is read again.

    Raises:
        CorruptionError: It is not what was announced, or cannot be read.
    """
    again = Announced()
    try:
        for document in found:
            again.add(document)
    except (DataError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CorruptionError(failed_check(f"reading it again stopped at: {error}")) from error
    compare_announced(again.documents, announced.documents)


def compare_announced(found: array[int], announced: array[int]) -> None:
    """Compare the checksums of both sides.

    Raises:
        CorruptionError: They differ; the message says at which document.
    """
    if found == announced:
        return
    pairs = zip(found, announced, strict=False)
    first = next((n for n, (one, two) in enumerate(pairs, start=1) if one != two), None)
    where = (
        f"document {first} of it differs"
        if first
        else f"it holds {counted(len(found), 'document')} instead of {len(announced)}"
    )
    raise CorruptionError(failed_check(where))


def failed_check(what: str) -> str:
    """What to tell a person whose file did not pass."""
    return (
        f"the file was written, but {what}; it was thrown away, and this is a fault of the program:"
        " please report it"
    )
