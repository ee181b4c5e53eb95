"""The whole screen: small and odd terminals, empty projects, help, themes and bad news."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.tui.sessions import SCHEME, MemorySession, make_document, sitting_at

from hashiya.errors import StoreError
from hashiya.model import Annotation, Layer, Span
from hashiya.tui import run
from hashiya.tui.app import HashiyaApp
from hashiya.tui.commands import COMMANDS, key_name
from hashiya.tui.pieces import drawn, sentence
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.help import HelpScreen, help_lines


@pytest.mark.parametrize("key", ["?", "؟"])
async def test_help_opens_and_closes(key: str) -> None:
    """The help opens over the article on either layout, and Escape goes back to it."""
    async with sitting_at() as desk:
        await desk.press(key)
        shown: list[type[object]] = [type(desk.app.screen)]
        await desk.press("escape")
        shown.append(type(desk.app.screen))
        assert shown == [HelpScreen, AnnotateScreen]


def test_help_names_every_command_with_its_keys() -> None:
    """The help has one line for each command, with all of its keys and its words."""
    lines = [line.left for line in help_lines(SCHEME.labels, 100) if line.left]
    for command in COMMANDS:
        (line,) = [line for line in lines if line[-1].text == sentence(command.help)]
        keys = "".join(piece.text for piece in line[:-1])
        assert all(key_name(key) in keys for key in command.keys), command.name


def test_help_shows_the_labels() -> None:
    """The help has one line for each label, with its key on both layouts."""
    lines = ["".join(piece.text for piece in line.left) for line in help_lines(SCHEME.labels, 100)]
    assert any("1" in line and "١" in line and "agency" in line for line in lines)


def test_help_folds_on_a_narrow_screen() -> None:
    """Words that do not fit beside their keys stand under them, whole."""
    for width in (20, 40, 60):
        text = "".join(piece.text for line in help_lines(SCHEME.labels, width) for piece in line[0])
        for word in ("redo", "proclitics", "Textual"):
            assert word.casefold() in text.casefold(), (width, word)


@pytest.mark.parametrize("size", [(20, 5), (39, 30), (100, 9)])
async def test_a_small_terminal_says_how_large_it_should_be(size: tuple[int, int]) -> None:
    """On a small terminal there is as much text as fits and one line about the size."""
    async with sitting_at(size=size) as desk:
        lines = desk.lines()
        assert "40×10" in lines[-1]
        assert any("ﻧﻈﻤﺖ"[::-1] in line for line in lines)
        assert {cell_len(line) for line in lines} == {size[0]}


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 3), (3, 2)])
async def test_the_smallest_terminals_do_no_harm(size: tuple[int, int]) -> None:
    """A terminal of a single cell can be worked in and left."""
    async with sitting_at(size=size) as desk:
        await desk.press("left", "shift+left", "1", "down", "n", "enter", "u", "pagedown")
        await desk.settled()
        assert desk.app.is_running


async def test_at_80_by_24_everything_is_there() -> None:
    """An 80×24 terminal shows title, numbers, state, details, labels and keys at once."""
    async with sitting_at(size=(80, 24)) as desk:
        await desk.press("1")
        await desk.settled()
        lines = desk.lines()
        assert drawn("مقال 1") in lines[0]
        for part in ("article 1/1", "sentence 1/4", "salma", "● saved"):
            assert part in lines[0]
        assert "1 word · 5–10" in lines[-4]
        assert "x removes" in lines[-3]
        assert "agency 1" in lines[-2]
        for part in ("? help", "↵ done", "u undo"):
            assert part in lines[-1]


async def test_an_empty_project_says_what_to_do() -> None:
    """A project without articles shows how to bring some in, and can be left."""
    session = MemorySession()
    session.texts, session.place = [], None
    async with sitting_at(session) as desk:
        text = "\n".join(desk.lines())
        assert "no articles yet" in text
        assert "hashiya import" in text
        await desk.press("left", "1", "]", "u", "?", "escape", "q")
        assert desk.app.return_value == 0


async def test_an_article_without_words_can_be_shown() -> None:
    """An empty article and one of blanks only are shown and refuse to be tagged, with a reason."""
    documents = [make_document(""), make_document(" \n \n", 2)]
    async with sitting_at(MemorySession(documents)) as desk:
        for _ in documents:
            await desk.press("left", "down", "1", "c", "x", "0", "enter", "shift+left", "1", "]")
            assert desk.reading.page.layer.annotations == ()
            await desk.pilot.pause(0.05)


async def test_a_project_that_cannot_be_opened_ends_with_its_reason() -> None:
    """When the project cannot be opened, the program ends and hands the reason over."""

    def locked() -> MemorySession:
        raise StoreError("the project is locked by another program")

    app = HashiyaApp(locked, "salma")
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
    app.queue.finish()
    assert isinstance(app.failure, StoreError)
    assert app.return_code == 3


def test_without_a_terminal_there_is_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nothing is drawn, and the message says what to use instead."""
    monkeypatch.setattr("sys.__stdin__", None)
    with pytest.raises(Exception, match="needs a terminal") as caught:
        run("nowhere.hashiya", "salma")
    assert type(caught.value).__name__ == "UsageError"
    assert "hashiya import" in str(caught.value)


