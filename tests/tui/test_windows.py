"""Two windows: what is done in one is in the other at once, and nothing is lost or done twice."""

from __future__ import annotations

import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal
from tests.tui.sessions import TEXT, Desk, sitting_at
from tests.tui.tally import COMMAND, VARIABLE, read_tally

from hashiya.model import Annotation, Span, violations
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Page,
    apply_plan,
    check_project,
    default_scheme,
    draft_add,
    draft_flag,
    draft_mark,
    draft_relabel,
    draft_remove,
    draft_sentence_split,
    draft_span_flag,
    import_paths,
    make_project,
    plan_scheme,
    read_scheme_text,
    scheme_toml,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    files = [tmp_path / "first.txt", tmp_path / "second.txt"]
    import_paths(path, files, ImportOptions(alias="lead"))
    return path


@pytest.fixture
def other(project: Path) -> Iterator[AnnotationSession]:
    """The same person once more, in another window."""
    session = AnnotationSession.open(project, "salma")
    yield session
    session.close()


def opened(project: Path, alias: str = "salma") -> AnnotationSession:
    """A sitting of this person."""
    return AnnotationSession.open(project, alias)


def page_of(session: AnnotationSession) -> Page:
    """The first article as it stands."""
    page = session.step(0, 1)
    assert page is not None
    return page


def tag(session: AnnotationSession, words: str, label: str = "agency") -> Annotation:
    """Tag words in the first article."""
    page = page_of(session)
    start = TEXT.index(words)
    span = Span(start=start, end=start + len(words))
    session.commit(page.document.id, draft_add(page, session.scheme, span, label))
    return next(each for each in page_of(session).layer.annotations if each.span == span)


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait until what happened elsewhere is seen."""
    for _ in range(500):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so(), desk.said()
    await desk.pilot.pause()


async def unwatched(desk: Desk) -> None:
    """Let this window see nothing by itself, so that it works on what is no longer so."""
    margin = desk.screen._margin
    assert margin is not None
    watch = margin._watch
    assert watch is not None
    await until(desk, lambda: not watch._is_looking)
    watch._is_looking = True


async def test_what_another_window_does_is_shown(project: Path, other: AnnotationSession) -> None:
    """Spans, marks and their undoing come onto the screen, with words and with nothing moved."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("مدير")
        await desk.press("shift+left")
        pointer, sheet = desk.reading.pointer, desk.view.sheet
        top = desk.view.scroll_offset.y
        tag(other, "وزارة الخارجية")
        tag(other, "وزارة", "topic")
        await until(desk, lambda: len(desk.spans) == 2)
        await until(desk, lambda: "another window of yours" in desk.said())
        assert desk.reading.pointer == pointer
        assert desk.view.sheet is sheet
        assert desk.view.scroll_offset.y == top
        assert desk.word == "مدير بنك"
        other.undo()
        await until(desk, lambda: len(desk.spans) == 1)
        assert desk.said() == "1 change from another window of yours"
        page = page_of(other)
        act = draft_mark(page, page.document.sentences[0], "done")
        assert act is not None
        other.commit(page.document.id, act)
        await until(desk, lambda: len(desk.reading.page.layer.marks) == 1)


async def test_flags_of_another_window_are_shown(project: Path, other: AnnotationSession) -> None:
    """A flag on a sentence, an article or a span comes onto the screen, and can be built on."""
    async with sitting_at(partial(opened, project)) as desk:
        page = page_of(other)
        for sentence in (page.document.sentences[0], None):
            other.commit(page.document.id, draft_flag(page_of(other), sentence))
        await until(desk, lambda: len(desk.reading.page.layer.reminders) == 2)
        here = tag(other, "مدير")
        other.commit(page.document.id, draft_span_flag(here))
        await until(desk, lambda: any(each.is_flagged for each in desk.reading.index.annotations))
        await desk.go("مدير")
        await desk.press("l", "2")
        await desk.settled()
        assert desk.app.queue.state.kind == "saved"
        (kept,) = page_of(other).layer.annotations
        assert (kept.label, kept.is_flagged) == ("official", True)


async def test_what_a_key_waits_for_is_kept(project: Path, other: AnnotationSession) -> None:
    """After `l` a label key still changes the label, whatever came in between."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("مدير")
        await desk.press("1", "l")
        await desk.settled()
        tag(other, "وزارة")
        await until(desk, lambda: len(desk.spans) == 2)
        await desk.press("2")
        await desk.settled()
        assert ("official", "مدير") in desk.spans


async def test_one_s_own_acts_are_no_news(project: Path) -> None:
    """Nothing is said of what was done here, however often the project is looked at."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1", "left", "2")
        await desk.settled()
        margin = desk.screen._margin
        assert margin is not None
        assert margin._watch is not None
        for _ in range(3):
            await margin._watch.look()
        assert "another window" not in desk.said()


async def test_other_people_s_spans_stay_theirs(project: Path) -> None:
    """What another annotator tags is neither shown nor spoken of."""
    async with sitting_at(partial(opened, project)) as desk:
        omar = opened(project, "omar")
        tag(omar, "وزارة")
        margin = desk.screen._margin
        assert margin is not None
        assert margin._watch is not None
        await margin._watch.look()
        omar.close()
        assert desk.spans == []
        assert desk.said() == ""


