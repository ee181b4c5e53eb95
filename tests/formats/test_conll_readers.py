"""CoNLL files as other programs read them: the libraries themselves, where they are installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from tests.formats.cases import options, record

from hashiya.formats import ConllOptions, writer
from hashiya.model import DocumentRecord

MADE = [
    record(
        "قال والي بنك المغرب أمس. وحضر ممثل للأمم المتحدة (أ.ف.ب.) 😀 بالرباط.",
        ("بنك المغرب", "agency"),
        ("لأمم المتحدة", "agency"),
        ("أ.ف.ب.", "agency"),
        ("الرباط", "topic"),
        name="d1",
    ),
    DocumentRecord("e", "e", ""),
    record("عنوان بلا نقطة", ("عنوان", "topic"), name="d2"),
]
ENTITIES = [
    ("agency", ["بنك", "المغرب"]),
    ("agency", ["للأمم", "المتحدة"]),
    ("agency", ["أ.ف.ب."]),
    ("topic", ["بالرباط"]),
    ("topic", ["عنوان"]),
]
"""Widened to whole words, as the default is."""


def written(folder: Path, tags: str, columns: Literal[2, 4] = 2) -> str:
    """A file of the documents above."""
    target = folder / "x.conll"
    look = ConllOptions(tags=tags, columns=columns)
    writer("conll").write(MADE, target, options(conll=look))
    return target.read_text(encoding="utf-8")


def rows_of(text: str) -> list[list[list[str]]]:
    """Sentences of rows, document lines left out."""
    blocks = [block.split("\n") for block in text.split("\n\n") if block]
    sentences = [[row.split(" ") for row in rows if row] for rows in blocks]
    return [rows for rows in sentences if rows and rows[0][0] != "-DOCSTART-"]


@pytest.mark.parametrize("tags", ["BIO", "BIOES", "BILOU"])
def test_seqeval_finds_the_entities_strictly(tmp_path: Path, tags: str) -> None:
    """In strict mode, which drops whatever is not well formed."""
    scheme: Any = pytest.importorskip("seqeval.scheme", reason="needs the library seqeval")
    sentences = rows_of(written(tmp_path, tags))
    known = {"BIO": scheme.IOB2, "BIOES": scheme.IOBES, "BILOU": scheme.BILOU}[tags]
    found = scheme.Entities([[row[-1] for row in rows] for rows in sentences], known)
    entities = [
        (each.tag, [row[0] for row in sentences[number][each.start : each.end]])
        for number, held in enumerate(found.entities)
        for each in held
    ]
    assert entities == ENTITIES


@pytest.mark.parametrize(("tags", "columns"), [("BIO", 2), ("BIO", 4), ("BILOU", 2)])
def test_spacy_converts_the_file(tmp_path: Path, tags: str, columns: Literal[2, 4]) -> None:
    """Its converter of CoNLL finds the same entities; it reads no BIOES."""
    converters: Any = pytest.importorskip(
        "spacy.training.converters", reason="needs the packages of hashiya[spacy]"
    )
    text = written(tmp_path, tags, columns)
    documents = converters.conll_ner_to_docs(text, n_sents=1, no_print=True)
    entities = [
        (each.label_, [token.text for token in each]) for made in documents for each in made.ents
    ]
    assert entities == ENTITIES
