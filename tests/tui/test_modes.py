"""Modes: counts, second labels, the label that sticks, the sweep, and repeating a label."""

from __future__ import annotations

import pytest
from tests.tui.sessions import SCHEME, Desk, MemorySession, make_document, sitting_at
from tests.tui.test_phrasing import news

from hashiya.model import Label, Scheme


def details(desk: Desk) -> str:
    """The two lines over the labels."""
    return "\n".join(desk.lines()[-4:-2])


@pytest.mark.parametrize("keys", [(";", "3"), ("ك", "٣"), (";", "۳")])
async def test_a_count_repeats_a_move(keys: tuple[str, ...]) -> None:
    """The count key, digits in any script, and a move: it is made that often."""
    async with sitting_at() as desk:
        await desk.press(*keys)
        assert "count 3" in details(desk)
        await desk.press("left")
        assert desk.word == "وديفيد"
        assert "count" not in details(desk)
        await desk.press("1")
        assert desk.spans == [("agency", "وديفيد")]


async def test_a_count_repeats_selecting_and_picking() -> None:
    """Selections, phrases and spans are counted too, and a nought is a digit here."""
    async with sitting_at() as desk:
        await desk.press(";", "2", "shift+left")
        assert desk.word == "نظمت وزارة الخارجية"
        await desk.press("escape", ";", "1", "0", "left", ";", "0", "0", "2", "right")
        assert desk.reading.page.layer.marks == ()
        await desk.press("ctrl+home", "1", "left", "2", "ctrl+home", ";", "2", "tab")
        assert desk.reading.pointer.chosen == desk.reading.page.layer.annotations[1].id


async def test_a_counted_edge_is_one_act() -> None:
    """An edge that moves three words is undone by one key."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1", ";", "3", "alt+up")
        assert desk.spans == [("agency", "وزارة الخارجية وديفيد غرين")]
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("agency", "وزارة")]


async def test_a_count_ends_where_the_policy_refuses() -> None:
    """What was possible is done, and the reason for the rest is said."""
    async with sitting_at() as desk:
        await desk.go("إنه")
        await desk.press("4", ";", "9", "alt+up")
        assert desk.spans == [("topic", "إنه راض")]
        assert "leaves its sentence" in desk.said()


async def test_a_count_goes_before_moves_only() -> None:
    """Before a label or a key that changes data nothing is done; Esc drops it."""
    async with sitting_at() as desk:
        await desk.press(";", "1", "2", "escape", "1")
        assert desk.spans == [("agency", "نظمت")]
        for key in ("x", "u", "enter", "l"):
            await desk.press(";", "2", key)
            assert "nothing was done" in desk.said()
        assert len(desk.spans) == 1
        assert desk.reading.page.layer.marks == ()


async def test_a_letter_as_a_label_key_ends_a_count() -> None:
    """A label whose key is a letter is not tagged after a count."""
    scheme = Scheme(id="other", labels=(Label(name="agency", key="b"),))
    async with sitting_at(MemorySession(scheme=scheme)) as desk:
        await desk.press(";", "2", "b")
        assert desk.spans == []
        assert "nothing was tagged" in desk.said()


async def test_another_label_on_the_same_text_relabels() -> None:
    """On a span that is picked, selected exactly or is the word here, a label key changes it."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2", "ctrl+home", "tab", "1")
        assert desk.spans == [("agency", "مدير بنك المغرب")]
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "4")
        assert desk.spans == [("topic", "مدير بنك المغرب")]
        await desk.go("راض")
        await desk.press("1", "escape", "2")
        assert desk.spans == [("topic", "مدير بنك المغرب"), ("official", "راض")]
        await desk.press("2")
        assert "already carries" in desk.said()


async def test_the_second_label_key_keeps_both() -> None:
    """After it a label key adds a span on the same text, and the details say so before."""
    async with sitting_at() as desk:
        await desk.go("وزارة")
        await desk.press("1")
        await desk.go("وزارة")
        await desk.press("ط")
        assert "second label" in details(desk)
        await desk.press("2")
        assert desk.spans == [("agency", "وزارة"), ("official", "وزارة")]


