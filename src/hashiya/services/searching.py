"""Searching: where words stand in a project, whatever way they are written.

A search is right at once and quick once the index of words has come to every document; making the
index is work of its own, in short steps, that anybody may stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from hashiya.errors import UsageError
from hashiya.store import Hit, HitFilter, SearchRequest, Store, open_project
from hashiya.text import Query

__all__ = ["make_word_index", "search_project"]

PAGE_HITS = 100
"""Hits of one look at the project."""


def search_project(
    path: Path,
    query: Query,
    *,
    alias: str,
    wanted: HitFilter | None = None,
) -> Iterator[Hit]:
    """Every hit of a query in the order of documents and texts; as many are found as are taken.

    Args:
        path: The project.
        query: What to look for.
        alias: Whose layers the filter speaks of.
        wanted: Which hits; all of them without.

    Raises:
        UsageError: Nothing is left of the query once marks and signs are taken away, or no label
            has the name that is wanted.
        StoreError: The project cannot be opened.
        CorruptionError: Its index of words is damaged.
    """
    if query.is_empty:
        raise UsageError(
            "there is no word to look for: marks, tatweel and direction signs do not count"
        )
    with closing(open_project(path)) as store:
        if wanted is not None and wanted.label is not None:
            _expect_label(wanted.label, [label.name for label in store.scheme().labels])
        yield from _hits(store, alias, SearchRequest(query, wanted or HitFilter()))


def _expect_label(name: str, known: Sequence[str]) -> None:
    """Refuse a name that no label has, with the most similar one or with all of them."""
    if name in known:
        return
    meant = get_close_matches(name, known, n=1)
    instead = f"did you mean {meant[0]!r}?" if meant else f"there are {', '.join(known)}"
    raise UsageError(f"there is no label {name!r}; {instead}")


def make_word_index(
    path: Path, *, advance: Callable[[int], object] | None = None, again: bool = False
) -> int:
    """Bring every document into the project's index of words; how many there are.

    Stopped at any moment it goes on from there. Where the project may only be read nothing is done.

    Args:
        path: The project.
        advance: Told how many documents came in since the last time.
        again: Whether to throw away what is there first.

    Raises:
        StoreError: The project cannot be opened or written.
    """
    with closing(open_project(path)) as store:
        if again:
            store.drop_index()
        before = -1
        reach = store.index_more()
        while not reach.is_complete and reach.documents > before:
            if advance is not None:
                advance(reach.documents - max(before, 0))
            before, reach = reach.documents, store.index_more()
        return reach.documents


def _hits(store: Store, alias: str, request: SearchRequest) -> Iterator[Hit]:
    while True:
        page = store.search(alias, request._replace(limit=PAGE_HITS))
        yield from page.hits
        if page.next is None:
            return
        request = request._replace(after=page.next)
