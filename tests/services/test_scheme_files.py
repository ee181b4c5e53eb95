"""Scheme files: written and read back the same, and everything wrong named by its place."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import FormatError
from hashiya.model import Attribute, Example, Label, Policy, Scheme, Words
from hashiya.services import (
    Keyboard,
    KeyUse,
    default_scheme,
    find_scheme_hints,
    read_scheme_text,
    scheme_toml,
)
from hashiya.services.toml_places import TomlPlaces
from hashiya.text import visible
from hashiya.tui import also_on_arabic, character_commands
from tests.strategies import texts

words = st.builds(Words, ar=texts(max_lines=2), en=texts(max_lines=2))
examples = st.builds(Example, text=texts(max_lines=1), applies=st.booleans(), why=words)
labels = st.builds(
    Label,
    name=st.text("abجهة-. \"'[]#=", min_size=1, max_size=8).filter(
        lambda name: name == name.strip()
    ),
    titles=words,
    key=st.sampled_from(["", "1", '"', "\\", "'", "ض"]),
    colour=st.sampled_from(["#8a8f98", "#3465e8"]),
    guideline=words,
    examples=st.lists(examples, max_size=2).map(tuple),
    attributes=st.sampled_from([(), (Attribute(name="v", kind="date", titles=Words(ar="قيمة")),)]),
)


def keyboard() -> Keyboard:
    """The app's own keys."""
    uses = {key: KeyUse(*use) for key, use in character_commands().items()}
    return Keyboard(uses, also_on_arabic)


def reasons(toml: str) -> list[str]:
    """Problems as `line: reason`."""
    return [f"{found.line}: {found.reason}" for found in read_scheme_text(toml, "x.toml").problems]


@given(
    st.lists(labels, min_size=1, max_size=3, unique_by=(lambda each: each.name, lambda e: e.key)),
    st.builds(Policy, crossing=st.booleans()),
    st.integers(1, 9),
)
def test_a_scheme_reads_back_as_itself_and_is_written_the_same_again(
    held: list[Label], policy: Policy, version: int
) -> None:
    """Whatever guidelines hold, the file is safe on a terminal and loses nothing."""
    scheme = Scheme(id="any", version=version, labels=tuple(held), policy=policy)
    toml = scheme_toml(scheme)
    read = read_scheme_text(toml, "x.toml")
    assert (read.scheme, read.problems) == (scheme, ())
    assert read.scheme is not None
    assert read.scheme.sha256 == scheme.sha256
    assert scheme_toml(read.scheme) == toml
    assert all(visible(line) == line for line in toml.split("\n"))


def test_the_default_scheme_is_written_for_people() -> None:
    """Guidelines run over lines, Arabic stands as it is, empty fields are left out."""
    toml = scheme_toml(default_scheme())
    assert 'ar = """\n' in toml
    assert 'ar = "جهة"' in toml
    assert "\nstate" not in toml
    assert read_scheme_text(toml, "x").scheme == default_scheme()


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('id = "x"\n[policy]\nnestng = true\n[[labels]]\nname = "a"', ["3: 'nestng'", "'nesting'"]),
        ('id = "x"\n[[labels]]\nnme = "a"', ["2: labels 1 lacks name", "did you mean 'name'?"]),
        ('id = "x"\n[[labels]]\nname = "a"\nkey = "12"', ["4: labels 1 key", "one character"]),
        ('id = "x"\n[[labels]]\nname = "a"\n\n[labels.titles]\narr = "a"', ["6: 'arr'", "'ar'"]),
        ('id = "x"\n[[labels]]\nname = "a"\ncolour = "red"', ["4: ", "hexadecimal digits"]),
        ('id = "x"\nlabels = [{name = "a"},\n {name = "a"}]', ["3: the name 'a'", "line 2"]),
        (
            'id = "x"\n[[labels]]\nname = "a"\nkey = "1"\n[[labels]]\nname = "b"\nkey = "1"',
            ["7: the key '1' is taken by the label of line 4"],
        ),
        (
            'id = "x"\n[[labels]]\nname = "a"\n[migration]\nrenam = {}\nsplit = {a = "b"}',
            ["5: 'renam'", "'rename'?", "6: split is written as"],
        ),
        ('[[labels]]\nname = "a"', ["1: the scheme lacks id"]),
        ('id = "x"', ["1: the scheme lacks labels"]),
        ('id = "x"\nlabels = 3', ["2: labels is 3"]),
        ('id = "x"\nmigration = 3\n[[labels]]\nname="a"', ["2: "]),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_nearest_right_spelling(
    toml: str, told: list[str]
) -> None:
    """All of a file's faults are told at once."""
    found = "\n".join(reasons(toml))
    assert all(word in found for word in told), found


