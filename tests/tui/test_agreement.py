"""The agreement screen: figures in rows, cases behind them, and nobody's work before one's own."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from tests.tui.sessions import Desk, sitting_at
from tests.tui.test_figures import shown, until

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Measured,
    MeasureOptions,
    Measuring,
    default_scheme,
    import_paths,
    make_project,
    measure_agreement,
)
from hashiya.store import open_project
from hashiya.tui.agreement_lines import AgreementLines
from hashiya.tui.agreement_pages import PAGES
from hashiya.tui.locale import use_language
from hashiya.tui.screens.agreement import AgreementScreen
from hashiya.tui.screens.cases import CasesScreen
from hashiya.tui.widgets import LinesView

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


def lines_of(session: AnnotationSession, width: int, page: int = 0) -> AgreementLines:
    """A page as that person sees it."""
    measuring = session.measuring()
    assert measuring is not None
    while measuring.advance(1.0):
        pass
    return page_of(measuring.summed_up(), width, page, is_blind=measuring.is_blind)


def page_of(measured: Measured, width: int, page: int, *, is_blind: bool = False) -> AgreementLines:
    """A page of what was measured."""
    lines = AgreementLines(lambda columns: PAGES[page].rows(measured, columns, is_blind))
    lines.width = width
    return lines


def texts(lines: AgreementLines) -> list[str]:
    """The lines as they are read."""
    return ["".join(piece.text for piece in (*line.left, *line.right)) for line in lines]


async def opened(desk: Desk, words: str = "place") -> AgreementScreen:
    """The screen, counted to the end."""
    await desk.press("f5")
    await until(desk, lambda: words in shown(desk))
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
    titles = {f"d{at}": f"article {at}" for at in range(3)}
    assert {case.case.document_id for row in rows for case in row.cases(titles)} == {"d0", "d1"}
    assert {case.title for row in rows for case in row.cases(titles)} == {"article 0", "article 1"}
    (unseen,) = [line for line in texts(lines_of(session, 100)) if "hind · omar" in line]
    assert unseen.split()[3:] == ["—", "·", "0", "articles"]
    session.close()


@pytest.fixture
def opens_as_lead(opens: Opens, project: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting of a coordinator."""
    store = open_project(project)
    store.add_annotator("lead", "coordinator")
    store.close()
    return lambda: opens("lead")


def test_whoever_leads_sees_everything(opens_as_lead: Callable[[], AnnotationSession]) -> None:
    """A coordinator may see all articles, whoever has finished them."""
    session = opens_as_lead()
    words = " ".join(texts(lines_of(session, 100)))
    assert "3 of 3 articles count" in words
    assert "Only articles" not in words
    session.close()


@pytest.mark.parametrize("width", [120, 96, 80, 60, 40, 20, 1])
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("page", range(len(PAGES)))
def test_the_pages_fit(opens: Opens, width: int, language: str, page: int) -> None:
    """No row is wider than the screen, down to forty columns; a figure stands beside each bar."""
    session = opens()
    use_language(language)
    try:
        lines = lines_of(session, width, page)
        widest = max(sum(each.width for each in (*line.left, *line.right)) for line in lines)
        words = texts(lines)
    finally:
        use_language("en")
        session.close()
    if width >= 40:
        assert widest <= width
        assert all(any(c.isdigit() for c in line) for line in words if "⠿" in line)


async def test_an_annotator_reads_nobody_elses_spans(opens: Opens) -> None:
    """The figures are theirs to see; the places behind a row are not, and the screen says why."""
    async with sitting_at(opens) as desk:
        screen = await opened(desk)
        await desk.press("enter")
        assert desk.app.screen is screen
        assert "the places would show you other people's spans" in shown(desk)
        await desk.press("down")
        assert "places where people differ, for whoever adjudicates" in shown(desk)
        assert "behind this row" not in shown(desk)
        assert "cases" not in shown(desk)
        await desk.press("5")
        assert "article" in shown(desk).splitlines()[-1]


