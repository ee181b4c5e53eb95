"""Writing Wojood's nested rows: a token and, outermost first, a tag of each entity that covers it.

Entities are followed by their label, so that of two with the same label one must lie inside the
other; what crosses or covers just the same is dropped by name. There are no documents in a file.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hashiya.formats.fitting import Fitted
from hashiya.formats.flattening import Extent, outermost
from hashiya.formats.remarks import shown
from hashiya.formats.sentence_listing import SentenceLayout, SentenceScribe, held_sentence
from hashiya.formats.sentencing import white_space_trouble
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.tagging import OUTSIDE

__all__ = ["WOJOOD"]

_GLOBAL_SIGN: Final = "$#$"
"""A token that Wojood's own files have where something was cut out."""

_PATTERN_SIGNS: Final = frozenset(r".^$*+?{}[]\|()")
"""Letters that mean more in a pattern than themselves."""


def _begin(job: Job) -> SentenceScribe:
    for label in job.options.label_names:
        if _PATTERN_SIGNS & set(label):
            job.report.note(
                f"Wojood's own loader takes labels for patterns, and may stop at {shown(label)}"
            )

    def sentence(_: str, tokens: Tokens, fitted: list[Fitted]) -> bytes:
        if _GLOBAL_SIGN in tokens.words:
            job.report.note(f"{_GLOBAL_SIGN} is a word here and a sign in Wojood's own files")
        return ("\n".join(_rows(tokens.words, fitted)) + "\n\n").encode()

    layout = SentenceLayout(
        sentence=sentence,
        read_again=_read_again,
        label_trouble=white_space_trouble,
        sharing="labels",
    )
    return SentenceScribe(job, layout)


def _rows(words: Sequence[str], fitted: Sequence[Fitted]) -> Iterator[str]:
    """A row a token, the tags of longer entities first."""
    tags: list[list[str]] = [[] for _ in words]
    for first, last, label in sorted((span[:3] for span in fitted), key=outermost):
        for token in range(first, last):
            tags[token].append(f"{'B' if token == first else 'I'}-{label}")
    for word, held in zip(words, tags, strict=True):
        yield " ".join([word, *(held or [OUTSIDE])])


def _read_again(path: Path) -> Iterator[Hashable]:
    """Sentences with their entities, each followed by its label."""
    with path.open("rb") as lines:
        words: list[str] = []
        rows: list[list[str]] = []
        for line in lines:
            fields = line.decode().removesuffix("\n").split(" ")
            if fields != [""]:
                words.append(fields[0])
                rows.append(fields[1:])
                continue
            labels = {tag[2:] for tags in rows for tag in tags if tag != OUTSIDE}
            yield held_sentence(words, [each for name in labels for each in _of_label(name, rows)])
            words, rows = [], []


def _of_label(label: str, rows: Sequence[Sequence[str]]) -> Iterator[Extent]:
    """Entities of one label: what goes on is the outermost, what ends the innermost."""
    opened: list[int] = []
    for token, tags in enumerate([*rows, []]):
        goes_on = tags.count(f"I-{label}")
        while len(opened) > goes_on:
            yield opened.pop(), token, label
        opened += [token] * tags.count(f"B-{label}")


WOJOOD: Final = FileFormat("wojood", ".wojood.txt", _begin, policy="snap")
