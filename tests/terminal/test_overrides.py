"""Overrides: who beats whom, and what is said about a wrong word."""

from __future__ import annotations

import pytest

from hashiya.errors import UsageError
from hashiya.terminal import (
    CHOICES,
    PROFILES,
    Drawing,
    Overrides,
    Replies,
    Settings,
    chosen_overrides,
    detect,
    wrong_settings,
)

TOML = """[terminal]
bidi = "konsole"
shape = "base"
marks = "hide"
order = "logical"
bidi_restore = false
"""


@pytest.mark.parametrize("key", CHOICES)
def test_an_option_beats_the_environment(key: str) -> None:
    """For each key the option counts, else the variable, else nothing was said."""
    first, second = CHOICES[key][0], CHOICES[key][1]
    variable = {f"HASHIYA_{key.upper()}": second}

    def said(options: dict[str, str | None], environment: dict[str, str]) -> object:
        value = getattr(chosen_overrides(options, environment), key)
        return {True: "true", False: "false"}.get(value, value)

    assert said({key: first}, variable) == first
    assert said({key: None}, variable) == second
    assert said({}, {f"HASHIYA_{key.upper()}": ""}) is None


def test_who_said_it_is_remembered() -> None:
    """The reason can name the option or the variable that chose a profile."""
    assert chosen_overrides({"bidi": "lrm"}, {}).source == "--bidi says"
    assert chosen_overrides({}, {"HASHIYA_BIDI": "lrm"}).source == "$HASHIYA_BIDI says"
    assert chosen_overrides({"marks": "hide"}, {}).source == ""


@pytest.mark.parametrize(
    ("options", "environment", "who"),
    [
        ({"bidi": "none"}, {}, "--bidi"),
        ({"bidi_restore": "maybe"}, {}, "--bidi-restore"),
        ({}, {"HASHIYA_MARKS": "all"}, r"\$HASHIYA_MARKS"),
    ],
)
def test_a_wrong_word_is_an_error(
    options: dict[str, str | None], environment: dict[str, str], who: str
) -> None:
    """A value that does not exist names who said it and what could be said."""
    with pytest.raises(UsageError, match=f"{who} is .* it can be "):
        chosen_overrides(options, environment)


def test_everything_can_be_settled_in_the_file() -> None:
    """Each key of the file works, and a spoken one beats it."""
    settings = Settings().reading(TOML)
    settled = detect({}, overrides=Overrides(), settings=settings, ask=Replies)
    assert settled.profile == PROFILES["konsole"]._replace(after="")
    assert settled.drawing == Drawing("base", "hide", "logical")
    assert settled.reason == "your settings say so"
    said = Overrides("bdsm", "forms", "left", "visual", bidi_restore=True, source="--bidi")
    spoken = detect({}, overrides=said, settings=settings, ask=Replies)
    assert spoken.profile == PROFILES["bdsm"]
    assert spoken.drawing == Drawing("forms", "left", "visual")


def test_a_wrong_setting_is_left_out_with_a_word() -> None:
    """A value in the file that does not exist changes nothing and is said."""
    settings = Settings().reading('[terminal]\nmarks = "all"\nbidi = 7\nshape = "base"\n')
    found = detect({}, overrides=Overrides(), settings=settings, ask=Replies)
    assert found.drawing == Drawing("base")
    words = [str(reason) for _, reason in wrong_settings(settings)]
    assert 'marks cannot be "all"; write one of "show", "hide", "left"' in words[0]
    assert "bidi cannot be 7" in words[1]