async def test_rows_open_their_cases_and_cases_their_places(
    opens_as_lead: Callable[[], AnnotationSession],
) -> None:
    """F5, a row, a case: the article with the place marked, ready for a label key."""
    async with sitting_at(opens_as_lead) as desk:
        await opened(desk)
        assert "exact F1 of spans, mean of 3 pairs" in shown(desk)
        await desk.press("end", "enter")
        screen = desk.app.screen
        assert isinstance(screen, CasesScreen)
        case = screen._lines.cases[0]
        await desk.press("enter")
        await until(desk, lambda: desk.app.screen is desk.screen)
        await until(desk, lambda: desk.reading.page.document.id == case.case.document_id)
        await until(desk, lambda: desk.word == TEXT[case.place.start : case.place.end])


def test_a_row_opens_its_own_cases(opens: Opens) -> None:
    """As many as it counts: those of its label on either side, and those of its kind."""
    session = opens()
    lines = lines_of(session, 100)
    titles = {f"d{at}": f"article {at}" for at in range(3)}
    opened = {row.title: row.cases(titles) for row in lines.rows if row.opens}
    assert all(len(row.cases(titles)) == row.times for row in lines.rows if row.opens)
    assert [case.kind for case in opened["end"]] == ["right edge"]
    for label, cases in (("agency", 2), ("date", 1), ("official", 1)):
        assert len(opened[label]) == cases
        for each in opened[label]:
            assert label in {unit[2] for unit in (each.case.left, each.case.right) if unit}
    session.close()


def test_what_differs_is_told_cell_by_cell(opens: Opens) -> None:
    """Of two people, a kind and two labels: how often, and the cases."""
    session = opens()
    lines = lines_of(session, 100, 1)
    titles = {f"d{at}": f"article {at}" for at in range(3)}
    words = words_of(lines)
    assert words.index("only one has it: 3") < words.index("end: 1")
    rows = [row for row in lines.rows if row.opens]
    assert sorted(row.title for row in rows) == [
        "end · agency",
        "only one has it · date · —",
        "only one has it · — · agency",
        "only one has it · — · official",
    ]
    assert [len(row.cases(titles)) for row in rows] == [row.times for row in rows] == [1, 1, 1, 1]
    session.close()


async def test_leaving_leads_back_step_by_step(
    opens_as_lead: Callable[[], AnnotationSession],
) -> None:
    """From the cases to the figures, from there to the article; the cursor stops at rows only."""
    async with sitting_at(opens_as_lead, size=(80, 24)) as desk:
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
        await until(desk, lambda: any("◂" in line for line in desk.lines()))
        here = next(line for line in desk.lines() if "◂" in line)
        assert here.rstrip().endswith("◂")
        row = next(line for line in desk.lines() if "0.000" in line and "hind" in line)
        assert row.index("0.000") < row.index("hind")
        screen = desk.app.screen
        assert isinstance(screen, AgreementScreen)
        await desk.press("left")
        assert screen._page == 1


def words_of(lines: AgreementLines) -> str:
    """A page as one line of words."""
    return " ".join(" ".join(texts(lines)).split())


def test_days_are_those_of_the_report(opens: Opens, project: Path) -> None:
    """F1 of a day and its articles are what the page as HTML is made of."""
    store = open_project(project)
    store.add_annotator("lead", "coordinator")
    store.close()
    session = opens("lead")
    (day,) = measure_agreement(project, MeasureOptions(over_time=True)).days
    words = words_of(lines_of(session, 100, 2))
    assert f"{day.day.isoformat()} " in words
    assert f"{day.exact.figure.value:.3f} · {day.documents} articles" in words
    session.close()


def test_a_course_is_drawn_over_several_days(opens: Opens) -> None:
    """Between its first day and its last, with 1 and 0 beside it."""
    pytest.importorskip("plotille", reason="a plot needs plotille")
    session = opens()
    measuring = session.measuring()
    assert measuring is not None
    while measuring.advance(1.0):
        pass
    measured = measuring.summed_up()
    (day,) = measured.days
    days = tuple(day._replace(day=day.day.replace(day=at), exact=day.exact) for at in (3, 5, 8))
    lines = texts(page_of(replace(measured, days=days), 60, 2))
    first = next(at for at, line in enumerate(lines) if "1.0 " in line)
    assert "0.0 " in lines[first + 5]
    assert [line.split() for line in lines if line.count("-03") + line.count("-08") == 2]
    session.close()


