"""Invented sentences for a large record: what people write, common words in most of it and rare ones in little."""

from __future__ import annotations

from random import Random
from typing import Any

COMMON = (
    "I have some pain low down on the left side",
    "the bleeding started {when} and it is brown",
    "I lost a pregnancy at {weeks} weeks, it was a miscarriage",
    "yes, my doctor found {illness} {when}",
    "I take {drug} every morning",
    "no, never",
    "I am {age}",
    "we have been trying for {months} months now",
    "it was my {number} loss and nobody told me why",
    "my stomach is bloated most days after bread",
    "I feel very tired and sad about all of this",
    "my cycles are regular, about {days} days",
    "I would like to know what can be tested",
    "the scan showed no heartbeat at {weeks} weeks",
    "I am scared that it happens again",
    "can I ask about progesterone",
    "not that I know of",
    "my mother has {illness}",
    "I had a blood test {when} but nobody explained it",
    "about {number} pads a day, it is less than yesterday",
)
FILLED = {
    "when": ("yesterday", "last week", "three weeks ago", "in the spring", "two years ago", "this morning"),
    "weeks": tuple(str(week) for week in range(5, 23)),
    "illness": ("lupus", "coeliac disease", "hashimoto", "crohn", "psoriasis", "diabetes", "sjögren", "vitiligo"),
    "drug": ("levothyroxine", "aspirin", "hydroxychloroquine", "folic acid", "metformin", "prednisolone"),
    "age": tuple(str(age) for age in range(19, 46)),
    "months": tuple(str(months) for months in range(3, 60)),
    "number": ("first", "second", "third", "fourth", "two", "four"),
    "days": ("26", "28", "29", "31", "35"),
}
# Written by few: one conversation in some hundreds, or in some thousands.
RARE = (
    "I had a molar pregnancy in 2019",
    "they said antiphospholipid syndrome might be possible",
    "we were in Ljubljana when it happened",
    "the consultant mentioned a chromosomal translocation",
    "I was given mercaptopurine for a while",
)
STAFF = ("Thank you for telling us. I will look at this today.", "Could you ring the unit before five, please?")
CONDITIONS = ("sle", "aps", "coeliac", "hashimoto", "t1dm", "crohn", "uc", "psoriasis", "pcos", "endometriosis")
QUESTIONS = (
    ("opening", "consent"),
    ("opening", "for_whom"),
    ("safety", "pregnant_now"),
    ("safety", "symptoms_now"),
    ("about", "age"),
    ("about", "planning"),
    ("about", "trying_months"),
    ("about", "cycles"),
    ("losses", "losses_count"),
    ("losses", "days_since_loss"),
    ("losses", "live_births"),
    ("losses", "tests"),
    ("autoimmune", "conditions"),
    ("autoimmune", "medicines"),
    ("autoimmune", "clots"),
    ("autoimmune", "family_history"),
    ("gut", "gut_symptoms"),
    ("gut", "gut_alarm"),
    ("gut", "gluten_free"),
    ("wellbeing", "phq2_interest"),
    ("wellbeing", "phq2_mood"),
    ("closing", "asks"),
    ("closing", "confirm_summary"),
)
# What people are made to have told, one more each turn; where there are several values, one is drawn.
TOLD: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("for_whom", ("self",)),
    ("pregnant_now", ("no", "yes", "no")),
    ("age", tuple(range(19, 46))),
    ("planning", (True, True, False)),
    ("trying_months", tuple(range(1, 48))),
    ("cycles", ("regular", "irregular")),
    ("losses_count", (1, 1, 2, 2, 3, 4)),
    ("days_since_loss", tuple(range(3, 400))),
    ("live_births", (0, 0, 1, 2)),
    ("gluten_free", (False, True)),
    ("phq2_interest", (0, 1, 2, 3)),
    ("phq2_mood", (0, 1, 2, 3)),
)


def sentence(draw: Random) -> str:
    """What somebody might write."""
    if draw.random() < 0.0004:
        return draw.choice(RARE)
    return draw.choice(COMMON).format(**{name: draw.choice(words) for name, words in FILLED.items()})
