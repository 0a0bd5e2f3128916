"""What a message states as the answer to the open question: facts, choices, a yes or no."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yarrow.language import answer, choosing
from yarrow.language.act import Acts, is_question
from yarrow.language.answer_number import COUNTS, number
from yarrow.language.choosing import Spoken
from yarrow.language.clauses import leaves_out
from yarrow.language.duration import durations
from yarrow.language.leading import leading, says_none
from yarrow.language.mention import Mention
from yarrow.language.offered import OfferedWords
from yarrow.language.text import Sentence
from yarrow.language.tried_for import PLANNING, tried_for
from yarrow.language.understanding import Act, Asked, ReadFact

VAGUE = "vague"  # "ages", "loads": an answer that settles no number
SPOKEN_OF = ("present", "suspected", "family")  # of what is told so, "none of those" denies nothing
LOSSES = "losses_count"
FEW = 6  # words of a number told with a doubt
OTHER_MATTERS = ("symptom", "condition", "medicine", "test")
NO_NUMBER = ("unsure", "skip", "why")
PLAIN = frozenset({"yes", "no"})
COUNTS_ELSE = "counts_else"  # "I told 4 doctors": no number of what is asked


@dataclass(frozen=True)
class Answered:
    """`unsettled`: it answers, but settles nothing. `leads`: its yes or no. `plain`: it says no to all that is offered.

    `free`: the question takes any words as they are.
    """

    facts: tuple[ReadFact, ...] = ()
    chosen: tuple[str, ...] = ()
    unsettled: bool = False
    leads: Act | None = None
    plain: bool = False
    free: bool = False


@dataclass(frozen=True)
class Told:
    """What was seen of the message besides: `facts` it states, `losses`: it tells of losses; `span` of all of it."""

    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    facts: Sequence[ReadFact]
    losses: bool
    span: tuple[int, int]


class Answers:
    """Reads messages as answers. `symptoms`: ids of symptoms; `dangerous`: those the red-flag lane listens for."""

    def __init__(
        self, acts: Acts, offered: OfferedWords, symptoms: Collection[str], dangerous: Collection[str]
    ) -> None:
        self._acts = acts
        self._offered = offered
        self._symptoms = set(symptoms)
        self._dangerous = frozenset(dangerous)

    def read(self, asked: Asked | None, told: Told, whole: Act | None, today: date | None) -> Answered:
        """What the message states as an answer to `asked`. `whole`: the act that it is entirely."""
        if asked is None:
            return Answered()
        words = self._offered.said(asked.id, told.sentences, lists=asked.kind == "multi_choice")
        if whole == "skip" and PLAIN & set(words):
            whole = None  # "leave it" keeps what was to be deleted
        if whole not in PLAIN and not PLAIN & set(words) and self._refuses(told):
            return Answered(leads=_spoken(whole))
        words = () if whole in NO_NUMBER else words
        leads = whole or leading(asked, self._acts, told.sentences, words)
        chosen = choosing.chosen(asked, _spoken_of(asked, told, words), leads)
        if asked.kind == "multi_choice":
            return self._of_list(asked, told, whole, leads, chosen)
        if asked.kind == "number":
            return self._of_number(asked, told, leads, words, today)
        facts = tried_for(asked, told.sentences, leads, told.facts) or answer.spoken_yes_or_no(asked, leads, told.span)
        between = asked.fact == PLANNING and not told.facts and VAGUE in self._acts.within(told.sentences)[0]
        if between and leads in (None, "unsure"):
            return Answered(unsettled=True, leads="unsure")  # "not trying, not preventing"
        undecided = choosing.is_undecided(asked, words, chosen)
        plain = asked.kind in ("choice", "text") and leads in ("yes", "no")
        led = "unsure" if _is_unsure(chosen, told) else _spoken(leads)
        return Answered(tuple(facts), chosen, undecided, led, plain, free=asked.kind == "text")

    def _refuses(self, told: Told) -> bool:
        """Whether it leaves the question, and tells nothing: no word of it is an answer."""
        if told.facts or told.mentions or self._acts.opening(told.sentences, alone=True):
            return False
        return "skip" in self._acts.within(told.sentences)[0]

    def _of_list(
        self, asked: Asked, told: Told, whole: Act | None, leads: Act | None, chosen: tuple[str, ...]
    ) -> Answered:
        """`None of those` denies all that is offered, `nothing else` what was not named."""
        offered = {id_ for option in asked.options for id_ in option.ids}
        named = {id_ for option in asked.options if option.value in chosen for id_ in option.ids}
        unsure = {mention.id for mention in told.mentions if mention.stands.status in SPOKEN_OF}
        present = set(chosen) - {"none"} or unsure & offered
        told_of = any(mention.stands.status == "present" for mention in told.mentions)
        left_out = leaves_out(told.sentences)
        if left_out and not present and not told_of:  # "none bar the thyroid": what it leaves out was not understood
            return Answered((), tuple(one for one in chosen if one != "none"), unsettled=True)
        named_one = bool(present) or (left_out and told_of)
        dangerous = bool(offered & self._dangerous)
        none = whole == "no" or says_none(asked, self._acts, told.sentences, present=named_one, dangerous=dangerous)
        if not none:
            led: Act | None = "unsure" if _is_unsure(chosen, told) else "no" if leads == "no" and not present else None
            return Answered((), chosen, leads=led)
        facts = answer.none_of_these(asked, self._symptoms, told.span, named=named | (unsure if present else set()))
        return Answered(tuple(facts), chosen, leads=None if present else "no", plain=not present)

    def _of_number(
        self, asked: Asked, told: Told, leads: Act | None, words: tuple[str, ...], today: date | None
    ) -> Answered:
        stated = [fact.value for fact in told.facts if fact.path == asked.fact]
        if asked.fact is None or stated:
            doubted = asked.id == LOSSES and any(stated) and self._is_doubted(asked, told, today)
            return Answered((), (), doubted, None if any(stated) else _spoken(leads))
        value, unsettled = None, False
        vague = VAGUE in self._acts.within(told.sentences)[0] and leads not in NO_NUMBER
        counted = _counted(asked, told)
        if asked.id in COUNTS:
            counted = [self._acts.without(COUNTS_ELSE, one) for one in counted]
        said = [token for one in counted or told.sentences for token in one.tokens]
        figures = any(token.kind == "number" for token in said) or any(one.low is not None for one in durations(said))
        if leads not in NO_NUMBER and (figures or not vague):
            value, unsettled = number(asked, counted, today)
        if value is None and len(words) == 1 and words[0].isdecimal():
            value, unsettled = int(words[0]), False
        if value is not None:
            return Answered((ReadFact(asked.fact, "present", value, *told.span),), (), unsettled)
        facts = answer.spoken_yes_or_no(asked, leads, told.span)
        missed = vague or (figures and leads is None and not _tells_else(told))
        return Answered(tuple(facts), (), unsettled or (missed and not facts), _spoken(leads) or self._doubted(told))

    def _is_doubted(self, asked: Asked, told: Told, today: date | None) -> bool:
        """`Dunno, 2?`: a number is told, and is worth asking once more."""
        first = told.sentences[0]
        if sum(token.kind == "word" for token in first.tokens) > FEW:
            return False
        doubted = first.question or "unsure" in self._acts.within([first])[0]
        return doubted or number(asked, [first], today)[1]

    def _doubted(self, told: Told) -> Act | None:
        """`Not a clue, my cycles are all over the place`: it opens with the doubt that answers, and tells why."""
        _, opens = self._acts.within(told.sentences)
        return "unsure" if "unsure" in opens and not is_question(told.sentences) else None


def _spoken_of(asked: Asked, told: Told, words: tuple[str, ...]) -> Spoken:
    present = {mention.id for mention in told.mentions if mention.stands.status in ("present", "family")}
    present |= {str(fact.value) for fact in told.facts if fact.path == asked.fact}
    absent = {mention.id for mention in told.mentions} - present
    unclear = any(mention.kind == "unclear" for mention in told.mentions)
    return Spoken(told.sentences, frozenset(present), frozenset(absent), words, unclear)


def _tells_else(told: Told) -> bool:
    """Whether its figures may belong to what it tells besides: `24 hours of vomiting` is no age."""
    return any(mention.kind in OTHER_MATTERS for mention in told.mentions)


def _is_unsure(chosen: tuple[str, ...], told: Told) -> bool:
    """Whether doubt is the answer; doubt before a question of her own is none."""
    return chosen == ("unsure",) and not is_question(told.sentences)


def _spoken(leads: Act | None) -> Act | None:
    return leads if leads in ("yes", "no", "unsure") else None


def _counted(asked: Asked, told: Told) -> Sequence[Sentence]:
    """The sentences in which a number answers; where losses are told, too, only what stands before the first of them.

    `18, and I've had 2 chemicals in that time`.
    """
    if not told.losses:
        return told.sentences
    first = next((mention for mention in told.mentions if mention.kind == "loss"), None)
    if asked.id in COUNTS or first is None or first.sentence > 0:
        return [] if first is None or asked.id in COUNTS else told.sentences[: first.sentence]
    tokens = told.sentences[0].tokens
    mark = next((at for at, token in enumerate(tokens) if token.kind == "mark"), len(tokens))
    return [replace(told.sentences[0], tokens=tokens[:mark])] if mark <= first.start else []
