"""The history screen: what was done, newest first, and the way to a point of it, by key."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.model import Act, Add, Annotation, MarkSentence, Remove, Replace, Span
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Way,
    default_scheme,
    draft_merge,
    import_paths,
    make_project,
)
from hashiya.store import PastAct
from hashiya.tui.history_words import deed_words, when_words
from hashiya.tui.locale import use_language
from hashiya.tui.screens.history import HistoryScreen

TEXTS = (
    "قال مدير بنك المغرب إن الأمر تم. وانتهى اللقاء.",
    "نظمت وزارة الخارجية اجتماعا. text with [/] and \x1b]52;c;eA==\x07 here.",
)

Opens = Callable[[], AnnotationSession]


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens a sitting at two articles, one of them hostile."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    import_paths(path, [folder], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


@pytest.fixture
def in_arabic() -> Iterator[None]:
    """The interface in Arabic."""
    use_language("ar")
    yield
    use_language("en")


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait for the store's thread."""
    for _ in range(400):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so()
    await desk.pilot.pause()


async def looking_back(desk: Desk) -> HistoryScreen:
    """Open the history, with the words of its acts."""
    await desk.settled()
    await desk.press("f6")
    screen = desk.app.screen
    assert isinstance(screen, HistoryScreen)
    await until(desk, lambda: screen._state == "choosing")
    lines = screen._lines
    await until(desk, lambda: len(lines.quotes) == len(lines.acts))
    return screen


async def work(desk: Desk) -> None:
    """Tag a word, tag another, finish the sentence, and tag one in the next article."""
    await desk.go("مدير")
    await desk.press("2")
    await desk.go("بنك")
    await desk.press("1", "enter")
    await desk.settled()
    await desk.press("]")
    await until(desk, lambda: desk.reading.page.document.id == "d1")
    await desk.go("وزارة")
    await desk.press("1")
    await desk.settled()


def shown(desk: Desk) -> str:
    """Everything on the screen."""
    return "\n".join(desk.lines())


async def back_at_the_article(desk: Desk) -> None:
    """Wait until the history is gone and its article is there."""
    await until(desk, lambda: desk.app.screen is desk.screen)
    await until(desk, lambda: bool(desk.said()))


async def test_acts_are_listed_newest_first(opens: Opens) -> None:
    """Each says when and what, in which article, with its words in brackets; nothing raw."""
    async with sitting_at(opens) as desk:
        await work(desk)
        screen = await looking_back(desk)
        assert [act.document_id for act in screen._lines.acts] == ["d1", "d0", "d0", "d0"]
        lines = [line for line in desk.lines() if "●" in line]
        assert len(lines) == 4
        assert all(re.search(r"\d\d:\d\d ●", line) for line in lines)
        assert [
            re.search(r"(agency on|sentence done|official on)", line)[0]  # type: ignore[index]
            for line in lines
        ] == ["agency on", "sentence done", "agency on", "official on"]
        assert "you are here" in lines[0]
        assert "what salma did   4 acts stand" in desk.lines()[0]
        assert "this is where you are" in shown(desk)
        assert shown(desk).count("⟦") == 4
        assert "\x1b" not in shown(desk)


async def test_enter_goes_back_across_articles(opens: Opens) -> None:
    """What came after the chosen act is taken back, and redo brings it back one by one."""
    async with sitting_at(opens) as desk:
        await work(desk)
        await looking_back(desk)
        await desk.press("down", "down")
        assert "takes 2 acts back, to just after this one" in shown(desk)
        await desk.press("enter")
        await back_at_the_article(desk)
        assert desk.said() == "2 acts taken back, r brings them back one by one"
        assert desk.reading.page.document.id == "d0"
        assert not desk.reading.page.layer.marks
        assert [label for label, _ in desk.spans] == ["official", "agency"]
        await desk.press("r")
        await until(desk, lambda: bool(desk.reading.page.layer.marks))
        await desk.press("r")
        await until(desk, lambda: desk.reading.page.document.id == "d1")
        assert [label for label, _ in desk.spans] == ["agency"]


async def test_undone_acts_say_so_and_can_be_gone_to(opens: Opens) -> None:
    """They carry a sign and a word, Enter does them again, and those given up for others do not."""
    async with sitting_at(opens) as desk:
        await work(desk)
        await desk.press("u")
        await until(desk, lambda: not desk.spans)
        await desk.press("u")
        await until(desk, lambda: desk.reading.page.document.id == "d0")
        screen = await looking_back(desk)
        assert screen._lines.cursor == 2
        undone = [line for line in desk.lines() if "○" in line]
        assert len(undone) == 2
        assert all("(undone)" in line for line in undone)
        await desk.press("up")
        assert "does 1 act again, up to just after this one" in shown(desk)
        await desk.press("enter")
        await back_at_the_article(desk)
        assert desk.said() == "1 act done again"
        assert len(desk.reading.page.layer.marks) == 1
        await desk.press("u")
        await until(desk, lambda: not desk.reading.page.layer.marks)
        await desk.go("مدير")
        await desk.press("x")
        screen = await looking_back(desk)
        assert [act.state for act in screen._lines.acts] == ["stands", "dropped", "dropped"] + [
            "stands"
        ] * 2
        await desk.press("down")
        assert "✗" in shown(desk)
        assert "cannot be brought back" in shown(desk)
        await desk.press("enter")
        assert desk.app.screen is screen


