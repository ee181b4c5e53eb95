"""Doors: front doors that open a room when somebody asks for what is in it.

A package's `__init__` names everything it offers and loads only what every caller needs; the rest
comes with the first look at it. The same is done to a foreign module that a library loads and never
uses; one that a library can do without is kept shut. Must never know what is behind a door.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["late", "put_off", "shut"]


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


def put_off(module: str, *names: str) -> None:
    """Load a module when one of these names of it is called, or anything else of it is looked at.

    For one that a library imports functions or classes from and does not use; a loaded one stays as
    it is. `importlib.util.LazyLoader` would load it at the first `from module import name`. A class
    that a library derives from one of these meanwhile is of no use afterwards.

    Args:
        module: Its full name.
        names: What is imported from it.
    """
    if module in sys.modules:
        return
    waiting = _Waiting(module)
    for name in names:
        setattr(waiting, name, type(name, (_StandIn,), {"__module__": module}))
    sys.modules[module] = waiting
    package, _, name = module.rpartition(".")
    if package in sys.modules:  # whoever only says `import package.name` finds it there
        setattr(sys.modules[package], name, waiting)


@contextmanager
def shut(module: str) -> Iterator[None]:
    """Import others as in a Python that lacks this module; a loaded one stays as it is."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # the import system's word for a missing one
    try:
        yield
    finally:
        del sys.modules[module]


def _real(module: str) -> ModuleType:
    if isinstance(sys.modules.get(module), _Waiting):
        del sys.modules[module]
    return import_module(module)


class _StandIn:
    """Stands where something of a module will; called, it is that."""

    def __new__(cls, *given: object, **named: object) -> Any:
        return getattr(_real(cls.__module__), cls.__name__)(*given, **named)


class _Waiting(ModuleType):
    """Stands where a module will."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system's own look at it
        return getattr(_real(self.__name__), name)
