"""Symptoms of another person, further than a cue reaches: `My sister had a stroke, her face drooped`, `Dad … He …`.

Of a wife, partner or daughter nothing is decided here: she may be the patient (yarrow.language.patient).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import BYGONE, PRESENT, Stand, Status
from yarrow.language.mention import Mention
from yarrow.language.people import People, inflected, possessive
from yarrow.language.red_flags import NEVER_IGNORED
from yarrow.language.text import Sentence

OWNING = frozenset({"my", "our", "a", "the", "one", "old", "best", "little", "big", "older", "younger",
                    "elder", "eldest", "late", "and", "but", "because", "since", "in", "to", "poor"})  # fmt: skip
OPENING = frozenset(
    {",", "and", "but", "because", "cos", "when", "since", "so", "-", "(", ":", "sorry", "as", "though"}
)
CHILDREN = frozenset({"youngest", "toddler", "kid"})  # of whom either may be said
SHE = frozenset({"she", "shes", "her", "hers", "shed"})
HE = frozenset({"he", "hes", "his", "him", "hed"})
OWN = frozenset({"i", "im", "ive", "me", "my", "id", "ill", "myself", "we", "mine", "our", "us"})
# After a person these say what he does for her or tells of her.
TELLING = frozenset({"says", "said", "thinks", "found", "rang", "called", "typing", "here", "writing",
                     "told", "reckons", "noticed", "saw", "brought", "drove", "heard", "wants",
                     "asked", "keeps", "hits", "hit", "wont", "texted", "who", "passing"})  # fmt: skip
PREGNANT = frozenset({"pregnant", "preg", "weeks", "wks", "gone", "expecting", "miscarriage",
                      "miscarried", "ivf", "baby"})  # fmt: skip
# `My sis has it, been bloated for weeks`: she leaves out "I".
OMITTED = frozenset({"been", "having", "feeling", "feel"})
SELF = frozenset({"im", "ive"})  # she who speaks of herself is the patient
OF_HERSELF = SELF | {"i", "me", "mine", "myself"}
# After `son's`: what he has.
OF_HIS = frozenset({"got", "had", "been", "having", "getting", "always", "constantly", "down"})
NOT_SO = frozenset({"not", "no", "never", "hasnt", "isnt", "doesnt", "didnt", "without", "if"})
DOING = NEVER_IGNORED  # of these the person is often the one who does it


class SaidOfOthers:
    """Hears symptoms that are told of a person named before."""

    def __init__(self, people: People) -> None:
        both = people.animals | CHILDREN
        self._female = people.female | people.sisters | possessive(people.sisters) | both | {"girl"}
        self._male = people.male | people.partners | people.sons | both | {"boy", "lad", "nipper", "ds"}
        self._kin = people.kin | possessive(people.sisters)
        self._wives = inflected(people.wives) | {"gf"}
        # A relative for whom somebody writes: `my bhabhi is nine weeks and …`, and not a word of the writer.
        self._written_for = inflected(people.daughters | people.sisters | people.of("woman_in_law"))

    def of_others(self, mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
        """The mentions, of which those symptoms are another's that are told of one named before and of nobody else."""
        if not any(mention.kind == "symptom" and mention.stands.status in ("present", "other") for mention in mentions):
            return list(mentions)
        if self._is_of_pregnant_partner(sentences):
            return [self._as_patients(mention, sentences[mention.sentence]) for mention in mentions]
        return [self._settled(mention, sentences) for mention in mentions]

    def _is_of_pregnant_partner(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a wife is named and a pregnancy of hers, or a sister's of today: somebody writes for the patient."""
        words = {token.norm for sentence in sentences for token in sentence.tokens}
        if not PREGNANT & words or SELF & words:
            return False
        today = PRESENT & words and not BYGONE & words and not OF_HERSELF & words
        return bool(self._wives & words or (self._written_for & words and today))

    def _as_patients(self, mention: Mention, sentence: Sentence) -> Mention:
        tokens = sentence.tokens
        words = {token.norm for token in (*tokens[: mention.start], *tokens[mention.end :])}
        hers = mention.stands.status == "other" or (mention.stands.status == "family" and self._written_for & words)
        if mention.kind != "symptom" or not hers or mention.stands.asked or words & (BYGONE | NOT_SO):
            return mention
        return replace(mention, stands=Stand("present"))

    def _settled(self, mention: Mention, sentences: Sequence[Sentence]) -> Mention:
        if mention.kind != "symptom" or mention.stands.status != "present" or mention.id in DOING:
            return mention
        words = [token.norm for token in sentences[mention.sentence].tokens]
        person = self._person(words, mention.start)
        if person is None and mention.sentence and _is_of_pronoun(words, mention.start):
            before = [token.norm for token in sentences[mention.sentence - 1].tokens]
            person = self._person(before, len(before))
            if person is not None and not self._agrees(before[person], words[: mention.end]):
                person = None
            named = before[person] if person is not None else ""
        else:
            named = words[person] if person is not None else ""
        if not named:
            return mention
        status: Status = "family" if named in self._kin else "other"
        return replace(mention, stands=Stand(status, now=bool(PRESENT & set(words)) and not BYGONE & set(words)))

    def _person(self, words: list[str], end: int) -> int | None:
        """Where one is named of whom all that follows is said, up to `end`; None if she speaks of herself."""
        for place in range(end - 1, -1, -1):
            if words[place] in OMITTED and place and words[place - 1] == ",":
                return None
            if words[place] in OWN and not (words[place] in ("my", "our") and self._is_named(words, place + 1)):
                return None
            if self._is_named(words, place) and self._agrees(words[place], words[place + 1 : end]):
                return place
        return None

    def _is_named(self, words: list[str], place: int) -> bool:
        """Whether another person is named there, and not as one who tells or does something."""
        if not self._is_person(words, place):
            place += 1  # `my older sister`
            if not self._is_person(words, place) or words[place - 1] not in OWNING:
                return False
        after = words[place + 1] if place + 1 < len(words) else ""
        first = place
        while first and words[first - 1] in OWNING - OPENING:
            first -= 1
        opens = not first or words[first - 1] in OPENING  # `gave birth to my son`: he is not the one spoken of
        return opens and after not in TELLING

    def _is_person(self, words: list[str], place: int) -> bool:
        """Whether the word names somebody; `son's` does before what he has."""
        word, after = [*words[place : place + 2], "", ""][:2]
        return word in self._female | self._male or (
            word.endswith("s") and word[:-1] in self._female | self._male and after in OF_HIS
        )

    def _agrees(self, named: str, words: Sequence[str]) -> bool:
        """Whether nobody of the other kind is spoken of: `my husband … she` is not he."""
        said = set(words)
        return not (said & SHE and named not in self._female) and not (said & HE and named not in self._male)


def _is_of_pronoun(words: list[str], end: int) -> bool:
    said = set(words[:end])
    return bool(said & (SHE | HE)) and not said & OWN
