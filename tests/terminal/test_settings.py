"""Settings: read with care, written whole, and nothing of a person's own file lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.errors import UsageError
from hashiya.terminal import Overrides, Settings, detect, settings_path
from hashiya.terminal.replies import Replies

MINE = '# mine\ntheme = "dark"\n\n[terminal]\nmarks = "hide" # always\n'


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"HASHIYA_SETTINGS": "here.toml", "HOME": "/h"}, "here.toml"),
        ({"XDG_CONFIG_HOME": "/x", "HOME": "/h"}, "/x/hashiya/settings.toml"),
        ({"XDG_CONFIG_HOME": "x", "HOME": "/h"}, "/h/.config/hashiya/settings.toml"),
        ({"HOME": "/h"}, "/h/.config/hashiya/settings.toml"),
    ],
)
def test_the_place_is_what_was_said_first(environment: dict[str, str], path: str) -> None:
    """The variable beats XDG, XDG the home folder, and a relative XDG path does not count."""
    assert settings_path(environment) == Path(path)


def test_a_choice_is_read_back_and_the_rest_stays(tmp_path: Path) -> None:
    """Saved twice, a choice stands once, beside comments and tables that are not ours."""
    path = tmp_path / "deep" / "settings.toml"
    path.parent.mkdir()
    path.write_text(MINE + '[other]\nbidi = "mine"\n', encoding="utf-8")
    Settings.load(path).with_choice("vte 7600", "lrm").save()
    Settings.load(path).with_choice("vte 7600", "bdsm").with_choice("xterm", "plain").save()
    read = Settings.load(path)
    assert read.terminals == {"vte 7600": {"bidi": "bdsm"}, "xterm": {"bidi": "plain"}}
    assert read.for_terminal("vte 7600") == {"bidi": "bdsm", "marks": "hide"}
    text = path.read_text(encoding="utf-8")
    assert text.startswith(MINE + '[other]\nbidi = "mine"\n')
    assert text.count("vte 7600") == 1
    assert list(path.parent.iterdir()) == [path]


def test_a_first_choice_makes_the_folder(tmp_path: Path) -> None:
    """Where there was no file and no folder, both are made."""
    path = tmp_path / "a" / "b" / "settings.toml"
    Settings.load(path).with_choice("xterm 379", "plain").save()
    assert path.read_text(encoding="utf-8") == '[terminals."xterm 379"]\nbidi = "plain"\n'


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"[terminal",
        b'terminal = "x"',
        b"[[terminals]]\nname = 1",
        b"a = " + b"[" * 5000,
        b"\x00",
        b"#" * 1_000_001,
    ],
)
def test_a_broken_file_is_ignored_and_left_alone(tmp_path: Path, data: bytes) -> None:
    """What cannot be understood stops nothing, is named, and is never overwritten."""
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    settings = Settings.load(path)
    assert path.name in settings.trouble
    assert settings.for_terminal("xterm") == {}
    with pytest.raises(UsageError, match="cannot be saved"):
        settings.with_choice("xterm", "lrm")
    assert path.read_bytes() == data


def test_a_folder_in_the_file_s_place_is_said(tmp_path: Path) -> None:
    """A file that cannot be read is a trouble in words."""
    assert "directory" in Settings.load(tmp_path).trouble


def test_a_file_written_otherwise_is_not_spoilt(tmp_path: Path) -> None:
    """Where an edit would not be understood, the person is told what to write."""
    path = tmp_path / "settings.toml"
    path.write_text('terminals = { "xterm" = { bidi = "lrm" } }\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r'bidi = "plain"'):
        Settings.load(path).with_choice("xterm", "plain")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Saving into a path below a file fails with its reason, and without a place at all."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.toml").with_choice("xterm", "plain")
    with pytest.raises(UsageError, match="cannot be saved in"):
        settings.save()
    with pytest.raises(UsageError, match="HASHIYA_SETTINGS"):
        Settings().with_choice("xterm", "plain").save()


def test_a_name_that_could_be_toml_is_no_identity() -> None:
    """A terminal cannot write into somebody's settings by what it calls itself."""
    with pytest.raises(UsageError, match="names no terminal"):
        Settings().with_choice('x"]\nbidi = "y', "plain")


def test_a_saved_choice_is_used_for_its_terminal_only(tmp_path: Path) -> None:
    """Settings beat detection for the terminal they name, and no other."""
    settings = Settings(tmp_path / "s").with_choice("xterm", "lrm")

    def name(term: str) -> str:
        found = detect({"TERM": term}, overrides=Overrides(), settings=settings, ask=Replies)
        return found.profile.name

    assert (name("xterm"), name("foot")) == ("lrm", "plain")
