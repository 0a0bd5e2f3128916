"""Whose finding it is when somebody writes for the patient: then "my wife" is the patient, and what she has is hers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yarrow.language.assertion import BYGONE
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence

SOMEBODY = ("other", "other_agrees")
NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither", "isnt", "hasnt", "doesnt", "didnt", "wasnt",
                       "dont", "havent", "wont", "cant"})  # fmt: skip


def is_for_somebody_else(known: Mapping[str, Any]) -> bool:
    """Whether what is known says that the writer asks for somebody else."""
    return known.get("for_whom") in SOMEBODY


def as_hers(mention: Mention, sentence: Sentence) -> Mention:
    """The mention as the patient's own, where it was read as another person's and is said as so, now.

    Of relatives only symptoms: a daughter's illness may be the family's, her fainting is the patient's.
    """
    statuses = ("other", "family") if mention.kind == "symptom" else ("other",)
    words = {token.norm for token in sentence.tokens}
    if mention.stands.status not in statuses or mention.stands.asked or words & (NEGATIONS | BYGONE):
        return mention
    return replace(mention, stands=replace(mention.stands, status="present", not_me=False, shared=False, now=False))
