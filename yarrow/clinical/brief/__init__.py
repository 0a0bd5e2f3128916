"""The brief: one page she takes to the visit, and the same history in the clinician's terms. Source: DESIGN §5.5."""

from __future__ import annotations

from datetime import date

from yarrow.clinical.brief import clinician, patient
from yarrow.clinical.brief.day import day_in_words
from yarrow.clinical.brief.document import Audience, Brief, Paper
from yarrow.clinical.brief.private import discreet, is_private, tells_private
from yarrow.clinical.brief.reviewed import review_note
from yarrow.clinical.brief.sheet import FULL, Sheet
from yarrow.clinical.brief.urgency import urgency
from yarrow.clinical.history import History
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import Triage, assess
from yarrow.clinical.wording import say

__all__ = ["Audience", "Brief", "brief"]

# Where paper is not A4.
LETTER = ("US", "CA")


def brief(  # noqa: PLR0913 - whose page, from what, for whom and when are as many different things
    protocol: Protocol,
    history: History,
    triage: Triage,
    *,
    audience: Audience,
    today: date,
    conversation: str = "",
    guidance: str = FULL,
    include_private: bool = False,
) -> Brief:
    """The brief of this history. Pass the whole history: what others must not see is left out here.

    `guidance`: with anything but `full` the patient's page states no level of its own (DESIGN §10).
    `include_private`: abuse is told too; for staff with the clinician role alone.
    Raises ValueError if the patient's page is asked to hold what is private.
    """
    if include_private and audience == "patient":
        raise ValueError("The patient's page never holds what is private: others may see it.")
    spoken = protocol.speaking_to(history)
    told = discreet(history, say(spoken, "brief.in_own_words"))
    if include_private:
        private = tuple(fact for fact in history.latest.values() if is_private(fact))
        sheet = Sheet(spoken, told, assess(spoken, history), audience, today, guidance, private)
    else:
        fits = spoken is protocol and told == history and not tells_private(triage)
        sheet = Sheet(spoken, told, triage if fits else assess(spoken, told), audience, today, guidance)
    return _written(sheet, conversation)


def _written(sheet: Sheet, conversation: str) -> Brief:
    page = patient if sheet.is_hers else clinician
    locale = sheet.protocol.locale(sheet.history.value("locale"))
    paper: Paper = "Letter" if locale.id in LETTER else "A4"
    lang = str(sheet.history.value("lang") or locale.lang)
    return Brief(
        audience=sheet.audience,
        title=sheet.titled(f"brief.{sheet.audience}.title"),
        lang=lang,
        paper=paper,
        made=sheet.say("brief.made", day=day_in_words(sheet.today, lang)),
        intro=(sheet.titled(f"brief.{sheet.audience}.intro"),),
        notices=tuple(page.notices(sheet)),
        urgency=urgency(sheet),
        parts=page.parts(sheet),
        ending=_ending(sheet),
        fill_in=_fill_in(sheet),
        conversation=sheet.say("brief.reference", conversation=conversation) if conversation else "",
        protocol=sheet.say("brief.version", version=sheet.protocol.version),
        words={name: sheet.say(f"brief.{name}") for name in ("page", "of", "urgency.label")},
    )


def _fill_in(sheet: Sheet) -> tuple[str, ...]:
    """Lines to write on by hand, since no name is kept."""
    names = ("name", "visit") if sheet.is_hers else ("name", "born", "record")
    return tuple(sheet.titled(f"brief.{sheet.audience}.{name}") for name in names)


def _ending(sheet: Sheet) -> tuple[str, ...]:
    no_diagnosis = sheet.protocol.recommendations["I_NO_DIAGNOSIS"].text
    own = sheet.say("brief.patient.private") if sheet.is_hers else sheet.say("brief.clinician.marks")
    found = (no_diagnosis if sheet.is_hers else None, review_note(sheet), own)
    return tuple(words for words in found if words)
