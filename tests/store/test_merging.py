"""Packs in the store: a union of events, whatever their order; all else is refused whole."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import count, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    MINISTER,
    MINISTRY,
    SCHEME,
    SENTENCES,
    Project,
    acts_on,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    removing,
)
from tests.store.raw import child, tamper

from hashiya.errors import CorruptionError, FormatError, PolicyError, StoreError
from hashiya.model import Act as Act_
from hashiya.model import Label, Layer, MarkState, Remind, Reminder, Resegment, Scheme, Span
from hashiya.store import (
    EventPack,
    EventRow,
    Slots,
    Store,
    Worked,
    create_from_pack,
    create_project,
    open_project,
)
from hashiya.store.journal import canonical, event_hash

FIRST, SECOND = SENTENCES
NUMBERS = count()


class Team:
    """A project with three documents, and ways to work on them elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / "team.hashiya"
        self.project = Project(path, create_project(path, name="t", scheme=SCHEME), open_project)
        self.boss = self.project.sit("lamia")
        self.store.put(self.boss, [plain("d1"), plain("d2"), plain("d3")])
        for alias in ("salma", "omar"):
            self.store.add_annotator(alias)

    @property
    def store(self) -> Store:
        """The project everybody's work goes back to."""
        return self.project.store

    def away(self, alias: str, *documents: str) -> Store:
        """A project made of a pack for somebody."""
        pack = self.store.pack_out(alias, documents or ("d1", "d2"))
        path = self.folder / f"{alias}-{next(NUMBERS)}.hashiya"
        return create_from_pack(path, pack, app_version="0.1")

    def merged(self, packs: list[EventPack]) -> dict[tuple[str, str], Layer]:
        """Layers of a copy of the project after packs came in, in this order."""
        path = self.folder / f"copy-{next(NUMBERS)}.hashiya"
        self.store.backup(path)
        with closing(open_project(path)) as store:
            session = store.open_session("lamia", "laptop", "0.1")
            for pack in packs:
                store.merge(session, pack)
            assert [*store.check()] == []
            return layers(store)

    def close(self) -> None:
        """Close everything."""
        self.project.close()


