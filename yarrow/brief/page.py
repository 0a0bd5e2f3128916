"""The brief as one HTML page: it needs no script, no other file and no network, and prints as it should."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from yarrow.clinical.brief import Brief

TEMPLATES = Path(__file__).parent / "templates"


def page(brief: Brief) -> str:
    """The page. Whatever the patient wrote stands in it as text and nothing else."""
    sheet = Markup(style())  # noqa: S704 - our own stylesheet, no word of a patient's
    return _templates().get_template("page.html").render(brief=brief, style=sheet)


def policy() -> str:
    """The Content-Security-Policy under which the page can be served: its one stylesheet, by hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """The stylesheet, for screen and paper; the same for every page, so that its hash is too."""
    return (TEMPLATES / "page.css").read_text(encoding="utf-8").strip()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
