"""The doctor screen: every answer, what is saved and used again, odd terminals, hostile replies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui.sessions import Desk, MemorySession, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless
from textual.pilot import Pilot

from hashiya.layout import AS_READ
from hashiya.terminal import (
    PROFILES,
    UNASKED,
    Detection,
    Drawing,
    Overrides,
    Replies,
    Settings,
    detect,
    wants_examination,
)
from hashiya.tui.app import HashiyaApp
from hashiya.tui.doctor_app import DoctorApp
from hashiya.tui.examination import QUESTIONS, WAYS
from hashiya.tui.pieces import draw_like, drawing
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.doctor import UNASKED_SECONDS, DoctorScreen
from hashiya.tui.terminal_app import TerminalApp
from hashiya.tui.widgets import LinesView

NAME = "test 1"
FOUND = Detection(
    PROFILES["plain"],
    "a test says so",
    NAME,
    Replies(raw=b"\x1b[8;0$y\x1b[?62;22c", is_complete=True),
)
NUMBERS = {question.kind: at for at, question in enumerate(QUESTIONS)}
TO_MARKS = ["y"] * NUMBERS["marks"]
TO_MOUSE = ["y"] * NUMBERS["mouse"]
TO_END = ["y"] * len(QUESTIONS)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Settings of this test's own, and letters drawn as usual afterwards."""
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("HASHIYA_SETTINGS", str(path))
    yield path
    draw_like(AS_READ)


def kept(path: Path) -> str:
    """What the settings file holds; empty when there is none."""
    return path.read_text() if path.exists() else ""


def write(path: Path, text: str) -> None:
    """Write a settings file by hand."""
    path.write_text(text)


