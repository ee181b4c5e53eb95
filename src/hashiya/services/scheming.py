"""Scheming: what a scheme file would change in a project, shown before it is done, and doing it.

A plan is made from counters; layers are read only when labels are merged or rules are changed. It
must never ask a person anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hashiya import __version__
from hashiya.errors import UsageError
from hashiya.model import (
    DocumentRecord,
    Fault,
    LayerKind,
    Migration,
    Policy,
    Scheme,
    SchemeChange,
    Violation,
    compare_schemes,
    migration_faults,
)
from hashiya.services.breaking import Breach, relabelled_record, stream_breaches
from hashiya.services.keeping import broken_rules
from hashiya.services.leading import expect_lead
from hashiya.services.scheme_reading import Problem, SchemeFile
from hashiya.store import LabelUse, Revised, SchemeVersion, Store, open_project

__all__ = ["SchemePlan", "apply_plan", "plan_scheme", "project_schemes", "scheme_of_version"]

MAX_EXAMPLES: Final = 10
"""Spans that a plan names of those that would break a rule; all of them are counted."""

_PROJECT_S_OWN: Final = frozenset({"version", "state"})
"""Fields of a scheme that the project sets."""


@dataclass(frozen=True, slots=True)
class SchemePlan:
    """What a file would change."""

    before: Scheme
    """The scheme in use."""
    after: Scheme
    """The next version."""
    change: SchemeChange
    """What differs."""
    touched: tuple[LabelUse, ...]
    """Who uses labels that become others, how often."""
    breaches: Counter[str]
    """Rule to spans that break it afterwards and did not before."""
    examples: tuple[Breach, ...]
    """The first of those spans."""
    problems: tuple[Problem, ...]
    """Why it cannot be done; nothing else counts when there are any."""

    @property
    def relabelled(self) -> int:
        """Spans that would carry another label."""
        labels = self.change.migration.labels
        return sum(use.annotations for use in self.touched if use.label in labels)

    @property
    def to_decide(self) -> int:
        """Spans that would wait for a decision."""
        choices = self.change.migration.choices
        return sum(use.annotations for use in self.touched if use.label in choices)


def plan_scheme(
    project: Path, file: SchemeFile, *, advance: Callable[[int], None] = lambda _: None
) -> SchemePlan:
    """What a file would change in a project; nothing is written.

    `advance` hears of documents, when layers have to be read.

    Raises:
        StoreError: The project cannot be read.
    """
    store = open_project(project)
    try:
        versions = store.scheme_versions()
        before = versions[-1].scheme
        if file.scheme is None or file.problems:
            return _nothing(before, file.problems)
        after = _next_version(file.scheme, before)
        if _says_the_same(after, before) and _is_done(file.migration, versions):
            return _nothing(before, ())
        problems = _misfits(file, file.scheme, before)
        if problems:
            return _nothing(before, problems)
        return _plan(store, file, (before, after), advance)
    finally:
        store.close()


def apply_plan(
    project: Path,
    plan: SchemePlan,
    alias: str,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Revised:
    """Do what a plan says, in one transaction; `advance` hears of spans.

    Raises:
        UsageError: They do not lead the project, and somebody does.
        StoreError: The project cannot be written, or has changed so that the plan does not fit.
    """
    store = open_project(project)
    try:
        expect_lead(store, alias, "change the scheme")
        store.add_annotator(alias, "coordinator")
        session = store.open_session(alias, store.info().device, __version__)
        return store.revise(session, plan.after, plan.change.migration, advance=advance)
    finally:
        store.close()


def project_schemes(project: Path) -> list[SchemeVersion]:
    """Every version of a project's scheme, oldest first.

    Raises:
        StoreError: The project cannot be read.
    """
    store = open_project(project)
    try:
        return store.scheme_versions()
    finally:
        store.close()


def scheme_of_version(project: Path, version: int | None = None) -> Scheme:
    """One version of a project's scheme; the one in use when none is named.

    Raises:
        UsageError: There is no such version.
        StoreError: The project cannot be read.
    """
    versions = project_schemes(project)
    if version is None:
        return versions[-1].scheme
    found = [each.scheme for each in versions if each.scheme.version == version]
    if not found:
        there = ", ".join(str(each.scheme.version) for each in versions)
        raise UsageError(f"the scheme has no version {version}; it has {there}")
    return found[-1]


def _nothing(before: Scheme, problems: tuple[Problem, ...]) -> SchemePlan:
    same = compare_schemes(before, before)
    return SchemePlan(before, before, same, (), Counter(), (), problems)


def _misfits(file: SchemeFile, scheme: Scheme, before: Scheme) -> tuple[Problem, ...]:
    """Why a file is none of this project's scheme; a copy that is out of date would undo others."""
    faults = []
    if scheme.id != before.id:
        reason = f"the project's scheme is called {before.id!r}, in every version; write that here"
        faults.append(Fault(("id",), reason))
    if file.version not in {None, before.version, before.version + 1}:
        reason = (
            f"the file was made for version {file.version}, and the project is at {before.version};"
            " start from `hashiya scheme show`, so that changes since are kept"
        )
        faults.append(Fault(("version",), reason))
    if scheme.state != "published":
        reason = f"the file says that it is {scheme.state}; say published to put it into use"
        faults.append(Fault(("state",), reason))
    return tuple(map(file.located, faults))


