"""Whose finding it is when somebody writes for the patient: then "my wife" is the patient, and what she has is hers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from yarrow.language.assertion import BYGONE
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence

SOMEBODY = ("other", "other_agrees")
NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither", "isnt", "hasnt", "doesnt", "didnt", "wasnt",
                       "dont", "havent", "wont", "cant"})  # fmt: skip

SELF = frozenset({"im", "ive"})  # she who speaks of herself is the patient
OF_HERSELF = SELF | {"i", "me", "mine", "myself"}
SHE = frozenset({"she", "shes"})
TOLD_BEFORE = BYGONE | {"had", "when", "similar", "same", "too"}  # `my sister had it too`: of the family
LATELY = ("procedure_or_birth_days", "days_since_loss")


def is_told_by_others(
    known: Mapping[str, Any], sentences: Sequence[Sentence], wives: Set[str], women: Set[str]
) -> bool:
    """Whether somebody writes for her: a pregnancy, birth or loss is known, and nobody has said for whom it is.

    A wife is named and the writer is not the one who is pregnant; or a sister, and not a word is of the writer.
    """
    if known.get("for_whom") or not (known.get("pregnant_now") == "yes" or any(path in known for path in LATELY)):
        return False
    words = {token.norm for sentence in sentences for token in sentence.tokens}
    if wives & words:
        return not SELF & words
    return bool(women & words and SHE & words) and not (OF_HERSELF | TOLD_BEFORE) & words


def is_for_somebody_else(known: Mapping[str, Any]) -> bool:
    """Whether what is known says that the writer asks for somebody else."""
    return known.get("for_whom") in SOMEBODY


def as_hers(mention: Mention, sentence: Sentence) -> Mention:
    """The mention as the patient's own, where it was read as another person's and is said as so, now.

    Of relatives only symptoms: a daughter's illness may be the family's, her fainting is the patient's.
    """
    statuses = ("other", "family") if mention.kind == "symptom" else ("other",)
    # What she cannot do is said with a negation of its own: `my wife can't keep water down`.
    words = {token.norm for token in (*sentence.tokens[: mention.start], *sentence.tokens[mention.end :])}
    if mention.stands.status not in statuses or mention.stands.asked or words & (NEGATIONS | BYGONE):
        return mention
    return replace(mention, stands=replace(mention.stands, status="present", not_me=False, shared=False, now=False))
