"""In Arabic the whole screen runs from the right, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.strategies import texts
from tests.tui.sessions import MemorySession, make_document, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless, emitted

from hashiya.services import Hits, Place, Surroundings
from hashiya.store import Hit
from hashiya.tui.found_lines import FoundLines
from hashiya.tui.hit_lines import HitLines
from hashiya.tui.inks import Inks
from hashiya.tui.locale import use_language
from hashiya.tui.pieces import (
    Line,
    Piece,
    as_written,
    drawn,
    line_strip,
    pieces_width,
    sentence,
    worded,
)
from hashiya.tui.themes import DARK
from hashiya.tui.widgets import KeyHints, LabelBar

INKS = Inks(DARK)


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    """The interface in Arabic for each test."""
    use_language("ar")
    yield
    use_language("en")


def shown(line: Line, width: int) -> str:
    """A line as it is written, from the left edge."""
    return line_strip(line, width, INKS, ground="panel").text


def test_a_line_begins_at_the_right() -> None:
    """Its first piece ends at the right edge, its right pieces begin at the left one."""
    line = Line((Piece(" first"), Piece(" then")), (Piece("end "),))
    assert shown(line, 20) == " end     then first "


def test_words_and_data_find_their_places_together() -> None:
    """A number after an Arabic word stands left of it, and a file's name keeps its own order."""
    assert shown(Line((Piece("جملة 3/40 "),)), 12) == "   3/40 " + as_written("جملة")
    name = drawn("a (b).txt")
    assert shown(Line((Piece(f"في {name}"),)), 12) == "a (b).txt " + as_written("في")


@pytest.mark.parametrize(
    "name",
    ["./settings.toml:2", '"nrod"', "hashiya import articles/", "`hashiya doctor -t`"],
)
def test_latin_in_a_sentence_keeps_its_signs(name: str) -> None:
    """A path, a quoted word or a command stands as it is written, the sentence's stops outside."""
    words = shown(Line((Piece(sentence(f"اكتب ({name})، أو {name}؛ ثم {name}.")),)), 120)
    assert words.count(name) == 3
    assert words.strip().startswith(f".{name}")
    assert f"({name})" in words


def test_a_key_stays_the_key_it_is() -> None:
    """A bracket on a key is not mirrored, and its blanks change sides with it."""
    assert shown(Line((Piece("  ]", "key"), Piece(" مقال"))), 8) == as_written("مقال") + " ]  "


def test_a_placed_line_is_left_alone() -> None:
    """A ruler and prose keep their columns."""
    assert shown(Line((Piece("|1234"),), is_placed=True), 8) == "|1234   "


def test_a_translation_may_turn_its_parts_around() -> None:
    """The parts of a sentence stand where its language puts them."""
    pieces = worded("{b} of {a}", "quiet", a=Piece("A"), b=Piece("B", "key"))
    assert [piece.text for piece in pieces] == ["B", " of ", "A"]


@given(texts(), st.integers(0, 60))
def test_any_text_is_safe_and_fits(text: str, width: int) -> None:
    """Hostile data stays inside its columns and commands nothing, in words or alone."""
    use_language("ar")  # hypothesis calls this many times inside one fixture
    for make in (drawn, sentence):
        piece = Piece(make(text, width))
        assert piece.width <= width
        line = shown(Line((piece, Piece(" نهاية"))), 80)
        assert_harmless(line)
        assert cell_len(line) == 80


@given(st.lists(st.tuples(texts(), st.booleans()), max_size=4), st.integers(1, 60))
def test_a_line_is_as_wide_as_its_place(parts: list[tuple[str, bool]], width: int) -> None:
    """Whatever stands on it, a mirrored line fills exactly its columns."""
    use_language("ar")
    left = tuple(Piece(drawn(text)) for text, is_left in parts if is_left)
    right = tuple(Piece(drawn(text)) for text, is_left in parts if not is_left)
    assert cell_len(shown(Line(left, right), width)) == width
    assert pieces_width(left) >= 0


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_the_screen_is_mirrored(size: tuple[int, int]) -> None:
    """The title stands at the right, the save state at the left, labels and keys from the right."""
    async with sitting_at(size=size) as desk:
        await desk.press("1")
        await desk.settled()
        lines = desk.lines()
        assert lines[0].startswith(" " + as_written("● محفوظ"[2:]))
        assert "●" in lines[0]
        assert any(line.rstrip().endswith(as_written("جهة") + " 1") for line in lines)
        assert all(cell_len(line) == size[0] for line in lines)
        if size[0] >= 80:
            assert as_written("كلمة واحدة") in lines[-4]
            assert lines[-1].rstrip().endswith(as_written("مساعدة") + " ?")


async def test_the_mouse_follows_the_mirror() -> None:
    """A click on a label or a key is on what is drawn there."""
    async with sitting_at(size=(100, 30)) as desk:
        bar, keys = desk.app.screen.query_one(LabelBar), desk.app.screen.query_one(KeyHints)
        first = bar.label_at(98)
        assert first is not None
        assert first.name == "agency"
        assert bar.label_at(1) is None
        assert keys.command_at(98) == "help"


async def test_everything_can_be_opened() -> None:
    """Help, guidelines, menu, find and note open in Arabic, with hostile data and on any size."""
    for size in ((80, 24), (20, 5), (1, 1)):
        session = MemorySession([make_document(f"{EVIL} كلمة وأخرى", name=EVIL)])
        async with sitting_at(session, size=size) as desk:
            for key in ("1", "?", "escape", "g", "escape", ".", "escape", "/", "x", "escape"):
                await desk.press(key)
            await desk.press("m", "1", "2", "escape", "escape")
            assert_harmless(emitted(desk))
            assert {cell_len(line) for line in desk.lines()} == {size[0]}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_places_of_a_text_read_from_the_right_in_every_language(language: str) -> None:
    """A found place is placed as the text runs: its words are not turned a second time."""
    use_language(language)
    found = FoundLines([Hit(1, "d", "مقال", "new", 1, 4, 7, "قال ", "بنك", " المغرب.", ())])
    found.width = 60
    hits = Hits()
    hits.add("d", [Place(4, 7)])
    places = HitLines(hits, "agency", lambda _: None)
    places.keep(0, [Surroundings("مقال", 1, "قال ", "بنك", " المغرب.", is_cut=False)])
    places.width = 60
    for lines in (found, places):
        row = shown(lines[0], 60).rstrip(" ◂✓")
        assert row.endswith(as_written("قال ⟦بنك⟧ المغرب."))
        assert as_written("جملة 1" if language == "ar" else "sentence 1") in shown(lines[1], 60)
