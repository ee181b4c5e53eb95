"""Mounts: whether a file lies on a file system that several machines share.

SQLite's write-ahead log needs memory shared between all who use a file, and locks that hold; over
a network neither is there, and the file is damaged sooner or later. A folder kept in step by a
cloud service looks like a local one and is not seen here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hashiya.errors import StoreError

__all__ = ["file_system_of", "refuse_network_file_system"]

MOUNTS: Final = Path("/proc/self/mounts")
"""Linux's table of mounts; other systems have none, and there nothing is refused."""

NETWORK_FILE_SYSTEMS: Final = frozenset(
    {"afs", "ceph", "cifs", "davfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"}
    | {"ocfs2", "smb3", "smbfs"}
    | {"fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
)
"""Types, in the table's own words."""


def refuse_network_file_system(path: Path, *, mounts: str | None = None) -> None:
    """Refuse a project whose folder lies on a network file system.

    Args:
        path: The project's file, which need not exist yet.
        mounts: A table of mounts to use instead of the system's own.

    Raises:
        StoreError: It does; the message says what to use instead.
    """
    table = _system_mounts() if mounts is None else mounts
    kind = file_system_of(path.resolve(), table)
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{path}: this folder is on a network file system ({kind}), where a project is damaged"
            " sooner or later. Keep the file on a disk of this machine, and copy backups to here"
        )


def file_system_of(path: Path, mounts: str) -> str | None:
    r"""Type of the file system that holds an absolute path; None when the table does not say.

    The longest mount point wins, and of two on one point the later. `\040` in the table is a
    space (fstab(5)).
    """
    best: tuple[int, str] | None = None
    for line in mounts.split("\n"):
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        if path.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), fields[2])
    return best[1] if best else None


def _unescaped(field: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(code, character)
    return field


def _system_mounts() -> str:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
