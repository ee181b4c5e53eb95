"""CoNLL out: what each policy makes of spans, and what the report says of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.cases import (
    LABELS,
    SCHEME,
    documents_of,
    options,
    read,
    record,
    records,
    report_of,
)

from hashiya import __version__
from hashiya.errors import CorruptionError, UsageError
from hashiya.formats import ConllOptions, LossError, LossReport, WriteOptions, writer
from hashiya.formats.conll_layout import sentence_rows
from hashiya.formats.offsets import HEADER
from hashiya.model import DocumentRecord, Label, ReminderRecord, Scheme, SpanRecord
from hashiya.text import sentence_spans

GOLDEN = Path(__file__).parent / "golden"

BANK = "قال والي بنك المغرب."
RABAT = "وصل الوفد إلى الرباط ثم بالقاهرة."


def write(
    made: list[DocumentRecord], target: Path, chosen: WriteOptions | None = None
) -> LossReport:
    """Write records and return the report."""
    return writer("conll").write(made, target, chosen or options())


def rows(target: Path) -> list[list[str]]:
    """The rows of a file after its first document line, fields apart."""
    return [line.split() for line in target.read_text(encoding="utf-8").split("\n")[2:] if line]


def losses(target: Path) -> list[tuple[str, Any, Any]]:
    """`(kind, span, became)` of each loss in the report."""
    return [(each["kind"], each["span"], each["became"]) for each in report_of(target)["losses"]]


def test_a_whole_word_needs_nothing(tmp_path: Path) -> None:
    """Tokens, tags, a blank line; no losses."""
    target = tmp_path / "x.conll"
    report = write([record(BANK, ("بنك المغرب", "agency"))], target)
    assert target.read_text(encoding="utf-8") == (
        "-DOCSTART- O\n\nقال O\nوالي O\nبنك B-agency\nالمغرب I-agency\n. O\n\n"
    )
    assert (report.spans_in, report.spans_out, dict(report.kinds)) == (1, 1, {})


def test_snap_widens_to_the_word_and_says_by_what(tmp_path: Path) -> None:
    """A span after a proclitic takes it in; the report names both extents and the letter."""
    target = tmp_path / "x.conll"
    write([record(RABAT, ("القاهرة", "agency"))], target)
    assert ["بالقاهرة", "B-agency"] in rows(target)
    (loss,) = report_of(target)["losses"]
    assert (loss["kind"], loss["span"], loss["became"]) == (
        "widened_to_word",
        [25, 32, "agency"],
        [24, 32, "agency"],
    )
    assert loss["why"] == "took in 'ب' before it"
    assert loss["doc"] == "d1"


def test_split_cuts_the_token_at_the_edge(tmp_path: Path) -> None:
    """The proclitic becomes a token of its own, and nothing is lost."""
    target = tmp_path / "x.conll"
    report = write([record(RABAT, ("القاهرة", "agency"))], target, options(policy="split"))
    assert rows(target)[-3:] == [["ب", "O"], ["القاهرة", "B-agency"], [".", "O"]]
    assert not report.kinds
    assert documents_of(read(target, "conll"))[0].spans[0][:2] == (25, 32)


def test_split_cuts_at_the_second_lam_of_lil(tmp_path: Path) -> None:
    """ل|لأمم: the span begins where the page has it."""
    target = tmp_path / "x.conll"
    made = record("عضو في للأمم المتحدة", ("لأمم المتحدة", "agency"))
    write([made], target, options(policy="split"))
    assert rows(target)[-3:] == [["ل", "O"], ["لأمم", "B-agency"], ["المتحدة", "I-agency"]]


def test_strict_lists_every_span_and_writes_nothing(tmp_path: Path) -> None:
    """The error ends a command with 3, and carries the report of all documents."""
    made = [record(RABAT, ("القاهرة", "agency"), name=name) for name in ("a", "b")]
    with pytest.raises(LossError, match="2 spans do not fall") as refused:
        write(made, tmp_path / "x.conll", options(policy="strict"))
    assert refused.value.exit_code == 3
    assert refused.value.report.kinds == {"widened_to_word": 2}
    assert list(tmp_path.iterdir()) == []
    refused.value.report.write(tmp_path / "x.conll.report.json")
    assert losses(tmp_path / "x.conll")[0] == ("widened_to_word", [25, 32, "agency"], None)


def test_strict_writes_what_fits(tmp_path: Path) -> None:
    """Spans of whole words pass."""
    target = tmp_path / "x.conll"
    write([record(BANK, ("بنك المغرب", "agency"))], target, options(policy="strict"))
    assert target.exists()


def nested() -> DocumentRecord:
    """An agency inside an official."""
    return record(BANK, ("والي بنك المغرب", "official"), ("بنك المغرب", "agency"))


@pytest.mark.parametrize(
    ("way", "kept", "lost"), [("outer", "official", "agency"), ("inner", "agency", "official")]
)
def test_one_column_holds_one_of_two_nested_spans(
    tmp_path: Path, way: str, kept: str, lost: str
) -> None:
    """The other is named with what it lost to."""
    target = tmp_path / "x.conll"
    report = write([nested()], target, options(nested=way))
    assert {row[1][2:] for row in rows(target) if row[1] != "O"} == {kept}
    assert (report.spans_in, report.kept, report.dropped) == (2, 1, 1)
    (loss,) = report_of(target)["losses"]
    assert (loss["kind"], loss["span"][2], loss["became"]) == ("nested_dropped", lost, None)
    assert kept in loss["why"]


def test_a_column_a_label_holds_nested_spans(tmp_path: Path) -> None:
    """As many columns as the scheme has labels, in its order, and no losses."""
    target = tmp_path / "x.conll"
    report = write([nested()], target, options(nested="columns"))
    assert not report.kinds
    assert rows(target)[1:4] == [
        ["والي", "O", "B-official", "O", "O"],
        ["بنك", "B-agency", "I-official", "O", "O"],
        ["المغرب", "I-agency", "I-official", "O", "O"],
    ]
    (back,) = documents_of(read(target, "conll"))
    assert [span[:3] for span in back.spans] == [(4, 19, "official"), (9, 19, "agency")]


def test_a_file_a_label_holds_nested_spans(tmp_path: Path) -> None:
    """Each label has its own file; sidecar and report are shared."""
    target = tmp_path / "x.conll"
    report = write([nested()], target, options(nested="files"))
    assert not report.kinds
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        (
            *(f"x.{label}.conll" for label in LABELS),
            *("x.offsets.tsv", "x.conll.report.json", "x.conll.manifest.json"),
        )
    )
    assert rows(tmp_path / "x.agency.conll")[2] == ["بنك", "B-agency"]
    assert rows(tmp_path / "x.official.conll")[2] == ["بنك", "I-official"]


def test_equal_extents_and_crossing_spans_are_losses_of_their_own(tmp_path: Path) -> None:
    """Each kind is called by its name, and the labels decide between equals."""
    target = tmp_path / "x.conll"
    made = record(
        BANK, ("بنك المغرب", "topic"), ("بنك المغرب", "agency"), ("قال والي بنك", "official")
    )
    report = write([made], target)
    assert dict(report.kinds) == {"crossing_dropped": 2}
    made = record(BANK, ("بنك المغرب", "topic"), ("بنك المغرب", "agency"))
    report = write([made], target, options(overwrite=True))
    assert dict(report.kinds) == {"same_extent_dropped": 1}
    assert ["بنك", "B-agency"] in rows(target)


def test_the_same_label_inside_itself_is_flattened_also_in_columns(tmp_path: Path) -> None:
    """A label's column holds one span a token; the longer one stays."""
    target = tmp_path / "x.conll"
    made = record(BANK, ("والي بنك المغرب", "agency"), ("بنك المغرب", "agency"))
    report = write([made], target, options(nested="columns"))
    assert dict(report.kinds) == {"nested_dropped": 1}


