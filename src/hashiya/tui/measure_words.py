"""Words of measures: what ways and figures of agreement are called on pages and screens.

Must never know a widget, or how a figure was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hashiya.services import MEASURES, Measured, Score
from hashiya.tui.locale import _, later, n_, told

__all__ = [
    "aligned_words",
    "apart_words",
    "headline_words",
    "measure_name",
    "name_words",
    "rest_words",
    "score_words",
    "way_words",
]

FEW: Final = 10
"""Articles under which a range is said to be from few."""
WAYS: Final = {
    "exact": later("same edges, same label"),
    "boundary": later("same edges, any label"),
    "overlap": later("overlap, same label"),
    "overlap_any_label": later("overlap, any label"),
    "clitic": later("clitics aside, same label"),
}
_MEASURES: Final = (
    later("Cohen's kappa over words"),
    later("Cohen's kappa over characters"),
    later("Fleiss' kappa over words"),
    later("Fleiss' kappa over characters"),
    later("Krippendorff's alpha over words"),
    later("Krippendorff's alpha over characters"),
    later("Krippendorff's alpha of units"),
    later("disorder of the best alignment"),
    later("gamma"),
)
"""In the order of `MEASURES`."""


def way_words(way: str) -> str:
    """When two spans are the same, for a way of counting."""
    return _(WAYS[way])


def measure_name(name: str) -> str:
    """What a figure beyond chance is called."""
    return _(_MEASURES[MEASURES.index(name)])


def name_words(name: str) -> str:
    """What a person is called; gold is none."""
    return _("gold") if name == "gold" else name


def score_words(score: Score) -> str:
    """A figure with the range of its draws; a dash where it has none."""
    if score.figure.value is None:
        return "—"
    if score.is_of_nothing:
        return _("nothing marked")
    said = f"{score.figure.value:.3f}"
    if score.interval is None:
        return said
    low, high = score.interval
    return _("{value} ({low} to {high})").format(value=said, low=f"{low:.3f}", high=f"{high:.3f}")


def headline_words(measured: Measured) -> str:
    """The first figure, or why there is none."""
    exact = measured.mean["exact"]
    of_gold = measured.golden["exact"]
    pairs, _of_nothing = measured.averaged
    if (of_gold if measured.is_of_gold else exact).is_of_nothing:
        return _("nobody marked anything in the articles that count, so F1 says nothing")
    if measured.is_of_gold:
        return _("exact F1 of spans against gold: {score}").format(score=score_words(of_gold))
    if exact.figure.value is None:
        return told(exact.figure.why)
    if pairs == 1:
        return _("exact F1 of spans: {score}").format(score=score_words(exact))
    return _("exact F1 of spans, mean of {count} pairs: {score}").format(
        count=pairs, score=score_words(exact)
    )


def rest_words(measured: Measured, *, is_blind: bool = False) -> Sequence[str]:
    """What the figures rest on, and what is left out and why, a sentence each.

    Args:
        measured: What they are of.
        is_blind: Whether only articles that the person who reads this has finished count.
    """
    whole, used = len(measured.diagnosis), measured.used
    out = whole - used
    said = [
        n_("{used} of {count} article counts", "{used} of {count} articles count", whole).format(
            used=f"{used:,}", count=f"{whole:,}"
        )
    ]
    if out and is_blind:
        said.append(
            n_(
                "{count} is left out: not finished by you, or by nobody else",
                "{count} are left out: not finished by you, or by nobody else",
                out,
            ).format(count=f"{out:,}")
        )
    elif out:
        said.append(
            n_(
                "{count} is left out: nobody, or only one, has finished it",
                "{count} are left out: nobody, or only one, has finished them",
                out,
            ).format(count=f"{out:,}")
        )
    first = (measured.golden if measured.is_of_gold else measured.mean)["exact"]
    said += _beside(measured)
    if first.interval is not None and used < FEW and not first.is_of_nothing:
        said.append(
            n_(
                "the range is drawn from {count} article only, and looks firmer than it is",
                "the range is drawn from {count} articles only, and looks firmer than it is",
                used,
            ).format(count=used)
        )
    # How far others are is told to nobody who annotates beside them.
    said += [
        _("{alias} is not compared: {why}").format(alias=alias, why=told(why))
        for alias, why in measured.idle
        if not is_blind
    ]
    return said


def _beside(measured: Measured) -> Iterator[str]:
    """What the first figure leaves to others: pairs that marked nothing, and gold."""
    pairs, of_nothing = measured.averaged
    if pairs and of_nothing:
        yield n_(
            "{count} more pair marked nothing on either side, which the mean leaves out",
            "{count} more pairs marked nothing on either side, which the mean leaves out",
            of_nothing,
        ).format(count=f"{of_nothing:,}")
    if measured.has_gold and not measured.is_of_gold:
        golden = measured.rests_on(of_gold=True)
        yield n_(
            "{count} article is compared with gold",
            "{count} articles are compared with gold",
            golden,
        ).format(count=f"{golden:,}")


def apart_words(count: int) -> str:
    """How many pairs have no article that counts for both."""
    words = n_(
        "{count} pair without an article that counts for both",
        "{count} pairs without an article that counts for both",
        count,
    )
    return words.format(count=f"{count:,}")


def aligned_words(measured: Measured) -> str:
    """How far the alignment that gamma of all people rests on may be from the best; or nothing."""
    aligned = measured.aligned
    if aligned is None or aligned.least.value is None or aligned.proven == aligned.documents:
        return ""
    return _(
        "For gamma of all, the best alignment is proven in {proven} of {count} articles; disorder"
        " is {least} at least, so that gamma may be higher than it says."
    ).format(
        proven=f"{aligned.proven:,}",
        count=f"{aligned.documents:,}",
        least=f"{aligned.least.value:.3f}",
    )
