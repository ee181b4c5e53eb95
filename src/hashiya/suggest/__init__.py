"""What a machine may propose: never gold by itself, always with a way to say where it came from.

This floor knows letters (`hashiya.text`) and errors. It must never know a project, a person or a
screen, and nothing loads it before something is asked of it.
"""

from __future__ import annotations

from hashiya.suggest.date_values import is_date_value
from hashiya.suggest.dates import DateHit, date_value, find_dates

__all__ = ["DateHit", "date_value", "find_dates", "is_date_value"]
