"""What of a turn is kept and said when a person has begun to write while it was under way."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.attended import is_vital_now, spoken_only
from yarrow.intake.case import Standing
from yarrow.store.standing import case_at_turn, overlaid
from yarrow.store.values import Change, Claim, Outcome


def in_place(standing: Standing, claim: Claim, outcome: Outcome) -> Outcome:
    """The outcome on top of the standing as it is by now: what others have changed since the turn began stays."""
    before = case_at_turn(claim).standing
    if standing in (claim.standing, before):
        return outcome
    return replace(outcome, standing=overlaid(standing, (Change(before, outcome.standing),)))


def silenced(standing: Standing, claim: Claim, outcome: Outcome) -> Outcome:
    """The outcome of a turn whose words are not said, since a person writes: only what can't wait is.

    What was told is kept, and so is consent; the question stays where it was, since the next one was never put.
    A refusal ends everything, and is said.
    """
    if outcome.consent == "refused":
        return outcome
    if is_vital_now(outcome.messages):
        return replace(in_place(standing, claim, outcome), messages=spoken_only(outcome.messages))
    change = claim.inbound.change
    now = overlaid(standing, (change,) if change else ())
    after = outcome.standing
    kept = replace(now, consent=after.consent, passed=after.passed, reasked=after.reasked)
    return replace(outcome, messages=(), standing=kept)