def meeting() -> DocumentRecord:
    """Two spans that stand apart and meet on one token: و | بنك."""
    text = "والبنك هنا"
    return DocumentRecord(
        "d1", "d1", text, spans=(SpanRecord(0, 1, "topic"), SpanRecord(1, 10, "agency"))
    )


def test_two_spans_that_meet_on_a_token_are_an_error(tmp_path: Path) -> None:
    """Nothing is chosen unasked; the message says what to choose from."""
    with pytest.raises(LossError, match="meet") as refused:
        write([meeting()], tmp_path / "x.conll")
    (loss,) = refused.value.report.examples["nested_dropped"]
    assert loss.span == (0, 1, "topic")
    assert "--on-collision" in loss.why
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("way", "kept"), [("outer", "agency"), ("first", "topic")])
def test_a_collision_is_settled_as_told(tmp_path: Path, way: str, kept: str) -> None:
    """The longer one or the earlier one stays, the other is a loss."""
    target = tmp_path / "x.conll"
    report = write([meeting()], target, options(on_collision=way))
    assert rows(target)[0][1] == f"B-{kept}"
    assert (report.spans_in, report.changed + report.kept, report.dropped) == (2, 1, 1)


def test_a_split_settles_collisions_too(tmp_path: Path) -> None:
    """Cut tokens are shared by nobody."""
    report = write([meeting()], tmp_path / "x.conll", options(policy="split"))
    assert not report.kinds


