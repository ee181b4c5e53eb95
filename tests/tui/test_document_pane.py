"""The list of articles: what it lists and in which state, how it is narrowed, and the way there."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui.sessions import Desk, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless, emitted
from tests.tui.test_panes import LEAST, NARROW, WIDE, panes
from tests.tui.test_searching import until

from hashiya.model import DocumentRecord, SpanRecord
from hashiya.services import (
    AnnotationSession,
    apply_plan,
    default_scheme,
    plan_scheme,
    read_scheme_text,
    scheme_toml,
)
from hashiya.store import (
    DocumentLine,
    HitFilter,
    ListPage,
    ListRequest,
    create_project,
    listing,
)
from hashiya.tui.document_lines import DocumentLines
from hashiya.tui.screens import document_looks, document_pane
from hashiya.tui.screens.document_pane import DocumentPane
from hashiya.tui.widgets import LinesView

TEXT = "قال الوزير إن الأمر تم. وانتهى اللقاء."
SENTENCES = ((0, 23), (24, 38))


def record(number: int, name: str = "", *labels: str) -> DocumentRecord:
    """An article with a span of each label."""
    spans = tuple(SpanRecord(0, 3, label) for label in labels)
    return DocumentRecord(
        f"d{number}",
        name or f"مقال {number}",
        TEXT,
        sentences=SENTENCES,
        spans=spans,
        has_layer=bool(spans),
    )


def opens(tmp_path: Path, *records: DocumentRecord) -> Callable[[], AnnotationSession]:
    """Opens a sitting at a project with these articles."""
    path = tmp_path / "list.hashiya"
    store = create_project(path, name="list", scheme=default_scheme())
    store.add_annotator("salma")
    store.put(store.open_session("salma", "", ""), records)
    store.close()
    return lambda: AnnotationSession.open(path, "salma")


@pytest.fixture
def four(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at four articles, two of them begun."""
    return opens(
        tmp_path,
        record(1, "اجتماعُ الرِّباط"),
        record(2, "", "agency"),
        record(3, "Rabat, the text"),
        record(4, "", "agency", "official"),
    )


def room(desk: Desk) -> DocumentPane:
    """The list."""
    found = panes(desk)._room
    assert isinstance(found, DocumentPane)
    return found


def listed(desk: Desk) -> list[str]:
    """Ids of what is listed."""
    return [line.id for line in room(desk)._lines.held]


def shown(desk: Desk) -> str:
    """What stands in the pane."""
    region = panes(desk).region
    return "\n".join(line[region.x : region.right] for line in desk.lines())


async def listing_of(desk: Desk, *ids: str) -> None:
    """Wait until just these are listed."""
    await until(desk, lambda: listed(desk) == [*ids] and not room(desk)._is_looking)


@pytest.mark.parametrize("size", [WIDE, NARROW, LEAST])
async def test_articles_are_listed_with_their_state(
    four: Callable[[], AnnotationSession], size: tuple[int, int]
) -> None:
    """Each has the sign of its state, and the project's numbers stand above."""
    async with sitting_at(four, size=size) as desk:
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        assert "● 0  ◐ 2  ○ 2" in shown(desk)
        assert shown(desk).count("○") == 3
        assert shown(desk).count("◐") == 3
        assert "4 articles" in shown(desk)
        await desk.press("f3")
        assert not panes(desk).display


async def test_enter_opens_the_article_where_the_person_left_it(
    four: Callable[[], AnnotationSession],
) -> None:
    """The caret is where it was, the keys are the article's, and the list stays beside it."""
    async with sitting_at(four, size=WIDE) as desk:
        await desk.go("اللقاء")
        before = desk.reading.pointer.caret
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        await desk.type_at_once("down", "down", "enter", "1")
        await until(desk, lambda: desk.reading.page.document.id == "d3")
        await desk.settled()
        assert desk.spans == [("agency", "قال")]
        assert panes(desk).display
        await desk.press("f3", "home")
        await until(desk, lambda: room(desk)._lines.cursor == 0)
        await desk.press("enter")
        await until(desk, lambda: desk.reading.page.document.id == "d1")
        assert desk.reading.pointer.caret == before


