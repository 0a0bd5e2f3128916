"""What can be said of one medicine somebody asks about: what guidelines say, or what its flags ask for."""

from __future__ import annotations

from collections.abc import Iterable

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case
from yarrow.intake.evidence import answers
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import has_words, message, paragraphs
from yarrow.language.understanding import Understanding

# A flag that says how it may not be stopped adds to what another flag says of it.
ADDING = ("never_abrupt",)


def on_medicine(desk: Desk, case: Case, name: str, understanding: Understanding, told: Iterable[Fact]) -> Message:
    """The evidence answer if there is one, else what its flags say; of a partner's medicine, who can tell."""
    medicine = desk.protocol.medicines[name]
    called = _called(name, understanding) or medicine.name
    if _is_somebody_elses(understanding):
        key = "boundary.partner" if "partner" in medicine.flags else "boundary.partner_other"
        return message(desk, case, key, medicine=called)
    if name in desk.protocol.evidence:
        return answers(desk, case, (name,), told)[0]
    said = [flag for flag in medicine.flags if has_words(desk, f"boundary.flag.{flag}")]
    first = next((flag for flag in said if flag not in ADDING), None)
    if first is None:
        return message(desk, case, "boundary.treatment_unknown", medicine=called)
    keys = [first, *(flag for flag in said if flag in ADDING)]
    return paragraphs(desk, case, [f"boundary.flag.{key}" for key in keys], between=" ", medicine=called)


def _called(name: str, understanding: Understanding) -> str | None:
    """The name the patient uses for it; None if she does not name it as her own."""
    return next((one.text for one in understanding.findings if (one.kind, one.id) == ("medicine", name)), None)


def medicines_asked_about(desk: Desk, understanding: Understanding) -> tuple[str, ...]:
    """The medicines of the message: hers, or, where there are none of hers, a partner's."""
    hers = tuple(dict.fromkeys(one.id for one in understanding.findings if one.kind == "medicine"))
    return hers or tuple(topic for topic in understanding.topics if topic in desk.protocol.medicines)


def _is_somebody_elses(understanding: Understanding) -> bool:
    """Named, but no finding of hers: a partner's or a friend's."""
    return not any(finding.kind == "medicine" for finding in understanding.findings)
