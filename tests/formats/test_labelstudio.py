"""Label Studio in: several people, skipped tasks, suggestions, and offsets of two kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, read
from tests.strategies import text_spans, texts

from hashiya.errors import FormatError
from hashiya.formats import Notice, ReadItem, Refusal
from hashiya.model import DocumentRecord

FOREIGN = Path(__file__).parent / "golden" / "foreign"
TOPIC = ("والي بنك المغرب\n😀", "topic")
EXPECTED = [TOPIC, ("بنك المغرب", "agency"), ("12 ماي", "date")]


def extents(document: DocumentRecord) -> list[tuple[str, str]]:
    """What each span covers, and its label."""
    return [(document.text[span.start : span.end], span.label) for span in document.spans]


def refusals(items: list[ReadItem]) -> list[Refusal]:
    """The refusals among what a reader yielded."""
    return [item for item in items if isinstance(item, Refusal)]


def notices(items: list[ReadItem]) -> list[tuple[str, str]]:
    """Kinds and words of the notices."""
    return [(item.kind, item.message) for item in items if isinstance(item, Notice)]


def put(folder: Path, *tasks: object) -> Path:
    """A file of these tasks."""
    path = folder / "x.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def task(text: str, *values: object, **more: Any) -> dict[str, Any]:
    """A task that one person annotated with these values."""
    results = [{"type": "labels", "value": value} for value in values]
    annotation = {"completed_by": 1, "result": results}
    return {"id": 1, "data": {"text": text}, "annotations": [annotation], **more}


def test_every_annotation_is_a_layer_of_its_person() -> None:
    """E-mail addresses and numbers name them; the ids are the data's, else the task's."""
    items = read(FOREIGN / "labelstudio.json", "labelstudio", annotator="me")
    salma, fifth, sixth, nobody = documents_of(items)
    assert [each.id for each in (salma, fifth, sixth, nobody)] == ["news/1", "news/1", "12", "13"]
    assert (salma.annotator, fifth.annotator) == ("salma@example.org", "annotator-5")
    assert extents(salma) == EXPECTED
    assert extents(fifth) == EXPECTED[1:]
    assert salma.is_done
    assert not nobody.has_layer
    assert salma.line == 2


def test_skipped_tasks_and_paths_into_html_are_refused_and_suggestions_left_out() -> None:
    """Each with its line; what is no span is said by its type."""
    items = read(FOREIGN / "labelstudio.json", "labelstudio")
    skipped, html = refusals(items)
    assert "annotator-6 skipped" in skipped.reason
    assert "HyperText" in html.reason
    assert html.line is not None
    assert skipped.line is not None
    assert html.line > skipped.line
    kinds = [kind for kind, _ in notices(items)]
    assert kinds == ["attribute_lost", "skipped", "unit_assumed"]


def test_offsets_in_utf_16_are_seen_by_their_quotes() -> None:
    """Files of 2021 count so; it is said, and said units are not looked for."""
    items = read(FOREIGN / "labelstudio.json", "labelstudio")
    assert extents(documents_of(items)[2]) == EXPECTED
    items = read(FOREIGN / "labelstudio.json", "labelstudio", offsets="codepoints")
    assert any(each.kind == "span_text_mismatch" for each in refusals(items))


def test_a_unit_that_nothing_tells_is_remarked_upon_where_it_matters(tmp_path: Path) -> None:
    """Without quotes, behind a character that two units count differently."""
    value = {"start": 2, "end": 5, "labels": ["a"]}
    for text, quote, said in (("😀 خبر", {}, 1), ("😀 خبر", {"text": "خبر"}, 0), ("x خبر", {}, 0)):
        path = put(tmp_path, task(text, {**value, **quote}))
        items = read(path, "labelstudio")
        assert extents(documents_of(items)[0]) == [("خبر", "a")]
        assert [kind for kind, _ in notices(items)] == ["unit_assumed"] * said
        assert notices(read(path, "labelstudio", offsets="codepoints")) == []


def test_the_small_form_is_read() -> None:
    """One person's annotation a task; a key without spans is a layer that says nothing."""
    full, empty = documents_of(read(FOREIGN / "labelstudio-min.json", "labelstudio"))
    assert extents(full) == EXPECTED
    assert (full.annotator, empty.annotator) == ("annotator-7", "annotator-7")
    assert empty.has_layer
    assert not empty.spans


