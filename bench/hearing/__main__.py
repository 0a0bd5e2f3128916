"""`python -m bench.hearing`: how well the test sets are understood; `--failures` shows what went wrong."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from bench.hearing.case import SETS, Case, load
from bench.hearing.marks import Mark, marks
from yarrow.commands.desk import load_desk
from yarrow.intake.understand import EntryError, understand


def main() -> int:
    """Read the sets that were asked for, and print the counts."""
    given = arguments()
    desk = load_desk()
    counts: dict[str, list[Mark]] = defaultdict(list)
    for path in given.sets or sorted(SETS.glob("*.yml")):
        for case in load(path):
            try:
                read = understand(desk, case.entry())
            except EntryError as error:
                print(f"{case.id}: {error}", file=sys.stderr)
                read = {}
            wrong = [mark for mark in marks(case, read) if not mark.right]
            for mark in marks(case, read):
                counts[mark.measure].append(mark)
            if given.failures and (not given.measure or any(mark.measure in given.measure for mark in wrong)):
                show(case, wrong)
    print_counts(counts)
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.hearing", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="files of cases (default: all of bench/sets)")
    parser.add_argument("--failures", action="store_true", help="show each case that was not wholly understood")
    parser.add_argument("--measure", nargs="+", help="show failures of these measures only")
    return parser.parse_args()


def show(case: Case, wrong: list[Mark]) -> None:
    """One case with what went wrong."""
    if not wrong:
        return
    print(f"\n{case.id} [{case.kind}] {case.question or ''} {dict(case.context) or ''}\n  {case.text!r}")
    for mark in wrong:
        print(f"    {mark.measure}: {'MADE UP' if mark.made_up else 'MISSED'} {mark.note}")


def print_counts(counts: dict[str, list[Mark]]) -> None:
    """Right, missed and made up by measure, with precision, recall and F1."""
    print(f"\n{'measure':32}{'right':>7}{'missed':>8}{'made up':>9}{'prec':>8}{'recall':>8}{'F1':>8}")
    for measure, some in sorted(counts.items()):
        right, missed, made_up = (sum(getattr(m, name) for m in some) for name in ("right", "missed", "made_up"))
        precision, recall = right / max(1, right + made_up), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + missed + made_up)
        print(f"{measure:32}{right:7}{missed:8}{made_up:9}{precision:8.3f}{recall:8.3f}{f1:8.3f}")


if __name__ == "__main__":
    sys.exit(main())
