"""Symptoms of a story that is over, across its sentences: `In 2019 I lost a girl and I was bleeding. They ran.`

What is read as past is asked about (clinical.md §5, mechanics); so a time opens a story only while nothing says now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.red_flags import NEVER_IGNORED
from yarrow.language.tense import HAPPENED, HAPPENS, PERFECT, THIS, TODAY, WHILE
from yarrow.language.text import Sentence

MONTH = "january|february|march|april|june|july|august|september|october|november|december"
ORDINAL = "first|second|third|fourth|last|previous|other|earlier|1st|2nd|3rd"
# What opens a story of another time.
THEN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:years?|yrs|ages|months?|moons|decades?|long(?: time)?) (?:ago|back)|"
    r"last (?:year|summer|winter|spring|autumn|christmas|pregnancy|time)|"
    rf"(?:my|our|the) (?:very )?(?:{ORDINAL}) (?:early |late |missed )?(?:pregnancy|loss|miscarriage|mc|mmc|ectopic|"
    r"baby|time|birth|labour|labor|section|round|cycle|transfer|stillbirth|child|preg)|"
    r"(?:with|during|after|carrying|having|expecting) (?:my|our|the) (?:eldest|oldest|youngest|middle|son|daughter|"
    rf"boys?|girls?|twins|{ORDINAL})|my (?:first|second|third|last|previous) one|with number (?:one|two|three)|"
    r"(?:when i was|aged|at the age of) (?:\d\d?|an?|young|younger|little|small|pregnant|carrying|expecting|having|in|"
    r"at|only|about)|as a (?:young )?(?:child|kid|teen|teenager|student|girl|toddler)|"
    r"at (?:1[1-9]|2\d|uni|university|college|nineteen|eighteen|seventeen|sixteen|twenty)|"
    r"before (?:i|we) (?:met|married|moved|left)|"
    r"the (?:day|week|night|morning|month|year) (?:he|she|they|we|it|my \w+) (?:died|was born|came|lost|got married)|"
    r"in my (?:teens|twenties|thirties|20s|30s|youth)|at (?:christmas|easter)|"
    rf"(?:in|back in|of|around) (?:early |late |mid )?(?:{MONTH}|the (?:summer|winter|spring|autumn)))\b"
)
# Words that say since when, or how far on: `bleeding since 2019`, `29 weeks with my first`.
NOT_AFTER = frozenset({"since", "before", "until", "till", "due", "from", "pads", "at"})
WEEKS = frozenset({"weeks", "wks", "pregnant"})
BORN_OR_DIED = re.compile(r"\b(?:died|born|married|met|moved)(?: \S+){0,2}$")
# Of days or weeks ago: too near to be over.
LATELY = re.compile(
    r"\b(?:(?:days?|weeks?|wks?|hours?|hrs?|hour|minutes?|mins?|fortnight) (?:ago|back)|last (?:week|night)|yesterday|"
    r"since|ongoing|mon|tues?|weds?|thurs?|fri|sat|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
# What says of a sentence before it that it is long ago: `That was six years ago`.
THAT_WAS = re.compile(
    r"^(?:(?:all|but|and|anyway|so) )?(?:that|this|it|which|those|all that|they)(?: (?:all|one|both))? "
    r"(?:was|were|happened)\b"
)
# What says that it was over for good.
OVER = re.compile(
    r"\b(?:(?:nothing|never(?: again| a bother| had it)?|not once|no trouble|no bother|none|fine|well|clear|not) "
    r"(?:like it |of the sort |again |ever )?since|long (?:gone|over|healed)|"
    r"(?:all|well|fully) (?:healed|finished|done and dusted)|"
    r"recovered (?:fully|completely)|(?:full|fully|complete|completely) recover(?:y|ed)|"
    r"grew out of|grown out of|back to normal now|(?:years|decade) of (?:good )?therapy)\b"
)
# What has been so every month, or all her life, is no news of today; it is asked about.
HABIT = re.compile(
    r"\b(?:(?:every|each) (?:month|period|cycle)|(?:all|with) my periods|always have|all my life|my whole life|"
    r"since i was (?:\d+|a (?:teenager|teen|kid|child|girl)|young|little)|as long as i can remember)\b"
)
PRESENT_VERBS = frozenset({"doesnt", "dont", "isnt", "arent", "wont", "hasnt", "havent", "hurts",
                           "keeps", "comes", "feels", "stinks", "smells", "looks", "weve", "theyre"})  # fmt: skip
NO_VERBS = frozenset({"need", "bleed", "feed", "speed", "indeed", "red", "bed", "weed", "used", "seed",
                      "exhausted", "tired", "swollen", "worried", "scared", "blurred", "blocked",
                      "affected", "bloated"})  # fmt: skip
PAST_VERBS = HAPPENED | {
    "felt", "came", "couldnt", "didnt", "took", "lost", "ended", "woke", "hit", "saw", "swelled", "thought", "kept",
    "beat", "gave", "threw", "brought", "sent", "rang", "told", "found", "wouldnt", "fell", "ran", "left", "id", "died",
}  # fmt: skip
COULD = [["couldnt"], ["could"], ["didnt"], ["did"], ["to"], ["would"], ["wouldnt"], ["not"]]
JOINS = frozenset({",", "and", "but", "so", "then", ":", "-", "(", ")", "because", "now", "or"})
# An injection given so lately that it still works, and the tube may still burst (clinical.md §5, RF26).
GIVEN_LATELY = re.compile(
    r"\b(?:(?:days?|nights?|hours?) (?:ago|back|since)|(?:an?|one|two|three|four|five|six|[1-6]|couple of|few) "
    r"(?:weeks?|wks?) (?:ago|back|since)|fortnight|last (?:week|night)|yesterday|this (?:week|morning)|the other day|"
    r"(?:mon|tues?|weds?|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?! \d))\b"
)
ECTOPIC_TREATMENT = "mtx_for_ectopic"
BACK = 2  # sentences before `that was years ago` that it may speak of
LONG_AGO = 9  # words at most of `four years ago now`, said for itself


def bygone(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, of which those symptoms are past that stand in a story of another time."""
    if not any(_is_open(mention) for mention in mentions):
        return list(mentions)
    told = [[token.norm for token in sentence.tokens] for sentence in sentences]
    opened = _openings(told)
    over = [_is_open(mention) and _is_of_then(mention, told, opened) for mention in mentions]
    return [
        replace(mention, stands=replace(mention.stands, status="past")) if gone else mention
        for mention, gone in zip(mentions, over, strict=True)
    ]


