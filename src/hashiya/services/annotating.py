"""Annotating: one person's sitting at one project, from opening a document to undoing an act.

Everything here is synchronous and belongs to the one thread that opened it, because a database
connection does. What a key would do is decided before, without a store, in `drafting`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from hashiya import __version__
from hashiya.model import Annotation, Label, Layer, Scheme
from hashiya.services.browsing import Browsing
from hashiya.services.pages import Page, Step, Way
from hashiya.services.people import expect_owner
from hashiya.services.working import Working
from hashiya.store import Glance, Place, ProjectInfo, Trace, Undone, open_project
from hashiya.text import Direction, fold, word_spans

if TYPE_CHECKING:
    from hashiya.model import Act
    from hashiya.services.feedback import Difference, FeedbackPage
    from hashiya.services.figures import WorkFigures
    from hashiya.services.hits import Hits
    from hashiya.services.occurrences import OccurrenceSearch, Progress, Tagged, Wanted
    from hashiya.services.surroundings import Surroundings
    from hashiya.store import Heard, HistoryKey, HistoryPage, PastAct, ResponseKind, Store

__all__ = ["AnnotationSession"]

MAX_SAMPLED_DOCUMENTS: Final = 400
"""Documents whose words are counted to guess where a proclitic ends; evenly spread."""

MAX_GIVEN: Final = 20_000
"""Annotations whose attributes are looked at for a proposal."""


class AnnotationSession(Browsing, Working):
    """One annotator at work; nothing is written before the first act.

    Args:
        store: An open project; the session closes it.
        alias: Who is annotating.
        direction: In which direction documents are read until the person turns one.
    """

    def __init__(self, store: Store, alias: str, direction: Direction = "auto") -> None:
        self._store = store
        self.first_glance = store.glance()
        """What the file was before anything of it was read."""
        self.alias = alias
        self._direction = direction
        self.scheme: Scheme = store.scheme()
        self.info: ProjectInfo = store.info()
        expect_owner(self.info.pack_of, alias)
        self._session_id: str | None = None
        self._frequency: Callable[[str], int] | None = None
        self._origins: dict[int, Place] = {}

    @classmethod
    def open(cls, project: str | Path, alias: str, direction: Direction = "auto") -> Self:
        """Open a project for one annotator.

        Raises:
            StoreError: The project is missing, locked, damaged or newer than this program.
        """
        return cls(open_project(Path(project)), alias, direction)

    def resume(self) -> Page | None:
        """The document and caret where the person left; their first one when they are new.

        None when the project has no documents.
        """
        place = self._store.place(self.alias)
        if place is not None:
            return self._page(place.document_id)
        given = self._store.next_work(self.alias, 0) if self.is_given_work() else None
        if given is not None:
            return self._page(given)
        first = self._store.page(self.alias, limit=1)
        return self._page(first[0].id) if first else None

    def open_document(self, document_id: str) -> Page:
        """One document as this annotator left it.

        Raises:
            StoreError: There is no such document.
            CorruptionError: Its text or a quote is not what was stored.
        """
        return self._page(document_id)

    def step(self, position: int, direction: int) -> Page | None:
        """The next document (`direction` 1) or the previous one (-1); None at the end."""
        lines = self._store.page(self.alias, after=position, limit=1, backwards=direction < 0)
        return self._page(lines[0].id) if lines else None

    def commit(self, document_id: str, act: Act) -> None:
        """Write one act, or what of it goes with the layer as it is; then it is on disk.

        Raises:
            PolicyError: It does not go with what another window has done; nothing was written.
            StoreError: The file is locked, full, read-only or gone; nothing was written.
        """
        under = (self.scheme.id, self.scheme.version)
        self._store.record(self._session(), document_id, act, under=under, judge=self._judge)

    def glance(self) -> Glance:
        """Whether the project's file is there, and whether others have written; costs nothing."""
        return self._store.glance()

    def trace(self, document_id: str) -> Trace:
        """What differs once anything that this screen shows of a document has changed."""
        return self._store.trace(document_id)

    def read_scheme(self) -> Scheme:
        """The scheme in use; who takes it up says so by setting `scheme`."""
        return self._store.scheme()

    def rescue(self) -> Path:
        """Copy the project that is open to a new file, and go on there from now on.

        Raises:
            StoreError: It cannot be written; everything is as it was.
        """
        from hashiya.services.rescuing import moved  # noqa: PLC0415 - when all is lost

        self._store = moved(self._store)
        self.info, self._session_id = self._store.info(), None
        return self.info.path

    def recut(self, document_id: str, act: Act, caret: int) -> Page:
        """Split or merge sentences; the page as it stands then, with the caret where it was.

        Raises:
            PolicyError: The sentences are no longer there, or somebody's span would be cut.
            StoreError: As `commit`.
        """
        self._store.record(self._session(), document_id, act)
        return self._page(document_id, caret)

    def undo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Take the newest act back, whatever document it was in; None when none is left.

        An act on many documents is shown in the one named by `near` when it was among them;
        `heard` is told how many of its parts are taken back, and how many there are.
        """
        return self._stepped(self._store.undo(self._session(), near, heard))

    def redo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Bring back what was last undone; None when nothing was, or a new act came since."""
        return self._stepped(self._store.redo(self._session(), near, heard))

    def history(self, *, key: HistoryKey | None = None, limit: int = 100) -> HistoryPage:
        """The person's acts behind a key, newest first, with what became of each."""
        return self._store.history(self.alias, key=key, limit=limit)

    def quotes(self, acts: Sequence[PastAct]) -> dict[int, Surroundings]:
        """From the number of an act to its words in their sentence."""
        from hashiya.services.looking_back import quotes_of  # noqa: PLC0415 - when wanted

        return quotes_of(acts, self._store.document)

    def go_to(self, number: int, near: str | None = None) -> Way:
        """Undo or redo until an act is the newest that stands: one bounded, whole part of the way.

        Call it until nothing is left; 0 is before the first act.

        Raises:
            StoreError: The act gave way to another, or it could not be written.
        """
        gone = self._store.travel(self._session(), number, near=near)
        return Way(*gone[:5], step=self._stepped(gone.last))

    def figures(self) -> WorkFigures:
        """How long the person was at work, and what came of it; nobody else's."""
        from hashiya.services.figures import work_figures  # noqa: PLC0415 - when wanted

        return work_figures(self._store, self.alias, self._session_id)

    def feedback(self, after: int = 0) -> FeedbackPage:
        """Where gold differs from the person's finished work; one bounded look."""
        from hashiya.services.feedback import FeedbackReader  # noqa: PLC0415 - when wanted

        return FeedbackReader(self._store, self.alias, self.scheme).page(after)

    def answer(self, difference: Difference, kind: ResponseKind, note: str = "") -> Difference:
        """Accept where gold differs, or appeal against it, once; the difference with the answer.

        Raises:
            StoreError: It has been answered before, or could not be written.
        """
        given = (difference.document_id, difference.key, kind, note)
        return difference._replace(response=self._store.respond(self._session(), *given))

    def remember(self, document_id: str, caret: int) -> None:
        """Write down where the person is, for `resume`."""
        self._session()
        self._store.remember(self.alias, document_id, caret)

    def turn(self, document_id: str, direction: Direction) -> None:
        """Write down in which direction the person reads a document."""
        self._session()
        self._store.turn(self.alias, document_id, direction)

    def look_for(self, wanted: Wanted) -> OccurrenceSearch:
        """A search of the whole project for the other places of a form; nothing is read yet."""
        from hashiya.services.occurrences import OccurrenceSearch  # noqa: PLC0415 - when wanted

        return OccurrenceSearch(self._store.stream(self.alias), wanted)

    def tag_chosen(self, hits: Hits, wanted: Wanted, progress: Progress) -> Tagged:
        """Tag the chosen places, all of them in one transaction that one undo takes back.

        Raises:
            Cancelled: The person called it off; nothing was written.
            StoreError: It could not be written; nothing was.
        """
        from hashiya.services.occurrences import Tagging  # noqa: PLC0415 - when wanted

        tagging = Tagging(hits, wanted, progress)
        under = (self.scheme.id, self.scheme.version)
        ids = tagging.document_ids()
        if self._store.record_together(self._session(), ids, tagging.decide, under=under):
            (newest,) = self._store.history(self.alias, limit=1).acts
            self._origins[newest.number] = Place(wanted.origin[0], wanted.caret)
        return tagging.outcome()

    def step_to_flag(self, position: int, direction: int) -> Page | None:
        """The next document (`direction` 1) or the previous one (-1) in which something is flagged.

        None when there is none.
        """
        found = self._store.flagged_document(self.alias, position, backwards=direction < 0)
        return None if found is None else self._page(found)

    def propose(self, label: Label, annotation: Annotation, written: str | None) -> dict[str, str]:
        """A value for each attribute of a label that an annotation lacks and one is known for.

        Args:
            label: Whose attributes.
            annotation: What they are said of.
            written: ISO date of the document.
        """
        from hashiya.services.attributing import proposals  # noqa: PLC0415 - when wanted

        return proposals(label, annotation, written, self._given)

    def _given(self, label: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        return self._store.attributes_given(self.alias, label, MAX_GIVEN)

    def word_frequency(self) -> Callable[[str], int]:
        """How often a folded word stands in a bounded sample of the project; counted once."""
        if self._frequency is None:
            counts: Counter[str] = Counter()
            for text in self._store.sample_texts(MAX_SAMPLED_DOCUMENTS):
                folded = fold(text).text
                counts.update(folded[start:end] for start, end in word_spans(folded))
            self._frequency = counts.__getitem__
        return self._frequency

    def close(self) -> None:
        """Close the project."""
        self._store.close()

    def _session(self) -> str:
        if self._session_id is None:
            self._store.add_annotator(self.alias)
            self._session_id = self._store.open_session(
                self.alias, self._store.info().device, __version__
            )
        return self._session_id

    def _judge(self, act: Act, stands: Layer, scheme: Scheme | None) -> Act:
        from hashiya.services.judging import judge  # noqa: PLC0415 - the first act loads it

        return judge(act, stands, scheme or self.scheme)

    def _page(self, document_id: str, caret: int | None = None) -> Page:
        document = self._store.document(document_id)
        documents, work = self.progress()
        is_given_work = self.is_given_work()
        return Page(
            document=document,
            layer=self._store.layer(document_id, self.alias),
            line=self._store.line(self.alias, document_id),
            documents=documents,
            caret=self._store.caret(self.alias, document_id) if caret is None else caret,
            direction=self._store.direction(self.alias, document_id) or self._direction,
            finished=work.done,
            is_given_work=is_given_work,
            assignment=self._store.assignment(self.alias, document_id) if is_given_work else None,
        )

    def _stepped(self, undone: Undone | None) -> Step | None:
        if undone is None:
            return None
        from hashiya.services.looking_back import offset_of  # noqa: PLC0415 - when wanted

        origin = self._origins.get(undone.number)
        if origin is not None:  # Of many places none is where the person was.
            page = self._page(origin.document_id, caret=origin.caret)
        else:
            page = self._page(undone.document_id, caret=offset_of(undone.act))
        return Step(page, undone.act, undone.documents, undone.annotations, undone.missed)
