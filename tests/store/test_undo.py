"""Undo and redo: linear, one person at a time, across documents and restarts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    Project,
    acts_on,
    adding,
    annotated,
    annotation,
    plain,
    removing,
)

from hashiya.model import Act, DocumentRecord, Layer, apply_act
from hashiya.store import Store


def ids(store: Store, document_id: str = "d1", alias: str = "salma") -> list[str]:
    """The annotations' ids, sorted."""
    return sorted(each.id for each in store.layer(document_id, alias).annotations)


def test_undo_and_redo_work_after_a_restart_and_across_documents(project: Project) -> None:
    """Acts are taken back newest first, wherever they were, in sessions that did not make them."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.record(session, "d2", adding(annotation("b")))
    store = project.reopen()
    session = project.sit()
    undone = store.undo(session)
    assert undone is not None
    assert (undone.document_id, undone.event.kind) == ("d2", "undo")
    assert undone.act == removing(annotation("b"))
    assert (ids(store, "d1"), ids(store, "d2")) == (["a"], [])
    store = project.reopen()
    session = project.sit()
    again = store.undo(session)
    assert again is not None
    assert again.document_id == "d1"
    assert store.undo(session) is None
    redone = [store.redo(session), store.redo(session)]
    assert [each.document_id for each in redone if each] == ["d1", "d2"]
    assert store.redo(session) is None
    assert (ids(store, "d1"), ids(store, "d2")) == (["a"], ["b"])
    assert [*store.check()] == []


def test_a_new_act_empties_redo(project: Project) -> None:
    """After an undo and another act, there is nothing to bring back."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.undo(session)
    project.store.record(session, "d1", adding(annotation("b")))
    assert project.store.redo(session) is None
    assert ids(project.store) == ["b"]
    project.store.undo(session)
    assert ids(project.store) == []
    assert project.store.undo(session) is None


def test_imports_are_not_undone(project: Project) -> None:
    """What came in with a file stays, also when acts on it are taken back."""
    session = project.sit()
    project.store.put(session, [annotated()])
    assert project.store.undo(session) is None
    project.store.record(session, "d1", adding(annotation("a", MINISTER)))
    project.store.undo(session)
    assert project.store.undo(session) is None
    assert ids(project.store) == [f"{session}.1.0"]


def test_everybody_undoes_their_own(project: Project) -> None:
    """One person's undo leaves the other's newer act alone."""
    salma, omar = project.sit("salma"), project.sit("omar")
    project.store.put(salma, [plain()])
    project.store.record(salma, "d1", adding(annotation("a")))
    project.store.record(omar, "d1", adding(annotation("b")))
    project.store.undo(salma)
    assert (ids(project.store), ids(project.store, alias="omar")) == ([], ["b"])


def test_an_undo_cites_what_it_undid(project: Project) -> None:
    """The compensating event names the event it takes back."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    undone = project.store.undo(session)
    redone = project.store.redo(session)
    assert undone is not None
    assert redone is not None
    assert f'"cites":["{session}",1]' in undone.event.body
    assert f'"cites":["{session}",2]' in redone.event.body


@dataclass
class Paper:
    """The same work on paper: layers, and what has been done together and taken back."""

    layers: dict[str, Layer] = field(default_factory=dict)
    done: list[dict[str, Act]] = field(default_factory=list)
    undone: list[dict[str, Act]] = field(default_factory=list)

    def apply(self, acts: dict[str, Act]) -> None:
        """Change the layers."""
        for document_id, act in acts.items():
            self.layers[document_id] = apply_act(self.layers[document_id], act)

    def act(self, acts: dict[str, Act]) -> None:
        """Do something new."""
        self.apply(acts)
        self.done.append(acts)
        self.undone.clear()

    def undo(self) -> None:
        """Take the newest back."""
        if self.done:
            acts = self.done.pop()
            self.apply({name: act.inverse() for name, act in acts.items()})
            self.undone.append(acts)

    def redo(self) -> None:
        """Bring the last undone back."""
        if self.undone:
            acts = self.undone.pop()
            self.apply(acts)
            self.done.append(acts)


def from_paper(acts: dict[str, Act]) -> Callable[[DocumentRecord], Act | None]:
    """Do to each document what the paper says."""
    return lambda record: acts.get(record.id)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_work_is_what_it_would_be_on_paper(project: Project, data: st.DataObject) -> None:
    """Random acts, alone and together, undos, redos and restarts leave what a stack leaves."""
    names = [secrets.token_hex(8) for _ in range(2)]  # every example works in the same project
    project.store.put(project.sit(), [plain(name) for name in names])
    alias = f"a-{names[0]}"
    session = project.sit(alias)
    paper = Paper({name: Layer(document_id=name, annotator=alias) for name in names})
    for step in range(data.draw(st.integers(1, 12))):
        match data.draw(st.sampled_from(["act", "act", "both", "undo", "redo", "restart"])):
            case "act":
                name = data.draw(st.sampled_from(names))
                act = data.draw(acts_on(paper.layers[name], f"{names[0]}.{step}"))
                project.store.record(session, name, act)
                paper.act({name: act})
            case "both":
                acts = {
                    name: data.draw(acts_on(paper.layers[name], f"{name}.{step}")) for name in names
                }
                project.store.record_together(session, names, from_paper(acts))
                paper.act(acts)
            case "undo":
                assert (project.store.undo(session) is None) == (not paper.done)
                paper.undo()
            case "redo":
                assert (project.store.redo(session) is None) == (not paper.undone)
                paper.redo()
            case _:
                project.reopen()
                session = project.sit(alias)
    for name, layer in paper.layers.items():
        assert project.store.layer(name, alias) == layer
    assert [*project.store.check()] == []
