"""The durable outbox: what was said to patients, and the results of turns, each stored in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from yarrow.intake.turn import Message
from yarrow.store import asides, case_rows, search_rows
from yarrow.store.attendance_rows import attendance_of, end_attendance, is_attended
from yarrow.store.database import Database
from yarrow.store.errors import UnknownConversation
from yarrow.store.rows import Envelope, add_events, add_facts, add_messages, add_triage, inbound_of, locked, outbound_of
from yarrow.store.silenced import in_place, silenced
from yarrow.store.tables import conversations, facts, held_texts, inbound, outbound, triage_results
from yarrow.store.values import Answer, Claim, Conversation, Entry, Event, Outbound, Outcome

OPEN_STATES = ("queued", "working")


class Outbox:
    """What has been said, and to which message."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def finish(self, claim: Claim, outcome: Outcome, now: datetime) -> bool:
        """Store what a turn came to; False, and nothing is stored, if it was taken over or erased meanwhile.

        If a person has begun to write meanwhile, the turn's words are not said.
        """
        with self._database.write() as connection:
            held = _still_ours(connection, claim)
            if held is None:
                return False
            if attendance_of(connection, held.id) is not None:
                outcome = silenced(held.standing, claim, outcome)
            else:
                outcome = in_place(held.standing, claim, outcome)
            _close(connection, claim, "done", now, outcome)
            if outcome.consent == "refused":
                end_attendance(connection, held.id, now)
            if outcome.consent:
                _settle_consent(connection, held.id, outcome.consent)
            turn = claim.inbound.turn
            add_facts(connection, held.id, turn, outcome.facts, now)
            add_events(connection, held.id, turn, outcome.events, now)
            if outcome.triage is not None:
                add_triage(connection, held.id, turn, outcome.triage, now)
            envelope = Envelope(held.id, "reply", now, claim.inbound.id)
            stand = _stand(held, outcome)
            _say(connection, held, envelope, outcome.messages, **stand)
            _list(connection, claim, outcome, stand["level"], now)
        return True

    def fail(self, claim: Claim, words: Message, happened: Event, now: datetime) -> bool:
        """Give a message up: its patient is told, staff are asked to look. False if it was taken over meanwhile.

        Where a person writes, they have the message before them, and the patient is not told.
        """
        with self._database.write() as connection:
            held = _still_ours(connection, claim)
            if held is None:
                return False
            _close(connection, claim, "failed", now, None)
            connection.execute(
                update(inbound).where(_message(held.id, claim.inbound.id)).values(tries=claim.inbound.tries + 1)
            )
            add_events(connection, held.id, claim.inbound.turn, (happened,), now)
            envelope = Envelope(held.id, "failure", now, claim.inbound.id)
            said = () if attendance_of(connection, held.id) else (words,)
            _say(connection, held, envelope, said, needs_human=True)
            message = claim.inbound
            came = {**case_rows.heard(message.seq, message.at), **case_rows.happened((happened,), now)}
            case_rows.changed(connection, held.id, **came)
            search_rows.heard(connection, message, claim.facts)
        return True

    def hold(self, conversation: str, message: str, words: Message, now: datetime) -> bool:
        """Say the holding text to a message without words yet; False if it has any, is finished, or a person writes."""
        with self._database.write() as connection:
            held = locked(connection, conversation)
            row = connection.execute(select(inbound.c.state).where(_message(conversation, message))).one_or_none()
            if row is None or row.state not in OPEN_STATES or _answers(connection, conversation, message):
                return False
            if attendance_of(connection, conversation) is not None:
                return False
            _say(connection, held, Envelope(held.id, "holding", now, message), (words,))
            case_rows.changed(connection, held.id)
        return True

    def say(
        self,
        conversation: str,
        messages: Sequence[Message],
        now: datetime,
        *,
        sent_as: str | None = None,
        events: Sequence[Event] = (),
    ) -> tuple[Outbound, ...]:
        """Say something beside the history, once however often it is sent under one name; and what happened with it.

        No turn and nothing that stands is touched. `sent_as`: at most 60 signs. Raises UnknownConversation.
        """
        with self._database.write() as connection:
            return asides.say(
                connection, locked(connection, conversation), asides.Aside(messages, sent_as, events), now
            )

    def find(self, conversation: str, message: str) -> Outbound | None:
        """What was said under this id; None if nothing was, in this conversation."""
        query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.id == message)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return outbound_of(row) if row else None

    def silent(self, before: datetime, limit: int = 100) -> list[tuple[str, str]]:
        """(conversation, message) accepted before that moment, unfinished, and without a word in answer or a person."""
        worded = select(outbound.c.seq).where(
            outbound.c.conversation == inbound.c.conversation, outbound.c.answers == inbound.c.id
        )
        query = (
            select(inbound.c.conversation, inbound.c.id)
            .where(inbound.c.state.in_(OPEN_STATES), inbound.c.at <= before, ~worded.exists())
            .where(~is_attended(inbound.c.conversation))
            .limit(limit)
        )
        with self._database.read() as connection:
            return [(row.conversation, row.id) for row in connection.execute(query)]

    def answer(self, conversation: str, message: str) -> Answer | None:
        """All that was said to a message so far; None if there is no such message."""
        with self._database.read() as connection:
            row = connection.execute(
                select(inbound.c.state, inbound.c.at, inbound.c.answered, inbound.c.written_to).where(
                    _message(conversation, message)
                )
            ).one_or_none()
            if row is None:
                return None
            said = tuple(outbound_of(one) for one in _answers(connection, conversation, message))
            return Answer(row.state, row.at, said, row.answered, row.written_to)

    def put(self, conversation: str, questions: Collection[str]) -> tuple[Message, ...]:
        """The messages that put any of these questions, the newest first."""
        query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.question_id.in_(questions))
        with self._database.read() as connection:
            return tuple(outbound_of(row).message for row in connection.execute(query.order_by(outbound.c.seq.desc())))

    def last_asked(self, conversation: str, question: str) -> Message | None:
        """The message that put this question last."""
        query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.question_id == question)
        with self._database.read() as connection:
            row = connection.execute(query.order_by(outbound.c.seq.desc()).limit(1)).one_or_none()
        return outbound_of(row).message if row else None

    def transcript(self, conversation: str, after: int = 0, limit: int = 1000) -> tuple[Entry, ...]:
        """Both sides of a conversation in order, from the place after `after`."""
        theirs = (
            select(inbound, held_texts.c.text.label("held"))
            .outerjoin(
                held_texts,
                (held_texts.c.conversation == inbound.c.conversation) & (held_texts.c.inbound == inbound.c.id),
            )
            .where(inbound.c.conversation == conversation, inbound.c.seq > after)
        )
        ours = select(outbound).where(outbound.c.conversation == conversation, outbound.c.seq > after)
        with self._database.read() as connection:
            said = [
                Entry(
                    m.seq,
                    m.id,
                    "patient",
                    Message(m.text or ""),
                    m.at,
                    m.choices,
                    m.answered,
                    m.is_settled,
                    written_to=m.written_to,
                )
                for m in map(inbound_of, connection.execute(theirs.order_by(inbound.c.seq).limit(limit)))
            ]
            said += [
                Entry(m.seq, m.id, m.sender, m.message, m.at, answers=m.answers, author=m.author, title=m.title)
                for m in map(outbound_of, connection.execute(ours.order_by(outbound.c.seq).limit(limit)))
            ]
        return tuple(sorted(said, key=lambda entry: entry.seq)[:limit])

    def place(self, conversation: str, message: str) -> int | None:
        """The place of a message of either side; None if there is none of this id."""
        theirs = select(inbound.c.seq).where(_message(conversation, message))
        ours = select(outbound.c.seq).where(outbound.c.conversation == conversation, outbound.c.id == message)
        with self._database.read() as connection:
            place = connection.execute(theirs).scalar_one_or_none()
            return place if place is not None else connection.execute(ours).scalar_one_or_none()


