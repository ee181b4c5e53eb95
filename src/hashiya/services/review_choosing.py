"""Which review session somebody goes on with who names none, and what a new one may be about."""

from __future__ import annotations

from pathlib import Path

from hashiya.errors import UsageError
from hashiya.services.coordinating import expect_reviewer, named_documents
from hashiya.services.review_pages import ReviewPlan
from hashiya.store import Store, open_project

__all__ = ["chosen_review", "expect_known", "scoped"]


def chosen_review(project: str | Path, alias: str, *, is_new: bool = False) -> str:
    """The review session to go on with when none is named: this person's newest, else a new one.

    Args:
        project: The project's file.
        alias: Who reviews.
        is_new: Whether a new one is wanted in any case.

    Raises:
        UsageError: This person may not review.
    """
    store = open_project(Path(project))
    try:
        expect_reviewer(store, alias)
        mine = [each.name for each in store.reviews() if each.alias == alias]
        taken = {each.name for each in store.reviews()}
    finally:
        store.close()
    number = 1
    while f"{alias}-{number}" in taken:
        number += 1
    return mine[-1] if mine and not is_new else f"{alias}-{number}"


def scoped(store: Store, plan: ReviewPlan) -> ReviewPlan:
    """A plan with its documents by id, in the project's order.

    Args:
        store: The project.
        plan: Its documents may be named by id, by number or by a range such as `3-12`.

    Raises:
        UsageError: The project has no such document.
    """
    if not plan.documents:
        return plan
    found = named_documents(store, plan.documents)
    return plan.model_copy(update={"documents": tuple(each.id for each in found)})


def expect_known(store: Store, plan: ReviewPlan) -> None:
    """Let a session compare only people whom the project knows.

    Raises:
        UsageError: It does not know one of them.
    """
    known = {each.alias for each in store.people()} if plan.people else set()
    strangers = [repr(alias) for alias in plan.people if alias not in known]
    if strangers:
        raise UsageError(
            f"the project has no {' and no '.join(strangers)} whose work could be compared; it has"
            f" {', '.join(sorted(known))}"
        )
