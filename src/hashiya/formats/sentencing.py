"""Sentencing: a record as the sentences, tokens and spans that token formats are made of.

What no such format can hold is told to the report here: spans that leave their sentence, notes and
attributes, labels that would break a column. Knows no tags and no files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from hashiya.formats.flattening import Extent
from hashiya.formats.loss_reports import LossError, LossReport
from hashiya.formats.reports import Loss
from hashiya.formats.tokens import Tokens, sentence_tokens
from hashiya.model import DocumentRecord
from hashiya.text import sentence_spans

__all__ = [
    "LabelGuard",
    "extents_of",
    "sentences_of",
    "white_space_trouble",
]


def extents_of(record: DocumentRecord) -> list[Extent]:
    """A record's spans by start, longer first, then label."""
    spans = [(span.start, span.end, span.label) for span in record.spans]
    return sorted(spans, key=lambda span: (span[0], -span[1], span[2]))


def sentences_of(
    record: DocumentRecord, report: LossReport
) -> Iterator[tuple[Tokens, list[Extent]]]:
    """Each sentence with the spans that lie in it; those that leave theirs are dropped."""
    text = record.text
    spans = extents_of(record)
    bounds = record.sentences if record.sentences is not None else sentence_spans(text)
    at = 0
    for (start, end), (following, _) in pairwise([*bounds, (len(text) + 1, 0)]):
        held = []
        while at < len(spans) and spans[at][0] < end:
            if spans[at][1] <= following:
                held.append(spans[at])
            else:
                why = "leaves its sentence, which no span of this format can; merge the sentences"
                report.drop(Loss(record.id, "crossing_dropped", spans[at], None, why))
            at += 1
        yield sentence_tokens(text, start, end), held
    for span in spans[at:]:
        why = "lies outside every sentence"
        report.drop(Loss(record.id, "whitespace_lost", span, None, why))


class LabelGuard:
    """Refuses labels that a format could not be read back with; none is ever renamed.

    Args:
        report: Told of the label before the export ends.
        trouble: What is wrong with a label, `holds white space, which would end its column`;
            empty when nothing is.
    """

    def __init__(self, report: LossReport, trouble: Callable[[str], str]) -> None:
        self._report = report
        self._trouble = trouble
        self._fine: set[str] = set()

    def expect(self, labels: Iterable[str]) -> None:
        """Let labels pass.

        Raises:
            LossError: One of them cannot be written.
        """
        for label in sorted(set(labels) - self._fine):
            trouble = self._trouble(label)
            if trouble:
                why = f"the label {label!r} {trouble}"
                self._report.remark(Loss("", "char_not_allowed", None, None, why))
                raise LossError(
                    f"{why}. Nothing of it was written: give it another name in the scheme,"
                    " leave it out with --labels, or export jsonl",
                    report=self._report,
                )
            self._fine.add(label)


def white_space_trouble(label: str) -> str:
    """Why a label cannot stand in a column that white space ends."""
    has_space = any(char.isspace() for char in label)
    return "holds white space, which would end its column" if has_space else ""
