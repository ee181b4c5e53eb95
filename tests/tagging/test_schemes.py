"""Tagging schemes as tables."""

from __future__ import annotations

import pytest

from hashiya.errors import UsageError
from hashiya.tagging import (
    BILOU,
    BIO,
    BIOES,
    IOB1,
    TAG_SCHEMES,
    TagScheme,
    guess_tag_scheme,
    is_tag,
    tag_scheme,
)


@pytest.mark.parametrize("scheme", TAG_SCHEMES.values(), ids=TAG_SCHEMES)
def test_a_table_speaks_only_of_its_own_prefixes(scheme: TagScheme) -> None:
    """Whatever a scheme opens, continues, closes or writes is a prefix it knows."""
    written = {scheme.first, scheme.inner, scheme.final, scheme.single}
    following = frozenset[str]().union(*scheme.continues.values())
    assert scheme.opens | scheme.closes | following | written <= scheme.prefixes


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("bio", BIO), ("IOB2", BIO), ("Bioes", BIOES), ("iob1", IOB1), ("biluo", BILOU)],
)
def test_a_scheme_is_found_by_any_of_its_names(name: str, scheme: TagScheme) -> None:
    """Case does not matter, and IOB2 is BIO."""
    assert tag_scheme(name) is scheme


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match="BIO, BIOES, BILOU, IOB1"):
        tag_scheme("BMEW")


@pytest.mark.parametrize("word", ["O", "B-agency", "S-x", "I-جهة", "E-a-b"])
def test_tags_are_recognised(word: str) -> None:
    """O and prefixed labels of any script are tags."""
    assert is_tag(word)


@pytest.mark.parametrize("word", ["", "o", "B", "B-", "NN", "-X-", "_", "X-agency", "Bagency"])
def test_other_columns_are_not_taken_for_tags(word: str) -> None:
    """Part of speech, fillers and bare prefixes are no tags."""
    assert not is_tag(word)


def test_one_end_or_single_tag_means_bioes() -> None:
    """E- and S- stand in no other scheme."""
    assert guess_tag_scheme([["O", "B-a", "I-a"], ["S-a"]]) is BIOES


def test_one_last_or_unit_tag_means_bilou() -> None:
    """L- and U- neither."""
    assert guess_tag_scheme([["O", "B-a", "L-a"]]) is BILOU
    assert guess_tag_scheme([["O", "U-a"]]) is BILOU


def test_a_stray_inside_tag_does_not_make_a_file_iob1() -> None:
    """Few entities are no evidence, so the stray tag will be refused."""
    assert guess_tag_scheme([["O", "I-a", "O"]]) is BIO


def test_many_entities_without_b_make_a_file_iob1() -> None:
    """Old files open with I- and keep B- for entities that touch."""
    sample = [["O", "I-a", "B-a", "I-b"]] * 10
    assert guess_tag_scheme(sample) is IOB1


def test_one_b_out_of_place_rules_iob1_out() -> None:
    """IOB1 never writes B- after O, whatever else stands in the file."""
    sample = [["O", "I-a"]] * 50 + [["O", "B-a"]]
    assert guess_tag_scheme(sample) is BIO
