"""Losses a text tells of: each with its kind and how many, read from the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yarrow.language.finder import Mention
from yarrow.language.numbers import Quantity, every, ordinal, read
from yarrow.language.text import Sentence, Token

# Clinical.md §1.3: what counts in n_eshre; the other kinds are outcomes of their own.
COUNTED = frozenset({"miscarriage_clinical", "biochemical", "pul_resolved", "unknown_loss"})
BEFORE = frozenset({"early", "late", "missed", "natural", "previous", "more", "other", "consecutive", "confirmed", "of",
                    "trimester", "spontaneous", "separate", "further", "very", "silent", "my", "our", "back", "x",
                    "prior", "past", "known", "horrible", "awful", "traumatic", "recent", "actual", "documented", "-",
                    "complete", "pregnancy", "pregnancies", "definite", "sad", "then", "now", "unexplained", "babies",
                    "painful", "full", "clinical", "blown", "week", "baby", "ended", "in", "as", "were", "was", "being",
                    "suspected", "possible"})  # fmt: skip
CHROMOSOMES = frozenset({"trisomy", "chromosome", "t"})
# After "lost my second" they may be a child of several, the first of whom lives.
CHILDREN = frozenset({"baby", "child", "son", "daughter", "pregnancy", "babies", "twin", "one", "trimester"})
TIMES = frozenset({"times", "time", "x"})
NOUNS_AFTER = frozenset({
    "clinic", "clinics", "association", "support", "group", "team", "unit", "risk", "rate", "rates", "leave", "tests",
    "specialist", "nurse", "midwife", "charity", "care", "history", "testing", "investigations", "bloods",
    "counselling", "awareness", "doctor", "consultant", "scan",
})  # fmt: skip
NOW = frozenset(
    {"having", "am", "im", "be", "being", "is", "through", "another", "a", "currently", "actively", "possibly", "might"}
)
How = Literal["number", "ordinal", "another", "one", "vague", "said", "none", "more"]
UNITS_OF_TIME = frozenset(
    {"week", "weeks", "days", "months", "years", "times", "tests", "embryos", "scans", "kids", "than"}
)


@dataclass(frozen=True)
class LossEvent:
    """Losses of one kind told together. `how` their number `count` was said; None if no number was settled.

    `sentence`, `start`, `end`: where, in tokens, the number included. `exact`: false if said with a doubt.
    """

    kind: str
    count: int | None
    how: How
    sentence: int
    start: int
    end: int
    mention: Mention
    exact: bool = True
    joined: bool = False


def loss_events(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[LossEvent]:
    """The losses told as hers and not as a fear, a question or something that may be happening now."""
    found: list[LossEvent] = []
    for mention in mentions:
        if mention.kind != "loss" or mention.id == "live_birth":
            continue
        tokens = sentences[mention.sentence].tokens
        if mention.stands.status in ("present", "past", "denied") and not _is_now_or_noun(tokens, mention):
            found.append(_event(tokens, mention))
    return found + [more for number in range(len(sentences)) for more in _more(sentences, number, found)]


def _more(sentences: Sequence[Sentence], number: int, told: Sequence[LossEvent]) -> list[LossEvent]:
    """`then two more`: losses of the kind last told of."""
    earlier = [event for event in told if event.sentence <= number and event.how != "none" and event.kind in COUNTED]
    found: list[LossEvent] = []
    tokens = sentences[number].tokens
    for quantity in every(tokens) if earlier else ():
        after = [_norm(tokens, quantity.end + step) for step in range(2)]
        last = earlier[-1]
        later = (number, quantity.start) >= (last.sentence, last.end)
        if later and quantity.is_settled and after[0] == "more" and after[1] not in UNITS_OF_TIME:
            found.append(
                LossEvent(last.kind, quantity.whole, "more", number, quantity.start, quantity.end + 1, last.mention)
            )
    return found


def _is_now_or_noun(tokens: Sequence[Token], mention: Mention) -> bool:
    """`miscarriage clinic`, `I am miscarrying`, `having a miscarriage`: no loss that has happened."""
    after = tokens[mention.end].norm if mention.end < len(tokens) else ""
    before = [tokens[place].norm for place in range(max(0, mention.start - 3), mention.start)]
    word = tokens[mention.end - 1].norm
    ongoing = word in ("miscarrying", "losing", "miscarry") or "losing" in (tokens[mention.start].norm,)
    if ongoing and not {"keep", "kept", "after", "since"} & set(before):
        return True
    return (
        after in NOUNS_AFTER
        or ("having" in before[-2:] and not {"had", "after", "been", "since", "of"} & set(before))
        or ("threatened" in [token.norm for token in tokens[mention.start : mention.end]])
    )


def _event(tokens: Sequence[Token], mention: Mention) -> LossEvent:
    inside = _inside(tokens, mention)
    how, quantity, start = inside or _before(tokens, mention)
    end = mention.end
    after = _after(tokens, mention.end)
    if after and how in ("said", "one", "none"):
        how, quantity, end = "number", after, after.end
    if mention.stands.status == "denied":
        return LossEvent(mention.id, 0, "none", mention.sentence, start, end, mention, mention.stands.sure)
    nth = _nth_time(tokens, mention.start) or _numbered(tokens, mention.end) if mention.id in COUNTED else None
    if nth is not None:
        return LossEvent(mention.id, nth, "ordinal", mention.sentence, start, end, mention)
    count = quantity.whole if quantity and quantity.is_settled else None
    if how in ("one", "another") or (how == "said" and not _is_plural(tokens, mention)):
        count = 1 + _again(tokens, end)
    elif how == "said":
        count = None if _is_plural(tokens, mention) else 1
        how = "vague" if count is None else how
    joined = start > 0 and tokens[start - 1].norm in ("and", "plus", "+", "&", "then", "also", "n", "with")
    exact = not (quantity and quantity.about)
    return LossEvent(mention.id, count, how, mention.sentence, start, end, mention, exact, joined)


def _inside(tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int] | None:
    """A number within the words themselves: `lost four`, `lost another`, `lost twins`."""
    for at in range(mention.start, min(mention.end + 1, len(tokens))):
        norm = tokens[at].norm
        if norm == "another":
            return "another", None, mention.start
        place = ordinal(tokens, at) if at == mention.end - 1 and tokens[mention.start].norm == "lost" else None
        if place and place[0] > 1 and _norm(tokens, place[1]) not in CHILDREN:
            return "ordinal", Quantity(place[0], place[0], at, place[1]), mention.start
        quantity = read(tokens, at) if (norm != "both" and at > mention.start) or tokens[at].kind == "number" else None
        unit = tokens[quantity.end].norm if quantity and quantity.end < len(tokens) else ""
        if _norm(tokens, at - 1) in CHROMOSOMES:
            continue
        if quantity and at < mention.end and unit not in ("weeks", "week", "w", "+", "days", "months", "of"):
            return "number", quantity, mention.start
    return None


def _before(tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int]:
    """The number, ordinal or article in front of the words, adjectives skipped."""
    at = mention.start - 1
    definite = False
    while at >= 0 and mention.start - at <= 6:
        norm = tokens[at].norm
        if norm == "first" and _norm(tokens, at + 1) == "trimester":
            at -= 1
            continue
        place = ordinal(tokens, at) or (ordinal(tokens, at - 1) if norm in ("st", "nd", "rd", "th") else None)
        if place:
            return "ordinal", Quantity(place[0], place[0], at, at + 1), at
        quantity = _number_ending(tokens, at)
        if quantity:
            return ("vague" if quantity.low is None else "number"), quantity, quantity.start
        if norm in ("another", "again"):
            return "another", None, at
        if norm in ("a", "an", "1x"):
            return "one", None, at
        if norm in ("last", "latest", "this", "the", "that", "these", "those", "all", "every", "any"):
            definite = True
        elif norm not in BEFORE:
            break
        at -= 1
    return ("none" if definite else "said"), None, mention.start


def _number_ending(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number whose last token is this one."""
    for start in range(max(0, at - 4), at + 1):
        quantity = read(tokens, start)
        if quantity and quantity.end == at + 1:
            unit = tokens[quantity.end].norm if quantity.end < len(tokens) else ""
            return (
                None
                if unit in ("week", "weeks", "w", "wk", "+", "st", "nd", "rd", "th", "month", "months")
                else quantity
            )
    return None


