"""Children born alive and living: `my daughter is 4`, `DD and DS`, `no kids`; no step-children, nobody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from yarrow.language.children_counted import ChildrenCounted, awaited
from yarrow.language.children_none import ChildrenNone
from yarrow.language.gestation import gestations
from yarrow.language.losses import is_never
from yarrow.language.mention import Mention
from yarrow.language.numbers import ordinal, read
from yarrow.language.people import People, inflected, possessive
from yarrow.language.text import Sentence, Token

BORN = frozenset({"lo", "premmie", "rainbow"})
SHORT = frozenset({"dd", "ds", "lo"})
MINE = frozenset({
    "my", "our", "a", "one", "1", "gorgeous", "healthy", "little", "wee", "lovely", "beautiful", "just", "baby",
    "living", "got", "have", "eldest", "youngest", "older", "old", "only", "grown", "month", "year",
})  # fmt: skip
# Words that say a child died, or was never born.
ENDED = frozenset({
    "stillborn", "stillbirth", "sleeping", "died", "tfmr", "lived", "lost", "losing", "lose", "survive",
    "buried", "goodbye", "anomaly", "edwards", "downs", "patau", "poorly", "heartbeat", "passed", "terminated",
    "ended", "termination", "funeral", "angel", "angels", "wings", "syndrome",
})  # fmt: skip
STEP = frozenset({"step", "adopted", "foster", "law"})
WISHED = frozenset({"want", "wanted", "wants", "if", "would", "wish", "wed", "id", "hoping", "as"})
THEY = frozenset({"she", "shes", "he", "they", "them", "his", "hers", "theirs", "people"})
PARTED = frozenset({",", "and", "but", "of", "(", "or", "-", "/", "with"})
ENDING = frozenset({",", "but", "since", "after", "then", "/", ";"})
ASIDE = frozenset({"since", "after", "before", "between", "with"})
LIVING = frozenset({"is", "now", "aged", "old", "who", "whos", "school", "hes", "shes"})
CARRIED = frozenset({"pregnant", "carrying", "expecting", "having", "try", "trying", "hoping", "told"})
STARTS = frozenset({"healthy", "term", "rainbow", "then", "and", "had", "miracle", "a", "to"})
AS = frozenset({"was", "as", "like", "be"})
OLD = frozenset({"yo", "year", "yr", "yrs", "month", "months", "mo", "years"})
THINGS = frozenset({"house", "car", "horse", "older", "problem", "history", "relationship", "lease", "mortgage"})
GROWN = 18
APPOSED = frozenset({",", "in", "-", "was", "a", "it", "baby", "little", "another", "our", "he", "she", "also"})
US = frozenset({"i", "ive", "we", "weve", "im", "my", "our", "us", "were"})
THEIRS = frozenset({
    "she", "he", "they", "his", "her", "hers", "theyve", "shes", "hes", "want", "wanted", "wants", "if", "step",
    "adopted", "foster", "ex", "who", "would", "love", "hoping", "hope", "people", "everyone",
})  # fmt: skip
EVER = frozenset({"never", "ever", "havent"})
TESTED = frozenset({"test", "positive", "line", "bfp", "tests", "positives"})
CLOSE = 4  # words between weeks and the child they are of
NEAR = 4  # words between a child and what is told of it
TOO_EARLY = 23  # weeks before which a birth is a loss


class Children:
    """Reads how many living children she has, and not those of the people she names."""

    def __init__(self, people: People) -> None:
        self._counted = ChildrenCounted(people)
        self._none = ChildrenNone(people)
        # Which child a word names: a daughter and a son are two, "our little girl" and "DD" are one.
        self._names = {
            **dict.fromkeys(people.children | BORN, "child"),
            **dict.fromkeys(people.girls | {"dd"}, "girl"), **dict.fromkeys(people.boys | {"ds"}, "boy"),
        }  # fmt: skip
        self._plain = people.girls | people.boys
        self._mothers = people.mothers
        family = people.kin | people.others
        self._others = (
            inflected(family) | people.partners | possessive(people.husbands | people.partners) | STEP | WISHED | THEY
        )
        self._no_child = people.animals | people.kin | THINGS | self._others - {"she", "shes", "he", "as"}
        self._theirs = inflected(family | people.husbands | people.partners) | THEIRS

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, lost: bool = False
    ) -> tuple[int, Token, Token] | None:
        """How many living children are told of, and the tokens it was read from; None if nothing is said of them."""
        total = self._total(sentences)
        found, most = self._named(sentences, mentions)
        gendered = dict(total[1])
        if total[0] and (not gendered or total[0][0] >= sum(gendered.values())):
            return total[0][0], total[0][1], total[0][1]
        if found or gendered:
            names = found.keys() - {"child"}
            count = sum(max(gendered.get(of, 0), _of(names, of)) for of in ("girl", "boy"))
            token = next(iter(found.values()), None) or total[2]
            return (max(most, count, 1), token, token) if token else None
        return self._from_aims(sentences, mentions, lost=lost)

    def _from_aims(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], *, lost: bool
    ) -> tuple[int, Token, Token] | None:
        """What is told of no child by itself: the next one tried for, none at all, never pregnant."""
        for sentence in sentences:
            told = awaited(sentence.tokens)
            if told:
                return told[0], sentence.tokens[told[1]], sentence.tokens[told[1]]
        none = self._none.read(sentences, mentions, lost=lost)
        return (0, *none) if none else _never(sentences, mentions)

    def _total(self, sentences: Sequence[Sentence]) -> Total:
        """The children counted, of them the girls and boys counted apart, and a token of those."""
        every: tuple[int, Token] | None = None
        apart: dict[str, int] = {}
        place: Token | None = None
        mothers: tuple[int, Token] | None = None  # of the lost too, perhaps
        for sentence in sentences:
            for count, at, of in self._counted.read(sentence.tokens):
                if self._is_anothers(sentence.tokens, at) or _is_of_the_lost(sentence.tokens, at):
                    continue
                token = sentence.tokens[at]
                if of == "mother":
                    mothers = mothers or (count, token)
                elif of == "all":
                    every = every or (count, token)
                elif of not in apart:
                    apart[of], place = count, place or token
        return every or mothers, apart, place

    def _named(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[dict[str, Token], int]:
        """The children named one by one, and the highest place among them that is told."""
        died = any(mention.id in ("stillbirth", "neonatal_death", "tfmr") for mention in mentions)
        elses = {one.sentence for one in mentions if one.kind != "loss" and one.stands.status in ("family", "other")}
        told = [one for one in mentions if one.kind in ("symptom", "condition")]
        found: dict[str, Token] = {}
        most = 1
        for number, sentence in enumerate(sentences):
            for at, token in enumerate(sentence.tokens):
                if self._is_aged(sentence.tokens, at) and number not in elses:
                    found.setdefault("child", token)
                name = self._name(sentence.tokens, at)
                if name is None or not self._is_hers(sentence.tokens, at) or _has_ended(sentence.tokens, at):
                    continue
                # "my daughter fainted": the patient perhaps, and no child
                told_of = number in elses or any(one.sentence == number and 0 < one.start - at <= NEAR for one in told)
                if not (died or told_of) or _lives(sentence.tokens, at):
                    found.setdefault(_numbered(sentence.tokens, at, name), token)
                    most = max(most, _nth(sentence.tokens, at))
        return found, most

    def _is_aged(self, tokens: Sequence[Token], at: int) -> bool:
        """`a 12 yr old`, `Maya, who is 3`, `she's 14 months now`: a child by its age."""
        some = read(tokens, at)
        if some is None or not some.is_settled or not 0 < some.whole < GROWN:
            return False
        unit = [_norm(tokens, some.end + step) for step in range(3)]
        before = [_norm(tokens, at - step) for step in (1, 2, 3, 4)]
        near = {*before, *unit, _norm(tokens, some.end + 3)}
        if near & self._no_child:
            return False
        aged = (unit[0] in OLD and unit[1] == "old") or unit[0] == "yo" or unit[:3] == ["y", "/", "o"]
        if (
            aged
            and before[0] in ("a", "my", "our", "with", "have", "got", "cheeky", "lovely", "one")
            and not set(before) & AS
        ):
            return True
        closes = unit[0] in ("", ",", "now", "and", "(", ")", "-") or unit[0] in OLD - {"yo"}
        is_ = before[0] in ("whos", "shes", "hes") or before[:2] in (["is", "who"], ["is", "she"], ["is", "he"])
        is_ = is_ or before[:3] in (
            ["now", "is", "who"],
            ["now", "is", "she"],
            ["now", "is", "he"],
            ["nearly", "is", "who"],
        )
        return is_ and closes and unit[1] not in ("weeks", "out", "miscarriages", "losses")

    def _name(self, tokens: Sequence[Token], at: int) -> str | None:
        """Which child this word names; `lad's 4` and `my little one` too."""
        word = tokens[at].norm
        said_is = word.endswith("s") and tokens[at].end - tokens[at].start > len(word)
        little = (
            word in ("one", "man")
            and _norm(tokens, at - 1) in ("little", "wee")
            and _norm(tokens, at - 2) in ("my", "our")
        )
        if _norm(tokens, at + 1) in ("brother", "sister", "brothers", "sisters"):
            return None  # "my kid brother"
        return "child" if little else self._names.get(word[:-1] if said_is else word)

    def _is_hers(self, tokens: Sequence[Token], at: int) -> bool:
        """`my daughter`, `one boy`, `DS`; not a sister's, a friend's, nor one that is wished for."""
        before = [_norm(tokens, at - step) for step in range(1, 5)]
        owned = (
            before[0] in MINE
            or ordinal(tokens, at - 1) is not None
            or tokens[at].norm in SHORT
            or self._is_noted(tokens, at)
        )
        when = before[0] in ("a", "little", "only", "an") and bool(AS & set(before[1:3]))  # "since I was a girl"
        only = before[0] == "only" and (before[1] == "an" or _norm(tokens, at + 1) == "of")
        sought = (
            bool(CARRIED & set(before)) or before[:2] == ["a", "for"] or bool({"no", "any", "never"} & set(before[:3]))
        )
        others = bool(set(before) & self._others) or (_norm(tokens, at + 1), _norm(tokens, at + 2)) == ("in", "law")
        return owned and not (when or only or sought or others) and _norm(tokens, at + 1) not in ("friend", "or")

    def _is_noted(self, tokens: Sequence[Token], at: int) -> bool:
        """A child that is a note of its own: `2016: daughter, healthy`, `mc 5w. son. mc 7w`, `son at 29`."""
        if tokens[at].norm not in self._plain:
            return False
        before, after = _norm(tokens, at - 1), _norm(tokens, at + 1)
        starts = before == "" or tokens[at - 1].kind in ("mark", "number") or before in STARTS
        return starts and (after in ("", ",", "born", "at", "aged", "(", "in", ".") or after.isdecimal())

    def _is_anothers(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the last one spoken of before this number is somebody else: `my nan had six kids`."""
        before = [token.norm for token in tokens[:at]]
        for place, word in reversed(list(enumerate(before))):
            if word in US:
                return False
            if word in self._theirs and (place + 1 == len(before) or before[place + 1] not in ("and", "side")):
                return not (word in self._mothers and at == place)
        return False


