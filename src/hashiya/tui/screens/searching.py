"""The search screen: words of all articles, found while they are typed, and the way to a hit.

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
from hashiya.store import Hit, HitFilter, HitPage, Indexed, SearchKey, SearchRequest
from hashiya.text import Query
from hashiya.tui.found_lines import FoundLines
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, language, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.list_screen import ListScreen
from hashiya.tui.widgets import HintLine, LineInput, TypingArea
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
        later("The hit you go to is marked, so that a label key tags it."),
    ),
    (
        RoomKey("go", "↵", later("go there"), later("go to the hit in its article")),
        RoomKey("leave", "Esc", later("back"), later("back to where you were")),
        RoomKey(
            "filter",
            "Tab",
            later("other hits"),
            later("only hits not tagged, in one label, in new or done articles; Shift goes back"),
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
        self._filters = _filters(labels)
        self._wanted = 0
        self._query = Query("")
        self._next: SearchKey | None = None
        self._asked = 0
        self._is_looking = False
        self._indexed: Indexed | None = None
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The query, the hits, how many there are, and the keys."""
        yield LineInput(placeholder=_("words to find in all articles"), max_length=400)
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
        """Look for another query once the person pauses."""
        message.stop()
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
            request = SearchRequest(self._query, self._filters[self._wanted][0], self._next)
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
        elif event.key in {"tab", "shift+tab"}:
            step = 1 if event.key == "tab" else -1
            self._wanted = (self._wanted + step) % len(self._filters)
            self._begin()
        elif event.key == "enter":
            self.take()
        elif event.key in {"escape", "ctrl+q"}:
            self._leave(None)
        else:
            return
        event.stop()
        event.prevent_default()

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

    def _say(self) -> None:
        below, keys = self.query(HintLine)
        wanted = Piece(f" {sentence(self._filters[self._wanted][1])}   ", "name")
        words, ink = self._summary()
        below.pieces = (wanted, Piece(sentence(words, max(8, self.app.size.width - 24)), ink))
        hints = _ROOM.hints("go", "leave", "filter", "choose")
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
            return _("{found}, looking on …").format(found=found), "quiet"
        if self._next is not None:
            return _("{found} so far").format(found=found), "text"
        return (found, "text") if count else (self._nowhere(), "warning")

    def _nowhere(self) -> str:
        """What to do where nothing was found."""
        if self._wanted:
            return _("not found here; Tab looks elsewhere, Esc goes back")
        return _("not found; fewer or shorter words find more, Esc goes back")


def _searched(request: SearchRequest, session: AnnotationSession) -> HitPage:
    return session.search(request)


def _filters(labels: tuple[Label, ...]) -> list[tuple[HitFilter, str]]:
    """What Tab goes through, with the words for it."""
    tagged = [
        (HitFilter(label=label.name), _("in {label}").format(label=label.title(language())))
        for label in labels
    ]
    return [
        (HitFilter(), _("everywhere")),
        (HitFilter(is_untagged=True), _("not tagged")),
        *tagged,
        (HitFilter(state="new"), _("in new articles")),
        (HitFilter(state="begun"), _("in begun articles")),
        (HitFilter(state="done"), _("in done articles")),
    ]
