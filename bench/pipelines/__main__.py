"""`python -m bench.pipelines`, on the bot side's Python: the pipelines compared; prints a table, writes JSON.

Trials that were made are kept in bench/results/pipelines until the data or the pipeline changes; delete them there to
measure anew. DIET trains for many minutes. In brackets: processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from typing import Any

from bench.markdown import table
from bench.pipelines.candidates import CANDIDATES
from bench.pipelines.figures import figures
from bench.pipelines.material import RESULTS, acted, texts
from bench.pipelines.trials import trial

PAGE = RESULTS.parent / "pipelines.json"
HEAD = (
    "pipeline", "accuracy", "macro-F1", "(of one part)", "ECE", "acts, kept sets", "macro-F1", "ECE",
    "ms p50", "p95", "load s", "MB more", "train s",
)  # fmt: skip


def main() -> None:
    """Measure what was asked for, as far as it has not been."""
    names = [one.name for one in CANDIDATES]
    parser = argparse.ArgumentParser(prog="python -m bench.pipelines", description="Compare pipelines.")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="which (default: all)")
    parser.add_argument("--folds", type=int, default=5, help="how many parts of the data are left out in turn, at most")
    given = parser.parse_args()
    some, sets = texts(), acted()
    found: dict[str, Any] = {}
    for candidate in CANDIDATES:
        if candidate.name in given.only:
            folds = range(min(candidate.folds, given.folds))
            trials = {fold: trial(candidate, fold, some, sets) for fold in folds}
            found[candidate.name] = {"about": candidate.about, **figures(trials, some, sets)}
            print(f"{candidate.name}: done", flush=True)
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    about = {"at": at, "cores": os.cpu_count(), "load": os.getloadavg(), "examples": len(some), "pipelines": found}
    PAGE.write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    print(table(HEAD, [_row(name, one) for name, one in found.items()]))


def _row(name: str, one: dict[str, Any]) -> tuple[str, ...]:
    percent = [one["accuracy"], one["macro_f1"]]
    return (
        name,
        *(f"{value:.3f}" for value in percent),
        f"{one['accuracy_first']:.3f} / {one['macro_f1_first']:.3f}",
        f"{one['calibration']['error']:.3f}",
        f"{one['kept']['accuracy']:.3f}",
        f"{one['kept']['macro_f1']:.3f}",
        f"{one['kept']['calibration']['error']:.3f}",
        f"{one['p50']:.1f} ({one['p50_processor']:.1f})",
        f"{one['p95']:.1f} ({one['p95_processor']:.1f})",
        f"{one['load_seconds']:.1f} ({one['load_processor']:.1f})",
        f"{one['resident'] - one['resident_before']:.0f}",
        f"{one['train_seconds']:.0f} ({one['train_processor']:.0f})",
    )


if __name__ == "__main__":
    main()