def test_four_columns_are_those_of_2003(tmp_path: Path) -> None:
    """The document line is exactly CoNLL-2003's."""
    target = tmp_path / "x.conll"
    write([nested()], target, options(conll=ConllOptions(columns=4)))
    text = target.read_text(encoding="utf-8")
    assert text.startswith("-DOCSTART- -X- O O\n\nقال -X- _ O\nوالي -X- _ B-official\n")


def test_tabs_and_bioes_are_options(tmp_path: Path) -> None:
    """The same rows with another separator and other prefixes."""
    target = tmp_path / "x.conll"
    write([nested()], target, options(conll=ConllOptions(separator="\t", tags="BIOES")))
    text = target.read_text(encoding="utf-8")
    assert "والي\tB-official\nبنك\tI-official\nالمغرب\tE-official\n" in text


def test_bilou_is_written_and_named_for_its_reader(tmp_path: Path) -> None:
    """Last and unit instead of end and single; the report says who reads it."""
    target = tmp_path / "x.conll"
    report = write([nested()], target, options(conll=ConllOptions(tags="BILOU")))
    assert [row[1] for row in rows(target)] == ["O", "B-official", "I-official", "L-official", "O"]
    assert any("spaCy" in note for note in report.notes)
    (back,) = documents_of(read(target, "conll"))
    assert [span.label for span in back.spans] == ["official"]