class Patient:
    """A running doctor and what a test wants to see of it."""

    def __init__(self, app: TerminalApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> DoctorScreen:
        """The screen."""
        assert isinstance(self.app.screen, DoctorScreen)
        return self.app.screen

    @property
    def state(self) -> tuple[int, str, Drawing]:
        """Question, profile and drawing."""
        now = self.screen.examination
        return now.at, now.profile, now.drawing

    async def press(self, *keys: str) -> None:
        """Press keys and wait until they are answered."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def click(self, column: int, line: int) -> None:
        """Click a cell of the lines."""
        await self.pilot.click(LinesView, offset=(column, line))
        await self.pilot.pause()

    def lines(self) -> list[str]:
        """The screen as it would be printed."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """All of it, line breaks and all."""
        return "\n".join(self.lines())


def words_of(patient: Patient) -> str:
    """What the person is told after the screen is gone."""
    assert isinstance(patient.app, DoctorApp)
    return patient.app.words


@asynccontextmanager
async def examining(
    found: Detection = FOUND, size: tuple[int, int] = (80, 30)
) -> AsyncIterator[Patient]:
    """The doctor on its own."""
    app = DoctorApp(found)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Patient(app, pilot)


async def test_it_shows_what_was_found() -> None:
    """Profile, reason, identity, escaped replies and advice stand on the first page."""
    advised = FOUND._replace(advice="Set this and that.", trouble="the settings are odd")
    async with examining(advised) as patient:
        text = patient.text()
        for part in (
            "profile: plain",
            "reason: a test says so",
            "identity: test 1",
            r"replies: \x1b[8;0$y\x1b[?62;22c",
            "advice: Set this and that.",
            "settings: the settings are odd",
            "question 1 of 6",
        ):
            assert part in text


async def test_all_right_saves_nothing(settings: Path) -> None:
    """When all looks right as it was found, nothing is written and the person is told so."""
    async with examining() as patient:
        await patient.press(*TO_END)
        assert "nothing has to be saved" in patient.text()
        await patient.press("enter")
        assert not patient.app.is_running
    assert kept(settings) == ""
    assert words_of(patient) == ""


async def test_it_can_be_saved_all_the_same(settings: Path) -> None:
    """At the end s saves what was found, which a person may want to pin down."""
    async with examining() as patient:
        await patient.press(*TO_END, "s")
        assert str(settings)[-20:] in patient.text().replace("\n", "").replace(" ", "")
    assert kept(settings) == '[terminals."test 1"]\nexamined = true\nbidi = "plain"\n'


@pytest.mark.parametrize("key", ["n", "ى"])
async def test_wrong_goes_to_the_next_profile(key: str) -> None:
    """On either layout, "wrong" uses the next profile at once and says so."""
    async with examining() as patient:
        await patient.press(key)
        assert patient.state == (0, "bdsm", Drawing())
        assert patient.app.terminal.profile == PROFILES["bdsm"]
        assert "Now with the profile bdsm" in patient.text()
        assert "you are trying it; plain was found" in patient.text()


async def test_the_ways_wrap_round() -> None:
    """After the last way comes the first, and the person hears that all were tried."""
    async with examining(FOUND._replace(advice="Set it there.")) as patient:
        await patient.press(*["n"] * (len(WAYS) - 1))
        assert patient.state == (0, "plain", Drawing(order="logical"))
        assert drawing().order == "logical"
        assert "ways were tried" not in patient.text()
        await patient.press("n")
        assert patient.state == (0, "plain", Drawing())
        assert "ways were tried. Set it there." in " ".join(patient.text().split())


async def test_a_choice_is_saved_and_used_again(settings: Path) -> None:
    """What was found out stands in the file under the terminal's name, and the next start obeys."""
    async with examining() as patient:
        await patient.press("n", *TO_MARKS, "n", "y", "y")
        assert "Saved: bdsm" in patient.text()
        await patient.press("escape")
    assert str(settings) in words_of(patient)
    assert kept(settings) == (
        '[terminals."test 1"]\nexamined = true\nmarks = "left"\nbidi = "bdsm"\n'
    )
    again = detect(
        {"TERM": "dumb"},
        overrides=Overrides(),
        settings=Settings.load(settings),
        ask=lambda: Replies(version=NAME),
    )
    assert again.identity == NAME
    assert (again.profile, again.drawing.marks) == (PROFILES["bdsm"], "left")


async def test_letters_and_marks_are_drawn_otherwise_at_once() -> None:
    """Wrong letters and wrong marks repaint the sample in another drawing, on the same question."""
    async with examining() as patient:
        await patient.press(*["y"] * NUMBERS["shape"])
        before = patient.lines()
        await patient.press("n")
        assert patient.state[0] == NUMBERS["shape"]
        assert drawing().shape == "base"
        assert patient.lines()[4] != before[4]
        await patient.press("n", "y", "y")
        before = patient.lines()
        await patient.press("n")
        assert (patient.state[0], drawing().marks) == (NUMBERS["marks"], "left")
        assert patient.lines()[4] != before[4]


async def test_leaving_takes_everything_back(settings: Path) -> None:
    """Escape before the end leaves the terminal and the settings as they were."""
    async with examining() as patient:
        await patient.press("n", "n", *TO_MARKS, "n", "escape")
        assert not patient.app.is_running
    assert patient.app.terminal == FOUND
    assert drawing() == AS_READ
    assert kept(settings) == ""


async def test_a_click_on_the_letter_goes_on() -> None:
    """A click on the highlighted cell answers the last question, with no key."""
    async with examining() as patient:
        await patient.press(*TO_MOUSE)
        await patient.click(4 + 1 + 30 - 6, 3)
        assert patient.screen.examination.is_finished


async def test_a_click_beside_the_letter_is_wrong() -> None:
    """A click that arrives at another column of the line tries the next way and says how far."""
    async with examining() as patient:
        await patient.press(*TO_MOUSE)
        await patient.click(4 + 1 + 30 - 4, 3)
        assert patient.state == (0, "bdsm", Drawing())
        assert "2 columns beside" in patient.text()


async def test_a_click_elsewhere_asks_again() -> None:
    """A click on another line answers nothing; before its question no click does."""
    async with examining() as patient:
        await patient.click(30, 3)
        assert patient.state[0] == 0
        await patient.press(*TO_MOUSE)
        await patient.click(30, 9)
        assert patient.state == (NUMBERS["mouse"], "plain", Drawing())
        assert "another line" in patient.text()


async def test_settings_that_cannot_be_saved(settings: Path) -> None:
    """A broken settings file is left alone, and the person hears why nothing was saved."""
    write(settings, "this is = = not TOML")
    async with examining() as patient:
        await patient.press("n", *TO_END)
        assert "cannot be saved" in patient.text()
        assert "s save" in patient.lines()[-1]
        await patient.press("escape")
    assert kept(settings) == "this is = = not TOML"
    assert words_of(patient) == ""


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12), (20, 5), (3, 2), (1, 1)])
async def test_on_any_terminal(size: tuple[int, int]) -> None:
    """Every page can be seen, scrolled and answered, however small the terminal is."""
    async with examining(size=size) as patient:
        for key in ("n", *TO_MOUSE, "end", "home", "pagedown", "y", "s"):
            await patient.press(key)
            assert {cell_len(line) for line in patient.lines()} == {size[0]}
        assert patient.screen.examination.is_finished


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_nothing_of_the_question_is_cut_off(size: tuple[int, int]) -> None:
    """The question, the whole sample and the keys are seen without scrolling."""
    async with examining(size=size) as patient:
        for question in QUESTIONS:
            text = patient.text()
            assert question.asks in " ".join(text.split())
            assert text.count("│") >= 4
            keys = " ".join(patient.lines()[-1].split())
            assert keys.startswith("y right n wrong Esc leave ↑ ↓ scroll")
            await patient.press("y")


