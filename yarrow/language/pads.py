"""Pads in their hours: `a maternity pad an hour since 2 and it's now 6`, `swapping one every half hour all night`.

Only what is said is counted: no rate without its hours, and no span without both ends, but that a rate kept up all
night or since lunch was kept up for two hours at least (the threshold of clinical.md §5, RF03).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yarrow.language.numbers import every
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

PADS = frozenset({"pad", "pads", "towel", "towels", "tampon", "tampons", "nappy", "nappies", "ones",
                  "one", "tenas"})  # fmt: skip
PLAIN_PADS = PADS - {"one", "ones", "towel", "towels", "nappy", "nappies"}
# Between a number and its pads: `two big night time pads`.
KINDS = frozenset({"maternity", "night", "time", "nighttime", "big", "full", "super", "sanitary",
                   "soaked", "thick", "extra", "long", "heavy", "whole", "overnight", "always", "tena",
                   "those", "of", "the", "maxi", "large", "postpartum", "incontinence", "plus", "-",
                   "absorbent", "hospital", "my", "more", "ultra"})  # fmt: skip
ADDED = frozenset({"a", "an", "another", "one", "my", "every", "whole", "the", "each"})
MINUTE = 1 / 60
UNITS = {"hour": 1.0, "hours": 1.0, "hr": 1.0, "hrs": 1.0,
         "minute": MINUTE, "minutes": MINUTE, "min": MINUTE, "mins": MINUTE}  # fmt: skip
EVERY = re.compile(
    r"\b(?:an?|per|every|each|in(?: under| less than| about)?(?: the)?(?: last| past)?|once (?:an|every)|within|over"
    r"(?: the)?(?: last| past)?|inside)(?: (?:about|around|roughly|single|other|the))? (?P<number>\S+ (?:of )?)?"
    r"(?P<half>half (?:an )?)?"
    r"(?P<unit>hours?|hrs?|minutes?|mins?)\b(?P<more> and a half)?|\b(?P<hourly>hourly)\b"
)
SAID = re.compile(
    r"\b(?:(?:for|thats|last|past|about|nearly|over|almost) (?:the )?(?:last |past |about |nearly |over |at least )?"
    r"(?P<after>\w+) (?:hours|hrs)|"
    r"(?P<before>\w+) (?:hours|hrs) (?:now|of (?:this|it)|straight|solid|in a row|already))\b"
)
CLOCK = r"(?:about |around |roughly |half |quarter past |quarter to |just after |just before |gone |nearly |almost )*"
SINCE = re.compile(
    rf"\b(?:since|from|started at|came on at) (?:the \w+ (?:\w+ )?(?:came|went|was) on at )?{CLOCK}(?P<start>\d\d?)\b"
)
NOW = re.compile(
    rf"\b(?:(?:its|it is|now|it s|til|till|until|to)(?: now)? {CLOCK}(?P<now>\d\d?)\b(?! (?:weeks|days|wks|years))"
    r"|(?P<late>\d\d?) (?:pm |am )?now\b)"
)
ALL_OF = re.compile(
    r"\b(?:all (?:night|morning|evening|afternoon|day)|since (?:about |around |before )?(?:lunch|lunchtime|dinner|tea|"
    r"teatime|breakfast|midnight|noon|this morning|last night|yesterday|midday|bedtime|i got up|i woke up|waking|dawn)|"
    r"hour after hour|for hours)\b"
)
LEAST_KEPT_UP = 2  # hours
OTHERS = frozenset({"sister", "sisters", "mum", "friend", "cousin", "if", "said", "used", "told",
                    "unless", "ago", "normally", "usually", "periods", "without", "not", "isnt", "no"})  # fmt: skip
WORDS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "couple": 2.0,
         "couple of": 2.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "ten": 10.0,
         "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fourty": 40.0, "fifty": 50.0,
         "ninety": 90.0, "last": 1.0, "past": 1.0, "single": 1.0}  # fmt: skip


def pads(sentences: Sequence[Sentence]) -> list[ReadFact]:
    """Pads for each hour and for how many hours, where a message says so."""
    joined = [token for sentence in sentences for token in sentence.tokens]
    if not {token.norm for token in joined} & PLAIN_PADS:
        return []
    for sentence in sentences:
        tokens = sentence.tokens
        found = _rate(tokens)
        if found is None or {token.norm for token in tokens} & OTHERS:
            continue
        rate, hours, start, end = found
        span = (tokens[start].start, tokens[end - 1].end)
        lasting = hours or _kept_up(joined)
        return [
            ReadFact("pads_per_hour", "present", _tidy(rate), *span),
            *([ReadFact("bleeding_hours", "present", _tidy(lasting), *span)] if lasting else []),
        ]
    return []


def _rate(tokens: Sequence[Token]) -> tuple[float, float | None, int, int] | None:
    """Pads an hour, the hours they were counted over if two or more, and where it is said."""
    words = [token.norm for token in tokens]
    for place, word in enumerate(words):
        if word not in PADS:
            continue
        rest = " ".join(words[place + 1 : place + 9])
        match = EVERY.search(rest)
        if not match or rest[: match.start()].count(" ") > 5:
            continue
        number = _number(tokens, place)
        hours = _hours(match)
        if number is None or not hours:
            continue
        kept = hours if match.group().startswith(("in", "over", "within")) and hours >= LEAST_KEPT_UP else None
        return number / hours, kept, max(0, place - 1), min(len(tokens), place + 2 + match.group().count(" "))
    return None


def _number(tokens: Sequence[Token], place: int) -> float | None:
    """How many: a number before the pads, or one where `a pad` or `my pad` is said."""
    if "half" in [token.norm for token in tokens[max(0, place - 3) : place]]:
        return 0.5
    if tokens[place].norm in ("one", "ones"):
        return 1.0 if tokens[place].norm == "one" else None
    at = place - 1
    while at >= 0 and tokens[at].norm in KINDS and not tokens[at].norm.isdecimal():
        at -= 1
    first = max(0, at - 2)
    named = [some for some in every(tokens[first : at + 1]) if some.low and some.end == at + 1 - first]
    if named:
        return float(named[-1].low or 1)
    single = tokens[place].norm in ("pad", "towel", "tampon", "nappy")
    return 1.0 if single or tokens[at].norm in ADDED else None


def _hours(match: re.Match[str]) -> float | None:
    if match["hourly"]:
        return 1.0
    unit = UNITS[match["unit"]]
    said = (match["number"] or "").strip()
    if match["half"] or said == "half":
        return 0.5 * unit
    count = _count(said) if said else 1.0
    if not count:
        return None
    return (count + (0.5 if match["more"] else 0)) * unit


def _count(said: str) -> float | None:
    return float(said) if said.isdecimal() else WORDS.get(said)


def _kept_up(tokens: Sequence[Token]) -> float | None:
    """For how many hours: from one hour of the clock to another, or at the least since a part of the day."""
    text = " ".join(token.norm for token in tokens)
    since = SINCE.search(text)
    now = NOW.search(text, since.end()) if since else None
    if since and now:
        began, ended = int(since["start"]), int(now["now"] or now["late"])
        if 0 < began <= 24 and 0 < ended <= 24:
            return float((ended - began) % 12) or None
    said = SAID.search(text)
    if said:
        return _count(said["after"] or said["before"])
    return float(LEAST_KEPT_UP) if ALL_OF.search(text) else None


def _tidy(value: float) -> float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
