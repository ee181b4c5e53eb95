"""Notes on spans, through the whole application."""

from __future__ import annotations

import json
from pathlib import Path

from tests.tui.sessions import TEXT, MemorySession, make_document, sitting_at
from textual import events

from hashiya.services import (
    AnnotationSession,
    ExportOptions,
    ImportOptions,
    default_scheme,
    export_layers,
    import_paths,
    make_project,
)
from hashiya.tui.widgets import TextInput


async def test_a_note_is_saved_and_shown() -> None:
    """What was written stands on the span, exactly, and in the details with its first words."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "m", *"شك", "enter", *"UN 12", "ctrl+s")
        (annotation,) = desk.reading.page.layer.annotations
        assert annotation.note == "شك\nUN 12"
        assert desk.said() == "note put on: وزارة"
        await desk.go("وزارة")
        assert "note:" in desk.lines()[-3]
        assert desk.app.focused is None


async def test_saving_answers_on_an_arabic_keyboard() -> None:
    """Both the key that opens the note and the one that saves it have their Arabic neighbours."""
    async with sitting_at() as desk:
        await desk.press("1", "ة", "ا", "ctrl+س")
        assert desk.reading.page.layer.annotations[0].note == "ا"


async def test_escape_leaves_the_note_as_it_was() -> None:
    """Esc leaves an unchanged note at once and a changed one when pressed again."""
    async with sitting_at() as desk:
        await desk.press("1", "m", "escape")
        assert desk.app.focused is None
        await desk.press("m", "ا", "escape")
        assert desk.app.focused is not None
        assert "Esc again" in desk.lines()[-1]
        await desk.press("ب", "escape")
        assert desk.app.focused is not None
        await desk.press("escape")
        assert desk.app.focused is None
        assert desk.reading.page.layer.annotations[0].note == ""


async def test_undo_takes_the_note_back() -> None:
    """A note is an act like any other: u takes it back and r writes it again."""
    async with sitting_at() as desk:
        await desk.press("1", "m", "ا", "ctrl+s")
        await desk.settled()
        await desk.press("u")
        assert desk.said() == "undone: note on نظمت"
        assert desk.reading.page.layer.annotations[0].note == ""
        await desk.press("r")
        assert desk.reading.page.layer.annotations[0].note == "ا"


async def test_a_note_needs_a_span() -> None:
    """Without a span under the caret nothing opens, and the person is told."""
    async with sitting_at() as desk:
        await desk.press("m")
        assert desk.app.focused is None
        assert desk.said().startswith("there is no span here")


async def test_the_box_names_the_span_it_is_about() -> None:
    """Opened again, it does not show the title it had when it was put away."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "m")
        first = next(line for line in desk.lines() if " note " in line)
        await desk.press("escape")
        await desk.go("الخارجية")
        await desk.press("2", "m")
        assert next(line for line in desk.lines() if " note " in line) != first


async def test_an_unchanged_note_is_no_act() -> None:
    """Saving the note that stands there writes nothing."""
    async with sitting_at() as desk:
        await desk.press("1", "m", "ctrl+s")
        await desk.settled()
        assert len(desk.session.committed) == 1


async def test_commands_wait_while_a_note_is_written() -> None:
    """No key of the article works while the box is open."""
    async with sitting_at() as desk:
        await desk.press("1", "m", *"xq", "tab", "ctrl+q", "pageup")
        assert desk.app.return_value is None
        assert desk.spans == [("agency", "نظمت")]
        assert desk.screen.query_one(TextInput).text == "xq"


async def test_the_box_takes_hostile_pastes() -> None:
    """An ESC sequence comes in as letters without its control character, and is said."""
    async with sitting_at() as desk:
        await desk.press("1", "m")
        desk.screen.query_one(TextInput).post_message(events.Paste("ا\x1b]0;x\x07\r\nب"))
        await desk.pilot.pause()
        assert "2 control characters left out" in desk.lines()[-1]
        await desk.press("ctrl+s")
        assert desk.reading.page.layer.annotations[0].note == "ا]0;x\nب"


async def test_the_box_survives_any_size() -> None:
    """Shrunk to one cell and back, the note is still being written."""
    async with sitting_at(MemorySession([make_document()])) as desk:
        await desk.press("1", "m", *"ابت")
        for size in ((1, 1), (3, 2), (39, 9), (60, 14), (100, 30)):
            await desk.pilot.resize_terminal(*size)
            await desk.press("ث")
        await desk.press("ctrl+s")
        assert desk.reading.page.layer.annotations[0].note == "ابتثثثثث"


async def test_a_note_survives_reopening_and_export(tmp_path: Path) -> None:
    """On disk, in JSONL and imported again, a note of two lines is the same."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "first.txt"], ImportOptions(alias="salma"))
    async with sitting_at(lambda: AnnotationSession.open(path, "salma")) as desk:
        await desk.press("1", "m", *"شك", "enter", "ا", "ctrl+s")
        await desk.settled()
        await desk.press("q")
        await desk.pilot.pause(0.1)
    async with sitting_at(lambda: AnnotationSession.open(path, "salma")) as desk:
        assert desk.reading.page.layer.annotations[0].note == "شك\nا"
        await desk.press("u")
        await desk.pilot.pause(0.1)
        assert desk.reading.page.layer.annotations[0].note == ""
        await desk.press("r")
        await desk.pilot.pause(0.1)
    out = tmp_path / "out"
    export_layers(path, ExportOptions("jsonl", layer="salma", folder=out))
    (written,) = out.rglob("*.jsonl")
    line = written.read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(line)["spans"][0]["note"] == "شك\nا"
    other = tmp_path / "other.hashiya"
    make_project(other, default_scheme())
    import_paths(other, [written], ImportOptions(alias="salma"))
    async with sitting_at(lambda: AnnotationSession.open(other, "salma")) as desk:
        assert desk.reading.page.layer.annotations[0].note == "شك\nا"
