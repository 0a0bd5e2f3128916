"""What is taken back later: `told UC in 2015, but it never was UC`, `on Coumadin, then they took me off it`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.mention import Mention
from yarrow.language.text import Sentence

GROUPS = frozenset({"biologic", "doac", "acei_arb", "glp1"})  # on one of them, and off another
# After a denial these say that it is of now only: `no psoriasis at the moment`, `no flares of my UC since`.
OF_NOW = frozenset({"since", "now", "currently", "at", "lately", "atm", "just", "today", "anymore", "flare", "flares",
                    "symptoms", "activity", "problems", "trouble", "for", "in", "meds", "treatment"})  # fmt: skip
# Beside a medicine that is over: she stopped it, and does not tell of an earlier time of taking it.
GIVEN_UP = frozenset({"off", "stopped", "stop", "quit", "binned", "ditched", "finished", "discontinued"})
NEXT, NEAR = 3, 6  # words after a denial; words around a medicine


def without_taken_back(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions without an illness that is denied later, and without a medicine that is given up later."""
    taken = [one for one in mentions if _is_denied(one, sentences) or _is_given_up(one, sentences)]
    return [one for one in mentions if not any(_is_of(one, later) for later in taken)]


def _is_of(one: Mention, later: Mention) -> bool:
    same = one.kind == later.kind and one.id == later.id and one.stands.status == "present"
    return same and (one.sentence, one.start) < (later.sentence, later.start)


def _is_denied(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    """Whether it denies an illness outright; a clot or an operation that was stays."""
    if mention.kind != "condition" or mention.stands.status != "denied" or not mention.stands.sure:
        return False
    after = {token.norm for token in sentences[mention.sentence].tokens[mention.end : mention.end + NEXT]}
    return not getattr(mention.meaning, "event", False) and not after & OF_NOW


def _is_given_up(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    if mention.kind != "medicine" or mention.stands.status != "past" or mention.id in GROUPS:
        return False
    tokens = sentences[mention.sentence].tokens
    near = (*tokens[max(0, mention.start - NEAR) : mention.start], *tokens[mention.end : mention.end + NEAR])
    return bool(GIVEN_UP & {token.norm for token in near})
