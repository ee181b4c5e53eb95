"""Bytes to text: strict, and with a guess that is only ever offered."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.errors import FormatError, UsageError
from hashiya.formats import decode_strict
from hashiya.formats.decoding import arabic_share, decode_bytes, guess_encoding

NEWS = "أعلنت وزارة النقل أمس الثلاثاء عن إحداث الوكالة الوطنية للموانئ."
SHORT = ("مرحبا بكم في الرباط", "وزارة الخارجية", "قال الوزير", "يوم الجمعة", "وذكر المصدر نفسه")


def refusal(data: bytes, encoding: str | None = None) -> str:
    """What a person is told about these bytes."""
    with pytest.raises(FormatError) as refused:
        decode_bytes(data, path="x.txt", encoding=encoding)
    return str(refused.value)


@given(texts())
def test_any_text_comes_back_as_it_was_saved(text: str) -> None:
    """Line ends, marks and controls are left alone; only a mark in front is no part of the text."""
    if "\x06" in text or "\0" in text:
        return
    decoded = decode_bytes(text.encode(), path="x")
    assert decoded.text == text.removeprefix("\ufeff")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """It is taken off and said; a second one is a character."""
    assert decode_bytes(b"\xef\xbb\xbf\xef\xbb\xbfa", path="x") == ("\ufeffa", True)
    assert decode_bytes(b"a", path="x") == ("a", False)


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "cp720"])
@pytest.mark.parametrize("text", [NEWS, *SHORT])
def test_an_arabic_code_page_is_named_and_not_read(text: str, encoding: str) -> None:
    """The refusal names the byte and the option, also for a few words."""
    said = refusal(text.encode(encoding))
    assert "is not UTF-8 at byte" in said
    assert f"--encoding {encoding}" in said


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "cp720", "utf-16", "utf-16-le"])
def test_what_a_person_names_is_read(tmp_path: Path, encoding: str) -> None:
    """With the encoding said, the text is read."""
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode(encoding))
    assert decode_strict(path, encoding) == NEWS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_are_named_with_and_without_a_mark(encoding: str) -> None:
    """UTF-16 shows by its mark, or by a 0 or 6 in every second byte."""
    assert f"--encoding {encoding}" in refusal(NEWS.encode(encoding))


def test_a_file_that_was_cut_short_is_said_to_be_so() -> None:
    """Half a letter at the end is no other encoding."""
    said = refusal("سلام".encode()[:-1])
    assert "cut short" in said
    assert "at byte 6" in said


def test_bytes_that_fit_nothing_get_no_guess() -> None:
    """Where no code page fits, none is named."""
    said = refusal(bytes(range(128, 256)) * 4)
    assert "--encoding" in said
    assert guess_encoding(b"\xff\xfe\xfd" * 50) is None
    assert guess_encoding(b"plain") is None


def test_a_wrong_word_about_the_encoding_is_refused_by_byte() -> None:
    """The named encoding is as strict as UTF-8."""
    assert "byte 1" in refusal(b"a\xff", "utf-8")
    assert "utf-16" in refusal(b"abc", "utf-16-le")


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "unicode_escape", "idna", "a\0b"])
def test_what_is_no_encoding_of_documents_is_refused(name: str) -> None:
    """Unknown names, bytes-to-bytes codecs and escapes are no encodings of texts."""
    with pytest.raises(UsageError, match="encoding"):
        decode_bytes(b"a", path="x", encoding=name)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Nothing but a refusal ever comes out of bytes."""
    with contextlib.suppress(FormatError):
        decode_bytes(data, path="x")


def test_the_share_of_arabic_needs_some_letters() -> None:
    """A title of three words in another script says nothing."""
    assert arabic_share("NATO") is None
    assert arabic_share(NEWS) == 1.0
    assert arabic_share(NEWS.encode().decode("cp1252", errors="ignore")) == 0.0


def test_a_lone_surrogate_is_named() -> None:
    """Half a character is no sign of another encoding, which would only hide it."""
    said = refusal(NEWS.encode() + b" \xed\xa0\x80 " + NEWS.encode())
    assert "lone surrogate" in said
    assert "--encoding" not in said
