"""What the screens' tests share: a terminal with every colour, whatever the real one has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def full_colours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An environment that asks for nothing, and settings that are nobody's."""
    settings: Path = tmp_path_factory.mktemp("settings") / "settings.toml"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "TEXTUAL_THEME", "TMUX", "STY"):
            patch.delenv(name, raising=False)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLORTERM", "truecolor")
        patch.setenv("HASHIYA_LANG", "en")
        patch.setenv("HASHIYA_SETTINGS", str(settings))
        yield
