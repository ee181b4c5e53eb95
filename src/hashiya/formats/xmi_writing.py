"""Writing UIMA's XMI as INCEpTION takes it: a file a document, and the type system beside them.

The text is an attribute, in which ends of lines and tabs must be character references, or every
offset behind them is a lie.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from hashiya.formats.announcing import Held
from hashiya.formats.uima_folder import CORE, TYPES, Feature, Notation, UimaScribe, full_name
from hashiya.formats.writing import FileFormat, Job

__all__ = ["XMI"]

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REPLACEMENT: Final = "\ufffd"

_ENTITY: Final = f"{{http:///{CORE.replace('.', '/')}/ner/type.ecore}}NamedEntity"
"""The element of an entity, as an XML parser names it."""

_REFERENCES: Final = str.maketrans({char: f"&#{ord(char)};" for char in "\x7f\x85\u2028\u2029"})
"""Beside the ends of lines that every attribute escapes: ends of lines to some programs."""


def _begin(job: Job) -> UimaScribe:
    notation = Notation(".xmi", _written, _read, lambda said: _NOT_XML.subn(_REPLACEMENT, said))
    scribe = UimaScribe(job, notation)
    job.publication.put(job.target / "TypeSystem.xml", _type_system().encode())
    return scribe


def _written(features: Sequence[Feature], text: str) -> bytes:
    packages = sorted({known.package for known in TYPES.values()})
    spaces = " ".join(
        f'xmlns:{package}="http:///{CORE.replace(".", "/")}/{package}/type.ecore"'
        for package in packages
    )
    members = " ".join(str(number) for number in range(2, len(features) + 2))
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
        *(_annotation(feature, number) for number, feature in enumerate(features, start=2)),
        sofa,
        f'<cas:View sofa="1" members="{members}"/>',
        "</xmi:XMI>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _annotation(feature: Feature, number: int) -> str:
    values = "".join(f" {name}={_quoted(value)}" for name, value in feature.values)
    return (
        f'<{TYPES[feature.type].package}:{feature.type} xmi:id="{number}" sofa="1"'
        f' begin="{feature.start}" end="{feature.end}"{values}/>'
    )


def _read(data: bytes) -> Held:
    """Everything by an XML parser."""
    name, text = "", ""
    spans = []
    for element in ET.fromstring(data):  # noqa: S314 - our own file
        said = element.attrib
        text = said.get("sofaString", text)
        name = said.get("documentId", name)
        if element.tag == _ENTITY:
            spans.append((int(said["begin"]), int(said["end"]), said["value"]))
    return name, text, tuple(spans)


def _type_system() -> str:
    """The description of the types, for programs that have none of their own."""
    types = "\n".join(
        f"  <typeDescription><name>{full_name(name)}</name>"
        f"<supertypeName>{known.parent}</supertypeName><features>"
        + "".join(
            f"<featureDescription><name>{feature}</name>"
            "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>"
            for feature in known.features
        )
        + "</features></typeDescription>"
        for name, known in TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{types}\n</types>\n</typeSystemDescription>\n"
    )


def _quoted(value: str) -> str:
    """A value in quotes; tabs and ends of lines as references, or a parser makes spaces of them."""
    return quoteattr(value).translate(_REFERENCES)


XMI: Final = FileFormat("xmi", ".xmi", _begin, is_folder=True, unit="utf16")
