"""The served page in a real Chromium: what it shows, and what keys and the mouse do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("textual_serve", reason="needs the packages of hashiya[web]")
pytest.importorskip("aiohttp", reason="needs the packages of hashiya[web]")

from tests.web.browser import CHROMIUM, Page, chromium, eventually, served
from tests.web.looking import cells_of, look_at, nominal

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")

FIRST = "فتحت المكتبة أبوابها صباح الأحد"
SECOND = "حضر الافتتاح كاتب ومصورة وجمهور غفير من سكان المدينة"
THIRD = "وصلت 25 نسخة من (ABC) إلى الرفوف"
MARKED = "كَتَبَ الطِّفلُ رسالةً"
FAINTEST = 25
"""How faint a stroke may be where two letters join, of 255; a gap is 0."""
RENDERERS = [
    pytest.param((), id="canvas"),
    pytest.param(("--disable-3d-apis",), id="rows of text"),
]
"""Without WebGL the page's terminal falls back on ordinary text."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article of four lines."""
    (tmp_path / "library.txt").write_text(f"{FIRST}\n{SECOND}\n{THIRD}\n{MARKED}", encoding="utf-8")
    path = tmp_path / "library.hashiya"
    run(path, "init", str(path))
    run(path, "import", str(tmp_path / "library.txt"))
    return path


def run(project: Path, *arguments: str) -> str:
    """What a command prints."""
    on_project = () if arguments[0] == "init" else ("-p", str(project))
    return subprocess.run(
        [sys.executable, "-m", "hashiya.cli", *on_project, *arguments],
        check=True, capture_output=True, text=True, cwd=project.parent,
    ).stdout  # fmt: skip


def labelled(project: Path) -> list[tuple[str, str]]:
    """What the store holds of salma's: (label, quote), by place."""
    out = project.parent / "out"
    run(project, "export", "jsonl", "--layer", "salma", "--out", str(out), "--overwrite")
    lines = next(out.rglob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    return [
        (span["label"], span["quote"])
        for line in lines
        for span in json.loads(line).get("spans", ())
    ]


def row_of(page: Page, text: str) -> int:
    """The row of the screen that holds a whole line of the article, below the title."""
    return max(row for row, cells in enumerate(cells_of(page)) if nominal(cells) == text)


def place_of(page: Page, row: int, column: int, box: dict[str, float]) -> tuple[float, float]:
    """The middle of a cell in the window, in pixels."""
    columns, rows = page.size
    return (
        box["left"] + (column + 0.5) * box["width"] / columns,
        box["top"] + (row + 0.5) * box["height"] / rows,
    )


@pytest.mark.parametrize("flags", RENDERERS)
async def test_text_is_joined_and_in_order(
    project: Path, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    """The window's ink is that of the cells from left to right, and letters that join do touch."""
    async with served(project) as address, chromium(tmp_path, *flags) as page:
        await page.open(address)
        for text in (SECOND, MARKED):
            looked = await look_at(page, row_of(page, text))
            assert looked.likeness > 0.95
            assert looked.backwards < 0.75
            assert len(looked.bridges) > 5
            assert min(looked.bridges) > FAINTEST


@pytest.mark.parametrize("flags", RENDERERS)
async def test_keys_and_the_mouse_label_what_is_shown(
    project: Path, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    """Without a click first, ← and 1 label the next word; a click and 2 the word under it."""
    async with served(project) as address, chromium(tmp_path, *flags) as page:
        await page.open(address)
        await page.press("ArrowLeft", code=37)
        await page.press("1", code=49, text="1")
        await eventually(lambda: holds(project, ("agency", "المكتبة")))
        row = row_of(page, SECOND)
        columns = [column for column, cell in enumerate(cells_of(page)[row]) if cell.strip()]
        box = await page.run(
            "document.querySelector('.xterm-screen').getBoundingClientRect().toJSON()"
        )
        await page.click(*place_of(page, row, columns[-2], box))
        await page.press("2", code=50, text="2")
        await eventually(lambda: holds(project, ("official", "حضر")))
    assert labelled(project) == [("agency", "المكتبة"), ("official", "حضر")]


async def holds(project: Path, label: tuple[str, str]) -> bool:
    """Whether the store holds this label of salma's."""
    return label in labelled(project)


async def test_the_page_is_whole_and_asks_nobody_else(project: Path, tmp_path: Path) -> None:
    """Its own fonts are in use, nothing came from another address, and nothing was refused."""
    async with served(project) as address, chromium(tmp_path) as page:
        await page.open(address)
        origin = address.partition("/?")[0]
        assert all(asked.startswith((origin, "data:")) for asked in page.asked)
        fonts = await page.run("[...document.fonts].map(font => font.status)")
        assert fonts == ["loaded", "loaded"]
        assert await page.run("document.title") == "library · salma · Hashiya"
        assert await page.run("location.search") == ""
        assert not [line for line in page.console if "Refused" in line or "Error" in line]


async def test_a_click_on_an_address_in_a_text_opens_nothing(project: Path, tmp_path: Path) -> None:
    """Whatever the terminal takes for a link."""
    async with served(project) as address, chromium(tmp_path) as page:
        await page.open(address)
        assert await page.run("window.open('https://example.org') === null")


async def test_leaving_closes_the_page_and_a_button_opens_it_again(
    project: Path, tmp_path: Path
) -> None:
    """After q the page says so; the person goes on without the terminal."""
    async with served(project) as address, chromium(tmp_path) as page:
        await page.open(address)
        await page.press("q", code=81, text="q")
        await page.until("document.body.classList.contains('-closed')")
        assert "Whatever it showed as saved is saved" in await page.run("document.body.innerText")
        page.drawn = b""
        await page.run("document.getElementById('again').click()")
        await page.until_drawn("saved")
