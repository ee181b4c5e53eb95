"""`hashiya backup`: a whole copy of the project, also while people work in it."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.cli.options import chosen_project, project_option
from hashiya.cli.output import print_data, say
from hashiya.services import back_up
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "backup",
    short_help="Copy the project whole, also while it is open.",
    epilog="Examples: hashiya backup /media/stick/ · hashiya -p news.hashiya backup before-merge",
)
@click.argument("target", metavar="TO", type=click.Path(path_type=Path))
@project_option
@click.pass_context
def command(ctx: click.Context, *, target: Path, project: str | None) -> int:
    """Copy the project to TO, a new file or a folder, and check the copy.

    While somebody has the project open, its newest work is in a file beside it (NAME.hashiya-wal),
    and a copy of NAME.hashiya alone lacks that work. This copy has all that was saved. An existing
    file is never touched. To go on from a copy, open it with -p, or give it the project's name.
    """
    copy, findings = back_up(chosen_project(ctx, project), target)
    print_data(str(copy))
    wrong = sum(finding.severity == "error" for finding in findings)
    if wrong:
        what = counted(wrong, "thing is", "things are")
        say(f"{what} wrong in the copy, as in the project; hashiya -p {copy} doctor lists them")
        return 1
    say(f"{copy} is whole, and has all that was saved")
    return 0
