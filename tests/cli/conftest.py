"""Running commands in this process, and seeing what they print and return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hashiya.cli.main import run
from hashiya.tui.locale import language, use_language
from hashiya.tui.titles import use_titles

MEETING = "قال والي بنك المغرب أمس إن ذلك تم. وحضر ممثل للأمم المتحدة.\nعنوان بلا نقطة"
"""Three sentences; a span may begin inside two of its words."""


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def hashiya(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    """Run one command as a shell would, as `tester` where nobody is named; leave no language."""
    spoken = language()
    monkeypatch.delenv("HASHIYA_PROJECT", raising=False)
    monkeypatch.setenv("HASHIYA_ANNOTATOR", "tester")
    monkeypatch.setenv("LOGNAME", "real-name")

    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    yield command
    use_language(spoken)
    use_titles(())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(hashiya: Command, folder: Path) -> Path:
    """A project with the default scheme and one article, in the current folder."""
    (folder / "meeting.txt").write_text(MEETING, encoding="utf-8")
    assert hashiya("init", "news").code == 0
    assert hashiya("import", "meeting.txt").code == 0
    return folder / "news.hashiya"
