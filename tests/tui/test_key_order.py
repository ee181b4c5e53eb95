"""Keys in one breath: however fast they come, each is answered before the next is looked at."""

from __future__ import annotations

from pathlib import Path

from tests.tui.ptys import running
from tests.tui.sessions import TEXT, MemorySession, make_document, sitting_at
from textual import events
from textual.events import MouseDown, MouseMove, MouseUp

from hashiya.cli.main import run
from hashiya.services import AnnotationSession
from hashiya.tui.screens.help import HelpScreen
from hashiya.tui.widgets import LineInput, TextInput


async def test_a_query_typed_in_one_breath_is_all_query() -> None:
    """Keys behind / are letters of the query, whatever commands they would be, in order."""
    async with sitting_at() as desk:
        await desk.type_at_once("/", *"1xu?q].glm")
        assert desk.screen.query_one(LineInput).text == "1xu?q].glm"
        assert desk.spans == []
        assert desk.app.return_value is None


async def test_a_find_typed_in_one_breath_is_found_left_and_tagged() -> None:
    """Enter takes the hit of all that was typed before it, and a label key behind it tags it."""
    async with sitting_at() as desk:
        await desk.type_at_once("/", *"متحده", "enter", "1", "n")
        assert desk.spans == [("agency", "متحدة")]
        assert desk.app.focused is None


async def test_two_finds_in_one_breath_go_from_hit_to_hit() -> None:
    """The bar that opens again takes its keys again."""
    async with sitting_at() as desk:
        await desk.type_at_once("/", *"مدير", "enter", "2", "/", *"بنك", "enter", "1")
        assert desk.spans == [("official", "مدير"), ("agency", "بنك")]


async def test_a_note_typed_in_one_breath_is_all_note() -> None:
    """Keys behind m are letters of the note, and behind its end commands again."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.type_at_once("2", "m", *"q1\u0644", "ctrl+s", "n", "1")
        (first, second) = desk.reading.page.layer.annotations
        assert (first.label, first.note) == ("official", "q1ل")
        assert second.label == "agency"


async def test_a_paste_in_the_same_breath_goes_into_the_input() -> None:
    """What is pasted behind / is all of it the query."""
    async with sitting_at() as desk:
        desk.app.post_message(events.Key("slash", "/"))
        desk.app.post_message(events.Paste("مدير"))
        await desk.type_at_once("enter", "2")
        assert desk.spans == [("official", "مدير")]


async def test_relabelling_in_one_breath() -> None:
    """A label, l and another label leave one span of the other label."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.type_at_once("2", "l", "1", "n", "3")
        assert desk.spans[0] == ("agency", "مدير")
        assert [label for label, _ in desk.spans] == ["agency", "date"]


async def test_a_screen_that_opens_takes_the_keys_behind() -> None:
    """Behind ?, q closes the help and does not leave; what follows is the article's again."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.type_at_once("?", "q", "2", "g", "escape", "l", "1", "?")
        assert desk.app.return_value is None
        assert desk.spans == [("agency", "مدير")]
        assert isinstance(desk.app.screen, HelpScreen)


async def test_the_menu_takes_the_keys_behind_it() -> None:
    """A label's key in the menu relabels, and an input that opens behind it takes the rest."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.type_at_once("2", ".", "3", "m", *"xq")
        assert desk.screen.query_one(TextInput).text == "xq"
        assert desk.spans == [("date", "مدير")]


async def test_the_terminal_s_questions_take_the_keys_behind_f2() -> None:
    """Esc behind F2 leaves the questions, and q behind that is not lost."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.type_at_once("f2", "2", "escape", "1")
        assert desk.spans == [("agency", "مدير")]


async def test_a_search_behind_a_turn_is_in_the_new_article() -> None:
    """/ typed while another article is on its way waits for it, and so do the letters behind."""
    other = make_document("وصل مدير آخر إلى لاهاي.", 2)
    async with sitting_at(MemorySession([make_document(), other])) as desk:
        await desk.type_at_once("]", "/", *"لاهاي", "enter", "4")
        await desk.settled()
        assert desk.reading.page.document is other
        assert desk.spans == [("topic", "لاهاي")]


def test_one_write_to_a_terminal_is_answered_in_order(tmp_path: Path) -> None:
    """A query, its end and a label key that reach the program in one read tag what was found."""
    project, article = tmp_path / "p.hashiya", tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert run(["init", str(project)]) == 0
    assert run(["-p", str(project), "import", str(article)]) == 0
    with running(project) as pty:
        pty.wait_for("ﺮﻳﺪﻣ".encode())
        pty.settle()
        pty.send("/مدير\r2".encode())
        pty.settle()
        pty.send(b"/1xu?q")
        pty.wait_for(b"not found")
        pty.settle()
        pty.press(b"\x1b")
        pty.send(b"?qq")
        assert pty.ended() == 0
    session = AnnotationSession.open(str(project), "salma")
    page = session.resume()
    session.close()
    assert page is not None
    assert [(each.label, each.quote) for each in page.layer.annotations] == [("official", "مدير")]


async def test_a_drag_and_a_key_in_one_breath() -> None:
    """A label key behind the mouse tags what the mouse went over, not what was marked before."""
    async with sitting_at() as desk:
        at = desk.reading.page.document.text.index("بنك المغرب")
        first, last = desk.cell(at), desk.cell(at + len("بنك المغرب") - 1)
        for kind, place in ((MouseDown, first), (MouseMove, last), (MouseUp, last)):
            x, y = place
            desk.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await desk.type_at_once("1")
        assert desk.spans == [("agency", "بنك المغرب")]


async def test_a_widget_that_is_gone_holds_nothing_up() -> None:
    """Keys go on when whatever was to answer one was removed before it could."""
    async with sitting_at() as desk:
        area = LineInput()
        await desk.screen.mount(area)
        area.focus()
        await desk.pilot.pause()
        desk.app.post_message(events.Key("a", "a"))
        area.remove()
        await desk.type_at_once("1")
        assert len(desk.spans) == 1
