"""Every patient written from the clinical fact sheet, not from the rules, gets what the sheet says.

Beside the keys of the other vignettes: `deferred` is what must wait until she is safe (T0, T1), `later` what must come
after today (T2), `ask` the answer that must be asked for first. A vignette without `level` asserts none, because the
sheet leaves it to the clinicians.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from yarrow.clinical.schema import check
from yarrow.clinical.triage import Triage, assess, urgent

FOLDER = Path(__file__).resolve().parents[1] / "vignettes" / "independent"
VIGNETTES: list[dict[str, Any]] = [
    vignette for path in sorted(FOLDER.glob("*.yml")) for vignette in yaml.safe_load(path.read_text(encoding="utf-8"))
]
KEYS = {
    "id", "title", "facts", "level", "rules", "absent_rules", "must", "must_not", "overlays", "deferred", "later",
    "ask", "why",
}  # fmt: skip
cases = pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])


def told(found: Triage) -> set[str]:
    """The ids shown now and those kept for when she is safe."""
    return {item.id for item in (*found.recommendations, *found.deferred)}


@cases
def test_the_level_and_the_rules_are_those_of_the_fact_sheet(protocol, vignette):
    found = assess(protocol, vignette["facts"])
    assert vignette.get("level") in (None, found.level.name), f"fired {found.ids}"
    assert set(vignette.get("rules", ())) <= set(found.ids)
    assert not set(vignette.get("absent_rules", ())) & set(found.ids)
    assert set(vignette.get("overlays", found.overlays)) == set(found.overlays)


@cases
def test_the_advice_holds_what_it_must_and_nothing_it_must_not(protocol, vignette):
    found = assess(protocol, vignette["facts"])
    shown = {item.id for item in found.recommendations}
    assert set(vignette.get("must", ())) <= shown | {"I_SAFETY_NET", "I_NO_DIAGNOSIS"}
    assert not set(vignette.get("must_not", ())) & told(found)
    assert {"I_SAFETY_NET", "I_NO_DIAGNOSIS"} <= shown


@cases
def test_what_is_not_for_now_waits(protocol, vignette):
    found = assess(protocol, vignette["facts"])
    assert set(vignette.get("deferred", ())) <= {item.id for item in found.deferred}
    assert set(vignette.get("later", ())) <= {item.id for item in found.recommendations if item.when == "later"}


@cases
def test_what_would_settle_danger_is_asked(protocol, vignette):
    if "ask" in vignette:
        assert assess(protocol, vignette["facts"]).ask == vignette["ask"]


@cases
def test_the_lane_alone_is_as_urgent_as_the_whole_picture_down_to_today(protocol, vignette):
    whole = assess(protocol, vignette["facts"])
    expected = [fired.id for fired in whole.rules if fired.rule.is_urgent]
    assert list(urgent(protocol, vignette["facts"]).ids) == expected


def test_the_facts_follow_the_schema(protocol):
    known = {"conditions": protocol.conditions, "symptoms": protocol.symptoms, "medicines": protocol.medicines}
    problems = {vignette["id"]: check(vignette["facts"], known) for vignette in VIGNETTES}
    assert {name: found for name, found in problems.items() if found} == {}


def test_every_vignette_can_be_read_by_a_clinician():
    for vignette in VIGNETTES:
        assert set(vignette) <= KEYS, vignette["id"]
        assert len(vignette["title"].split()) >= 2, vignette["id"]
        assert vignette["why"].strip(), vignette["id"]


def test_ids_are_unique():
    names = [vignette["id"] for vignette in VIGNETTES]
    assert sorted(names) == sorted(set(names))


def test_this_set_alone_hits_every_rule_and_just_misses_it(protocol):
    rules = {rule.id for rule in protocol.rules}
    hit = {rule for vignette in VIGNETTES for rule in vignette.get("rules", ())}
    missed = {rule for vignette in VIGNETTES for rule in vignette.get("absent_rules", ())}
    assert (rules - hit, rules - missed, hit - rules, missed - rules) == (set(), set(), set(), set())
