"""A light English stemmer: inflections of one word share a stem. Phrases and text go through the same one."""

from __future__ import annotations

from functools import lru_cache

SHORT = 3
IRREGULAR = {
    "bled": "bleed", "bleds": "bleed", "bleedin": "bleed", "fainter": "faint", "felt": "feel", "threw": "throw",
    "thrown": "throw", "swollen": "swell", "ached": "ach", "ache": "ach", "aches": "ach", "aching": "ach",
    "achy": "ach", "painful": "pain", "crampy": "cramp", "dying": "die", "died": "die", "vomitted": "vomit",
    "took": "take", "taken": "take", "went": "go", "gone": "go", "goes": "go", "going": "go", "came": "come",
    "gave": "give", "given": "give", "saw": "see", "seen": "see", "shook": "shake", "shaken": "shake", "shaky": "shake",
    "burst": "burst", "fits": "fit", "fitting": "fit", "collapsing": "collaps", "collapse": "collaps",
    "dizziness": "dizzy", "clamminess": "clammy", "faintness": "faint", "breathlessness": "breathless",
    "tightness": "tight", "sickness": "sick", "itchy": "itch", "itching": "itch", "itchiness": "itch",
    "kept": "keep", "ate": "eat", "eaten": "eat", "drank": "drink", "drunk": "drink", "held": "hold",
    "women": "woman", "wives": "wife", "babies": "baby", "feet": "foot", "dies": "die", "gushing": "gush",
    "spotty": "spot", "bloated": "bloat", "bloating": "bloat", "bloatedness": "bloat", "diagnosed": "diagnos",
    "burning": "burn", "burnt": "burn", "stabby": "stab", "broke": "break", "broken": "break", "lying": "lie",
    "lay": "lie", "laying": "lie", "hearing": "hear", "heard": "hear",
}  # fmt: skip
KEEP = frozenset({"here", "there", "were", "where", "more", "some", "made", "before", "done", "none", "since", "once",
                  "during", "morning", "evening", "nothing", "anything", "something", "everything", "need", "blood",
                  "being", "bleed", "feed", "speed", "ring", "bring", "string", "spring", "red", "bed", "weed",
                  "sibling", "darling", "pudding", "sling", "hundred", "always", "perhaps", "yes", "gas", "does",
                  "is", "was", "has", "this", "ms", "graves", "hives", "pus"})  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word without apostrophes."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) <= SHORT or word in KEEP:
        return word
    return _without_e(_without_ending(word))


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        return _undoubled(word[:-3])
    if word.endswith("ed") and len(word) > 4:
        return _undoubled(word[:-2])
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lszfe" else word


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > SHORT else word
