"""Age, weeks of pregnancy now, days since a loss, and how long or often a symptom has been there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from yarrow.language.age import Age
from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.children import Children
from yarrow.language.duration import WEEKS, Duration, days_ago, durations, in_unit
from yarrow.language.gestation import gestations, is_current
from yarrow.language.losses import COUNTED
from yarrow.language.mention import Mention
from yarrow.language.months_along import weeks_by_months
from yarrow.language.numbers import read
from yarrow.language.people import People, inflected
from yarrow.language.temperature import temperature
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

BOWEL = frozenset(
    {"diarrhoea", "constipation", "bloating", "abdominal_pain", "rectal_bleeding", "mucus", "nocturnal_diarrhoea"}
)
UNSURE = frozenset({"maybe", "ish", "roughly", "probably", "perhaps", "ago"})
LONG_AGO = 366  # days from which a time ago is too rough to be days since a loss
REACH = 5  # words between a time since and the loss
CLOSE = 4  # tokens between a loss and the day it was on: "miscarried at 6 weeks yesterday"
SHORT = 14  # words of a sentence that only says how long
# Questions to which weeks on their own are a length of time.
HOW_LONG = frozenset({"days_since_loss", "bowel_symptom_weeks", "ctd_weeks", "trying_months", "gluten_free_months",
                      "bleeding_hours", "days_since_trigger", "procedure_or_birth_days"})  # fmt: skip
IT = frozenset({"it", "its", "that", "thats", "this", "like", "been"})
OF_TRYING = frozenset({"trying", "ttc", "married", "pregnant", "old", "tried", "ago"})
AROUND = frozenset({"about", "around", "nearly", "almost", "over", "now", "for", "going", "on", "maybe", "roughly",
                    "or", "so", "the", "past", "last", "since", "easily", "at", "least", "a", "of", "more", "than",
                    "probably", ".", "?", "!"})  # fmt: skip
HERSELF = frozenset({"i", "im", "ive", "me", "my", "mine"})
LASTING = frozenset({"for", "last", "past", "over", "about", "since", "nearly", "almost", "started", "been"})


class About:
    """Reads what a message tells of her age, her children, her weeks, and how long a thing has been there."""

    def __init__(self, people: People) -> None:
        self._age = Age(people)
        self._children = Children(people)
        self._small = inflected(people.little_ones | people.sons | people.animals)

    def read(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        today: date | None,
        *,
        asked: str | None,
        lost: bool = False,
    ) -> list[ReadFact]:
        """The facts of this kind that the message states. `lost`: a loss is told in it."""
        found: list[ReadFact] = []
        for path, said in (
            ("age", self._age.read(sentences, mentions, alone=asked is None)),
            ("live_births", None if asked == "for_whom" else self._children.read(sentences, mentions, lost=lost)),
        ):
            if said:
                found.append(ReadFact(path, "present", said[0], said[1].start, said[2].end))
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            mine = [mention for mention in mentions if mention.sentence == number]
            before = [mention for mention in mentions if mention.sentence == number - 1]
            for fact in (*_gestation(tokens, asked, lost=lost), _since_loss(tokens, mine, today),
                         _bowel_weeks(tokens, mine) or _bowel_weeks_of_it(tokens, mine, before),
                         _bloating(tokens, mine), self._temperature(tokens, mine)):  # fmt: skip
                if fact and fact.path not in {other.path for other in found}:
                    found.append(fact)
        return found

    def _temperature(self, tokens: Sequence[Token], mine: Sequence[Mention]) -> ReadFact | None:
        """Her temperature now: not a child's, and not where the fever told beside it is none of now."""
        found = temperature(tokens)
        fevers = [mention for mention in mine if mention.id == "fever"]
        if not found or (fevers and not any(one.stands.status in ("present", "suspected") for one in fevers)):
            return None
        before = [token.norm for token in tokens[: found[1]]]
        child = next((at for at in range(len(before) - 1, -1, -1) if before[at] in self._small), None)
        if child is not None and HERSELF.isdisjoint(before[child:]):
            return None
        return _fact("temp_c", found[0], tokens, found[1], found[1] + 1)


def _fact(path: str, value: float, tokens: Sequence[Token], start: int, end: int) -> ReadFact:
    return ReadFact(path, "present", value, tokens[start].start, tokens[min(end, len(tokens)) - 1].end)


def _gestation(tokens: Sequence[Token], asked: str | None, *, lost: bool) -> list[ReadFact]:
    """Weeks of a pregnancy now, and with them that there is one: `I'm 8+3`, `7+1 today`; not those of a loss.

    Weeks that stand alone are a length where one was asked for, and may be those of a loss where one is told.
    """
    for some in gestations(tokens):
        alone = some.start == 0 and len(tokens) <= 4 and some.end >= len(tokens) - 1 and tokens[-1].norm not in UNSURE
        now = is_current(tokens, some)
        if some.bound or not (now or (alone and not lost and asked not in HOW_LONG)):
            continue
        weeks = _fact("gestation_weeks", some.weeks, tokens, some.start, some.end)
        pregnant = _fact("pregnant_now", 0, tokens, some.start, some.end)
        told = now and not {"scan", "measuring", "measured"} & {token.norm for token in tokens}
        return [weeks, replace(pregnant, value="yes")] if told else [weeks]
    months = weeks_by_months(tokens) if not lost and asked is None else None
    if months is None:
        return []
    along = _fact("gestation_weeks", months[0], tokens, months[1], months[2])
    return [along, replace(along, path="pregnant_now", value="yes")]


