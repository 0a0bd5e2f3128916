"""Somebody in a messaging app who taps what can be tapped there; what she reads is held against the record."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.support.gateway import RunningGateway, until
from tests.support.patient import BY_KIND, NOES
from tools.platforms.platform import Platform
from tools.platforms.talk import Sent
from yarrow.gateway.channels.channel import Webhook
from yarrow.gateway.channels.rendering.tokens import DONE, token
from yarrow.store.line_values import Dispatch
from yarrow.store.values import Entry

# Boxes before the label of an option.
MARKS = ("✓ ", "☐ ")
Answer = str | tuple[str, ...]
Again = Callable[["AppPerson"], None]


class AppPerson:
    """`chat`: as the double names her. `after`: what happens after each thing she does (a webhook that comes again)."""

    def __init__(self, gateway: RunningGateway, double: Platform, chat: str, after: Again | None = None) -> None:
        self.gateway, self.double, self.chat, self.after = gateway, double, chat, after
        self.asked: list[str] = []

    # ------------------------------------------------------------ what she does
    def say(self, text: str) -> None:
        """Write."""
        assert self.double.say(self.chat, text).status_code == 200
        self._did()

    def tap(self, *labels: str) -> None:
        """Tap these, one after the other; the platform's own marks before a label are no part of it."""
        for label in labels:
            self._tap(lambda whole, _token, wanted=label: unmarked(whole) == wanted)

    def tap_tokens(self, *tokens: str) -> None:
        """Tap what these stand behind, under whatever label."""
        for one in tokens:
            self._tap(lambda _whole, token, wanted=one: token.endswith(wanted))

    def answer(self, entry: Entry, given: Answer | None = None) -> None:
        """Answer a question. `given`: words, or the ends of option values to tap; else as if nothing applied."""
        message = entry.message
        assert message.question is not None
        self.asked.append(message.question["id"])
        values = () if isinstance(given, str) else given or self._usual(entry)
        if values:
            self._choose(entry, [one.label for one in message.choices if one.value.rpartition(":")[2] in values])
        else:
            self.say(given if isinstance(given, str) else BY_KIND[message.question["kind"]])

    def talk(self, answers: Mapping[str, Answer], most: int = 120, until_asked: str | None = None) -> None:
        """Answer what is asked until nothing is; asked again, she answers plainly. Fails if it does not end.

        `until_asked`: the id of a question to stop before.
        """
        for _ in range(most):
            entry = self.settled()
            if entry.message.question is None or entry.message.question["id"] == until_asked:
                return
            name = entry.message.question["id"]
            self.answer(entry, None if name in self.asked else answers.get(name))
        raise AssertionError(f"the history did not end; last asked: {self.asked[-8:]}")

    # ------------------------------------------------------------ what she reads, and what the record says
    @property
    def texts(self) -> list[str]:
        """What she has been sent, in order."""
        return self.double.texts(self.chat)

    @property
    def conversation(self) -> str:
        """Her conversation; waits until there is one."""
        return str(until(lambda: getattr(self._line(), "conversation", None)))

    def entries(self) -> tuple[Entry, ...]:
        """Both sides of the conversation, as the record has them."""
        return tuple(self.gateway.record.outbox.transcript(self.conversation))

    def ours(self) -> list[Entry]:
        """What the record says was said to her."""
        return [entry for entry in self.entries() if entry.sender != "patient"]

    def theirs(self) -> list[Entry]:
        """What the record says she said."""
        return [entry for entry in self.entries() if entry.sender == "patient"]

    def dispatches(self) -> list[Dispatch]:
        """What was to go over her line, in the order of the conversation."""
        standing = self.gateway.record.dispatches.standing_of(self.conversation)
        return [one for _, one in sorted(standing.items())]

    def got(self) -> list[Sent]:
        """What has reached her."""
        return self.double.to(self.chat)

    def settled(self) -> Entry:
        """Wait until everything is answered and has gone out; the newest message of ours."""

        def is_settled() -> Entry | None:
            entries = self.entries()
            unanswered = any(entry.sender == "patient" and not entry.is_settled for entry in entries)
            if not entries or unanswered or entries[-1].sender == "patient" or self._is_under_way():
                return None
            return entries[-1]

        newest: Entry = until(is_settled, 20)
        return newest

    def gets(self, words: str) -> str:
        """Wait until a message with these words has come; the whole of it."""
        return str(until(lambda: next((text for text in reversed(self.texts) if words in text), None)))

    def _is_under_way(self) -> bool:
        record, line = self.gateway.record, self._line()
        if record.deliveries.waiting(line.id) or line.place < self.entries()[-1].seq:
            return True
        return any(one.state in ("waiting", "sending") for one in self.dispatches())

    def _line(self) -> Any:
        messaging, name = self.gateway.app.state.messaging, self.double.name
        seen = webhook_of(self.double, self.double.text_payload(self.chat, "?"))
        who = messaging.channels[name].parse(seen).incoming[0].who
        return self.gateway.record.lines.of_person(name, messaging.door._identity.who(name, who))

    def _choose(self, entry: Entry, labels: Sequence[str]) -> None:
        """Tap these answers, and what ends the ticking."""
        choices = entry.message.choices
        is_ticked = (entry.message.question or {})["kind"] == "multi_choice" and len(choices) > 1
        places = [place for place, choice in enumerate(choices) if choice.label in labels]
        self.tap_tokens(*(token(entry.id, place) for place in [*places, *([DONE] if is_ticked else [])]))

    def _usual(self, entry: Entry) -> tuple[str, ...]:
        values = [choice.value.rpartition(":")[2] for choice in entry.message.choices]
        return (next((no for no in NOES if no in values), values[0]),) if values else ()

    def _tap(self, is_it: Callable[[str, str], bool]) -> None:
        shown = str(until(lambda: self._shown(is_it)))
        assert self.double.tap(self.chat, shown).status_code == 200
        self._did()

    def _shown(self, is_it: Callable[[str, str], bool]) -> str | None:
        """The whole label of the newest option that is the one."""
        options = [option for sent in reversed(self.double.to(self.chat)) for option in sent.options]
        return next((whole for whole, token in options if is_it(whole, token)), None)

    def _did(self) -> None:
        if self.after is not None:
            self.after(self)


def unmarked(label: str) -> str:
    """A label without the box before it."""
    return label.removeprefix(MARKS[0]).removeprefix(MARKS[1])


def webhook_of(double: Platform, payload: Any) -> Webhook:
    """A payload as the adapter is given it."""
    call = double.sign(payload, 0)
    headers = {name.lower(): value for name, value in call.headers.items()}
    return Webhook(call.method, call.url, headers, {}, call.body, time.time())