def layers(store: Store) -> dict[tuple[str, str], Layer]:
    """Every layer."""
    return {
        (alias, name): store.layer(name, alias)
        for alias in ("salma", "omar")
        for name in ("d1", "d2", "d3")
    }


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A team."""
    made = Team(tmp_path)
    yield made
    made.close()


def worked(store: Store, alias: str, document_id: str = "d1", name: str = "a") -> EventPack:
    """Two spans, one taken back, a mark; what goes back then."""
    session = store.open_session(alias, "laptop", "0.1")
    store.record(session, document_id, adding(annotation(f"{session}.{name}", MINISTRY)))
    store.record(session, document_id, adding(annotation(f"{session}.{name}2", MINISTER)))
    store.undo(session)
    store.record(session, document_id, marking(FIRST, None, "done"))
    return store.pack_back()


def test_a_pack_carries_texts_and_nobodys_work(team: Team) -> None:
    """What others did stays; the scheme, sentences and the person are those of the project."""
    team.store.put(team.boss, [annotated("d1", alias="omar")])
    with closing(team.away("salma")) as store:
        assert store.scheme() == SCHEME
        assert store.info().pack_of == "salma"
        assert [person.alias for person in store.people()] == ["salma"]
        assert store.document("d1") == team.store.document("d1")
        assert store.counts().documents == 2
        assert store.layer("d1", "omar").annotations == ()
        assert [*store.check()] == []


def test_a_pack_leaves_out_what_is_begun(team: Team) -> None:
    """Work of the person themselves is not in two places."""
    team.store.put(team.boss, [annotated("d1", alias="salma")])
    pack = team.store.pack_out("salma", ["d1", "d2"])
    assert pack.left_out == ("d1",)
    assert [each.id for each in pack.documents] == ["d2"]
    with pytest.raises(StoreError, match="nobody"):
        team.store.pack_out("nobody", ["d1"])


def test_work_comes_back_once(team: Team) -> None:
    """All of it, with counts; the same again changes nothing; later work comes on top."""
    with closing(team.away("salma")) as store:
        pack = worked(store, "salma")
        came = team.store.merge(team.boss, pack)
        assert (came.alias, came.sessions, came.events, came.known, came.documents) == (
            *("salma", 1, 4, 0, 1),
        )
        assert team.store.layer("d1", "salma") == store.layer("d1", "salma")
        again = team.store.merge(team.boss, pack)
        assert (again.sessions, again.events, again.known, again.documents) == (0, 0, 4, 0)
        later = worked(store, "salma", "d2", "b")
        assert team.store.merge(team.boss, later)[1:4] == (1, 4, 4)
    assert team.store.line("salma", "d1").annotations == 1
    assert [*team.project.reopen().check()] == []


def test_work_goes_on_after_a_merge(team: Team) -> None:
    """Undo takes back what was done here, and nothing that came in."""
    with closing(team.away("salma")) as store:
        team.store.merge(team.boss, worked(store, "salma"))
    session = team.project.sit("salma")
    assert team.store.undo(session) is None
    (held,) = team.store.layer("d1", "salma").annotations
    team.store.record(session, "d1", removing(held))
    assert team.store.undo(session) is not None
    assert team.store.layer("d1", "salma").annotations == (held,)
    assert [*team.store.check()] == []


def test_what_is_finished_elsewhere_is_submitted_here(team: Team) -> None:
    """A place follows the layer, wherever its marks were made."""
    team.store.assign(team.boss, [Slots("d1", ("salma",)), Slots("d2", ("salma",))])
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        for sentence in SENTENCES:
            store.record(session, "d1", marking(sentence, None, "nothing"))
        team.store.merge(team.boss, store.pack_back())
    first, second = (team.store.assignment("salma", name) for name in ("d1", "d2"))
    assert first is not None
    assert second is not None
    assert (first.state, second.state) == ("submitted", "claimed")
    assert [*team.store.check()] == []


def test_a_pack_opened_twice_comes_back_as_one(team: Team) -> None:
    """What contradicts earlier work has no effect, in whatever order it comes."""
    pack = team.store.pack_out("salma", ["d1"])
    packs = []
    for number in range(2):
        path = team.folder / f"twice-{number}.hashiya"
        with closing(create_from_pack(path, pack, app_version="0.1")) as store:
            packs.append(worked(store, "salma"))
    one, other = (team.merged([*order]) for order in permutations(packs))
    assert one == other
    layer = one["salma", "d1"]
    assert (len(layer.annotations), len(layer.marks)) == (2, 1)


def _broken(pack: EventPack, number: int, **changes: str) -> EventPack:
    """A pack with another event of this number."""
    events = [*pack.events]
    event, line = events[number]
    broken = event._replace(**changes)  # type: ignore[arg-type]  # each is text
    events[number] = (broken, line)
    return pack._replace(events=tuple(events))


@pytest.mark.parametrize(
    ("break_it", "word"),
    [
        (lambda pack: _broken(pack, 1, body="{}"), "hash differs"),
        (lambda pack: _broken(pack, 1, annotator_id="x"), "somebody else"),
        (lambda pack: pack._replace(events=(pack.events[0], *pack.events[2:])), "missing"),
        (lambda pack: pack._replace(events=pack.events[1:]), "missing"),
        (lambda pack: pack._replace(sessions=()), "told of nowhere"),
        (lambda pack: pack._replace(texts=()), "another text"),
        (
            lambda pack: pack._replace(about=pack.about._replace(project="f" * 32)),
            "another project",
        ),
        (lambda pack: pack._replace(about=pack.about._replace(alias="omar")), "not who"),
        (lambda pack: pack._replace(scheme=("news", 1, "0" * 64)), "never had"),
    ],
)
def test_what_was_changed_is_refused_whole(
    team: Team, break_it: Callable[[EventPack], EventPack], word: str
) -> None:
    """With the reason and the line; nothing of it is in."""
    with closing(team.away("salma")) as store:
        pack = worked(store, "salma")
    numbered = pack._replace(
        events=tuple((event, 10 + at) for at, (event, _) in enumerate(pack.events)),
        source="x.jsonl",
    )
    before = layers(team.store)
    with pytest.raises(FormatError, match=word) as refused:
        team.store.merge(team.boss, break_it(numbered))
    assert refused.value.path == "x.jsonl"
    assert layers(team.store) == before
    assert [*team.store.check()] == []
    assert team.store.merge(team.boss, pack).events == 4


THIRD = Span(start=28, end=56)
"""The second sentence."""
HALVES = (Span(start=28, end=39), Span(start=39, end=56))
QUARTERS = (Span(start=28, end=45), Span(start=45, end=56))


def cutting(*after: Span, before: tuple[Span, ...] = (THIRD,)) -> Act_:
    """An act that cuts sentences otherwise."""
    return Act_(edits=(Resegment(before=before, after=after),))


def bounds_of(store: Store, document_id: str = "d1") -> list[tuple[int, int]]:
    """Where sentences stand."""
    return [(each.start, each.end) for each in store.document(document_id).sentences]


def marked(store: Store, alias: str, document_id: str = "d1") -> list[tuple[int, int]]:
    """Which sentences somebody has finished."""
    marks = store.layer(document_id, alias).marks
    return sorted((mark.span.start, mark.span.end) for mark in marks)


def numbered(pack: EventPack) -> EventPack:
    """The pack with lines as a file of it has them."""
    events = tuple((event, 10 + at) for at, (event, _) in enumerate(pack.events))
    return pack._replace(events=events, source="x.jsonl")


def as_bounds(*spans: Span) -> list[tuple[int, int]]:
    """Starts and ends."""
    return [(span.start, span.end) for span in spans]


def test_cuts_come_in_where_nobody_cut_here(team: Team) -> None:
    """For everybody on the document, whose marks go with them; what is undone there is so here."""
    omar = team.project.sit("omar")
    for bounds in SENTENCES:
        team.store.record(omar, "d1", marking(bounds, None, "done"))
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", adding(annotation("a", MINISTER)))
        store.record(session, "d1", cutting(*HALVES))
        store.record(session, "d1", marking(as_bounds(*HALVES)[1], None, "done"))
        came = team.store.merge(team.boss, numbered(store.pack_back()))
        assert came.refused == ()
        assert bounds_of(team.store) == [FIRST, *as_bounds(*HALVES)]
        assert team.store.layer("d1", "salma") == store.layer("d1", "salma")
        assert marked(team.store, "omar") == [FIRST]
        assert [*team.project.reopen().check()] == []
        store.record(session, "d1", marking(as_bounds(*HALVES)[0], None, "nothing"))
        for _ in range(3):
            store.undo(session)
        store.record(session, "d1", marking(SECOND, None, "done"))
        assert team.store.merge(team.boss, store.pack_back()).refused == ()
        assert bounds_of(team.store) == [*SENTENCES]
        assert marked(team.store, "salma") == [SECOND]
        assert team.store.merge(team.boss, store.pack_back()).events == 0
    assert [*team.project.reopen().check()] == []


def test_what_was_cut_here_stays_and_spans_come_in(team: Team) -> None:
    """Marks go with the sentences as they would have; what has no place is told by its line."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", adding(annotation("a", MINISTER)))
        store.record(session, "d1", marking(FIRST, None, "done"))
        store.record(session, "d1", marking(SECOND, None, "done"))
        team.store.record(team.project.sit("omar"), "d1", cutting(*HALVES))
        came = team.store.merge(team.boss, numbered(store.pack_back()))
        assert [(each.line, "look at it again" in each.reason) for each in came.refused] == [
            (12, True)
        ]
        assert bounds_of(team.store) == [FIRST, *as_bounds(*HALVES)]
        assert marked(team.store, "salma") == [FIRST]
        assert len(team.store.layer("d1", "salma").annotations) == 1
        assert [*team.store.check()] == []
        store.record(session, "d1", marking(SECOND, "done", None))
        store.record(session, "d1", adding(annotation("b", MINISTRY)))
        assert team.store.merge(team.boss, store.pack_back()).refused == ()
    assert len(team.store.layer("d1", "salma").annotations) == 2
    assert [*team.project.reopen().check()] == []


