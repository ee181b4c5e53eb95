"""`hashiya assign`: who annotates what, by hand, by rule or from a queue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import click

from hashiya.cli.asking import known_alias
from hashiya.cli.assign_words import given_line, table_as_json, table_lines
from hashiya.cli.options import (
    as_option,
    chosen_project,
    json_option,
    project_option,
)
from hashiya.cli.output import print_data, print_json, say
from hashiya.errors import UsageError
from hashiya.services import (
    Rule,
    change_claim_days,
    close_places,
    free_places,
    give_by_rule,
    give_to,
    reopen_documents,
    work_table,
)
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "assign",
    short_help="Give out work, and see how far it is.",
    epilog="Examples: hashiya assign --each 2 --among salma,omar,nour · hashiya assign 1-20 --to"
    " salma · hashiya assign --each 1 · hashiya assign --show",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]…")
@click.option("--to", "to", multiple=True, metavar="ALIAS", help="Give the documents to somebody.")
@click.option(
    "--each",
    type=click.IntRange(1, 100),
    metavar="K",
    help="K people for each document: those of --among, else whoever claims it from the queue.",
)
@click.option("--among", metavar="A,B,C", help="With --each: who gets the work, evenly.")
@click.option(
    "--overlap",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="With --each: only so many of a hundred documents get K people, the others one.",
)
@click.option("--seed", type=int, default=0, help="With --each: where drawing lots starts.")
@click.option("--reopen", metavar="ALIAS", help="Give documents back to who has submitted them.")
@click.option("--note", default="", metavar="TEXT", help="With --reopen: why; they will see it.")
@click.option("--free", metavar="ALIAS", help="Put what somebody has not done into the queue.")
@click.option("--close", is_flag=True, help="Take places away that nobody has.")
@click.option(
    "--claims-expire",
    type=click.IntRange(1, 3650),
    metavar="DAYS",
    help="When others may take what somebody claimed and did not finish; 7 otherwise.",
)
@click.option("--show", is_flag=True, help="Who has what, and how far all of it is.")
@click.option("--dry-run", is_flag=True, help="Say what would be given; give nothing.")
@as_option
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, /, **said: Any) -> None:
    """Give out work: to people by name, by a rule, or into a queue from which they claim it.

    DOCUMENT is an id, a number in the list of articles, or a range such as 1-20; all of them where
    none is named. A document is done when its last sentence is marked. Claims that run out let
    somebody else take the place; nobody's work is ever deleted. Without any assignments everybody
    annotates what they like.
    """
    asked = _Said(**said)
    deed = _deed(asked)
    deed(chosen_project(ctx, asked.project), asked)


class _Said(NamedTuple):
    """What was said on the command line."""

    documents: tuple[str, ...]
    to: tuple[str, ...]
    each: int | None
    among: str | None
    overlap: int | None
    seed: int
    reopen: str | None
    note: str
    free: str | None
    close: bool
    claims_expire: int | None
    show: bool
    dry_run: bool
    alias: str | None
    project: str | None
    as_json: bool

    def by(self, path: Path) -> str:
        """Who gives out work in a project."""
        return known_alias(path, self.alias)


_Deed: TypeAlias = Callable[[Path, _Said], None]


def _deed(asked: _Said) -> _Deed:
    """The one thing to do.

    Raises:
        UsageError: There is none, or more than one, or something was said that goes with another.
    """
    chosen = [name for name, is_said in _named(asked).items() if is_said]
    if not chosen:
        raise UsageError(f"say what to do: {', '.join(DEEDS)}")
    if len(chosen) > 1:
        raise UsageError(f"{' and '.join(chosen)} exclude each other; give one of them")
    (name,) = chosen
    if name != "--each" and (asked.among is not None or asked.overlap is not None):
        raise UsageError("--among and --overlap go with --each")
    if asked.dry_run and name not in {"--each", "--to"}:
        raise UsageError("--dry-run goes with --to and --each")
    return DEEDS[name]


def _named(asked: _Said) -> dict[str, bool]:
    return {
        "--to": bool(asked.to),
        "--each": asked.each is not None,
        "--reopen": asked.reopen is not None,
        "--free": asked.free is not None,
        "--close": asked.close,
        "--claims-expire": asked.claims_expire is not None,
        "--show": asked.show,
    }


def _give(path: Path, asked: _Said) -> None:
    given = give_to(path, asked.by(path), asked.documents, asked.to, dry_run=asked.dry_run)
    say(given_line(given, dry_run=asked.dry_run))


def _give_each(path: Path, asked: _Said) -> None:
    names = tuple(name.strip() for name in (asked.among or "").split(",") if name.strip())
    share = 1.0 if asked.overlap is None else asked.overlap / 100
    rule = Rule(asked.each or 1, names, share, asked.seed)
    given = give_by_rule(path, asked.by(path), asked.documents, rule, dry_run=asked.dry_run)
    say(given_line(given, dry_run=asked.dry_run))


def _reopen(path: Path, asked: _Said) -> None:
    if not asked.documents:
        raise UsageError("name the documents that are to be open again")
    if not asked.note.strip():
        raise UsageError("--reopen needs a --note: they want to know why")
    count = reopen_documents(path, asked.by(path), asked.reopen or "", asked.documents, asked.note)
    say(f"{counted(count, 'document')} {_are(count)} open again for {asked.reopen}, with your note")


def _free(path: Path, asked: _Said) -> None:
    count = free_places(path, asked.by(path), asked.free or "", asked.documents)
    say(
        f"{counted(count, 'place')} of {asked.free} {_are(count)} in the queue; what they did on"
        " them stays"
    )


def _close(path: Path, asked: _Said) -> None:
    count = close_places(path, asked.by(path), asked.documents)
    say(f"{counted(count, 'place')} that nobody had {_were(count)} taken away")


def _expire(path: Path, asked: _Said) -> None:
    days = asked.claims_expire or 1
    change_claim_days(path, asked.by(path), days)
    say(f"what was claimed and not finished may be taken by others after {counted(days, 'day')}")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _show(path: Path, asked: _Said) -> None:
    table = work_table(path)
    if asked.as_json:
        print_json(table_as_json(table))
        return
    for line in table_lines(table):
        print_data(line)


DEEDS: Final[dict[str, _Deed]] = {
    "--to": _give,
    "--each": _give_each,
    "--reopen": _reopen,
    "--free": _free,
    "--close": _close,
    "--claims-expire": _expire,
    "--show": _show,
}
"""Option → what it asks for."""
