"""Who writes: the patient herself, or a husband, a partner or a parent for her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.text import Sentence

WIVES = frozenset({"wife", "girlfriend", "fiancee", "missus", "wifey"})
DAUGHTERS = frozenset({"daughter", "law", "girl", "sister", "friend", "niece"})
PARENTS = frozenset({"mother", "mum", "mam", "mom", "dad", "father", "auntie", "aunt"})
WRITING = frozenset({"filling", "fill", "behalf", "typing", "writing", "dictating", "helping", "asking", "form"})
HUSBANDS = frozenset({"husband", "hubby", "dad", "partner", "man", "other"})
TOGETHER = frozenset({"we", "our", "she", "shes", "weve", "bled", "lost", "miscarried"})
# Said of herself, so that it is she who writes, and her wife is another woman.
HERSELF = frozenset({
    ("my", "womb"), ("i", "carried"), ("i", "miscarried"), ("ive", "miscarried"), ("im", "pregnant"), ("my", "period"),
    ("my", "periods"), ("my", "miscarriage"), ("my", "miscarriages"), ("i", "bled"), ("my", "cycle"), ("my", "cycles"),
    ("my", "pregnancy"), ("my", "losses"), ("my", "loss"), ("my", "uterus"), ("my", "eggs"), ("my", "husband"),
    ("i", "conceived"), ("my", "hubby"), ("my", "boyfriend"), ("my", "bump"),
})  # fmt: skip


@dataclass(frozen=True)
class Writer:
    """`patient`: the words by which somebody who writes for her names her; none if she writes herself."""

    patient: frozenset[str] = frozenset()
    is_parent: bool = False


def writer_of(sentences: Sequence[Sentence]) -> Writer:
    """Who writes, as far as the message shows it."""
    words = [token.norm for sentence in sentences for token in sentence.tokens]
    pairs = set(pairwise(words))
    if pairs & HERSELF:
        return Writer()
    writes = bool(WRITING & set(words)) and ("for", "me") not in pairs
    parent = writes and any((who, parent) in pairs for who in ("her", "the", "hers") for parent in PARENTS)
    if writes and not parent:
        parent = any((own, child) in pairs for own in ("my", "our") for child in DAUGHTERS - {"law"})
    if parent:
        return Writer(DAUGHTERS | {"she", "shes", "shed", "her"}, is_parent=True)
    husband = any((who, man) in pairs for who in ("the", "her") for man in HUSBANDS) and (
        {("im", "the"), ("im", "her"), ("husband", "here"), ("its", "her")} & pairs
    )
    wife = any((own, word) in pairs for own in ("my", "the") for word in WIVES) and (writes or TOGETHER & set(words))
    if (wife or husband) and not ({("me", "and"), ("two", "mums")} & pairs and ("my", "womb") in pairs):
        return Writer(WIVES | {"partner", "she", "shes", "shed", "her"})
    return Writer()