def _message(conversation: str, message: str) -> Any:
    return (inbound.c.conversation == conversation) & (inbound.c.id == message)


def _answers(connection: Connection, conversation: str, message: str) -> list[Any]:
    query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.answers == message)
    return list(connection.execute(query.order_by(outbound.c.seq)))


def _still_ours(connection: Connection, claim: Claim) -> Conversation | None:
    try:
        held = locked(connection, claim.inbound.conversation)
    except UnknownConversation:
        return None
    query = select(inbound.c.owner, inbound.c.state).where(_message(held.id, claim.inbound.id))
    row = connection.execute(query).one_or_none()
    return held if row and row.owner == claim.owner and row.state == "working" else None


def _close(connection: Connection, claim: Claim, state: str, now: datetime, outcome: Outcome | None) -> None:
    came_to: dict[str, Any] = {"understanding": outcome.understanding if outcome else None}
    if outcome and outcome.answered:  # what the lane has heard answered stays
        came_to["answered"] = outcome.answered
    connection.execute(
        update(inbound)
        .where(_message(claim.inbound.conversation, claim.inbound.id))
        .values(state=state, owner=None, lease_until=None, done_at=now, **came_to)
    )


def _say(
    connection: Connection, held: Conversation, envelope: Envelope, messages: tuple[Message, ...], **changes: Any
) -> None:
    """Append messages, move the conversation's last place on, and change what else is to be changed in it."""
    add_messages(connection, envelope, messages, held.last_seq + 1)
    connection.execute(
        update(conversations)
        .where(conversations.c.id == held.id)
        .values(last_seq=held.last_seq + len(messages), version=held.version + 1, updated_at=envelope.at, **changes)
    )


