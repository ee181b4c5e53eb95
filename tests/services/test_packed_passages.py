"""Passages in packs: they go out unmarked, are read elsewhere, and come back as second readings."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hashiya.errors import DataError
from hashiya.services import (
    check_project,
    make_pack,
    make_return,
    measure_selves,
    merge_packs,
    open_pack,
    plan_rereading,
    project_status,
    take_back_passages,
)
from hashiya.store import Merged, create_from_pack, open_project
from tests.services.test_rereading import ALL, HALF, annotate, passages, project

__all__ = ["project"]


def carried(project: Path, folder: Path, name: str = "there") -> Path:
    """A project made of a pack for salma, with the third article and her passages."""
    pack = folder / f"{name}.pack.jsonl"
    make_pack(project, "salma", ["a3"], out=pack)
    path, _ = open_pack(pack, folder / f"{name}.hashiya")
    return path


def names_in(path: Path) -> list[str]:
    """What its documents are called, in their order."""
    with closing(open_project(path)) as store:
        return [each.name for each in store.slots_page(limit=100)]


def ids_in(path: Path) -> list[str]:
    """Their ids."""
    with closing(open_project(path)) as store:
        return [each.id for each in store.slots_page(limit=100)]


def back(project: Path, there: Path) -> list[Merged]:
    """Bring back what was done there; what came in."""
    made = make_return(there, out=there.with_suffix(".back.jsonl"), overwrite=True)
    told: list[Merged] = []
    merge_packs(project, "lead", [made.path], lambda _, merged: told.append(merged))
    return told


def test_a_second_reading_made_elsewhere_comes_back(project: Path, tmp_path: Path) -> None:
    """As if it had been made here; nothing else in the project changes by it."""
    plan_rereading(project, "lead", HALF)
    there = carried(project, tmp_path)
    assert len(ids_in(there)) == 1 + len(passages(project))
    before = project_status(project).as_json()
    for each in ids_in(there)[1:]:
        annotate(there, "salma", each)
    (merged,) = back(project, there)
    assert merged.documents == len(passages(project))
    assert {each.state for each in passages(project)} == {"finished"}
    (found,) = measure_selves(project)
    assert found.finished == found.planned
    assert found.pair is not None
    assert found.pair.spans["exact"].figure.value == 1
    assert found.pair.spans["exact"].left == 12
    assert project_status(project).as_json() == before
    assert check_project(there) == []
    (again,) = back(project, there)
    assert (again.events, measure_selves(project)) == (0, [found])


def test_nothing_in_a_pack_tells_a_passage_from_an_article(project: Path, tmp_path: Path) -> None:
    """The same keys, last in the list, a name of the same sort, and nobody's work."""
    plan_rereading(project, "lead", HALF)
    made = make_pack(project, "salma", ["a3"], out=tmp_path / "salma.pack.jsonl")
    assert (made.documents - made.again, made.again) == (1, len(passages(project)))
    lines = [json.loads(line) for line in made.path.read_text(encoding="utf-8").splitlines()]
    documents = [line["document"] for line in lines if "document" in line]
    assert len(documents) == made.documents
    assert len({tuple(each) for each in documents}) == 1
    written = made.path.read_text(encoding="utf-8")
    assert "passage" not in written
    assert '"a1"' not in written
    path, _ = open_pack(made.path, tmp_path / "there.hashiya")
    assert names_in(path)[0] == "a3"
    assert all(name.startswith("a") and name[1:].isdecimal() for name in names_in(path))


def test_passages_go_to_their_person_alone(project: Path, tmp_path: Path) -> None:
    """Nobody else has them in a pack, and nobody else's pack brings work on them in."""
    annotate(project, "omar", "a1")
    plan_rereading(project, "lead", ALL._replace(people=("omar",)))
    (passage,) = [each.id for each in passages(project)]
    assert passage not in ids_in(carried(project, tmp_path))
    with closing(open_project(project)) as store:
        pack = store.pack_out("salma", [passage])
        wrong = store.pack_out("salma", ["a3"])
    there = tmp_path / "wrong.hashiya"
    both = wrong._replace(documents=(*wrong.documents, *pack.documents))
    create_from_pack(there, both, app_version="0").close()
    annotate(there, "salma", passage)
    with pytest.raises(DataError, match="no document"):
        back(project, there)
    assert {each.state for each in passages(project)} == {"waiting"}


def test_what_is_begun_here_stays_here(project: Path, tmp_path: Path) -> None:
    """And is not named as an article that was left out."""
    plan_rereading(project, "lead", HALF)
    first, *rest = [each.id for each in passages(project)]
    annotate(project, "salma", first, keep_open=1)
    made = make_pack(project, "salma", ["a3"], out=tmp_path / "salma.pack.jsonl")
    assert (made.again, made.left_out) == (len(rest), ())


def test_what_was_taken_back_meanwhile_counts_for_nothing(project: Path, tmp_path: Path) -> None:
    """It comes in, since it was done; no figure rests on it."""
    plan_rereading(project, "lead", HALF)
    there = carried(project, tmp_path)
    for each in ids_in(there):
        annotate(there, "salma", each)
    take_back_passages(project, "lead", ["salma"])
    (merged,) = back(project, there)
    assert merged.documents == len(ids_in(there))
    assert {each.state for each in passages(project)} == {"taken back"}
    assert all(each.pair is None for each in measure_selves(project))
