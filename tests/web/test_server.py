"""The server with a small program behind it: who gets in, what comes and goes, and how it ends."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual_serve", reason="needs the packages of hashiya[web]")
aiohttp = pytest.importorskip("aiohttp", reason="needs the packages of hashiya[web]")

from aiohttp.test_utils import TestClient, TestServer  # noqa: E402 - after the check above

from hashiya.web import door  # noqa: E402 - after the check above
from hashiya.web.server import MAX_ROOMS, Server  # noqa: E402 - after the check above

ECHO = """
import json, os, sys
def put(kind, data): os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"hello\\n__GANGLION__\\n")
put(b"D", f"{os.environ['COLUMNS']}x{os.environ['ROWS']} {os.getpid()}".encode())
put(b"M", json.dumps({"type": "open_url", "url": "https://example.org", "new_tab": True}).encode())
put(b"P", b"a file")
while kind := sys.stdin.buffer.read(1):
    data = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
    put(b"D", kind + data)
    if b"quit" in data:
        put(b"M", b'{"type": "exit"}')
        break
"""
"""Says its size and number, asks for a page and hands out a file, then repeats what it hears."""


@asynccontextmanager
async def serving(*, behind_proxy: str | None = None, program: str = ECHO) -> AsyncIterator[Client]:
    """A server and a browser-like client that has not shown a key yet."""
    entrance = door("127.0.0.1", 0, behind_proxy=behind_proxy)
    server = Server([sys.executable, "-c", program], entrance, title="<salma>")
    async with TestClient(TestServer(server.application())) as client:
        yield Client(client, server)


class Client:
    """What a browser does with a server."""

    def __init__(self, client: Any, server: Server) -> None:
        self.http = client
        self.origin = f"http://127.0.0.1:{client.port}"
        self.printed = server.address(client.port or 0)

    async def enter(self) -> None:
        """Open the address that was printed."""
        answer = await self.http.get(f"/?{self.key()}")
        assert answer.status == 200

    def key(self) -> str:
        """The part of the printed address that lets in: `key=…`."""
        return self.printed.partition("?")[2]

    def socket(self, origin: str | None = None) -> Any:
        """A connection as the page's script makes it."""
        return self.http.ws_connect(
            "/ws?width=100&height=30", headers={"Origin": origin or self.origin}
        )


async def test_the_page_needs_the_key_that_was_printed() -> None:
    """Without the key there is no page, no file and no connection."""
    async with serving() as browser:
        for path in ("/", "/?key=", "/?key=guess", "/page/page.js", "/ws"):
            answer = await browser.http.get(path, headers={"Origin": browser.origin})
            assert answer.status == 403
            assert "with its key" in await answer.text()


async def test_the_key_becomes_a_cookie_and_leaves_the_address() -> None:
    """The printed address leads to one without the key; scripts cannot read the cookie."""
    async with serving() as browser:
        answer = await browser.http.get(f"/?{browser.key()}&fontsize=20", allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/?fontsize=20")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        page = await browser.http.get("/")
        assert page.status == 200
        assert "<title>&lt;salma&gt;</title>" in await page.text()


async def test_every_server_has_a_key_of_its_own() -> None:
    """What let in yesterday does not let in today."""
    async with serving() as one, serving() as other:
        assert one.key() != other.key()
        assert len(one.key()) > 30


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"]
)
async def test_a_page_of_another_origin_cannot_connect(origin: str) -> None:
    """Not even from a browser that holds the key."""
    async with serving() as browser:
        await browser.enter()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await browser.socket(origin)
        assert refused.value.status == 403


async def test_a_connection_without_an_origin_is_refused() -> None:
    """Browsers always name one."""
    async with serving() as browser:
        await browser.enter()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await browser.http.ws_connect("/ws")
        assert refused.value.status == 403


async def test_a_name_that_somebody_points_here_is_not_answered() -> None:
    """DNS rebinding: the page of `evil.example` resolved to 127.0.0.1 gets nothing."""
    async with serving() as browser:
        await browser.enter()
        answer = await browser.http.get("/", headers={"Host": f"evil.example:{browser.http.port}"})
        assert answer.status == 403


