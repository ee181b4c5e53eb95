"""Leading: who leads a project, and what only they may do once there is somebody.

Whoever is active and no annotator leads: coordinators and adjudicators.
"""

from __future__ import annotations

from hashiya.errors import UsageError
from hashiya.store import Store

__all__ = ["expect_lead", "leads_of"]


def leads_of(store: Store) -> list[str]:
    """Aliases of whoever leads, in alias order."""
    return [each.alias for each in store.people() if each.is_active and each.role != "annotator"]


def expect_lead(store: Store, alias: str, what: str) -> None:
    """Let only those who lead do something; while nobody leads, anybody may.

    Args:
        store: The project.
        alias: Who wants to.
        what: What it is, as it goes on after "does not", such as `bring gold in`.

    Raises:
        UsageError: They do not lead, and somebody does; the message says who.
    """
    leads = leads_of(store)
    if leads and alias not in leads:
        verb = "set" if any(each.alias == alias for each in store.people()) else "add"
        raise UsageError(
            f"{alias} does not {what} here; {', '.join(leads)} may, or give them a role for it"
            f" with: hashiya people {verb} {alias} --role adjudicator"
        )
