"""spaCy's DocBin: every span on tokens of our own, read by the library itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import options, record, records, report_of
from tests.formats.test_all_writers import hostile
from tests.formats.test_round_trips import expected, held

from hashiya.errors import UsageError
from hashiya.formats import LossReport, Split, writer
from hashiya.model import DocumentRecord, SpanRecord

WHY = "needs the packages of hashiya[spacy]"


def write(made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    return writer("spacy").write(made, folder / "x.spacy", options(**{"overwrite": True, **said}))


def docs_of(path: Path) -> list[Any]:
    """What spaCy reads."""
    tokens = pytest.importorskip("spacy.tokens", reason=WHY)
    vocab = pytest.importorskip("spacy.vocab", reason=WHY).Vocab()
    return list(tokens.DocBin().from_disk(path).get_docs(vocab))


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a document is read, and nothing is left behind."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match=r"hashiya\[spacy\]"):
        write([record("نص")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_hostile_documents_come_back(tmp_path: Path) -> None:
    """Texts letter by letter, and every span."""
    pytest.importorskip("spacy", reason=WHY)
    report = write(hostile(), tmp_path)
    found = {
        doc.user_data["id"]: (
            doc.text,
            sorted((span.start_char, span.end_char, span.label_) for span in doc.spans["sc"]),
        )
        for doc in docs_of(tmp_path / "x.spacy")
    }
    assert found == expected(hostile(), report_of(tmp_path / "x.spacy")["losses"])
    assert found == held(hostile())
    assert report.kept == report.spans_in


def test_entities_are_flat_and_what_they_leave_out_is_a_note(tmp_path: Path) -> None:
    """The longest, or the shortest; sentences begin where they begin."""
    pytest.importorskip("spacy", reason=WHY)
    text = "قال والي بنك المغرب. ثم مضى."
    made = record(text, ("والي بنك المغرب", "official"), ("بنك المغرب", "agency"))
    for way, label in (("outer", "official"), ("inner", "agency")):
        report = write([made], tmp_path, nested=way)
        (doc,) = docs_of(tmp_path / "x.spacy")
        assert [each.label_ for each in doc.ents] == [label]
        assert "1 of 2 spans" in report.notes[0]
        assert not report.kinds
    assert [sentence.text.strip() for sentence in doc.sents] == ["قال والي بنك المغرب.", "ثم مضى."]


def test_a_span_of_white_space_is_no_entity(tmp_path: Path) -> None:
    """It is in the spans all the same."""
    pytest.importorskip("spacy", reason=WHY)
    spans = (SpanRecord(1, 2, "topic"), SpanRecord(2, 3, "date"))
    write([DocumentRecord("d", "d", "a b", spans=spans)], tmp_path)
    (doc,) = docs_of(tmp_path / "x.spacy")
    assert [each.text for each in doc.ents] == ["b"]
    assert [each.text for each in doc.spans["sc"]] == [" ", "b"]


def test_parts_and_bytes_are_stable(tmp_path: Path) -> None:
    """A file a part; twice the same bytes."""
    pytest.importorskip("spacy", reason=WHY)
    made = [record("وصل الوفد", name=str(number)) for number in range(8)]
    split = Split.parse("50/50")
    write(made, tmp_path, split=split)
    first = (tmp_path / "x.train.spacy").read_bytes()
    write(made, tmp_path, split=split)
    assert (tmp_path / "x.train.spacy").read_bytes() == first
    ids = [doc.user_data["id"] for doc in docs_of(tmp_path / "x.test.spacy")]
    assert ids == [each.id for each in made if split.part_of(each.id) == "test"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(made=st.lists(records(), max_size=3))
def test_any_document_comes_back(tmp_path: Path, made: list[DocumentRecord]) -> None:
    """The writer compares what spaCy reads with what was written."""
    pytest.importorskip("spacy", reason=WHY)
    report = write(made, tmp_path)
    assert report.kept == report.spans_in
