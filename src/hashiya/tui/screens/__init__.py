"""The rooms people sit in: each turns keys into one call and hands the result to its widgets."""

from __future__ import annotations
