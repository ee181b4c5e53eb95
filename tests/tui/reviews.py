"""Reviews for the screens' tests: a project that several people have finished."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.services.reviewers import TEXT, Given, annotate
from textual.pilot import Pilot

from hashiya.services import (
    ImportOptions,
    ReviewPlan,
    ReviewSession,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.review.app import ReviewApp
from hashiya.tui.review.state import Review

__all__ = ["Bench", "made_project", "reviewing"]


def made_project(
    folder: Path, work: dict[str, Sequence[Given]], names: Sequence[str] = ("first", "second")
) -> Path:
    """A project of documents with one text, all of them finished alike by each person."""
    path = folder / "news.hashiya"
    make_project(path, default_scheme())
    (folder / "texts").mkdir()
    for name in names:
        (folder / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [folder / "texts"], ImportOptions(alias="lead"))
    for name in names:
        for alias, given in work.items():
            annotate(path, alias, given, document_id=name)
    return path


class Bench:
    """A running review and what a test wants to see of it."""

    def __init__(self, app: ReviewApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def review(self) -> Review:
        """What is shown."""
        review = self.app.review.desk.review
        assert review is not None
        return review

    @property
    def gold(self) -> list[Given]:
        """What gold holds."""
        return [(each.quote, each.label) for each in self.review.page.gold.annotations]

    @property
    def states(self) -> list[str]:
        """The state of each card."""
        return [card.state for card in self.review.page.cards]

    async def press(self, *keys: str) -> None:
        """Press keys, each once all before it is answered and written."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is on its way to the database or waits for its turn."""
        for _turn in range(3):
            await self.app.queue.ask(lambda _: None)
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def lines(self) -> list[str]:
        """The screen's lines as they would be printed."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def said(self) -> str:
        """The message to the adjudicator."""
        return self.review.message.text


@asynccontextmanager
async def reviewing(
    project: Path,
    *,
    alias: str = "huda",
    name: str = "r1",
    plan: ReviewPlan | None = None,
    size: tuple[int, int] = (100, 30),
) -> AsyncIterator[Bench]:
    """The review of a project on a screen of this size, its first document shown."""
    app = ReviewApp(lambda: ReviewSession.open(project, alias, name, plan))
    try:
        async with app.run_test(size=size) as pilot:
            bench = Bench(app, pilot)
            await bench.settled()
            yield bench
    finally:
        app.let_go()
