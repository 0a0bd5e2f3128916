"""What kind of turn a message is, with what it asks about: rules first, the second ear where no rule knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.language.act import ACTS, QUESTIONS, Acts, Heard, is_question, settle
from yarrow.language.answered import Answered
from yarrow.language.lexicon import Lexicon
from yarrow.language.line import Classes
from yarrow.language.matcher import Matcher
from yarrow.language.second_ear import Ear
from yarrow.language.seen import Seen
from yarrow.language.telling import Stated, asked_in, is_telling
from yarrow.language.text import Sentence
from yarrow.language.understanding import Act, Finding
from yarrow.language.whether import asks_to_be_tested, asks_whether, is_turned

EVERYDAY = "everyday"  # "can I still swim?": what she may do, so a question about treatment

PLAIN = frozenset({"yes", "no"})  # these only guessed at are none
NEVER = 2.0  # no probability reaches it
# By weak rules: acts that the second ear outranks, and how sure of which other act it must be. A yes, a no, a doubt, a
# request to erase or for a person, and whatever the whole message says, stay with the rules.
OUTRANKED: dict[Act, dict[Act, float]] = {
    "answer": {"correct": 0.8},
    "pause": {"answer": 0.9},
    "why": {"ask_evidence": 0.9},
    "ask_evidence": {"ask_treatment": 0.8, "why": 0.85},
    "ask_treatment": {"why": 0.85},
    "ask_diagnosis": {"why": 0.85},
}


@dataclass(frozen=True)
class Answering:
    """The message as an answer: the act it is entirely, what it answers, what was known, whether it states anything."""

    whole: Act | None
    answered: Answered
    known: dict[str, Any]
    stated: bool


@dataclass(frozen=True)
class Turn:
    """The kind of turn. `asks`: the question or request in a telling. `topics`, `worries`: what is asked about."""

    act: Act
    asks: Act | None
    topics: tuple[str, ...]
    worries: tuple[str, ...]


class Turns:
    """Tells kinds of turn apart. `ear`: the second ear, if there is one at that moment."""

    def __init__(self, lexicon: Lexicon, classes: Classes, acts: Acts, ear: Callable[[], Ear | None]) -> None:
        self._acts = acts
        self._ear = ear
        self.worries = Matcher(classes, exact=True)
        for named in lexicon.worries:
            self.worries.add(named.phrases, named)

    def of(self, text: str, seen: Seen, answering: Answering, findings: Sequence[Finding]) -> Turn:
        """The kind of turn of a whole message."""
        act = self._by_rules(seen, answering)
        asks: Act | None = None
        stated = Stated(findings, seen.facts)
        if is_telling(seen.sentences, stated) and not (act == "correct" and answering.known):
            asks = asked_in(seen.sentences, stated, lambda some: self._of_part(seen, some))
            act = "answer"
        elif answering.whole is None:
            act = self._heard_again(text, seen, act)
        return Turn(act, asks, self._topics(seen, asks or act), self._worried(seen.sentences))

    def _of_part(self, seen: Seen, some: Sequence[Sentence]) -> Act:
        """The kind of turn that some of its sentences would be alone."""
        part = seen.alone(list(some))
        stated = bool(part.facts) or any(mention.stands.status != "hypothetical" for mention in part.mentions)
        return self._by_rules(part, Answering(self._acts.whole(some), Answered(), {}, stated=stated))

    def _by_rules(self, seen: Seen, answering: Answering) -> Act:
        act = _of_worries(self._worried(seen.sentences), self._settled(seen, answering), medicine=seen.names_medicine)
        act = _of_illness(act, seen)
        return "ask_treatment" if act == "why" and _matters(seen) else act

    def _settled(self, seen: Seen, answering: Answering) -> Act:
        within, opens = self._acts.within(seen.sentences)
        within |= set(self._acts.by_clause(seen.sentences)) - {"yes", "no"}
        asked = [mention for mention in seen.mentions if mention.stands.status == "hypothetical"]
        roots = {fact.path.partition(".")[0].partition("[")[0] for fact in seen.facts}
        roots |= {"losses_count"} if "losses" in roots else set()
        return settle(
            Heard(
                answering.whole,
                within,
                opens,
                question=is_question(seen.sentences) or is_turned(seen.sentences),
                found=answering.stated,
                topics=bool(asked) or bool(self._acts.topics(seen.sentences)),
                asks_topic=self._acts.asks_topic(seen.sentences),
                known=bool(roots & answering.known.keys()) if answering.known else None,
                leads=answering.answered.leads,
                free=answering.answered.free,
            )
        )

    def _heard_again(self, text: str, seen: Seen, act: Act) -> Act:
        """The act, or what the second ear makes of it where no rule knows or only a weak one does."""
        bars = OUTRANKED.get(act)
        ear = self._ear() if act == "other" or bars else None
        hunch = ear.act(text, seen.sentences) if ear else None
        if hunch is None or hunch.id not in ACTS:
            return act
        if bars:
            return ACTS[hunch.id] if hunch.probability >= bars.get(ACTS[hunch.id], NEVER) else act
        return ACTS[hunch.id] if hunch.id not in PLAIN else act

    def _worried(self, some: Sequence[Sentence]) -> tuple[str, ...]:
        """The worries asked about, in the order of the text; their words ask, with a question mark or without."""
        return tuple(dict.fromkeys(match.meaning.id for one in some for match in self.worries.find(one.tokens)))

    def _topics(self, seen: Seen, act: Act) -> tuple[str, ...]:
        """Evidence topics and medicines asked about; only where something is asked."""
        if act not in ("ask_evidence", "ask_treatment", "ask_diagnosis"):
            return ()
        medicines = [mention.id for mention in seen.mentions if mention.kind == "medicine"]
        return tuple(dict.fromkeys([*self._acts.topics(seen.sentences), *medicines]))


def _of_illness(act: Act, seen: Seen) -> Act:
    """`Is this sticky blood syndrome?` asks for a diagnosis, if no medicine is spoken of."""
    told = act in ("answer", "other", "correct")
    if not (told or act in ("ask_evidence", "ask_treatment")) or seen.names_medicine:
        return act
    if told and asks_to_be_tested(seen.mentions, seen.sentences):
        return "ask_diagnosis"
    return "ask_diagnosis" if asks_whether(seen.mentions, seen.sentences) else act


def _matters(seen: Seen) -> bool:
    """`My husband takes finasteride, does it matter?` asks about the medicine, not why a question is put."""
    return any(mention.kind == "medicine" and mention.stands.status == "other" for mention in seen.mentions)


def _of_worries(worries: tuple[str, ...], act: Act, *, medicine: bool) -> Act:
    """A worry is met as a question about an illness, whatever else the words would make of it; a request stays one."""
    if not worries or act not in (*QUESTIONS, "answer", "other", "correct", "unsure", "why"):
        return act
    if (act == "ask_treatment" and medicine) or worries == (EVERYDAY,):
        return "ask_treatment"
    return "ask_diagnosis"
