"""How a triage came about: the trees, the facts that decided, what was left out, and what would change the level."""

from __future__ import annotations

import json

import pytest

from yarrow.clinical.criterion import FALSE, TRUE, UNKNOWN, All, AnyOf, Compare, Equals, Known, Member, Not, Unless
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.trace import trace
from yarrow.clinical.trace_text import trace_text
from yarrow.clinical.trace_tree import tree
from yarrow.clinical.view import View

PLANNING = {"age": 31, "pregnant_now": "no", "planning": True, "cycles": "regular"}


def rule(found, name: str):
    return next(rule for rule in found.to_json()["rules"] if rule["rule"] == name)


def leaves(node):
    parts = node.get("parts")
    return [leaf for part in parts for leaf in leaves(part)] if parts else [node]


@pytest.mark.parametrize(
    ("criterion", "truth", "decided"),
    [
        (Compare("age", "at_least", 40), FALSE, [("age", "present", 31)]),
        (Compare("age", "below", 40), TRUE, [("age", "present", 31)]),
        (Compare("trying_months", "at_least", 12), UNKNOWN, [("trying_months", None, None)]),
        (Equals("pregnant_now", ("yes", "unsure")), FALSE, [("pregnant_now", "present", "no")]),
        (Member("symptoms", ("faint", "fever")), TRUE, [("symptoms.faint", "present", True)]),
        (Member("symptoms", ("fever",)), FALSE, [("symptoms.fever", "denied", None)]),
        (Member("symptoms", ("mass", "rigors")), UNKNOWN, [("symptoms", None, None)]),
        (Known("gestation_weeks"), FALSE, [("gestation_weeks", "declined", None)]),
    ],
)
def test_a_leaf_names_the_fact_that_decided_it(criterion, truth, decided):
    told = History(
        (
            Fact("age", value=31),
            Fact("pregnant_now", value="no"),
            Fact("symptoms.faint", value=True),
            Fact("symptoms.fever", Status.DENIED),
            Fact("gestation_weeks", Status.DECLINED),
        )
    )
    node = tree(criterion, View.of(told))
    assert node.truth is truth
    assert [(fact.path, fact.status, fact.value) for fact in node.facts] == decided


def test_what_is_put_together_shows_each_part_with_its_own_truth():
    criterion = All((AnyOf((Known("age"), Known("cycles"))), Not(Known("cycles")), Unless(Known("ivf"))))
    node = tree(criterion, View({"age": 30}))
    assert [part.says for part in node.parts] == ["any", "known not", "unless"]
    assert [part.truth for part in node.parts] == [TRUE, TRUE, TRUE]
    assert [part.truth for part in node.parts[0].parts] == [TRUE, FALSE]


def test_a_count_is_traced_to_the_losses_it_counts(protocol):
    losses = [{"type": "ectopic"}, {"type": "miscarriage_clinical", "weeks": 16}, {"type": "biochemical"}]
    found = trace(protocol, {**PLANNING, "losses": losses})
    decided = [leaf for leaf in leaves(rule(found, "P02a")["when"]) if leaf["says"].startswith("n_t2")]
    assert [fact["path"] for fact in decided[0]["facts"]] == ["losses[1]"]
    assert rule(found, "P01")["facts"] == ["losses[1]", "losses[2]"]


def test_a_fact_is_shown_with_her_words_and_how_it_came(protocol):
    origin = Provenance("m1", 0, 6, "passed out", "text")
    told = History((Fact("symptoms.faint", value=True, provenance=origin), Fact("pregnant_now", value="yes")))
    found = trace(protocol, told)
    decided = [fact for leaf in leaves(rule(found, "E01")["when"]) for fact in leaf.get("facts", ())]
    assert {"path": "symptoms.faint", "status": "present", "value": True, "told": "passed out", "captured": "text"} in (
        decided
    )


def test_a_raise_says_whether_it_holds(protocol):
    plain = rule(trace(protocol, {"symptoms": ["jaundice"]}), "U09")
    assert (plain["level"], [item["holds"] for item in plain["raises"]]) == ("T3", [False])
    raised = rule(trace(protocol, {"symptoms": ["jaundice", "fever"]}), "U09")
    assert (raised["level"], [item["holds"] for item in raised["raises"]]) == ("T1", [True])