def test_a_list_of_any_objects_is_read_as_lines_are() -> None:
    """Doccano writes JSON as well as JSONL."""
    first, second = documents_of(read(FOREIGN / "doccano.json", "json"))
    assert extents(first) == EXPECTED[1:]
    assert (first.line, second.line) == (2, 18)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (17, "no task"),
        ({}, "has no data"),
        ({"data": {}}, "among nothing"),
        ({"data": {"a": "x", "b": "y"}}, "--keys text=NAME"),
        ({"data": {"text": 5}}, "cannot be found"),
        ({"data": {"text": "x"}, "annotations": 5}, "annotations is 5"),
        ({"data": {"text": "x"}, "annotations": [5]}, "an annotation is 5"),
        ({"data": {"text": "x"}, "annotations": [{"result": {}}]}, "result is {}"),
        ({"data": {"text": "x", "id": []}}, "id is []"),
        ({"data": {"text": "a\0b"}}, "U+0000"),
    ],
)
def test_a_task_that_cannot_be_true_is_refused_by_line(
    tmp_path: Path, broken: object, words: str
) -> None:
    """Its neighbours are read."""
    items = read(put(tmp_path, task("خبر"), broken, task("خبر")), "labelstudio")
    (refused,) = refusals(items)
    assert words in refused.reason
    assert refused.line is not None
    assert refused.line > 2
    assert len(documents_of(items)) == 2


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"start": 0, "end": 9, "labels": ["a"]}, "offset_out_of_range"),
        ({"start": 0, "end": 3, "text": "حبر", "labels": ["a"]}, "span_text_mismatch"),
        ({"start": 0, "end": 3, "labels": []}, "unreadable"),
        ({"start": 0, "end": 3}, "unreadable"),
        ({"start": 0, "labels": ["a"]}, "unreadable"),
        ({"start": 0, "end": 3, "labels": [7]}, "unreadable"),
    ],
)
def test_a_span_that_cannot_be_true_is_refused_alone(
    tmp_path: Path, value: object, kind: str
) -> None:
    """The other span stands; a value with two labels is two spans."""
    good = {"start": 0, "end": 3, "labels": ["a", "b"]}
    items = read(put(tmp_path, task("خبر", value, good)), "labelstudio")
    assert extents(documents_of(items)[0]) == [("خبر", "a"), ("خبر", "b")]
    assert [(each.what, each.kind) for each in refusals(items)] == [("span", kind)]


@pytest.mark.parametrize(
    ("meta", "note"),
    [({"text": ["a", "b"]}, "a\nb"), ({"text": "a"}, "a"), ({"text": [7]}, ""), (5, "")],
)
def test_a_note_on_a_region_is_kept(tmp_path: Path, meta: object, note: str) -> None:
    """Its lines are joined; what is no text is none."""
    made = task("خبر", {"start": 0, "end": 3, "labels": ["a"]})
    made["annotations"][0]["result"][0]["meta"] = meta
    (document,) = documents_of(read(put(tmp_path, made), "labelstudio"))
    assert [span.note for span in document.spans] == [note]


def test_another_key_can_be_the_text(tmp_path: Path) -> None:
    """The only string is it; of several a person says which."""
    body = {"data": {"url": "x", "body": "خبر"}, "annotations": []}
    assert documents_of(read(put(tmp_path, body), "labelstudio", keys={"text": "body"}))
    only = {"data": {"body": "خبر", "n": 1}, "annotations": []}
    assert documents_of(read(put(tmp_path, only), "labelstudio"))[0].text == "خبر"


