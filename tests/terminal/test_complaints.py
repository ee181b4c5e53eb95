"""A wrong setting is named with its place and what may have been meant, and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.terminal import LANGUAGES, Settings, usable_settings, wrong_settings
from hashiya.terminal.known_settings import SETTINGS
from hashiya.terminal.toml_lines import line_of

PLACE = Path("settings.toml")


def said(text: str, *themes: str) -> list[str]:
    """What is said of a file with this text."""
    return [str(reason) for _, reason in wrong_settings(Settings(PLACE).reading(text), themes)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[interface]\nlangauge = "ar"',
            "2: [interface] has no setting langauge; did you mean language?",
        ),
        ("[interface]\nxyzzy = 1", "2: [interface] has no setting xyzzy; it has language, theme"),
        ('[interface]\nlanguage = "d"', '2: language cannot be "d"; write one of "ar", "en", "fr"'),
        ('[interface]\n\ntheme = "nrod"', '3: theme cannot be "nrod"; did you mean "nord"?'),
        ("[interfac]", "1: there is no table [interfac]; did you mean [interface]?"),
        ("[zzz]", "1: there is no table [zzz]; there are [interface], [layout], [keys], [te"),
        ('# mine\ntheme = "nord"', "2: theme stands in no table; write it under [interface]"),
        ("layout = 3", "1: layout must be a table: write [layout]"),
        ("[layout]\nmeasure = 39", "2: measure cannot be 39; write a whole number from 40 to 200"),
        ("[layout]\nmeasure = true", "2: measure cannot be true; write a whole number from 40"),
        ('[layout]\nside = "Left"', '2: side cannot be "Left"; did you mean "left"?'),
        ('[terminal]\nbidi = "konsol"', '2: bidi cannot be "konsol"; did you mean "konsole"?'),
        (
            '[terminals."vte 7600"]\nmark = "hide"',
            "2: [terminals] has no setting mark; did you mean marks?",
        ),
        (
            'terminals."vte 7600".bidi_restore = 1',
            "1: bidi_restore cannot be 1; write true or false",
        ),
        ("[terminals]\nx = 1", '2: write [terminals."x"] and the settings of that terminal under'),
    ],
)
def test_each_mistake_is_named(text: str, words: str) -> None:
    """File, line, what is wrong, and the nearest right spelling or everything there is."""
    (reason,) = said(text, "nord")
    assert reason.startswith(f"settings.toml:{words}")


def test_mistakes_stand_in_the_file_s_order() -> None:
    """Several mistakes are all named, from the top of the file down."""
    text = '[layout]\nmeasure = 1\n[interface]\ntheme = 2\nlanguage = ""\n'
    assert [words.split(":")[1] for words in said(text)] == ["2", "4", "5"]


def test_what_is_right_is_silent() -> None:
    """Every setting at a right value, the old place of the theme, and no file at all."""
    rows: dict[str, list[str]] = {}
    for setting in SETTINGS:
        table = 'terminals."x"' if setting.table == "terminals" else setting.table
        value = {"columns": "90", "truth": "true", "theme": '"nord"', "keys": '"j"'}
        name = "undo" if setting.name == "*" else setting.name
        right = value.get(setting.kind) or f'"{setting.choices[-1]}"'
        rows.setdefault(table, []).append(f"{name} = {right}")
    text = "".join(f"[{table}]\n" + "\n".join(lines) + "\n" for table, lines in rows.items())
    assert said(text, "nord") == []
    assert said('[screen]\ntheme = "nord"') == []
    assert wrong_settings(Settings(PLACE)) == ()


def test_a_broken_file_is_one_complaint() -> None:
    """What is no TOML is named once, with the place that the reader found."""
    (words,) = said("[interface]\nlanguage ar")
    assert words.startswith("settings.toml:2: not TOML: Expected")
    (words,) = said('[interface]\n\nlanguage = """')
    assert words.startswith("settings.toml:3: not TOML:")


def test_only_what_is_right_is_used() -> None:
    """A wrong value counts as not said; its neighbours hold."""
    settings = Settings(PLACE).reading('[layout]\nmeasure = 5000\nside = "left"\nother = 1')
    assert usable_settings(settings, "layout") == {"side": "left"}
    assert usable_settings(settings, "keys") == {}


def test_the_table_names_each_setting_once() -> None:
    """No setting stands twice, and the languages are those of the interface."""
    places = [(setting.table, setting.name) for setting in SETTINGS]
    assert len(places) == len(set(places))
    (language,) = (each for each in SETTINGS if each.name == "language")
    assert language.choices == LANGUAGES


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\n[b]\nc = 2", ("b", "c"), 3),
        ("[b] # here\n'c' = 2", ("b", "c"), 2),
        ('[b]\n[b."x y"]\nc = 2', ("b", "x y", "c"), 3),
        ("b = { c = 2 }", ("b", "c"), 1),
        ('b . c = "[d]"\n[d]', ("d",), 2),
        ('a = """\nb = 1\n"""\nb = 2', ("x",), 1),
        ("", ("b", "c"), 1),
    ],
)
def test_a_place_is_found_however_it_is_written(
    text: str, path: tuple[str, ...], line: int
) -> None:
    """Headers with comments, quotes, dots, and values that stand on their table's line."""
    assert line_of(text, *path) == line


@given(st.text(max_size=200))
def test_any_text_has_a_place_and_words(text: str) -> None:
    """Whatever stands in the file, looking for what is wrong with it ends."""
    assert all(words for words in said(text))
    assert line_of(text, "interface", "theme") >= 1
