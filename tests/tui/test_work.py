"""Work that was given out, on the screen: the way through it, the queue, the list, the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, sitting_at
from tests.tui.test_document_pane import listed, listing_of, record, room, shown
from tests.tui.test_panes import LEAST, NARROW, WIDE
from tests.tui.test_searching import until

from hashiya.model import MarkRecord, SpanRecord
from hashiya.services import AnnotationSession, default_scheme
from hashiya.store import PassageWanted, Slots, Store, create_project, open_project
from hashiya.tui.widgets import Details, NoteBox

SENTENCES = ((0, 23), (24, 38))


class Team:
    """A project with four articles, a coordinator, and two annotators."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "team.hashiya"
        store = create_project(self.path, name="team", scheme=default_scheme())
        store.add_annotator("lamia", "coordinator")
        for alias in ("salma", "omar"):
            store.add_annotator(alias)
        store.put(self._sit(store), [record(number) for number in range(1, 5)])
        store.close()

    def _sit(self, store: Store) -> str:
        return store.open_session("lamia", "", "")

    def does(self, deed: Callable[[Store, str], object]) -> None:
        """Let the coordinator do something."""
        store = open_project(self.path)
        deed(store, self._sit(store))
        store.close()

    def gives(self, *wanted: Slots) -> None:
        """Give work out."""
        self.does(lambda store, session: store.assign(session, wanted))

    def opens(self, alias: str = "salma") -> Callable[[], AnnotationSession]:
        """Opens a sitting."""
        return lambda: AnnotationSession.open(self.path, alias)

    def states(self, alias: str = "salma") -> dict[str, str]:
        """How this person's places stand."""
        store = open_project(self.path)
        found: dict[str, str] = {
            page.id: slot.state
            for page in store.slots_page()
            for slot in page.slots
            if slot.alias == alias
        }
        store.close()
        return found


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A team."""
    return Team(tmp_path)


def here(desk: Desk) -> str:
    """The article on the screen."""
    return desk.reading.page.document.id


async def arrive(desk: Desk, document_id: str) -> None:
    """Wait for an article."""
    await until(desk, lambda: here(desk) == document_id)


async def said(desk: Desk, words: str) -> None:
    """Wait for some words."""
    await until(desk, lambda: words in desk.said())


async def finish(desk: Desk) -> None:
    """Mark both sentences and wait until they are written."""
    await desk.press("ctrl+home", "0", "0")
    await until(desk, lambda: desk.reading.page.line.state == "done")


async def test_the_way_goes_through_ones_own_articles_and_round(team: Team) -> None:
    """From the first that waits, behind the last to the first again; back through all of them."""
    team.gives(Slots("d2", ("salma",)), Slots("d4", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        assert here(desk) == "d2"
        await said(desk, "2 articles to do; ] goes to the next")
        await desk.press("]")
        await arrive(desk, "d4")
        await desk.press("]")
        await arrive(desk, "d2")
        await desk.press("[")
        await said(desk, "this is the first of your articles")
        await finish(desk)
        await desk.press("]")
        await arrive(desk, "d4")
        await said(desk, "1 article to do")
        await desk.press("[")
        await arrive(desk, "d2")


async def test_the_next_one_is_claimed_when_all_are_done(team: Team) -> None:
    """From the queue, until it is empty; then there are words, and the article stays."""
    team.gives(Slots("d1", ("salma",)), Slots("d3", (), 1))
    async with sitting_at(team.opens()) as desk:
        await said(desk, "1 article to do, 1 waits in the queue")
        await desk.press("]")
        await said(desk, "this is the last article you have to do; b leaves it")
        await finish(desk)
        await desk.press("]")
        await arrive(desk, "d3")
        await said(desk, "claimed from the queue: 1 article to do")
        await finish(desk)
        await desk.press("]")
        await said(desk, "all your articles are done, and none waits in the queue")
        assert here(desk) == "d3"
    assert team.states() == {"d1": "submitted", "d3": "submitted"}


async def test_undoing_the_last_mark_makes_it_work_again(team: Team) -> None:
    """The way knows of it at once."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await finish(desk)
        await desk.press("u")
        await until(desk, lambda: desk.reading.page.line.state == "begun")
        await desk.press("]")
        await said(desk, "this is the last article you have to do")


