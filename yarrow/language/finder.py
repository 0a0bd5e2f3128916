"""The concepts of a message, each with how it stands."""

from __future__ import annotations

from dataclasses import replace

from yarrow.language.assertion import Stand, Standing
from yarrow.language.bygone import Bygone
from yarrow.language.denials import is_untested
from yarrow.language.forewarned import forewarned
from yarrow.language.lexicon import Concept, Lexicon, Named
from yarrow.language.line import Classes
from yarrow.language.matcher import Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.people import People
from yarrow.language.pipeline import Pipeline, Target
from yarrow.language.said_of_it import SaidOfIt
from yarrow.language.said_of_others import SaidOfOthers
from yarrow.language.signs import Signs
from yarrow.language.tested import found_by_testing
from yarrow.language.text import Sentence
from yarrow.language.whose import Whose, with_her_own_test

IDIOM = "idiom"
# Of one pain the graver name stands alone (coding manual: pain of the womb is not abdominal pain).
GRAVER = {
    "abdominal_pain": frozenset({"severe_abdominal_pain", "one_sided_pelvic_pain", "pelvic_pain", "rigid_abdomen",
                                 "upper_abdominal_pain"}),
    "bloating": frozenset({"rigid_abdomen", "sudden_swelling"}),
    "pelvic_pain": frozenset({"one_sided_pelvic_pain"}),
}  # fmt: skip
OF_THE_WOMB = frozenset({"pelvic_pain", "one_sided_pelvic_pain"})
BEYOND = 3  # words that a pain's own phrase goes on for after the graver one has ended
# Before these, blood is no bleeding: `bowels fine, blood tests fine`.
BLOOD = frozenset({"blood", "bloods"})
OF_BLOOD = frozenset({"test", "tests", "tested", "pressure", "work", "count", "counts", "sugar", "sugars", "group",
                      "type", "results", "panel", "panels", "thinner", "thinners", "sample", "samples"})  # fmt: skip
PARTING = frozenset({"arent", "isnt", "wasnt", "werent", "not", "never"})


class Finder:
    """Finds the lexicon's concepts, losses and unclear names; sayings that mean nothing hide what they cover."""

    def __init__(self, lexicon: Lexicon, classes: Classes, pipeline: Pipeline, signs: Signs) -> None:
        self._pipeline = pipeline
        self._matcher = Matcher(classes, hides=_hides)
        for concept in lexicon.concepts:
            self._matcher.add(concept.phrases, concept)
        self._conditions = {one.id: one for one in lexicon.concepts if one.kind == "condition"}
        self._losses = {id(named) for named in lexicon.losses}
        for named in (*lexicon.losses, *lexicon.unclear):
            self._matcher.add(named.phrases, named)
        self._matcher.add(lexicon.idioms, Named(IDIOM, ()))
        self._bygone = Bygone(signs)
        self._said_of_it = SaidOfIt(lexicon.remarks, classes)
        people = People(lexicon)
        self._standing = Standing(people)
        self._said_of_others = SaidOfOthers(people)
        self._whose = Whose(people)

    def find(self, sentences: list[Sentence]) -> list[Mention]:
        """Every mention, in the order of the text, somebody else's included (stand 'other')."""
        found: list[Mention] = []
        for number, sentence in enumerate(sentences):
            matches = [one for one in _unhidden(self._matcher.find(sentence.tokens)) if not _is_tested(one, sentence)]
            targets = [Target(match.start, match.end, self._kind(match), match.words) for match in matches]
            links = self._pipeline.relate(sentence, targets)
            for match, target, some in zip(matches, targets, links, strict=True):
                illness = self._conditions.get(match.meaning.id) if target.kind == "test" else None
                if illness and any(link.category == "FAMIT" for link in some):  # "coeliac test negative, mum has it"
                    some = tuple(link for link in some if link.category != "FAMIT")
                    found.append(
                        _mention(
                            replace(match, meaning=illness),
                            replace(target, kind="condition"),
                            number,
                            sentence,
                            Stand("family"),
                        )
                    )
                settled = self._standing.stand(
                    target, some, sentence, targets, others=getattr(match.meaning, "others", False)
                )
                settled = _denying(match, target, settled, sentence)
                if settled.status != "denied" and getattr(match.meaning, "bare", False):
                    continue
                found.append(_mention(match, target, number, sentence, settled))
                if settled.shared and target.kind == "condition":
                    found.append(_mention(match, target, number, sentence, Stand("family")))
                if settled.not_me and target.kind == "condition":
                    found.append(_mention(match, target, number, sentence, Stand("denied")))
        told = self._whose.settle(_without_lesser(found), sentences)
        settled_later = found_by_testing(self._said_of_it.settle(told, sentences), sentences)
        standing = with_her_own_test(settled_later, sentences)
        hers = self._said_of_others.of_others(forewarned(standing, sentences), sentences)
        return self._bygone.settle(hers, sentences)

    def _kind(self, match: Match) -> str:
        if isinstance(match.meaning, Concept):
            return match.meaning.kind
        return "loss" if id(match.meaning) in self._losses else "unclear"


