"""Memory that was needed while loading, given back to the system: models are read into more than they keep."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Once, when everything is loaded: 60 MB after the sentence encoder alone. Nothing where there is no glibc."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
