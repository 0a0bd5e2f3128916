"""The adapter in docs/channels/new.md is whole: it has the shape, and a conversation goes over it."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import json
import re
import sys
import time
from types import ModuleType

import pytest
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from tests.support.repository import ROOT
from tools.platforms.faults import Fault
from tools.platforms.platform import Platform
from tools.platforms.talk import Call, Sent
from yarrow.gateway.channels.channel import Channel, Forged, NotRead, Webhook

TOKEN, SECRET = "heron's token", "heron's secret"
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


class HeronDouble(Platform):
    """Heron's API as the page tells of it. `gone`: people who do not want us."""

    name = "heron"

    def __init__(self) -> None:
        super().__init__()
        self.gone: set[str] = set()
        self.told = 0

    def routes(self):
        return [Route("/v1/messages", self._message, methods=["POST"]), Route("/v1/me", self._me)]

    def sign(self, payload, attempt):
        body = json.dumps(payload).encode()
        return Call("POST", self.webhook, {"X-Heron-Signature": signed(body)}, body)

    def text_payload(self, chat, text):
        return {"events": [self._event(chat, type="message", text=text)]}

    def tap_payload(self, chat, sent, label, token):
        return {"events": [self._event(chat, type="tap", token=token)]}

    def other_payload(self, chat, kind, text=None):
        return {"events": [self._event(chat, type={"picture": "photo"}.get(kind, kind), text=text)]}

    def refusal(self, fault):
        return JSONResponse({}, fault.status or 500, {"Retry-After": str(fault.after)} if fault.after else None)

    def _event(self, chat, **more):
        self.told += 1
        return {"id": f"e{self.told}", "at": time.time(), "from": chat, **more}

    async def _message(self, request):
        content = await request.json()
        if content["to"] in self.gone:
            return JSONResponse({}, 410)
        options = tuple((option["label"], option["token"]) for option in content["options"])
        self.record(Sent(content["to"], content["reference"], content["text"], options, content))
        return JSONResponse({"id": content["reference"]}, 201)

    async def _me(self, request):
        return JSONResponse({}, 200 if request.headers["authorization"] == f"Bearer {TOKEN}" else 401)


def signed(body):
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


@pytest.fixture(scope="module")
def example():
    """The page's code, as a module."""
    page = (ROOT / "docs" / "channels" / "new.md").read_text(encoding="utf-8")
    (code,) = EXAMPLE.findall(page)
    module = ModuleType("heron_of_the_page")
    sys.modules[module.__name__] = module
    exec(compile(code, "docs/channels/new.md", "exec"), module.__dict__)
    return module


@pytest.fixture(scope="module")
def double():
    with HeronDouble() as heron:
        yield heron


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, example, double):
    home = tmp_path_factory.mktemp("home")
    apps = {"heron": example.Heron(TOKEN, SECRET, double.url)}
    with RunningGateway(home, database_url=prepared_sqlite(home), channels=apps) as running:
        double.webhook = f"http://127.0.0.1:{running.port}/channels/heron"
        yield running


def call(body=b"{}", method="POST", query=None, **headers):
    return Webhook(method, "https://yarrow.example/channels/heron", headers, query or {}, body, time.time())


@pytest.fixture
def heron(example):
    return example.Heron(TOKEN, SECRET, "http://127.0.0.1:9")


def test_it_has_all_that_a_channel_has_under_the_same_names(heron):
    for name, wanted in vars(Channel).items():
        if name.startswith("_"):
            continue
        found = getattr(heron, name)
        if inspect.isfunction(wanted):
            assert list(inspect.signature(found).parameters) == list(inspect.signature(wanted).parameters)[1:], name
            assert inspect.iscoroutinefunction(found) == inspect.iscoroutinefunction(wanted), name


def test_a_call_without_a_signature_and_one_with_a_wrong_one_are_told_apart(heron):
    heron.verify(call(b"{}", **{"x-heron-signature": signed(b"{}")}))
    for headers, status in (({}, 401), ({"x-heron-signature": signed(b"{} ")}, 403), ({"x-heron-signature": "ü"}, 403)):
        with pytest.raises(Forged) as forged:
            heron.verify(call(b"{}", **headers))
        assert forged.value.status == status


def test_what_is_no_event_is_not_read_and_what_it_does_not_know_is_something_else(heron):
    for body in (b"", b"[]", b'{"events": [{}]}', b'{"events": 3}'):
        with pytest.raises(NotRead):
            heron.parse(call(body))
    event = {"id": "e", "at": 1, "from": "amira", "type": "hologram"}
    (incoming,) = heron.parse(call(json.dumps({"events": [event]}).encode())).incoming
    assert incoming.kind == "other"


def test_its_challenge_is_given_back(heron):
    greeting = heron.greet(call(method="GET", query={"challenge": "abc"}))
    assert greeting.body == "abc"
    assert heron.greet(call()) is None


def has(double, chat, words):
    return until(lambda: [text for text in double.texts(chat) if words in text])


def test_a_conversation_goes_over_it_though_calls_come_twice_and_it_is_busy(gateway, double):
    double.say("amira", "hello")
    has(double, "amira", "Is that all right?")
    double.again("amira")
    double.faults += [Fault(status=429, after=0.1), Fault(status=500)]
    double.tap("amira", "Yes")
    asked = has(double, "amira", "?")
    double.send("amira", "picture")
    has(double, "amira", "picture")
    said = double.texts("amira")
    assert len([text for text in said if "Is that all right?" in text]) == 1, said
    assert asked


def test_danger_is_answered_over_it(gateway, double):
    double.say("berta", "I am bleeding heavily")
    has(double, "berta", "999")


def test_whoever_does_not_want_us_is_given_up_and_staff_can_see_it(gateway, double):
    double.gone.add("clara")
    double.say("clara", "hello")
    (found, *_) = until(lambda: gateway.record.dispatches.undelivered(10, 0))
    assert (found.channel, found.error) == ("heron", "gone")


def test_a_forged_call_is_refused(gateway):
    for headers, status in (({}, 401), ({"X-Heron-Signature": "0" * 64}, 403)):
        assert gateway.http.post("/channels/heron", content=b"{}", headers=headers).status_code == status
