"""The brief as one HTML page, for screen and paper."""

from __future__ import annotations

from pathlib import Path

from yarrow.brief.sheet import Sheet
from yarrow.clinical.brief import Brief

SHEET = Sheet(Path(__file__).parent / "templates", "page")


def page(brief: Brief) -> str:
    """The page."""
    return SHEET.filled(brief=brief)
