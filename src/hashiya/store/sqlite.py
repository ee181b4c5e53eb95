"""The SQLite engine: a project in one file, its tables made and looked after through sqlite-utils.

Each verb is one transaction around a function of another module; those that a first page does
without are loaded by their verbs. What a transaction is stands in `hashiya.store.transactions`,
what SQL says in `hashiya.store.sql`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import CorruptionError
from hashiya.model import Document, Layer, LayerKind, Scheme
from hashiya.store import sql
from hashiya.store.assignment_verbs import AssignmentVerbs
from hashiya.store.connecting import Opening, connect_new, connect_to
from hashiya.store.counters import layer_list, project_counts
from hashiya.store.history_verbs import HistoryVerbs
from hashiya.store.journal import session_row
from hashiya.store.pack_verbs import PackVerbs, owner_of
from hashiya.store.passage_verbs import PassageVerbs
from hashiya.store.people import annotator_id_of
from hashiya.store.people_verbs import PeopleVerbs
from hashiya.store.places import (
    caret_in,
    direction_of,
    last_place,
    remember_direction,
    remember_place,
)
from hashiya.store.reading import (
    attributes_given,
    document_lines,
    document_text,
    read_document,
    read_layer,
    read_line,
    sample_of_texts,
    stream_records,
)
from hashiya.store.reminder_verbs import ReminderVerbs
from hashiya.store.review_verbs import ReviewVerbs
from hashiya.store.scheme_verbs import SchemeVerbs
from hashiya.store.seals import REMEDY, cells_seal
from hashiya.store.transactions import Handle
from hashiya.store.values import Counts, DocumentLine, LayerInfo, Place, ProjectInfo
from hashiya.text import Direction

if TYPE_CHECKING:
    from hashiya.model import Act, DocumentRecord, Event
    from hashiya.store.hits import HitPage, Indexed, SearchRequest
    from hashiya.store.judging import Judge
    from hashiya.store.lists import ListPage, ListRequest
    from hashiya.store.outcomes import Finding, Outcome
    from hashiya.store.recording import Decide
    from hashiya.store.tokens import TokenCounter

__all__ = ["SqliteStore", "create", "open_existing"]


def create(path: Path, *, name: str, scheme: Scheme, opening: Opening | None = None) -> SqliteStore:
    """Make a project file and publish its first scheme.

    Raises:
        StoreError: The file exists already or cannot be written; nothing is left behind.
    """
    from hashiya.store.versions import put_into_use  # noqa: PLC0415 - whoever makes or changes one

    handle = connect_new(
        path,
        name=name,
        opening=opening or Opening(),
        furnish=lambda connection: put_into_use(connection, scheme),
    )
    return SqliteStore(handle)


def open_existing(path: Path, *, opening: Opening | None = None) -> SqliteStore:
    """Open a project file, for reading only where it may not be written.

    Raises:
        StoreError: Missing, no project, locked or newer than this program.
        CorruptionError: Truncated or damaged.
    """
    return SqliteStore(connect_to(path, opening or Opening()))


class SqliteStore(
    AssignmentVerbs,
    HistoryVerbs,
    PackVerbs,
    PassageVerbs,
    PeopleVerbs,
    ReminderVerbs,
    ReviewVerbs,
    SchemeVerbs,
):
    """One open project file; see `hashiya.store.protocol.Store` for what each verb promises.

    Args:
        handle: The open file; the store closes it.
    """

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self._tokens: TokenCounter | None = None
        self._last_text: tuple[str, str] | None = None
        """Id and text of the document asked for last: texts never change, and acts come in rows."""
        try:
            self._info = self._read_info()
        except BaseException:
            handle.close()
            raise

    def info(self) -> ProjectInfo:
        """Which project this is."""
        return self._info

    def put(
        self, session: str | None, records: Sequence[DocumentRecord], *, dry_run: bool = False
    ) -> list[Outcome]:
        """Bring checked documents and layers in, in one transaction."""
        from hashiya.store.putting import put_records  # noqa: PLC0415 - bulk work only
        from hashiya.store.tokens import TokenCounter  # noqa: PLC0415 - bulk work only

        self._tokens = self._tokens or TokenCounter()
        with self._handle.write(dry_run=dry_run) as connection:
            connection.execute(sql.ENLARGE_CACHE)
            importer = None if session is None else session_row(connection, session)
            return put_records(connection, importer, records, self._tokens)

    def page(
        self, alias: str, *, after: int = 0, limit: int = 100, backwards: bool = False
    ) -> list[DocumentLine]:
        """Lines of the document list."""
        with self._handle.read() as connection:
            return document_lines(connection, alias, after=after, limit=limit, backwards=backwards)

    def list_documents(self, alias: str, request: ListRequest) -> ListPage:
        """The next documents that a filter lets through."""
        from hashiya.store.listing import list_page  # noqa: PLC0415 - whoever opens the list

        with self._handle.read() as connection:
            return list_page(connection, annotator_id_of(connection, alias), request)

    def line(self, alias: str, document_id: str) -> DocumentLine:
        """One line of the document list."""
        with self._handle.read() as connection:
            return read_line(connection, document_id, alias)

    def document(self, document_id: str) -> Document:
        """One document, checked."""
        with self._handle.read() as connection:
            document = read_document(connection, document_id)
        self._last_text = (document_id, document.text)
        return document

    def layer(self, document_id: str, alias: str, kind: LayerKind = "annotator") -> Layer:
        """One layer, checked."""
        with self._handle.read() as connection:
            return read_layer(connection, document_id, alias, kind)

    def attributes_given(
        self, alias: str, label: str, limit: int
    ) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """What a person has given to annotations of a label."""
        with self._handle.read() as connection:
            return attributes_given(connection, alias, label, limit)

    def record(
        self,
        session: str,
        document_id: str,
        act: Act,
        *,
        under: tuple[str, int] | None = None,
        judge: Judge | None = None,
    ) -> Event:
        """Write one act, or what a judge makes of it."""
        from hashiya.store.judging import Drafted, expect_quotes  # noqa: PLC0415 - first acts wait
        from hashiya.store.recording import record_act  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            if self._last_text is None or self._last_text[0] != document_id:
                self._last_text = (document_id, document_text(connection, document_id))
            expect_quotes(act, self._last_text[1])
            sitting = session_row(connection, session)
            return record_act(connection, sitting, document_id, Drafted(act, under, judge))

    def record_together(
        self,
        session: str,
        document_ids: Iterable[str],
        decide: Decide,
        *,
        under: tuple[str, int] | None = None,
    ) -> int:
        """Write acts on many documents as one."""
        from hashiya.store.recording import record_together  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            row = session_row(connection, session)
            return record_together(connection, row, document_ids, decide, under=under)

    def remember(self, alias: str, document_id: str, caret: int) -> None:
        """Note where a person is."""
        with self._handle.write() as connection:
            remember_place(connection, alias, document_id, caret)

    def place(self, alias: str) -> Place | None:
        """Where a person was noted last."""
        with self._handle.read() as connection:
            return last_place(connection, alias)

    def caret(self, alias: str, document_id: str) -> int:
        """Where in a document a person was noted last."""
        with self._handle.read() as connection:
            return caret_in(connection, alias, document_id)

    def turn(self, alias: str, document_id: str, direction: Direction) -> None:
        """Note in which direction a person reads a document."""
        with self._handle.write() as connection:
            remember_direction(connection, alias, document_id, direction)

    def direction(self, alias: str, document_id: str) -> Direction | None:
        """In which direction a person chose to read a document."""
        with self._handle.read() as connection:
            return direction_of(connection, alias, document_id)

    def counts(self) -> Counts:
        """What the project holds."""
        with self._handle.read() as connection:
            return project_counts(connection)

    def layers(self) -> list[LayerInfo]:
        """Whose layers there are."""
        with self._handle.read() as connection:
            return layer_list(connection)

    def stream(
        self, alias: str, kind: LayerKind = "annotator", *, only_with_layer: bool = False
    ) -> Iterator[DocumentRecord]:
        """Every document with one person's layer."""
        return stream_records(self._handle, alias, kind, only_with_layer=only_with_layer)

    def sample_texts(self, limit: int) -> list[str]:
        """Beginnings of the texts of evenly spread documents."""
        with self._handle.read() as connection:
            return sample_of_texts(connection, limit)

    def search(self, alias: str, request: SearchRequest) -> HitPage:
        """The next hits of a query."""
        from hashiya.store.searching import search_page  # noqa: PLC0415 - whoever searches

        with self._handle.read() as connection:
            return search_page(connection, annotator_id_of(connection, alias), request)

    def index_more(self) -> Indexed:
        """Bring the next documents into the index of words."""
        from hashiya.store.indexing import extend_index, index_reach  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            reach = index_reach(connection)
        if reach.is_complete or self._handle.is_read_only:
            return reach
        with self._handle.write() as connection:
            return extend_index(connection)

    def drop_index(self) -> None:
        """Throw the index of words away."""
        from hashiya.store.indexing import empty_index  # noqa: PLC0415 - whoever repairs it

        with self._handle.write() as connection:
            empty_index(connection)

    def check(self) -> Iterator[Finding]:
        """Say what does not agree."""
        from hashiya.store.checking import check_project  # noqa: PLC0415 - the doctor's only

        return check_project(self._handle)

    def _read_info(self) -> ProjectInfo:
        with self._handle.read() as connection:
            meta = dict(connection.execute(sql.META).fetchall())
            version = connection.execute(sql.USER_VERSION).fetchone()[0]
        uuid, name = meta.get("uuid", ""), meta.get("name", "")
        if meta.get("seal") != str(cells_seal((uuid, name))):
            raise CorruptionError(
                f"{self._handle.path}: what the project says of itself is not what was written (the"
                f" seal differs). {REMEDY}"
            )
        return ProjectInfo(
            uuid=uuid,
            name=name,
            path=self._handle.path,
            format_version=version,
            is_read_only=self._handle.is_read_only,
            pack_of=owner_of(meta),
        )
