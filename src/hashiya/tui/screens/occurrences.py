"""The occurrences screen: the other places of a form, each in its sentence, to be tagged as one.

It looks first where that takes time, then lets a person leave places out, then tags the rest. Must
never know the database, how a form is found, or a rule of annotation.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.model import Label
from hashiya.services import Cancelled, Hits, OccurrenceSearch, Progress, Tagged, Wanted
from hashiya.tui.hit_lines import REASONS, HitLines
from hashiya.tui.hit_words import chosen_pieces, looking_pieces, tagging_pieces, title_pieces
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.widgets import LinesView
from hashiya.tui.widgets.hint_line import HintLine, key_hints

__all__ = ["Looking", "OccurrencesScreen"]

SLICE_SECONDS: Final = 0.05
"""How long the store's thread looks before it answers something else."""
WATCH_SECONDS: Final = 0.1
"""How often what it has done is shown."""


_ROOM: Final = Room(
    later("Other occurrences"),
    (
        later(
            "Every place where the words of the span stand, however they are written and behind"
            " «و ف ب ل ك», each in its sentence. One undo takes all that is tagged back."
        ),
    ),
    (
        RoomKey("tag", "↵", later("tag none"), later("tag those with ✓, all at once")),
        RoomKey(
            "leave",
            "Esc",
            later("back"),
            later("back without tagging; while it looks or tags: stop, nothing is tagged"),
        ),
        RoomKey(
            "choose",
            "Space",
            later("leave out, take in"),
            later("leave the place under the cursor out, or take it in again"),
        ),
        RoomKey("all", "a", later("all, none"), later("leave all out, or take all in")),
        RoomKey("step", "↑ ↓", later("choose"), later("the place before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("as many places as fit")),
        RoomKey("ends", "Home End", later("the first place, the last one")),
    ),
)


class Looking(NamedTuple):
    """What the screen is about."""

    wanted: Wanted
    """What is looked for."""
    label: Label
    """The label its places will carry."""
    quote: str
    """The words, as they stand where they were asked for."""
    scope: str
    """Where it is looked for, in words."""
    documents: int
    """Documents there are to look through."""
    hits: Hits | None = None
    """What was found already; None when it has to be looked for."""


class OccurrencesScreen(ListScreen[HitLines, Tagged], inherit_bindings=False):
    """Shown over the article until the places are tagged or left.

    Args:
        looking: What it is about.
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("tab", "step(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("space", "choose", show=False),
        Binding("a,ش", "all", show=False),
        Binding("enter", "tag", show=False),
        Binding("escape,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, looking: Looking, queue: SaveQueue, inks: Inks) -> None:
        self._hits = looking.hits or Hits()
        super().__init__(HitLines(self._hits, looking.label.name, self._ask), inks)
        self._looking = looking
        self._queue = queue
        self._state: Literal["looking", "choosing", "tagging"] = "looking"
        self._search: OccurrenceSearch | None = None
        self._progress = Progress()
        self._asked: set[int] = set()

    def compose(self) -> ComposeResult:
        """What is looked for, the places, what is chosen, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Begin to look, or show what was found."""
        self._dress()
        if self._looking.hits is None:
            self._run(self._look())
        else:
            self._state = "choosing"
        self._say()
        self.set_interval(WATCH_SECONDS, self._watch)

    # What takes time.

    async def _look(self) -> None:
        wanted = self._looking.wanted
        search = await self._queue.ask_after_saving(lambda session: session.look_for(wanted))
        self._search, self._hits = search, search.hits
        self._lines = HitLines(self._hits, self._looking.label.name, self._ask)
        while self._state == "looking" and not self._is_left:
            if not await self._queue.ask(lambda _: search.advance(SLICE_SECONDS)):
                self._state = "choosing"
        self._renew()

    async def _fetch(self, page: int) -> None:
        lines = self._lines
        hits = lines.page(page)
        try:
            found = await self._queue.ask(lambda session: session.surroundings(hits))
        finally:
            self._asked.discard(page)
        lines.keep(page, found)
        self.query_one(LinesView).refresh()

    async def _tag(self) -> None:
        hits, wanted, progress = self._hits, self._looking.wanted, self._progress
        try:
            tagged = await self._queue.ask_after_saving(
                lambda session: session.tag_chosen(hits, wanted, progress)
            )
        except Cancelled:
            self._state = "choosing"
            self._trouble = _("called off: nothing was tagged")
            self._say()
            return
        self._leave(tagged)

    def _ask(self, page: int) -> None:
        """Fetch the surroundings of a page, once."""
        if page not in self._asked and not self._is_left:
            self._asked.add(page)
            self._run(self._fetch(page))

    # Keys and mouse.

    def action_go(self, number: int) -> None:
        """Go to a place; -1 is the last."""
        if len(self._hits):
            self._point(len(self._hits) - 1 if number < 0 else number)

    def action_choose(self) -> None:
        """Leave the place under the cursor out, or take it in again, and go on."""
        self.take()

    def take(self) -> None:
        """Leave the place under the cursor out, or take it in again, and go on."""
        if self._state != "choosing" or not len(self._hits):
            return
        self._trouble = ""
        if self._hits.toggle(self._lines.cursor):
            self.action_step(1)
        else:
            reason = REASONS[self._hits[self._lines.cursor].verdict]
            self._trouble = _("this place cannot be tagged: {reason}").format(reason=_(reason))
        self._say()

    def action_all(self) -> None:
        """Leave all out; when nothing is chosen, take all in."""
        if self._state == "choosing":
            self._hits.choose_all(self._hits.chosen == 0)
            self._trouble = ""
            self._say()

    def action_tag(self) -> None:
        """Tag what is chosen."""
        if self._state != "choosing":
            return
        if self._hits.chosen == 0:
            self._leave(None)
            return
        self._state, self._trouble, self._progress = "tagging", "", Progress()
        self._say()
        self._run(self._tag())

    def action_leave(self) -> None:
        """Go back without tagging; while tagging, call it off."""
        if self._state == "tagging":
            self._progress.is_cancelled = True
        else:
            self._leave(None)

    # What is shown.

    def _watch(self) -> None:
        if self._state in {"looking", "tagging"} and not self._is_left:
            self._renew()

    def _failed(self) -> None:
        self._state = "choosing"

    def _say(self) -> None:
        """Write the lines around the places anew."""
        above, below, keys = self.query(HintLine)
        looking = self._looking
        above.pieces = title_pieces(
            looking.label, looking.quote, looking.scope, self.app.size.width
        )
        below.pieces = self._summary()
        keys.pieces = (Piece(" "), *key_hints(self._hints()))
        self.query_one(LinesView).refresh()

    def _summary(self) -> tuple[Piece, ...]:
        if self._trouble:
            return (Piece(f" {drawn(self._trouble, self.app.size.width - 2)}", "warning"),)
        if self._state == "looking":
            seen = self._search.documents if self._search is not None else 0
            return looking_pieces(seen, self._looking.documents, len(self._hits))
        if self._state == "tagging":
            return tagging_pieces(self._progress.done, self._hits.chosen)
        return chosen_pieces(self._hits)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        if self._state == "looking":
            return _ROOM.hints("leave", leave=later("stop looking"))
        if self._state == "tagging":
            return _ROOM.hints("leave", leave=later("call it off, nothing is tagged"))
        if not self._hits.chosen and not self._hits.counts["proposed"]:
            return _ROOM.hints("leave")
        count = self._hits.chosen
        own = {"tag": n_("tag this one", "tag these {count:,}", count).format(count=count)}
        return _ROOM.hints("tag", "leave", "choose", "all", **(own if count else {}))
