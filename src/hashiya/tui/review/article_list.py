"""The list of articles under review: how far each is, who is not done, and the way into one.

Asks the session's thread for one bounded look at a time. Must never know the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.services import ReviewProgress, ReviewSession, Waiting
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.review.article_lines import ArticleLines
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.wording import PROGRESS
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.screens.list_screen import ListScreen
from hashiya.tui.widgets import HintLine
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["ArticleList"]

AHEAD: Final = 40
"""Articles behind the cursor under which more are fetched."""
MOST_LOOKS: Final = 200
"""Looks for one page; where a filter lets little through, many find nothing."""
_FILTERS: Final[tuple[ReviewProgress | None, ...]] = (None, *PROGRESS)
_STEPS: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys(("down", "n", *also_on_arabic("n")), 1)
    | dict.fromkeys(("up", "p", *also_on_arabic("p")), -1)
)
_TAKE_OVER: Final = frozenset({"t", *also_on_arabic("t")})
_LEAVE: Final = frozenset({"escape", "f3", "q", *also_on_arabic("q"), "ctrl+q"})

_ROOM: Final = Room(
    later("Articles under review"),
    (
        later(
            "Everything anybody has annotated. An article is ready once all whose work is compared"
            " have finished it; it is gold once no card waits."
        ),
    ),
    (
        RoomKey("go", "↵", later("open")),
        RoomKey(
            "take_over",
            "t t",
            later("take over"),
            later("go on with the gold of another adjudicator, with all that they ruled"),
        ),
        RoomKey("leave", "Esc", later("back"), later("back to where you were")),
        RoomKey("filter", "Tab", later("others"), later("only those that are this far")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the article before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many articles as fit")),
    ),
)


class ArticleList(ListScreen[ArticleLines, str], inherit_bindings=False):
    """Shown over the review until an article is chosen or the list is left.

    Args:
        queue: Answers from the session's thread.
        session: Of which only the plan and the alias are read.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False)
    ]

    def __init__(self, queue: ReviewQueue, session: ReviewSession, inks: Inks) -> None:
        super().__init__(ArticleLines(session.plan, session.alias), inks)
        self._queue = queue
        self._session = session
        self._wanted = 0
        self._next: int | None = 0
        self._asked = 0
        self._is_looking = False
        self._offered = ""
        """The article that one more key takes over; empty for none."""

    def compose(self) -> ComposeResult:
        """What is listed, the articles, how many, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Ask for the first articles."""
        self._dress()
        self._begin()

    def _begin(self) -> None:
        self._lines = ArticleLines(self._session.plan, self._session.alias)
        self._next, self._is_looking, self._trouble = 0, False, ""
        self._asked += 1
        self._renew()
        self._more()

    def _more(self) -> None:
        if not self._is_looking and self._next is not None:
            self._is_looking = True
            self._run(self._look(self._asked))

    def _take_over(self) -> None:
        """Offer to take the article under the cursor over; do so the second time."""
        found = self._theirs()
        if found is not None and self._offered == found.state.id:
            self._run(self._taken_over(found.state.id))
        elif found is not None:
            self._offered = found.state.id

    async def _taken_over(self, document_id: str) -> None:
        await self._queue.ask(lambda session: session.take_over(document_id))
        self._leave(document_id)

    def _theirs(self) -> Waiting | None:
        """The article under the cursor where it is another adjudicator's."""
        here = self._lines.items[self._lines.cursor] if self._lines.items else None
        gold = here.state.gold if here is not None else None
        return here if gold is not None and gold.alias != self._session.alias else None

    async def _look(self, asked: int) -> None:
        wanted = _FILTERS[self._wanted]
        before = len(self._lines.items)
        for _look in range(MOST_LOOKS):
            position = self._next
            if position is None or len(self._lines.items) > before:
                break
            listed, following = await self._queue.ask(partial(_listed, position))
            if asked != self._asked:
                return
            self._next = following
            self._lines.items += [each for each in listed if _is_let(each, wanted)]
        self._is_looking = False
        self._renew()

    def _failed(self) -> None:
        self._is_looking = False

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Go through the articles, choose one, take it over, or leave."""
        self._trouble = ""
        is_again = event.key in _TAKE_OVER or event.character in _TAKE_OVER
        if not is_again:
            self._offered = ""
        step = _STEPS.get(event.key) or _STEPS.get(event.character or "")
        if step is not None:
            self.action_go(self._lines.cursor + step)
        elif event.key in {"pageup", "pagedown"}:
            by = self._height if event.key == "pagedown" else -self._height
            self.action_go(self._lines.cursor + by)
        elif event.key in {"tab", "shift+tab"}:
            by = 1 if event.key == "tab" else -1
            self._wanted = (self._wanted + by) % len(_FILTERS)
            self._begin()
        elif event.key in {"enter", "ctrl+j"}:
            self.take()
        elif is_again:
            self._take_over()
            self._say()
        elif event.key in _LEAVE or event.character in _LEAVE:
            self._leave(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def action_go(self, number: int) -> None:
        """Go to an article, or to the first or last one there is."""
        self._point(number)
        self._say()
        if self._lines.cursor >= self._lines.item_count - AHEAD:
            self._more()

    def take(self) -> None:
        """Open the article under the cursor, unless it is another adjudicator's."""
        if self._theirs() is not None:
            self._say()
        elif self._lines.items:
            self._leave(self._lines.items[self._lines.cursor].state.id)

    # What is shown.

    def on_resize(self) -> None:
        """Say as much as fits now."""
        self._say()

    def _say(self) -> None:
        above, below, keys = self.query(HintLine)
        width = max(8, self.app.size.width - 2)
        wanted = _FILTERS[self._wanted]
        words = _("all") if wanted is None else _(PROGRESS[wanted][1])
        above.pieces = (
            Piece(f" {sentence(_(_ROOM.title), width // 2)}   ", "strong"),
            Piece(sentence(words, width // 3), "name"),
        )
        said, ink = self._about_theirs() or self._summary()
        below.pieces = (Piece(f" {sentence(said, width)}", ink),)
        shown = _ROOM.hints("go", "leave", "filter", "choose", "take_over")
        keys.pieces = (Piece(" "), *key_hints(shown))

    def _about_theirs(self) -> tuple[str, str] | None:
        """Whose the article under the cursor is where it is somebody else's, and what to do."""
        found = self._theirs()
        gold = found.state.gold if found is not None else None
        if gold is None or self._trouble:
            return None
        words = _("{alias} makes this article gold; {key} twice takes it over")
        if self._offered:
            words = _("{key} once more: go on with what {alias} has ruled on this article")
        return words.format(alias=gold.alias, key="t"), "warning"

    def _summary(self) -> tuple[str, str]:
        count = len(self._lines.items)
        if self._trouble:
            return self._trouble, "warning"
        found = n_("{count:,} article", "{count:,} articles", count).format(count=count)
        if self._is_looking:
            return _("{found}, looking on …").format(found=found), "quiet"
        if self._next is not None:
            return _("{found} so far").format(found=found), "text"
        if count:
            return found, "text"
        if self._wanted:
            return _("no article is this far; Tab lists others"), "text"
        return _("nobody has annotated anything yet; Esc goes back"), "text"


def _is_let(each: Waiting, wanted: ReviewProgress | None) -> bool:
    return wanted is None or each.progress == wanted


def _listed(after: int, session: ReviewSession) -> tuple[list[Waiting], int | None]:
    return session.documents(after=after)
