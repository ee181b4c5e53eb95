"""Decoding: bytes to text, strictly; what is not UTF-8 is refused with a guess, never read by it.

The order is byte order mark, strict UTF-8, NUL pattern (UTF-16 and UTF-32), then a guess among the
Arabic code pages by how well their letters fit Arabic prose. Only a person's word, `--encoding`,
lets anything but UTF-8 in. Nothing here translates line ends or removes anything but one mark.
"""

from __future__ import annotations

import codecs
import math
import re
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import FormatError, UsageError
from hashiya.formats.files import read_bytes
from hashiya.model import MAX_DOCUMENT_CHARACTERS

__all__ = [
    "BYTE_ORDER_MARK",
    "Decoded",
    "arabic_share",
    "check_encoding",
    "decode_bytes",
    "decode_strict",
    "expect_no_wide_encoding",
    "guess_encoding",
    "why_not_utf8",
]

BYTE_ORDER_MARK: Final = "\ufeff"

MAX_TEXT_BYTES: Final = 4 * MAX_DOCUMENT_CHARACTERS + 4
"""Bytes of the longest document in the widest encoding, with a byte order mark."""

MIN_LETTERS_TO_JUDGE: Final = 20
"""Letters a text must hold before the share of Arabic among them means something."""

_SAMPLE_BYTES: Final = 1 << 16
_SAMPLE_CHARACTERS: Final = 10_000

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALF_A_PAIR: Final = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
"""A surrogate as some programs write it, in the way of UTF-8."""
_CODE_PAGES: Final = ("cp1256", "iso8859-6", "cp720")
_NOT_FOR_DOCUMENTS: Final = frozenset(
    {
        "idna",
        "mbcs",
        "oem",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
        "utf-7",
    }
)

_LETTER: Final = re.compile(r"[^\W\d_]")
_ARABIC_LETTER: Final = re.compile(
    "[\u0620-\u064a\u0671-\u06d3\u06fa-\u06fc\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]"
)
_PER_THOUSAND: Final = (
    *zip("اليمنوتر", (135, 120, 72, 63, 57, 58, 50, 48), strict=True),
    *zip("بةعدسفهك", (39, 36, 36, 32, 30, 29, 32, 24), strict=True),
    *zip("قأحجشصطخ", (24, 22, 21, 15, 13, 13, 12, 10), strict=True),
    *zip("ىإذضزثءغآئؤظـ", (10, 9, 8, 8, 8, 7, 6, 6, 2, 4, 1, 3, 1), strict=True),
)
"""How often each letter stands among a thousand of Arabic news; rounded."""
_WEIGHT: Final = {letter: math.log(count / 1000) for letter, count in _PER_THOUSAND}
_WEIGHT.update(dict.fromkeys("،؛؟ًٌٍَُِّْ«»", math.log(0.001)))
_WEIGHT_OF_ANYTHING_ELSE: Final = math.log(0.00005)
_WORD_WITH_ARTICLE: Final = re.compile("(?<![ء-ي])[وفبك]?ال")
_MIN_ARABIC_SHARE: Final = 0.6


class Decoded(NamedTuple):
    """A text and how it was written down."""

    text: str
    """Everything after the byte order mark, untouched."""
    had_mark: bool
    """Whether a byte order mark stood before it."""


def decode_strict(path: Path, encoding: str | None = None) -> str:
    """The text of one file; line ends stay as they are, a byte order mark goes.

    Raises:
        FormatError: It cannot be read, is no strict UTF-8 (the message offers `--encoding NAME`
            when the bytes look like a known one), or is not in the encoding that was named.
        UsageError: There is no such encoding.
    """
    data = read_bytes(path, limit=MAX_TEXT_BYTES)
    return decode_bytes(data, path=str(path), encoding=encoding).text


def decode_bytes(data: bytes, *, path: str, encoding: str | None = None) -> Decoded:
    """The same for bytes that were read already; `path` is for messages.

    Raises:
        FormatError: As `decode_strict`.
        UsageError: There is no such encoding.
    """
    if encoding is None:
        expect_no_wide_encoding(data, path=path)
    name = "utf-8" if encoding is None else check_encoding(encoding)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        reason = why_not_utf8(data, error) if encoding is None else _why_not(name, error)
        raise FormatError(reason, path=path) from error
    except UnicodeError as error:
        raise FormatError(f"is not {name}: {error}", path=path) from error
    # The codec named utf-16 takes the mark away itself.
    had_mark = text.startswith(BYTE_ORDER_MARK) or data.startswith(_wide_marks(name))
    return Decoded(text.removeprefix(BYTE_ORDER_MARK), had_mark)


