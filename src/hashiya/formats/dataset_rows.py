"""Rows of a dataset: a document with all its spans, and beside them tokens with one tag each.

The spans are as they are; tags are what token classification is trained on, and there spans are
widened and chosen as in other token formats. What tags leave out is counted in a note, since the
row has it. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hashiya.formats.announcing import Held
from hashiya.formats.fitting import Fitting
from hashiya.formats.flattening import Extent
from hashiya.formats.kinds import counted_kinds
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.loss_reports import LossReport
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import LabelGuard, sentences_of, white_space_trouble
from hashiya.formats.tokens import Tokens
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord, SpanRecord
from hashiya.tagging import OUTSIDE, TagScheme, encode_tags, tag_scheme
from hashiya.text import counted, sentence_spans

__all__ = ["DatasetRows", "held_row"]


class DatasetRows:
    """The rows of one export.

    Args:
        job: Told of every span; its options say how tags are made.
    """

    def __init__(self, job: Job) -> None:
        self._report = job.report
        self._scheme = tag_scheme(job.options.conll.tags)
        LabelGuard(job.report, white_space_trouble).expect(job.options.label_names)
        self._labels = frozenset(job.options.label_names)
        self.classes = _classes(job.options.label_names, self._scheme)
        """Every tag there can be, `O` first."""
        self._tags = LossReport(job.report.format_name)
        said = job.options.tokens
        # In a row that holds all spans anyway, the outer one of two that meet may have the tag.
        collision = "outer" if said.on_collision == "error" else said.on_collision
        self._fitting = Fitting(replace(said, on_collision=collision), self._tags)
        self._left = Leftovers(job.report)

    def row(self, record: DocumentRecord) -> dict[str, Any]:
        """One row, its tags in words."""
        report = self._report
        self._left.see(record)
        lose_facts(record, report, "note", "attributes")
        report.keep(len(record.spans))
        words: list[str] = []
        starts: list[int] = []
        tags: list[str] = []
        for whole, spans in sentences_of(record, self._tags):
            tokens, tagged = self._tagged(record, whole, spans)
            words += tokens.words
            starts += tokens.starts
            tags += tagged
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

    def conclude(self) -> None:
        """Refuse what was refused, and say what rows or tags do not hold.

        Raises:
            LossError: The policy is `strict`, and a span does not fall on whole words.
        """
        self._fitting.expect_all_allowed()
        tags = self._tags
        if tags.kinds:
            found = counted_kinds(tags.kinds)
            self._report.note(
                f"ner_tags hold {tags.spans_out:,} of {counted(tags.spans_in, 'span')} ({found});"
                " the column spans holds all of them as they are"
            )
        self._left.conclude()

    def _tagged(
        self, record: DocumentRecord, whole: Tokens, spans: Sequence[Extent]
    ) -> tuple[Tokens, list[str]]:
        """A sentence's tokens, cut where the policy cuts, and their tags."""
        known = [span for span in spans if span[2] in self._labels]
        for span in spans:
            if span[2] not in self._labels:
                why = "the scheme has no such label, so there is no tag for it"
                self._tags.drop(Loss(record.id, "label_unknown", span, None, why))
        tokens, (fitted,) = self._fitting.fit(record.id, known, whole, record.text)
        held = [span[:3] for span in fitted]
        return tokens, encode_tags(held, len(tokens.words), self._scheme)


def held_row(row: Mapping[str, Any]) -> Held:
    """What there is to compare in a row that was read again.

    Raises:
        ValueError: A token or a span does not say what the text says in its place.
    """
    text, spans = row["text"], row["spans"]
    places = zip(row["tokens"], row["token_starts"], row["ner_tags"], strict=True)
    if any(not text.startswith(word, start) for word, start, _ in places):
        raise ValueError("a token that is not where it is said to be")
    if any(text[each["start"] : each["end"]] != each["text"] for each in spans):
        raise ValueError("a span whose text is another")
    return row["id"], text, tuple(_extents(spans))


def _extents(spans: Sequence[Mapping[str, Any]]) -> Iterator[Extent]:
    return ((each["start"], each["end"], each["label"]) for each in spans)


def _classes(labels: Sequence[str], scheme: TagScheme) -> tuple[str, ...]:
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
