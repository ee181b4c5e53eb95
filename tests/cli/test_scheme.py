"""`hashiya scheme`: shown, checked, changed by versions, and what waits for a decision."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from hashiya.cli import scheme_changes
from hashiya.services import load_scheme
from tests.cli.conftest import Command

TEXT = "اجتمع وزير العدل في وزارة العدل اليوم."
MINISTER = (6, 16)
MINISTRY = (20, 31)


def line(name: str, *spans: tuple[int, int, str]) -> str:
    """One document of a JSONL file."""
    held = [{"start": start, "end": end, "label": label} for start, end, label in spans]
    return json.dumps({"id": name, "text": TEXT, "spans": held}, ensure_ascii=False)


@pytest.fixture
def project(hashiya: Command, folder: Path) -> Path:
    """A project whose scheme is at its first version."""
    labels = [
        f'[[labels]]\nname = "{name}"\nkey = "{at}"\n'
        for at, name in enumerate(("agency", "official", "date", "topic"), start=1)
    ]
    toml = 'id = "news"\nversion = 1\n' + "".join(labels)
    Path("first.toml").write_text(toml, encoding="utf-8")
    assert hashiya("init", "news", "--scheme", "first.toml").code == 0
    return folder / "news.hashiya"


@pytest.fixture
def tagged(hashiya: Command, project: Path) -> Path:
    """Salma and Reem have tagged one article each; both took the minister for two things."""
    Path("a.jsonl").write_text(
        line("a", (*MINISTER, "official"), (*MINISTER, "topic"), (*MINISTRY, "agency")) + "\n",
        encoding="utf-8",
    )
    assert hashiya("import", "a.jsonl", "--as", "salma").code == 0
    assert hashiya("import", "a.jsonl", "--as", "reem").code == 0
    return project


def edited(hashiya: Command, *changes: tuple[str, str], tail: str = "") -> Path:
    """The scheme's file with changes, and more at its end."""
    toml = hashiya("scheme", "show").out
    for before, after in changes:
        assert before in toml
        toml = toml.replace(before, after)
    Path("labels.toml").write_text(toml + tail, encoding="utf-8")
    return Path("labels.toml")


def without(hashiya: Command, name: str, tail: str = "") -> Path:
    """The scheme's file without one label."""
    head, *labels = hashiya("scheme", "show").out.split("[[labels]]\n")
    kept = [label for label in labels if not label.startswith(f'name = "{name}"')]
    assert len(kept) == len(labels) - 1
    Path("labels.toml").write_text("[[labels]]\n".join([head, *kept]) + tail, encoding="utf-8")
    return Path("labels.toml")


def is_whole(hashiya: Command) -> bool:
    """Whether the doctor finds nothing."""
    return hashiya("doctor").code == 0


def test_what_is_shown_makes_a_project_of_the_same_scheme(hashiya: Command, project: Path) -> None:
    """`show` to a file, `init --scheme` from it: the SHA-256 is the same."""
    Path("labels.toml").write_text(hashiya("scheme", "show").out, encoding="utf-8")
    sha256 = json.loads(hashiya("scheme", "show", "--json").out)["sha256"]
    assert load_scheme(Path("labels.toml")).sha256 == sha256
    assert hashiya("init", "other", "--scheme", "labels.toml").code == 0
    shown = hashiya("scheme", "show", "-p", "other.hashiya", "--json")
    assert json.loads(shown.out)["sha256"] == sha256


def test_the_same_scheme_again_changes_nothing(hashiya: Command, tagged: Path) -> None:
    """What is shown can be applied for ever, also after a migration that the file still names."""
    file = edited(hashiya)
    assert hashiya("scheme", "apply", file).code == 0
    tail = '\n[migration]\nrename = {"agency" = "body"}\n'
    file = edited(hashiya, ('name = "agency"', 'name = "body"'), tail=tail)
    assert hashiya("scheme", "apply", file, "--yes").code == 0
    again = hashiya("scheme", "apply", file, "--yes")
    assert (again.code, "has this scheme already, as version 2" in again.err) == (0, True)
    assert len(json.loads(hashiya("scheme", "history", "--json").out)) == 2


