"""Very many occurrences: counted while they are tagged, called off without a trace, one undo."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hashiya.model import Act, Add, Annotation, Span
from hashiya.services import (
    AnnotationSession,
    Cancelled,
    Hits,
    ImportOptions,
    Progress,
    Wanted,
    default_scheme,
    import_paths,
    make_project,
    wanted_at,
)
from hashiya.services.occurrences import MAX_EDITS_IN_ONE_EVENT

FORM = "بنك المغرب"
SENTENCE = f"قال {FORM} إنه راض. "
DOCUMENTS = 10


@pytest.fixture(params=[4_000, pytest.param(50_000, marks=pytest.mark.torture)])
def number(request: pytest.FixtureRequest) -> int:
    """How many places there are besides the first."""
    found: int = request.param
    return found


@pytest.fixture
def project(tmp_path: Path, number: int) -> Path:
    """Ten articles with all of them; each needs several events."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for nth in range(DOCUMENTS):
        times = number // DOCUMENTS + (nth == 0)
        (folder / f"d{nth}.txt").write_text(SENTENCE * times, encoding="utf-8")
    import_paths(path, [folder], ImportOptions(alias="lead"))
    return path


@pytest.fixture
def session(project: Path) -> Iterator[AnnotationSession]:
    """A sitting with the first place tagged."""
    session = AnnotationSession.open(project, "salma")
    start = SENTENCE.index(FORM)
    span = Span(start=start, end=start + len(FORM))
    first = Annotation(id="first", span=span, label="agency", quote=FORM)
    session.commit("d0", Act(edits=(Add(annotation=first),)))
    yield session
    session.close()


def looked(session: AnnotationSession) -> tuple[Hits, Wanted]:
    """All of them."""
    page = session.open_document("d0")
    wanting = wanted_at(page.document, page.layer.annotations[0], session.scheme.policy)
    search = session.look_for(wanting)
    while search.advance(0.05):
        pass
    return search.hits, wanting


def held(session: AnnotationSession) -> int:
    """Annotations in all articles."""
    return sum(line.annotations for line in session.documents())


def test_all_of_them_are_one_act(
    project: Path, session: AnnotationSession, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are counted on the way, nobody sees a part of them, and one undo takes all back."""
    monkeypatch.setattr("hashiya.services.occurrences.MAX_EDITS_IN_ONE_EVENT", 300)
    hits, wanting = looked(session)
    assert hits.chosen == number
    seen: set[int] = set()
    counted: list[int] = []
    other = AnnotationSession.open(project, "salma")

    class Watched(Progress):
        def step(self, places: int) -> None:
            super().step(places)
            counted.append(self.done)
            seen.add(held(other))

    assert session.tag_chosen(hits, wanting, Watched()).spans == number
    assert len(counted) > DOCUMENTS
    assert counted == sorted(counted)
    assert counted[-1] == number
    assert seen == {1}
    assert held(other) == number + 1
    undone = other.undo()
    assert undone is not None
    assert (undone.documents, undone.annotations) == (DOCUMENTS, number)
    assert held(session) == 1
    assert session.redo() is not None
    assert held(session) == number + 1
    assert [*other._store.check()] == []
    other.close()


def test_calling_it_off_half_way_leaves_nothing(session: AnnotationSession, number: int) -> None:
    """Called off from another thread in the middle, not one is tagged, and it can be done again."""
    hits, wanting = looked(session)
    half = threading.Event()

    class Watched(Progress):
        def step(self, places: int) -> None:
            super().step(places)
            if self.done >= number // 2:
                half.set()
                watcher.join()

    progress = Watched()

    def call_off() -> None:
        half.wait()
        progress.is_cancelled = True

    watcher = threading.Thread(target=call_off)
    watcher.start()
    with pytest.raises(Cancelled):
        session.tag_chosen(hits, wanting, progress)
    assert number // 2 <= progress.done < number
    assert held(session) == 1
    undone = session.undo()
    assert undone is not None
    assert (undone.documents, undone.annotations) == (1, 1)
    session.redo()
    assert session.tag_chosen(hits, wanting, Progress()).spans == number
    assert MAX_EDITS_IN_ONE_EVENT < 10_000  # so that a cancel is heard within a moment
