"""Theme fitting: everything we print can be read on every theme that Textual brings."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from hashiya.tui.inks import _FACES, Inks
from hashiya.tui.palette import AA, contrast, label_colours, snapped
from hashiya.tui.theme_choice import next_theme
from hashiya.tui.theme_fitting import fitted_theme
from hashiya.tui.themes import DARK, LIGHT, PLAIN, THEMES

MEASURED: Final = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]

AVAILABLE: Final = BUILTIN_THEMES | {theme.name: theme for theme in THEMES}

FITTED: Final = {name: fitted_theme(theme) for name, theme in BUILTIN_THEMES.items()}
"""Textual's theme → ours of it."""

FEWER: Final = {
    (name, depth): fitted_theme(theme, depth)
    for name, theme in AVAILABLE.items()
    for depth in ("256", "standard")
}
"""Name and depth → the theme on a terminal that has fewer colours."""


@pytest.mark.parametrize("name", BUILTIN_THEMES)
def test_every_ink_can_be_read(name: str) -> None:
    """Every ink reaches WCAG AA on the page and on the bars of every theme."""
    inks = Inks(BUILTIN_THEMES[name])
    for ink in _FACES:
        for ground in ("background", "panel"):
            style = inks.style(ink, ground)
            assert style.color is not None
            assert style.bgcolor is not None
            painted = (style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
            assert contrast(*painted) >= AA, (ink, ground)


@pytest.mark.parametrize("name", BUILTIN_THEMES)
def test_the_caret_and_its_word_can_be_read(name: str) -> None:
    """The block, the letter under it and the word that would be tagged stand out."""
    theme = FITTED[name]
    made = theme.variables
    assert contrast(made["caret"], made["on-caret"]) >= AA
    assert contrast(made["caret"], str(theme.background)) >= 3
    assert contrast(made["target"], str(theme.foreground)) >= AA
    assert contrast(made["target"], made["text-quiet"]) >= AA
    assert contrast(made["target"], str(theme.background)) > 1.1


@pytest.mark.parametrize("name", BUILTIN_THEMES)
def test_the_current_sentence_is_brighter(name: str) -> None:
    """Main text has clearly more contrast than quiet text."""
    theme = FITTED[name]
    page = str(theme.background)
    quiet = contrast(theme.variables["text-quiet"], page)
    assert contrast(str(theme.foreground), page) > 1.2 * quiet


@given(st.integers(0, 0xFFFFFF), st.sampled_from(sorted(FITTED)))
def test_any_label_colour_can_be_read(value: int, name: str) -> None:
    """Text on spans and keys in lanes reach WCAG AA for any label colour on any theme."""
    theme = FITTED[name]
    fitted = label_colours(f"#{value:06x}", theme)
    assert contrast(str(theme.foreground), fitted.bright) >= AA
    assert contrast(theme.variables["text-quiet"], fitted.quiet) >= AA
    assert contrast(fitted.ink, str(theme.background)) >= AA
    assert contrast(fitted.ink, str(theme.panel)) >= AA


@pytest.mark.parametrize("theme", MEASURED, ids=lambda theme: theme.name)
def test_grounds_are_the_themes_own(theme: Theme) -> None:
    """Page and bars keep the theme's colours, which Textual paints around them too."""
    made = theme.to_color_system().generate()
    for ground in ("background", "panel"):
        assert getattr(FITTED[theme.name], ground) == Color.parse(made[ground]).hex6


def test_our_own_themes_are_taken_as_they_are() -> None:
    """A theme that lacks nothing is not touched, and ours stand in for the terminal's own."""
    assert all(fitted_theme(theme) is theme for theme in THEMES)
    assert fitted_theme(BUILTIN_THEMES["ansi-dark"]) is DARK
    assert fitted_theme(BUILTIN_THEMES["ansi-light"]) is LIGHT


def test_one_key_goes_round_our_themes_and_another_round_textuals() -> None:
    """Each key comes back to its first theme after all of its own, and to no other."""
    name, seen = DARK.name, []
    for _ in THEMES:
        name = next_theme(name, AVAILABLE, is_own=True, no_colour=False)
        seen.append(name)
    assert seen == [LIGHT.name, PLAIN.name, DARK.name]
    seen = []
    for _ in range(len(MEASURED)):
        name = next_theme(name, AVAILABLE, is_own=False, no_colour=False)
        seen.append(name)
    assert seen == [theme.name for theme in MEASURED]
    assert next_theme(name, AVAILABLE, is_own=False, no_colour=False) == seen[0]
    assert next_theme(name, AVAILABLE, is_own=False, no_colour=True) == PLAIN.name


@pytest.mark.parametrize("key", FEWER, ids=" ".join)
def test_every_ink_can_be_read_in_fewer_colours(key: tuple[str, str]) -> None:
    """Every ink reaches WCAG AA in the colours that a lesser terminal shows instead."""
    theme, depth = FEWER[key], key[1]
    for ink in _FACES:
        for ground in ("background", "panel"):
            style = Inks(theme).style(ink, ground)
            assert style.color is not None
            assert style.bgcolor is not None
            painted = (style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex)
            assert contrast(*painted, depth) >= AA, (ink, ground)
    made = theme.variables
    assert contrast(made["caret"], made["on-caret"], depth) >= AA
    assert contrast(made["target"], str(theme.foreground), depth) >= AA
    assert contrast(made["target"], made["text-quiet"], depth) >= AA


@given(st.integers(0, 0xFFFFFF), st.sampled_from(sorted(FEWER)))
def test_any_label_colour_can_be_read_in_fewer_colours(value: int, key: tuple[str, str]) -> None:
    """On spans and in lanes too, whatever colour a scheme asks for."""
    theme, depth = FEWER[key], key[1]
    fitted = label_colours(f"#{value:06x}", theme)
    assert contrast(str(theme.foreground), fitted.bright, depth) >= AA
    assert contrast(theme.variables["text-quiet"], fitted.quiet, depth) >= AA
    assert contrast(fitted.ink, str(theme.background), depth) >= AA
    assert contrast(fitted.ink, str(theme.panel), depth) >= AA


def test_where_colours_are_too_few_brightness_is_bold() -> None:
    """Where quiet text would look like main text, the sentence being read is bold instead."""
    assert not Inks(DARK).is_bright_bold
    for own in (DARK.name, LIGHT.name):
        assert not Inks(FEWER[own, "standard"]).is_bright_bold
    assert Inks(FEWER["nord", "standard"]).is_bright_bold
    assert Inks(PLAIN).is_bright_bold


def test_a_lesser_terminal_shows_the_nearest_colour() -> None:
    """Of 256 and of sixteen colours the nearest one counts, and of all each counts itself."""
    assert snapped("#5f87d8", "truecolor") == "#5f87d8"
    assert snapped("#5f87d8", "256") == "#5f87d7"
    assert snapped("#f04040", "standard") == "#ff5555"
