"""Migrations: what may become of labels, and what an act of before is called after."""

from __future__ import annotations

import pytest

from hashiya.model import (
    Act,
    Add,
    Annotation,
    Label,
    MarkSentence,
    Migration,
    Policy,
    Remove,
    Replace,
    Scheme,
    Span,
    Words,
    compare_schemes,
    migration_faults,
    relabel_act,
)

OLD = ("agency", "official", "date")
USED = {"agency": 7, "official": 2}


def faults(migration: Migration, *after: str, in_use: dict[str, int] | None = None) -> list[str]:
    """The reasons, from the labels agency, official and date to these."""
    used = USED if in_use is None else in_use
    return [fault.reason for fault in migration_faults(migration, OLD, after, used)]


@pytest.mark.parametrize(
    ("migration", "after"),
    [
        (Migration(), (*OLD, "topic")),
        (Migration(), ("agency", "official")),
        (Migration(rename=(("agency", "body"),)), ("body", "official", "date")),
        (Migration(merge=(("agency", ("agency", "official")),)), ("agency", "date")),
        (Migration(merge=(("agency", ("official",)),)), ("agency", "date")),
        (Migration(merge=(("actor", ("agency", "official")),)), ("actor", "date")),
        (Migration(split=(("agency", ("ministry", "firm")),)), ("ministry", "firm", "official")),
    ],
)
def test_what_leads_from_one_scheme_to_the_next_has_no_faults(
    migration: Migration, after: tuple[str, ...]
) -> None:
    """Labels nobody uses may go; the others are renamed, merged or split."""
    assert faults(migration, *after) == []


@pytest.mark.parametrize(
    ("migration", "after", "words"),
    [
        (Migration(), ("agency", "date"), ("'official'", "2 spans", "put it back")),
        (
            Migration(rename=(("agency", "official"), ("official", "agency"))),
            OLD,
            ("agency → official → agency", "circle"),
        ),
        (Migration(rename=(("agency", "agency"),)), OLD, ("agency → agency",)),
        (
            Migration(rename=(("agency", "body"),), split=(("body", ("agency", "x")),)),
            (*OLD, "x"),
            ("agency → body → agency",),
        ),
        (Migration(rename=(("agncy", "body"),)), (*OLD, "body"), ("'agncy'", "'agency'?")),
        (Migration(rename=(("agency", "body"),)), (*OLD, "body"), ("still a label of this file",)),
        (
            Migration(rename=(("agency", "bodi"),)),
            ("body", "official", "date"),
            ("no label 'bodi'", "'body'?"),
        ),
        (
            Migration(rename=(("agency", "official"),)),
            ("official", "date"),
            ("a label already", 'merge = {"official" = ["official", "agency"]}'),
        ),
        (
            Migration(rename=(("agency", "body"), ("official", "body"))),
            ("body", "date"),
            ("'agency' becomes 'body' too",),
        ),
        (
            Migration(rename=(("agency", "body"),), merge=(("x", ("body", "official")),)),
            ("x", "date"),
            ("becomes something else itself",),
        ),
        (
            Migration(rename=(("agency", "body"),), split=(("agency", ("a", "b")),)),
            ("body", "a", "b", "official", "date"),
            ("in rename and in split",),
        ),
        (
            Migration(split=(("agency", ("agency", "firm")),)),
            (*OLD, "firm"),
            ("agency → agency",),
        ),
        (
            Migration(split=(("agency", ("firm",)),)),
            ("firm", "official", "date"),
            ("two labels at least",),
        ),
        (Migration(merge=(("agency", ("agency",)),)), OLD, ("nothing is merged",)),
    ],
)
def test_what_cannot_be_is_said_in_words(
    migration: Migration, after: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Circles, chains, slips of the pen, and labels in use that would vanish."""
    found = "\n".join(faults(migration, *after))
    assert all(word in found for word in words), found


def test_a_label_that_waits_for_decisions_may_be_migrated_and_may_wait_on() -> None:
    """Spans left from a split are of no label of the scheme, and can be moved all at once."""
    used = {"person": 3}
    assert faults(Migration(), *OLD, in_use=used) == []
    move = Migration(merge=(("official", ("person",)),))
    assert faults(move, *OLD, in_use=used) == []


def test_a_migration_reads_tables_and_is_read_back_from_its_own_json() -> None:
    """TOML's tables come in as JSON objects; what the store writes down comes back the same."""
    given = '{"rename": {"a": "b"}, "merge": {"c": ["d", "e"]}, "split": {"f": ["g", "h"]}}'
    migration = Migration.model_validate_json(given)
    assert migration.labels == {"a": "b", "d": "c", "e": "c"}
    assert migration.choices == {"f": ("g", "h")}
    assert Migration.model_validate_json(migration.model_dump_json()) == migration


def test_an_act_is_said_with_the_labels_of_a_later_version() -> None:
    """Every annotation in it is renamed and nothing else; marks stay."""
    span = Span(start=0, end=1)

    def held(label: str) -> Annotation:
        return Annotation(id="a", span=span, label=label, quote="x", note="n")

    mark = MarkSentence(span=span, before=None, after="done")
    before, after = held("a"), held("z")
    act = Act(
        edits=(
            Add(annotation=before),
            Remove(annotation=after),
            Replace(before=after, after=before),
            mark,
        )
    )
    assert relabel_act(act, {"a": "b"}) == Act(
        edits=(
            Add(annotation=held("b")),
            Remove(annotation=after),
            Replace(before=after, after=held("b")),
            mark,
        )
    )


def test_two_schemes_are_compared_field_by_field() -> None:
    """A renamed label is compared with what it was, tables by their fields, the policy apart."""
    before = Scheme(
        id="s",
        labels=(Label(name="a", key="1", titles=Words(ar="ا")), Label(name="b"), Label(name="c")),
    )
    after = Scheme(
        id="s",
        version=2,
        labels=(Label(name="c"), Label(name="z", key="2", titles=Words(ar="ب")), Label(name="n")),
        policy=Policy(crossing=True),
    )
    change = compare_schemes(before, after, Migration(rename=(("a", "z"),)))
    assert (change.added, change.removed, change.is_reordered) == (("n",), ("b",), True)
    assert [tuple(field) for field in change.fields] == [
        ("z", "titles.ar", "ا", "ب"),
        ("z", "key", "1", "2"),
    ]
    assert [tuple(field) for field in change.policy] == [("", "crossing", False, True)]
    assert not change.is_empty


def test_a_scheme_is_the_same_as_itself() -> None:
    """Nothing is said to change between equal schemes."""
    scheme = Scheme(id="s", labels=(Label(name="a"), Label(name="b")))
    assert compare_schemes(scheme, scheme).is_empty
