"""Agreement room: what the screen of agreement says of its keys, and where it shows nothing.

Must never know a widget, or what a key does.
"""

from __future__ import annotations

from typing import Final

from hashiya.tui.agreement_lines import AgreementLines
from hashiya.tui.locale import later, n_
from hashiya.tui.room import Room, RoomKey

__all__ = ["BLIND", "NOTHING", "ROOM", "count_words", "hints"]

NOTHING: Final = later(
    "There is nothing to compare yet. Agreement needs an article that two people have finished, all"
    " its sentences marked; you see it once you have finished it too. Every sentence you mark done"
    " brings it nearer."
)

BLIND: Final = later(
    "the places would show you other people's spans; whoever adjudicates or coordinates opens them"
)

ROOM: Final = Room(
    later("Agreement"),
    (
        later(
            "Exact F1 of spans: the share of what two people marked that both marked. The range"
            " holds 95 of 100 draws of these articles."
        ),
        later(
            "Five pages: the figures, what differs between whom and in which labels, F1 over time,"
            " figures beyond chance, and which article counts and why not."
        ),
        later("All figures with their definitions: hashiya agreement, and --html for a page."),
    ),
    (
        RoomKey(
            "open",
            "↵",
            later("cases"),
            later("the places behind this row, for whoever adjudicates"),
        ),
        RoomKey("leave", "Esc", later("back"), later("back to the article; stops counting")),
        RoomKey(
            "pages",
            "← →",
            later("pages"),
            later("the next page, the one before; 1 to 5 go to one"),
        ),
        RoomKey("choose", "↑ ↓", later("choose"), later("the row before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster")),
        RoomKey("gamma", "g", later("gamma"), later("sample gamma; the same key stops it")),
    ),
)


def count_words(count: int, *, is_blind: bool) -> str:
    """How many places a row is about, and whose they are where not everybody may see them."""
    if is_blind:
        words = n_(
            "{count:,} place where people differ, for whoever adjudicates",
            "{count:,} places where people differ, for whoever adjudicates",
            count,
        )
    else:
        words = n_(
            "{count:,} place where people differ is behind this row",
            "{count:,} places where people differ are behind this row",
            count,
        )
    return words.format(count=count)


def hints(
    lines: AgreementLines,
    *,
    is_counting: bool,
    is_sampling: bool,
    lacks_gamma: bool,
    is_blind: bool = False,
) -> tuple[tuple[str, str], ...]:
    """The keys of a hint line.

    Args:
        lines: The page that is open.
        is_counting: Whether there is no page yet.
        is_sampling: Whether gamma is being sampled.
        lacks_gamma: Whether it is the page of gamma, without it.
        is_blind: Whether the places behind a row are not for who looks.
    """
    if is_counting:
        return ROOM.hints("leave")
    if is_sampling:
        return ROOM.hints("gamma", "pages", gamma=later("stop"))
    if lacks_gamma:
        return ROOM.hints("gamma", "pages", "leave")
    if lines.next_open(-1, 1) is None:
        return ROOM.hints("pages", "leave", "leaf")
    is_article = bool(lines.rows[lines.cursor].document_id)
    if is_blind and not is_article:
        return ROOM.hints("pages", "leave", "choose", "leaf")
    opens = later("article") if is_article else later("cases")
    return ROOM.hints("open", "pages", "leave", "choose", "leaf", open=opens)
