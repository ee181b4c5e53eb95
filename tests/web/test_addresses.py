"""Where the server may listen, and which addresses are its own."""

from __future__ import annotations

import pytest

from hashiya.errors import UsageError
from hashiya.web import door


def test_a_loopback_address_answers_to_its_own_names_only() -> None:
    """The three names of this machine with the port that was bound, and no other."""
    assert door("127.0.0.1", 8000).hosts(8000) == {
        "127.0.0.1:8000", "localhost:8000", "[::1]:8000"
    }  # fmt: skip


def test_the_usual_port_is_left_out_as_browsers_leave_it_out() -> None:
    """On port 80 an origin has no port."""
    assert "http://localhost" in door("localhost", 80).origins(80)


def test_another_address_of_this_machine_s_own_is_one_of_its_names() -> None:
    """All of 127/8 is loopback; the one that was bound is answered to."""
    entrance = door("127.0.0.2", 8000)
    assert "127.0.0.2:8000" in entrance.hosts(8000)
    assert entrance.address(8000) == "http://127.0.0.2:8000"


def test_an_address_of_six_bytes_pairs_stands_in_brackets() -> None:
    """`::1` is written `[::1]` where a port follows."""
    assert door("::1", 8000).address(8000) == "http://[::1]:8000"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_what_others_can_reach_is_refused(host: str) -> None:
    """Nothing but loopback is bound, whatever is said to stand in front."""
    for proxy in (None, "https://notes.example.org"):
        with pytest.raises(UsageError, match="other machines"):
            door(host, 8000, behind_proxy=proxy)


def test_behind_a_proxy_only_its_pages_may_connect() -> None:
    """The proxy's origin is the only one; its name and this machine's are answered to."""
    entrance = door("127.0.0.1", 8000, behind_proxy="https://Notes.Example.org/salma/")
    assert entrance.origins(8000) == {"https://notes.example.org"}
    assert entrance.hosts(8000) >= {"notes.example.org", "127.0.0.1:8000"}


def test_an_unusual_port_of_the_proxy_is_kept() -> None:
    """An origin with a port of its own has it in its name."""
    entrance = door("127.0.0.1", 8000, behind_proxy="https://example.org:8443")
    assert entrance.origins(8000) == {"https://example.org:8443"}


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "ftp://example.org", "https://", "https://me:pass@example.org",
     "https://example.org/?x=1", "https://example.org:port", "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_page_s_address_is_refused(address: str) -> None:
    """A proxy is named as people open it."""
    with pytest.raises(UsageError, match="behind-proxy"):
        door("127.0.0.1", 8000, behind_proxy=address)


def test_a_proxy_without_encryption_is_refused() -> None:
    """Names and passwords never travel in the clear."""
    with pytest.raises(UsageError, match="in the clear"):
        door("127.0.0.1", 8000, behind_proxy="http://example.org")
