"""What has changed in a conversation since a page of it was drawn: new messages, and what is made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.responses import Response

from yarrow.console.conversation.panels import panels
from yarrow.console.conversation.reading import Reading, looked, note, read
from yarrow.console.conversation.sent import sent_of
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.intake.review.talk import Remark

SINCE = re.compile(r"(\d{1,12})\.(\d{1,12})\.(\d{1,12})\.(\d{1,12})\.(\d{1,12})")
# Her last messages may have been waiting when the page was drawn, and be worked on by now.
MAY_HAVE_WAITED = 4


@dataclass(frozen=True)
class Place:
    """Up to where a page shows a conversation: the mark of the record, the last message, the last step of the work,
    and the mark of what became of the messages sent to an app.
    """

    version: int
    fact: int
    seq: int
    step: int
    sent: int

    def __str__(self) -> str:
        return f"{self.version}.{self.fact}.{self.seq}.{self.step}.{self.sent}"


def place(reading: Reading, step: int) -> Place:
    """Where the conversation is now. `step`: the last one of the work on it."""
    version, _, fact = reading.file.mark.partition(".")
    return Place(int(version), int(fact), reading.file.conversation.last_seq, step, reading.sent.mark)


def place_of(given: str) -> Place:
    """The place in an address; the beginning where it is no place."""
    found = SINCE.fullmatch(given)
    return Place(*map(int, found.groups())) if found else Place(0, 0, 0, 0, 0)


class Live:
    """Answers pages that ask by themselves."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def news(self, visit: Visit) -> Response:
        """The pieces of the page that are new or have changed; 204 if nothing has.

        A page asks for as long as it is open. Only while somebody is there (`here`) has what it shows been read.
        """
        params, record = visit.request.query_params, self._parts.record
        since, is_here = place_of(params.get("since", "")), "here" in params
        mark = await self._parts.threads.record(record.charts.mark, visit.conversation)
        head = await self._parts.threads.record(record.casework.head, visit.conversation)
        sent = sent_of(await self._parts.threads.record(record.dispatches.standing_of, visit.conversation))
        if (mark, head, sent.mark) == (f"{since.version}.{since.fact}", since.step, since.sent):
            if is_here and "back" in params:
                await looked(self._parts, visit, since.seq, self._parts.now())
            return Response(status_code=204)
        reading = await read(self._parts, visit)
        now = await note(self._parts, visit, "conversation.read", after=since.seq)
        if is_here:
            await looked(self._parts, visit, reading.file.conversation.last_seq, now)
        values = await panels(self._parts, visit, reading, "work_panel")
        added = [one for one in reading.review.talk.remarks if one.spoken.seq > since.seq]
        hers = sum(one.sender == "patient" for one in added)
        return self._parts.sheets.page(
            "conversation/live.html",
            visit,
            swap=True,
            on_paper=False,
            reading=reading,
            since=place(reading, values["work_panel"]["work"].head),
            is_worked_on=head != since.step,
            announce=f"{hers} new from the patient" if hers else "",
            added=added,
            changed=changed(reading, since),
            **values,
        )


def changed(reading: Reading, since: Place) -> list[Remark]:
    """The messages the page shows already that are to be drawn anew."""
    shown = [one for one in reading.review.talk.remarks if one.spoken.seq <= since.seq]
    recent = [one.id for one in shown if one.sender == "patient"][-MAY_HAVE_WAITED:]
    touched = {
        one.number for told in reading.review.notes.of_path.values() if told[-1].number > since.fact for one in told
    }
    on_the_way = reading.sent.may_have_changed() if reading.sent.mark != since.sent else frozenset()
    return [
        one
        for one in shown
        if one.id in recent or one.spoken.seq in on_the_way or touched.intersection(made.number for made in one.made)
    ]
