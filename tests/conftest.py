"""What all tests share: how hypothesis searches."""

from __future__ import annotations

from hypothesis import settings

# A busy machine makes an example slow, not wrong; timings are benchmarks, not tests.
settings.register_profile("hashiya", deadline=None)
settings.load_profile("hashiya")
