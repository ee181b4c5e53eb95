"""Hit words: what the lines around the places of a search say.

Pure functions to pieces. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hashiya.model import Label
from hashiya.services import Hits, Tagged
from hashiya.tui.hit_lines import REASONS
from hashiya.tui.locale import _, language, n_
from hashiya.tui.pieces import Piece, drawn

__all__ = [
    "bar_pieces",
    "chosen_pieces",
    "looking_pieces",
    "tagged_words",
    "tagging_pieces",
    "title_pieces",
]

BAR_COLUMNS: Final = 20


def title_pieces(label: Label, quote: str, scope: str, width: int) -> tuple[Piece, ...]:
    """Which words, as what, and where."""
    return (
        Piece(f" {drawn(label.key) or '■'} ", label=label.name),
        Piece(drawn(label.title(language()), 20), label=label.name),
        Piece("  "),
        Piece(drawn(quote, max(8, width // 2)), "strong"),
        Piece(f"   {drawn(scope)}", "quiet"),
    )


def looking_pieces(seen: int, documents: int, found: int) -> tuple[Piece, ...]:
    """How far the looking is."""
    words = _("looking: {seen:,} of {documents:,} articles, {found:,} found")
    return (
        *bar_pieces(seen, documents),
        Piece(words.format(seen=seen, documents=documents, found=found)),
    )


def tagging_pieces(done: int, chosen: int) -> tuple[Piece, ...]:
    """How far the tagging is."""
    if done >= chosen:
        return (*bar_pieces(1, 1), Piece(_("writing it down …")))
    words = _("tagging: {done:,} of {chosen:,}").format(done=done, chosen=chosen)
    return (*bar_pieces(done, chosen), Piece(words))


def chosen_pieces(hits: Hits) -> tuple[Piece, ...]:
    """How many places are chosen, and why others cannot be."""
    if not len(hits):
        nowhere = _("these words stand nowhere else; Esc goes back")
        return (Piece(f" {nowhere}"),)
    words = _("{chosen:,} of {found:,} chosen").format(chosen=hits.chosen, found=len(hits))
    return (Piece(f" {words}", "strong"), *_refusals(hits))


def tagged_words(tagged: Tagged) -> str:
    """What was done, for the line under the article."""
    spans = n_("{count:,} span tagged", "{count:,} spans tagged", tagged.spans)
    words = [spans.format(count=tagged.spans)]
    if tagged.documents > 1:
        articles = n_("in {count:,} article", "in {count:,} articles", tagged.documents)
        words.append(articles.format(count=tagged.documents))
    said = " ".join(words)
    refused = sum(tagged.refused.values())
    if refused:
        more = _("{said}, {count:,} refused because the text had been tagged meanwhile; u to undo")
        return more.format(said=said, count=refused)
    return _("{said}; u to undo").format(said=said)


def _refusals(hits: Hits) -> Iterator[Piece]:
    for verdict, reason in REASONS.items():
        count = hits.counts[verdict]
        if count:
            yield Piece(f" · {count:,} ", "warning")
            yield Piece(drawn(_(reason)), "quiet")


def bar_pieces(done: int, of: int) -> tuple[Piece, ...]:
    """How far something is, as a bar."""
    full = BAR_COLUMNS * min(done, of) // of if of else 0
    return (
        Piece(" "),
        Piece("━" * full, "name"),
        Piece("─" * (BAR_COLUMNS - full), "faint"),
        Piece("  "),
    )
