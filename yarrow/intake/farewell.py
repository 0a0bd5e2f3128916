"""A goodbye: a whole message, after the advice, that says no more than thanks, or that this was everything."""

from __future__ import annotations

import re

# More words than this tell something.
MOST = 12
# Said with others only: "help" alone, or "more", is no goodbye.
_PHRASES = re.compile(
    r"\b(?:for (?:all )?(?:your|the|this) (?:help|time|list|advice)|(?:no|nothing) more(?: questions?)?|no questions?"
    r"|not now|see you(?: soon)?|take care|got it|will do|you have been|that (?:helps|helped)|(?:so|very) much|a lot)\b"
)
_YES = frozenset(["yes", "yeah", "yep", "sure"])
_WORDS = frozenset(
    [
        "no", "nope", "nah", "ok", "okay", "k", "yes", "yeah", "yep", "alright", "all", "right", "fine",
        "great", "good", "lovely", "cool", "thank", "thanks", "you", "ta", "cheers", "bye", "goodbye", "night",
        "for", "now", "this", "listening", "everything", "understood", "i", "im", "am", "sure", "noted",
        "perfect", "thats", "that", "is", "was", "it", "helpful", "kind", "enough", "nothing", "else", "done",
        "finished", "youve", "been", "very", "so", "really", "useful", "and", "then", "yarrow", "guess",
        "think", "x", "xx",
    ]
)  # fmt: skip


def is_yes(text: str) -> bool:
    """Whether a yes is among the words, so that they may ask for more."""
    return not _YES.isdisjoint(re.findall(r"\w+", text.lower()))


def is_farewell(text: str) -> bool:
    """Whether the whole message is a goodbye, thanks, or an "ok, that's everything"."""
    said = _PHRASES.sub("ok", text.lower().replace("’", "").replace("'", ""))
    words = re.findall(r"\w+", said)
    return 0 < len(words) <= MOST and _WORDS.issuperset(words)
