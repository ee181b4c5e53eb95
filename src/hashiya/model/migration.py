"""Migrations: how the labels of one version of a scheme become those of the next.

A label keeps its spans when it is renamed or merged; one that is split leaves them under its old
name, for a person to decide again. Nothing here knows a store, or how a migration is written down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from hashiya.model.annotation import Annotation
from hashiya.model.base import Model
from hashiya.model.edit import (
    Act,
    Add,
    Edit,
    MarkSentence,
    Remind,
    Remove,
    Replace,
    Resegment,
    Settle,
)
from hashiya.text import counted

__all__ = ["Fault", "Migration", "migration_faults", "relabel_act"]


def _pairs(given: object) -> object:
    """A table as pairs, in the order it was written; lists as tuples."""
    items = given.items() if isinstance(given, Mapping) else given
    if not isinstance(items, Collection) or isinstance(items, str):
        return given
    return tuple(
        tuple(tuple(part) if isinstance(part, list) else part for part in pair)
        if isinstance(pair, list | tuple)
        else pair
        for pair in items
    )


_Names = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_pairs)]
_Groups = Annotated[tuple[tuple[str, tuple[str, ...]], ...], BeforeValidator(_pairs)]


class Migration(Model):
    """What becomes of labels, and so of the spans that carry them."""

    rename: _Names = ()
    """`(old, new)`: the same label under another name."""

    merge: _Groups = ()
    """`(new, olds)`: several labels become one, which may be one of them."""

    split: _Groups = ()
    """`(old, choices)`: a label becomes several; each of its spans waits for a decision."""

    @property
    def is_empty(self) -> bool:
        """Whether no label becomes another one."""
        return not (self.rename or self.merge or self.split)

    @property
    def labels(self) -> dict[str, str]:
        """Old name to new name, of every label whose spans are relabelled."""
        merged = {old: new for new, olds in self.merge for old in olds if old != new}
        return dict(self.rename) | merged

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """Old name to the labels that its spans may be decided to be."""
        return dict(self.split)


class Fault(NamedTuple):
    """One thing about a migration that cannot be."""

    where: tuple[str, ...]
    """Where it is said, as keys of the scheme's file: `("migration", "rename", "agency")`."""
    reason: str
    """In words for people, without a full stop."""
    vanished: str = ""
    """The label whose spans would be left without one, when that is the fault."""


def migration_faults(
    migration: Migration,
    before: Collection[str],
    after: Collection[str],
    in_use: Mapping[str, int],
) -> list[Fault]:
    """Why a migration does not lead from one set of labels to another; empty when it does.

    Args:
        migration: What is said to become of labels.
        before: Names of the labels of the version in use.
        after: Names of the labels of the next version.
        in_use: Name to spans that carry it, also names that `before` lacks.
    """
    circles = _circles(migration)
    if circles:
        return circles
    known = {*before, *in_use}
    return [
        *_source_faults(migration, known, after),
        *_rename_faults(migration, known, after),
        *_merge_faults(migration, after),
        *_split_faults(migration, after),
        *_vanished(migration, before, after, in_use),
    ]


def relabel_act(act: Act, labels: Mapping[str, str]) -> Act:
    """An act as it is said with the labels of a later version; unchanged when none is renamed."""
    if not labels:
        return act
    return Act(edits=tuple(_relabelled(edit, labels) for edit in act.edits))


def _relabelled(edit: Edit, labels: Mapping[str, str]) -> Edit:
    match edit:
        case Add():
            return Add(annotation=_under(edit.annotation, labels))
        case Remove():
            return Remove(annotation=_under(edit.annotation, labels))
        case Replace():
            return Replace(before=_under(edit.before, labels), after=_under(edit.after, labels))
        case MarkSentence() | Remind() | Resegment() | Settle():
            return edit


def _under(annotation: Annotation, labels: Mapping[str, str]) -> Annotation:
    if annotation.label not in labels:
        return annotation
    fields = {name: getattr(annotation, name) for name in Annotation.model_fields}
    return Annotation(**fields | {"label": labels[annotation.label]})


class _Step(NamedTuple):
    """One label on its way."""

    verb: str
    key: str
    """The key of the migration's table under which it stands."""
    old: str
    news: tuple[str, ...]

    @property
    def where(self) -> tuple[str, ...]:
        return ("migration", self.verb, self.key)


def _steps(migration: Migration) -> list[_Step]:
    return [
        *(_Step("rename", old, old, (new,)) for old, new in migration.rename),
        *(
            _Step("merge", new, old, (new,))
            for new, olds in migration.merge
            for old in olds
            if old != new
        ),
        *(_Step("split", old, old, news) for old, news in migration.split),
    ]


