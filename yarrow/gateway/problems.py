"""What went wrong, as a JSON problem (RFC 9457) with a sentence a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from yarrow.gateway import words
from yarrow.intake.turn import Message


@dataclass(frozen=True)
class Fault:
    """One part of a body that is wrong: where, and what was expected; never what was sent."""

    at: str
    expected: str


class Problem(Exception):
    """An answer that is not the one asked for. `kind` names it for programs and stays the same."""

    def __init__(
        self,
        status: int,
        kind: str,
        sentence: str,
        *,
        faults: Sequence[Fault] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.sentence = sentence
        self.faults = tuple(faults)
        self.retry_after = retry_after
        self.spoken: tuple[Message, ...] = ()
        self.receipt: dict[str, Any] | None = None

    def saying(self, spoken: Sequence[Message]) -> Problem:
        """This problem with the red-flag lane's words, which come first: they may be shown unrecorded."""
        self.spoken = tuple(spoken)
        return self

    def response(self) -> JSONResponse:
        """As it is sent."""
        headers = {"Cache-Control": "no-store"}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(self.content(), self.status, headers, media_type="application/problem+json")

    def content(self) -> dict[str, Any]:
        """As plain values."""
        said = [message.text for message in self.spoken]
        content: dict[str, Any] = {
            "type": f"urn:yarrow:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": "\n\n".join([*said, self.sentence]),
        }
        if self.faults:
            content["errors"] = [{"at": fault.at, "expected": fault.expected} for fault in self.faults]
        if self.spoken:
            content["messages"] = [_unrecorded(message, number) for number, message in enumerate(self.spoken, 1)]
        if self.receipt:
            content["receipt"] = self.receipt
        return content


def unavailable() -> Problem:
    """The record cannot be reached: nothing is acknowledged."""
    return Problem(503, "record-unavailable", words.NOT_KEPT, retry_after=10)


def failed() -> Problem:
    """An error of ours."""
    return Problem(500, "internal", words.TRY_LATER, retry_after=10)


def not_found() -> Problem:
    """No such address, or not yet."""
    return Problem(404, "not-found", words.NOT_FOUND)


def no_key() -> Problem:
    """Wrong token, no token, unknown conversation: the same answer, so that nothing can be learned from it."""
    return Problem(401, "wrong-key", words.NO_KEY)


def _unrecorded(message: Message, number: int) -> dict[str, Any]:
    """A message that was never stored: it asks nothing, as no answer to it could be kept."""
    return {
        "id": f"unrecorded-{number}",
        "from": "assistant",
        "text": message.text,
        "choices": [],
        "question": None,
        "level": message.level,
        "calls": message.to_json()["calls"],
        "at": None,
    }
