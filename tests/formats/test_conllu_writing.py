"""CoNLL-U and Wojood out: ranges, gaps, places, nested rows."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import documents_of, options, read, record, records, report_of
from tests.formats.test_all_writers import hostile
from tests.formats.test_round_trips import expected, held

from hashiya.errors import CorruptionError
from hashiya.formats import LossReport, WriteOptions, writer
from hashiya.formats.conllu_layout import comment, plain_gap
from hashiya.model import DocumentRecord, Label, Scheme, SpanRecord

RABAT = "وصل الوفد إلى الرباط ثم بالقاهرة."
BANK = "قال والي بنك المغرب."


def write(name: str, made: list[DocumentRecord], folder: Path, **said: Any) -> LossReport:
    """Write records beneath a folder."""
    chosen = writer(name)
    said = {"on_collision": "outer", "overwrite": True, **said}
    return chosen.write(made, folder / f"x{chosen.suffix}", options(**said))


def rows_of(folder: Path) -> list[list[str]]:
    """Id, form and MISC of each row of a CoNLL-U file."""
    text = (folder / "x.conllu").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.split("\n") if line and line[0] != "#"]
    assert {len(row) for row in rows} <= {10}
    return [[row[0], row[1], row[9]] for row in rows]


def test_a_proclitic_is_a_word_of_a_range(tmp_path: Path) -> None:
    """The range has the gap, the words have tag and place; nothing is lost."""
    report = write("conllu", [record(RABAT, ("القاهرة", "topic"))], tmp_path)
    assert rows_of(tmp_path)[-4:] == [
        ["6-7", "بالقاهرة", "SpaceAfter=No|TokenRange=24:32"],
        ["6", "ب", "TokenRange=24:25"],
        ["7", "القاهرة", "NER=B-topic|TokenRange=25:32"],
        ["8", ".", "SpaceAfter=No|TokenRange=32:33"],
    ]
    assert not report.kinds


def test_widened_words_need_no_range(tmp_path: Path) -> None:
    """`--policy snap` takes the proclitic in and says so."""
    report = write("conllu", [record(RABAT, ("القاهرة", "topic"))], tmp_path, policy="snap")
    assert ["6", "بالقاهرة", "NER=B-topic|SpaceAfter=No|TokenRange=24:32"] in rows_of(tmp_path)
    assert report.kinds == {"widened_to_word": 1}


def test_comments_name_document_sentence_and_text(tmp_path: Path) -> None:
    """Ids without white space or slashes; the text is that of the forms."""
    made = record("نعم  قال.\tثم مضى.", name="a/b c")
    write("conllu", [made], tmp_path)
    text = (tmp_path / "x.conllu").read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# newdoc id = a/b c",
        "# sent_id = a%2Fb%20c-s1",
        "# text = نعم قال.",
        "# sent_id = a%2Fb%20c-s2",
        "# text = ثم مضى.",
    ]
    assert ["1", "نعم", r"SpacesAfter=\s\s|TokenRange=0:3"] in rows_of(tmp_path)
    assert text.endswith("\n\n")


def test_hostile_documents_come_back_from_conllu(tmp_path: Path) -> None:
    """Texts, ids and spans, but for what the report names."""
    write("conllu", hostile(), tmp_path)
    losses = report_of(tmp_path / "x.conllu")["losses"]
    wanted = expected(hostile(), losses)
    found = held(documents_of(read(tmp_path / "x.conllu", "conllu")))
    wanted = {comment(name): (plain_gap(text), spans) for name, (text, spans) in wanted.items()}
    assert found == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(made=st.lists(records(nested=False), min_size=1, max_size=3), nfc=st.booleans())
def test_any_document_comes_back_from_conllu(
    tmp_path: Path, *, made: list[DocumentRecord], nfc: bool
) -> None:
    """Composed or not, it reads as it was written."""
    made = [each._replace(id=str(number)) for number, each in enumerate(made)]
    write("conllu", made, tmp_path, nfc=nfc)
    if nfc or not (tmp_path / "x.conllu").stat().st_size:
        return  # composed texts are compared by the writer's own check
    wanted = expected(made, report_of(tmp_path / "x.conllu")["losses"])
    found = held(documents_of(read(tmp_path / "x.conllu", "conllu")))
    assert found == {name: (plain_gap(text), spans) for name, (text, spans) in wanted.items()}


def test_a_text_that_is_not_composed_is_said_and_left(tmp_path: Path) -> None:
    """Vowel after shadda, as people type it: validators refuse it, and nothing changes unasked."""
    text = "حضر\u0651\u064e أحمد"
    report = write("conllu", [DocumentRecord("d", "d", text)], tmp_path)
    assert report.kinds == {"not_nfc": 1}
    assert rows_of(tmp_path)[0][1] == "حضر\u0651\u064e"
    assert not (tmp_path / "x.nfc.tsv").exists()


def test_composed_forms_have_a_map_back(tmp_path: Path) -> None:
    """Places are those of the composed text; a row a stretch leads to the original."""
    text = "حضر\u0651\u064e ا\u0654حمد هنا"
    made = DocumentRecord("d", "d", text, spans=(SpanRecord(6, 11, "topic"),))
    report = write("conllu", [made], tmp_path, nfc=True)
    forms = [row[1] for row in rows_of(tmp_path)]
    assert all(unicodedata.is_normalized("NFC", form) for form in forms)
    assert ["2", "أحمد", "NER=B-topic|TokenRange=6:10"] in rows_of(tmp_path)
    header, *rows = (tmp_path / "x.nfc.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    assert header == "document\tstart\tend\toriginal_start\toriginal_end"
    assert "d\t6\t10\t6\t11" in rows
    assert report.kinds == {"not_nfc": 1}


def test_a_wrong_place_never_gets_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check reads the rows again."""
    module = "hashiya.formats.conllu_writing"
    real = __import__(module, fromlist=["sentence_rows"]).sentence_rows
    monkeypatch.setattr(
        f"{module}.sentence_rows", lambda *given: real(*given).replace("=14:20", "=14:21")
    )
    with pytest.raises(CorruptionError, match="thrown away"):
        write("conllu", [record(RABAT, ("الرباط", "topic"))], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_wojood_has_a_tag_for_each_entity_outermost_first(tmp_path: Path) -> None:
    """Nested entities, one of the same label inside itself too, and nothing is dropped."""
    spans = (("والي بنك المغرب", "official"), ("بنك المغرب", "agency"), ("المغرب", "agency"))
    report = write("wojood", [record(BANK, *spans)], tmp_path)
    assert (tmp_path / "x.wojood.txt").read_text(encoding="utf-8") == (
        "قال O\nوالي B-official\nبنك I-official B-agency\n"
        "المغرب I-official I-agency B-agency\n. O\n\n"
    )
    assert (report.kept, report.dropped) == (3, 0)


def test_wojood_drops_what_its_rows_cannot_tell_apart(tmp_path: Path) -> None:
    """Crossing spans of one label; of different labels they stay."""
    crossing = (("والي بنك", "agency"), ("بنك المغرب", "agency"), ("قال والي", "topic"))
    report = write("wojood", [record(BANK, *crossing)], tmp_path)
    assert (report.kept, report.kinds["crossing_dropped"]) == (2, 1)
    same = (SpanRecord(0, 1, "topic"), SpanRecord(1, 6, "topic"))
    report = write("wojood", [DocumentRecord("d", "d", "والبنك", spans=same)], tmp_path)
    assert (report.changed, report.kinds["same_extent_dropped"]) == (1, 1)


def test_wojood_names_labels_that_its_loader_takes_for_patterns(tmp_path: Path) -> None:
    """It looks for labels with a pattern of them, which `[` breaks."""
    scheme = Scheme(id="s", labels=(Label(name="br[ack"), Label(name="plain")))
    said = WriteOptions(scheme=scheme)
    report = writer("wojood").write([record(BANK)], tmp_path / "x.wojood.txt", said)
    assert [note for note in report.notes if "pattern" in note] == [
        "Wojood's own loader takes labels for patterns, and may stop at 'br[ack'"
    ]


def test_wojood_says_what_its_files_never_hold(tmp_path: Path) -> None:
    """Ids, borders and spacing once; an empty document by name."""
    report = write("wojood", [record(BANK), DocumentRecord("e", "e", "")], tmp_path)
    assert report.kinds == {
        "document_border_lost": 1,
        "id_lost": 1,
        "whitespace_lost": 1,
        "empty_document": 1,
    }
    assert report.documents_out == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(made=records())
def test_what_wojood_holds_is_read_from_it(tmp_path: Path, made: DocumentRecord) -> None:
    """The project's reader finds as many entities, with the same words, as the report says."""
    report = write("wojood", [made], tmp_path)
    target = tmp_path / "x.wojood.txt"
    if not target.stat().st_size:
        return
    (back,) = documents_of(read(target, "wojood"))
    assert len(back.spans) == report.spans_out


def test_the_library_conllu_reads_the_file(tmp_path: Path) -> None:
    """Ranges, comments and MISC as it parses them."""
    conllu = pytest.importorskip("conllu", reason="needs the library conllu")
    write("conllu", [record(RABAT, ("القاهرة", "topic"))], tmp_path)
    (sentence,) = conllu.parse((tmp_path / "x.conllu").read_text(encoding="utf-8"))
    assert sentence.metadata["text"] == RABAT
    assert sentence[5]["id"] == (6, "-", 7)
    assert sentence[7]["misc"]["NER"] == "B-topic"
