"""Of whom an illness is told by the words beside it: `lupus (mum), RA - my nan`, `Crohn's in my brother`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from yarrow.language.pipeline import Link
from yarrow.language.text import Token

KIN = frozenset({
    "mum", "mums", "mam", "mom", "moms", "mother", "mothers", "mummy", "ma", "dad", "dads", "father", "fathers", "da",
    "sister", "sisters", "sis", "brother", "brothers", "bro", "nan", "nana", "nanna", "gran", "granny", "grandma",
    "grandmother", "grandad", "granddad", "grandpa", "grandfather", "aunt", "aunts", "auntie", "aunty", "uncle",
    "uncles", "cousin", "cousins", "daughter", "son", "niece", "nephew", "maternal", "paternal", "parents", "nani",
    "dadi", "mausi", "masi", "bua", "abuela", "abuelo", "nonna", "oma", "opa", "grammy", "meemaw", "pawpaw", "mama",
    "papa", "daddy", "mammy", "nanny", "granda", "aunties", "tita", "tito", "lola", "lolo", "twin", "sibling",
})  # fmt: skip
OPENS = frozenset({"(", "-", ":", ","})
ALONE = frozenset({"me", "myself", "self"})
CLOSES = frozenset({")", ",", "/", "&", "and", "or", "side", "sides"})
HERS = frozenset({"i", "ive", "im", "have", "got", "my", "me"})  # before the illness: it is her own
CLAIM = 3  # words back that say so
OWNERS = frozenset({"my", "both", "one", "late", "her", "great", "half", "older", "younger", "elder", "big", "little",
                    "a", "an", "our", "two", "the", "wee", "own"})  # fmt: skip
ADJECTIVE_AFTER = frozenset({"a", "an", "my", "our", "having"})  # `a coeliac sister`, `my diabetic dad`
SHE = frozenset({"she", "he", "shes", "hes"})
BACK = 4  # words before an illness within which "she" is who has it
FRIENDS = frozenset({"friend", "friends", "mate", "mates", "colleague", "neighbour", "neighbor", "husband", "boyfriend",
                     "cousins", "law", "boss", "coworker", "bestie", "pal"})  # fmt: skip
PRONOUNS = frozenset({"his", "her", "their"})
HIS = frozenset({"his", "husbands", "partners", "hubbys", "dhs", "ohs", "boyfriends", "fiances", "other", "in", "laws"})
MINE = frozenset({"my", "mine", "mums", "moms", "dads", "mams", "i", "ive", "im", "our", "maternal", "paternal"})


def is_named_after(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a relative is named straight after the illness at `start` to `end`, and nothing else of it."""
    if end >= len(tokens):
        return False
    after = tokens[end].norm
    if after in KIN:
        before = tokens[start - 1].norm if start else ""
        return before in ADJECTIVE_AFTER or (_is_paired(tokens) and _closes(tokens, end + 1, (",", "and")))
    if end + 1 >= len(tokens) or after not in OPENS | {"in"}:
        return False
    if HERS & {token.norm for token in tokens[max(0, start - CLAIM) : start]}:
        return False
    place = end + 1
    while place < len(tokens) - 1 and tokens[place].norm in OWNERS:
        place += 1
    if tokens[place].norm not in KIN:
        return False
    return _closes(tokens, place + 1, CLOSES if after in ("(", "in", "-") else (",",))


def _is_paired(tokens: Sequence[Token]) -> bool:
    """`graves me, hashimotos mum`: illnesses and whose they are, side by side."""
    return any(token.norm in ALONE for token in tokens)


def _closes(tokens: Sequence[Token], place: int, closing: frozenset[str] | tuple[str, ...]) -> bool:
    return place >= len(tokens) or tokens[place].norm in closing


def is_followed_by_me(tokens: Sequence[Token], end: int) -> bool:
    """Whether a bare "me" behind it makes it hers in a list: `RA (mum), hypothyroid (me)`, `graves me`."""
    after = end + 1 if end < len(tokens) and tokens[end].norm in OPENS | {"in"} else end
    return after < len(tokens) and tokens[after].norm in ALONE and _closes(tokens, after + 1, CLOSES)


def is_hers_among(tokens: Sequence[Token], start: int, ended: frozenset[int]) -> bool:
    """Whether a bare "me" straight before it opens a new item: `mother coeliac, father UC, me hashimotos`.

    `ended`: places at which another illness ends.
    """
    if not start or tokens[start - 1].norm not in ALONE:
        return False
    before = start - 1
    return before == 0 or before in ended or tokens[before - 1].norm in (",", "-", "and", "/", "&", ":", ")")


def is_on_his_side(tokens: Sequence[Token], start: int) -> bool:
    """`On his side: brother coeliac, father MS`: no relatives of hers, until her own are spoken of."""
    words = [token.norm for token in tokens[:start]]
    sides = [place for place, word in enumerate(words) if word in ("side", "family") and place]
    if not sides or words[sides[-1] - 1] not in HIS:
        return False
    return not MINE & set(words[sides[-1] :])


def is_theirs(tokens: Sequence[Token], link: Link) -> bool:
    """`My dad has psoriasis and his sister has MS`: a relative of her relative, not of her husband."""
    if link.category != "OTHER" or tokens[link.start].norm not in PRONOUNS or link.end - link.start < 2:
        return False
    named = {token.norm for token in tokens[link.start + 1 : link.end]}
    return named <= KIN and bool(_kin_with_is(tokens[: link.start]))


def _kin_with_is(tokens: Sequence[Token]) -> bool:
    """Whether a blood relative stands there; "da's got" is one word here."""
    return any(token.norm in KIN or token.norm.removesuffix("s") in KIN for token in tokens)


def whose_she_is(tokens: Sequence[Token], start: int) -> Literal["family", "other"] | None:
    """`My sister in Lagos had the same and it turned out she's got lupus`: the person last named before a "she"."""
    near = [token.norm for token in tokens[max(0, start - BACK) : start]]
    if not SHE & set(near) or set(near) & MINE:
        return None
    for token in reversed(tokens[: max(0, start - 1)]):
        if token.norm in KIN:
            return "family"
        if token.norm in FRIENDS:
            return "other"
    return None
