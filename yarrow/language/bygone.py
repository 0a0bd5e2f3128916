"""Symptoms of a story that is over, across its sentences: `In 2019 I lost a girl and I was bleeding. They ran.`

What is read as past is asked about (clinical.md §5, mechanics); so a time opens a story only while nothing says now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.red_flags import NEVER_IGNORED
from yarrow.language.signs import Found, Signs
from yarrow.language.tense import HAPPENED, HAPPENS, PERFECT, THIS, TODAY, WHILE
from yarrow.language.text import Sentence

# Words that say since when, or how far on: `bleeding since 2019`, `29 weeks with my first`.
NOT_AFTER = frozenset({"since", "before", "until", "till", "due", "from", "pads", "at"})
WEEKS = frozenset({"weeks", "wks", "pregnant"})
# Of days or weeks ago: too near to be over.
LATELY = re.compile(
    r"\b(?:(?:days?|weeks?|wks?|hours?|hrs?|hour|minutes?|mins?|fortnight) (?:ago|back)|last (?:week|night)|yesterday|"
    r"since|ongoing|mon|tues?|weds?|thurs?|fri|sat|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
AGES_AGO = re.compile(r"(?:\S+ ){1,3}(?:years|yrs|ages|time) (?:ago|back)\b")
# What says of a sentence before it that it is long ago: `That was six years ago`.
THAT_WAS = re.compile(
    r"^(?:(?:all|but|and|anyway|so) )?(?:that|this|it|which|those|all that|they)(?: (?:all|one|both))? "
    r"(?:was|were|happened)\b"
)
PRESENT_VERBS = frozenset({"doesnt", "dont", "isnt", "arent", "wont", "hasnt", "havent", "hurts",
                           "keeps", "comes", "feels", "stinks", "smells", "looks", "weve", "theyre"})  # fmt: skip
NO_VERBS = frozenset({"need", "bleed", "feed", "speed", "indeed", "red", "bed", "weed", "used", "seed",
                      "exhausted", "tired", "swollen", "worried", "scared", "blurred", "blocked",
                      "affected", "bloated", "constipated", "distended", "knackered", "shattered"})  # fmt: skip
PAST_VERBS = HAPPENED | {
    "felt", "came", "couldnt", "didnt", "took", "lost", "ended", "woke", "hit", "saw", "swelled", "thought", "kept",
    "beat", "gave", "threw", "brought", "sent", "rang", "told", "found", "wouldnt", "fell", "ran", "left", "id", "died",
}  # fmt: skip
# What has been so for years, and is otherwise since then: `swollen since 2011 but suddenly twice the size`.
GROWS = frozenset({"worse", "worst", "worsening", "suddenly", "sudden", "bigger", "doubled", "more", "different", "new",
                   "this", "lately", "recently", "hot"})  # fmt: skip
COULD = [["couldnt"], ["could"], ["didnt"], ["did"], ["to"], ["would"], ["wouldnt"], ["not"]]
# The year of a diagnosis is none of what she has had since: `coeliac, diagnosed 2019, bloated`.
DIAGNOSED = re.compile(
    r"\b(?:diagnosed|diagnosis|dxd?|dxed)(?: \S+){0,4}? "
    r"(?:(?:19|20)\d\d|(?:\S+ )?(?:years|yrs|year|months) (?:ago|back))\b"
)
JOINS = frozenset({",", "and", "but", "so", "then", ":", "-", "(", ")", "because", "now", "or"})
# An injection given so lately that it still works, and the tube may still burst (clinical.md §5, RF26).
GIVEN_LATELY = re.compile(
    r"\b(?:(?:days?|nights?|hours?) (?:ago|back|since)|(?:an?|one|two|three|four|five|six|[1-6]|couple of|few) "
    r"(?:weeks?|wks?) (?:ago|back|since)|fortnight|last (?:week|night)|yesterday|this (?:week|morning)|the other day|"
    r"(?:mon|tues?|weds?|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?! \d))\b"
)
ECTOPIC_TREATMENT = "mtx_for_ectopic"
BACK = 2  # sentences before `that was years ago` that it may speak of
TO_NOW = ["the", "last", "year"]  # "for the last year": until today
NEAR = 3  # words before a time that may say whose life it is of
LONG_AGO = 9  # words at most of `four years ago now`, said for itself


class Bygone:
    """Tells what is over, by the signs of protocol/lexicon/bygone.yml."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def settle(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        """The mentions, of which those symptoms are past that stand in a story of another time.

        The injection for an ectopic is not past that was given within six weeks.
        """
        return self._still_at_work(self._past(mentions, sentences), sentences)

    def _past(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        if not any(_is_open(mention) for mention in mentions):
            return list(mentions)
        told = [_Told([token.norm for token in sentence.tokens], self._signs.in_(sentence)) for sentence in sentences]
        opened = _openings(told)
        over = [_is_open(mention) and _is_of_then(mention, told, opened) for mention in mentions]
        return [
            replace(mention, stands=replace(mention.stands, status="past")) if gone else mention
            for mention, gone in zip(mentions, over, strict=True)
        ]

    def _still_at_work(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        return [
            replace(mention, stands=replace(mention.stands, status="present"))
            if mention.id == ECTOPIC_TREATMENT
            and mention.stands.status == "past"
            and is_given_lately(sentences[mention.sentence], self._signs)
            else mention
            for mention in mentions
        ]


@dataclass(frozen=True)
class _Told:
    """The words of a sentence, and its signs."""

    words: list[str]
    signs: Found

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(self.words)

    def is_over(self, start: int = 0) -> bool:
        """Whether it is said, from this word on, that it was over for good."""
        return any(match.start >= start for match in self.signs.get("over_for_good", ()))


def is_given_lately(sentence: Sentence, signs: Signs) -> bool:
    """Whether a day within six weeks is said, and no time long gone."""
    text = " ".join(token.norm for token in sentence.tokens)
    return bool(GIVEN_LATELY.search(text)) and not signs.any_in(sentence, "another_time")


def _is_open(mention: Mention) -> bool:
    event = isinstance(mention.meaning, Concept) and mention.meaning.event
    return mention.kind == "symptom" and mention.stands.status == "present" and not event


def _openings(told: Sequence[_Told]) -> list[int | None]:
    """For each sentence the word after which it is of another time; 0 where the story goes on from the one before."""
    found: list[int | None] = []
    going = False
    for one in told:
        place = _opening(one)
        found.append(0 if going and place is None else place)
        start = found[-1]
        going = start is not None and not _says_now(one.words, start, len(one.words))
    return found


def _opening(told: _Told) -> int | None:
    words = told.words
    times = [
        one for one in told.signs.get("another_time", ()) if words[max(0, one.start - 1) : one.start + 2] != TO_NOW
    ]
    if not times or LATELY.search(told.text):
        return None
    lives = [match.start for match in told.signs.get("of_a_life", ())]
    for match in times:
        first = match.start
        before = words[first - 1] if first else ""
        if before in WEEKS and _is_past(words, 0, first):
            before = ""  # `bled till 12 weeks with my daughter`
        of_a_life = any(first - NEAR <= place < first for place in lives)
        if before not in NOT_AFTER | WEEKS and not of_a_life and not _says_now(words, 0, first):
            return match.end
    return None


def _is_of_then(mention: Mention, told: Sequence[_Told], opened: Sequence[int | None]) -> bool:
    here = told[mention.sentence]
    words = here.words
    start, end = _clause(words, mention)
    danger = isinstance(mention.meaning, Concept) and mention.meaning.danger
    if danger and mention.id not in NEVER_IGNORED and ("always_so" in here.signs or _is_for_years(here, mention.end)):
        return True
    if here.is_over(end) and _is_past(words, start, end) and not _says_now(words, 0, end):
        return True  # `fainted at school, never since`: the "since" is that of what has not come back
    if LATELY.search(here.text) or _has_been(words[start:end]):
        return False
    if not danger and DIAGNOSED.search(" ".join(words[:start])) and not _is_past(words, start, end):
        return False
    place = opened[mention.sentence]
    after = told[mention.sentence + 1 : mention.sentence + 1 + BACK]
    if place is not None and place <= mention.end and not _says_now(words, place, end):
        carried = _opening(here) is None
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
    return here.is_over(end) or any(_ends(one) for one in after)


def _is_for_years(told: _Told, end: int) -> bool:
    """Whether it is said right of the symptom that it has been so for years, and nothing of today or of worse."""
    years = any(match.start >= end for match in told.signs.get("for_years", ()))
    return years and not (TODAY | GROWS) & set(told.words)


def _has_been(clause: Sequence[str]) -> bool:
    """`Been bloated for weeks`: from then until now."""
    return "been" in clause and not {"had", "id", "shed", "hed"} & set(clause)


def _ends(told: _Told) -> bool:
    """Whether a sentence says of those before it that they are long ago, or over."""
    if told.is_over():
        return True
    if LATELY.search(told.text):
        return False
    of_then = "another_time" in told.signs and THAT_WAS.search(told.text)
    return bool(of_then or (len(told.words) <= LONG_AGO and AGES_AGO.match(told.text)))


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
