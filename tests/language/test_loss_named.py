"""A loss that is named after it was told is one loss; two that are told stay two."""

from __future__ import annotations

import pytest

from tests.language.test_losses import losses


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        ("we lost our daughter Mia at 30 weeks, she was stillborn", ("stillbirth", 30)),
        ("lost our baby at 30 weeks. he was stillborn", ("stillbirth", 30)),
        ("I lost a baby at 9 weeks, it was a missed miscarriage", ("miscarriage_clinical", 9)),
        ("lost our twins at 21 weeks, they were stillborn", ("stillbirth", 21)),
        ("I lost one at 6 weeks, it was ectopic", ("ectopic", 6)),
    ],
)
def test_a_loss_named_after_it_was_told_is_one(reader, text, loss):
    assert [one[:2] for one in losses(reader, text)] == [loss]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("we lost our daughter at 30 weeks, and I had a miscarriage", ["miscarriage_clinical", "stillbirth"]),
        ("I had a miscarriage and then a stillbirth, she was 30 weeks", ["miscarriage_clinical", "stillbirth"]),
        ("we lost two babies, one was stillborn", ["stillbirth"]),
    ],
)
def test_what_is_told_beside_it_stays_another(reader, text, kinds):
    assert sorted(kind for kind, *_ in losses(reader, text)) == kinds
