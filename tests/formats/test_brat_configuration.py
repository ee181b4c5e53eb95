"""brat's configuration in: labels and attributes, what is not held, and lines that say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.cases import documents_of, options, read
from tests.formats.test_all_writers import hostile

from hashiya.formats import HeaderRecord, Notice, ReadItem, writer
from hashiya.formats.brat_configuration import Configuration, read_configuration

WHOLE = """# the project's labels
[entities]
Agency
!Place
\tCity
\tCountry
جهة
[relations]
In\tArg1:City, Arg2:Country
In\tArg1:Agency, Arg2:City
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
Visit\tWho:Agency, Where:City
[attributes]
<PLACES>=City|Country
Sure\tArg:<ENTITY>
Old\tArg:<PLACES>
Kind\tArg:Agency, Value:public|private
Held\tArg:<EVENT>
"""


def said(text: str | bytes) -> Configuration:
    """What a configuration says."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_configuration(enumerate(data.split(b"\n"), start=1))


def notices(items: list[ReadItem]) -> list[tuple[str, int | None, str]]:
    """File, line and words of each remark."""
    return [
        (Path(each.path).name, each.line, each.message)
        for each in items
        if isinstance(each, Notice)
    ]


def test_entities_are_labels_with_their_attributes() -> None:
    """Macros are taken apart, what is no type of its own is none; the rest is counted."""
    found = said(WHOLE)
    assert {label.name: [each.name for each in label.attributes] for label in found.labels} == {
        "Agency": ["Sure", "Kind"],
        "City": ["Sure", "Old"],
        "Country": ["Sure", "Old"],
        "جهة": ["Sure"],
    }
    assert found.types == {"Agency", "City", "Country", "جهة", "Visit"}
    assert found.left == {
        ("kind of relations", "kinds of relations"): 1,
        ("kind of events", "kinds of events"): 1,
        ("place in a hierarchy of types", "places in a hierarchy of types"): 2,
        ("list of an attribute's values", "lists of attributes' values"): 1,
    }
    assert found.troubles == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Agency\n[entities]", 1, "before the first section"),
        ("[entities]\n[labels]\nX", 2, "is no section"),
        ("[entities]\nA\nA", 3, "stands twice"),
        ("[entities]\na|b", 2, "is no type"),
        ("[attributes]\nSure", 2, "is no attribute"),
        ("[attributes]\nSure\tArg1:X", 2, "is no attribute"),
        (b"[entities]\n\xff", 2, "UTF-8"),
    ],
)
def test_a_line_that_says_nothing_is_named(text: str | bytes, line: int, words: str) -> None:
    """By its number, and costs itself."""
    ((number, reason),) = said(text).troubles
    assert number == line
    assert words in reason


def test_a_name_that_can_be_no_label_is_counted() -> None:
    """Too long for one."""
    found = said(f"[entities]\n{'x' * 65}\nA")
    assert [label.name for label in found.labels] == ["A"]
    assert [*found.left.values()] == [1]
    assert "too long" in next(iter(found.left))[0]


def test_a_folder_offers_its_labels(tmp_path: Path) -> None:
    """Before its documents; types that the configuration lacks are named, it is no other file."""
    (tmp_path / "annotation.conf").write_bytes(WHOLE.encode() + b"[nothing]\n")
    (tmp_path / "tools.conf").write_bytes(b"")
    (tmp_path / "x.txt").write_bytes(b"abc")
    (tmp_path / "x.ann").write_bytes(b"T1\tAgency 0 1\ta\nT2\tAgancy 1 2\tb\n")
    for path in (tmp_path, tmp_path / "x.ann"):
        items = read(path, "brat")
        header = items[0]
        assert isinstance(header, HeaderRecord)
        assert header.scheme is not None
        assert len(header.scheme.labels) == 4
        told = {
            ("annotation.conf", 20, "'[nothing]' is no section; what follows is not read"),
            ("annotation.conf", None, "1 kind of relations not kept"),
        }
        assert told & {*notices(items)} == (told if path.is_dir() else set())
        missing = ("x.ann", None, "the type 'Agancy' is not in annotation.conf")
        assert missing in notices(items)
        assert any("1 file " in each for _, _, each in notices(items)) == path.is_dir()
        assert len(documents_of(items)[0].spans) == 2


def test_our_own_configuration_says_nothing_wrong(tmp_path: Path) -> None:
    """Nor does a folder without one."""
    writer("brat").write(hostile(), tmp_path / "x.brat", options())
    items = read(tmp_path / "x.brat", "brat")
    header = next(each for each in items if isinstance(each, HeaderRecord))
    assert header.scheme is not None
    assert [each.name for each in header.scheme.labels] == ["agency", "official", "date", "topic"]
    assert not [each for each in notices(items) if each[0] == "annotation.conf"]


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_anything_is_read(text: str | bytes) -> None:
    """Nothing in such a file stops an import."""
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    said(b"[entities]\n" + data)
    said(b"[attributes]\n" + data)
