"""How many losses the patient has had, and what she tells of each (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

from yarrow.language.lexicon import Lexicon
from yarrow.language.losses.anew import begins_anew
from yarrow.language.losses.bare import bare_total, pregnancies
from yarrow.language.losses.detail import Detail, detail
from yarrow.language.losses.endings import listed_pregnancies
from yarrow.language.losses.gathered import Gathering
from yarrow.language.losses.head import COUNTED, MISCARRIAGE, MOST, NO_PREGNANCY, UNKNOWN, Head, words_of
from yarrow.language.losses.headline import headline
from yarrow.language.losses.how_many import AT
from yarrow.language.losses.loose import is_one, loose_heads
from yarrow.language.losses.loss import Group, Loss
from yarrow.language.losses.minus import left_over
from yarrow.language.losses.story import Story
from yarrow.language.losses.twins import Twins
from yarrow.language.losses.weeks import LISTING, Week, listed_weeks, weeks_of
from yarrow.language.losses.words import LossWords
from yarrow.language.mention import Mention
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence

OWN_WEEKS = 5  # words before an ending in which its own weeks stand
FOLLOWING = 2  # sentences after one about a loss that may tell more of it
SUBJECTS = frozenset({"he", "she", "it", "they", "who", "which", "baby", "this", "that", "its", "thats", "twins"})
SINCE = frozenset({"since", "after", "before", "now", "again", "from", "with"})
OF_CHILDREN = frozenset({"neonatal_death", "stillbirth"})
WAS = frozenset({"was", "were", "is", "called", "as", "its", "thats", "lived", "died"})
ARTICLES = frozenset({"a", "an", "just", "my", "our", "the"})
PARTED = frozenset({",", "and", "then", "but", "plus"})


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
    twins: Twins

    @classmethod
    def of(cls, lexicon: Lexicon, signs: Signs) -> Losses:
        """The reader with the words of the lexicon; raises LossWordsError."""
        words = LossWords(lexicon.loss_words, signs)
        losses = words.reader(cls)
        words.refuse_unread()
        return losses

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, asked: str | None, known: dict[str, Any]
    ) -> LossReading:
        """The losses of a message, given the question open and the facts known."""
        seen = self.gathering.find(sentences, mentions)
        named = seen.heads
        bare = bare_total(sentences, named, asked, known)
        whole_said = headline(sentences, named, seen.mentions, asked) if bare is None else None
        if whole_said:
            bare = whole_said.count, whole_said.doubted or not seen.spoken
        remaining = left_over(sentences, named) if bare is None else None
        about = seen.spoken or bool(named) or _asks_for_losses(asked) or bare is not None or remaining is not None
        story = self._story(sentences, named if about else (), seen.closed, seen.others, least=0 if about else 2)
        never = [one for one in seen.mentions if is_never(one, sentences[one.sentence])]
        carried = pregnancies(sentences)
        if _takes_list(story, sentences, carried):
            carried = {}
        if not named and bare is None and remaining is None and not story.told:
            return _without_losses(sentences, never, carried, asked)
        whole = remaining or _of_pregnancies(sentences, story, named, list(carried.values()))
        count, ask = _count(story, named, whole, asked)
        if bare:
            closed_by = whole_said is not None and whole_said.closing  # "five with the ectopic, so four"
            count, ask = bare[0] - (0 if closed_by else _outside(story)), bare[1]
        ask = ask or (count is None and bool(carried))
        if count is None and never and not story.has_counted:
            count, ask = 0, False
        return _reading(sentences, named, story, count, ask=ask)

    def _story(
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
        story = Story()
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
            [] if number in closed else _heads(number, sentence, named, weeks[number], others[number])
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
        since = FOLLOWING + 1
        gap: list[str] = []
        for number, sentence in enumerate(sentences):
            since = 0 if rows[number] else since + 1
            if rows[number]:
                _tell(story, sentence, rows[number], weeks[number], gap)
                gap = words_of(sentence)[rows[number][-1].end :]
            else:
                gap += words_of(sentence)
            if not rows[number] and weeks[number] and since <= FOLLOWING:
                story.add(detail(sentence.tokens, 0, len(sentence.tokens), weeks[number]))
        return story


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


def _without_losses(
    sentences: Sequence[Sentence], never: Sequence[Mention], carried: dict[tuple[int, int], int], asked: str | None
) -> LossReading:
    """No loss is told: none if she has never been pregnant, alone if one is asked about."""
    if never:
        return LossReading(0, start=never[0].first, end=never[-1].last, told=True)
    if carried and asked == "losses_count":
        return LossReading(ask=True, told=True)
    if not _asks_for_losses(asked):
        return LossReading()
    items = _alone(sentences)
    if not items:
        return LossReading()
    start, end = _span(sentences)
    count = len(items) if len(items) > 1 and not str(asked).startswith("losses[") else None
    return LossReading(count, False, tuple(items), start, end, told=True)


def _asks_for_losses(asked: str | None) -> bool:
    """Whether the open question is about losses as a whole, not about one detail of one."""
    return bool(asked) and str(asked).startswith("loss") and "." not in str(asked)


def _span(sentences: Sequence[Sentence]) -> tuple[int, int]:
    return sentences[0].tokens[0].start, sentences[-1].tokens[-1].end


def _alone(sentences: Sequence[Sentence]) -> list[LossItem]:
    """`8 weeks, they saw it on a scan`: the one loss that is spoken of; `8 weeks, 6 weeks`: those that are."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    listed = listed_weeks(tokens)
    if listed:
        return [_item(Loss(UNKNOWN, some)) for some in listed]
    told = detail(tokens, 0, len(tokens), weeks_of(tokens, bare=True))
    return [] if told.is_empty else [_item(Loss(told.kind or UNKNOWN, told.one, told.confirmed))]


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


