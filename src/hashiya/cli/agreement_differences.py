"""Differences on the page of agreement: between annotators, and from gold, each with its places.

The two are never added up, since what two people differ in is no mistake of either, and one span
may be in both. Must never know how anything was counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from hashiya.cli.agreement_plots import Plots
from hashiya.cli.markup import Html, Part, element, folded_table, table
from hashiya.cli.page_frame import section
from hashiya.services import Confused, Measured
from hashiya.tui import _, kind_words, title_of

__all__ = ["GOLD", "between_annotators", "from_gold"]

GOLD: Final = "gold"
MOST_ROWS: Final = 60
"""Rows that a table shows before the rarer ones are folded away."""


def between_annotators(measured: Measured, plots: Plots) -> Html:
    """What annotators differ in; there without any difference too."""
    cells = [cell for cell in measured.confusion if cell.names[0] != GOLD]
    heads = [_("pair"), _("difference"), _("first"), _("second"), _("times, and where")]
    titles = {line.document_id: line.title for line in measured.diagnosis}
    rows = [_row(" · ".join(cell.names), cell, titles) for cell in _commonest(cells)]
    title = _("What annotators differ in")
    return section("kinds", title, _bars(cells, plots), _shown(heads, rows))


def from_gold(measured: Measured, plots: Plots) -> Html:
    """What annotators have otherwise than gold."""
    cells = [cell for cell in measured.confusion if cell.names[0] == GOLD]
    heads = [_("annotator"), _("difference"), _("gold"), _("theirs"), _("times, and where")]
    titles = {line.document_id: line.title for line in measured.diagnosis}
    rows = [_row(cell.names[1], cell, titles) for cell in _commonest(cells)]
    title = _("What differs from gold")
    return section("gold-kinds", title, _bars(cells, plots), _shown(heads, rows))


def _bars(cells: Sequence[Confused], plots: Plots) -> Html | None:
    """How often each kind is, the commonest first; nothing where nothing differs."""
    times: Counter[str] = Counter()
    for cell in cells:
        times[kind_words(cell.kind)] += cell.times
    common = times.most_common()
    if not common:
        return None
    return plots.bars([name for name, _n in common], [count for _n, count in common])


def _shown(heads: list[str], rows: list[list[Part]]) -> Html:
    return folded_table(heads, rows, MOST_ROWS, _("{count} more"))


def _commonest(cells: Sequence[Confused]) -> Sequence[Confused]:
    """Pair by pair; the commonest of all first where the rest of them is folded away."""
    if len(cells) <= MOST_ROWS:
        return cells
    return sorted(cells, key=lambda cell: -cell.times)


def _row(who: str, cell: Confused, titles: Mapping[str, str]) -> list[Part]:
    found: list[list[Part]] = [
        [
            titles[each.document_id],
            _case(each.text, each.start, each.left, each.right),
        ]
        for each in cell.cases
    ]
    cases = element(
        "details",
        element("summary", f"{cell.times:,}"),
        table([_("article"), _("text")], found),
    )
    labels = [title_of(label) if label else "—" for label in (cell.left_label, cell.right_label)]
    return [who, kind_words(cell.kind), *labels, cases]


def _case(text: str, start: int, *units: tuple[int, int, str] | None) -> Html:
    """A case's text with what each of the two has in brackets of its own row."""
    rows = []
    for unit in units:
        if unit is None:
            rows.append(element("div", "—"))
            continue
        first, last = unit[0] - start, unit[1] - start
        parts = [text[:first], element("mark", text[first:last]), text[last:]]
        rows.append(element("div", *parts, " · ", element("bdi", title_of(unit[2])), dir="auto"))
    return Html("".join(rows))
