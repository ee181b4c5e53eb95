"""Spans to decide again: page by page, a person's own or everybody's, with what they may become."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hashiya.model import DocumentRecord, Label, Migration, Scheme, SpanRecord
from hashiya.services import AnnotationSession, PendingSpan, draft_relabel, pending_page
from hashiya.store import Store, create_project

TEXT = "وزير ووزير"
SPANS = (SpanRecord(0, 4, "person"), SpanRecord(6, 10, "person"))


def scheme(version: int, *names: str) -> Scheme:
    """A version with these labels."""
    return Scheme(id="s", version=version, labels=tuple(Label(name=name) for name in names))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three documents of Salma and of Reem, one of gold, in which `person` was split."""
    made = create_project(tmp_path / "p.hashiya", name="p", scheme=scheme(1, "person", "date"))
    made.add_annotator("lead")
    session = made.open_session("lead", "laptop", "0")
    made.put(session, [record(name, alias) for alias in ("salma", "reem") for name in "abc"])
    made.put(session, [record("a", "adam")._replace(layer="gold")])
    split = Migration(split=(("person", ("minister", "guest")),))
    made.revise(session, scheme(2, "minister", "guest", "date"), split)
    yield made
    made.close()


def record(name: str, alias: str) -> DocumentRecord:
    """One document with two spans of one person."""
    return DocumentRecord(
        name, name, TEXT, sentences=((0, 10),), annotator=alias, spans=SPANS, has_layer=True
    )


def all_pages(store: Store, limit: int, alias: str | None = None) -> list[PendingSpan]:
    """Everything, asked for in pages of this size."""
    spans: list[PendingSpan] = []
    page = pending_page(store, alias=alias, limit=limit)
    while True:
        assert len(page.spans) <= limit
        spans.extend(page.spans)
        if page.next is None:
            return spans
        page = pending_page(store, alias=alias, after=page.next, limit=limit)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 100])
def test_pages_of_any_size_hold_every_span_once(store: Store, limit: int) -> None:
    """By person, gold last, then by document and place."""
    found = all_pages(store, limit)
    assert [(each.alias, each.kind, each.document_id) for each in found] == [
        *(("reem", "annotator", name) for name in "aabbcc"),
        *(("salma", "annotator", name) for name in "aabbcc"),
        *(("adam", "gold", name) for name in "aa"),
    ]
    assert len({(each.alias, each.id) for each in found}) == len(found)
    assert {each.quote for each in found} == {"وزير"}
    assert all_pages(store, limit, alias="salma") == found[6:12]


def test_candidates_follow_every_step_since(store: Store) -> None:
    """A part that was renamed or split later is offered under the names of today."""
    session = store.open_session("lead", "laptop", "0")
    store.revise(
        session,
        scheme(3, "visitor", "date", "new", "old"),
        Migration(rename=(("guest", "visitor"),), split=(("minister", ("new", "old")),)),
    )
    (first,) = pending_page(store, alias="salma", limit=1).spans
    assert first.candidates == ("new", "old", "visitor")


def test_a_decision_takes_a_span_from_the_list(store: Store) -> None:
    """Relabelled in the app, it waits no more; undone, it waits again."""
    path = store.info().path
    store.close()
    session = AnnotationSession.open(path, "salma")
    try:
        page = session.open_document("a")
        before = len(session.pending().spans)
        chosen = page.layer.annotations[0]
        session.commit("a", draft_relabel(page, session.scheme, chosen, "minister"))
        assert len(session.pending().spans) == before - 1
        session.undo()
        assert len(session.pending().spans) == before
    finally:
        session.close()


def test_where_nothing_waits_the_page_is_empty(tmp_path: Path) -> None:
    """A project whose labels are all known has nothing to decide."""
    with_nothing = create_project(tmp_path / "q.hashiya", name="q", scheme=scheme(1, "a"))
    assert pending_page(with_nothing) == ((), None)
    with_nothing.close()
