"""`hashiya search`: where words stand in the project's articles."""

from __future__ import annotations

from itertools import islice
from typing import get_args

import click

from hashiya.cli.asking import silent_alias
from hashiya.cli.options import (
    as_option,
    chosen_project,
    json_option,
    project_option,
)
from hashiya.cli.output import Progress, print_data, print_json, say
from hashiya.errors import UsageError
from hashiya.services import make_word_index, project_status, search_project
from hashiya.store import DocumentState, Hit, HitFilter
from hashiya.text import Query

__all__ = ["command"]


@click.command(
    "search",
    short_help="Find words in the articles, behind proclitics too.",
    epilog='Examples: hashiya search "الأمم المتحدة" · hashiya search المغرب --untagged --limit 20'
    " · hashiya search بنك --label agency --json",
)
@click.argument("words", metavar="QUERY")
@click.option("--label", metavar="LABEL", help="Only where your span of this label stands.")
@click.option("--untagged", is_flag=True, help="Only where you have no span.")
@click.option(
    "--state",
    type=click.Choice(get_args(DocumentState)),
    help="Only in articles that are this far with you.",
)
@click.option("--flagged", is_flag=True, help="Only in articles with a flag of yours.")
@click.option("--exact-hamza", is_flag=True, help="أ, إ, آ and ا are different letters.")
@click.option("--exact-ta-marbuta", is_flag=True, help="ة and ه are different letters.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Print so many hits at most.",
)
@click.option("--rebuild", is_flag=True, help="Make the index of words again first.")
@as_option
@project_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    words: str,
    label: str | None,
    untagged: bool,
    state: DocumentState | None,
    flagged: bool,
    exact_hamza: bool,
    exact_ta_marbuta: bool,
    limit: int,
    rebuild: bool,
    alias: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Print where QUERY stands, a hit a line: article, offsets, and the words around it.

    Vowel marks, tatweel, the seats of the hamza and the kind of digits do not matter; what stands
    before a word in و ف ب ل ك is left out of the hit. The first search of a project makes an index
    of its words, which goes on where it was stopped. Options that choose hits hold together.
    """
    if label is not None and untagged:
        raise UsageError("--label and --untagged exclude each other; give one of them")
    path = chosen_project(ctx, project)
    query = Query(words, hamza=not exact_hamza, ta_marbuta=not exact_ta_marbuta)
    alias = silent_alias(path, alias)
    if alias is None and (label is not None or untagged or state is not None or flagged):
        raise UsageError(
            "--label, --untagged, --state and --flagged are about one person's work: say whose with"
            " --as ALIAS, or set HASHIYA_ANNOTATOR"
        )
    wanted = HitFilter(label=label, is_untagged=untagged, state=state, is_flagged=flagged)
    hits = search_project(path, query, alias=alias or "", wanted=wanted)
    first = next(hits, None) if query.is_empty else None  # which says that there is no word
    with Progress("document", way_out="Ctrl-C stops; the next search goes on") as progress:
        make_word_index(path, advance=progress.advance, again=rebuild)
    found = list(islice(hits, limit + 1)) if first is None else [first]
    if as_json:
        print_json([_as_json(hit) for hit in found[:limit]])
    else:
        for hit in found[:limit]:
            print_data(_line(hit))
    if not found and not project_status(path).counts.documents:
        say("nothing is here to be searched yet; bring articles in with: hashiya import PATH…")
    elif not found:
        say("not found; fewer or shorter words find more, and so do fewer options")
    elif len(found) > limit:
        say(f"there are more; --limit says how many are printed ({limit} now)")


def _line(hit: Hit) -> str:
    labels = f"  [{', '.join(hit.labels)}]" if hit.labels else ""
    context = " ".join(f"{hit.before}⟦{hit.quote}⟧{hit.after}".split())
    return f"{hit.document_id}  {hit.start}–{hit.end}  {context}{labels}"


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "document": hit.document_id,
        "name": hit.name,
        "sentence": hit.sentence,
        "start": hit.start,
        "end": hit.end,
        "before": hit.before,
        "quote": hit.quote,
        "after": hit.after,
        "labels": list(hit.labels),
        "state": hit.state,
    }
