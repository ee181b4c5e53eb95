"""How a CoNLL file and its sidecar look: strings from tokens, tags and offsets, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final

from hashiya.formats.conll_rows import Shape
from hashiya.formats.offsets import escape_field, gap_field
from hashiya.formats.tokens import DOCUMENT_LINE, Tokens
from hashiya.formats.write_options import ConllOptions
from hashiya.tagging import OUTSIDE

__all__ = ["OffsetRows", "document_rows", "sentence_rows", "shape_of"]

_FILLERS: Final[dict[int, tuple[str, ...]]] = {2: (), 4: ("-X-", "_")}
"""Between token and tag: nothing, or CoNLL-2003's words for an unknown part of speech and chunk."""

_DOCUMENT_FILLERS: Final[dict[int, tuple[str, ...]]] = {2: (), 4: ("-X-", OUTSIDE)}


def shape_of(look: ConllOptions, tag_columns: int) -> Shape:
    """The shape a reader will find."""
    return Shape(look.separator, 1 + len(_FILLERS[look.columns]) + tag_columns, tag_columns)


def document_rows(look: ConllOptions, tag_columns: int) -> str:
    """What opens a document: `-DOCSTART- -X- O O` or `-DOCSTART- O`, and a blank line."""
    fields = (DOCUMENT_LINE, *_DOCUMENT_FILLERS[look.columns], *[OUTSIDE] * tag_columns)
    return look.separator.join(fields) + "\n\n"


def sentence_rows(
    words: Sequence[str], columns: Sequence[Sequence[str]], look: ConllOptions
) -> str:
    """One row a token and a blank line."""
    fillers = map(repeat, _FILLERS[look.columns])
    # `repeat` has no end: the tokens are counted by their tags.
    return (
        "\n".join(map(look.separator.join, zip(words, *fillers, *columns, strict=False))) + "\n\n"
    )


@lru_cache(maxsize=512)
def _row_template(length: int) -> str:
    """The rows of tokens 2 to `length`, to be filled with edges and then with what they begin with.

    Most lengths come again and again, and formatting a sentence at once takes half the time.
    """
    return "".join([f"\0{token}\t%d\t%d\t\n" for token in range(2, length + 1)])


class OffsetRows:
    """The sidecar's rows of one document.

    Args:
        name: The document's id.
        text: Its text.
    """

    def __init__(self, name: str, text: str) -> None:
        self._id = escape_field(name)
        self._text = text
        self._rows: list[str] = []
        self._sentences = 0
        self._reached = 0

    def add(self, tokens: Tokens) -> None:
        """Append a sentence."""
        self._sentences += 1
        prefix = f"{self._id}\t{self._sentences}\t"
        rows = self._rows
        rows.append(f"{prefix}0\t{tokens.start}\t{tokens.end}\t\n")
        if not tokens.words:
            return
        starts, ends = tokens.starts, tokens.ends
        field = gap_field(self._text[self._reached : starts[0]])
        self._reached = ends[-1]
        rows.append(f"{prefix}1\t{starts[0]}\t{ends[0]}\t{field}\n")
        spaces = self._text.count(" ", ends[0], ends[-1])
        if spaces == sum(starts) - starts[0] - sum(ends) + ends[-1]:
            # No token holds a space, so the gaps are spaces and nothing else.
            edges = [*starts[1:], *ends[1:]]
            edges[::2], edges[1::2] = starts[1:], ends[1:]
            rows.append((_row_template(len(starts)) % tuple(edges)).replace("\0", prefix))
            return
        gaps = zip(ends, starts[1:], ends[1:], strict=False)
        for token, (gap, start, end) in enumerate(gaps, start=2):
            field = gap_field(self._text[gap:start])
            rows.append(f"{prefix}{token}\t{start}\t{end}\t{field}\n")

    def finished(self) -> str:
        """All rows, the document's own first."""
        tail = gap_field(self._text[self._reached :])
        return f"{self._id}\t0\t0\t0\t{len(self._text)}\t{tail}\n" + "".join(self._rows)
