"""The search screen: words of all articles, found while they are typed, and the way to a hit.

A row under the words narrows the hits by label, state and flag, all at once (`hashiya.tui.facets`).
Asks the session's thread for one bounded look at a time, so that no key waits; an answer that comes
after another question was asked is dropped. Must never know the database or how a hit is found.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from hashiya.model import Label
from hashiya.services import AnnotationSession
from hashiya.store import Hit, HitPage, Indexed, SearchKey, SearchRequest
from hashiya.text import Query
from hashiya.tui.facets import Facets, facets_of
from hashiya.tui.found_lines import FoundLines
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.list_screen import ListScreen
from hashiya.tui.widgets import FacetInput, HintLine, LineInput, TypingArea
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["SearchScreen"]

TYPING_SECONDS: Final = 0.12
"""How long a person pauses before a query is looked for."""
MAX_HITS: Final = 2_000
"""Hits that are kept; whoever wants to see more asks for fewer."""
AHEAD: Final = 20
"""Hits behind the cursor under which more are fetched."""
MAX_LOOKS: Final = 200
"""Bounded looks for one page of hits; where a filter matches little, many find nothing."""

_ROOM: Final = Room(
    later("Search all articles"),
    (
        later(
            "Words that follow one another, however they are written: marks and the kind of alef"
            " do not matter, and «و ف ب ل ك» in front of a word are passed over."
        ),
        later("Filters hold together: a hit is listed when all of them let it through."),
        later("The hit you go to is marked, so that a label key tags it."),
    ),
    (
        RoomKey("go", "↵", later("go there"), later("go to the hit in its article")),
        RoomKey(
            "leave",
            "Esc",
            later("back"),
            later("take the filters off; without any, back to where you were"),
        ),
        RoomKey(
            "filter",
            "Tab",
            later("filters"),
            later("to the next filter: label, state, flag; behind the last back to the words"),
        ),
        RoomKey(
            "turn",
            "← → Space",
            later("change"),
            later("in a filter: what it lets through; Home lets everything through"),
        ),
        RoomKey("choose", "↑ ↓", later("choose"), later("the hit before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many hits as fit")),
    ),
    is_typed_in=True,
)


class SearchScreen(ListScreen[FoundLines, Hit], inherit_bindings=False):
    """Shown over the article until a hit is chosen or the search is left.

    Args:
        queue: Answers from the session's thread.
        labels: The scheme's labels.
        inks: The styles to print with.
        words: What the query says at first; it is selected.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [Binding(HELP_KEY, "app.keys_here", show=False)]

    def __init__(
        self, queue: SaveQueue, labels: tuple[Label, ...], inks: Inks, words: str = ""
    ) -> None:
        super().__init__(FoundLines(), inks)
        self._queue = queue
        self._words = words
        self._facets = Facets(facets_of(labels, can_be_untagged=True))
        self._query = Query("")
        self._next: SearchKey | None = None
        self._asked = 0
        self._is_looking = False
        self._indexed: Indexed | None = None
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The query, what narrows it, the hits, how many there are, and the keys."""
        yield FacetInput(placeholder=_("words to find in all articles"), max_length=400)
        yield HintLine()
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Take the keyboard, and make the index of words meanwhile."""
        self._dress()
        query = self.query_one(LineInput)
        query.inks = self._inks
        query.begin(self._words, is_selected=True)
        query.focus()
        self._say()
        self._run(self._make_index())
        if self._words:
            self._begin()

    # What is asked.

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """Look for another query once the person pauses; the keys are its own again."""
        message.stop()
        self._face(self._facets._replace(at=None))
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(TYPING_SECONDS, self._begin)

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self._trouble = message.words
        self._say()

    def _begin(self) -> None:
        """Forget what was found and look for what stands in the input now."""
        self._query = Query(self.query_one(LineInput).text, is_typing=True)
        self._lines = FoundLines()
        self._next, self._trouble = SearchKey(1, 0), ""
        self._asked += 1
        self._is_looking = False
        self._renew()
        self._more()

    def _more(self) -> None:
        """Fetch the next hits, unless they are on their way or there are none."""
        is_full = len(self._lines.hits) >= MAX_HITS
        if not self._is_looking and not is_full and self._next and not self._query.is_empty:
            self._is_looking = True
            self._run(self._look(self._asked))

    async def _look(self, asked: int) -> None:
        for _look in range(MAX_LOOKS):
            if self._next is None or asked != self._asked:
                break
            request = SearchRequest(self._query, self._facets.wanted, self._next)
            page = await self._queue.ask(partial(_searched, request))
            if asked != self._asked:
                return
            self._lines.hits += page.hits
            self._next = page.next
            self._renew()
            if page.hits:
                break
        if asked == self._asked:
            self._is_looking = False
            self._say()

    async def _make_index(self) -> None:
        before = -1
        while self.is_attached:
            reach = await self._queue.ask(lambda session: session.index_words())
            self._indexed = None if reach.is_complete else reach
            if reach.is_complete or reach.documents == before:
                break
            before = reach.documents
            self._say()
        self._indexed = None
        self._say()

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """Go through the hits, choose one, or leave; the input has had what it wants."""
        steps = {"up": -1, "down": 1, "pageup": -self._height, "pagedown": self._height}
        if event.key in steps:
            self.action_go(self._lines.cursor + steps[event.key])
        elif (facets := self._facets.pressed(event.key)) is not None:
            self._face(facets)
        elif event.key == "enter":
            self.take()
        elif event.key in {"escape", "ctrl+q"}:
            self._leave(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def _face(self, facets: Facets) -> None:
        """Show the row as it is now, and look for other hits when it lets others through."""
        before, self._facets = self._facets, facets
        self.query_one(FacetInput).pass_on(facets.passed_on)
        if facets.wanted == before.wanted:
            self._say()
        else:
            self._begin()

    def action_go(self, number: int) -> None:
        """Go to a hit, or to the first or last one there is."""
        self._point(number)
        if self._lines.cursor >= self._lines.item_count - AHEAD:
            self._more()

    def take(self) -> None:
        """Go to the hit under the cursor in its article."""
        if self._lines.hits:
            self._leave(self._lines.hits[self._lines.cursor])

    def _failed(self) -> None:
        self._is_looking = False

    # What is shown.

    def on_resize(self) -> None:
        """Say as much as fits now."""
        self._say()

    def _say(self) -> None:
        row, below, keys = self.query(HintLine)
        width = self.app.size.width
        row.pieces = self._facets.pieces(width)
        words, ink = self._summary()
        below.pieces = (Piece(" "), Piece(sentence(words, max(8, width - 2)), ink))
        is_in_row = self._facets.at is not None
        names = (
            ("turn", "filter", "leave", "go") if is_in_row else ("go", "leave", "filter", "choose")
        )
        others = {"leave": later("filters off")} if self._facets.holds else {}
        hints = _ROOM.hints(*names, **others)
        keys.pieces = (Piece(" "), *key_hints(hints))

    def _summary(self) -> tuple[str, str]:
        """How the search stands, and its ink."""
        count = len(self._lines.hits)
        if self._trouble:
            return self._trouble, "warning"
        if self._indexed is not None:
            words = _("making the index of words: {documents:,} of {total:,} articles")
            return words.format(**self._indexed._asdict()), "quiet"
        if self._query.is_empty:
            return _("type words; marks and the kind of alef do not matter"), "quiet"
        found = n_("{count:,} hit", "{count:,} hits", count).format(count=count)
        if self._is_looking:
            return self._looking(found), "quiet"
        if self._next is not None:
            return self._so_far(found)
        return (found, "text") if count else (self._nowhere(), "warning")

    def _looking(self, found: str) -> str:
        """How far a search is that goes on."""
        if self._next is None or self._next.position == 1:
            return _("{found}, looking on …").format(found=found)
        words = _("{found}, looking on at article {number:,} …")
        return words.format(found=found, number=self._next.position)

    def _so_far(self, found: str) -> tuple[str, str]:
        """How far a search came that waits, and its ink."""
        if self._lines.hits or self._next is None:
            return _("{found} so far").format(found=found), "text"
        words = _("nothing up to article {number:,}; ↓ looks on")
        return words.format(number=self._next.position), "warning"

    def _nowhere(self) -> str:
        """What to do where nothing was found."""
        if self._facets.holds:
            return _("no hits with these filters; Esc takes them off")
        return _("not found; fewer or shorter words find more, Esc goes back")


def _searched(request: SearchRequest, session: AnnotationSession) -> HitPage:
    return session.search(request)
