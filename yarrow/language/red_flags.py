"""The dangerous symptoms of a message: which are present now, and what must be asked (clinical.md §5, mechanics)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from yarrow.language.beside import known_beside
from yarrow.language.lexicon import Concept
from yarrow.language.mention import Mention
from yarrow.language.understanding import Ask

NOW = "happening_now"
NEVER_IGNORED = frozenset({"suicidal_plan", "suicidal_thoughts", "abuse", "danger_now", "psychosis"})


def red_flags(
    mentions: Sequence[Mention], known: dict[str, Any], dangerous: frozenset[str]
) -> tuple[tuple[str, ...], Ask | None]:
    """Ids of dangerous symptoms present now, and the one question to ask about a danger that is not clear."""
    dangers = [(m, m.meaning) for m in mentions if isinstance(m.meaning, Concept) and m.meaning.danger]
    present = {mention.id for mention in mentions if mention.stands.status in ("present", "suspected")}
    present |= known_beside(known)
    sure: dict[str, None] = {}
    doubtful: dict[str, Mention] = {}
    for mention, concept in dangers:
        if mention.stands.status in ("present", "suspected"):
            settled = not concept.weak or present & set(concept.weak)
            told = [mention.id, *(id_ for id_ in concept.also if id_ in dangerous)]
            if settled:
                sure.update(dict.fromkeys(told))
            else:
                doubtful |= {id_: mention for id_ in told if id_ not in doubtful}
        elif _must_ask(mention, known):
            doubtful.setdefault(mention.id, mention)
    unclear = [Ask(id_, NOW, some.first, some.last) for id_, some in doubtful.items() if id_ not in sure]
    return tuple(sure), unclear[0] if unclear else None


def _must_ask(mention: Mention, known: dict[str, Any]) -> bool:
    """A danger past, oddly negated, somebody else's now, or asked about; never a plain denial or a mere 'if'.

    As long as nobody has said for whom the conversation is, a wife or daughter may be the patient.
    """
    stands = mention.stands
    if stands.status == "denied":
        return not stands.sure
    if stands.status in ("other", "family"):
        return stands.now or (stands.near and not known.get("for_whom"))
    if stands.status == "past":
        return True
    return stands.status == "hypothetical" and (stands.asked or mention.id in NEVER_IGNORED)
