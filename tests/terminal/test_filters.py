"""Filters: letters are changed on their way out, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from hashiya.terminal import FilterKind, filter_for

LAM, MEEM, FATHA, LRM = "\ufedf", "\ufee2", "\u064e", "\u200e"
WRITES = st.lists(
    st.sampled_from(
        [
            *(LAM, MEEM, LAM + FATHA, "س", "٣", "אב", "abc 1", " ", "漢", "…", "\r\n", "\n", "\b"),
            *("\x1b[3;7H", "\x1b[H", "\x1b[1;31m", "\x1b[0m", "\x1b[?2026h", "\x1b[5C", "\x1b[2D"),
            *(
                "\x1b]52;c;2YTZhQ==\x07",
                "\x1b]8;id=1;http://x\x1b\\",
                "\x1bPtmux;\x1b\x1b[8l\x1b\\",
            ),
        ]
    ),
    max_size=20,
).map("".join)
SIZED = re.compile("\x1b\\]66;w=1:v=([12]);([^\x07]*)\x07")


def through(kind: FilterKind, *writes: str) -> str:
    """What comes out of one filter after several writes."""
    change = filter_for(kind, get_character_cell_size)
    return "".join(map(change, writes))


def without(kind: FilterKind, data: str) -> str:
    """The data without what the filter adds."""
    return data.replace(LRM, "") if kind == "lrm" else SIZED.sub(r"\2", data)


def test_each_letter_with_its_marks_is_one_cluster() -> None:
    """Marks stay with their letter, before what the filter puts after it."""
    assert through("lrm", f"a{LAM}{FATHA}{MEEM}b") == f"a{LAM}{FATHA}{LRM}{MEEM}{LRM}b"
    assert through("osc66", f"{LAM}{FATHA}a") == f"\x1b]66;w=1:v=1;{LAM}{FATHA}\x07a"


def test_neighbours_in_kitty_never_look_alike() -> None:
    """Letters beside each other have sizes in turn, by their column, also across two writes."""
    out = through("osc66", f"\x1b[2;4H{LAM}{MEEM}", f"\x1b[0m{LAM}", f"\x1b[2;3H{MEEM}")
    assert SIZED.findall(out) == [("2", LAM), ("1", MEEM), ("2", LAM), ("1", MEEM)]


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("\x1b[H", "1"),
        ("\x1b[9;2H", "2"),
        ("\x1b[9;2f", "2"),
        ("\x1b[4G", "2"),
        ("ab\x1b[1C", "2"),
        ("ab\x1b[C", "2"),
        ("abc\x1b[2D", "2"),
        ("a\x1b[9D", "1"),
        ("漢", "1"),
        ("a漢", "2"),
        ("abc\r\n", "1"),
        ("ab\b", "2"),
        ("a\x1b[1;31m", "2"),
        ("e\u0301", "2"),
    ],
)
def test_the_column_is_followed(before: str, number: str) -> None:
    """After any move or text, the next letter's size is that of the column it stands in."""
    assert SIZED.findall(through("osc66", before + LAM)) == [(number, LAM)]


@pytest.mark.parametrize("kind", ["lrm", "osc66"])
@given(data=WRITES)
def test_only_additions_are_made(kind: FilterKind, data: str) -> None:
    """Without the filter's additions, what comes out is what went in."""
    assert without(kind, through(kind, data)) == data


@pytest.mark.parametrize("kind", ["lrm", "osc66"])
@given(data=WRITES)
def test_sequences_stay_whole(kind: FilterKind, data: str) -> None:
    """Every sequence that went in comes out as it was, in order."""
    sequence = r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\](?:52|8);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1bPtmux;.{7}\\"
    assert re.findall(sequence, through(kind, data)) == re.findall(sequence, data)


@pytest.mark.parametrize("kind", ["lrm", "osc66"])
@given(data=WRITES, share=st.floats(0, 1))
def test_a_sequence_may_be_cut_between_two_writes(
    kind: FilterKind, data: str, share: float
) -> None:
    """In two writes everything comes out as in one, as long as a letter keeps its marks."""
    at = round(len(data) * share)
    if data[at : at + 1] == FATHA:
        at += 1
    assert through(kind, data[:at], data[at:]) == through(kind, data)


def test_a_plain_terminal_gets_what_was_written() -> None:
    """Without a filter nothing is looked at."""
    assert through("none", f"\x1b[{LAM}", "\x1b") == f"\x1b[{LAM}\x1b"


def test_what_is_no_right_to_left_letter_stays() -> None:
    """Latin letters, digits, box lines and the mark on a dotted circle are left alone."""
    text = "abc 123 │╰ ◌\u064e é 漢 😀"
    assert through("lrm", text) == through("osc66", text) == text


def test_a_sequence_without_an_end_does_not_swallow_the_screen() -> None:
    """What is held back is bounded, and comes out in the end."""
    assert len(through("lrm", "\x1b]0;" + "x" * 1_000_001)) > 1_000_000
