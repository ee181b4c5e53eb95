"""Opening a project file: what is refused, in which words, and what is left as it was."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.making import SCHEME, Project, adding, annotated, annotation, plain
from tests.store.raw import child, run_child, tamper

from hashiya.errors import CorruptionError, HashiyaError, StoreError
from hashiya.store import create_project, open_project, sql
from hashiya.store.connecting import Opening, connect_new
from hashiya.store.migrations import STEPS
from hashiya.store.rows import label_cells
from hashiya.store.sqlite import open_existing
from hashiya.store.tables import MIGRATIONS, Migration
from hashiya.store.whereabouts import Whereabouts

NOBODY = 65534


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message has the path and says how to make a project."""
    with pytest.raises(StoreError, match=r"lost\.hashiya.*hashiya init"):
        open_project(tmp_path / "lost.hashiya")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"SQLite format 3\0" + b"\0" * 200, os.urandom(5000)]
)
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, short and foreign files are refused, and not one byte of them changes."""
    path = tmp_path / "x.hashiya"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a Hashiya project"):
        open_project(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.hashiya"]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """A SQLite file without our mark is left alone."""
    path = tmp_path / "x.hashiya"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="not a Hashiya project"):
        open_project(path)


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    """A directory is refused as one."""
    with pytest.raises(StoreError, match="folder"):
        open_project(tmp_path)


def test_a_project_is_never_made_over_something(project: Project, tmp_path: Path) -> None:
    """An existing project or any other file stays as it is."""
    project.store.put(project.sit(), [plain()])
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    for path in (project.path, other):
        with pytest.raises(StoreError, match="already"):
            create_project(path, name="x", scheme=SCHEME)
    assert project.reopen().counts().documents == 1
    assert other.read_text() == "mine"


def test_a_project_needs_its_folder(tmp_path: Path) -> None:
    """A missing folder is named, and nothing is made."""
    with pytest.raises(StoreError, match="does not exist"):
        create_project(tmp_path / "a" / "x.hashiya", name="x", scheme=SCHEME)
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    """When making the tables fails, the file and everything beside it is gone again."""
    broken = Opening(migrations=(*MIGRATIONS, Migration("9999-broken", ("CREATE nonsense",))))
    path = tmp_path / "x.hashiya"
    with pytest.raises(HashiyaError):
        connect_new(path, name="x", opening=broken, furnish=lambda _: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o700, 0o600), (0o2770, 0o660)])
def test_files_are_for_their_owner_or_the_folders_group(
    tmp_path: Path, folder_mode: int, file_mode: int
) -> None:
    """Private by default; the group's too in a set-group-ID folder; whatever the umask says."""
    folder = tmp_path / "projects"
    folder.mkdir()
    folder.chmod(folder_mode)
    before = os.umask(0o077)
    try:
        store = create_project(folder / "x.hashiya", name="x", scheme=SCHEME)
        store.backup(folder / "copy.hashiya")
        modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in folder.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert set(modes.values()) == {file_mode}
    assert {"x.hashiya", "x.hashiya-wal", "copy.hashiya"} <= modes.keys()
    assert {"x.hashiya-lock", "x.hashiya-door"} <= modes.keys()


def publish_without_attributes(connection: sqlite3.Connection) -> None:
    """Publish the scheme as the first program did, whose labels had one column fewer."""
    cells = (SCHEME.id, SCHEME.version, SCHEME.policy.model_dump_json(), SCHEME.sha256)
    connection.execute(sql.INSERT_SCHEME, cells)
    connection.executemany(
        "INSERT INTO label VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(at, *label_cells(label)[:-1]) for at, label in enumerate(SCHEME.labels)],
    )
    connection.execute(sql.PUBLISH_SCHEME, (1,))


def test_steps_are_named_where_they_are_taken() -> None:
    """Whoever opens a file that has had them all goes by the names."""
    assert tuple(step.name for step in MIGRATIONS) == STEPS


