"""Reports of imports and exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from hashiya import __version__
from hashiya.formats import ImportReport, Kind, Loss, LossReport
from hashiya.formats.reports import MAX_EXAMPLES


def written(report: LossReport | ImportReport, folder: Path) -> Any:
    """A report as its file has it."""
    path = folder / "x.report.json"
    report.write(path, overwrite=True)
    return json.loads(path.read_bytes())


def test_an_empty_report_is_whole(tmp_path: Path) -> None:
    """The keys are there and stand in their order, also when there is nothing to say."""
    said = written(LossReport("conll"), tmp_path)
    assert said == {
        "format": "conll",
        "tool_version": __version__,
        "offset_unit": "code points",
        "documents": {"in": 0, "out": 0},
        "spans": {"in": 0, "out": 0},
        "losses": [],
    }
    assert list(said) == ["format", "tool_version", "offset_unit", "documents", "spans", "losses"]


def test_in_is_kept_and_changed_and_dropped(tmp_path: Path) -> None:
    """Every span is counted once, and remarks count none."""
    report = LossReport("conll")
    report.keep(3)
    report.change(Loss("d", "widened_to_word", (1, 4, "agency"), (0, 4, "agency"), 'took in "و"'))
    report.drop(Loss("d", "nested_dropped", (1, 2, "date"), None, "a\u2028\\\n"))
    report.remark(Loss("", "id_lost", None, None, "no ids"))
    said = written(report, tmp_path)
    assert said["spans"] == {"in": 5, "out": 4}
    assert said["losses"] == [
        {
            "doc": "d",
            "kind": "widened_to_word",
            "span": [1, 4, "agency"],
            "became": [0, 4, "agency"],
            "why": 'took in "و"',
        },
        {
            "doc": "d",
            "kind": "nested_dropped",
            "span": [1, 2, "date"],
            "became": None,
            "why": "a\u2028\\\n",
        },
        {"doc": "", "kind": "id_lost", "span": None, "became": None, "why": "no ids"},
    ]


def test_a_report_keeps_few_examples_and_writes_all(tmp_path: Path) -> None:
    """Memory holds the first of each kind; the file holds every one, however many."""
    report = LossReport("conll")
    for number in range(20_000):
        report.drop(Loss(f"document-{number}", "nested_dropped", (0, 1, "date"), None, "x" * 40))
    assert report.kinds == {"nested_dropped": 20_000}
    assert len(report.examples["nested_dropped"]) == MAX_EXAMPLES
    losses = written(report, tmp_path)["losses"]
    assert [loss["doc"] for loss in losses] == [f"document-{number}" for number in range(20_000)]
    assert written(report, tmp_path)["losses"] == losses


def test_an_import_report_counts_documents_by_outcome(tmp_path: Path) -> None:
    """In = out + refused, for documents and for spans."""
    report = ImportReport("jsonl")
    report.take("added", 3)
    report.take("unchanged", 1)
    report.refuse_document("d", "unreadable", "a.jsonl:2: is not JSON")
    report.refuse_span("d", "offset_out_of_range", (9, 12, "date"), "leaves the text")
    report.refuse_span("d", "unreadable", None, "is no span")
    report.remark("d", "policy_broken", "crosses")
    said = written(report, tmp_path)
    assert said["documents"] == {
        "in": 3,
        "out": 2,
        "added": 1,
        "layer_added": 0,
        "unchanged": 1,
        "refused": 1,
    }
    assert said["spans"] == {"in": 6, "out": 4, "refused": 2}
    assert [loss["kind"] for loss in said["losses"]] == [
        "unreadable",
        "offset_out_of_range",
        "unreadable",
        "policy_broken",
    ]


def test_the_kinds_of_the_manual_are_all_there() -> None:
    """What scripts count by has these names and no others take their place."""
    promised = (
        "nested_dropped crossing_dropped same_extent_dropped widened_to_word split_at_newline"
        " discontinuous_unsupported empty_document document_border_lost id_lost whitespace_lost"
        " whitespace_changed not_nfc char_not_allowed label_renamed too_long unit_assumed"
        " encoding_guessed tag_repaired span_text_mismatch offset_out_of_range annotator_merged"
        " rejected_skipped attribute_lost"
    )
    assert set(promised.split()) <= set(get_args(Kind))