def still_at_work(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, of which the injection for an ectopic is not past that was given within six weeks."""
    return [
        replace(mention, stands=replace(mention.stands, status="present"))
        if mention.id == ECTOPIC_TREATMENT
        and mention.stands.status == "past"
        and is_given_lately(sentences[mention.sentence])
        else mention
        for mention in mentions
    ]


def is_given_lately(sentence: Sentence) -> bool:
    """Whether a day within six weeks is said, and no time long gone."""
    text = " ".join(token.norm for token in sentence.tokens)
    return bool(GIVEN_LATELY.search(text)) and not THEN.search(text)


def _is_open(mention: Mention) -> bool:
    event = isinstance(mention.meaning, Concept) and mention.meaning.event
    return mention.kind == "symptom" and mention.stands.status == "present" and not event


def _openings(told: Sequence[list[str]]) -> list[int | None]:
    """For each sentence the word after which it is of another time; 0 where the story goes on from the one before."""
    found: list[int | None] = []
    going = False
    for words in told:
        place = _opening(words)
        found.append(0 if going and place is None else place)
        start = found[-1]
        going = start is not None and not _says_now(words, start, len(words))
    return found


def _opening(words: list[str]) -> int | None:
    text = " ".join(words)
    if LATELY.search(text):
        return None
    for match in THEN.finditer(text):
        first = text[: match.start()].count(" ")
        before = words[first - 1] if first else ""
        told_of_life = BORN_OR_DIED.search(text[: match.start()].rstrip())
        if before in WEEKS and _is_past(words, 0, first):
            before = ""  # `bled till 12 weeks with my daughter`
        if before not in NOT_AFTER | WEEKS and not told_of_life and not _says_now(words, 0, first):
            return first + match.group().count(" ") + 1
    return None


def _is_of_then(mention: Mention, told: Sequence[list[str]], opened: Sequence[int | None]) -> bool:
    words = told[mention.sentence]
    start, end = _clause(words, mention)
    danger = isinstance(mention.meaning, Concept) and mention.meaning.danger
    if danger and mention.id not in NEVER_IGNORED and HABIT.search(" ".join(words)):
        return True
    if LATELY.search(" ".join(words)) or _has_been(words[start:end]):
        return False
    place = opened[mention.sentence]
    after = [" ".join(some) for some in told[mention.sentence + 1 : mention.sentence + 1 + BACK]]
    if place is not None and place <= mention.end and not _says_now(words, place, end):
        carried = _opening(words) is None
        if (
            not carried
            or any(_ends(one) for one in after)
            or _is_past(words, 0 if _is_past(words, 0, end) else start, end)
        ):
            return True
    if _says_now(words, 0, end) or not _is_past(words, 0, end):
        return False
    if place is not None and place > mention.end and not set(words[mention.end : place]) & JOINS:
        return True
    rest = " ".join(words[end:])
    return bool(OVER.search(rest)) or any(_ends(one) for one in after)


def _has_been(clause: Sequence[str]) -> bool:
    """`Been bloated for weeks`: from then until now."""
    return "been" in clause and not {"had", "id", "shed", "hed"} & set(clause)


def _ends(sentence: str) -> bool:
    """Whether a sentence says of those before it that they are long ago, or over."""
    if LATELY.search(sentence) and not OVER.search(sentence):
        return False
    of_then = THAT_WAS.search(sentence) and THEN.search(sentence)
    alone = sentence.count(" ") < LONG_AGO and re.match(
        r"(?:\S+ ){1,3}(?:years|yrs|ages|time) (?:ago|back)\b", sentence
    )
    return bool(of_then or alone or OVER.search(sentence))


def _clause(words: list[str], mention: Mention) -> tuple[int, int]:
    start, end = mention.start, mention.end
    while start and words[start - 1] not in JOINS:
        start -= 1
    while end < len(words) and words[end] not in JOINS:
        end += 1
    return start, end


def _is_past(words: list[str], start: int, end: int) -> bool:
    """Whether a verb of the past stands there, and not `I've had`."""
    return any(
        (words[at] in PAST_VERBS or (words[at].endswith("ed") and words[at] not in NO_VERBS))
        and not (at and words[at - 1] in PERFECT)
        for at in range(start, end)
    )


def _says_now(words: list[str], start: int, end: int) -> bool:
    """Whether a word of the present stands there, other than in `when I am …`."""
    return any(
        words[at] in TODAY
        or (words[at] in THIS and at and words[at - 1] == "this")
        or words[at] in PRESENT_VERBS
        or (words[at] in HAPPENS and not (WHILE & set(words[max(0, at - 2) : at]) or words[at - 1 : at] in COULD))
        for at in range(start, end)
    )
