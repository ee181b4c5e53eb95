"""The door for browsers: a page on a loopback address, and one process for each connection.

This floor knows addresses, headers and how bytes get from a page to a process and back. It must
never know what the process shows, what a project is, or who is annotating. It needs the packages
of the extra `hashiya[web]`, and loads them only when something is served.
"""

from __future__ import annotations

from hashiya.web.addresses import Door, door
from hashiya.web.serving import serve

__all__ = ["Door", "door", "serve"]
