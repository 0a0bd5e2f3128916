"""Counting losses as clinical.md §1.3 says, and making number and details agree."""

from __future__ import annotations

import math

import pytest

from yarrow.clinical.losses import LOSS_TYPES, count_losses


def loss(kind: str, weeks: float | None = None, confirmed: str | None = None) -> dict[str, object]:
    return {"type": kind, "weeks": weeks, "confirmed": confirmed}


def counts(*losses: dict[str, object], told: int | None = None):
    found = count_losses(losses, told)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "counted"),
    [(kind, kind in ("miscarriage_clinical", "biochemical", "pul_resolved", "unknown_loss")) for kind in LOSS_TYPES],
)
def test_eshre_counts_spontaneous_losses_and_no_other_ending(kind, counted):
    assert counts(loss(kind, 8, "scan")).n_eshre == (int(counted), int(counted))


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (None, (1, 0, 1, 0, 0)),
        (9, (1, 1, 1, 0, 0)),
        (10, (1, 1, 1, 0, 1)),
        (13, (1, 1, 1, 0, 1)),
        (14, (1, 1, 0, 1, 1)),
        (19, (1, 1, 0, 1, 1)),
        (20, (1, 0, 0, 1, 1)),
        (23, (1, 0, 0, 1, 1)),
        (24, (0, 0, 0, 0, 0)),
    ],
)
def test_weeks_decide_which_definition_counts_a_clinical_loss(weeks, expected):
    found = counts(loss("miscarriage_clinical", weeks, "scan"))
    of = (found.n_eshre, found.n_asrm, found.n_t1, found.n_t2, found.n_fetal10)
    assert tuple(low for low, _ in of) == expected


@pytest.mark.parametrize(
    ("confirmed", "counted"), [("scan", 1), ("histology", 1), ("urine", 0), ("blood", 0), (None, 0)]
)
def test_asrm_counts_only_what_was_seen_on_scan_or_under_the_microscope(confirmed, counted):
    assert counts(loss("miscarriage_clinical", 8, confirmed)).n_asrm == (counted, counted)


def test_a_loss_after_24_weeks_is_late_whatever_it_was_called():
    assert counts(loss("miscarriage_clinical", 26)).n_late == (1, 1)
    assert counts(loss("stillbirth")).n_late == (1, 1)
    assert counts(loss("neonatal_death", 39)).n_late == (1, 1)
    assert counts(loss("tfmr", 25)).n_late == (0, 0)


def test_a_number_alone_counts_as_losses_of_unknown_kind():
    found = count_losses(None, 3)
    assert found is not None
    assert found.n_eshre == (3, 3)
    assert found.n_t1 == (0, 3)
    assert found.n_late == (0, math.inf)
    assert not found.conflict


def test_nothing_told_is_not_none_lost():
    assert count_losses(None, None) is None
    assert counts().n_eshre == (0, 0)
    assert counts(told=0).n_eshre == (0, 0)


@pytest.mark.parametrize(
    ("told", "kinds", "eshre", "conflict"),
    [
        (2, ["miscarriage_clinical", "biochemical"], 2, False),
        (3, ["miscarriage_clinical"], 3, False),  # two more to be described
        (2, ["ectopic"], 2, False),  # the ectopic comes on top of the two
        (1, ["miscarriage_clinical", "biochemical"], 2, True),  # more told than counted
        (2, ["miscarriage_clinical", "ectopic"], 2, True),  # was the ectopic one of the two?
        (2, ["miscarriage_clinical", "live_birth"], 2, False),
        (0, ["unknown_loss"], 1, True),
    ],
)
def test_number_and_details_are_made_to_agree_upwards_and_a_conflict_is_flagged(told, kinds, eshre, conflict):
    found = counts(*(loss(kind, 7) for kind in kinds), told=told)
    assert found.n_eshre == (eshre, eshre)
    assert found.conflict is conflict


def test_a_loss_without_a_type_is_a_loss_of_unknown_kind():
    assert count_losses([{"weeks": 7}], None).n_eshre == (1, 1)
