"""A Rasa for the gateway's tests: a real HTTP server that keeps the channel's contract, or breaks it as it is told."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.intake.turn import Choice, Message, Result, Turn

SECRET = "a-secret-for-tests-only"
Play = Callable[[Turn], Result]


def play(turn: Turn) -> Result:
    """A short dialogue: consent, pregnant or not, age; then everything said is taken as an age, or as what it names."""
    standing, said = turn.case.standing, turn.said
    text = (said.text or "").lower()
    if "delete my data" in text:
        return Result(
            replace(standing, status="erased"), (Message("It is all deleted."),), events=({"event": "erase"},)
        )
    if "real person" in text:
        return Result(standing, (Message("I have asked somebody."),), events=({"event": "person_wanted"},))
    if turn.screened:
        return Result(standing, (), events=({"event": "already_said"},))
    if "consent:no" in said.choices:
        standing = replace(standing, question=None, consent=False, status="declined")
        return Result(standing, (Message("Nothing is kept."),), events=({"event": "consent_refused"},))
    if "consent:yes" in said.choices:
        fact = Fact("consent", value=True, provenance=Provenance(said.id, captured="button"))
        standing = replace(standing, question="pregnant_now", consent=True)
        return Result(standing, (ask_pregnant(),), (fact,), events=({"event": "consent_given"},))
    if standing.consent is not True:
        sneaked = Fact("age", value=34, provenance=Provenance(said.id))
        return Result(standing, (Message("First: is that all right?"),), (sneaked,))
    if said.choices:
        question, value = said.choices[0].split(":")
        if question != standing.question:
            return Result(standing, (Message("That was another question."), ask_pregnant()))
        fact = Fact(question, value=value, provenance=Provenance(said.id, captured="button"))
        return Result(replace(standing, question="age"), (ask_age(),), (fact,), triage_json())
    status = Status.UNKNOWN if "not sure" in text else Status.PRESENT
    number = int("".join(sign for sign in text if sign.isdecimal())[:3] or 0)
    fact = Fact("age", status, number, Provenance(said.id, 0, len(said.text or ""), said.text))
    reply = Message(f"Turn {turn.number}, {len(turn.case.history.facts)} facts before.")
    return Result(standing, (reply, ask_age()), (fact,), triage_json(), {"act": "answer"})


def ask_pregnant() -> Message:
    choices = tuple(Choice(label, f"pregnant_now:{label.lower()}") for label in ("Yes", "No", "Unsure"))
    return Message("Could you be pregnant?", choices, question("pregnant_now", "choice"))


def ask_age() -> Message:
    return Message("How old are you?", (), question("age", "number"))


def question(name: str, kind: str) -> dict:
    return {"id": name, "kind": kind, "section": "about", "progress": {"done": 1, "of": 9}, "skippable": True}


def triage_json() -> dict:
    return {"level": "T4", "rules": ["P01"], "recommendations": [], "overlays": [], "deferred": [], "not_needed": []}


class FakeRasa:
    """`mode`: ok, slow (waits `delay`), error, empty, wrong_turn, garbage, starting (503), unwell (503, but ready),
    broke_off (503 in the middle of a turn, and not ready after it), hang_up.

    `seen`: every turn it was sent, in order. `lasting`: how many turns the mode lasts; then it is ok again.
    """

    def __init__(self, play: Play = play) -> None:
        self.play = play
        self.mode = "ok"
        self.delay = 0.0
        self.lasting = 1_000_000
        self.seen: list[Turn] = []
        self.forgotten: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._port = 0
        self._connections: set[socket.socket] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> FakeRasa:
        server = Server(("127.0.0.1", self._port), Handler)
        server.fake = self
        self._port = server.server_address[1]
        self._server = server
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Nobody answers any more; `start` brings it back on the same port."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            for connection in list(self._connections):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def answer_to(self, turn: Turn) -> tuple[int, object]:
        with self._lock:
            self.seen.append(turn)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            mode = self.mode
            self.lasting -= 1
            if self.lasting <= 0:
                self.mode = "ok"
        try:
            if self.delay:
                time.sleep(self.delay)
            return self._answer(mode, turn)
        finally:
            with self._lock:
                self.at_once -= 1

    def _answer(self, mode: str, turn: Turn) -> tuple[int, object]:
        if mode == "hang_up":
            return 0, None
        if mode in ("error", "unwell", "starting", "broke_off"):
            title = "incomplete" if mode == "broke_off" else "no"
            return (500 if mode == "error" else 503), {"title": title}
        if mode == "garbage":
            return 200, {"turn": turn.number, "result": {"messages": "none"}}
        result = Result(turn.case.standing) if mode == "empty" else self.play(turn)
        return 200, {"turn": turn.number + (mode == "wrong_turn"), "result": result.to_json()}


class Server(ThreadingHTTPServer):
    """The server, which knows whose it is."""

    daemon_threads = True
    fake: FakeRasa


class Handler(BaseHTTPRequestHandler):
    """Rasa's two addresses."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server.fake._connections.add(self.connection)

    def finish(self) -> None:
        self.server.fake._connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        is_ready = self.server.fake.mode not in ("starting", "broke_off")
        self.answer(200 if is_ready else 503, {"ready": is_ready})

    def do_DELETE(self) -> None:
        self.server.fake.forgotten.append(self.path.rsplit("/", 1)[-1])
        self.answer(200, {"forgotten": True})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("X-Yarrow-Secret") != SECRET:
            self.answer(401, {"title": "wrong secret"})
            return
        status, content = self.server.fake.answer_to(Turn.from_json(json.loads(body)))
        if status:
            self.answer(status, content)
        else:
            self.close_connection = True
            self.connection.close()

    def answer(self, status: int, content: object) -> None:
        raw = json.dumps(content).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass
