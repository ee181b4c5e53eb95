"""Superseding: what becomes of the files of an export that another of the same name replaces.

The manifest beside it says which files were its own. Those that are not written anew go with it, in
the same moment in which the new ones appear; one that somebody changed since, and one that only
looks as if it were of an export, stay and are named. Knows no format.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from hashiya.formats.manifests import Sealed, manifest_path, sealed, sealed_files
from hashiya.formats.publishing import Publication
from hashiya.formats.reports import report_path

__all__ = ["supersede"]


def supersede(
    publication: Publication, target: Path, stem: str, names: Sequence[Path]
) -> list[str]:
    """Let go what the export before left and this one does not write; what is to be said of it.

    Args:
        publication: The new files; those that go, go with it.
        target: What was asked for: its manifest is that of the export before.
        stem: What names of its files begin with; a manifest can mean no others.
        names: What files of such an export are called, whichever parts it has.
    """
    new = {path for path, _ in publication.files()} | {report_path(target), manifest_path(target)}
    gone: list[str] = []
    left: list[str] = []
    seals = sealed_files(target)
    for name, seal in sorted(seals.items()):
        path = target.parent / name
        is_meant = PurePosixPath(name).name == name and name.startswith(f"{stem}.")
        if not is_meant or path in new or not _is_file(path):
            continue
        if _is_as(path, seal):
            publication.retire(path)
            gone.append(name)
        else:
            left.append(f"{path} is of the export before it and was changed since: it stays")
    others = (path for path in names if path not in new and path.name not in seals)
    strangers = (path for path in others if path == target or not _is_file(manifest_path(path)))
    left += (
        f"{path} is of no export that is known here: it stays"
        for path in strangers
        if _is_file(path)
    )
    taken = [f"taken away, as files of the export before it: {', '.join(gone)}"] if gone else []
    return [*taken, *left]


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False


def _is_as(path: Path, seal: Sealed) -> bool:
    try:
        return sealed(path) == seal
    except OSError:
        return False
