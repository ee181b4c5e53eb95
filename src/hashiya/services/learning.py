"""Learning: a project of its own with one sample article, made for a lesson and thrown away.

The article was written for this and is CC0 1.0. Must never know what the lesson teaches.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from hashiya.services.annotating import AnnotationSession
from hashiya.services.importing import ImportOptions, import_paths
from hashiya.services.projects import PROJECT_SUFFIX, default_scheme, make_project

__all__ = ["lesson_text", "open_lesson"]

_FILE: Final = "lesson.txt"
_NAME: Final = "معرض للمخطوطات"
"""What the article is called."""


def lesson_text() -> str:
    """The sample article, as it is read."""
    source = resources.files("hashiya.services").joinpath(_FILE)
    return source.read_text(encoding="utf-8").strip()


def open_lesson(folder: Path, alias: str) -> AnnotationSession:
    """Make the project in a folder that is thrown away afterwards, and open it.

    Raises:
        StoreError: The folder cannot be written, or holds a lesson already.
        OSError: Likewise.
    """
    project = folder / f"lesson{PROJECT_SUFFIX}"
    make_project(project, default_scheme())
    article = folder / f"{_NAME}.txt"
    article.write_text(lesson_text(), encoding="utf-8")
    import_paths(project, [article], ImportOptions(alias=alias))
    return AnnotationSession.open(project, alias)
