"""Replies: any bytes may come from a terminal, and none of them are lost or obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.terminal import LateReplies, parse_replies

OURS = (
    b"\x1b[?62;22c",
    b"\x1b[>65;7006;1c",
    b"\x1b[8;1$y",
    b"\x1b[?8;2$y",
    b"\x1bP>|VTE(7006)\x1b\\",
    b"\x1bP>|kitty(0.41.1)\x07",
)
OTHERS = (b"\x1b[?2026;2$y", b"\x1b[I", b"\x1b[1;2D", b"\x1b[<0;3;4M", b"\x1bOP", b"\x1b[97;5u")
CHUNKS = st.lists(
    st.sampled_from(
        OURS
        + OTHERS
        + (b"\x1b", b"\x1b[", b"\x1bP>|", b"\x1bX", b"\xc2", b"\x9c", b"\x1b\\", b"c", b"[?")
    )
    | st.binary(max_size=8),
    max_size=12,
)


def test_a_whole_burst_is_understood() -> None:
    """Every answer of one burst is told apart, in any order, and the fence closes it."""
    replies = parse_replies(b"\x1b[8;1$y\x1bP>|VTE(7006)\x1b\\\x1b[>65;7006;1c\x1b[?62;22c")
    assert replies[1:] == (1, "VTE(7006)", "62;22", "65;7006;1", True, b"")


@pytest.mark.parametrize("reply", [b"\x1b[8;2$y", b"\x1b[?8;2$y"])
def test_the_mode_is_understood_in_both_spellings(reply: bytes) -> None:
    """DECRPM of mode 8 counts with and without the question mark of private modes."""
    assert parse_replies(reply).bidi_mode == 2


def test_the_state_of_another_mode_is_not_ours() -> None:
    """What another mode's state is says nothing about the order of letters."""
    replies = parse_replies(b"\x1b[?2026;1$y\x1b[?62c")
    assert replies.bidi_mode is None
    assert replies.is_complete


def test_the_first_of_two_answers_counts() -> None:
    """A terminal that answers twice, or somebody who types a reply, changes nothing."""
    replies = parse_replies(b"\x1b[8;1$y\x1b[8;2$y\x1bP>|a\x1b\\\x1bP>|b\x1b\\")
    assert (replies.bidi_mode, replies.version) == (1, "a")


def test_keys_typed_meanwhile_are_kept_apart() -> None:
    """Keys before, between and after replies come out in their order, whole."""
    replies = parse_replies(b"n\x1b[8;1$y\x1b[D\xd9\x84\x1b[?62c\x1b[1;2C")
    assert replies.typed == b"n\x1b[D\xd9\x84\x1b[1;2C"


def test_a_version_of_foreign_bytes_is_still_a_text() -> None:
    """Bytes that are no UTF-8 in a name become marks instead of an error."""
    assert parse_replies(b"\x1bP>|\xff\xfe\x1b\\").version == "\ufffd\ufffd"


@given(CHUNKS)
def test_nothing_that_comes_raises_or_is_lost(chunks: list[bytes]) -> None:
    """Any bytes are understood as replies and keys, which together are all there was."""
    data = b"".join(chunks)
    replies = parse_replies(data)
    assert len(replies.raw) + len(replies.typed) == len(data)


@given(CHUNKS)
def test_the_fence_is_always_seen(chunks: list[bytes]) -> None:
    """Whatever stands before it, a whole DA1 ends the burst."""
    assert parse_replies(b"".join(chunks) + b"\x1b\\\x1b[?62;22c").is_complete


@given(CHUNKS, st.data())
def test_late_replies_are_dropped_however_they_are_cut(
    chunks: list[bytes], data: st.DataObject
) -> None:
    """Cut anywhere but behind an ESC, a stream gives the same keys as in one piece."""
    whole = b"".join(chunks)
    at = data.draw(st.integers(0, len(whole)))
    if at and whole[at - 1 : at] == b"\x1b":
        at -= 1
    late, once = LateReplies(), LateReplies()
    assert late.typed(whole[:at]) + late.typed(whole[at:]) == once.typed(whole)


@pytest.mark.parametrize("reply", OURS)
def test_a_late_reply_is_no_key_byte_by_byte(reply: bytes) -> None:
    """A reply that comes one byte at a time leaves at most the Escape it began with."""
    late = LateReplies()
    typed = b"".join(late.typed(reply[i : i + 1]) for i in range(len(reply))) + late.released()
    assert typed == b"\x1b"


@pytest.mark.parametrize("key", [*OTHERS, b"\x1b", b"a", "ل".encode()])
def test_keys_pass_at_once(key: bytes) -> None:
    """Keys, mouse reports and replies that others wait for go through as they came."""
    late = LateReplies()
    assert late.typed(key) + late.released() == key
    assert late.typed(key + OURS[0] + key) + late.released() == key + key


def test_a_key_that_begins_like_a_reply_is_let_go() -> None:
    """Alt and P, or Alt and a bracket, are keys again once nothing follows them."""
    late = LateReplies()
    assert late.typed(b"\x1bP") == b""
    assert late.released() == b"\x1bP"
    assert late.released() == b""


@pytest.mark.parametrize(
    "reply",
    [
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]4;1;rgb:ffff/0000/0000\x07",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[12;2$y",
        b"\x1b[=1;0c",
        b"\x1bP!|7E565445\x1b\\",
        b"\x1bP1+r544e=787465\x1b\\",
        b"\x1bP>|one\x1b[two\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b^private\x1b\\",
        b"\x1bXstring\x1b\\",
        "\x90!|7E565445\x9c".encode(),
        "\x9b?62;22c".encode(),
    ],
)
def test_an_answer_to_another_program_is_no_key(reply: bytes) -> None:
    """A colour, a setting or a mode that somebody asked for before us types nothing."""
    assert parse_replies(b"q" + reply).typed == b"q"
    assert LateReplies().typed(b"q" + reply + b"q") == b"qq"
    late = LateReplies()
    typed = b"".join(late.typed(reply[at : at + 1]) for at in range(len(reply))) + late.released()
    assert typed in {b"", b"\x1b"}


def test_keys_with_alt_before_words_are_keys() -> None:
    """Alt and a capital letter begins no string unless its end comes."""
    late = LateReplies()
    assert late.typed("\x1bXنعم".encode()) + late.released() == "\x1bXنعم".encode()
    assert late.typed(b"\x1bPab\x1b[D") + late.released() == b"\x1bPab\x1b[D"


def test_answers_that_textual_has_asked_for_pass() -> None:
    """The state of a private mode goes on to whoever listens for it."""
    assert LateReplies().typed(b"\x1b[?2026;2$y") == b"\x1b[?2026;2$y"