def test_an_older_project_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file without the newest tables gets them when it is opened, and keeps what it has."""
    path = tmp_path / "old.hashiya"
    handle = connect_new(
        path,
        name="old",
        opening=Opening(migrations=MIGRATIONS[:1]),
        furnish=publish_without_attributes,
    )
    handle.close()
    store = open_project(path)
    assert (store.info().format_version, store.scheme()) == (len(MIGRATIONS), SCHEME)
    store.add_annotator("salma")
    session = store.open_session("salma", "laptop", "0.1")
    store.put(session, [annotated()])
    assert [*store.check()] == []
    store.close()


def test_a_failed_update_leaves_the_old_file(project: Project) -> None:
    """A step that breaks half way is taken back whole; the file opens as before."""
    project.store.put(project.sit(), [plain()])
    project.store.close()
    broken = Migration("9999-broken", ("CREATE TABLE half (x TEXT) STRICT", "CREATE nonsense"))
    with pytest.raises(HashiyaError):
        open_existing(project.path, opening=Opening(migrations=(*MIGRATIONS, broken)))
    assert project.reopen().counts().documents == 1
    with closing(sqlite3.connect(project.path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
    assert "half" not in names


def test_a_newer_project_is_refused_untouched(project: Project) -> None:
    """A file with a step this program lacks says so, and keeps every byte."""
    future = Migration("9999-future", ("CREATE TABLE future (x TEXT) STRICT",))
    project.store.close()
    open_existing(project.path, opening=Opening(migrations=(*MIGRATIONS, future))).close()
    before = project.path.read_bytes()
    with pytest.raises(StoreError, match="newer Hashiya"):
        open_project(project.path)
    assert project.path.read_bytes() == before


def test_a_file_that_contradicts_itself_about_its_format_is_damaged(project: Project) -> None:
    """Steps listed and steps counted must agree."""
    project.store.close()
    tamper(project.path, "DELETE FROM migration WHERE name = '0002-events'")
    with pytest.raises(CorruptionError, match="migrations"):
        open_project(project.path)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_project_is_a_clean_error(project: Project, share: float) -> None:
    """However much is cut off, opening or reading says so with the path."""
    records = [annotated(f"d{number}") for number in range(200)]
    project.store.put(project.sit(), records)
    project.store.close()
    content = project.path.read_bytes()
    project.path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CorruptionError, match=r"news-sqlite\.hashiya: the file is cut off"):
        open_project(project.path)


def _as_nobody(folder: Path) -> None:
    """Become somebody who owns nothing here; root may do everything."""
    os.chdir(folder)
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.fixture
def locked_folder(project: Project) -> Path:
    """A folder with a project that may be read and not written."""
    session = project.sit()
    project.store.put(session, [annotated("d1"), plain("d2")])
    project.store.close()
    for ending in ("-lock", "-door"):
        project.path.with_name(f"{project.path.name}{ending}").unlink()
    project.path.chmod(0o444)
    for folder in (project.path.parent, *project.path.parent.parents[:2]):
        folder.chmod(0o555)
    return project.path.parent


@pytest.fixture(autouse=True)
def _open_folders_again(tmp_path: Path) -> object:
    yield
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o700)


def test_a_read_only_project_can_be_read(project: Project, locked_folder: Path) -> None:
    """Reading works without leaving a file behind; writing is refused in words."""

    def read(output: int) -> None:
        _as_nobody(locked_folder)
        store = open_project(Path(project.path.name))
        assert store.info().is_read_only
        assert len(store.layer("d1", "salma").annotations) == 1
        assert [*store.check()] == []
        assert store.add_annotator("salma")
        for write in (
            lambda: store.add_annotator("omar"),
            lambda: store.open_session("salma", "laptop", "0.1"),
            lambda: store.remember("salma", "d1", 3),
        ):
            with pytest.raises(StoreError, match="may only be read"):
                write()
        store.close()
        os.write(output, b"read")

    assert run_child(read) == b"read"
    assert [entry.name for entry in locked_folder.iterdir()] == [project.path.name]


def test_a_project_that_may_not_even_be_read_is_a_clean_error(
    project: Project, locked_folder: Path
) -> None:
    """No permission to read is said as such."""
    project.path.chmod(0o000)

    def read(output: int) -> None:
        _as_nobody(locked_folder)
        with pytest.raises(StoreError, match="cannot be opened"):
            open_project(Path(project.path.name))
        os.write(output, b"refused")

    assert run_child(read) == b"refused"


def test_a_read_only_project_of_an_older_program_says_what_to_do(tmp_path: Path) -> None:
    """It cannot be brought up to date here, and nothing else is tried."""
    path = tmp_path / "old.hashiya"
    opening = Opening(migrations=MIGRATIONS[:1])
    connect_new(path, name="old", opening=opening, furnish=lambda _: None).close()
    path.chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o555)

    def read(output: int) -> None:
        _as_nobody(tmp_path)
        with pytest.raises(StoreError, match="older Hashiya"):
            open_project(path)
        os.write(output, b"refused")

    assert run_child(read) == b"refused"


def test_a_backup_is_a_whole_project(project: Project, tmp_path: Path) -> None:
    """A copy made while the project is open holds everything, and opens by itself."""
    session = project.sit()
    project.store.put(session, [annotated("d1"), plain("d2")])
    project.store.record(session, "d2", adding(annotation("a")))
    copy = tmp_path / "copies"
    copy.mkdir()
    project.store.backup(copy / "copy.hashiya")
    assert [entry.name for entry in copy.iterdir()] == ["copy.hashiya"]
    opened = open_project(copy / "copy.hashiya")
    assert opened.layer("d2", "salma") == project.store.layer("d2", "salma")
    assert opened.info().uuid == project.store.info().uuid
    assert [*opened.check()] == []
    opened.close()


def test_a_backup_never_replaces_anything(project: Project, tmp_path: Path) -> None:
    """An existing file stays, and a missing folder is said."""
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    with pytest.raises(StoreError, match="already"):
        project.store.backup(other)
    with pytest.raises(StoreError, match="does not exist"):
        project.store.backup(tmp_path / "a" / "b.hashiya")
    assert other.read_text() == "mine"


def test_a_project_whose_file_is_deleted_says_so(project: Project) -> None:
    """Nothing is 'saved' into a file that nobody can find; reading goes on."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.path.unlink()
    with pytest.raises(StoreError, match="deleted"):
        project.store.record(session, "d1", adding(annotation("a")))
    assert project.store.layer("d1", "salma").annotations == ()


