"""Symptoms of another person, further than a cue reaches: `My sister had a stroke, her face drooped`, `Dad … He …`.

Of a wife, partner or daughter nothing is decided here: she may be the patient (yarrow.language.patient).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.assertion import BYGONE, PRESENT, Stand, Status
from yarrow.language.mention import Mention
from yarrow.language.red_flags import NEVER_IGNORED
from yarrow.language.text import Sentence

FEMALE = frozenset({"sister", "sisters", "sis", "mum", "mam", "mom", "mother", "aunt", "auntie",
                    "aunty", "nan", "nana", "gran", "granny", "grandma", "grandmother", "niece",
                    "cousin", "friend", "mate", "colleague", "neighbour", "boss", "mil", "sil",
                    "toddler", "dog", "cat", "woman", "girl", "lady", "coworker", "bestie", "pal",
                    "flatmate", "teacher", "stepmum", "stepdaughter", "youngest"})  # fmt: skip
MALE = frozenset({"husband", "boy", "lad", "nipper", "youngest", "hubby", "boyfriend", "bf", "dh",
                  "dad", "father", "brother", "bro", "uncle", "grandad", "grandfather", "grandpa",
                  "son", "nephew", "cousin", "friend", "mate", "colleague", "neighbour", "boss", "fil",
                  "bil", "toddler", "dog", "cat", "man", "bloke", "fella", "kid", "stepson", "ds",
                  "partner", "fiance", "pal", "coworker", "flatmate", "teacher"})  # fmt: skip
KIN = frozenset({"sister", "sisters", "sis", "mum", "mam", "mom", "mother", "aunt", "auntie", "aunty",
                 "nan", "nana", "gran", "granny", "grandma", "grandmother", "niece", "cousin", "dad",
                 "father", "brother", "bro", "uncle", "grandad", "grandfather", "grandpa", "nephew"})  # fmt: skip
OWNING = frozenset({"my", "our", "a", "the", "one", "old", "best", "little", "big", "older", "younger",
                    "elder", "eldest", "late", "and", "but", "because", "since", "in", "to", "poor"})  # fmt: skip
OPENING = frozenset(
    {",", "and", "but", "because", "cos", "when", "since", "so", "-", "(", ":", "sorry", "as", "though"}
)
SHE = frozenset({"she", "shes", "her", "hers", "shed"})
HE = frozenset({"he", "hes", "his", "him", "hed"})
OWN = frozenset({"i", "im", "ive", "me", "my", "id", "ill", "myself", "we", "mine", "our", "us"})
# After a person these say what he does for her or tells of her.
TELLING = frozenset({"says", "said", "thinks", "found", "rang", "called", "typing", "here", "writing",
                     "told", "reckons", "noticed", "saw", "brought", "drove", "heard", "wants",
                     "asked", "keeps", "hits", "hit", "wont", "texted", "who", "passing"})  # fmt: skip
PARTNER = frozenset({"wife", "wifes", "girlfriend", "girlfriends", "gf", "missus", "fiancee"})
PREGNANT = frozenset({"pregnant", "preg", "weeks", "wks", "gone", "expecting", "miscarriage",
                      "miscarried", "ivf", "baby"})  # fmt: skip
# `My sis has it, been bloated for weeks`: she leaves out "I".
OMITTED = frozenset({"been", "having", "feeling", "feel"})
SELF = frozenset({"im", "ive"})  # she who speaks of herself is the patient
# After `son's`: what he has.
OF_HIS = frozenset({"got", "had", "been", "having", "getting", "always", "constantly", "down"})
NOT_SO = frozenset({"not", "no", "never", "hasnt", "isnt", "doesnt", "didnt", "without", "if"})
DOING = NEVER_IGNORED  # of these the person is often the one who does it


def of_others(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, of which those symptoms are another's that are told of one named before and of nobody else."""
    if not any(mention.kind == "symptom" and mention.stands.status in ("present", "other") for mention in mentions):
        return list(mentions)
    if _is_of_pregnant_partner(sentences):
        return [_as_patients(mention, sentences[mention.sentence]) for mention in mentions]
    return [_settled(mention, sentences) for mention in mentions]


def _is_of_pregnant_partner(sentences: Sequence[Sentence]) -> bool:
    """Whether a wife or girlfriend is named and a pregnancy of hers: then somebody writes for the patient."""
    words = [token.norm for sentence in sentences for token in sentence.tokens]
    return bool(PARTNER & set(words) and PREGNANT & set(words) and not SELF & set(words))


def _as_patients(mention: Mention, sentence: Sentence) -> Mention:
    words = {token.norm for token in sentence.tokens}
    stands = mention.stands
    if mention.kind != "symptom" or stands.status != "other" or stands.asked or words & (BYGONE | NOT_SO):
        return mention
    return replace(mention, stands=Stand("present"))


def _settled(mention: Mention, sentences: Sequence[Sentence]) -> Mention:
    if mention.kind != "symptom" or mention.stands.status != "present" or mention.id in DOING:
        return mention
    words = [token.norm for token in sentences[mention.sentence].tokens]
    person = _person(words, mention.start)
    if person is None and mention.sentence and _is_of_pronoun(words, mention.start):
        before = [token.norm for token in sentences[mention.sentence - 1].tokens]
        person = _person(before, len(before))
        if person is not None and not _agrees(before[person], words[: mention.end]):
            person = None
        named = before[person] if person is not None else ""
    else:
        named = words[person] if person is not None else ""
    if not named:
        return mention
    status: Status = "family" if named in KIN else "other"
    return replace(mention, stands=Stand(status, now=bool(PRESENT & set(words)) and not BYGONE & set(words)))


def _person(words: list[str], end: int) -> int | None:
    """Where somebody is named of whom all that follows is said, up to `end`; None if the patient speaks of herself."""
    for place in range(end - 1, -1, -1):
        if words[place] in OMITTED and place and words[place - 1] == ",":
            return None
        if words[place] in OWN and not (words[place] in ("my", "our") and _is_named(words, place + 1)):
            return None
        if _is_named(words, place) and _agrees(words[place], words[place + 1 : end]):
            return place
    return None


def _is_named(words: list[str], place: int) -> bool:
    """Whether another person is named there, and not as one who tells or does something."""
    if not _is_person(words, place):
        place += 1  # `my older sister`
        if not _is_person(words, place) or words[place - 1] not in OWNING:
            return False
    after = words[place + 1] if place + 1 < len(words) else ""
    first = place
    while first and words[first - 1] in OWNING - OPENING:
        first -= 1
    opens = not first or words[first - 1] in OPENING  # `gave birth to my son`: he is not the one spoken of
    return opens and after not in TELLING


def _is_person(words: list[str], place: int) -> bool:
    """Whether the word names somebody; `son's` does before what he has."""
    word, after = [*words[place : place + 2], "", ""][:2]
    return word in FEMALE | MALE or (word.endswith("s") and word[:-1] in FEMALE | MALE and after in OF_HIS)


def _agrees(named: str, words: Sequence[str]) -> bool:
    """Whether nobody of the other kind is spoken of: `my husband … she` is not he."""
    said = set(words)
    return not (said & SHE and named not in FEMALE) and not (said & HE and named not in MALE)


def _is_of_pronoun(words: list[str], end: int) -> bool:
    said = set(words[:end])
    return bool(said & (SHE | HE)) and not said & OWN
