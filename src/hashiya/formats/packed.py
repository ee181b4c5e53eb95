"""Packed files: gzip unpacked as it is read, and given up where it grows beyond all proportion.

Knows no file names: what is packed shows by its first bytes.
"""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO, Final

from hashiya.errors import FormatError

__all__ = ["MAGIC", "Unpacked"]

MAGIC: Final = b"\x1f\x8b"
"""The first bytes of every gzip file."""

FREE_BYTES: Final = 64 << 20
MAX_GROWTH: Final = 200
"""Bytes that one packed byte may become, behind the first `FREE_BYTES`; text becomes ten."""


class Unpacked(io.RawIOBase):
    """What a gzip file holds, for reading from its beginning to its end.

    Args:
        packed: The file; closed with this one.
        path: The file, as the person named it.
    """

    def __init__(self, packed: BinaryIO, path: str) -> None:
        super().__init__()
        self._packed = packed
        self._path = path
        self._unpacking = gzip.GzipFile(fileobj=packed)
        self._count = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, as many as asked for where there are so many.

        Raises:
            FormatError: It is damaged, ends too early, or grows to far more than it holds.
        """
        try:
            data = self._unpacking.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = f"is a broken gzip file, or was cut short ({error}); get it again"
            raise FormatError(reason, path=self._path) from error
        self._count += len(data)
        if self._count > FREE_BYTES and self._count > MAX_GROWTH * self._packed.tell():
            raise FormatError(
                f"unpacks to more than {MAX_GROWTH} times its size, which no text does; unpack it"
                " yourself if it is one",
                path=self._path,
            )
        return data

    def close(self) -> None:
        """Close it and the file."""
        super().close()
        self._packed.close()
