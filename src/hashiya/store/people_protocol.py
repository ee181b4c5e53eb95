"""The store's verbs about people; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.store.values import Role

if TYPE_CHECKING:
    from hashiya.store.people_values import Person

__all__ = ["PeopleStore"]


class PeopleStore(Protocol):
    """Who is in a project. Aliases only: a real name never stands in it."""

    def add_annotator(self, alias: str, role: Role = "annotator") -> str:
        """The id of an alias, added when new; a known one keeps its role."""
        ...

    def open_session(
        self, alias: str, device: str, app_version: str, *, opened_by: str | None = None
    ) -> str:
        """Begin a sitting; its id.

        Args:
            alias: Whose.
            device: Where; `ProjectInfo.device`, or `import`. No name of a machine is written.
            app_version: The program's.
            opened_by: The sitting of somebody else who acts for them; None for their own.
        """
        ...

    def people(self) -> list[Person]:
        """Everybody, in alias order."""
        ...

    def set_person(
        self, alias: str, role: Role | None = None, *, is_active: bool | None = None
    ) -> None:
        """Change what somebody does, or whether they still do; None leaves it as it is.

        Raises:
            StoreError: Nobody has this alias.
        """
        ...
