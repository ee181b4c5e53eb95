"""Schemes and what may be called a label."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hashiya.model import Label, Scheme, Words


@pytest.mark.parametrize("name", ["", " agency", "a\nb", "a\x1b[2J", "ل" * 65])
def test_a_label_name_can_be_written_on_one_line(name: str) -> None:
    """Control characters, outer white space and endless names are refused."""
    with pytest.raises(ValidationError):
        Label(name=name)


@pytest.mark.parametrize("name", ["agency", "جهة رسمية", "B-x", "O", "a|b", "[x]"])
def test_other_names_are_free(name: str) -> None:
    """Any script and any punctuation may stand in a label; exporters deal with it."""
    assert Label(name=name).name == name


def test_two_labels_never_share_a_name_or_a_key() -> None:
    """A collision is named."""
    with pytest.raises(ValidationError, match="name 'a'"):
        Scheme(id="s", labels=(Label(name="a"), Label(name="a")))
    with pytest.raises(ValidationError, match="key '1'"):
        Scheme(id="s", labels=(Label(name="a", key="1"), Label(name="b", key="1")))


def test_a_title_falls_back_to_arabic_and_then_to_the_name() -> None:
    """A screen always has something to show."""
    assert Label(name="agency", titles=Words(ar="جهة")).title("fr") == "جهة"
    assert Label(name="agency").title("ar") == "agency"


def test_the_hash_is_of_the_content_not_of_the_state() -> None:
    """Retiring a scheme does not make it another one; changing a label does."""
    scheme = Scheme(id="s", labels=(Label(name="a"),))
    retired = Scheme(id="s", labels=(Label(name="a"),), state="retired")
    other = Scheme(id="s", labels=(Label(name="b"),))
    assert scheme.sha256 == retired.sha256 != other.sha256
