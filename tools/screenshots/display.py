"""The display: a virtual screen of its own with a keyboard, and pictures of what stands on it.

Must never know which terminal is on it or what the program in the terminal does.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Mapping
from typing import Final, Self

from tools.screenshots.picture import Picture

__all__ = ["Display", "DisplayError"]

WIDTH: Final = 1280
HEIGHT: Final = 860
START_SECONDS: Final = 20.0
STILL_SECONDS: Final = 0.35
"""A picture is still when it is the same after so long, twice."""


class DisplayError(Exception):
    """The screen, a window or a picture did not come."""


class Display:
    """A virtual screen; `with` starts and ends it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._base = dict(environment)
        self.environment: dict[str, str] = {}
        """What a program must be started with to be on this screen."""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-nolisten", "tcp", "-noreset", "-dpi", "96"),
            ],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writing)
        written = b""
        while not written.endswith(b"\n"):
            ready, _, _ = select.select([reading], [], [], START_SECONDS)
            part = os.read(reading, 16) if ready else b""
            if not part:
                self._server.kill()
                raise DisplayError("the virtual screen did not start")
            written += part
        os.close(reading)
        number = written.decode().strip()
        self.environment = self._base | {"DISPLAY": f":{number}"}
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait(START_SECONDS)

    def focus(self) -> None:
        """Give the keyboard to the largest window; there is no window manager that would.

        Raises:
            DisplayError: No window came.
        """
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            found = max(((self._area(one), one) for one in self._windows()), default=(0, ""))
            if found[0] > 0:
                self._run("xdotool", "mousemove", str(WIDTH - 1), str(HEIGHT - 1))
                self._run("xdotool", "windowfocus", found[1])
                return
            time.sleep(0.1)
        raise DisplayError("no window came")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, by their names in X."""
        self._run("xdotool", "key", "--clearmodifiers", "--delay", "60", *keys)

    def picture(self) -> Picture:
        """The whole screen now."""
        shown = self._run("import", "-silent", "-window", "root", "-depth", "8", "rgb:-")
        return Picture(WIDTH, HEIGHT, shown)

    def still(self, *, is_painted: bool = False, seconds: float = 30.0) -> Picture:
        """The picture once it stays the same, and, when asked for, is painted all over.

        Raises:
            DisplayError: It went on changing, or nothing was painted.
        """
        end = time.monotonic() + seconds
        last, same = self.picture(), 0
        while time.monotonic() < end:
            time.sleep(STILL_SECONDS)
            now = self.picture()
            same = same + 1 if now == last else 0
            last = now
            if same >= 2 and (now.is_painted or not is_painted):
                return now
        raise DisplayError("the picture goes on changing" if same < 2 else "nothing was painted")

    def _windows(self) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", ".*"]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, check=False, timeout=START_SECONDS
        )
        return done.stdout.decode().split()

    def _area(self, window: str) -> int:
        done = subprocess.run(
            ["xdotool", "getwindowgeometry", "--shell", window],
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=START_SECONDS,
        )
        facts = dict(line.split("=") for line in done.stdout.decode().split() if "=" in line)
        area = int(facts.get("WIDTH", 0)) * int(facts.get("HEIGHT", 0))
        return area if 2500 < area < WIDTH * HEIGHT else 0

    def _run(self, *command: str) -> bytes:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, check=False, timeout=START_SECONDS
        )
        if done.returncode != 0:
            raise DisplayError(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout
