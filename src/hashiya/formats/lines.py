"""Lines: a file's bytes, one line at a time, however long the file and whatever its encoding.

Only LF ends a line: U+2028, NEL and their like are characters of a document. A line over the limit
is passed over without being held. What comes out is UTF-8; it is decoded by whoever knows what a
broken line costs.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hashiya.errors import FormatError
from hashiya.formats.decoding import check_encoding, expect_no_wide_encoding, why_not_utf8
from hashiya.formats.files import open_binary

__all__ = ["MAX_LINE_BYTES", "TOO_LONG_LINE", "LineSource", "decoded_line"]

MAX_LINE_BYTES: Final = 64 << 20
"""Bytes in the longest line that is read; the longest document fits with room to spare."""

TOO_LONG_LINE: Final = (
    f"the line is longer than {MAX_LINE_BYTES:,} bytes, more than any document needs; split it"
)
"""Why a line came as None."""

_CHUNK_BYTES: Final = 1 << 16
"""Larger pieces are given back to the system each time, and cost more than they save."""

_HEAD_BYTES: Final = 1 << 18


def decoded_line(raw: bytes | None) -> tuple[str, str]:
    """A line that came out of a `LineSource`, without its CR, or why it cannot be read.

    Returns:
        The text, and the reason; one of them is empty.
    """
    if raw is None:
        return "", TOO_LONG_LINE
    try:
        return raw.removesuffix(b"\r").decode(), ""
    except UnicodeDecodeError as error:
        return "", f"the line {why_not_utf8(raw, error)}"


class LineSource:
    """The numbered lines of one file.

    Iterating yields `(number, line)`: numbers count from 1, lines are UTF-8 bytes without their LF,
    or None for a line that was too long. Iterating again reads the file again.

    Args:
        path: The file.
        encoding: What it is written in, when a person said so; None means UTF-8.

    Raises:
        UsageError: There is no such encoding.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = str(path)
        self.had_mark = False
        """Whether a byte order mark stood first; known once the first line is out."""
        self._path = path
        self._encoding = None if encoding is None else check_encoding(encoding)

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        """Read the file line by line.

        Raises:
            FormatError: It cannot be read, looks like UTF-16 or UTF-32, or is not in the encoding
                that was named.
        """
        for number, block in self.blocks():
            if block is None:
                yield number, None
            else:
                yield from enumerate(block.split(b"\n"), start=number)

    def blocks(self) -> Iterator[tuple[int, bytes | None]]:
        """Read the file in runs of whole lines: the number of the first, and the bytes.

        The LF after the last line of a block is left out.

        Raises:
            FormatError: As iterating.
        """
        number = 1
        held: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            first_end, last_end = chunk.find(b"\n"), chunk.rfind(b"\n")
            if last_end < 0:
                size += len(chunk)
                held = [*held, chunk] if size <= MAX_LINE_BYTES else []
                continue
            begin = 0
            if size + first_end > MAX_LINE_BYTES:
                yield number, None
                number += 1
                begin = first_end + 1
                held = []
            if begin <= last_end:
                block = b"".join((*held, chunk[begin:last_end]))
                yield number, block
                number += block.count(b"\n") + 1
            held, size = [chunk[last_end + 1 :]], len(chunk) - last_end - 1
        if size:
            yield number, b"".join(held) if size <= MAX_LINE_BYTES else None

    def head(self) -> bytes:
        """The first bytes of the file as UTF-8, without a byte order mark; for guessing."""
        parts: list[bytes] = []
        for chunk in self.chunks():
            parts.append(chunk)
            if sum(map(len, parts)) >= _HEAD_BYTES:
                break
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """The file in pieces that end anywhere, as UTF-8 without a byte order mark.

        Raises:
            FormatError: As iterating.
        """
        chunks = self._raw() if self._encoding is None else self._recoded(self._encoding)
        first = next(chunks, b"")
        self.had_mark = first.startswith(codecs.BOM_UTF8)
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks

    def _raw(self) -> Iterator[bytes]:
        with open_binary(self._path) as source:
            chunk = self._read(source)
            if self._encoding is None:
                expect_no_wide_encoding(chunk, path=self.path)
            while chunk:
                yield chunk
                chunk = self._read(source)

    def _read(self, source: BinaryIO) -> bytes:
        try:
            return source.read(_CHUNK_BYTES)
        except OSError as error:
            raise FormatError(f"cannot be read: {error.strerror}", path=self.path) from error

    def _recoded(self, encoding: str) -> Iterator[bytes]:
        """The file's chunks turned into UTF-8."""
        decoder = codecs.getincrementaldecoder(encoding)()
        passed = 0
        for chunk in self._raw():
            yield self._decoded(decoder, chunk, passed, final=False)
            passed += len(chunk)
        yield self._decoded(decoder, b"", passed, final=True)

    def _decoded(
        self, decoder: codecs.IncrementalDecoder, chunk: bytes, passed: int, *, final: bool
    ) -> bytes:
        waiting = len(decoder.getstate()[0])
        try:
            return decoder.decode(chunk, final).encode(errors="surrogatepass")
        except UnicodeError as error:
            start = error.start if isinstance(error, UnicodeDecodeError) else 0
            place = passed - waiting + start
            reason = f"is not {self._encoding} either: byte {place} (counted from 0) cannot be read"
            raise FormatError(f"{reason}; name another encoding", path=self.path) from error
