"""WebAnno TSV out: every character and span comes back, on tokens and parts of tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.formats.cases import documents_of, options, read, record, records, report_of
from tests.formats.test_all_writers import hostile

from hashiya.errors import CorruptionError
from hashiya.formats import LossError, LossReport, Notice, Split, WriteOptions, writer
from hashiya.model import DocumentRecord, Label, Scheme, SpanRecord

HEAD = [
    "#FORMAT=WebAnno TSV 3.3",
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value",
    "",
    "",
]


def write(made: list[DocumentRecord], folder: Path, said: WriteOptions | None = None) -> LossReport:
    """Write records beneath a folder."""
    return writer("webanno").write(made, folder / "x.webanno", said or options())


def rows(made: DocumentRecord, folder: Path) -> list[str]:
    """The lines behind the header of a document's file."""
    write([made], folder)
    lines = (folder / "x.webanno" / "d1.tsv").read_bytes().decode().split("\n")
    assert lines[:4] == HEAD
    return lines[4:]


def test_a_file_looks_as_its_program_writes_it(tmp_path: Path) -> None:
    """Nested and shared entities have numbers; a part of a token a row of its own."""
    text = "😀 زار والي بنك المغرب بالرباط."
    spans = (
        ("والي بنك المغرب", "official"),
        ("بنك المغرب", "agency"),
        ("الرباط", "topic"),
        ("زار", "date"),
    )
    assert rows(record(text, *spans), tmp_path) == [
        f"#Text={text}",
        "1-1\t0-2\t😀\t_\t",
        "1-2\t3-6\tزار\tdate\t",
        "1-3\t7-11\tوالي\tofficial[1]\t",
        "1-4\t12-15\tبنك\tofficial[1]|agency[2]\t",
        "1-5\t16-22\tالمغرب\tofficial[1]|agency[2]\t",
        "1-6\t23-30\tبالرباط\t_\t",
        "1-6.1\t24-30\tالرباط\ttopic\t",
        "1-7\t30-31\t.\t_\t",
        "",
    ]


def test_what_no_reader_makes_between_sentences_belongs_to_the_first(tmp_path: Path) -> None:
    """A line end and spaces are made; a space, a tab or two line ends are not."""
    made = record("واحد. اثنان.\nثلاثة.\n\nأربعة.")
    assert [line for line in rows(made, tmp_path) if line.startswith("#Text")] == [
        "#Text=واحد. ",
        "#Text=اثنان.",
        "#Text=ثلاثة.",
        "#Text=",
        "#Text=",
        "#Text=أربعة.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "  أ",
        "\n أ",
        "\tأ",
        " ",
        "\n",
        "أ\n",
        "\u200f",
        "\u200f\n\u200fأ",
        "أ\r\nب",
        "\\t\\",
        "\x01\x1f\x0b",
    ],
)
def test_any_white_space_comes_back(tmp_path: Path, text: str) -> None:
    """At the beginning, at the end, alone; backslashes and control characters too."""
    for end in range(1, len(text) + 1):
        folder = tmp_path / str(end)
        folder.mkdir()
        span = SpanRecord(end - 1, end, "topic", text[end - 1 : end])
        report = write([DocumentRecord("d1", "d1", text, spans=(span,))], folder)
        items = read(folder / "x.webanno" / "d1.tsv", "webanno")
        (document,) = documents_of(items)
        assert document.text == text
        assert [each[:3] for each in document.spans] == [(end - 1, end, "topic")]
        assert (report.kept, report.changed, report.dropped) == (1, 0, 0)
        kinds = {each.kind for each in items if isinstance(each, Notice)}
        assert kinds <= {"whitespace_changed"}


def test_a_span_goes_over_sentences(tmp_path: Path) -> None:
    """Its number says so; equal spans of two labels both stand."""
    text = "قال. ثم مضى."
    made = record(text, ("قال. ثم", "topic"), ("مضى", "agency"), ("مضى", "date"))
    report = write([made], tmp_path)
    (document,) = documents_of(read(tmp_path / "x.webanno" / "d1.tsv", "webanno"))
    assert [each[:3] for each in document.spans] == [each[:3] for each in made.spans]
    assert report.kept == 3
    assert document.sentences == made.sentences


@pytest.mark.parametrize(
    "label", ["_", "*", "a[1]", "x]", "->", "a->1-2", "B-x", "O", "a;b", "a|b[2]", "جهة"]
)
def test_a_label_is_escaped(tmp_path: Path, label: str) -> None:
    """Alone, and where it has a number behind it."""
    scheme = Scheme(id="odd", labels=(Label(name=label),))
    spans = (SpanRecord(0, 7, label), SpanRecord(0, 3, label))
    write([DocumentRecord("d1", "d1", "abc def", spans=spans)], tmp_path, WriteOptions(scheme))
    (document,) = documents_of(read(tmp_path / "x.webanno" / "d1.tsv", "webanno"))
    assert sorted(each[:3] for each in document.spans) == [(0, 3, label), (0, 7, label)]


def test_a_label_that_ends_with_a_backslash_is_refused(tmp_path: Path) -> None:
    """Real readers would not see where it ends."""
    span = SpanRecord(0, 1, "a\\")
    with pytest.raises(LossError, match="backslash"):
        write([DocumentRecord("d", "d", "x", spans=(span,))], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_it_has_no_place_for_is_named(tmp_path: Path) -> None:
    """An empty text, a date, a note; parts are folders."""
    span = SpanRecord(0, 1, "topic", note="ن")
    made = [
        DocumentRecord("empty", "empty", ""),
        DocumentRecord("d", "d", "x", date="2021-01-29", spans=(span,)),
    ]
    report = write(made, tmp_path, options(split=Split.parse("50/50")))
    assert report.kinds == {"empty_document": 1, "attribute_lost": 2}
    assert (report.documents_in, report.documents_out) == (2, 1)
    (path,) = (tmp_path / "x.webanno").rglob("*.tsv")
    assert path.parent.name in {"train", "test"}
    assert report_of(tmp_path / "x.webanno")["spans"] == {"in": 1, "out": 1}


def test_a_row_at_another_place_never_gets_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file is read again."""
    monkeypatch.setattr("hashiya.formats.webanno_writing._token", lambda word: word)
    made = DocumentRecord("d", "d", "a\tb", spans=(SpanRecord(1, 3, "topic"),))
    with pytest.raises(CorruptionError, match="thrown away"):
        write([made], tmp_path)
    assert list(tmp_path.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(made=records())
def test_any_document_comes_back(tmp_path: Path, made: DocumentRecord) -> None:
    """Letter by letter and span by span, with its sentences."""
    made = made._replace(id="d1")
    report = write([made], tmp_path, options(overwrite=True))
    if not made.text:
        assert report.kinds["empty_document"] == 1
        return
    (document,) = documents_of(read(tmp_path / "x.webanno" / "d1.tsv", "webanno"))
    assert document.text == made.text
    assert sorted(span[:3] for span in document.spans) == sorted(span[:3] for span in made.spans)
    assert report.kept == len(made.spans)


def test_no_file_has_a_row_too_few(tmp_path: Path) -> None:
    """Each has as many columns as the header says, and a token first in every sentence."""
    write(hostile(), tmp_path)
    for path in (tmp_path / "x.webanno").glob("*.tsv"):
        lines = path.read_bytes().decode().split("\n")[4:]
        is_text = False
        for line in lines:
            if is_text and not line.startswith("#Text="):
                assert line.split("\t")[0].endswith("-1")
            is_text = line.startswith("#Text=")
            assert is_text or not line or line.count("\t") == 4
