"""A CoNLL document under way: sentences of tokens and token spans, until it becomes a record.

Knows how tokens become a text, with the sidecar's places or without; knows no file and no tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from hashiya.formats.base import ReadOptions
from hashiya.formats.kinds import Kind
from hashiya.formats.offsets import DocumentOffsets, rebuilt_text
from hashiya.formats.remarks import id_trouble
from hashiya.formats.tokens import DOCUMENT_LINE
from hashiya.model import (
    MAX_DOCUMENT_CHARACTERS,
    DocumentRecord,
    SpanRecord,
    text_trouble,
)
from hashiya.tagging import TokenSpan

__all__ = ["DocumentInProgress"]


MAX_SENTENCE_TOKENS: Final = 200
"""A sentence with more tokens is no sentence that somebody cut."""


class DocumentInProgress:
    """One document as its rows come in.

    Args:
        name: Its id, unless a sidecar knows better.
        line: Line it begins on, counted from 1.
    """

    def __init__(self, name: str, *, line: int) -> None:
        self.id = name
        self.is_opened = False
        """Whether a document line began it, so that it exists even without rows."""
        self.tokens: list[list[str]] = []
        """The tokens of each sentence."""
        self.repairs: list[tuple[int, str]] = []
        """`(line, what was changed)` of each repaired tag."""
        self.remarks: list[tuple[int | None, Kind, str]] = []
        """What else there is to say of it: `(line, sort, words)`."""
        self.line = line
        """Line it begins on, counted from 1."""
        self._spans: list[list[TokenSpan]] = []
        self._characters = 0
        self._known: dict[str, str] = {}  # a word that comes often is held once
        self._places: DocumentOffsets | None = None
        self._text: str | None = None
        self._trouble: tuple[int, str] | None = None
        self._more_trouble = 0

    @property
    def is_untouched(self) -> bool:
        """Whether nothing spoke of it yet."""
        return not (self.is_opened or self.tokens or self._trouble)

    @property
    def is_unbroken(self) -> bool:
        """Whether it has more tokens than a sentence has, and no blank line between them."""
        return len(self.tokens) == 1 and len(self.tokens[0]) > MAX_SENTENCE_TOKENS

    def add(self, tokens: list[str], spans: list[TokenSpan]) -> None:
        """Append a sentence; past the longest text a document may have, nothing is held."""
        is_over = self._characters > MAX_DOCUMENT_CHARACTERS
        self._characters += sum(map(len, tokens)) + len(tokens)
        if self._characters <= MAX_DOCUMENT_CHARACTERS:
            held = self._known.setdefault
            self.tokens.append([held(token, token) for token in tokens])
            self._spans.append(spans)
        elif not is_over:
            self.refuse(
                self.line,
                f"the document has more than {MAX_DOCUMENT_CHARACTERS:,} characters; divide the"
                f" file with lines of {DOCUMENT_LINE}",
            )
            self.tokens.clear()
            self._spans.clear()

    def refuse(self, line: int, reason: str) -> None:
        """Remember why the document cannot be taken; the first reason is told, the rest counted."""
        if self._trouble is None:
            self._trouble = (line, reason)
        else:
            self._more_trouble += 1

    def place(self, places: DocumentOffsets | None, sidecar: str) -> None:
        """Take id, spacing and sentence bounds from the sidecar's next document."""
        if places is not None:
            self.id, self._places = places.id, places
            self._text = rebuilt_text(places, _in_their_sentences(self.tokens, places))
        if self._text is None:
            self.refuse(
                self.line,
                f"its tokens are not those that {sidecar} places; take that file away to read the"
                " tokens without it",
            )

    def record(self, options: ReadOptions) -> DocumentRecord | tuple[int, str]:
        """The document, or the line and the reason it is refused for."""
        if self._trouble is None:
            made = self._made(options)
            trouble = id_trouble(made.id) or text_trouble(made.text)
            if not trouble and self._places is None and not self.tokens:
                trouble = "the document has no rows"
            if not trouble:
                return made
            self.refuse(self.line, trouble)
        line, reason = self._trouble or (self.line, "")
        more = f" (and {self._more_trouble:,} more in this document)" if self._more_trouble else ""
        return line, reason + more

    def _made(self, options: ReadOptions) -> DocumentRecord:
        edges: Iterator[tuple[list[int], list[int]]]
        if self._places is not None and self._text is not None:
            text = self._text
            sentences = tuple((each.start, each.end) for each in self._places.sentences)
            places = self._places.sentences
            edges = ((each.starts, each.ends) for each in places if each.starts)
        else:
            text = "\n".join(map(" ".join, self.tokens))
            sentences = tuple(_bounds(self.tokens))
            starts = (start for start, _ in sentences)
            edges = map(_edges, self.tokens, starts)
        spans = [
            SpanRecord(starts[first], ends[last - 1], label)
            for (starts, ends), held in zip(edges, self._spans, strict=True)
            for first, last, label in held
        ]
        spans.sort(key=lambda span: (span.start, -span.end, span.label))
        return DocumentRecord(
            id=self.id,
            name=self.id,
            text=text,
            sentences=sentences,
            annotator=options.annotator,
            layer=options.layer,
            spans=tuple(spans),
            has_layer=True,
            line=self.line,
        )


def _bounds(sentences: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Where sentences stand in their text, a line end between them."""
    at = 0
    for words in sentences:
        end = at + sum(map(len, words)) + len(words) - 1
        yield at, end
        at = end + 1


def _edges(words: list[str], start: int) -> tuple[list[int], list[int]]:
    """Where the tokens of a sentence stand, a space between them."""
    behind = list(accumulate((len(word) + 1 for word in words), initial=start))
    return behind[:-1], [end - 1 for end in behind[1:]]


def _in_their_sentences(tokens: list[list[str]], places: DocumentOffsets) -> list[list[str]]:
    """The file's sentences, with an empty one wherever the sidecar has one without tokens."""
    waiting = iter(tokens)
    placed = [next(waiting, []) if each.starts else [] for each in places.sentences]
    return [*placed, *waiting]
