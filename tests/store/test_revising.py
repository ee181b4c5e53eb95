"""New versions of the scheme: spans relabelled in one step, the log true, nobody's undo torn."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    Project,
    acts_on,
    adding,
    annotated,
    annotation,
    plain,
    removing,
    replacing,
)

from hashiya.errors import StoreError
from hashiya.model import Label, Migration, Scheme, SpanRecord
from hashiya.store import Store, create_project, open_project

RENAME = Migration(rename=(("agency", "organisation"),))
MERGE = Migration(merge=(("agency", ("agency", "official")),))
SPLIT = Migration(split=(("official", ("minister", "spokesman")),))


def version(number: int, *names: str) -> Scheme:
    """The next scheme, with these labels."""
    return Scheme(id="news", version=number, labels=tuple(Label(name=name) for name in names))


RENAMED = version(2, "organisation", "official", "date")
MERGED = version(2, "agency", "date")
SPLIT_UP = version(2, "agency", "minister", "spokesman", "date")


def labels(store: Store, alias: str = "salma", document_id: str = "d1") -> dict[str, str]:
    """Annotation's id to its label."""
    return {each.id: each.label for each in store.layer(document_id, alias).annotations}


def expect_whole(store: Store) -> None:
    """The log, replayed, gives what is stored."""
    assert list(store.check()) == []


def test_a_rename_reaches_every_layer_as_one_event_of_its_owner(project: Project) -> None:
    """Annotators' and gold layers change, counters follow, and the log still gives the rows."""
    session = project.sit()
    gold = annotated("d2", alias="adam")._replace(layer="gold")
    project.store.put(session, [annotated("d1"), annotated("d1", alias="reem"), gold, plain("d3")])
    seen: list[int] = []
    done = project.store.revise(session, RENAMED, RENAME, advance=seen.append)
    assert (done.layers, done.spans, sum(seen)) == (3, 3, 3)
    assert set(labels(project.store).values()) == {"organisation"}
    assert project.store.counts().labels == {"organisation": 3}
    assert project.store.scheme() == RENAMED
    with closing(sqlite3.connect(project.path)) as raw:
        rows = raw.execute("SELECT annotator_id, by_session, scheme_id, revision FROM span")
        owners = dict(raw.execute("SELECT id, annotator_id FROM session").fetchall())
        for annotator, by_session, scheme_id, revision in rows:
            assert (owners[by_session], scheme_id, revision) == (annotator, 2, 2)
    expect_whole(project.store)


def test_spans_that_do_not_change_keep_the_version_they_were_made_under(project: Project) -> None:
    """Only relabelled spans are of the new version."""
    session = project.sit()
    spans = (SpanRecord(*MINISTRY, "agency"), SpanRecord(*MINISTER, "official"))
    project.store.put(session, [annotated("d1", *spans)])
    project.store.revise(session, RENAMED, RENAME)
    with closing(sqlite3.connect(project.path)) as raw:
        found = dict(raw.execute("SELECT label, scheme_id FROM span").fetchall())
    assert found == {"organisation": 2, "official": 1}


def test_a_merge_keeps_both_of_two_equal_spans(project: Project) -> None:
    """Two spans of one extent that carry one label from now on are both there, under their ids."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a"), annotation("b", label="official")))
    assert project.store.revise(session, MERGED, MERGE).spans == 1
    assert labels(project.store) == {"a": "agency", "b": "agency"}
    expect_whole(project.store)


def test_a_split_leaves_its_spans_to_be_decided(project: Project) -> None:
    """They keep the old label, are listed page by page, and can be relabelled one by one."""
    session = project.sit()
    spans = (SpanRecord(*MINISTRY, "agency"), SpanRecord(*MINISTER, "official"))
    project.store.put(session, [annotated(name, *spans) for name in ("d1", "d2", "d3")])
    assert project.store.revise(session, SPLIT_UP, SPLIT) == (0, 0)
    first = project.store.spans_under("salma", "annotator", ["official"], limit=2)
    assert [(span.document_id, span.quote) for span in first] == [
        ("d1", "الوزير"),
        ("d2", "الوزير"),
    ]
    after = (first[-1].position, first[-1].id)
    rest = project.store.spans_under("salma", "annotator", ["official"], after=after, limit=2)
    assert [span.document_id for span in rest] == ["d3"]
    before = next(
        a for a in project.store.layer("d1", "salma").annotations if a.label == "official"
    )
    after_it = annotation(before.id, MINISTER, "minister")
    project.store.record(session, "d1", replacing(before, after_it))
    left = project.store.spans_under("salma", "annotator", ["official"])
    assert [span.document_id for span in left] == ["d2", "d3"]
    expect_whole(project.store)


def test_an_undo_takes_back_the_person_s_act_and_not_the_migration(project: Project) -> None:
    """What was added before a rename is removed, and comes back, under the label of today."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.revise(session, RENAMED, RENAME)
    assert project.store.undo(session) is not None
    assert labels(project.store) == {}
    assert project.store.undo(session) is None
    assert project.store.redo(session) is not None
    assert labels(project.store) == {"a": "organisation"}
    expect_whole(project.store)


