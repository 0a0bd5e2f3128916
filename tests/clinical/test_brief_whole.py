"""Over any history: all that was told stands on the brief, and nothing stands as what it is not."""

from __future__ import annotations

import random

import pytest

from tests.support.briefs import page_for, shown
from tests.support.interviews import protocol
from yarrow.clinical.brief import Audience
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History

BOTH: tuple[Audience, Audience] = ("patient", "clinician")


def any_history(seed: int) -> History:
    """Facts of every kind, in every state, in no order."""
    draw, content = random.Random(seed), protocol()
    statuses = list(Status)
    paths = [f"conditions.{one}" for one in draw.sample(sorted(content.conditions), 6)]
    paths += [f"medicines.{one}" for one in draw.sample(sorted(content.medicines), 6)]
    paths += [f"symptoms.{one}" for one in draw.sample(sorted(set(content.symptoms) - {"abuse", "danger_now"}), 14)]
    paths += [f"asks.{one}" for one in draw.sample(sorted(content.evidence), 4)]
    paths += [f"family_history.{one}" for one in ("coeliac", "ibd", "vte", "autoimmune")]
    paths += [f"{family}_other" for family in ("conditions", "medicines", "symptoms", "family_history", "asks")]
    values = {
        "age": draw.randint(18, 50), "pregnant_now": draw.choice(["yes", "no", "unsure"]), "planning": True,
        "trying_months": 7, "live_births": 1, "gluten_free": False, "hb_status": "anaemia", "phq2_mood": 2,
        "ivf.treatment": "past", "ivf.failed_transfers": 2, "tests.tpo": "positive", "tests.uterus": "normal",
        "losses_count": 2, "losses[0]": {"type": "miscarriage_clinical", "weeks": 9}, "losses[1]": {"type": "ectopic"},
        "condition_treatment.sle": "tablets", "preferred_term": "my angel", "contact": "0123", "recent_event": "loss",
    }  # fmt: skip
    told = [(path, "her own words" if path.endswith("_other") else True) for path in paths] + list(values.items())
    draw.shuffle(told)
    return History(tuple(_stated(draw, path, value, statuses) for path, value in told))


def _stated(draw: random.Random, path: str, value: object, statuses: list[Status]) -> Fact:
    status = draw.choice(statuses) if draw.random() < 0.6 else Status.PRESENT
    return Fact(path, status, value if status is Status.PRESENT else None)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_every_present_fact_stands_on_the_clinicians_page_and_no_other_as_present(seed: int) -> None:
    told = any_history(seed)
    page = page_for(told, "clinician")
    present = {path for path, fact in told.latest.items() if fact.status is Status.PRESENT}
    on_page = {path for _, status, paths in shown(page) if status in (Status.PRESENT, None) for path in paths}
    as_present = {path for _, status, paths in shown(page) if status is Status.PRESENT for path in paths}
    assert present <= on_page
    assert as_present - {"losses[0]", "losses[1]"} <= present


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("seed", range(60))
def test_unknown_is_never_shown_as_a_no_nor_anything_as_what_it_is_not(seed: int, audience: Audience) -> None:
    told = any_history(seed)
    for line, status, paths in shown(page_for(told, audience)):
        stands = {told.status(path) for path in paths}
        if status is Status.DENIED:
            assert stands <= {Status.DENIED}, line
        if status is Status.PRESENT and not any(path.startswith("losses[") for path in paths):
            assert stands <= {Status.PRESENT}, line


@pytest.mark.parametrize("seed", range(20))
def test_no_page_says_that_a_symptom_is_there_that_was_denied(seed: int) -> None:
    told = any_history(seed)
    labels = {
        path: protocol().symptoms[path.partition(".")[2]].label for path in told.latest if path.startswith("symptoms.")
    }
    rows = [line for line, _, _ in shown(page_for(told, "clinician"), "symptoms") if line.split(" | ")[1] == "present"]
    said = [words for line in rows for words in line.split(" | ")[2].split(", ")]
    for path, label in labels.items():
        if "," not in label:
            assert (label in said) is (told.status(path) is Status.PRESENT)
