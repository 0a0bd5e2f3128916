"""What holds for all tests."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

# Hypothesis is a development tool of the web side; the pure packages' other tests run on the bot side too.
HAS_HYPOTHESIS = find_spec("hypothesis") is not None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Property tests run where Hypothesis is."""
    if HAS_HYPOTHESIS or collection_path.suffix != ".py":
        return None
    return "from hypothesis import" in collection_path.read_text(encoding="utf-8") or None
