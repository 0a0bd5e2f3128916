"""Says where an answer comes from, in plain words: "where does that come from?", "who says so?"."""

from __future__ import annotations

import re

from yarrow.clinical.evidence import EvidenceTopic
from yarrow.intake.case import Case
from yarrow.intake.evidence_answer import in_a_sentence
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import has_words, phrase

# The dossier is where Yarrow's own authors looked it up; what it names is what a patient can look up.
OWN_NOTES = "clinical.md"
MARK = re.compile(r"\s*\[[^\]]*\]")
UNCHECKED = re.compile(r"\[(?:K\??|C\d+[a-z]?\*)\]")
_ASKS = re.compile(
    r"\bwhere (?:does|did|do|is|are) (?:that|this|it|you|all that|all this)\b.{0,30}"
    r"\b(?:come from|get|got|find|read|from)\b"
    r"|\bwho (?:says|said|told you)(?: so| that| this)?\W*$"
    r"|\b(?:what(?:'s| is| are|s)|name|give me|show me|got) (?:the |your |a |any )*(?:sources?|references?)\b"
    r"|^\W*(?:sources?|references?|says who|according to (?:who|whom|what))\W*$"
    r"|\bwhat(?:'s| is|s) (?:that|this|it) based on\b|\bhow do you know(?: that| this)?\W*$"
    r"|\b(?:source|sources|reference|references) (?:for|of) (?:that|this|it)\b"
    r"|^\W*what(?:'s| is|s) (?:the|your) (?:evidence|proof)\W*$"
    r"|\b(?:evidence|proof) (?:for|of) (?:any of )?(?:that|this)\W*$"
    r"|\bcan i (?:trust|believe) (?:that|this|it)\b|\bis there a (?:source|reference)\b",
    re.IGNORECASE,
)


def asks_where_from(text: str) -> bool:
    """Whether the words ask for the source of what was just said."""
    return bool(_ASKS.search(text.replace("’", "'")))


def where_from(desk: Desk, case: Case, topic: EvidenceTopic) -> Message:
    """The sources of one answer, each as a patient knows it."""
    named = [source for source in topic.sources if not source.startswith(OWN_NOTES)]
    lines = [f"- {in_plain_words(desk, case, source)}" for source in named]
    lines = lines or [f"- {phrase(desk, case, 'evidence.source.unnamed')}"]
    given = phrase(desk, case, "evidence.source.given", title=in_a_sentence(topic.title))
    if any(UNCHECKED.search(source) for source in topic.sources):
        lines.append(phrase(desk, case, "evidence.source.unchecked"))
    return Message("\n".join([given, *lines]))


def in_plain_words(desk: Desk, case: Case, source: str) -> str:
    """ "RCOG 2023 [C2]" as "the UK's Royal College of Obstetricians and Gynaecologists, 2023"."""
    words = MARK.sub("", source).strip()
    return ", ".join(_named(desk, case, part) for part in words.split(", "))


def _named(desk: Desk, case: Case, part: str) -> str:
    body, _, rest = part.partition(" ")
    if not has_words(desk, f"evidence.source.of.{body}"):
        return part
    name = phrase(desk, case, f"evidence.source.of.{body}")
    return f"{name}, {rest}" if rest else name
