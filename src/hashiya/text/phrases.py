"""Phrases: where a noun phrase begins and ends among the words of a sentence, by a plain guess.

Made for choosing text with one key: the guess must be quick and always the same, and a second
press takes in more, so that it need not be right. It must not know labels, spans or documents: a
phrase is a stretch of a list of words, `[first, last)` in places of the list.

Glossary:
    word: one token of `word_spans`, punctuation included.
    stop: a word that no phrase holds: punctuation, a verb, a particle or preposition on its own.
    edge: a place between two words where a phrase may end although no stop is there: before a
        joining و, before بال, and before an indefinite word that follows a definite one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from hashiya.text.fold import fold

__all__ = ["WordKind", "clause_starts", "longer_phrase", "phrase_end", "phrase_start", "word_kind"]

WordKind = Literal["punctuation", "particle", "verb", "noun"]
"""What a word is to a phrase; whatever is nothing else is a noun, numbers and adjectives too."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CLAUSE_OPENERS: Final = _listed(
    "ان انه انها انهم بان بانه بانها لان لانه لانها كما حيث بحيث عندما حين حينما بينما لكن"
    " لكنه لكنها اذ اذا لو لولا كي لكي حتي فيما مما الذي التي الذين اللذان اللتان اللواتي ثم"
    " سواء رغم منذ"
)
"""Folded words with which a clause or another part of the sentence begins."""

_PARTICLES: Final = _listed(
    "من الي عن علي في مع حول بين خلال ضمن عبر قد لقد لم لن لا ما هل او ام بل بعد قبل عند لدي"
    " ضد دون بدون نحو امام وراء تحت فوق تجاه ازاء سوي الا اما انما ايضا هذا هذه ذلك تلك هولاء"
    " اولءك هنا هناك هو هي هم هما نحن انا انت سوف ليس ليست كان كانت كانوا يا اي ايها كيف متي"
    " اين لماذا و ف ب ل ك وفق وفقا بسبب بفضل عقب اثر اثناء حسب بحسب بشان بخصوص قصد بغيه لدا"
    " عما ممن فيمن"
)
"""Folded words that stand on their own between phrases."""

_WITH_PRONOUNS: Final = _listed("من عن في علي الي مع لدي بعد قبل بين ان ل ب ك عند ضد حول")
_PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ني")

_VERBS: Final = _listed(
    "قال اكد اعلن اوضح ذكر اشار اضاف جدد حضر زار تناول استقبل اجتمع شارك تراس اجري دعا صرح"
    " كشف نفي اتهم ادان رفض وافق اطلق افتتح اختتم نظم شدد ابرز افاد قرر اعتبر توقع حذر طالب"
    " اعرب استعرض تم جري اصبح ظل بات صار بدا واصل انطلق انعقد وصل غادر عاد تولي شهد بلغ سجل"
    " ارتفع انخفض تراجع حقق قام ادي ساهم تضمن اثار انهي صادق انتخب اختار كلف اعتقل اوقف اصيب"
    " لقي تدعو تعتزم تسعي تهدف تتيح تقع تضم تشمل تمثل توكد تشير تقول تعمل تقوم تجري تتضمن تري"
    " تريد تستعد تواصل تشهد تبلغ تتم تندرج تاتي تحتضن تستضيف تحتاج تعتبر تعد تشكل"
)
"""Frequent verbs of the news, folded, as the third person writes them."""
_OPENING_VERBS: Final = _listed(
    "عين بحث عقد نقل امر قدم منح وقع عبر راي شكل قتل صوت اجل طلب عرض حصل رد علق جاء"
)
"""Verbs that are as often nouns; they count where a sentence begins with و or ف and one of them."""

_NO_PAST: Final = _listed("موقت ثابت صامت انترنت كونت بنت تحت")
_PAST_SHE: Final = re.compile(r"(?!ال)\w+[^اويى\W]ت")
_IMPERFECT: Final = re.compile(
    r"ي(?!ناير|وني|ولي|وم|مين|سار|ورو|ابان|من|هود|قين|وسف|حي|عقوب|اسر|اسين|ونس)\w{3,}"
)
_FUTURE: Final = re.compile(r"س(?:ي(?!اس|ار|اد|اق|اح|د|طر|نا|ول|ر|ف|ل|ن)|ت(?!ه|ين|ون|ار|را))\w{2,}")

_CONJUNCT: Final = re.compile(
    r"و(?!زار|زير|زرا|كال|كيل|قف|فد|الي|لاي|حد|ثيق|اشنطن|ضع|طن|سط|صول|فا)\w{2,}"
)
_OPENING: Final = frozenset("([{«“")
_CLOSING: Final = frozenset(")]}»”")
MAX_IN_BRACKETS: Final = 12
"""Words behind a phrase among which the bracket is looked for that closes it."""
_NOT: Final = "غير"
"""It stands before an adjective, inside a phrase."""
_JOINED_DEFINITE: Final = re.compile(r"وال\w{2}")
_IN_THE: Final = re.compile(r"[بك]ال\w{2}")
_DEFINITE: Final = re.compile(r"و?(?:ال|لل)\w{2}")


