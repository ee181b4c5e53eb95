"""A seeded generator of annotated Arabic news: as large as a benchmark wants, the same every time.

`python -m benchmarks.corpus --sentences 100000 > corpus.jsonl` writes one document a line in the
minimal form `{"id", "text", "spans"}` that every version of Hashiya reads.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["SENTENCES_PER_DOCUMENT", "Generated", "article", "documents"]

SENTENCES_PER_DOCUMENT: Final = 10

BODIES: Final = (
    "وزارة النقل", "وزارة الصحة العمومية", "بنك الإنماء", "المكتب الوطني للسكك", "مجلس المنافسة",
    "الوكالة الوطنية للمياه", "جامعة الساحل", "هيئة الطيران المدني", "صندوق التقاعد",
    "شركة المرافئ",
)  # fmt: skip
POSTS: Final = ("وزير", "مدير", "رئيس", "الناطق باسم", "كاتبة")
NAMES: Final = (
    "سليم العطار", "مريم الزياني", "ناصر الهاشمي", "ليلى بن سعيد", "يوسف الكتاني", "هدى المرابط",
)  # fmt: skip
DAYS: Final = (
    "12 ماي 2024", "يوم الثلاثاء الماضي", "من 3 إلى 5 نونبر 2023", "29 كانون الثاني 2021",
    "شهر رمضان 1446 هـ", "٢٦ يناير ٢٠٢١",
)  # fmt: skip
SUBJECTS: Final = (
    "تدبير ندرة المياه", "تحديث النقل السككي", "مكافحة حرائق الغابات", "الأمن الغذائي",
    "تمويل المناخ",
)  # fmt: skip
VERBS: Final = ("وأعلن", "وأكد", "وأوضحت", "وقال", "وأضاف", "وذكرت")
FILLERS: Final = (
    "أن العمل يتقدم وفق الجدول المتفق عليه", "إن النتائج الأولى جاءت مشجعة للغاية",
    "خلال لقاء ضم ممثلين عن القطاع الخاص", "في بيان تلقته الصحافة صباح اليوم",
    "بعد أشهر من المشاورات ، وبمشاركة الجماعات المحلية", "مع مراعاة حاجات السكان (المرحلة الأولى)",
)  # fmt: skip


class Generated(NamedTuple):
    """One generated document."""

    id: str
    text: str
    spans: list[tuple[int, int, str]]
    """`(start, end, label)` in code points, by start, longer first."""

    def as_json(self) -> dict[str, object]:
        """The minimal document line."""
        spans = [{"start": start, "end": end, "label": label} for start, end, label in self.spans]
        return {"id": self.id, "text": self.text, "spans": spans}


class _Writer:
    """Text and spans as they grow."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[tuple[int, int, str]] = []

    def put(self, text: str, label: str | None = None) -> int:
        """Append a piece, annotated when it has a label; returns where it began."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if label:
            self.spans.append((start, self.length, label))
        return start


def documents(sentences: int, *, seed: int = 17) -> Iterator[Generated]:
    """As many documents as hold this many sentences, about 2.77 spans a sentence."""
    chance = random.Random(seed)
    for number in range((sentences + SENTENCES_PER_DOCUMENT - 1) // SENTENCES_PER_DOCUMENT):
        left = min(SENTENCES_PER_DOCUMENT, sentences - number * SENTENCES_PER_DOCUMENT)
        yield _document(f"d{number:07}", left, chance)


def article(*, words: int, spans: int, seed: int = 17) -> Generated:
    """One long article of about this many words with exactly this many spans."""
    chance = random.Random(seed)
    writer = _Writer()
    held = 0
    while held < words:
        start = writer.length
        _sentence(writer, chance)
        held += "".join(writer.parts[-12:])[-(writer.length - start) :].count(" ") + 1
        writer.put("\n" if chance.random() < 0.3 else " ")
    chosen = sorted(chance.sample(range(len(writer.spans)), min(spans, len(writer.spans))))
    kept = [writer.spans[index] for index in chosen]
    kept.sort(key=lambda span: (span[0], -span[1], span[2]))
    return Generated("long-article", "".join(writer.parts), kept)


def _document(name: str, sentences: int, chance: random.Random) -> Generated:
    writer = _Writer()
    for _ in range(sentences):
        _sentence(writer, chance)
        writer.put("\n" if chance.random() < 0.3 else " ")
    spans = sorted(writer.spans, key=lambda span: (span[0], -span[1], span[2]))
    return Generated(name, "".join(writer.parts), spans)


def _sentence(writer: _Writer, chance: random.Random) -> None:
    """One sentence: an official who holds an agency, or an agency; maybe a date and a topic."""
    writer.put(chance.choice(VERBS) + " ")
    if chance.random() < 0.6:
        start = writer.put(chance.choice(POSTS) + " ")
        writer.put(chance.choice(BODIES), "agency")
        writer.put(" " + chance.choice(NAMES))
        writer.spans.append((start, writer.length, "official"))
    else:
        writer.put("ل")
        writer.put(chance.choice(BODIES), "agency")
    writer.put(" " + chance.choice(FILLERS) + " ، ")
    if chance.random() < 0.6:
        writer.put("يوم ")
        writer.put(chance.choice(DAYS), "date")
        writer.put(" ")
    if chance.random() < 0.57:
        writer.put("في مجال ")
        writer.put(chance.choice(SUBJECTS), "topic")
        writer.put(" ")
    writer.put(chance.choice(FILLERS) + ".")


def main() -> None:
    """Write a corpus to stdout."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--sentences", type=int, default=1000)
    options.add_argument("--seed", type=int, default=17)
    chosen = options.parse_args()
    for generated in documents(chosen.sentences, seed=chosen.seed):
        sys.stdout.write(json.dumps(generated.as_json(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
