"""Parts of a release: worked out of ids alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import UsageError
from hashiya.formats import Split
from hashiya.formats.splitting import PART_NAMES


@given(name=st.text(), seed=st.text(max_size=3))
def test_a_document_has_one_place_whatever_else_there_is(name: str, seed: str) -> None:
    """The same id, shares and seed are the same part, and it is one of the parts."""
    split = Split.parse("70/20/10", seed)
    assert split.part_of(name) == Split.parse("70,20,10", seed).part_of(name)
    assert split.part_of(name) in PART_NAMES


def test_places_are_those_of_every_other_day() -> None:
    """Golden: a later version that moves a document from train to test spoils a release."""
    split = Split.parse("50/25/25")
    assert [split.part_of(name) for name in ("a", "b", "c", "خبر", "../x", "")] == [
        "train",
        "train",
        "train",
        "train",
        "dev",
        "train",
    ]


def test_shares_are_met_on_average() -> None:
    """Of ten thousand documents each part has its share within two hundredths."""
    split = Split.parse("80/10/10")
    parts = [split.part_of(f"doc-{number}") for number in range(10_000)]
    assert abs(parts.count("train") - 8000) < 200
    assert abs(parts.count("dev") - 1000) < 200


def test_another_seed_is_another_distribution() -> None:
    """Some documents move."""
    one, two = Split.parse("50/50"), Split.parse("50/50", "2")
    assert any(one.part_of(str(n)) != two.part_of(str(n)) for n in range(50))


def test_growing_train_takes_from_the_others_only() -> None:
    """A document of train stays there when the share of train grows."""
    small, large = Split.parse("60/20/20"), Split.parse("80/10/10")
    names = [str(number) for number in range(500)]
    assert all(large.part_of(name) == "train" for name in names if small.part_of(name) == "train")


def test_a_share_of_nothing_is_no_part() -> None:
    """It has no file either."""
    assert Split.parse("90/0/10").parts == ("train", "test")
    assert Split.parse("90/10").parts == ("train", "test")


@pytest.mark.parametrize("written", ["", "80", "80/x/10", "0/0/0", "80/10/5/5", "-1/2", "٨٠/٢٠"])
def test_what_is_no_split_is_refused(written: str) -> None:
    """The message shows one that is."""
    with pytest.raises(UsageError, match="80/10/10"):
        Split.parse(written)
