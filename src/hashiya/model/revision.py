"""Revisions: what is different between two versions of a scheme, field by field.

Pure comparison of two values. It goes by the fields that labels and policies have, whichever those
are, so that a new one is compared without a change here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hashiya.model.base import Model
from hashiya.model.migration import Migration
from hashiya.model.scheme import Label, Scheme

__all__ = ["FieldChange", "SchemeChange", "compare_schemes"]

NAME = "name"


class FieldChange(NamedTuple):
    """One field that says something else."""

    label: str
    """The label's new name; empty when it is a field of the policy."""
    field: str
    """Its name, with a dot inside a table: `titles.ar`."""
    before: object
    """What it said, as JSON has it; None when there was nothing."""
    after: object
    """What it says now."""


class SchemeChange(NamedTuple):
    """Everything that is different, in the order of the new scheme."""

    added: tuple[str, ...]
    """Labels that are new and that no other becomes."""
    removed: tuple[str, ...]
    """Labels that are gone and that become nothing."""
    migration: Migration
    """Labels that become others."""
    fields: tuple[FieldChange, ...]
    """Fields of labels that stay, also under another name."""
    policy: tuple[FieldChange, ...]
    """Rules that are otherwise."""
    is_reordered: bool
    """Whether labels that stay stand in another order."""

    @property
    def is_empty(self) -> bool:
        """Whether the two are the same."""
        lists = (self.added, self.removed, self.fields, self.policy)
        return not (any(lists) or self.is_reordered) and self.migration.is_empty


def compare_schemes(
    before: Scheme, after: Scheme, migration: Migration | None = None
) -> SchemeChange:
    """What changes from one scheme to another; a renamed label is compared with what it was."""
    migration = migration or Migration()
    old_names = {new: old for old, new in migration.rename}
    moved = {*migration.labels, *migration.choices}
    targets = {*migration.labels.values(), *(new for _, news in migration.split for new in news)}
    pairs = [
        (old, label)
        for label in after.labels
        if (old := before.label(old_names.get(label.name, label.name))) is not None
    ]
    order_before = [label.name for label in before.labels]
    places = [order_before.index(old.name) for old, _ in pairs]
    return SchemeChange(
        added=tuple(
            label.name
            for label in after.labels
            if before.label(label.name) is None and label.name not in targets
        ),
        removed=tuple(
            name for name in order_before if after.label(name) is None and name not in moved
        ),
        migration=migration,
        fields=tuple(change for old, new in pairs for change in _label_changes(old, new)),
        policy=tuple(_changes("", before.policy, after.policy)),
        is_reordered=places != sorted(places),
    )


def _label_changes(before: Label, after: Label) -> Iterator[FieldChange]:
    return (found for found in _changes(after.name, before, after) if found.field != NAME)


def _changes(label: str, before: Model, after: Model) -> Iterator[FieldChange]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for field in dict.fromkeys((*new, *old)):
        if old.get(field) != new.get(field):
            yield FieldChange(label, field, old.get(field), new.get(field))


def _leaves(model: Model) -> Iterator[tuple[str, object]]:
    return _flattened("", model.model_dump(mode="json"))


def _flattened(prefix: str, value: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Fields with the names of the tables they are in; a list is one value."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _flattened(f"{prefix}{name}.", inner)
        else:
            yield f"{prefix}{name}", inner
