"""The default scheme: complete in three languages, strict by default, seen by every eye."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from itertools import combinations
from typing import Final

import pytest

from hashiya.model import Label, Policy, Scheme

SCHEME_TEXT: Final = resources.files("hashiya").joinpath("services", "news.toml").read_text("utf-8")
SCHEME: Final = Scheme.model_validate_json(json.dumps(tomllib.loads(SCHEME_TEXT)))
LANGUAGES: Final = ("ar", "en", "fr")


def simulated(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """A colour in CIE L*a*b* as a colour-blind eye gets it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0.0), 1.0) for row in matrix
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# Machado, Oliveira and Fernandes 2009, severity 1.
EYES: Final = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
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
}


def test_the_default_scheme_has_four_labels() -> None:
    """The scheme `news` 2 has agency, official, date and topic on the keys 1 to 4."""
    assert (SCHEME.id, SCHEME.version, SCHEME.state) == ("news", 2, "published")
    assert [(label.key, label.name) for label in SCHEME.labels] == [
        ("1", "agency"),
        ("2", "official"),
        ("3", "date"),
        ("4", "topic"),
    ]


def test_the_default_policy_is_spelled_out() -> None:
    """The scheme file writes down every rule of the policy, each with its default."""
    written = tomllib.loads(SCHEME_TEXT)["policy"]
    assert written == Policy().model_dump()


@pytest.mark.parametrize("label", SCHEME.labels, ids=lambda label: label.name)
def test_a_label_speaks_three_languages(label: Label) -> None:
    """Title, guideline and every reason are written in Arabic, English and French."""
    for words in (label.titles, label.guideline, *(example.why for example in label.examples)):
        texts = [getattr(words, language) for language in LANGUAGES]
        assert all(text and text == text.strip() for text in texts)
        assert len(set(texts)) == len(texts) or label.name == "date"
    rules = {len(getattr(label.guideline, language).split("\n")) for language in LANGUAGES}
    assert len(rules) == 1


@pytest.mark.parametrize("label", SCHEME.labels, ids=lambda label: label.name)
def test_a_label_shows_what_to_mark_and_what_not(label: Label) -> None:
    """Each label has four to eight examples of both kinds, every one with balanced marks."""
    assert 4 <= len(label.examples) <= 8
    assert {example.applies for example in label.examples} == {True, False}
    for example in label.examples:
        assert re.fullmatch(r"[^⟦⟧]*(?:⟦(?!\s)[^⟦⟧]+(?<!\s)⟧[^⟦⟧]*)+", example.text)


@pytest.mark.parametrize("eye", EYES)
def test_label_colours_stay_apart(eye: str) -> None:
    """Any two label colours differ by 25 or more in L*a*b*, for colour-blind eyes too."""
    seen = [simulated(label.colour, EYES[eye]) for label in SCHEME.labels]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 25


def test_labels_say_what_more_can_be_said() -> None:
    """Dates have a value, agencies and officials a canonical form, agencies a count too."""
    assert {
        label.name: [(each.name, each.kind) for each in label.attributes] for label in SCHEME.labels
    } == {
        "agency": [("canonical", "text"), ("count", "number")],
        "official": [("canonical", "text")],
        "date": [("value", "date")],
        "topic": [],
    }
    for label in SCHEME.labels:
        assert all(all(each.titles.model_dump().values()) for each in label.attributes)