async def test_an_article_that_came_back_brings_its_note(team: Team) -> None:
    """The note stands under the text until the article is handed in."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await finish(desk)
    team.does(lambda store, session: store.reopen(session, "d1", "salma", "التواريخ ناقصة"))
    async with sitting_at(team.opens()) as desk:
        await said(desk, "1 article to do, 1 of them opened again")
        facts = desk.app.screen.query_one(Details).facts
        assert facts is not None
        assert [(each.is_again, each.note) for each in facts.reminders] == [
            (True, "التواريخ ناقصة")
        ]
        assert "↩" in "\n".join(desk.lines())
        await desk.press("i")
        await said(desk, "handed in; ] goes to the next")
        facts = desk.app.screen.query_one(Details).facts
        assert facts is not None
        assert facts.reminders == ()
    assert team.states() == {"d1": "submitted"}


async def test_an_article_that_comes_back_while_it_is_read_brings_its_note(team: Team) -> None:
    """The way on leads to itself, and says why; then it is the last one that is to be done."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await finish(desk)
        team.does(lambda store, session: store.reopen(session, "d1", "salma", "التواريخ ناقصة"))
        await desk.press("]")
        await said(desk, "1 article to do, 1 of them opened again")
        facts = desk.app.screen.query_one(Details).facts
        assert facts is not None
        assert [each.note for each in facts.reminders] == ["التواريخ ناقصة"]
        await desk.press("]")
        await said(desk, "this is the last article you have to do; b leaves it")