def test_cuts_in_both_places_keep_those_of_here(team: Team) -> None:
    """The pack's are told by line; the same cut in both places is one."""
    for here, refused in ((QUARTERS, [11]), (HALVES, [])):
        with closing(team.away("salma", "d1")) as store:
            session = store.open_session("salma", "laptop", "0.1")
            store.record(session, "d1", adding(annotation(f"{session}a", MINISTRY)))
            store.record(session, "d1", cutting(*HALVES))
            for half in as_bounds(*HALVES):
                store.record(session, "d1", marking(half, None, "done"))
            copy = team.folder / f"both-{next(NUMBERS)}.hashiya"
            team.store.backup(copy)
            with closing(open_project(copy)) as other:
                lead = other.open_session("omar", "laptop", "0.1")
                other.record(lead, "d1", cutting(*here))
                came = other.merge(lead, numbered(store.pack_back()))
                assert [each.line for each in came.refused if "here too" in each.reason] == refused
                assert bounds_of(other) == [FIRST, *as_bounds(*here)]
                assert len(other.layer("d1", "salma").annotations) == 1
                assert [*other.check()] == []


def test_a_pack_goes_out_with_sentences_as_they_are_here(team: Team) -> None:
    """Whichever segmentation it began with, also when they are cut again while it is away."""
    omar = team.project.sit("omar")
    team.store.record(omar, "d1", cutting(*HALVES))
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        for half in as_bounds(*HALVES):
            store.record(session, "d1", marking(half, None, "done"))
        assert team.store.merge(team.boss, store.pack_back()).refused == ()
        assert marked(team.store, "salma") == as_bounds(*HALVES)
        team.store.undo(omar)
        assert marked(team.store, "salma") == [SECOND]
        store.record(session, "d1", adding(annotation("later", MINISTRY)))
        assert team.store.merge(team.boss, numbered(store.pack_back())).refused == ()
        assert bounds_of(team.store) == [*SENTENCES]
        assert marked(team.store, "salma") == [SECOND]
        assert len(team.store.layer("d1", "salma").annotations) == 1
    assert [*team.project.reopen().check()] == []