async def test_the_beginning_is_a_point_too(opens: Opens) -> None:
    """Behind the oldest act one goes to where nothing was done."""
    async with sitting_at(opens) as desk:
        await work(desk)
        await looking_back(desk)
        await desk.press("end")
        assert "takes 4 acts back, to the beginning" in shown(desk)
        await desk.press("enter")
        await back_at_the_article(desk)
        assert desk.spans == []
        screen = await looking_back(desk)
        assert {act.state for act in screen._lines.acts} == {"undone"}
        assert screen._lines.cursor == 0


async def test_escape_changes_nothing(opens: Opens) -> None:
    """The article is as it was; so it is where one stands already."""
    async with sitting_at(opens) as desk:
        await work(desk)
        for keys in (("down", "escape"), ("enter",), ("f6",)):
            await looking_back(desk)
            await desk.press(*keys)
            await until(desk, lambda: desk.app.screen is desk.screen)
            assert [label for label, _ in desk.spans] == ["agency"]
        opened = desk.app.queue._session
        assert opened is not None
        page = await desk.app.queue.ask(lambda session: session.history())
        assert page.standing == 4


async def test_a_new_person_is_told_what_will_be_here(opens: Opens) -> None:
    """Without an act there is nothing to choose, and only the way out."""
    async with sitting_at(opens) as desk:
        await looking_back(desk)
        assert "you have done nothing here yet" in shown(desk)
        await desk.press("down", "end", "enter", "pagedown")
        assert isinstance(desk.app.screen, HistoryScreen)
        await desk.press("escape")
        assert not isinstance(desk.app.screen, HistoryScreen)


