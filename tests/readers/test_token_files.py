"""Token files as other programs read them, entity by entity, back in the text by the sidecar."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tests.readers.cases import Exported, Extent, Place, exported, places
from tests.readers.programs import ask, python_of

from hashiya.formats import ConllOptions

pytestmark = pytest.mark.readers

Entity = tuple[int, int, str]
"""First token, the one behind the last, and the label; tokens are counted through the file."""


def conll(folder: Path, **said: Any) -> tuple[Exported, list[Place], list[list[list[str]]]]:
    """A file, its tokens' places, and the rows of its sentences."""
    look = ConllOptions(**{name: said.pop(name) for name in ("tags", "columns") if name in said})
    made = exported("conll", folder, conll=look, **said)
    blocks = made.target.read_text(encoding="utf-8").split("\n\n")
    sentences = [[row.split(" ") for row in block.split("\n") if row] for block in blocks]
    rows = [each for each in sentences if each and each[0][0] != "-DOCSTART-"]
    return made, places(folder / "x.offsets.tsv"), rows


def found(entities: Iterable[Entity], tokens: list[Place]) -> dict[str, list[Extent]]:
    """Entities as spans of their documents; each lies in one sentence."""
    spans = defaultdict(list)
    for first, end, label in entities:
        held = tokens[first:end]
        assert len({(each.document, each.sentence) for each in held}) == 1
        spans[held[0].document].append((held[0].start, held[-1].end, label))
    return {document: sorted(each) for document, each in spans.items()}


def wanted(made: Exported) -> dict[str, list[Extent]]:
    """What must be found: documents without spans left out."""
    return {document: spans for document, spans in made.spans.items() if spans}


def counted(sentences: Iterable[list[Entity]], lengths: Iterable[int]) -> list[Entity]:
    """Entities with their tokens counted through the file, not their sentence."""
    begun, all_of_them = 0, []
    for entities, length in zip(sentences, lengths, strict=True):
        all_of_them += [(begun + first, begun + end, label) for first, end, label in entities]
        begun += length
    return all_of_them


@pytest.mark.parametrize("policy", ["snap", "split"])
@pytest.mark.parametrize("nested", ["outer", "inner"])
@pytest.mark.parametrize("tags", ["BIO", "BIOES", "BILOU"])
def test_seqeval_strictly(tmp_path: Path, tags: str, nested: str, policy: str) -> None:
    """In the mode that drops whatever is not well formed."""
    scheme: Any = pytest.importorskip("seqeval.scheme", reason="needs seqeval; `make readers`")
    made, tokens, rows = conll(tmp_path, tags=tags, nested=nested, policy=policy)
    known = {"BIO": scheme.IOB2, "BIOES": scheme.IOBES, "BILOU": scheme.BILOU}[tags]
    read = scheme.Entities([[row[-1] for row in each] for each in rows], known).entities
    entities = [[(each.start, each.end, each.tag) for each in held] for held in read]
    assert found(counted(entities, map(len, rows)), tokens) == wanted(made)
    words = [row[0] for each in rows for row in each]
    assert [made.texts[at.document][at.start : at.end] for at in tokens] == words


@pytest.mark.parametrize(("tags", "columns"), [("BIO", 2), ("BIO", 4), ("BILOU", 2)])
def test_spacy_converts(tmp_path: Path, tags: str, columns: int) -> None:
    """By its converter of CoNLL files, which reads no BIOES."""
    converters: Any = pytest.importorskip(
        "spacy.training.converters", reason="needs spaCy; `make readers`"
    )
    made, tokens, rows = conll(tmp_path, tags=tags, columns=columns)
    text = made.target.read_text(encoding="utf-8")
    documents = list(converters.conll_ner_to_docs(text, n_sents=1, no_print=True))
    # In two columns it knows no document lines, and takes each for a word.
    known = [each for each in documents if each.text.strip() != "-DOCSTART-"]
    assert (columns == 4) == (known == documents)
    documents = known
    words = [token.text for each in documents for token in each]
    assert words == [row[0] for each in rows for row in each]
    entities = [[(ent.start, ent.end, ent.label_) for ent in each.ents] for each in documents]
    assert found(counted(entities, map(len, documents)), tokens) == wanted(made)


def test_nltk_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CoNLL-2003's four columns, by the corpus reader."""
    data: Any = pytest.importorskip("nltk.data", reason="needs nltk; `make readers`")
    monkeypatch.setattr(data, "path", [str(tmp_path)])
    conll_reader: Any = pytest.importorskip(
        "nltk.corpus.reader.conll", reason="needs nltk; `make readers`"
    )
    made, tokens, rows = conll(tmp_path, columns=4)
    corpus = conll_reader.ConllCorpusReader(
        str(tmp_path), ["x.conll"], columntypes=("words", "pos", "ignore", "chunk")
    )
    sentences = [each for each in corpus.iob_sents() if each]  # document lines leave empty ones
    assert [[word for word, *_ in each] for each in sentences] == [
        [row[0] for row in each] for each in rows
    ]
    trees = [each for each in corpus.chunked_sents() if each.leaves()]
    entities = []
    for tree in trees:
        at, held = 0, []
        for part in tree:
            length = len(part.leaves()) if hasattr(part, "leaves") else 1
            held += [(at, at + length, part.label())] if hasattr(part, "leaves") else []
            at += length
        entities.append(held)
    assert found(counted(entities, map(len, rows)), tokens) == wanted(made)


