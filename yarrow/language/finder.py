"""The concepts of a message, each with how it stands."""

from __future__ import annotations

from dataclasses import replace

from yarrow.language.assertion import Stand, stand
from yarrow.language.bygone import bygone
from yarrow.language.forewarned import forewarned
from yarrow.language.lexicon import Concept, Lexicon, Named
from yarrow.language.matcher import Classes, Match, Matcher
from yarrow.language.mention import Mention
from yarrow.language.pipeline import Pipeline, Target
from yarrow.language.said_of_it import SaidOfIt
from yarrow.language.said_of_others import of_others
from yarrow.language.text import Sentence

IDIOM = "idiom"
# Of one pain the graver name stands alone (coding manual: pain of the womb is not abdominal pain).
GRAVER = {
    "abdominal_pain": frozenset({"severe_abdominal_pain", "one_sided_pelvic_pain", "pelvic_pain", "rigid_abdomen",
                                 "upper_abdominal_pain"}),
    "bloating": frozenset({"rigid_abdomen", "sudden_swelling"}),
    "pelvic_pain": frozenset({"one_sided_pelvic_pain"}),
}  # fmt: skip
PARTING = frozenset({"arent", "isnt", "wasnt", "werent", "not", "never"})


class Finder:
    """Finds the lexicon's concepts, losses and unclear names; sayings that mean nothing hide what they cover."""

    def __init__(self, lexicon: Lexicon, classes: Classes, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._matcher = Matcher(classes, hides=_hides)
        for concept in lexicon.concepts:
            self._matcher.add(concept.phrases, concept)
        self._losses = {id(named) for named in lexicon.losses}
        for named in (*lexicon.losses, *lexicon.unclear):
            self._matcher.add(named.phrases, named)
        self._matcher.add(lexicon.idioms, Named(IDIOM, ()))
        self._said_of_it = SaidOfIt(lexicon.remarks, classes)

    def find(self, sentences: list[Sentence]) -> list[Mention]:
        """Every mention, in the order of the text, somebody else's included (stand 'other')."""
        found: list[Mention] = []
        for number, sentence in enumerate(sentences):
            matches = _unhidden(self._matcher.find(sentence.tokens))
            targets = [Target(match.start, match.end, self._kind(match), match.words) for match in matches]
            links = self._pipeline.relate(sentence, targets)
            for match, target, some in zip(matches, targets, links, strict=True):
                settled = stand(target, some, sentence, targets, others=getattr(match.meaning, "others", False))
                settled = _denying(match, settled, sentence)
                if settled.status != "denied" and getattr(match.meaning, "bare", False):
                    continue
                found.append(_mention(match, target, number, sentence, settled))
                if settled.shared and target.kind == "condition":
                    found.append(_mention(match, target, number, sentence, Stand("family")))
                if settled.not_me and target.kind == "condition":
                    found.append(_mention(match, target, number, sentence, Stand("denied")))
        return bygone(
            of_others(forewarned(self._said_of_it.settle(_without_lesser(found), sentences), sentences), sentences),
            sentences,
        )

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


def _denying(match: Match, settled: Stand, sentence: Sentence) -> Stand:
    """`Swallowing is fine` denies trouble with it; so does `my legs aren't swollen`, by a word between its own."""
    denies = getattr(match.meaning, "denies", False) or _is_parted_by_not(match, sentence)
    return Stand("denied") if denies and settled.status == "present" else settled


def _is_parted_by_not(match: Match, sentence: Sentence) -> bool:
    """Whether a negation stands in a gap of the phrase, straight before a word of it."""
    if getattr(match.meaning, "kind", "") != "symptom":
        return False
    named = set(match.words)
    gaps = [place for place in range(match.start, match.end) if place not in named and place + 1 in named]
    return any(sentence.tokens[place].norm in PARTING for place in gaps)


def _hides(longer: Concept | Named, inner: Concept | Named) -> bool:
    """Whether the longer phrase is all that is meant: a mere hint of a danger hides no plain word of the same one."""
    if not (isinstance(longer, Concept) and isinstance(inner, Concept)):
        return True
    return not (longer.danger and longer.id == inner.id and longer.weak and not inner.weak)


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
        if one.stands.status != "present" or not any(
            other.id in GRAVER.get(one.id, ()) and other.sentence == one.sentence
            and other.stands.status == "present" and other.start < one.end and one.start < other.end
            for other in mentions
        )
    ]  # fmt: skip
