"""What the patient does with the turn, by rules (DESIGN §4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from yarrow.language.clauses import clauses
from yarrow.language.lexicon import Lexicon, Named
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.once import once
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import Act

FILLER = "filler"
OPENS_NO = frozenset({"opens_no", "opens_no_alone"})
ACTS: dict[str, Act] = {act: act for act in get_args(Act)}
REQUESTS: tuple[Act, ...] = ("delete", "ask_person", "pause")
QUESTIONS: tuple[Act, ...] = ("ask_treatment", "ask_diagnosis", "ask_evidence")
STRONG = ("skip", "why", "unsure")  # in a message of several whole acts, these are the one that counts
OBJECTS = "objects"  # "I don't see what that has to do with it": asks why, whatever it names
EVIDENCE = "evidence_words"
# Of a named subject these ask what is known: "do I need a zonulin test?"; the plain ones are questions by themselves.
EVIDENCE_FIRST = "evidence_first"
EVIDENCE_PLAIN = "evidence_plain"
HEARSAY = "hearsay"  # "my clinic says NK testing is essential": no question in form, and yet one
ABOUT_EVIDENCE = frozenset({EVIDENCE_FIRST, EVIDENCE_PLAIN, HEARSAY})  # they stand beside whatever else the words say
ASKING = frozenset({
    "what", "whats", "why", "how", "does", "do", "is", "are", "can", "could", "should", "shall", "will", "would",
    "which", "did", "may", "must", "any", "isnt", "doesnt", "tell", "explain", "wondering", "heard",
})  # fmt: skip
TURNED = frozenset({"am", "was", "have", "has", "were"})  # questions only before their subject
SUBJECTS = frozenset({"i", "it", "that", "this", "my", "you", "there", "they", "we"})
LEADING = frozenset(
    {"so", "and", "but", "ok", "hi", "hello", "also", "please", "well", "hey", "sorry", "um", ",", "yes", "no"}
)


@dataclass(frozen=True)
class Heard:
    """What was seen of a message. `whole`: the act that it is entirely; `within`: acts its words name anywhere.

    `opens`: those named at its very start. `found`: it states something. `topics`: it names what can be asked about.
    `asks_topic`: one of its sentences begins as a question and names such a thing, whatever the others state.
    `known`: it states something of what was known before; None if nothing is known. `leads`: the yes or no with which
    it answers the open question, whatever it tells beside it. `free`: the open question takes any words.
    """

    whole: Act | None
    within: frozenset[str]
    opens: frozenset[str]
    question: bool
    found: bool
    topics: bool
    asks_topic: bool
    known: bool | None
    leads: Act | None = None
    free: bool = False


class Acts:
    """Tells acts apart: by the whole message when it is one, else by words anywhere in it."""

    def __init__(self, lexicon: Lexicon, classes: Classes) -> None:
        self._whole = Matcher(classes, exact=True)
        self._within = Matcher(classes, exact=True, hides=lambda longer, inner: inner.id not in ABOUT_EVIDENCE)
        self._topics = Matcher(classes)
        for named in lexicon.acts:
            self._whole.add(named.phrases, named)
        self._whole.add(lexicon.fillers, Named(FILLER, ()))
        for named in lexicon.asks:
            self._within.add(named.phrases, named)
        for named in lexicon.topics:
            self._topics.add(named.phrases, named)
        self._of_clauses = once(self._of_clauses_anew)  # a telling is gone through as a whole and by its sentences

    def whole(self, sentences: Sequence[Sentence]) -> Act | None:
        """The act that the whole message is, fillers aside: yes, no, unsure, skip, why; None if there is more in it."""
        names = [self._sentence(sentence) for sentence in sentences]
        if None in names:
            return None
        return _one([name for name in names if name and name != FILLER])

    def by_clause(self, sentences: Sequence[Sentence]) -> list[Act]:
        """The acts that whole clauses are, in order: `Not yet. She won't speak about it`, `adopted, no idea`."""
        return [act for sentence in sentences for act in self._of_clauses(sentence.tokens)]

    def _of_clauses_anew(self, tokens: Sequence[Token]) -> list[Act]:
        names = map(self._sentence, clauses([Sentence(tuple(tokens))]))
        return [ACTS[name] for name in names if name and name != FILLER]

    def opening(self, sentences: Sequence[Sentence], *, alone: bool = False) -> Act | None:
        """`Yes, …` or `No, …` at the start of a message that says more. `alone`: without what is denied behind it."""
        for act, ids in (("yes", {"opens_yes"}), ("no", {"opens_no_alone"} if alone else OPENS_NO)):
            if ids & self._opens(sentences):
                return ACTS[act]
        return None

    def _opens(self, sentences: Sequence[Sentence]) -> frozenset[str]:
        """What is named at the start of the message, or behind words that add nothing: `ach no`, `sorry yes`."""
        for sentence in sentences:
            fillers = {place for match in self._whole.find(sentence.tokens) if match.meaning.id == FILLER
                       for place in match.words}  # fmt: skip
            marks = {place for place, token in enumerate(sentence.tokens) if token.kind == "mark"}
            start = next((at for at in range(len(sentence.tokens)) if at not in fillers | marks), None)
            if start is not None:
                found = self._within.find(sentence.tokens)
                return frozenset(match.meaning.id for match in found if match.start in (0, start))
        return frozenset()

    def within(self, sentences: Sequence[Sentence]) -> tuple[frozenset[str], frozenset[str]]:
        """Acts named by words anywhere in the message, and those named at its start."""
        found = [(number, match) for number, some in enumerate(sentences) for match in self._within.find(some.tokens)]
        opens = frozenset(match.meaning.id for number, match in found if (number, match.start) == (0, 0))
        return frozenset(match.meaning.id for _, match in found), opens

    def without(self, name: str, sentence: Sentence) -> Sentence:
        """The sentence without the words by which it names this."""
        named = {place for match in self._within.find(sentence.tokens) if match.meaning.id == name
                 for place in match.words}  # fmt: skip
        kept = (token for place, token in enumerate(sentence.tokens) if place not in named)
        return replace(sentence, tokens=tuple(kept)) if named else sentence

    def topics(self, sentences: Sequence[Sentence]) -> list[str]:
        """Evidence topics named, in order."""
        found = [match.meaning.id for sentence in sentences for match in self._topics.find(sentence.tokens)]
        return list(dict.fromkeys(found))

    def asks_topic(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a sentence begins as a question and names an evidence topic: `I'm 34. Is intralipid any good`."""
        return any(any(map(_starts_asking, _starts(some))) and bool(self.topics([some])) for some in sentences)

    def _sentence(self, sentence: Sentence) -> str | None:
        """The one act whose phrases and fillers cover the sentence's words; FILLER if there are only fillers."""
        words = {place for place, token in enumerate(sentence.tokens) if token.kind != "mark"}
        found: list[Match] = self._whole.find(sentence.tokens)
        if not words <= {place for match in found for place in match.words}:
            return None
        names = [match.meaning.id for match in found if match.meaning.id != FILLER]
        return _one(names) if names else FILLER


