"""Pads in their hours: `a maternity pad an hour since 2 and it's now 6`, `swapping one every half hour all night`.

Only what is said is counted: no rate without its hours, and no span without both ends, but that a rate kept up all
night or since lunch was kept up for two hours at least (the threshold of clinical.md §5, RF03).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yarrow.language.clock import LEAST_KEPT_UP, hours_at_least, hours_between, row_of_times
from yarrow.language.numbers import every
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

PADS = frozenset({"pad", "pads", "towel", "towels", "tampon", "tampons", "nappy", "nappies", "ones",
                  "one", "tenas"})  # fmt: skip
PLAIN_PADS = PADS - {"one", "ones", "towel", "towels", "nappy", "nappies"}
# A towel or a nappy that is a pad: `the big maternity towels`, `soaked a towel`.
WORN = frozenset({"maternity", "sanitary", "night", "nighttime", "soaked", "soaking", "changing", "bleeding", "blood"})
LESS = re.compile(r"\b(?:less than|not even|under|fewer than|nowhere near|never)(?: (?:a|an|one|1|half a))?$")
# Between a number and its pads: `two big night time pads`.
KINDS = frozenset({"maternity", "night", "time", "nighttime", "big", "full", "super", "sanitary",
                   "soaked", "thick", "extra", "long", "heavy", "whole", "overnight", "always", "tena",
                   "those", "of", "the", "maxi", "large", "postpartum", "incontinence", "plus", "-",
                   "absorbent", "hospital", "my", "more", "ultra"})  # fmt: skip
ADDED = frozenset({"a", "an", "another", "one", "my", "every", "whole", "the", "each"})
CHANGED = frozenset({"changing", "change", "changed", "swapping"})  # one at a time
FULL = frozenset({"full", "soaked", "soaking", "drenched", "saturated", "through", "heavy", "sodden"})
MINUTE = 1 / 60
UNITS = {"hour": 1.0, "hours": 1.0, "hr": 1.0, "hrs": 1.0,
         "minute": MINUTE, "minutes": MINUTE, "min": MINUTE, "mins": MINUTE}  # fmt: skip
EVERY = re.compile(
    r"\b(?:an?|per|every|each|in(?: under| less than| about)?(?: the)?(?: last| past)?|once (?:an|every)|within|over"
    r"(?: the)?(?: last| past)?|inside)(?: (?:about|around|roughly|single|other|the))? (?P<number>\S+ (?:of )?)?"
    r"(?P<half>half (?:an )?)?"
    r"(?P<unit>hours?|hrs?|minutes?|mins?)\b(?P<more> and a half)?|\b(?P<hourly>hourly)\b"
)
# The other way round: `every half hour new pad`.
FIRST = re.compile(
    r"\b(?:every|each|per)(?: (?:single|about))? (?P<number>\d+ |\w+ )?(?P<half>half (?:an )?)?"
    r"(?P<unit>hours?|hrs?|minutes?|mins?)(?: (?:i|im|she|have|has|need|needs|to|change|changing|use|using|a|one|,))*"
    r" (?:new|fresh|another|full|soaked|one|a)(?: (?:new|full|maternity|big|soaked))* (?:pad|towel|tampon|nappy)\b"
)
SAID = re.compile(
    r"\b(?:(?:for|from|since|thats|last|past|about|nearly|over|almost) (?:the )?"
    r"(?:last |past |about |nearly |over |at least )?"
    r"(?P<after>\w+) (?:hours|hrs)|"
    r"(?P<before>\w+) (?:hours|hrs) (?:now|of (?:this|it)|straight|solid|in a row|already))\b"
)
# So many already: `filling one in under an hour, fourth one now`.
SO_MANY = re.compile(
    r"\b(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|2nd|3rd|4th|5th|6th) (?:one|pad|towel)"
    r"(?: (?:already|now|so far|since|today))"
)
NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
       "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6}  # fmt: skip
OTHERS = frozenset({"sister", "sisters", "mum", "friend", "cousin", "if", "said", "used", "told",
                    "unless", "ago", "normally", "usually", "periods", "without", "not", "isnt", "no"})  # fmt: skip
WORDS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "couple": 2.0,
         "couple of": 2.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "ten": 10.0,
         "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fourty": 40.0, "fifty": 50.0,
         "ninety": 90.0, "last": 1.0, "past": 1.0, "single": 1.0}  # fmt: skip


def pads(sentences: Sequence[Sentence]) -> list[ReadFact]:
    """Pads for each hour and for how many hours, where a message says so."""
    joined = [token for sentence in sentences for token in sentence.tokens]
    words = {token.norm for token in joined}
    worn = PLAIN_PADS if words & WORN == frozenset() else PADS - {"one", "ones"}
    if not words & worn and not (words & WORN and words & CHANGED and "ones" in words):
        return []
    for sentence in sentences:
        tokens = sentence.tokens
        found = _rate(tokens) or _row(tokens, words)
        if found is None or _is_other([token.norm for token in tokens]):
            continue
        rate, hours, start, end = found
        span = (tokens[start].start, tokens[end - 1].end)
        lasting = hours or _kept_up(joined) or _so_many(joined, rate)
        return [
            ReadFact("pads_per_hour", "present", _tidy(rate), *span),
            *([ReadFact("bleeding_hours", "present", _tidy(lasting), *span)] if lasting else []),
        ]
    return []


def _row(tokens: Sequence[Token], words: set[str]) -> tuple[float, float | None, int, int] | None:
    """Pads changed one after the other, each of them full: `changed at 6, at 7, at 8 and at ten to nine`."""
    said = [token.norm for token in tokens]
    row = row_of_times(" ".join(said)) if CHANGED & set(said) and FULL & words else None
    if row is None:
        return None
    times, hours = row
    return (times - 1) / hours, hours, 0, len(tokens)


def _is_other(words: Sequence[str]) -> bool:
    """Whether it is somebody else's, of another time, or not so: `not even a pad an hour` is a number all the same."""
    return bool(set(words) & OTHERS - ({"not"} if "not even" in " ".join(words) else set()))


