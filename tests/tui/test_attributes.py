"""Attributes of spans: the form, what is proposed in it, and what it saves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, MemorySession, sitting_at
from textual import events

from hashiya.services import (
    AnnotationSession,
    ExportOptions,
    ImportOptions,
    default_scheme,
    export_layers,
    import_paths,
    make_project,
)
from hashiya.tui.screens.describing import AttributeScreen
from hashiya.tui.widgets import LineInput

TEXT = "اجتمعت وزارتا الخارجية والعدل يوم 29 يناير 2021. وحضر بنك المغرب أمس، وبنكُ المغرب غدا."


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at one article, written on a Friday."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    line = {"id": "d1", "name": "d1", "text": TEXT, "date": "2021-01-29"}
    (tmp_path / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    import_paths(path, [tmp_path / "news.jsonl"], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


def attributes(desk: Desk) -> dict[str, str]:
    """Of the first annotation that has any."""
    every = [dict(each.attributes) for each in desk.reading.page.layer.annotations]
    return next((each for each in every if each), {})


async def asked(desk: Desk, key: str = "a") -> list[LineInput]:
    """The form's inputs, once what can be proposed stands in them."""
    await desk.press(key)
    assert isinstance(desk.app.screen, AttributeScreen)
    await desk.pilot.pause(0.2)
    return list(desk.app.screen.query(LineInput))


async def test_a_date_s_value_is_proposed_saved_and_undone(
    opens: Callable[[], AnnotationSession],
) -> None:
    """The key and Enter give a date its value, shown in the details; u and r work on it."""
    async with sitting_at(opens) as desk:
        await desk.go("29 يناير")
        await desk.press("shift+left", "shift+left", "3")
        (value,) = await asked(desk)
        assert value.text == "2021-01-29"
        assert attributes(desk) == {}
        await desk.press("enter")
        assert attributes(desk) == {"value": "2021-01-29"}
        assert desk.said() == "attributes put on: 29 يناير 2021"
        await desk.press("left", "right")
        assert "2021-01-29" in desk.lines()[-3]
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.1)
        assert attributes(desk) == {}
        assert desk.said() == "undone: attributes of 29 يناير 2021"
        await desk.press("r")
        await desk.pilot.pause(0.1)
        assert attributes(desk) == {"value": "2021-01-29"}


async def test_a_relative_date_is_read_from_the_document_s_day(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Yesterday is the day before the article was written; on an Arabic keyboard too."""
    async with sitting_at(opens) as desk:
        await desk.go("أمس")
        await desk.press("3")
        (value,) = await asked(desk, "ش")
        assert value.text == "2021-01-28"


async def test_a_proposal_is_typed_over(opens: Callable[[], AnnotationSession]) -> None:
    """It is selected, so that typing replaces it; what is no value is refused with how it looks."""
    async with sitting_at(opens) as desk:
        await desk.go("أمس")
        await desk.press("3")
        await asked(desk)
        await desk.press(*"2021-1", "enter")
        assert isinstance(desk.app.screen, AttributeScreen)
        assert "ISO value" in desk.lines()[-1]
        await desk.press("backspace", *"01", "enter")
        assert attributes(desk) == {"value": "2021-01"}


async def test_canonical_form_and_count(opens: Callable[[], AnnotationSession]) -> None:
    """Two lines, Tab between them; the form given once is proposed for the same words later."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك المغرب")
        await desk.press("shift+left", "1")
        canonical, _ = await asked(desk)
        assert canonical.text == "بنك المغرب"
        await desk.press(*"البنك المركزي".replace(" ", ""), "tab", "2", "enter")
        assert attributes(desk) == {"canonical": "البنكالمركزي", "count": "2"}
        await desk.settled()
        await desk.go("بنكُ المغرب")
        await desk.press("shift+left", "c", "1")
        await desk.settled()
        canonical, count = await asked(desk)
        assert (canonical.text, count.text) == ("البنكالمركزي", "")


async def test_escape_leaves_it_as_it_was(opens: Callable[[], AnnotationSession]) -> None:
    """At once where only the proposal stands; a second time where something was typed."""
    async with sitting_at(opens) as desk:
        await desk.go("أمس")
        await desk.press("3")
        await asked(desk)
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        await asked(desk)
        await desk.press("2", "escape")
        assert "Esc again" in desk.lines()[-1]
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert attributes(desk) == {}


async def test_no_key_reaches_the_article(opens: Callable[[], AnnotationSession]) -> None:
    """Label keys and commands that come in the same burst are not done to the text."""
    async with sitting_at(opens) as desk:
        await desk.go("أمس")
        await desk.press("3", "a", "1", "2", "x", "ctrl+q", "pageup", "tab")
        await desk.pilot.pause(0.2)
        assert desk.spans == [("date", "أمس")]
        assert desk.app.return_value is None


async def test_labels_without_attributes_say_so(opens: Callable[[], AnnotationSession]) -> None:
    """A topic has nothing more to say, and without a span there is nothing to describe."""
    async with sitting_at(opens) as desk:
        await desk.press("a")
        assert desk.said() == "there is no span here to describe"
        await desk.press("4", "a")
        assert desk.app.screen is desk.screen
        assert desk.said() == "the scheme asks nothing more of the label topic"


async def test_a_scheme_from_before_has_none() -> None:
    """With labels that declare nothing, the key says so and the details do not offer it."""
    async with sitting_at(MemorySession()) as desk:
        await desk.press("1", "a")
        assert desk.said().startswith("the scheme asks nothing more")
        await desk.press("left", "right")
        assert "describes" not in desk.lines()[-3]


async def test_the_form_takes_hostile_pastes_and_any_size(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Control characters stay out, and the form lives through every size of the terminal."""
    async with sitting_at(opens) as desk:
        await desk.go("بنك المغرب")
        await desk.press("shift+left", "1")
        canonical, _ = await asked(desk)
        canonical.post_message(events.Paste("ا\x1b]0;x\x07\r\nب"))
        await desk.pilot.pause()
        assert "control characters left out" in desk.lines()[-1]
        for size in ((1, 1), (3, 2), (39, 9), (80, 24), (100, 30)):
            await desk.pilot.resize_terminal(*size)
        await desk.press("enter")
        assert attributes(desk) == {"canonical": "ا]0;x ب"}


async def test_attributes_reach_the_file(
    opens: Callable[[], AnnotationSession], tmp_path: Path
) -> None:
    """JSONL holds them, with the scheme that declares them, and an import brings both back."""
    async with sitting_at(opens) as desk:
        await desk.go("أمس")
        await desk.press("3")
        await asked(desk)
        await desk.press("enter")
        await desk.settled()
    out = tmp_path / "out"
    export_layers(tmp_path / "news.hashiya", ExportOptions("jsonl", layer="salma", folder=out))
    (written,) = out.rglob("*.jsonl")
    header, line = map(json.loads, written.read_text(encoding="utf-8").splitlines())
    assert line["spans"][0]["attributes"] == {"value": "2021-01-28"}
    declared = {label["name"]: label.get("attributes", []) for label in header["scheme"]["labels"]}
    assert [each["name"] for each in declared["date"]] == ["value"]
    assert declared["topic"] == []
    other = tmp_path / "other.hashiya"
    make_project(other, default_scheme())
    import_paths(other, [written], ImportOptions(alias="salma"))
    async with sitting_at(lambda: AnnotationSession.open(other, "salma")) as desk:
        assert attributes(desk) == {"value": "2021-01-28"}
