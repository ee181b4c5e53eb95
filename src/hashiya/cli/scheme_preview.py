"""What `hashiya scheme` says of a change: problems by their place, hints, and a preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hashiya.cli.output import print_data, say
from hashiya.services import Problem, SchemePlan
from hashiya.text import counted

__all__ = [
    "plan_as_json",
    "preview_lines",
    "print_preview",
    "problem_facts",
    "tell_hints",
    "tell_problems",
]

MAX_WORDS: Final = 50
"""Characters of a guideline that a preview shows."""


def tell_problems(name: str, problems: Iterable[Problem]) -> None:
    """Say what is wrong, one line each, as compilers do."""
    for found in problems:
        say(f"{name}:{found.line}:{found.column}: {found.reason}")


def tell_hints(name: str, hints: Iterable[Problem]) -> None:
    """Say what is odd and allowed."""
    for found in hints:
        say(f"{name}:{found.line}:{found.column}: warning: {found.reason}")


def problem_facts(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems for scripts."""
    return [problem._asdict() for problem in problems]


def preview_lines(plan: SchemePlan) -> Iterator[str]:
    """Everything a plan would change."""
    change = plan.change
    yield f"{plan.before.id}: version {plan.before.version} → {plan.after.version}"
    yield from (f"  + {name}" for name in change.added)
    yield from (f"  - {name} (no span carries it)" for name in change.removed)
    for old, new in change.migration.rename:
        yield f"  {old} → {new}{_uses(plan, [old])}"
    for new, olds in change.migration.merge:
        yield f"  {' + '.join(olds)} → {new}{_uses(plan, olds)}"
    for old, news in change.migration.split:
        yield f"  {old} → {' or '.join(news)}, to be decided span by span{_uses(plan, [old])}"
    if change.is_reordered:
        yield f"  order: {', '.join(label.name for label in plan.after.labels)}"
    for field in change.fields:
        yield f"  {field.label}: {field.field}: {_said(field.before)} → {_said(field.after)}"
    for field in change.policy:
        yield f"  policy: {field.field}: {_said(field.before)} → {_said(field.after)}"
    yield from _consequences(plan)


def print_preview(plan: SchemePlan) -> None:
    """The preview on stdout."""
    for line in preview_lines(plan):
        print_data(line)


def plan_as_json(plan: SchemePlan) -> dict[str, object]:
    """A plan for scripts."""
    change = plan.change
    return {
        "scheme": plan.before.id,
        "from": plan.before.version,
        "to": plan.after.version,
        "added": list(change.added),
        "removed": list(change.removed),
        "renamed": dict(change.migration.rename),
        "merged": {new: list(olds) for new, olds in change.migration.merge},
        "split": {old: list(news) for old, news in change.migration.split},
        "reordered": change.is_reordered,
        "labels": [field._asdict() for field in change.fields],
        "policy": [
            {"field": field.field, "before": field.before, "after": field.after}
            for field in change.policy
        ],
        "touched": [
            {
                "label": use.label,
                "annotator": use.alias,
                "layer": use.kind,
                "spans": use.annotations,
            }
            for use in plan.touched
        ],
        "spans": {"relabelled": plan.relabelled, "to_decide": plan.to_decide},
        "breaches": dict(plan.breaches),
        "breach_examples": [example._asdict() for example in plan.examples],
        "problems": problem_facts(plan.problems),
    }


def _uses(plan: SchemePlan, labels: Iterable[str]) -> str:
    """How many spans, and whose: `: 12 spans (salma 10, gold of adam 2)`."""
    named = set(labels)
    whose: dict[str, int] = {}
    for use in plan.touched:
        if use.label in named:
            owner = f"gold of {use.alias}" if use.kind == "gold" else use.alias
            whose[owner] = whose.get(owner, 0) + use.annotations
    if not whose:
        return ": no span"
    listed = ", ".join(f"{owner} {count:,}" for owner, count in whose.items())
    return f": {_spans(sum(whose.values()))} ({listed})"


def _consequences(plan: SchemePlan) -> Iterator[str]:
    if plan.change.migration.is_empty and not plan.breaches:
        yield "no span changes"
        return
    yield f"{_spans(plan.relabelled)} relabelled, {_spans(plan.to_decide)} to decide"
    for rule, count in sorted(plan.breaches.items()):
        yield f"{_spans(count)} would break the rule {rule}, and stay until somebody decides:"
        for found in plan.examples:
            if found.rule == rule:
                where = f"{found.document_id}  {found.alias}  {found.start}–{found.end}"
                yield f"  {where}  «{found.quote}»  {found.label}: {found.reason}"


def _spans(count: int) -> str:
    return counted(count, "span")


def _said(value: object) -> str:
    """A field's value in a few words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return f"{len(value)} of them"
    words = str(value).replace("\n", " ").strip() if value is not None else ""
    if not words:
        return "nothing"
    return f"«{words}»" if len(words) <= MAX_WORDS else f"«{words[: MAX_WORDS - 1]}…»"