async def test_a_sentence_cut_by_somebody_is_shown(project: Path) -> None:
    """Another annotator's cut comes onto the screen without a key, and is spoken of."""
    async with sitting_at(partial(opened, project)) as desk:
        count = len(desk.reading.page.document.sentences)
        omar = opened(project, "omar")
        page = page_of(omar)
        act = draft_sentence_split(page, omar.scheme, TEXT.index("اجتماعا"))
        omar.recut(page.document.id, act, 0)
        omar.close()
        await until(desk, lambda: len(desk.reading.page.document.sentences) == count + 1)
        assert desk.said() == "sentences of this article were split or merged elsewhere"
        assert f"1/{count + 1}" in desk.lines()[0]


async def test_a_new_scheme_is_taken_up(project: Path) -> None:
    """Labels that the coordinator renames are renamed on the screen, with their keys."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1")
        await desk.settled()
        words = scheme_toml(default_scheme())
        words = words.replace('name = "agency"', 'name = "body"').replace('key = "1"', 'key = "7"')
        file = read_scheme_text(f'{words}\n[migration.rename]\nagency = "body"\n', "scheme.toml")
        assert not file.problems
        apply_plan(project, plan_scheme(project, file), "lead")
        await until(desk, lambda: desk.spans == [("body", "نظمت")])
        assert "labels were changed" in desk.said()
        assert "another window" not in desk.said()
        await desk.go("مدير")
        await desk.press("7")
        await desk.settled()
        assert ("body", "مدير") in desk.spans
        assert "7" in desk.lines()[-2]
    assert check_project(project) == []


async def test_the_same_span_is_not_tagged_twice(project: Path, other: AnnotationSession) -> None:
    """What is there already is refused by name, and the screen shows what is."""
    async with sitting_at(partial(opened, project)) as desk:
        await unwatched(desk)
        tag(other, "مدير")
        await desk.go("مدير")
        await desk.press("1")
        await until(desk, lambda: "not done" in desk.said())
        assert "agency on مدير" in desk.said()
        assert "already" in desk.said()
        assert desk.spans == [("agency", "مدير")]
        assert desk.reading.page.layer == page_of(other).layer
        assert desk.app.queue.state.kind == "saved"
    assert check_project(project) == []


async def test_what_is_gone_cannot_be_changed(project: Path, other: AnnotationSession) -> None:
    """A label for a span that the other window removed is refused, with all that follows it."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("مدير")
        await desk.press("1")
        await desk.settled()
        page = page_of(other)
        await unwatched(desk)
        other.commit(page.document.id, draft_remove(page.layer.annotations[0]))
        await desk.type_at_once("l", "2", "x")
        await until(desk, lambda: desk.spans == [] and "not done" in desk.said())
        assert "removed or moved in another window" in desk.said()
        assert desk.app.queue.state.kind == "saved"
        await desk.press("1")
        await desk.settled()
        assert len(page_of(other).layer.annotations) == 1
    assert check_project(project) == []


async def test_a_mark_on_a_sentence_that_was_cut_is_refused(
    project: Path, other: AnnotationSession
) -> None:
    """What comes after it is saved all the same, and the new sentences are shown."""
    async with sitting_at(partial(opened, project)) as desk:
        await unwatched(desk)
        page = page_of(other)
        count = len(page.document.sentences)
        act = draft_sentence_split(page, other.scheme, TEXT.index("اجتماعا"))
        assert act is not None
        other.recut(page.document.id, act, 0)
        await desk.press("enter")
        await until(desk, lambda: "split or merged this sentence meanwhile" in desk.said())
        assert desk.app.queue.state.kind == "saved"
        await until(desk, lambda: len(desk.reading.page.document.sentences) == count + 1)
        assert desk.reading.page.layer.marks == ()
        await desk.press("1")
        await desk.settled()
        assert len(page_of(other).layer.annotations) == 1
    assert check_project(project) == []


async def test_what_still_goes_is_written_on_top(project: Path, other: AnnotationSession) -> None:
    """A span beside the other window's stands with it, and opens a sentence of nothing again."""
    async with sitting_at(partial(opened, project)) as desk:
        await unwatched(desk)
        tag(other, "وزارة الخارجية")
        page = page_of(other)
        act = draft_mark(page, page.document.sentences[1], "nothing")
        assert act is not None
        other.commit(page.document.id, act)
        await desk.go("مدير")
        await desk.press("1")
        await desk.settled()
        assert desk.app.queue.state.kind == "saved"
        layer = page_of(other).layer
        assert [each.quote for each in layer.annotations] == ["وزارة الخارجية", "مدير"]
        assert layer.marks == ()
        await desk.press("u")
        await until(desk, lambda: len(desk.spans) == 1)
        assert len(page_of(other).layer.marks) == 1
    assert check_project(project) == []


