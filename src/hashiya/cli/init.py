"""`hashiya init`: make a new project."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from hashiya.cli.options import project_option
from hashiya.cli.output import print_data, say
from hashiya.errors import UsageError
from hashiya.services import (
    default_scheme,
    load_scheme,
    make_project,
    new_project_path,
    open_pack,
)
from hashiya.text import counted

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
@click.option(
    "--from",
    "pack",
    type=click.Path(path_type=Path),
    metavar="PACK",
    help="Work that somebody packed for you: a project of it, to work in by yourself.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    name: str | None,
    scheme_file: Path | None,
    pack: Path | None,
    project: str | None,
) -> None:
    """Make a new project: one file that holds texts, annotations and their whole history.

    Without PROJECT it is called after the folder. An existing file is never touched.
    """
    named = name or project or ctx.obj
    if pack is not None:
        _open(pack, new_project_path(named) if named else None, scheme_file)
        return
    path = new_project_path(named)
    scheme = load_scheme(scheme_file) if scheme_file else default_scheme()
    make_project(path, scheme)
    print_data(str(path))
    labels = ", ".join(label.name for label in scheme.labels)
    say(f"made {path} with the scheme {scheme.id} ({labels})")
    say(f"next: hashiya -p {quote(str(path))} import ARTICLES…")


def _open(pack: Path, path: Path | None, scheme_file: Path | None) -> None:
    if scheme_file is not None:
        raise UsageError("a pack brings its scheme along; give --from or --scheme")
    made, work = open_pack(pack, path)
    print_data(str(made))
    say(f"made {made} with {counted(len(work.documents), 'article')} for {work.about.alias}")
    project = quote(str(made))
    say(f"next: hashiya -p {project} annotate; when you are done: hashiya -p {project} pack --back")
