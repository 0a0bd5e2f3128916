"""The chat API (docs/life-of-a-message.md), as the terminal client calls it."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from yarrow.terminal.message import Attended, Message, safe

# The gateway answers within 12 s with a holding text at the latest; the rest is for a slow network.
ANSWER_SECONDS = 20.0
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)


class Away(Exception):
    """Nobody answers at the address."""


class Refused(Exception):
    """The server said no; the message is its own sentence. `messages`: words it must show all the same (safety)."""

    def __init__(self, sentence: str, status: int, messages: tuple[Message, ...] = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.messages = messages


@dataclass(frozen=True)
class Answer:
    """What was said to a message so far; not `is_whole`: the rest comes as events. `attended`: who reads it."""

    messages: list[Message]
    is_whole: bool = True
    attended: Attended = field(default_factory=lambda: Attended(None))


class ChatApi:
    """One conversation with the gateway at `url`; `token` is its only key and is kept in memory alone."""

    def __init__(self, url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self.conversation = self._token = ""
        self._stream: Any = None
        timeout = httpx.Timeout(ANSWER_SECONDS, connect=5.0)
        self.http = httpx.Client(base_url=self.url, timeout=timeout, transport=transport, trust_env=False)

    def start(self, locale: str | None = None) -> list[Message]:
        """Open a conversation; the greeting and the first question."""
        body = {"channel": "terminal", **({"locale": locale} if locale else {})}
        return self._enter(self._call("POST", "/api/conversations", body))

    def resume(self, code: str) -> list[Message]:
        """Go on with the conversation of a resume code; everything said so far."""
        self._enter(self._call("POST", "/api/resume", {"code": code}))
        return self.history()

    def send(self, message: str, body: dict[str, Any]) -> Answer:
        """Say something; the answer so far.

        Sent again under the same id while the server is away, so nothing is said twice. Raises Away, Refused.
        """
        for pause in (0.0, *PAUSES):
            time.sleep(pause)
            try:
                answer = self._call("POST", f"{self._path}/messages", {"id": message, **body})
            except Away:
                continue
            attended = Attended.from_json(answer.get("staff"))
            return Answer(messages_of(answer), bool(answer.get("complete", True)), attended)
        raise Away(self.url)

    def history(self, after: str | None = None) -> list[Message]:
        """What was said, all of it or after a message."""
        return messages_of(self._call("GET", f"{self._path}/messages", params={"after": after} if after else None))

    def resume_code(self) -> str:
        """A one-time code to go on later, also on another device."""
        return str(self._call("POST", f"{self._path}/resume-code")["code"])

    def brief_link(self) -> str:
        """Where her brief can be opened once, within ten minutes, without the key."""
        made = self._call("POST", f"{self._path}/links", {"what": "summary.pdf", "for": "patient"})
        return f"{self.url}{made['url']}"

    def events(self, after: str | None) -> Iterator[Message | Attended]:
        """Messages after that one as they come, and who writes; ends when the server ends the stream."""
        params = {"after": after} if after else None
        timeout = httpx.Timeout(None, connect=5.0)
        with self.http.stream(
            "GET", f"{self._path}/events", params=params, headers=self._key, timeout=timeout
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                return
            self._stream = answer.extensions.get("network_stream")
            name, data = "", list[str]()
            for line in answer.iter_lines():
                if line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    data.append(line[5:].strip())
                elif not line and data:
                    told = event_told(name, "\n".join(data))
                    data.clear()
                    if told:
                        yield told

    def close(self) -> None:
        """Let go of the connections, the one somebody is waiting on included."""
        waiting = self._stream.get_extra_info("socket") if self._stream else None
        if waiting is not None:
            with contextlib.suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)
        self.http.close()

    @property
    def _path(self) -> str:
        return f"/api/conversations/{self.conversation}"

    @property
    def _key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def _enter(self, answer: dict[str, Any]) -> list[Message]:
        self.conversation, self._token = answer["conversation"], answer["token"]
        return messages_of(answer)

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, params: dict[str, str] | None = None
    ) -> dict[str, Any]:
        try:
            answer = self.http.request(method, path, json=body, params=params, headers=self._key)
        except httpx.TransportError as error:
            raise Away(self.url) from error
        try:
            content = answer.json() if answer.content else {}
        except ValueError:
            content = {}
        if answer.is_success and isinstance(content, dict):
            return content
        raise refusal(answer.status_code, content if isinstance(content, dict) else {})


def refusal(status: int, problem: dict[str, Any]) -> Refused:
    """The server's problem as a sentence, with any safety words it carries."""
    sentence = str(problem.get("detail") or problem.get("title") or f"The server answered with status {status}.")
    spoken = messages_of(problem)
    for message in spoken:  # `detail` holds the safety words once more, for clients that show nothing else
        sentence = sentence.replace(message.text, "")
    return Refused(safe(sentence).strip(), status, tuple(spoken))


def messages_of(answer: dict[str, Any]) -> list[Message]:
    """The messages of an answer; what is not a message is left out."""
    return [Message.from_json(m) for m in answer.get("messages") or () if isinstance(m, dict) and "text" in m]


def event_told(name: str, data: str) -> Message | Attended | None:
    """The message an event carries, or who writes now; None if it carries something else."""
    try:
        entry = json.loads(data)
    except ValueError:
        return None
    if not isinstance(entry, dict):
        return None
    if name == "staff":
        return Attended.from_json(entry)
    return Message.from_json(entry) if "text" in entry and "id" in entry else None
