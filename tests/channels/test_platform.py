"""What every double of a platform does: it answers over real HTTP, calls again when it is not heard, and fails."""

import json
import re
import time
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.listener import listening
from tools.platforms.faults import BROKEN, BUSY, LOST, Fault
from tools.platforms.platform import Platform, as_json
from tools.platforms.talk import Call, Sent


class Pigeon(Platform):
    """The smallest platform there could be."""

    name = "pigeon"
    sends = re.compile(r"/send$")
    tries_again = (0.01, 0.01)

    def routes(self) -> list[Route]:
        return [Route("/send", self._send, methods=["POST"]), Route("/me", self._me)]

    async def _send(self, request: Request) -> Response:
        note = await request.json()
        if wait := self.too_fast(note["to"]):
            return self.refusal(Fault(429, after=wait))
        options = tuple((label, label.lower()) for label in note.get("options", ()))
        self.record(Sent(note["to"], str(self.number()), note["text"], options, note))
        return JSONResponse({"ok": True})

    async def _me(self, request: Request) -> Response:
        return JSONResponse({"me": "pigeon"})

    def sign(self, payload: Any, attempt: int) -> Call:
        return Call("POST", self.webhook, {"X-Ring": "gold", "X-Attempt": str(attempt)}, as_json(payload))

    def text_payload(self, chat: str, text: str) -> Any:
        return {"id": self.number(), "from": chat, "text": text}

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        return {"id": self.number(), "from": chat, "tapped": token, "of": sent.id}

    def refusal(self, fault: Fault) -> Response:
        return JSONResponse({"error": fault.code or "sorry", "retry": fault.after}, fault.status or 500)


@pytest.fixture
def loft():
    with listening() as loft:
        yield loft


@pytest.fixture
def pigeon(loft):
    with Pigeon(loft.url) as pigeon:
        yield pigeon


def post(pigeon: Pigeon, **note: Any) -> httpx.Response:
    with httpx.Client(trust_env=False) as http:
        return http.post(f"{pigeon.url}/send", json={"to": "anna", **note})


def test_what_is_sent_is_kept_with_its_options(pigeon):
    assert post(pigeon, text="Is it so?", options=["Yes", "No"]).json() == {"ok": True}
    assert pigeon.texts("anna") == ["Is it so?"]
    assert pigeon.to("anna")[0].options == (("Yes", "yes"), ("No", "no"))
    assert pigeon.texts("berta") == []


def test_words_and_taps_reach_the_webhook(pigeon, loft):
    post(pigeon, text="Is it so?", options=["Yes", "No"])
    assert pigeon.say("anna", "hello").status_code == 200
    assert pigeon.tap("anna", "No").status_code == 200
    came = [json.loads(one.body) for one in loft.came]
    assert [one.get("text") or one["tapped"] for one in came] == ["hello", "no"]
    assert pigeon.calls[0][0].headers["X-Ring"] == "gold"


def test_an_option_that_was_never_sent_cannot_be_tapped(pigeon):
    with pytest.raises(LookupError, match="Perhaps"):
        pigeon.tap("anna", "Perhaps")


def test_a_call_that_is_not_taken_is_made_again_with_the_same_content(pigeon, loft):
    loft.statuses = [500, 503]
    assert pigeon.say("anna", "hello").status_code == 200
    assert len(loft.came) == 3
    assert len({came.body for came in loft.came}) == 1
    assert [call.headers["X-Attempt"] for call, _ in pigeon.calls] == ["0", "1", "2"]


def test_it_gives_up_after_its_tries(pigeon, loft):
    loft.statuses = [500] * 9
    assert pigeon.say("anna", "hello").status_code == 500
    assert len(loft.came) == 3


def test_the_newest_can_be_brought_again(pigeon, loft):
    pigeon.say("anna", "hello")
    pigeon.again("anna")
    assert loft.came[0].body == loft.came[1].body


def test_a_fault_is_met_once_and_only_where_something_is_sent(pigeon):
    pigeon.faults += [BUSY, BROKEN]
    with httpx.Client(trust_env=False) as http:
        assert http.get(f"{pigeon.url}/me").status_code == 200
    busy = post(pigeon, text="one")
    assert (busy.status_code, busy.json()["retry"]) == (429, 1)
    assert post(pigeon, text="one").status_code == 500
    assert pigeon.sent == []
    assert post(pigeon, text="one").status_code == 200


def test_a_fault_can_be_for_one_path(pigeon):
    pigeon.faults.append(Fault(401, code="no", at="/me"))
    assert post(pigeon, text="one").status_code == 200
    with httpx.Client(trust_env=False) as http:
        assert http.get(f"{pigeon.url}/me").json()["error"] == "no"


def test_an_answer_can_be_lost_though_the_message_went(pigeon):
    pigeon.faults.append(LOST)
    with pytest.raises(httpx.RemoteProtocolError):
        post(pigeon, text="one")
    assert pigeon.texts("anna") == ["one"]


def test_an_answer_can_be_slow(pigeon):
    pigeon.faults.append(Fault(slow=0.2))
    begun = time.monotonic()
    assert post(pigeon, text="one").status_code == 200
    assert time.monotonic() - begun >= 0.2


def test_it_takes_only_so_many_a_second_if_asked(pigeon):
    pigeon.a_second = 2.0
    assert post(pigeon, text="one").status_code == 200
    refused = post(pigeon, text="two")
    assert refused.status_code == 429
    assert 0 < refused.json()["retry"] <= 0.5
    assert post(pigeon, to="berta", text="one").status_code == 200


def test_it_can_be_away_and_come_back_where_it_was(pigeon):
    where = pigeon.url
    post(pigeon, text="one")
    pigeon.rest()
    with pytest.raises(httpx.ConnectError):
        post(pigeon, text="two")
    pigeon.start()
    assert pigeon.url == where
    post(pigeon, text="three")
    assert pigeon.texts("anna") == ["one", "three"]
