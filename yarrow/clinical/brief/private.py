"""What others must not see is taken out before anything is written. Source: DESIGN §4.5, NICE PH50."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.fact import Fact, Provenance
from yarrow.clinical.history import History
from yarrow.clinical.summary import PRIVATE
from yarrow.clinical.triage import Triage

# Facts whose value may be her own words as they were written.
OWN_WORDS = ("preferred_term", "contact")


def is_private(fact: Fact) -> bool:
    """Whether only a clinician may read it."""
    return fact.path in PRIVATE


def tells_private(triage: Triage) -> bool:
    """Whether this result was made from something private."""
    return any(path in PRIVATE for rule in triage.rules for path in rule.facts)


def discreet(history: History, instead: str) -> History:
    """The history as if what is private had not been told.

    The same message may have told other things too: those stay, but its words do not; `instead` stands for them.
    """
    told_it = {fact.provenance.message for fact in history.facts if is_private(fact)} - {None}
    kept = (fact for fact in history.facts if not is_private(fact))
    return History(
        tuple(_without_words(fact, instead) if fact.provenance.message in told_it else fact for fact in kept)
    )


def _without_words(fact: Fact, instead: str) -> Fact:
    origin = fact.provenance
    quiet = Provenance(origin.message, captured=origin.captured, at=origin.at)
    return replace(fact, value=instead if _is_own_words(fact) else fact.value, provenance=quiet)


def _is_own_words(fact: Fact) -> bool:
    is_text = fact.path.endswith("_other") or fact.path.startswith("condition_treatment.") or fact.path in OWN_WORDS
    return is_text and isinstance(fact.value, str)
