"""Who writes: the patient herself, or a husband, a partner or a parent for her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.relations import Relations
from yarrow.language.text import Sentence

WRITING = frozenset({"filling", "fill", "behalf", "typing", "writing", "dictating", "helping", "asking", "form"})
ALSO_HUSBANDS = frozenset({"dad", "partner", "man", "other"})  # `her man`, `the other half`
TOGETHER = frozenset({"we", "our", "she", "shes", "weve", "bled", "lost", "miscarried"})
# Said of herself, so that it is she who writes, and her wife is another woman.
HERSELF = frozenset({
    ("my", "womb"), ("i", "carried"), ("i", "miscarried"), ("ive", "miscarried"), ("im", "pregnant"), ("my", "period"),
    ("my", "periods"), ("my", "miscarriage"), ("my", "miscarriages"), ("i", "bled"), ("my", "cycle"), ("my", "cycles"),
    ("my", "pregnancy"), ("my", "losses"), ("my", "loss"), ("my", "uterus"), ("my", "eggs"),
    ("i", "conceived"), ("my", "bump"), ("im", "carrying"), ("pregnant", "myself"), ("carried", "first"),
    ("her", "egg"), ("her", "eggs"), ("i", "carry"),
})  # fmt: skip


@dataclass(frozen=True)
class Writer:
    """`patient`: the words by which somebody who writes for her names her; none if she writes herself."""

    patient: frozenset[str] = frozenset()
    is_parent: bool = False


def writer_of(sentences: Sequence[Sentence], people: Relations) -> Writer:
    """Who writes, as far as the message shows it."""
    words = [token.norm for sentence in sentences for token in sentence.tokens]
    pairs = set(pairwise(words))
    if pairs & HERSELF or any(("my", husband) in pairs for husband in people.husbands):
        return Writer()
    asked = {"asking"} if ("asking", "me") in pairs else set()  # "my sister is asking me" is no writer for her
    writes = bool((WRITING - asked) & set(words)) and ("for", "me") not in pairs
    parent = writes and any((who, parent) in pairs for who in ("her", "the", "hers") for parent in people.parents)
    if writes and not parent:
        parent = any((own, child) in pairs for own in ("my", "our") for child in people.written_for - {"law"})
    if parent:
        return Writer(people.written_for | {"she", "shes", "shed", "her"}, is_parent=True)
    husbands = people.husbands | ALSO_HUSBANDS
    husband = any((who, man) in pairs for who in ("the", "her") for man in husbands) and (
        {("im", "the"), ("im", "her"), ("husband", "here"), ("its", "her")} & pairs
    )
    wife = any((own, word) in pairs for own in ("my", "the") for word in people.wives) and (
        writes or TOGETHER & set(words)
    )
    if (wife or husband) and not ({("me", "and"), ("two", "mums")} & pairs and ("my", "womb") in pairs):
        return Writer(people.wives | people.partners | {"she", "shes", "shed", "her"})
    return Writer()
