"""UIMA's XMI and GLiNER's examples: units, references, places whose end is included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.formats.cases import options, record, report_of
from tests.formats.test_all_writers import hostile

from hashiya.errors import CorruptionError
from hashiya.formats import LossReport, Split, file_name_of, writer
from hashiya.model import DocumentRecord, SpanRecord

RABAT = "وصل الوفد إلى الرباط ثم بالقاهرة."


def write(name: str, made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    chosen = writer(name)
    return chosen.write(made, folder / f"x{chosen.suffix}", options(**said))


def entities(path: Path) -> list[tuple[str, str, str]]:
    """Begin, end and value of each entity of an XMI file."""
    found = ET.fromstring(path.read_bytes())
    named = (each for each in found if each.tag.endswith("}NamedEntity"))
    return [(each.attrib["begin"], each.attrib["end"], each.attrib["value"]) for each in named]


def test_xmi_counts_utf_16_and_says_so(tmp_path: Path) -> None:
    """An emoji is two units; the report's own offsets stay code points."""
    made = DocumentRecord("s", "s", "😀 ab", spans=(SpanRecord(2, 4, "topic"),))
    write("xmi", [made], tmp_path)
    assert entities(tmp_path / "x.xmi" / "s.xmi") == [("3", "5", "topic")]
    manifest = json.loads((tmp_path / "x.xmi.manifest.json").read_bytes())
    assert manifest["offset_unit"] == "UTF-16 units"


def test_xmi_keeps_tabs_and_ends_of_lines(tmp_path: Path) -> None:
    """As references: a parser makes spaces of bare ones. What XML lacks is replaced and named."""
    text = "a\tb\r\nc\u2028d\x85e\x07f\ufffeg"
    report = write("xmi", [DocumentRecord("d", "d", text)], tmp_path)
    raw = (tmp_path / "x.xmi" / "d.xmi").read_bytes()
    assert b"a&#9;b&#13;&#10;c&#8232;d&#133;e" in raw
    (sofa,) = (each for each in ET.fromstring(raw) if each.tag.endswith("}Sofa"))
    assert sofa.attrib["sofaString"] == text.replace("\x07", "\ufffd").replace("\ufffe", "\ufffd")
    assert report.kinds == {"char_not_allowed": 1}


def test_xmi_has_sentences_tokens_and_types(tmp_path: Path) -> None:
    """Everything an editor wants to open a document; nested spans and folders for parts."""
    text = "قال والي بنك المغرب. ثم مضى."
    made = record(text, ("والي بنك المغرب", "official"), ("بنك المغرب", "agency"))
    report = write("xmi", [made], tmp_path, split=Split.parse("50/50"))
    (path,) = (tmp_path / "x.xmi").rglob("*.xmi")
    kinds = [each.tag.split("}")[1] for each in ET.fromstring(path.read_bytes())]
    assert {kind: kinds.count(kind) for kind in ("Sentence", "Token", "NamedEntity")} == {
        "Sentence": 2,
        "Token": 8,
        "NamedEntity": 2,
    }
    assert (tmp_path / "x.xmi" / "TypeSystem.xml").is_file()
    assert path.parent.name in {"train", "test"}
    assert not report.kinds


def test_a_wrong_offset_never_gets_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is parsed again."""
    module = "hashiya.formats.xmi_writing"
    real = __import__(module, fromlist=["_annotation"])._annotation
    monkeypatch.setattr(
        f"{module}._annotation", lambda *given: real(*given).replace('="20', '="19')
    )
    with pytest.raises(CorruptionError, match="thrown away"):
        write("xmi", [record(RABAT, ("الرباط", "topic"))], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_cassis_reads_what_was_written(tmp_path: Path) -> None:
    """The library counts code points, and finds every text and quote."""
    cassis = pytest.importorskip("cassis", reason="needs the library dkpro-cassis")
    write("xmi", hostile(), tmp_path)
    folder = tmp_path / "x.xmi"
    with (folder / "TypeSystem.xml").open("rb") as types:
        known = cassis.load_typesystem(types)
    named = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    for each in hostile():
        with (folder / f"{file_name_of(each.id)}.xmi").open("rb") as source:
            cas = cassis.load_cas_from_xmi(source, typesystem=known)
        assert (cas.sofa_string or "") == each.text
        found = sorted((said.begin, said.end, said.value) for said in cas.select(named))
        assert found == sorted(span[:3] for span in each.spans)


def test_cassis_reads_the_json_too(tmp_path: Path) -> None:
    """Every text and quote, and characters that XML has not."""
    cassis = pytest.importorskip("cassis", reason="needs the library dkpro-cassis")
    odd = DocumentRecord("odd", "odd", "a\x07\ufffe😀b", spans=(SpanRecord(4, 5, "topic"),))
    report = write("casjson", [*hostile(), odd], tmp_path)
    assert "char_not_allowed" not in report.kinds
    named = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    for each in [*hostile(), odd]:
        with (tmp_path / "x.casjson" / f"{file_name_of(each.id)}.json").open("rb") as source:
            cas = cassis.load_cas_from_json(source)
        assert (cas.sofa_string or "") == each.text
        found = sorted((said.begin, said.end, said.value) for said in cas.select(named))
        assert found == sorted(span[:3] for span in each.spans)


def test_cas_json_counts_utf_16(tmp_path: Path) -> None:
    """As XMI does."""
    made = DocumentRecord("s", "s", "😀 ab", spans=(SpanRecord(2, 4, "topic"),))
    write("casjson", [made], tmp_path)
    said = json.loads((tmp_path / "x.casjson" / "s.json").read_bytes())["%FEATURE_STRUCTURES"]
    assert (said[-1]["begin"], said[-1]["end"], said[-1]["value"]) == (3, 5, "topic")
    assert said[0]["sofaString"] == "😀 ab"


def test_gliner_includes_the_last_word(tmp_path: Path) -> None:
    """One example a sentence, nested entities too; a proclitic is taken in and named."""
    text = "قال والي بنك المغرب. ثم بالرباط."
    spans = (("والي بنك المغرب", "official"), ("بنك المغرب", "agency"), ("الرباط", "topic"))
    report = write("gliner", [record(text, *spans)], tmp_path)
    assert json.loads((tmp_path / "x.gliner.json").read_bytes()) == [
        {
            "tokenized_text": ["قال", "والي", "بنك", "المغرب", "."],
            "ner": [[1, 3, "official"], [2, 3, "agency"]],
        },
        {"tokenized_text": ["ثم", "بالرباط", "."], "ner": [[1, 1, "topic"]]},
    ]
    assert (report.kept, report.changed) == (2, 1)


def test_what_the_trainer_would_drop_is_named(tmp_path: Path) -> None:
    """Thirteen words, and a sentence of four hundred; they are written all the same."""
    text = " ".join(["كلمة"] * 400)
    made = DocumentRecord("d", "d", text, spans=(SpanRecord(0, 13 * 5 - 1, "topic"),))
    report = write("gliner", [made], tmp_path)
    assert report.kinds["too_long"] == 2
    assert report.kept == 1
    twice = (("بنك المغرب", "agency"), ("بنك المغرب", "topic"))
    report = write("gliner", [record("والي بنك المغرب", *twice)], tmp_path, overwrite=True)
    assert report.kept == 2
    losses = report_of(tmp_path / "x.gliner.json")["losses"]
    (loss,) = (each for each in losses if each["kind"] == "same_extent_dropped")
    assert (loss["span"][2], loss["became"][2]) == ("agency", "agency")