def test_what_is_undefined_is_said_in_words(opens: Opens) -> None:
    """A pair without an article in common has reasons, and no numbers."""
    session = opens()
    measuring = session.measuring()
    assert measuring is not None
    while measuring.advance(1.0):
        pass
    measured = measuring.summed_up()
    words = words_of(page_of(replace(measured, days=()), 80, 2))
    assert "No day can be told yet" in words
    chance = words_of(page_of(measured, 80, 3))
    assert "1 pair without an article that counts for both" in chance
    assert "nan" not in chance.lower()
    session.close()


def test_what_counts_is_told_article_by_article(
    opens_as_lead: Callable[[], AnnotationSession],
) -> None:
    """With who has finished it, and who has not."""
    session = opens_as_lead()
    lines = lines_of(session, 80, 4)
    words = words_of(lines)
    assert "● d0 finished by omar, salma · hind: not begun" in words
    assert "not begun: 3 layers of people on articles" in words
    assert [row.document_id for row in lines.rows if row.opens] == ["d0", "d1", "d2"]
    session.close()


def test_who_has_finished_nothing_is_named_to_whoever_leads(
    opens: Opens, opens_as_lead: Callable[[], AnnotationSession], project: Path, tmp_path: Path
) -> None:
    """No annotator is told."""
    row = {"id": "d0", "text": TEXT, "status": "begun", "spans": []}
    (tmp_path / "idle.jsonl").write_text(json.dumps(row), encoding="utf-8")
    import_paths(project, [tmp_path / "idle.jsonl"], ImportOptions(alias="ziad"))
    for opening, is_told in ((opens, False), (opens_as_lead, True)):
        session = opening()
        pages = " ".join(words_of(lines_of(session, 100, page)) for page in (0, 4))
        assert ("ziad" in pages) is is_told
        session.close()


def test_articles_are_called_by_their_names(opens: Opens, project: Path, tmp_path: Path) -> None:
    """In the list of what counts; where a line leads to is an id all the same."""
    row = {"id": "d3", "name": "Rabat meeting", "text": TEXT, "status": "done", "spans": []}
    (tmp_path / "named.jsonl").write_text(json.dumps(row), encoding="utf-8")
    import_paths(project, [tmp_path / "named.jsonl"], ImportOptions(alias="salma"))
    session = opens()
    lines = lines_of(session, 80, 4)
    assert "Rabat meeting" in words_of(lines)
    assert "d3" not in words_of(lines)
    assert "d3" in [each.document_id for each in lines.rows]
    session.close()


def test_an_annotator_is_not_told_how_far_others_are(opens: Opens) -> None:
    """First what does not count, then what does; without a name."""
    session = opens()
    lines = lines_of(session, 80, 4)
    words = words_of(lines)
    assert "not counted ○ d2 not finished by you counted ● d0 you and somebody else" in words
    assert not any(name in words for name in ("omar", "hind", "not begun"))
    assert [row.document_id for row in lines.rows if row.opens] == ["d2", "d0", "d1"]
    session.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nobody_is_cut_off_where_there_is_little_room(opens: Opens, language: str) -> None:
    """Who has finished an article and who has not is told on as many lines as it takes."""
    session = opens()
    measuring = session.measuring()
    assert measuring is not None
    while measuring.advance(1.0):
        pass
    measured = measuring.summed_up()
    names = [f"annotator-{number}" for number in range(9)]
    left_out = tuple((name, "not begun") for name in names)
    diagnosis = (measured.diagnosis[0]._replace(left_out=left_out),)
    use_language(language)
    try:
        lines = texts(page_of(replace(measured, diagnosis=diagnosis), 40, 4))
    finally:
        use_language("en")
        session.close()
    assert all(any(name in line for line in lines) for name in names)
    assert all(len(line) <= 40 for line in lines)


