"""Packs from before labels were renamed: what has one answer is done, the rest is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import MINISTER, MINISTRY, acts_on, adding, annotation, removing, replacing
from tests.store.test_merging import Team, figures_of
from tests.store.test_revising import MERGE, MERGED, RENAME, RENAMED, SPLIT, SPLIT_UP, version

from hashiya.model import Migration
from hashiya.store import Renamed, Store

FIRST = annotation("a", MINISTRY, "agency")
SECOND = annotation("b", MINISTER, "official")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A team."""
    made = Team(tmp_path)
    yield made
    made.close()


def labels(store: Store) -> dict[str, str]:
    """Salma's spans on the first document, each with its label."""
    return {each.id: each.label for each in store.layer("d1", "salma").annotations}


def expect_whole(team: Team) -> None:
    """The log gives the rows, and what came in counts as it did where it was done."""
    assert [*team.store.check()] == []


def test_a_renamed_label_comes_in_under_its_new_name(team: Team) -> None:
    """It is told how many; figures and lists of acts know nothing of it."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        store.record(session, "d1", adding(FIRST))
        store.record(session, "d1", adding(SECOND))
        team.store.revise(team.boss, RENAMED, RENAME)
        merged = team.store.merge(team.boss, store.pack_back())
        assert merged.renamed == (Renamed("agency", "organisation", 1),)
        assert figures_of(team.store) == figures_of(store)
    assert labels(team.store) == {"a": "organisation", "b": "official"}
    uses = {each.label: each.annotations for each in team.store.label_uses()}
    assert uses == {"official": 1, "organisation": 1}
    (merge,) = team.store.merges()
    assert (merge.sittings, merge.documents[0].acts) == (1, 2)
    assert len(team.store.merged_acts(merge.number)) == 2
    expect_whole(team)


def test_work_that_goes_on_under_the_old_name_fits(team: Team) -> None:
    """Spans that were renamed here are edited, removed and brought back there by their old name."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        store.record(session, "d1", adding(FIRST))
        team.store.merge(team.boss, store.pack_back())
        team.store.revise(team.boss, RENAMED, RENAME)
        noted = annotation("a", MINISTRY, "agency", is_flagged=True)
        store.record(session, "d1", replacing(FIRST, noted))
        merged = team.store.merge(team.boss, store.pack_back())
        assert (merged.skipped, labels(team.store)) == (0, {"a": "organisation"})
        assert team.store.layer("d1", "salma").annotations[0].is_flagged
        store.record(session, "d1", removing(noted))
        store.record(session, "d1", adding(SECOND))
        store.undo(session)
        store.undo(session)
        merged = team.store.merge(team.boss, store.pack_back())
        assert (merged.skipped, labels(team.store)) == (0, {"a": "organisation"})
    expect_whole(team)


def test_a_span_that_was_gone_before_the_rename_leaves_the_others_renamed(team: Team) -> None:
    """It was taken away there before labels were renamed here, and comes in after."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        other = annotation("b", MINISTER, "agency")
        store.record(session, "d1", adding(FIRST, other))
        team.store.merge(team.boss, store.pack_back())
        omar = team.project.sit("omar")
        for number in range(5):
            team.store.record(omar, "d2", adding(annotation(f"o{number}")))
        team.store.revise(team.boss, RENAMED, RENAME)
        store.record(session, "d1", removing(FIRST))
        merged = team.store.merge(team.boss, store.pack_back())
    assert (merged.skipped, merged.renamed) == (0, ())
    assert labels(team.store) == {"b": "organisation"}
    expect_whole(team)


def test_merged_labels_are_one(team: Team) -> None:
    """Two labels that became one have one answer too."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        store.record(session, "d1", adding(FIRST, SECOND))
        team.store.revise(team.boss, MERGED, MERGE)
        merged = team.store.merge(team.boss, store.pack_back())
    assert merged.renamed == (Renamed("official", "agency", 1),)
    assert set(labels(team.store).values()) == {"agency"}
    expect_whole(team)


def test_a_split_label_is_told_and_stays(team: Team) -> None:
    """There is no one answer, so nothing is guessed."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        store.record(session, "d1", adding(FIRST, SECOND))
        team.store.revise(team.boss, SPLIT_UP, SPLIT)
        merged = team.store.merge(team.boss, store.pack_back())
    assert merged.renamed == (Renamed("official", "official", 1, is_to_decide=True),)
    assert labels(team.store)["b"] == "official"
    expect_whole(team)


def test_a_name_that_came_back_is_another_label(team: Team) -> None:
    """Spans of the label that was renamed are told from those of the one that took its name."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "copy", "0.1")
        store.record(session, "d1", adding(FIRST))
        team.store.revise(team.boss, RENAMED, RENAME)
        again = version(3, "organisation", "official", "date", "agency")
        team.store.revise(team.boss, again, Migration())
        own = annotation("own", MINISTER, "agency")
        team.store.record(team.project.sit("salma"), "d1", adding(own))
        team.store.merge(team.boss, store.pack_back())
    assert labels(team.store) == {"a": "organisation", "own": "agency"}
    expect_whole(team)


class Step(NamedTuple):
    """What happens next."""

    kind: str
    choice: int


STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(["act", "act", "undo", "merge", "rename", "wait"]), st.integers(0, 9)
    ),
    max_size=14,
)


@pytest.mark.parametrize("cases", [40, pytest.param(3_000, marks=pytest.mark.torture)])
def test_whenever_it_is_renamed_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, cases: int
) -> None:
    """What was done there stands here at last, with labels as they are called here."""

    @settings(max_examples=cases, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data(), STEPS)
    def run(data: st.DataObject, steps: list[Step]) -> None:
        team = Team(tmp_path_factory.mktemp("renamed"))
        with closing(team), closing(team.away("salma")) as store:
            session = store.open_session("salma", "copy", "0.1")
            made = 0
            for step in [*steps, Step("merge", 0)]:
                match step.kind:
                    case "act":
                        layer = store.layer("d1", "salma")
                        made += 1
                        store.record(session, "d1", data.draw(acts_on(layer, f"n{made}")))
                    case "undo":
                        store.undo(session)
                    case "wait":  # the clock here runs ahead of the one there
                        boss = team.project.sit("omar")
                        for _ in range(step.choice):
                            team.store.record(boss, "d2", adding(FIRST))
                            team.store.undo(boss)
                    case "rename":
                        before = team.store.scheme()
                        number = before.version + 1
                        old, *others = [each.name for each in before.labels]
                        new = f"{old}{number}"
                        rename = Migration(rename=((old, new),))
                        team.store.revise(team.boss, version(number, *others, new), rename)
                    case _:
                        pack = store.pack_back()
                        if pack.events:
                            assert team.store.merge(team.boss, pack).skipped == 0
            there, here = store.layer("d1", "salma"), team.store.layer("d1", "salma")
            assert [each.span for each in here.annotations] == [
                each.span for each in there.annotations
            ]
            for mine, theirs in zip(here.annotations, there.annotations, strict=True):
                assert mine.label.rstrip("0123456789") == theirs.label
                assert mine.label in {label.name for label in team.store.scheme().labels}
            expect_whole(team)

    run()
