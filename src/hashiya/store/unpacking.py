"""Unpacking: a project made of a pack, in which one person works by themselves."""

from __future__ import annotations

from pathlib import Path

from hashiya.store.connecting import Opening, connect_new
from hashiya.store.pack_values import WorkPack
from hashiya.store.packing import furnish_from
from hashiya.store.sqlite import SqliteStore

__all__ = ["create_from"]


def create_from(path: Path, pack: WorkPack, *, app_version: str) -> SqliteStore:
    """Make a project file of a pack, with its texts; nothing is left behind on any trouble.

    Raises:
        StoreError: The file exists already or cannot be written.
    """
    about = pack.about
    handle = connect_new(
        path,
        name=about.name,
        opening=Opening(),
        furnish=lambda connection: furnish_from(connection, pack),
    )
    store = SqliteStore(handle)
    store.put(store.open_session(about.alias, "", app_version), pack.documents)
    return store
