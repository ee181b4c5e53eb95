"""Calendar words: the names of months, days, seasons and units, folded as they are looked up.

Tables only. Four families of Gregorian month names are written side by side in the Arab press:
Egypt and the Maghreb (يناير), Morocco (غشت), Algeria and Tunisia (جانفي), the Levant (شباط).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hashiya.text import fold

__all__ = [
    "CONNECTORS",
    "DAY_FRAMES",
    "DECADES",
    "DIRECTIONS",
    "DOUBTFUL_MONTHS",
    "DOUBTFUL_WEEKDAYS",
    "DUALS",
    "FIRST_DAYS",
    "FIRST_WORDS",
    "HIJRI_ERAS",
    "MONTHS",
    "MONTH_FRAMES",
    "NUMBERS",
    "ORDINALS",
    "OTHER_ERAS",
    "PARTS",
    "QUARTERS",
    "RANGE_FRAMES",
    "SEASONS",
    "TENS",
    "UNITS",
    "WEEKDAYS",
    "YEAR_FRAMES",
]


def _folded(words: str) -> frozenset[str]:
    """The words of a list, each folded."""
    return frozenset(fold(word).text for word in words.split())


def _numbered(*lists: str, first: int = 1) -> dict[str, int]:
    """Each list's names to their numbers; `/` stands between spellings, `_` between two words."""
    return {
        fold(spelling.replace("_", " ")).text: number
        for names in lists
        for number, spellings in enumerate(names.split(), first)
        for spelling in spellings.split("/")
    }


def _meaning(**lists: str) -> dict[str, str]:
    """Each list's words to the list's own name."""
    return {fold(word).text: name for name, words in lists.items() for word in words.split()}


def _both(names: Mapping[str, str]) -> dict[str, str]:
    """Names with the article and without."""
    return dict(names) | {f"ال{name}": meaning for name, meaning in names.items()}


_EGYPT = (
    "يناير فبراير مارس أبريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
)
_MOROCCO = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"
_ALGERIA = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"
_LEVANT = "كانون_الثاني/كانون_ثاني شباط آذار نيسان أيار حزيران تموز آب أيلول"
_LEVANT_AUTUMN = "تشرين_الأول/تشرين_أول تشرين_الثاني/تشرين_ثاني كانون_الأول/كانون_أول"
_HIJRI = (
    "محرم/المحرم صفر ربيع_الأول ربيع_الآخر/ربيع_الثاني جمادى_الأولى/جمادى_الأول"
    " جمادى_الآخرة/جمادى_الثانية/جمادى_الآخر رجب شعبان رمضان شوال"
    " ذو_القعدة/ذي_القعدة/ذا_القعدة ذو_الحجة/ذي_الحجة/ذا_الحجة"
)

MONTHS: Final[Mapping[str, tuple[str, int]]] = {
    name: ("gregorian", number)
    for name, number in (
        _numbered(_EGYPT, _MOROCCO, _ALGERIA, _LEVANT) | _numbered(_LEVANT_AUTUMN, first=10)
    ).items()
} | {name: ("hijri", number) for name, number in _numbered(_HIJRI).items()}
"""Name, of one word or two, to calendar and number."""

DOUBTFUL_MONTHS: Final = _folded(
    "مارس مايو ماي جوان أوت نيسان آب أيلول محرم المحرم صفر رجب شعبان رمضان شوال"
)
"""Names that are also other words or people's: they count beside a number or a frame noun only."""

WEEKDAYS: Final[Mapping[str, int]] = _numbered(
    "الاثنين/الإثنين الثلاثاء/الثلثاء الأربعاء الخميس الجمعة السبت الأحد", first=0
)
"""Name to its number, Monday 0."""

DOUBTFUL_WEEKDAYS: Final = _folded("الاثنين الخميس الجمعة السبت الأحد")
"""Days whose name is also another word."""

SEASONS: Final[Mapping[str, str]] = _both(_meaning(SP="ربيع", SU="صيف", FA="خريف", WI="شتاء"))

DAY_FRAMES: Final = _folded("يوم اليوم مساء صباح ظهر ليلة فجر عصر نهار")
MONTH_FRAMES: Final = _folded("شهر الشهر")
YEAR_FRAMES: Final = _folded("عام العام سنة السنة")

ORDINALS: Final[Mapping[str, int]] = _numbered(
    "الأول/الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
)
"""الحادي only before a ten."""

TENS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_folded("عشر"), 10),
    **dict.fromkeys(_folded("العشرين العشرون"), 20),
    **dict.fromkeys(_folded("الثلاثين الثلاثون"), 30),
}

FIRST_DAYS: Final = _folded("فاتح غرة")
"""Words for the first day of a month."""

NUMBERS: Final[Mapping[str, int]] = _numbered(
    "ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني/ثمان تسعة/تسع عشرة/عشر", first=3
)

UNITS: Final[Mapping[str, str]] = _meaning(
    day="يوم أيام يوما",
    week="أسبوع أسابيع أسبوعا",
    month="شهر أشهر شهور شهرا",
    year="سنة سنوات سنين عام أعوام عاما",
)

DUALS: Final[Mapping[str, str]] = _meaning(
    day="يومين يومان", week="أسبوعين", month="شهرين", year="سنتين عامين"
)

DIRECTIONS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_folded("الماضي الماضية المنصرم المنصرمة الفائت الفائتة"), -1),
    **dict.fromkeys(_folded("الحالي الحالية الجاري الجارية"), 0),
    **dict.fromkeys(_folded("المقبل المقبلة القادم القادمة"), 1),
}
"""Adjectives to -1 for what was, 0 for what is, 1 for what comes."""

DECADES: Final[Mapping[str, int]] = {
    f"{article}{ten}{ending}": number
    for ten, number in _numbered(
        "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين", first=2
    ).items()
    for ending in ("ات", "يات")
    for article in ("", "ال")
}

QUARTERS: Final[Mapping[str, int]] = _numbered("الأول الثاني الثالث الرابع/الأخير")

PARTS: Final = _folded(
    "مطلع بداية أوائل مستهل منتصف أواسط أواخر نهاية ختام متم غضون صباح مساء ظهر فجر ليلة"
)
"""Words for a part of a day, a month or a year, which belong to the date that follows them."""

RANGE_FRAMES: Final = YEAR_FRAMES | _folded(
    "موسم الموسم الفترة فترة الدراسية الدراسي الجامعية الجامعي المالية المالي"
)
"""Words that make years of two bare numbers behind them."""

CONNECTORS: Final = _folded("إلى حتى لغاية") | {"-", "–", "—"}
"""What stands between the two ends of a range."""

HIJRI_ERAS: Final = _folded("ه هجرية هجري للهجرة")
OTHER_ERAS: Final = _folded("م ميلادية ميلادي")

FIRST_WORDS: Final = frozenset(
    name.partition(" ")[0]
    for table in (
        *(MONTHS, WEEKDAYS, SEASONS, DAY_FRAMES, MONTH_FRAMES, YEAR_FRAMES, ORDINALS, TENS),
        *(FIRST_DAYS, UNITS, DUALS, DECADES),
        _folded("من بين يومي يوما أمس أول بعد البارحة غدا قبل منذ هذا هذه الأسبوع الربع النصف"),
    )
    for name in table
)
"""Every word that a date can begin with."""
