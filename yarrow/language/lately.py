"""What goes on or happened lately, told by the way beside a danger: `two lines on the test`, `D&C on Monday`.

How urgent a danger is hangs on a pregnancy now, and on a birth, an operation or a loss in the last six weeks
(clinical.md §5). They are read only beside a danger, which makes it hers and of now; never where somebody else, another
year, or something still to come is told. Where the words leave the day open, no number is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from yarrow.language.bygone import ECTOPIC_TREATMENT, is_given_lately
from yarrow.language.carrying import is_in_danger
from yarrow.language.duration import days_ago, durations
from yarrow.language.matcher import Match
from yarrow.language.mention import Mention
from yarrow.language.people import People
from yarrow.language.sign_names import SignName
from yarrow.language.signs import Found, Signs
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

SIX_WEEKS = 42
LONGEST = 60  # days up to which they are asked in days
BEFORE = 4  # words before a sign of a pregnancy that may make it none
BETWEEN = 4  # words at most between an event and its day
IMPLANTING = 16  # days after a transfer in which nobody can know yet

WEEKDAY = r"(?:mon|tues?|weds?|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
SPAN = r"(?:\S+ )?(?:days?|weeks?|wks?|nights?|hours?|hrs?|fortnight)"
WHEN = re.compile(
    rf"(?<!\w)(?:{SPAN} (?:ago|back)|yesterday|today|this (?:morning|week|afternoon|weekend)|"
    rf"last (?:week|night|weekend|{WEEKDAY})|(?:on |this |just )?{WEEKDAY}|the other (?:day|night)|"
    r"(?:at|over) the weekend|(?:{SPAN} )?old)(?!\w)".replace("{SPAN}", SPAN)
)
AFTER = re.compile(
    rf"(?<!\w)(?P<length>(?:day \S+|{SPAN}))(?: out| on)? (?:since|after|post|past|from)(?: -)?(?: (?:my|the|"
    rf"our|a|having|"
    rf"an|i|had|emergency|planned|second|first|they|took))* "
)
POST = re.compile(r"\b(?:since|after|post|past|from)\b")
# Beside these an event is still to come, or never was; so it is by the sign `still_to_come`.
TO_COME = frozenset({"if", "until", "till", "before", "next", "when", "might", "will", "unless", "is", "are", "no",
                     "not", "never", "without", "every", "other"})  # fmt: skip
JOINS = frozenset({",", "but", "and", "now", "then", "since", "so"})
UNREAL = frozenset({"if", "until", "never", "no", "not", "when", "without", "didnt"})  # and the sign `only_wished`
ANYBODY = frozenset({"law", "somebody", "someone"})  # "mother-in-law", and whoever she does not name
# What happened, by its sign; the first that is told counts.
EVENTS: tuple[tuple[SignName, str], ...] = (
    ("birth", "birth"),
    ("egg_collection", "collection"),
    ("operation", "procedure"),
    ("loss_lately", "loss"),
    ("transfer", "transfer"),
)
PREGNANT: tuple[tuple[SignName, str], ...] = (("pregnant_by_the_way", "yes"), ("maybe_pregnant", "unsure"))
Span = tuple[int, int]  # characters of the line


@dataclass(frozen=True)
class Told:
    """A sentence with its signs, and its words as one line."""

    tokens: Sequence[Token]
    text: str
    signs: Found

    def token(self, at: int) -> int:
        """Which token stands at this place of the line."""
        return self.text[:at].count(" ")

    def span(self, match: Match) -> Span:
        """From where to where in the line the words stand."""
        starts = list(accumulate((len(token.norm) + 1 for token in self.tokens), initial=0))
        return starts[match.start], starts[match.end] - 1

    def said(self, name: SignName, unless: SignName | None = None) -> list[Match]:
        """The places of a sign, without those whose words belong to another sign."""
        taken = {word for match in self.signs.get(unless, ()) for word in match.words} if unless else set()
        return [match for match in self.signs.get(name, ()) if not taken.intersection(match.words)]

    def has(self, name: SignName, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of these words stands between the tokens, or the sign begins there."""
        return any(token.norm in words for token in self.tokens[start:end]) or any(
            start <= match.start < end for match in self.signs.get(name, ())
        )

    def fact(self, path: str, value: Any, start: int, end: int) -> ReadFact:
        """A fact that the line says from `start` to `end`."""
        first, last = self.tokens[self.token(start)], self.tokens[self.token(max(start, end - 1))]
        return ReadFact(path, "present", value, first.start, last.end)


