"""`hashiya doctor`: read everything back and say whether it is whole."""

from __future__ import annotations

import click

from hashiya.cli.options import chosen_project, json_option, project_option
from hashiya.cli.output import print_data, print_json, say
from hashiya.services import check_project

__all__ = ["command"]


@click.command(
    "doctor",
    short_help="Check that the project is whole.",
    epilog="Example: hashiya -p news.hashiya doctor",
)
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: str | None, *, as_json: bool) -> int:
    """Check the file, every text and quote, the chain of events, and what was worked out of them.

    Nothing is ever repaired. Exit code 1 when something is wrong.
    """
    path = chosen_project(ctx, project)
    findings = check_project(path)
    if as_json:
        print_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            print_data(f"{finding.severity}: {finding.where}: {finding.what}; {finding.remedy}")
    wrong = sum(finding.severity == "error" for finding in findings)
    if wrong:
        say(f"{wrong} things are wrong in {path}; copy the file away before anything else")
        return 1
    say(f"{path} is whole")
    return 0
