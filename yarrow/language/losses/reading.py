"""How many losses the patient has had, and what she tells of each (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from yarrow.language.lexicon import Lexicon
from yarrow.language.losses.bare import bare_total, pregnancies
from yarrow.language.losses.endings import listed_pregnancies
from yarrow.language.losses.gathered import Gathered, Gathering
from yarrow.language.losses.glimpsed import Glimpsed
from yarrow.language.losses.head import COUNTED, MISCARRIAGE, MOST, NO_PREGNANCY, UNKNOWN, Head, words_of
from yarrow.language.losses.headline import Headline
from yarrow.language.losses.loss import Group, Loss
from yarrow.language.losses.minus import LeftOver
from yarrow.language.losses.none_stayed import NoneStayed
from yarrow.language.losses.relations import Relations
from yarrow.language.losses.running import Running
from yarrow.language.losses.story import Story
from yarrow.language.losses.telling import Telling
from yarrow.language.losses.unsettled import Unsettled
from yarrow.language.losses.words import LossWords
from yarrow.language.mention import Mention
from yarrow.language.people import People
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence

# With these only some losses are denied: no losses until 2019, no other losses.
LIMITING = frozenset({
    "until", "till", "before", "since", "after", "except", "bar", "apart", "other", "more", "further", "but", "then",
    "with", "in", "besides", "late", "second",
})  # fmt: skip
SINCE = frozenset({"since", "after", "before", "now", "again", "from", "with"})

# Told of a loss that has been as well as of now.
TOLD_WITH_A_LOSS = frozenset({"bleeding", "pelvic_pain", "clots_large", "weight_loss", "fatigue_prolonged"})


@dataclass(frozen=True)
class LossItem:
    """One loss as told."""

    kind: str
    weeks: int | None = None
    confirmed: str | None = None


@dataclass(frozen=True)
class LossReading:
    """What a text says of losses: the count (None if unsettled), whether to ask about it, each loss told."""

    count: int | None = None
    ask: bool = False
    items: tuple[LossItem, ...] = ()
    start: int = 0
    end: int = 0
    told: bool = False


@dataclass(frozen=True)
class Losses:
    """Reads the losses of a message."""

    gathering: Gathering
    glimpsed: Glimpsed
    headline: Headline
    left_over: LeftOver
    none_stayed: NoneStayed
    running: Running
    telling: Telling
    unsettled: Unsettled

    @classmethod
    def of(cls, lexicon: Lexicon, signs: Signs) -> Losses:
        """The reader with the words of the lexicon; raises LossWordsError."""
        words = LossWords(lexicon.loss_words, signs, Relations(People(lexicon)))
        losses = words.reader(cls)
        words.refuse_unread()
        return losses

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, asked: str | None, known: dict[str, Any]
    ) -> LossReading:
        """The losses of a message, given the question open and the facts known."""
        seen = self.gathering.find(sentences, mentions)
        named = seen.heads
        bare = bare_total(sentences, named, asked, known, seen.others)
        whole_said = self.headline.find(sentences, named, seen.mentions, asked) if bare is None else None
        if whole_said:
            bare = whole_said.count, whole_said.doubted or not (seen.spoken or _asks_for_losses(asked))
        remaining = self.left_over.count(sentences, named) if bare is None else None
        about = seen.spoken or bool(named) or _asks_for_losses(asked) or bare is not None or remaining is not None
        story = self.telling.story(sentences, named if about else (), seen.closed, seen.others, least=0 if about else 2)
        never = [one for one in seen.mentions if is_never(one, sentences[one.sentence])]
        carried = pregnancies(sentences)
        if _takes_list(story, sentences, carried):
            carried = {}
        plain = bare is None and len(story.told) <= 1 and all(loss.is_counted for loss in story.losses())
        lost = self.none_stayed.count(sentences, carried) if plain and not story.groups() else None
        if not named and bare is None and remaining is None and not story.told and not lost:
            settled = asked or never or known.get("pregnant_now")
            glimpsed = None if settled else self._glimpsed(sentences, seen)
            return glimpsed or self._without_losses(sentences, never, carried, asked)
        whole = remaining or lost or _of_pregnancies(sentences, story, named, list(carried.values()))
        count, ask = _count(story, named, whole, asked)
        if bare:
            closed_by = whole_said is not None and whole_said.closing  # "five with the ectopic, so four"
            count, ask = bare[0] - (0 if closed_by else _outside(story)), bare[1]
        more = None if story.of_pregnancies or carried else self.running.find(sentences, named, count)
        if more:
            count, ask = more, False
        ask = ask or (count is None and bool(carried))
        if count is None and never and not story.has_counted:
            count, ask = 0, False
        if count and not whole_said and _is_denied(sentences, named, story):
            count, ask = 0, True
        if count is not None and self.unsettled.is_open(sentences):
            count, ask = None, True
        ask = ask or (bool(count) and self.unsettled.may_be_more(sentences))
        return _reading(sentences, named, story, count, ask=ask)

    def _glimpsed(self, sentences: Sequence[Sentence], seen: Gathered) -> LossReading | None:
        """What is told by how far along she was alone, and so asked about; not where she tells what is wrong now."""
        ill = {one.id for one in seen.mentions if one.kind == "symptom" and one.stands.status == "present"}
        treated = {one.sentence for one in seen.mentions if one.kind == "medicine"}
        count = None if ill - TOLD_WITH_A_LOSS else self.glimpsed.count(sentences, seen.others, treated, ill=bool(ill))
        return LossReading(count, True, (), *_span(sentences), told=True) if count else None

    def _without_losses(
        self,
        sentences: Sequence[Sentence],
        never: Sequence[Mention],
        carried: dict[tuple[int, int], int],
        asked: str | None,
    ) -> LossReading:
        """No loss is told: none if she has never been pregnant, alone if one is asked about."""
        if never:
            return LossReading(0, start=never[0].first, end=never[-1].last, told=True)
        if carried and asked == "losses_count":
            return LossReading(ask=True, told=True)
        if not _asks_for_losses(asked):
            return LossReading()
        items = [_item(loss) for loss in self.telling.alone(sentences)]
        if not items:
            return LossReading()
        start, end = _span(sentences)
        count = len(items) if len(items) > 1 and not str(asked).startswith("losses[") else None
        return LossReading(count, False, tuple(items), start, end, told=True)


def _takes_list(story: Story, sentences: Sequence[Sentence], carried: dict[tuple[int, int], int]) -> bool:
    """Whether nothing else is told and a list of pregnancies is one of losses; the story then has them."""
    listed = listed_pregnancies(sentences, carried) if not story.told else None
    if listed:
        story.told += [Loss(UNKNOWN, week.weeks, None, None, listed[1]) for week in listed[0]]
    return bool(listed)


def _reading(
    sentences: Sequence[Sentence], named: Sequence[Head], story: Story, count: int | None, *, ask: bool
) -> LossReading:
    spans = [(one.mention.first, one.mention.last) for one in named if one.mention] or [_span(sentences)]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return LossReading(count, ask, tuple(_items(story))[:MOST], start, end, told=True)


def is_never(mention: Mention, sentence: Sentence) -> bool:
    """Whether she was never pregnant at all: not `no pregnancies since`."""
    after = sentence.tokens[mention.end].norm if mention.end < len(sentence.tokens) else ""
    stated = mention.stands.status in ("present", "past", "denied")
    return mention.id == NO_PREGNANCY and stated and after not in SINCE


def _asks_for_losses(asked: str | None) -> bool:
    """Whether the open question is about losses as a whole, not about one detail of one."""
    return bool(asked) and str(asked).startswith("loss") and "." not in str(asked)


def _span(sentences: Sequence[Sentence]) -> tuple[int, int]:
    return sentences[0].tokens[0].start, sentences[-1].tokens[-1].end


def _count(story: Story, named: Sequence[Head], whole: int | None, asked: str | None) -> tuple[int | None, bool]:
    """The number of her own losses before 24 weeks, and whether it must be asked about. `whole`: of pregnancies."""
    if whole is not None:
        return whole, False
    if not story.has_counted:
        denied = [head for head in named if head.how == "none" and head.kind in COUNTED]
        if denied and denied[0].kind in (MISCARRIAGE, UNKNOWN) and not story.vague:
            return 0, not all(head.exact for head in denied)
        return None, story.vague
    if story.over or (story.vague and not story.groups()) or story.count > MOST:
        return None, True
    if asked and asked.startswith("losses[") and not named:
        return None, False
    return story.count + int(asked is None and _lacks_first(story)), not story.exact


def _is_denied(sentences: Sequence[Sentence], named: Sequence[Head], story: Story) -> bool:
    """`never lost one … bled with my first at 8 weeks`: she denies any, and what was counted has no word for a loss.

    Not `no losses until 2019`.
    """
    worded = any(loss.head is None or not loss.head.loose or loss.head.mention for loss in story.losses())
    if worded or story.groups() or not story.told:
        return False
    for head in named:
        words = words_of(sentences[head.sentence])
        near = {*words[max(0, head.start - 2) : head.start], *words[head.end : head.end + 2]}
        denied = head.how == "none" and head.kind in (MISCARRIAGE, UNKNOWN) and head.exact
        apart = all(loss.head and loss.head.sentence != head.sentence for loss in story.losses())
        if denied and apart and not near & LIMITING:
            return True
    return False


def _outside(story: Story) -> int:
    """Outcomes told beside a bare number that are no counted losses: `three, one was ectopic`."""
    losses = [loss for loss in story.losses() if not loss.is_counted and loss.head and not loss.head.joined]
    return len(losses) + sum(group.count for group in story.groups() if group.kind not in COUNTED)


def _of_pregnancies(
    sentences: Sequence[Sentence], story: Story, named: Sequence[Head], carried: Sequence[int]
) -> int | None:
    """`Pregnant 3 times and lost all of them` is three; where outcomes are untold there is no number."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    every = bool({"all", "both", "every", "each", "neither"} & set(words)) or ("not", "one") in pairwise(words)
    only = len(carried) == 1 and len(story.told) <= 1 and not story.groups()
    plain = all(loss.kind in COUNTED and loss.weeks is None for loss in story.losses())
    lost = story.has_counted or story.vague or any(not head.exact for head in named)
    return carried[0] if every and only and plain and lost else None


def _items(story: Story) -> list[LossItem]:
    """Each loss told; a bare number gives none, a kind beside another does."""
    losses: list[Loss] = []
    several = len({part.kind for part in story.told}) > 1
    for part in story.told:
        if isinstance(part, Group) and not part.parts and several and part.kind != UNKNOWN:
            losses += [Loss(part.kind, part.weeks, part.confirmed)] * part.count
        else:
            losses += part.losses if isinstance(part, Group) else [part]
    return [_item(loss) for loss in losses if loss.is_told]


def _item(loss: Loss) -> LossItem:
    return LossItem(loss.settled_kind, loss.weeks, loss.confirmed)


def _lacks_first(story: Story) -> bool:
    """Whether losses are told from the second on: `… Then the second at 9 weeks, the third at 9 as well.`"""
    losses = story.losses()
    places = sorted(loss.place or 0 for loss in losses)
    alone = story.of_losses and not story.of_pregnancies and not story.groups() and len(places) == story.count
    return alone and bool(losses) and places == list(range(2, len(losses) + 2))