def test_a_label_in_use_cannot_just_go(hashiya: Command, tagged: Path) -> None:
    """How many spans carry it, whose they are and where is said, with the place in the file."""
    ran = hashiya("scheme", "apply", without(hashiya, "agency"), "--yes")
    assert ran.code == 1
    for word in ("labels.toml:", "'agency'", "2 spans", "reem 1", "salma 1", "first in a"):
        assert word in ran.err
    assert len(json.loads(hashiya("scheme", "history", "--json").out)) == 1


def test_a_label_that_nobody_uses_may_go(hashiya: Command, tagged: Path) -> None:
    """The preview says that no span carries it."""
    ran = hashiya("scheme", "apply", without(hashiya, "date"), "--yes")
    assert (ran.code, "- date (no span carries it)" in ran.out) == (0, True)


def test_a_rename_is_shown_first_and_reaches_everybody(hashiya: Command, tagged: Path) -> None:
    """The preview counts spans by annotator; a trial does nothing; then every layer has it."""
    tail = '\n[migration]\nrename = {"agency" = "body"}\n'
    file = edited(hashiya, ('name = "agency"', 'name = "body"'), tail=tail)
    trial = hashiya("scheme", "apply", file, "--dry-run")
    assert "agency → body: 2 spans (reem 1, salma 1)" in trial.out
    assert json.loads(hashiya("status", "--json").out)["scheme"]["version"] == 1
    done = json.loads(hashiya("scheme", "apply", file, "--yes", "--json").out)
    assert (done["applied"], done["renamed"]) == (True, {"agency": "body"})
    assert done["spans"] == {"relabelled": 2, "to_decide": 0}
    status = json.loads(hashiya("status", "--json").out)
    assert (status["scheme"]["version"], status["labels"]["body"]) == (2, 2)
    assert "agency" not in status["labels"]
    assert is_whole(hashiya)
    old = hashiya("scheme", "show", "--version", "1").out
    assert 'name = "agency"' in old
    assert "version = 1" in old


def test_a_merge_keeps_equal_spans_and_lists_them(hashiya: Command, tagged: Path) -> None:
    """Two spans of one extent and one label break the policy: said before, listed after."""
    tail = '\n[migration]\nmerge = {official = ["official", "topic"]}\n'
    file = without(hashiya, "topic", tail)
    trial = json.loads(hashiya("scheme", "apply", file, "--dry-run", "--json").out)
    assert trial["breaches"] == {"same_label_overlap": 2}
    assert hashiya("scheme", "apply", file, "--yes").code == 0
    waiting = json.loads(hashiya("scheme", "pending", "--json").out)
    assert [(each["annotator"], each["why"], each["label"]) for each in waiting] == [
        ("reem", "same_label_overlap", "official"),
        ("salma", "same_label_overlap", "official"),
    ]
    assert json.loads(hashiya("status", "--json").out)["labels"]["official"] == 4
    assert is_whole(hashiya)