async def test_hostile_replies_are_only_shown() -> None:
    """What a terminal says about itself never reaches it again as a command."""
    evil = Replies(raw=b"\x1b]52;c;aGE=\x07\x9b31m" * 40 + EVIL.encode(), version=EVIL)
    found = FOUND._replace(replies=evil, reason=EVIL, identity=EVIL, advice=EVIL, trouble=EVIL)
    async with examining(found) as patient:
        for key in ("n", *TO_END):
            await patient.press(key)
            for line in patient.lines():
                assert_harmless(line)
        assert "cannot be saved" in patient.text()


async def test_without_colours_the_letter_is_still_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the highlighted letter is reverse."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with examining() as patient:
        await patient.press("y")
        styles = [
            segment.style
            for strip in patient.app.screen._compositor.render_strips()
            for segment in patient.app._colourless.apply(list(strip), None)  # type: ignore[arg-type]
        ]
        assert sum(style is not None and bool(style.reverse) for style in styles) == 1


@pytest.mark.parametrize("leave", ["escape", "f2", "q", "ض"])
async def test_in_the_app_a_key_opens_it(leave: str) -> None:
    """F2 opens it over the article, and leaving goes back with nothing said."""
    async with sitting_at() as desk:
        await desk.press("f2")
        assert isinstance(desk.app.screen, DoctorScreen)
        await desk.press(leave)
        assert isinstance(desk.app.screen, AnnotateScreen)
        assert desk.said() == ""


async def test_in_the_app_the_article_is_drawn_otherwise(settings: Path) -> None:
    """What is chosen there holds for the article at once, and the article says where it is kept."""
    session = MemorySession()
    async with sitting_at(session) as desk:
        before = article(desk)
        keys = ["y"] * NUMBERS["shape"] + ["n"] + ["y"] * (len(QUESTIONS) - NUMBERS["shape"])
        await desk.press("f2", *keys, "escape")
        assert isinstance(desk.app.screen, AnnotateScreen)
        assert article(desk) != before
        assert str(settings) in desk.said() or "cannot be saved" in desk.said()


def article(desk: Desk) -> list[str]:
    """The article's lines."""
    return desk.lines()[1:10]


def test_it_opens_by_itself_once(settings: Path) -> None:
    """An unknown terminal that answers is examined once; leaving counts, and it is noted."""
    assert wants_examination(settings, FOUND)
    assert not wants_examination(settings, FOUND)
    assert wants_examination(settings, FOUND._replace(identity="test 2"))
    assert Settings.load(settings).for_terminal(NAME) == {"examined": True}


async def test_what_was_typed_before_it_opened_is_no_answer() -> None:
    """When it opens by itself, keys that come at once answer nothing; later ones do."""
    app = HashiyaApp(MemorySession, "salma", FOUND)
    async with app.run_test() as pilot:
        app.examine_terminal(lambda _: None, is_first=True)
        await pilot.pause()
        patient = Patient(app, pilot)
        await patient.press("y", "n", "enter")
        assert patient.state == (0, "plain", Drawing())
        assert "Six short questions" in patient.text()
        await pilot.pause(UNASKED_SECONDS + 0.1)
        await patient.press("y")
        assert patient.state[0] == 1
    app.queue.finish()


def test_it_opens_for_a_terminal_that_only_the_person_can_set(settings: Path) -> None:
    """A known terminal opens it when there is something to set, and only then."""
    known = FOUND._replace(is_known=True)
    assert not wants_examination(settings, known)
    assert not settings.exists()
    assert wants_examination(settings, known._replace(advice="Set it."))


def test_it_does_not_open_where_nobody_answers(tmp_path: Path, settings: Path) -> None:
    """A script's pty, and settings that cannot be written or read, open nothing."""
    assert not wants_examination(settings, UNASKED)
    assert not wants_examination(settings, FOUND._replace(replies=Replies()))
    assert not wants_examination(tmp_path / "p" / "q", FOUND._replace(identity="\x1b"))
    settings.write_text("= broken")
    assert not wants_examination(settings, FOUND)


async def test_it_never_opens_by_itself_without_a_terminal(settings: Path) -> None:
    """Headless, the article comes first whatever was found, and nothing is noted."""
    app = HashiyaApp(MemorySession, "salma", FOUND)
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        assert isinstance(app.screen, AnnotateScreen)
    app.queue.finish()
    assert kept(settings) == ""
