"""Tagging: what each key that changes data puts on the screen and on the disk."""

from __future__ import annotations

import pytest
from tests.tui.sessions import SCHEME, MemorySession, make_document, sitting_at
from textual.events import Key

from hashiya.model import Policy, Scheme


async def test_a_label_key_tags_the_word() -> None:
    """Without a selection a label key tags the word under the caret."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1")
        assert desk.spans == [("agency", "وزارة")]


async def test_keys_that_come_at_once_are_answered_in_their_order() -> None:
    """After ← and a label key in one breath the label is on the word to the left."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        for key in (Key("left", None), Key("1", "1"), Key("left", None), Key("2", "2")):
            desk.app.post_message(key)
        await desk.pilot.pause()
        assert desk.spans == [("agency", "الخارجية"), ("official", "غرين")]


@pytest.mark.parametrize("key", ["2", "٢", "۲"])
async def test_label_keys_in_every_script(key: str) -> None:
    """A label's digit answers in ASCII, Arabic-Indic and Persian digits."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press(key)
        assert desk.spans == [("official", "وزارة")]


async def test_a_label_key_tags_the_selection() -> None:
    """With a selection a label key tags all of it and lets the selection go."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("shift+left", "1")
        assert desk.spans == [("agency", "وزارة الخارجية")]
        assert desk.reading.pointer.anchor is None


async def test_lil_leaves_the_first_lam_out() -> None:
    """Where an article follows a proclitic the span begins after it: ل is left out of للأمم."""
    async with sitting_at() as desk:
        await desk.go("للأمم")
        await desk.press("shift+left", "1")
        assert desk.spans == [("agency", "لأمم المتحدة")]


async def test_the_cut_cycles() -> None:
    """One key moves the span's start past the proclitic and back."""
    async with sitting_at() as desk:
        await desk.go("وديفيد")
        await desk.press("c")
        assert desk.word == "ديفيد"
        await desk.press("ؤ")
        assert desk.word == "وديفيد"
        await desk.press("c", "2")
        assert desk.spans == [("official", "ديفيد")]


async def test_the_cut_is_seen_before_it_is_made() -> None:
    """The details say which letter is left out and how many ways there are."""
    async with sitting_at() as desk:
        await desk.go("للأمم")
        details = "\n".join(desk.lines()[-4:-2])
        assert "left out" in details
        assert "cut 1/2" in details


async def test_mid_word_by_letters() -> None:
    """A selection by letters is tagged exactly as it stands."""
    async with sitting_at() as desk:
        await desk.go("بالرباط")
        await desk.press("ctrl+shift+left", "ctrl+shift+left", "ctrl+shift+left", "4")
        assert desk.spans == [("topic", "بالر")]


async def test_nested_spans_both_stand() -> None:
    """A span of another label inside one is added, and both have a lane with their key."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2")
        await desk.go("بنك")
        await desk.press("shift+left", "1")
        assert desk.spans == [("official", "مدير بنك المغرب"), ("agency", "بنك المغرب")]
        row = desk.view.navigator.layout.row_of(desk.reading.pointer.caret)
        sheet = desk.view.sheet
        assert sheet is not None
        first = sheet.lines_of(row).start - desk.view.scroll_offset.y + 1
        lanes = desk.lines()[first + 1 : first + 3]
        assert [line.strip(" ┗━┛╚═╝") for line in lanes] == ["1", "2"]


async def test_equal_extents_keep_both_labels() -> None:
    """Two labels on the same words both stand and are both seen."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1")
        await desk.go("وزارة")
        await desk.press("'", "2")
        assert desk.spans == [("agency", "وزارة"), ("official", "وزارة")]
        assert "1 more here" in "\n".join(desk.lines())


async def test_relabelling() -> None:
    """The relabel key and then a label's key change the label and add nothing."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "l", "3")
        assert desk.spans == [("date", "وزارة")]
        await desk.press("م", "1")
        assert desk.spans == [("agency", "وزارة")]


async def test_relabelling_can_be_given_up() -> None:
    """Any other key after the relabel key leaves the label as it is."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", "l", "escape", "2")
        assert desk.spans == [("agency", "وزارة"), ("official", "الخارجية")]


@pytest.mark.parametrize("key", ["x", "delete", "backspace", "ء"])
async def test_removing(key: str) -> None:
    """The remove keys take the innermost span under the caret away."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2")
        await desk.go("بنك")
        await desk.press("shift+left", "1", key)
        assert desk.spans == [("official", "مدير بنك المغرب")]


async def test_removing_from_the_left_out_letter() -> None:
    """On a proclitic that was left out, the remove key means the span that begins behind it."""
    async with sitting_at() as desk:
        await desk.go("للأمم")
        await desk.press("1")
        await desk.go("للأمم")
        await desk.press("x")
        assert desk.spans == []


async def test_undo_and_redo() -> None:
    """Undo takes the last act back and redo does it again, on either layout."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1")
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == []
        assert "undone" in desk.said()
        await desk.press("ق")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("agency", "وزارة")]


