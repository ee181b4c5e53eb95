"""Out and in again: what the project's own readers find in the files of its writers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import documents_of, options, read, records, report_of
from tests.formats.test_all_writers import hostile

from hashiya.formats import file_name_of, guess_format, writer
from hashiya.model import DocumentRecord

BOTH_WAYS = ("jsonl", "prodigy", "doccano", "labelstudio", "brat")
"""Formats that hold characters, and are read as well as written."""

Held = dict[str, tuple[str, list[tuple[int, int, str]]]]


def held(records: list[DocumentRecord]) -> Held:
    """Texts and spans by document."""
    return {each.id: (each.text, sorted(span[:3] for span in each.spans)) for each in records}


def expected(made: list[DocumentRecord], losses: list[dict[str, Any]]) -> Held:
    """What the report says is in the files."""
    found = held(made)
    for loss in losses:
        if loss["span"] and loss["span"] != loss["became"]:
            spans = found[loss["doc"]][1]
            spans.remove(tuple(loss["span"]))
            spans += [tuple(loss["became"])] if loss["became"] else []
            spans.sort()
    gone = {loss["doc"] for loss in losses if loss["kind"] == "empty_document"}
    return {name: what for name, what in found.items() if name not in gone}


def there_and_back(name: str, made: list[DocumentRecord], folder: Path) -> tuple[Held, Held]:
    """What the report says was written, and what is read."""
    chosen = writer(name)
    target = folder / f"x{chosen.suffix}"
    chosen.write(made, target, options(overwrite=True, on_collision="outer"))
    wanted = expected(made, report_of(target)["losses"])
    return wanted, held(documents_of(read(target, name)))


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_hostile_documents_come_back(tmp_path: Path, name: str) -> None:
    """Every document and span is where the report says it is."""
    wanted, found = there_and_back(name, hostile(), tmp_path)
    assert found == wanted
    assert len(found) > 6


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(made=st.lists(records(), max_size=3))
def test_any_document_comes_back(tmp_path: Path, name: str, made: list[DocumentRecord]) -> None:
    """Whatever stands in its text."""
    made = [each._replace(id=str(number)) for number, each in enumerate(made) if each.text]
    if not made:
        return  # a file without documents is refused as empty
    wanted, found = there_and_back(name, made, tmp_path)
    assert found == wanted


def test_the_folder_for_datasets_comes_back(tmp_path: Path) -> None:
    """Its rows are lines: spans with notes and attributes, sentences, names; tags follow."""
    made = [each for each in hostile() if each.text]
    made[0] = made[0]._replace(
        spans=(made[0].spans[0]._replace(note="?", attributes=(("a", "b"),)), *made[0].spans[1:])
    )
    target = tmp_path / "x.hf"
    writer("hf").write(made, target, options(on_collision="outer"))
    path = target / "data" / "train.jsonl"
    found = documents_of(read(path, guess_format(path).name))
    assert held(found) == held(made)
    assert [each.name for each in found] == [each.name for each in made]
    assert (found[0].spans[0].note, found[0].spans[0].attributes) == ("?", (("a", "b"),))
    assert found[0].sentences == made[0].sentences


@pytest.mark.parametrize(("name", "pattern"), [("xmi", "*.xmi"), ("casjson", "*.json")])
def test_uima_comes_back_from_its_folder(tmp_path: Path, name: str, pattern: str) -> None:
    """A file a document; the ids are those that the names were made from."""
    made = [each for each in hostile() if each.text]
    target = tmp_path / f"x{writer(name).suffix}"
    writer(name).write(made, target, options(overwrite=True))
    wanted = expected(made, report_of(target)["losses"])
    found: Held = {}
    for path in sorted(target.glob(pattern)):
        assert guess_format(path).name == name
        found |= held(documents_of(read(path, name)))
    assert found.keys() == wanted.keys()
    assert {name: spans for name, (_, spans) in found.items()} == {
        name: spans for name, (_, spans) in wanted.items()
    }


@pytest.mark.parametrize(
    ("name", "suffix"), [("xmi", ".xmi"), ("casjson", ".json"), ("webanno", ".tsv")]
)
def test_hostile_documents_come_back_from_uima(tmp_path: Path, name: str, suffix: str) -> None:
    """A file a document, whatever it is called; units become code points again."""
    made = [each for each in hostile() if each.text or name != "webanno"]
    chosen = writer(name)
    folder = tmp_path / f"x{chosen.suffix}"
    chosen.write(made, folder, options())
    files = [folder / f"{file_name_of(each.id)}{suffix}" for each in made]
    found = [each for file in files for each in documents_of(read(file, name))]
    assert held(found) == held(made)