async def test_every_answer_forbids_what_the_page_does_not_need() -> None:
    """No foreign script, frame, form or font, on pages and on refusals."""
    async with serving() as browser:
        refused = await browser.http.get("/")
        await browser.enter()
        for answer in (refused, await browser.http.get("/")):
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "'unsafe-eval'" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_everything_the_page_names_is_served_from_here() -> None:
    """Styles, scripts and both fonts come, and none of them from another address."""
    async with serving() as browser:
        await browser.enter()
        page = await (await browser.http.get("/")).text()
        assert "://" not in page
        for path in (
            "terminal/js/textual.js", "terminal/css/xterm.css", "page/page.css", "page/page.js",
            "page/fonts/DejaVuSansMono.woff2", "page/fonts/DejaVuSansMono-Bold.woff2",
        ):  # fmt: skip
            answer = await browser.http.get("/" + path)
            assert answer.status == 200
            assert "fonts/" in path or path in page


@pytest.mark.parametrize(
    "path", ["/page/", "/terminal/", "/page/../gate.py", "/page/%2e%2e/gate.py", "/download/x"]
)
async def test_nothing_else_is_served(path: str) -> None:
    """No list of files, nothing above them, and no downloads."""
    async with serving() as browser:
        await browser.enter()
        assert (await browser.http.get(path)).status in {403, 404}


async def test_a_program_sees_keys_and_sizes_and_the_page_what_it_draws() -> None:
    """Both ways, in order; addresses and files that the program hands out go nowhere."""
    async with serving() as browser:
        await browser.enter()
        async with browser.socket() as socket:
            assert (await socket.receive_bytes()).startswith(b"100x30 ")
            await socket.send_json(["stdin", "س\x1b[A"])
            assert await socket.receive_bytes() == "Dس\x1b[A".encode()
            await socket.send_json(["resize", {"width": 99999, "height": 0}])
            told = await socket.receive_bytes()
            assert json.loads(told[1:]) == {"type": "resize", "width": 1000, "height": 1}
            await socket.send_json(["ping", "7"])
            assert await socket.receive_json() == ["pong", "7"]


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", "7", '["stdin"]', '["stdin", 7]', '["resize", {"width": "9"}]', '["exit"]',
     '["resize", {"width": 1e9, "height": null}]', "[" * 100_000],
)  # fmt: skip
async def test_a_message_that_means_nothing_changes_nothing(message: str) -> None:
    """The next good message is answered."""
    async with serving() as browser:
        await browser.enter()
        async with browser.socket() as socket:
            await socket.receive_bytes()
            await socket.send_str(message)
            await socket.send_json(["stdin", "a"])
            assert await socket.receive_bytes() == b"Da"


async def test_the_program_leaves_when_the_page_does() -> None:
    """No process outlives its connection."""
    async with serving() as browser:
        await browser.enter()
        async with browser.socket() as socket:
            number = (await socket.receive_bytes()).split()[1].decode()
            assert is_running(number)
        await gone(number)


async def test_the_page_hears_when_the_program_leaves() -> None:
    """The connection is closed, so that the page can say so."""
    async with serving(program="print('something else entirely')") as browser:
        await browser.enter()
        async with browser.socket() as socket:
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_a_program_that_will_not_leave_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, first politely and then not."""
    monkeypatch.setattr("hashiya.web.room.LEAVING_SECONDS", 0.2)
    deaf = ECHO.replace("import json", "import signal, json", 1).replace(
        "def put", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ndef put", 1
    ) + "\nwhile True: signal.pause()\n"  # fmt: skip
    async with serving(program=deaf) as browser:
        await browser.enter()
        async with browser.socket() as socket:
            number = (await socket.receive_bytes()).split()[1].decode()
        await gone(number)


async def test_only_so_many_windows_open() -> None:
    """One more is refused, and comes in when another has left."""
    async with serving() as browser:
        await browser.enter()
        sockets = [await browser.socket() for _ in range(MAX_ROOMS)]
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await browser.socket()
        assert refused.value.status == 503
        for socket in sockets:
            await socket.close()


async def test_behind_a_proxy_its_page_needs_no_key_and_no_other_page_comes_in() -> None:
    """The proxy has asked who comes; the origin is still looked at."""
    async with serving(behind_proxy="https://notes.example.org") as browser:
        assert browser.printed == "https://notes.example.org/"
        page = await browser.http.get("/", headers={"Host": "notes.example.org"})
        assert page.status == 200
        async with browser.socket("https://notes.example.org") as socket:
            assert await socket.receive_bytes()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await browser.socket()


async def gone(number: str) -> None:
    """Wait until no process has this number."""
    async with asyncio.timeout(10):
        while True:
            if not is_running(number):
                return
            await asyncio.sleep(0.05)


def is_running(number: str) -> bool:
    """Whether a process has this number."""
    return Path("/proc", number).exists()
