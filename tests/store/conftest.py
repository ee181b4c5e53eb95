"""Fixtures: a new project in each engine; a second engine becomes a second parameter here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.making import SCHEME, Project

from hashiya.store import create_project, open_project


@pytest.fixture(params=["sqlite"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project with a scheme, open."""
    path = tmp_path / f"news-{request.param}.hashiya"
    made = Project(path, create_project(path, name="news", scheme=SCHEME), open_project)
    yield made
    made.close()