def test_a_project_whose_file_is_replaced_says_so(project: Project, tmp_path: Path) -> None:
    """Another file under the same name is noticed; the old one put back goes on."""
    session = project.sit()
    project.store.put(session, [plain()])
    aside = tmp_path / "aside.hashiya"
    project.path.rename(aside)
    shutil.copy(aside, project.path)
    with pytest.raises(StoreError, match="replaced"):
        project.store.record(session, "d1", adding(annotation("a")))
    aside.rename(project.path)
    assert project.store.record(session, "d1", adding(annotation("a"))).seq == 1


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_project_parted_from_its_side_files_says_so(project: Project, ending: str) -> None:
    """Without the log beside it a change would be found by nobody; put back, work goes on."""
    session = project.sit()
    project.store.put(session, [plain()])
    side = project.path.with_name(project.path.name + ending)
    aside = project.path.with_name("aside")
    side.rename(aside)
    assert project.store.glance().file == "parted"
    with pytest.raises(StoreError, match="-wal or -shm was deleted"):
        project.store.record(session, "d1", adding(annotation("a")))
    aside.rename(side)
    assert project.store.glance().file == "here"
    assert project.store.record(session, "d1", adding(annotation("a"))).seq == 1
    assert [*project.reopen().check()] == []


def test_a_glance_sees_what_became_of_the_file(project: Project) -> None:
    """Deleted, replaced and back, without a change being tried."""
    aside = project.path.with_name("aside")
    assert project.store.glance().file == "here"
    project.path.rename(aside)
    assert project.store.glance().file == "deleted"
    project.path.write_bytes(b"")
    assert project.store.glance().file == "replaced"
    aside.rename(project.path)
    assert project.store.glance().file == "here"


