"""`python -m bench.page`: docs/quality.md from the figures that the last `make bench` wrote."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.figures import Figure, cells

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results" / "latest.json"
PAGE = ROOT / "docs" / "quality.md"
HEAD = ("what", "target", "ours", "stock Rasa", "better by", "met")
ABOUT = """# Quality

Written by `make quality` from one run of `make bench`; edit neither the figures nor the verdicts by hand.
Ours is gateway, Rasa and action server as `make run` starts them, with the record in SQLite; the client is on the same
machine.
Stock is a default Rasa project on the same training sentences, which does less work in a turn: {stock}.
The two were measured one after the other in the same run.
"""


def page(measured: dict[str, Any]) -> str:
    """The page: circumstances, the table, and what fell short, in words."""
    figures = [_figure(row) for row in measured["figures"]]
    about = measured["circumstances"]
    when = f"Measured {about['at']} on {about['cores']} cores ({about['machine']}, {about['system']})."
    rows = ["| " + " | ".join(row) + " |" for row in (HEAD, ("---",) * len(HEAD), *map(cells, figures))]
    short = [f"- {figure.name.strip()}: target {figure.target}." for figure in figures if figure.met is False]
    verdict = "\n".join(["Fell short:", "", *short]) if short else "Every target measured here was met."
    return "\n".join([ABOUT.format(stock=about["stock"]), when, "", *rows, "", verdict, ""])


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(**{name: value for name, value in row.items() if name != "ratio"})


def main() -> int:
    """Write the page; 1 if nothing has been measured yet."""
    if not RESULTS.exists():
        print("bench.page: nothing has been measured here yet; run `make bench` first.", file=sys.stderr)
        return 1
    PAGE.write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
    print(f"Written to {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
