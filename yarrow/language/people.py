"""The people patients speak of, as sets of single words (protocol/lexicon/people.yml)."""

from __future__ import annotations

from collections.abc import Iterable

from yarrow.language.lexicon import Lexicon

KIN_WOMEN = ("mother", "sister", "grandmother", "aunt", "niece")
KIN_MEN = ("father", "brother", "grandfather", "uncle", "nephew")
EITHER = ("cousin", "relation")
PLURALS = {"child": "children", "woman": "women", "man": "men", "wife": "wives"}


class People:
    """Who is named by which word; singular, as listed. `inflected` adds their plural and possessive forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes = lexicon.classes
        self.mothers = self.of("mother")
        self.fathers = self.of("father")
        self.sisters = self.of("sister")
        # Cousins, siblings and parents may be either.
        self.kinswomen = self.of(*KIN_WOMEN, *EITHER)
        kinsmen = self.of(*KIN_MEN, *EITHER)
        self.kin = self.kinswomen | kinsmen
        self.daughters = self.of("daughter")
        self.sons = self.of("son")
        self.girls = self.of("daughter", "girl")
        self.boys = self.of("son", "boy")
        self.little_ones = self.of("child", "wee_one")
        self.by_birth = self.daughters | self.sons | self.of("born_first_or_last")
        self.children = self.girls | self.boys | self.little_ones | self.by_birth
        self.wives = self.of("wife")
        self.husbands = self.of("husband")
        self.partners = self.of("partner")
        self.friends = self.of("friend")
        self.men = self.of("man") - {"man"}  # of whom "my" or "the" is said, not "a trans man"
        self.animals = self.of("animal")
        # Of no blood of hers, and never the patient herself.
        self.others = self.friends | self.of("woman_in_law", "man_in_law")
        # Of whom something told may be, and not of her: all she knows, her animals too.
        grown = self.kin | self.others | self.husbands | self.partners
        self.not_her = grown | self.daughters | self.sons | self.of("child") | self.animals
        # Who else may be pregnant, or has given birth.
        self.other_women = inflected(self.kinswomen | self.others | self.animals)
        self.female = self.kinswomen | self.friends | self.of("woman_in_law", "woman")
        self.male = kinsmen | self.friends | self.husbands | self.of("man_in_law", "man")

    def of(self, *classes: str) -> frozenset[str]:
        """The words of these classes of the lexicon."""
        return frozenset(word for name in classes for word in self._classes.get(name, ()))


def possessive(words: Iterable[str]) -> frozenset[str]:
    """The words as they stand for more than one, or before what is theirs: `sisters`, `aunties`, `aunty's`."""
    words = frozenset(words)
    found = {f"{word}s" for word in words} | {PLURALS[word] for word in words if word in PLURALS}
    found |= {f"{word[:-1]}ies" for word in words if word.endswith("y")}
    return frozenset(found | {f"{word}es" for word in words if word.endswith("s")})


def inflected(words: Iterable[str]) -> frozenset[str]:
    """The words and their plural and possessive forms."""
    words = frozenset(words)
    return words | possessive(words)
