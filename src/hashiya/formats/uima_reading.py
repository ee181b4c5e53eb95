"""Reading UIMA: XMI and CAS JSON, as INCEpTION and the tools around it write them.

A file is a document: its text is the first view's, its spans are the feature structures of the type
NamedEntity, or of a project's own types where there is none. Offsets count UTF-16.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from hashiya.errors import AlignmentError, FormatError, UsageError
from hashiya.formats.annotators import place_in_project
from hashiya.formats.base import Notice, ReadItem, ReadOptions
from hashiya.formats.decoding import decode_bytes
from hashiya.formats.file_layers import FileLayers
from hashiya.formats.files import read_bytes
from hashiya.formats.json_parsing import parse_value
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.names import file_name_of
from hashiya.formats.remarks import id_trouble, shown
from hashiya.formats.sentence_bounds import kept_sentences
from hashiya.formats.xmi_elements import Structure, structures_of_xmi
from hashiya.text import Offsets, counted

__all__ = ["UimaReader"]

MAX_FILE_BYTES: Final = 256 << 20

_SOFA: Final = "uima.cas.Sofa"
_METADATA: Final = "DocumentMetaData"
_SENTENCE: Final = "Sentence"
_NAMED_ENTITY: Final = "NamedEntity"
_OWN_TYPES: Final = ("webanno.custom.", "custom.")
_LABEL_FEATURES: Final = ("value", "label", "identifier")


class _Document(NamedTuple):
    """What a file says."""

    text: str
    title: str | None
    id: str | None
    spans: list[dict[str, Any]]
    sentences: list[Structure]
    left: Counter[str]
    """How many structures of each type are not kept."""


class UimaReader:
    """Reads one document a file, in XML or in JSON."""

    def __init__(self, name: str = "xmi") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """The document, then what of it was refused and remarks.

        Raises:
            FormatError: The file cannot be read, is no such XML or JSON, or holds no text.
            UsageError: The encoding that was named does not exist.
        """
        data = read_bytes(path, limit=MAX_FILE_BYTES)
        encoding, had_mark = None, False
        # XML says itself what it is written in, unless a person says otherwise.
        if options.encoding is not None or self.name != "xmi":
            text, had_mark = decode_bytes(data, path=str(path), encoding=options.encoding)
            data, encoding = text.encode(), "utf-8"
        if self.name == "xmi":
            structures = structures_of_xmi(data, str(path), encoding)
        else:
            structures = _structures_of_json(data, str(path))
        found = _document(structures, str(path))
        place = place_in_project(path)
        name = _id_behind(place.name, found.id)
        layers = FileLayers(str(path), options)
        line = place.told(
            {"id": name, "name": found.title, "text": found.text, "spans": found.spans}
        )
        try:
            unit = options.offsets or "utf16"
            record, others = layers.judged(line, None, name, person=place.person, unit=unit)
        except BadLineError as error:
            raise FormatError(str(error), path=str(path)) from error
        sentences, remark = _sentences(found)
        yield record._replace(sentences=sentences)
        if remark:
            yield Notice(str(path), None, "no_sentences", remark, name)
        said = place.remark(len(found.spans))
        if said:
            yield Notice(str(path), None, "skipped", said, name)
        yield from others
        for what, count in sorted(found.left.items())[:100]:
            message = f"{counted(count, 'annotation')} of the type {shown(what)} not kept"
            yield Notice(str(path), None, "attribute_lost", message, name)
        yield from layers.closing(had_mark=had_mark, document=name)


def _structures_of_json(data: bytes, path: str) -> Iterator[Structure]:
    """The feature structures of CAS JSON."""
    try:
        value = parse_value(data)
    except BadLineError as error:
        raise FormatError(str(error), path=path) from error
    held = value.get("%FEATURE_STRUCTURES") if type(value) is dict else None
    if type(held) is not list:
        raise FormatError("has no list %FEATURE_STRUCTURES, as CAS JSON does", path=path)
    for each in held:
        if type(each) is dict and type(each.get("%TYPE")) is str:
            sofa = each.get("%ID") if each["%TYPE"] == _SOFA else each.get("@sofa")
            yield Structure(each["%TYPE"], str(sofa), each)


def _document(structures: Iterator[Structure], path: str) -> _Document:
    sorts = ("sofa", "metadata", "sentence", "entity", "own")
    by_sort: dict[str, list[Structure]] = {sort: [] for sort in sorts}
    left: Counter[str] = Counter()
    for each in structures:
        sort = _sort(each)
        if sort:
            by_sort[sort].append(each)
        elif "begin" in each.features:
            left[_short(each)] += 1
    if not by_sort["sofa"]:
        raise FormatError("holds no text: no sofaString stands in it", path=path)
    view = by_sort["sofa"][0]
    title, said_id = (_said(by_sort["metadata"], name) for name in ("documentTitle", "documentId"))
    chosen = by_sort["entity"] or by_sort["own"]
    left.update(map(_short, by_sort["own"] if by_sort["entity"] else ()))
    left["other views"] = sum(each.sofa != view.sofa for each in chosen)
    spans = [_span(each) for each in chosen if each.sofa == view.sofa]
    sentences = [each for each in by_sort["sentence"] if each.sofa == view.sofa]
    return _Document(view.features["sofaString"], title, said_id, spans, sentences, +left)


def _sort(structure: Structure) -> str:
    """What a structure is here; empty for all that is nothing."""
    features = structure.features
    if structure.type == _SOFA:
        return "sofa" if type(features.get("sofaString")) is str else ""
    if _short(structure) == _METADATA:
        return "metadata"
    if "begin" not in features:
        return ""
    if _short(structure) == _SENTENCE:
        return "sentence"
    is_own = structure.type.startswith(_OWN_TYPES)
    return "entity" if _short(structure) == _NAMED_ENTITY else "own" if is_own else ""


def _sentences(found: _Document) -> tuple[tuple[tuple[int, int], ...] | None, str]:
    """The file's sentences, or why the rule decides."""
    if not found.sentences:
        return None, ""
    offsets = Offsets(found.text)
    bounds: list[tuple[int, int]] = []
    for each in found.sentences:
        start, end = _number(each.features["begin"]), _number(each.features.get("end"))
        if type(start) is int and type(end) is int:
            with contextlib.suppress(AlignmentError):
                bounds.append((offsets.from_utf16(start), offsets.from_utf16(end)))
    kept = kept_sentences(found.text, bounds)
    return kept, "" if kept else "its sentences overlap or leave words out; the rule cuts them anew"


def _said(metadata: list[Structure], name: str) -> str | None:
    """What the file says of itself under this name."""
    held = (each.features.get(name) for each in metadata)
    return next((each for each in held if isinstance(each, str) and each), None)


def _id_behind(name: str, said: str | None) -> str:
    """The id that a file's name was made from, where the file says it; else the name."""
    if said is None or id_trouble(said):
        return name
    try:
        return said if file_name_of(said) == name else name
    except UsageError:  # no file can be called after it
        return name


def _short(structure: Structure) -> str:
    return structure.type.rpartition(".")[2]


def _span(structure: Structure) -> dict[str, Any]:
    """A structure in the keys of a Hashiya line; its type names it where no feature does."""
    features: Mapping[str, Any] = structure.features
    held = (features.get(name) for name in _LABEL_FEATURES)
    label = next((each for each in held if each is not None and each != ""), None)
    if label is None and structure.type.startswith(_OWN_TYPES):
        label = structure.type.rpartition(".")[2]
    return {
        "start": _number(features["begin"]),
        "end": _number(features.get("end")),
        "label": label,
    }


def _number(value: object) -> object:
    """A number that XML can only write as letters."""
    is_digits = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(str(value)[:18]) if is_digits else value
