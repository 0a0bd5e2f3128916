"""Whether steroid tablets told of are long-term treatment: 5 mg a day or more for four weeks or longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.duration import durations, months_since
from yarrow.language.mention import Mention
from yarrow.language.numbers import read
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

STEROIDS = frozenset({"prednisolone", "steroid_long"})
LONG = "medicines.steroid_long"
DOSE_MG, LASTING_DAYS = 5.0, 28.0  # protocol/questions/autoimmune.yml, steroid_long
MONTH_DAYS = 30.0


def with_dose(
    facts: Sequence[ReadFact], mentions: Sequence[Mention], sentences: Sequence[Sentence], today: date | None
) -> list[ReadFact]:
    """The facts, with long-term steroids present or denied where dose and time settle it; a dose below 5 mg denies."""
    kept = list(facts)
    for mention in mentions:
        if mention.id not in STEROIDS or mention.stands.status != "present":
            continue
        tokens = sentences[mention.sentence].tokens
        is_long = _is_long(_dose(tokens), _days(tokens, today))
        if is_long is None:
            continue
        kept = [fact for fact in kept if fact.path != LONG]
        span = (mention.first, mention.last)
        kept.append(ReadFact(LONG, "present" if is_long else "denied", True, *span))
        if "medicines.prednisolone" not in {fact.path for fact in kept}:
            kept.append(ReadFact("medicines.prednisolone", "present", True, *span))
    return kept


def _is_long(dose: float | None, days: float | None) -> bool | None:
    if dose is None:
        return None
    if dose < DOSE_MG:
        return False
    return None if days is None else days >= LASTING_DAYS


def _dose(tokens: Sequence[Token]) -> float | None:
    """Milligrams said beside it."""
    for at in range(len(tokens)):
        some = read(tokens, at)
        unit = tokens[some.end].norm if some and some.end < len(tokens) else ""
        if some and some.is_settled and unit in ("mg", "milligrams", "mgs"):
            return some.low
    return None


def _days(tokens: Sequence[Token], today: date | None) -> float | None:
    """How long it has been taken: `for 3 years`, `since march`."""
    words = [token.norm for token in tokens]
    for length in durations(tokens):
        if length.low is not None and length.low >= 1 and {"for", "past", "last", "now", "been"} & set(words):
            return length.low
    since = months_since(tokens, today) if "since" in words else None
    return None if since is None else since * MONTH_DAYS
