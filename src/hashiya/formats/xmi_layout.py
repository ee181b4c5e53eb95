"""How XMI looks: elements from places and values, and the types that they are of.

The types are DKPro Core's, which INCEpTION has built in. Knows no documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

__all__ = ["ENTITY", "Feature", "annotation", "attributes", "type_system", "xmi_file"]

_CORE: Final = "de.tudarmstadt.ukp.dkpro.core.api"
_TYPES: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "DocumentMetaData": (
        "metadata",
        "uima.tcas.DocumentAnnotation",
        ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri"),
    ),
    "Sentence": ("segmentation", "uima.tcas.Annotation", ("id",)),
    "Token": ("segmentation", "uima.tcas.Annotation", ("id",)),
    "NamedEntity": ("ner", "uima.tcas.Annotation", ("value", "identifier")),
}
"""Type → its package, what it is derived from, and its features, which are strings."""

ENTITY: Final = f"{{http:///{_CORE.replace('.', '/')}/ner/type.ecore}}NamedEntity"
"""The element of an entity, as an XML parser names it."""

_REFERENCES: Final = str.maketrans({char: f"&#{ord(char)};" for char in "\x7f\x85\u2028\u2029"})
"""Beside the ends of lines that every attribute escapes: ends of lines to some programs."""


class Feature(NamedTuple):
    """One annotation; places are UTF-16 units."""

    type: str
    """`Token`."""
    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()
    """Features by name."""


def annotation(feature: Feature, number: int) -> str:
    """One element."""
    package, _, _ = _TYPES[feature.type]
    values = "".join(f" {name}={_quoted(value)}" for name, value in feature.values)
    return (
        f'<{package}:{feature.type} xmi:id="{number}" sofa="1" begin="{feature.start}"'
        f' end="{feature.end}"{values}/>'
    )


def xmi_file(annotations: Sequence[str], text: str) -> str:
    """A whole file: annotations numbered from 2, and the text they are about."""
    packages = sorted({package for package, _, _ in _TYPES.values()})
    spaces = " ".join(
        f'xmlns:{package}="http:///{_CORE.replace(".", "/")}/{package}/type.ecore"'
        for package in packages
    )
    members = " ".join(str(number) for number in range(2, len(annotations) + 2))
    head = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        f' {spaces} xmi:version="2.0">'
    )
    sofa = (
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"'
        f" sofaString={_quoted(text)}/>"
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        head,
        '<cas:NULL xmi:id="0"/>',
        *annotations,
        sofa,
        f'<cas:View sofa="1" members="{members}"/>',
        "</xmi:XMI>",
    ]
    return "\n".join(lines) + "\n"


def type_system() -> str:
    """The description of the types, for programs that have none of their own."""
    types = "\n".join(
        f"  <typeDescription><name>{_CORE}.{package}.type.{name}</name>"
        f"<supertypeName>{parent}</supertypeName><features>"
        + "".join(
            f"<featureDescription><name>{feature}</name>"
            "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>"
            for feature in features
        )
        + "</features></typeDescription>"
        for name, (package, parent, features) in _TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{types}\n</types>\n</typeSystemDescription>\n"
    )


def attributes(root: ET.Element) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every element with its attributes."""
    return ((element.tag, element.attrib) for element in root)


def _quoted(value: str) -> str:
    """A value in quotes; tabs and ends of lines as references, or a parser makes spaces of them."""
    return quoteattr(value).translate(_REFERENCES)
