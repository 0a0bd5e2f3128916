"""What the gateway gives to browsers: the widget's modules, and the pages' stylesheets and scripts."""

from __future__ import annotations

from pathlib import Path

from yarrow.web.shelf import Shelf

WIDGET = Path(__file__).resolve().parents[3] / "widget"
OWN = Path(__file__).resolve().parent / "static"


def widget_shelf() -> Shelf:
    """The widget's modules, for every site: a clinic's page loads them from here."""
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    # No dot but the last: neither `..` nor `x.test.js` has this form.
    return Shelf(WIDGET, r"(?:[a-z]+/)?[A-Za-z0-9_-]+\.js", headers)


def own_shelf() -> Shelf:
    """What the pages themselves load, for them only."""
    return Shelf(OWN, r"[a-z0-9-]+\.(?:css|js|svg)", {"Cross-Origin-Resource-Policy": "same-origin"})
