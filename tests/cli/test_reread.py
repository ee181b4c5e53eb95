"""`hashiya reread` and `hashiya agreement --self`: planned in words, refused in words, reported."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from hashiya.store import open_project
from tests.cli.conftest import MEETING, Command
from tests.cli.test_assign import finish


@pytest.fixture
def again(folder: Path, hashiya: Command) -> Command:
    """Two articles that salma has finished; `tester` coordinates."""
    for number in (1, 2):
        (folder / f"a{number}.txt").write_text(f"{MEETING} {number}.", encoding="utf-8")
    hashiya("init", "news")
    hashiya("people", "add", "tester", "--role", "coordinator")
    hashiya("import", "a1.txt", "a2.txt")
    for name in ("a1", "a2"):
        finish(folder / "news.hashiya", "salma", name)
    return hashiya


def read_all(folder: Path) -> None:
    """Finish every passage."""
    store = open_project(folder / "news.hashiya")
    held = store.passages()
    store.close()
    for each in held:
        finish(folder / "news.hashiya", each.alias, each.id)


def test_a_share_is_planned_and_reported(again: Command, folder: Path) -> None:
    """First what would be, then what is, then what comes of it."""
    tried = again("reread", "--share", "50%", "--after", "0", "--dry-run")
    assert "would be given again" in tried.out
    done = again("reread", "--share", "50", "--after", "0")
    assert done.code == 0
    assert done.out == tried.out.replace("would be given", "given")
    told = again("agreement", "--self").out
    assert told.strip() == told.rstrip("\n")
    assert "no second reading is finished" in told
    read_all(folder)
    told = again("agreement", "--self").out
    assert "salma" in told
    assert "1.000" in told
    assert "kappa tokens: " in told
    assert again("doctor").code == 0


def test_data_hold_every_figure(again: Command, folder: Path) -> None:
    """As JSON and as rows, also beside agreement between people."""
    again("reread", "--share", "100", "--after", "0")
    read_all(folder)
    (salma,) = json.loads(again("agreement", "--self", "--json").out)["self"]
    assert salma["annotator"] == "salma"
    assert salma["planned"] == salma["finished"]
    assert salma["figures"]["f1"]["exact"]["value"] == 1
    assert salma["bootstrap"]["seed"] == 20260101
    assert salma["figures"]["places"]["kappa tokens"]["why"]
    table = again("agreement", "--self", "--csv").out
    rows = {row["measure"]: row for row in csv.DictReader(StringIO(table))}
    assert rows["self f1 exact"]["one"] == rows["self f1 exact"]["other"] == "salma"
    assert rows["self finished"]["matched"] == str(salma["finished"]["sentences"])
    for name in ("a1", "a2"):
        finish(folder / "news.hashiya", "omar", name)
    assert json.loads(again("agreement", "--json").out)["self"] == [salma]
    assert "self f1 exact" in again("agreement", "--csv").out
    told = again("agreement").out
    assert "with themselves" in told
    assert "draws of runs from seed 20260101" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reread",), "--share"),
        (("reread", "--take-back", "--share", "5"), "--take-back goes with --for only"),
        (("reread", "--take-back", "--seed", "0"), "--take-back goes with --for only"),
        (("reread", "--share", "x"), "no share"),
        (("reread", "--share", "101"), "between 0 and 100"),
        (("reread", "--share", "1/0"), "no share"),
        (("reread", "--share", "5", "--for", "omar"), "no annotator omar"),
        (("reread", "--share", "5", "--as", "salma"), "does not give out work"),
        (("agreement", "--self"), "nobody was given a sentence"),
        (("agreement", "--self", "--between", "omar"), "omar was given no sentence"),
        (("agreement", "--self", "--gamma"), "--self goes with"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    again: Command, arguments: tuple[str, ...], said: str
) -> None:
    """And nothing is planned."""
    done = again(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "(salma, 0" not in again("reread", "--share", "0").out


def test_nothing_that_is_old_enough_is_said(again: Command) -> None:
    """A week is what is waited for otherwise; and no share is none."""
    assert "nothing was finished 7 days ago" in again("reread", "--share", "5").err
    assert "0 given again in 0 passages" in again("reread", "--share", "0", "--after", "0").out


def test_a_plan_is_taken_back(again: Command) -> None:
    """As far as nobody has opened it; then there is nothing to say about it."""
    again("reread", "--share", "100", "--after", "0")
    done = again("reread", "--take-back")
    assert done.code == 0
    assert done.out == "salma  2 passages taken back; what was opened stays\n"
    assert again("agreement", "--self").code == 2
    assert "2 passages, 0 before" in again("reread", "--share", "100", "--after", "0").out
    assert again("doctor").code == 0


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("en", "With themselves", "no second reading is finished"),
        ("ar", "مع النفس", "لم تُنجَز أي قراءة ثانية"),
        ("fr", "Avec soi-même", "aucune deuxième lecture"),
    ],
)
def test_the_page_has_a_table_of_it(
    again: Command, folder: Path, language: str, title: str, why: str
) -> None:
    """With the reason until a second reading is finished, then with figures."""
    for name in ("a1", "a2"):
        finish(folder / "news.hashiya", "omar", name)
    arguments = ("agreement", "--html", "p.html", "--lang", language, "--overwrite")
    assert again(*arguments).code == 0
    assert 'id="selves"' not in (folder / "p.html").read_text(encoding="utf-8")
    again("reread", "--share", "100", "--after", "0", "--for", "salma")
    assert again(*arguments).code == 0
    text = (folder / "p.html").read_text(encoding="utf-8").partition('id="selves"')[2]
    assert title in text
    assert f"— {why}" in text
    read_all(folder)
    assert again(*arguments).code == 0
    text = (folder / "p.html").read_text(encoding="utf-8").partition('id="selves"')[2]
    section = text.partition("</section>")[0]
    assert f"— {why}" not in section
    assert "<td>0.0</td>" in section
