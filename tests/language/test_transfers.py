"""Transfers that never gave a positive test, told one by one; not those that ended in a loss."""

from __future__ import annotations

import pytest


def failed(reader, text):
    """How many failed transfers the text tells of; None if none."""
    return {fact.path: fact.value for fact in reader.read(text).facts}.get("ivf.failed_transfers")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Transfer 1 negative. Transfer 2 was a chemical. Transfer 3: BFN.", 2),
        ("three transfers: first one BFN, second chemical, third BFN", 2),
        ("6 transfers. Out of six: three negative, two chemical, one loss", 3),
        ("transfers 1, 2 and 4 just never took", 3),
        ("FET#1 BFN. FET#2 BFP, lost at 7 weeks", 1),
        ("first transfer was negative in May, the second is planned", 1),
        ("two losses and a negative FET in between", 1),
        ("four transfers, all negative", 4),
    ],
)
def test_failed_transfers_are_added_up(reader, text, count):
    assert failed(reader, text) == count


@pytest.mark.parametrize(
    "text",
    [
        "IUI number 3 took, that is my son",
        "one transfer, positive, and my ANA was negative",
        "coeliac test negative, TPO negative",
        "the transfer is next week",
    ],
)
def test_what_is_no_failed_transfer(reader, text):
    assert failed(reader, text) is None
