"""Outcomes: where an adjudicator is after something was written, and what is said of it.

Must never know a widget or a thread.
"""

from __future__ import annotations

from dataclasses import replace

from hashiya.errors import PolicyError
from hashiya.services import Decision, ReviewPage, ReviewSession, TakenAll, Turned, Waiting
from hashiya.store import ReviewState
from hashiya.tui.locale import _, n_, told
from hashiya.tui.review.state import Review
from hashiya.tui.review.table import review_key
from hashiya.tui.review.wording import names_of, ruled_words

__all__ = [
    "after_all",
    "arrived",
    "became_gold",
    "changed_card",
    "elsewhere_words",
    "given_back_words",
    "gold_words",
    "looked_at",
    "meanwhile_words",
    "next_page",
    "nobodys_words",
    "none_left",
    "onward",
    "page_before",
    "turned_words",
]


def next_page(session: ReviewSession, *, here: ReviewState | None = None) -> ReviewPage | None:
    """The next document that can be reviewed behind this one, and round; entered.

    Those on which somebody appeals come first.
    """
    here_at = here.position if here is not None else 0
    for way in (session.appealed(), session.ready(after=here_at), session.ready()):
        for found in way:
            if here is not None and found.state.id == here.id and found.progress != "changed":
                continue
            before = session.look(found.state.id) if found.progress == "changed" else None
            page = _entered(session, found)
            if page is not None and not _is_as_it_was(before, page):
                return page
    return None


def page_before(session: ReviewSession, *, here: ReviewState | None = None) -> ReviewPage | None:
    """The document before this one, gold or not, or the last one; entered."""
    for found in session.before(here.position if here is not None else None):
        page = _entered(session, found)
        if page is not None:
            return page
    return None


def arrived(page: ReviewPage, before: Review | None, key: str, words: str) -> Review:
    """At the card of this key of a document, else at the first that waits.

    Args:
        page: The document.
        before: What was shown; its filter stays, unless it would let no card through.
        key: The card; empty for none, where the first on which somebody appeals is meant.
        words: What to say; empty to say what was changed since it was gold, where anything was.
    """
    appealed = [card for card in page.cards if card.appeals]
    key = key or next((card.key for card in appealed), "")
    review = Review.of(page, key=key) if before is None else Review.of(page, before.sieve, key)
    if not review.listed and review.sieve.holds:
        review = Review.of(page, key=key)
    if before is not None and before.mode == "filter":
        return replace(review, mode="filter", field=before.field)
    if words:
        return review.saying(words, "good")
    since = appeal_words(len(appealed)) if appealed else _since_words(page)
    if since:
        return review.saying(since, "warning")
    taken = taken_words(page)
    return review.saying(taken, "good") if taken else review


def appeal_words(waiting: int) -> str:
    """That annotators appeal against what is gold in this article."""
    words = n_(
        "an annotator appeals here: {count} card waits for an answer",
        "annotators appeal here: {count} cards wait for an answer",
        waiting,
    )
    return words.format(count=waiting)


def elsewhere_words(articles: int) -> str:
    """That annotators appeal in other articles, and what leads there."""
    words = n_(
        "appeals wait in {count:,} other article: {key} goes there",
        "appeals wait in {count:,} other articles: {key} goes there",
        articles,
    )
    return words.format(count=articles, key=review_key("next_ready"))


def taken_words(page: ReviewPage) -> str:
    """How many spans were taken into gold as a document was entered; empty where none were."""
    if not page.taken or page.is_alone:
        return ""
    words = n_(
        "{count} span on which all agree was taken into gold; {key} takes it out",
        "{count} spans on which all agree were taken into gold; {key} takes them out",
        page.taken,
    )
    return words.format(count=page.taken, key=review_key("take_back"))


def _since_words(page: ReviewPage) -> str:
    """Why a document that was gold is looked at again; empty where it is not."""
    changed = [alias for alias in page.changed if alias not in page.fresh]
    names = names_of(page, changed or page.fresh)
    if not names:
        return _others_words(page)
    waiting = page.open_cards
    if changed and waiting:
        words = n_(
            "{names} changed this since it was gold: {count} card waits",
            "{names} changed this since it was gold: {count} cards wait",
            waiting,
        )
    elif changed:
        words = _("{names} changed this since it was gold; what all agree on now is in it")
        left = [card for card in page.cards if card.is_left_over]
        if any(not {*changed}.isdisjoint(side.people) for card in left for side in card.sides):
            words = _(
                "{names} changed this since it was gold; what was ruled stands, also where nobody"
                " proposes it any more"
            )
    elif waiting:
        words = n_(
            "this was made gold without {names}: {count} card waits",
            "this was made gold without {names}: {count} cards wait",
            waiting,
        )
    else:
        words = _("this was made gold without {names}; what all agree on now is in it")
    return words.format(names=names, count=waiting)


def _others_words(page: ReviewPage) -> str:
    """That cards wait because the session compares other people than when they were ruled on."""
    waiting = sum(card.waits and page.compares_others(card) for card in page.cards)
    if not waiting:
        return ""
    words = n_(
        "other people are compared here than when this was ruled on: {count} card waits",
        "other people are compared here than when this was ruled on: {count} cards wait",
        waiting,
    )
    return words.format(count=waiting)


