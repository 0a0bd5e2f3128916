"""docs/quality.md is what was measured, with what fell short said plainly."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from bench import page as whole
from bench.hearing.case import Case
from bench.hearing.headline import outdone, shortfalls
from bench.hearing.listener import Heard
from bench.hearing.marks import QUIET, RAISED
from bench.hearing.page import understanding
from bench.hearing.scores import everything, scores
from bench.page import page, turns

ABOUT = {"at": "2026-11-22T18:00:00Z", "cores": 2, "machine": "x86_64", "system": "Linux", "stock": "a default project"}
FAST = {"name": "a turn", "unit": "ms", "ours": 25.0, "stock": 100.0, "target": "<= 30 ms", "met": True,
        "better": "lower", "ratio": 4.0}  # fmt: skip
LUPUS = {"kind": "condition", "id": "sle", "status": "present", "value": None}
ASK = {"about": "faint", "question": "happening_now"}


def pairs(*, counts_right: int, raised: bool, milliseconds: float) -> list[tuple[Case, Heard]]:
    """Twenty messages that tell of three losses, and one each of an illness, of danger and of what sounds like it."""
    counting = [
        (Case(f"l-{n}", "x", "x", facts={"losses_count": 3}, acts=("answer",)),
         Heard({"act": "answer", "facts": {"losses_count": 3 if n < counts_right else 2}}, milliseconds, 0.95))
        for n in range(20)
    ]  # fmt: skip
    ill = Case("c-1", "x", "x", findings=frozenset({("condition", "sle", "present")}))
    danger = Case("d-1", "x", "x", danger="raise", levels=("T0",), rf="RF01")
    quiet = Case("d-2", "x", "x", danger="quiet", rf="RF01")
    return [
        *counting,
        (ill, Heard({"findings": [LUPUS]}, milliseconds)),
        (danger, Heard({"level": "T0" if raised else None}, milliseconds)),
        (quiet, Heard({"level": None, "ask": ASK}, milliseconds)),
    ]


def measured(**given: Any) -> dict[str, Any]:
    """What `python -m bench.quality` writes, of these messages alone."""
    group = asdict(scores(pairs(**given), everything))
    heard = {"groups": {"kept": group}, "latency": {"answers": {"median": 1.0, "p95": 2.0, "longest": 30.0}}}
    made_up = {"name": "answers_z", "what": "answers", "group": "kept", "cases": 23, "ignored": ["medicine zzz"]}
    return json.loads(json.dumps({"circumstances": ABOUT, "sets": [made_up], "listeners": {"rules": heard}}))


@pytest.fixture(scope="module")
def good() -> dict[str, Any]:
    return measured(counts_right=19, raised=True, milliseconds=3.0)


@pytest.fixture(scope="module")
def bad() -> dict[str, Any]:
    return measured(counts_right=18, raised=False, milliseconds=3.01)


def test_a_target_that_was_missed_is_said_to_be():
    """The table says NO, and the end of the part names it."""
    text = turns({"circumstances": ABOUT, "figures": [FAST, {**FAST, "name": "growth", "met": False}]})
    assert "| a turn | <= 30 ms | 25.0 ms | 100 ms | 4.0 x | yes |" in text
    assert "| growth | <= 30 ms | 25.0 ms | 100 ms | 4.0 x | NO |" in text
    assert text.endswith("Fell short:\n\n- growth: target <= 30 ms.\n")


def test_a_part_without_misses_says_so():
    text = turns({"circumstances": ABOUT, "figures": [FAST]})
    assert text.endswith("Every target measured here was met.\n")


def test_targets_that_are_just_met_are_said_to_be(good):
    """19 of 20 counts are 95 %, and 3.00 ms are not more than 3."""
    text = understanding(good)
    assert "| losses counted exactly | >= 95 % | 95.0 % | 76.4 % to 99.1 % | - | - | - | yes |" in text
    assert "| danger happening now: a level at once | 100 % | 100.0 % | 20.7 % to 100.0 % | - | - | - | yes |" in text
    assert "| emergencies given neither T0, T1 nor a question | 0 | 0 of 1 (0.0 %) | at most 95.0 % | " in text
    assert "| a message, median | <= 3 ms | 3.00 ms | - | - | - | - | yes |" in text


def test_what_was_not_measured_has_a_dash_and_is_not_counted_as_met_or_missed(good):
    assert "| gut symptoms and how they stand, F1 | >= 0.92 | - | - | - | - | - | - |" in understanding(good)
    assert shortfalls(good) == []
    assert "Every target that was measured was met." in understanding(good)


def test_targets_that_are_just_missed_are_named_with_their_figures(bad):
    text = understanding(bad)
    assert "| losses counted exactly | >= 95 % | 90.0 % | 69.9 % to 97.2 % | - | - | - | NO |" in text
    assert shortfalls(bad) == [
        "losses counted exactly: 90.0 %, target >= 95 %.",
        "danger happening now: a level at once: 0.0 %, target 100 %.",
        "danger happening now: a level or a question: 0.0 %, target 100 %.",
        "emergencies given neither T0, T1 nor a question: 1 of 1 (100.0 %), target 0.",
        "a message, median: 3.01 ms, target <= 3 ms.",
        "a message by the rules alone, median: 3.01 ms, target <= 3 ms.",
    ]


def test_what_others_do_better_is_named_too(good, bad):
    """Stock Rasa is as good in one thing, better in another, slower, and was not measured in the rest."""
    stock = {
        **bad["listeners"]["rules"]["groups"]["kept"],
        "shares": {name: good["listeners"]["rules"]["groups"]["kept"]["shares"][name] for name in (RAISED, QUIET)},
        "latency": {"median": 12.0},
        "listed": {},
    }
    beside = {**bad, "listeners": {**bad["listeners"], "stock": {"groups": {"kept": stock}, "latency": {}}}}
    assert outdone(beside) == ["danger happening now: a level at once: stock Rasa 100.0 %, Yarrow 0.0 %."]
    assert "Others do better:\n\n- danger happening now" in understanding(beside)
    assert "Others do better" not in understanding(bad)


def test_the_intent_model_has_a_row_of_its_own(good, bad):
    with_model = {**bad, "listeners": {**bad["listeners"], "model": good["listeners"]["rules"]}}
    text = understanding(with_model)
    assert "| kind of turn | - | 100.0 % | 83.9 % to 100.0 % | - | - | - | - |" in text
    assert "| kind of turn, with the intent model | - | 100.0 % | 83.9 % to 100.0 % | - | - | - | - |" in text
    assert "| kind of turn, with the intent model | - | - | - | - | - | - | - |" in understanding(bad)


def test_doctors_notes_stand_apart(good):
    """They are a sanity check, and no part of the headline."""
    assert "There is no such set yet." in understanding(good)
    rules = good["listeners"]["rules"]
    groups = {**rules["groups"], "sanity": rules["groups"]["kept"]}
    text = understanding({**good, "listeners": {"rules": {**rules, "groups": groups}}})
    assert "| kind | Yarrow: rules alone | medspaCy |\n| --- | --- | --- |\n| conditions | 1.000 | - |" in text


def test_the_details_hold_every_table(good):
    """Findings, danger by rule, kinds of turn with what each was heard as, calibration, time, sets, what has no id."""
    text = understanding(good)
    for line in (
        "| conditions | 1 | 0 | 0 | 1.000 (-) | 1.000 (-) | 1.000 (-) | - | 1.000 | - |",
        "| RF01 | 1 | 1 | 1 | 1 | 0 |",
        "| danger raised at once | 0 of 1 | 95.0 % | 0 of 1 |",
        "| Yarrow: rules alone | 100.0 % (83.9 % to 100.0 %; 20 of 20) | - | 1.000 |",
        "| answer | 20 | 20 | - |",
        "| 0.9 to 1.0 | 20 | 95.0 % | 100.0 % |",
        "Yarrow: rules alone: expected calibration error 0.050.",
        "| Yarrow: rules alone | answers | 1.00 ms | 2.00 ms | 30.0 ms |",
        "| look-alikes of danger: no question either (one is tolerated) | 0.0 % (0.0 % to 79.3 %; 0 of 1) | - | ",
        "| answers_z | kept | 23 |",
        "no id for it: medicine zzz.",
    ):
        assert line in text


def test_the_second_ear_stands_for_yarrow_where_it_was_measured(good):
    with_ear = {**good, "listeners": {"ear": good["listeners"]["rules"]}}
    assert '"Yarrow" is the rules with the second ear' in understanding(with_ear)
    assert "the second ear was not measured" in understanding(good)


def test_the_page_has_the_parts_that_were_measured(good):
    speed = {"circumstances": ABOUT, "figures": [FAST]}
    both = page(speed, good)
    assert both.index("## What it hears") < both.index("## How fast it answers")
    assert "## What it hears" not in page(speed, None)
    assert "## How fast it answers" not in page(None, good)


def test_without_any_measurement_there_is_no_page(monkeypatch, tmp_path, capsys):
    for name in ("SPEED", "HEARING", "PAGE"):
        monkeypatch.setattr(whole, name, tmp_path / name)
    assert whole.main() == 1
    assert "run `make quality` first" in capsys.readouterr().err
    assert not (tmp_path / "PAGE").exists()
