"""Hours by the clock: `since the six o'clock news and it's gone nine now`, `from 2am, it's 7 now`.

What time it is where she is nobody knows but she: one time of day alone makes no length.
"""

from __future__ import annotations

import re

from yarrow.language.numbers import UNITS

HALF_DAY = 12
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


def names_a_time(words: str) -> bool:
    """Whether it says at what time of day it began."""
    return SINCE.search(words) is not None


def hours_at_least(words: str) -> float | None:
    """What went on all night or since lunch went on for two hours at least."""
    return float(LEAST_KEPT_UP) if ALL_OF.search(words) else None
