"""Fitting: spans of characters into columns of tokens, every one accounted for.

Choose among overlapping spans, lay the chosen beside the tokens, deal with edges inside words as
the policy says, then with those that meet on a token. What a file cannot hold as it was goes to
the report, span by span. Knows neither tags nor files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from hashiya.formats.flattening import (
    Dropped,
    Extent,
    first_of_all,
    flatten,
    flatten_outermost,
    innermost,
    outermost,
    relation,
    untangle,
)
from hashiya.formats.loss_reports import LossError, LossReport
from hashiya.formats.remarks import shown
from hashiya.formats.reports import Kind, Loss
from hashiya.formats.tokens import Tokens, cut_tokens
from hashiya.formats.write_options import TokenOptions
from hashiya.tagging import align
from hashiya.text import counted

__all__ = ["Fitted", "Fitting", "Sharing"]

Sharing = Literal["none", "labels", "all"]
"""Spans that may stand on one token."""

Fitted = tuple[int, int, str, int, int]
"""`(first, last, label, start, end)`: tokens of a sentence, and where they stand in the text."""


_WAYS_OUT: Final = "--on-collision outer or first keeps one of them, --policy split both"


class Fitting:
    """Fits the sentences of one export.

    Args:
        options: Policy, nesting, collisions.
        report: Told about every span.
        labels: One column for each of these; None takes every label into one column.
        sharing: Which spans may share a token in one column: none, those of different labels and
            those inside each other, or all.
    """

    def __init__(
        self,
        options: TokenOptions,
        report: LossReport,
        *,
        labels: Sequence[str] | None = None,
        sharing: Sharing = "none",
    ) -> None:
        self._forbidden = 0
        """Spans that do not fall on tokens, where the policy is strict."""
        self._collisions = 0
        """Spans that meet another on a token, where nobody said which is kept."""
        self._policy = options.policy
        self._innermost_wins = options.nested == "inner"
        self._on_collision = options.on_collision
        self._labels = labels
        self._sharing = sharing
        self._report = report

    def fit(
        self, doc: str, spans: list[Extent], tokens: Tokens, text: str
    ) -> tuple[Tokens, list[list[Fitted]]]:
        """One sentence's tokens, cut where the policy cuts, and what each column holds.

        Args:
            doc: Id of the document, for the report.
            spans: Inside the sentence, ordered by start, longer first, then label.
            tokens: The sentence's tokens.
            text: The document's text.
        """
        columns = [self._chosen(doc, column) for column in self._columns(doc, spans)]
        if self._policy == "split" and spans:
            edges = {edge for column in columns for span in column for edge in span[:2]}
            tokens = cut_tokens(tokens, edges, text)
        return tokens, [self._laid(doc, column, tokens, text) for column in columns]

    def expect_all_allowed(self) -> None:
        """Refuse the export when a span was met that may be neither changed nor dropped.

        Raises:
            LossError: One was; the report names each.
        """
        reasons = []
        if self._forbidden:
            spans = counted(self._forbidden, "span does", "spans do")
            reasons.append(f"{spans} not fall on whole tokens, which --policy strict forbids")
        if self._collisions:
            spans = counted(self._collisions, "span meets", "spans meet")
            reasons.append(f"{spans} another on a token after widening; {_WAYS_OUT}")
        if reasons:
            message = f"{'; '.join(reasons)}. Nothing of it was written, and each is named"
            raise LossError(message, report=self._report)

    def _columns(self, doc: str, spans: list[Extent]) -> list[list[Extent]]:
        if self._labels is None:
            return [spans]
        held: dict[str, list[Extent]] = {label: [] for label in self._labels}
        for span in spans:
            if span[2] in held:
                held[span[2]].append(span)
            else:
                why = f"the scheme has no label {span[2]!r}, so there is no column for it"
                self._report.drop(Loss(doc, "label_unknown", span, None, why))
        return list(held.values())

    def _chosen(self, doc: str, spans: list[Extent]) -> list[Extent]:
        if self._sharing != "none":
            return spans
        if self._innermost_wins:
            chosen, dropped = flatten(spans, [innermost(span) for span in spans])
        else:
            chosen, dropped = flatten_outermost(spans)
        for index, winner in dropped:
            why = f"overlaps {_named(spans[winner])}, and one column holds one of them"
            kind = relation(spans[index], spans[winner])
            self._report.drop(Loss(doc, kind, spans[index], None, why))
        return [spans[index] for index in chosen] if dropped else spans

    def _laid(self, doc: str, spans: list[Extent], tokens: Tokens, text: str) -> list[Fitted]:
        """Chosen spans on their tokens."""
        held: list[Extent] = []
        fitted: list[Fitted] = []
        all_fit = True
        places = align(spans, tokens.starts, tokens.ends)
        for span, (first, last, start, end, fits) in zip(spans, places, strict=True):
            if first == last:
                why = "covers nothing but white space or direction marks, which are no tokens"
                self._report.drop(Loss(doc, "whitespace_lost", span, None, why))
            elif not fits and self._policy == "strict":
                self._refuse(doc, span, (start, end))
            else:
                held.append(span)
                fitted.append((first, last, span[2], start, end))
                all_fit = all_fit and fits
        if all_fit and self._sharing != "labels":
            self._report.keep(len(held))
            return fitted
        kept = self._apart(doc, held, fitted)
        for index in kept:
            self._account(doc, held[index], fitted[index], text)
        return [fitted[index] for index in kept]

    def _apart(self, doc: str, spans: list[Extent], fitted: list[Fitted]) -> list[int]:
        """Indexes of the spans that may stand beside each other; others are settled or refused."""
        if self._sharing == "all":
            return list(range(len(fitted)))
        extents = [each[:3] for each in fitted]
        if self._sharing == "labels":
            kept, dropped = untangle(extents)
            self._lose(doc, spans, extents, dropped)
            return kept
        key = first_of_all if self._on_collision == "first" else outermost
        kept, dropped = flatten(extents, [key(span) for span in spans])
        if self._on_collision == "error":
            self._collisions += len(dropped)
        self._lose(doc, spans, extents, dropped)
        return kept

    def _lose(
        self, doc: str, spans: list[Extent], extents: list[Extent], dropped: list[Dropped]
    ) -> None:
        """Report spans that lost a token they met another on."""
        for index, winner in dropped:
            why = f"on whole words it meets {_named(spans[winner])}"
            if self._sharing == "none" and self._on_collision == "error":
                why += f"; {_WAYS_OUT}"
            kind = relation(extents[index], extents[winner])
            self._report.drop(Loss(doc, kind, spans[index], None, why))

    def _account(self, doc: str, span: Extent, fitted: Fitted, text: str) -> None:
        start, end, label = span
        from_edge, to_edge = fitted[3:]
        if (from_edge, to_edge) == (start, end):
            self._report.keep()
            return
        became = (from_edge, to_edge, label)
        before, after = text[from_edge:start], text[end:to_edge]
        parts = [f"{shown(before)} before it"] * bool(before) + [f"{shown(after)} after it"] * bool(
            after
        )
        kind: Kind = "widened_to_word"
        why = f"took in {' and '.join(parts)}"
        if not parts:
            kind = "whitespace_changed"
            why = "an edge in white space or direction marks moved to the nearest token inside"
        self._report.change(Loss(doc, kind, span, became, why))

    def _refuse(self, doc: str, span: Extent, nearest: tuple[int, int]) -> None:
        self._forbidden += 1
        why = (
            f"an edge lies inside a word or in white space; the nearest token edges are"
            f" [{nearest[0]}, {nearest[1]})"
        )
        self._report.drop(Loss(doc, "widened_to_word", span, None, why))


def _named(span: Extent) -> str:
    start, end, label = span
    return f"{label} [{start}, {end})"
