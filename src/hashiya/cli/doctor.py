"""`hashiya doctor`: read everything back and say whether it is whole; or look at the terminal."""

from __future__ import annotations

import os
import sys

import click

from hashiya.cli.options import (
    chosen_project,
    json_option,
    language_option,
    project_option,
    terminal_options,
)
from hashiya.cli.output import print_data, print_json, say
from hashiya.services import check_project
from hashiya.terminal import (
    Detection,
    Overrides,
    Settings,
    TerminalQuestion,
    chosen_overrides,
    detect,
    detection_facts,
    settings_path,
)
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "doctor",
    short_help="Check that the project is whole, or the terminal.",
    epilog="Examples: hashiya -p news.hashiya doctor; hashiya doctor --terminal",
)
@project_option
@json_option
@click.option("--terminal", is_flag=True, help="Look at the terminal instead; needs no project.")
@language_option
@terminal_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    project: str | None,
    *,
    as_json: bool,
    terminal: bool,
    language: str | None,
    **said: str | None,
) -> int:
    """Check the file, every text and quote, the chain of events, and what was worked out of them.

    Nothing is ever repaired. Exit code 1 when something is wrong.

    With --terminal: what the terminal said about itself, what follows from it, and six questions
    about what it really shows. In a script, or with --json, the facts are printed only.
    """
    if terminal:
        return _terminal(chosen_overrides(said, os.environ), language, as_json=as_json)
    path = chosen_project(ctx, project)
    findings = check_project(path)
    if as_json:
        print_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            print_data(f"{finding.severity}: {finding.where}: {finding.what}; {finding.remedy}")
    wrong = sum(finding.severity == "error" for finding in findings)
    if wrong:
        what = counted(wrong, "thing is", "things are")
        say(f"{what} wrong in {path}; copy the file away before anything else")
        return 1
    say(f"{path} is whole")
    return 0


def _terminal(overrides: Overrides, language: str | None, *, as_json: bool) -> int:
    with TerminalQuestion(os.environ) as question:

        def find_terminal() -> Detection:
            settings = Settings.load(settings_path(os.environ))
            return detect(os.environ, overrides=overrides, settings=settings, ask=question.answer)

        from hashiya.tui import examine, settings_trouble  # noqa: PLC0415 - wanted here only

        if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            trouble = settings_trouble(Settings.load(settings_path(os.environ)))
            _print_facts(find_terminal()._replace(trouble=trouble), as_json=as_json)
            return 0

        words = examine(find_terminal, language)
    if words:
        say(words)
    return 0


def _print_facts(found: Detection, *, as_json: bool) -> None:
    facts = detection_facts(found)
    if as_json:
        print_json({fact.name: fact.words for fact in facts} | {"is_known": found.is_known})
        return
    for fact in facts:
        print_data(f"{fact.name}: {fact.words}")
