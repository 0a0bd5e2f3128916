"""Nobody reads what a patient said: no log, no process's output, no metric, no address, and no other patient."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.gateway import until
from tests.support.over_http import spoil
from tests.support.running import MARKER

pytestmark = pytest.mark.timeout(240)
DANGER = "I fainted and my chest hurts and I can't breathe"


def in_every_form(chat):
    """The marker as an answer, as danger, as a question, unreadable, too long, in a key, an id and a choice."""
    for text in (MARKER, f"{DANGER}, {MARKER}", f"what are {MARKER} cells?", f"/{MARKER}", f'/inform{{"{MARKER}":1}}'):
        chat.say(text)
    chat.say(f"{DANGER} {MARKER} " * 400)
    bodies = [
        {"id": MARKER * 20, "text": MARKER},
        {"id": "m", MARKER: MARKER},
        {"id": "m", "choice": f"{MARKER}:{MARKER}"},
        MARKER,
    ]
    for body in [json.dumps(body).encode() for body in bodies] + [MARKER.encode(), b'{"text": "' + MARKER.encode()]:
        chat.raw(body)
    chat.get("messages", after=MARKER)
    chat.http.get(f"/{MARKER}", headers={"Authorization": f"Bearer {MARKER}", "User-Agent": MARKER})
    chat.http.post("/api/resume", json={"code": MARKER})


def test_no_log_and_no_metric_holds_what_was_said_whatever_went_wrong(yarrow):
    chat, unlucky, waiting = (yarrow.agreed() for _ in range(3))
    in_every_form(chat)
    yarrow.wires["actions"].hooks.append(spoil)  # from here on every action fails
    in_every_form(unlucky)
    yarrow.wires["actions"].hooks.clear()
    yarrow.kill("actions")
    with ThreadPoolExecutor(1) as sender:
        late = sender.submit(waiting.say, f"I'm 34, {MARKER}", id="late")
        yarrow.restart("actions")
        late.result()
    until(lambda: waiting.say(f"I'm 34, {MARKER}", id="late").json()["complete"], 30)
    assert waiting.get("record").json()["facts"]["age"] == 34
    written = [path for path in (yarrow.home / "log").rglob("*") if path.is_file()]
    assert {path.stem for path in written} >= {"gateway", "rasa", "actions"}
    assert [path.name for path in written if MARKER in path.read_text("utf-8", "replace").lower()] == []
    assert MARKER not in chat.http.get("/metrics").text.lower()
    for token in (chat.token, waiting.token):
        assert token not in yarrow.written()


def test_what_is_said_is_in_the_databases_alone_and_they_are_their_owners_alone(yarrow):
    chat = yarrow.agreed()
    chat.say(f"my cat is called {MARKER}")
    holding = yarrow.holding(MARKER)
    assert {name.partition(".")[0] for name in holding} <= {"yarrow", "snapshots"}
    assert holding & {"yarrow.db", "yarrow.db-wal"}
    for path in yarrow.home.glob("*.db*"):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_two_conversations_at_once_never_see_each_others_bytes(yarrow):
    chats = [yarrow.agreed() for _ in range(4)]
    secrets = [f"secret{uuid.uuid4().hex}" for _ in chats]

    def tell(number):
        seen = []
        for text in (f"I'm {30 + number}, {secrets[number]}", f"my name is {secrets[number]}", "why do you ask?"):
            seen.append(chats[number].say(text).text)
        seen += [chats[number].get(what).text for what in ("messages", "record", "summary.json")]
        return "\n".join(seen)

    with ThreadPoolExecutor(4) as patients:
        seen = list(patients.map(tell, range(4)))
    for number, chat in enumerate(chats):
        assert chat.get("record").json()["facts"]["age"] == 30 + number
        assert secrets[number] in seen[number]
        others = [name for other, name in enumerate(secrets) if other != number]
        others += [other.id for other in chats if other is not chat]
        assert [name for name in others if name in seen[number]] == []


def test_a_key_opens_its_own_conversation_alone(yarrow):
    mine, yours = yarrow.agreed(), yarrow.agreed()
    for what in ("messages", "record", "summary.json", "events"):
        answer = mine.http.get(f"{yours.path}/{what}", headers=mine.key)
        assert answer.status_code == 401
        assert yours.id not in answer.text
    assert mine.http.post(f"{yours.path}/resume-code", headers=mine.key).status_code == 401
