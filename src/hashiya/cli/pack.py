"""`hashiya pack`: work for one person as a file, and their work back."""

from __future__ import annotations

from pathlib import Path

import click

from hashiya.cli.options import chosen_project, project_option
from hashiya.cli.output import print_data, say
from hashiya.errors import UsageError
from hashiya.services import check_alias, make_pack, make_return
from hashiya.text import counted

__all__ = ["command"]


@click.command(
    "pack",
    short_help="Carry work to somebody offline, or back.",
    epilog="Out: hashiya pack --for salma · there: hashiya init --from PACK, hashiya annotate ·"
    " back: hashiya pack --back, and here: hashiya merge PACK",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]…")
@click.option("--for", "alias", metavar="ALIAS", help="Whose work is carried, and nobody else's.")
@click.option("--back", is_flag=True, help="Carry what was done in a project made from a pack.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file; PROJECT-ALIAS.pack.jsonl or .back.jsonl here otherwise.",
)
@click.option(
    "--overwrite", "--force", "force", is_flag=True, help="Write over a file of this name."
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    documents: tuple[str, ...],
    alias: str | None,
    back: bool,
    out: Path | None,
    force: bool,
    project: str | None,
) -> None:
    """Write a pack: one file that carries one person's work out, or back.

    DOCUMENT is an id, a number in the list of articles, or a range such as 1-20; what was given to
    ALIAS and is not done, where none is named. Articles that are begun here already stay here.
    What ALIAS reads once more goes along, and looks like any article.
    """
    if back == (alias is not None):
        raise UsageError("say either --for ALIAS, which carries work out, or --back")
    path = chosen_project(ctx, project)
    if alias is not None:
        made = make_pack(path, check_alias(alias), documents, out=out, overwrite=force)
        print_data(str(made.path))
        say(
            f"{counted(made.documents, 'article')} for {alias}{_again(made.again)}; there:"
            f" hashiya init --from {made.path}"
        )
        if made.left_out:
            say(f"left out, because they are begun here: {', '.join(made.left_out)}")
        return
    if documents:
        raise UsageError("--back carries everything that was done; name no documents")
    returned = make_return(path, out=out, overwrite=force)
    print_data(str(returned.path))
    say(
        f"{counted(returned.events, 'act')} of {returned.alias} on"
        f" {counted(returned.documents, 'article')}; in the project they came"
        f" from: hashiya merge {returned.path}"
    )


def _again(passages: int) -> str:
    """How many of the articles are passages; empty for none."""
    return f", {passages:,} of them to be read once more" if passages else ""
