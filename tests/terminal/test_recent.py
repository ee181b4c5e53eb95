"""Commands chosen lately are there in the next sitting, and for nobody else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hashiya.terminal import RecentCommands, recent_path


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"HOME": "/h"}, "/h/.local/state/hashiya/recent-commands"),
        ({"HOME": "/h", "XDG_STATE_HOME": "/s"}, "/s/hashiya/recent-commands"),
        ({"HOME": "/h", "XDG_STATE_HOME": "s"}, "/h/.local/state/hashiya/recent-commands"),
        ({"HOME": "/h", "HASHIYA_SETTINGS": "/x/mine.toml"}, "/x/recent-commands"),
    ],
)
def test_they_are_kept_where_state_is(environment: dict[str, str], path: str) -> None:
    """Below the XDG folder of states, or beside settings that are elsewhere."""
    assert recent_path(environment) == Path(path)


def test_what_was_used_last_is_last_and_twenty_are_kept(tmp_path: Path) -> None:
    """In one sitting, in the next one, and beside another window's."""
    path = tmp_path / "new" / "folder" / "recent-commands"
    first = RecentCommands(path)
    assert not first.names
    for name in ("undo", "find", "undo"):
        first.use(name)
    assert first.names == ("find", "undo")
    second = RecentCommands(path)
    assert second.names == ("find", "undo")
    second.use("help")
    first.use("theme")
    assert first.names == RecentCommands(path).names == ("find", "undo", "help", "theme")
    for number in range(40):
        first.use(f"name {number}")
    assert RecentCommands(path).names == tuple(f"name {number}" for number in range(20, 40))


def test_only_its_owner_reads_them(tmp_path: Path) -> None:
    """Neither the file nor its folder is open to others."""
    path = tmp_path / "hashiya" / "recent-commands"
    RecentCommands(path).use("undo")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_that_is_none_of_these_is_nothing(tmp_path: Path) -> None:
    """Neither bytes that are no text nor a folder stops anything."""
    path = tmp_path / "recent-commands"
    path.write_bytes(b"\xff\xfe")
    assert RecentCommands(path).names == ()
    path.write_bytes(b"x\n" * 20_000)
    assert RecentCommands(path).names == ()
    kept = RecentCommands(tmp_path)
    kept.use("undo")
    assert kept.names == ("undo",)
    assert RecentCommands().names == ()
