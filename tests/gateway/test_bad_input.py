"""What the gateway refuses, how it says so, and that danger is answered even in what it refuses."""

from __future__ import annotations

import gzip
import json
import random
import socket
import time

import pytest

from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, texts

DANGER = "I'm bleeding heavily"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def chat(gateway):
    return gateway.agreed()


def assert_problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    content = answer.json()
    assert content["status"] == status
    assert content["type"].startswith("urn:yarrow:problem:")
    assert content["title"]
    assert content["detail"].endswith(".")
    return content


BAD_BODIES = {
    "nothing": (b"", 400),
    "not JSON": (b"hello", 400),
    "cut short": (b'{"id": "a", "text": "MARIGOLD', 400),
    "invalid UTF-8": (b'{"id": "a", "text": "MARIGOLD \xff"}', 400),
    "NaN": (b'{"id": "a", "text": NaN}', 400),
    "Infinity": (b'{"id": "a", "text": "MARIGOLD", "x": Infinity}', 400),
    "a key twice": (b'{"id": "a", "text": "MARIGOLD", "text": "b"}', 400),
    "a huge number": (b'{"id": "a", "text": ' + b"9" * 5000 + b"}", 400),
    "an overflowing number": (b'{"id": "a", "text": 1e999}', 422),
    "deep lists": (b'{"id": "a", "text": ' + b"[" * 12_000 + b"]" * 12_000 + b"}", 400),
    "an array": (b'["MARIGOLD"]', 422),
    "null": (b"null", 422),
    "a number": (b"7", 422),
    "a string": (b'"MARIGOLD"', 422),
    "no id": (b'{"text": "MARIGOLD"}', 422),
    "an empty id": (b'{"id": "", "text": "MARIGOLD"}', 422),
    "an id with a NUL": (b'{"id": "a\\u0000b", "text": "MARIGOLD"}', 422),
    "an id that is a path": (b'{"id": "../../x", "text": "MARIGOLD"}', 422),
    "a long id": (json.dumps({"id": "a" * 65, "text": "MARIGOLD"}).encode(), 422),
    "an id that is an object": (b'{"id": {"a": 1}, "text": "MARIGOLD"}', 422),
    "text that is a number": (b'{"id": "a", "text": 7}', 422),
    "text that is a list": (b'{"id": "a", "text": ["MARIGOLD"]}', 422),
    "text that is an object": (b'{"id": "a", "text": {"MARIGOLD": 1}}', 422),
    "no text and no choice": (b'{"id": "a"}', 422),
    "blank text": (b'{"id": "a", "text": " \\n\\t "}', 422),
    "only controls": (b'{"id": "a", "text": "\\u0000\\u0007\\u200b"}', 422),
    "a choice that is a number": (b'{"id": "a", "choice": 1}', 422),
    "a choice of no form": (b'{"id": "a", "choice": "MARIGOLD please"}', 422),
    "choices that are text": (b'{"id": "a", "choices": "MARIGOLD"}', 422),
    "choices of objects": (b'{"id": "a", "choices": [{"MARIGOLD": 1}]}', 422),
    "too many choices": (json.dumps({"id": "a", "choices": [f"q:v{n}" for n in range(99)]}).encode(), 422),
    "a choice and choices": (b'{"id": "a", "choice": "pregnant_now:no", "choices": ["pregnant_now:no"]}', 422),
    "a text over 4,000 characters": (json.dumps({"id": "a", "text": "MARIGOLD " * 445}).encode(), 413),
    "a body over 32 kB": (json.dumps({"id": "a", "text": "x", "y": "MARIGOLD" * 4100}).encode(), 413),
    "a body of 1 MB": (json.dumps({"id": "a", "text": "MARIGOLD" * 125_000}).encode(), 413),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_bad_body_is_refused_without_repeating_a_word_of_it(gateway, chat, name):
    body, status = BAD_BODIES[name]
    turns, before = len(gateway.rasa.seen), chat.history()
    answer = chat.raw(body)
    assert_problem(answer, status)
    assert "MARIGOLD" not in answer.text
    assert len(gateway.rasa.seen) == turns
    assert chat.history() == before


REFUSED_WITH_DANGER = {
    "cut short": (b'{"id": "a", "text": "Help, I\'m bleeding heavily', 400),
    "plain text": (b"I'm bleeding heavily", 400),
    "no id": (b'{"text": "I\'m bleeding heavily"}', 422),
    "invalid UTF-8": (b'{"id": "a", "text": "I\'m bleeding heavily \xff"}', 400),
    "too long": (json.dumps({"id": "a", "text": "word " * 1000 + DANGER}).encode(), 413),
    "far too long": (json.dumps({"id": "a", "text": "word " * 10_000 + DANGER + " word" * 40_000}).encode(), 413),
}


@pytest.mark.parametrize("name", REFUSED_WITH_DANGER)
def test_danger_in_a_refused_body_is_answered_first(chat, name):
    body, status = REFUSED_WITH_DANGER[name]
    content = assert_problem(chat.raw(body), status)
    assert content["detail"].startswith(SAFETY_TEXT)
    assert content["messages"][0]["level"] == "T0"
    assert all(message["question"] is None and not message["choices"] for message in content["messages"])


def test_danger_is_answered_whatever_the_key_and_every_time(gateway, chat):
    for key in ({}, {"Authorization": "Bearer " + "x" * 43}):
        for _ in range(2):
            body = {"id": "a", "text": DANGER}
            answer = gateway.http.post(f"{chat.path}/messages", json=body, headers=key)
            assert assert_problem(answer, 401)["detail"].startswith(SAFETY_TEXT)


def test_danger_in_a_message_of_another_content_type_is_answered(chat):
    answer = chat.raw(DANGER.encode(), Content_Type="text/plain")
    assert assert_problem(answer, 415)["detail"].startswith(SAFETY_TEXT)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(chat, kind):
    assert_problem(chat.raw(b'{"id": "a", "text": "hello"}', Content_Type=kind), 415)


def test_compressed_bodies_are_not_unpacked(chat):
    assert_problem(chat.raw(gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip"), 415)


def test_a_text_of_4000_characters_is_taken(chat):
    assert chat.say("x" * 4000).status_code == 200


STORED = {
    "a NUL and other controls": ("34\u0000\u0007 years\u0085", "34 years"),
    "two ways to write é": ("cafe\u0301", "café"),
    "lone surrogates": ("thirty \ud800four", "thirty four"),
    "a directional override": ("\u202egnideelb\u202c", "gnideelb"),
    "an invisible space": ("ble\u200beding", "bleeding"),
    "line breaks and tabs": ("a\r\nb\rc\td", "a\nb\nc\td"),
    "ten accents on a letter": ("e" + "\u0301" * 10, "é" + "\u0301" * 3),
    "an emoji of several signs": (
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    ),
    "text from right to left": ("שלום", "שלום"),
    "SQL, a template and markup": ("'; DROP TABLE x; {{7*7}} ${HOME} <b>", "'; DROP TABLE x; {{7*7}} ${HOME} <b>"),
}


@pytest.mark.parametrize("name", STORED)
def test_text_is_stored_in_one_form(gateway, name):
    sent, stored = STORED[name]
    chat = gateway.agreed()
    answer = chat.raw(json.dumps({"id": "the-message", "text": sent}).encode())
    assert answer.status_code == 200, answer.text
    assert [m["text"] for m in chat.history() if m["id"] == "the-message"] == [stored]
    assert gateway.rasa.seen[-1].said.text == stored


def test_a_wrong_token_and_an_unknown_conversation_get_the_same_answer(gateway, chat):
    answers = []
    for path in (chat.path, "/api/conversations/" + "A" * 24, "/api/conversations/a%00b", "/api/conversations/..%2f"):
        key = {"Authorization": "Bearer " + "x" * 43}
        for method, what in (("GET", "/messages"), ("GET", "/events"), ("GET", "/record"), ("DELETE", "")):
            answers.append(gateway.http.request(method, path + what, headers=key))
    unauthorised = [answer for answer in answers if answer.status_code != 404]
    assert len(unauthorised) >= 12
    for answer in unauthorised:
        assert_problem(answer, 401)
        assert answer.content == unauthorised[0].content


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Basic abc", "Bearer \u00e9" * 9, "bearer a b", "Bearer " + "x" * 9000]
)
def test_a_header_that_is_no_bearer_token_opens_nothing(gateway, chat, header):
    answer = gateway.http.get(f"{chat.path}/messages", headers={"Authorization": header.encode()})
    assert_problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_token_of_one_conversation_opens_no_other(gateway, chat):
    other = gateway.begin()
    for what in ("messages", "record", "summary.json", "events"):
        assert_problem(gateway.http.get(f"{other.path}/{what}", headers=chat.key), 401)
    assert_problem(gateway.http.delete(other.path, headers=chat.key), 401)
    assert other.get("messages").status_code == 200


def test_the_token_is_not_stored_and_is_not_taken_from_the_address(gateway, chat):
    home = gateway.services.settings.home
    assert not any(chat.token.encode() in path.read_bytes() for path in home.iterdir())
    assert_problem(gateway.http.get(f"{chat.path}/messages?token={chat.token}"), 401)


@pytest.mark.parametrize("path", ["/api", "/nothing", "/api/conversations/x/nothing", "/docs", "/api/../x"])
def test_other_addresses_are_a_404_problem(gateway, path):
    assert_problem(gateway.http.get(path), 404)


def test_a_wrong_method_is_a_405_problem(gateway, chat):
    assert_problem(gateway.http.put(f"{chat.path}/messages", headers=chat.key), 405)


@pytest.mark.parametrize(
    "body", [{"locale": "XX"}, {"locale": 7}, {"channel": "a b"}, {"channel": "x" * 33}, {"channel": None}, []]
)
def test_a_conversation_begins_only_with_a_known_locale_and_a_plain_channel(gateway, body):
    assert_problem(gateway.http.post("/api/conversations", json=body), 422)


def test_errors_name_the_place_and_what_is_expected(gateway, chat):
    content = assert_problem(chat.raw(b'{"id": "a", "choices": ["pregnant_now:no", 7]}'), 422)
    assert content["errors"] == [{"at": "choices[1]", "expected": "text"}]


def test_a_place_that_is_none_is_a_problem(chat):
    assert_problem(chat.get("messages", after="nothing"), 422)
    assert_problem(chat.get("events", after="nothing"), 422)


@pytest.mark.parametrize("code", ["", "x" * 41, "ABCD-EFGH-JKMN", "'; DROP TABLE", "\u0000" * 12, 7, None])
def test_a_wrong_resume_code_opens_nothing(gateway, code):
    answer = gateway.http.post("/api/resume", json={"code": code})
    assert answer.status_code in (401, 422)
    assert_problem(answer, answer.status_code)


def test_random_bodies_never_bring_the_gateway_down(gateway, chat):
    draw = random.Random(20261122)
    pieces = [b'{"id":', b'"a"', b'"text":', b'"choices":', b"[", b"]", b"{", b"}", b",", b":", b"null", b"1e9"]
    pieces += [b"\\u0000", b'"\\ud800"', b"\xff", b"\x00", b"-0", b"true", b'"', b"bleeding heavily", b" "]
    for number in range(300):
        body = b"".join(draw.choices(pieces, k=draw.randint(0, 30)))
        if number % 3 == 0:
            body = bytes(draw.randrange(256) for _ in range(draw.randint(0, 200)))
        answer = chat.raw(body)
        assert answer.status_code in (200, 400, 409, 413, 422), (answer.status_code, body)
    assert gateway.http.get("/healthz").status_code == 200


def raw_request(gateway, head: bytes, *chunks: bytes, pause: float = 0.0) -> bytes:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=20) as connection:
        connection.sendall(head)
        for chunk in chunks:
            time.sleep(pause)
            try:
                connection.sendall(chunk)
            except OSError:
                break
        received = b""
        while True:
            try:
                part = connection.recv(65536)
            except OSError:
                break
            received += part
            if not part or b"\r\n\r\n" in received:
                break
        return received


def test_a_chunked_body_without_end_is_refused_once_it_is_too_long(gateway, chat):
    head = (
        f"POST {chat.path}/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {chat.token}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode()
    chunk = b"2000\r\n" + b"x" * 0x2000 + b"\r\n"
    assert raw_request(gateway, head, *[chunk] * 12).startswith(b"HTTP/1.1 413")


def test_garbage_instead_of_http_is_refused(gateway):
    assert raw_request(gateway, b"\x16\x03\x01 garbage\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_cors_is_for_the_listed_origins_only(tmp_path):
    with RunningGateway(tmp_path, origins=("https://clinic.example",)) as gateway:
        asked = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        allowed = gateway.http.options("/api/conversations", headers={"Origin": "https://clinic.example", **asked})
        assert allowed.headers["access-control-allow-origin"] == "https://clinic.example"
        assert "access-control-allow-credentials" not in allowed.headers
        refused = gateway.http.options("/api/conversations", headers={"Origin": "https://other.example", **asked})
        assert "access-control-allow-origin" not in refused.headers


def test_without_a_list_no_origin_is_allowed(gateway):
    answer = gateway.http.post("/api/conversations", headers={"Origin": "https://clinic.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_too_many_messages_are_refused_with_a_sentence_and_danger_is_still_answered(tmp_path):
    from yarrow.settings import Limits

    with RunningGateway(tmp_path, limits=Limits("3/minute", None, None, None)) as gateway:
        chat = gateway.agreed()
        for _ in range(2):
            assert chat.say("34").status_code == 200
        refused = chat.say("34")
        assert assert_problem(refused, 429)["detail"].startswith("That was a lot of messages")
        assert int(refused.headers["retry-after"]) > 0
        assert assert_problem(chat.say(DANGER), 429)["detail"].startswith(SAFETY_TEXT)
        assert gateway.agreed().say("34").status_code == 200


def test_one_address_cannot_begin_conversations_or_try_codes_without_end(tmp_path):
    from yarrow.settings import Limits

    with RunningGateway(tmp_path, limits=Limits(None, None, "2/minute", "2/minute")) as gateway:
        statuses = [gateway.http.post("/api/conversations").status_code for _ in range(3)]
        assert statuses == [201, 201, 429]
        codes = [gateway.http.post("/api/resume", json={"code": "ABCD-EFGH-JKMN"}).status_code for _ in range(3)]
        assert codes == [401, 401, 429]


def test_the_individual_level_is_hidden_where_only_the_safety_net_is_wanted(tmp_path):
    with RunningGateway(tmp_path, guidance="safety_net") as gateway:
        chat = gateway.agreed()
        answer = chat.say(DANGER)
        assert texts(answer)[0] == SAFETY_TEXT
        assert [message["level"] for message in answer.json()["messages"]] == [None, None]
        assert chat.get("record").json()["triage"]["level"] is None


def test_openapi_describes_every_address(gateway):
    paths = gateway.http.get("/openapi.json").json()["paths"]
    assert {"/api/conversations", "/api/resume", "/api/conversations/{conversation}/messages"} <= set(paths)
    body = paths["/api/conversations/{conversation}/messages"]["post"]["requestBody"]
    assert "id" in body["content"]["application/json"]["schema"]["properties"]
