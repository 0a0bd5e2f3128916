"""Her page: what she told, in her words, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yarrow.clinical.brief.advice import later, not_needed, to_ask_about
from yarrow.clinical.brief.answers import section_entries
from yarrow.clinical.brief.asks import asks
from yarrow.clinical.brief.conditions import conditions
from yarrow.clinical.brief.document import Entries, Part, Text
from yarrow.clinical.brief.losses import losses
from yarrow.clinical.brief.medicines import medicines
from yarrow.clinical.brief.missing import missing
from yarrow.clinical.brief.results import results
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.brief.symptoms import gut
from yarrow.clinical.brief.urgency import is_emergency
from yarrow.clinical.level import Level

ADULT = 18
# What she wishes the conversation to do is done there, and says nothing of her.
WISHES = ("support_wanted",)


def parts(sheet: Sheet) -> tuple[Part, ...]:
    """The parts in the order she reads them; in an emergency only what those who help her want to know."""
    found = _emergency(sheet) if is_emergency(sheet) else _whole(sheet)
    return tuple(part for part in found if part is not None)


def notices(sheet: Sheet) -> Iterator[str]:
    """What must be read before the rest."""
    if sheet.someone:
        yield sheet.say(f"brief.patient.answered_by_{sheet.someone}")
    age = sheet.history.value("age")
    if isinstance(age, (int, float)) and age < ADULT:
        yield sheet.say("advice.under18")
    if is_emergency(sheet):
        yield sheet.say("brief.patient.stopped")
    if not _told_anything(sheet):
        yield sheet.say("brief.patient.nothing_told")
    if sheet.triage.conflicts:
        yield sheet.say("brief.patient.conflict")


def _told_anything(sheet: Sheet) -> bool:
    opening = {q.fact or q.id for q in sheet.protocol.questions if q.section == "opening"}
    return any(path not in opening for path in sheet.history.latest)


def _emergency(sheet: Sheet) -> Iterable[Part | None]:
    return (
        _answers(sheet, "about", "safety", "about"),
        losses(sheet),
        conditions(sheet),
        medicines(sheet),
        _text(sheet, "safety", "advice.safety_net"),
    )


def _whole(sheet: Sheet) -> Iterable[Part | None]:
    told = _told(sheet) if _told_anything(sheet) else ()
    return (
        *told,
        _text(sheet, "safety", "advice.safety_net"),
        _text(sheet, "bring", "advice.bring"),
        _support(sheet),
    )


def _told(sheet: Sheet) -> Iterable[Part | None]:
    """What she told and what follows from it; what is for today comes first."""
    advice, today = to_ask_about(sheet), sheet.level <= Level.T2
    return (
        advice if today else None,
        _answers(sheet, "about", "safety", "about", "wellbeing"),
        losses(sheet),
        conditions(sheet),
        gut(sheet),
        medicines(sheet),
        results(sheet),
        None if today else advice,
        later(sheet),
        asks(sheet),
        not_needed(sheet),
        missing(sheet),
    )


def _answers(sheet: Sheet, part_id: str, *sections: str) -> Part | None:
    entries = tuple(entry for section in sections for entry in section_entries(sheet, section, WISHES))
    return Part(part_id, sheet.titled(f"brief.patient.part_{part_id}"), (Entries(entries),)) if entries else None


def _text(sheet: Sheet, part_id: str, key: str) -> Part:
    return Part(part_id, sheet.say(f"brief.patient.part_{part_id}"), (Text((sheet.say(key),)),))


def _support(sheet: Sheet) -> Part | None:
    """Where support is to be found, unless she said that she does not want to hear of it."""
    locale = sheet.protocol.locale(sheet.history.value("locale"))
    if not locale.support or sheet.history.value("support_wanted") is False:
        return None
    return _text(sheet, "support", "advice.support")