def test_flags_and_notes_go_with_sentences_too(team: Team) -> None:
    """A note is never lost."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        note = Reminder(span=THIRD, is_flagged=True, note="why")
        store.record(session, "d1", Act_(edits=(Remind(before=None, after=note),)))
        team.store.record(team.project.sit("omar"), "d1", cutting(*HALVES))
        assert team.store.merge(team.boss, store.pack_back()).refused == ()
    held = team.store.layer("d1", "salma").reminders
    assert [(each.bounds, each.note) for each in held] == [((28, 39), "why"), ((39, 56), "")]
    assert [*team.project.reopen().check()] == []


def test_a_span_comes_in_although_its_sentence_is_cut_otherwise(team: Team) -> None:
    """An act that opens the sentence too, which had nothing in it, loses that half alone."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", marking(SECOND, None, "nothing"))
        team.store.merge(team.boss, store.pack_back())
        team.store.record(team.project.sit("omar"), "d1", cutting(*HALVES))
        for number in range(9):  # Behind the cut, whichever came first at one moment.
            store.record(session, "d2", adding(annotation(f"d2.{number}")))
        opened = marking(SECOND, "nothing", None)
        tagged = adding(annotation("late", MINISTER))
        store.record(session, "d1", Act_(edits=(*tagged.edits, *opened.edits)))
        came = team.store.merge(team.boss, store.pack_back())
    assert came.skipped == 0
    assert [each.id for each in team.store.layer("d1", "salma").annotations] == ["late"]
    assert [*team.project.reopen().check()] == []