def _heads(
    number: int, sentence: Sentence, named: Sequence[Head], weeks: Sequence[Week], others: frozenset[int]
) -> list[Head]:
    """The heads of one sentence in order; a pronoun and the word it stands before are one."""
    mine = [head for head in named if head.sentence == number and head.how != "none" and head.count != 0]
    taken = {place for head in named if head.sentence == number for place in range(head.start, head.end)} | others
    taken |= {head.end for head in mine if head.place and not head.loose}  # "angel 1 was …"
    loose = loose_heads(number, sentence.tokens, taken, weeks, mine)
    return _joined(sentence, sorted([*mine, *loose], key=lambda head: head.start), weeks)


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


def _tell(story: Story, sentence: Sentence, heads: Sequence[Head], weeks: Sequence[Week], gap: Sequence[str]) -> None:
    words = words_of(sentence)
    begin = _prefix(story, sentence, heads[0], weeks)
    before = 0
    for place, head in enumerate(heads):
        stop = _begin(sentence, heads[place + 1], weeks) if place + 1 < len(heads) else len(words)
        told = detail(sentence.tokens, begin, stop, weeks)
        between = words[before : head.start] if place else []
        names = _names(words, head)
        since = between if place else [*gap, *words[: head.start]]
        story.anew = begins_anew(since, words[: head.start], parted=not place)
        if not (sentence.question and story.told and _is_general(head, told)):
            story.take(head, told, between, names=names, words=words[begin:stop])
        begin = stop
        before = head.end


def _is_general(head: Head, told: Detail) -> bool:
    """`Is that normal after a loss?`: asked of losses, when hers were told."""
    return head.how in ("one", "said", "plural") and told.is_empty and not head.loose and head.place is None


def _prefix(story: Story, sentence: Sentence, first: Head, weeks: Sequence[Week]) -> int:
    """From where words before the first head are told of it; a list of weeks before it is of losses of their own."""
    listed = listed_weeks(sentence.tokens[: first.start])
    if listed and not first.place and first.how != "whole":
        for some in listed:
            story.told.append(Loss(UNKNOWN, some))
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


def _names(words: Sequence[str], head: Head) -> bool:
    """Whether it says of what was told before what it was: `she was`, `it was a`."""
    if head.loose or head.is_sign:
        return False
    if head.kind == UNKNOWN and words[head.start] in ("it", "that", "which"):
        return True
    before = [word for word in words[max(0, head.start - 4) : head.start] if word not in ARTICLES]
    said = len(before) > 1 and before[-1] in WAS and before[-2] in SUBJECTS
    called = before[-2:] in (["called", "it"], ["call", "it"], ["named", "it"], ["labelled", "it"])
    return said or called or before[-1:] in (["its"], ["thats"], ["which"])


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
    return story.count, not story.exact


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
