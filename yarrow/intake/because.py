"""One thing on the list explained: what she told, the rule in plain words, who advises it, how well proven it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yarrow.clinical.advice import Advice
from yarrow.clinical.done import Done
from yarrow.clinical.guideline import bodies
from yarrow.clinical.recommendation import Evidence, NotNeeded
from yarrow.intake.case import Case
from yarrow.intake.my_list import Entry
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import phrase

# Words in a sentence (clinical.md §9 rule 12).
LONGEST = 20
# More names than this are a list nobody reads.
MOST_BODIES = 2


def explained(desk: Desk, case: Case, entry: Entry) -> Message:
    """Why it is on the list, is not needed, or is not listed again."""
    if isinstance(entry.item, Advice):
        parts = _advised(desk, case, entry.name, entry.item)
    elif isinstance(entry.item, NotNeeded):
        parts = _not_needed(desk, case, entry.name, entry.item)
    else:
        parts = _done(desk, case, entry.name, entry.item)
    return Message("\n\n".join(part for part in parts if part))


def whose_advice(desk: Desk, case: Case, entries: Sequence[Entry]) -> Message:
    """Who advises these, and how well proven one of them is."""
    items = [entry.item for entry in entries if not isinstance(entry.item, Done)]
    if len(items) > MOST_BODIES:
        names = _joined(desk, case, bodies(desk.protocol, (source for item in items for source in item.sources)))
        return Message(phrase(desk, case, "explain.list", bodies=names))
    parts = [
        line for item in items for line in (_guidance(desk, case, item.sources), _label(desk, case, item.evidence))
    ]
    return Message("\n\n".join([*dict.fromkeys(parts), phrase(desk, case, "explain.clinician")]))


def _advised(desk: Desk, case: Case, name: str, item: Advice) -> list[str]:
    reason = phrase(desk, case, "explain.item", name=name, reason=item.reason)
    rules = [desk.protocol.rule[rule].because for rule in item.rules]
    rule = phrase(desk, case, "explain.rule", about=rules[0]) if rules and item.facts else ""
    told = [words for words in item.told if words not in item.reason]
    said = phrase(desk, case, "explain.told", told=_some(item.told)) if told else ""
    return [
        reason,
        said,
        rule if rule and (not rules or rules[0] not in reason) else "",
        _guidance(desk, case, item.sources),
        _label(desk, case, item.evidence),
        phrase(desk, case, "explain.clinician"),
    ]


def _not_needed(desk: Desk, case: Case, name: str, item: NotNeeded) -> list[str]:
    text = phrase(desk, case, "explain.not_needed", name=name, text=item.text)
    ending = phrase(desk, case, "explain.clinician")
    return [text, _guidance(desk, case, item.sources), _label(desk, case, item.evidence), ending]


def _done(desk: Desk, case: Case, name: str, item: Done) -> list[str]:
    result = item.result[:1].upper() + item.result[1:]
    return [phrase(desk, case, "explain.done", name=name, result=result), phrase(desk, case, "explain.clinician")]


def _guidance(desk: Desk, case: Case, sources: Iterable[str]) -> str:
    names = bodies(desk.protocol, sources)
    if not names:
        return phrase(desk, case, "explain.no_guidance")
    return phrase(desk, case, "explain.guidance", bodies=_joined(desk, case, names))


def _label(desk: Desk, case: Case, evidence: Evidence) -> str:
    return phrase(desk, case, f"evidence.label.{evidence}")


def _joined(desk: Desk, case: Case, names: Sequence[str]) -> str:
    if len(names) < MOST_BODIES:
        return "".join(names)
    return phrase(desk, case, "explain.guidance_two", first=names[0], second=names[1])


def _some(told: Iterable[str]) -> str:
    """As many of the phrases as one short sentence holds."""
    kept: list[str] = []
    for words in told:
        if len(" ".join([*kept, words]).split()) > LONGEST - 6:
            break
        kept.append(words)
    return ", ".join(kept)
