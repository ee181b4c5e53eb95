"""Attributing: what is proposed, what may be said, and what becomes of an annotation."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hashiya.errors import PolicyError
from hashiya.model import Act, Add, Annotation, Attribute, Label, Layer, Replace, Span, apply_act
from hashiya.services import AnnotationSession, attribute_trouble, draft_attributes
from hashiya.services.attributing import proposals

AGENCY = Label(
    name="agency",
    attributes=(Attribute(name="canonical"), Attribute(name="count", kind="number")),
)
DATE = Label(name="date", attributes=(Attribute(name="value", kind="date"),))

Pairs = tuple[tuple[str, str], ...]


def said(quote: str, *attributes: tuple[str, str], label: str = "agency") -> Annotation:
    """An annotation of some words."""
    span = Span(start=0, end=len(quote))
    return Annotation(id="a", span=span, label=label, quote=quote, attributes=attributes)


def nothing(_: str) -> Sequence[tuple[str, Pairs]]:
    """Nobody has given anything before."""
    return ()


@pytest.mark.parametrize(
    ("quote", "written", "value"),
    [
        ("29 يناير 2021", None, "2021-01-29"),
        ("أمس", "2021-01-29", "2021-01-28"),
        ("أمس", "2021-01-29T10:00:00Z", "2021-01-28"),
        ("2021", None, "2021"),
    ],
)
def test_a_date_s_value_is_proposed(quote: str, written: str | None, value: str) -> None:
    """By rule, beside the day of the document."""
    assert proposals(DATE, said(quote, label="date"), written, nothing) == {"value": value}


@pytest.mark.parametrize("written", [None, "", "soon", "2021-13-45"])
def test_what_cannot_be_known_is_not_proposed(written: str | None) -> None:
    """Without a day of writing, or with a wrong one, yesterday has no value; words never have."""
    assert proposals(DATE, said("أمس", label="date"), written, nothing) == {}
    assert proposals(DATE, said("وزارة", label="date"), written, nothing) == {}


def test_the_commonest_canonical_form_is_proposed() -> None:
    """Of the forms given to the same words, however written, the one given most often."""
    given: list[tuple[str, Pairs]] = [
        ("الأمم المتحدة", (("canonical", "الأمم المتحدة (UN)"),)),
        ("الامم المتحده", (("canonical", "هيئة الأمم"), ("count", "2"))),
        ("الأُمم المتحدة", (("canonical", "هيئة الأمم"),)),
        ("الأمم", (("canonical", "غيرها"),)),
    ]
    found = proposals(AGENCY, said("الأمم المتحدة"), None, lambda _: given)
    assert found == {"canonical": "هيئة الأمم"}


def test_without_one_the_words_themselves_are() -> None:
    """On one line; and what was said already is not proposed again."""
    assert proposals(AGENCY, said("بنك\n  المغرب"), None, nothing) == {"canonical": "بنك المغرب"}
    assert proposals(AGENCY, said("بنك", ("canonical", "x")), None, nothing) == {}


@pytest.mark.parametrize(
    ("kind", "value", "is_taken"),
    [
        ("date", "2021-01-29", True),
        ("date", "29 يناير", False),
        ("date", "2021-02-30", False),
        ("number", "2", True),
        ("number", "٢", False),
        ("number", "-1", False),
        ("number", "99999999999", False),
        ("number", "9" * 5000, False),
        ("text", "أي شيء", True),
        ("text", "ا" * 501, False),
        ("text", "", True),
        ("date", "", True),
        ("number", "", True),
    ],
)
def test_values_are_held_to_their_kind(kind: str, value: str, is_taken: bool) -> None:  # noqa: FBT001
    """What does not fit is refused with a reason that shows how it should look."""
    attribute = Attribute.model_validate({"name": "x", "kind": kind})
    assert (attribute_trouble(attribute, value) == "") == is_taken


def test_an_act_changes_only_what_is_named() -> None:
    """Other attributes stay, an empty value takes one away, and an undo brings it back."""
    before = said("بنك", ("canonical", "x"), ("other", "y"))
    layer = Layer(document_id="d", annotator="salma", annotations=(before,))
    act = draft_attributes(layer, before, {"canonical": "", "count": " 2 "})
    assert act is not None
    (edit,) = act.edits
    assert isinstance(edit, Replace)
    assert edit.after.attributes == (("count", "2"), ("other", "y"))
    assert apply_act(apply_act(layer, act), act.inverse()) == layer
    assert draft_attributes(layer, before, {"canonical": "x", "count": ""}) is None
    with pytest.raises(PolicyError, match="changed meanwhile"):
        draft_attributes(layer, edit.after, {"count": "3"})


def test_only_one_s_own_forms_are_proposed(session: AnnotationSession) -> None:
    """Somebody else's canonical form stays theirs; one's own comes back from another document."""
    page = session.open_document("first")
    start = page.document.text.index("بنك المغرب")
    here = Annotation(
        id="a",
        span=Span(start=start, end=start + 10),
        label="agency",
        quote="بنك المغرب",
        attributes=(("canonical", "البنك المركزي"),),
    )
    session.commit("first", Act(edits=(Add(annotation=here),)))
    label = session.scheme.label("agency")
    assert label is not None
    assert session.propose(label, said("بنكُ المغرب"), None) == {"canonical": "البنك المركزي"}
    other = AnnotationSession.open(session.info.path, "omar")
    assert other.propose(label, said("بنك المغرب"), None) == {"canonical": "بنك المغرب"}
    other.close()
