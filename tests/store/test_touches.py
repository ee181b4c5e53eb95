"""Touches: who did the last to an annotation, found by one look through its key."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.store.making import (
    SCHEME,
    Project,
    adding,
    annotated,
    annotation,
    plain,
    removing,
    replacing,
)

from hashiya.model import Annotation, Label, Migration, Scheme
from hashiya.store import history_sql


def test_the_last_act_on_a_span_says_who_and_when(project: Project) -> None:
    """Whoever made or changed it is named; a span that is not in this layer has no answer."""
    session = project.sit()
    project.store.put(session, [plain("d1")])
    first = annotation("a")
    noted = Annotation(**{**dict(first), "note": "?"})
    project.store.record(session, "d1", adding(first))
    made = project.store.touched("salma", "d1", "a")
    assert made is not None
    assert (made.alias, made.how) == ("salma", "act")
    assert made.at.endswith("Z")
    assert project.store.touched("salma", "d1", "b") is None
    later = project.sit()
    project.store.record(later, "d1", replacing(first, noted))
    changed = project.store.touched("salma", "d1", "a")
    assert changed is not None
    assert changed.at >= made.at
    project.store.record(later, "d1", removing(noted))
    assert project.store.touched("salma", "d1", "a") is None


def test_what_a_file_brought_was_done_by_whoever_imported_it(project: Project) -> None:
    """Also where the layer is another person's; a change of the scheme is told apart."""
    session = project.sit("lead")
    project.store.put(session, [annotated("d1", alias="salma")])
    (held,) = project.store.layer("d1", "salma").annotations
    brought = project.store.touched("salma", "d1", held.id)
    assert brought is not None
    assert (brought.alias, brought.how) == ("lead", "import")
    labels = tuple(Label(name=name) for name in ("body", "official", "date"))
    scheme = Scheme(id=SCHEME.id, version=2, labels=labels, policy=SCHEME.policy)
    project.store.revise(session, scheme, Migration(rename=(("agency", "body"),)))
    renamed = project.store.touched("salma", "d1", held.id)
    assert renamed is not None
    assert (renamed.alias, renamed.how) == ("lead", "relabel")


def test_a_touch_is_found_through_keys(project: Project) -> None:
    """However much was done, no table is walked through."""
    with closing(sqlite3.connect(project.path)) as connection:
        cells = [1] * history_sql.TOUCH.count("?")
        rows = connection.execute(f"EXPLAIN QUERY PLAN {history_sql.TOUCH}", cells).fetchall()
    assert not [row[3] for row in rows if row[3].startswith("SCAN") or "TEMP B-TREE" in row[3]]
