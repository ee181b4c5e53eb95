"""The command group, its lazy loading, and the one place that turns errors into words and codes."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Final

import click

from hashiya import __version__
from hashiya.cli.output import say
from hashiya.doors import put_off
from hashiya.errors import HashiyaError, StoreError

__all__ = ["main"]

COMMANDS: Final = {
    "init": "hashiya.cli.init",
    "import": "hashiya.cli.importing",
    "people": "hashiya.cli.people",
    "assign": "hashiya.cli.assign",
    "reread": "hashiya.cli.reread",
    "annotate": "hashiya.cli.annotate",
    "review": "hashiya.cli.review",
    "tutorial": "hashiya.cli.tutorial",
    "serve": "hashiya.cli.serve",
    "scheme": "hashiya.cli.scheme",
    "search": "hashiya.cli.search",
    "export": "hashiya.cli.export",
    "pack": "hashiya.cli.pack",
    "merge": "hashiya.cli.merge",
    "history": "hashiya.cli.history",
    "status": "hashiya.cli.status",
    "agreement": "hashiya.cli.agreement",
    "feedback": "hashiya.cli.feedback",
    "figures": "hashiya.cli.figures",
    "backup": "hashiya.cli.backup",
    "doctor": "hashiya.cli.doctor",
    "replay": "hashiya.cli.replay",
    "reset-terminal": "hashiya.cli.reset_terminal",
}
"""Command → the module whose `command` it is; loaded when the command is named."""

INTERRUPTED = 130
BROKEN_INSIDE = 70


class LazyGroup(click.Group):
    """A group that imports a command's module when somebody asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Names in the order a project's life takes."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - Click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command of this name, or None."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A first project: hashiya init news && hashiya import articles/ && hashiya annotate."
    " The keys in five minutes: hashiya tutorial",
)
@click.option("-p", "--project", metavar="PROJECT", help="The project's .hashiya file.")
@click.version_option(__version__, prog_name="hashiya")
@click.pass_context
def group(ctx: click.Context, project: str | None) -> None:
    """Build gold datasets from Arabic articles, in a terminal, right to left.

    The project is -p PROJECT, else $HASHIYA_PROJECT, else the only *.hashiya file in this folder.
    """
    gc.enable()
    ctx.obj = project


def main() -> None:
    """Run the command line and exit with its code."""
    # Loading modules makes many objects and no garbage; a command turns collecting on again.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)  # so that half-written files are taken away
    # Pydantic would look through every installed distribution for plugins; none is used here, and
    # what it would look with brings parsers of mail and of archives along.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    put_off("importlib.metadata", "entry_points")
    put_off("zoneinfo", "ZoneInfo")  # imported by it to be recognised; nothing here has a zone
    sys.exit(run(sys.argv[1:]))


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 done · 1 something in the data was refused · 2 wrong usage · 3 the project's file, or a
        strict export · 130 interrupted.
    """
    try:
        return int(group.main(args=arguments, prog_name="hashiya", standalone_mode=False) or 0)
    except (Exception, KeyboardInterrupt) as error:
        # The one place where anything that went wrong becomes words for a person.
        if os.environ.get("HASHIYA_DEBUG"):
            raise
        return _told(error)


def _point_at_option(error: click.ClickException) -> None:
    """Say how a project is named, where one was named in the way of `hashiya init`."""
    found = re.search(r"unexpected extra arguments? \((\S+\.hashiya)\b", error.message)
    if found is not None:
        say(f"A project goes behind -p: -p {found[1]}")


def _told(error: BaseException) -> int:
    """Say what went wrong; the exit code for it."""
    match error:
        case HashiyaError():
            say(f"hashiya: {error}")
            return error.exit_code
        case click.ClickException():
            error.show()
            _point_at_option(error)
            return error.exit_code
        case KeyboardInterrupt() | click.exceptions.Abort():
            say("hashiya: stopped; what was finished before stays")
            return INTERRUPTED
        case BrokenPipeError():
            # The reader of stdout went away; nothing is left to say to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case OSError():
            say(f"hashiya: {error.filename or 'the system'}: {error.strerror or error}")
            return StoreError.exit_code
    say(f"hashiya: something unforeseen: {type(error).__name__}: {error}")
    say("HASHIYA_DEBUG=1 shows where it happened; please report it.")
    return BROKEN_INSIDE
