"""`python -m bench.hearing`: how well the test sets are understood; `--failures` shows what went wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.hearing.case import Case
from bench.hearing.counts import counted
from bench.hearing.listener import hear_all
from bench.hearing.marks import Mark, marks
from bench.hearing.sets import load_set, load_sets
from bench.hearing.yarrow_listener import YarrowListener, desk_of_rules, whole_desk


def main() -> int:
    """Read the sets that were asked for, and print the counts."""
    given = arguments()
    desk = desk_of_rules() if given.no_ear else whole_desk()
    wanted = [load_set(desk.protocol, path) for path in given.sets] if given.sets else load_sets(desk.protocol)
    heard = hear_all(YarrowListener(desk), [case for one in wanted for case in one.cases])
    marked = [(case, list(marks(case, one.read))) for case, one in heard]
    if given.failures:
        for case, own in marked:
            show(case, [mark for mark in own if not mark.right], given.measure)
    print_counts([own for _, own in marked])
    return 0


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.hearing", description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="files of cases (default: all of bench/sets)")
    parser.add_argument("--failures", action="store_true", help="show each case that was not wholly understood")
    parser.add_argument("--measure", nargs="+", help="show failures of these measures only")
    parser.add_argument("--no-ear", action="store_true", help="the rules alone, without the second ear")
    return parser.parse_args()


def show(case: Case, wrong: Sequence[Mark], measures: Sequence[str] | None) -> None:
    """One case with what went wrong, if anything that was asked for did."""
    if not wrong or (measures and not any(mark.measure in measures for mark in wrong)):
        return
    print(f"\n{case.id} [{case.kind}] {case.question or ''} {dict(case.context) or ''}\n  {case.text!r}")
    for mark in wrong:
        print(f"    {mark.measure}: {'MADE UP' if mark.made_up else 'MISSED'} {mark.note}")


def print_counts(marked: Sequence[Sequence[Mark]]) -> None:
    """Right, missed and made up by measure, with precision, recall and F1."""
    print(f"\n{'measure':32}{'right':>7}{'missed':>8}{'made up':>9}{'prec':>8}{'recall':>8}{'F1':>8}")
    for measure, rows in sorted(counted(marked).items()):
        right, missed, made_up = (sum(column) for column in zip(*rows, strict=True))
        precision, recall = right / max(1, right + made_up), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + missed + made_up)
        print(f"{measure:32}{right:7}{missed:8}{made_up:9}{precision:8.3f}{recall:8.3f}{f1:8.3f}")


if __name__ == "__main__":
    sys.exit(main())
