"""A project with two small articles, and a sitting at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    Page,
    ReviewPlan,
    ReviewSession,
    check_project,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.text import Direction
from tests.services import reviewers

TEXT = "قال والي بنك المغرب أمس إن ذلك تم. وحضر ممثل للأمم المتحدة.\nعنوان بلا نقطة"
OTHER = "وأضافت الوزارة أن الورش يتقدم. انتهى."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two documents, `first` and `second`."""
    path = tmp_path / "news.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "first.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "second.txt").write_text(OTHER, encoding="utf-8")
    import_paths(path, [tmp_path / "texts"], ImportOptions(alias="lead"))
    return path


Opener = Callable[..., AnnotationSession]


@pytest.fixture
def sit_down(project: Path) -> Iterator[Opener]:
    """Opens sittings, and closes them all at the end."""
    opened: list[AnnotationSession] = []

    def opener(alias: str = "salma", direction: Direction = "auto") -> AnnotationSession:
        opened.append(AnnotationSession.open(project, alias, direction))
        return opened[-1]

    yield opener
    for session in opened:
        session.close()


@pytest.fixture
def session(sit_down: Opener) -> AnnotationSession:
    """One sitting of salma."""
    return sit_down()


@pytest.fixture
def page(session: AnnotationSession) -> Page:
    """The first document as salma sees it first."""
    found = session.resume()
    assert found is not None
    return found


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A project for reviews: `first`, `second` and `third`, all with one text."""
    return reviewers.make_reviewed(tmp_path / "reviewed.hashiya", "first", "second", "third")


@pytest.fixture
def review(reviewed: Path) -> Iterator[reviewers.Reviewer]:
    """Opens review sessions, closes them all at the end, and reads the project back."""
    opened: list[ReviewSession] = []

    def opener(
        alias: str = "huda", name: str = "r1", plan: ReviewPlan | None = None
    ) -> ReviewSession:
        opened.append(ReviewSession.open(reviewed, alias, name, plan))
        return opened[-1]

    yield opener
    for session in opened:
        session.close()
    assert check_project(reviewed) == []
