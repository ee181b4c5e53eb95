"""`hashiya review report` and `gaps`: what a review session ruled, printed or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, dropwhile
from operator import not_
from pathlib import Path

import click

from hashiya.cli.options import chosen_project, json_option, language_option, project_option
from hashiya.cli.output import Progress, moment, print_data, print_item, print_json, say
from hashiya.errors import UsageError
from hashiya.formats import atomic_writer
from hashiya.services import (
    Gap,
    ReviewPlan,
    ReviewReport,
    Standing,
    guideline_gaps,
    review_names,
    review_report,
    scheme_of_version,
)
from hashiya.text import counted

__all__ = ["gaps_command", "report_command"]

OUTCOMES = {
    "take": "as proposed",
    "edit": "otherwise than proposed",
    "both": "both",
    "neither": "neither",
    "defer": "put off",
}

ARTICLES = {
    "waiting": "not finished by all",
    "ready": "ready",
    "begun": "in review",
    "changed": "changed since gold",
    "gold": "gold",
}
"""How far an article is, in words."""


@click.command("report", short_help="What a review session has ruled so far.")
@click.argument("name", required=False)
@click.option(
    "--out",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page for any browser instead.",
)
@click.option("--overwrite", is_flag=True, help="Replace the page if it is there.")
@language_option
@project_option
@json_option
@click.pass_context
def report_command(
    ctx: click.Context,
    *,
    name: str | None,
    page: Path | None,
    overwrite: bool,
    language: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Print what review session NAME has ruled so far, and what is left to do.

    Whose work it compares, how far its articles are, how much all agree on; rulings by kind and
    reason, time, gaps. Without NAME the sessions there are, oldest first. A page is in the language
    of the screen; what is printed is English.
    """
    path = chosen_project(ctx, project)
    if page is not None and (as_json or name is None):
        raise UsageError("--out writes the page of one session: say its NAME, and leave --json out")
    if language and page is None:
        raise UsageError("--lang is the language of --out; what is printed is in English")
    if name is None:
        _print_sessions(path, as_json=as_json)
        return
    with Progress("article", way_out="Ctrl-C stops") as progress:
        report = review_report(path, name, progress.advance)
    if page is not None:
        _write_page(report, path, page, language, overwrite=overwrite)
    elif as_json:
        print_json(_as_json(report))
    else:
        for line in _lines(report):
            print_item(line)


@click.command("gaps", short_help="What is flagged for the guidelines, as a numbered list.")
@project_option
@json_option
@click.pass_context
def gaps_command(ctx: click.Context, *, project: str | None, as_json: bool) -> None:
    """Print the rulings that are flagged for the guidelines, each with its words and its sentence.

    The numbers follow the documents and their texts, over all review sessions.
    """
    gaps = guideline_gaps(chosen_project(ctx, project))
    if as_json:
        print_json([_gap_as_json(gap) for gap in gaps])
        return
    # Each begins with a blank line, and nothing stands above the first.
    for line in dropwhile(not_, chain.from_iterable(map(_gap_lines, gaps))):
        print_item(line)
    if not gaps:
        say("nothing is flagged for the guidelines; in a review, g flags a card")


def _print_sessions(path: Path, *, as_json: bool) -> None:
    found = review_names(path)
    if as_json:
        keys = ("name", "adjudicator", "opened_at")
        print_json([dict(zip(keys, each, strict=True)) for each in found])
        return
    for session, alias, opened_at in found:
        print_data(f"{session}  {alias}  {moment(opened_at)}")
    if not found:
        say("no review session yet: hashiya review --as ALIAS begins one")


def _write_page(
    report: ReviewReport, project: Path, page: Path, language: str | None, *, overwrite: bool
) -> None:
    from hashiya.cli.review_page import review_page  # noqa: PLC0415 - for a page only
    from hashiya.tui import speak, use_titles  # noqa: PLC0415 - as above

    speak(language)
    use_titles(scheme_of_version(project).labels)
    with atomic_writer(page, overwrite=overwrite) as out:
        out.write(review_page(report, project.stem).encode())
    say(f"{page} is a page for any browser; it needs no network")


