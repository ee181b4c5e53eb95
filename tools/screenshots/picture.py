"""Pictures: what stood on a screen, how two of them differ, and how one is written small."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["Picture"]

MOST_BLACK: Final = 0.985
"""A line of letters leaves more of the pixels black than this, a page of them less."""

COLOURS: Final = 64
"""Of the palette; enough for smoothed letters in every colour of a theme."""


class Picture(NamedTuple):
    """A rectangle of pixels."""

    width: int
    """Pixels in a row."""
    height: int
    """Rows."""
    pixels: bytes
    """Red, green and blue of each pixel, row by row."""

    @property
    def is_painted(self) -> bool:
        """Whether a program has filled its screen, and not just one line, on black."""
        return self.pixels.count(0) < MOST_BLACK * len(self.pixels)

    def differing(self, other: Picture) -> int:
        """How many pixels differ, by however little; all of them when the sizes do.

        >>> Picture(2, 1, b"abcdef").differing(Picture(2, 1, b"abcdeg"))
        1
        """
        if self[:2] != other[:2]:
            return max(self.width * self.height, other.width * other.height)
        if self.pixels == other.pixels:
            return 0
        pairs = zip(self.pixels, other.pixels, strict=True)
        is_off = [one != two for one, two in pairs]
        return sum(any(is_off[at : at + 3]) for at in range(0, len(is_off), 3))

    def write(self, path: Path) -> None:
        """Write a small PNG without the black around the window, the same for the same pixels."""
        command = [
            *("convert", "-size", f"{self.width}x{self.height}", "-depth", "8", "rgb:-"),
            *("-bordercolor", "black", "-border", "1", "-trim", "+repage", "-strip"),
            *("+dither", "-colors", str(COLOURS), "-define", "png:compression-level=9"),
            *("-define", "png:exclude-chunks=all", "-define", "png:include-chunks=PLTE,tRNS"),
            f"PNG8:{path}",
        ]
        subprocess.run(command, input=self.pixels, check=True, timeout=60)
