"""Writing GLiNER's training data: one JSON list, a sentence of words and its entities each.

The last word of an entity is included in its place. What GLiNER's trainer drops by default, long
entities and sentences and all but one of the entities of the same words, is written all the same
and named.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Final

from hashiya.formats.fitting import Fitted
from hashiya.formats.reports import Loss
from hashiya.formats.sentence_listing import SentenceLayout, SentenceScribe, held_sentence
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import FileFormat, Job
from hashiya.text import counted

__all__ = ["GLINER"]

MAX_ENTITY_WORDS: Final = 12
"""Words of the longest entity that the trainer takes by default."""

MAX_SENTENCE_WORDS: Final = 384
"""Words of a sentence after which it cuts by default."""

MAX_LABELS: Final = 25
"""Labels that it takes of one example by default."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _begin(job: Job) -> SentenceScribe:
    if len(job.options.label_names) > MAX_LABELS:
        job.report.note(f"the trainer takes at most {MAX_LABELS} labels unless max_types says more")

    def sentence(doc: str, tokens: Tokens, fitted: list[Fitted]) -> bytes:
        _name_what_is_dropped(job, doc, tokens, fitted)
        entities = [[first, last - 1, label] for first, last, label, _, _ in fitted]
        return _encode({"tokenized_text": tokens.words, "ner": entities}).encode()

    layout = SentenceLayout(
        sentence=sentence,
        read_again=_read_again,
        label_trouble=lambda _: "",
        sharing="all",
        opening=b"[\n",
        between=b",\n",
        closing=b"\n]\n",
    )
    return SentenceScribe(job, layout)


def _name_what_is_dropped(job: Job, doc: str, tokens: Tokens, fitted: list[Fitted]) -> None:
    if len(tokens.words) > MAX_SENTENCE_WORDS:
        why = (
            f"the sentence at {tokens.start} has {counted(len(tokens.words), 'word')}, and the"
            f" trainer cuts after {MAX_SENTENCE_WORDS}"
        )
        job.report.remark(Loss(doc, "too_long", None, None, why))
    winners = {(first, last): label for first, last, label, _, _ in fitted}
    for first, last, label, start, end in fitted:
        extent = (start, end, label)
        if last - first > MAX_ENTITY_WORDS:
            words = counted(last - first, "word")
            why = f"has {words}, and the trainer drops it unless max_width says more"
            job.report.remark(Loss(doc, "too_long", extent, extent, why))
        if winners[first, last] != label:
            why = "has the words of another, and the trainer keeps the one that stands last"
            job.report.remark(Loss(doc, "same_extent_dropped", extent, extent, why))


def _read_again(path: Path) -> Iterator[Hashable]:
    """An example a line between the brackets."""
    with path.open("rb") as lines:
        for line in lines:
            if line not in {b"[\n", b"]\n", b"\n"}:
                example = json.loads(line.removesuffix(b"\n").removesuffix(b","))
                spans = [(first, last + 1, label) for first, last, label in example["ner"]]
                yield held_sentence(example["tokenized_text"], spans)


GLINER: Final = FileFormat("gliner", ".gliner.json", _begin, policy="snap")
