"""Reads one message: findings, facts, red flags, what kind of turn it is. Deterministic; no model.

Only the last few messages are kept, so that one is not matched anew by each who reads it in the same turn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from yarrow.language import answer
from yarrow.language.about import About
from yarrow.language.act import Acts, is_question
from yarrow.language.answered import Answers, Told
from yarrow.language.carrying import Carrying, is_in_danger
from yarrow.language.classes import class_lookup
from yarrow.language.facts import facts_of, findings_of, loss_facts, told_by_treatment, told_with, without_empty_words
from yarrow.language.finder import Finder
from yarrow.language.hints import Hints
from yarrow.language.lately import Lately
from yarrow.language.leading import with_no_apart
from yarrow.language.lexicon import Lexicon
from yarrow.language.losses import Losses, LossReading
from yarrow.language.mention import Mention
from yarrow.language.of_the_bowel import OfTheBowel
from yarrow.language.offered import OfferedWords
from yarrow.language.pads import pads
from yarrow.language.patient import as_hers, is_for_somebody_else, is_told_by_others
from yarrow.language.people import People, inflected
from yarrow.language.pipeline import Pipeline
from yarrow.language.pregnancies_untold import ask_of_untold
from yarrow.language.quantities import Quantities
from yarrow.language.red_flags import red_flags
from yarrow.language.results import Results
from yarrow.language.sayings import Sayings
from yarrow.language.second_ear import Ear, Hunch, doubt_of, settled_by
from yarrow.language.seen import Seen
from yarrow.language.signs import Signs
from yarrow.language.spelling import Speller
from yarrow.language.states import States
from yarrow.language.steroids import with_dose
from yarrow.language.text import Sentence, sentences
from yarrow.language.transfers import failed_transfers
from yarrow.language.tried_for import planning_told
from yarrow.language.turns import Answering, Turns
from yarrow.language.understanding import Ask, Asked, ReadFact, Understanding
from yarrow.language.vocabulary import known_words, wanted_words
from yarrow.language.whether import named_for, only_asked, stated_first, without_undecided

SAME_TURN = 8  # messages kept in memory: as many as are read at once, four turns in flight and those before them
# Names that settle no condition, of illnesses that do not go away.
LASTING = frozenset({"ibd", "colitis", "diabetes", "arthritis", "discoid_lupus"})


class Reader:
    """Reads messages with one lexicon, and with a second ear for danger where there is one."""

    def __init__(self, lexicon: Lexicon, ear: Ear | None = None) -> None:
        self.ear = ear
        classes = class_lookup(lexicon.classes)
        # One message is read several times in a turn (lane, kind of turn, answer), often against other facts.
        self._hear = lru_cache(maxsize=SAME_TURN)(self._hear_anew)
        self._told: deque[tuple[object, Understanding]] = deque(maxlen=SAME_TURN)
        self._speller = Speller(lexicon.spellings, wanted_words(lexicon), known_words(lexicon))
        signs = Signs(lexicon, classes)
        self._finder = Finder(lexicon, classes, Pipeline(lexicon.cues, classes), signs)
        self._acts = Acts(lexicon, classes)
        self._quantities = Quantities(lexicon, classes)
        self._states = States(lexicon, classes)
        people = People(lexicon)
        self._about = About(people)
        self._wives = inflected(people.wives) | {"gf"}
        self._women = inflected(people.daughters | people.sisters | people.of("woman_in_law"))
        self._turns = Turns(lexicon, classes, self._acts, lambda: self.ear)
        self._results = Results(lexicon, classes)
        self._lately = Lately(signs, people)
        self._hints = Hints(lexicon, classes, signs)
        self._carrying = Carrying(lexicon, self._hints)
        self._of_the_bowel = OfTheBowel(lexicon.concepts)
        self._sayings = Sayings(lexicon, classes)
        self._losses = Losses.of(lexicon, signs)
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
        turn = self._turns.of(text, seen, Answering(whole, answered, context, stated=stated), findings)
        by_now = {**context, **{fact.path: fact.value for fact in facts}}
        ask = ask or doubt_of(seen.hunches, seen.mentions, {**by_now, "symptoms": context.get("symptoms") or ()})
        if ask is None and not flags:
            ask = self._hints.ask(seen.sentences, seen.mentions, by_now)
        ask = ask or _ask(seen, asked, unsettled, facts)
        if ask is None and asked is None:
            ask = ask_of_untold(seen.sentences, seen.losses, facts, context)
        unclear = tuple(mention.id for mention in seen.mentions if mention.kind == "unclear")
        return Understanding(
            turn.act,
            tuple(findings),
            tuple(facts),
            flags,
            ask,
            turn.topics,
            chosen,
            whole is not None or answered.plain,
            turn.worries,
            unclear,
            turn.asks,
        )

    def _hear_anew(self, text: str) -> tuple[list[Sentence], list[Mention]]:
        """The sentences, mended, and what they mention: all of the reading that depends on the text alone."""
        some = [self._speller.mend(sentence) for sentence in sentences(text)]
        return some, self._finder.find(some) if some else []

    def _see(self, text: str, asked: Asked | None, known: dict[str, Any], today: date | None) -> Seen:
        some, mentions = self._hear(with_no_apart(text, asked))
        if not some:
            return Seen([], [], LossReading(), [], (0, 0))
        mentions = self._of_the_bowel.mentions(without_empty_words(mentions, known), some, asked)
        asking = [is_question([sentence]) for sentence in some]
        mentions = [only_asked(one, some[one.sentence], question=asking[one.sentence]) for one in mentions]
        mentions = [named_for(one, mentions, some[one.sentence]) for one in mentions]
        mentions = [stated_first(one, some[one.sentence]) for one in mentions]
        if is_for_somebody_else(known) or is_told_by_others(known, some, self._wives, self._women):
            mentions = [as_hers(one, some[one.sentence]) for one in mentions]
        mentions = self._results.as_tests(self._without_feared(mentions, some), some)
        hunches = self._of_the_bowel.hunches(self._dangers(text, some), some, asked)
        mentions = settled_by(hunches, mentions)
        asked_id = asked.id if asked else None
        losses = self._losses.read(some, mentions, asked=asked_id, known=known)
        present = {mention.id for mention in mentions if mention.stands.status == "present"}
        facts = [
            *with_dose(facts_of(mentions, some, self._results, known, asked=asked_id), mentions, some, today),
            *loss_facts(losses, known, asked_id),
            *(pads(some) if "bleeding" in present | set(known.get("symptoms") or ()) else ()),
            *failed_transfers(some),
            *self._quantities.read(some, present | set(known.get("symptoms") or ()), today),
            *self._about.read(some, mentions, today, asked=asked_id, lost=bool(losses.items)),
            *without_undecided(
                self._told_of_states(some, mentions, asked=asked_id, lost=bool(losses.items or losses.count)), some
            ),
            *told_with(mentions, known),
            *told_by_treatment(mentions, some, asked_id),
            *self._carrying.read(some, mentions, known, losses.items),
            *self._lately.read(some, mentions, known),
        ]
        facts += planning_told(facts, some)
        return Seen(some, mentions, losses, facts, (some[0].tokens[0].start, some[-1].tokens[-1].end), hunches)

    def _dangers(self, text: str, some: Sequence[Sentence]) -> tuple[Hunch, ...]:
        """What the second ear hears beside the sayings, where there is one."""
        return self._sayings.heard_beside(self.ear, text, some, self.ear.dangers(text, some)) if self.ear else ()

    def _told_of_states(
        self, some: Sequence[Sentence], mentions: Sequence[Mention], *, asked: str | None, lost: bool
    ) -> list[ReadFact]:
        return self._states.read(some, asked=asked, lost=lost, in_danger=is_in_danger(mentions))

    def _without_feared(self, mentions: list[Mention], some: Sequence[Sentence]) -> list[Mention]:
        """The mentions without losses that are only feared or asked about: `why do I keep losing them?`"""
        spans = [
            (n, found.start, found.end) for n, one in enumerate(some) for found in self._turns.worries.find(one.tokens)
        ]
        return [
            mention for mention in mentions
            if mention.kind != "loss" or not any(n == mention.sentence and a <= mention.start < b for n, a, b in spans)
        ]  # fmt: skip


def _ask(seen: Seen, asked: Asked | None, unsettled: bool, facts: Sequence[ReadFact]) -> Ask | None:
    """The one thing to ask before judging: losses that settle no number, an unclear condition, an unsettled answer."""
    if seen.losses.ask:
        return Ask("losses_count", "losses_count")
    unclear = [mention for mention in seen.mentions if mention.kind == "unclear" and _is_had(mention)]
    if unclear:
        return Ask(unclear[0].id, "conditions")
    return answer.asks_again(asked) if unsettled and asked else None


def _is_had(mention: Mention) -> bool:
    """Whether she has it, or was once told so of what does not go away: `I had IBD as a student`."""
    return mention.stands.status == "present" or (mention.stands.status == "past" and mention.id in LASTING)


def _once(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """One fact for each path; a present one stands before a denial of the same."""
    kept: dict[str, ReadFact] = {}
    for fact in facts:
        before = kept.get(fact.path)
        if before is None or (before.status != "present" and fact.status == "present"):
            kept[fact.path] = fact
    return list(kept.values())