async def test_the_theme_changes_on_a_key() -> None:
    """One key goes from dark to light to no colours and back, and paints every line anew."""
    async with sitting_at() as desk:
        await desk.press("t", "t", "t")
        before = desk.app.screen._compositor.render_strips()
        await desk.press("t")
        await desk.pilot.pause()
        after = desk.app.screen._compositor.render_strips()
        assert desk.app.theme == "hashiya-light"
        assert all(old != new for old, new in zip(before, after, strict=True))
        await desk.press("ف", "t")
        await desk.pilot.pause()
        assert desk.app.screen._compositor.render_strips() == before


async def test_without_colour_the_lanes_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set a span still shows where it is and what it is called."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "ctrl+end")
        assert any("[1━━]" in line for line in desk.lines())
        for strip in desk.app.screen._compositor.render_strips():
            for segment in strip:
                colour = segment.style.color if segment.style else None
                if colour is not None:
                    red, green, blue = colour.get_truecolor()
                    assert red == green == blue


async def test_copying_puts_the_logical_text_on_the_clipboard() -> None:
    """Copy takes the text in reading order, whatever order it is drawn in."""
    async with sitting_at() as desk:
        await desk.press("shift+left", "ctrl+c")
        assert desk.app.clipboard == "نظمت وزارة"


async def test_a_broken_rule_is_seen_in_words() -> None:
    """An imported span that breaks the policy says which rule it breaks, also at 80 columns."""
    session = MemorySession()
    document = session.texts[0]
    spans = [Span(start=0, end=10), Span(start=5, end=19)]
    session.layers[document.id] = Layer(
        document_id=document.id,
        annotator="salma",
        annotations=tuple(
            Annotation(id=name, span=span, label=name, quote=document.quote(span))
            for name, span in zip(("agency", "topic"), spans, strict=True)
        ),
    )
    async with sitting_at(session, size=(80, 24)) as desk:
        await desk.press("left")
        assert "⚠ it crosses another span" in desk.lines()[-3]


async def test_scrolling_shows_no_lanes_without_their_letters() -> None:
    """Where the view scrolls by itself, its first line holds letters or nothing."""
    text = "\n".join(f"سطر رقم {number} من النص" for number in range(60))
    async with sitting_at(MemorySession([make_document(text)]), size=(60, 20)) as desk:
        for _ in range(20):
            await desk.press("shift+left", "shift+left", "2", "1", "n", "n")
        for _ in range(15):
            await desk.press("p", "p")
            assert not set("┗━┛╚═╝") & set(desk.lines()[1])


@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+م"])
async def test_repainting_starts_from_nothing(key: str) -> None:
    """Whatever was kept of the article's rows, a repaint paints them from the text again."""
    async with sitting_at() as desk:
        right = desk.lines()
        desk.view._strips = {row: strips[::-1] for row, strips in desk.view._strips.items()}
        desk.view.refresh()
        await desk.pilot.pause()
        assert desk.lines() != right
        await desk.press(key)
        assert desk.lines() == right
