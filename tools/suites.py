"""Run the test suites of both sides and sum them up in one plain line: `N passed, N failed, N skipped`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Tuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
WEB, BOT = (str(ROOT / ".venv" / side / "bin" / "python") for side in ("web", "bot"))

PURE = ("clinical", "encoder", "language", "protocol", "intake", "vignettes")


# A test with real processes or a real browser may meet a machine that stands still for seconds: it gets a second try,
# and pytest names it ("rerun"), so that it is looked at all the same.
AGAIN = {WEB: ("--reruns=1", "-rR")}

# How many suites run beside one another; those that start a browser or every process of Yarrow run alone.
BESIDE = 2


@dataclass(frozen=True)
class Suite:
    """Folders of tests/ that run together in one interpreter; `alone`: nothing else runs meanwhile."""

    name: str
    python: str
    folders: tuple[str, ...]
    alone: bool = False


@dataclass
class Tally:
    """How many tests passed, failed (errors included) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self


# The pure packages run on both interpreters; what needs Rasa runs on the bot side, all else on the web side.
SUITES = (
    Suite("web", WEB, ("gateway", "cli", "widget")),
    Suite("channels", WEB, ("channels",)),
    Suite("console", WEB, ("console", "brief", "seeding", "house", "bench")),
    Suite("store", WEB, ("store",)),
    Suite("core-web", WEB, PURE),
    Suite("core-bot", BOT, PURE),
    Suite("bot", BOT, ("nlu", "stories", "conversations")),
    Suite("e2e", WEB, ("e2e",), alone=True),
    Suite("browser", WEB, ("browser",), alone=True),
)


def main(names: list[str]) -> int:
    """Run the suites named (all of them if none is); 0 if every test passed."""
    unknown = [name for name in names if name not in {suite.name for suite in SUITES}]
    if unknown:
        print(
            f"No suite is called {unknown[0]}; there are: {', '.join(suite.name for suite in SUITES)}.", file=sys.stderr
        )
        return 2
    total, broken = Tally(), False
    try:
        for tally, status in results([suite for suite in SUITES if not names or suite.name in names]):
            total += tally
            broken = broken or status != 0
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    if broken and not total.failed:
        total.failed = 1  # a suite that could not even start counts as a failure
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped", flush=True)
    return 1 if broken or not total.passed else 0


def results(wanted: list[Suite]) -> Iterator[Tuple[Tally, int]]:
    """Each suite's tally and exit code: first those that may run beside others, then each of the rest alone."""
    beside = [suite for suite in wanted if not suite.alone]
    if len(beside) > 1:
        with ThreadPoolExecutor(BESIDE) as pool, tempfile.TemporaryDirectory() as scratch:
            running = [pool.submit(run, suite, Path(scratch) / suite.name) for suite in beside]
            for done in as_completed(running):
                yield done.result()
    else:
        yield from map(run, beside)
    yield from (run(suite) for suite in wanted if suite.alone)


def run(suite: Suite, output: Optional[Path] = None) -> Tuple[Tally, int]:
    """One suite's tally and exit code. Folders without a test are left out; a suite without any is an empty tally.

    `output`: where its lines are kept until it is done, so that two suites' lines do not mix.
    """
    folders = [folder for folder in suite.folders if any((ROOT / "tests" / folder).rglob("test_*.py"))]
    if not folders:
        return Tally(), 0
    started = time.monotonic()
    print(f"== {suite.name}: {', '.join(folders)}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        tests = (f"tests/{name}" for name in folders)
        command = [suite.python, "-m", "pytest", "-q", f"--junitxml={report}", *AGAIN.get(suite.python, ()), *tests]
        status = carry_out(command, output)
        tally = count(report) if report.exists() else Tally(failed=1)
    shown = output.read_text(encoding="utf-8", errors="replace") if output else ""
    print(f"{shown}== {suite.name}: {time.monotonic() - started:.0f} s\n", flush=True)
    return tally, status


def carry_out(command: list[str], output: Optional[Path]) -> int:
    """The exit code of a command; its lines go to that file, or to the terminal."""
    if output is None:
        return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    with output.open("wb") as lines:
        return subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=lines, stderr=subprocess.STDOUT, check=False
        ).returncode


def count(report: Path) -> Tally:
    """The tally of a JUnit report."""
    tally = Tally()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            tally.failed += 1
        elif "skipped" in outcomes:
            tally.skipped += 1
        else:
            tally.passed += 1
    return tally


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