class Lately:
    """Reads what goes on or happened lately, by the signs of protocol/lexicon/lately.yml."""

    def __init__(self, signs: Signs, people: People) -> None:
        self._signs = signs
        self._others = people.other_women | ANYBODY

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], known: Mapping[str, Any]
    ) -> list[ReadFact]:
        """The pregnancy, birth, operation or loss told beside a danger, where nothing is known of it."""
        if not any(mention.kind == "symptom" and mention.stands.status == "present" for mention in mentions):
            return []
        told = [
            Told(one.tokens, " ".join(token.norm for token in one.tokens), self._signs.in_(one)) for one in sentences
        ]
        told = [one for one in told if self._others.isdisjoint(one.text.split())]
        found = [fact for one in told for fact in _events(one)]
        found = found or _injected(sentences, mentions, self._signs)
        if (
            not found
            and is_in_danger(mentions)
            and not known.get("pregnant_now")
            and not self._is_over(mentions, sentences)
        ):
            found = [fact for one in told for fact in _pregnancy(one)][:1]
        return [fact for fact in found if fact.path not in known]

    def _is_over(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> bool:
        """Whether a pregnancy is told to have ended, and not as one before this."""
        losses = {mention.sentence for mention in mentions if mention.kind == "loss"}
        ended = [
            sentence for number, sentence in enumerate(sentences)
            if number in losses or self._signs.any_in(sentence, "pregnancy_ended")
        ]  # fmt: skip
        return any(not self._signs.any_in(sentence, "pregnancy_before_this") for sentence in ended)


def _injected(sentences: Sequence[Sentence], mentions: Sequence[Mention], signs: Signs) -> list[ReadFact]:
    """A pregnancy that was ended by the injection for an ectopic within six weeks was lost in them."""
    return [
        ReadFact("recent_event", "present", "loss", mention.first, mention.last)
        for mention in mentions
        if mention.id == ECTOPIC_TREATMENT
        and mention.stands.status == "present"
        and is_given_lately(sentences[mention.sentence], signs)
    ][:1]


def _pregnancy(told: Told) -> Iterator[ReadFact]:
    for name, value in PREGNANT:
        found = told.said(name, unless="no_pregnancy")
        if found and not _is_elsewhen(told, found[0]):
            yield told.fact("pregnant_now", value, *told.span(found[0]))
            return


def _is_elsewhen(told: Told, found: Match) -> bool:
    """Whether it is only feared or of another time: `if I get two lines`, `in 2019 we saw a heartbeat`."""
    # `Due in March` is no story of a March gone by; `two lines last year` is, by the last of its words.
    own = set(found.words[:-1])
    times = (match for match in told.signs.get("another_time", ()) if own.isdisjoint(match.words))
    return told.has("only_wished", UNREAL, max(0, found.start - BEFORE), found.start) or any(times)


def _events(told: Told) -> Iterator[ReadFact]:
    text = told.text
    if not WHEN.search(text) and not POST.search(text):
        return
    aged = told.said("baby_aged")
    if aged:
        yield from _facts("birth", told, *told.span(aged[0]))
        return
    for name, event in EVENTS:
        for found in told.said(name, unless="no_birth" if event == "birth" else None):
            place = _when(told, told.span(found))
            if place is not None:
                yield from _facts(event, told, *place)
                return


def _when(told: Told, event: Span) -> Span | None:
    """From where to where in the text an event and its time stand; None if it has none, or is still to come."""
    start, end = event
    length = next((one for one in AFTER.finditer(told.text) if start <= one.end() < end), None)
    if length:
        return length.start(), end
    first = told.token(start)
    if told.has("still_to_come", TO_COME - {"before"}, max(0, first - 3), first):
        return None
    for when in WHEN.finditer(told.text):
        if when.group().endswith("old"):
            continue
        one, other = (event, when.span()) if when.start() >= end else (when.span(), event)
        after, upto = told.token(one[1]) + 1, told.token(other[0])
        comes = TO_COME - {"is", "are"} if "ago" in when.group() or "last" in when.group() else TO_COME
        if upto - after <= BETWEEN and not told.has("still_to_come", comes | JOINS, after, upto):
            return one[0], other[1]
    return None


def _facts(event: str, told: Told, start: int, end: int) -> Iterator[ReadFact]:
    """What is known by the event: its kind if it was within six weeks, and its day if that is said."""
    days = _days(told.tokens[told.token(start) : told.token(end - 1) + 1])
    if days is not None and days > LONGEST:
        return
    if event == "transfer":
        if days is None or days <= IMPLANTING:
            yield told.fact("pregnant_now", "unsure", start, end)
        return
    if days is None or days <= SIX_WEEKS:
        yield told.fact("recent_event", "procedure" if event == "collection" else event, start, end)
    if days is not None:
        yield told.fact("days_since_loss" if event == "loss" else "procedure_or_birth_days", days, start, end)
        if event == "collection":
            yield told.fact("ivf.days_since_trigger", days, start, end)


def _days(tokens: Sequence[Token]) -> int | None:
    ago = days_ago(tokens, None)
    if ago is not None:
        return int(ago[0]) if ago[0] == ago[1] else None
    lengths = [some for some in durations(tokens) if some.low is not None and some.low == some.high]
    if lengths:
        return int(lengths[0].low or 0)
    first = tokens[0].norm == "day" and tokens[1].norm.isdecimal()  # `day 3 after the section`
    return int(tokens[1].norm) if first else None
