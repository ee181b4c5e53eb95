"""Writing UIMA's CAS as JSON (JSON CAS 0.4): a file a document, each with its types.

Holds every character that a text can have, unlike XMI.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from hashiya.formats.announcing import Held
from hashiya.formats.uima_folder import TYPES, Feature, Notation, UimaScribe, full_name
from hashiya.formats.writing import FileFormat, Job

__all__ = ["CAS_JSON"]

_VIEW: Final = "_InitialView"


def _begin(job: Job) -> UimaScribe:
    return UimaScribe(job, Notation(".json", _written, _read, lambda said: (said, 0)))


def _written(features: Sequence[Feature], text: str) -> bytes:
    sofa = {
        "%ID": 1,
        "%TYPE": "uima.cas.Sofa",
        "sofaNum": 1,
        "sofaID": _VIEW,
        "mimeType": "text",
        "sofaString": text,
    }
    found = [_annotation(feature, number) for number, feature in enumerate(features, start=2)]
    members = [each["%ID"] for each in found]
    value = {
        "%TYPES": {full_name(name): _type(name) for name in TYPES},
        "%FEATURE_STRUCTURES": [sofa, *found],
        "%VIEWS": {_VIEW: {"%SOFA": 1, "%MEMBERS": members}},
    }
    return f"{json.dumps(value, ensure_ascii=True, separators=(',', ':'))}\n".encode()


def _annotation(feature: Feature, number: int) -> dict[str, Any]:
    return {
        "%ID": number,
        "%TYPE": full_name(feature.type),
        "@sofa": 1,
        "begin": feature.start,
        "end": feature.end,
        **dict(feature.values),
    }


def _type(name: str) -> dict[str, Any]:
    features = TYPES[name].features
    return {
        "%NAME": full_name(name),
        "%SUPER_TYPE": TYPES[name].parent,
        **{each: {"%NAME": each, "%RANGE": "uima.cas.String"} for each in features},
    }


def _read(data: bytes) -> Held:
    sofa, about, *others = json.loads(data)["%FEATURE_STRUCTURES"]
    entity = full_name("NamedEntity")
    spans = tuple(
        (each["begin"], each["end"], each["value"]) for each in others if each["%TYPE"] == entity
    )
    return about["documentId"], sofa["sofaString"], spans


CAS_JSON: Final = FileFormat("casjson", ".casjson", _begin, is_folder=True, unit="utf16")