def test_a_split_lists_its_spans_with_what_they_may_be(hashiya: Command, tagged: Path) -> None:
    """They keep the old label, are exported with it, and can be moved all at once later."""
    tail = '[[labels]]\nname = "law"\n[migration]\nsplit = {topic = ["subject", "law"]}\n'
    file = edited(hashiya, ('name = "topic"', 'name = "subject"'), tail=tail)
    assert hashiya("scheme", "apply", file, "--yes").code == 0
    waiting = json.loads(hashiya("scheme", "pending", "--json", "--as", "salma").out)
    assert len(waiting) == 1
    assert waiting[0] | {"id": ""} == {
        "document": "a",
        "annotator": "salma",
        "layer": "annotator",
        "start": MINISTER[0],
        "end": MINISTER[1],
        "quote": TEXT[slice(*MINISTER)],
        "label": "topic",
        "why": "label",
        "candidates": ["subject", "law"],
        "id": "",
    }
    assert "subject or law?" in hashiya("scheme", "pending").out
    assert hashiya("export", "jsonl", "--layer", "salma").code == 0
    header = json.loads(Path("exports/news-salma.jsonl").read_text("utf-8").split("\n")[0])
    assert header["scheme"]["version"] == 2
    report = json.loads(next(Path("exports").glob("*.report.json")).read_bytes())
    assert report["scheme"] == {"id": "news", "version": 2}
    file = edited(hashiya, tail='\n[migration]\nmerge = {"law" = ["topic"]}\n')
    assert hashiya("scheme", "apply", file, "--yes").code == 0
    assert json.loads(hashiya("scheme", "pending", "--json").out) == []
    assert is_whole(hashiya)


def test_a_stricter_policy_counts_and_names_what_would_break_it(
    hashiya: Command, tagged: Path
) -> None:
    """Spans stay; the preview says how many break the rule that is new, and which."""
    file = edited(hashiya, ("nesting = true", "nesting = false"))
    ran = hashiya("scheme", "apply", file, "--dry-run")
    assert "policy: nesting: yes → no" in ran.out
    assert "2 spans would break the rule nesting" in ran.out
    assert hashiya("scheme", "apply", file, "--yes").code == 0
    assert json.loads(hashiya("scheme", "pending", "--json").out) == []
    listed = json.loads(hashiya("scheme", "pending", "--policy", "--json").out)
    assert [each["why"] for each in listed] == ["nesting", "nesting"]


def test_without_a_terminal_nothing_is_done_unless_it_is_said(
    hashiya: Command, tagged: Path
) -> None:
    """The preview is shown, and the way to go on named."""
    file = edited(hashiya, ('key = "4"', 'key = "5"'))
    ran = hashiya("scheme", "apply", file)
    assert (ran.code, "--yes" in ran.err, "key: «4» → «5»" in ran.out) == (2, True, True)
    assert json.loads(hashiya("status", "--json").out)["scheme"]["version"] == 1
    assert hashiya("scheme", "edit").code == 2


