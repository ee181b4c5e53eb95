"""Moving and selecting: where each key takes the caret, and what a label key would then tag."""

from __future__ import annotations

from tests.tui.sessions import MemorySession, make_document, sitting_at


async def test_left_goes_left_and_forward() -> None:
    """Left moves one word to the left on the screen, which is the next word in Arabic."""
    async with sitting_at() as desk:
        assert desk.word == "نظمت"
        before = desk.view.navigator.layout.place(desk.reading.pointer.caret)
        await desk.press("left")
        after = desk.view.navigator.layout.place(desk.reading.pointer.caret)
        assert desk.word == "وزارة"
        assert after.row == before.row
        assert after.column < before.column
        await desk.press("right")
        assert desk.word == "نظمت"


async def test_control_moves_by_letter() -> None:
    """With Control an arrow moves by one letter."""
    async with sitting_at() as desk:
        await desk.press("ctrl+left", "ctrl+left")
        assert desk.reading.pointer.caret == 2
        await desk.press("ctrl+right")
        assert desk.reading.pointer.caret == 1


async def test_rows_keep_the_column() -> None:
    """Down and up move between rows and come back to the same letter."""
    async with sitting_at() as desk:
        await desk.press("left", "left", "down")
        assert desk.view.navigator.layout.row_of(desk.reading.pointer.caret) == 1
        await desk.press("up")
        assert desk.word == "الخارجية"


async def test_home_and_end_stay_in_the_sentence() -> None:
    """Home and End go to the sentence's first and last letter."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("end")
        assert desk.reading.page.document.text[desk.reading.pointer.caret] == "."
        await desk.press("home")
        assert desk.word.endswith("قال")


async def test_document_edges() -> None:
    """Control with Home and End goes to the document's first and last letter."""
    async with sitting_at() as desk:
        await desk.press("ctrl+end")
        assert desk.reading.pointer.caret == len(desk.reading.page.document.text) - 1
        await desk.press("ctrl+home")
        assert desk.reading.pointer.caret == 0


async def test_sentences_on_both_layouts() -> None:
    """The next and the last sentence answer to the Latin and to the Arabic letter."""
    async with sitting_at() as desk:
        await desk.press("n", "ى")
        assert desk.word == "عنوان"
        await desk.press("ح", "p")
        assert desk.reading.pointer.caret == 0


async def test_pages_move_by_what_is_seen() -> None:
    """Page down moves on by about a screen of rows, and page up comes back."""
    text = "\n".join(f"سطر رقم {number}" for number in range(80))
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press("pagedown")
        row = desk.view.navigator.layout.row_of(desk.reading.pointer.caret)
        assert row == desk.view.rows_on_screen - 1
        await desk.press("pageup")
        assert desk.reading.pointer.caret == 0


async def test_shift_takes_in_words() -> None:
    """Shift with an arrow grows the selection by words, shrinks it, and grows it the other way."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press("shift+left")
        assert desk.word == "غرين اجتماعا"
        await desk.press("shift+right", "shift+right")
        assert desk.word == "وديفيد غرين"


async def test_shift_and_control_take_in_letters() -> None:
    """With Control too the selection grows from the caret by letters and leaves nothing out."""
    async with sitting_at() as desk:
        await desk.go("وديفيد")
        await desk.press("ctrl+left", "ctrl+shift+left", "ctrl+shift+left")
        assert desk.word == "ديف"
        await desk.press("ctrl+shift+right")
        assert desk.word == "دي"


async def test_letters_refine_a_selection_of_words() -> None:
    """A selection of words loses its last letter to Control, also inside its first word."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("shift+left", "ctrl+shift+right")
        assert desk.word == "وزارة الخارجي"
        await desk.go("المتحدة")
        await desk.press("shift+left", "shift+right", "ctrl+shift+right")
        assert desk.word == "المتحد"


async def test_selecting_to_the_sentence_edges() -> None:
    """Shift with Home and End takes in the sentence's words on that side, not its full stop."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+end")
        assert desk.word == "بنك المغرب إنه راض"
        await desk.press("escape")
        await desk.go("مدير")
        await desk.press("shift+home")
        assert desk.word.endswith("قال مدير")


async def test_selecting_by_rows() -> None:
    """Shift with Down and Up takes in what lies between the rows."""
    async with sitting_at() as desk:
        await desk.press("shift+down")
        assert "\n" in desk.word
        await desk.press("shift+up")
        assert desk.word == "نظمت"


async def test_escape_drops_the_selection() -> None:
    """Escape lets the selection go and keeps the word the caret stood on."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.press("shift+left", "escape")
        assert desk.reading.pointer.anchor is None
        assert desk.word == "اجتماعا"


async def test_tab_goes_through_spans() -> None:
    """Tab picks the next span whole, nested ones in turn, and Shift+Tab the one before."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2", "escape")
        await desk.go("بنك")
        await desk.press("shift+left", "1", "ctrl+home")
        await desk.press("tab")
        assert desk.word == "مدير بنك المغرب"
        await desk.press("tab")
        assert desk.word == "بنك المغرب"
        await desk.press("tab")
        assert "no more spans" in desk.said()
        await desk.press("shift+tab")
        assert desk.word == "مدير بنك المغرب"