def test_spans_of_others_keep_a_sentence_from_being_cut(team: Team) -> None:
    """Where no span may leave its sentence; the cut is told by its line, the spans come in."""
    over = annotation("over", (36, 42))
    team.store.record(team.project.sit("omar"), "d1", adding(over))
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", cutting(*HALVES))
        store.record(session, "d1", adding(annotation("a", (40, 44))))
        came = team.store.merge(team.boss, numbered(store.pack_back()))
        assert [(each.line, "spans lie over" in each.reason) for each in came.refused] == [
            (10, True)
        ]
    assert bounds_of(team.store) == [*SENTENCES]
    assert len(team.store.layer("d1", "salma").annotations) == 1
    assert team.store.layer("d1", "omar").annotations == (over,)
    assert [*team.store.check()] == []


def test_sentences_that_never_stood_here_are_refused_whole(team: Team) -> None:
    """By line: a checksum that no cut leads to, and a mark on what was no sentence."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", marking(FIRST, None, "done"))
        pack = numbered(store.pack_back())
    (text,) = pack.texts
    wrong = pack._replace(texts=(text._replace(sentences="0" * 64),))
    with pytest.raises(FormatError, match="never cut here as they are there") as refused:
        team.store.merge(team.boss, wrong)
    assert refused.value.line == 10
    assert marked(team.store, "salma") == []
    assert team.store.merge(team.boss, pack).events == 1


def test_a_pack_cuts_no_sentences_for_others(team: Team) -> None:
    """What only a merge writes here is refused by its line, whoever has sealed it."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", cutting(*HALVES))
        pack = numbered(store.pack_back())
    ((event, line),) = pack.events
    for change in ({"cites": [session, 1]}, {"edits": [_moving_others(event)]}):
        body = canonical(json.loads(event.body) | change)
        made = event._replace(body=body)
        made = made._replace(hash=event_hash(made))
        with pytest.raises(FormatError, match="cuts sentences for others") as refused:
            team.store.merge(team.boss, pack._replace(events=((made, line),)))
        assert refused.value.line == 10
    assert team.store.merge(team.boss, pack).events == 1


def _moving_others(event: EventRow) -> dict[str, object]:
    """The cut of an event, with a mark of somebody else's."""
    (edit,) = json.loads(event.body)["edits"]
    mark = {"annotator_id": "x", "layer": "annotator", "span": edit["before"][0]}
    moved = mark | {"before": "done", "after": None}
    return {**edit, "others": [moved]}


def test_what_a_merge_cuts_is_nobodys_work(team: Team) -> None:
    """It is in no list of acts and in no figure, and no undo takes it back."""
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        store.record(session, "d1", cutting(*HALVES))
        team.store.merge(team.boss, store.pack_back())
        assert figures_of(team.store) == figures_of(store)
    (merge,) = team.store.merges()
    assert (merge.sittings, merge.documents[0].acts) == (1, 1)
    assert len(team.store.merged_acts(merge.number)) == 1
    assert team.store.undo(team.project.sit("salma")) is None
    assert [*team.store.check()] == []


def test_an_older_version_of_the_scheme_is_taken(team: Team) -> None:
    """What came into use meanwhile does not lose the work of those who were away."""
    with closing(team.away("salma")) as store:
        team.store.publish(Scheme(id="news", version=2, labels=(*SCHEME.labels, Label(name="x"))))
        assert team.store.merge(team.boss, worked(store, "salma")).events == 4
    assert [*team.store.check()] == []


def test_only_what_was_made_from_a_pack_goes_back(team: Team) -> None:
    """Others say so."""
    with pytest.raises(StoreError, match="not made from a pack"):
        team.store.pack_back()


WORK = st.lists(st.tuples(st.sampled_from(["salma", "omar"]), st.integers(1, 6)), max_size=4)


