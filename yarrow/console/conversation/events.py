"""What happened in a conversation, in words for staff."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from yarrow.clinical.protocol import Protocol
from yarrow.console.conversation.heading import HELP
from yarrow.console.undelivered.words import reason, title
from yarrow.intake.picture import PRIVATE_RULES
from yarrow.intake.review.talk import Happened

Kind = Literal["plain", "open", "good", "warn", "grave"]
OF_AN_APP = frozenset({"joined_by_app", "line_joined", "waits_for_her", "not_delivered"})
NOT_READ = {
    "picture": "a picture",
    "voice": "a voice message",
    "video": "a video",
    "file": "a file",
    "sticker": "a sticker",
    "location": "a place on a map",
    "contact": "a contact card",
    "edit": "a change to an earlier message",
    "deletion": "she deleted an earlier message",
}
# Of the machinery: they tell staff nothing.
UNSAID = frozenset({"already_said", "erase"})
WORDS: dict[str, tuple[str, Kind]] = {
    "consent_given": ("Agreed to questions", "plain"),
    "consent_refused": ("Did not agree to questions", "warn"),
    "safety": ("Safety words said", "grave"),
    "danger_heard": ("A danger sign was heard before she agreed", "grave"),
    "help": ("Asked whether she has help", "plain"),
    "cannot_get_help": ("Cannot get help", "grave"),
    "person_wanted": ("Asked for a person", "warn"),
    "not_understood": ("Yarrow did not understand this", "warn"),
    "action_failed": ("Yarrow failed to answer this", "warn"),
    "conflict": ("Does not agree with what was said before", "warn"),
    "unknown_topic": ("Asked something Yarrow has no checked answer to", "warn"),
    "unreviewed_topic": ("Was given an answer nobody has signed off yet", "plain"),
    "paused": ("Paused", "plain"),
    "resumed": ("Came back", "plain"),
    "completed": ("Came to the end", "good"),
    "fact_corrected": ("An answer was corrected by staff", "plain"),
    "unasked": ("Yarrow would have asked whether this is a danger sign, but a person was writing", "warn"),
    "attendance_begun": ("A person took over", "plain"),
    "attendance_ended": ("Handed back to Yarrow", "plain"),
    "attendant_silent": ("She was told that nobody has written for a few minutes", "warn"),
    "joined_by_app": ("Went on in a messaging app", "plain"),
    "line_joined": ("Went on in a messaging app", "plain"),
    "messages_stopped": ("Asked for no more messages in the app", "warn"),
    "messages_resumed": ("Wants messages in the app again", "plain"),
    "messages_wanted_again": ("Wants messages in the app again", "plain"),
    "not_taken": ("A message could not be taken, and she was told so", "warn"),
    "not_read": ("Sent something Yarrow cannot read", "plain"),
    "came_late": ("A message came after later ones", "plain"),
    "waits_for_her": ("Messages wait until she writes in the app", "warn"),
    "not_delivered": ("Was not delivered", "grave"),
    "attendance_lapsed": ("The person who had taken over was gone; Yarrow went on", "warn"),
}


@dataclass(frozen=True)
class Line:
    """One event as it is shown."""

    words: str
    kind: Kind
    at: datetime
    turn: int


def lines(protocol: Protocol, happened: Iterable[Happened], *, private: bool) -> tuple[Line, ...]:
    """The events in order; what only a clinician may read is left out for others."""
    seen = (one for one in happened if one.name not in UNSAID and (private or not one.is_private))
    return tuple(_line(protocol, one, () if private else PRIVATE_RULES) for one in seen)


def _line(protocol: Protocol, one: Happened, hidden: Collection[str]) -> Line:
    words, kind = WORDS.get(one.name, (one.name.replace("_", " ").capitalize(), "plain"))
    if one.detail.get("unsaid"):
        words = "Danger heard while a person was writing, and not said to her"
    more = _more(protocol, one, hidden)
    return Line(f"{words}: {more}" if more else words, kind, one.at, one.turn)


def _more(protocol: Protocol, one: Happened, hidden: Collection[str]) -> str:
    detail = one.detail
    if one.name == "safety":
        rules = (rule for rule in detail.get("rules") or () if rule in protocol.rule and rule not in hidden)
        titles = (protocol.rule[rule].title for rule in rules)
        return " ".join(part for part in (str(detail.get("level") or ""), "; ".join(titles)) if part)
    if one.name == "help":
        return HELP.get(str(detail.get("how")), ("", ""))[0].lower()
    if one.name == "unasked":
        symptom = protocol.symptoms.get(str(detail.get("about") or "").removeprefix("symptoms."))
        return symptom.label if symptom else ""
    if one.name in OF_AN_APP:
        why = reason(str(detail.get("channel")), detail.get("code"))
        return ", ".join(part for part in (title(str(detail.get("channel") or "")), why) if part)
    if one.name == "not_read":
        return NOT_READ.get(str(detail.get("kind")), "")
    topic = protocol.evidence.get(str(detail.get("topic") or ""))
    return topic.title if topic else ""
