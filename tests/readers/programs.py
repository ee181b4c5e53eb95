"""Programs with a Python of their own: where `make readers` put them, and how one is asked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

__all__ = ["ask", "python_of"]

_ROOT: Final = Path(__file__).parents[2]
_HOME: Final = Path(os.environ.get("HASHIYA_READERS", _ROOT / ".readers"))
_SCRIPTS: Final = Path(__file__).parent / "scripts"


def python_of(name: str, module: str) -> Path:
    """The Python in which a module is; where there is none the test is skipped."""
    home = _HOME / name
    python = home / "bin" / "python"
    found = python.exists() and any(home.glob(f"lib/python*/site-packages/{module}"))
    if not found:
        pytest.skip(f"needs {module}, which `make readers` installs")
    return python


def ask(python: Path, script: str, *said: Path) -> Any:
    """What a script of ours, run by a program's Python, says in the last line that it prints."""
    command = [str(python), str(_SCRIPTS / script), *map(str, said)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.rstrip("\n").split("\n")[-1])
