"""`hashiya serve`: open the project in a browser, for one annotator."""

from __future__ import annotations

import sys

import click

from hashiya.cli.options import chosen_project, language_option, project_option
from hashiya.cli.output import print_data, say
from hashiya.services import check_alias, expect_known, known_here
from hashiya.web import door, serve

__all__ = ["command"]


@click.command(
    "serve",
    short_help="Read and label articles in a browser.",
    epilog="Example: hashiya -p news.hashiya serve --as salma",
)
@project_option
@click.option(
    "--as",
    "alias",
    metavar="ALIAS",
    required=True,
    help="Whoever opens the address annotates as ALIAS; one server for each annotator.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any free port.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="An address of this machine itself."
)
@click.option(
    "--behind-proxy",
    metavar="URL",
    help="The https address of a proxy that asks people who they are; no key is asked for then.",
)
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    project: str | None,
    alias: str,
    port: int,
    host: str,
    behind_proxy: str | None,
    language: str | None,
) -> int:
    """Serve the project to your own browser until Ctrl-C.

    Only this machine can reach the address, and only with the key in it. For other people and
    other machines read docs/serving.md: an authenticating proxy, or ssh.
    """
    path = chosen_project(ctx, project)
    entrance = door(host, port, behind_proxy=behind_proxy)
    expect_known(path, check_alias(alias))
    if alias not in known_here(path, alias)[1]:
        say(f"hashiya: {alias} is new in this project")

    def opened(address: str) -> None:
        say(f"hashiya: serving {path.name} as {alias}; Ctrl-C stops")
        print_data(address)
        sys.stdout.flush()

    # -P: the folder where the server was started holds no modules of ours.
    again = [sys.executable, "-P", "-m", "hashiya.cli", "-p", str(path.resolve())]
    title = f"{path.stem} · {alias} · Hashiya"
    spoken = ["--lang", language] if language else []
    page = [*again, "annotate", "--as", alias, "--served", *spoken]
    serve(page, entrance, title=title, opened=opened)
    say("hashiya: stopped serving")
    return 0
