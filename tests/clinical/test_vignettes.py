"""Every invented patient gets the level, the rules and the advice that clinical.md asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from yarrow.clinical.schema import check
from yarrow.clinical.triage import assess, urgent

FOLDER = Path(__file__).resolve().parents[1] / "vignettes"
VIGNETTES: list[dict[str, Any]] = [
    vignette for path in sorted(FOLDER.glob("*.yml")) for vignette in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def test_the_patient_is_triaged_as_expected(protocol, vignette):
    found = assess(protocol, vignette["facts"])
    advised = {item.id for item in found.recommendations}
    told = advised | {item.id for item in found.deferred} if found.level.stops_history else advised
    assert found.level.name == vignette["level"], f"fired {found.ids}"
    assert set(vignette["rules"]) <= set(found.ids)
    assert not set(vignette.get("absent_rules", ())) & set(found.ids)
    assert set(vignette.get("must", ())) <= told
    assert not set(vignette.get("must_not", ())) & advised
    assert {"I_SAFETY_NET", "I_NO_DIAGNOSIS"} <= advised
    if "overlays" in vignette:
        assert set(vignette["overlays"]) == set(found.overlays)


def test_the_facts_of_every_vignette_follow_the_schema(protocol):
    known = {"conditions": protocol.conditions, "symptoms": protocol.symptoms, "medicines": protocol.medicines}
    problems = {vignette["id"]: check(vignette["facts"], known) for vignette in VIGNETTES}
    assert {name: found for name, found in problems.items() if found} == {}


def test_ids_of_vignettes_are_unique():
    names = [vignette["id"] for vignette in VIGNETTES]
    assert sorted(names) == sorted(set(names))


def test_every_rule_is_hit_by_a_vignette_and_just_missed_by_another(protocol):
    rules = {rule.id for rule in protocol.rules}
    hit = {rule for vignette in VIGNETTES for rule in vignette["rules"]}
    missed = {rule for vignette in VIGNETTES for rule in vignette.get("absent_rules", ())}
    assert (rules - hit, rules - missed, hit - rules, missed - rules) == (set(), set(), set(), set())


def test_the_lane_finds_every_urgent_rule_the_whole_picture_finds(protocol):
    for vignette in VIGNETTES:
        whole = [rule.id for rule in assess(protocol, vignette["facts"]).rules if rule.rule.is_urgent]
        assert list(urgent(protocol, vignette["facts"]).ids) == whole, vignette["id"]
