"""The one base of every model: frozen, strict, and closed to unknown fields.

A change to a model is a new value made through its constructor; `model_copy(update=…)` and
`model_construct` skip validation and are not used.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Model"]


class Model(BaseModel):
    """A value that cannot change and holds nothing it did not declare."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)
