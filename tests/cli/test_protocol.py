"""`yarrow protocol`: authors are told what to mend, clinicians what is drawn and what is signed off."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.support.repository import ROOT
from yarrow.cli import main

SVG = "{http://www.w3.org/2000/svg}"
needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


@pytest.fixture
def vignettes(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests" / "vignettes", tmp_path / "vignettes"))


def edited(folder: Path, name: str, old: str, new: str) -> int:
    """The file with one change; the number of the changed line."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1


def test_a_protocol_in_order_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "check"]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out.startswith("The protocol is in order (version ")


def test_a_patient_judged_otherwise_is_named_with_file_and_line(
    vignettes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = edited(vignettes, "emergency.yml", "  level: T0\n", "  level: T3\n")
    assert main(["protocol", "check", "--vignettes", str(vignettes)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"emergency.yml:{line}, VY-E01: found T0 (E01")
    assert said[0].endswith("expected T3. [vignette]")
    assert said[-1] == "1 problem."


def test_the_problems_come_as_json_too(vignettes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = edited(vignettes, "emergency.yml", "  rules: [E01]", "  rules: [E99]")
    assert main(["protocol", "check", "--json", "--vignettes", str(vignettes)]) == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert (problem["file"], problem["line"], problem["place"]) == ("emergency.yml", line, "VY-E01")
    assert problem["found"] == "'E99'"


def test_a_rule_without_a_hit_or_a_near_miss_is_named(vignettes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in vignettes.glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("U09", "U08") if "U09" in text else text, encoding="utf-8")
    assert main(["protocol", "check", "--vignettes", str(vignettes)]) == 1
    said = capsys.readouterr().out
    assert "rule.U09: found no vignette it fires for" in said
    assert "rule.U09: found no near miss" in said
    assert "rules/t3_two_weeks.yml:" in said


def test_a_folder_without_vignettes_is_one_clear_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "check", "--vignettes", str(tmp_path)]) == 1
    assert "found no .yml file, expected files of vignettes" in capsys.readouterr().out


def test_a_vignette_that_cannot_be_read_is_named_with_its_line(
    vignettes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = edited(vignettes, "routine.yml", "  must:", "  mast:")
    assert main(["protocol", "check", "--vignettes", str(vignettes)]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"routine.yml:{line}, ")
    assert "found 'mast', expected one of absent_rules" in said
    assert "did you mean 'must'?" in said


@pytest.mark.parametrize("what", ["questions", "rules", "all"])
def test_the_graph_as_dot_needs_no_graphviz(
    what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["protocol", "graph", "--what", what, "--format", "dot"]) == 0
    assert capsys.readouterr().out.startswith("digraph protocol {")


def test_an_svg_without_graphviz_is_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["protocol", "graph"]) != 0
    assert "Graphviz's `dot` is not installed" in capsys.readouterr().err


@needs_graphviz
@pytest.mark.parametrize("what", ["questions", "rules", "all"])
def test_the_svg_has_a_name_and_holds_every_word(what: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    assert main(["protocol", "graph", "--what", what, "-o", str(file)]) == 0
    drawn = ET.fromstring(file.read_text(encoding="utf-8"))
    assert drawn.get("role") == "img"
    named = {child.get("id"): child.text for child in drawn if child.get("id")}
    assert set(str(drawn.get("aria-labelledby")).split()) <= set(named)
    assert str(named["title"]).startswith("Yarrow: ")
    words = " ".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
    assert ("symptoms_now" in words) is (what != "rules")
    assert ("E01" in words) is (what != "questions")
    assert "RED FLAG" in words or what == "rules"


def test_a_file_that_cannot_be_written_is_one_clear_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "x.dot"
    assert main(["protocol", "graph", "--format", "dot", "-o", str(target)]) != 0
    assert "cannot be written" in capsys.readouterr().err


def test_the_review_counts_what_is_signed_off_and_lists_the_open_points(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "review"]) == 0
    said = capsys.readouterr().out
    assert "items signed off by a clinician." in said
    assert "Open points for clinicians (11)" in said
    assert all(f"OP{number:02}" in said for number in range(1, 12))


def test_the_review_shows_one_item_with_what_is_in_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "review", "locale.UK"]) == 0
    said = capsys.readouterr().out
    assert "reviewed_on  not reviewed" in said
    assert "OP06  numbers to call" in said


def test_the_review_shows_an_open_point_with_all_it_touches(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "review", "OP06"]) == 0
    assert "locale.UK" in capsys.readouterr().out


def test_an_unknown_key_is_met_with_the_likely_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "review", "rule.P1"]) != 0
    assert "did you mean rule.P" in capsys.readouterr().err


def test_the_unreviewed_come_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "review", "--unreviewed"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "rule.P01" in lines
    assert len(lines) > 500


def test_one_item_is_shown_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocol", "show", "pregnant_now"]) == 0
    assert "Could you be pregnant" in capsys.readouterr().out