@pytest.mark.parametrize(
    ("cases", "merges"), [(12, 1), pytest.param(2_500, 10_000, marks=pytest.mark.torture)]
)
def test_any_order_and_any_repetition_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, cases: int, merges: int
) -> None:
    """Packs merged in any order, some of them again, make the same layers of the same events."""
    counted = 0

    @settings(
        max_examples=cases,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(data=st.data(), work=WORK)
    def run(data: st.DataObject, work: list[tuple[str, int]]) -> None:
        nonlocal counted
        team = Team(tmp_path_factory.mktemp("merge"))
        packs: list[EventPack] = []
        out = {alias: team.store.pack_out(alias, ["d1", "d2"]) for alias in ("salma", "omar")}
        for alias, acts in work:
            path = team.folder / f"away-{next(NUMBERS)}.hashiya"
            with closing(create_from_pack(path, out[alias], app_version="0.1")) as store:
                session = store.open_session(alias, "laptop", "0.1")
                for number in range(acts):
                    name = data.draw(st.sampled_from(["d1", "d2"]))
                    if data.draw(st.integers(0, 4)) == 0:
                        store.undo(session)
                    act = data.draw(acts_on(store.layer(name, alias), f"{session}.{number}"))
                    store.record(session, name, act)
                packs.append(store.pack_back())
        order = data.draw(st.permutations(packs))
        again = data.draw(st.lists(st.sampled_from(packs), max_size=3)) if packs else []
        counted += len(packs) + len(order) + len(again)
        try:
            assert team.merged(packs) == team.merged([*order, *again])
        finally:
            team.close()

    run()
    assert counted >= merges


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["salma away", "omar away", "salma here", "omar here", "merge", "undo"]),
        st.integers(0, 7),
    ),
    max_size=30,
)


class Cutters:
    """Two people who cut, mark and tag one document, here and in a pack of their own each."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self.away = {alias: team.away(alias, "d1") for alias in ("salma", "omar")}
        self._sessions: dict[int, str] = {}

    def do(self, place: str, choice: int) -> None:
        """Do something somewhere, as far as it can be done there."""
        alias = ("salma", "omar")[choice % 2]
        if place == "merge":
            self.merge(alias)
        elif place == "undo":
            store = (self.team.store, *self.away.values())[choice % 3]
            owner = alias if choice % 3 == 0 else ("salma", "omar")[choice % 3 - 1]
            with suppress(StoreError):
                store.undo(self._session(store, owner))
        else:
            alias, where = place.split()
            self._act(self.away[alias] if where == "away" else self.team.store, alias, choice)

    def merge(self, alias: str) -> None:
        """Bring somebody's pack in: no span is lost, and the project is whole."""
        pack = self.away[alias].pack_back()
        if pack.events:
            self.team.store.merge(self.team.boss, pack)
            held = {each.id for each in self.team.store.layer("d1", alias).annotations}
            there = {each.id for each in self.away[alias].layer("d1", alias).annotations}
            assert there <= held
        assert [*self.team.store.check()] == []

    def _act(self, store: Store, alias: str, choice: int) -> None:
        sentences = store.document("d1").sentences
        span = sentences[choice % len(sentences)]
        marks = {mark.span: mark.state for mark in store.layer("d1", alias).marks}
        session = self._session(store, alias)
        state = marks.get(span)
        if choice < 2:
            act = adding(annotation(f"{session}.{next(NUMBERS)}", (span.start, span.start + 3)))
            if state == "nothing":  # As the screen does: there is something in it now.
                opened = marking((span.start, span.end), state, None)
                act = Act_(edits=(*act.edits, *opened.edits))
        elif choice < 4:
            after: MarkState = "done" if choice == 2 else "nothing"
            act = marking((span.start, span.end), state, None if state else after)
        elif choice == 4:
            note = Reminder(span=span, is_flagged=True, note=f"{choice}")
            act = Act_(edits=(Remind(before=None, after=note),))
        elif choice < 7 and span.end - span.start > 6:
            middle = span.start + 3 + choice % 3
            halves = (Span(start=span.start, end=middle), Span(start=middle, end=span.end))
            act = cutting(*halves, before=(span,))
        elif len(sentences) > 1:
            whole = Span(start=sentences[0].start, end=sentences[1].end)
            act = cutting(whole, before=sentences[:2])
        else:
            return
        with suppress(PolicyError, CorruptionError):
            store.record(session, "d1", act)

    def _session(self, store: Store, alias: str) -> str:
        if id(store) not in self._sessions or store is self.team.store:
            self._sessions[id(store)] = store.open_session(alias, "laptop", "0.1")
        return self._sessions[id(store)]

    def close(self) -> None:
        """Close everything."""
        for store in self.away.values():
            store.close()
        self.team.close()


