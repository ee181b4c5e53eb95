"""The document pane: the articles with what was done of each, by label, state, flag and name.

Asks the session's thread for one bounded look at a time, so that no key waits, and holds a stretch
of the list that grows where the cursor goes. An answer that comes after another question was asked
is dropped. Must never know the database or how documents are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from textual import events

from hashiya.model import Label
from hashiya.store import DocumentFilter, DocumentLine, ListPage
from hashiya.tui.document_lines import DocumentLines
from hashiya.tui.document_words import Tally
from hashiya.tui.facets import Facets, facets_of
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Line, Piece, sentence
from hashiya.tui.reading import Context, Reading
from hashiya.tui.screens.document_looks import look, look_again
from hashiya.tui.screens.pane_room import Frame, Hints, PaneRoom, line_step, words_alone

__all__ = ["ROOM", "DocumentPane"]

TYPING_SECONDS: Final = 0.12
"""How long a person pauses before a name is looked for."""
MAX_DOCUMENTS: Final = 1_200
"""Documents that are held; those furthest from the cursor are let go."""
PATIENCE_SECONDS: Final = 1.0
"""How long keys wait for the first of the list, which takes a look."""
AHEAD: Final = 30
"""Documents beyond the cursor under which more are fetched."""


class DocumentPane(PaneRoom):
    """The list of articles."""

    NAME = "document_list"
    TITLE = later("articles")
    ABOUT = later(
        "The project's articles: ● done, ◐ begun, ○ new, ★ gold, ⚑ with a flag; sentences done of"
        " all, and spans. Words that are typed are looked for in names."
    )
    ASKS = True
    HINTS: ClassVar[Hints] = (
        ("↑ ↓", later("choose")),
        ("↵", later("open")),
        ("Tab", later("filters")),
    )
    NARROWED: ClassVar[Hints] = (
        ("← → Space", later("change")),
        ("Tab", later("next filter")),
        ("↵", later("open")),
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._labels: tuple[Label, ...] = ()
        self._facets = Facets(())
        self._words = ""
        self._lines = DocumentLines()
        self._ends: dict[bool, int | None] = {False: None, True: None}
        """Whether backwards → where the list goes on; None at its end."""
        self._goal: int | None = None
        self._asked = 0
        self._is_looking = False
        self._tally = Tally()
        self._seen: DocumentLine | None = None

    @property
    def usual_hints(self) -> Hints:
        """The keys it has now, but for those that close it."""
        off = (("Esc", later("filters off")),) if self.keeps_escape else ()
        return (*(self.HINTS if self._facets.at is None else self.NARROWED), *off)

    @property
    def keeps_escape(self) -> bool:
        """Whether Escape takes the filters off first."""
        return self._facets.holds

    @property
    def passed_on(self) -> frozenset[str]:
        """Keys that the input leaves to the filters now."""
        return self._facets.passed_on

    # What is asked.

    def enter(self) -> None:
        """List what stands around the article that is open."""
        shown = self.frame.sitting.shown
        if shown is not None:
            self._labels = self.frame.sitting.scheme.labels
            fields = facets_of(self._labels, can_be_untagged=False, has_own=self._has_own)
            self._facets = self._facets.over(fields)
            self._lines.here = shown[0].page.document.id
            self.frame.hold(PATIENCE_SECONDS)  # so that what is typed next finds the list
            self._begin(shown[0].page.line.position)

    def rest(self) -> None:
        """Look no further."""
        self._asked += 1
        self._is_looking = False

    def leave(self) -> None:
        """Typing is for words again when the list comes back."""
        self._facets = self._facets._replace(at=None)

    def write(self, text: str) -> None:
        """Keys mean the words; look for other ones once the person pauses."""
        self._facets = self._facets._replace(at=None)
        self.frame.say()
        if text != self._words:
            self._words = text
            self.frame.pause(TYPING_SECONDS, partial(self._begin, 1))

    @property
    def _wanted(self) -> DocumentFilter:
        """What is listed, all of it at once."""
        chosen = self._facets.wanted
        is_own = self._has_own and not chosen.is_anybodys
        return DocumentFilter(chosen.state, chosen.label, chosen.is_flagged, self._words, is_own)

    @property
    def _has_own(self) -> bool:
        """Whether the person is given work."""
        shown = self.frame.sitting.shown
        return shown is not None and shown[0].page.is_given_work

    @property
    def _last(self) -> int:
        """Position of the project's last document."""
        shown = self.frame.sitting.shown
        return 0 if shown is None else shown[0].page.documents

    def _begin(self, position: int) -> None:
        """Forget what is held and list what is wanted around a position."""
        self.rest()
        here, self._lines = self._lines.here, DocumentLines()
        self._lines.here = here
        self._ends = {False: position - 1, True: position}
        self._goal = position
        self.frame.renew()
        self.frame.run(self._count())
        self._more()

    def _more(self) -> None:
        """Fetch more at the ends that the cursor is near."""
        if not self._is_looking and any(map(self._lacks, (False, True))):
            self._is_looking = True
            self.frame.run(self._look(self._asked))

    def _lacks(self, backwards: bool) -> bool:  # noqa: FBT001 - a key of the ends
        if self._ends[backwards] is None:
            return False
        first, last = self._eyed()
        beyond = first if backwards else len(self._lines) - 1 - last
        return beyond < max(AHEAD, self.frame.rows)

    def _eyed(self) -> tuple[int, int]:
        """The documents that somebody looks at: the cursor's, else those that the wheel went to."""
        cursor, top = self._lines.cursor, self.frame.top
        bottom = top + self.frame.rows
        return (cursor, cursor) if top <= cursor < bottom else (top, bottom)

    async def _look(self, asked: int) -> None:
        try:
            for backwards in (False, True):
                while self._lacks(backwards) and asked == self._asked:
                    await self._fetch(asked, backwards=backwards)
        finally:
            if asked == self._asked:
                self._is_looking = False
                self.frame.renew()
                self.frame.release()

    async def _fetch(self, asked: int, *, backwards: bool) -> None:
        after = self._ends[backwards] or 0
        page = await look(self.frame.queue, self._wanted, after, backwards=backwards)
        if asked != self._asked:
            return
        self._ends[backwards] = page.next
        self._hold(page, backwards=backwards)

    def _hold(self, page: ListPage, *, backwards: bool) -> None:
        lines = self._lines
        lines.add(page.lines, before=backwards)
        dropped = lines.shorten(MAX_DOCUMENTS, before=not backwards)
        if dropped:
            self._ends[not backwards] = lines.held[-1 if backwards else 0].position
        if self._goal is not None:
            lines.cursor = lines.number_from(self._goal)
        self.frame.renew()
        self.frame.shift(len(page.lines) if backwards else -dropped)
        if self._goal is not None:
            self.frame.reveal(lines.cursor)
        if backwards:  # A key that goes up must find what is above.
            self.frame.release()

    async def _count(self) -> None:
        self._tally, __ = await self.frame.queue.ask_beside_waiting(Tally.of)
        self.frame.say()

    def look_again(self) -> None:
        """Count again, read again what is seen, and go on where the list has become longer."""
        if self._ends[False] is None:
            self._ends[False] = self._lines.held[-1].position if self._lines.held else 0
        first = max(0, min(self._eyed()) - self.frame.rows)
        self.frame.run(self._count())
        self.frame.run(look_again(self.frame, self._wanted, self._lines, first))
        self._more()

    # What is shown.

    def lines(self, width: int) -> Sequence[Line]:
        """The articles, or words where there are none."""
        if self._lines.held:
            self._lines.width = width
            return self._lines
        if self._is_looking or any(end is not None for end in self._ends.values()):
            return words_alone(_("looking …"), width)
        is_own, is_narrowed = self._wanted.is_own, self._facets.holds
        words = self._tally.nothing(self._words, is_narrowed=is_narrowed, is_own=is_own)
        return words_alone(words, width)

    def narrowing(self, width: int) -> tuple[Piece, ...]:
        """Which articles are listed."""
        return self._facets.pieces(width)

    def facts(self, width: int) -> tuple[Piece, ...]:
        """How far the person is with the project."""
        return self._tally.facts(width)

    def below(self, width: int) -> tuple[Piece, ...]:
        """How the search stands."""
        at, words = self._ends[False], ""
        if self._is_looking and at is not None:
            words = self._tally.progress(at)
        elif all(end is None for end in self._ends.values()):
            words = self._tally.found(len(self._lines))
        return (Piece(f" {sentence(words, max(8, width - 1))}", "quiet"),)

    def follow(self, reading: Reading, context: Context) -> None:
        """Show what was done in the article that is open, or which other one is."""
        page = reading.page
        if context.scheme.labels != self._labels:
            self.enter()
        if page.document.id != self._lines.here:
            self._lines.here = page.document.id
            self._begin(page.line.position)
        if page.line != self._seen:
            before, self._seen = self._seen, page.line
            self._lines.renew(page.line)
            self.frame.renew()
            if before is None or page.line.state != before.state:
                self.frame.run(self._count())

    # Keys and mouse.

    def key(self, event: events.Key) -> bool:
        """Go through the articles, open one, or list others."""
        facets = self._facets.pressed(event.key)
        step = line_step(event.key, self.frame.rows, len(self._lines))
        if facets is not None:
            self._face(facets)
        elif event.key in {"home", "end"}:
            self._begin(1 if event.key == "home" else self._last + 1)
        elif step is not None:
            self._go(self._lines.cursor + step)
        elif event.key == "enter":
            self.press(self._lines.cursor)
        else:
            return False
        return True

    def _face(self, facets: Facets) -> None:
        """Show the filters as they are now, and list others when they let others through."""
        before, self._facets = self._facets, facets
        if facets.wanted == before.wanted:
            self.frame.say()
        else:
            self.enter()

    def scroll(self) -> None:
        """Fetch what somebody comes near to."""
        self._goal = None
        self._more()

    def press(self, line: int) -> None:
        """Open the article of a line."""
        if line >= len(self._lines):
            return
        wanted = self._lines.held[line]
        self._lines.cursor, self._goal = line, None
        self.frame.let_go()
        if wanted.id != self._lines.here:
            self._lines.here = wanted.id
            self.frame.visit(wanted.id)

    def _go(self, number: int) -> None:
        if self._lines.held:
            self._lines.cursor = max(0, min(number, len(self._lines) - 1))
            self.frame.reveal(self._lines.cursor)
            self.scroll()


ROOM: Final = DocumentPane
