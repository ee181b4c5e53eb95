"""Palettes: what people must read on colours stays readable on both themes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import Theme

from hashiya.tui.inks import _FACES, Inks
from hashiya.tui.palette import AA, contrast, label_colours
from hashiya.tui.themes import THEMES

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
