"""Age, weeks of pregnancy now, days since a loss, and how long or often a symptom has been there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.duration import WEEKS, Duration, days_ago, durations, in_unit
from yarrow.language.gestation import gestations
from yarrow.language.lexicon import Concept
from yarrow.language.losses import COUNTED
from yarrow.language.mention import Mention
from yarrow.language.numbers import read
from yarrow.language.temperature import temperature
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

BOWEL = frozenset(
    {"diarrhoea", "constipation", "bloating", "abdominal_pain", "rectal_bleeding", "mucus", "nocturnal_diarrhoea"}
)
I_AM = frozenset({"im", "am", "aged", "age", "turned", "turning", "female", "f", "just"})
NOT_AN_AGE = frozenset({
    "week", "weeks", "w", "+", "month", "months", "days", "day", "th", "st", "nd", "rd", "%", "times", "cycles",
    "dpo", "hours", "minutes", "stone", "kg", "cm", "losses", "miscarriages", "pads", "dp", "weks",
})  # fmt: skip
WAS = frozenset({
    "was", "when", "if", "lost", "miscarried", "mc", "mmc", "ended", "until", "before", "after", "loss", "at",
    "miscarriage", "ectopic", "were", "had", "first", "second", "last", "next", "chemical",
})  # fmt: skip
OTHERS = frozenset({
    "mum", "mother", "sister", "husband", "partner", "dad", "father", "brother", "nan", "he", "she", "hes", "shes",
    "friend", "son", "daughter", "he's",
})  # fmt: skip
CLOSE = 4  # tokens between a loss and the day it was on: "miscarried at 6 weeks yesterday"
LASTING = frozenset({"for", "last", "past", "over", "about", "since", "nearly", "almost", "started", "been"})
YOUNGEST, OLDEST = 10, 65


def read_about(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], today: date | None, *, asked: str | None
) -> list[ReadFact]:
    """The facts of this kind that the message states."""
    found: list[ReadFact] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        mine = [mention for mention in mentions if mention.sentence == number]
        for fact in (_age(tokens, mine), _gestation(tokens), _since_loss(tokens, mine, today),
                     _bowel_weeks(tokens, mine), _bloating(tokens, mine), _temperature(tokens)):  # fmt: skip
            if fact and fact.path not in {other.path for other in found}:
                found.append(fact)
    return found


def _fact(path: str, value: float, tokens: Sequence[Token], start: int, end: int) -> ReadFact:
    return ReadFact(path, "present", value, tokens[start].start, tokens[min(end, len(tokens)) - 1].end)


def _age(tokens: Sequence[Token], mentions: Sequence[Mention]) -> ReadFact | None:
    """`I'm 34`, `34 years old`, `34f`; `nearly 40` is 39 (completed years); `a stroke aged 32` is no age of today."""
    for at in range(len(tokens)):
        quantity = read(tokens, at)
        if any(_happened_at(mention, at) for mention in mentions):
            continue
        if not quantity or not quantity.is_settled or not YOUNGEST <= quantity.whole <= OLDEST:
            continue
        before = [token.norm for token in tokens[max(0, at - 2) : at]]
        after = [token.norm for token in tokens[quantity.end : quantity.end + 2]]
        nearly = before[-1:] in (["nearly"], ["almost"], ["turning"]) or "next" in after
        said = before[-1:] and (before[-1] in I_AM or (nearly and before[0] in I_AM))
        old = after[:1] in (["yo"], ["f"], ["yr"]) or after in (
            ["years", "old"],
            ["year", "old"],
            ["y", "/"],
            ["y", "o"],
        )
        if (
            (old or said)
            and not (after and after[0] in NOT_AN_AGE)
            and not {"was", "when", "since", "son", "daughter"} & set(before)
        ):
            if OTHERS & {token.norm for token in tokens[max(0, at - 5) : at]}:
                continue
            if old and at and tokens[at - 1].norm in ("a", "my", "our", "have", "an", "the", "with"):
                continue
            return _fact("age", quantity.whole - (1 if nearly else 0), tokens, at, quantity.end)
    return None


def _happened_at(mention: Mention, at: int) -> bool:
    """Whether the number at this place belongs to something that happened once, as the age it happened at."""
    event = isinstance(mention.meaning, Concept) and mention.meaning.event
    return event and mention.start <= at <= mention.end + 1


def _gestation(tokens: Sequence[Token]) -> ReadFact | None:
    """Weeks of a pregnancy now: `I'm 8+3`, `8 weeks pregnant`; not those of a loss."""
    words = [token.norm for token in tokens]
    for some in gestations(tokens):
        before = words[max(0, some.start - 4) : some.start]
        after = words[some.end : some.end + 3]
        now = "pregnant" in after or "gone" in after[:1] or "along" in after[:2] or "preg" in after[:1]
        now = now or ("pregnant" in before and not {"was", "been"} & set(words[: some.start]))
        now = (
            now
            or bool({"im", "am", "currently", "now", "today"} & set(before[-3:]))
            or (some.start == 0 and len(tokens) <= 4)
        )
        if now and not some.bound and not WAS & set(before) and not {"ago", "when", "scan"} & set(after[:2]):
            return _fact("gestation_weeks", some.weeks, tokens, some.start, some.end)
    return None


def _since_loss(tokens: Sequence[Token], mine: Sequence[Mention], today: date | None) -> ReadFact | None:
    """How long ago the loss of this sentence was."""
    losses = [mention for mention in mine if mention.kind == "loss" and mention.stands.status in ("present", "past")]
    ago = days_ago(tokens, today) if any(loss.id in COUNTED | {"ectopic"} for loss in losses) else None
    if (
        ago is None
        or _is_nearer_to_another(ago[2], losses, mine)
        or _is_of_something_else(tokens[ago[3] - 1], ago, losses)
    ):
        return None
    return _fact("days_since_loss", int(ago[0]), tokens, ago[2], ago[3])


def _is_of_something_else(said: Token, ago: tuple[float, float, int, int], losses: Sequence[Mention]) -> bool:
    """`two miscarriages, not trying now`: a plain "now" or "today" tells of a loss only right beside it."""
    most = {"now": 0, "today": CLOSE, "tonight": CLOSE, "yesterday": CLOSE}.get(said.norm)
    between = min(max(ago[3] - 1 - loss.end, loss.start - ago[3], 0) for loss in losses)
    return most is not None and between > most


def _is_nearer_to_another(place: int, losses: Sequence[Mention], mine: Sequence[Mention]) -> bool:
    """`2 miscarriages, diagnosed with Hashimoto's last year`: the time is of the condition."""
    others = [mention for mention in mine if mention.kind in ("condition", "medicine", "test")]
    distance = [abs(mention.end - place) for mention in losses]
    return any(abs(mention.end - place) < min(distance) for mention in others)


def _bowel_weeks(tokens: Sequence[Token], mine: Sequence[Mention]) -> ReadFact | None:
    """How long a bowel symptom of this sentence has been there."""
    if not any(mention.id in BOWEL and mention.stands.status == "present" for mention in mine):
        return None
    for length in durations(tokens):
        if _has_lasted([token.norm for token in tokens], length):
            weeks = in_unit(length.low or 0, WEEKS)
            return _fact("bowel_symptom_weeks", weeks, tokens, length.start, length.end)
    return None


def _has_lasted(words: list[str], length: Duration) -> bool:
    """Whether this length says how long, and not how often (`three times a week`)."""
    before = set(words[max(0, length.start - 4) : length.start])
    article = words[length.start] == "a" and bool(before & {"times", "day", "days", "week", "once", "twice"})
    often = article or bool(before & {"every", "per", "each", "times"})
    if often or length.low is None or length.low < 1:
        return False
    after = words[length.end : length.end + 1]
    return bool(before & LASTING) or after in ([], ["now"], ["of"], ["straight"], ["ago"])


def _bloating(tokens: Sequence[Token], mine: Sequence[Mention]) -> ReadFact | None:
    """Days a month with bloating: days a week × 30/7, every day 30."""
    bloated = [mention for mention in mine if mention.id == "bloating" and mention.stands.status == "present"]
    if not bloated:
        return None
    words = [token.norm for token in tokens]
    for at in range(len(tokens)):
        quantity = read(tokens, at)
        rest = words[quantity.end : quantity.end + 4] if quantity else []
        if not quantity or not quantity.is_settled or rest[:1] not in (["days"], ["times"], ["day"], ["nights"]):
            continue
        if {"month", "monthly"} & set(rest):
            return _fact("bloating_days_per_month", quantity.whole, tokens, at, quantity.end + 3)
        if "week" in rest:
            return _fact("bloating_days_per_month", int(quantity.whole * 30 / 7), tokens, at, quantity.end + 3)
    for at, word in enumerate(words):
        if (
            word in ("everyday", "daily", "constantly", "permanently")
            or words[at : at + 2] == ["every", "day"]
            or words[at : at + 3] == ["every", "single", "day"]
        ):
            return _fact("bloating_days_per_month", 30, tokens, at, min(at + 2, len(tokens)))
        if words[at : at + 2] == ["most", "days"]:  # more than half of a month, and no more is said
            return _fact("bloating_days_per_month", 16, tokens, at, at + 2)
    return None


def _temperature(tokens: Sequence[Token]) -> ReadFact | None:
    found = temperature(tokens)
    return _fact("temp_c", found[0], tokens, found[1], found[1] + 1) if found else None
