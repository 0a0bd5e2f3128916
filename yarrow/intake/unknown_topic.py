"""A question about something nobody has reviewed: recognised by its form, answered honestly, and kept for staff."""

from __future__ import annotations

import re

from yarrow.clinical.fact import Fact, Status
from yarrow.intake.case import Case
from yarrow.intake.evidence_source import asks_where_from
from yarrow.intake.taking import whole
from yarrow.intake.turn import Said

ASKED = "asks_other"
LONGEST = 200  # characters of a question that is kept beside the others, so that a list stays a list
# A thing does not begin like this: "what about my mum", "does it hurt", "what do you think of that".
_NO_THING = (
    r"(?!(?:i|it|its|it's|that|this|these|those|they|them|he|she|him|her|we|us|you|your|yourself|my|our|his|their|me|"
    r"there|anyone|anything|any|something|nothing|someone|people|everyone|last|next|when|if|having|trying|today|tomorrow|yesterday|now|going|"
    r"the (?:clinic|staff|nurse|doctor|hospital|bleeding|pain|baby|question|questions|last|next|first|other|time))\b)"
)
_THING = rf"{_NO_THING}[\w'’-]+(?: [\w'’-]+){{0,4}}?"
# What is asked of the interview or of life: "what is the matter with me", "what's the weather like".
_NO_SMALL_TALK = (
    r"(?!(?:weather|time|date|day|name|matter|point|problem|chances?|odds|wrong|happening|going|left|next|result|"
    r"results|answer|question|number|address|good|best|normal|regular)\b)"
)
_KIND_OF_THING = (
    r"(?:therapy|therapies|treatment|technique|massage|diet|supplements?|injections?|infusions?|gel|oil|tea|jelly|"
    r"powder|drops|cream|protocol|method|remedy|device|test|testing|scan|screening|programme|program|glue|hatching)"
)
_FORMS = (
    rf"\b(?:does|do|did|will|would|can|could|is|are) {_THING} (?:really |actually |even |ever )?"
    r"(?:works?|helps?|causes?|prevents?|improves?|stops?|reduces?|increases?|harms?|affects?|boosts?|raises?|heals?)\b",
    rf"\b(?:is|are) {_THING} "
    r"(?:worth|any good|any use|a scam|legit|proven|safe|recommended|effective|useful|evidence)\b",
    rf"\b(?:is|are) (?:it|there) (?:worth|any point|any use|any evidence|evidence|proof|research)\b.{{0,20}} {_THING}",
    rf"\b(?:what about|how about|thoughts? on|opinions? on|heard (?:of|about)|evidence for|research on|studies on|"
    rf"think (?:of|about)|tell me about|should (?:i|we) try|has anyone tried|swears by) {_THING}",
    rf"^\W*(?:so |and |but |ok |sorry )?(?:what(?:'s|s| is| are)|what do you know about) (?:an? |the )?{_NO_SMALL_TALK}"
    rf"{_THING}\W*$",
    rf"\b(?:what(?:'s|s| is| are)|how does|explain) (?:an? |the )?(?:[\w'’-]+ ){{1,3}}{_KIND_OF_THING}s?\b",
    rf"\b(?:clinic|friend|nutritionist|naturopath|practitioner|someone|they|she|he|doctor|consultant) (?:\w+ )?"
    rf"(?:recommends?|recommended|offers?|offered|sells?|suggests?|suggested|wants me to (?:try|have|do)) {_THING}"
    rf".*(?:{_KIND_OF_THING}\b|\?|, (?:is|are|does|do)\b)",
)
_FORM = re.compile("|".join(_FORMS), re.IGNORECASE)
_END = re.compile(r"(?<=[.?!])\s+|\n+")


def asks_of_a_thing(text: str) -> bool:
    """Whether the words ask, in their form, what is known of something ("does moxibustion work?")."""
    return bool(_FORM.search(text.replace("’", "'")))


def asked_of_staff(case: Case, said: Said) -> tuple[Fact, ...]:
    """The question in the patient's words, beside those already kept; nothing before consent."""
    question = asking_words(said.text or "")
    before = case.history.latest.get(ASKED)
    kept = str(before.value) if before is not None and before.status is Status.PRESENT else ""
    if not case.standing.consent or not question or asks_where_from(question) or question in kept:
        return ()
    return (Fact(ASKED, provenance=whole(said), value=f"{kept}; {question}" if kept else question),)


def asking_words(text: str) -> str:
    """The sentence that asks; the whole of a message in which none does. At most LONGEST characters."""
    sentences = [part.strip() for part in _END.split(text) if part.strip()]
    asking = next((part for part in sentences if asks_of_a_thing(part)), None)
    asking = asking or next((part for part in sentences if part.endswith("?")), " ".join(sentences))
    return asking if len(asking) <= LONGEST else asking[: LONGEST - 1].rstrip() + "…"