def test_what_is_not_toml_is_refused_with_its_place() -> None:
    """The line and column are the error's own."""
    with pytest.raises(FormatError, match="not TOML") as refused:
        read_scheme_text('id = "x"\nlabels = [', "x.toml")
    assert (refused.value.path, refused.value.line) == ("x.toml", None)
    with pytest.raises(FormatError) as refused:
        read_scheme_text('id = "x"\nid = "y"\n', "x.toml")
    assert refused.value.line == 2


def test_every_value_of_a_file_is_found_where_it_stands() -> None:
    """Headers, dotted keys, lists in lists, inline tables, strings that look like TOML."""
    toml = (
        'a.b = """\n[x]\ny = 1\n"""\n# [no]\nlist = [1, [2,\n  {deep = "=,"}]]\n'
        '[[t]]\n"q\\"k" = 1\n[[t.u]]\nv = 1\n[[t]]\n[[t.u]]\n[[t.u]]\nv = {w = 2}\n'
    )
    assert tomllib.loads(toml)
    places = TomlPlaces(toml)
    assert places.find(("a", "b")) == (1, 1)
    assert places.find(("list", 1, 1, "deep")) == (7, 4)
    assert places.find(("t", 0, 'q"k')) == (9, 1)
    assert places.find(("t", 0, "u", 0, "v")) == (11, 1)
    assert places.find(("t", 1, "u", 1, "v", "w")) == (15, 6)
    assert places.find(("t", 1, "u", 1, "missing")) == (14, 1)
    assert places.find(("nowhere",)) == (1, 1)


@given(texts(), st.integers(0, 40), st.integers(0, 400))
def test_no_file_is_anything_but_a_scheme_a_problem_or_a_refusal(
    noise: str, length: int, place: int
) -> None:
    """A file that was torn or typed over never ends in a traceback."""
    whole = scheme_toml(default_scheme())
    torn = whole[:place] + noise + whole[place + length :]
    try:
        read = read_scheme_text(torn, "x.toml")
    except FormatError:
        return
    assert (read.scheme is None) <= bool(read.problems)


def test_the_default_scheme_gives_no_hints() -> None:
    """Its keys hide nothing, and its colours are apart."""
    read = read_scheme_text(scheme_toml(default_scheme()), "x")
    assert read.scheme is not None
    assert find_scheme_hints(read.scheme, keyboard(), read.places) == []


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('name = "a"\nkey = "u"', ["4", "hides", "undo", "still on Ctrl z"]),
        ('name = "a"\nkey = "n"', ["next sentence", "on no key at all"]),
        ('name = "a"\nkey = "ى"', ["next sentence", "still on n"]),
        ('name = "a"\nkey = "a"\n[[labels]]\nname = "b"\nkey = "ش"', ["7", "one key"]),
        ('name = "a"\nkey = "5"\n[[labels]]\nname = "b"\nkey = "٥"', ["one key"]),
        ('name = "a"\ncolour = "#000000"', ["4", "nearly black"]),
        ('name = "a"\ncolour = "#ff0000"\n[[labels]]\nname = "b"\ncolour = "#f40a06"', ["7"]),
    ],
)
def test_what_is_odd_is_told_and_allowed(toml: str, told: list[str]) -> None:
    """Keys that hide commands, one key for two labels under an Arabic layout, colours alike."""
    read = read_scheme_text(f'id = "x"\n[[labels]]\n{toml}\n', "x")
    assert read.scheme is not None
    found = "\n".join(
        f"{hint.line}: {hint.reason}"
        for hint in find_scheme_hints(read.scheme, keyboard(), read.places)
    )
    assert all(word in found for word in told), found
