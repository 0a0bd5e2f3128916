"""Relatives named straight after an illness: `lupus (mum), RA - my nan`, `bowel cancer, my dad`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.text import Token

KIN = frozenset({
    "mum", "mums", "mam", "mom", "moms", "mother", "mothers", "mummy", "ma", "dad", "dads", "father", "fathers", "da",
    "sister", "sisters", "sis", "brother", "brothers", "bro", "nan", "nana", "nanna", "gran", "granny", "grandma",
    "grandmother", "grandad", "granddad", "grandpa", "grandfather", "aunt", "aunts", "auntie", "aunty", "uncle",
    "uncles", "cousin", "cousins", "daughter", "son", "niece", "nephew", "maternal", "paternal", "parents", "nani",
    "dadi", "mausi", "masi", "bua", "abuela", "abuelo", "nonna", "oma", "opa", "grammy", "meemaw", "pawpaw",
})  # fmt: skip
OPENS = frozenset({"(", "-", ":", ","})
ALONE = frozenset({"me", "myself", "self"})
CLOSES = frozenset({")", ",", "/", "&", "and", "or", "side", "sides"})
HERS = frozenset({"i", "ive", "im", "have", "got", "my", "me"})  # before the illness: it is her own
CLAIM = 3  # words back that say so
OWNERS = frozenset({"my", "both", "one", "late", "her", "great", "half", "older", "younger", "elder", "big", "little"})


def is_named_after(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a mark, and then nothing but a relative, follows the illness at `start` to `end`."""
    if end + 1 >= len(tokens) or tokens[end].norm not in OPENS:
        return False
    if HERS & {token.norm for token in tokens[max(0, start - CLAIM) : start]}:
        return False
    place = end + 1
    while place < len(tokens) - 1 and tokens[place].norm in OWNERS:
        place += 1
    if tokens[place].norm not in KIN:
        return False
    closing = CLOSES if tokens[end].norm == "(" else (",",)
    return place + 1 >= len(tokens) or tokens[place + 1].norm in closing


def is_me_before(tokens: Sequence[Token], start: int, ended: frozenset[int]) -> bool:
    """Whether a bare "me" straight before it opens a new item: `mother coeliac, father UC, me hashimotos`.

    `ended`: places at which another illness ends.
    """
    if not start or tokens[start - 1].norm not in ALONE:
        return False
    before = start - 1
    return before == 0 or before in ended or tokens[before - 1].norm in (",", "-", "and", "/", "&", ":", ")")
