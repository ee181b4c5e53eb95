"""Versions: every scheme a project has had, with what is known of its coming into use.

Putting one into use without relabelling anything is here too; with it, it is
`hashiya.store.relabelling`'s matter.
"""

from __future__ import annotations

import sqlite3

from hashiya.model import Migration, Scheme, SchemeState
from hashiya.store import sql
from hashiya.store.facts import SchemeFacts
from hashiya.store.outcomes import SchemeVersion
from hashiya.store.schemes import publish_scheme, read_scheme
from hashiya.store.steps import StepFacts, steps_after, write_step

__all__ = ["put_into_use", "scheme_versions"]


def put_into_use(connection: sqlite3.Connection, scheme: Scheme) -> None:
    """Publish a scheme and write down when; the same one again does nothing.

    Raises:
        StoreError: The version exists with other content, or is older than the newest.
    """
    key = publish_scheme(connection, scheme)
    if key is not None:
        write_step(connection, key)


def scheme_versions(connection: sqlite3.Connection) -> list[SchemeVersion]:
    """Every version the project has had, oldest first.

    Raises:
        CorruptionError: One is not what was published.
    """
    steps = {step.scheme_key: step for step in steps_after(connection, 0)}
    versions = []
    for row in connection.execute(sql.ALL_SCHEMES).fetchall():
        facts = SchemeFacts(*row)
        step = steps.get(facts.key) or StepFacts(facts.key, "", "", Migration())
        state: SchemeState = "published" if facts.state == "published" else "retired"
        versions.append(SchemeVersion(read_scheme(connection, facts), state, *step[1:]))
    return versions
