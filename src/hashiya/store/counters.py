"""Counters: numbers kept in the same transaction as what they count, so that nobody ever scans.

A counter has a scope and a name: `project` counts documents, sentences, tokens, people and time;
`annotator/<id>` and `gold/<id>` count one person's layers; the same with `/label`, its labels.
Passages are counted apart, as `again` and `again/<id>`, so that no figure holds a sentence twice.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from hashiya.model import LayerKind
from hashiya.store import sql
from hashiya.store.values import PASSAGES, Counts, LabelUse, LayerInfo, Work

__all__ = [
    "AGAIN",
    "GIVEN",
    "PEOPLE",
    "PROJECT",
    "add_to_counters",
    "counted_as",
    "document_scope",
    "label_scope",
    "labels_in_use",
    "layer_list",
    "passages_in",
    "project_counts",
    "work_in",
    "work_scope",
]

PROJECT: Final = "project"
"""Scope of what belongs to nobody."""

AGAIN: Final = "again"
"""Scope of passages, and kind of the layers on them."""

GIVEN: Final = "given"
"""The counter of the passages that somebody was given, in their scope of kind `AGAIN`."""

PEOPLE: Final = (PROJECT, "annotators")
"""The counter of everybody who was ever added."""

KINDS: Final[tuple[LayerKind, ...]] = ("annotator", "gold")
"""In the order of lists."""


def document_scope(position: int) -> str:
    """Scope of documents, sentences and tokens at a position."""
    return PROJECT if position < PASSAGES else AGAIN


def counted_as(layer: str, position: int) -> str:
    """As what sort of layer one on the document at this position is counted."""
    return layer if position < PASSAGES else AGAIN


def work_scope(layer: str, annotator_id: str) -> str:
    """Scope of one person's layers of one kind: `documents`, `done`, `begun`, `annotations`."""
    return f"{layer}/{annotator_id}"


def label_scope(layer: str, annotator_id: str) -> str:
    """Scope of the labels in one person's layers of one kind."""
    return f"{layer}/{annotator_id}/label"


def add_to_counters(connection: sqlite3.Connection, changes: Mapping[tuple[str, str], int]) -> None:
    """Add to counters, which begin at 0; inside the caller's transaction."""
    for (scope, name), change in changes.items():
        if change == 0:
            continue
        cells = (change, scope, name)
        if connection.execute(sql.ADD_TO_COUNTER, cells).rowcount == 0:
            connection.execute(sql.INSERT_COUNTER, cells)


def project_counts(connection: sqlite3.Connection) -> Counts:
    """Everything the counters say; it costs what people times labels cost."""
    scopes = _scopes(connection)
    project = scopes[PROJECT]
    annotators: dict[str, Work] = {}
    labels: Counter[str] = Counter()
    gold = Counter(Work()._asdict())
    for annotator_id, alias, role, *_ in connection.execute(sql.ANNOTATORS).fetchall():
        own = _work(scopes[work_scope("annotator", annotator_id)])
        if role == "annotator" or own.documents:
            annotators[alias] = own
        gold.update(_work(scopes[work_scope("gold", annotator_id)])._asdict())
        labels.update(scopes[label_scope("annotator", annotator_id)])
        labels.update(scopes[label_scope("gold", annotator_id)])
    return Counts(
        documents=project.get("documents", 0),
        sentences=project.get("sentences", 0),
        tokens=project.get("tokens", 0),
        annotators=annotators,
        gold=Work(**gold),
        labels={label: labels[label] for label in sorted(labels) if labels[label]},
    )


def layer_list(connection: sqlite3.Connection) -> list[LayerInfo]:
    """Whose layers there are, annotators' before gold, in alias order."""
    scopes = _scopes(connection)
    people = connection.execute(sql.ANNOTATORS).fetchall()
    found = [
        (alias, kind, _work(scopes[work_scope(kind, annotator_id)]))
        for kind in KINDS
        for annotator_id, alias, *_ in people
    ]
    return [
        LayerInfo(alias, kind, work.documents, work.annotations)
        for alias, kind, work in found
        if work.documents
    ]


def work_in(connection: sqlite3.Connection, annotator_id: str) -> tuple[Work, Work]:
    """What one person has done in their own layers, and in gold."""
    own, gold = (
        dict(connection.execute(sql.COUNTERS_OF, (work_scope(kind, annotator_id),)).fetchall())
        for kind in KINDS
    )
    return _work(own), _work(gold)


def passages_in(connection: sqlite3.Connection, annotator_id: str) -> tuple[int, Work]:
    """How many passages one person was given, and what they have done on them."""
    scope = work_scope(AGAIN, annotator_id)
    held = dict(connection.execute(sql.COUNTERS_OF, (scope,)).fetchall())
    return held.get(GIVEN, 0), _work(held)


def labels_in_use(connection: sqlite3.Connection) -> list[LabelUse]:
    """Who uses which label how often: annotators before gold, by alias, then by label.

    Labels on passages are in use like all others.
    """
    scopes = _scopes(connection)
    people = connection.execute(sql.ANNOTATORS).fetchall()
    found: list[LabelUse] = []
    for kind in KINDS:
        for annotator_id, alias, *_ in people:
            held = Counter(scopes[label_scope(kind, annotator_id)])
            if kind == "annotator":
                held.update(scopes[label_scope(AGAIN, annotator_id)])
            found += [LabelUse(label, alias, kind, held[label]) for label in sorted(held)]
    return [use for use in found if use.annotations]


def _scopes(connection: sqlite3.Connection) -> defaultdict[str, dict[str, int]]:
    scopes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for scope, name, n in connection.execute(sql.COUNTERS).fetchall():
        scopes[scope][name] = n
    return scopes


def _work(scope: Mapping[str, int]) -> Work:
    return Work(*(scope.get(name, 0) for name in Work._fields))
