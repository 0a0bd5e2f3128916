"""The red-flag lane in front of Rasa: every text is heard, whatever becomes of the message that carried it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import structlog

from yarrow.bootstrap.web import FrontDesk
from yarrow.gateway import words
from yarrow.intake.case import Case
from yarrow.intake.turn import Message, Result, Said
from yarrow.web.logs import described
from yarrow.web.text import stored_form
from yarrow.web.threads import Threads

log = structlog.get_logger(__name__)
# A very long text is heard in pieces: time grows faster than length. Pieces overlap, so that no phrase is cut.
PIECE, OVERLAP = 1_500, 200


class LaneDown(Exception):
    """The lane cannot hear (it did not load, or failed): no message may be taken without it."""


class Lane:
    """Listens for danger."""

    def __init__(self, front_desk: FrontDesk, threads: Threads) -> None:
        self._front_desk = front_desk
        self._threads = threads

    async def screen(self, case: Case, said: Said) -> Result | None:
        """What the lane says to a message; None if nothing. Raises LaneDown."""
        try:
            return await self._threads.lane(self._front_desk.screen, case, said, today())
        except Exception as error:
            log.error("lane failed", **described(error))
            raise LaneDown from None

    async def listen_in(self, case: Case, said: Said, told: tuple[str, ...]) -> Result:
        """What the lane makes of words written to a person; `told`: the rules staff know of. Raises LaneDown."""
        try:
            return await self._threads.lane(self._front_desk.listen_in, case, said, today(), told)
        except Exception as error:
            log.error("lane failed", **described(error))
            raise LaneDown from None

    async def words_for(self, text: str, case: Case) -> tuple[Message, ...]:
        """The safety words for a text that is not taken; said even if they were said before. Nothing is stored."""
        if not text.strip():
            return ()
        fresh = replace(case, standing=replace(case.standing, said=()))
        try:
            spoken = await self._threads.lane(self._first_spoken, fresh, stored_form(text))
        except Exception as error:
            log.error("lane failed", **described(error))
            return (Message(words.IF_IN_DANGER),)
        said = spoken.messages if spoken else ()
        return tuple(Message(message.text, level=message.level, calls=message.calls) for message in said)

    def _first_spoken(self, case: Case, text: str) -> Result | None:
        for start in range(0, max(len(text) - OVERLAP, 1), PIECE - OVERLAP):
            said = Said("unrecorded", text[start : start + PIECE])
            spoken = self._front_desk.screen(case, said, today())
            if spoken is not None:
                return spoken
        return None


def today() -> str:
    """The date at the gateway, ISO."""
    return datetime.now(timezone.utc).date().isoformat()
