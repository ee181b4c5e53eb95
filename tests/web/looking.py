"""What a page shows, compared with its cells: the ink of a picture, and letters that must touch.

The reference draws every cell by itself from left to right, so it has no order but the cells' own.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from typing import NamedTuple

import pyte

from tests.web.browser import Page

FONT_PIXELS = 15
INK = 45
"""How far from the ground a point of a letter is, of 255."""

MEASURE = """
async (picture, wanted) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
  const wide = screen.width / wanted.columns, high = screen.height / wanted.rows;
  const left = Math.round(screen.left), top = Math.round(screen.top + wanted.row * high);
  const width = Math.round(screen.width), height = Math.round(high);
  const ink = (draw) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    draw(context);
    const points = context.getImageData(0, 0, width, height).data;
    const light = (at) =>
      0.3 * points[4 * at] + 0.6 * points[4 * at + 1] + 0.1 * points[4 * at + 2];
    const ground = light(0);
    return Uint8Array.from({length: width * height}, (_, at) => Math.abs(light(at) - ground));
  };
  const shown = ink((context) => context.drawImage(image, -left, -top));
  const drawn = (cells, right, down) => ink((context) => {
    context.fillStyle = "#000"; context.fillRect(0, 0, width, height);
    context.fillStyle = "#aaa"; context.font = `${wanted.pixels}px "Roboto Mono"`;
    context.textBaseline = "middle"; context.direction = "ltr";
    cells.forEach((cell, column) => {
      if (cell.trim()) context.fillText(cell, column * wide + right, height / 2 + down);
    });
  });
  const near = (points, at) => [0, -1, 1, -width, width].some((by) => points[at + by] > wanted.ink);
  const alike = (one, other) => {
    let all = 0, met = 0;
    for (let at = 0; at < one.length; at++) {
      if (one[at] > wanted.ink) { all++; met += near(other, at) ? 1 : 0; }
      if (other[at] > wanted.ink) { all++; met += near(one, at) ? 1 : 0; }
    }
    return all ? met / all : 0;
  };
  const likeness = (cells) => {
    let best = 0;
    for (let down = -4; down <= 4; down++)
      for (const right of [-0.5, 0, 0.5])
        best = Math.max(best, alike(shown, drawn(cells, right, down)));
    return best;
  };
  // The darkest point of the lightest way across the edge, over the rows of points.
  const bridge = (column) => {
    const edge = Math.round(column * wide);
    let best = 0;
    for (let y = 0; y < height; y++)
      best = Math.max(best, Math.min(...[-2, -1, 0, 1].map((by) => shown[y * width + edge + by])));
    return best;
  };
  return {likeness: wanted.orders.map(likeness), bridges: wanted.joints.map(bridge)};
}
"""


class Looked(NamedTuple):
    """One row of a page's picture against its cells."""

    likeness: float
    """Share of ink that lies where the cells, each drawn by itself, have theirs."""
    backwards: float
    """The same for the cells in the opposite order: what a second reordering would show."""
    bridges: list[int]
    """How light the stroke is where two letters join, at its faintest point: 0 is a gap."""


def cells_of(page: Page) -> list[list[str]]:
    """What stands in each cell, row by row, from left to right."""
    columns, rows = page.size
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(page.drawn)
    return [[screen.buffer[row][column].data for column in range(columns)] for row in range(rows)]


async def look_at(page: Page, row: int) -> Looked:
    """Compare a row of the window's picture with its cells."""
    cells = cells_of(page)[row]
    letters = [column for column, cell in enumerate(cells) if cell.strip()]
    turned = list(cells)
    turned[letters[0] : letters[-1] + 1] = reversed(cells[letters[0] : letters[-1] + 1])
    wanted = {
        "columns": page.size[0],
        "rows": page.size[1],
        "row": row,
        "pixels": FONT_PIXELS,
        "ink": INK,
        "orders": [cells, turned],
        "joints": joints(cells),
    }
    picture = "data:image/png;base64," + base64.b64encode(await page.picture()).decode()
    found = await page.run(f"({MEASURE})({json.dumps(picture)}, {json.dumps(wanted)})")
    shown, backwards = found["likeness"]
    return Looked(shown, backwards, found["bridges"])


def joints(cells: list[str]) -> list[int]:
    """The columns at whose left edge a letter joins the one to the left of it."""
    forms = [_form(cell) for cell in cells]
    return [
        column
        for column in range(1, len(cells))
        if forms[column] in {"initial", "medial"} and forms[column - 1] in {"medial", "final"}
    ]


def _form(cell: str) -> str:
    words = unicodedata.decomposition(cell[:1]).split() if cell else []
    return words[0].strip("<>") if words else ""


def nominal(cells: list[str]) -> str:
    """The text of cells in reading order, right to left, letter forms as the letters they are."""
    return "".join(_letters(cell) for cell in reversed(cells)).strip()


def _letters(cell: str) -> str:
    words = unicodedata.decomposition(cell[:1]).split() if cell else []
    is_form = bool(words) and words[0].startswith("<")
    base = "".join(chr(int(word, 16)) for word in words[1:]) if is_form else cell[:1]
    return base + cell[1:]