def _circles(migration: Migration) -> list[Fault]:
    """Labels that become others which become others; of a circle, each way round is told once."""
    steps = {step.old: step for step in _steps(migration)}
    faults: list[Fault] = []
    seen: set[str] = set()
    for first in steps.values():
        path, step = [first.old], first
        while len(path) <= len(steps) and path[0] not in step.news:
            following = next((new for new in step.news if new in steps), None)
            if following is None or following in path:
                break
            path.append(following)
            step = steps[following]
        if path[0] in step.news and not seen & {*path}:
            seen |= {*path}
            way = " → ".join((*path, path[0]))
            reason = (
                f"{way} goes round in a circle; give the labels new names, and the old ones in a"
                " version after"
            )
            faults.append(Fault(first.where, reason))
    return faults


def _source_faults(
    migration: Migration, known: Collection[str], after: Collection[str]
) -> list[Fault]:
    faults: list[Fault] = []
    verbs: dict[str, str] = {}
    steps = _steps(migration)
    sources = {step.old for step in steps}
    for step in steps:
        if step.old in verbs:
            other = f"is in {verbs[step.old]} and in {step.verb}"
            faults.append(Fault(step.where, f"{step.old!r} {other}; it can become one thing only"))
        elif step.old not in known:
            reason = f"the scheme in use has no label {step.old!r}{_nearest(step.old, known)}"
            faults.append(Fault(step.where, reason))
        elif step.old in after:
            reason = f"{step.old!r} is still a label of this file; take it out of [[labels]]"
            faults.append(Fault(step.where, reason))
        verbs.setdefault(step.old, step.verb)
        chained = [new for new in step.news if new in sources]
        if chained:
            reason = f"{step.old!r} becomes {chained[0]!r}, which becomes something else itself"
            faults.append(Fault(step.where, f"{reason}; say what it becomes in the end"))
    return faults


def _rename_faults(
    migration: Migration, known: Collection[str], after: Collection[str]
) -> list[Fault]:
    faults: list[Fault] = []
    first: dict[str, str] = {}
    for old, new in migration.rename:
        where = ("migration", "rename", old)
        if new in known:
            say = f'merge = {{"{new}" = ["{new}", "{old}"]}}'
            faults.append(Fault(where, f"{new!r} is a label already; to make them one: {say}"))
        elif new in first:
            say = f'merge = {{"{new}" = ["{first[new]}", "{old}"]}}'
            faults.append(Fault(where, f"{first[new]!r} becomes {new!r} too; if so: {say}"))
        elif new not in after:
            faults.append(Fault(where, _no_such_label(new, after)))
        first.setdefault(new, old)
    return faults


def _merge_faults(migration: Migration, after: Collection[str]) -> list[Fault]:
    faults: list[Fault] = []
    for new, olds in migration.merge:
        where = ("migration", "merge", new)
        if new not in after:
            faults.append(Fault(where, _no_such_label(new, after)))
        if not set(olds) - {new}:
            faults.append(Fault(where, f"nothing is merged into {new!r}; name the labels that are"))
        if len(set(olds)) < len(olds):
            faults.append(Fault(where, "a label is named twice"))
    return faults


def _split_faults(migration: Migration, after: Collection[str]) -> list[Fault]:
    faults: list[Fault] = []
    for old, choices in migration.split:
        where = ("migration", "split", old)
        if old in choices:
            reason = (
                f"{old!r} is split into itself: decided spans could not be told from the others;"
                " give each part a name of its own"
            )
            faults.append(Fault(where, reason))
        elif len(set(choices)) < 2:
            faults.append(Fault(where, "a split needs two labels at least; one is a rename"))
        missing = [choice for choice in choices if choice not in after and choice != old]
        faults.extend(Fault(where, _no_such_label(choice, after)) for choice in missing)
    return faults


def _vanished(
    migration: Migration,
    before: Collection[str],
    after: Collection[str],
    in_use: Mapping[str, int],
) -> list[Fault]:
    moved = {step.old for step in _steps(migration)}
    return [
        Fault(
            ("labels",),
            f"the label {name!r} is not in this file any more, and"
            f" {counted(in_use[name], 'span carries', 'spans carry')} it; put it back, or say"
            " under [migration] what it becomes",
            vanished=name,
        )
        for name in before
        if name not in after and name not in moved and in_use.get(name, 0)
    ]


def _no_such_label(name: str, after: Collection[str]) -> str:
    return f"this file has no label {name!r}{_nearest(name, after)}"


def _nearest(name: str, names: Collection[str]) -> str:
    """Words that offer the most similar name; empty when none is."""
    found = get_close_matches(name, list(names), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""
