"""Children born alive and living: `my daughter is 4`, `DD and DS`, `no kids`; no step-children, nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.gestation import gestations
from yarrow.language.losses import is_never
from yarrow.language.mention import Mention
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

# Which child a word names: a daughter and a son are two, "our little girl" and "DD" are one.
NAMES = {
    "daughter": "girl", "girl": "girl", "dd": "girl", "son": "boy", "boy": "boy", "lad": "boy", "ds": "boy",
    "toddler": "child", "lo": "child", "eldest": "child", "oldest": "child", "youngest": "child", "child": "child",
    "kid": "child", "teenager": "child", "wean": "child", "bairn": "child", "premmie": "child", "rainbow": "child",
    "firstborn": "child",
}  # fmt: skip
SHORT = frozenset({"dd", "ds", "lo"})
MINE = frozenset({
    "my", "our", "a", "one", "1", "gorgeous", "healthy", "little", "wee", "lovely", "beautiful", "just", "baby",
    "living", "got", "have", "eldest", "youngest", "older", "old", "only", "grown", "month", "year",
})  # fmt: skip
NONE = frozenset({"kids", "children", "babies", "baby", "child", "living"})
# Words that say a child died, or was never born.
ENDED = frozenset({
    "stillborn", "stillbirth", "sleeping", "asleep", "died", "tfmr", "lived", "lost", "losing", "lose", "survive",
    "buried", "goodbye", "anomaly", "edwards", "downs", "patau", "poorly", "heartbeat", "passed", "terminated",
    "ended", "termination", "funeral", "angel", "angels", "wings", "syndrome",
})  # fmt: skip
OTHERS = frozenset({
    "sister", "sisters", "friend", "friends", "mate", "cousin", "brother", "brothers", "husbands", "partners",
    "neighbour", "colleague", "aunt", "law", "hers", "theirs", "step", "adopted", "foster", "niece", "nephew",
    "nephews", "she", "shes", "he", "they", "his", "cousins", "want", "wanted", "if", "wants", "would", "mum", "mums",
    "mother", "mam", "people", "wish", "wed", "id", "them", "hoping", "as",
})  # fmt: skip
ASIDE = frozenset({"since", "after", "before", "between", "with"})
LIVING = frozenset({"is", "now", "aged", "old", "who", "whos", "school", "hes", "shes"})
SIBLING = (
    ("our", "second"),
    ("my", "second"),
    ("number", "two"),
    ("no", "2"),
    ("#", "2"),
    ("baby", "2"),
    ("a", "sibling"),
)
TRYING = frozenset({"trying", "ttc", "try", "for"})
NEAR = 4  # words between a child and what is told of it
TOO_EARLY = 23  # weeks before which a birth is a loss


def read_children(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[int, Token, Token] | None:
    """How many living children are told of, and the tokens it was read from; None if nothing is said of them."""
    died = any(mention.id in ("stillbirth", "neonatal_death", "tfmr") for mention in mentions)
    elses = {one.sentence for one in mentions if one.kind != "loss" and one.stands.status in ("family", "other")}
    told = [one for one in mentions if one.kind in ("symptom", "condition")]
    found: dict[str, Token] = {}
    most = 1
    for number, sentence in enumerate(sentences):
        for at, token in enumerate(sentence.tokens):
            name = _name(sentence.tokens, at)
            if name is None or not _is_hers(sentence.tokens, at) or _has_ended(sentence.tokens, at):
                continue
            # "my daughter fainted": the patient perhaps, and no child
            told_of = number in elses or any(one.sentence == number and 0 < one.start - at <= NEAR for one in told)
            if not (died or told_of) or _lives(sentence.tokens, at):
                found.setdefault(name, token)
                most = max(most, _nth(sentence.tokens, at))
    if found:
        token = next(iter(found.values()))
        return max(most, len(found.keys() - {"child"})), token, token
    return _sibling(sentences) or _none(sentences) or _never(sentences, mentions)


def _name(tokens: Sequence[Token], at: int) -> str | None:
    """Which child this word names; `lad's 4` and `my little one` too."""
    word = tokens[at].norm
    said_is = word.endswith("s") and tokens[at].end - tokens[at].start > len(word)
    little = word == "one" and _norm(tokens, at - 1) in ("little", "wee") and _norm(tokens, at - 2) in ("my", "our")
    return "child" if little else NAMES.get(word[:-1] if said_is else word)


def _is_hers(tokens: Sequence[Token], at: int) -> bool:
    """`my daughter`, `one boy`, `DS`; not a sister's, a friend's, nor one that is wished for."""
    before = [_norm(tokens, at - step) for step in range(1, 5)]
    owned = before[0] in MINE or ordinal(tokens, at - 1) is not None or tokens[at].norm in SHORT
    when = before[:2] in (["a", "was"], ["little", "a"])  # "since I was a girl"
    return owned and not when and not set(before) & OTHERS and _norm(tokens, at + 1) not in ("friend", "or")


def _has_ended(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words beside it say that this child died: `we lost our boy`, `born at 21 weeks`."""
    before = {_norm(tokens, at - step) for step in range(1, 5)}
    after = [_norm(tokens, at + step) for step in range(1, 8)]
    cut = next((place for place, word in enumerate(after) if word in (",", "but", "since", "after")), len(after))
    early = any(some.weeks < TOO_EARLY and at < some.start <= at + 8 for some in gestations(tokens))
    said = bool(ENDED & set(after[:cut])) or (bool(ENDED & before) and not before & ASIDE)
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


def _sibling(sentences: Sequence[Sentence]) -> tuple[int, Token, Token] | None:
    """`trying for our second`: there is one."""
    for sentence in sentences:
        words = [token.norm for token in sentence.tokens]
        for at in range(1, len(words) - 1):
            after = words[at + 2] if at + 2 < len(words) else ""
            told = (words[at], words[at + 1]) in SIBLING and bool(TRYING & set(words[max(0, at - 3) : at]))
            if told and after in ("", ",", "and", "but", "now", "child", "baby", "for", "since"):
                return 1, sentence.tokens[at], sentence.tokens[at + 1]
    return None


def _none(sentences: Sequence[Sentence]) -> tuple[int, Token, Token] | None:
    """`no kids`, `childless`."""
    for sentence in sentences:
        words = [token.norm for token in sentence.tokens]
        for at, word in enumerate(words):
            after = words[at + 1] if at + 1 < len(words) else ""
            others = set(words[max(0, at - 3) : at]) & (OTHERS - {"was", "id", "wed"})
            told = word == "childless" or (word in ("no", "zero") and after in NONE)
            if told and not others and words[at + 2 : at + 3] not in (["for"], ["since"], ["room"], ["until"]):
                return 0, sentence.tokens[at], sentence.tokens[min(at + 1, len(words) - 1)]
    return None


def _never(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[int, Token, Token] | None:
    """Never pregnant, and so no child."""
    told = [one for one in mentions if one.kind == "loss"]
    if not told or any(not is_never(one, sentences[one.sentence]) for one in told):
        return None
    tokens = sentences[told[0].sentence].tokens
    return 0, tokens[told[0].start], tokens[told[0].end - 1]


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
