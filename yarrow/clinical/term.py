"""The patient's own word for what happened. Source: clinical.md §9 rule 1 and C32 (Malory 2025, BJOG)."""

from __future__ import annotations

import re
from typing import Any, Protocol

from yarrow.clinical.history import History
from yarrow.clinical.told_loss import to_describe

# How the words patients choose read inside a sentence; any other word of theirs is not put into our mouth.
WORDS = {
    "miscarriage": "miscarriage",
    "baby": "baby",
    "pregnancy loss": "loss",
    "loss": "loss",
    "pregnancy": "pregnancy",
}
# Words for what was lost, not for the loss of it.
LOST = ("baby", "pregnancy")
PLURALS = {"baby": "babies", "loss": "losses", "pregnancy": "pregnancies"}
# How the neutral words of a sentence read in hers: what was lost is named, not counted.
OWN: dict[str, tuple[tuple[str, str], ...]] = {
    "miscarriage": (
        ("your most recent loss", "your most recent miscarriage"),
        ("your losses", "your miscarriages"),
        ("your loss", "your miscarriage"),
    ),
    "baby": (
        ("your most recent loss", "your most recent loss of a baby"),
        ("your losses", "the loss of your babies"),
        ("your loss", "the loss of your baby"),
    ),
    "pregnancy": (
        ("your most recent loss", "your most recent loss of a pregnancy"),
        ("your losses", "the loss of your pregnancies"),
        ("your loss", "the loss of your pregnancy"),
    ),
}
# A term is a name: a few words of letters alone, none of which speaks of somebody, doubts, or would hurt read back.
LONGEST = 4
NAME = re.compile(r"[^\W\d_]{2,}(?:[ '-][^\W\d_]+)*")
LEADING = re.compile(
    r"^(?:(?:just|maybe|probably|definitely|um|er|a|an|the|my|our|it'?s|i (?:say|prefer|use|call it))\s+)+"
)
NO_NAME = frozenset(
    [
        "i", "im", "ive", "me", "we", "us", "you", "your", "she", "her", "he", "his", "they", "it", "its",
        "that", "this", "no", "not", "never", "none", "nothing", "dont", "cant", "wont", "what", "why", "how",
        "who", "any", "anything", "either", "both", "all", "same", "whatever", "yes", "sure", "ok", "okay",
        "mind", "care", "know", "like", "is", "was", "were", "are", "am", "hate", "wrong", "word", "words",
        "question", "stupid", "dead", "died", "death", "kill", "killed", "killer", "murder", "murdered", "fail",
        "failed", "failure", "failures", "fault", "mistake", "mistakes", "punishment", "waste", "wasted",
        "disgusting", "monster", "shit", "shitshow", "fuck", "crap",
    ]
)  # fmt: skip
YOUR_LOSS = re.compile(r"\byour (?:most recent loss|losses|loss)\b")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Told(Protocol):
    """What can say which word she chose: a history, or a view of its facts."""

    def value(self, path: str) -> Any:
        """The present value on the path; None if there is none."""


def loss_word(history: Told) -> str:
    """Her word for one loss, fit for a sentence; "loss" until she has chosen one that is."""
    own = str(history.value("preferred_term") or "").strip().lower()
    return WORDS.get(own, "loss")


def as_term(text: str) -> str | None:
    """The word for it that she gives, as her answer to the question for one; None if the answer is no such word.

    A few words that name it are that word. Of a sentence only a word that Yarrow offers is taken, if it is one alone.
    """
    said = LEADING.sub("", " ".join(text.replace("’", "'").lower().split()).strip(" .,!?\"'"))
    words = said.replace("'", "").replace("-", " ").split()
    if len(words) <= LONGEST and NAME.fullmatch(said) and not NO_NAME.intersection(words):
        return said
    if any(word in ("not", "no", "never", "hate", "dont", "isnt") for word in words):
        return None
    found = {WORDS[one] for one in WORDS if re.search(rf"\b{one}s?\b", said.replace("babies", "baby"))}
    return found.pop() if len(found) == 1 else None


def in_her_word(text: str, history: Told) -> str:
    """The text with "your loss" and its kin in the word she chose; unchanged until she has chosen one."""
    own = dict(OWN.get(loss_word(history), ()))
    return YOUR_LOSS.sub(lambda found: own.get(found.group(), found.group()), text) if own else text


def one_loss(history: Told) -> str:
    """One loss in her word, as it stands after "about": "a miscarriage", "the loss of a baby"."""
    word = loss_word(history)
    return f"the loss of a {word}" if word in LOST else f"a {word}"


def counted_losses(history: Told, count: int) -> str:
    """A number of losses in her word, never of what was lost alone: "3 losses", "the loss of 3 babies"."""
    word = loss_word(history)
    if count == 1:
        return one_loss(history) if word in LOST else f"1 {word}"
    counted = f"{count} {PLURALS.get(word, word + 's')}"
    return f"the loss of {counted}" if word in LOST else counted


def number_of_losses(history: Told, count: int) -> str:
    """The same where "losses" stands before it already: "3 miscarriages", or the number alone."""
    return str(count) if loss_word(history) in LOST else counted_losses(history, count)


def which_loss(history: History, place: int) -> str:
    """How to name the loss at this place: "your miscarriage", "your second loss", "the second baby you lost"."""
    places, word = to_describe(history), loss_word(history)
    if len(places) >= 2 and place in places:
        turn = places.index(place)
        word = f"{ORDINALS[turn] if turn < len(ORDINALS) else 'next'} {word}"
    return f"the {word} you lost" if loss_word(history) in LOST else f"your {word}"
