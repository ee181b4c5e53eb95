"""Articles on the page of agreement: exact F1 of each, and which counts for whom and why not.

Articles are called by their titles; what a title belongs to in data stands under it. Must never
know how anything was counted.
"""

from __future__ import annotations

from typing import Final

from hashiya.cli.markup import Html, Part, element, folded_table
from hashiya.cli.page_frame import section
from hashiya.services import Measured, Score
from hashiya.tui import _, name_words, score_words, told

__all__ = ["diagnosis", "each_article"]

MOST: Final = 40
"""Articles that a table shows before the others are folded away."""


def _name(title: str, document_id: str) -> Html:
    """What people call it, and under that what data does, where that is not the same."""
    name = element("bdi", title)
    if title == document_id:
        return name
    return Html(name + element("div", element("bdi", document_id), class_="quiet"))


def each_article(measured: Measured) -> Html:
    """Exact F1 of each article that counts, the lowest first."""
    has_pairs = any(each.between for each in measured.by_article)
    heads = [_("article")]
    heads += [_("exact F1 between annotators")] * has_pairs
    heads += [_("exact F1 against gold")] * measured.has_gold
    rows: list[list[Part]] = []
    for each in measured.by_article:
        scores = [each.between] * has_pairs + [each.of_gold] * measured.has_gold
        rows.append([_name(each.article.title, each.article.document_id), *map(_score, scores)])
    words = element("p", _("The lowest first; all pairs of an article added up."), class_="quiet")
    shown = folded_table(heads, rows, MOST, _("{count} more"))
    return section("documents", _("F1 of each article"), words, shown)


def _score(score: Score | None) -> str:
    return "—" if score is None else score_words(score)


def _counts(*, is_first: bool, is_any: bool) -> str:
    """Whether an article counts in the first figure, or else in any."""
    if is_first:
        return _("yes")
    return _("against gold only") if is_any else _("no")


def diagnosis(measured: Measured) -> Html:
    """Which article counts for whom, and who is left out of it and why."""
    of_gold = measured.is_of_gold
    rows: list[list[Part]] = [
        [
            _name(line.title, line.document_id),
            _counts(is_first=line.is_compared(of_gold=of_gold), is_any=bool(line.counts)),
            ", ".join(map(name_words, line.counted)) or "—",
            "; ".join(f"{name_words(name)}: {told(why)}" for name, why in line.left_out) or "—",
        ]
        for line in measured.diagnosis
    ]
    heads = [_("article"), _("counts"), _("finished by"), _("left out, and why")]
    shown = folded_table(heads, rows, MOST, _("{count} more"))
    return section("articles", _("What counts and what does not"), shown)