def test_a_glance_sees_other_people_s_changes_only(project: Project) -> None:
    """One's own change leaves the version, somebody else's makes another one."""
    session = project.sit()
    project.store.put(session, [plain()])
    first = project.store.glance().version
    project.store.record(session, "d1", adding(annotation("a")))
    assert project.store.glance().version == first
    other = project.second()
    other.record(project.sit("omar", other), "d1", adding(annotation("b")))
    assert project.store.glance().version != first


@pytest.mark.parametrize("how", ["deleted", "replaced", "without its log"])
def test_what_is_open_can_be_copied_when_its_file_is_gone(
    project: Project, tmp_path: Path, how: str
) -> None:
    """All that was saved is in the copy, what stood in the log alone too."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.store.record(session, "d1", adding(annotation("a")))
    if how == "replaced":
        other = tmp_path / "other"
        other.write_bytes(b"something else")
        other.rename(project.path)
    else:
        project.path.with_name(f"{project.path.name}-wal").unlink()
    if how == "deleted":
        project.path.unlink()
    copy = tmp_path / "copy.hashiya"
    project.store.backup(copy)
    opened = project.opens(copy)
    assert [each.id for each in opened.layer("d1", "salma").annotations] == ["a"]
    assert [*opened.check()] == []
    opened.close()


def test_a_header_that_a_power_cut_left_as_rubbish_comes_from_the_log(
    project: Project, tmp_path: Path
) -> None:
    """What is in the log is put back; without the log it is no project, and nothing is touched."""
    session = project.sit()
    project.store.put(session, [plain(f"d{number}") for number in range(50)])
    torn = tmp_path / "torn.hashiya"
    log = torn.with_name("torn.hashiya-wal")
    rubbish = bytes(range(256)) * 2
    torn.write_bytes(rubbish + project.path.read_bytes()[len(rubbish) :])
    with pytest.raises(StoreError, match="not a Hashiya project"):
        project.opens(torn)
    log.write_bytes(project.path.with_name(f"{project.path.name}-wal").read_bytes())
    opened = project.opens(torn)
    assert opened.counts().documents == 50
    assert [*opened.check()] == []
    opened.close()


def test_who_only_reads_holds_no_side_files(tmp_path: Path) -> None:
    """Whoever writes may take them away when they leave, which parts a reader from nothing."""
    path = tmp_path / "x.hashiya"
    log = tmp_path / "x.hashiya-wal"
    path.touch()
    log.touch()
    states = []
    for has_sides in (True, False):
        log.touch()
        whereabouts = Whereabouts(path, has_sides=has_sides)
        whereabouts.note_sides()
        log.unlink()
        states.append(whereabouts.state())
    assert states == ["parted", "here"]


def another(path: Path) -> bytes:
    """The bytes of a project that is larger than any of these."""
    store = create_project(path, name="other", scheme=SCHEME)
    store.add_annotator("salma")
    session = store.open_session("salma", "laptop", "0.1")
    store.put(session, [annotated(f"d{number}") for number in range(300)])
    store.close()
    return path.read_bytes()


@pytest.mark.parametrize("content", ["nothing", "garbage", "project", "head"])
def test_a_project_that_is_written_over_says_so(
    project: Project, tmp_path: Path, content: str
) -> None:
    """Truncated, or filled with other bytes under the same inode: not one byte more is written."""
    session = project.sit()
    project.store.put(session, [plain()])
    project.reopen()
    session = project.sit("later")
    before = project.path.read_bytes()
    contents = {
        "nothing": b"",
        "garbage": b"x" * (len(before) + 5_000),
        "project": another(tmp_path / "other.hashiya"),
        "head": before[: len(before) // 2],
    }
    project.path.write_bytes(contents[content])
    assert project.store.glance().file == "overwritten"
    with pytest.raises(StoreError, match="wrote over the project's file"):
        project.store.record(session, "d1", adding(annotation("a")))
    assert project.path.read_bytes() == contents[content]
    project.path.write_bytes(before)
    assert project.store.glance().file == "overwritten"


@pytest.mark.parametrize("content", ["nothing", "garbage", "project"])
def test_closing_changes_no_byte_of_a_file_that_was_written_over(
    project: Project, tmp_path: Path, content: str
) -> None:
    """The log is put aside, so that nobody who opens the file next brings it in."""
    project.store.put(project.sit(), [plain()])
    project.reopen()
    project.store.put(project.sit("later"), [annotated("d2")])
    assert project.path.with_name(f"{project.path.name}-wal").stat().st_size
    contents = {
        "nothing": b"",
        "garbage": b"x" * 100_000,
        "project": another(tmp_path / "other.hashiya"),
    }
    project.path.write_bytes(contents[content])
    project.close()
    assert project.path.read_bytes() == contents[content]
    beside = {path.name for path in project.path.parent.glob(f"{project.path.name}-*")}
    assert not [name for name in beside if name.endswith(("-wal", "-shm"))]
    if content == "project":
        store = open_project(project.path)
        assert store.info().name == "other"
        assert [*store.check()] == []
        store.close()


HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM document").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


def test_a_log_that_others_have_open_is_left_to_them(project: Project, tmp_path: Path) -> None:
    """Another process may have opened what stands in the file now: its log is this one."""
    project.store.put(project.sit(), [plain()])
    project.reopen()
    project.store.put(project.sit("later"), [annotated("d2")])
    command = [sys.executable, "-c", HOLDING, str(project.path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        content = another(tmp_path / "other.hashiya")
        project.path.write_bytes(content)
        project.close()
        assert project.path.read_bytes() == content
        assert project.path.with_name(f"{project.path.name}-wal").exists()
        other.kill()


def test_what_was_written_over_is_not_copied_as_the_project(
    project: Project, tmp_path: Path
) -> None:
    """What cannot be had whole any more is refused, and no file is left of it."""
    project.store.put(project.sit(), [annotated(f"d{number}") for number in range(300)])
    project.reopen().info()
    project.path.write_bytes(b"x" * project.path.stat().st_size)
    copies = tmp_path / "copies"
    copies.mkdir()
    with pytest.raises(StoreError, match="too little of the project is left"):
        project.store.backup(copies / "copy.hashiya")
    assert list(copies.iterdir()) == []


def test_looking_at_a_file_takes_no_lock_away(project: Project) -> None:
    """A second store of one process comes and goes; others still see that the file is in use."""
    project.store.put(project.sit(), [plain()])
    second = open_project(project.path)
    second.close()

    def leave(output: int) -> None:
        with closing(sqlite3.connect(project.path)) as connection:
            connection.execute("SELECT count(*) FROM document").fetchone()
        os.write(output, b"left")

    assert run_child(leave) == b"left"
    assert project.store.glance().file == "here"
    assert project.store.put(project.sit("later"), [plain("d2")])


def test_commits_and_checkpoints_of_others_are_no_alarm(project: Project) -> None:
    """While another process writes and brings its log into the file, nothing looks foreign."""
    session = project.sit()
    project.store.put(session, [plain()])

    def hammer(output: int) -> None:
        for number in range(40):
            store = open_project(project.path)
            mine = store.open_session("salma", "desk", "0.1")
            store.put(mine, [annotated(f"x{number}-{each}") for each in range(10)])
            with closing(sqlite3.connect(project.path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.close()
        os.write(output, b"done")

    with child(hammer) as (process, end):
        os.set_blocking(end, False)
        looks, seen = 0, b""
        while not seen:
            assert project.store.glance().file == "here"
            looks += 1
            with contextlib.suppress(BlockingIOError):
                seen = os.read(end, 10) or b"nothing"
        os.waitpid(process, 0)
    assert (seen, looks > 0) == (b"done", True)
    assert project.store.put(session, [plain("d2")])