def word_kind(word: str, *, is_opening: bool = False) -> WordKind:
    """What a word is to a phrase.

    Args:
        word: One token.
        is_opening: Whether the sentence begins with it, where more words are taken for verbs.

    >>> word_kind("أعلنت"), word_kind("وفي"), word_kind("،"), word_kind("وزارة"), word_kind("12")
    ('verb', 'particle', 'punctuation', 'noun', 'noun')
    """
    if not any(map(str.isalnum, word)):
        return "punctuation"
    if word.endswith("الي") and "إ" not in word:
        return "noun"  # والي, a governor, folds to the form of وإلى
    return _kind_of(fold(word).text, is_opening=is_opening)


@cache
def _particles() -> frozenset[str]:
    joined = (before + after for before in _WITH_PRONOUNS for after in _PRONOUNS)
    return frozenset((*_PARTICLES, *_CLAUSE_OPENERS, *joined))


def _kind_of(folded: str, *, is_opening: bool) -> WordKind:
    bare = folded[1:] if folded[:1] in {"و", "ف"} and len(folded) > 2 else folded
    if folded in _particles() or bare in _particles():
        return "particle"
    if is_opening and bare != folded and bare in _OPENING_VERBS:
        return "verb"
    return "verb" if _is_verb(folded) or _is_verb(bare) else "noun"


def _is_verb(folded: str) -> bool:
    if folded in _VERBS or _IMPERFECT.fullmatch(folded) or _FUTURE.fullmatch(folded):
        return True
    return folded not in _NO_PAST and _PAST_SHE.fullmatch(folded) is not None


def phrase_start(words: Sequence[str], at: int) -> int:
    """The first place from `at` on where a phrase may begin; `len(words)` when there is none.

    >>> phrase_start("أعلنت في وزارة النقل".split(), 0)
    2
    """
    for place in range(at, len(words)):
        if word_kind(words[place], is_opening=place == 0) == "noun":
            return place
    return len(words)


def phrase_end(words: Sequence[str], start: int) -> int:
    """Where the phrase that begins at `start` ends: before the first stop or edge.

    A phrase has at least its first word.

    >>> words = "والي بنك المغرب وفدا من صندوق النقد الدولي بالرباط".split()
    >>> phrase_end(words, 0), phrase_end(words, 5)
    (3, 8)
    >>> phrase_end("وزير الاقتصاد والمالية سليم".split(), 0)
    3
    """
    end = start + 1
    while end < len(words) and _goes_on(words, start, end):
        end += 1
    return min(end, len(words))


def longer_phrase(words: Sequence[str], end: int) -> int:
    """Where a phrase that ended at `end` ends when it takes in the next one and what is between.

    `end` itself when no phrase follows. A bracket that opens in between is taken in with what
    closes it; one that closes what was open before ends the phrase.

    >>> longer_phrase("يناير إلى يونيو 2025 مع".split(), 1)
    4
    >>> longer_phrase("الوكالة ( ANP ) وحدها".split(), 1), longer_phrase("ANP ) وحدها".split(), 1)
    (4, 1)
    """
    following = phrase_start(words, end)
    return end if following >= len(words) else _closed(words, end, phrase_end(words, following))


def _closed(words: Sequence[str], first: int, last: int) -> int:
    """Where a stretch ends that should not part brackets: further on, or before one that closes."""
    depth = 0
    for place in range(first, min(len(words), last + MAX_IN_BRACKETS)):
        if place >= last and not depth:
            break
        if words[place] in _OPENING:
            depth += 1
        elif words[place] in _CLOSING:
            if not depth:
                return first
            depth -= 1
            last = max(last, place + 1)
    return last


def clause_starts(words: Sequence[str]) -> tuple[int, ...]:
    """The places where a clause or a part between punctuation begins, the first word included.

    >>> clause_starts("وأكد ناصر ، المدير ، أن الورش".split())
    (0, 3, 5)
    """
    found: list[int] = []
    is_after_stop = True
    for place, word in enumerate(words):
        if not any(map(str.isalnum, word)):
            is_after_stop = True
        elif is_after_stop or _opens_clause(fold(word).text):
            found.append(place)
            is_after_stop = False
    return tuple(found)


def _opens_clause(folded: str) -> bool:
    return folded in _CLAUSE_OPENERS or (folded[1:] in _CLAUSE_OPENERS and folded[0] in "وف")


def _goes_on(words: Sequence[str], start: int, at: int) -> bool:
    """Whether a phrase from `start` holds the word at `at`, the words between being in it."""
    word, before = fold(words[at]).text, fold(words[at - 1]).text
    if word == "و":
        return _is_number(before) and at + 1 < len(words) and _is_number(words[at + 1])
    if word_kind(words[at]) != "noun" or _IN_THE.match(word):
        return False
    if _CONJUNCT.match(word):
        return _shares_a_head(words, start, at)
    if _DEFINITE.match(before) and not _DEFINITE.match(word):
        return _is_number(word) or word == _NOT
    return True


def _shares_a_head(words: Sequence[str], start: int, at: int) -> bool:
    """Whether a word with و is the second of two under one head: وزارة النقل واللوجستيك."""
    if at - start < 2 or not _JOINED_DEFINITE.match(fold(words[at]).text):
        return False
    first, head = fold(words[at - 1]).text, fold(words[at - 2]).text
    is_construct = head != _NOT and not _DEFINITE.match(head)
    return is_construct and _DEFINITE.match(first) is not None


def _is_number(word: str) -> bool:
    return word[:1].isdigit()