def test_a_tag_scheme_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(UsageError, match="BIOES"):
        write([], tmp_path / "x.conll", options(conll=ConllOptions(tags="BMEWO")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("nested_way", ["outer", "columns"])
@pytest.mark.parametrize("name", ["two words", "nb\u00a0sp"])
def test_a_label_with_white_space_is_never_renamed(
    tmp_path: Path, name: str, nested_way: str
) -> None:
    """It is refused, named, and nothing is written."""
    scheme = Scheme(id="x", labels=(Label(name=name),))
    made = DocumentRecord("d1", "d1", "abc", spans=(SpanRecord(0, 3, name),))
    chosen = WriteOptions(scheme=scheme, tokens=options(nested=nested_way).tokens)
    with pytest.raises(LossError, match="white space") as refused:
        write([made], tmp_path / "x.conll", chosen)
    assert refused.value.report.kinds == {"char_not_allowed": 1}
    assert list(tmp_path.iterdir()) == []


def test_labels_of_other_scripts_and_with_hyphens_are_written(tmp_path: Path) -> None:
    """The first hyphen divides, so `B-a-b|c` is a tag of the label `a-b|c`."""
    made = DocumentRecord(
        "d1", "d1", "ab cd", spans=(SpanRecord(0, 2, "جهة"), SpanRecord(3, 5, "a-b|c"))
    )
    write([made], tmp_path / "x.conll")
    (back,) = documents_of(read(tmp_path / "x.conll", "conll"))
    assert [span.label for span in back.spans] == ["جهة", "a-b|c"]


def test_a_span_over_two_sentences_is_dropped_and_said(tmp_path: Path) -> None:
    """No span of this format leaves its sentence."""
    target = tmp_path / "x.conll"
    made = record("نعم قال. ثم مضى.", ("قال. ثم", "topic"))
    write([made], target)
    assert losses(target) == [("crossing_dropped", [4, 11, "topic"], None)]


def test_edges_in_white_space_move_to_the_word(tmp_path: Path) -> None:
    """A span with a space at its edge covers the same words, and a span of space none."""
    target = tmp_path / "x.conll"
    spans = (SpanRecord(0, 4, "topic"), SpanRecord(3, 4, "date"), SpanRecord(7, 9, "agency"))
    write([DocumentRecord("d1", "d1", "abc def ", spans=spans)], target, options(nested="columns"))
    write(
        [DocumentRecord("d1", "d1", "abc def ", spans=spans[:2])],
        target,
        options(nested="columns", overwrite=True),
    )
    assert losses(target) == [
        ("whitespace_changed", [0, 4, "topic"], [0, 3, "topic"]),
        ("whitespace_lost", [3, 4, "date"], None),
    ] or losses(target) == [
        ("whitespace_lost", [3, 4, "date"], None),
        ("whitespace_changed", [0, 4, "topic"], [0, 3, "topic"]),
    ]


def test_an_edge_between_a_letter_and_its_mark_is_widened(tmp_path: Path) -> None:
    """A token holds its marks."""
    target = tmp_path / "x.conll"
    write([DocumentRecord("d1", "d1", "كتَب", spans=(SpanRecord(0, 2, "topic"),))], target)
    assert losses(target) == [("widened_to_word", [0, 2, "topic"], [0, 4, "topic"])]


def test_notes_and_attributes_are_said_to_be_lost(tmp_path: Path) -> None:
    """Span by span; names, dates, marks, flags and notes of sentences once for the file."""
    target = tmp_path / "x.conll"
    spans = (
        SpanRecord(0, 3, "topic", note="?"),
        SpanRecord(4, 7, "date", attributes=(("value", "2021"),)),
        SpanRecord(8, 9, "agency", is_flagged=True),
    )
    report = write([DocumentRecord("d1", "d1", "abc def g", date="2021", spans=spans)], target)
    assert losses(target) == [
        ("attribute_lost", [0, 3, "topic"], [0, 3, "topic"]),
        ("attribute_lost", [4, 7, "date"], [4, 7, "date"]),
        ("attribute_lost", [8, 9, "agency"], [8, 9, "agency"]),
        ("attribute_lost", None, None),
    ]
    assert (report.kept, report.changed, report.dropped) == (3, 0, 0)


def test_an_empty_document_is_its_document_line(tmp_path: Path) -> None:
    """And is said to be empty; the sidecar still brings it back."""
    target = tmp_path / "x.conll"
    write([DocumentRecord("e", "e", ""), DocumentRecord("m", "m", "\u200f")], target)
    assert target.read_bytes() == b"-DOCSTART- O\n\n-DOCSTART- O\n\n"
    assert [kind for kind, _, _ in losses(target)] == ["empty_document"] * 2
    assert [item.text for item in documents_of(read(target, "conll"))] == ["", "\u200f"]


def test_tokens_that_readers_take_for_something_else_are_said(tmp_path: Path) -> None:
    """A row that begins with # is a comment to some; it is written all the same."""
    target = tmp_path / "x.conll"
    write([DocumentRecord("d1", "d1", "#وسم -DOCSTART- كلمة")], target)
    assert losses(target) == [("char_not_allowed", None, None)]
    (back,) = documents_of(read(target, "conll"))
    assert back.text == "#وسم -DOCSTART- كلمة"


def test_without_the_sidecar_ids_and_spacing_are_losses(tmp_path: Path) -> None:
    """They are said once for the whole file, and no sidecar is there."""
    target = tmp_path / "x.conll"
    write([nested()], target, options(conll=ConllOptions(sidecar=False)))
    assert not (tmp_path / "x.offsets.tsv").exists()
    kinds = [kind for kind, _, _ in losses(target)]
    assert kinds == ["nested_dropped", "id_lost", "whitespace_lost"]


def test_a_label_the_scheme_lacks_has_no_column(tmp_path: Path) -> None:
    """Old work under a label that is gone is dropped by name."""
    made = DocumentRecord("d1", "d1", "abc", spans=(SpanRecord(0, 3, "place"),))
    report = write([made], tmp_path / "x.conll", options(nested="columns"))
    assert report.kinds == {"label_unknown": 1}


def test_a_quote_that_lies_stops_the_export(tmp_path: Path) -> None:
    """Nothing is written, and the document is named."""
    lying = DocumentRecord("d1", "d1", "abc", spans=(SpanRecord(0, 3, "date", "xyz"),))
    with pytest.raises(CorruptionError, match="d1"):
        write([lying], tmp_path / "x.conll")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["tag", "word", "row", "offset"])
def test_a_file_that_says_something_else_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """The check reads the written bytes: a wrong tag, word, row or offset never gets a name."""
    module = "hashiya.formats.conll_writing"

    def wrong(words: list[str], columns: Any, look: ConllOptions) -> str:
        made = sentence_rows(words, columns, look)
        return {
            "tag": made.replace("B-official", "B-topic"),
            "word": made.replace("بنك", "بنوك"),
            "row": made.replace("بنك I-official\n", ""),
        }.get(damage, made)

    monkeypatch.setattr(f"{module}.sentence_rows", wrong)
    if damage == "offset":
        monkeypatch.setattr(f"{module}.HEADER", f"{HEADER}\nx\t1\t1\t9\t9\t")
    with pytest.raises(CorruptionError, match="thrown away"):
        write([nested()], tmp_path / "x.conll")
    assert list(tmp_path.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(records(), max_size=3),
    policy=st.sampled_from(["snap", "split"]),
    way=st.sampled_from(["outer", "inner", "columns"]),
    look=st.builds(
        ConllOptions,
        columns=st.sampled_from([2, 4]),
        separator=st.sampled_from([" ", "\t"]),
        tags=st.sampled_from(["BIO", "BIOES", "BILOU"]),
        sidecar=st.booleans(),
    ),
)
def test_every_span_is_accounted_for(
    tmp_path: Path, made: list[DocumentRecord], policy: str, way: str, look: ConllOptions
) -> None:
    """In = kept + changed + dropped, and the file reads as the report says, span by span."""
    made = [each._replace(id=f"{number}-{each.id}") for number, each in enumerate(made)]
    chosen = options(policy=policy, nested=way, on_collision="outer", conll=look, overwrite=True)
    target = tmp_path / "x.conll"
    report = write(made, target, chosen)
    said = [each for each in report_of(target)["losses"] if each["kind"] != "attribute_lost"]
    changed = [each for each in said if each["span"] and each["became"]]
    dropped = [each for each in said if each["span"] and not each["became"]]
    assert (len(changed), len(dropped)) == (report.changed, report.dropped)
    assert report.spans_in == sum(len(each.spans) for each in made)
    expected = Counter((each.id, *span[:3]) for each in made for span in each.spans)
    expected -= Counter((each["doc"], *each["span"]) for each in [*changed, *dropped])
    expected += Counter((each["doc"], *each["became"]) for each in changed)
    assert expected.total() == report.spans_out
    if look.sidecar and made:
        back = documents_of(read(target, "conll"))
        assert Counter((each.id, *span[:3]) for each in back for span in each.spans) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(records(nested=False), min_size=1, max_size=3), look=st.sampled_from([2, 4]))
