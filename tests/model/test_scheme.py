"""Schemes and what may be called a label."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hashiya.model import Attribute, Label, Scheme, Words


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


def test_labels_without_attributes_are_what_they_always_were() -> None:
    """A scheme from before attributes has the same canonical form and the same SHA-256."""
    scheme = Scheme(id="s", labels=(Label(name="a"),))
    assert "attributes" not in scheme.model_dump_json()
    assert scheme.sha256 == "69223e8574380f3924b24476282711483e2692d7019ba1de5512f9077f5224e8"


def test_attributes_are_part_of_a_scheme() -> None:
    """They are written with their label, read back as they were, and change the SHA-256."""
    attributes = (Attribute(name="value", kind="date"), Attribute(name="count", kind="number"))
    scheme = Scheme(id="s", labels=(Label(name="a", attributes=attributes),))
    assert Scheme.model_validate_json(scheme.model_dump_json()) == scheme
    assert Scheme(id="s", labels=(Label(name="a"),)).sha256 != scheme.sha256


@pytest.mark.parametrize("name", ["", " value", "a\nb", "a\x1b[2J", "ل" * 65])
def test_an_attribute_s_name_can_be_written_on_one_line(name: str) -> None:
    """Attributes are named by the same rule as labels."""
    with pytest.raises(ValidationError):
        Attribute(name=name)


def test_two_attributes_of_a_label_have_two_names() -> None:
    """A collision is named."""
    with pytest.raises(ValidationError, match="name 'value'"):
        Label(name="date", attributes=(Attribute(name="value"), Attribute(name="value")))
