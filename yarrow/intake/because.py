"""One thing on the list explained: what she told, the rule in plain words, who advises it, how well proven it is."""

from __future__ import annotations

from collections import Counter
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
        named = Counter(name for item in items for name in _bodies(desk, item))
        most = [name for name, _ in named.most_common(MOST_BODIES)]
        return Message(phrase(desk, case, "explain.list", bodies=_joined(desk, case, most)))
    parts = [line for item in items for line in (_guidance(desk, case, item), _label(desk, case, item.evidence))]
    return Message("\n\n".join([*dict.fromkeys(parts), phrase(desk, case, "explain.clinician")]))


def _advised(desk: Desk, case: Case, name: str, item: Advice) -> list[str]:
    """Told and rule are left out where the reason has said them already."""
    told = any(words not in item.reason for words in item.told)
    about = _rule(desk, item)
    return [
        f"{phrase(desk, case, 'explain.item', name=name)}\n{item.reason}",
        phrase(desk, case, "explain.told", told=_some(item.told)) if told else "",
        phrase(desk, case, "explain.rule", about=about) if about else "",
        _guidance(desk, case, item),
        _label(desk, case, item.evidence),
    ]


def _rule(desk: Desk, item: Advice) -> str:
    """What the rule behind it is about, if the reason does not say so; of conditions the one that is for them."""
    of_condition = all(cause.condition for _, cause in item.asked)
    rules = item.rules[-1:] if of_condition else item.rules[:1]
    abouts = (desk.protocol.rule[rule].because for rule in rules if item.facts)
    return next((about for about in abouts if about not in item.reason), "")


def _not_needed(desk: Desk, case: Case, name: str, item: NotNeeded) -> list[str]:
    text = phrase(desk, case, "explain.not_needed", name=name, text=item.text)
    return [text, _guidance(desk, case, item), _label(desk, case, item.evidence)]


def _done(desk: Desk, case: Case, name: str, item: Done) -> list[str]:
    result = item.result[:1].upper() + item.result[1:]
    return [phrase(desk, case, "explain.done", name=name, result=result)]


def _guidance(desk: Desk, case: Case, item: Advice | NotNeeded) -> str:
    names = _bodies(desk, item)
    if not names:
        return phrase(desk, case, "explain.no_guidance")
    return phrase(desk, case, "explain.guidance", bodies=_joined(desk, case, names))


def _bodies(desk: Desk, item: Advice | NotNeeded) -> tuple[str, ...]:
    """Who says so of this very thing; of the rule that asked for it only where the thing itself names nobody."""
    own = item.recommendation.sources if isinstance(item, Advice) else ()
    return bodies(desk.protocol, own) or bodies(desk.protocol, item.sources)


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
