"""Palettes: what people must read on colours stays readable on both themes."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.colour_vision import EYES, ciede2000, distance
from textual.theme import Theme

from hashiya.model import Label
from hashiya.services import default_scheme
from hashiya.tui.inks import _FACES, Inks
from hashiya.tui.lane_painter import PATTERNS, lane_signs
from hashiya.tui.palette import AA, SUGGESTED, contrast, label_colours
from hashiya.tui.themes import DARK, LIGHT, THEMES

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
themes = st.sampled_from(THEMES)


@given(colours, themes)
def test_any_label_colour_can_be_read(colour: str, theme: Theme) -> None:
    """Text on a span reaches WCAG AA, bright and quiet, whatever colour a scheme asks for."""
    fitted = label_colours(colour, theme)
    assert contrast(str(theme.foreground), fitted.bright) >= AA
    assert contrast(theme.variables["text-quiet"], fitted.quiet) >= AA


@given(colours, themes)
def test_any_lane_can_be_read(colour: str, theme: Theme) -> None:
    """A label's key reaches WCAG AA on the page and on the bars."""
    ink = label_colours(colour, theme).ink
    assert contrast(ink, str(theme.background)) >= AA
    assert contrast(ink, str(theme.panel)) >= AA


@pytest.mark.parametrize("ground", ["background", "panel"])
@pytest.mark.parametrize("ink", sorted(_FACES))
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    """Every ink of a theme reaches WCAG AA on the page and on the bars."""
    style = Inks(theme).style(ink, ground)
    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast(style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex) >= AA


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_caret_and_its_word_can_be_read(theme: Theme) -> None:
    """The letter under the block and the word that would be tagged reach WCAG AA."""
    assert contrast(theme.variables["caret"], theme.variables["on-caret"]) >= AA
    for ink in (str(theme.foreground), theme.variables["text-quiet"]):
        assert contrast(ink, theme.variables["target"]) >= AA


def test_contrast_is_that_of_the_standard() -> None:
    """The contrast of known pairs is what WCAG's own examples give."""
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


OWN: Final = {label.name: label.colour for label in default_scheme().labels}

APART: Final = {
    # what is painted: any two of the default scheme, any two suggested, two of one pattern
    "ink": (12.0, 8.0, 17.0),
    "bright": (11.0, 6.0, 14.0),
    "quiet": (5.5, 4.0, 10.0),
}
"""Least CIEDE2000, for every kind of eyes. A difference of 2 to 3 is seen at a glance."""


def nearest(colours: list[str], eyes: str) -> float:
    """The distance of the two colours that are nearest to each other."""
    return min(distance(one, other, eyes) for one, other in combinations(colours, 2))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("part", APART)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_labels_differ_for_every_kind_of_eyes(theme: Theme, part: str, eyes: str) -> None:
    """Labels as they are painted stay apart under simulated colour blindness."""
    default, suggested, same_pattern = APART[part]
    painted = [getattr(label_colours(colour, theme), part) for colour in OWN.values()]
    assert nearest(painted, eyes) >= default
    painted = [getattr(label_colours(colour, theme), part) for colour in SUGGESTED]
    assert nearest(painted, eyes) >= suggested
    for at in range(len(PATTERNS)):
        assert nearest(painted[at :: len(PATTERNS)], eyes) >= same_pattern


@pytest.mark.parametrize("eyes", EYES)
def test_the_default_scheme_keeps_its_word(eyes: str) -> None:
    """The default scheme's own colours are as far apart as its file says."""
    assert nearest(list(OWN.values()), eyes) >= 18


def test_the_default_scheme_has_no_pattern_twice() -> None:
    """Where colours fail, each label of the default scheme is told by its line."""
    signs = lane_signs(default_scheme().labels).values()
    assert len({sign.pattern for sign in signs}) == len(OWN)
    assert len({sign.key for sign in signs}) == len(OWN)


def test_labels_without_a_colour_get_one_each() -> None:
    """In a scheme that names no colours, neighbouring labels are painted in different ones."""
    inks = Inks(DARK, [Label(name=f"label-{number}") for number in range(8)])
    assert len({colours.ink for colours in inks.labels.values()}) == 8


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_is_that_of_the_paper(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """CIEDE2000 gives the values of the paper's own test data."""
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_the_simulation_confuses_what_it_should() -> None:
    """Red and green of one lightness come near each other for the red- and green-blind only."""
    red, green = "#b05030", "#6f7a1e"
    assert distance(red, green, "usual") > 2 * distance(red, green, "deuteranopia")
    assert distance(red, green, "tritanopia") > 2 * distance(red, green, "deuteranopia")
