"""Looking back: where an act was, and the way to a point among one's acts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hashiya.model import Act, Add, Annotation, MarkSentence, Remove, Replace, Resegment, Span
from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    act_place,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.services.looking_back import offset_of

TEXT: Final = "قال مدير البنك. وانتهى اللقاء."


def span(start: int, end: int) -> Span:
    """Bounds."""
    return Span(start=start, end=end)


BOSS = Annotation(id="a", span=span(4, 8), label="official", quote=TEXT[4:8])
BANK = Annotation(id="a", span=span(9, 14), label="official", quote=TEXT[9:14])
FIRST = span(0, 15)


@pytest.mark.parametrize(
    ("act", "place", "offset"),
    [
        (Act(edits=()), None, None),
        (Act(edits=(Add(annotation=BOSS),)), (4, 8), 4),
        (Act(edits=(Remove(annotation=BOSS), Add(annotation=BANK))), (4, 8), 4),
        (Act(edits=(Replace(before=BOSS, after=BANK),)), (9, 14), 9),
        (Act(edits=(MarkSentence(span=FIRST, before=None, after="done"),)), (0, 15), 0),
        (Act(edits=(Resegment(before=(FIRST,), after=(span(0, 3), span(4, 15))),)), (0, 15), 4),
    ],
)
def test_an_act_has_a_place(act: Act, place: tuple[int, int] | None, offset: int | None) -> None:
    """That of its first edit; one looks at a split where its second half begins."""
    assert act_place(act) == place
    assert offset_of(act) == offset


def test_a_person_goes_to_a_point_of_their_own_history(tmp_path: Path) -> None:
    """Acts come with their words, and the way back ends on a page with the caret at the change."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    session = AnnotationSession.open(path, "salma")
    assert session.history().acts == []
    session.commit("d", Act(edits=(Add(annotation=BOSS),)))
    bank = Annotation(id="b", span=BANK.span, label="agency", quote=BANK.quote)
    session.commit("d", Act(edits=(Add(annotation=bank),)))
    acts = session.history().acts
    quotes = session.quotes(acts)
    assert [quotes[act.number].quote for act in acts] == ["البنك", "مدير"]
    gone = session.go_to(1)
    assert (gone.turn, gone.acts, gone.left, gone.reason) == ("undo", 1, 0, "")
    assert gone.step is not None
    assert (gone.step.page.caret, len(gone.step.page.layer.annotations)) == (9, 1)
    assert session.go_to(1).step is None
    session.close()
