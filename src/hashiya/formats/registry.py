"""The registry of writers by name; readers are `reading`'s matter."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from hashiya.errors import UsageError
from hashiya.formats.writing import FileWriter

__all__ = ["writer", "writer_names"]

_WRITERS: Final[Mapping[str, tuple[str, str]]] = {
    "jsonl": ("jsonl_writing", "JSONL"),
    "conll": ("conll_writing", "CONLL"),
    "conllu": ("conllu_writing", "CONLLU"),
    "spacy": ("spacy_writing", "SPACY"),
    "wojood": ("wojood_writing", "WOJOOD"),
    "hf": ("hf_writing", "HF"),
    "labelstudio": ("labelstudio_writing", "LABEL_STUDIO"),
    "prodigy": ("prodigy_writing", "PRODIGY"),
    "doccano": ("doccano_writing", "DOCCANO"),
    "brat": ("brat_writing", "BRAT"),
    "xmi": ("xmi_writing", "XMI"),
    "casjson": ("casjson_writing", "CAS_JSON"),
    "webanno": ("webanno_writing", "WEBANNO"),
    "parquet": ("parquet_writing", "PARQUET"),
    "croissant": ("croissant_writing", "CROISSANT"),
    "frictionless": ("frictionless_writing", "FRICTIONLESS"),
    "gliner": ("gliner_writing", "GLINER"),
}
"""Format → the room that writes it, loaded when somebody wants it, and what describes it there."""


def writer(name: str) -> FileWriter:
    """The writer of a format.

    Raises:
        UsageError: No format of this name can be written.
    """
    wanted = name.lower()
    if wanted not in _WRITERS:
        raise UsageError(f"{name!r} cannot be written; there are {', '.join(_WRITERS)}")
    room, described = _WRITERS[wanted]
    return FileWriter(getattr(import_module(f"hashiya.formats.{room}"), described))


def writer_names() -> tuple[str, ...]:
    """Formats that can be written."""
    return tuple(_WRITERS)
