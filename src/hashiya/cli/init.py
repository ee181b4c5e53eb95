"""`hashiya init`: make a new project."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.cli.options import project_option
from hashiya.cli.output import print_data, say
from hashiya.services import default_scheme, load_scheme, make_project, new_project_path

__all__ = ["command"]


@click.command(
    "init",
    short_help="Make a new project.",
    epilog="Example: hashiya init news.hashiya --scheme my-labels.toml",
)
@click.argument("name", metavar="[PROJECT]", required=False)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Labels, guidelines and policy as TOML; agency, official, date and topic otherwise.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context, name: str | None, scheme_file: Path | None, project: str | None
) -> None:
    """Make a new project: one file that holds texts, annotations and their whole history.

    Without PROJECT it is called after the folder. An existing file is never touched.
    """
    path = new_project_path(name or project or ctx.obj)
    scheme = load_scheme(scheme_file) if scheme_file else default_scheme()
    make_project(path, scheme)
    print_data(str(path))
    labels = ", ".join(label.name for label in scheme.labels)
    say(f"made {path} with the scheme {scheme.id} ({labels})")
    say(f"next: hashiya -p {path} import ARTICLES…")