@pytest.mark.parametrize("tags", ["BIO", "BIOES"])
def test_flair_reads_columns(tmp_path: Path, tags: str) -> None:
    """By its corpus of columns, which reads no BILOU."""
    python = python_of("torch", "flair")
    made, tokens, rows = conll(tmp_path, tags=tags)
    read = ask(python, "read_with_flair.py", made.target, tmp_path)
    sentences = [each for each in read if each["words"] != ["-DOCSTART-"]]
    assert [each["words"] for each in sentences] == [[row[0] for row in each] for each in rows]
    entities = [[tuple(entity) for entity in each["entities"]] for each in sentences]
    assert found(counted(entities, map(len, rows)), tokens) == wanted(made)


def test_wojoods_loader(tmp_path: Path) -> None:
    """SinaTools' own: segments of tokens with all their tags, of which none is lost."""
    python = python_of("torch", "sinatools")
    made = exported("wojood", tmp_path)
    read = ask(python, "read_with_sinatools.py", made.target)
    blocks = made.target.read_text(encoding="utf-8").split("\n\n")
    rows = [[row.split() for row in block.split("\n") if row] for block in blocks]
    assert [each for each in read["segments"] if each] == [each for each in rows if each]
    begun = [tag for each in read["segments"] for row in each for tag in row[1:] if tag[0] == "B"]
    assert len(begun) == sum(map(len, made.spans.values()))
    assert set(read["labels"]) == {label for held in made.spans.values() for _, _, label in held}


def test_gliners_processor(tmp_path: Path) -> None:
    """Its own preparation of examples learns every entity but those named as what it drops."""
    python = python_of("torch", "gliner")
    made = exported("gliner", tmp_path)
    read = ask(python, "read_with_gliner.py", made.target)
    words = [word for each in read for word in each["tokens"]]
    text, at = "".join(made.texts.values()), 0
    for word in words:
        between, at = text[at : (place := text.index(word, at))], place + len(word)
        assert not any(char.isalnum() for char in between)
    dropped = [
        (loss["doc"], tuple(loss["span"]))
        for loss in made.report["losses"]
        if loss["kind"] in {"same_extent_dropped", "too_long"}
    ]
    expected = sorted(
        ("".join(made.texts[document][slice(*span[:2])].split()), span[2])
        for document, held in made.spans.items()
        for span in held
        if (document, span) not in dropped
    )
    learned = sorted(
        ("".join(each["tokens"][first : last + 1]), label)
        for each in read
        for first, last, label in each["spans"]
    )
    assert learned == expected


def test_conllu_parses(tmp_path: Path) -> None:
    """The library: forms, ranges, and entities by their place."""
    library: Any = pytest.importorskip("conllu", reason="needs conllu; `make readers`")
    made = exported("conllu", tmp_path)
    spans: dict[str, list[Extent]] = {}
    document = ""
    for sentence in library.parse(made.target.read_text(encoding="utf-8")):
        if "newdoc id" in sentence.metadata:
            said = sentence.metadata["newdoc id"]
            document = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), said)
        held = spans.setdefault(document, [])
        open_label = ""
        for token in sentence:
            misc = token["misc"]
            start, end = map(int, misc["TokenRange"].split(":"))
            assert made.texts[document][start:end] == token["form"]
            if not isinstance(token["id"], int):
                continue
            prefix, _, label = misc.get("NER", "O").partition("-")
            if prefix == "B":
                held.append((start, end, label))
            elif prefix == "I":
                assert label == open_label
                held[-1] = (held[-1][0], end, label)
            open_label = label
    assert {document: sorted(held) for document, held in spans.items() if held} == wanted(made)


def validated(path: Path, level: int) -> list[str]:
    """What the validator of Universal Dependencies finds, by its own names."""
    pytest.importorskip("udtools", reason="needs udtools; `make readers`")
    command = [sys.executable, "-m", "udtools.cli", "--lang", "ar", "--level", str(level)]
    done = subprocess.run(
        [*command, "--max-err", "0", str(path)], capture_output=True, encoding="utf-8", check=False
    )
    names = re.findall(r"\[L\d \w+ ([\w-]+)\]", done.stderr + done.stdout)
    assert (done.returncode == 0) == (not names), done.stderr
    return [name for name, _ in groupby(sorted(names))]


def test_the_validator_of_universal_dependencies(tmp_path: Path) -> None:
    """Well formed; composed with `--nfc`; and nothing is missing but what no one annotated."""
    made = exported("conllu", tmp_path)
    assert validated(made.target, 1) == ["unicode-normalization"]
    composed = exported("conllu", tmp_path, nfc=True, overwrite=True)
    assert validated(composed.target, 1) == []
    assert validated(composed.target, 2) == ["invalid-head", "unknown-head"]
