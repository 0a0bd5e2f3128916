"""Whose an illness is that is told in a sentence of its own: `My mum came too. She has lupus.`, `Mine was negative.`

What stands in one sentence with the person is heard by its cues (yarrow.language.kin); here a pronoun leads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import Stand, Status
from yarrow.language.mention import Mention
from yarrow.language.people import People, inflected
from yarrow.language.text import Sentence

FAR = 2  # sentences back that a "she" may mean
SHE, HE = frozenset({"she", "shes", "hers"}), frozenset({"he", "hes", "his"})
# Between the pronoun and the illness; any other word may be of something else: `she says it's lupus`.
HAVING = frozenset({
    "has", "had", "got", "gets", "is", "was", "suffers", "suffered", "lives", "been", "diagnosed", "with", "from",
    "a", "an", "the", "also", "just", "both", "and", "or", ",", "really", "severe", "bad", "actually", "now",
    "still", "does", "have", "awful", "terrible", "confirmed", "told", "recently", "turned", "out", "to", "be",
    "ended", "up", "being", "only", "too", "one", "called", "named",
})  # fmt: skip
SAYING_SO = frozenset({"has", "had", "got", "gets", "is", "was", "suffers", "suffered", "lives", "shes", "hes", "does",
                       "turned", "ended"})  # fmt: skip
DOCTORS = frozenset({"doctor", "doctors", "dr", "gp", "consultant", "nurse", "midwife", "specialist",
                     "rheumatologist", "gynae", "professor", "registrar", "locum", "neurologist",
                     "dermatologist"})  # fmt: skip
OF_HERSELF = frozenset({"i", "im", "ive", "me", "my", "mine", "myself", "we", "weve", "our"})
# Told of a baby that was lost, or of him who is half of the couple: neither is a relative's illness.
OF_THE_COUPLE = frozenset({"baby_with_anomaly", "sperm_problem", "related_partner"})
MINE = re.compile(
    r"(?:^| )(?:mine|my (?:own )?(?:blood|bloods|blood test|screen|screening|result|results|own test|ttg))"
    r"(?: (?:has|have|also|just|all|then|too|both|now))*"
    r"(?: (?:is|was|were|are|came|come|comes|says|said|=s|reads|turned|tested|keeps|keep|coming|back|out|up|as|a|bit|"
    r"well|only|so|far|the|being|on))+ "
    r"(?P<result>positive|raised|high|elevated|borderline|sky|through|off|up|abnormal|negative|clear|normal|fine|ok|"
    r"okay|neg|grand)(?: |$)"
)
I_AM_CLEAR = re.compile(
    r"(?:^| )i (?:(?:was|am|got|have|keep|always|been|get|had) )*(?:screened|tested|checked|being|test|come|testing)"
    r"(?: \S+){0,5}? (?P<result>negative|clear)(?: |$)"
)
CLEAR = frozenset({"negative", "clear", "normal", "fine", "ok", "okay", "neg", "grand"})


# Of whom this is said is the patient, for whom another writes: `she's 34`, `she has lost two`.
THE_PATIENT = re.compile(
    r"\b(?:shes?|she (?:has|had|is|was))(?: \S+){0,2}? "
    r"(?:\d+|lost|losing|miscarried|miscarriages?|pregnant|expecting)\b"
)


class Whose:
    """Hears of whom an illness is told where a pronoun leads back to her relative, and how her own test came out."""

    def __init__(self, people: People) -> None:
        self._women = inflected(people.kinswomen | people.daughters)
        either = people.of("cousin", "relation")
        self._men = inflected((people.kin - people.kinswomen) | people.sons | either)
        self._children = inflected(people.little_ones)
        self._friends = inflected(people.friends | people.others)
        self._husbands = inflected(people.husbands | people.partners)
        self._wives = inflected(people.wives) | {"gf"}
        # These may be the patient herself, where the writer says not a word of herself.
        self._written_for = inflected(people.daughters | people.sisters)

    def settle(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        """The mentions, those illnesses another's that are told of a "she" who was named before."""
        if not any(mention.kind == "condition" for mention in mentions):
            return list(mentions)
        words = [[token.norm for token in sentence.tokens] for sentence in sentences]
        said = {word for some in words for word in some}
        if said & self._wives or any(THE_PATIENT.search(" ".join(some)) for some in words):
            return list(mentions)
        return [self._settled(mention, words, mentions, said) for mention in mentions]

    def _settled(
        self, mention: Mention, words: Sequence[list[str]], mentions: Sequence[Mention], said: set[str]
    ) -> Mention:
        if mention.kind != "condition" or mention.stands.status != "present" or mention.id in OF_THE_COUPLE:
            return mention
        pronoun = _pronoun(mention, words[mention.sentence], mentions)
        person = self._named(pronoun, words, mention.sentence) if pronoun else None
        if person is None or (person in self._written_for and not OF_HERSELF & said):
            return mention
        status: Status = "family" if person in self._women | self._men | self._children else "other"
        return replace(mention, stands=Stand(status))

    def _named(self, pronoun: str, words: Sequence[list[str]], number: int) -> str | None:
        """The person last named whom the pronoun may mean; none where a doctor is named later."""
        hers = self._women if pronoun in SHE else self._men
        fitting = hers | self._children | self._friends | (self._husbands if pronoun in HE else frozenset())
        for back in range(number - 1, max(-1, number - 1 - FAR), -1):
            for word in reversed(words[back]):
                if word in fitting:
                    return word
                if word in DOCTORS:
                    return None
        return None


def _pronoun(mention: Mention, words: list[str], mentions: Sequence[Mention]) -> str | None:
    """The "she" or "he" of whom it is said that she has it, with nothing between that could be of something else."""
    at = next((place for place in range(mention.start - 1, -1, -1) if words[place] in SHE | HE), None)
    if at is None or (at and words[at - 1] in ("and", "but") and OF_HERSELF & set(words[:at])):
        return None
    named = {place for one in mentions if one.sentence == mention.sentence for place in range(one.start, one.end)}
    between = {words[place] for place in range(at + 1, mention.start) if place not in named}
    plain = {word for word in between if not word.isdecimal()} <= HAVING
    return words[at] if plain and SAYING_SO & (between | {words[at]}) else None


def with_her_own_test(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, and what she may have too or has not of a relative's illness: `Mine came back raised.`"""
    if not any(mention.kind == "condition" and mention.stands.status == "family" for mention in mentions):
        return list(mentions)
    words = [[token.norm for token in sentence.tokens] for sentence in sentences]
    found: list[Mention] = list(mentions)
    for number, some in enumerate(words):
        text = " ".join(some)
        said = MINE.search(text) or I_AM_CLEAR.search(text)
        place = text[: said.start()].count(" ") if said else 0
        before = [
            one for one in mentions
            if one.kind in ("condition", "test", "loss") and number - FAR <= one.sentence <= number
            and (one.sentence < number or one.start <= place)
        ]  # fmt: skip
        last = max(before, key=lambda one: (one.sentence, one.start), default=None)
        if said is None or last is None or last.kind != "condition" or last.stands.status != "family":
            continue
        status: Status = "denied" if said["result"] in CLEAR else "suspected"
        if not any(one.id == last.id and one.stands.status in ("present", "denied", "suspected") for one in mentions):
            found.append(replace(last, stands=Stand(status)))
    return found
