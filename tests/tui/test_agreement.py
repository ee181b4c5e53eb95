"""The agreement screen: figures in rows, cases behind them, and nobody's work before one's own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.tui.sessions import Desk, sitting_at
from tests.tui.test_figures import shown, until

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Measuring,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.store import open_project
from hashiya.tui.agreement_lines import AgreementLines
from hashiya.tui.locale import use_language
from hashiya.tui.screens.agreement import AgreementScreen
from hashiya.tui.screens.cases import CasesScreen

Opens = Callable[..., AnnotationSession]

TEXT: Final = "قال والي بنك المغرب أمس. وانتهى اللقاء."
BANK, WALI, DAY = (9, 19, "agency"), (4, 8, "official"), (20, 23, "date")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Salma has finished two of three articles, Omar the first and the last, Hind the last two."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    layers = {
        "salma": ([BANK, WALI], [BANK], None),
        "omar": ([(9, 12, "agency")], None, [BANK]),
        "hind": (None, [DAY], [WALI]),
    }
    for alias, given in layers.items():
        lines = [
            {
                "id": f"d{at}",
                "text": TEXT,
                "status": "new" if spans is None else "done",
                "spans": [{"start": s, "end": e, "label": label} for s, e, label in spans or ()],
            }
            for at, spans in enumerate(given)
        ]
        corpus = tmp_path / f"{alias}.jsonl"
        corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        import_paths(path, [corpus], ImportOptions(alias=alias))
    return path


@pytest.fixture
def opens(project: Path) -> Opens:
    """Opens a sitting of somebody."""
    return lambda alias="salma": AnnotationSession.open(project, alias)


def lines_of(session: AnnotationSession, width: int) -> AgreementLines:
    """The page as that person sees it."""
    measuring = session.measuring()
    assert measuring is not None
    while measuring.advance(1.0):
        pass
    lines = AgreementLines(measuring.summed_up(), is_blind=measuring.is_blind)
    lines.width = width
    return lines


def texts(lines: AgreementLines) -> list[str]:
    """The lines as they are read."""
    return ["".join(piece.text for piece in (*line.left, *line.right)) for line in lines]


async def opened(desk: Desk) -> AgreementScreen:
    """The screen, counted to the end."""
    await desk.press("f5")
    await until(desk, lambda: "behind this row" in shown(desk))
    screen = desk.app.screen
    assert isinstance(screen, AgreementScreen)
    return screen


def test_an_annotator_sees_only_what_they_have_finished(opens: Opens) -> None:
    """Omar and Hind differ on an article that Salma has not finished: she is told nothing of it."""
    session = opens()
    words = " ".join(" ".join(texts(lines_of(session, 100))).split())
    assert "2 of 3 articles count" in words
    assert "1 is left out: not finished by you, or by nobody else" in words
    assert "Only articles that you have finished yourself count here" in words
    rows = [each for each in lines_of(session, 100).rows if each.opens]
    order = {f"d{at}": at for at in range(3)}
    assert {case.case.document_id for row in rows for case in row.cases(order)} == {"d0", "d1"}
    (unseen,) = [line for line in texts(lines_of(session, 100)) if "hind · omar" in line]
    assert unseen.split()[3:] == ["—", "·", "0", "articles"]
    session.close()


def test_whoever_leads_sees_everything(opens: Opens, project: Path) -> None:
    """A coordinator may see all articles, whoever has finished them."""
    store = open_project(project)
    store.add_annotator("lead", "coordinator")
    store.close()
    session = opens("lead")
    words = " ".join(texts(lines_of(session, 100)))
    assert "3 of 3 articles count" in words
    assert "Only articles" not in words
    session.close()


@pytest.mark.parametrize("width", [120, 96, 80, 60, 40, 20, 1])
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_the_page_fits(opens: Opens, width: int, language: str) -> None:
    """No row is wider than the screen, down to forty columns; a figure stands beside each bar."""
    session = opens()
    use_language(language)
    try:
        lines = lines_of(session, width)
        widest = max(sum(each.width for each in (*line.left, *line.right)) for line in lines)
        words = texts(lines)
    finally:
        use_language("en")
        session.close()
    if width >= 40:
        assert widest <= width
        assert all(any(c.isdigit() for c in line) for line in words if "█" in line or "░" in line)


async def test_rows_open_their_cases_and_cases_their_places(opens: Opens) -> None:
    """F5, a row, a case: the article with the place marked, ready for a label key."""
    async with sitting_at(opens) as desk:
        await opened(desk)
        assert "exact F1 of spans, mean of 2 pairs" in shown(desk)
        await desk.press("end", "enter")
        screen = desk.app.screen
        assert isinstance(screen, CasesScreen)
        case = screen._lines.cases[0]
        await desk.press("enter")
        await until(desk, lambda: desk.app.screen is desk.screen)
        await until(desk, lambda: desk.reading.page.document.id == case.case.document_id)
        await until(desk, lambda: desk.word == TEXT[case.place.start : case.place.end])


async def test_leaving_leads_back_step_by_step(opens: Opens) -> None:
    """From the cases to the figures, from there to the article; the cursor stops at rows only."""
    async with sitting_at(opens, size=(80, 24)) as desk:
        screen = await opened(desk)
        seen = set()
        for _ in range(12):
            assert screen._lines.rows[screen._lines.cursor].opens
            seen.add(screen._lines.cursor)
            await desk.press("down")
        assert len(seen) > 4
        await desk.press("home", "enter")
        assert "places" in shown(desk)
        await desk.press("down", "end", "pageup", "escape")
        assert desk.app.screen is screen
        await desk.press("pagedown", "pageup", "f5")
        assert "behind this row" not in shown(desk)


async def test_whoever_has_finished_nothing_is_told_what_to_do(opens: Opens) -> None:
    """An empty page that says when there will be something on it."""
    async with sitting_at(lambda: opens("nobody"), size=(60, 14)) as desk:
        await desk.press("f5")
        await until(desk, lambda: "There is nothing to compare yet" in shown(desk))
        await desk.press("enter", "down", "end", "escape")
        assert desk.app.screen is desk.screen


async def test_counting_can_be_called_off(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape leaves while it counts, and nothing is counted after that."""
    slices = []

    def slow(self: Measuring, _seconds: float) -> bool:
        slices.append(self.seen)
        return True

    monkeypatch.setattr(Measuring, "advance", slow)
    async with sitting_at(opens) as desk:
        await desk.press("f5")
        await until(desk, lambda: "counting: 0 of 3 articles" in shown(desk))
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        await asyncio.wait_for(desk.app.queue.ask(lambda _: None), 10)
        await desk.pilot.pause()
        count = len(slices)
        await asyncio.wait_for(desk.app.queue.ask(lambda _: None), 10)
        assert len(slices) == count


async def test_what_cannot_be_read_is_said(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trouble stands where the figures would."""

    def fails(_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(AnnotationSession, "measuring", fails)
    async with sitting_at(opens) as desk:
        await desk.press("f5")
        await until(desk, lambda: "the disk is gone" in shown(desk))


@pytest.fixture
def in_arabic() -> Iterator[None]:
    """The interface in Arabic."""
    use_language("ar")
    yield
    use_language("en")


@pytest.mark.usefixtures("in_arabic")
async def test_the_page_is_mirrored_in_arabic(opens: Opens) -> None:
    """Rows begin at the right edge, and the bar goes to the left of the name."""
    async with sitting_at(opens) as desk:
        await desk.press("f5")
        await until(desk, lambda: any("█" in line for line in desk.lines()))
        here = next(line for line in desk.lines() if "◂" in line)
        assert here.rstrip().endswith("◂")
        row = next(line for line in desk.lines() if "░░░" in line and "salma" in line)
        assert row.index("░") < row.index("salma")