def _mention(match: Match, target: Target, number: int, sentence: Sentence, settled: Stand) -> Mention:
    tokens = sentence.tokens
    meaning = match.meaning
    if isinstance(meaning, Concept) and meaning.event and settled.status == "past":
        settled = replace(settled, status="present")
    return Mention(
        meaning, target.kind, meaning.id, number, match.start, match.end, tokens[match.start].start,
        tokens[match.end - 1].end, settled,
    )  # fmt: skip


def _denying(match: Match, target: Target, settled: Stand, sentence: Sentence) -> Stand:
    """`Swallowing is fine` denies trouble with it; so does `my legs aren't swollen`, by a word between its own."""
    denies = getattr(match.meaning, "denies", False) or _is_parted_by_not(match, sentence)
    if denies and target.kind == "condition":  # `never tested, not thyroid, not APS` denies none
        return Stand("other" if settled.status == "family" or is_untested(target, sentence) else "denied")
    return Stand("denied") if denies and settled.status == "present" else settled


def _is_tested(match: Match, sentence: Sentence) -> bool:
    """Whether the blood a symptom is read from was only looked at: `bloods`, `blood tests`."""
    if getattr(match.meaning, "kind", "") != "symptom":
        return False
    words = [token.norm for token in sentence.tokens]
    return any(
        words[place] == "bloods"
        or (words[place] in BLOOD and words[place + 1 : place + 2] and words[place + 1] in OF_BLOOD)
        for place in match.words
    )


def _is_parted_by_not(match: Match, sentence: Sentence) -> bool:
    """Whether a negation stands in a gap of the phrase, straight before a word of it."""
    if getattr(match.meaning, "kind", "") != "symptom":
        return False
    named = set(match.words)
    gaps = [place for place in range(match.start, match.end) if place not in named and place + 1 in named]
    return any(sentence.tokens[place].norm in PARTING for place in gaps)


def _hides(longer: Concept | Named, inner: Concept | Named) -> bool:
    """Whether the longer phrase is all that is meant: a mere hint hides no plain word of a danger."""
    if not (isinstance(longer, Concept) and isinstance(inner, Concept)):
        return True
    return not (longer.weak and inner.danger and not inner.weak)


def _unhidden(matches: list[Match]) -> list[Match]:
    """Matches no saying covers."""
    idioms = [frozenset(match.words) for match in matches if match.meaning.id == IDIOM]
    return [
        match for match in matches
        if match.meaning.id != IDIOM and not any(frozenset(match.words) <= idiom for idiom in idioms)
    ]  # fmt: skip


def _without_lesser(mentions: list[Mention]) -> list[Mention]:
    """The mentions without a symptom whose words say a graver one: `worst stomach pain of my life`."""
    return [
        one for one in mentions
        if one.stands.status != "present" or not any(_is_said_by(one, other) for other in mentions)
    ]  # fmt: skip


def _is_said_by(one: Mention, other: Mention) -> bool:
    """Whether the graver is all that is said: `pain low down that eases once I've been` is the bowel's as well."""
    if other.id not in GRAVER.get(one.id, ()) or other.sentence != one.sentence or other.stands.status != "present":
        return False
    eased = other.id in OF_THE_WOMB and one.end - other.end > BEYOND
    return other.start < one.end and one.start < other.end and not eased
