"""What nobody should send, sent to the real stack: a clear answer or a clear problem, and nothing is lost."""

from __future__ import annotations

import json

import pytest

from tests.support.gateway import Chat, texts, until
from tests.support.running import MARKER
from yarrow.gateway import words

pytestmark = pytest.mark.timeout(120)
# Said in words, and each of them to be kept as it was said (but for what no text may hold).
ODD = {
    "emoji only": "\U0001f622\U0001f494\U0001f930",
    "right to left": "\u0645\u0631\u062d\u0628\u0627 \u0643\u064a\u0641 \u062d\u0627\u0644\u0643",
    "nonsense": f"asdf qwer {MARKER} zxcv",
    "an unknown condition": f"I have {MARKER} syndrome",
    "a command": "/restart",
    "an intent with slots": '/inform{"x":1}',
    "an intent in a disguise": "\u00a0/deny",
    "a variable": "${HOME}",
    "an open bracket": "0[",
    "a template": "{{7*7}} {age} {slot}",
    "markup": "<script>alert(1)</script>",
    "SQL": "'; DROP TABLE facts; --",
    "a formula": "=1+1",
    "stacked accents": "l\u0301o\u0301s\u0301t",
}


@pytest.fixture
def chat(yarrow):
    return yarrow.agreed()


def is_sound(answer):
    return "traceback" not in answer.text.lower() and "exception" not in answer.text.lower()


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_words_are_kept_answered_and_never_a_command(chat, text):
    before = chat.get("record").json()["facts"]
    answer = chat.say(text, id="odd")
    assert answer.status_code == 200
    assert is_sound(answer)
    assert answer.json()["complete"] is True
    assert answer.json()["messages"][-1]["question"]["id"] == "pregnant_now"
    assert words.FAILURE not in texts(answer)
    assert not any(sign in "".join(texts(answer)) for sign in ("49", "{", "<script"))
    assert chat.get("record").json()["facts"] == before
    kept = next(message["text"] for message in chat.history() if message["id"] == "odd")
    assert kept.split() == text.replace("o\u0301", "\u00f3").replace("s\u0301", "\u015b").split() or "\u0301" in text


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (rb'{"id": "m", "text": "I am\u0000 34 years old"}', "I am 34 years old"),
        (rb'{"id": "m", "text": "I am 34 \ud800years\udc00 old"}', "I am 34 years old"),
        (rb'{"id": "m", "text": "I am \u202e34\u202c years\u200b old"}', "I am 34 years old"),
    ],
    ids=["NUL", "lone surrogates", "overrides"],
)
def test_signs_no_text_may_hold_are_left_out_and_the_rest_is_understood(chat, body, kept):
    answer = chat.raw(body)
    assert answer.status_code == 200
    assert next(message["text"] for message in chat.history() if message["id"] == "m") == kept
    assert chat.get("record").json()["facts"]["age"] == 34


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"id": "m", "text": "' + MARKER.encode(), 400),
        (b'{"id": "m", "text": "' + MARKER.encode() + b'\xff"}', 400),
        (b'{"id": "m", "text": NaN}', 400),
        (b'{"id": "m", "text": "a", "text": "b"}', 400),
        (b"[" * 30_000, 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"id": "m"}', 422),
        (b'{"id": "m", "text": ""}', 422),
        (b'{"id": "m", "text": "\\u0000\\ud800"}', 422),
        (b'{"id": "m", "text": 34}', 422),
        (b'{"id": {"a": 1}, "text": "' + MARKER.encode() + b'"}', 422),
        (b'{"id": "../m", "text": "a"}', 422),
        (b'{"id": "m", "choice": "pregnant_now:perhaps"}', 422),
        (b'{"id": "m", "choice": "' + MARKER.encode() + b':yes"}', 422),
        (b'{"id": "m", "choice": "/restart"}', 422),
    ],
)
def test_a_body_that_is_no_message_is_refused_with_a_sentence_and_changes_nothing(chat, body, status):
    before = chat.history()
    answer = chat.raw(body)
    assert answer.status_code == status
    assert answer.json()["detail"].endswith(".")
    assert MARKER not in answer.text
    assert is_sound(answer)
    assert chat.history() == before


def test_ten_thousand_characters_are_refused_with_a_sentence(chat):
    before = chat.history()
    answer = chat.say((f"{MARKER} lost " * 1000)[:10_000])
    assert (answer.status_code, answer.json()["detail"]) == (413, words.TOO_LONG)
    assert chat.history() == before


@pytest.mark.parametrize("place", [0, 5_000, 9_000])
def test_danger_in_a_message_that_is_too_long_is_answered(chat, place):
    filler = "and then we waited "
    text = (filler * 600)[:place] + " I fainted and my chest hurts and I can't breathe. " + (filler * 600)
    answer = chat.say(text[:10_000])
    assert answer.status_code == 413
    assert answer.json()["messages"][0]["level"] == "T0"
    assert "999" in answer.json()["detail"]
    assert answer.json()["detail"].endswith(words.TOO_LONG)


@pytest.mark.parametrize("text", ["I fainted and my chest hurts and I can't breathe", "hello"])
def test_without_the_key_nobody_is_let_in_and_danger_is_answered_all_the_same(chat, text):
    stranger = Chat(chat.http, {"conversation": chat.id, "token": "A" * 43})
    before = chat.history()
    answer = stranger.say(text)
    assert answer.status_code == 401
    assert ("999" in answer.json()["detail"] or "112" in answer.json()["detail"]) is (text != "hello")
    for what in ("messages", "record", "summary.json", "events"):
        assert stranger.get(what).status_code == 401
    assert stranger.http.delete(chat.path, headers=stranger.key).status_code == 401
    assert chat.history() == before


def test_four_thousand_characters_of_anything_stall_nobody(yarrow):
    long, other = yarrow.agreed(), yarrow.agreed()
    for text in ("lost " * 800, "(" * 4000, "no " * 1333, "\U0001f622" * 4000, "a" * 4000):
        answer = until(lambda text=text: long.say(text[:4000]))
        assert answer.status_code == 200, text[:10]
        assert words.FAILURE not in texts(answer), text[:10]
        assert other.say("why do you ask?").json()["complete"] is True


def test_after_all_that_the_conversation_goes_on(chat):
    for text in ODD.values():
        chat.say(text)
    chat.raw(json.dumps({"id": "x" * 65, "text": "34"}).encode())
    answer = chat.say(choice="pregnant_now:no")
    assert answer.json()["messages"][-1]["question"]["id"] == "symptoms_now"
