"""The interface speaks the language that was asked for, by whoever comes first."""

from __future__ import annotations

import pytest

from hashiya.errors import UsageError
from hashiya.tui.locale import chosen_language


@pytest.mark.parametrize(
    ("option", "environment", "setting", "language"),
    [
        ("fr", {"HASHIYA_LANG": "ar", "LANG": "ar_MA.UTF-8"}, "ar", "fr"),
        (None, {"HASHIYA_LANG": "ar", "LANG": "fr_FR.UTF-8"}, "fr", "ar"),
        (None, {"LANG": "fr_FR.UTF-8"}, "ar", "ar"),
        (None, {"LC_ALL": "ar_MA.UTF-8", "LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, "", "ar"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "fr_CA@x", "LANG": "en_GB"}, "", "fr"),
        (None, {"LANG": "ar"}, "", "ar"),
        (None, {"LANG": "arn_CL.UTF-8"}, "", "en"),
        (None, {"LANG": "C.UTF-8"}, "", "en"),
        (None, {"LANG": "de_DE.UTF-8", "HASHIYA_LANG": ""}, "", "en"),
        (None, {}, "nonsense", "en"),
    ],
)
def test_who_comes_first(
    option: str | None, environment: dict[str, str], setting: str, language: str
) -> None:
    """The option, the variable, the settings, the system, and then English."""
    assert chosen_language(option, environment, setting) == language


@pytest.mark.parametrize(
    ("option", "environment", "who"),
    [("de", {}, "--lang"), (None, {"HASHIYA_LANG": "arabic"}, r"\$HASHIYA_LANG")],
)
def test_a_wrong_language_is_named(
    option: str | None, environment: dict[str, str], who: str
) -> None:
    """Who asked for a language that there is not hears what there is."""
    with pytest.raises(UsageError, match=rf"{who} is .* ar, en, fr"):
        chosen_language(option, environment)
