"""What the console gives to browsers: its stylesheets, scripts and pictures."""

from __future__ import annotations

from pathlib import Path

from yarrow.web.shelf import Shelf

STATIC = Path(__file__).resolve().parent / "static"


def console_shelf() -> Shelf:
    """Every file its pages load, for them only."""
    # No two dots in a row and no dot first: no `..` has this form.
    form = r"(?:[a-z-]+/)?[a-z0-9-]+(?:\.min)?\.(?:css|js|svg)"
    return Shelf(STATIC, form, {"Cross-Origin-Resource-Policy": "same-origin"})
