"""What proves the house: tests by floor, mirroring the source."""

from __future__ import annotations
