"""Addresses: where the server listens, and which addresses a browser may name when it asks.

A page of any other origin can open a WebSocket to a loopback address, and a name that its owner
points at 127.0.0.1 makes that page look like ours (DNS rebinding). So the `Host` and `Origin`
that a browser sends are compared with the few that can be true. Must never know a request.

Source: RFC 6455 §10.2 (Origin), RFC 6454 §6.2 (how an origin is written).
"""

from __future__ import annotations

import ipaddress
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from hashiya.errors import UsageError

__all__ = ["Door", "door", "is_loopback"]

_LOOPBACK_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_USUAL_PORTS: Final = {"http": 80, "https": 443}


class Door(NamedTuple):
    """Where the server listens and what it answers to."""

    host: str
    """What is bound: a loopback address unless a proxy stands in front."""
    port: int
    """0 lets the system choose."""
    public: str
    """The origin people use when a proxy stands in front: `https://notes.example.org`; else ""."""

    def hosts(self, port: int) -> frozenset[str]:
        """The `Host` headers that are answered, in small letters, when `port` was bound."""
        near = {_authority(name, port, "http") for name in (*_LOOPBACK_NAMES, self._name())}
        return frozenset(near | ({urlsplit(self.public).netloc} if self.public else set()))

    def origins(self, port: int) -> frozenset[str]:
        """The origins whose pages may connect when `port` was bound."""
        if self.public:
            return frozenset({self.public})
        return frozenset(
            f"http://{_authority(name, port, 'http')}" for name in (*_LOOPBACK_NAMES, self._name())
        )

    def address(self, port: int) -> str:
        """What to open in a browser when `port` was bound."""
        return self.public or f"http://{_authority(self._name(), port, 'http')}"

    def _name(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host.lower()


def door(host: str, port: int, *, behind_proxy: str | None = None) -> Door:
    """Where to listen, when that is safe.

    Args:
        host: The address to bind, one that only this machine reaches.
        port: The port to bind; 0 lets the system choose.
        behind_proxy: The address that people open, when an authenticating proxy answers there.

    Raises:
        UsageError: The host can be reached from other machines, or the proxy's address is not one.
    """
    public = _origin(behind_proxy) if behind_proxy is not None else ""
    if not is_loopback(host):
        raise UsageError(
            f"--host {host} could be reached from other machines, and nobody would have to say who"
            " they are; leave --host out, put an authenticating proxy on this machine in front and"
            " name the address it answers at with --behind-proxy https://…"
        )
    return Door(host, port, public)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _authority(name: str, port: int, scheme: str) -> str:
    return name if port == _USUAL_PORTS[scheme] else f"{name}:{port}"


def _origin(address: str) -> str:
    """The origin of an address as browsers write it: small letters, no usual port.

    Raises:
        UsageError: It is no https address (http is taken for this machine's own names).
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"--behind-proxy {address}: {error}") from error
    name = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    if not name or parts.scheme not in _USUAL_PORTS or parts.username or parts.query:
        raise UsageError(
            f"--behind-proxy {address} is no address of a page; write it as people open it, such as"
            " https://notes.example.org"
        )
    if parts.scheme == "http" and not is_loopback(name):
        raise UsageError(
            f"--behind-proxy {address} would send names and passwords in the clear; the proxy must"
            " answer on https"
        )
    name = f"[{name}]" if ":" in name else name
    usual = _USUAL_PORTS[parts.scheme]
    return f"{parts.scheme}://{_authority(name, port or usual, parts.scheme)}"