def _rate(tokens: Sequence[Token]) -> tuple[float, float | None, int, int] | None:
    """Pads an hour, the hours they were counted over if two or more, and where it is said."""
    words = [token.norm for token in tokens]
    first = FIRST.search(" ".join(words))
    if first and (hours := _hours(first)):
        start = first.string[: first.start()].count(" ")
        return 1 / hours, None, start, start + 1 + first.group().count(" ")
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
        if LESS.search(" ".join(words[:place])):
            number = min(number, 1.0) / 2
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
    if tokens[at].norm in NTH:
        return float(NTH[tokens[at].norm])
    first = max(0, at - 2)
    named = [some for some in every(tokens[first : at + 1]) if some.low and some.end == at + 1 - first]
    if named:
        return float(named[-1].low or 1)
    single = tokens[place].norm in ("pad", "towel", "tampon", "nappy")
    return 1.0 if single or tokens[at].norm in ADDED | CHANGED else None


def _so_many(tokens: Sequence[Token], rate: float) -> float | None:
    """For how many hours, by which pad it is: the third, each in an hour, is two hours at least."""
    which = SO_MANY.search(" ".join(token.norm for token in tokens))
    kept = (NTH[which["nth"]] - 1) / rate if which and rate else 0
    return kept if kept >= LEAST_KEPT_UP else None


def _hours(match: re.Match[str]) -> float | None:
    if match.groupdict().get("hourly"):
        return 1.0
    unit = UNITS[match["unit"]]
    said = (match["number"] or "").strip()
    if match["half"] or said == "half":
        return 0.5 * unit
    count = _count(said) if said else 1.0
    if not count:
        return None
    return (count + (0.5 if match.groupdict().get("more") else 0)) * unit


def _count(said: str) -> float | None:
    return float(said) if said.isdecimal() else WORDS.get(said)


def _kept_up(tokens: Sequence[Token]) -> float | None:
    """For how many hours: from one hour of the clock to another, or at the least since a part of the day."""
    text = " ".join(token.norm for token in tokens)
    by_the_clock = hours_between(text)
    if by_the_clock is not None:
        return by_the_clock
    said = SAID.search(text)
    if said:
        return _count(said["after"] or said["before"])
    return hours_at_least(text)


def _tidy(value: float) -> float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
