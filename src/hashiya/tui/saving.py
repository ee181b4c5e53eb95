"""Saving: the one thread that owns the database, and the queue of acts that wait for it.

A key is answered on the screen first and written after; what is not written yet stays in this
queue in the order it was done. An act that cannot be written keeps its place, and everything
behind it waits, because later acts build on it. One that the project as it stands refuses leaves
the queue, and whoever shows it is told. Must never know a widget.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

from hashiya.errors import HashiyaError, PolicyError, Reason, StoreError
from hashiya.tui.locale import _, told

if TYPE_CHECKING:
    from hashiya.model import Act, Scheme
    from hashiya.services import AnnotationSession, Step
    from hashiya.store import FileState, Heard

__all__ = ["Refusal", "SaveQueue", "SaveState", "Unsaved"]

RETRY_SECONDS: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Pauses before an act is tried again by itself; the last one repeats."""

T = TypeVar("T")


class SaveState(NamedTuple):
    """How much of what the screen shows is on disk."""

    kind: Literal["saved", "saving", "failed"] = "saved"
    """`saved` only after every COMMIT returned; `failed` while the oldest act is refused."""
    unsaved: int = 0
    """Acts that are on the screen and not on disk."""
    reason: str = ""
    """Why the oldest act could not be written, in words."""
    since: float = 0.0
    """Monotonic time at which the oldest waiting act was done."""
    file: FileState = "here"
    """What has become of the project's file; anything but `here` is in no file that is found."""


class Refusal(NamedTuple):
    """An act that does not go with what another window has done; it is in no queue any more."""

    document_id: str
    """Where it was to be done."""
    act: Act
    """What was to be done."""
    error: PolicyError
    """Why it was not."""


class Unsaved(NamedTuple):
    """An act that is on the screen and not on disk."""

    document_id: str
    """Where it was done."""
    act: Act
    """What was done."""
    since: float
    """Monotonic time at which it was done."""


