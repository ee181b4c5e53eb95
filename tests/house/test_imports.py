"""Which floors load what, seen in a fresh interpreter."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys

import pytest

FLOORS = [
    "errors",
    "text",
    "model",
    "tagging",
    "formats",
    "store",
    "layout",
    "suggest",
    "agreement",
    "terminal",
    "services",
    "web",
    "cli",
]
HEAVY = ["textual", "rich", "aiohttp"]


def modules_after(statement: str) -> set[str]:
    """Names of all modules that a fresh interpreter without settings holds after a statement."""
    program = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    environment = dict(os.environ, XDG_CONFIG_HOME=os.devnull)
    environment.pop("HASHIYA_SETTINGS", None)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("floor", FLOORS)
def test_no_floor_below_the_screens_loads_them(floor: str) -> None:
    """Importing a floor never brings Textual or Rich in."""
    assert modules_after(f"import hashiya.{floor}").isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "import",
        "review",
        "export",
        "status",
        "doctor",
        "serve",
        "tutorial",
        "agreement",
        "assign",
        "reread",
    ],
)
def test_no_command_but_annotate_loads_the_screens(command: str) -> None:
    """Even with its module loaded, a command leaves Textual alone."""
    statement = f"from hashiya.cli.main import run\nrun(['{command}', '--help'])"
    assert modules_after(statement).isdisjoint(HEAVY)


def test_facts_about_the_terminal_need_no_screen() -> None:
    """Without a terminal the doctor prints what is known about it, and leaves Textual alone."""
    statement = "from hashiya.cli.main import run\nrun(['doctor', '--terminal', '--json'])"
    assert modules_after(statement).isdisjoint(HEAVY)


def test_screens_that_few_people_open_are_loaded_late() -> None:
    """The article is on the screen before what few keys ask for is loaded."""
    loaded = modules_after("import hashiya.tui.app")
    assert "hashiya.tui.screens.annotate" in loaded
    late = {
        "hashiya.tui.lesson",
        "hashiya.tui.offers",
        "hashiya.tui.review",
        "hashiya.tui.room",
        "hashiya.tui.screens.commanding",
        "hashiya.tui.screens.doctor",
        "hashiya.store.lists",
        "hashiya.tui.screens.document_pane",
        "hashiya.tui.screens.key_help",
        "hashiya.tui.screens.lesson",
        "hashiya.tui.screens.guideline_pane",
        "hashiya.tui.screens.occurrences",
        "hashiya.tui.screens.panes",
        "hashiya.tui.screens.span_pane",
        "hashiya.tui.screens.occurring",
        "hashiya.services.occurrences",
        "hashiya.text.matching",
        "hashiya.suggest",
    }
    assert loaded.isdisjoint(late)


def test_the_hijri_calendar_waits_for_a_hijri_date() -> None:
    """Reading Gregorian dates loads no table of moons."""
    statement = "from hashiya.suggest import find_dates\nfind_dates('29 يناير 2021')"
    assert "hijridate" not in modules_after(statement)


def test_measures_are_plain_python() -> None:
    """Every room of agreement is loaded, and nothing that counts in matrices."""
    statement = "import hashiya.agreement as a\n[getattr(a, name) for name in a.__all__]"
    loaded = modules_after(statement)
    assert "hashiya.agreement.disorder" in loaded
    assert loaded.isdisjoint({"numpy", "scipy", "sklearn", "pydantic"})


def test_letters_need_no_pydantic() -> None:
    """The text floor is plain Python."""
    assert "pydantic" not in modules_after("import hashiya.text")


def test_asking_the_terminal_needs_next_to_nothing() -> None:
    """The terminal's floor is plain Python and starts no process's machinery by being loaded."""
    assert modules_after("import hashiya.terminal").isdisjoint(
        {"pydantic", "tomllib", "subprocess", "click", "sqlite3"}
    )


@pytest.mark.parametrize("floor", [*FLOORS, "tui"])
def test_every_front_door_names_what_it_shows(floor: str) -> None:
    """A front door has a docstring, and every name in its `__all__` is there."""
    module = importlib.import_module(f"hashiya.{floor}")
    assert module.__doc__
    assert all(hasattr(module, name) for name in module.__all__)
