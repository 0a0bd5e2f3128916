"""Places in a history from which a test may start, as tests/support/over_http.py takes them."""

from __future__ import annotations

from typing import Any

KNOWN: dict[str, Any] = {"age": 34, "pregnant_now": "no"}


def at(question: str, **known: Any) -> dict[str, Any]:
    """A patient in the UK who has agreed, is not pregnant, and is asked this now."""
    return {"at": question, "locale": "UK", "known": {**KNOWN, **known}}


SYMPTOMS = {"at": "symptoms_now", "locale": "UK", "known": {}}
AGE = {"at": "age", "locale": "UK", "known": {"pregnant_now": "no"}}
LOSS = at("losses[0]", losses_count=2)
TESTS = at("tests", losses_count=2)
ASKS = at("asks", losses_count=0)
