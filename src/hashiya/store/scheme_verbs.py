"""The SQLite engine's verbs about schemes: the one in use, versions, and who uses which label.

They are a part of `hashiya.store.sqlite`, which is the whole; what only a change of the scheme
needs is loaded by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from hashiya.model import LayerKind, Scheme
from hashiya.store import scheme_sql, sql
from hashiya.store.counters import labels_in_use
from hashiya.store.file_verbs import FileVerbs
from hashiya.store.journal import canonical, session_row
from hashiya.store.people import annotator_id_of
from hashiya.store.schemes import current_scheme
from hashiya.store.values import LabelUse

if TYPE_CHECKING:
    from hashiya.model import Migration
    from hashiya.store.outcomes import HeldSpan, Revised, SchemeVersion

__all__ = ["SchemeVerbs"]


class SchemeVerbs(FileVerbs):
    """What an engine does with schemes; see `hashiya.store.protocol.Store`."""

    def scheme(self) -> Scheme:
        """The scheme in use."""
        with self._handle.read() as connection:
            return current_scheme(connection)

    def publish(self, scheme: Scheme) -> None:
        """Put a scheme into use."""
        from hashiya.store.versions import put_into_use  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            put_into_use(connection, scheme)

    def scheme_versions(self) -> list[SchemeVersion]:
        """Every version of the scheme."""
        from hashiya.store.versions import scheme_versions  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return scheme_versions(connection)

    def revise(
        self,
        session: str,
        scheme: Scheme,
        migration: Migration,
        *,
        advance: Callable[[int], None] = lambda _: None,
    ) -> Revised:
        """Put the next version into use and relabel spans, in one transaction."""
        from hashiya.store.relabelling import revise_scheme  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            connection.execute(sql.ENLARGE_CACHE)
            sitting = session_row(connection, session)
            return revise_scheme(connection, sitting, scheme, migration, advance)

    def label_uses(self) -> list[LabelUse]:
        """Who uses which label how often."""
        with self._handle.read() as connection:
            return labels_in_use(connection)

    def spans_under(
        self,
        alias: str,
        kind: LayerKind,
        labels: Collection[str],
        *,
        after: tuple[int, str] = (0, ""),
        limit: int = 100,
    ) -> list[HeldSpan]:
        """Spans that carry one of these labels."""
        from hashiya.store.outcomes import HeldSpan  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            owner = (annotator_id_of(connection, alias), kind)
            cells = (*owner, *after, canonical(sorted(labels)), limit)
            rows = connection.execute(scheme_sql.SPANS_UNDER_LABELS, cells).fetchall()
        return [HeldSpan(*row) for row in rows]
