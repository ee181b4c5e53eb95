"""`hashiya review report` and `gaps`: what a review session ruled, printed or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_data, print_json, say
from hashiya.services import Gap, ReviewReport, guideline_gaps, review_names, review_report

__all__ = ["gaps_command", "report_command"]

OUTCOMES = {
    "take": "as proposed",
    "edit": "otherwise than proposed",
    "both": "both",
    "neither": "neither",
    "defer": "put off",
}


@click.command("report", short_help="What a review session has ruled so far.")
@click.argument("name", required=False)
@project_option
@json_option
@click.pass_context
def report_command(
    ctx: click.Context, *, name: str | None, project: str | None, as_json: bool
) -> None:
    """Print what review session NAME has ruled so far: cards by kind, rulings, reasons, time, gaps.

    Without NAME the sessions there are, oldest first.
    """
    path = chosen_project(ctx, project)
    if name is None:
        found = review_names(path)
        if as_json:
            keys = ("name", "adjudicator", "opened_at")
            print_json([dict(zip(keys, each, strict=True)) for each in found])
            return
        for each in found:
            print_data("  ".join(each))
        if not found:
            say("no review session yet: hashiya review --as ALIAS begins one")
        return
    report = review_report(path, name)
    if as_json:
        print_json(_as_json(report))
        return
    for line in _lines(report):
        print_data(line)


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
    for gap in gaps:
        for line in _gap_lines(gap):
            print_data(line)
    if not gaps:
        say("nothing is flagged for the guidelines; in a review, g flags a card")


def _lines(report: ReviewReport) -> Iterator[str]:
    yield f"review     {report.name}, by {report.alias} since {report.opened_at[:10]}"
    documents = "1 document" if report.documents == 1 else f"{report.documents:,} documents"
    yield f"rulings    {report.rulings:,} in {documents}"
    yield from _counts("ruled", {OUTCOMES[name]: n for name, n in report.outcomes.items()})
    yield from _counts("kinds", report.kinds)
    yield from _counts("reasons", report.reasons)
    yield from _counts("taken from", report.people)
    if report.against:
        yield f"against    {report.against:,} rulings go against what was ruled before"
    if report.rulings:
        minutes, seconds = divmod(report.seconds, 60)
        yield f"time       {minutes:,} min {seconds} s, {report.seconds_each:g} s a card (median)"
    for gap in report.gaps:
        yield from _gap_lines(gap)


def _counts(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        said = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        yield f"{head:<10} {said}"


def _gap_lines(gap: Gap) -> Iterator[str]:
    yield ""
    kinds = ", ".join(gap.kinds) or "agreed"
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
    return report._asdict() | {"gaps": [_gap_as_json(gap) for gap in report.gaps]}


def _gap_as_json(gap: Gap) -> dict[str, object]:
    sides = [side._asdict() for side in gap.sides]
    return gap._asdict() | {"sides": sides, "gold": [side._asdict() for side in gap.gold]}
