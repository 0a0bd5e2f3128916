"""Whether the open question has to be put again after words of ours that answer something else."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.parts import Parts
from yarrow.intake.prompts import HAPPENING_NOW, HELP
from yarrow.store.line_values import Line
from yarrow.store.standing import case_now
from yarrow.store.values import Opened

# In danger nothing may come between her and how she gets help.
IN_DANGER = (HELP, HAPPENING_NOW)


class OpenQuestion:
    """The question that stands open, as it is seen in the app."""

    def __init__(self, parts: Parts, channels: Mapping[str, Channel]) -> None:
        self._parts, self._channels = parts, channels

    async def is_lost_from_sight(self, line: Line, opened: Opened) -> bool:
        """Whether another message takes its answers away, as Messenger does, or she is in danger.

        Not while a person writes: then nothing is asked.
        """
        if opened.attended is not None:
            return False
        case = case_now(opened)
        if case.standing.question in IN_DANGER:
            return True
        channel = self._channels.get(line.channel)
        if channel is None or channel.limits.buttons_stay:
            return False
        put = await self._parts.threads.record(self._parts.services.front_desk.put_once_more, case)
        return any(message.choices for message in put)