def _entered(session: ReviewSession, found: Waiting) -> ReviewPage | None:
    """A document of the list; None when somebody has opened it again meanwhile, and is not done."""
    try:
        return session.enter(found.state.id)
    except PolicyError:
        return None


def _is_as_it_was(before: ReviewPage | None, page: ReviewPage) -> bool:
    """Whether a look at what people have changed since found nothing that is about gold."""
    return before is not None and page.is_gold and page.gold == before.gold


def gold_words(page: ReviewPage) -> str:
    """That a document is gold, with what, and where to go from there."""
    states = [card.state for card in page.cards]
    words = _("gold now, {ruled} ruled and {agreed} agreed; {key} goes on to the next article")
    if page.is_alone:
        words = _("gold now, {ruled} ruled and {agreed} taken as they were; {key} goes on")
    return words.format(
        ruled=states.count("ruled"), agreed=states.count("agreed"), key=review_key("next_ready")
    )


def meanwhile_words() -> str:
    """What to say where a ruling does not fit what another window of theirs has written."""
    return _("another window of yours has ruled on this article meanwhile; this is how it stands")


def nobodys_words() -> str:
    """That nobody can have an article back."""
    return _(
        "this article was given to nobody who could have it back; hashiya assign gives articles out"
    )


def given_back_words(page: ReviewPage, alias: str) -> str:
    """That somebody has an article back, and when it comes up again."""
    words = _("{name} has the article back, with your note; handed in, it comes up again")
    if page.is_gold:
        words = _(
            "{name} has it back, with your note; it comes up again if changed, else stays gold"
        )
    return words.format(name=names_of(page, (alias,)))


def onward(after: Review, decision: Decision) -> Review:
    """At the next card that waits, with what was done to this one."""
    if after.page.is_gold:
        return after.saying(gold_words(after.page), "good")
    if decision.outcome == "defer":
        words = _("put off")
    else:
        what = ruled_words(after.page, after.card)
        words = _("ruled: {what}; {key} undoes it") if what else _("ruled; {key} undoes it")
        words = words.format(what=what, key=review_key("take_back"))
    return (after.onward() or after).saying(words, "good")


def after_all(review: Review, taken: TakenAll, alias: str) -> Review:
    """Where it was ruled as one person proposed: at the first card that could not be."""
    words = n_(
        "{count:,} card ruled as {name} proposed",
        "{count:,} cards ruled as {name} proposed",
        taken.ruled,
    ).format(count=taken.ruled, name=names_of(taken.page, (alias,)))
    after = review.renewed(taken.page)
    if not taken.ruled and not taken.left:
        return after.saying(_("no card waits here"), "text")
    if not taken.left:
        return after.saying(gold_words(taken.page) if taken.page.is_gold else words, "good")
    first = taken.left[0]
    left = n_(
        "{ruled}; {count:,} waits: {reason}",
        "{ruled}; {count:,} wait, this one: {reason}",
        len(taken.left),
    )
    words = left.format(ruled=words, count=len(taken.left), reason=told(first.why))
    return after.at_key(first.key).saying(words, "warning")


def looked_at(seen: int, total: int, rate: float) -> str:
    """How far a look through all articles is, with how many a second."""
    words = _("articles looked at: {count:,} of {total:,}, {rate:,.0f} a second; Esc stops")
    return words.format(count=seen, total=total, rate=rate)


def none_left() -> str:
    """That no other article can be reviewed, and where it stands what the others wait for."""
    words = _("no other article can be reviewed now; {key} lists who has not finished what")
    return words.format(key=review_key("articles"))


def became_gold(made: int, alone: int = 0) -> str:
    """How many articles became gold together, how that is taken back, and what was left out."""
    if not made and not alone:
        return _("no article waits on which several people agree in everything")
    words = n_("{count:,} article became gold", "{count:,} articles became gold", made)
    words = words.format(count=made)
    if made:
        words = _("{done}; {key} undoes it").format(done=words, key=review_key("take_back"))
    if not alone:
        return words
    left = n_(
        "{done}; {count:,} of one annotator alone waits to be read",
        "{done}; {count:,} of one annotator alone wait to be read",
        alone,
    )
    return left.format(done=words, count=alone)


def turned_words(turned: Turned, *, is_undo: bool) -> str:
    """What an undo or a redo did."""
    untaken = len(turned.page.untaken)
    if turned.documents == 1 and is_undo and untaken:
        words = n_(
            "undone: {count} span on which all agree is out of gold until this article is gold",
            "undone: {count} spans on which all agree are out of gold until this article is gold",
            untaken,
        )
        return words.format(count=untaken)
    if turned.documents == 1:
        return _("undone") if is_undo else _("redone")
    if not is_undo:
        return became_gold(turned.documents)
    words = n_(
        "undone: {count:,} article is not gold any more",
        "undone: {count:,} articles are not gold any more",
        turned.documents,
    )
    return words.format(count=turned.documents)


def changed_card(before: ReviewPage | None, after: ReviewPage) -> str:
    """Key of the first card whose state differs between two looks at one document."""
    if before is None or before.document.id != after.document.id:
        return ""
    states = {card.key: (card.state, card.ruling) for card in before.cards}
    changed = (
        card.key for card in after.cards if states.get(card.key) != (card.state, card.ruling)
    )
    return next(changed, "")
