"""Opening files, and writing them whole or not at all."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from hashiya.errors import FormatError, StoreError, UsageError
from hashiya.formats import Publication, atomic_writer
from hashiya.formats.files import open_binary, read_bytes


def put(target: Path, *, overwrite: bool = False, fails: BaseException | None = None) -> None:
    """Write a target, and let something go wrong halfway if asked to."""
    with atomic_writer(target, overwrite=overwrite) as out:
        out.write(b"mine")
        if fails is not None:
            raise fails


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files too."""
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/dev/zero", "device"),
        ("no such.txt", "no such file"),
        (".", "folder"),
        ("a\0b", "cannot be read"),
    ],
)
def test_what_is_no_file_is_refused_before_it_is_read(path: str, words: str) -> None:
    """Folders, devices and missing files each get their own words."""
    with pytest.raises(FormatError, match=words):
        open_binary(Path(path))


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket is refused without waiting for it."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        with pytest.raises(FormatError, match="socket"):
            open_binary(Path("s"))


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """It is refused without waiting for somebody to write into it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FormatError, match="pipe"):
        open_binary(pipe)


def test_a_file_that_may_not_be_read_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permission is a reason of its own."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FormatError, match="may not read"):
        open_binary(path)


def test_a_file_over_the_limit_is_not_held(tmp_path: Path) -> None:
    """One byte too many is enough to know."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_bytes(path, limit=5) == b"12345"
    with pytest.raises(FormatError, match="longer than 4 bytes"):
        read_bytes(path, limit=4)


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """Nobody sees it before the block ends, and nothing else is left in the folder."""
    target = tmp_path / "a.jsonl"
    with atomic_writer(target) as out:
        out.write(b"one\n")
        assert not target.exists()
    assert target.read_bytes() == b"one\n"
    assert names(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    """Any error in the block, an interrupt too, takes the temporary file away."""
    with pytest.raises(error):
        put(tmp_path / "a", fails=error())
    assert names(tmp_path) == []


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    """What the system refuses becomes a message that names the file, and nothing stays behind."""
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(StoreError, match=r"a\.jsonl cannot be written: No space left"):
        put(tmp_path / "a.jsonl", fails=full)
    assert names(tmp_path) == []


def test_a_disk_that_fills_up_at_the_end_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flushing is part of writing."""

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreError, match="cannot be written"):
        put(tmp_path / "a")
    assert names(tmp_path) == []


def test_what_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """Without the flag an older file stands as it was; with it, it is replaced."""
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with pytest.raises(UsageError, match="--overwrite"):
        put(target)
    assert target.read_bytes() == b"old"
    put(target, overwrite=True)
    assert target.read_bytes() == b"mine"
    assert names(tmp_path) == ["a"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """The name is taken only if it is still free at the end."""
    target = tmp_path / "a"
    publication = Publication()
    publication.open(target).write(b"mine")
    target.write_bytes(b"theirs")
    with pytest.raises(UsageError, match="there already"):
        publication.__exit__(None, None, None)
    assert target.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link is refused even when files may be replaced, and what it points at is untouched."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(elsewhere)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    for target in (link, dangling):
        with pytest.raises(UsageError, match="link"):
            put(target, overwrite=True)
    assert elsewhere.read_bytes() == b"old"


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    """A folder is not replaced by a file."""
    with pytest.raises(UsageError, match="no ordinary file"):
        put(tmp_path, overwrite=True)


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    """The message names the file that could not be made."""
    with pytest.raises(StoreError, match="No such file"):
        put(tmp_path / "no" / "a")


def test_several_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    """When the second cannot have its name, the first does not keep it."""
    first, second = tmp_path / "a", tmp_path / "b"
    publication = Publication()
    publication.open(first).write(b"1")
    publication.open(second).write(b"2")
    second.write_bytes(b"theirs")
    with pytest.raises(UsageError, match="there already"):
        publication.__exit__(None, None, None)
    assert names(tmp_path) == ["b"]


def test_what_was_written_can_be_read_before_it_has_its_name(tmp_path: Path) -> None:
    """Checks read the very bytes that will be published."""
    target = tmp_path / "a"
    with Publication() as publication:
        publication.open(target).write(b"bytes")
        assert publication.written(target).read_bytes() == b"bytes"
        with pytest.raises(UsageError):
            publication.written(tmp_path / "b")


def test_hard_links_are_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without them the file is renamed."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "a")
    assert names(tmp_path) == ["a"]


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    """Big and small files in it, also in folders of its own, and nothing beside it."""
    target = tmp_path / "a"
    with Publication() as publication:
        publication.folder(target)
        publication.open(target / "big").write(b"1")
        publication.put(target / "deep" / "small", b"2")
        assert not target.exists()
        assert (publication.written(target) / "deep" / "small").read_bytes() == b"2"
        assert {path.name for path, _ in publication.files()} == {"big", "small"}
    assert names(tmp_path) == ["a"]
    assert (target / "big").read_bytes() == b"1"
    assert (target / "deep" / "small").read_bytes() == b"2"


def test_a_folder_that_goes_wrong_leaves_nothing(tmp_path: Path) -> None:
    """Neither does a name that comes twice."""

    def put_twice() -> None:
        with Publication() as publication:
            publication.folder(tmp_path / "a")
            publication.put(tmp_path / "a" / "x", b"1")
            publication.put(tmp_path / "a" / "x", b"2")

    with pytest.raises(UsageError, match="twice"):
        put_twice()
    assert names(tmp_path) == []


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    """Only one whose every file an earlier export is known to have put there."""
    target = tmp_path / "a"
    target.mkdir()
    (target / "old").write_bytes(b"old")
    with pytest.raises(UsageError, match="--overwrite"), Publication() as publication:
        publication.folder(target)
    with pytest.raises(UsageError, match="old"), Publication(overwrite=True) as publication:
        publication.folder(target)
    with Publication(overwrite=True) as publication:
        publication.folder(target, {"old"})
        publication.put(target / "new", b"new")
    assert names(tmp_path) == ["a"]
    assert names(target) == ["new"]


def test_a_file_where_a_folder_is_to_stand_stays(tmp_path: Path) -> None:
    """Leave to overwrite is none to put a folder in its place."""
    target = tmp_path / "out.xmi"
    target.write_bytes(b"mine")
    with pytest.raises(UsageError, match="is a file"), Publication(overwrite=True) as publication:
        publication.folder(target, ["out.xmi"])
    assert target.read_bytes() == b"mine"


def test_a_folder_and_a_file_appear_together_or_not_at_all(tmp_path: Path) -> None:
    """When the file cannot have its name, the folder before it goes again."""
    publication = Publication()
    publication.folder(tmp_path / "a")
    publication.put(tmp_path / "a" / "x", b"1")
    publication.open(tmp_path / "b").write(b"2")
    (tmp_path / "b").write_bytes(b"theirs")
    with pytest.raises(UsageError, match="there already"):
        publication.__exit__(None, None, None)
    assert names(tmp_path) == ["b"]


def test_a_file_outside_is_not_put_into_a_folder(tmp_path: Path) -> None:
    """Small files are for folders of the publication."""
    with pytest.raises(UsageError, match="in no folder"), Publication() as publication:
        publication.put(tmp_path / "x", b"1")
