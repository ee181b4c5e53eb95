"""JSONL in: minimal lines, own lines, and lines that cannot be true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.cases import SCHEME, documents_of, read, write_lines

import hashiya.formats.lines as lines_module
from hashiya.errors import FormatError
from hashiya.formats import HeaderRecord, Notice, ReadItem, ReadOptions, Refusal, reader
from hashiya.model import MarkRecord, ReminderRecord, SpanRecord

TEXT = "أعلنت وزارة النقل."
GOOD: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "spans": [{"start": 6, "end": 17, "label": "agency"}],
}
HEADER: dict[str, Any] = {"hashiya": "jsonl", "version": 1, "offset_unit": "code points"}


def refusals(items: list[ReadItem]) -> list[Refusal]:
    """The refusals among what a reader yielded."""
    return [item for item in items if isinstance(item, Refusal)]


def notices(items: list[ReadItem]) -> list[Notice]:
    """The notices among what a reader yielded."""
    return [item for item in items if isinstance(item, Notice)]


def test_the_minimal_line_is_enough(tmp_path: Path) -> None:
    """Id, text and spans make a document with a layer of nobody in particular."""
    (document,) = documents_of(read(write_lines(tmp_path / "x.jsonl", GOOD), "jsonl"))
    assert (document.id, document.name, document.text) == ("a", "a", TEXT)
    assert document.spans == (SpanRecord(6, 17, "agency", TEXT[6:17]),)
    assert (document.annotator, document.layer, document.has_layer) == (None, "annotator", True)
    assert (document.sentences, document.marks, document.line) == (None, (), 1)


def test_a_line_without_an_id_is_called_after_its_place(tmp_path: Path) -> None:
    """File name and line number; a number is an id too."""
    path = write_lines(tmp_path / "x.jsonl", {"text": "a"}, "", {"id": 17, "text": "b"})
    first, second = documents_of(read(path, "jsonl"))
    assert (first.id, second.id, second.line) == ("x-1", "17", 3)
    assert not first.has_layer


def test_a_persons_word_fills_what_the_file_leaves_open(tmp_path: Path) -> None:
    """Whose layer it is comes from the line, else the header, else the options."""
    named = {**GOOD, "annotator": "salma", "layer": "gold"}
    path = write_lines(tmp_path / "x.jsonl", GOOD, {**HEADER, "annotator": "ali"}, GOOD, named)
    items = documents_of(read(path, "jsonl", annotator="omar"))
    assert [item.annotator for item in items] == ["omar", "ali", "salma"]
    assert [item.layer for item in items] == ["annotator", "annotator", "gold"]


def test_a_header_brings_its_scheme(tmp_path: Path) -> None:
    """The scheme comes back as the model it was."""
    header = {**HEADER, "layer": "gold", "scheme": SCHEME.model_dump(mode="json")}
    (found,) = read(write_lines(tmp_path / "x.jsonl", header), "jsonl")
    assert isinstance(found, HeaderRecord)
    assert found.scheme == SCHEME
    assert (found.line, found.layer, found.annotator) == (1, "gold", None)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 2}, "newer Hashiya"),
        ({"version": "1"}, "newer Hashiya"),
        ({"version": True}, "newer Hashiya"),
        ({"offset_unit": "utf16"}, "only code points"),
    ],
)
def test_a_file_that_this_program_misreads_is_refused_whole(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    """A newer version or another unit would make every span a guess."""
    path = write_lines(tmp_path / "x.jsonl", {**HEADER, **change}, GOOD)
    with pytest.raises(FormatError, match=words) as refused:
        read(path, "jsonl")
    assert refused.value.line == 1


@pytest.mark.parametrize(
    "change", [{"hashiya": "pack"}, {"scheme": {"id": "x"}}, {"layer": "silver"}, {"annotator": 3}]
)
def test_a_broken_header_is_refused_and_the_documents_read(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """What a header gets wrong about itself costs only the header."""
    path = write_lines(tmp_path / "x.jsonl", {**HEADER, **change}, GOOD)
    refused, document = read(path, "jsonl")
    assert isinstance(refused, Refusal)
    assert refused.line == 1
    assert documents_of([document])


BAD_LINES: list[tuple[object, str]] = [
    ("{not json", "is not JSON"),
    ('{"id":"a"', "is not JSON"),
    ('{"id":"a","text":"b"} x', "is not JSON"),
    ("[]", "no JSON object"),
    ('"text"', "no JSON object"),
    ("17", "no JSON object"),
    ("null", "no JSON object"),
    ('{"id":"a"}', "has no text"),
    ('{"id":"a","text":null}', "has no text"),
    ('{"id":"a","text":["b"]}', "has no text"),
    ('{"id":"a","text":"x","text":"y"}', "'text' stands twice"),
    ('{"text":"x","spans":[{"start":0,"start":0,"end":1,"label":"a"}]}', "'start' stands twice"),
    ('{"text":"x","meta":{"a":1,"a":2}}', "'a' stands twice"),
    ('{"text":"x","score":NaN}', "NaN is no JSON number"),
    ('{"text":"x","score":-Infinity}', "-Infinity is no JSON number"),
    ('{"text":"x","n":' + "9" * 10_000 + "}", "a number of thousands of digits"),
    ('{"text":"x","n":' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    ('{"text":"\\ud800"}', "U+D800 at 0"),
    ('{"text":"x","name":"ab\\udfff"}', "U+DFFF at 2"),
    ('{"text":"x","\\u0000":1}', "U+0000"),
    ('{"text":"a\\u0000b"}', "U+0000 at 1"),
    ('{"text":"a\0b"}', "is not JSON"),
    (b'{"text":"\xff"}', "is not UTF-8 at byte 9"),
    ('{"text":"سلام'.encode()[:-1], "cut short"),
    ({"text": "x", "id": True}, "id is True"),
    ({"text": "x", "id": 1.5}, "id is 1.5"),
    ({"text": "x", "id": ""}, "id cannot be used"),
    ({"text": "x", "id": "y" * 501}, "id cannot be used"),
    ({"text": "x", "name": 3}, "name is 3"),
    ({"text": "x", "date": {}}, "date is {}"),
    ({"text": "x", "spans": {}}, "spans is {}"),
    ({"text": "x", "done": 1}, "done is 1"),
    ({"text": "x", "status": "finished"}, "status is 'finished'"),
    ({"text": "x", "status": []}, "status is []"),
    ({"text": "x", "layer": []}, "layer is []"),
    ({"text": "x", "sha256": "0" * 64}, "sha256"),
    ({"text": "x", "sentences": 1}, "sentences is 1"),
    ({"text": "xy", "sentences": [[0, 1, 2]]}, "a sentence is"),
    ({"text": "xy", "sentences": [[0, True]]}, "a sentence is"),
    ({"text": "xy", "sentences": [[0, 0]]}, "a sentence is"),
    ({"text": "xy", "sentences": [[0, 3]]}, "leave the text"),
    ({"text": "xy", "sentences": [[-1, 1]]}, "leave the text"),
    ({"text": "xyz", "sentences": [[0, 2], [1, 3]]}, "overlap"),
    ({"text": "x" * 5_000_001}, "5,000,001 characters"),
]


@pytest.mark.parametrize(("line", "words"), BAD_LINES, ids=[words for _, words in BAD_LINES])
def test_a_bad_line_is_refused_by_number_and_its_neighbours_are_read(
    tmp_path: Path, line: object, words: str
) -> None:
    """One line in the middle costs one document."""
    path = write_lines(tmp_path / "x.jsonl", {**GOOD, "id": "1"}, line, {**GOOD, "id": "3"})
    first, refused, last = read(path, "jsonl")
    assert [document.id for document in documents_of([first, last])] == ["1", "3"]
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.what, refused.path) == (2, "document", str(path))
    assert words in refused.reason
    assert len(refused.reason) < 400


BAD_SPANS: list[tuple[object, str, str]] = [
    ({"start": 0, "end": 19, "label": "date"}, "offset_out_of_range", "has 18 characters"),
    ({"start": -1, "end": 3, "label": "date"}, "offset_out_of_range", "leaves the text"),
    ({"start": 3, "end": 3, "label": "date"}, "offset_out_of_range", "is empty"),
    ({"start": 4, "end": 3, "label": "date"}, "offset_out_of_range", "ends before"),
    ({"start": 0, "end": 10**4000, "label": "date"}, "offset_out_of_range", "far outside"),
    ({"start": 0, "end": 5, "label": "date", "quote": "أعلن"}, "span_text_mismatch", "أعلنت"),
    ({"start": 0, "end": 5, "label": "date", "text": "x"}, "span_text_mismatch", "أعلنت"),
    ({"start": 0, "end": 5, "label": "date", "quote": 3}, "span_text_mismatch", "3"),
    ({"start": 0.0, "end": 5, "label": "date"}, "unreadable", "whole numbers"),
    ({"start": 0, "end": True, "label": "date"}, "unreadable", "whole numbers"),
    ({"start": "0", "end": 5, "label": "date"}, "unreadable", "whole numbers"),
    ({"start": 0, "end": 5, "label": ""}, "unreadable", "label"),
    ({"start": 0, "end": 5, "label": None}, "unreadable", "label"),
    ({"start": 0, "end": 5}, "unreadable", "the span [0, 5) has no label"),
    ({"start": 0, "end": 5, "tag": "x"}, "unreadable", "'tag': --keys label=NAME says"),
    ({"start": 0, "end": 5, "label": []}, "unreadable", "a label that is no empty string"),
    ([0, 5], "unreadable", "a span is [0, 5]"),
    ("span", "unreadable", "a span is 'span'"),
    (None, "unreadable", "a span is None"),
    ({"start": 0, "end": 5, "label": "date", "note": 1}, "unreadable", "note"),
    ({"start": 0, "end": 5, "label": "date", "source": ""}, "unreadable", "source"),
    ({"start": 0, "end": 5, "label": "date", "attributes": []}, "unreadable", "attributes"),
    ({"start": 0, "end": 5, "label": "date", "attributes": {"a": 1}}, "unreadable", "attributes"),
    ({"start": 0, "end": 5, "label": "date", "flag": 1}, "unreadable", "flag"),
]


@pytest.mark.parametrize(("span", "kind", "words"), BAD_SPANS)
def test_a_span_that_cannot_be_true_is_refused_alone(
    tmp_path: Path, span: object, kind: str, words: str
) -> None:
    """Its document stands, with the other spans."""
    line = {**GOOD, "spans": [span, *GOOD["spans"]]}
    document, refused = read(write_lines(tmp_path / "x.jsonl", line), "jsonl")
    assert documents_of([document])[0].spans == (SpanRecord(6, 17, "agency", TEXT[6:17]),)
    assert isinstance(refused, Refusal)
    assert (refused.what, refused.kind, refused.line) == ("span", kind, 1)
    assert refused.document == "a"
    assert words in refused.reason
    assert len(refused.reason) < 400


def test_a_quote_that_agrees_is_kept_under_either_name(tmp_path: Path) -> None:
    """`quote` and `text` both say what the span covers."""
    spans = [
        {"start": 0, "end": 5, "label": "date", "quote": "أعلنت"},
        {"start": 0, "end": 5, "label": "topic", "text": "أعلنت"},
    ]
    path = write_lines(tmp_path / "x.jsonl", {"text": TEXT, "spans": spans})
    (document,) = documents_of(read(path, "jsonl"))
    assert [span.quote for span in document.spans] == ["أعلنت", "أعلنت"]


def test_a_span_may_be_a_list_of_three(tmp_path: Path) -> None:
    """Start, end and label in this order, beside objects, in whatever unit is said."""
    mixed = {"id": "b", "text": "🏽" + TEXT, "spans": [[8, 19, "agency"], GOOD["spans"][0], [1, 2]]}
    path = write_lines(tmp_path / "x.jsonl", mixed)
    (document,) = documents_of(read(path, "jsonl", offsets="utf16"))
    assert [span[:3] for span in document.spans] == [(7, 18, "agency"), (5, 16, "agency")]
    (refused,) = refusals(read(path, "jsonl", offsets="utf16"))
    assert "a span is [1, 2]" in refused.reason
    listed = {**GOOD, "spans": [[6, 17, "agency"]], "date": "2024-05-12", "status": "done"}
    (own,) = documents_of(read(write_lines(tmp_path / "y.jsonl", listed), "jsonl"))
    assert (own.spans, own.date, own.is_done) == (
        (SpanRecord(6, 17, "agency", TEXT[6:17]),),
        "2024-05-12",
        True,
    )


@pytest.mark.parametrize(
    ("start", "unit"), [(13, ""), (14, "UTF-16 units"), (25, "bytes of UTF-8")]
)
def test_quotes_tell_the_unit(tmp_path: Path, start: int, unit: str) -> None:
    """Where all spans of a line have one, and nobody said the unit; what was read is said."""
    text = "😀 قال الوزير اليوم."
    end = start + (10 if unit.startswith("bytes") else 5)
    span = {"start": start, "end": end, "label": "date", "quote": "اليوم"}
    path = write_lines(tmp_path / "x.jsonl", {"id": "a", "text": text, "spans": [span]})
    items = read(path, "jsonl")
    (document,) = documents_of(items)
    assert [each[:2] for each in document.spans] == [(13, 18)]
    assert [each.kind for each in notices(items)] == ["unit_assumed"] * bool(unit)
    assert all(unit in each.message for each in notices(items))
    if unit:
        # A person who says the unit, or a header, is believed; and one quote must not be missing.
        assert refusals(read(path, "jsonl", offsets="codepoints"))
        own = {"hashiya": "jsonl", "version": 1, "offset_unit": "code points"}
        told = write_lines(tmp_path / "y.jsonl", own, {"text": text, "spans": [span]})
        assert refusals(read(told, "jsonl"))
        less = {"text": text, "spans": [span, {"start": 2, "end": 5, "label": "date"}]}
        assert refusals(read(write_lines(tmp_path / "z.jsonl", less), "jsonl"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"tokens": ["a"], "ner_tags": ["O"]}, "read from CoNLL, or from Parquet"),
        ({"body": "a"}, "--keys text=NAME says which it is"),
        ('{"text":"abc', "Unterminated string starting at column 9"),
    ],
)
def test_a_line_without_text_is_told_what_to_do(
    tmp_path: Path, line: dict[str, Any] | str, words: str
) -> None:
    """Advice that can be followed, in whole sentences."""
    (refused,) = refusals(read(write_lines(tmp_path / "x.jsonl", line), "jsonl"))
    assert refused.reason.endswith(words)


def test_offsets_count_code_points_also_after_an_emoji(tmp_path: Path) -> None:
    """An escaped surrogate pair is one character."""
    line = '{"text":"\\ud83d\\ude00 \\u0633","spans":[{"start":2,"end":3,"label":"x","quote":"س"}]}'
    (document,) = documents_of(read(write_lines(tmp_path / "x.jsonl", line), "jsonl"))
    assert document.text == "😀 س"
    assert len(document.spans) == 1


@pytest.mark.parametrize(
    "mark", [[0, 5], [0, 5, "finished"], [0, 99, "done"], [5, 0, "done"], [0, True, "done"], 7]
)
def test_a_mark_that_cannot_be_true_is_refused_alone(tmp_path: Path, mark: object) -> None:
    """The other marks and the document stand."""
    line = {**GOOD, "done": [mark, [0, 18, "nothing"]]}
    document, refused = read(write_lines(tmp_path / "x.jsonl", line), "jsonl")
    assert documents_of([document])[0].marks == (MarkRecord(0, 18, "nothing"),)
    assert isinstance(refused, Refusal)
    assert refused.what == "mark"


@pytest.mark.parametrize(
    ("reminder", "words"),
    [
        ("!", "a reminder is '!'"),
        ({}, "needs flag"),
        ({"flag": False}, "needs flag"),
        ({"flag": 1}, "needs flag"),
        ({"note": None}, "needs flag"),
        ({"flag": True, "by": "salma"}, "and no more"),
        ({"start": 0, "flag": True}, "leaves the text"),
        ({"start": 0, "end": 99, "flag": True}, "leaves the text"),
        ({"start": 0, "end": 0, "flag": True}, "is empty"),
        ({"start": False, "end": True, "flag": True}, "is empty"),
        ({"start": 0, "end": 18, "note": "again"}, "flags or notes twice"),
    ],
)
def test_a_reminder_that_cannot_be_true_is_refused_alone(
    tmp_path: Path, reminder: object, words: str
) -> None:
    """The other flags and notes and the document stand."""
    good = [{"start": 0, "end": 18, "flag": True}, {"note": "ن"}]
    line = {"id": "a", "text": TEXT, "reminders": [*good, reminder]}
    document, refused = read(write_lines(tmp_path / "x.jsonl", line), "jsonl")
    (held,) = documents_of([document])
    assert held.reminders == (ReminderRecord(0, 0, False, "ن"), ReminderRecord(0, 18, True, ""))
    assert held.has_layer
    assert isinstance(refused, Refusal)
    assert words in refused.reason


def test_a_line_from_before_flags_reads_as_it_did(tmp_path: Path) -> None:
    """Without the keys nothing is flagged and there is nothing to say about it."""
    old = {**GOOD, "done": [[0, 18, "done"]], "status": "done", "annotator": "salma"}
    (document,) = read(write_lines(tmp_path / "x.jsonl", HEADER, old), "jsonl")[1:]
    (held,) = documents_of([document])
    assert held.reminders == ()
    assert not held.spans[0].is_flagged


def test_keys_that_mean_nothing_are_said_once(tmp_path: Path) -> None:
    """Nothing is left out in silence, and nothing is said twice."""
    line = {**GOOD, "meta": {}, "spans": [{**GOOD["spans"][0], "token_start": 1}]}
    items = read(write_lines(tmp_path / "x.jsonl", line, line), "jsonl")
    assert [notice.kind for notice in notices(items)] == ["attribute_lost"] * 2
    said = " ".join(notice.message for notice in notices(items))
    assert "'meta'" in said
    assert "'spans.token_start'" in said


def test_a_file_of_nothing_but_unknown_keys_is_not_endless(tmp_path: Path) -> None:
    """After a hundred of them the rest is silence."""
    path = write_lines(tmp_path / "x.jsonl", {"text": "x", **{f"k{n}": n for n in range(500)}})
    assert len(notices(read(path, "jsonl"))) == 100


def test_what_a_header_says_beside_its_own_is_remarked_upon(tmp_path: Path) -> None:
    """Also there nothing is left out in silence."""
    items = read(write_lines(tmp_path / "x.jsonl", {**HEADER, "by": "somebody"}), "jsonl")
    assert "'header.by'" in notices(items)[0].message


def test_a_line_over_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader goes on behind it."""
    monkeypatch.setattr(lines_module, "MAX_LINE_BYTES", 1000)
    monkeypatch.setattr(lines_module, "_CHUNK_BYTES", 500)
    path = write_lines(tmp_path / "x.jsonl", {"text": "x" * 2000}, GOOD)
    refused, document = read(path, "jsonl")
    assert isinstance(refused, Refusal)
    assert (refused.line, refused.kind) == (1, "too_long")
    assert documents_of([document])


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_silent_success(tmp_path: Path, data: bytes) -> None:
    """There is nothing to read, and that is said."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    with pytest.raises(FormatError, match="is empty"):
        read(path, "jsonl")


def test_empty_and_span_less_documents_are_documents(tmp_path: Path) -> None:
    """A text of one character and one of none can be kept."""
    path = write_lines(tmp_path / "x.jsonl", {"text": "", "spans": []}, {"text": "و", "spans": []})
    assert [item.text for item in documents_of(read(path, "jsonl"))] == ["", "و"]


def test_line_ends_and_a_mark_of_other_systems_are_read(tmp_path: Path) -> None:
    """CR LF, a byte order mark and a missing last line end change nothing."""
    path = tmp_path / "x.jsonl"
    line = json.dumps(GOOD).encode()
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line)
    items = read(path, "jsonl")
    assert len(documents_of(items)) == 2
    assert [notice.kind for notice in notices(items)] == ["byte_order_mark"]


def test_mojibake_is_remarked_upon_once(tmp_path: Path) -> None:
    """Valid UTF-8 that was decoded wrongly before it was saved."""
    wrong = (TEXT * 3).encode().decode("latin-1")
    path = write_lines(tmp_path / "x.jsonl", *[{"text": wrong}] * 5)
    assert [notice.kind for notice in notices(read(path, "jsonl"))] == ["mojibake"]


def test_lines_of_a_named_encoding_are_read(tmp_path: Path) -> None:
    """A person's word lets a code page in."""
    path = tmp_path / "x.jsonl"
    path.write_bytes('{"text":"خبر"}\n'.encode("cp1256"))
    assert len(refusals(read(path, "jsonl"))) == 1
    assert documents_of(read(path, "jsonl", encoding="cp1256"))[0].text == "خبر"


def test_reading_is_a_stream(tmp_path: Path) -> None:
    """The first document is there before a later line stops the file."""
    path = write_lines(tmp_path / "x.jsonl", GOOD, {**HEADER, "version": 9})
    stream = reader("jsonl").read(path, ReadOptions())
    assert documents_of([next(stream)])
    with pytest.raises(FormatError, match="newer Hashiya"):
        next(stream)