def _since_loss(tokens: Sequence[Token], mine: Sequence[Mention], today: date | None) -> ReadFact | None:
    """How long ago the loss of this sentence was."""
    losses = [mention for mention in mine if mention.kind == "loss" and mention.stands.status in ("present", "past")]
    if not any(loss.id in COUNTED | {"ectopic", "no_heartbeat"} for loss in losses):
        return None
    counted = _counted_since(tokens, losses)
    if counted:
        return _fact("days_since_loss", int(counted.low or 0), tokens, counted.start, counted.end)
    ago = days_ago(tokens, today)
    if ago is None or ago[0] >= LONG_AGO or _is_rough(tokens[ago[3] - 1]) or ago[0] != ago[1]:
        return None
    if (
        _is_of_pregnancy_now(tokens, ago[3] - 1)
        or _is_nearer_to_another(ago[2], losses, mine)
        or _is_of_something_else(tokens[ago[3] - 1], ago, losses)
    ):
        return None
    return _fact("days_since_loss", int(ago[0]), tokens, ago[2], ago[3])


def _is_of_pregnancy_now(tokens: Sequence[Token], at: int) -> bool:
    """`7+1 today after two losses`: today is that of the weeks."""
    return tokens[at].norm in ("today", "now") and any(some.end == at for some in gestations(tokens))


def _is_rough(said: Token) -> bool:
    """`in June`, `in 2019`, `last year` name no day."""
    return said.norm in MONTH_NAMES or said.norm == "year" or (said.norm.isdecimal() and len(said.norm) == 4)


def _counted_since(tokens: Sequence[Token], losses: Sequence[Mention]) -> Duration | None:
    """`three weeks since we lost her`, `11 weeks out from a loss`, `lost our baby 3 weeks since`."""
    for length in durations(tokens):
        after = [token.norm for token in tokens[length.end : length.end + 2]]
        if length.low is None or length.low != length.high or length.low >= LONG_AGO or not after:
            continue
        told = any(0 <= loss.start - length.end <= REACH for loss in losses)
        leads = after[0] in ("since", "after", "post") or after in (["out", "from"], ["on", "from"], ["out", "of"])
        closes = (
            after[0] == "since" and after[1:] in ([], [","], ["and"]) and any(x.end <= length.start for x in losses)
        )
        if (leads and told and after[0] != "after") or closes:
            return length
    return None


def _is_of_something_else(said: Token, ago: tuple[float, float, int, int], losses: Sequence[Mention]) -> bool:
    """`two miscarriages, not trying now`: a plain "now" or "today" tells of a loss only right beside it."""
    most = {"now": -1, "today": CLOSE, "tonight": CLOSE, "yesterday": CLOSE}.get(said.norm)
    between = min(max(ago[3] - 1 - loss.end, loss.start - ago[3], 0) for loss in losses)
    return most is not None and between > most


def _is_nearer_to_another(place: int, losses: Sequence[Mention], mine: Sequence[Mention]) -> bool:
    """`2 miscarriages, diagnosed with Hashimoto's last year`: the time is of the condition."""
    others = [mention for mention in mine if mention.kind in ("condition", "medicine", "test")]
    distance = [abs(mention.end - place) for mention in losses]
    return any(abs(mention.end - place) < min(distance) for mention in others)


def _bowel_weeks(tokens: Sequence[Token], mine: Sequence[Mention]) -> ReadFact | None:
    """How long a bowel symptom of this sentence has been there."""
    if not _is_of_bowels(mine):
        return None
    for length in durations(tokens):
        if _has_lasted([token.norm for token in tokens], length):
            weeks = in_unit(length.low or 0, WEEKS)
            return _fact("bowel_symptom_weeks", weeks, tokens, length.start, length.end)
    return None


def _bowel_weeks_of_it(tokens: Sequence[Token], mine: Sequence[Mention], before: Sequence[Mention]) -> ReadFact | None:
    """How long what was told in the sentence before has been there: `Fifteen months of that`, `Been two years now`."""
    words = [token.norm for token in tokens]
    if mine or set(words) & OF_TRYING or len(words) > SHORT:
        return None
    told = [mention for mention in before if mention.kind in ("symptom", "loss", "condition")]
    if not told or told[-1].kind != "symptom" or not _is_of_bowels(before):
        return None
    lengths = durations(tokens)
    alone = bool(lengths) and set(words) <= {*words[lengths[0].start : lengths[0].end], *AROUND}
    if not lengths or not (alone or set(words) & IT):
        return None
    weeks = in_unit(lengths[0].low or 0, WEEKS)
    return _fact("bowel_symptom_weeks", weeks, tokens, lengths[0].start, lengths[0].end) if weeks else None


def _is_of_bowels(mentions: Sequence[Mention]) -> bool:
    return any(mention.id in BOWEL and mention.stands.status == "present" for mention in mentions)


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
        rest = words[quantity.end : quantity.end + 6] if quantity else []
        if not quantity or not quantity.is_settled or rest[:1] not in (["days"], ["times"], ["day"], ["nights"]):
            continue
        if {"month", "monthly"} & set(rest):
            return _fact("bloating_days_per_month", quantity.whole, tokens, at, quantity.end + 3)
        if "week" in rest:
            return _fact("bloating_days_per_month", int(quantity.whole * 30 / 7), tokens, at, quantity.end + 3)
        if words[quantity.end : quantity.end + 4] == ["days", "out", "of", "seven"]:
            return _fact("bloating_days_per_month", int(quantity.whole * 30 / 7), tokens, at, quantity.end + 4)
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
