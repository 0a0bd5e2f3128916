"""A person who wrote to a patient and is gone or silent: she is told, so that she never writes into silence."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.store.attendance_values import Leaving
from yarrow.store.errors import UnknownConversation
from yarrow.store.standing import case_now
from yarrow.web.handing_back import hand_back
from yarrow.web.logs import described

log = structlog.get_logger(__name__)


class Attending:
    """Watches over conversations that people write in."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def give_back(self) -> None:
        """Give back to the program what nobody has been seen at for too long. Raises RecordUnavailable."""
        moment = now()
        since = moment - timedelta(seconds=self._parts.pace.attendant_gone)
        gone = Leaving(unseen_since=since)
        record, threads = self._parts.record, self._parts.threads
        for conversation in await threads.record(record.attendance.unseen, since):
            try:
                desk = self._parts.services.front_desk
                if await threads.record(hand_back, record, desk, conversation, gone, moment):
                    log.warning("attendant gone", conversation=conversation)
                    self._parts.hub.ring(conversation)
            except UnknownConversation:
                continue  # erased meanwhile: there is nobody left to write to
            except Exception as error:  # one that fails must not keep the others waiting
                log.error("handing back failed", conversation=conversation, **described(error))

    async def tell_of_waiting(self) -> None:
        """Tell who waits for a person's words that they have not written for a while. Raises RecordUnavailable."""
        moment = now()
        since = moment - timedelta(seconds=self._parts.pace.attendant_silent)
        for conversation in await self._parts.threads.record(self._parts.record.attendance.kept_waiting, since):
            try:
                if await self._parts.threads.record(self._tell, conversation, since, moment):
                    self._parts.hub.ring(conversation)
            except UnknownConversation:
                continue
            except Exception as error:  # as above
                log.error("telling of waiting failed", conversation=conversation, **described(error))

    def _tell(self, conversation: str, since: datetime, moment: datetime) -> bool:
        opened = self._parts.record.conversations.open(conversation)
        if opened is None or opened.attended is None:
            return False
        words = self._parts.services.front_desk.attending_words(case_now(opened), "silent", opened.attended)
        return self._parts.record.attendance.tell_of_waiting(conversation, words, since, moment)
