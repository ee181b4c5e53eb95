"""Network file systems are refused before a project is damaged there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.making import SCHEME

from hashiya.errors import StoreError
from hashiya.store import create_project, mounts
from hashiya.store.mounts import file_system_of, refuse_network_file_system

TABLE = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/x /media nfs4 rw,vers=4.2 0 0
/dev/sdb1 /media/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
me@host: /mnt/remote fuse.sshfs rw 0 0
tmpfs /mnt/remote tmpfs rw 0 0
malformed
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/news.hashiya", "ext4"),
        ("/media/salma/news.hashiya", "nfs4"),
        ("/mediawork/news.hashiya", "ext4"),
        ("/media/local/news.hashiya", "ext4"),
        ("/mnt/my share/news.hashiya", "cifs"),
        ("/mnt/remote/news.hashiya", "tmpfs"),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str) -> None:
    """The longest mount point that holds the path wins, and of two the later one."""
    assert file_system_of(Path(path), TABLE) == kind


def test_a_network_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """The message names the file, the kind and the way out; a local folder passes."""
    with pytest.raises(StoreError, match=r"news\.hashiya.*network file system \(nfs4\).*disk of"):
        refuse_network_file_system(Path("/media/salma/news.hashiya"), mounts=TABLE)
    refuse_network_file_system(tmp_path / "news.hashiya", mounts=TABLE)
    refuse_network_file_system(tmp_path / "news.hashiya", mounts="")


def test_opening_asks_the_systems_own_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project is not made where the table says network; a missing table refuses nothing."""
    table = tmp_path / "mounts"
    folder = tmp_path / "share"
    folder.mkdir()
    table.write_text(f"server:/x {folder} nfs rw 0 0\n")
    monkeypatch.setattr(mounts, "MOUNTS", table)
    with pytest.raises(StoreError, match="network"):
        create_project(folder / "x.hashiya", name="x", scheme=SCHEME)
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "nothing")
    create_project(folder / "x.hashiya", name="x", scheme=SCHEME).close()
