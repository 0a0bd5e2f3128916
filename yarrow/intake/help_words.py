"""What people say when they are asked whether they can get help."""

from __future__ import annotations

import re

# In this order: "I can't call, my husband is at work" is a no, whoever else is named in it.
_WORDS: dict[str, tuple[str, ...]] = {
    "mistake": (
        r"mistake", r"by accident", r"wrong button", r"did ?n[o']?t mean", r"false alarm", r"not (?:true|happening)",
        r"i'?m (?:fine|ok(?:ay)?|not in danger)",
    ),
    "cannot": (
        r"can ?(?:no|')?t", r"unable", r"no ?one", r"nobody", r"alone", r"on my own", r"won'?t",
        r"no (?:phone|signal|credit|car|way)",
    ),
    "calling": (
        r"call(?:ed|ing)?", r"phon(?:e|ed|ing)", r"r[au]ng", r"ring(?:ing)?", r"ambulance", r"on (?:my|the|our) way",
        r"going", r"leaving", r"at (?:the )?(?:hospital|a ?& ?e|e\.?d)",
    ),
    "someone_with_me": (
        r"with me", r"here with", r"someone is",
        r"my (?:partner|husband|wife|mum|mom|mother|sister|friend|dad|neighbou?r)",
    ),
}  # fmt: skip
_PATTERNS = {answer: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for answer, words in _WORDS.items()}


def help_in(text: str) -> str | None:
    """The answer these words give to "can you get help"; None if they give none."""
    words = text.replace("’", "'")
    return next((answer for answer, pattern in _PATTERNS.items() if pattern.search(words)), None)
