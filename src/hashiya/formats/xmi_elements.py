"""Elements of XMI: every element of the XML as a typed structure with its attributes.

The XML is read as a stream, without a document type and so without entities that could grow. Knows
no types by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from hashiya.errors import FormatError

__all__ = ["Structure", "structures_of_xmi"]

_PIECE_BYTES: Final = 1 << 18
_NAMESPACE: Final = "http:///"
_NAMESPACE_END: Final = ".ecore"
_ID: Final = "http://www.omg.org/XMI id"


class Structure(NamedTuple):
    """A feature structure."""

    type: str
    """Its whole name: `uima.cas.Sofa`."""
    sofa: str
    """Number of the view it belongs to; of a view itself its own."""
    features: Mapping[str, Any]


def structures_of_xmi(data: bytes, path: str, encoding: str | None) -> Iterator[Structure]:
    """The structures of an XMI file in its order.

    Raises:
        FormatError: It is no XML, or has a document type.
    """
    found: list[Structure] = []
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.StartElementHandler = lambda name, held: found.append(_structure(name, held))
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(path, parser.CurrentLineNumber)
    try:
        for start in range(0, len(data), _PIECE_BYTES):
            parser.Parse(data[start : start + _PIECE_BYTES], False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        reason, line = _why_no_xml(error), parser.CurrentLineNumber
        raise FormatError(reason, path=path, line=line) from error
    yield from found


def _why_no_xml(error: Exception) -> str:
    if not isinstance(error, expat.ExpatError):
        return f"is no XML: {error}"
    return f"is no XML: {expat.ErrorString(error.code)} at column {error.offset + 1}"


def _structure(name: str, attributes: dict[str, str]) -> Structure:
    uri, _, short = name.rpartition(" ")
    package = uri.removeprefix(_NAMESPACE).removesuffix(_NAMESPACE_END).replace("/", ".")
    whole = f"{package}.{short}" if package else short
    own = attributes.get(_ID, "")
    return Structure(whole, attributes.get("sofa", own), attributes)


def _refuse(path: str, line: int) -> None:
    raise FormatError("has a document type, which no XMI needs; take it out", path=path, line=line)
