"""What people bring by mistake: a clear message, the right exit code, nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hashiya.services import default_scheme
from tests.cli.conftest import MEETING, Command, Ran

pytestmark = pytest.mark.usefixtures("folder")


def status(hashiya: Command) -> dict[str, int]:
    """Documents and annotations that the project holds now."""
    facts = json.loads(hashiya("status", "--json").out)
    held = sum(work["annotations"] for work in facts["annotators"].values())
    return {"documents": facts["documents"], "annotations": held}


def said(ran: Ran, *words: str) -> None:
    """The message has all these words, and is no traceback."""
    for word in words:
        assert word in ran.err + ran.out, (word, ran)
    assert "Traceback" not in ran.err


def document_line(name: str, text: str = MEETING, **more: object) -> str:
    """One JSONL line."""
    return json.dumps({"id": name, "text": text, "spans": [], **more}, ensure_ascii=False)


def span(start: int, end: int, label: str = "agency", **more: object) -> dict[str, object]:
    """One span of a JSONL line."""
    return {"start": start, "end": end, "label": label, **more}


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16"])
def test_text_that_is_not_utf_8_is_refused_with_a_guess(
    hashiya: Command, project: Path, encoding: str
) -> None:
    """The likely encoding is named, `--encoding` is offered, and with it the text comes in."""
    text = "اجتمع المجلس في الرباط أمس وقال الوزير إن الملف جاهز تماما للعرض.\n"
    Path("old.txt").write_bytes(text.encode(encoding))
    ran = hashiya("import", "old.txt")
    assert ran.code == 1
    said(ran, "old.txt", "--encoding")
    assert status(hashiya)["documents"] == 1
    assert hashiya("import", "old.txt", "--encoding", encoding).code == 0
    assert status(hashiya)["documents"] == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        ("نص\0نص".encode(), "NUL"),
        (MEETING.encode()[:-1], "UTF-8"),
    ],
)
def test_a_file_with_nothing_to_read_is_refused(
    hashiya: Command, project: Path, content: bytes, words: str
) -> None:
    """Empty, blank, NUL and cut off in a character: each is named, and nothing comes in."""
    Path("odd.txt").write_bytes(content)
    ran = hashiya("import", "odd.txt")
    assert ran.code == 1
    said(ran, "odd.txt", words)
    assert status(hashiya)["documents"] == 1


def test_a_byte_order_mark_is_no_part_of_the_text(hashiya: Command, project: Path) -> None:
    """A UTF-8 mark is taken off and said."""
    Path("marked.txt").write_bytes(b"\xef\xbb\xbf" + MEETING.encode())
    ran = hashiya("import", "marked.txt")
    assert ran.code == 0
    said(ran, "byte order mark")


def test_a_folder_without_texts_and_a_missing_file_are_refused(
    hashiya: Command, project: Path
) -> None:
    """Each names the path."""
    Path("empty").mkdir()
    for path in ("empty", "nowhere.txt"):
        ran = hashiya("import", path)
        assert ran.code == 1
        said(ran, path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_refused(hashiya: Command, project: Path) -> None:
    """The account's lack of permission is said."""
    Path("secret.txt").write_text(MEETING, encoding="utf-8")
    Path("secret.txt").chmod(0)
    ran = hashiya("import", "secret.txt")
    assert ran.code == 1
    said(ran, "secret.txt", "may not")


def test_a_huge_line_is_refused_by_its_length(hashiya: Command, project: Path) -> None:
    """Fifty megabytes without a line end are more than a document holds; the limit is said."""
    Path("huge.txt").write_bytes("نص ".encode() * 10_000_000)
    ran = hashiya("import", "huge.txt")
    assert ran.code == 1
    said(ran, "huge.txt", "split")
    Path("huge.jsonl").write_text(
        document_line("huge", "نص " * 10_000_000) + "\n" + document_line("small") + "\n",
        encoding="utf-8",
    )
    ran = hashiya("import", "huge.jsonl")
    assert ran.code == 1
    said(ran, "huge.jsonl:1")
    assert status(hashiya)["documents"] == 2