async def test_a_label_changed_elsewhere_stays(project: Path, other: AnnotationSession) -> None:
    """Of two labels for one span the first stands; the second is refused by name."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.go("مدير")
        await desk.press("1")
        await desk.settled()
        await unwatched(desk)
        page = page_of(other)
        here = page.layer.annotations[0]
        other.commit(page.document.id, draft_relabel(page, other.scheme, here, "topic"))
        await desk.press("l", "2")
        await until(desk, lambda: desk.spans == [("topic", "مدير")])
        assert "changed in another window" in desk.said()


async def test_undo_takes_the_newest_of_both_windows(
    project: Path, other: AnnotationSession
) -> None:
    """U takes back what the other window did last, and the screen shows it."""
    async with sitting_at(partial(opened, project)) as desk:
        await desk.press("1")
        await desk.settled()
        tag(other, "مدير")
        await desk.press("u")
        await until(desk, lambda: desk.said().startswith("undone: agency on مدير"))
        assert desk.spans == [("agency", "نظمت")]
        await desk.press("u")
        await until(desk, lambda: desk.spans == [])
        assert page_of(other).layer.annotations == ()


CUTS = ("\x1b[18~", "\x1b[19~")
KEYS = (*"1234" * 3, *"xxuuro0", "\r", "n", "p", "l1", "l2", "f1", "s", "\x1b", *CUTS)
MOVES = ("left", "right", "up", "down", "shift-left")
COUNTS = re.compile(r"^ 1 \S+ (\d+) .*2 \S+ (\d+) .*3 \S+ (\d+) .*4 \S+ (\d+)", re.MULTILINE)


def counts_on(terminal: Terminal) -> tuple[int, ...] | None:
    """Annotations of each label as a screen shows them; None while something is being saved."""
    found = COUNTS.search(terminal.text())
    return tuple(map(int, found.groups())) if found and "● saved" in terminal.text() else None


def article_on(terminal: Terminal) -> list[str]:
    """The lines of the article, letters and lanes."""
    return terminal.text().split("\n")[1:16]


def counts_in(project: Path) -> tuple[int, ...]:
    """Annotations of each label as the project has them."""
    session = opened(project)
    labels = [each.label for each in page_of(session).layer.annotations]
    names = [label.name for label in session.scheme.labels]
    session.close()
    return tuple(labels.count(name) for name in names)


def edits_in(project: Path) -> int:
    """Edits in the journal, undone or not, but for sentences cut: these are no waiting acts."""
    with closing(sqlite3.connect(project)) as connection:
        count: int = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'edit' AND body NOT LIKE '%resegment%'"
        ).fetchone()[0]
    return count


def expect_allowed(project: Path) -> None:
    """Nothing stands twice, and nothing breaks the policy."""
    session = opened(project)
    page, policy = page_of(session), session.scheme.policy
    session.close()
    labelled = [(each.span, each.label) for each in page.layer.annotations]
    assert len(labelled) == len({*labelled})
    assert [*violations(labelled, page.document, policy)] == []


def hammer(project: Path, seed: int, keys: int) -> None:
    """Two programs and random keys: both show what the project holds, and every act counts."""
    chance, before = random.Random(seed), edits_in(project)
    command = [sys.executable, "-c", COMMAND, "-p", str(project), "annotate", "--as", "salma"]
    tallies = [project.with_name(f"tally-{seed}-{number}") for number in range(2)]
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        windows = []
        for tally in tallies:
            patch.setenv(VARIABLE, str(tally))
            windows.append(stack.enter_context(Terminal(command)))
        for window in windows:
            window.wait_for("● saved")
        for _ in range(keys):
            key = chance.choice(MOVES if chance.random() < 0.5 else KEYS)
            for window in chance.choice([windows[:1], windows[1:], windows]):
                window.send(key)  # in both it is often the same word, in the same moment
            for each in windows:
                each.settle(chance.choice([0.0, 0.0, 0.02]), limit=0.3)
        for window in windows:
            window.send("escape")
            window.settle(0.1)
            window.send("escape")
        held: tuple[int, ...] = ()
        for _ in range(100):
            for window in windows:
                window.settle(0.2, limit=1.0)
            held = counts_in(project)
            if [counts_on(window) for window in windows] == [held, held]:
                break
        assert [counts_on(window) for window in windows] == [held, held], windows[0].text()
        for window in windows:
            window.send("page-up")
            window.send("page-up")
            window.settle(0.3)
        assert article_on(windows[0]) == article_on(windows[1])
        for window in windows:
            window.send("ctrl-q")
            window.settle(0.5)
    counted = [read_tally(tally) for tally in tallies]
    assert all(each.done == each.written + each.refused for each in counted), counted
    assert edits_in(project) == before + sum(each.written for each in counted)
    expect_allowed(project)
    assert check_project(project) == []


def test_two_windows_show_the_same(project: Path) -> None:
    """Two real programs hammered with random keys lose nothing, double nothing and agree."""
    hammer(project, 1, 60)


@pytest.mark.torture
def test_two_windows_show_the_same_again_and_again(project: Path) -> None:
    """The same, much longer, and on what the run before has left."""
    for seed in range(2, 42):
        hammer(project, seed, 400)
