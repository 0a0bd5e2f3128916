"""What a message says as an answer to the question that was asked."""

from __future__ import annotations

from collections.abc import Collection

from yarrow.language.understanding import Act, Ask, Asked, ReadFact

LISTS = ("conditions", "medicines", "symptoms", "family_history", "asks")


def spoken_yes_or_no(asked: Asked, act: Act | None, span: tuple[int, int]) -> list[ReadFact]:
    """The fact a plain yes or no states at a yes-or-no or number question."""
    if act not in ("yes", "no") or asked.fact is None:
        return []
    if asked.kind == "number" and act == "no" and (asked.minimum or 0) <= 0 and asked.unit is None:
        return [ReadFact(asked.fact, "present", 0, *span)]
    if asked.kind != "yes_no":
        return []
    if asked.fact.partition(".")[0] in LISTS:
        return [ReadFact(asked.fact, "present" if act == "yes" else "denied", True, *span)]
    return [ReadFact(asked.fact, "present", act == "yes", *span)]


def none_of_these(
    asked: Asked, known_symptoms: set[str], span: tuple[int, int], *, named: Collection[str] = ()
) -> list[ReadFact]:
    """`None of those` denies each thing offered, but for what was `named`: `nothing else`."""
    facts = []
    for id_ in dict.fromkeys(id_ for option in asked.options for id_ in option.ids if id_ not in named):
        family = asked.fact if asked.fact in LISTS else "symptoms" if id_ in known_symptoms else None
        if family:
            facts.append(ReadFact(f"{family}.{id_}", "denied", True, *span))
    return facts


def asks_again(asked: Asked) -> Ask:
    """The question asked once more, because the answer settled no value."""
    return Ask(asked.id, asked.id)