def _lines(report: ReviewReport) -> Iterator[str]:
    yield f"review     {report.name}, by {report.alias} since {moment(report.opened_at)}"
    yield f"compared   {_scope(report.plan)}"
    yield from _standing(report.standing)
    yield f"rulings    {report.rulings:,} in {counted(report.documents, 'document')}"
    yield from _counts("ruled", {OUTCOMES[name]: n for name, n in report.outcomes.items()})
    yield from _counts("kinds", {_difference(kind): n for kind, n in report.kinds.items()})
    yield from _counts("reasons", report.reasons)
    yield from _counts("taken from", report.people)
    if report.against:
        against = counted(report.against, "ruling goes", "rulings go")
        yield f"against    {against} against what was ruled before"
    if report.rulings:
        minutes, seconds = divmod(report.seconds, 60)
        yield f"time       {minutes:,} min {seconds} s, {report.seconds_each:g} s a card (median)"
    for gap in report.gaps:
        yield from _gap_lines(gap)


def _scope(plan: ReviewPlan) -> str:
    """Whose work, and what needs no ruling."""
    votes = {
        "all": "what all propose",
        "most": "what more than half propose",
        "some": f"what {counted(plan.votes, 'person proposes', 'people propose')}",
    }
    parts = [", ".join(plan.people) or "everybody"]
    count = len(plan.documents)
    parts += [f"only {counted(count, 'article', 'articles')}"] if count else []
    parts += ["also work that is only begun"] if plan.unfinished else []
    parts += ["people are shown as letters"] if plan.anonymous else []
    return "; ".join([*parts, f"{votes[plan.quorum]} needs no ruling"])


def _standing(standing: Standing) -> Iterator[str]:
    articles = {ARTICLES.get(name, name): n for name, n in standing.articles.items()}
    if standing.others:
        articles["another adjudicator's"] = standing.others
    if articles:
        yield f"articles   {', '.join(f'{n:,} {name}' for name, n in articles.items())}"
    if not standing.cards:
        return
    share = f"{standing.agreed / standing.cards:.0%}"
    parts = [f"agreed {standing.agreed:,} ({share})", f"ruled on {standing.ruled:,}"]
    parts[1:1] = [f"of one annotator alone {standing.alone:,}"] if standing.alone else []
    parts += [f"put off {standing.deferred:,}", f"open {standing.open:,}"]
    yield f"cards      {standing.cards:,}: {', '.join(parts)}"


def _counts(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        said = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        yield f"{head:<10} {said}"


def _difference(kind: str) -> str:
    """What differs; `agreed` where nothing does."""
    from hashiya.tui import difference_words  # noqa: PLC0415 - for what people read only

    return difference_words(kind)


def _gap_lines(gap: Gap) -> Iterator[str]:
    yield ""
    kinds = " + ".join(map(_difference, gap.kinds)) or "all agree"
    said = f"{gap.number}. {gap.document_id}, {gap.start} to {gap.end}: {kinds}"
    ruled = "put off" if gap.outcome == "defer" else f"ruled {OUTCOMES[gap.outcome]}"
    yield f"{said}; {ruled}" + (f" ({gap.reason})" if gap.reason else "")
    for side in gap.sides:
        yield f"   [{side.quote}] {side.label} · {', '.join(side.people) or 'nobody any more'}"
    if gap.outcome != "defer":
        held = " ".join(f"[{side.quote}] {side.label}" for side in gap.gold)
        yield f"   gold: {held or 'nothing'}"
    if gap.note:
        yield f"   note: {gap.note}"
    yield f"   {gap.sentence}"


def _as_json(report: ReviewReport) -> dict[str, object]:
    return report._asdict() | {
        "plan": report.plan.model_dump(mode="json"),
        "standing": report.standing._asdict(),
        "gaps": [_gap_as_json(gap) for gap in report.gaps],
    }


def _gap_as_json(gap: Gap) -> dict[str, object]:
    sides = [side._asdict() for side in gap.sides]
    return gap._asdict() | {"sides": sides, "gold": [side._asdict() for side in gap.gold]}
