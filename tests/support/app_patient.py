"""A patient who writes in a messaging app, over the double of its platform, and what the record says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.support.gateway import RunningGateway, until
from tests.support.patient import Answer, usual_answer
from tools.platforms.platform import Platform
from tools.platforms.talk import Sent
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.rendering import Menu
from yarrow.intake.turn import Message
from yarrow.settings import channels_key
from yarrow.store.line_values import Dispatch, Line
from yarrow.store.values import Entry

SECURE_PAGE = "/go/"


@dataclass
class AppPatient:
    """`who`: as the adapter names her; `chat`: as the double does. `answers`: as for `Patient`."""

    gateway: RunningGateway
    double: Platform
    channel: str
    chat: str
    who: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def line(self) -> Line:
        """Her line, once there is one."""
        settings = self.gateway.services.settings
        return until(
            lambda: self.gateway.record.lines.of_person(
                self.channel, Identity(channels_key(settings)).who(self.channel, self.who)
            )
        )

    @property
    def conversation(self) -> str:
        """Her conversation, once the line has one."""
        return str(until(lambda: self.line.conversation))

    def say(self, text: str) -> None:
        """Write, and wait until all that is to be said to it has gone out."""
        self.said.append(text)
        answer = self.double.say(self.chat, text)
        assert answer.status_code == 200, answer.status_code
        self.wait()

    def tap(self, *labels: str) -> None:
        """Tap, and wait likewise."""
        for label in labels:
            assert self.double.tap(self.chat, label).status_code == 200
        self.wait()

    def wait(self, seconds: float = 20.0) -> None:
        """Until nothing that came in is left to work off, and nothing that was said to go out."""
        until(self.is_quiet, seconds)

    def is_quiet(self) -> bool:
        """Whether everything is worked off, answered, sorted and sent."""
        record, line = self.gateway.record, self.line
        if line.conversation is None or record.deliveries.waiting(line.id):
            return False
        entries = self.entries()
        theirs = {entry.id for entry in entries if entry.sender == "patient"}
        answered = {entry.answers for entry in entries}
        if theirs - answered or not entries or line.place < entries[-1].seq:
            return False
        return all(one.state in ("sent", "failed", "held") for one in self.dispatches())

    def entries(self) -> list[Entry]:
        """Both sides, as the record has them."""
        return list(self.gateway.record.outbox.transcript(self.conversation))

    def dispatches(self) -> list[Dispatch]:
        """What went over the line, in the order of the conversation."""
        return [one for _, one in sorted(self.gateway.record.dispatches.standing_of(self.conversation).items())]

    def open_question(self) -> Message | None:
        """The question she has to answer now; None once it is over."""
        last = next(entry for entry in reversed(self.entries()) if entry.sender != "patient")
        return last.message if last.message.question else None

    def talk(self, most: int = 120) -> None:
        """Answer what is asked until nothing is. Fails if it does not end."""
        for _ in range(most):
            message = self.open_question()
            if message is None:
                return
            self.answer(message)
        raise AssertionError(f"the history did not end; last asked: {self.asked[-8:]}")

    def answer(self, message: Message) -> None:
        """Answer one question: by tapping if there is something to tap, else by typing."""
        assert message.question is not None
        question = message.question["id"]
        self.asked.append(question)
        if SECURE_PAGE in self.got()[-1].text:
            self.say("SKIP")
            return
        is_new = self.asked.count(question) == 1
        given = (is_new and self.answers.get(question)) or usual_answer(message.to_json())
        if isinstance(given, str):
            self.say(given)
        elif self.menu() is not None:
            self.say(" ".join(self.sign(f"{question}:{value}") for value in given))
        else:
            self.tap(*(self.label(message, f"{question}:{value}") for value in given))

    def menu(self) -> Menu | None:
        """The list she can answer by number or letter."""
        kept = self.line.notes.get("menu")
        return Menu.from_json(kept) if kept else None

    def sign(self, value: str) -> str:
        """What to type for a choice."""
        menu = self.menu()
        assert menu is not None
        return menu.sign(value)

    def label(self, message: Message, value: str) -> str:
        """What stands on the choice."""
        return next(choice.label for choice in message.choices if choice.value == value)

    def got(self) -> list[Sent]:
        """What has reached her."""
        return self.double.to(self.chat)
