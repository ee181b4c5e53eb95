"""Words of measures: what ways, kinds and figures of agreement are called on pages and screens.

Kinds of edges are named by the text's own direction, since an Arabic span starts on the right. Must
never know a widget, or how a figure was counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.services import Measured, Score
from hashiya.tui.locale import _, later, n_, told

__all__ = [
    "headline_words",
    "kind_words",
    "measure_name",
    "rest_words",
    "score_words",
    "way_words",
]

WAYS: Final = {
    "exact": later("same edges, same label"),
    "boundary": later("same edges, any label"),
    "overlap": later("overlap, same label"),
    "overlap_any_label": later("overlap, any label"),
    "clitic": later("clitics aside, same label"),
}
KINDS: Final = {
    "clitic": later("clitic, punctuation or space"),
    "left edge": later("start"),
    "right edge": later("end"),
    "both edges": later("start and end"),
    "label": later("label"),
    "label and edges": later("label and edges"),
    "nesting": later("nested in one that both have"),
    "only one": later("only one has it"),
    "missed": later("missed"),
    "extra": later("one too many"),
}
MEASURES: Final = {
    "kappa tokens": later("Cohen's kappa over words"),
    "kappa characters": later("Cohen's kappa over characters"),
    "fleiss tokens": later("Fleiss' kappa over words"),
    "fleiss characters": later("Fleiss' kappa over characters"),
    "alpha tokens": later("Krippendorff's alpha over words"),
    "alpha characters": later("Krippendorff's alpha over characters"),
    "alpha_u": later("Krippendorff's alpha of units"),
    "disorder": later("disorder of the best alignment"),
    "gamma": later("gamma"),
}


def way_words(way: str) -> str:
    """When two spans are the same, for a way of counting."""
    return _(WAYS[way])


def kind_words(kind: str) -> str:
    """What differs."""
    return _(KINDS[kind])


def measure_name(name: str) -> str:
    """What a figure beyond chance is called."""
    return _(MEASURES[name])


def score_words(score: Score) -> str:
    """A figure with the range of its draws; a dash where it has none."""
    if score.figure.value is None:
        return "—"
    said = f"{score.figure.value:.3f}"
    if score.interval is None:
        return said
    low, high = score.interval
    return _("{value} ({low} to {high})").format(value=said, low=f"{low:.3f}", high=f"{high:.3f}")


def headline_words(measured: Measured) -> str:
    """The first figure, or why there is none."""
    exact = measured.mean["exact"]
    if exact.figure.value is None:
        return told(exact.figure.why)
    between = [pair for pair in measured.pairs if pair.names[0] != "gold" and pair.documents]
    if len(between) == 1:
        return _("exact F1 of spans: {score}").format(score=score_words(exact))
    return _("exact F1 of spans, mean of {count} pairs: {score}").format(
        count=len(between), score=score_words(exact)
    )


def rest_words(measured: Measured) -> Sequence[str]:
    """What the figures rest on, and what is left out and why, a sentence each."""
    whole, used = len(measured.diagnosis), measured.used
    out = whole - used
    said = [
        n_("{used} of {count} article counts", "{used} of {count} articles count", whole).format(
            used=f"{used:,}", count=f"{whole:,}"
        )
    ]
    if out:
        said.append(
            n_(
                "{count} is left out: nobody, or only one, has finished it",
                "{count} are left out: nobody, or only one, has finished them",
                out,
            ).format(count=f"{out:,}")
        )
    said += [
        _("{alias} is not compared: {why}").format(alias=alias, why=told(why))
        for alias, why in measured.idle
    ]
    return said
