"""The story of a message: the heads of its sentences taken in turn, each with what is told up to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from yarrow.language.losses.anew import Anew
from yarrow.language.losses.detail import Detail, Details
from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, words_of
from yarrow.language.losses.how_many import AT
from yarrow.language.losses.ledger import Ledger
from yarrow.language.losses.loose import Loose, is_one
from yarrow.language.losses.loss import Group, Loss
from yarrow.language.losses.story import Story
from yarrow.language.losses.twins import Twins
from yarrow.language.losses.weeks import LISTING, Week, listed_weeks, weeks_of
from yarrow.language.text import Sentence

OWN_WEEKS = 5  # words before an ending in which its own weeks stand
FOLLOWING = 2  # sentences after one about a loss that may tell more of it
OF_CHILDREN = frozenset({"neonatal_death", "stillbirth"})
ARTICLES = frozenset({"a", "an", "just", "my", "our", "the"})
CALLED = 5  # words before a word for a loss that may say that it was called so
ADDING = frozenset({"and", "plus", "another", "then", "also"})
SAID_AFTER = frozenset({"said", "say", "called", "call", "reckon", "reckoned", "think"})
PARTED = frozenset({",", "and", "then", "but", "plus"})


@dataclass(frozen=True)
class Telling:
    """Puts the losses of a message together."""

    called: frozenset[str]
    calling: frozenset[str]
    subjects: frozenset[str]
    was: frozenset[str]
    anew: Anew
    details: Details
    ledger: Ledger
    loose: Loose
    twins: Twins

    def alone(self, sentences: Sequence[Sentence]) -> list[Loss]:
        """`8 weeks, they saw it on a scan`: the one loss that is spoken of; `8 weeks, 6 weeks`: those that are."""
        tokens = [token for sentence in sentences for token in sentence.tokens]
        listed = listed_weeks(tokens)
        if listed:
            return [Loss(UNKNOWN, some) for some in listed]
        told = self.details.read(tokens, 0, len(tokens), weeks_of(tokens, bare=True))
        return [] if told.is_empty else [Loss(told.kind or UNKNOWN, told.one, told.confirmed)]

    def story(
        self,
        sentences: Sequence[Sentence],
        named: Sequence[Head],
        closed: Collection[int],
        others: Sequence[frozenset[int]],
        *,
        least: int = 0,
    ) -> Story:
        """The heads of every sentence taken in turn, each with what is told up to the next.

        `closed`: sentences without losses of hers. `least`: how many ordinals there must be for losses to be spoken of.
        """
        numbered = any(head.place for head in named)
        story = Story(
            of_losses=not self.ledger.speaks_of_others(sentences),
            of_pregnancies=numbered and any(self.ledger.numbers_another(one.tokens) for one in sentences),
        )
        died = any(head.kind in OF_CHILDREN for head in named)
        taken = [_counting(number, sentence, named) for number, sentence in enumerate(sentences)]
        # Where weeks are told, or numbers are listed of losses, a plain number may be weeks too.
        listed = any(
            head.is_plural and _lists_plainly(words_of(sentences[head.sentence])[head.start :]) for head in named
        )
        spoken = listed or any(weeks_of(sentence.tokens) for sentence in sentences)
        ended = {head.sentence for head in named if head.kind in COUNTED and head.count}
        weeks = [
            weeks_of(some.tokens, bare=spoken, births=died, skip=taken[at] | others[at], over=at in ended)
            for at, some in enumerate(sentences)
        ]
        rows = [
            [] if number in closed else self._heads(number, sentence, named, weeks[number], others[number])
            for number, sentence in enumerate(sentences)
        ]
        rows = self.twins.as_one(sentences, rows)
        ordinals = sum(
            head.place is not None or sentences[number].tokens[head.start].norm == "next"
            for number, row in enumerate(rows)
            for head in row
        )
        if ordinals < least:
            return story
        self._tell_all(story, sentences, rows, weeks)
        return story

    def _tell_all(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        rows: Sequence[Sequence[Head]],
        weeks: Sequence[Sequence[Week]],
    ) -> None:
        """Every sentence with its heads told to the story; one without a head goes on with the sentence before it."""
        since = FOLLOWING + 1
        gap: list[str] = []
        for number, sentence in enumerate(sentences):
            since = 0 if rows[number] else since + 1
            if rows[number]:
                self._tell(story, sentence, rows[number], weeks[number], gap)
                gap = words_of(sentence)[rows[number][-1].end :]
            else:
                gap += words_of(sentence)
            if not rows[number] and weeks[number] and since <= FOLLOWING:
                story.add(self.details.read(sentence.tokens, 0, len(sentence.tokens), weeks[number]))

    def _heads(
        self, number: int, sentence: Sentence, named: Sequence[Head], weeks: Sequence[Week], others: frozenset[int]
    ) -> list[Head]:
        """The heads of one sentence in order; a pronoun and the word it stands before are one."""
        mine = [head for head in named if head.sentence == number and head.how != "none" and head.count != 0]
        taken = {place for head in named if head.sentence == number for place in range(head.start, head.end)} | others
        taken |= {head.end for head in mine if head.place and not head.loose}  # "angel 1 was …"
        loose = self.loose.find(number, sentence.tokens, taken, weeks, mine)
        return _joined(sentence, sorted([*mine, *loose], key=lambda head: head.start), weeks)

    def _tell(
        self, story: Story, sentence: Sentence, heads: Sequence[Head], weeks: Sequence[Week], gap: Sequence[str]
    ) -> None:
        words = words_of(sentence)
        begin = _prefix(story, sentence, heads[0], weeks)
        before = 0
        for place, head in enumerate(heads):
            stop = _begin(sentence, heads[place + 1], weeks) if place + 1 < len(heads) else len(words)
            told = self.details.read(sentence.tokens, begin, stop, weeks)
            between = words[before : head.start] if place else []
            names = self._names(words, head)
            since = between if place else [*gap, *words[: head.start]]
            story.anew = self.anew.begins(since, words[: head.start], parted=not place)
            if not (sentence.question and story.told and _is_general(head, told)):
                story.take(head, told, between, names=names, words=words[begin:stop])
            begin = stop
            before = head.end

    def _names(self, words: Sequence[str], head: Head) -> bool:
        """Whether it says of what was told before what it was: `she was`, `it was a`."""
        if head.loose or head.is_sign:
            return False
        if head.kind == UNKNOWN and words[head.start] in ("it", "that", "which"):
            return True
        before = [word for word in words[max(0, head.start - 4) : head.start] if word not in ARTICLES]
        if "what" in before[:-1]:  # "I had what they call a chemical"
            return False
        said = len(before) > 1 and before[-1] in self.was and before[-2] in self.subjects
        return said or self._calls(words, head) or before[-1:] in (["its"], ["thats"], ["which"])

    def _calls(self, words: Sequence[str], head: Head) -> bool:
        """`they class it as a late miscarriage`, `so the doctor said chemical`, `just a miscarriage, they said`."""
        before = words[max(0, head.start - CALLED) : head.start]
        if head.how not in ("one", "said") or ADDING & set(before[-3:]):
            return False
        at = max((place for place, word in enumerate(before) if word in self.called), default=None)
        named = at is not None and set(before[at + 1 :]) <= self.calling
        after = words[head.end : head.end + 3]
        return named or (after[:1] in (["they"], [","]) and bool(SAID_AFTER & set(after)) and "they" in after)


def _lists_plainly(words: Sequence[str]) -> bool:
    """`at 6, 6, 7 and 11`: numbers in a list, without a unit."""
    pairs = zip(words, words[1:], words[2:], words[3:], strict=False)
    return any(a in AT and b.isdecimal() and c in (",", "and", "&") and d.isdecimal() for a, b, c, d in pairs)


def _counting(number: int, sentence: Sentence, named: Sequence[Head]) -> frozenset[int]:
    """The tokens of one sentence that count losses: `lost my two, 14 weeks and 16 weeks`."""
    found: set[int] = set()
    for head in named:
        if head.sentence == number and head.is_plural:
            places = range(head.start, head.end)
            found |= set(takewhile(lambda place: sentence.tokens[place].norm not in AT, places))
    return frozenset(found)


def _joined(sentence: Sentence, heads: Sequence[Head], weeks: Sequence[Week]) -> list[Head]:
    joined: list[Head] = []
    for head in heads:
        last = joined[-1] if joined else None
        if last and last.how == "rest" and head.how == "whole":  # "the others were both …"
            continue
        if last and last.loose and last.mention is None and not head.loose and is_one(last, head):
            between = [token.norm for token in sentence.tokens[last.end : head.start]]
            untitled = head.mention is None  # told by what was seen or what the body did
            stop = head.start - (OWN_WEEKS if untitled else 0)
            weeks_between = any(last.end <= week.start < stop for week in weeks if not week.visit)
            parted = bool(PARTED & set(between[:-1])) or between[-1:] == ["and"]
            parted = "then" in between if untitled else parted
            if not (parted and weeks_between):
                joined[-1] = replace(head, definite=True) if last.how == "whole" and head.count else replace(
                    head, start=last.start, loose=head.how != "ordinal", place=last.place or head.place, how=last.how,
                    count=last.count, definite=last.definite and not untitled, joined=last.joined,
                )  # fmt: skip
                continue
        joined.append(head)
    return joined


def _is_general(head: Head, told: Detail) -> bool:
    """`Is that normal after a loss?`: asked of losses, when hers were told."""
    return head.how in ("one", "said", "plural") and told.is_empty and not head.loose and head.place is None


def _prefix(story: Story, sentence: Sentence, first: Head, weeks: Sequence[Week]) -> int:
    """From where words before the first head are told of it; a list of weeks before it is of losses of their own.

    They are some of a number told before, if it has room for them: `3 losses. 6w, 8w, mmc 11w`.
    """
    listed = listed_weeks(sentence.tokens[: first.start])
    if listed and not first.place and first.how != "whole":
        losses = [Loss(UNKNOWN, some) for some in listed]
        before = story.told[-1] if story.told else None
        is_whole = isinstance(before, Group) and not before.parts and before.room >= len(losses)
        (before.parts if isinstance(before, Group) and is_whole else story.told).extend(losses)
        return first.start
    after = [week for week in weeks if week.start >= first.end]
    return _begin(sentence, first, weeks) if after and first.how != "whole" and not first.is_sign else 0


def _begin(sentence: Sentence, head: Head, weeks: Sequence[Week]) -> int:
    """From where words are told of this head: its own weeks may stand before it (`12w MMC`)."""
    if head.loose:
        return head.start
    begin = head.start
    for week in reversed([week for week in weeks if week.end <= head.start]):
        if week.end != begin and not (head.how == "plural" and _is_listing(sentence, week.end, begin)):
            break
        begin = week.start
    return begin


def _is_listing(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only commas and the like are between: `6w, 7w and 13w losses`."""
    return all(token.norm in LISTING for token in sentence.tokens[start:end])
