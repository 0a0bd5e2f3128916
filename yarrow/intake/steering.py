"""Whole messages that steer the conversation: going on, stopping, seeing or changing answers, a greeting, thanks."""

from __future__ import annotations

import re

# Small words around a wish that do not change it.
_AROUND = (
    r"please", r"pls", r"now", r"then", r"thanks?", r"thank you", r"ok(?:ay)?", r"so", r"hi", r"hello", r"let'?s",
    r"can (?:we|i)", r"could (?:we|i)", r"i(?:'?d| would) like to", r"i want to", r"just",
)  # fmt: skip
_WISHES: dict[str, tuple[str, ...]] = {
    "resume": (
        r"continue", r"resume", r"carry on", r"go on", r"keep going", r"i'?m back(?: again)?", r"back(?: again)?",
        r"(?:i'?m )?ready(?: to (?:continue|go on|carry on))?", r"start again where we (?:left(?: off)?|stopped)",
        r"i'?m back,? (?:let'?s )?(?:continue|carry on|go on)",
    ),
    "stop_here": (
        r"stop here", r"finish(?: here| up| it)?", r"that'?s enough(?: for (?:me|today))?", r"end (?:it |this )?here",
        r"no more questions", r"i'?m done", r"wrap up", r"skip to the end", r"(?:give|tell) me the (?:advice|results?)",
        r"that'?s enough,? finish now(?: and .{0,40})?", r"finish now(?: and .{0,40})?",
    ),
    "skip": (
        r"(?:no,? )?(?:i said )?(?:i(?:'?d| would) )?(?:really )?(?:rather|prefer) not"
        r"(?: to)?(?: (?:say|answer)(?: .{0,20})?)?",
    ),
    "see_data": (
        r"(?:what|which) .{0,20}(?:written|noted|wrote|stored|recorded|know about me).*",
        r"(?:show|see|view|read)(?: me)? (?:my|the) (?:answers|data|record|notes|summary)(?: so far)?",
    ),
    "change_something": (
        r"change (?:something|an answer|my answers?)", r"(?:something|that|it) (?:is|was)(?: not|n'?t) right",
        r"edit my answers?", r"i (?:made|gave) a (?:mistake|wrong answer)",
    ),
    "thanks": (r"thanks?(?: you)?(?: so| very)?(?: much)?", r"ta", r"cheers", r"that'?s (?:kind|helpful)"),
    "greet": (r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: (?:there|yarrow))?",),
}  # fmt: skip
_AROUND_IT = rf"(?:{'|'.join(_AROUND)})"
_PATTERNS = {
    wish: re.compile(
        rf"(?:{_AROUND_IT}[\s,.!]+)*(?:{'|'.join(words)})(?:[\s,.!?]+{_AROUND_IT})*[\s.,!?]*", re.IGNORECASE
    )
    for wish, words in _WISHES.items()
}
_RELATIONS = r"(?:husband|wife|partner|mum|mother|mom|sister|friend|dad|father|daughter|carer)"
_FOR_SOMEBODY = re.compile(
    r"\b(?:asking|writing|filling (?:this|it) (?:in|out)|here|doing this|answering) (?:this )?"
    r"(?:for|on behalf of) (?:my|a|our|someone|somebody)\b"
    r"|\bon behalf of (?:my|a|our|someone)\b"
    rf"|\bi'?m (?:her|his|their) {_RELATIONS}\b",
    re.IGNORECASE,
)

# "She knows, she asked me to": an agreement said in words; with a "not" anywhere it is none.
_AGREED = re.compile(
    r"\b(?:knows|agree[sd]?|consents?|(?:asked|told|wants?) me to|happy (?:for me )?to|fine with (?:it|this|me)|"
    r"(?:is|sitting|right) (?:here|next to me|beside me|with me)|we are doing (?:this|it) together)\b",
    re.IGNORECASE,
)
_NOT_AGREED = re.compile(r"\b(?:not|no|never|without|unsure|asleep|unconscious)\b|n[o']?t\b", re.IGNORECASE)
_AGREEMENT = re.compile(
    r"(?:\b(?:yes|yeah|yep|yup|ya|ok|okay|k|sure|fine|alright|all right|right|great|good|thanks?(?: you)?|please|"
    r"continue|carry on|go on|ready|i'?m|back|now|let'?s)\b[\s,.!]*)+",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:my|our) (?:own )?fault\b|\bblam(?:e|ing) (?:me|myself|ourselves)\b"
    r"|\b(?:did|have|was it|is it) (?:i|we|something i|something we|anything i|because i|because of me)\b"
    r".{0,30}\b(?:caused?|wrong|do|did|done|kill(?:ed)?|hurt|bring|brought)\b"
    r"|\bi (?:must have )?(?:caused|killed|hurt) (?:it|this|them|him|her|my bab(?:y|ies))\b",
    re.IGNORECASE,
)
_MYSELF = re.compile(
    r"\b(?:for|about) (?:me|myself|us)\b|^\W*(?:me|self|myself|just me|i am|it'?s me|mine)\W*$", re.IGNORECASE
)


def wish_of(text: str) -> str | None:
    """The wish a whole message says, as a kind of turn; None if it says anything else."""
    words = text.replace("’", "'").strip()
    return next((wish for wish, pattern in _PATTERNS.items() if pattern.fullmatch(words)), None)


def is_bare_agreement(text: str) -> bool:
    """Whether the whole message agrees and says nothing else: "ok thanks", "yes please, continue"."""
    return _AGREEMENT.fullmatch(text.replace("’", "'").strip()) is not None


def is_blaming(text: str) -> bool:
    """Whether the writer asks, or says, that the loss was their own fault."""
    return bool(_BLAME.search(text.replace("’", "'")))


def is_for_oneself(text: str) -> bool:
    """Whether the writer says to be writing about themselves."""
    return bool(_MYSELF.search(text.replace("’", "'")))


def is_for_somebody(text: str) -> bool:
    """Whether the writer says to be writing for another person."""
    return bool(_FOR_SOMEBODY.search(text.replace("’", "'")))


def is_agreed(text: str) -> bool:
    """Whether the words say that the person written for knows and agrees, and nothing against it."""
    return bool(_AGREED.search(text)) and not _NOT_AGREED.search(text.replace("’", "'"))
