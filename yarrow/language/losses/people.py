"""Of whom each part of a message tells: the words in which it is somebody else who is pregnant or loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import norm
from yarrow.language.losses.relations import Relations
from yarrow.language.losses.writer import Writer, writer_of
from yarrow.language.numbers import read
from yarrow.language.text import Sentence, Token

OF_WHOM = frozenset({"my", "his", "our", "the", "a", "one", "both", "another", "of", "best", "older", "elder", "big"})
DESCRIBING = frozenset({
    "my", "his", "her", "our", "the", "a", "one", "best", "older", "elder", "big", "little", "younger", "late", "own",
    "other", "good", "close", "first", "husbands", "wee", "two", "both", "new", "current", "law", "in", "lovely",
})  # fmt: skip
# After these the person does nothing: `with my sister`, `told my mum`.
OBJECT = frozenset({
    "with", "from", "to", "by", "after", "before", "than", "about", "between", "told", "tell", "ask", "asked", "see",
    "near", "because", "lost", "for", "of", "met", "and", "or", "at", "on", "saw", "rang", "without", "beside",
})  # fmt: skip
SPEAKING = frozenset({
    "says", "said", "thinks", "told", "reckons", "asked", "wants", "keeps", "tells", "say", "think", "is", "came",
    "rubbed", "held", "drove", "washed", "gave", "swears", "knows",
})  # fmt: skip
OWN = frozenset({"i", "ive", "id", "im", "ill", "we", "weve", "wed", "mine", "myself", "ours"})
POSSESSIVE = frozenset({"my", "our"})
SHE = frozenset({"she", "shes", "shed", "hers", "they", "theyve", "her"})
HAVING = frozenset({
    "had", "has", "lost", "miscarried", "got", "was", "went", "been", "never", "did", "kept", "carried", "too", "also",
})  # fmt: skip
LOSING = frozenset({"had", "has", "lost", "miscarried"})
WHERE = frozenset({"at", "from", "in", "on", "who", "whos", "that", "down", "next", "across", "near"})
PLACED = 7  # words behind a woman in which it is said where she is
LOSSY = frozenset(
    {"lost", "loss", "losses", "miscarriage", "miscarriages", "miscarried", "mc", "mcs", "mmc", "pregnant"}
)
LEADING_ME = frozenset({"", ",", "and", ":", "-", "for", "to", "with", "but", "then", "(", "/"})
NAMED_AFTER = frozenset({"(", "for", "-", "by"})  # `miscarriage (sister)`, `two for his first wife`
NEW = frozenset({"new", "different", "same", "second", "current"})
BABIES = frozenset({
    "first", "second", "third", "fourth", "fifth", "last", "next", "loss", "losses", "miscarriage", "miscarriages",
    "mc", "mmc", "pregnancy", "pregnancies", "baby", "babies", "body", "only", "previous", "chemical", "twins", "two",
    "three", "four", "turn",
})  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Of one sentence: the tokens that tell of somebody else, and those that tell of the patient by a word for her."""

    others: frozenset[int] = frozenset()
    hers: frozenset[int] = frozenset()


def told_of(sentences: Sequence[Sentence], people: Relations) -> list[Told]:
    """For each sentence whom its parts tell of."""
    writer = writer_of(sentences, people)
    found: list[Told] = []
    spoken = False  # whether another woman was spoken of in this sentence or the last
    for sentence in sentences:
        tokens = sentence.tokens
        found.append(_told(tokens, writer, people, carried=spoken and norm(tokens, 0) in SHE, spoken=spoken))
        named = any(token.norm in people.surely_others and token.norm not in writer.patient for token in tokens)
        spoken = named or (spoken and bool(found[-1].others))
    return found


def _told(tokens: Sequence[Token], writer: Writer, people: Relations, *, carried: bool, spoken: bool) -> Told:
    """Of one sentence: another is told of from where she is named to where the patient is."""
    others: set[int] = set()
    hers: set[int] = set()
    of_another, of_her, begun = carried, False, 0
    for at, token in enumerate(tokens):
        if _names_her(tokens, at, writer, people):
            of_another, of_her = False, True
        elif _names_another(tokens, at, writer, people, spoken=spoken):
            of_another, of_her, begun = True, False, at
        elif token.norm == "," and _is_new_man(tokens, at, people):
            of_another, of_her = False, True
        elif of_another and token.norm == "," and _passes_on(tokens, begun, at):
            of_another = False
        spoken = spoken or (token.norm in people.surely_others and token.norm not in writer.patient)
        (others if of_another else hers if of_her else set()).add(at)
    others |= _named_after(tokens, writer, people)
    others |= _herself(tokens, writer)
    return Told(frozenset(others), frozenset(hers - others))


