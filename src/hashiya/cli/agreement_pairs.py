"""Pairs on the page of agreement: a map and a table of F1, and the figures beyond chance.

Of many pairs the first are seen, the lowest first, and the others are folded away; those without
an article in common are one line. Must never know how anything was counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.cli.agreement_plots import Plots
from hashiya.cli.markup import Html, Part, element, folded_table
from hashiya.cli.page_frame import section
from hashiya.services import Measured, PairMeasured
from hashiya.tui import _, aligned_words, apart_words, measure_name, name_words, score_words, told

__all__ = ["chance_section", "figure_or_why", "pairs_section"]

MOST_PAIRS: Final = 40
"""Pairs that a table shows before the others are folded away."""


def pairs_section(pairs: Sequence[PairMeasured], people: Sequence[str], plots: Plots) -> Html:
    """F1 of each two annotators, the lowest first where there are many."""
    held = [pair for pair in pairs if pair.documents]
    values = {
        pair.names: pair.spans["exact"].figure.value
        for pair in held
        if not pair.spans["exact"].is_of_nothing
    }
    square = [
        [values.get((one, other), values.get((other, one))) for other in people] for one in people
    ]
    if len(held) > MOST_PAIRS:
        held.sort(key=lambda pair: pair.spans["exact"].figure.value or 0.0)
    rows: list[list[Part]] = [
        [_names(pair), pair.documents, score_words(pair.spans["exact"])] for pair in held
    ]
    heads = [_("pair"), _("articles"), _("exact F1")]
    shown = folded_table(heads, rows, MOST_PAIRS, _("{count} more")) if rows else None
    return section("pairs", _("Pairs"), plots.heat_map(people, square), shown, _apart(pairs))


def _names(pair: PairMeasured) -> str:
    return " · ".join(map(name_words, pair.names))


def _apart(pairs: Sequence[PairMeasured]) -> Html | None:
    """Those who have no article in common, in one line that opens."""
    names = [_names(pair) for pair in pairs if not pair.documents]
    if not names:
        return None
    summary = element("summary", apart_words(len(names)))
    said = [element("bdi", name) for name in names]
    return element("details", summary, element("p", Html(", ".join(said))))


def chance_section(measured: Measured) -> Html:
    """Figures beyond chance; what has no value has its reason."""
    rows: list[list[Part]] = []
    if len(measured.people) > 2:
        rows += [
            [_("all of them"), measure_name(name), figure_or_why(each.value, each.why)]
            for name, each in measured.together.items()
        ]
    rows += [
        [_names(pair), measure_name(name), figure_or_why(each.value, each.why)]
        for pair in measured.pairs
        if pair.documents
        for name, each in pair.places.items()
    ]
    words = _("They move with how much of a text nobody marks; read them beside F1, never alone.")
    heads = [_("who"), _("measure"), _("value")]
    quiet = element("p", " ".join([words, aligned_words(measured)]), class_="quiet")
    shown = folded_table(heads, rows, MOST_PAIRS, _("{count} more"))
    apart = _apart(measured.pairs)
    return section("chance", _("Beyond chance"), quiet, shown, apart)


def figure_or_why(value: float | None, why: str) -> str:
    """A figure; a dash and the reason where there is none."""
    return f"— {told(why)}" if value is None else f"{value:.3f}"
