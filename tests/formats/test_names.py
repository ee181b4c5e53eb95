"""Ids as file names."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import UsageError
from hashiya.formats import file_name_of, id_of_file_name
from hashiya.formats.names import id_behind


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_a_name_leads_back_to_its_id(name: str) -> None:
    """Escaping is reversible, and nothing of a path or a terminal is left in the name."""
    made = file_name_of(name)
    assert id_of_file_name(made) == name
    assert os.sep not in made
    assert made not in {".", ".."}
    assert not any(char in made for char in "\0\n\r\x1b\u202e\\:")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20))
def test_a_reader_knows_the_id_behind_a_name(name: str) -> None:
    """Where it is one that was made here."""
    assert id_behind(file_name_of(name)) == name


@pytest.mark.parametrize(
    "name", ["100%", "a%zz", "a%2fb", "50%FF", "%00", "%ED%A0%80", "a%41", "%"]
)
def test_a_name_that_was_not_made_here_is_an_id_as_it_is(name: str) -> None:
    """Whatever its signs would mean."""
    assert id_behind(name) == name


def test_arabic_stays_readable() -> None:
    """Letters of any script stand as they are."""
    assert file_name_of("خبر-1") == "خبر-1"


@pytest.mark.parametrize("name", ["", "x" * 500, "خ" * 120])
def test_what_no_file_system_takes_is_refused(name: str) -> None:
    """An empty or overlong name is said to be so, never cut."""
    with pytest.raises(UsageError, match=r"is empty|bytes once escaped, and 200 is the most"):
        file_name_of(name)


@pytest.mark.parametrize("name", ["NUL", "con.txt", "lpt1", ".hidden", "dot.", ".."])
def test_names_that_mean_something_to_a_system_are_escaped(name: str) -> None:
    """Devices of Windows and hidden files are no surprise."""
    made = file_name_of(name)
    assert "%" in made
    assert id_of_file_name(made) == name
