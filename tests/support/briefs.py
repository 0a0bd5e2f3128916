"""Histories to make briefs of: invented people, each fact with where it was said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tests.support.interviews import protocol
from yarrow.clinical import interview
from yarrow.clinical.brief import Audience, Brief, brief
from yarrow.clinical.brief.document import Block, Entries, Items, Table, Text
from yarrow.clinical.fact import Captured, Fact, Provenance, Status
from yarrow.clinical.history import History
from yarrow.clinical.triage import assess

TODAY = date(2026, 11, 22)


class Telling:
    """Tells a history message by message, a minute apart."""

    def __init__(self) -> None:
        self.history = History()
        self.messages = 0

    def says(self, words: str, **facts: Any) -> Telling:
        """A message typed, and what was taken from it; `__` for a dot, `losses__0` for a loss."""
        return self._tell(words, "text", {_path(name): value for name, value in facts.items()})

    def choose(self, question_id: str, *values: str) -> Telling:
        """Answers tapped at a question."""
        question = interview.find(protocol(), self.history, question_id)
        assert question is not None, question_id
        labels = ", ".join(option.label for option in question.options if option.value in values)
        origin = self._origin(labels, "button")
        settings = interview.settings_for(question, values)
        return self._add(interview.facts_for(self.history, settings, origin))

    def _tell(self, words: str, captured: Captured, facts: dict[str, Any]) -> Telling:
        origin = self._origin(words, captured)
        return self._add(_fact(path, value, _within(origin, path)) for path, value in facts.items())

    def _origin(self, words: str, captured: Captured) -> Provenance:
        self.messages += 1
        at = f"2026-11-22T10:{self.messages:02d}:00Z"
        return Provenance(f"m{self.messages}", 0, len(words), words, captured, at)

    def _add(self, facts: Iterable[Fact]) -> Telling:
        self.history = self.history.adding(facts)
        self.history = self.history.adding(interview.derived(self.history))
        return self


def _path(name: str) -> str:
    family, _, member = name.partition("__")
    return f"losses[{member}]" if family == "losses" else name.replace("__", ".")


# The words within a message that name a thing, where they are not the whole of it.
NAMED = {
    "medicines.acei_arb": "ramipril", "medicines.levothyroxine": "eltroxin", "medicines_other": "a pregnancy vitamin",
    "conditions.hashimoto": "Hashimoto's", "conditions.sle": "lupus", "asks.nk_cells": "NK cells",
    "asks.leaky_gut": "leaky gut", "symptoms.faint": "fainted", "conditions.uc": "colitis", "conditions.ra": "RA",
}  # fmt: skip


def _within(origin: Provenance, path: str) -> Provenance:
    words = origin.text or ""
    named = NAMED.get(path, words)
    start = words.find(named)
    return origin if start < 0 else replace(origin, start=start, end=start + len(named), text=named)


def _fact(path: str, value: Any, origin: Provenance) -> Fact:
    if isinstance(value, Status):
        return Fact(path, value, None, origin)
    return Fact(path, value=value, provenance=origin)


def page_for(told: History, audience: Audience, **kept: Any) -> Brief:
    """The brief of this history, today."""
    return brief(protocol(), told, assess(protocol(), told), audience=audience, today=TODAY, **kept)


def _opened(locale: str = "UK") -> Telling:
    return Telling().choose("consent", "yes").choose("for_whom", "self").choose("locale", locale)


def full(locale: str = "UK") -> History:
    """Three losses, a thyroid condition, a worry about lupus, gut symptoms, and an article in mind."""
    tells = _opened(locale)
    tells.choose("pregnant_now", "no").choose("symptoms_now", "none")
    tells.says("I'm 34", age=34).choose("planning", "yes").choose("ivf", "no")
    tells.says("five months this time", trying_months=5).choose("cycles", "regular")
    tells.says("three, the last one in the summer", losses_count=3)
    tells.says("miscarriage", preferred_term="miscarriage")
    tells.says(
        "8 weeks, they saw it on the scan", losses__0={"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
    )
    tells.says("only a positive test, then my period came", losses__1={"type": "biochemical"})
    tells.says(
        "nearly 12 weeks, I had the tablets",
        losses__2={"type": "miscarriage_clinical", "weeks": 11, "confirmed": "scan"},
    )
    tells.says("about 3 months ago", days_since_loss=90).choose("other_outcomes", "none")
    tells.says("one little boy", live_births=1)
    tells.choose("tests", "tsh_normal").says("TPO was positive, the clinic said", tests__tpo="positive")
    tells.says(
        "I have Hashimoto's and I wonder about lupus. I had asthma as a child.",
        conditions__hashimoto=True,
        conditions__sle=Status.SUSPECTED,
    )
    tells.says(
        "levothyroxine 75 since 2019",
        **{"condition_treatment__hashimoto": "levothyroxine since 2019"},
        medicines__levothyroxine=True,
    )
    tells.says("eltroxin and a pregnancy vitamin", medicines__levothyroxine=True, medicines_other="a pregnancy vitamin")
    tells.choose("clots", "no").choose("ctd_symptoms", "joints").says("two months or so", ctd_weeks=8)
    tells.choose("family_history", "coeliac").choose("gut_symptoms", "bloating", "diarrhoea")
    tells.says("ten weeks", bowel_symptom_weeks=10).choose("gut_alarm", "mucus")
    tells.says("maybe ten days", bloating_days_per_month=10).choose("hb_status", "unsure")
    tells.choose("gluten_free", "no").choose("coeliac_tested", "no")
    tells.choose("phq2_interest", "1").choose("phq2_mood", "1").choose("gad2_nervous", "1").choose("gad2_worry", "0")
    tells.choose("support_wanted", "yes")
    tells.says("should I have NK cells tested? and is leaky gut why?", asks__nk_cells=True, asks__leaky_gut=True)
    tells.says("does my old tattoo matter", asks_other="does my old tattoo matter")
    return tells.choose("contact", "none").choose("confirm_summary", "right").history


def empty() -> History:
    """Nothing but consent."""
    return Telling().choose("consent", "yes").history


def partly() -> History:
    """She stopped after the losses."""
    tells = _opened("IE").choose("pregnant_now", "unsure").choose("symptoms_now", "none").says("29", age=29)
    tells.says("two", losses_count=2, losses__0={"type": "miscarriage_clinical", "weeks": 9, "confirmed": "scan"})
    return tells.says("I'd rather not say more about that one", losses__1=Status.DECLINED).history


def unsure() -> History:
    """Much is not sure or left out; nothing of it is a no."""
    tells = _opened("AU").choose("pregnant_now", "no").choose("symptoms_now", "none").says("skip", age=Status.DECLINED)
    tells.says("I lost it, I don't know", losses_count=1, losses__0={"type": "unknown_loss"})
    tells.says("not sure", **{"losses[0].weeks": Status.UNKNOWN, "losses[0].confirmed": Status.UNKNOWN})
    tells.says("not sure", conditions=Status.UNKNOWN).says("rather not say", medicines=Status.DECLINED)
    tells.says("not sure", symptoms__bloating=Status.UNKNOWN, symptoms__constipation=Status.DECLINED)
    return tells.says("no idea", tests__tsh=Status.UNKNOWN, family_history=Status.UNKNOWN).history


def collapse() -> History:
    """Might be pregnant, shoulder-tip pain and fainting: an ambulance."""
    tells = (
        _opened()
        .choose("pregnant_now", "unsure")
        .says("I'm on blood pressure tablets, ramipril", medicines__acei_arb=True)
    )
    tells.says("I had an ectopic before", losses__0={"type": "ectopic", "weeks": 6})
    return tells.says(
        "I fainted and the tip of my shoulder hurts", symptoms__faint=True, symptoms__shoulder_tip_pain=True
    ).history


def heavy() -> History:
    """Soaking pads for hours: the emergency department."""
    tells = _opened("US").choose("pregnant_now", "yes").says("7 weeks", gestation_weeks=7)
    return tells.says(
        "a pad an hour for three hours", symptoms__bleeding=True, pads_per_hour=1, bleeding_hours=3
    ).history


def spotting() -> History:
    """Pregnant after losses and bleeding a little: today."""
    tells = _opened().choose("pregnant_now", "yes").says("6 weeks", gestation_weeks=6)
    tells.choose("symptoms_now", "bleeding").says("none", pads_per_hour=0).says("31", age=31)
    tells.says(
        "two",
        losses_count=2,
        losses__0={"type": "miscarriage_clinical", "weeks": 7, "confirmed": "scan"},
        losses__1={"type": "miscarriage_clinical", "weeks": 10, "confirmed": "histology"},
    )
    return (
        tells.says("baby", preferred_term="baby")
        .says("lupus", conditions__sle=True)
        .says("plaquenil", medicines__hydroxychloroquine=True)
        .history
    )


def seventeen() -> History:
    """Seventeen: red flags only."""
    return _opened().choose("pregnant_now", "no").choose("symptoms_now", "none").says("17", age=17).history


def for_her_sister() -> History:
    """Somebody answers for her sister, who knows and agrees."""
    tells = Telling().choose("consent", "yes").choose("for_whom", "other_agrees").choose("locale", "NZ")
    tells.choose("pregnant_now", "no").choose("symptoms_now", "none").says("she is 41", age=41)
    return tells.choose("planning", "yes").says("eight months", trying_months=8).history


def dark() -> History:
    """Thoughts of not wanting to be here: a same-day matter."""
    tells = _opened().choose("pregnant_now", "no").choose("symptoms_now", "suicidal_thoughts").says("38", age=38)
    return tells.says("she was born still", losses_count=0, losses__0={"type": "stillbirth", "weeks": 30}).history


def conflicting() -> History:
    """Two losses told as three, and not pregnant with a positive test."""
    tells = _opened("CA").choose("pregnant_now", "no").choose("symptoms_now", "none").says("33", age=33)
    tells.says("three", losses_count=3)
    for place, kind in enumerate(("miscarriage_clinical", "ectopic", "molar")):
        tells.says(kind, **{f"losses__{place}": {"type": kind, "weeks": 8}})
    return tells.says("my test was positive", tests__pregnancy="positive").history


def hurt() -> History:
    """Abuse, told in one message with other things."""
    tells = _opened().choose("pregnant_now", "no").choose("symptoms_now", "none").says("30", age=30)
    words = "he hits me. I take sertraline and had two miscarriages"
    tells.says(words, symptoms__abuse=True, medicines_other=words, losses_count=2)
    return tells.says("my partner controls the money", symptoms__danger_now=Status.DENIED).history


def american() -> History:
    """Ulcerative colitis in the past, methotrexate now, planning; the United States."""
    tells = _opened("US").choose("pregnant_now", "no").choose("symptoms_now", "none").says("36", age=36)
    tells.choose("planning", "yes").says("7", trying_months=7)
    tells.says("I had colitis years ago, it's gone. RA now", conditions__uc=Status.PAST, conditions__ra=True)
    tells.says("methotrexate", medicines__methotrexate=True).says("no losses", losses_count=0)
    tells.says("my sister has celiac, not me", conditions__coeliac=Status.DENIED, family_history__coeliac=True)
    return tells.choose("gut_symptoms", "none").says("chart says negative", tests__apl="negative").history


def hostile() -> History:
    """Whatever can be typed: markup, templates, other scripts, pictures, and four thousand characters."""
    tells = _opened("EU").choose("pregnant_now", "no").choose("symptoms_now", "none").says("30", age=30)
    bad = '<script>alert(1)</script> {{ brief }} <img src=x onerror=alert(2)> \u202eevil\u202c שלום 🙂 & "quotes"'
    tells.says(bad, medicines_other=bad, preferred_term=bad).says("x" * 4000, asks_other="x" * 4000)
    return tells.says("lupus", conditions__sle=True, **{"condition_treatment__sle": "مرحبا " * 300}).history


HISTORIES = {
    made.__name__: made
    for made in (
        full, empty, partly, unsure, collapse, heavy, spotting, seventeen, for_her_sister, dark, conflicting, hurt,
        american, hostile,
    )
}  # fmt: skip


def lines(block: Block) -> Iterator[tuple[str, Status | None, tuple[str, ...]]]:
    """Each line of a block: its words, how it stands, the facts it speaks of."""
    if isinstance(block, Text):
        yield from ((words, None, ()) for words in block.paragraphs)
    elif isinstance(block, Entries):
        yield from ((f"{entry.name}: {entry.value}", entry.status, entry.paths) for entry in block.entries)
    elif isinstance(block, Table):
        yield from ((" | ".join(row.cells), row.status, row.paths) for row in block.rows)
        yield from ((words, None, ()) for words in block.notes)
    else:
        assert isinstance(block, Items)
        yield from ((f"{item.text} {item.label}".strip(), item.status, item.paths) for item in block.items)


def shown(page: Brief, part_id: str | None = None) -> list[tuple[str, Status | None, tuple[str, ...]]]:
    """The lines of the page, or of one part; the annexes are not of the page."""
    parts = [part for part in page.parts if not part.annex and part_id in (None, part.id)]
    return [line for part in parts for block in part.blocks for line in lines(block)]


def words(page: Brief, part_id: str | None = None) -> str:
    """The words of the page, or of one part."""
    return "\n".join(line for line, _, _ in shown(page, part_id))


def everything(page: Brief) -> str:
    """All that is on the page, the annexes included."""
    return json.dumps(page.to_json(), ensure_ascii=False)