async def test_keys_in_one_breath_find_the_list(
    four: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed behind the key that opens the list waits for the list, and no longer."""
    monkeypatch.setattr(document_pane, "PATIENCE_SECONDS", 20.0)
    async with sitting_at(four, size=NARROW) as desk:
        await desk.type_at_once("f3", "down", "down", "enter", "1")
        await until(desk, lambda: desk.reading.page.document.id == "d3")
        await until(desk, lambda: desk.spans == [("agency", "قال")])
        await desk.type_at_once("f3", "up", "enter", "n")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        assert not panes(desk).display
        assert not panes(desk).is_holding


async def test_keys_wait_for_what_is_above_too(
    four: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slowly the articles before the one that is open come, a key finds them."""
    listed_at_once = AnnotationSession.list_documents

    def listed_slowly(session: AnnotationSession, request: ListRequest) -> ListPage:
        time.sleep(0.3 if request.backwards else 0)
        return listed_at_once(session, request)

    monkeypatch.setattr(document_pane, "PATIENCE_SECONDS", 20.0)
    async with sitting_at(four, size=NARROW) as desk:
        await desk.press("]")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        monkeypatch.setattr(AnnotationSession, "list_documents", listed_slowly)
        await desk.type_at_once("f3", "up", "enter")
        await until(desk, lambda: desk.reading.page.document.id == "d1")


async def test_a_click_opens_the_article(four: Callable[[], AnnotationSession]) -> None:
    """The line under the mouse is opened, also from over the article."""
    async with sitting_at(four, size=NARROW) as desk:
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        region = panes(desk).query_one(LinesView).region
        await desk.click((region.x + 9, region.y + 3))
        await until(desk, lambda: desk.reading.page.document.id == "d4")
        assert not panes(desk).has_keys


async def test_filters_and_words_hold_together(four: Callable[[], AnnotationSession]) -> None:
    """Label, state, flag and words of a name let through what all let through."""
    async with sitting_at(four, size=WIDE) as desk:
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        assert "any label  any state  flag or not" in shown(desk)
        await desk.press("tab", "right")
        await listing_of(desk, "d2", "d4")
        assert "‹agency›" in shown(desk)
        await desk.press("right")
        await listing_of(desk, "d4")
        await desk.press("tab", "space")
        await listing_of(desk)
        assert "official  ‹new articles›" in shown(desk)
        assert "no article with these" in shown(desk)
        await desk.press("space", *"4")
        await listing_of(desk, "d4")
        assert "official  begun articles" in shown(desk)
        await desk.press("backspace", *"2")
        await listing_of(desk)
        await desk.press("tab", "left")
        await listing_of(desk, "d2")
        await desk.press("tab", "tab", "left")
        await listing_of(desk)
        assert "agency  begun ones  ‹with a flag›" in shown(desk)
        await desk.press("escape")
        await listing_of(desk, "d2")
        assert panes(desk).has_keys
        await desk.press("escape")
        assert not panes(desk).display


async def test_a_filter_of_a_label_that_is_gone_is_let_go(
    four: Callable[[], AnnotationSession], tmp_path: Path
) -> None:
    """Where the labels change under the list, it lists by those that there are."""
    async with sitting_at(four, size=WIDE) as desk:
        await desk.press("f3", "tab", "end", "tab", "end")
        await listing_of(desk)
        assert "topic" in shown(desk)
        toml = scheme_toml(default_scheme()).replace('name = "topic"', 'name = "subject"')
        file = read_scheme_text(f'{toml}\n[migration.rename]\ntopic = "subject"\n', "labels.toml")
        project = tmp_path / "list.hashiya"
        apply_plan(project, plan_scheme(project, file), "lead")
        await until(desk, lambda: room(desk)._facets.wanted == HitFilter(state="done"))
        await desk.press("home")
        await listing_of(desk, "d1", "d2", "d3", "d4")


async def test_a_flag_is_listed_with_its_sign(tmp_path: Path) -> None:
    """An article with a flag is told apart, and so is a span."""
    flagged = record(2)._replace(
        spans=(SpanRecord(0, 3, "agency", is_flagged=True),), has_layer=True
    )
    async with sitting_at(opens(tmp_path, record(1), flagged), size=WIDE) as desk:
        await desk.press("f3", "tab", "tab", "tab", "space")
        await listing_of(desk, "d2")
        assert "⚑" in shown(desk)
        await desk.press("enter")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        await desk.press("f4")
        assert "⚑" in shown(desk)


async def test_words_are_looked_for_in_names(four: Callable[[], AnnotationSession]) -> None:
    """Marks, the kind of alef and case do not matter; what is in no name is said."""
    async with sitting_at(four, size=WIDE) as desk:
        await desk.press("f3", *"الرباط")
        await listing_of(desk, "d1")
        await desk.press("ctrl+a", *"RABAT te")
        await listing_of(desk, "d3")
        await desk.press("ctrl+a", *"غائب")
        await listing_of(desk)
        assert "no article has these" in shown(desk)
        await desk.press("enter", "down", "pageup")
        assert desk.reading.page.document.id == "d1"


async def test_the_list_shows_what_is_done_meanwhile(
    four: Callable[[], AnnotationSession],
) -> None:
    """Beside the article, state and numbers of the one that is open follow each key."""
    async with sitting_at(four, size=WIDE) as desk:
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        await desk.press("enter", "1")
        assert room(desk)._lines.held[0].state == "begun"
        await until(desk, lambda: "● 0  ◐ 3  ○ 1" in shown(desk))
        await desk.press("enter", "enter")
        first = room(desk)._lines.held[0]
        assert (first.done, first.annotations, first.state) == (2, 1, "done")
        await until(desk, lambda: "● 1  ◐ 2  ○ 1" in shown(desk))
        await desk.press("]")
        await until(desk, lambda: room(desk)._lines.here == "d2")
        await until(desk, lambda: room(desk)._lines.cursor == 1)


@pytest.fixture
def many(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at two hundred articles."""
    return opens(tmp_path, *(record(number) for number in range(1, 201)))


def reaches(desk: Desk, position: int) -> bool:
    """Whether what comes behind a position is held."""
    return room(desk)._lines.held[-1].position > position


async def test_a_long_list_is_read_by_pages(
    many: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is near the cursor is held, wherever in the project, and nothing is lost."""
    monkeypatch.setattr(document_looks, "PAGE_DOCUMENTS", 10)
    monkeypatch.setattr(document_pane, "MAX_DOCUMENTS", 80)
    async with sitting_at(many, size=NARROW) as desk:
        await desk.press("f3")
        await until(desk, lambda: len(listed(desk)) >= 30)
        seen = []
        for at in range(200):
            await until(desk, partial(reaches, desk, at))
            here = room(desk)._lines
            seen.append(here.held[here.cursor].position)
            assert len(here.held) <= 80
            await desk.press("down")
        assert seen == [*range(1, 201)]
        for _ in range(40):
            await desk.press("pageup")
            await until(desk, lambda: not room(desk)._is_looking)
        here = room(desk)._lines
        assert here.held[here.cursor].position == 1
        assert [line.position for line in here.held] == [*range(1, len(here.held) + 1)]
        await desk.press("home")
        await until(desk, lambda: room(desk)._lines.held[0].position == 1)
        await desk.press("end")
        await until(desk, lambda: len(listed(desk)) >= 30)
        lines = room(desk)._lines
        assert lines.held[lines.cursor].position == 200
        await desk.press("pageup", "pageup", "enter")
        await until(desk, lambda: desk.reading.page.line.position < 190)


async def test_the_wheel_goes_on_past_what_is_held(
    many: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is scrolled to is fetched, and a click there opens it."""
    monkeypatch.setattr(document_pane, "MAX_DOCUMENTS", 150)
    async with sitting_at(many, size=WIDE) as desk:
        await desk.press("f3")
        await until(desk, lambda: len(listed(desk)) >= 30 and not room(desk)._is_looking)
        view = panes(desk).query_one(LinesView)
        for _ in range(40):
            view.scroll_relative(y=8, animate=False, immediate=True)
            await until(desk, lambda: not room(desk)._is_looking)
        assert room(desk)._lines.held[-1].position == 200
        assert len(listed(desk)) <= 150
        at = view.region.bottom - 1
        await desk.click((view.region.x + 9, at))
        await until(desk, lambda: desk.reading.page.line.position == 200)


async def test_the_list_begins_around_the_article(many: Callable[[], AnnotationSession]) -> None:
    """What is open is under the cursor and in sight, with the ones before it above."""
    async with sitting_at(many, size=NARROW) as desk:
        await desk.press("f3", "end")
        await until(desk, lambda: room(desk)._lines.cursor > 0)
        for _ in range(100):
            await desk.press("up")
        await desk.press("enter")
        await until(desk, lambda: desk.reading.page.line.position == 100)
        await desk.press("f3")
        await until(desk, lambda: listed(desk) != [] and not room(desk)._is_looking)
        lines = room(desk)._lines
        assert lines.held[lines.cursor].position == 100
        assert lines.held[0].position < 100 < lines.held[-1].position
        assert "◂" in shown(desk)


async def test_a_filter_that_matches_little_goes_on_looking(
    many: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look is bounded, and as many are made as it takes."""
    monkeypatch.setattr(listing, "LOOK_DOCUMENTS", 7)
    async with sitting_at(many, size=WIDE) as desk:
        await desk.press("f3", *"197")
        await listing_of(desk, "d197")
        assert "1 article" in shown(desk)


async def test_what_was_closed_looks_no_further(
    many: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that nobody sees ends."""
    monkeypatch.setattr(listing, "LOOK_DOCUMENTS", 1)
    async with sitting_at(many, size=WIDE) as desk:
        await desk.press("f3", *"غائب")
        found = room(desk)
        await desk.press("escape")
        assert not found._is_looking


@pytest.mark.parametrize("size", [(120, 40), NARROW, LEAST, (20, 5), (1, 1)])
async def test_hostile_names_on_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """Names are only shown, whatever they hold, and fill exactly their columns."""
    hostile = opens(tmp_path, *(record(number, f"{EVIL} {number}") for number in (1, 2, 3)))
    async with sitting_at(hostile, size=size) as desk:
        await desk.press("f3")
        await until(desk, lambda: len(listed(desk)) == 3)
        await desk.press("down", "pagedown", "tab", *"خطر")
        assert_harmless(emitted(desk))
        assert {cell_len(line) for line in desk.lines()} == {size[0]}


@pytest.mark.parametrize("width", [1, 2, 8, 20, 36, 80])
def test_a_line_fits_any_width(width: int) -> None:
    """The numbers give way to the name, and the name is cut."""
    lines = DocumentLines()
    lines.width = width
    lines.add([DocumentLine(1, "d1", "اسم طويل " * 9, 9, 40, 12, 12345, "begun")], before=False)
    line = lines[0]
    assert sum(piece.width for piece in (*line.left, *line.right)) <= max(width, 7)