def _after(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`x 3`, `three times`, `twice`, `(2)` after the words."""
    if at >= len(tokens):
        return None
    norm = tokens[at].norm
    if norm in ("x", ":", "-", "(", "="):
        quantity = read(tokens, at + 1)
        following = tokens[quantity.end].norm if quantity and quantity.end < len(tokens) else ""
        return quantity if quantity and (norm == "x" or following in ("", ",", ")", "x", "and")) else None
    quantity = read(tokens, at)
    if quantity and (norm in ("twice", "thrice", "once") or _norm(tokens, quantity.end) in TIMES):
        return quantity
    return None


def _nth_time(tokens: Sequence[Token], start: int) -> int | None:
    """`this is the third time I've miscarried`, `three times I have had a miscarriage`."""
    for at in range(max(0, start - 7), start):
        place = ordinal(tokens, at)
        if place and _norm(tokens, place[1]) == "time":
            return place[0]
        quantity = read(tokens, at)
        if quantity and quantity.is_settled and _is_times(tokens, quantity) and not place:
            return quantity.whole
    return None


def _is_times(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`Three times`, and `two time` of those who leave the ending out."""
    after = _norm(tokens, quantity.end)
    return after == "times" or (after == "time" and quantity.whole > 1)


def _numbered(tokens: Sequence[Token], end: int) -> int | None:
    """`miscarriage number 3`."""
    quantity = read(tokens, end + 1) if _norm(tokens, end) in ("number", "no", "#") else None
    return quantity.whole if quantity and quantity.is_settled else None


def _again(tokens: Sequence[Token], end: int) -> int:
    """One more for `in 2019 and again in 2021`."""
    words = [token.norm for token in tokens[end : end + 8]]
    if "again" not in words:
        return 0
    at = words.index("again")
    return int(
        bool({"and", "then"} & set(words[:at]))
        and not {"try", "trying", "pregnant", "happen", "tried"} & set(words[:at])
    )


def _is_plural(tokens: Sequence[Token], mention: Mention) -> bool:
    word = tokens[mention.end - 1].norm
    if word in ("twins", "triplets", "quads"):
        return False  # lost together they are one loss
    return (word.endswith("s") and word not in ("loss", "mis") and mention.id != "stillbirth") or word in ("mcs",)


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if at < len(tokens) else ""
