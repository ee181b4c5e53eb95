"""Colour vision: how colours look to colour-blind eyes, and how far apart two colours are.

Sources: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
Vision Deficiency", IEEE TVCG 15(6), 2009, matrices of severity 1.0, applied to linear RGB; sRGB:
IEC 61966-2-1; distance: CIEDE2000 as in Sharma, Wu and Dalal, Color Research & Application 30(1),
2005, whose own table tests it.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

__all__ = ["EYES", "ciede2000", "distance"]

Triple = tuple[float, float, float]

EYES: Final[dict[str, tuple[Triple, Triple, Triple]]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Kind of eyes → the matrix from linear RGB to the linear RGB that looks the same to them."""

_TO_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final = (0.95047, 1.0, 1.08883)
"""D65."""


def distance(one: str, other: str, eyes: str) -> float:
    """CIEDE2000 between two colours, `#rrggbb`, as some eyes see them."""
    return ciede2000(_lab(one, eyes), _lab(other, eyes))


def ciede2000(one: Triple, other: Triple) -> float:
    """The distance of two CIELAB colours; 1 can just be seen side by side."""
    (light1, a1, b1), (light2, a2, b2) = one, other
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    grow = 1 + 0.5 * (1 - sqrt(mean / (mean + 25**7)))
    chroma1, chroma2 = hypot(a1 * grow, b1), hypot(a2 * grow, b2)
    hue1, hue2 = (degrees(atan2(b, a * grow)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if chroma1 * chroma2 == 0 else (hue2 - hue1 + 180) % 360 - 180
    hue_step = 2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2))
    return _weighted(
        (light2 - light1, chroma2 - chroma1, hue_step),
        (light1 + light2) / 2,
        (chroma1 + chroma2) / 2,
        _mean_hue(hue1, hue2, is_grey=chroma1 * chroma2 == 0),
    )


def _mean_hue(one: float, other: float, *, is_grey: bool) -> float:
    total = one + other
    if is_grey:
        return total
    if abs(one - other) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


def _weighted(steps: Triple, light: float, chroma: float, hue: float) -> float:
    tone = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    lightness = steps[0] / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    colour = steps[1] / (1 + 0.045 * chroma)
    shade = steps[2] / (1 + 0.015 * chroma * tone)
    bend = -2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    bend *= sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(lightness**2 + colour**2 + shade**2 + bend * colour * shade)


@lru_cache(maxsize=65536)
def _lab(colour: str, eyes: str) -> Triple:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [min(max(value, 0.0), 1.0) for value in _times(EYES[eyes], linear)]
    x, y, z = (
        _curve(value / white) for value, white in zip(_times(_TO_XYZ, seen), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: tuple[Triple, Triple, Triple], vector: list[float]) -> list[float]:
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def _curve(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (841 / 108) * value + 4 / 29
