"""A page that needs no script, no other file and no network: one template with its one stylesheet inside."""

from __future__ import annotations

import base64
import hashlib
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


class Sheet:
    """`<name>.html` and `<name>.css` of a folder. Whatever is filled in stands there as text and nothing else."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def filled(self, **content: object) -> str:
        """The page with this in it."""
        sheet = Markup(self.style)  # noqa: S704 - our own stylesheet, no word of a patient's
        return self._templates.get_template(f"{self._name}.html").render(style=sheet, **content)

    @cached_property
    def style(self) -> str:
        """The stylesheet, for screen and paper; the same for every page, so that its hash is too."""
        return (self._folder / f"{self._name}.css").read_text(encoding="utf-8").strip()

    @cached_property
    def policy(self) -> str:
        """The Content-Security-Policy under which it can be served: its stylesheet, by hash, and nothing else."""
        digest = base64.b64encode(hashlib.sha256(self.style.encode()).digest()).decode()
        nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return f"{nothing}; style-src 'sha256-{digest}'"

    @cached_property
    def _templates(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