def test_facts_of_a_task_are_those_of_its_document(tmp_path: Path) -> None:
    """As exports write them; what else its data holds is named once, in both forms."""
    facts = {"name": "عنوان", "date": "2021-05-03", "source": "x", "url": "y", "page": 5}
    made = task("خبر")
    made["data"].update(facts, annotator="salma")
    del made["annotations"][0]["completed_by"]
    small = {"text": "خبر", "annotation_id": 1, "annotator": 2, "label": [], **facts}
    for path in (put(tmp_path, made, made), put(tmp_path, small, small)):
        items = read(path, "labelstudio", annotator="me")
        (document, _) = documents_of(items)
        assert (document.name, document.date, document.source) == ("عنوان", "2021-05-03", "x")
        assert document.annotator in {"salma", "annotator-2"}
        assert notices(items) == [
            (
                "attribute_lost",
                f"the key '{key}' of a task's data means nothing here and is not kept",
            )
            for key in ("url", "page")
        ]


def test_who_annotated_a_task_comes_before_whom_its_data_names(tmp_path: Path) -> None:
    """The data is as it was exported; and a mark of the program's own is said to go."""
    made = task("خبر")
    made["data"]["annotator"] = "salma"
    made["annotations"][0]["ground_truth"] = True
    items = read(put(tmp_path, made, made), "labelstudio")
    assert documents_of(items)[0].annotator == "annotator-1"
    ((kind, said),) = notices(items)
    assert kind == "attribute_lost"
    assert "--layer gold" in said


def test_a_backslash_of_the_text_is_no_end_of_a_line(tmp_path: Path) -> None:
    """Only where the text does not say it as it is."""
    value = {"start": 0, "end": 7, "text": "C:\\news", "labels": ["a"]}
    items = read(put(tmp_path, task("C:\\news", value)), "labelstudio")
    assert extents(documents_of(items)[0]) == [("C:\\news", "a")]


def test_a_value_that_is_missing_from_a_list_is_refused(tmp_path: Path) -> None:
    """Two commas in a row hide nothing, in a list of tasks and in one of lines."""
    path = tmp_path / "x.json"
    path.write_text('[{"text":"a"},,{"text":"b"}]', encoding="utf-8")
    for name, count in (("json", 1), ("labelstudio", 3)):
        items = read(path, name)
        assert len(refusals(items)) == count
        assert len(documents_of(items)) == 3 - count


def test_a_list_that_was_cut_short_keeps_what_is_whole(tmp_path: Path) -> None:
    """The last task is refused, and the file is said to be cut."""
    path = put(tmp_path, task("خبر"), task("آخر"))
    path.write_bytes(path.read_bytes()[:-60])
    found: list[ReadItem] = []

    def read_on() -> None:
        from hashiya.formats import ReadOptions, reader

        found.extend(reader("labelstudio").read(path, ReadOptions()))

    with pytest.raises(FormatError, match="cut short"):
        read_on()
    assert len(documents_of(found)) <= 1


def test_a_place_behind_the_text_fits_no_unit(tmp_path: Path) -> None:
    """The last span of a text in UTF-16 is not taken for one that leaves it."""
    value = {"start": 0, "end": 5, "text": "خبر😀", "labels": ["a"]}
    items = read(put(tmp_path, task("خبر😀", value)), "labelstudio")
    assert extents(documents_of(items)[0]) == [("خبر😀", "a")]


@given(data=st.data())
def test_spans_in_either_unit_come_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """With quotes the unit is found; the literal backslash-n of its browser is a line end."""
    text = data.draw(texts().filter(lambda text: bool(text) and "\\" not in text))
    start, end = data.draw(text_spans(text))
    is_wide = data.draw(st.booleans())
    first, last = (
        len(text[:edge].encode("utf-16-le")) // 2 if is_wide else edge for edge in (start, end)
    )
    quote = text[start:end].replace("\n", data.draw(st.sampled_from(["\n", "\\n"])))
    value = {"start": first, "end": last, "text": quote, "labels": ["a"]}
    folder = tmp_path_factory.getbasetemp()
    items = read(put(folder, task(text, value)), "labelstudio")
    assert extents(documents_of(items)[0]) == [(text[start:end], "a")]