@pytest.mark.parametrize("cases", [25, pytest.param(2_000, marks=pytest.mark.torture)])
def test_whoever_cuts_where_no_span_is_lost(
    tmp_path_factory: pytest.TempPathFactory, cases: int
) -> None:
    """Cuts, marks, notes and undos in packs and here, merged in any order as often as one likes."""

    @settings(
        max_examples=cases,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(deeds=DEEDS)
    def run(deeds: list[tuple[str, int]]) -> None:
        cutters = Cutters(Team(tmp_path_factory.mktemp("cut")))
        try:
            for place, choice in deeds:
                cutters.do(place, choice)
            for alias in ("salma", "omar"):
                cutters.merge(alias)
        finally:
            cutters.close()

    run()


def _merger(path: Path, pack: EventPack) -> Callable[[int], None]:
    def work(output: int) -> None:
        with closing(open_project(path)) as store:
            session = store.open_session("lamia", "laptop", "0.1")
            os.write(output, b".")
            store.merge(session, pack)

    return work


@pytest.mark.parametrize("cycles", [8, pytest.param(500, marks=pytest.mark.torture)])
def test_a_kill_while_merging_leaves_the_project_whole(team: Team, cycles: int) -> None:
    """All of a pack is in or nothing of it, and merging it again brings it in."""
    dice = random.Random(20260131)
    with closing(team.away("salma")) as store:
        session = store.open_session("salma", "laptop", "0.1")
        for number in range(60):
            store.record(session, "d1", adding(annotation(f"{session}.{number}")))
        pack = store.pack_back()
    team.store.close()
    for _ in range(cycles):
        copy = team.folder / f"kill-{next(NUMBERS)}.hashiya"
        with closing(open_project(team.project.path)) as store:
            store.backup(copy)
        with child(_merger(copy, pack)) as (process, output):
            os.read(output, 1)
            time.sleep(dice.uniform(0, 0.05))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        with closing(open_project(copy)) as store:
            assert len(store.layer("d1", "salma").annotations) in {0, 60}
            assert [*store.check()] == []
            store.merge(store.open_session("lamia", "laptop", "0.1"), pack)
            assert len(store.layer("d1", "salma").annotations) == 60
            assert [*store.check()] == []
    team.project.reopen()


def test_who_merged_what_is_told(team: Team) -> None:
    """By document, newest first: to whoever merged it and to whose work it is."""
    with closing(team.away("salma")) as store:
        first = worked(store, "salma")
        team.store.merge(team.boss, first._replace(source="/far/news-salma.back.jsonl"))
        team.store.merge(team.boss, first)
        worked(store, "salma", "d2", "b")
        nour = team.project.sit("nour")
        team.store.merge(nour, store.pack_back())
    newest, oldest = team.store.merges()
    assert (oldest.by, oldest.alias, oldest.source) == ("lamia", "salma", "news-salma.back.jsonl")
    assert [tuple(each) for each in oldest.documents] == [("d1", "name of d1", 3, 1, 1, 1)]
    assert (newest.by, newest.sittings) == ("nour", 1)
    assert [(each.document_id, each.spans) for each in newest.documents] == [("d2", 1)]
    assert team.store.merges(before=newest.number) == [oldest]
    assert team.store.merges("salma") == [newest, oldest]
    assert team.store.merges("lamia") == [oldest]
    assert team.store.merges("omar") == []
    acts = team.store.merged_acts(oldest.number)
    assert [each.kind for each in acts] == ["edit", "undo", "edit", "edit"]
    assert team.store.merged_acts(oldest.number, before=acts[1].key, limit=1) == acts[2:3]
    assert [*team.project.reopen().check()] == []


def figures_of(store: Store, alias: str = "salma") -> tuple[Worked, dict[int, Worked]]:
    """In all, and by the quarter of an hour."""
    found = store.figures(alias)
    return found.total, {each.begins: each.worked for each in found.quarters}


def test_work_counts_as_it_did_where_it_was_done(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time, spans and sentences of each quarter of an hour, whatever came in when."""
    clock = iter(range(0, 10_000_000, 47))
    monkeypatch.setattr("hashiya.store.pen.utc_now", lambda: _at(1_800_000_000 + next(clock)))
    packs = []
    with closing(team.away("salma")) as store:
        for number, name in enumerate(("d1", "d2", "d1")):
            session = store.open_session("salma", "laptop", "0.1")
            for nth in range(5 + number):
                store.record(session, name, adding(annotation(f"{number}.{nth}", MINISTER)))
                store.undo(session)
                store.redo(session)
            store.undo(session)
            packs.append(store.pack_back())
        here = figures_of(store)
    assert here[0].spans == 15
    for order in permutations(packs):
        path = team.folder / f"figures-{next(NUMBERS)}.hashiya"
        team.store.backup(path)
        with closing(open_project(path)) as copy:
            for pack in order:
                copy.merge(team.boss, pack)
            assert figures_of(copy) == here
            assert figures_of(copy, "omar")[0] == Worked()
            assert [*copy.check()] == []


def _at(seconds: int) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


def test_own_work_and_what_came_in_are_counted_together(team: Team) -> None:
    """Neither changes the other's rows, and an undo takes back what was done here alone."""
    session = team.project.sit("salma")
    team.store.record(session, "d3", adding(annotation("own", MINISTER)))
    with closing(team.away("salma", "d1")) as store:
        team.store.merge(team.boss, worked(store, "salma"))
        away = store.figures("salma").total
    assert team.store.figures("salma").total.spans == away.spans + 1
    assert team.store.undo(session) is not None
    assert team.store.figures("salma").total.spans == away.spans
    assert team.store.undo(session) is None
    assert [*team.store.check()] == []


def test_a_project_from_before_is_given_its_merges(team: Team) -> None:
    """With its figures; whence they came is not known."""
    with closing(team.away("salma")) as store:
        team.store.merge(team.boss, worked(store, "salma"))
    (told,) = team.store.merges()
    figures = team.store.figures("salma")
    team.store.close()
    tamper(team.project.path, "DELETE FROM figure")
    with closing(sqlite3.connect(team.project.path)) as connection, connection:
        for table in ("passage", "merging_part", "merging"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM migration WHERE name >= '0017'")
        connection.execute("PRAGMA user_version = 16")
    reopened = team.project.reopen()
    assert [each._replace(at=told.at) for each in reopened.merges()] == [told]
    assert reopened.figures("salma") == figures
    assert [*reopened.check()] == []


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE merging SET source = 'other'", "seal"),
        ("UPDATE merging_part SET last = 2", "not told"),
        ("DELETE FROM merging_part", "not told"),
        ("UPDATE figure SET spans = 7", "figure"),
    ],
)
def test_a_check_sees_what_is_not_true_of_a_merge(team: Team, statement: str, word: str) -> None:
    """Rows that events do not say."""
    with closing(team.away("salma")) as store:
        team.store.merge(team.boss, worked(store, "salma"))
    tamper(team.project.path, statement)
    assert any(word in str(each) for each in team.store.check())