def test_the_same_name_with_another_text_is_refused(hashiya: Command, project: Path) -> None:
    """A document is never replaced; the same text again changes nothing."""
    assert hashiya("import", "meeting.txt").code == 0
    Path("meeting.txt").write_text("نص آخر.", encoding="utf-8")
    ran = hashiya("import", "meeting.txt")
    assert ran.code == 1
    said(ran, "meeting")
    assert status(hashiya)["documents"] == 1


@pytest.mark.parametrize(
    "bad",
    [
        '{"id": "x", "text": ',
        '{"id": "x", "text": "a\\ud800b", "spans": []}',
        '{"id": "x", "text": "a\\u0000b", "spans": []}',
        '{"id": "x", "text": 7, "spans": []}',
        '{"id": "x", "text": "ab", "spans": [{"start": NaN, "end": 2, "label": "agency"}]}',
        '{"id": "x", "id": "y", "text": "ab", "spans": []}',
        "[" * 100_000,
        '{"id": "x", "text": "ab", "spans": [], "n": ' + "9" * 10_000 + "}",
        '["no", "object"]',
    ],
)
def test_a_bad_line_is_refused_alone(hashiya: Command, project: Path, bad: str) -> None:
    """The line's number is said; the lines before and after it come in."""
    lines = [document_line("before"), bad, document_line("after")]
    Path("work.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = hashiya("import", "work.jsonl")
    assert ran.code == 1
    said(ran, "work.jsonl:2", "1 refused")
    assert status(hashiya)["documents"] == 3


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (span(50, 500), "500"),
        (span(-1, 3), "-1"),
        (span(5, 5), "5"),
        (span(4, 8, quote="بنك"), "بنك"),
        (span(4, 8, "place"), "place"),
    ],
)
def test_a_span_that_cannot_be_true_is_refused_alone(
    hashiya: Command, project: Path, bad: dict[str, object], words: str
) -> None:
    """Outside the text, empty, misquoted, unknown label: the document and its other span stand."""
    line = document_line("w", spans=[span(9, 19, quote="بنك المغرب"), bad])
    Path("work.jsonl").write_text(line + "\n", encoding="utf-8")
    ran = hashiya("import", "work.jsonl")
    assert ran.code == 1
    said(ran, "work.jsonl:1", words, "2 in = 1 taken, 1 refused")
    assert status(hashiya) == {"documents": 2, "annotations": 1}


def test_new_labels_come_in_when_asked(hashiya: Command, project: Path) -> None:
    """`--new-labels add` makes a new version of the scheme that has them."""
    Path("work.jsonl").write_text(document_line("w", spans=[span(4, 8, "place")]) + "\n")
    assert hashiya("import", "work.jsonl", "--new-labels", "add").code == 0
    facts = json.loads(hashiya("status", "--json").out)
    assert facts["scheme"]["version"] == default_scheme().version + 1
    assert facts["labels"]["place"] == 1


def test_spans_that_break_the_policy_come_in_and_are_named(hashiya: Command, project: Path) -> None:
    """Crossing spans are kept and reported, not refused."""
    spans = [span(4, 12, "official"), span(9, 19, "agency")]
    Path("work.jsonl").write_text(document_line("w", spans=spans) + "\n", encoding="utf-8")
    ran = hashiya("import", "work.jsonl")
    assert ran.code == 0
    said(ran, "policy broken", "crosses")
    assert status(hashiya)["annotations"] == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("قال O\nوالي I-official\n\n", ":2"),
        ("قال O\nوالي\n\n", ":2"),
        ("قال\tO\nوالي\tO\tB-agency\nذلك\tO\n\n", ":2"),
    ],
)
def test_a_conll_file_that_breaks_its_rules_is_refused_by_line(
    hashiya: Command, project: Path, content: str, words: str
) -> None:
    """`I-` after `O`, a missing column, ragged rows: the line is named."""
    Path("odd.conll").write_text(content, encoding="utf-8")
    ran = hashiya("import", "odd.conll")
    assert ran.code == 1
    said(ran, "odd.conll" + words)


def test_a_trial_writes_nothing(hashiya: Command, project: Path) -> None:
    """`--dry-run` reports what would come in and leaves the project alone."""
    Path("work.jsonl").write_text(document_line("w") + "\n", encoding="utf-8")
    ran = hashiya("import", "work.jsonl", "--dry-run")
    assert ran.code == 0
    said(ran, "1 in = 1 added", "nothing was written")
    assert status(hashiya)["documents"] == 1


