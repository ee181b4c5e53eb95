"""Dates by rule: the shared cases, the calendars, what is no date, and any text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.strategies import texts

from hashiya.suggest import date_value, find_dates, is_date_value

WRITTEN = date(2021, 1, 29)
"""A Friday."""
DATA = Path(__file__).with_name("data") / "dates.jsonl"
CASES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def found(text: str, written: date | None = WRITTEN) -> list[tuple[str, str | None]]:
    """Quote and value of every date."""
    return [(text[hit.start : hit.end], hit.value) for hit in find_dates(text, written)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_shared_cases(case: dict[str, str | None]) -> None:
    """Each text holds the one date it is said to hold, or none."""
    text = case["text"]
    assert text is not None
    values = [value for _, value in found(text)]
    assert values == ([] if case["value"] is None else [case["value"]])


@given(text=texts(), written=st.one_of(st.none(), st.dates()))
def test_any_text_is_read(text: str, written: date | None) -> None:
    """In any text, on any day, hits are in order, disjoint, inside, and have values of dates."""
    last = 0
    for hit in find_dates(text, written):
        assert last <= hit.start < hit.end <= len(text)
        assert hit.value is None or is_date_value(hit.value)
        last = hit.end
    whole = date_value(text, written)
    assert whole is None or whole.value is None or is_date_value(whole.value)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("في ٢٩ يناير ٢٠٢١", "٢٩ يناير ٢٠٢١", "2021-01-29"),
        ("۲۹ يناير ۲۰۲۱", "۲۹ يناير ۲۰۲۱", "2021-01-29"),
        ("في 29يناير2021", "29يناير2021", "2021-01-29"),
        ("29 جانفي 2021", "29 جانفي 2021", "2021-01-29"),
        ("29 كانون الثاني (يناير) 2021", "29 كانون الثاني (يناير) 2021", "2021-01-29"),
        ("الثلاثاء (26 يناير)", "الثلاثاء (26 يناير)", "2021-01-26"),
        ("وبيَنايِر 2021", "يَنايِر 2021", "2021-01"),
        ("يناير/فبراير 2021", "يناير/فبراير 2021", "2021-01/2021-02"),
        ("للعام المقبل", "لعام المقبل", "2022"),
        ("مطلع السنة المقبلة", "مطلع السنة المقبلة", "2022"),
        ("صباح اليوم الجمعة", "صباح اليوم الجمعة", "2021-01-29"),
        ("الأسبوع الماضي", "الأسبوع الماضي", "2021-W03"),
        ("هذا الشهر", "هذا الشهر", "2021-01"),
        ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2021-01-26"),
        ("قبل 3 أشهر", "قبل 3 أشهر", "2020-10"),
        ("بعد عامين", "بعد عامين", "2023"),
        ("يوم الجمعة المقبل", "يوم الجمعة المقبل", "2021-02-05"),
        ("تسعينيات القرن الماضي", "تسعينيات القرن الماضي", "199"),
        ("الربع الأول من 2021", "الربع الأول من 2021", "2021-Q1"),
        ("صيف العام الماضي", "صيف العام الماضي", "2020-SU"),
        ("مارس الماضي", "مارس الماضي", "2020-03"),
        ("29 ديسمبر", "29 ديسمبر", "2020-12-29"),
        ("12/31/2020", "12/31/2020", "2020-12-31"),
        ("يومي 26 و27 يناير", "يومي 26 و27 يناير", "2021-01-26/2021-01-27"),
        ("موسم 2020/2021", "2020/2021", "2020/2021"),
        ("خلال الفترة 2016 - 2020", "2016 - 2020", "2016/2020"),
        ("عام 1442هـ", "عام 1442هـ", "2020-08-20/2021-08-08"),
        ("15/09/1442هـ", "15/09/1442هـ", "2021-04-27"),
        ("رمضان الماضي", "رمضان الماضي", "2020-04-24/2020-05-23"),
        ("1 محرم 1200هـ", "1 محرم 1200هـ", None),
    ],
)
def test_a_date_is_read(text: str, quote: str, value: str | None) -> None:
    """Names of every family, digits of every kind, ranges, units and what is said from today."""
    assert found(text) == [(quote, value)]


@pytest.mark.parametrize(
    "text",
    [
        "تيريزا ماي",
        "مارس الرياضة",
        "خطبة الجمعة",
        "المصري اليوم",
        "المدير العام الحالي",
        "في الستينيات من عمره",
        "192.168.01.2021",
        "بعد 5 سنوات من الحرب",
        "كأس العالم 2022",
        "15\nيناير\u2029رمضان",
        "9" * 5000 + " يناي",
        "الدرجة الثانية من صفر",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Names, ages, addresses and lone numbers are left alone; nothing is read across lines."""
    assert all("\n" not in quote and value == "2021-01" for quote, value in found(text))


def test_hijri_dates_are_marked_as_near() -> None:
    """A Hijri date may be a day off, and says so; a Gregorian one does not."""
    (hijri,) = find_dates("10 رمضان 1442")
    (other,) = find_dates("22 أبريل 2021")
    assert (hijri.value, hijri.is_approximate) == ("2021-04-22", True)
    assert (other.value, other.is_approximate) == ("2021-04-22", False)


@pytest.mark.parametrize("text", ["أمس", "29 يناير", "صيف العام الماضي", "يوم الثلاثاء", "10 رجب"])
def test_without_the_document_s_day_there_is_no_value(text: str) -> None:
    """A relative date is found all the same, for a person to say what it means."""
    assert [value for _, value in found(text, None)] == [None]


@pytest.mark.parametrize(
    ("quote", "value"),
    [("2021", "2021"), ("مارس", "2021-03"), ("الجمعة", "2021-01-29"), ("2015-2018", "2015/2018")],
)
def test_a_span_known_to_be_a_date_is_read_gladly(quote: str, value: str) -> None:
    """Bare years and doubtful words count where a person has said that a date stands there."""
    hit = date_value(quote, WRITTEN)
    assert hit is not None
    assert hit.value == value
    assert date_value("وزارة", WRITTEN) is None


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("2021-01-29", True),
        ("2021-01", True),
        ("2021", True),
        ("199", True),
        ("2021-Q4", True),
        ("2021-WI", True),
        ("2021-W53", False),
        ("2020-W53", True),
        ("2021-02-29", False),
        ("2021-13", False),
        ("2021-Q5", False),
        ("2021-01-29/2021-01-26", False),
        ("2021-01/2021-02-03", False),
        ("٢٠٢١", False),
        ("", False),
        ("2021-01-29 ", False),
    ],
)
def test_values_are_those_of_the_calendar(value: str, is_one: bool) -> None:  # noqa: FBT001
    """Each form is taken, and no day, week or order that the calendar lacks."""
    assert is_date_value(value) == is_one


@pytest.mark.parametrize(
    "unit",
    [
        "29 يناير 2021 ",
        "من 26 إلى ",
        "يوم الثلاثاء ",
        "الأول والعشرين من ",
        "20/20/",
        "و",
        "(يناير/",
        "قبل 3 ",
    ],
)
def test_reading_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long, on one line too."""
    assert growth(lambda text: find_dates(text, WRITTEN), unit, code_points=4_000) < LINEAR
