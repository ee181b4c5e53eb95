"""The gate: which requests come in, and what each answer tells the browser to forbid.

Three questions in this order: is the address one of ours, does a WebSocket come from our own page,
does the browser hold this server's key. Must never know what lies behind.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from hashiya.web.addresses import Door

__all__ = ["KEY_PARAMETER", "Gate"]

KEY_PARAMETER: Final = "key"
"""Parameter of the address that is printed; a cookie takes its place at once."""

_KEY_BYTES: Final = 24

_HEADERS: Final = {
    # xterm.js writes its own style elements; nothing else is inline and nothing comes from afar.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        " connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class Gate:
    """Lets in what can only be our own page in the browser of the person who was given the key.

    Args:
        door: Where the server listens. Behind a proxy there is no key: the proxy asks who comes.
    """

    def __init__(self, door: Door) -> None:
        self._door = door
        self.key = "" if door.public else secrets.token_urlsafe(_KEY_BYTES)
        """What the browser must show; "" when a proxy has asked already."""

    def middleware(self) -> Middleware:
        """What aiohttp calls around every request: answers what may come in, refuses the rest."""

        async def pass_through(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = self._refusal(request) or await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return web.middleware(pass_through)

    def _refusal(self, request: web.Request) -> web.StreamResponse | None:
        port = _port(request)
        if request.headers.get("Host", "").lower() not in self._door.hosts(port):
            return _refused("This server does not answer to that address.")
        is_socket = "Upgrade" in request.headers
        if is_socket and request.headers.get("Origin", "") not in self._door.origins(port):
            return _refused("Only the page of this server may connect.")
        return self._asked_for_key(request, port) if self.key else None

    def _asked_for_key(self, request: web.Request, port: int) -> web.StreamResponse | None:
        cookie = f"hashiya-{port}"  # browsers keep cookies by host, for all its ports
        if request.path == "/" and self._is_key(request.query.get(KEY_PARAMETER, "")):
            page = request.rel_url.without_query_params(KEY_PARAMETER)
            answer = web.Response(status=303, headers={"Location": str(page)})
            answer.set_cookie(cookie, self.key, httponly=True, samesite="Lax", path="/")
            return answer
        if self._is_key(request.cookies.get(cookie, "")):
            return None
        return _refused("Open the whole address that `hashiya serve` printed, with its key.")

    def _is_key(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(errors="replace"), self.key.encode())


def _port(request: web.Request) -> int:
    """The port on which the request came in."""
    transport = request.transport
    name = transport.get_extra_info("sockname") if transport is not None else None
    return int(name[1]) if name else 0


def _refused(reason: str) -> web.StreamResponse:
    return web.Response(status=403, text=reason + "\n")