def _stand(held: Conversation, outcome: Outcome) -> dict[str, Any]:
    """What a turn changes in the conversation itself."""
    return {
        "standing": outcome.standing.to_json(),
        "status": outcome.standing.status,
        "level": (outcome.triage or {}).get("level") or held.level,
        "needs_human": held.needs_human or outcome.needs_human,
    }


def _list(connection: Connection, claim: Claim, outcome: Outcome, level: str | None, now: datetime) -> None:
    """Keep the worklist and the search true."""
    message = claim.inbound
    case_rows.changed(
        connection,
        message.conversation,
        **case_rows.stood(outcome.standing),
        **case_rows.heard(message.seq, message.at, level),
        **case_rows.judged(level, now),
        **case_rows.happened(outcome.events, now),
    )
    if outcome.consent:
        case_rows.mark_anew(connection, message.conversation)
        search_rows.index_anew(connection, message.conversation)
    else:
        case_rows.mark_conditions(connection, message.conversation, outcome.facts)
        told = (*claim.facts, *outcome.facts)
        search_rows.heard(connection, message, told, is_agreed=claim.standing.consent is True)


def _settle_consent(connection: Connection, conversation: str, consent: str) -> None:
    """Given: what was held apart joins the messages. Refused: it goes, and what the lane had noted with it."""
    if consent == "given":
        text = (
            select(held_texts.c.text)
            .where(held_texts.c.conversation == conversation, held_texts.c.inbound == inbound.c.id)
            .scalar_subquery()
        )
        held = select(held_texts.c.inbound).where(held_texts.c.conversation == conversation)
        connection.execute(
            update(inbound).where(inbound.c.conversation == conversation, inbound.c.id.in_(held)).values(text=text)
        )
    else:
        connection.execute(delete(facts).where(facts.c.conversation == conversation))
        connection.execute(delete(triage_results).where(triage_results.c.conversation == conversation))
        # A hash of a short text could be guessed, and what was read of it tells what it said.
        connection.execute(
            update(inbound)
            .where(inbound.c.conversation == conversation)
            .values(text=None, body_hash=None, understanding=None)
        )
    connection.execute(delete(held_texts).where(held_texts.c.conversation == conversation))
