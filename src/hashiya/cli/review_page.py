"""The page of a review session: one HTML file, in the interface's language and direction.

Must never know how anything was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hashiya.cli.markup import Html, Part, broken, element, table
from hashiya.cli.output import moment
from hashiya.cli.page_frame import framed, section
from hashiya.services import Gap, ReviewPlan, ReviewReport, Standing
from hashiya.tui import (
    _,
    difference_words,
    n_,
    outcome_words,
    progress_words,
    quorum_words,
    reason_words,
    title_of,
)

__all__ = ["review_page"]


def review_page(report: ReviewReport, title: str) -> str:
    """The whole page.

    Args:
        report: What it tells of.
        title: What the project is called.
    """
    name = _("Review session {name}").format(name=report.name)
    return framed(f"{name} · {title}", *_sections(report, name, title))


def _sections(report: ReviewReport, name: str, title: str) -> Iterator[Html]:
    yield element("p", _("Review"), " · ", element("bdi", title), class_="quiet")
    yield element("h1", name)
    for sentence in _summary(report):
        yield element("p", sentence, class_="loud")
    yield _scope(report, report.plan)
    yield _standing(report.standing)
    if report.outcomes:
        yield _rulings(report)
    if report.gaps:
        told = [part for gap in report.gaps for part in _gap(gap)]
        yield section("gaps", _("For the guidelines"), *told)


def _summary(report: ReviewReport) -> Iterator[str]:
    waiting = report.standing.open + report.standing.deferred
    yield n_("{count} ruling", "{count} rulings", report.rulings).format(count=report.rulings)
    yield n_("{count} card waits", "{count} cards wait", waiting).format(count=waiting)


def _scope(report: ReviewReport, plan: ReviewPlan) -> Html:
    rows: list[list[Part]] = [
        [_("adjudicator"), report.alias],
        [_("begun at"), moment(report.opened_at)],
        [_("whose work"), ", ".join(plan.people) or _("everybody's")],
        [_("articles"), f"{len(plan.documents):,}" if plan.documents else _("all")],
        [_("needs no ruling"), quorum_words(plan)],
        [
            _("work that counts"),
            _("also what is only begun") if plan.unfinished else _("what is finished"),
        ],
        [_("people are shown"), _("as letters") if plan.anonymous else _("by their aliases")],
    ]
    return section("scope", _("What it is about"), table([], rows))


def _standing(standing: Standing) -> Html:
    articles = {progress_words(name): count for name, count in standing.articles.items()}
    if standing.others:
        articles[_("another adjudicator's")] = standing.others
    cards = {
        _("all agree"): standing.agreed,
        _("ruled"): standing.ruled,
        _("put off"): standing.deferred,
        _("waits for a ruling"): standing.open,
    }
    if standing.alone:
        cards[_("one annotator alone")] = standing.alone
    words = _(
        "Cards of articles that can be reviewed, or are gold, whichever session ruled on them."
    )
    return section(
        "standing",
        _("How far it is"),
        _counts(articles, _("how far"), _("articles")),
        _counts(cards, _("card"), _("cards"), total=standing.cards),
        element("p", words, class_="quiet"),
    )


def _rulings(report: ReviewReport) -> Html:
    minutes, seconds = divmod(report.seconds, 60)
    time = _("Time on cards: {minutes} min {seconds} s, {each} s a card in the middle.").format(
        minutes=f"{minutes:,}", seconds=seconds, each=f"{report.seconds_each:g}"
    )
    against = n_(
        "{count} ruling goes against what was ruled before.",
        "{count} rulings go against what was ruled before.",
        report.against,
    ).format(count=report.against)
    heads = (_("ruling"), _("what differed"), _("reason"), _("taken from"))
    counts = (report.outcomes, report.kinds, report.reasons, report.people)
    words: tuple[Callable[[str], str], ...] = (outcome_words, difference_words, reason_words, str)
    shown = [
        _counts({say(name): n for name, n in each.items()}, head, _("cards"))
        for head, each, say in zip(heads, counts, words, strict=True)
        if each
    ]
    quiet = [element("p", line, class_="quiet") for line in (time, against)]
    return section("rulings", _("What was ruled"), *shown, *quiet)


def _counts(counts: Mapping[str, int], head: str, what: str, *, total: int | None = None) -> Html:
    """Names with how often each; the share of each too where there is a total."""
    heads = [head, what]
    rows: list[list[Part]] = [[name, f"{count:,}"] for name, count in counts.items()]
    if total:
        heads.append(_("share"))
        for row, count in zip(rows, counts.values(), strict=True):
            row.append(f"{count / total:.0%}")
        rows.append([_("together"), f"{total:,}", ""])
    return table(heads, rows)


def _gap(gap: Gap) -> Iterator[Html]:
    """What was ruled and why, with the sentence in which the card is marked."""
    first, last = gap.start - gap.sentence_start, gap.end - gap.sentence_start
    text = gap.sentence
    yield element("h3", f"{gap.number}. ", element("bdi", gap.name))
    marked = element("mark", broken(text[first:last]))
    parts = [broken(text[:first]), marked, broken(text[last:])]
    yield element("p", *parts, dir="auto")
    rows: list[list[Part]] = [
        [broken(side.quote), title_of(side.label), ", ".join(side.people) or _("nobody any more")]
        for side in gap.sides
    ]
    if gap.outcome == "defer":
        rows.append([_("put off"), "", ""])
    else:
        rows += [[broken(side.quote), title_of(side.label), _("gold")] for side in gap.gold]
    if gap.outcome == "neither":
        rows.append([_("nothing"), "", _("gold")])
    yield table([_("text"), _("label"), _("by")], rows)
    why = reason_words(gap.reason) if gap.reason else ""
    kinds = " + ".join(difference_words(kind) for kind in gap.kinds or ("agreed",))
    about = [part for part in (kinds, why, broken(gap.note)) if part]
    place = element("bdi", gap.document_id)
    yield element("p", place, *(part for each in about for part in (" · ", each)), class_="quiet")
