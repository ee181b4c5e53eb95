"""Writing a folder for Hugging Face's `datasets`: a card with its features, and JSONL a split.

A row is a document. Its `spans` hold every span as it is; beside them stand tokens with one tag
each, which is what token classification is trained on, and there spans are widened and chosen as
in other token formats. What tags leave out is counted in a note, since the row has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from hashiya.formats.announcing import Announced, Held, check_documents
from hashiya.formats.fitting import Fitting
from hashiya.formats.hf_card import dataset_card
from hashiya.formats.loss_reports import LossReport
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import (
    LabelGuard,
    has_more,
    sentences_of,
    white_space_trouble,
)
from hashiya.formats.writing import WHOLE, FileFormat, Job
from hashiya.model import DocumentRecord, SpanRecord
from hashiya.tagging import OUTSIDE, TagScheme, encode_tags, tag_scheme
from hashiya.text import sentence_spans

__all__ = ["HF"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

SPLITS: Final = {WHOLE: "train", "dev": "validation"}
"""What `datasets` calls a part, where it has another word."""

_LINE_ENDS: Final = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))


class _HfScribe:
    """The folder of one export as it grows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._report = job.report
        self._scheme = tag_scheme(job.options.conll.tags)
        self._guard = LabelGuard(job.report, white_space_trouble)
        self._guard.expect(job.options.label_names)
        self._labels = frozenset(job.options.label_names)
        self._classes = _classes(job.options.label_names, self._scheme)
        self._tags = LossReport("hf")
        tokens = replace(job.options.tokens, on_collision=_collision(job))
        self._fitting = Fitting(tokens, self._tags)
        self._lost = False
        self._splits = {part: SPLITS.get(part, part) for part in job.parts}
        self._counts = dict.fromkeys(job.parts, 0)
        self._announced = {part: Announced() for part in job.parts}
        self._files = {
            part: job.publication.open(job.target / "data" / f"{split}.jsonl")
            for part, split in self._splits.items()
        }

    def put(self, record: DocumentRecord, part: str) -> None:
        """Write one row."""
        report = self._report
        self._lost = self._lost or has_more(record)
        for span in record.spans:
            if span.is_flagged:
                extent = (span.start, span.end, span.label)
                why = "its flag has no place in this format"
                report.remark(Loss(record.id, "attribute_lost", extent, extent, why))
        report.keep(len(record.spans))
        line = _encode(self._row(record))
        for char, escape in _LINE_ENDS:
            line = line.replace(char, escape)
        self._files[part].write(f"{line}\n".encode())
        self._counts[part] += 1
        spans = tuple(span[:3] for span in record.spans)
        self._announced[part].add((record.id, record.text, spans))

    def finish(self) -> None:
        """Write the card, and read every row again."""
        self._fitting.expect_all_allowed()
        tags = self._tags
        if tags.kinds:
            found = ", ".join(f"{count:,} × {kind}" for kind, count in sorted(tags.kinds.items()))
            self._report.note(
                f"ner_tags hold {tags.spans_out:,} of {tags.spans_in:,} spans ({found}); the column"
                " spans holds all of them as they are"
            )
        if self._lost:
            why = "finished sentences, and flags and notes on sentences and documents, are not held"
            self._report.remark(Loss("", "attribute_lost", None, None, why))
        sizes = {}
        for part, split in self._splits.items():
            path = self._job.publication.written(self._job.target / "data" / f"{split}.jsonl")
            self._files[part].flush()
            check_documents(_read_again(path, self._classes), self._announced[part])
            sizes[split] = (self._counts[part], path.stat().st_size)
        for split in [split for split, (count, _) in sizes.items() if not count]:
            self._report.note(
                f"the split {split} has no rows and is left out of the card: datasets loads no"
                " empty file"
            )
            del sizes[split]
        card = dataset_card(self._job.options, self._classes, sizes, self._report)
        self._job.publication.put(self._job.target / "README.md", card.encode())

    def _row(self, record: DocumentRecord) -> dict[str, Any]:
        words: list[str] = []
        starts: list[int] = []
        tags: list[int] = []
        number = self._classes.index
        for tokens, spans in sentences_of(record, self._tags):
            known = [span for span in spans if span[2] in self._labels]
            for span in spans:
                if span[2] not in self._labels:
                    why = "the scheme has no such label, so there is no tag for it"
                    self._tags.drop(Loss(record.id, "label_unknown", span, None, why))
            cut, (fitted,) = self._fitting.fit(record.id, known, tokens, record.text)
            words += cut.words
            starts += cut.starts
            held = [span[:3] for span in fitted]
            tags += map(number, encode_tags(held, len(cut.words), self._scheme))
        bounds = record.sentences
        if bounds is None:
            bounds = tuple(sentence_spans(record.text))
        return {
            "id": record.id,
            "name": record.name,
            "date": record.date,
            "source": record.source,
            "text": record.text,
            "sentences": [{"start": start, "end": end} for start, end in bounds],
            "spans": [_span(span, record.text) for span in record.spans],
            "tokens": words,
            "token_starts": starts,
            "ner_tags": tags,
        }


def _collision(job: Job) -> Any:
    """In a row that holds all spans anyway, the outer one of two that meet may have the tag."""
    said = job.options.tokens.on_collision
    return "outer" if said == "error" else said


def _classes(labels: tuple[str, ...], scheme: TagScheme) -> tuple[str, ...]:
    """`O`, then each label's tags in the scheme's order."""
    prefixes = dict.fromkeys((scheme.first, scheme.inner, scheme.final, scheme.single))
    return (OUTSIDE, *(f"{prefix}-{label}" for label in labels for prefix in prefixes))


def _span(span: SpanRecord, text: str) -> dict[str, Any]:
    start, end, label = span[:3]
    return {
        "start": start,
        "end": end,
        "label": label,
        "text": text[start:end],
        "note": span.note,
        "attributes": [{"name": name, "value": value} for name, value in span.attributes],
    }


def _read_again(path: Path, classes: tuple[str, ...]) -> Iterator[Held]:
    with path.open("rb") as lines:
        for line in lines:
            row = json.loads(line)
            text, tags = row["text"], [classes[number] for number in row["ner_tags"]]
            places = zip(row["tokens"], row["token_starts"], tags, strict=True)
            if any(not text.startswith(word, start) for word, start, _ in places):
                raise ValueError("a token that is not where it is said to be")
            spans = row["spans"]
            if any(text[each["start"] : each["end"]] != each["text"] for each in spans):
                raise ValueError("a span whose text is another")
            yield (
                row["id"],
                text,
                tuple((each["start"], each["end"], each["label"]) for each in spans),
            )


HF: Final = FileFormat(
    "hf",
    ".hf",
    _HfScribe,
    is_folder=True,
    policy="snap",
    nested=("outer", "inner"),
    takes=("tags",),
)
