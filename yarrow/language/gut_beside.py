"""What speaks of the gut beside other words of it: `constipation, no bleeding`, `cramps and the runs`.

What may speak of the womb as well stays asked about: cramps beside the gut are heard as both, and no bleeding told
beside it is none of the bowel, and no answer about the womb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.lexicon import Concept
from yarrow.language.line import Classes
from yarrow.language.mention import Mention
from yarrow.language.text import Sentence

BLEEDING, BEHIND = "bleeding", "rectal_bleeding"
BELLY = "abdominal_pain"
CRAMPS = "pelvic_pain"
OF_THE_WOMB = frozenset({CRAMPS, "one_sided_pelvic_pain"})
BOWEL = frozenset({"diarrhoea", "constipation", "nocturnal_diarrhoea", "rectal_bleeding", "mucus"})
BLOATING = "bloating"
GUT = BOWEL | {BLOATING, "weight_loss", "abdominal_pain", "early_fullness"}
POO, BELLY_WORD = "{poo}", "{belly}"
NEXT = 4  # words after cramps within which `before a poo` is of them
BACK = 2  # sentences between a word of the gut and a `no bleeding` that is of it


def gut_beside(mentions: Sequence[Mention], sentences: Sequence[Sentence], classes: Classes) -> list[Mention]:
    """The mentions, of which no bleeding beside the gut is of the bowel, and cramps beside it are the belly's too."""
    found: list[Mention] = []
    plain = [mention for mention in mentions if not _is_doubtful(mention)]
    for mention in mentions:
        if mention.id == BLEEDING and mention.stands.status == "denied" and _is_of_the_bowel(mention, plain):
            found.append(_as(mention, BEHIND))
            continue
        if _is_bare_word(mention) and not _is_told_of_the_gut(mention, plain, sentences, classes):
            continue
        found.append(mention)
        if mention.id == CRAMPS and _is_of_the_belly(mention, mentions, sentences, classes):
            found.append(_as(mention, BELLY))
    return found


def _as(mention: Mention, id_: str) -> Mention:
    """The same words as those of a symptom that is no danger."""
    return replace(mention, id=id_, meaning=Concept("symptom", id_, ()))


def _is_of_the_bowel(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether blood is named after words of the gut, and none of the womb or of a loss stand beside it."""
    near = [one for one in mentions if mention.sentence - BACK <= one.sentence <= mention.sentence]
    last = max((one.sentence for one in near if one.id in GUT), default=None)
    of_the_womb = any(one.kind == "loss" or one.id in OF_THE_WOMB for one in near if one.sentence >= (last or 0))
    return last is not None and not of_the_womb


def _is_doubtful(mention: Mention) -> bool:
    """Whether its words are of the gut only beside others."""
    return _is_bare_word(mention) or (isinstance(mention.meaning, Concept) and bool(mention.meaning.weak))


def _is_bare_word(mention: Mention) -> bool:
    """`No blood`, `no pain`, which are nothing yet of the gut."""
    concept = mention.meaning
    bare = isinstance(concept, Concept) and concept.bare and not concept.weak
    return bare and mention.id in (BEHIND, BELLY) and mention.end - mention.start == 1


def _is_told_of_the_gut(
    mention: Mention, mentions: Sequence[Mention], sentences: Sequence[Sentence], classes: Classes
) -> bool:
    """Whether the gut is spoken of in its sentence or one before it, in a symptom or a word: `bowels ok, no blood`."""
    if _is_of_the_bowel(mention, mentions):
        return True
    told = sentences[mention.sentence].tokens[: mention.start]
    return any({POO, BELLY_WORD} & set(classes(token.norm)) for token in told)


def _is_of_the_belly(
    mention: Mention, mentions: Sequence[Mention], sentences: Sequence[Sentence], classes: Classes
) -> bool:
    """Whether cramps are told in one breath with what the bowel does: `crampy and loose`, `pain before a poo`."""
    if mention.stands.status != "present":
        return False
    tokens = sentences[mention.sentence].tokens
    beside = {one.id for one in mentions if one.sentence == mention.sentence and one.stands.status == "present"}
    if any(one.kind == "loss" and one.sentence == mention.sentence for one in mentions) or beside & {BELLY, BLEEDING}:
        return False
    after = tokens[mention.end : mention.end + NEXT]
    return bool(beside & (BOWEL | {BLOATING})) or any(POO in classes(token.norm) for token in after)