@pytest.mark.parametrize(
    ("change", "tail", "told"),
    [
        (("version = 1", "version = 7"), "", ("labels.toml:2:1", "version 7", "is at 1")),
        (('id = "news"', 'id = "mine"'), "", ("labels.toml:1:1", "'news'")),
        (("version = 1", 'state = "draft"'), "", ("labels.toml:2:1", "draft")),
        (('key = "2"', 'key = "1"'), "", ("the key '1' is taken by the label of line",)),
        (
            ('name = "date"', 'name = "day"'),
            '[migration]\nrename = {"dat" = "day"}\n',
            ("no label 'dat'", "did you mean 'date'?"),
        ),
        (
            ("version = 1", "version = 1"),
            '[migration]\nrename = {"date" = "topic", "topic" = "date"}\n',
            ("date → topic → date", "circle"),
        ),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_line(
    hashiya: Command, tagged: Path, change: tuple[str, str], tail: str, told: tuple[str, ...]
) -> None:
    """Out of date, another scheme, a draft, keys that collide, slips, circles."""
    file = edited(hashiya, change, ('key = "4"', 'key = "5"'), tail=tail)
    ran = hashiya("scheme", "apply", file, "--yes")
    assert ran.code == 1
    assert all(word in ran.err for word in told), ran.err
    assert json.loads(hashiya("status", "--json").out)["scheme"]["version"] == 1


def test_a_check_needs_no_project(hashiya: Command, folder: Path) -> None:
    """A file is checked by itself where there is none; odd things are warnings."""
    Path("l.toml").write_text('id = "x"\n[[labels]]\nname = "a"\nkey = "n"\n', encoding="utf-8")
    ran = hashiya("scheme", "check", "l.toml")
    assert (ran.code, "l.toml:4:1: warning: a: the key 'n' hides" in ran.err) == (0, True)
    assert hashiya("scheme", "check", "missing.toml").code == 1
    Path("l.toml").write_bytes(b"id = '\xff'")
    assert "UTF-8" in hashiya("scheme", "check", "l.toml").err


def test_a_new_project_refuses_a_migration(hashiya: Command, folder: Path) -> None:
    """There are no labels yet that could become others; the line is named."""
    Path("l.toml").write_text(
        'id = "x"\n[[labels]]\nname = "a"\n[migration]\nrename = {"b" = "a"}\n', encoding="utf-8"
    )
    ran = hashiya("init", "new", "--scheme", "l.toml")
    assert (ran.code, "l.toml:4:1" in ran.err) == (1, True)
    assert not Path("new.hashiya").exists()


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A person at an editor, who makes these changes one sitting after the other, then answers."""

    def sit(*changes: tuple[str, str], answers: tuple[bool, ...]) -> list[str]:
        left, replies, asked = list(changes), list(answers), list[str]()

        def edit(*, filename: str) -> None:
            path = Path(filename)
            before, after = left.pop(0)
            path.write_text(path.read_text("utf-8").replace(before, after), encoding="utf-8")

        def confirm(question: str, **_: object) -> bool:
            asked.append(question)
            return replies.pop(0)

        monkeypatch.setattr(scheme_changes, "_has_terminal", lambda: True)
        monkeypatch.setattr(click, "edit", edit)
        monkeypatch.setattr(click, "confirm", confirm)
        return asked

    return sit


def test_what_is_wrong_in_the_editor_is_said_and_the_editor_opens_again(
    hashiya: Command, tagged: Path, editor: Callable[..., list[str]]
) -> None:
    """A slip, its place, the editor once more, the preview, one question, a new version."""
    slip, mended = ("nesting = true", "nestin = true"), ("nestin = true", "nesting = false")
    asked = editor(slip, mended, answers=(True, True))
    ran = hashiya("scheme", "edit")
    assert (ran.code, "did you mean 'nesting'?" in ran.err) == (0, True)
    assert "policy: nesting: yes → no" in ran.out
    assert asked == ["Open the editor again?", "Put it into use?"]
    assert json.loads(hashiya("scheme", "show", "--json").out)["policy"]["nesting"] is False


@pytest.mark.parametrize(
    ("change", "answers"),
    [(("nesting = true", "nestin = true"), (False,)), (('key = "4"', 'key = "5"'), (False,))],
)
def test_what_was_written_in_the_editor_is_kept_when_it_is_not_used(
    hashiya: Command,
    tagged: Path,
    editor: Callable[..., list[str]],
    change: tuple[str, str],
    answers: tuple[bool, ...],
) -> None:
    """Whoever says no finds their words again, in the file that is named."""
    editor(change, answers=answers)
    ran = hashiya("scheme", "edit")
    assert ran.code == 1
    kept = Path(ran.err.strip().split("kept in ")[1])
    assert change[1] in kept.read_text("utf-8")
    kept.unlink()
    kept.parent.rmdir()
    assert json.loads(hashiya("status", "--json").out)["scheme"]["version"] == 1


def test_an_editor_that_changes_nothing_changes_nothing(
    hashiya: Command, tagged: Path, editor: Callable[..., list[str]]
) -> None:
    """Left as it was, or emptied, the file is forgotten."""
    asked = editor(("x", "x"), answers=())
    assert hashiya("scheme", "edit").err == "nothing was changed\n"
    assert asked == []


def test_an_unknown_version_is_named_with_those_there_are(hashiya: Command, project: Path) -> None:
    """`show --version 9` says which versions there are."""
    ran = hashiya("scheme", "show", "--version", "9")
    assert (ran.code, "it has 1" in ran.err) == (2, True)