async def test_what_is_not_done_is_not_handed_in(team: Team) -> None:
    """The person is told."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await desk.press("i")
        await said(desk, "sentences of this article are open")


async def test_an_article_is_left_with_a_reason(team: Team) -> None:
    """Without one it is not; with one it is nobody's next article."""
    team.gives(Slots("d1", ("salma",)), Slots("d2", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await desk.press("b")
        await until(desk, lambda: desk.app.screen.has_class("noting"))
        await desk.press("ctrl+s")
        assert desk.app.screen.has_class("noting")
        await desk.press(*"dialect", "ctrl+s")
        await said(desk, "left, with your reason")
        assert not desk.app.screen.has_class("noting")
        await desk.press("b")
        await said(desk, "there is nothing to leave")
        await desk.press("]")
        await arrive(desk, "d2")
    assert team.states() == {"d1": "skipped", "d2": "claimed"}


async def test_leaving_can_be_thought_better_of(team: Team) -> None:
    """Esc changes nothing."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens()) as desk:
        await desk.press("b")
        await until(desk, lambda: desk.app.screen.has_class("noting"))
        await desk.press("escape")
        assert not desk.app.screen.has_class("noting")
    assert team.states() == {"d1": "claimed"}


@pytest.mark.parametrize("size", [WIDE, NARROW, LEAST])
async def test_the_list_begins_with_ones_own(team: Team, size: tuple[int, int]) -> None:
    """What there is to do stands above it; one filter lists all articles, and mine again."""
    team.gives(Slots("d2", ("salma", "omar")), Slots("d3", ("omar",)), Slots("d4", (), 1))
    async with sitting_at(team.opens(), size=size) as desk:
        await desk.press("f3")
        await listing_of(desk, "d2")
        await until(desk, lambda: "1 to do · 1 in the queue" in shown(desk))
        await desk.press("tab", "space")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        await desk.press("space")
        await listing_of(desk, "d2")
        assert not room(desk).keeps_escape
        await desk.press("escape")
        await desk.press("f3")
        assert listed(desk) == ["d2"]


async def test_an_empty_list_says_how_to_get_work(team: Team) -> None:
    """From the queue, where something waits; else where all articles are."""
    team.gives(Slots("d2", (), 1))
    async with sitting_at(team.opens(), size=WIDE) as desk:
        await desk.press("f3")
        await until(desk, lambda: "claims" in shown(desk))
    team.gives(Slots("d2", ("omar",)))
    async with sitting_at(team.opens(), size=WIDE) as desk:
        await desk.press("f3")
        await until(desk, lambda: "Tab" in shown(desk))


async def test_without_work_everything_is_as_it_was(team: Team) -> None:
    """Articles in order, all of them in the list, nothing said of a queue."""
    async with sitting_at(team.opens(), size=WIDE) as desk:
        assert here(desk) == "d1"
        await desk.press("]")
        await arrive(desk, "d2")
        assert desk.said() == ""
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
        assert "○ 4" in shown(desk)
        await desk.press("escape", "b")
        await said(desk, "there is nothing to leave")


async def test_a_coordinator_claims_nothing_by_looking(team: Team) -> None:
    """Whoever has no place goes from article to article."""
    team.gives(Slots("d2", (), 1))
    async with sitting_at(team.opens("lamia")) as desk:
        await desk.press("]")
        await arrive(desk, "d2")
        await desk.press("f3")
        await listing_of(desk, "d1", "d2", "d3", "d4")
    assert team.states("lamia") == {}


SECRET = "سرمستتر"
"""A word of omar's that stands nowhere in an article."""


def _secrets(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if "omar" in line or any(part in line for part in ("مستتر",))]


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("f3",),
        ("f3", "tab", "space"),
        ("f4",),
        ("f6",),
        ("g",),
        ("ctrl+b",),
        ("ctrl+f", "ا", "ل"),
        ("/", "ا", "ل"),
        ("home", "*"),
        ("shift+f9",),
        ("f1",),
        ("ctrl+p",),
    ],
    ids=lambda keys: " ".join(keys) or "article",
)
async def test_nobody_sees_what_others_have_done(team: Team, keys: tuple[str, ...]) -> None:
    """No span, note, name or number of another person's is on any screen."""
    team.gives(*(Slots(f"d{number}", ("salma", "omar")) for number in range(1, 5)))

    def work(store: Store, session: str) -> None:
        spans = (SpanRecord(4, 10, "official", note=SECRET, is_flagged=True),)
        marks = tuple(MarkRecord(*each, "done") for each in SENTENCES)
        records = [
            record(number)._replace(annotator="omar", spans=spans, marks=marks, has_layer=True)
            for number in range(1, 4)
        ]
        store.put(session, records)

    team.does(work)
    async with sitting_at(team.opens(), size=WIDE) as desk:
        await desk.press("1")
        await until(desk, lambda: desk.reading.index.counts.get("agency") == 1)
        await desk.press(*keys)
        await desk.pilot.pause(0.3)
        assert _secrets(desk.lines()) == []
        assert desk.reading.index.counts.get("official", 0) == 0
        progress = desk.reading.page
        assert (progress.finished, progress.line.done) == (0, 0)


async def test_a_reason_is_typed_in_a_box_of_its_own(team: Team) -> None:
    """It names the article and asks why."""
    team.gives(Slots("d1", ("salma",)))
    async with sitting_at(team.opens(), size=WIDE) as desk:
        await desk.press("b")
        await until(desk, lambda: desk.app.screen.query_one(NoteBox).display)
        assert "and why" in "\n".join(desk.lines())


async def test_what_is_read_again_is_like_any_article(team: Team) -> None:
    """The next number, nothing tagged, in the list of one's own; handed in with its last mark."""
    marks = tuple(MarkRecord(*bounds, "done") for bounds in SENTENCES)
    first = record(2, "", "agency")._replace(annotator="salma", marks=marks)
    team.does(lambda store, session: store.put(session, [first]))
    team.gives(Slots("d2", ("salma",)))
    passage = PassageWanted("d2", "مقال 5", (0, 38), (SENTENCES[0],))
    team.does(lambda store, session: store.plan_passages(session, "salma", [passage]))
    async with sitting_at(team.opens(), size=WIDE) as desk:
        assert here(desk) not in {"d1", "d2", "d3", "d4"}
        assert "article 5/5, 1 done" in desk.lines()[0]
        assert desk.spans == []
        await desk.press("f3")
        await listing_of(desk, "d2", here(desk))
        assert [line.number for line in room(desk)._lines.held] == [2, 5]
        await desk.press("escape")
        await finish(desk)
        await until(desk, lambda: "2 done" in desk.lines()[0])
    assert team.states() == {"d2": "submitted"}