class SaveQueue:
    """Everything that is asked of one annotation session, in the order it was asked.

    Args:
        open_session: Opens the session; called at once, in the queue's own thread.
        on_change: Told of every new state, on the event loop.
    """

    def __init__(
        self,
        open_session: Callable[[], AnnotationSession],
        on_change: Callable[[SaveState], None],
    ) -> None:
        self._on_change = on_change
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashiya-store")
        # The project is opened while the screen is made ready, which takes about as long.
        self._opening = self._thread.submit(open_session)
        self._session: AnnotationSession | None = None
        self._unsaved: deque[Unsaved] = deque()
        self._draining: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._failures = 0
        self.state = SaveState()
        self.on_refused: Callable[[Refusal], None] = lambda _: None
        """Told, on the event loop, of every act that the project as it stands has refused."""

    async def open(self) -> AnnotationSession:
        """Open the session.

        Its `alias`, `scheme` and `info` may be read from any thread; everything else goes through
        `ask`.

        Raises:
            StoreError: The project cannot be opened.
        """
        self._session = await asyncio.wrap_future(self._opening)
        return self._session

    async def ask(self, question: Callable[[AnnotationSession], T]) -> T:
        """Run a reading call in the session's thread; it does not wait for unsaved acts."""
        session = self._opened()
        return await self._run(lambda: question(session))

    def save(self, document_id: str, act: Act) -> None:
        """Queue an act that the screen shows already."""
        self._unsaved.append(Unsaved(document_id, act, monotonic()))
        if self.state.kind == "failed":
            self._tell(self.state._replace(unsaved=len(self._unsaved)))
        else:
            self._now(SaveState("saving", len(self._unsaved), since=self._unsaved[0].since))
            self._drain_soon()

    def unsaved(self, document_id: str) -> tuple[Act, ...]:
        """The acts on one document that are not on disk, oldest first."""
        return tuple(entry.act for entry in self._unsaved if entry.document_id == document_id)

    @property
    def is_failing(self) -> bool:
        """Whether the oldest act could not be written; it may be being tried again."""
        return self.state.kind == "failed" or self._failures > 0

    @property
    def waiting(self) -> tuple[Unsaved, ...]:
        """Everything that is not on disk, oldest first."""
        return tuple(self._unsaved)

    @property
    def scheme(self) -> Scheme:
        """The scheme that acts are made under.

        Raises:
            StoreError: The project is not open.
        """
        return self._opened().scheme

    def take_up(self, scheme: Scheme) -> None:
        """Make acts under another scheme from now on; nothing may wait that was made before."""
        self._opened().scheme = scheme

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._unsaved

    def tell_of_file(self, file: FileState) -> None:
        """Show what has become of the project's file, and try again once it is back."""
        self._tell(self.state._replace(file=file))
        if file == "here" and self.state.kind == "failed":
            self.retry()

    def take_back(self) -> tuple[str, Act] | None:
        """Forget the newest unsaved act while saving fails; its document and itself.

        None when saving does not fail: then the act may be on its way to the disk, and undoing it
        is the session's matter.
        """
        if self.state.kind != "failed" or not self._unsaved:
            return None
        entry = self._unsaved.pop()
        if self._unsaved:
            self._tell(self.state._replace(unsaved=len(self._unsaved)))
        else:
            self._stop_retrying()
            self._now(SaveState())
        return entry.document_id, entry.act

    async def undo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Undo in the session, after everything that waits has been written.

        Raises:
            StoreError: It could not be written; nothing was undone.
        """
        return await self.ask_after_saving(lambda session: session.undo(near, heard))

    async def redo(self, near: str | None = None, heard: Heard | None = None) -> Step | None:
        """Redo in the session, after everything that waits has been written.

        Raises:
            StoreError: It could not be written; nothing was redone.
        """
        return await self.ask_after_saving(lambda session: session.redo(near, heard))

    def retry(self) -> None:
        """Try the oldest unsaved act again now."""
        self._stop_retrying()
        if self._unsaved and self._draining is None:
            self._now(SaveState("saving", len(self._unsaved), since=monotonic()))
            self._drain_soon()

    async def settle(self) -> None:
        """Wait until nothing is on its way to the disk; whoever gives up waiting stops nothing."""
        while self._draining is not None:
            await asyncio.wait({self._draining})

    def finish(self) -> None:
        """Close the session after what is being written, and end the thread."""
        self._stop_retrying()
        self._thread.submit(_close, self._opening)
        self._session = None
        self._thread.shutdown(wait=True)

    async def ask_after_saving(self, step: Callable[[AnnotationSession], T]) -> T:
        """Run a call in the session's thread, after everything that waits has been written.

        Raises:
            StoreError: What waits could not be written; the call was not made.
        """
        await self.settle()
        if self.state.kind == "failed":
            raise StoreError(self.state.reason)
        return await self.ask(step)

    async def ask_beside_waiting(
        self, question: Callable[[AnnotationSession], T]
    ) -> tuple[T, tuple[Unsaved, ...]]:
        """Ask of what is on disk, after what is being written, unless that has failed before.

        With the answer comes what waits then: nothing is in both.
        """
        if not self.is_failing:
            await self.settle()
        answer = await self.ask(question)
        return answer, self.waiting

    async def _run(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def _opened(self) -> AnnotationSession:
        if self._session is None:
            raise StoreError(_("the project is not open"))
        return self._session

    def _drain_soon(self) -> None:
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain(), name="hashiya-saving")

    async def _drain(self) -> None:
        """Write the oldest act until none is left or one is refused."""
        try:
            while self._unsaved:
                entry = self._unsaved[0]
                session = self._opened()
                try:
                    await self._run(partial(session.commit, entry.document_id, entry.act))
                except PolicyError as error:
                    self.on_refused(Refusal(entry.document_id, entry.act, error))
                self._unsaved.popleft()
                self._failures = 0
                if self._unsaved:
                    since = self._unsaved[0].since
                    self._now(SaveState("saving", len(self._unsaved), since=since))
        except Exception as error:  # noqa: BLE001 - whatever it is, the edits must stay in sight
            self._draining = None
            self._fail(error)
        else:
            self._draining = None
            self._now(SaveState())

    def _fail(self, error: Exception) -> None:
        foreseen = isinstance(error, (HashiyaError, OSError))
        reason = (
            _in_short(error)
            if foreseen
            else _("unforeseen {kind}: {error}").format(kind=type(error).__name__, error=error)
        )
        self._now(SaveState("failed", len(self._unsaved), reason, monotonic()))
        if not isinstance(error, (StoreError, OSError)):
            return  # The same act would be refused again; it is the person's turn.
        pause = RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)]
        self._failures += 1
        self._retry = asyncio.get_running_loop().call_later(pause, self.retry)

    def _stop_retrying(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None

    def _tell(self, state: SaveState) -> None:
        self.state = state
        self._on_change(state)

    def _now(self, state: SaveState) -> None:
        """Tell of another state of the same file."""
        self._tell(state._replace(file=self.state.file))


def _in_short(error: Exception) -> str:
    """What happened, without the name of the one file that it can have happened to."""
    reason = error.args[0] if error.args else ""
    about = reason.fields.get("reason") if isinstance(reason, Reason) else None
    return told(about if isinstance(about, Reason) else error)


def _close(opening: Future[AnnotationSession]) -> None:
    """Close what was opened; in the session's own thread, after everything that was asked."""
    if opening.exception() is None:
        opening.result().close()
