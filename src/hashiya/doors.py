"""Doors: front doors that open a room when somebody asks for what is in it.

A package's `__init__` names everything it offers and loads only what every caller needs; the rest
comes with the first look at it. The same is done to a foreign module that a library loads and never
uses. Must never know what is behind a door.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType

__all__ = ["late", "put_off"]


def late(package: str, rooms: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package whose names come late (PEP 562).

    Args:
        package: Its full name.
        rooms: Name → the module inside the package that holds it.
    """

    def look(name: str) -> object:
        room = rooms.get(name)
        if room is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{package}.{room}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return look


def put_off(module: str, function: str) -> None:
    """Load a module when this function of it is called, or anything else of it is looked at.

    For one that a library imports a function from and does not call; a loaded one stays as it is.
    `importlib.util.LazyLoader` would load it at the first `from module import function`.

    Args:
        module: Its full name.
        function: What is imported from it.
    """
    if module in sys.modules:
        return

    def stand_in(*given: object, **named: object) -> object:
        return getattr(_real(module), function)(*given, **named)

    waiting = _Waiting(module)
    setattr(waiting, function, stand_in)
    sys.modules[module] = waiting


def _real(module: str) -> ModuleType:
    if isinstance(sys.modules.get(module), _Waiting):
        del sys.modules[module]
    return import_module(module)


class _Waiting(ModuleType):
    """Stands where a module will."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system's own look at it
        return getattr(_real(self.__name__), name)
