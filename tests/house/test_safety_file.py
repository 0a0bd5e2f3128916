"""The safety file holds: every hazard's test exists and is collected, and the open points touch real items."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.support.interviews import protocol
from tests.support.repository import ROOT, tracked

FOLDER = ROOT / "docs" / "safety"
ROW = re.compile(r"^\| (H\d+) \| (.+?) \| (.+?) \| (.+?) \| `([^`]+)` \|$", re.MULTILINE)
ROWS = ROW.findall((FOLDER / "hazards.md").read_text(encoding="utf-8"))
TESTS = sorted({test for *_, test in ROWS})
BOT_PYTHON = ROOT / ".venv" / "bot" / "bin" / "python"
# What only the bot side can import (Rasa); the rest is collected here.
BOT_SIDE = ("tests/nlu/", "tests/stories/", "tests/conversations/")


def collected(python: str, files: list[str]) -> set[str]:
    """The ids pytest collects from these files, parameters left out."""
    command = [python, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return {line.partition("[")[0] for line in ran.stdout.splitlines() if "::" in line}


def defined(test: str) -> bool:
    """Whether the file defines the test where its id says: in the module, or in the class."""
    file, *names = test.split("::")
    body: list[ast.stmt] = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    for name in names:
        found = [node for node in body if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name]
        if not found:
            return False
        body = found[0].body
    return len(names) > 0 and names[-1].startswith("test_")


def test_the_rows_are_numbered_without_a_gap() -> None:
    listed = re.findall(r"^\| (H\d+)", (FOLDER / "hazards.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [row[0] for row in ROWS] == listed == [f"H{number:02}" for number in range(1, len(listed) + 1)]
    assert len(ROWS) >= 45


@pytest.mark.parametrize("test", TESTS)
def test_each_hazard_names_a_test_function(test: str) -> None:
    assert (ROOT / test.partition("::")[0]) in tracked(), "a test that is not in the repository proves nothing"
    assert defined(test)


def test_each_of_these_tests_is_collected_on_its_side() -> None:
    here = [test for test in TESTS if not test.startswith(BOT_SIDE)]
    assert set(here) - collected(sys.executable, sorted({test.partition("::")[0] for test in here})) == set()


@pytest.mark.skipif(not BOT_PYTHON.exists(), reason="the bot side is not installed")
def test_those_of_the_bot_side_are_collected_there() -> None:
    there = [test for test in TESTS if test.startswith(BOT_SIDE)]
    assert there
    assert set(there) - collected(str(BOT_PYTHON), sorted({test.partition("::")[0] for test in there})) == set()


def test_a_hazard_is_not_proved_by_a_test_that_proves_it_already() -> None:
    assert [test for test in TESTS if [row[4] for row in ROWS].count(test) > 1] == []


@pytest.mark.parametrize(
    "told",
    ["evidence answer", "made up", "dose", "not standard is recommended", "repeated", "left out", "abuse", "PDF",
     "FHIR", "number of another place", "unreviewed", "protocol makes somebody less urgent"],
)  # fmt: skip
def test_the_hazards_of_the_content_and_the_brief_are_there(told: str) -> None:
    assert any(told in " ".join(row) for row in ROWS)


def test_the_eleven_open_points_are_content_and_touch_real_items() -> None:
    points = protocol().open_points
    assert [point.id for point in points] == [f"OP{number:02}" for number in range(1, 12)]
    for point in points:
        assert any(point.concerns(key) for key in protocol().reviews), point.id
        assert point.text
        assert point.sources


def test_nothing_is_signed_off_that_no_clinician_has_read() -> None:
    """The repository ships unreviewed; a deployment that has a sign-off changes this test with it."""
    assert [key for key, review in protocol().reviews.items() if review.is_reviewed] == []


@pytest.mark.parametrize("name", ["intended-use.md", "hazards.md", "sign-off.md"])
def test_the_pages_lead_to_each_other(name: str) -> None:
    others = {"intended-use.md", "hazards.md", "sign-off.md"} - {name}
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert any(other in text for other in others) or name == "sign-off.md"


def test_what_it_must_not_be_used_for_is_said() -> None:
    text = (FOLDER / "intended-use.md").read_text(encoding="utf-8")
    section = text.partition("## What it must not be used for")[2].partition("##")[0]
    for word in ("emergencies", "diagnosis", "prescription", "stop, start or change a medicine", "monitoring"):
        assert word in section