async def test_more_acts_are_read_while_it_is_scrolled(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of acts at a time, until the beginning is reached."""
    monkeypatch.setattr("hashiya.tui.screens.history.PAGE", 6)
    monkeypatch.setattr("hashiya.tui.screens.history.AHEAD", 2)
    async with sitting_at(opens) as desk:
        await desk.go("مدير")
        for _ in range(8):
            await desk.press("1", "x")
        screen = await looking_back(desk)
        assert len(screen._lines.acts) == 6
        await desk.press("down", "down", "down", "down", "down")
        await until(desk, lambda: len(screen._lines.acts) == 12)
        for _ in range(3):
            await until(desk, lambda: screen._state == "choosing")
            await desk.press("end")
        await until(desk, lambda: screen._lines.is_whole)
        assert [act.number for act in screen._lines.acts] == [*range(16, 0, -1)]
        await desk.press("end")
        assert "before your first act" in shown(desk)


async def test_a_long_way_can_be_stopped(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how far it is; Escape leaves the person where the part under way ends."""
    parts, may_go_on = [0], threading.Event()

    def slowly(self: AnnotationSession, number: int, near: str | None = None) -> Way:
        parts[0] += 1
        if parts[0] == 2:
            may_go_on.wait(20)
        gone = self._store.travel(self._session(), number, limit=1, near=near)
        return Way(*gone[:5], step=self._stepped(gone.last))

    monkeypatch.setattr(AnnotationSession, "go_to", slowly)
    async with sitting_at(opens) as desk:
        await work(desk)
        await looking_back(desk)
        await desk.press("end", "enter")
        await until(desk, lambda: "1 of 4 acts taken back" in shown(desk))
        await desk.press("escape")
        may_go_on.set()
        await back_at_the_article(desk)
        assert parts[0] == 2
        assert desk.said().startswith("2 acts taken back")
        assert [label for label, _ in desk.spans] == ["official", "agency"]


async def test_what_cannot_be_read_is_said(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trouble stands on the screen, and Escape leaves it."""

    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(AnnotationSession, "history", fails)
    async with sitting_at(opens) as desk:
        await desk.press("f6")
        await until(desk, lambda: "the disk is gone" in shown(desk))
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_another_window_may_be_quicker(opens: Opens) -> None:
    """A point that gave way meanwhile is refused with the reason, and the list is read again."""
    async with sitting_at(opens) as desk:
        await work(desk)
        await desk.press("u")
        await until(desk, lambda: not desk.spans)
        screen = await looking_back(desk)
        other = opens()
        page = other.open_document("d0")
        mark = page.document.sentences[1]
        other.commit("d0", Act(edits=(MarkSentence(span=mark, before=None, after="done"),)))
        other.close()
        await desk.press("home", "enter")
        await until(desk, lambda: "cannot be brought back" in shown(desk))
        assert [act.state for act in screen._lines.acts[:2]] == ["stands", "dropped"]
        await desk.press("escape")
        await until(desk, lambda: desk.app.screen is desk.screen)


async def test_what_was_taken_back_in_part_only_says_so(opens: Opens, tmp_path: Path) -> None:
    """Where others stood in the way, the message has the reason and the act keeps the words."""
    async with sitting_at(opens) as desk:
        await desk.press("enter")
        await desk.settled()
        other = AnnotationSession.open(tmp_path / "bank.hashiya", "omar")
        page = other.open_document("d0")
        other.recut("d0", draft_merge(page, other.scheme, page.document.sentences[0]), 0)
        other.close()
        await looking_back(desk)
        await desk.press("end", "enter")
        await back_at_the_article(desk)
        assert desk.said().startswith("1 act taken back")
        assert "1 only in part: the sentence was split or merged since" in desk.said()
        await looking_back(desk)
        assert "(undone in part)" in shown(desk)
        assert "others stood in the way" in shown(desk)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (1, 1)])
async def test_it_fits_every_screen(opens: Opens, size: tuple[int, int]) -> None:
    """On a small screen lines are cut, and keys go through the acts as on a large one."""
    async with sitting_at(opens, size=size) as desk:
        await desk.press("1", "x", "1", "u")
        screen = await looking_back(desk)
        await desk.press("home", "pagedown", "pageup", "down")
        assert screen._lines.cursor == 1
        assert all(len(line) <= size[0] for line in desk.lines())
        await desk.press("escape")
        await until(desk, lambda: desk.app.screen is desk.screen)


@pytest.mark.usefixtures("in_arabic")
async def test_the_list_runs_from_the_right_in_arabic(opens: Opens) -> None:
    """Acts stand at the right edge with their times, as in the other languages."""
    async with sitting_at(opens) as desk:
        await work(desk)
        await looking_back(desk)
        lines = [line for line in desk.lines() if "●" in line]
        assert len(lines) == 4
        assert all(re.search(r"\d\d:\d\d ● .?\s*$", line) for line in lines)


def test_an_act_of_another_day_has_a_date() -> None:
    """Today only the time says more."""
    now = datetime(2026, 3, 4, 12, tzinfo=UTC).astimezone()
    today = now.date()
    assert when_words("2026-03-04T12:00:00.000Z", today) == f"{now:%H:%M}"
    assert when_words("2026-03-04T12:00:00.000Z", today + timedelta(days=1)) == str(today)


def past(act: Act, **others: Any) -> PastAct:
    """An act of today that stands."""
    known = {"number": 1, "depth": 1, "state": "stands", "at": "2026-03-04T12:00:00.000Z"}
    known |= {"device": "laptop", "session_id": "s", "seq": 1, "document_id": "d"}
    known |= {"document_name": "n", "documents": 1, "annotations": 1, "act": act}
    known |= {"turned_at": "", "is_partly_undone": False}
    return PastAct(**{**known, **others})


def test_an_act_on_many_places_says_on_how_many() -> None:
    """One span is told by its words alone; more with their count, and that of the articles."""
    word = Annotation(id="a", span=Span(start=0, end=3), label="bank", quote="بنك")
    act = Act(edits=(Add(annotation=word),))
    assert deed_words(past(act)) == "bank on بنك"
    assert deed_words(past(act, annotations=6)) == "6 spans in all: bank on بنك"
    many = past(act, annotations=1200, documents=30)
    assert deed_words(many) == "1,200 spans in 30 articles: bank on بنك"
    assert deed_words(past(Act(edits=()))) == ""


def test_a_split_and_a_join_are_told_as_people_think_of_them() -> None:
    """Two annotations change in each, and neither is about two spans."""
    whole = Annotation(id="a", span=Span(start=0, end=9), label="bank", quote="بنك الشعب")
    part = Annotation(id="a", span=Span(start=0, end=3), label="bank", quote="بنك")
    rest = Annotation(id="b", span=Span(start=4, end=9), label="bank", quote="الشعب")
    split = Act(edits=(Replace(before=whole, after=part), Add(annotation=rest)))
    joined = Act(edits=(Replace(before=part, after=whole), Remove(annotation=rest)))
    assert deed_words(past(split, annotations=2)) == "بنك الشعب split in two"
    assert deed_words(past(joined, annotations=2)) == "بنك الشعب joined from two"
    moved = Act(edits=(Replace(before=part, after=rest), Add(annotation=part)))
    assert deed_words(past(moved, annotations=2)).startswith("2 spans in all: ")
