"""What people do after a first refusal, and other turns that commands must take well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hashiya.services import default_scheme
from tests.cli.conftest import MEETING, Command

BANK = {"start": 9, "end": 19, "label": "agency"}


def write_lines(name: str, *documents: dict[str, object]) -> None:
    """One JSONL file."""
    lines = [json.dumps({"text": MEETING} | line, ensure_ascii=False) for line in documents]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def layers(hashiya: Command) -> dict[str, int]:
    """Annotations by alias."""
    facts = json.loads(hashiya("status", "--json").out)
    return {alias: work["annotations"] for alias, work in facts["annotators"].items()}


def test_the_advice_to_add_labels_works(hashiya: Command, project: Path) -> None:
    """A layer that lost spans to missing labels is completed by the same file with `add`."""
    write_lines("w.jsonl", {"id": "meeting", "spans": [BANK, {**BANK, "label": "person"}]})
    assert hashiya("import", "w.jsonl", "--as", "salma").code == 1
    ran = hashiya("import", "w.jsonl", "--as", "salma", "--new-labels", "add")
    assert ran.code == 0
    assert layers(hashiya)["salma"] == 2
    assert hashiya("doctor").code == 0


def test_an_empty_layer_does_not_stand_in_the_way(hashiya: Command, project: Path) -> None:
    """A file without spans first, the annotated one later."""
    write_lines("empty.jsonl", {"id": "meeting", "spans": []})
    write_lines("full.jsonl", {"id": "meeting", "spans": [BANK]})
    assert hashiya("import", "empty.jsonl", "--as", "salma").code == 0
    assert hashiya("import", "full.jsonl", "--as", "salma").code == 0
    assert layers(hashiya)["salma"] == 1


@pytest.mark.parametrize("label", [" x", "a\tb", "\x1b[2J", "x" * 65])
def test_what_cannot_be_a_label_is_refused_by_line(
    hashiya: Command, project: Path, label: str
) -> None:
    """Even where new labels are welcome; the rest of the file comes in."""
    write_lines(
        "w.jsonl",
        {"id": "before", "spans": [BANK]},
        {"id": "odd", "spans": [{**BANK, "label": label}]},
    )
    ran = hashiya("import", "w.jsonl", "--as", "salma", "--new-labels", "add")
    assert ran.code == 1
    assert "w.jsonl:2" in ran.err
    assert layers(hashiya)["salma"] == 1


def test_many_new_labels_are_one_new_version(hashiya: Command, project: Path) -> None:
    """One import, one version of the scheme."""
    spans = [{**BANK, "label": f"label{number}"} for number in range(9)]
    documents: list[dict[str, object]] = [
        {"id": f"d{n}", "spans": [span]} for n, span in enumerate(spans)
    ]
    write_lines("w.jsonl", *documents)
    assert hashiya("import", "w.jsonl", "--new-labels", "add").code == 0
    version = json.loads(hashiya("status", "--json").out)["scheme"]["version"]
    assert version == default_scheme().version + 1


def test_a_document_has_one_gold_layer(hashiya: Command, project: Path) -> None:
    """The second adjudicator's is refused at the door, and gold can be exported."""
    write_lines("one.jsonl", {"id": "meeting", "spans": [BANK]})
    write_lines("two.jsonl", {"id": "meeting", "spans": []})
    assert hashiya("import", "one.jsonl", "--layer", "gold", "--as", "lead").code == 0
    assert hashiya("people", "add", "other", "--role", "adjudicator").code == 0
    ran = hashiya("import", "two.jsonl", "--layer", "gold", "--as", "other")
    assert ran.code == 1
    assert "lead" in ran.err
    assert hashiya("export", "jsonl").code == 0


def test_the_layer_that_was_asked_for_wins_over_the_file(hashiya: Command, project: Path) -> None:
    """An annotator's own export comes in as gold when somebody says so."""
    write_lines("w.jsonl", {"id": "meeting", "spans": [BANK]})
    assert hashiya("import", "w.jsonl", "--as", "salma").code == 0
    path = hashiya("export", "jsonl").out.strip()
    ran = hashiya("import", path, "--as", "lead", "--layer", "gold")
    assert ran.code == 0
    assert "salma" in ran.err
    assert json.loads(hashiya("status", "--json").out)["gold"]["annotations"] == 1


def test_gold_is_nobody_s_alias(hashiya: Command, project: Path) -> None:
    """The word belongs to the adjudicated layer."""
    assert hashiya("import", "meeting.txt", "--as", "gold").code == 2


def test_spans_of_refused_documents_are_counted(hashiya: Command, project: Path) -> None:
    """In equals taken plus refused, for spans as for documents."""
    write_lines(
        "w.jsonl", {"id": "meeting", "text": "نص آخر.", "spans": [{**BANK, "end": 7, "start": 0}]}
    )
    ran = hashiya("import", "w.jsonl", "--json")
    counts = json.loads(ran.out)
    assert counts["spans"] == {"in": 1, "out": 0, "refused": 1}
    assert counts["documents"]["refused"] == 1


def test_a_trial_leaves_no_trace(hashiya: Command, project: Path) -> None:
    """Not even the alias of whoever tried."""
    write_lines("w.jsonl", {"id": "meeting", "spans": [BANK]})
    before = hashiya("status", "--json").out
    ran = hashiya("import", "w.jsonl", "--as", "ghost", "--new-labels", "add", "--dry-run")
    assert ran.code == 0
    assert hashiya("status", "--json").out == before


def test_a_folder_brings_in_all_it_holds(hashiya: Command, project: Path) -> None:
    """Texts, JSONL and CoNLL; hidden files are left alone."""
    Path("all").mkdir()
    Path("all/one.txt").write_text("نص أول.", encoding="utf-8")
    write_lines("all/two.jsonl", {"id": "two", "spans": [BANK]})
    Path("all/three.conll").write_text("والي B-official\n\n", encoding="utf-8")
    write_lines("all/.hidden.jsonl", {"id": "hidden", "spans": []})
    assert hashiya("import", "all").code == 0
    assert json.loads(hashiya("status", "--json").out)["documents"] == 4
    assert hashiya("import", "all", "--format", "jsonl").code == 1


def test_strict_lists_every_span(hashiya: Command, project: Path) -> None:
    """However many there are, each is named, and the JSON of it can be read."""
    text = "للأمم " * 9
    spans = [{"start": n * 6 + 1, "end": n * 6 + 5, "label": "agency"} for n in range(9)]
    write_lines("w.jsonl", {"id": "many", "text": text, "spans": spans})
    assert hashiya("import", "w.jsonl", "--as", "salma").code == 0
    ran = hashiya("export", "conll", "--layer", "salma", "--policy", "strict")
    assert ran.code == 3
    assert ran.err.count("many:") == 9
    ran = hashiya("export", "conll", "--layer", "salma", "--policy", "strict", "--json")
    assert len(json.loads(ran.out)["losses"]) == 9


def test_init_in_a_folder_is_called_after_it(hashiya: Command, folder: Path) -> None:
    """`hashiya init .` means a project here."""
    ran = hashiya("init", ".")
    assert ran.code == 0
    assert (folder / f"{folder.name}.hashiya").is_file()


def test_a_report_is_never_written_over_a_file(hashiya: Command, project: Path) -> None:
    """It is refused before anything comes in."""
    write_lines("w.jsonl", {"id": "w", "spans": []})
    Path("report.json").write_text("mine")
    assert hashiya("import", "w.jsonl", "--report", "report.json").code == 2
    assert json.loads(hashiya("status", "--json").out)["documents"] == 1