def check_encoding(name: str) -> str:
    """The encoding's own name.

    Raises:
        UsageError: There is none of that name, or it is not one that documents are written in.
    """
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # refuses what turns bytes into bytes, such as base64
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"there is no encoding {name!r}; try cp1256, iso8859-6, cp720, utf-16 or utf-8"
        ) from error
    if found.replace("_", "-") in _NOT_FOR_DOCUMENTS:
        raise UsageError(f"{name} is not an encoding of documents; try cp1256, utf-16 or utf-8")
    return found


def expect_no_wide_encoding(head: bytes, *, path: str) -> None:
    """Refuse what begins like UTF-16 or UTF-32; `head` is at least the file's first kilobyte.

    Without a mark they show by their zero bytes: Arabic text in UTF-16 has a byte of 0 or 6 in
    every second place.

    Raises:
        FormatError: Names the encoding.
    """
    found = next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if found is None:
        found = _wide_by_pattern(head[:_SAMPLE_BYTES])
    if found:
        raise FormatError(
            f"looks like {found.upper()}, not UTF-8; if so, say --encoding {found}", path=path
        )


def why_not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that are no UTF-8, at which of them, and what to say about it."""
    place = f"at byte {error.start} (counted from 0)"
    if error.reason == "unexpected end of data" and error.start >= len(data) - 3 and error.start:
        return (
            f"is not complete UTF-8: it ends inside a character {place}, so it was cut short;"
            " get it again"
        )
    if _HALF_A_PAIR.match(data, error.start) and _is_utf8_but_for_halves(data):
        return (
            f"is not UTF-8 {place}: a lone surrogate stands there, half of a character outside the"
            " first 65,536; write the file again from its source, as UTF-8"
        )
    likely = guess_encoding(data)
    if likely is None:
        return f"is not UTF-8 {place}; convert it to UTF-8, or name its encoding with --encoding"
    return f"is not UTF-8 {place}; it looks like {likely}: if so, say --encoding {likely}"


def _is_utf8_but_for_halves(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def guess_encoding(data: bytes) -> str | None:
    """The Arabic code page these bytes fit best, or None when they fit none."""
    sample = data[:_SAMPLE_BYTES]
    high = sum(byte >= 0x80 for byte in sample)
    if not high:
        return None
    fits = {name: sample.decode(name, errors="replace") for name in _CODE_PAGES}
    best = max(_CODE_PAGES, key=lambda name: _fit(fits[name]))
    share = len(_ARABIC_LETTER.findall(fits[best])) / high
    return best if share >= _MIN_ARABIC_SHARE else None


def arabic_share(text: str) -> float | None:
    """Share of Arabic among the letters of a text's beginning; None when there are too few."""
    sample = text[:_SAMPLE_CHARACTERS]
    letters = len(_LETTER.findall(sample))
    if letters < MIN_LETTERS_TO_JUDGE:
        return None
    return len(_ARABIC_LETTER.findall(sample)) / letters


def _fit(text: str) -> float:
    """How well a text's characters beyond ASCII fit Arabic news; higher is better."""
    weights = (_WEIGHT.get(char, _WEIGHT_OF_ANYTHING_ELSE) for char in text if char >= "\x80")
    return sum(weights) + 3.0 * len(_WORD_WITH_ARTICLE.findall(text))


def _wide_by_pattern(sample: bytes) -> str | None:
    even, odd = sample[::2], sample[1::2]
    if len(odd) < 2 or not (0 in sample or 6 in sample):
        return None
    for name, high_bytes, low_bytes in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        high = high_bytes.count(0) + high_bytes.count(6)
        low = low_bytes.count(0) + low_bytes.count(6)
        if high > 0.7 * len(high_bytes) and low < 0.3 * len(low_bytes):
            return name
    if sample.count(0) > 0.5 * len(sample):
        return "utf-32-le" if sample[3:4] == b"\0" else "utf-32-be"
    return None


def _wide_marks(name: str) -> tuple[bytes, ...]:
    return tuple(mark for mark, marked in _BYTE_ORDER_MARKS if marked == name)


def _why_not(name: str, error: UnicodeDecodeError) -> str:
    return (
        f"is not {name} either: byte {error.start} (counted from 0) cannot be read"
        f" ({error.reason}); name another encoding"
    )