def test_no_project_and_several_projects_are_said(hashiya: Command, folder: Path) -> None:
    """Without one project to mean, every command says how to name it."""
    said(ran := hashiya("status"), "hashiya init", "-p PROJECT")
    assert ran.code == 2
    hashiya("init", "one")
    hashiya("init", "two")
    said(ran := hashiya("status"), "one.hashiya", "two.hashiya")
    assert ran.code == 2
    assert hashiya("-p", "one.hashiya", "status").code == 0
    assert hashiya("status", "-p", "two.hashiya").code == 0


def test_a_project_is_never_made_over_a_file(hashiya: Command, project: Path) -> None:
    """`init` leaves an existing file alone."""
    before = project.read_bytes()
    ran = hashiya("init", "news")
    assert ran.code == 3
    said(ran, "news.hashiya")
    assert project.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", ""), (b"not a database at all" * 99, "news.hashiya"), (None, "news.hashiya")],
)
def test_a_file_that_is_no_project_is_refused(
    hashiya: Command, project: Path, content: bytes | None, words: str
) -> None:
    """Empty, some other file, a folder: exit 3, and the file is named."""
    for companion in project.parent.glob("news.hashiya*"):
        companion.unlink()
    if content is None:
        project.mkdir()
    else:
        project.write_bytes(content)
    ran = hashiya("-p", "news.hashiya", "status")
    assert ran.code in {1, 3}
    said(ran, words)


def test_a_truncated_project_is_refused_or_reported(hashiya: Command, project: Path) -> None:
    """Half a file is never read as if it were whole."""
    data = project.read_bytes()
    project.write_bytes(data[: len(data) // 2])
    ran = hashiya("doctor")
    assert ran.code in {1, 3}
    said(ran, "news.hashiya")


def test_a_newer_project_is_refused(hashiya: Command, project: Path) -> None:
    """A later version's file says to update and is not touched."""
    connection = sqlite3.connect(project)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    ran = hashiya("status")
    assert ran.code == 3
    said(ran, "newer")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds the write lock."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_a_locked_project_can_be_read_and_says_that_it_is_busy(
    hashiya: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on beside a writer; writing waits, then says who holds what up."""
    monkeypatch.setenv("HASHIYA_LOCK_SECONDS", "0.2")
    with locked(project):
        assert hashiya("status").code == 0
        Path("work.jsonl").write_text(document_line("w") + "\n", encoding="utf-8")
        ran = hashiya("import", "work.jsonl")
    assert ran.code == 3
    said(ran, "news.hashiya")
    assert status(hashiya)["documents"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_read_only_project_can_be_read_and_not_written(hashiya: Command, project: Path) -> None:
    """Writing says why it cannot."""
    project.chmod(0o400)
    ran = hashiya("import", "meeting.txt")
    assert ran.code == 3
    said(ran, "news.hashiya")


def test_annotate_without_a_terminal_says_what_to_do(hashiya: Command, project: Path) -> None:
    """No screen, no traceback: the message names the commands for scripts."""
    ran = hashiya("annotate")
    assert ran.code == 2
    said(ran, "terminal", "export")


def test_hostile_text_never_reaches_the_terminal_raw(hashiya: Command, project: Path) -> None:
    """Escape sequences and markup in ids, labels, quotes and names are shown, not sent."""
    spans = [span(0, 3, "a\x1b[31m[/]", quote="\x1b]0;x\x07")]
    evil = document_line("e\x1b[2J[/]", text="\x1b[31mنص\u202eكامل[/].", spans=spans)
    Path("evil.jsonl").write_text(evil + "\n", encoding="utf-8")
    for arguments in (("import", "evil.jsonl"), ("status",), ("export", "jsonl"), ("doctor",)):
        ran = hashiya(*arguments)
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err


def test_a_project_named_without_its_option_is_shown_where_it_goes(hashiya: Command) -> None:
    """`init` takes it bare and nothing else does; an argument of another kind is only refused."""
    ran = hashiya("annotate", "news.hashiya")
    assert ran.code == 2
    said(ran, "unexpected extra argument", "-p news.hashiya")
    assert "-p" not in hashiya("annotate", "news").err