def _herself(tokens: Sequence[Token], writer: Writer) -> set[int]:
    """`Carys has just lost one herself`: what stands before it, back to where the writer tells of herself."""
    at = next((place for place, token in enumerate(tokens) if token.norm == "herself"), None)
    if at is None or writer.patient:
        return set()
    start = at
    while start > 0 and norm(tokens, start - 1) not in OWN:
        start -= 1
    return set(range(start, len(tokens)) if not OWN & {token.norm for token in tokens[at:]} else range(start, at))


def _names_her(tokens: Sequence[Token], at: int, writer: Writer, people: Relations) -> bool:
    """Whether from here on it is the patient who is told of."""
    word = tokens[at].norm
    if writer.patient:
        hers = word in writer.patient and norm(tokens, at - 1) not in ("before", "like", "than")
        return hers or word in ("we", "weve", "our") or (word in SHE and not _has_relative(tokens, at, people))
    if word in OWN:
        return True
    if word == "with" and norm(tokens, at - 1) in ("", ",", "then", "and"):  # "with my ex: a miscarriage at 8 weeks"
        return not people.anothers & {norm(tokens, at + step) for step in range(1, 4)}
    if word == "me":
        return norm(tokens, at - 1) in LEADING_ME
    return word in POSSESSIVE and norm(tokens, at + 1) in BABIES and norm(tokens, at - 1) not in ("before", "after")


def _loses(tokens: Sequence[Token], at: int) -> bool:
    """`a girl lost hers`, `a girl at work lost two`: whether she that is named here is told to lose."""
    place = at + 1
    while place < at + PLACED and norm(tokens, at + 1) in WHERE and norm(tokens, place) not in LOSING | OWN:
        place += 1
    return norm(tokens, place) in LOSING


def _has_relative(tokens: Sequence[Token], at: int, people: Relations) -> bool:
    return any(token.norm in people.surely_others for token in tokens[:at])


def _names_another(tokens: Sequence[Token], at: int, writer: Writer, people: Relations, *, spoken: bool) -> bool:
    """Whether from here on somebody else is told of: `my mum had two`, `she's had three` after her."""
    word, after = tokens[at].norm, norm(tokens, at + 1)
    if writer.is_parent and word in ("i", "ive", "id") and after in ("had", "lost", "have", "miscarried", "myself"):
        return True
    if word in writer.patient or (word in people.mothers and after in ("to", "of")):
        return False
    if word in ("she", "shes", "shed", "hers") and not writer.patient:
        return spoken and (after in HAVING or word in ("shes", "shed") or norm(tokens, at + 2) in HAVING)
    if word not in people.women or (word in people.maybe_hers and not _loses(tokens, at)):
        return False
    if word in people.maybe_hers and norm(tokens, at - 1) not in OF_WHOM:
        return False
    if after in ("and", "&") and norm(tokens, at + 2) in ("i", "me", "myself"):
        return False
    if after in SPEAKING:
        return bool(SHE & {norm(tokens, at + step) for step in range(2, 7)})
    start = at
    while norm(tokens, start - 1) in DESCRIBING:
        start -= 1
    return norm(tokens, start - 1) not in OBJECT or (
        norm(tokens, start - 1) in ("and", "because", "cos") and after in HAVING
    )


def _is_new_man(tokens: Sequence[Token], at: int, people: Relations) -> bool:
    """`new partner,` before this comma: since when she tells it, not of whom."""
    named = norm(tokens, at - 1) in people.husbands | people.partners and norm(tokens, at - 2) in NEW
    return named and norm(tokens, at - 3) in ("", ",", "and", "with", "my", "-")


def _passes_on(tokens: Sequence[Token], begun: int, at: int) -> bool:
    """`my sister has PCOS, lost one at 8 weeks`: nothing was said of her losing any."""
    said = tokens[begun:at]
    lossy = any(token.norm in LOSSY or read(said, place) is not None for place, token in enumerate(said))
    return not lossy and norm(tokens, at + 1) not in SHE | {"and", "with", "who", "then", "also"}


def _named_after(tokens: Sequence[Token], writer: Writer, people: Relations) -> set[int]:
    """`miscarriage (sister)`, `two miscarriages for my husband's first wife`: what stands before the name."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.norm not in people.surely_others or token.norm in writer.patient:
            continue
        start = at
        while norm(tokens, start - 1) in DESCRIBING:
            start -= 1
        if norm(tokens, start - 1) in NAMED_AFTER and norm(tokens, at + 1) in ("", ")", ",", "and"):
            place = start - 2
            while place >= 0 and norm(tokens, place) not in (",", ")", "and", "but", ":"):
                found.add(place)
                place -= 1
    return found