@pytest.mark.parametrize("key", ["s", "س"])
async def test_a_sticky_label_tags_each_selection(key: str) -> None:
    """Each selection is tagged as it is made and grows with it; Esc ends that."""
    async with sitting_at(news()) as desk:
        await desk.press(key)
        assert "every selection" in details(desk)
        await desk.press("1")
        assert "each selection becomes" in details(desk)
        assert "▸1" in desk.lines()[-2]
        await desk.press("f")
        assert desk.spans == [("agency", "وزارة النقل واللوجستيك")]
        await desk.press("shift+right")
        assert desk.spans == [("agency", "وزارة النقل")]
        await desk.press("shift+left", "k")
        assert desk.spans == [
            ("agency", "وزارة النقل واللوجستيك"),
            ("agency", "أمس الثلاثاء"),
        ]
        await desk.press("3")
        assert desk.spans[1] == ("date", "أمس الثلاثاء")
        await desk.press("escape", "k")
        assert len(desk.spans) == 2
        assert "▸" not in desk.lines()[-2]


async def test_a_sticky_label_waits_for_the_mouse() -> None:
    """A drag is tagged when the button is let go, as one act."""
    async with sitting_at(news()) as desk:
        text = desk.reading.page.document.text
        start = text.index("صندوق")
        await desk.press("s", "1")
        places = [desk.cell(offset) for offset in (start, start + 5, start + 10, start + 17)]
        await desk.drag(*places)
        assert desk.spans == [("agency", "صندوق النقد الدولي")]
        await desk.settled()
        assert len(desk.session.committed) == 1


async def test_a_sticky_selection_that_is_refused_stays_marked() -> None:
    """The policy's reason is said and the selection can still be changed."""
    async with sitting_at(news()) as desk:
        await desk.go("والي")
        await desk.press("f", "2", "s", "1")
        await desk.go("المغرب")
        await desk.press("shift+left")
        assert "crosses" in desk.said()
        assert desk.word == "المغرب وفدا"
        assert len(desk.spans) == 1


@pytest.mark.parametrize("key", ["h", "ا"])
async def test_a_sweep_takes_and_skips(key: str) -> None:
    """Space tags the phrase that is marked and goes on, the skip key only goes on."""
    async with sitting_at(news()) as desk:
        await desk.press(key, "1")
        assert desk.word == "وزارة النقل واللوجستيك"
        assert "sweep" in details(desk)
        await desk.press("space", "k")
        assert desk.word == "إحداث الوكالة الوطنية للموانئ"
        await desk.press("v", "space", "v")
        assert desk.word == "بنك المغرب"
        await desk.press("space", "k", "space")
        assert [quote for _, quote in desk.spans] == [
            "وزارة النقل واللوجستيك",
            "الوكالة الوطنية للموانئ",
            "بنك المغرب",
            "صندوق النقد الدولي",
        ]
        await desk.press("k")
        assert "no phrase" in desk.said()
        await desk.press("escape")
        assert "over" in desk.said()
        assert desk.reading.mode.kind == ""


async def test_a_sweep_ends_with_the_article() -> None:
    """After the last phrase the sweep says that it is over."""
    async with sitting_at(MemorySession([make_document("قال مجلس النواب")])) as desk:
        await desk.press("h", "1", "space")
        assert desk.spans == [("agency", "مجلس النواب")]
        assert "the sweep is over" in desk.said()
        assert desk.reading.mode.kind == ""


async def test_repeating_the_last_label() -> None:
    """Space tags with the label used last; before the first it says what to do."""
    async with sitting_at(news()) as desk:
        await desk.press("space")
        assert "no label was used yet" in desk.said()
        await desk.press("f", "1", "k", "space")
        assert desk.spans[1] == ("agency", "إحداث الوكالة الوطنية للموانئ")


async def test_modes_go_along_to_the_next_article() -> None:
    """A label that sticks still does so in the next document."""
    session = MemorySession([make_document(), make_document("مجلس النواب هنا.", 2)])
    async with sitting_at(session) as desk:
        await desk.press("s", "1", "]")
        await desk.pilot.pause(0.05)
        await desk.press("shift+left")
        assert desk.spans == [("agency", "مجلس النواب")]


async def test_keys_that_come_at_once_are_counted_in_their_order() -> None:
    """A count typed in one breath counts, and its digits tag nothing."""
    async with sitting_at() as desk:
        for name, character in ((";", ";"), ("2", "2"), ("left", None), ("1", "1")):
            from textual.events import Key

            desk.app.post_message(Key("semicolon" if name == ";" else name, character))
        await desk.pilot.pause()
        assert desk.spans == [("agency", "الخارجية")]


def test_the_scheme_of_these_tests_uses_digits() -> None:
    """Counts would need no prefix if labels did not have the digits."""
    assert {label.key for label in SCHEME.labels} == set("1234")
