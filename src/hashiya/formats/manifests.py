"""Manifests: what an export consists of, beside it as `NAME.manifest.json`.

Counts, checksums of every file, and all that must be the same to make the same bytes again. It
holds no time and no machine's name. Knows no format.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from hashiya import __version__
from hashiya.formats.loss_reports import LossReport
from hashiya.formats.write_options import WriteOptions

__all__ = ["Manifest", "Sealed", "known_files", "manifest_path", "sealed", "sealed_files"]

MANIFEST_VERSION: Final = 1
"""Of the manifest's own keys."""


def manifest_path(target: Path) -> Path:
    """Where the manifest of a file or folder goes: beside it."""
    return target.with_name(f"{target.name}.manifest.json")


class Sealed(NamedTuple):
    """A file by its bytes."""

    size: int
    digest: str
    """SHA-256, hexadecimal."""


def sealed(file: Path) -> Sealed:
    """A file as it is now."""
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return Sealed(file.stat().st_size, digest)


def sealed_files(target: Path) -> dict[str, Sealed]:
    """Files of the export that stands there, as its manifest has them; none when nobody can say."""
    try:
        facts = json.loads(manifest_path(target).read_bytes())
        return {str(each["path"]): Sealed(each["bytes"], each["sha256"]) for each in facts["files"]}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}


def known_files(folder: Path) -> frozenset[str]:
    """Files that an earlier export put into a folder, relative to it; none when nobody can say."""
    paths = map(Path, sealed_files(folder))
    return frozenset(
        path.relative_to(folder.name).as_posix()
        for path in paths
        if path.is_relative_to(folder.name)
    )


class Manifest:
    """The manifest of one export as it grows.

    Args:
        parts: Names of its parts.
    """

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = {part: {"documents": 0, "spans": 0} for part in parts}

    def count(self, part: str, documents: int, spans: int) -> None:
        """Count what a part was given and holds."""
        self._parts[part]["documents"] += documents
        self._parts[part]["spans"] += spans

    def written(
        self,
        report: LossReport,
        options: WriteOptions,
        settings: Mapping[str, object],
        files: Iterable[tuple[str, Path]],
    ) -> bytes:
        """The manifest as JSON, one file a line.

        Args:
            report: What became of documents and spans.
            options: What was said.
            settings: The options that mean something to the format.
            files: Every other file of the export, which is whole by now: its path as the manifest
                has it, and where it can be read.
        """
        facts: dict[str, object] = {
            "manifest": MANIFEST_VERSION,
            "format": report.format_name,
            "tool_version": __version__,
            "scheme": {"id": options.scheme.id, "version": options.scheme.version},
            "labels": options.label_names,
            "layer": options.layer,
        }
        if options.annotator is not None:
            facts["annotator"] = options.annotator
        facts |= {
            "offset_unit": report.offset_unit,
            **report.made_with,
            "settings": dict(settings),
            "documents": report.documents_out,
            "spans": report.spans_out,
        }
        if options.split is not None:
            facts["split"] = {
                "by": "sha256 of seed, NUL and document id; first 8 bytes over 2^64",
                "seed": options.split.seed,
                "shares": dict(options.split.shares),
                "parts": self._parts,
            }
        head = json.dumps({**facts, "files": []}, ensure_ascii=False)
        lines = ",\n".join(_file_line(path, held) for path, held in sorted(files))
        return f"{head.removesuffix(']}')}\n{lines}\n]}}\n".encode()


def _file_line(path: str, held: Path) -> str:
    size, digest = sealed(held)
    facts = {"path": path, "bytes": size, "sha256": digest}
    return json.dumps(facts, ensure_ascii=False)
