"""The SQLite engine's verbs about people; they are a part of `hashiya.store.sqlite`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.people import add_annotator, annotator_id_of, open_session
from hashiya.store.transactions import Handle
from hashiya.store.values import Role

if TYPE_CHECKING:
    from hashiya.store.people_values import Person

__all__ = ["PeopleVerbs"]


class PeopleVerbs:
    """What an engine does with people; see `hashiya.store.people_protocol`."""

    _handle: Handle

    def add_annotator(self, alias: str, role: Role = "annotator") -> str:
        """The id of an alias, added when new; nothing is written when it is there."""
        with self._handle.read() as connection:
            found = annotator_id_of(connection, alias)
        if found:
            return found
        with self._handle.write() as connection:
            return add_annotator(connection, alias, role)

    def open_session(
        self, alias: str, device: str, app_version: str, *, opened_by: str | None = None
    ) -> str:
        """Begin a sitting."""
        with self._handle.write() as connection:
            return open_session(
                connection, alias, device=device, app_version=app_version, opened_by=opened_by
            ).id

    def people(self) -> list[Person]:
        """Everybody."""
        from hashiya.store.staffing import everybody  # noqa: PLC0415 - whoever coordinates

        with self._handle.read() as connection:
            return everybody(connection)

    def set_person(
        self, alias: str, role: Role | None = None, *, is_active: bool | None = None
    ) -> None:
        """Change what somebody does, or whether they still do."""
        from hashiya.store.staffing import set_person  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            set_person(connection, alias, role, is_active=is_active)
