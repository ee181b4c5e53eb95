"""Folders: what is read of one, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.services import ImportOptions, default_scheme, import_paths, make_project

FILES = {
    "a.conll": "قال O\nالوزير B-official\n\n",
    "b.jsonl": '{"id":"b","text":"قال الوزير.","spans":[]}\n',
    "c.csv": "text\nقال.\n",
    "d.json": '[{"text":"قال."}]\n',
    "b.jsonl.manifest.json": "{}\n",
}


def said_of(tmp_path: Path, *texts: str) -> tuple[int, int, list[str]]:
    """Documents in and refused, and what is said to be left out of a folder with such files."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    for name in texts:
        (folder / name).write_text("قال الوزير.\n", encoding="utf-8")
    # INCEpTION calls folders after the documents in them.
    (folder / "doc.txt").mkdir()
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    report = import_paths(path, [folder], ImportOptions(alias="salma")).report
    said = [each.why for each in report.examples.get("skipped", [])]
    return report.documents_in, report.documents["refused"], said


@pytest.mark.parametrize(
    ("texts", "documents", "words"),
    [
        ((), 2, "left out: 2 files, such as c.csv; to read one, name it itself"),
        (("e.TXT",), 3, "left out: 3 files hidden or no *.txt"),
    ],
)
def test_what_nothing_reads_is_said(
    tmp_path: Path, texts: tuple[str, ...], documents: int, words: str
) -> None:
    """Once, without those that were read; a folder called like a text is none."""
    came, refused, said = said_of(tmp_path, *texts)
    assert (came, refused) == (documents, 0)
    assert [why.split(": ", 1)[1] for why in said] == [words]