async def test_undo_follows_the_act_into_its_document() -> None:
    """Undo opens the document the act was done in."""
    session = MemorySession([make_document(), make_document("نص آخر هنا.", 2)])
    async with sitting_at(session) as desk:
        await desk.press("1", "]")
        await desk.pilot.pause(0.05)
        assert desk.reading.page.document.id == "d2"
        await desk.press("ctrl+z")
        await desk.pilot.pause(0.05)
        assert desk.reading.page.document.id == "d1"
        assert desk.spans == []


async def test_nothing_to_undo() -> None:
    """Undo without an act says so."""
    async with sitting_at() as desk:
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.said() == "nothing to undo"


async def test_done_goes_on_to_the_next_open_sentence() -> None:
    """Enter marks the sentence and goes on to the next without a mark, past finished ones."""
    async with sitting_at() as desk:
        await desk.press("n", "enter", "home", "p", "p", "enter")
        assert desk.word == "عنوان"
        states = [mark.state for mark in desk.reading.page.layer.marks]
        assert states == ["done", "done"]


async def test_marks_are_seen() -> None:
    """Finished sentences carry a mark in the margin of the row they begin on."""
    async with sitting_at() as desk:
        await desk.press("enter", "n", "0")
        text = "\n".join(desk.lines()[1:])
        assert "✓" in text
        assert "∅" in text


async def test_the_last_sentence_says_what_comes_next() -> None:
    """When all sentences are done, Enter stays and points to the next article."""
    async with sitting_at(MemorySession([make_document("جملة واحدة.")])) as desk:
        await desk.press("enter")
        assert "] opens the next article" in desk.said()


async def test_nothing_is_refused_where_something_is() -> None:
    """A sentence that holds a span cannot be marked as one with nothing in it."""
    async with sitting_at() as desk:
        await desk.press("1", "٠")
        assert "holds 1 annotation" in desk.said()
        assert desk.reading.page.layer.marks == ()


async def test_reopening() -> None:
    """A finished sentence can be opened again."""
    async with sitting_at() as desk:
        await desk.press("enter", "p", "o")
        assert desk.reading.page.layer.marks == ()


async def test_a_refusal_gives_its_reason_and_changes_nothing() -> None:
    """An edit that the policy refuses is explained, not made and not queued."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("shift+left", "1")
        await desk.go("الخارجية")
        await desk.press("shift+left", "2")
        assert "crosses" in desk.said()
        assert len(desk.spans) == 1
        assert desk.app.queue.state.kind == "saved"


async def test_a_label_may_take_a_command_key() -> None:
    """A key that the scheme gives to a label tags, whatever command it had."""
    label = SCHEME.labels[0].__class__(name="agency", key="u")
    scheme = Scheme(id="other", labels=(label,), policy=Policy())
    async with sitting_at(MemorySession(scheme=scheme)) as desk:
        await desk.press("u")
        assert desk.spans == [("agency", "نظمت")]


async def test_documents_turn_and_end() -> None:
    """The bracket keys turn to the next and the last document, and say where there is none."""
    session = MemorySession([make_document(), make_document("نص آخر هنا.", 2)])
    async with sitting_at(session) as desk:
        await desk.press("د")
        await desk.pilot.pause(0.05)
        assert desk.reading.page.document.id == "d2"
        await desk.press("]")
        await desk.pilot.pause(0.05)
        assert desk.said() == "this is the last article; [ goes back"
        await desk.press("ج")
        await desk.pilot.pause(0.05)
        assert desk.reading.page.document.id == "d1"


async def test_keys_wait_for_the_page_they_mean() -> None:
    """Keys that come while another document is on its way are done on that document."""
    session = MemorySession([make_document(), make_document("نص آخر هنا.", 2)])
    async with sitting_at(session) as desk:
        desk.screen.action_command("next_document")
        desk.screen.action_command("word_left")
        assert desk.screen.sitting is not None
        desk.screen.sitting.label(SCHEME.labels[0])
        await desk.pilot.pause(0.1)
        assert desk.reading.page.document.id == "d2"
        assert desk.spans == [("agency", "آخر")]


async def test_keys_about_a_span_mean_the_one_that_is_selected_exactly() -> None:
    """As a label key does; another one inside it, over the caret, is not meant."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2")
        await desk.go("المغرب")
        await desk.press("1")
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left")
        assert desk.context.here is not None
        assert desk.context.here.quote == "مدير بنك المغرب"
        await desk.press("x")
        assert [quote for _, quote in desk.spans] == ["المغرب"]
