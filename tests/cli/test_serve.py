"""`hashiya serve` as a shell sees it, and the process behind a page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import AnyStr

import pytest

from tests.cli.conftest import Command

PATIENCE_SECONDS = 60

needs_extra = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("aiohttp", "textual_serve")),
    reason="needs the packages of hashiya[web]",
)


def test_nobody_guesses_who_is_behind_a_connection(hashiya: Command, project: Path) -> None:
    """Without --as nothing is served, whatever the environment says."""
    ran = hashiya("-p", project, "serve")
    assert ran.code == 2
    assert "--as" in ran.err


def test_an_address_that_others_reach_is_refused(hashiya: Command, project: Path) -> None:
    """The message names the way that is safe."""
    ran = hashiya("-p", project, "serve", "--as", "salma", "--host", "0.0.0.0")
    assert ran.code == 2
    assert "--behind-proxy" in ran.err


def test_an_alias_is_checked_before_anything_is_served(hashiya: Command, project: Path) -> None:
    """Gold belongs to nobody."""
    assert hashiya("-p", project, "serve", "--as", "gold").code == 2


def test_a_project_that_is_not_there_is_said_at_once(hashiya: Command, folder: Path) -> None:
    """Not when the first page is opened."""
    ran = hashiya("-p", folder / "none.hashiya", "serve", "--as", "salma")
    assert ran.code == 3
    assert "none.hashiya" in ran.err


def test_missing_packages_are_named_with_the_command_that_brings_them(
    hashiya: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong usage with a way out, not a traceback."""
    monkeypatch.setattr("hashiya.web.serving.find_spec", lambda _: None)
    ran = hashiya("-p", project, "serve", "--as", "salma")
    assert ran.code == 2
    assert 'pip install "hashiya[web]"' in ran.err


@needs_extra
def test_a_taken_port_is_said_with_a_way_out(hashiya: Command, project: Path) -> None:
    """The message names --port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = hashiya("-p", project, "serve", "--as", "salma", "--port", taken.getsockname()[1])
    assert ran.code == 2
    assert "--port" in ran.err


@needs_extra
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_the_server_in_order(project: Path, number: signal.Signals) -> None:
    """The address is the only data printed, and stopping is no failure."""
    arguments = ["-p", str(project), "serve", "--as", "salma", "--port", "0"]
    with subprocess.Popen(
        [sys.executable, "-m", "hashiya.cli", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        assert server.stdout.readline().startswith("http://127.0.0.1:")
        server.send_signal(number)
        out, err = _ended(server)
    assert (server.returncode, out) == (0, "")
    assert "salma is new in this project" in err


def test_the_process_behind_a_page_leaves_when_its_server_is_gone(project: Path) -> None:
    """A killed server leaves no process that holds the project open."""
    arguments = ["-p", str(project), "annotate", "--as", "salma", "--served"]
    with subprocess.Popen(
        [sys.executable, "-m", "hashiya.cli", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"},
    ) as behind:  # fmt: skip
        assert behind.stdout is not None
        assert behind.stdin is not None
        assert behind.stdout.readline() == b"__GANGLION__\n"
        behind.stdin.close()
        behind.stdin = None
        _ended(behind)
    assert behind.returncode == 0


def _ended(process: subprocess.Popen[AnyStr]) -> tuple[AnyStr, AnyStr]:
    """What a process printed until it left; one that stays is ended, and the test fails."""
    try:
        return process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