def test_what_a_rule_does_not_add_here_says_why_not(protocol):
    adds = {
        add["id"]: add for add in rule(trace(protocol, {**PLANNING, "losses_count": 3, "locale": "UK"}), "P01")["adds"]
    }
    assert adds["E_APL"] == {"id": "E_APL", "added": True}
    assert adds["E_HBA1C"]["added"] is False
    assert adds["E_HBA1C"]["when"]["facts"][0]["value"] == "UK"


def test_everything_advised_names_who_asked_for_it(protocol):
    advice = {item["id"]: item for item in trace(protocol, {**PLANNING, "conditions": ["graves"]}).to_json()["advice"]}
    assert advice["E_TRAB"]["asked_by"] == [{"rule": "P05", "condition": "graves", "level": "T4"}]
    assert advice["I_SAFETY_NET"]["asked_by"] == [{"rule": None, "condition": None, "level": "T5"}]


def test_what_is_left_out_says_why(protocol):
    facts = {**PLANNING, "losses_count": 2, "tests": {"apl": "negative"}, "gluten_free": True}
    entry = trace(protocol, facts).to_json()
    left = {item["id"]: item for item in entry["left_out"]}
    assert left["E_APL"]["facts"] == ["tests.apl"]
    assert left["E_APL"]["asked_by"] == ["P01"]
    assert "gluten_free" in left["E_COELIAC"]["facts"]
    assert [item["id"] for item in entry["done"]] == ["E_APL"]


def test_what_would_change_the_level_up_and_down(protocol):
    found = trace(protocol, {"symptoms": ["faint"], "phq2": 4})
    change = found.to_json()["would_change"]
    up = {item["rule"]: item for item in change["up"]}
    assert up["E01"]["level"] == "T0"
    assert "pregnant_now" in up["E01"]["missing"]
    assert change["down"]["without"] == ["U10"]
    assert change["down"]["level"] > found.triage.level.name


def test_nothing_speaks_for_a_rule_of_which_nothing_is_known(protocol):
    assert trace(protocol, {"age": 30}).up == ()


def test_overlays_and_conflicts_are_explained(protocol):
    entry = trace(protocol, {"age": 15, "pregnant_now": "no", "gestation_weeks": 8}).to_json()
    assert [item["id"] for item in entry["overlays"]] == ["SAFEGUARD", "UNDER18"]
    assert entry["conflicts"] == ["pregnancy"]


def test_it_is_plain_json_and_reads_as_text(protocol):
    found = trace(protocol, {**PLANNING, "losses_count": 2, "tests": {"apl": "negative"}, "symptoms": ["faint"]})
    assert json.loads(json.dumps(found.to_json())) == found.to_json()
    text = trace_text(found)
    assert text.startswith("Level T4 (protocol ")
    for part in ("P01 T4: two or more losses", "+ n_eshre at least 2   [losses_count: 2]", "not added here: E_HBA1C"):
        assert part in text
    assert "already done: Antiphospholipid antibodies: not found (from the patient)" in text
    assert "up to T0 (E01)" in text


def test_the_text_of_an_emergency_says_what_waits(protocol):
    text = trace_text(trace(protocol, {**PLANNING, "losses_count": 2, "symptoms": ["chest_pain"]}))
    assert "Deferred until there is help" in text
    assert "without E03" in text


def test_the_text_shows_raises_overlays_and_what_does_not_agree(protocol):
    facts = {
        "age": 15,
        "pregnant_now": "no",
        "gestation_weeks": 8,
        "symptoms": ["jaundice"],
        "losses": [{"type": "molar"}],
    }
    text = trace_text(trace(protocol, facts))
    assert "raised to T1: no" in text
    assert "Overlays\n  SAFEGUARD" in text
    assert "Answers that do not agree: pregnancy" in text
    molar = trace_text(trace(protocol, {"losses": [{"type": "molar"}]}))
    assert "losses: molar   [losses[0]: molar]" in molar


def test_the_text_says_what_was_declined_and_how_a_result_came(protocol):
    said = Provenance("m", 0, 4, "clear", "text")
    told = History(
        (
            Fact("losses_count", value=2),
            Fact("tests.apl", value="negative", provenance=said),
            Fact("age", Status.DECLINED),
        )
    )
    text = trace_text(trace(protocol, told))
    assert "from the patient, text, “clear”" in text
    assert "age: declined" in text
