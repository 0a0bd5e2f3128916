"""One run over all sets: who is asked, what is written, and what happens where something is not there."""

from __future__ import annotations

import json

import pytest

from bench import quality
from bench.hearing.case import Case
from bench.hearing.listener import Heard
from bench.hearing.marks import ACT
from bench.hearing.scores import everything, only
from bench.hearing.sets import CaseSet
from bench.process import StartFailed


class Yes:
    """Hears a yes in everything."""

    def hear(self, case: Case) -> Heard:
        return Heard({"act": "yes", "facts": {}}, 4.0, 0.8)


def of(name: str, *acts: str) -> CaseSet:
    cases = (Case(f"{name}-{n}", "x", "x", acts=(act,), facts={"age": 34}) for n, act in enumerate(acts))
    return CaseSet(name, tuple(cases))


SETS = [of("answers_a", "yes", "no"), of("answers_c", "yes"), of("danger_c", "yes", "yes", "no"), of("clinical", "no")]


def test_sets_are_scored_by_group_and_timed_by_kind_of_text():
    found = quality.listened("yes", SETS, Yes(), everything)
    rights = {name: (group["shares"][ACT]["right"], group["messages"]) for name, group in found["groups"].items()}
    assert rights == {"kept": (3, 4), "development": (1, 2), "sanity": (0, 1)}
    assert {what: times["median"] for what, times in found["latency"].items()} == {
        "answers": 4.0, "danger": 4.0, "clinical": 4.0,
    }  # fmt: skip
    assert found["groups"]["kept"]["calibration"]["error"] == pytest.approx(0.05)


def test_a_listener_is_held_only_against_what_it_can_hear():
    found = quality.listened("yes", SETS, Yes(), only(ACT))["groups"]["kept"]
    assert (list(found["shares"]), found["listed"], found["dangers"]) == ([ACT], {}, [])
    assert quality.listened("yes", SETS, Yes(), everything)["groups"]["kept"]["listed"]["other facts"]["missed"] == 4


@pytest.fixture
def run(desk, monkeypatch, tmp_path):
    """Run the command over made-up sets with these parts, and read what it wrote."""
    monkeypatch.setattr(quality, "load_sets", lambda protocol: SETS)
    monkeypatch.setattr(quality, "load_protocol", lambda: desk.protocol)
    monkeypatch.setattr(quality, "desk_of_rules", lambda: desk)

    def ran(*parts: str):
        path = tmp_path / "results" / "hearing.json"
        monkeypatch.setattr("sys.argv", ["quality", "--parts", *parts, "--json", str(path)])
        code = quality.main()
        return code, json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    return ran


def test_what_was_heard_is_written_without_any_text(run):
    code, written = run("rules")
    assert (code, list(written["listeners"])) == (0, ["rules"])
    assert written["sets"][0] == {
        "name": "answers_a", "what": "answers", "group": "development", "cases": 2, "ignored": [],
    }  # fmt: skip


def test_what_does_not_start_is_said_and_what_was_measured_before_is_kept(run, monkeypatch, capsys):
    def fails(_):
        raise StartFailed("a process ended")

    monkeypatch.setitem(quality.MEASURE, "stock", fails)
    code, written = run("rules", "stock")
    assert (code, list(written["listeners"])) == (1, ["rules"])
    assert "bench.quality: a process ended" in capsys.readouterr().err


def test_an_ear_that_is_not_there_is_left_out(desk, monkeypatch, capsys):
    monkeypatch.setattr(quality, "whole_desk", lambda: desk)
    assert quality.by_ear(SETS) == {}
    assert "not trained here" in capsys.readouterr().out
