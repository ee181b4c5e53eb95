"""The store as the services see it: its verbs.

Engines implement `Store`; nobody above this floor knows which one is at work. Nothing here may
know SQL, a file, or a connection.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hashiya.model import Document, Layer, LayerKind, Scheme
from hashiya.store.assignment_protocol import AssignmentStore
from hashiya.store.history_protocol import HistoryStore
from hashiya.store.outcomes import Finding, HeldSpan, Outcome, Revised, SchemeVersion
from hashiya.store.pack_protocol import PackStore
from hashiya.store.passage_protocol import PassageStore
from hashiya.store.people_protocol import PeopleStore
from hashiya.store.reminder_protocol import ReminderStore
from hashiya.store.review_protocol import ReviewStore
from hashiya.store.values import (
    Counts,
    DocumentLine,
    Glance,
    LabelUse,
    LayerInfo,
    Place,
    ProjectInfo,
    Trace,
)
from hashiya.text import Direction

if TYPE_CHECKING:
    from hashiya.model import Act, DocumentRecord, Event, Migration
    from hashiya.store.hits import HitPage, Indexed, SearchRequest
    from hashiya.store.judging import Judge
    from hashiya.store.lists import ListPage, ListRequest

__all__ = ["Store"]


class Store(
    AssignmentStore,
    HistoryStore,
    PackStore,
    PassageStore,
    PeopleStore,
    ReminderStore,
    ReviewStore,
    Protocol,
):
    """One open project. It belongs to the thread that opened it.

    Every verb that writes returns after COMMIT, or raises and leaves the project as it was:
    `StoreError` when the file is locked, full, read-only or gone. Every verb that reads raises
    `CorruptionError` when what it reads does not agree with itself. An unknown document, session
    or alias is a `StoreError`; reading verbs treat an alias nobody has used as somebody new.
    """

    def info(self) -> ProjectInfo:
        """Which project this is; read once, when it was opened."""
        ...

    def scheme(self) -> Scheme:
        """The scheme in use: the one published last."""
        ...

    def publish(self, scheme: Scheme) -> None:
        """Put a scheme into use and retire the one before; the same scheme again does nothing.

        Raises:
            StoreError: This version exists with other content, or an older version is given.
        """
        ...

    def scheme_versions(self) -> list[SchemeVersion]:
        """Every version of the scheme that was in use, oldest first."""
        ...

    def revise(
        self,
        session: str,
        scheme: Scheme,
        migration: Migration,
        *,
        advance: Callable[[int], None] = lambda _: None,
    ) -> Revised:
        """Put the next version into use and relabel spans everywhere, all in one transaction.

        Each layer that changes gets one event of its owner's, which no undo takes back. Spans of
        a label that is split keep it. `advance` hears of spans.

        Raises:
            StoreError: The version is not the next one, or spans carry a label that would vanish.
        """
        ...

    def label_uses(self) -> list[LabelUse]:
        """Who uses which label how often, from counters: annotators before gold, by alias."""
        ...

    def spans_under(
        self,
        alias: str,
        kind: LayerKind,
        labels: Collection[str],
        *,
        after: tuple[int, str] = (0, ""),
        limit: int = 100,
    ) -> list[HeldSpan]:
        """The next `limit` spans of one person that carry one of these labels.

        In the order of the document's position and the span's id, behind `after`, which is both.
        """
        ...

    def put(
        self, session: str | None, records: Sequence[DocumentRecord], *, dry_run: bool = False
    ) -> list[Outcome]:
        """Bring checked documents and layers in, all of them in one transaction.

        A record without an annotator's alias is the session's own, and texts without any layer
        need no session. Layers of others are written in
        a session of their own that cites this one. With `dry_run` the same work is done and taken
        back.

        A known document with the same text takes a layer where its owner has none, or what the
        record says beyond a layer that came in before and that its owner has not edited. What
        contradicts the project is refused: another text, another layer, a second gold.

        Returns:
            One outcome a record, in order.
        """
        ...

    def page(
        self, alias: str, *, after: int = 0, limit: int = 100, backwards: bool = False
    ) -> list[DocumentLine]:
        """Documents behind position `after`, or before it when `backwards`, nearest `limit`.

        Always in position order. Costs what `limit` costs, wherever it is.
        """
        ...

    def list_documents(self, alias: str, request: ListRequest) -> ListPage:
        """The next documents that a filter by one person's work lets through, in position order.

        One bounded look, however large the project is: documents may be few or none, and `next`
        says where to go on.
        """
        ...

    def line(self, alias: str, document_id: str) -> DocumentLine:
        """One document's line of the list."""
        ...

    def document(self, document_id: str) -> Document:
        """One document; its text is checked against its SHA-256."""
        ...

    def layer(self, document_id: str, alias: str, kind: LayerKind = "annotator") -> Layer:
        """One person's layer, empty when there is none; quotes are checked against the text."""
        ...

    def glance(self) -> Glance:
        """Whether the file is there, and whether others have written; cheap enough to be polled."""
        ...

    def trace(self, document_id: str) -> Trace:
        """What differs once a document's layers or sentences, or the scheme, were changed."""
        ...

    def record(
        self,
        session: str,
        document_id: str,
        act: Act,
        *,
        under: tuple[str, int] | None = None,
        judge: Judge | None = None,
    ) -> Event:
        """Write one act on the annotator's own layer.

        `under` is the scheme the act was made under, by id and version, when it may be another
        than the one in use: labels that were renamed since are written as they are called now.
        `judge` is shown the act and what the layer holds where it goes, in the transaction that
        writes it, and says what is to be written.

        Raises:
            PolicyError: The judge, or the sentences as they are now, refuse it.
            CorruptionError: The act does not fit the layer as it is stored, or a quote the text.
        """
        ...

    def attributes_given(
        self, alias: str, label: str, limit: int
    ) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """Quote and attributes of a person's annotations of a label that have any, at most `limit`.

        Costs what `limit` costs, wherever in the project they are.
        """
        ...

    def record_together(
        self,
        session: str,
        document_ids: Iterable[str],
        decide: Callable[[DocumentRecord], Act | None],
        *,
        under: tuple[str, int] | None = None,
    ) -> int:
        """Write acts on many documents as one, which one undo takes back: one transaction.

        `decide` is shown each document with the annotator's own layer as they stand then, and says
        what to do to it; whatever it raises leaves the project as it was. Memory holds one of them.

        Returns:
            Documents that were changed.

        Raises:
            StoreError: It is decided `under` another scheme than the one in use.
            CorruptionError: An act does not fit its layer, or a quote the text.
        """
        ...

    def remember(self, alias: str, document_id: str, caret: int) -> None:
        """Note where a person is; no event, the last note wins."""
        ...

    def place(self, alias: str) -> Place | None:
        """Where the person was noted last; None when never."""
        ...

    def caret(self, alias: str, document_id: str) -> int:
        """Where in this document the person was noted last; 0 when never."""
        ...

    def turn(self, alias: str, document_id: str, direction: Direction) -> None:
        """Note in which direction a person reads a document; no event, the last note wins."""
        ...

    def direction(self, alias: str, document_id: str) -> Direction | None:
        """In which direction the person chose to read this document; None when they never did."""
        ...

    def counts(self) -> Counts:
        """What the project holds; costs the same at ten documents and at a million."""
        ...

    def layers(self) -> list[LayerInfo]:
        """Whose layers there are, annotators' before gold, in alias order."""
        ...

    def stream(
        self, alias: str, kind: LayerKind = "annotator", *, only_with_layer: bool = False
    ) -> Iterator[DocumentRecord]:
        """Every document with one person's layer on it, in position order, in bounded memory.

        Texts, quotes and seals are checked on the way. Others may write meanwhile: each document
        comes as it stood at one moment.
        """
        ...

    def sample_texts(self, limit: int) -> list[str]:
        """Texts of at most `limit` documents, evenly spread over the project."""
        ...

    def search(self, alias: str, request: SearchRequest) -> HitPage:
        """The next hits of a query, in the order of documents and texts.

        One bounded look, however large the project is: hits may be few or none, and `next` says
        where to go on. Documents that the index of words has not come to are read one by one.
        """
        ...

    def index_more(self) -> Indexed:
        """Bring the next documents into the index of words, in one short transaction.

        Does nothing when all are in it, or where the project may only be read.
        """
        ...

    def drop_index(self) -> None:
        """Throw the index of words away; nothing else changes."""
        ...

    def check(self) -> Iterator[Finding]:
        """Read everything back and say what does not agree; nothing is repaired."""
        ...

    def backup(self, path: Path) -> None:
        """Copy the project as it stands to a new file, also while others write.

        What was deleted or replaced while it was open is copied as it is open here.

        Raises:
            StoreError: The file exists, or cannot be written.
        """
        ...

    def close(self) -> None:
        """Let go of the project; again is harmless."""
        ...
