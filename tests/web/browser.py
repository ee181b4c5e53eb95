"""A real Chromium without a window, driven over its DevTools protocol; and the server it opens.

Source: the DevTools protocol's domains Page, Runtime and Input as Chromium describes them.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
WINDOW = (1200, 800)
PATIENCE_SECONDS = 40.0
BINARY = 2


class Page:
    """One tab."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.console: list[str] = []
        """What the page wrote on its console, and errors nobody caught."""
        self.asked: list[str] = []
        """Every address that the page asked for something."""
        self.drawn = b""
        """What the application wrote on this page's terminal."""
        self.size = (0, 0)
        """The terminal's columns and rows, as the page last told."""

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its answer; events on the way are looked at."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message: dict[str, Any] = await self._socket.receive_json()
                if message.get("id") == number:
                    assert "error" not in message, message
                    answer: dict[str, Any] = message["result"]
                    return answer
                self._notice(message)

    def _notice(self, message: dict[str, Any]) -> None:
        if message["method"] == "Network.webSocketFrameReceived":
            frame = message["params"]["response"]
            if frame["opcode"] == BINARY:
                self.drawn += base64.b64decode(frame["payloadData"])
        elif message["method"] == "Network.webSocketFrameSent":
            told = json.loads(message["params"]["response"]["payloadData"] or "[0]")
            if told[0] == "resize":
                self.size = (told[1]["width"], told[1]["height"])
        elif message["method"] == "Network.requestWillBeSent":
            self.asked.append(message["params"]["request"]["url"])
        elif message["method"] == "Runtime.consoleAPICalled":
            self.console.append(str([one.get("value") for one in message["params"]["args"]]))
        elif message["method"] == "Runtime.exceptionThrown":
            details = message["params"]["exceptionDetails"]
            self.console.append(str(details.get("exception", details).get("description", details)))
        elif message["method"] == "Log.entryAdded":
            self.console.append(message["params"]["entry"]["text"])

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression, promises waited for."""
        answer = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if await self.run(f"Boolean({script})"):
                    return
                await asyncio.sleep(0.1)

    async def open(self, address: str) -> None:
        """Go to an address and wait until the application has drawn itself."""
        await self.call("Page.navigate", url=address)
        await self.until_drawn("saved")

    async def until_drawn(self, words: str) -> None:
        """Wait until the application has written these words and the page has shown them."""
        await self.until("document.body && document.body.classList.contains('-first-byte')")
        async with asyncio.timeout(PATIENCE_SECONDS):
            while words.encode() not in self.drawn:
                await self.run("new Promise(done => setTimeout(done, 100))")
        await self.run("new Promise(done => setTimeout(done, 500))")

    async def press(self, key: str, *, code: int = 0, text: str = "") -> None:
        """Press and release a key of the keyboard."""
        names = {"key": key, "windowsVirtualKeyCode": code, **({"text": text} if text else {})}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **names)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def click(self, x: float, y: float) -> None:
        """Press and release the first mouse button at a place in the window."""
        place = {"x": x, "y": y, "button": "left", "clickCount": 1}
        await self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        await self.call("Input.dispatchMouseEvent", type="mousePressed", **place)
        await self.call("Input.dispatchMouseEvent", type="mouseReleased", **place)

    async def picture(self) -> bytes:
        """What the window shows, as PNG."""
        answer = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def chromium(folder: Path, *flags: str) -> AsyncIterator[Page]:
    """A browser of its own with one tab, or skip where none is installed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here")
    process = await asyncio.create_subprocess_exec(
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run",
        "--remote-debugging-port=0", f"--user-data-dir={folder / 'browser'}",
        f"--window-size={WINDOW[0]},{WINDOW[1]}", "--force-device-scale-factor=1",
        *flags, "about:blank",
        stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        port = await _debugging_port(folder / "browser" / "DevToolsActivePort")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                tabs = await answer.json()
            tab = next(tab for tab in tabs if tab["type"] == "page")
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                for domain in ("Page", "Runtime", "Log", "Network"):
                    await page.call(f"{domain}.enable")
                yield page
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _debugging_port(path: Path) -> int:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if lines := _lines(path):
                return int(lines[0])
            await asyncio.sleep(0.05)


def _lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@asynccontextmanager
async def served(project: Path, *options: str) -> AsyncIterator[str]:
    """`hashiya serve` on a free port; the address it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "hashiya.cli", "-p", str(project), "serve",
        "--as", "salma", "--port", "0", *options, stdout=PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            address = (await process.stdout.readline()).decode().strip()
        assert address.startswith("http://127.0.0.1:")
        yield address
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await process.communicate()


async def eventually(claim: Callable[[], Awaitable[bool]]) -> None:
    """Wait until a claim is true."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await claim():
                return
            await asyncio.sleep(0.2)
