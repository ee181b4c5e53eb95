"""A CoNLL-U document under way: its text grows token by token, with the spaces that its rows say.

Where rows say nothing, one space divides tokens and a line end sentences. `TokenRange` decides
where it stands, so that an exported text comes back as it was. Knows no file and no tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hashiya.formats.base import ReadOptions
from hashiya.formats.conll_documents import DocumentInProgress
from hashiya.formats.conllu_rows import ConlluSentence, Surface
from hashiya.formats.kinds import Kind
from hashiya.model import DocumentRecord, SpanRecord
from hashiya.tagging import TokenSpan
from hashiya.text import counted

__all__ = ["ConlluDocument"]

MAX_LEADING_SPACES: Final = 100
"""A first token further from the start than this counts from the start of a larger file."""


class _Placed(NamedTuple):
    """A sentence in the text."""

    start: int
    end: int
    edges: list[tuple[int, int]]
    """Start and end of every word."""
    spans: list[TokenSpan]


class ConlluDocument(DocumentInProgress):
    """One document as its sentences come in."""

    def __init__(self, name: str, *, line: int) -> None:
        super().__init__(name, line=line)
        self._parts: list[str] = []
        self._at = 0
        self._shift = 0
        self._gap: str | None = None
        self._placed: list[_Placed] = []
        self._filled = 0
        self._other_texts = 0
        self._whole_tokens = 0

    def add_sentence(self, sentence: ConlluSentence, spans: list[TokenSpan]) -> None:
        """Append a sentence with its spans of words."""
        words = [word.form for surface in sentence.surfaces for word in surface.words]
        self.add(words, spans)
        if len(self.tokens) != len(self._placed) + 1:
            return  # too long to be held
        edges: list[tuple[int, int]] = []
        start = 0
        for number, surface in enumerate(sentence.surfaces):
            begun = self._place(surface, is_first=number == 0)
            start = begun if number == 0 else start
            edges += self._edges(surface, begun)
        self._placed.append(_Placed(start, self._at, edges, spans))
        if sentence.text is not None:
            parts = self._parts[-2 * len(sentence.surfaces) + 1 :]
            self._other_texts += sentence.text not in {"".join(parts), _plainly(parts)}

    def _place(self, surface: Surface, *, is_first: bool) -> int:
        """Put a token behind what there is; where it begins."""
        gap = surface.before
        if self._parts:
            usual = "\n" if is_first else " "
            gap = (usual if self._gap is None else self._gap) + gap
        if surface.place is not None:
            gap = self._fitting(gap, surface)
        begun = self._at + len(gap)
        self._parts += (gap, surface.form)
        self._at = begun + len(surface.form)
        self._gap = surface.after
        return begun

    def _fitting(self, gap: str, surface: Surface) -> str:
        """The gap as long as the token's place says; spaces, where the rows say otherwise."""
        start, end = surface.place or (0, 0)
        if end - start != len(surface.form):
            reason = f"TokenRange {start}:{end} is not as long as its FORM"
            self.refuse(surface.line, reason)
            return gap
        distance = start - self._shift - self._at
        if not self._parts and distance > MAX_LEADING_SPACES and distance != len(gap):
            self._shift = start - len(gap)
            return gap
        if distance == len(gap):
            return gap
        if not 0 <= distance <= MAX_LEADING_SPACES:
            reason = f"TokenRange {start}:{end} does not stand behind the token before it"
            self.refuse(surface.line, reason)
            return gap
        self._filled += 1
        return ((gap[:1] if gap[:1] == "\n" else " ") + " " * distance)[:distance]

    def _edges(self, surface: Surface, begun: int) -> list[tuple[int, int]]:
        """Where each word of a token stands: by its own place, by its letters, else all of it."""
        end = begun + len(surface.form)
        if len(surface.words) == 1:
            return [(begun, end)]
        if "".join(word.form for word in surface.words) == surface.form:
            edges, at = [], begun
            for word in surface.words:
                edges.append((at, at + len(word.form)))
                at += len(word.form)
            return edges
        self._whole_tokens += 1
        return [
            (word.place[0] - self._shift, word.place[1] - self._shift)
            if word.place
            and begun <= word.place[0] - self._shift < word.place[1] - self._shift <= end
            else (begun, end)
            for word in surface.words
        ]

    def _made(self, options: ReadOptions) -> DocumentRecord:
        self._say()
        spans = [
            SpanRecord(each.edges[first][0], each.edges[last - 1][1], label)
            for each in self._placed
            for first, last, label in each.spans
        ]
        spans.sort(key=lambda span: (span.start, -span.end, span.label))
        return DocumentRecord(
            id=self.id,
            name=self.id,
            text="".join(self._parts) + (self._gap or ""),
            sentences=tuple((each.start, each.end) for each in self._placed),
            annotator=options.annotator,
            layer=options.layer,
            spans=tuple(spans),
            has_layer=True,
            line=self.line,
        )

    def _say(self) -> None:
        """Remark upon what was not as the rows say."""
        said: tuple[tuple[int, Kind, str, str], ...] = (
            (self._filled, "whitespace_changed", "gap", "became spaces, as TokenRange says"),
            (
                self._other_texts,
                "span_text_mismatch",
                "comment",
                "with a # text that differs from the words",
            ),
            (
                self._whole_tokens,
                "widened_to_word",
                "range",
                "whose words are not its letters; a span of such a word covers it all",
            ),
        )
        self.remarks += [
            (None, kind, f"{counted(count, one)} {what}")
            for count, kind, one, what in said
            if count
        ]


def _plainly(parts: Sequence[str]) -> str:
    """Tokens and the gaps between them as `# text` often has them: each gap is one space."""
    return "".join(part if at % 2 == 0 else " " * bool(part) for at, part in enumerate(parts))