def test_columns_with_the_sidecar_are_lossless(
    tmp_path: Path, made: list[DocumentRecord], look: Literal[2, 4]
) -> None:
    """Cut at its edges, every span that holds a word comes back, with ids, texts and sentences."""
    made = [each._replace(id=f"{number}-{each.id}") for number, each in enumerate(made)]
    chosen = options(
        policy="split", nested="columns", conll=ConllOptions(columns=look), overwrite=True
    )
    target = tmp_path / "x.conll"
    report = write(made, target, chosen)
    assert set(report.kinds) <= {
        *("whitespace_lost", "whitespace_changed", "crossing_dropped"),
        *("attribute_lost", "empty_document", "char_not_allowed"),
    }
    back = documents_of(read(target, "conll"))
    assert [(each.id, each.text) for each in back] == [(each.id, each.text) for each in made]
    for one, two in zip(made, back, strict=True):
        assert two.sentences == (one.sentences or tuple(sentence_spans(one.text)))


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("snap", options(nested="outer")),
        ("split", options(policy="split", nested="columns")),
        ("four", options(nested="inner", conll=ConllOptions(columns=4, tags="BIOES"))),
    ],
)
def test_the_golden_files(tmp_path: Path, name: str, chosen: WriteOptions) -> None:
    """The same records make the same bytes: rows, sidecar and losses."""
    made = [
        record(
            "استقبل والي بنك المغرب وفدا من للأمم المتحدة (أ.ف.ب.) 😀 بالرباط.\n\nعنوان بلا نقطة",
            ("والي بنك المغرب", "official"),
            ("بنك المغرب", "agency"),
            ("لأمم المتحدة", "agency"),
            ("أ.ف.ب.", "agency"),
            ("الرباط", "topic"),
            name="news/1",
        ),
        record("يُرحِّبُ\tالـمـغـرب بـ 12 ماي\u20282024.", ("12 ماي\u20282024", "date"), name="ثان"),
    ]
    target = tmp_path / f"{name}.conll"
    write(made, target, chosen)
    for suffix in (".conll", ".offsets.tsv"):
        assert target.with_suffix(suffix).read_bytes() == (GOLDEN / f"{name}{suffix}").read_bytes()
    report = target.with_name(f"{name}.conll.report.json").read_bytes()
    report = report.replace(f'"tool_version":"{__version__}"'.encode(), b'"tool_version":"0"')
    assert report == (GOLDEN / f"{name}.report.json").read_bytes()


def test_the_scheme_of_the_cases_has_the_labels_of_the_cases() -> None:
    """The columns above are counted from these."""
    assert tuple(label.name for label in SCHEME.labels) == LABELS


def test_flags_and_notes_of_sentences_are_said_to_be_lost_once(tmp_path: Path) -> None:
    """However many there are."""
    target = tmp_path / "x.conll"
    reminders = (ReminderRecord(0, 0, True, ""), ReminderRecord(0, 9, False, "ن"))
    write([DocumentRecord("d1", "d1", "abc def g", reminders=reminders)], target)
    (said,) = report_of(target)["losses"]
    assert (said["kind"], said["span"]) == ("attribute_lost", None)
    assert "flags and notes on sentences" in said["why"]