def _of(names: Set[str], of: str) -> int:
    """How many of the names are girls or boys."""
    return sum(name.startswith(of) for name in names)


Total = tuple[tuple[int, Token] | None, Mapping[str, int], Token | None]


def _is_of_the_lost(tokens: Sequence[Token], at: int) -> bool:
    """`three babies lost`, `lost two girls`, `I was going to have four kids`."""
    before = {_norm(tokens, at - step) for step in range(1, 4)}
    wished = {_norm(tokens, at - step) for step in range(1, 6)}
    after = [_norm(tokens, at + step) for step in range(1, 6)]
    cut = next((place for place, word in enumerate(after) if place and word in PARTED), len(after))
    return (
        bool((before - {"lost"} | {_norm(tokens, at - 1)}) & ENDED)
        or "going" in wished
        or bool(ENDED & set(after[:cut]))
    )


def _numbered(tokens: Sequence[Token], at: int, name: str) -> str:
    """`DS1` and `DS2` are two."""
    following = _norm(tokens, at + 1)
    numbered = tokens[at].norm in SHORT and following.isdecimal() and int(following) <= 6
    return f"{name} {following}" if numbered and tokens[at].end == tokens[at + 1].start else name


def _has_ended(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words beside it say that this child died: `we lost our boy`, `born at 21 weeks`."""
    before = {_norm(tokens, at - step) for step in range(1, 5)}
    after = [_norm(tokens, at + step) for step in range(1, 8)]
    cut = next((place for place, word in enumerate(after) if word in ENDING), len(after))
    early = any(some.weeks < TOO_EARLY and at < some.start <= at + cut + 1 for some in gestations(tokens))
    if _is_beside_weeks(tokens, at):
        return True
    asleep = {"born", "asleep"} <= set(after[:cut])
    said = asleep or bool(ENDED & set(after[:cut])) or (bool(ENDED & before) and not before & ASIDE)
    return said or (early and bool({"born", "came", "arrived", "delivered", "at"} & set(after)))


def _lives(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is said to live, where another child died: `a girl in 2018`, `our son, 4`, `one healthy boy`."""
    after = [_norm(tokens, at + step) for step in range(1, 4)]
    aged = at + 1 < len(tokens) and read(tokens, at + 1) is not None
    healthy = {"healthy", "living"} & {_norm(tokens, at - 1), _norm(tokens, at - 2)}
    return aged or bool(LIVING & set(after) or healthy) or any(word.isdecimal() for word in after)


def _nth(tokens: Sequence[Token], at: int) -> int:
    """`my second son` tells of two."""
    nth = ordinal(tokens, at - 1)
    return nth[0] if nth and nth[0] <= 8 else 1


def _is_beside_weeks(tokens: Sequence[Token], at: int) -> bool:
    """`17 weeks, a girl`: the weeks before it, of one born too soon."""
    near = [some for some in gestations(tokens) if some.weeks < TOO_EARLY and 0 <= at - some.end <= CLOSE]
    between = {token.norm for some in near for token in tokens[some.end : at]}
    after = _norm(tokens, at + 1)
    dated = after in ("born", "aged", "at") or after.isdecimal() or tokens[at].norm in SHORT
    undated = {word for word in between if not word.isdecimal()}
    return bool(near) and not dated and undated <= APPOSED


def _never(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[int, Token, Token] | None:
    """Never pregnant, and so no child."""
    told = [one for one in mentions if one.kind == "loss" and one.stands.status != "denied"]
    told = told or [one for one in mentions if one.kind == "loss" and is_never(one, sentences[one.sentence])]
    if not told or any(not is_never(one, sentences[one.sentence]) for one in told):
        return None
    tokens = sentences[told[0].sentence].tokens
    words = {token.norm for token in tokens[told[0].start : told[0].end]}
    # No positive test, and no pregnancy so far, may leave a child of long ago.
    if not words & EVER or words & TESTED:
        return None
    return 0, tokens[told[0].start], tokens[told[0].end - 1]


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
