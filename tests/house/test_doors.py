"""Doors: rooms that come when somebody asks for them."""

from __future__ import annotations

import pytest

import hashiya.text
from hashiya.doors import late


def test_a_name_comes_from_its_room() -> None:
    """A late name is the room's own, and is looked for once."""
    look = late("hashiya.text", {"sentence_spans": "sentences"})
    assert look("sentence_spans") is hashiya.text.sentence_spans
    assert "sentence_spans" in vars(hashiya.text)


def test_a_name_nobody_offers_is_missing() -> None:
    """Asking a front door for something else is an AttributeError that names both."""
    with pytest.raises(AttributeError, match=r"module 'hashiya.text' has no attribute 'nothing'"):
        _ = hashiya.text.nothing