def test_a_span_removed_before_a_rename_comes_back_under_the_new_name(project: Project) -> None:
    """Its layer had nothing to relabel, and still nothing comes back that the scheme lacks."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    project.store.record(session, "d1", removing(annotation("a")))
    project.store.revise(session, RENAMED, RENAME)
    third = version(3, "body", "official", "date")
    project.store.revise(session, third, Migration(rename=(("organisation", "body"),)))
    project.store.undo(session)
    assert labels(project.store) == {"a": "body"}
    expect_whole(project.store)


def test_a_program_that_opened_the_project_before_goes_on_working(project: Project) -> None:
    """An act under the old version is written with the labels of the new one."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")), under=("news", 1))
    project.store.revise(session, RENAMED, RENAME)
    project.store.record(session, "d1", adding(annotation("b", MINISTER)), under=("news", 1))
    project.store.record(session, "d1", removing(annotation("a")), under=("news", 1))
    assert labels(project.store) == {"b": "organisation"}
    expect_whole(project.store)


def test_a_group_of_acts_made_under_an_older_version_is_refused(project: Project) -> None:
    """Who decides over many documents with labels of before would tag what is tagged already."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.revise(session, RENAMED, RENAME)
    act = adding(annotation("a"))
    with pytest.raises(StoreError, match="Open it again"):
        project.store.record_together(session, ["d1"], lambda _: act, under=("news", 1))
    assert labels(project.store) == {}


def test_a_group_is_undone_under_the_names_of_today(project: Project) -> None:
    """Acts on several documents, written as one before a rename, are taken back as one."""
    session = project.sit()
    project.store.put(session, [plain("d1"), plain("d2")])
    names = iter("ab")
    project.store.record_together(
        session, ["d1", "d2"], lambda _: adding(annotation(next(names))), under=("news", 1)
    )
    project.store.revise(session, RENAMED, RENAME)
    undone = project.store.undo(session)
    assert undone is not None
    assert undone.documents == 2
    assert labels(project.store) == labels(project.store, document_id="d2") == {}
    project.store.redo(session)
    assert labels(project.store, document_id="d2") == {"b": "organisation"}
    expect_whole(project.store)


def test_a_label_that_somebody_used_meanwhile_stops_the_change(project: Project) -> None:
    """What would vanish is named, and the version is not in use."""
    session = project.sit()
    project.store.put(session, [annotated()])
    with pytest.raises(StoreError, match="'agency'"):
        project.store.revise(session, version(2, "official"), Migration())
    assert project.store.scheme() == SCHEME
    assert len(project.store.scheme_versions()) == 1
    expect_whole(project.store)


def test_a_version_that_is_not_the_next_one_is_refused(project: Project) -> None:
    """Somebody else's change in between is not written over."""
    session = project.sit()
    project.store.publish(version(2, "agency", "official", "date"))
    with pytest.raises(StoreError, match="version 2"):
        project.store.revise(session, RENAMED, RENAME)


def test_every_version_stays_readable_with_what_it_made_of_labels(project: Project) -> None:
    """The old scheme is the one that was published; who and when stand beside the new one."""
    session = project.sit()
    project.store.revise(session, RENAMED, RENAME)
    first, second = project.store.scheme_versions()
    assert (first.scheme, first.state, first.alias) == (SCHEME, "retired", "")
    assert (second.scheme, second.state, second.alias) == (RENAMED, "published", "salma")
    assert second.migration == RENAME
    assert first.published_at <= second.published_at


def test_what_was_made_of_labels_is_never_changed(project: Project) -> None:
    """The row of a step is refused to whoever would rewrite or delete it, and is sealed."""
    session = project.sit()
    project.store.revise(session, RENAMED, RENAME)
    project.store.close()
    with closing(sqlite3.connect(project.path, isolation_level=None)) as raw:
        for statement in ("UPDATE scheme_step SET migration = '{}'", "DELETE FROM scheme_step"):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)
        raw.execute("DROP TRIGGER scheme_step_is_frozen")
        raw.execute("UPDATE scheme_step SET migration = replace(migration, 'agency', 'agents')")
    found = [finding.what for finding in project.reopen().check()]
    assert any("of labels" in what for what in found), found


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_undoing_everything_after_a_migration_leaves_nothing(data: st.DataObject) -> None:
    """Acts from before and after renames and merges are taken back, and all brought back again."""
    migration, scheme = data.draw(st.sampled_from([(MERGE, MERGED), (RENAME, RENAMED)]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.hashiya"
        project = Project(path, create_project(path, name="p", scheme=SCHEME), open_project)
        session = project.sit()
        project.store.put(session, [plain()])
        moment = data.draw(st.integers(1, 4))
        for place in range(data.draw(st.integers(1, 6))):
            if place == moment:
                project.store.revise(session, scheme, migration)
            names = ("news", 1) if place < moment else ("news", 2)
            act = data.draw(acts_on(project.store.layer("d1", "salma"), f"a{place}"))
            project.store.record(session, "d1", act, under=names)
        if project.store.scheme().version == 1:
            project.store.revise(session, scheme, migration)
        stands = project.store.layer("d1", "salma")
        done = sum(1 for _ in iter(lambda: project.store.undo(session), None))
        assert project.store.layer("d1", "salma").annotations == ()
        assert all(project.store.redo(session) is not None for _ in range(done))
        assert project.store.layer("d1", "salma") == stands
        expect_whole(project.store)
        project.close()
