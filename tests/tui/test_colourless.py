"""Colourless: who gets no colours, and that none reaches their terminal."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import pytest
from benchmarks.terminal import Terminal
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from tests.tui.sessions import sitting_at
from textual.color import Color
from textual.filter import Monochrome, NoColor

from hashiya.services import ImportOptions, default_scheme, import_paths, make_project
from hashiya.tui.colourless import Colourless, asks_for_no_colour, lacks_colours
from hashiya.tui.themes import DARK, PLAIN

COMMAND: Final = "from hashiya.cli import main; main()"
STYLING: Final = re.compile(rb"\x1b\[([0-9;:]*)m")
TEXT: Final = "قال وزير الصحة للأمم المتحدة إنه راض عن اللقاء. وانتهى اللقاء أمس بالرباط."

colours = st.none() | st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", True), ("", False)])
def test_any_value_but_an_empty_one_asks_for_no_colour(value: str, *, expected: bool) -> None:
    """NO_COLOR counts when it is set and not empty, whatever it says."""
    assert asks_for_no_colour({"NO_COLOR": value}) is expected
    assert not asks_for_no_colour({})


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "vt100"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "xterm-mono"}, True),
        ({"TERM": "screen.linux-m"}, True),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "vt525"}, False),
        ({}, False),
    ],
)
def test_plain_terminals_are_known(environment: dict[str, str], *, expected: bool) -> None:
    """Only terminals that are known to have no colours get none."""
    assert lacks_colours(environment) is expected


@given(ink=colours, ground=colours, is_bold=st.booleans(), is_underlined=st.booleans())
def test_no_style_keeps_a_colour(
    *, ink: str | None, ground: str | None, is_bold: bool, is_underlined: bool
) -> None:
    """Any style loses its colours and keeps what is not one."""
    style = Style(color=ink, bgcolor=ground, bold=is_bold, underline=is_underlined)
    (segment,) = Colourless().apply([Segment("سلام", style)], Color.parse("black"))
    assert segment.style is not None
    assert (segment.style.color, segment.style.bgcolor) == (None, None)
    assert (segment.style.bold, segment.style.underline) == (is_bold, is_underlined)
    assert segment.text == "سلام"


def test_dark_on_light_is_reversed() -> None:
    """A caret, a selection and a picked key, dark on light in our theme, are reverse."""
    segments = [
        Segment("a", Style(color="#000000", bgcolor="#ffffff")),
        Segment("b", Style(color="#ffffff", bgcolor="#000000")),
        Segment("c", Style(bold=True)),
        Segment("d"),
    ]
    found = Colourless().apply(segments, Color.parse("black"))
    assert [bool(segment.style and segment.style.reverse) for segment in found] == [
        True,
        False,
        False,
        False,
    ]


async def test_no_color_starts_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR the caret is reverse and underlined, the sentence bold, a span in brackets."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting_at() as desk:
        assert desk.app.theme == PLAIN.name
        await desk.go("وزارة")
        await desk.press("1", "left")
        assert "[1━━┛" not in "\n".join(desk.lines())
        assert "[1━━]" in "\n".join(desk.lines())
        strips = desk.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        (caret,) = [style for style in styles if style.reverse]
        assert caret.underline
        text = "\n".join(segment.text for strip in strips for segment in strip if bold(segment))
        assert "ﺎﻋﺎﻤﺘﺟﺍ" in text
        assert "ﻥﺍﻮﻨﻋ" not in text


def bold(segment: Segment) -> bool:
    """Whether a segment is printed bold."""
    return bool(segment.style and segment.style.bold)


async def test_an_empty_no_color_keeps_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty NO_COLOR asks for nothing, though Textual would take it for a wish."""
    monkeypatch.setenv("NO_COLOR", "")
    async with sitting_at() as desk:
        assert desk.app.theme == DARK.name
        filters = desk.app.get_line_filters()
        assert not any(isinstance(each, Monochrome | NoColor) for each in filters)


async def test_textuals_variable_chooses_the_first_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    """TEXTUAL_THEME names the theme to start with, and an unknown name is passed over."""
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    async with sitting_at() as desk:
        assert desk.app.theme == "nord"
    monkeypatch.setenv("TEXTUAL_THEME", "no such theme")
    async with sitting_at() as desk:
        assert desk.app.theme == DARK.name


async def test_every_theme_can_be_looked_at() -> None:
    """The theme keys go through every theme and say which it is, and the screen stays whole."""
    async with sitting_at() as desk:
        await desk.press("t")
        assert desk.said() == "theme hashiya-light"
        for _ in range(20):
            await desk.press("ctrl+t")
            assert desk.said() == f"theme {desk.app.theme}"
            assert len(desk.lines()) == 30


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a short article."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    import_paths(path, [article], ImportOptions(alias="salma"))
    return path


def colour_codes(output: bytes) -> list[bytes]:
    """What sets a colour, of all that a program wrote."""
    styles = STYLING.findall(output)
    return [style for style in styles if re.search(rb"(^|[;:])(3\d|4\d|9[0-7]|10[0-7])", style)]


@pytest.mark.parametrize("value", ["1", ""])
def test_no_colour_reaches_the_terminal(
    project: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """Under NO_COLOR no byte sets a colour on any screen, and without it many do."""
    monkeypatch.setenv("NO_COLOR", value)
    command = [sys.executable, "-c", COMMAND, "-p", str(project), "annotate", "--as", "salma"]
    with Terminal(command) as terminal:
        terminal.wait_for("● saved")
        for keys in ("left", "1", "shift-left", "2", "\t", "t", "\x14", "n", "?", "escape"):
            terminal.send(keys)
            terminal.settle(0.2)
        output = bytes(terminal.output)
    found = colour_codes(output)
    assert bool(found) is not bool(value), found[:5]
    assert found or any(b"7" in style.split(b";") for style in STYLING.findall(output))