def _one(names: Sequence[str]) -> Act | None:
    """The one act of several named: all alike, or a strong one among them; None if they contradict each other."""
    for strong in STRONG:
        if strong in names:
            return ACTS[strong]
    return ACTS[names[0]] if len(set(names)) == 1 else None


def is_question(sentences: Sequence[Sentence]) -> bool:
    """Whether any sentence ends with a question mark, or it or a part after a comma starts as a question does."""
    return any(some.question or any(map(_starts_asking, _starts(some))) for some in sentences)


def _starts(sentence: Sentence) -> list[list[str]]:
    """The first words of the sentence and of each part after a comma."""
    words = [token.norm for token in sentence.tokens]
    places = [0, *(place + 1 for place, word in enumerate(words) if word == ",")]
    return [words[place : place + 4] for place in places]


def _starts_asking(words: list[str]) -> bool:
    words = words[1:] if words and words[0] in LEADING else words
    return bool(words) and (words[0] in ASKING or (words[0] in TURNED and words[1:2] != [] and words[1] in SUBJECTS))


def settle(heard: Heard) -> Act:
    """The one act of the message; requests and questions outrank answers, a plain answer outranks feelings."""
    for act in REQUESTS:
        if act in heard.within and heard.whole not in ("yes", "no") and not (act == "pause" and _goes_on(heard)):
            return act
    if heard.whole:
        return heard.leads if heard.leads and heard.whole == "skip" else heard.whole
    if _asks_evidence(heard):
        return "ask_evidence"
    if OBJECTS in heard.within or ("why" in heard.within and (heard.question or not heard.found)):
        return "why"
    asked = _asked(heard) if heard.question else _wondered(heard)
    if asked:
        return asked
    if "correct_earlier" in heard.within or (heard.found and _mends(heard)):
        return "correct"
    if heard.leads:
        return heard.leads
    return "answer" if heard.found else _unfound(heard)


def _goes_on(heard: Heard) -> bool:
    """Whether `hang on` only takes breath: an answer follows, a correction, or why it is asked."""
    return bool(heard.leads) or "correct_earlier" in heard.within or ("why" in heard.within and heard.question)


def _mends(heard: Heard) -> bool:
    """Whether it mends something known; without anything known, only if it opens by saying so."""
    return "correct" in heard.within and (heard.known or (heard.known is None and "correct" in heard.opens))


def _unfound(heard: Heard) -> Act:
    """The act of a message in which nothing was found: a refusal, doubt, a plain yes or no it opens with, feelings."""
    for act in (*STRONG, "distress"):
        if act in heard.within:
            return ACTS[act]
    for opening, act in (("opens_yes", "yes"), ("opens_no", "no"), ("opens_no_alone", "no")):
        if opening in heard.opens:
            return ACTS[act]
    return "answer" if heard.free else "other"


def _asks_evidence(heard: Heard) -> bool:
    """Whether it asks, in so many words, what is known of something it names."""
    first = heard.question and EVIDENCE_FIRST in heard.within
    return heard.topics and (first or EVIDENCE_PLAIN in heard.within)


def _wondered(heard: Heard) -> Act | None:
    """Something that can be asked about is passed on, and nothing else is told."""
    return "ask_evidence" if heard.topics and not heard.found and HEARSAY in heard.within else None


def _asked(heard: Heard) -> Act | None:
    """What kind of question it is; None if it only answers in the form of one."""
    for act in QUESTIONS:
        if act in heard.within and (act != "ask_evidence" or heard.topics or EVIDENCE in heard.within):
            return act
    return "ask_evidence" if heard.asks_topic or (heard.topics and not heard.found) else None
