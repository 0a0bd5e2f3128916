"""The patient at the keyboard and the chat API, brought together."""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import httpx

from yarrow.terminal.api import Away, ChatApi, Refused
from yarrow.terminal.message import Asking, Attended, Message
from yarrow.terminal.reply import SPOKEN, Reply, read
from yarrow.terminal.screen import HELP, Screen

AWAY = (
    "Yarrow cannot be reached, so this was not answered. If you may be in danger, do not wait for it. "
    "Call your local emergency number (999, 112, 911 or 000). Or go to the nearest emergency department."
)
SECONDS_BETWEEN_STREAMS = 2.0
STOP_SECONDS = 1.0
# A stream that ended, or whose connections were closed under it.
BROKEN_OFF = (httpx.HTTPError, httpx.StreamError, RuntimeError, OSError, ValueError)


class Conversation:
    """One conversation: what is open, what has been shown, and the thread that hears of late messages."""

    def __init__(self, api: ChatApi, screen: Screen) -> None:
        self.api = api
        self.screen = screen
        self.asking: Asking | None = None
        self.shown: set[str] = set()
        self.last: str | None = None
        self.complete = True
        self.attended = Attended(None)
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.ear = threading.Thread(target=self.listen, daemon=True)

    def begin(self, *, code: str | None = None, locale: str | None = None) -> None:
        """Open a conversation, or go on with the one of the code, and start listening for late messages."""
        self.receive(self.api.resume(code) if code else self.api.start(locale))
        self.ear.start()

    def receive(self, messages: Iterable[Message]) -> bool:
        """Show each message once, whichever way it came; whether any was new."""
        news = False
        for message in messages:
            with self.lock:
                if message.id in self.shown:
                    continue
                self.shown.add(message.id)
                self.last = message.id
                # What a person writes is answered in words; the program puts its question again when it is back.
                self.asking = None if message.sender == "staff" else message.asking or self.asking
                self.screen.show(message)
                news = True
        return news

    def listen(self) -> None:
        """Show what comes later, until the conversation is over; a broken stream is taken up again."""
        while not self.over.is_set():
            with contextlib.suppress(*BROKEN_OFF):  # the loop decides whether to listen again
                for told in self.api.events(self.last):
                    if self.over.is_set():
                        return
                    if isinstance(told, Attended):
                        self.attend(told)
                    elif told.sender != "patient" and self.receive([told]):
                        self.complete = True
            self.over.wait(SECONDS_BETWEEN_STREAMS)

    def attend(self, now: Attended) -> None:
        """Show who writes, and that they type, where that is news."""
        before, self.attended = self.attended, now
        if now.title is None:
            return
        if now.title != before.title:
            self.asking = None
            self.screen.note(f"A person writes now: {now.title}.")
        if now.is_typing and not before.is_typing:
            self.screen.note(f"{now.title} is writing …")

    def take(self, line: str) -> bool:
        """Do what the line asks; False once the patient wants to leave."""
        if not line.strip():
            return True
        reply = read(line, self.asking)
        if reply.kind == "hint":
            self.screen.note(reply.text)
        elif reply.kind == "command":
            return self.obey(reply.text)
        else:
            self.say(reply)
        return True

    def obey(self, name: str) -> bool:
        """One of the client's own commands; False for /quit."""
        if name == "quit":
            return False
        if name == "help":
            self.screen.note(HELP)
            return True
        if name == "brief":
            self.offer_brief()
            return True
        self.say(Reply("text", SPOKEN[name]))
        if name == "pause":
            self.offer_code()
        return True

    def say(self, reply: Reply) -> None:
        """Send the words or the choices and show the answer."""
        body: dict[str, Any] = {"text": reply.text}
        if reply.choices:
            several = self.asking is not None and self.asking.takes_several
            body = {"choices": list(reply.choices)} if several else {"choice": reply.choices[0]}
        try:
            with self.screen.waiting(self.attended.title):
                answer = self.api.send(str(uuid.uuid4()), body)
        except Away:
            self.screen.note(AWAY)
        except Refused as refused:
            for message in refused.messages:
                self.screen.show(message)
            self.screen.note(str(refused))
        else:
            self.complete = answer.is_whole
            self.receive(answer.messages)
            if answer.attended.title:
                self.screen.note(f"Sent. It goes to a person: {answer.attended.title}.")

    def offer_code(self) -> None:
        """Tell the patient how to go on later; silent if the server cannot say."""
        try:
            code = self.api.resume_code()
        except (Away, Refused, KeyError):
            return
        self.screen.note(f"To go on within 24 hours: yarrow chat --resume {code}")

    def offer_brief(self) -> None:
        """Tell the patient where to get her page for the visit, as a PDF."""
        try:
            link = self.api.brief_link()
        except Away:
            self.screen.note(AWAY)
        except Refused as refused:
            self.screen.note(str(refused))
        else:
            self.screen.note(f"Your page for the visit, to open once within 10 minutes: {link}")

    def end(self) -> None:
        """Stop listening and let go of the connections."""
        self.over.set()
        self.api.close()
        if self.ear.is_alive():
            self.ear.join(STOP_SECONDS)


def converse(conversation: Conversation, next_line: Callable[[], str]) -> None:
    """Take lines until the patient leaves or there are no more."""
    with contextlib.suppress(EOFError, KeyboardInterrupt):  # both are ways to leave
        while conversation.take(next_line()):
            pass


def settle(conversation: Conversation, seconds: float) -> None:
    """Wait for the rest of the last answer, for scripts whose input has ended."""
    deadline = time.monotonic() + seconds
    while not conversation.complete and time.monotonic() < deadline:
        time.sleep(0.1)
