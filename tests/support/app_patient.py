"""A patient in a messaging app, over the double of its platform; what she reads is held against the record."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.support.gateway import RunningGateway, until
from tests.support.patient import Answer, usual_answer
from tools.platforms.platform import Platform
from tools.platforms.talk import Sent
from yarrow.gateway.channels.channel import Channel, Webhook
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.rendering import Menu
from yarrow.gateway.channels.rendering.tokens import DONE, token
from yarrow.settings import WebSettings, channels_key
from yarrow.store.line_values import Dispatch, Line
from yarrow.store.record import Record
from yarrow.store.values import Entry

SECURE_PAGE = "/go/"
# Boxes before the label of an option.
MARKS = ("✓ ", "☐ ")
# What Telegram has before the token of an option that is ticked, and of the one that ends the ticking.
MARKED = "+="
# Seconds until waiting is given up: no promise of ours, only the end of a test on a machine that has much to do.
PATIENCE = 60.0
Option = tuple[str, str]  # its label, its token
Again = Callable[["AppPatient"], object]


class Known(NamedTuple):
    """Whom the record means: the name of the channel, and the keyed hash of the person."""

    channel: str
    person: str


def known(settings: WebSettings, adapter: Channel, double: Platform, chat: str) -> Known:
    """How the record knows whoever writes as `chat`; nothing is delivered."""
    who = adapter.parse(webhook_of(double, double.text_payload(chat, "?"))).incoming[0].who
    return Known(adapter.name, Identity(channels_key(settings)).who(adapter.name, who))


def somebody(gateway: RunningGateway, double: Platform, chat: str, channel: str | None = None) -> AppPatient:
    """Who writes as `chat`. `channel`: its name, where it is not that of the double."""
    adapter = gateway.app.state.messaging.channels[channel or double.name]
    return AppPatient(gateway.record, known(gateway.services.settings, adapter, double, chat), double, chat)


class AppPatient:
    """`chat`: as the double names her. `after`: what happens after each thing she does (a webhook that comes again).

    She waits for nothing but to be `settled`, before she answers a question.
    """

    def __init__(self, record: Record, known: Known, double: Platform, chat: str) -> None:
        self.record, self.known, self.double, self.chat = record, known, double, chat
        self.after: Again = lambda _: None
        self.asked: list[str] = []
        self.said: list[str] = []

    # ------------------------------------------------------------ what she does
    def say(self, text: str) -> None:
        """Write."""
        self.said.append(text)
        assert self.double.say(self.chat, text).status_code == 200
        self.after(self)

    def tap(self, *labels: str) -> None:
        """Tap these, one after the other; the platform's own marks before a label are no part of it."""
        for label in labels:
            self._tap(lambda option: unmarked(option[0]), label)

    def tap_tokens(self, *tokens: str) -> None:
        """Tap what these stand behind, under whatever label."""
        for one in tokens:
            self._tap(lambda option: option[1].lstrip(MARKED), one)

    def choose(self, *values: str) -> None:
        """Choose among the newest answers she was offered, by the ends of their values (`"yes"`)."""
        self.settled()
        self._choose(next(entry for entry in reversed(self.ours()) if entry.message.choices), values)

    def answer(self, entry: Entry, given: Answer | None = None) -> None:
        """Answer a question. `given`: words, or the ends of option values to choose; else as if nothing applied."""
        assert entry.message.question is not None
        self.asked.append(entry.message.question["id"])
        if SECURE_PAGE in self.texts[-1]:
            self.say("SKIP")
            return
        given = given or usual_answer(entry.message.to_json())
        if isinstance(given, str):
            self.say(given)
        else:
            self._choose(entry, given)

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
    def line(self) -> Line:
        """Her line; waits until there is one."""
        line: Line = until(lambda: self.record.lines.of_person(*self.known), PATIENCE)
        return line

    @property
    def conversation(self) -> str:
        """Her conversation; waits until there is one."""
        return str(until(lambda: self.line.conversation, PATIENCE))

    def entries(self) -> list[Entry]:
        """Both sides of the conversation, as the record has them."""
        return list(self.record.outbox.transcript(self.conversation))

    def ours(self) -> list[Entry]:
        """What the record says was said to her."""
        return [entry for entry in self.entries() if entry.sender != "patient"]

    def theirs(self) -> list[Entry]:
        """What the record says she said."""
        return [entry for entry in self.entries() if entry.sender == "patient"]

    def dispatches(self) -> list[Dispatch]:
        """What was to go over her line, in the order of the conversation."""
        return [one for _, one in sorted(self.record.dispatches.standing_of(self.conversation).items())]

    def facts(self) -> dict[str, Any]:
        """What the record has understood."""
        return {fact.path: fact.value for fact in self.record.casefiles.read(self.conversation).facts}

    def stands(self, place: int) -> str | None:
        """What has become of the message at that place; None: it is not to go out, or not sorted yet."""
        return next((one.state for one in self.dispatches() if one.seq == place), None)

    def got(self) -> list[Sent]:
        """What has reached her."""
        return self.double.to(self.chat)

    def settled(self) -> Entry:
        """Wait until everything is answered and has gone out, or is held; the newest message of ours."""
        newest: Entry = until(self._settled, PATIENCE)
        return newest

    def asks(self) -> str | None:
        """The id of the question that is open once all has settled."""
        name: str | None = (self.settled().message.question or {}).get("id")
        return name

    def gets(self, words: str) -> str:
        """Wait until a message with these words has come; the whole of it."""
        return str(until(lambda: next((text for text in reversed(self.texts) if words in text), None), PATIENCE))

    def _settled(self) -> Entry | None:
        # What is read often is read first where it is small: this very process is also the gateway's.
        line = self.record.lines.of_person(*self.known)
        if line is None or line.conversation is None or self.record.deliveries.waiting(line.id):
            return None
        if line.place < self.record.conversations.last_seqs([line.conversation])[line.conversation]:
            return None
        if any(one.state in ("waiting", "sending") for one in self.dispatches()):
            return None
        entries = self.entries()
        is_open = any(entry.sender == "patient" and not entry.is_settled for entry in entries)
        is_ours = entries[-1].sender != "patient" and entries[-1].seq <= line.place
        return entries[-1] if is_ours and not is_open else None

    def _choose(self, entry: Entry, values: Sequence[str]) -> None:
        """By tapping where that says it all, else by typing."""
        named = [choice.value.rpartition(":")[2] for choice in entry.message.choices]
        places = [named.index(value) for value in values]
        tokens, done = [token(entry.id, place) for place in places], token(entry.id, DONE)
        if self._offered(done):
            self.tap_tokens(*tokens, done)
        elif len(tokens) == 1 and self._offered(*tokens):
            self.tap_tokens(*tokens)
        else:
            kept = self.line.notes.get("menu")
            assert kept, "nothing to tap, and no list to type from"
            menu = Menu.from_json(kept)
            self.say(" ".join(menu.sign(entry.message.choices[place].value) for place in places))

    def _tap(self, by: Callable[[Option], str], wanted: str) -> None:
        def shown() -> str | None:
            return next((option[0] for option in self._options() if by(option) == wanted), None)

        assert self.double.tap(self.chat, str(until(shown, PATIENCE))).status_code == 200
        self.after(self)

    def _options(self) -> Sequence[Option]:
        """What can be tapped, the newest message's first."""
        return [option for sent in reversed(self.got()) for option in sent.options]

    def _offered(self, *tokens: str) -> bool:
        told = [told for _, told in self._options()]
        return all(any(one.endswith(wanted) for one in told) for wanted in tokens)


def unmarked(label: str) -> str:
    """A label without the box before it."""
    return label.removeprefix(MARKS[0]).removeprefix(MARKS[1])


def webhook_of(double: Platform, payload: Any) -> Webhook:
    """A payload as the adapter is given it."""
    call = double.sign(payload, 0)
    headers = {name.lower(): value for name, value in call.headers.items()}
    return Webhook(call.method, call.url, headers, {}, call.body, time.time())
