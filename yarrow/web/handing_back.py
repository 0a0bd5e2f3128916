"""A conversation goes back from a person to the program: by their wish, or because nothing is heard of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from yarrow.intake.attended import Occasion
from yarrow.intake.case import Case
from yarrow.intake.turn import Message, Result
from yarrow.store.attendance_values import HandBack, Leaving
from yarrow.store.errors import BehindTheRecord, RecordUnavailable
from yarrow.store.record import Record
from yarrow.store.standing import case_now

MOST_READINGS = 5


class Speaker(Protocol):
    """Who has the words for it."""

    def handed_back(self, case: Case, told: tuple[str, ...]) -> Result:
        """What the program says first when it answers again."""

    def attending_words(self, case: Case, occasion: Occasion, title: str) -> Message:
        """Who writes from now on."""


def hand_back(record: Record, speaker: Speaker, conversation: str, leaving: Leaving, now: datetime) -> bool:
    """Let the program answer again.

    False if nobody wrote there any more, or somebody else. Raises UnknownConversation, RecordUnavailable.
    """
    for _ in range(MOST_READINGS):
        opened = record.conversations.open(conversation)
        if opened is None or opened.attended is None:
            return False
        case = case_now(opened)
        again = speaker.handed_back(case, opened.told)
        back = HandBack(
            conversation=conversation,
            version=opened.conversation.version,
            words=speaker.attending_words(case, "left" if leaving.by else "lapsed", opened.attended),
            standing=again.standing,
            leaving=leaving,
            messages=again.messages,
            facts=again.facts,
            triage=again.triage,
            events=again.events,
        )
        try:
            return record.attendance.hand_back(back, now)
        except BehindTheRecord:
            continue  # a message came between: what is said next has to fit it
    raise RecordUnavailable("contention")
