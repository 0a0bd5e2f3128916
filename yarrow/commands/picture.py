"""A picture of the protocol as SVG, drawn by Graphviz and readable by a screen reader too."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import subprocess

from yarrow.commands.errors import CommandError

SECONDS_TO_DRAW = 120


def is_there() -> bool:
    """Whether Graphviz's `dot` is installed."""
    return shutil.which("dot") is not None


def svg(dot: str, title: str, description: str) -> str:
    """The graph as SVG with a title and a description. Raises CommandError if Graphviz is not there or refuses."""
    program = shutil.which("dot")
    if program is None:
        raise CommandError(
            "Graphviz's `dot` is not installed, so no SVG can be drawn: "
            "install the package graphviz, or use --format dot."
        )
    drawn = subprocess.run(  # noqa: S603 (Graphviz, with our own text)
        [program, "-Tsvg"], input=dot, capture_output=True, text=True, timeout=SECONDS_TO_DRAW, check=False
    )
    if drawn.returncode:
        raise CommandError(f"Graphviz could not draw the picture: {drawn.stderr.strip().splitlines()[-1]}")
    return _titled(drawn.stdout, dot, title, description)


def _titled(drawn: str, dot: str, title: str, description: str) -> str:
    """The drawing as an image with a name: what a screen reader says first."""
    root = re.search(r"<svg\b[^>]*>", drawn)
    assert root is not None, "Graphviz draws an <svg>"  # noqa: S101
    opened = root.group(0).replace("<svg", '<svg role="img" aria-labelledby="title description"', 1)
    digest = hashlib.sha256(dot.encode()).hexdigest()
    named = (
        f'\n<title id="title">{html.escape(title)}</title>'
        f'\n<desc id="description">{html.escape(description)}</desc>\n<!-- drawn from {digest} -->'
    )
    return drawn[: root.start()] + opened + named + drawn[root.end() :]
