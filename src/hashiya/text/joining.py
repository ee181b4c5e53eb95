"""Joining: the form each Arabic letter takes beside its neighbours, one string a code point.

`shape(text)` returns a list as long as `text`. Entry `i` is what code point `i` itself prints:

- a letter: its presentation form (U+FB50 to U+FEFF), isolated forms too, because a terminal that
  shapes would otherwise join letters again that stand side by side only in visual order; a letter
  without the form it needs stays nominal and still joins its neighbours;
- a lam with an alef behind it: the ligature, at the lam; the alef's entry is `''`;
- a base with a combining madda or hamza behind it: the composed letter's form, at the base; the
  mark's entry is `''`;
- any other mark: itself, so that a letter with its marks is the entries joined;
- ZWJ, ZWNJ, direction controls and whatever else prints nothing: `''`, after they have acted;
- what may never reach a terminal but is no mere format character (C0, C1, lone surrogates, line
  separators, number signs such as U+0600): its stand-in of `visible`;
- any other code point: itself.

`nominal(text)` is the same list with every letter as itself, whatever stands beside it.

So a cell is an entry that is no mark and not empty, with the marks and empty entries that follow
it. Of a lam-alef the entries are the ligature, the lam's marks, `''`, the alef's marks: one cell
for two letters. Joining belongs to a whole paragraph: shape first, cut afterwards. It must not know
the order on screen, cells or what mirrors.
"""

from __future__ import annotations

import re
from typing import Final

from hashiya.text import ucd
from hashiya.text.classes import Classes
from hashiya.text.visible import is_silent, visible

__all__ = ["nominal", "shape"]

_LAM: Final = "\u0644"
_LIGATURES: Final = {
    alef: (isolated, final)
    for alef, isolated, final in zip(*(ucd.LAM_ALEFS[nth::3] for nth in range(3)), strict=True)
}

# Joining_Type, with a letter of their own for lam (`l`, dual), alefs (`a`, right) and ZWJ (`j`).
_TYPES: Final = Classes(ucd.JOINING_STARTS, ucd.JOINING_VALUES)
_TYPES.update(dict.fromkeys(_LIGATURES, ord("a")) | {_LAM: ord("l"), "\u200d": ord("j")})

_LAM_ALEF = re.compile(rb"l[Tj]*+a")
_TRANSPARENT: Final = ord("T")
_JOINS_NEXT: Final = bytes(code in b"DLClj" for code in range(256))
_JOINS_PREVIOUS: Final = bytes(code in b"RDClaj" for code in range(256))

_MADDA_OR_HAMZA = re.compile("[\u0653-\u0655]")
_SILENT_MARK: Final = "\u034f"
_COMPOSABLE = re.compile(
    f"([{ucd.COMPOSED[::3]}])([\u064b-\u0652\u0670]*)([\u0653-\u0655])"  # marks NFC reorders
)
_COMPOSED: Final = {
    ucd.COMPOSED[at : at + 2]: ucd.COMPOSED[at + 2] for at in range(0, len(ucd.COMPOSED), 3)
}


class _Printed(dict[str, str]):
    """What a code point prints in one of the four forms.

    Args:
        form: 0 isolated, 1 final, 2 initial, 3 medial.
    """

    def __init__(self, form: int) -> None:
        super().__init__(zip(ucd.FORMS[::5], ucd.FORMS[form + 1 :: 5], strict=True))

    def __missing__(self, char: str) -> str:
        printed = self[char] = "" if is_silent(char) else visible(char)
        return printed


_PRINTED: Final = tuple(_Printed(form) for form in range(4))


class _Nominal(dict[str, str]):
    """What a code point prints when letters are not joined; a form is the letter it is one of."""

    def __init__(self) -> None:
        letters = ucd.FORMS[::5]
        super().__init__(
            (form, letter)
            for nth in range(1, 5)
            for form, letter in zip(ucd.FORMS[nth::5], letters, strict=True)
        )

    def __missing__(self, char: str) -> str:
        printed = self[char] = "" if is_silent(char) else visible(char)
        return printed


_NOMINAL: Final = _Nominal()


def shape(text: str, splits: frozenset[int] = frozenset()) -> list[str]:
    """What each code point of one paragraph prints, joined to its neighbours.

    Args:
        text: The paragraph, in logical order.
        splits: Offsets; a lam-alef that holds one of them between its lam and its alef is drawn as
            two letters.

    Returns:
        One string a code point; the module's docstring says what each may be.
    """
    text = _composed(text)
    types = _TYPES.of(text)
    forms = _forms(types)
    printed = [_PRINTED[form][char] for char, form in zip(text, forms, strict=True)]
    for match in _LAM_ALEF.finditer(types):
        lam, alef = match.start(), match.end() - 1
        if splits.isdisjoint(range(lam + 1, alef + 1)):
            is_final = forms[lam] & 1
            printed[lam] = _LIGATURES[text[alef]][is_final]
            printed[alef] = ""
    return printed


def nominal(text: str) -> list[str]:
    """What each code point of one paragraph prints when letters are left to the font to join.

    Returns:
        One string a code point, as `shape` has it, without forms and ligatures.
    """
    return [_NOMINAL[char] for char in _composed(text)]


def _composed(text: str) -> str:
    """The text with a letter and its madda or hamza as one letter and one silent mark."""
    if not _MADDA_OR_HAMZA.search(text):
        return text
    return _COMPOSABLE.sub(_as_one_letter, text)


def _as_one_letter(found: re.Match[str]) -> str:
    base, between, mark = found.groups()
    composed = _COMPOSED.get(base + mark)
    return f"{composed}{between}{_SILENT_MARK}" if composed else found[0]


def _forms(types: bytes) -> bytes:
    """0 isolated, 1 final, 2 initial, 3 medial for each letter; anything for all else.

    A letter joins the one before it when both can, transparent marks passed over. With one byte a
    character in one large number, the neighbour is a shift by eight bits.
    """
    letters = types.translate(None, b"T")
    to_next = int.from_bytes(letters.translate(_JOINS_NEXT), "big")
    to_previous = int.from_bytes(letters.translate(_JOINS_PREVIOUS), "big")
    is_final = to_next >> 8 & to_previous
    is_initial = to_previous << 8 & to_next
    forms = (is_final | is_initial << 1).to_bytes(len(letters), "big")
    if len(letters) == len(types):
        return forms
    following = iter(forms)
    return bytes([0 if kind == _TRANSPARENT else next(following) for kind in types])
