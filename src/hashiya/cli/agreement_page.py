"""The page of agreement: one HTML file with plots and tables, in the interface's language.

Every plot has a table. What all pages share stands in `page_frame`. Must never know how anything
was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hashiya.cli.agreement_articles import diagnosis, each_article
from hashiya.cli.agreement_differences import GOLD, between_annotators, from_gold
from hashiya.cli.agreement_pairs import chance_section, figure_or_why, pairs_section
from hashiya.cli.agreement_plots import Plots
from hashiya.cli.markup import Html, Part, element, table
from hashiya.cli.page_frame import framed, section
from hashiya.services import Measured, PairMeasured, SelfMeasured
from hashiya.tui import (
    _,
    headline_words,
    is_mirrored,
    measure_name,
    n_,
    rest_words,
    score_words,
    title_of,
    told,
    way_words,
)

__all__ = ["agreement_page"]


def agreement_page(measured: Measured, title: str, selves: Sequence[SelfMeasured] = ()) -> str:
    """The whole page.

    Args:
        measured: What it tells of.
        title: What the project is called.
        selves: How far people agree with themselves; often nobody.

    Raises:
        UsageError: plotly is not there.
    """
    plots = Plots(is_mirrored=is_mirrored())
    parts = _sections(measured, title, plots, selves)
    return framed(" · ".join([_("Agreement"), title]), *parts, script=plots.script())


def _sections(
    measured: Measured, title: str, plots: Plots, selves: Sequence[SelfMeasured]
) -> Iterator[Html]:
    between = [pair for pair in measured.pairs if pair.names[0] != GOLD]
    golden = [pair for pair in measured.pairs if pair.names[0] == GOLD]
    yield element("p", _("Agreement"), " · ", element("bdi", title), class_="quiet")
    yield element("h1", headline_words(measured))
    for sentence in rest_words(measured):
        yield element("p", sentence, class_="loud")
    yield element("p", _drawn(measured), class_="quiet")
    if between:
        yield pairs_section(between, measured.people, plots)
        yield _labels(measured, plots)
    if measured.days:
        yield _days(measured, plots)
    if between:
        yield between_annotators(measured, plots)
    if golden:
        yield _gold(golden)
        yield from_gold(measured, plots)
    if selves:
        yield _selves(selves)
    yield each_article(measured)
    yield _ways(measured)
    yield chance_section(measured)
    yield diagnosis(measured)


def _drawn(measured: Measured) -> str:
    return _(
        "Scheme {scheme}. The range holds 95 in 100 draws of these articles; {draws} draws,"
        " seed {seed}."
    ).format(scheme=measured.scheme, draws=f"{measured.draws:,}", seed=measured.seed)


def _labels(measured: Measured, plots: Plots) -> Html:
    held = {name: each for name, each in measured.labels.items() if each.figure.value is not None}
    rows: list[list[Part]] = [
        [title_of(name), score_words(each), each.matched, each.left, each.right]
        for name, each in held.items()
    ]
    heads = [_("label"), _("exact F1"), _("both"), _("first"), _("second")]
    values = [each.figure.value or 0.0 for each in held.values()]
    drawn = plots.bars([*map(title_of, held)], values, most=1.0)
    return section("labels", _("Labels"), drawn if held else None, table(heads, rows))


def _days(measured: Measured, plots: Plots) -> Html:
    values = [each.exact.figure.value or 0.0 for each in measured.days]
    sizes = [
        n_("{count} article", "{count} articles", each.documents).format(count=each.documents)
        for each in measured.days
    ]
    days = [each.day.isoformat() for each in measured.days]
    rows: list[list[Part]] = [
        [day, size, f"{value:.3f}"] for day, size, value in zip(days, sizes, values, strict=True)
    ]
    heads = [_("day"), _("articles"), _("exact F1")]
    drawn = plots.line(days, values, sizes)
    words = element("p", _("By the day on which the second of two had finished."), class_="quiet")
    return section("days", _("Over time"), words, drawn, table(heads, rows))


def _gold(pairs: Sequence[PairMeasured]) -> Html:
    rows: list[list[Part]] = []
    for pair in pairs:
        exact = pair.spans["exact"]
        precision = f"{exact.matched / exact.right:.3f}" if exact.right else "—"
        recall = f"{exact.matched / exact.left:.3f}" if exact.left else "—"
        counts: list[Part] = [exact.matched, exact.left, exact.right]
        rows.append([pair.names[1], score_words(exact), precision, recall, *counts])
    heads = [_("annotator"), _("exact F1"), _("precision"), _("recall")]
    heads += [_("both"), _("gold"), _("theirs")]
    return section("gold", _("Against gold"), table(heads, rows))


def _selves(selves: Sequence[SelfMeasured]) -> Html:
    """What each person was given again, and how far the second reading is the first."""
    rows: list[list[Part]] = []
    for each in selves:
        figures: list[Part] = ["— " + told(each.why), "—", "—"]
        if each.pair is not None and each.days is not None:
            kappa = each.pair.places["kappa tokens"]
            value = score_words(each.pair.spans["exact"])
            figures = [value, figure_or_why(kappa.value, kappa.why), f"{each.days[0]:.1f}"]
        rows.append([each.alias, each.planned.sentences, each.finished.sentences, *figures])
    heads = [_("annotator"), _("sentences given again"), _("finished again"), _("exact F1")]
    heads += [measure_name("kappa tokens"), _("days between, median")]
    words = _("Sentences that people had finished, read again by the same people, unmarked.")
    quiet = element("p", words, class_="quiet")
    return section("selves", _("With themselves"), quiet, table(heads, rows))


def _ways(measured: Measured) -> Html:
    rows: list[list[Part]] = [
        [way_words(way), score_words(score), score_words(measured.pooled[way])]
        for way, score in measured.mean.items()
    ]
    heads = [_("two spans are the same by"), _("mean of pairs"), _("all pairs added up")]
    return section("ways", _("Ways of counting"), table(heads, rows))