async def test_pages_are_turned_round_the_end(opens: Opens) -> None:
    """By arrows, by digits of any script; an article of the last page is gone to."""
    async with sitting_at(opens, size=(80, 24)) as desk:
        screen = await opened(desk)
        seen = []
        for key in ("right", "right", "right", "right", "right", "left", "2", "٣", "۵"):
            await desk.press(key)
            seen.append(screen._page)
        assert seen == [1, 2, 3, 4, 0, 4, 1, 2, 4]
        await desk.press("end", "enter")
        await until(desk, lambda: desk.app.screen is desk.screen)
        await until(desk, lambda: desk.reading.page.document.id == "d1")


async def test_a_page_without_rows_to_open_is_scrolled(opens: Opens) -> None:
    """Down, a screen further, to the end and back to the top."""
    async with sitting_at(opens, size=(40, 10)) as desk:
        await opened(desk, "1 of 5")
        await desk.press("4")
        view = desk.app.screen.query_one(LinesView)
        tops = []
        for key in ("down", "pagedown", "end", "pageup", "home"):
            await desk.press(key)
            tops.append(view.scroll_offset.y)
        assert 1 == tops[0] < tops[1] < tops[2]
        assert tops[2] > tops[3] > tops[4] == 0


async def test_gamma_is_what_the_command_says(opens: Opens, project: Path) -> None:
    """Sampled when it is asked for, from the seed of always, and not twice."""
    store = open_project(project)
    store.add_annotator("lead", "coordinator")
    store.close()
    together = measure_agreement(project, MeasureOptions(gamma=True))
    values = [pair.places["gamma"].value for pair in together.pairs]
    async with sitting_at(lambda: opens("lead"), size=(100, 60)) as desk:
        screen = await opened(desk)
        await desk.press("g")
        await until(desk, lambda: screen._has_gamma)
        said = shown(desk)
        assert "disorder of the best alignment" in said
        assert None not in values
        assert all(f"{value:.3f}" in said for value in values)
        measured = screen._measured
        await desk.press("ل")
        assert screen._measured is measured
        assert screen._sampling is None


