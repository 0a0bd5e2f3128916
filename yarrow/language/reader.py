"""Reads one message: findings, facts, red flags, what kind of turn it is. Deterministic; no model.

Only the last few messages are kept, so that one is not matched anew by each who reads it in the same turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from yarrow.language import answer
from yarrow.language.about import read_about
from yarrow.language.act import ACTS, QUESTIONS, Acts, Heard, is_question, settle
from yarrow.language.answered import Answered, Answers, Told
from yarrow.language.carrying import carrying
from yarrow.language.classes import class_lookup
from yarrow.language.facts import facts_of, findings_of, loss_facts, told_with, without_empty_words
from yarrow.language.finder import Finder
from yarrow.language.lexicon import Lexicon
from yarrow.language.losses import LossReading, read_losses
from yarrow.language.matcher import Matcher
from yarrow.language.mention import Mention
from yarrow.language.offered import OfferedWords
from yarrow.language.patient import as_hers, is_for_somebody_else
from yarrow.language.pipeline import Pipeline
from yarrow.language.quantities import Quantities
from yarrow.language.red_flags import red_flags
from yarrow.language.results import Results
from yarrow.language.second_ear import Ear, Hunch, doubt_of, settled_by
from yarrow.language.spelling import Speller
from yarrow.language.states import States
from yarrow.language.steroids import with_dose
from yarrow.language.text import Sentence, sentences
from yarrow.language.understanding import Act, Ask, Asked, ReadFact, Understanding
from yarrow.language.vocabulary import known_words, wanted_words
from yarrow.language.whether import (
    asks_to_be_tested,
    asks_whether,
    is_turned,
    named_for,
    only_asked,
    stated_first,
    without_undecided,
)  # fmt: skip

EVERYDAY = "everyday"  # "can I still swim?": what she may do, so a question about treatment
SAME_TURN = 8  # messages kept in memory: as many as are read at once, four turns in flight and those before them


@dataclass(frozen=True)
class _Seen:
    """What was seen of a message before it is judged as an answer."""

    sentences: list[Sentence]
    mentions: list[Mention]
    losses: LossReading
    facts: list[ReadFact]
    span: tuple[int, int]
    hunches: tuple[Hunch, ...] = ()


class Reader:
    """Reads messages with one lexicon, and with a second ear for danger where there is one."""

    def __init__(self, lexicon: Lexicon, ear: Ear | None = None) -> None:
        self.ear = ear
        classes = class_lookup(lexicon.classes)
        # One message is read several times in a turn (lane, kind of turn, answer), often against other facts.
        self._hear = lru_cache(maxsize=SAME_TURN)(self._hear_anew)
        self._told: deque[tuple[object, Understanding]] = deque(maxlen=SAME_TURN)
        self._speller = Speller(lexicon.spellings, wanted_words(lexicon), known_words(lexicon))
        self._finder = Finder(lexicon, classes, Pipeline(lexicon.cues, classes))
        self._acts = Acts(lexicon, classes)
        self._quantities = Quantities(lexicon, classes)
        self._states = States(lexicon, classes)
        self._worries = Matcher(classes, exact=True)
        for named in lexicon.worries:
            self._worries.add(named.phrases, named)
        self._results = Results(lexicon, classes)
        self._dangerous = frozenset(concept.id for concept in lexicon.concepts if concept.danger)
        symptoms = {concept.id for concept in lexicon.concepts if concept.kind == "symptom"}
        self._answers = Answers(self._acts, OfferedWords(lexicon, classes), symptoms, self._dangerous)

    def read(
        self, text: str, asked: Asked | None = None, context: dict[str, Any] | None = None, today: date | None = None
    ) -> Understanding:
        """What the text says, as an answer to `asked`, given the flat facts already known."""
        known = dict(context or {})
        same = ((text, asked, today), known)
        for before, told in tuple(self._told):
            if before == same:
                return told
        told = self._read_anew(text, asked, known, today)
        self._told.append((same, told))
        return told

    def _read_anew(self, text: str, asked: Asked | None, context: dict[str, Any], today: date | None) -> Understanding:
        seen = self._see(text, asked, context, today)
        if not seen.sentences:
            return Understanding("other")
        flags, ask = red_flags(seen.mentions, context, self._dangerous)
        whole = self._acts.whole(seen.sentences)
        told = Told(seen.sentences, seen.mentions, seen.facts, seen.losses.told, seen.span)
        answered = self._answers.read(asked, told, whole, today)
        chosen, unsettled = answered.chosen, answered.unsettled
        facts = _once([*answered.facts, *seen.facts])
        findings = findings_of(seen.mentions, seen.facts, seen.losses, text)
        stated = bool(facts or chosen or unsettled) or any(some.status != "hypothetical" for some in findings)
        worries = self._worried(seen.sentences)
        act = _of_worries(
            worries, self._act(seen, whole, context, answered, stated=stated), medicine=_names_medicine(seen)
        )
        act = self._of_illness(act, seen)
        if act == "why" and _matters(seen):
            act = "ask_treatment"
        act = self._by_ear(text, seen) if act == "other" else act
        ask = ask or doubt_of(seen.hunches, seen.mentions, context) or _ask(seen, asked, unsettled, facts)
        topics = self._topics(seen, act)
        unclear = tuple(mention.id for mention in seen.mentions if mention.kind == "unclear")
        return Understanding(
            act,
            tuple(findings),
            tuple(facts),
            flags,
            ask,
            topics,
            chosen,
            whole is not None or answered.plain,
            worries,
            unclear,
        )

    def _hear_anew(self, text: str) -> tuple[list[Sentence], list[Mention]]:
        """The sentences, mended, and what they mention: all of the reading that depends on the text alone."""
        some = [self._speller.mend(sentence) for sentence in sentences(text)]
        return some, without_empty_words(self._finder.find(some)) if some else []

    def _see(self, text: str, asked: Asked | None, known: dict[str, Any], today: date | None) -> _Seen:
        some, mentions = self._hear(text)
        if not some:
            return _Seen([], [], LossReading(), [], (0, 0))
        asking = [is_question([sentence]) for sentence in some]
        mentions = [only_asked(one, some[one.sentence], question=asking[one.sentence]) for one in mentions]
        mentions = [named_for(one, mentions, some[one.sentence]) for one in mentions]
        mentions = [stated_first(one, some[one.sentence]) for one in mentions]
        if is_for_somebody_else(known):
            mentions = [as_hers(one, some[one.sentence]) for one in mentions]
        mentions = self._results.as_tests(self._without_feared(mentions, some), some)
        hunches = self.ear.dangers(text, some) if self.ear else ()
        mentions = settled_by(hunches, mentions)
        asked_id = asked.id if asked else None
        losses = read_losses(some, mentions, asked=asked_id, known=known)
        present = {mention.id for mention in mentions if mention.stands.status == "present"}
        facts = [
            *with_dose(facts_of(mentions, some, self._results, asked=asked_id), mentions, some, today),
            *loss_facts(losses, known, asked_id),
            *self._quantities.read(some, present | set(known.get("symptoms") or ()), today),
            *read_about(some, mentions, today, asked=asked_id),
            *without_undecided(self._states.read(some, asked=asked_id), some),
            *told_with(mentions, known),
            *carrying(some, mentions, known),
        ]
        return _Seen(some, mentions, losses, facts, (some[0].tokens[0].start, some[-1].tokens[-1].end), hunches)

    def _act(self, seen: _Seen, whole: Act | None, known: dict[str, Any], answered: Answered, *, stated: bool) -> Act:
        within, opens = self._acts.within(seen.sentences)
        within |= set(self._acts.by_clause(seen.sentences)) - {"yes", "no"}
        asked = [mention for mention in seen.mentions if mention.stands.status == "hypothetical"]
        roots = {fact.path.partition(".")[0].partition("[")[0] for fact in seen.facts}
        roots |= {"losses_count"} if "losses" in roots else set()
        return settle(
            Heard(
                whole,
                within,
                opens,
                question=is_question(seen.sentences) or is_turned(seen.sentences),
                found=stated,
                topics=bool(asked) or bool(self._acts.topics(seen.sentences)),
                asks_topic=self._acts.asks_topic(seen.sentences),
                known=bool(roots & known.keys()) if known else None,
                leads=answered.leads,
                free=answered.free,
            )
        )

    def _by_ear(self, text: str, seen: _Seen) -> Act:
        """What the second ear makes of words no rule knows; a yes or a no it only guesses at is none."""
        hunch = self.ear.act(text, seen.sentences) if self.ear else None
        return ACTS[hunch.id] if hunch and hunch.id in ACTS and hunch.id not in ("yes", "no") else "other"

    def _without_feared(self, mentions: list[Mention], some: Sequence[Sentence]) -> list[Mention]:
        """The mentions without losses that are only feared or asked about: `why do I keep losing them?`"""
        spans = [(n, found.start, found.end) for n, one in enumerate(some) for found in self._worries.find(one.tokens)]
        return [
            mention for mention in mentions
            if mention.kind != "loss" or not any(n == mention.sentence and a <= mention.start < b for n, a, b in spans)
        ]  # fmt: skip

    def _worried(self, some: Sequence[Sentence]) -> tuple[str, ...]:
        """The worries asked about, in the order of the text; their words ask, with a question mark or without."""
        return tuple(dict.fromkeys(match.meaning.id for one in some for match in self._worries.find(one.tokens)))

    def _of_illness(self, act: Act, seen: _Seen) -> Act:
        """`Is this sticky blood syndrome?` asks for a diagnosis, if no medicine is spoken of."""
        told = act in ("answer", "other", "correct")
        if not (told or act in ("ask_evidence", "ask_treatment")) or _names_medicine(seen):
            return act
        if told and asks_to_be_tested(seen.mentions, seen.sentences):
            return "ask_diagnosis"
        return "ask_diagnosis" if asks_whether(seen.mentions, seen.sentences) else act

    def _topics(self, seen: _Seen, act: Act) -> tuple[str, ...]:
        """Evidence topics and medicines asked about; only where something is asked."""
        if act not in ("ask_evidence", "ask_treatment", "ask_diagnosis"):
            return ()
        medicines = [mention.id for mention in seen.mentions if mention.kind == "medicine"]
        return tuple(dict.fromkeys([*self._acts.topics(seen.sentences), *medicines]))


def _names_medicine(seen: _Seen) -> bool:
    return any(mention.kind == "medicine" for mention in seen.mentions)


def _matters(seen: _Seen) -> bool:
    """`My husband takes finasteride, does it matter?` asks about the medicine, not why a question is put."""
    return any(mention.kind == "medicine" and mention.stands.status == "other" for mention in seen.mentions)


def _of_worries(worries: tuple[str, ...], act: Act, *, medicine: bool) -> Act:
    """A worry is met as a question about an illness, whatever else the words would make of it; a request stays one."""
    if not worries or act not in (*QUESTIONS, "answer", "other", "correct", "unsure", "why"):
        return act
    if (act == "ask_treatment" and medicine) or worries == (EVERYDAY,):
        return "ask_treatment"
    return "ask_diagnosis"


def _ask(seen: _Seen, asked: Asked | None, unsettled: bool, facts: Sequence[ReadFact]) -> Ask | None:
    """The one thing to ask before judging: losses that settle no number, an unclear condition, an unsettled answer."""
    if seen.losses.ask:
        return Ask("losses_count", "losses_count")
    unclear = [mention for mention in seen.mentions if mention.kind == "unclear" and mention.stands.status == "present"]
    if unclear:
        return Ask(unclear[0].id, "conditions")
    return answer.asks_again(asked) if unsettled and asked else None


def _once(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """One fact for each path; a present one stands before a denial of the same."""
    kept: dict[str, ReadFact] = {}
    for fact in facts:
        before = kept.get(fact.path)
        if before is None or (before.status != "present" and fact.status == "present"):
            kept[fact.path] = fact
    return list(kept.values())
