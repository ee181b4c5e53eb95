"""Occurring: asks where to look for a span's other occurrences, and shows what came of it.

Must never know how anything is painted, how a form is found, or the database.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.model import Annotation, Span
from hashiya.services import Hits, Tagged, Wanted, hits_on, wanted_at
from hashiya.tui.desk import Desk
from hashiya.tui.hit_words import tagged_words
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later, n_
from hashiya.tui.menu import Choice, Entry
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.reading import Context, Message, Reading
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.menu import FRAME_COLUMNS, LEAST_MENU, MenuScreen
from hashiya.tui.screens.occurrences import Looking, OccurrencesScreen
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import DocumentView

__all__ = ["Occurring"]

_SCOPES: Final = (
    ("s", "sentence", later("this sentence")),
    ("a", "article", later("this article")),
    ("p", "project", later("the whole project")),
)
"""Key, name and words of each place to look in; the widest comes last."""


class Occurring:
    """One act on all occurrences of one span.

    Args:
        screen: The article's.
        queue: Answers from the session's thread.
        sitting: Where the span is.
    """

    def __init__(self, screen: Screen[None], queue: SaveQueue, sitting: Sitting) -> None:
        self._screen = screen
        self._queue = queue
        self._sitting = sitting

    def begin(self) -> None:
        """Ask where to look, with how many there are where that is known."""
        shown, app = self._sitting.shown, self._screen.app
        if shown is None or self._sitting.is_turning:
            return
        reading, context = shown
        here = context.here
        if here is None:
            words = _("there is no span here; tag one, then * tags its other occurrences")
            self._sitting.say(words, "text")
            return
        if context.scheme.label(here.label) is None:
            words = _("the scheme has no label {label} any more; relabel the span first")
            self._sitting.say(words.format(label=here.label))
            return
        wanted = wanted_at(reading.page.document, here, context.scheme.policy)
        wanted = wanted._replace(caret=reading.pointer.caret)
        found = self._found(reading, context, here, wanted)
        size = app.size
        if size.width < LEAST_MENU.width or size.height < LEAST_MENU.height:
            return
        at = self._screen.query_one(DocumentView).on_screen(reading.pointer.caret)
        inks = Inks(app.current_theme, context.scheme.labels)
        entries = _entries(here, found, size.width - FRAME_COLUMNS)
        app.push_screen(MenuScreen(entries, at, inks), partial(self._chosen, wanted, here, found))

    def _found(
        self, reading: Reading, context: Context, here: Annotation, wanted: Wanted
    ) -> dict[str, Hits]:
        document, layer = reading.page.document, reading.page.layer
        start = here.span.start
        sentence = next(
            (each for each in document.sentences if each.start <= start < each.end),
            context.sentence or Span(start=start, end=here.span.end),
        )
        return {
            "sentence": hits_on(document, layer, wanted, sentence),
            "article": hits_on(document, layer, wanted),
        }

    def _chosen(
        self, wanted: Wanted, here: Annotation, found: dict[str, Hits], choice: Choice | None
    ) -> None:
        shown, app = self._sitting.shown, self._screen.app
        if choice is None or shown is None:
            return
        reading, context = shown
        label = context.scheme.label(here.label)
        if label is None:
            return
        looking = Looking(
            wanted=wanted,
            label=label,
            quote=here.quote,
            scope=next(_(words) for _key, name, words in _SCOPES if name == choice.name),
            documents=reading.page.documents,
            hits=found.get(choice.name),
        )
        inks = Inks(app.current_theme, context.scheme.labels)
        app.push_screen(OccurrencesScreen(looking, self._queue, inks), self._left)

    def _left(self, tagged: Tagged | None) -> None:
        if tagged is not None:
            self._screen.run_worker(self._show(tagged))

    async def _show(self, tagged: Tagged) -> None:
        """Show the article with its new spans, the caret where it was."""
        reading = self._sitting.reading
        if reading is None:
            return
        try:
            page = await Desk(self._queue).reread(reading.page)
        except (HashiyaError, OSError) as error:
            self._sitting.say(str(error))
            return
        page = page._replace(caret=reading.pointer.caret)
        self._sitting.place(page, Message(tagged_words(tagged), "good"))


def _entries(here: Annotation, found: dict[str, Hits], room: int) -> tuple[Entry, ...]:
    """The menu: the words, then where to look for them."""
    entries = [
        Entry((Piece(drawn(here.quote, min(room, 40)), "strong"),)),
        Entry((Piece(drawn(_("tag its other occurrences in"), room), "quiet"),)),
    ]
    for key, name, words in _SCOPES:
        hits = found.get(name)
        if hits is None:
            count = _("not counted yet")
        else:
            count = n_("{count:,} place", "{count:,} places", len(hits)).format(count=len(hits))
        # Where there is nothing, there is nothing to choose.
        choice = None if hits is not None and not len(hits) else Choice("scope", name)
        entries.append(
            Entry(
                (
                    Piece(f"{key} ", "key" if choice else "quiet"),
                    Piece(drawn(_(words)), "text" if choice else "quiet"),
                    Piece(f"  {drawn(count)}", "quiet"),
                ),
                choice,
                frozenset((key, *also_on_arabic(key))) if choice else frozenset(),
            )
        )
    return tuple(entries)