async def test_gamma_can_be_called_off(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape gives it up and stays; it is not counted on, and can be begun again."""
    at_work, told = threading.Event(), threading.Event()
    parts: list[None] = []

    def slowly(_self: Measuring) -> Iterator[None]:
        while len(parts) < 10_000:
            parts.append(None)
            at_work.set()
            told.wait(0.005)
            yield

    async with sitting_at(opens) as desk:
        screen = await opened(desk)
        monkeypatch.setattr(Measuring, "read", slowly)
        await desk.press("g")
        await until(desk, lambda: "gamma: 0 of 3 articles" in shown(desk))
        await until(desk, at_work.is_set)
        await desk.press("escape")
        assert isinstance(desk.app.screen, AgreementScreen)
        assert "gamma: 0" not in shown(desk)
        await desk.app.workers.wait_for_complete()
        assert len(parts) < 10_000
        assert screen._measured is not None
        assert not screen._has_gamma
        await desk.press("escape")
        await until(desk, lambda: desk.app.screen is desk.screen)


async def test_gamma_is_begun_once(opens: Opens) -> None:
    """Two quick presses begin it and give it up; a third begins it again."""
    async with sitting_at(opens) as desk:
        screen = await opened(desk)
        screen.action_gamma()
        screen.action_gamma()
        assert screen._sampling is None
        await desk.app.workers.wait_for_complete()
        assert not screen._has_gamma
        screen.action_gamma()
        await until(desk, lambda: screen._has_gamma)


async def test_gamma_that_fails_is_said(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures that are there stay."""

    def fails(_: object) -> None:
        raise OSError("the disk is gone")

    async with sitting_at(opens) as desk:
        screen = await opened(desk)
        monkeypatch.setattr(Measuring, "read", fails)
        await desk.press("g")
        await until(desk, lambda: "the disk is gone" in shown(desk))
        assert screen._sampling is None
        assert "Fleiss" in shown(desk)


def test_without_plotille_all_figures_are_there(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No plot is drawn, and why is said."""
    session = opens()
    try:
        monkeypatch.setattr("hashiya.tui.agreement_rows.are_plots_there", lambda: False)
        monkeypatch.setattr("hashiya.tui.agreement_lines.are_plots_there", lambda: False)
        monkeypatch.setattr("hashiya.tui.agreement_pages.are_plots_there", lambda: False)
        words = words_of(lines_of(session, 100))
        assert "pip install plotille" in words
        assert "hind · salma 0.000" in words
        assert not any("⠀" <= character <= "⣿" for character in words)
    finally:
        session.close()


def test_what_differs_from_gold_is_apart(project: Path, tmp_path: Path) -> None:
    """On the first page and on the second, each with its own counts and places."""
    line = {
        "id": "d0", "text": TEXT, "annotator": "lead", "layer": "gold", "status": "done",
        "spans": [{"start": DAY[0], "end": DAY[1], "label": DAY[2]}],
    }  # fmt: skip
    corpus = tmp_path / "gold.jsonl"
    corpus.write_text(json.dumps(line), encoding="utf-8")
    import_paths(project, [corpus], ImportOptions(alias="lead"))
    measured = measure_agreement(project, MeasureOptions(cases=100))
    for page, title in ((0, "what differs from gold"), (1, "What differs from gold")):
        rows = page_of(measured, 100, page).rows
        lines = texts(page_of(measured, 100, page))
        at = next(n for n, each in enumerate(lines) if each.strip() == title)
        start = next((n for n, each in enumerate(lines) if each.strip() == "labels"), 0)
        before, behind = rows[start:at], rows[at:]
        assert {cell.names[0] for row in behind for cell in row.cells or ()} == {"gold"}
        assert "gold" not in {cell.names[0] for row in before for cell in row.cells or ()}
        assert any(row.cells for row in before)


def test_the_headline_tells_gold_and_silence_apart(tmp_path: Path) -> None:
    """How many articles gold is compared on, which of them count for gold alone, who is silent."""
    path = tmp_path / "apart.hashiya"
    make_project(path, default_scheme())
    layers: list[tuple[str, list[list[tuple[int, int, str]] | None]]] = [
        ("a", [[], []]),
        ("b", [[]]),
        ("c", [[WALI]]),
        ("gold", [None, [WALI]]),
    ]
    for alias, given in layers:
        who, layer = ("lead", "gold") if alias == "gold" else (alias, "annotator")
        lines = [
            {
                "id": f"d{at}", "text": TEXT, "status": "done", "annotator": who, "layer": layer,
                "spans": [{"start": s, "end": e, "label": label} for s, e, label in spans],
            }
            for at, spans in enumerate(given)
            if spans is not None
        ]  # fmt: skip
        corpus = tmp_path / f"{alias}.jsonl"
        corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        import_paths(path, [corpus], ImportOptions(alias="lead"))
    measured = measure_agreement(path, MeasureOptions())
    words = words_of(page_of(measured, 100, 0))
    assert "exact F1 of spans, mean of 2 pairs: 0.000 1 of 2 articles count" in words
    assert "1 more pair marked nothing on either side, which the mean leaves out" in words
    assert "1 article is compared with gold" in words
    # Neither the map nor a bar shows what nobody marked as full agreement.
    (silent,) = [line for line in texts(page_of(measured, 100, 0)) if "a · b" in line]
    assert silent.split()[3:] == ["nothing", "marked", "·", "1", "article"]
    assert " 100 " not in words
    assert "against gold only ○ d1" in words_of(page_of(measured, 100, 4)).replace("●", "○")


def test_many_pairs_without_an_article_are_one_line(tmp_path: Path) -> None:
    """On the page of figures and beyond chance."""
    path = tmp_path / "many.hashiya"
    make_project(path, default_scheme())
    for at, alias in enumerate(("a", "b", "c", "d", "e")):
        line = {"id": f"d{min(at, 3)}", "text": TEXT, "status": "done", "spans": []}
        corpus = tmp_path / f"{alias}.jsonl"
        corpus.write_text(json.dumps(line), encoding="utf-8")
        import_paths(path, [corpus], ImportOptions(alias=alias))
    measured = measure_agreement(path, MeasureOptions())
    for page in (0, 3):
        words = words_of(page_of(measured, 100, page))
        assert "9 pairs without an article that counts for both" in words
        assert "d · e" in words
        assert "a · b" not in words
    assert "nobody marked anything" in words_of(page_of(measured, 100, 0))
