"""Hours by the clock: `since the six o'clock news and it's gone nine now`, `from 2am, it's 7 now`.

What time it is where she is nobody knows but she: one time of day alone makes no length.
"""

from __future__ import annotations

import re
from itertools import pairwise

from yarrow.language.numbers import UNITS

HALF_DAY = 12
MOST_APART = 4  # hours between two changes of one row
HOURS = {str(hour): hour for hour in range(25)} | {word: hour for word, hour in UNITS.items() if 0 < hour <= HALF_DAY}
NUMBER = "|".join(sorted(HOURS, key=len, reverse=True))
NEAR = r"(?:about |around |roughly |half |quarter past |quarter to |just after |just before |gone |nearly |almost )*"
# Whatever else a number after these counts is no time of day: `since 8 weeks`, `from 2 days`.
_COUNTED = "weeks?|days?|wks?|w|d|years?|months?|hours?|hrs?|nights?|cycles?|of|times|pads?|towels?|an|th|st|nd|rd"
NO_TIME = rf"(?! ?(?:(?:{_COUNTED}|\d+)\b|[+/.-]))"
BEGAN = (
    r"(?:since|from|starting|started|began|came on|kicked off)(?: (?:at|it was|like|the))*"
    r"(?: \w+ (?:\w+ )?(?:came|went|was) on at)?"
)
SINCE = re.compile(rf"\b{BEGAN} {NEAR}(?P<start>{NUMBER})\b{NO_TIME}")
NOW = re.compile(
    rf"\b(?:(?:its|it is|now|it s|til|till|until|to)(?: now)? {NEAR}(?P<now>{NUMBER})\b{NO_TIME}"
    rf"|(?P<late>{NUMBER}) (?:pm |am |oclock )?now\b)"
)
_PART = "half past|half|quarter past|quarter to|(?:ten|twenty|five) (?:past|to)"
_AFTER = "(?: (?:am|pm|oclock))?"
TIME = re.compile(rf"\b(?:(?P<part>{_PART}) )?(?P<hour>{NUMBER})\b{NO_TIME}{_AFTER}")
_LINK = r"(?: (?:,|and|then|again|at|@|&|by|once more))+ "
_TIME = rf"(?:(?:{_PART}) )?(?:{NUMBER}){_AFTER}"
ROW = re.compile(rf"\b(?:at|@) {_TIME}(?:{_LINK}{_TIME}){{2,}}\b")
PARTS = {"half past": 0.5, "half": 0.5, "quarter past": 0.25, "quarter to": -0.25, "ten past": 1 / 6, "ten to": -1 / 6,
         "twenty past": 1 / 3, "twenty to": -1 / 3, "five past": 1 / 12, "five to": -1 / 12}  # fmt: skip
LEAST_KEPT_UP = 2  # hours; the threshold of clinical.md §5, RF03
ALL_OF = re.compile(
    r"\b(?:all (?:night|morning|evening|afternoon|day)|since (?:about |around |before )?(?:lunch|lunchtime|dinner|tea|"
    r"teatime|breakfast|midnight|noon|this morning|last night|yesterday|midday|bedtime|i got up|i woke up|waking|dawn)|"
    r"hour after hour|for hours|(?:the|an) hour before|the one before(?: that)?|at dinner time|at lunchtime)\b"
)


def hours_between(words: str) -> float | None:
    """Hours from the time it began to the time it is, both said; None where either is not. At most half a day."""
    since = SINCE.search(words)
    now = NOW.search(words, since.end()) if since else None
    if since is None or now is None:
        return None
    began, ended = HOURS[since["start"]], HOURS[now["now"] or now["late"]]
    return float((ended - began) % HALF_DAY) or None


def row_of_times(words: str) -> tuple[int, float] | None:
    """How many times of the day follow one another, and over how many hours: `at 6, at 7, at 8 and at ten to nine`."""
    row = ROW.search(words)
    if row is None:
        return None
    times = [HOURS[one["hour"]] + PARTS.get(one["part"] or "", 0.0) for one in TIME.finditer(row.group())]
    steps = [(later - before) % HALF_DAY for before, later in pairwise(times)]
    return (len(times), sum(steps)) if steps and 0 < max(steps) <= MOST_APART else None


def names_a_time(words: str) -> bool:
    """Whether it says at what time of day it began."""
    return SINCE.search(words) is not None


def hours_at_least(words: str) -> float | None:
    """What went on all night or since lunch went on for two hours at least."""
    return float(LEAST_KEPT_UP) if ALL_OF.search(words) else None