def _next_version(scheme: Scheme, before: Scheme) -> Scheme:
    fields = {name: getattr(scheme, name) for name in Scheme.model_fields}
    return Scheme(**fields | {"version": before.version + 1, "state": "published"})


def _says_the_same(one: Scheme, other: Scheme) -> bool:
    fields = Scheme.model_fields.keys() - _PROJECT_S_OWN
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _is_done(migration: Migration, versions: list[SchemeVersion]) -> bool:
    """Whether there is nothing to migrate, or it was done when the version in use came."""
    return migration.is_empty or migration == versions[-1].migration


def _plan(
    store: Store,
    file: SchemeFile,
    schemes: tuple[Scheme, Scheme],
    advance: Callable[[int], None],
) -> SchemePlan:
    before, after = schemes
    uses = store.label_uses()
    in_use: Counter[str] = Counter()
    for use in uses:
        in_use[use.label] += use.annotations
    names = [[label.name for label in scheme.labels] for scheme in schemes]
    faults = migration_faults(file.migration, names[0], names[1], in_use)
    if faults:
        told = (_with_places(store, uses, fault) for fault in faults)
        return _nothing(before, tuple(map(file.located, told)))
    change = compare_schemes(before, after, file.migration)
    moved = {*file.migration.labels, *file.migration.choices}
    breaches, examples = _new_breaches(store, schemes, change, uses, advance)
    return SchemePlan(
        before=before,
        after=after,
        change=change,
        touched=tuple(use for use in uses if use.label in moved),
        breaches=breaches,
        examples=examples,
        problems=(),
    )


def _with_places(store: Store, uses: list[LabelUse], fault: Fault) -> Fault:
    """A label in use that would vanish, with who uses it and where it stands first."""
    users = [use for use in uses if fault.vanished and use.label == fault.vanished]
    if not users:
        return fault
    who = ", ".join(f"{use.alias}{_in_gold(use.kind)} {use.annotations:,}" for use in users)
    first = store.spans_under(users[0].alias, users[0].kind, [fault.vanished], limit=1)
    where = "".join(f"; first in {span.document_id}, «{span.quote}»" for span in first)
    return fault._replace(reason=f"{fault.reason} ({who}{where})")


def _in_gold(kind: LayerKind) -> str:
    return " in gold" if kind == "gold" else ""


def _new_breaches(
    store: Store,
    schemes: tuple[Scheme, Scheme],
    change: SchemeChange,
    uses: list[LabelUse],
    advance: Callable[[int], None],
) -> tuple[Counter[str], tuple[Breach, ...]]:
    """Spans that would break a rule and do not yet; only what could is read."""
    labels = change.migration.labels
    merged = {*labels, *labels.values()} if change.migration.merge else set()
    owners: dict[tuple[str, LayerKind], int] = {
        (use.alias, use.kind): use.annotations
        for use in uses
        if change.policy or use.label in merged
    }
    policies = (schemes[0].policy, schemes[1].policy)
    counts: Counter[str] = Counter()
    examples: list[Breach] = []

    def find(record: DocumentRecord) -> list[Violation]:
        return _gained(record, policies, labels)

    for breach in stream_breaches(store, owners, find, advance=advance):
        counts[breach.rule] += 1
        if len(examples) < MAX_EXAMPLES:
            examples.append(breach)
    return counts, tuple(examples)


def _gained(
    record: DocumentRecord, policies: tuple[Policy, Policy], labels: dict[str, str]
) -> list[Violation]:
    """What a record breaks under the new policy and labels, and did not under the old ones."""
    afterwards = broken_rules(relabelled_record(record, labels), policies[1])
    if not afterwards:
        return []
    already = {(found.rule, found.span, found.other) for found in broken_rules(record, policies[0])}
    return [found for found in afterwards if (found.rule, found.span, found.other) not in already]
