"""What else a bare number may be of, where losses are not named beside it."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.text import Sentence

CHILDREN = frozenset({
    "child", "children", "kid", "kids", "boy", "boys", "girl", "girls", "son", "sons", "daughter", "daughters", "ds",
    "dd", "dc", "toddler", "toddlers", "babies", "baby", "twins", "born",
})  # fmt: skip
COUNTABLE = frozenset({
    "paracetamol", "ibuprofen", "nurofen", "tablet", "tablets", "pill", "pills", "capsule", "capsules", "dose",
    "doses", "jab", "jabs", "vaccine", "vaccines", "booster", "injection", "injections", "pad", "pads", "tampon",
    "tampons", "scan", "scans", "test", "tests", "transfer", "transfers", "cycle", "cycles", "round", "rounds",
    "ivf", "icsi", "iui", "iuis", "embryo", "embryos", "egg", "eggs", "clot", "clots", "section", "sections",
    "operation", "operations", "surgery", "laparoscopy", "lap", "coffee", "coffees", "drink", "drinks", "glass",
    "glasses", "cup", "cups", "cigarettes", "stool", "stools", "poo", "poos", "motions", "times", "hour", "hours",
    "minutes", "mins", "day", "days", "night", "nights", "morning", "month", "months", "year", "years", "weeks",
    "week", "pain", "pains", "cramps", "contractions", "attacks", "migraines", "headaches", "fits", "seizures",
    "infections", "uti", "utis", "siblings", "dogs", "cats", "jobs", "doctors", "gps", "appointments",
    "appointment", "smears", "smear", "colonoscopy", "colonoscopies", "endoscopy", "transfusions", "transfusion",
    "bag", "bags", "units", "drips", "fainted", "collapsed", "vomited", "sick", "blood", "bleeding", "bleed",
    "temperature", "stitches", "polyps", "fibroids", "cysts", "kidneys", "stairs", "stone", "cm", "mg", "kg", "ml",
    "mcg", "percent", "%", "score", "scale", "grade", "stage", "type", "husbands", "wives", "periods", "period",
    "dizzy", "rash", "headache", "faint", "palpitations", "panic", "fever", "vomit", "diarrhoea", "bfns",
    "negatives", "positives", "pregnant", "living", "alive", "trying",
})  # fmt: skip
AFTER = 6  # words of the next sentence that may say what the number was of: `I have two. They are 4 and 6`
NEXT = 4  # words after the number that may: `it's 3 now, the pain`
TIMES = frozenset(
    {
        "times",
        "years",
        "year",
        "months",
        "weeks",
        "week",
        "ivf",
        "icsi",
        "living",
        "days",
        "scan",
        "scans",
        "pregnant",
        "sick",
    }
)
BEFORE = 12  # words before the number that may


def is_of_something_else(sentences: Sequence[Sentence], number: int, at: int, *, none: bool = False) -> bool:
    """Whether the number here may be of something else: it is named before it, or just after."""
    tokens = [token.norm for token in sentences[number].tokens]
    earlier = [token.norm for sentence in sentences[:number] for token in sentence.tokens]
    before = [*earlier, *tokens[:at]][-BEFORE:]
    same = tokens[at + 1 :]
    if none:
        return bool({*before} & COUNTABLE)
    if set(same[:NEXT]) & COUNTABLE - TIMES:
        return True
    return bool({*before[-BEFORE:]} & (COUNTABLE | CHILDREN) - LOSS_NEAR) or _are_children(sentences, number, same)


LOSS_NEAR = frozenset({"weeks", "week", "pregnant", "year", "years"})


def _are_children(sentences: Sequence[Sentence], number: int, same: Sequence[str]) -> bool:
    """`I have two. They are 4 and 6`, `four, all girls`."""
    following = [token.norm for sentence in sentences[number + 1 : number + 2] for token in sentence.tokens][:AFTER]
    aged = bool({"is", "are", "hes", "shes", "theyre"} & set(following[:2])) and any(
        word.isdecimal() or word in ("three", "four", "five", "six", "seven", "eight") for word in following
    )
    return bool({"boys", "girls", "boy", "girl", "sons", "daughters", "healthy"} & {*same, *following}) or aged
