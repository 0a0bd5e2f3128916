"""Losses told without a word for one, by what was seen, what the body did, what a test did, or how long it lasted.

Each such event is a loss of its own only where no loss has been told since a new pregnancy began: an ordinal, another
positive, a date, `again`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.body import Body
from yarrow.language.losses.by_then import ByThen
from yarrow.language.losses.doubtful import Doubtful
from yarrow.language.losses.faded import Faded
from yarrow.language.losses.farewell import Farewell
from yarrow.language.losses.head import MISCARRIAGE, MOST, UNKNOWN, Head, How, norm
from yarrow.language.losses.how_often import HowOften
from yarrow.language.losses.lasted import Lasted
from yarrow.language.losses.shown import Shown
from yarrow.language.losses.untold import Untold
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

DATES = frozenset({
    "january", "february", "april", "june", "july", "august", "september", "october", "november", "december", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "year", "spring", "summer", "autumn",
    "winter", "christmas", "easter", "later",
})  # fmt: skip
YEARS = range(1980, 2100)
TOGETHER = frozenset({"both", "neither", "each"})
FAR_APART = 2  # sentences after which the passing of one seen on a scan would not be told
REACH = 2  # sentences to the head that may tell of the same
FAR_TOLD = 10  # words between "the third time" and what happened
FAR = 4  # words between a date and what it is the date of


@dataclass(frozen=True)
class _Event:
    """A loss so told, at these tokens of one sentence. `body`: it may be the passing of one seen on a scan before.

    `again`: said twice it is two. `anew`: it is of another pregnancy in any case. `listed`: each of several weeks told
    with it is of a loss of its own (`gone at 6, 8 and 10 weeks`).
    """

    sentence: int
    start: int
    end: int
    kind: str = UNKNOWN
    count: int = 1
    body: bool = False
    again: bool = False
    anew: bool = False
    listed: bool = False


@dataclass(frozen=True)
class Unsaid:
    """Finds losses told without a word for one; each of its parts knows one way to tell of it."""

    opening: frozenset[str]
    not_pregnancies: frozenset[str]
    undecided: frozenset[str]
    twins: frozenset[str]
    body: Body
    by_then: ByThen
    doubtful: Doubtful
    faded: Faded
    farewell: Farewell
    how_often: HowOften
    lasted: Lasted
    shown: Shown
    untold: Untold

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each event that no head has told of."""
        told = sorted(
            (one for one in named if one.how != "none" and one.count != 0), key=lambda one: (one.sentence, one.start)
        )
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            for event in self._events(sentences, number):
                if self._has_been(sentence, event) and not self._is_told(sentences, event, [*told, *found]):
                    found += self._heads(sentence, event)
        return found + self.untold.find(sentences, [*told, *found], found)

    def _heads(self, sentence: Sentence, event: _Event) -> list[Head]:
        """The head of one event; none if it is told only of how it always goes."""
        if self.how_often.is_open(sentence.tokens, event.start):
            return [Head(event.kind, None, "vague", event.sentence, event.start, event.end)]
        often = self.how_often.count(sentence.tokens, event.start, event.end)
        if often is None:
            return []
        place = nth_time(sentence.tokens, event.start)
        if place and often == event.count == 1:
            return [Head(event.kind, place, "ordinal", event.sentence, event.start, event.end, place=place)]
        count = max(event.count, often)
        how: How = "number" if count > 1 else "said" if event.listed else "one"
        return [Head(event.kind, count, how, event.sentence, event.start, event.end)]

    def _events(self, sentences: Sequence[Sentence], number: int) -> list[_Event]:
        """The events of one sentence in order; what went since a heart was seen to beat is told shortly after."""
        sentence = sentences[number]
        tokens = sentence.tokens
        if sentence.question:
            return []
        seen = any(self.shown.beats(one.tokens) for one in sentences[max(0, number - 2) : number])
        events = [
            _Event(number, *span, kind=MISCARRIAGE)
            for span in [*self.shown.find(tokens), *(self.shown.went_since(tokens) if seen else [])]
        ]
        events += [_Event(number, *span, body=True) for span in self.body.find(tokens)]
        events += [_Event(number, *span, kind="biochemical", again=True) for span in self.faded.find(tokens)]
        events += [_Event(number, *span, again=True, listed=True) for span in self.lasted.find(tokens)]
        events += [_Event(number, *span, again=True) for span in self.by_then.find(sentences, number)]
        events += [_Event(number, *span, anew=True) for span in self.lasted.by_name(tokens)]
        events += [
            _Event(number, start, end, count=count, again=True) for start, end, count in self.farewell.find(sentence)
        ]
        return sorted(events, key=lambda one: (one.start, -one.end))

    def _has_been(self, sentence: Sentence, event: _Event) -> bool:
        """Whether it has happened, and no twin of it lives."""
        words = [token.norm for token in sentence.tokens]
        if self.undecided & set(words[max(0, event.start - 8) : event.end + 3]) or self.doubtful.is_to_be_seen(words):
            return False
        return not (self.twins & set(words) and not TOGETHER & set(words))

    def _is_told(self, sentences: Sequence[Sentence], event: _Event, told: Sequence[Head]) -> bool:
        """Whether a head tells of the same loss: at these words, or before or after them in the same pregnancy."""
        before = [one for one in told if (one.sentence, one.start) <= (event.sentence, event.start)]
        after = [one for one in told if (one.sentence, one.start) > (event.sentence, event.start)]
        if any(one.sentence == event.sentence and one.end > event.start and one.start < event.end for one in told):
            return True
        if (
            after
            and not _is_next_of_list(sentences, event, after[0])
            and after[0].sentence - event.sentence < REACH
            and not self._is_opened_after(sentences, event, after[0])
        ):
            return True
        if not before or event.anew:
            return False
        last = max(before, key=lambda one: (one.sentence, one.end))
        return not (self._is_opened(sentences, last, event) or _is_once_more(sentences, last, event))

    def _is_opened_after(self, sentences: Sequence[Sentence], event: _Event, following: Head) -> bool:
        """Whether another pregnancy begins before the head that follows the event."""
        for number in range(event.sentence, following.sentence + 1):
            tokens = sentences[number].tokens
            begin = event.end if number == event.sentence else 0
            stop = following.start + 1 if number == following.sentence else len(tokens)
            if self._opens(tokens, begin, stop, body=event.body, dated=number > event.sentence):
                return True
        return following.place is not None or following.how == "another"

    def _is_opened(self, sentences: Sequence[Sentence], last: Head, event: _Event) -> bool:
        """Whether another pregnancy began between the loss told last and this event."""
        for number in range(last.sentence, event.sentence + 1):
            tokens = sentences[number].tokens
            begin = last.end if number == last.sentence else 0
            stop = event.start + 1 if number == event.sentence else len(tokens)
            dated = number == event.sentence and number > last.sentence
            if self._opens(
                tokens, begin, stop, body=event.body and event.sentence - last.sentence < FAR_APART, dated=dated
            ):
                return True
        return False

    def _opens(self, tokens: Sequence[Token], begin: int, stop: int, *, body: bool, dated: bool = False) -> bool:
        for at in range(begin, stop):
            word = norm(tokens, at)
            place = ordinal(tokens, at)
            numbered = word in self.lasted.numbered and read(tokens, at + 1) is not None
            if word in self.opening or numbered or (place and norm(tokens, place[1]) not in self.not_pregnancies):
                return True
            if word == "again" and (at >= stop - 3 or at == 0):
                return True
            date = word in DATES or (word.isdecimal() and int(word) in YEARS)
            if date and not body and (dated or (stop - at <= FAR and at - begin > 1)):
                return True
        return False


def nth_time(tokens: Sequence[Token], start: int) -> int | None:
    """Which it is, where `the third time that` stands before it: not `the first time`."""
    for at in range(max(0, start - FAR_TOLD), start):
        place = ordinal(tokens, at)
        if place and 1 < place[0] <= MOST and norm(tokens, place[1]) == "time":
            return place[0]
    return None


def _is_next_of_list(sentences: Sequence[Sentence], event: _Event, following: Head) -> bool:
    """`lost Pip at 8 weeks, lost Bean at 10`: each with its weeks, told by the same word."""
    tokens = sentences[event.sentence].tokens
    beside = following.sentence == event.sentence and not following.definite
    return event.listed and beside and norm(tokens, following.start) == norm(tokens, event.start)


def _is_once_more(sentences: Sequence[Sentence], last: Head, event: _Event) -> bool:
    """`gone at 12 and gone at 12`: told in the same words as the one before."""
    word = norm(sentences[event.sentence].tokens, event.start)
    tokens = sentences[last.sentence].tokens
    within = (
        event.listed and last.sentence == event.sentence and word in {t.norm for t in tokens[last.start : last.end]}
    )
    return event.again and last.count == 1 and (within or norm(tokens, last.start) == word)
