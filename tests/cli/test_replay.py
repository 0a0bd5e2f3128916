"""`yarrow replay` between two versions of the protocol: who would move, and by which rules."""

from __future__ import annotations

import io
import json
import shutil

import pytest
import yaml

from tests.support.repository import ROOT
from yarrow.cli import main
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.intake.moves import difference, judged
from yarrow.protocol.loader import load

ONE = {"id": "one", "facts": {"age": 30, "pregnant_now": "no", "planning": True, "losses_count": 1}}
TWO = {"id": "two", "facts": {"age": 30, "pregnant_now": "no", "planning": True, "losses_count": 2}}
WELL = {"id": "well", "facts": {"age": 30, "pregnant_now": "no", "planning": True}}


@pytest.fixture
def version(tmp_path):
    """Makes another version of the protocol, in which recurrent loss begins at so many losses."""

    def make(losses: int):
        folder = tmp_path / f"protocol-{losses}"
        shutil.copytree(ROOT / "protocol", folder)
        content = yaml.safe_load((folder / "definitions.yml").read_text("utf-8"))
        definition = next(entry for entry in content["definitions"] if entry["id"] == "recurrent_loss")
        definition["when"] = {"at_least": {"n_eshre": losses}}
        (folder / "definitions.yml").write_text(yaml.safe_dump(content), "utf-8")
        return str(folder)

    return make


@pytest.fixture
def histories(tmp_path):
    def write(*entries, name="histories.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in entries) + "\n", "utf-8")
        return str(path)

    return write


def lines(told):
    return [json.loads(line) for line in told.out.splitlines()]


def test_who_moves_up_is_told_with_the_rules_and_the_advice_that_came(version, histories, capsys):
    assert main(["replay", "--against", version(3), "--histories", histories(ONE, TWO, WELL)]) == 0
    told = capsys.readouterr()
    (moved,) = lines(told)
    assert (moved["id"], moved["was"], moved["now"], moved["moved"]) == ("two", "T5", "T4", "up")
    assert "P01" in moved["rules_new"]
    assert "R00" in moved["rules_gone"]
    assert "E_APL" in moved["recommendations_new"]
    assert told.err.startswith("3 histories: 1 would be more urgent, 0 would be less urgent")
    assert "P01: in 1 more, in 0 fewer" in told.err.splitlines()


def test_who_would_be_less_urgent_can_fail_a_build(version, histories, capsys):
    call = ["replay", "--against", version(1), "--histories", histories(ONE, WELL)]
    assert main(call) == 0
    (moved,) = lines(capsys.readouterr())
    assert (moved["id"], moved["moved"]) == ("one", "down")
    assert main([*call, "--fail-on-less-urgent"]) == 3
    assert main(["replay", "--against", version(2), "--histories", histories(ONE), "--fail-on-less-urgent"]) == 0


def test_all_shows_those_too_who_stay(version, histories, capsys):
    assert main(["replay", "--all", "--against", version(2), "--histories", histories(ONE, TWO)]) == 0
    assert [outcome["moved"] for outcome in lines(capsys.readouterr())] == ["same", "same"]


def test_as_text_a_row_each_and_the_summary_below(version, histories, capsys):
    assert main(["replay", "--text", "--against", version(3), "--histories", histories(TWO)]) == 0
    row, summary, *by_rule = capsys.readouterr().out.splitlines()
    assert row.startswith("T5 to T4  up")
    assert "two" in row
    assert "+P01" in row
    assert "-R00" in row
    assert summary.startswith("1 histories: 1 would be more urgent")
    assert "P01: in 1 more, in 0 fewer" in by_rule


def test_a_bad_line_costs_no_other_its_answer(version, histories, capsys):
    bad = '{"id": "broken"'
    unknown = {"id": "odd", "facts": {"conditions": ["lupus"]}}
    path = histories(TWO, bad, unknown, {"id": "none"}, {**TWO, "id": "last"})
    assert main(["replay", "--against", version(3), "--histories", path]) == 1
    told = capsys.readouterr()
    assert [outcome["id"] for outcome in lines(told)] == ["two", "last"]
    complaints = [line for line in told.err.splitlines() if line.startswith("yarrow replay:")]
    assert [place in line for place, line in zip(("line 2", "line 3", "line 4"), complaints, strict=False)] == [
        True
    ] * 3
    assert "'lupus'" in complaints[1]
    assert complaints[-1] == "yarrow replay: 3 entries could not be judged."
    assert "2 histories" in told.err


def test_several_files_of_vignettes_are_read(version, capsys):
    files = [ROOT / "tests" / "vignettes" / name for name in ("routine.yml", "edges.yml")]
    assert main(["replay", "--all", "--against", version(2), "--histories", *map(str, files)]) == 0
    found = {outcome["id"] for outcome in lines(capsys.readouterr())}
    assert {entry["id"] for file in files for entry in yaml.safe_load(file.read_text("utf-8"))} == found


def test_histories_may_come_from_standard_input(version, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(TWO).encode())))
    assert main(["replay", "--against", version(3), "--histories", "-"]) == 0
    assert lines(capsys.readouterr())[0]["id"] == "two"


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (["--histories", "x.jsonl"], "say --against a protocol folder"),
        (["--against", "no-such-folder", "--histories", "x.jsonl"], "no-such-folder: "),
        (["--against", str(ROOT / "protocol"), "--histories", "no-such-file.jsonl"], "cannot read no-such-file.jsonl"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(call, complaint, capsys):
    assert main(["replay", *call]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert complaint in sentence


def test_an_empty_file_is_no_success(version, histories, capsys):
    assert main(["replay", "--against", version(2), "--histories", histories("")]) == 1
    assert "nothing to read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        ({}, {"level": "T4"}, "new"),
        ({"level": "T4"}, {"level": "T3"}, "up"),
        ({"level": "T2"}, {"level": "T3"}, "down"),
        ({"level": "T4", "rules": ["P01"]}, {"level": "T4", "rules": ["P04"]}, "advice"),
        ({"level": "T4", "rules": ["P01"]}, {"level": "T4", "rules": [{"rule": "P01"}]}, "same"),
        ({"level": "T4", "recommendations": ["E_APL"]}, {"level": "T4", "recommendations": []}, "recommendations"),
        ({"level": "T1", "deferred": [{"id": "E_APL"}]}, {"level": "T1", "recommendations": ["E_APL"]}, "same"),
    ],
)
def test_how_two_results_differ(before, now, moved):
    assert difference(before, now)["moved"] == moved


def test_a_red_flag_asked_in_vain_is_a_same_day_matter_in_both_versions():
    history = History((Fact("age", value=30), Fact("symptoms_now", Status.DECLINED)))
    assert judged(load(), history)["level"] == "T2"
    assert judged(load(), history.flat)["level"] == "T5"
