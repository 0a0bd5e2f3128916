"""`python -m bench.page`: docs/quality.md from the figures that the last `make bench` and `make quality` wrote."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.figures import Figure, cells
from bench.hearing.page import understanding
from bench.markdown import table

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
SPEED, HEARING = RESULTS / "latest.json", RESULTS / "hearing.json"
PAGE = ROOT / "docs" / "quality.md"
HEAD = ("what", "target", "ours", "stock Rasa", "better by", "met")
TITLE = """# Quality

Written by `make quality`; edit neither the figures nor the verdicts by hand.
What was not measured has a dash.
"""
ABOUT_SPEED = """## How fast it answers

Ours is gateway, Rasa and action server as `make run` starts them, with the record in SQLite; the client is on the same
machine.
Stock is a default Rasa project on the same training sentences, which does less work in a turn: {stock}.
The two were measured one after the other in the same run.
"""


def page(speed: dict[str, Any] | None, heard: dict[str, Any] | None) -> str:
    """The page of what was measured: what it hears, and how fast it answers."""
    parts = [TITLE]
    parts += [understanding(heard)] if heard else []
    parts += [turns(speed)] if speed else []
    return "\n".join(parts)


def turns(measured: dict[str, Any]) -> str:
    """How fast it answers: circumstances, the table, and what fell short, in words."""
    figures = [_figure(row) for row in measured["figures"]]
    about = measured["circumstances"]
    when = f"Measured {about['at']} on {about['cores']} cores ({about['machine']}, {about['system']})."
    short = [f"- {figure.name.strip()}: target {figure.target}." for figure in figures if figure.met is False]
    verdict = "\n".join(["Fell short:", "", *short]) if short else "Every target measured here was met."
    return "\n".join(
        [ABOUT_SPEED.format(stock=about["stock"]), when, "", table(HEAD, map(cells, figures)), "", verdict, ""]
    )


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(**{name: value for name, value in row.items() if name != "ratio"})


def main() -> int:
    """Write the page; 1 if nothing has been measured yet."""
    speed, heard = (json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
                    for path in (SPEED, HEARING))  # fmt: skip
    if speed is None and heard is None:
        print("bench.page: nothing has been measured here yet; run `make quality` first.", file=sys.stderr)
        return 1
    PAGE.write_text(page(speed, heard), encoding="utf-8")
    print(f"Written to {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
