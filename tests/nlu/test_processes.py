"""Rasa and the action server as they run in earnest: what they answer, and what they never tell."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.support.bot_processes import Processes, a_turn, call

MARKER = "marigold-marker"
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    started = Processes(Path(tmp_path_factory.mktemp("home")))
    yield started
    started.stop()


def texts(answer: dict[str, Any]) -> str:
    return " ".join(message["text"] for message in answer["result"]["messages"])


def test_a_turn_is_answered_with_its_number_and_a_result(bot: Processes) -> None:
    status, answer = bot.post(a_turn("answered", 1))
    assert (status, answer["turn"]) == (200, 1)
    assert answer["result"]["messages"][-1]["question"]["id"] == "cycles"


def test_an_answer_is_taken_and_the_next_section_entered_in_one_turn(bot: Processes) -> None:
    status, answer = bot.post(a_turn("taken", 1, None, "cycles:regular"))
    assert status == 200
    assert [fact["path"] for fact in answer["result"]["facts"]] == ["cycles"]
    assert answer["result"]["standing"]["question"] not in (None, "cycles")


def test_the_same_turn_again_gives_the_same_answer(bot: Processes) -> None:
    assert bot.post(a_turn("again", 1)) == bot.post(a_turn("again", 1))


def test_the_same_turn_five_times_at_once_is_run_once(bot: Processes) -> None:
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(bot.post, [a_turn("at-once", 1)] * 5))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 200


def test_a_turn_from_the_past_is_refused(bot: Processes) -> None:
    bot.post(a_turn("past", 3))
    status, problem = bot.post(a_turn("past", 2))
    assert (status, problem["title"]) == (409, "conflict")


def test_a_gap_in_the_turns_is_filled_from_the_case(bot: Processes) -> None:
    bot.post(a_turn("gap", 1))
    assert bot.post(a_turn("gap", 7))[0] == 200


def test_without_the_secret_nothing_is_answered(bot: Processes) -> None:
    for secret in ("", "a-secret-for-the-test", "é"):
        status, problem = bot.post(a_turn("secret", 1), secret.encode("utf-8").decode("latin-1"))
        assert (status, problem["status"]) == (401, 401)


@pytest.mark.parametrize("body", [{}, [], 3, None, {"turn": MARKER}, b"{" + MARKER.encode(), b"[" * 50_000])
def test_what_is_not_a_turn_is_refused_without_being_quoted(bot: Processes, body: Any) -> None:
    status, problem = bot.post(body)
    assert status == 400
    assert MARKER not in str(problem)


@pytest.mark.parametrize("conversation", ["a\0b", "../x", "x" * 65, ""])
def test_an_id_the_gateway_does_not_make_is_refused(bot: Processes, conversation: str) -> None:
    assert bot.post(a_turn(conversation, 1))[0] == 400
    assert bot.post(a_turn("alive-after", 1))[0] == 200


@pytest.mark.parametrize(
    "text", ["/restart", '\u00a0/inform{"age": NaN}', " \u2003/EXTERNAL: x", "//", "/session_start"]
)
def test_text_with_a_slash_is_words_and_never_a_command(bot: Processes, text: str) -> None:
    status, answer = bot.post(a_turn(f"slash-{abs(hash(text))}", 1, text))
    assert status == 200
    assert answer["result"]["standing"]["question"] == "cycles"
    assert answer["result"]["facts"] == []


def test_a_very_long_text_stalls_nobody(bot: Processes) -> None:
    began = time.monotonic()
    assert bot.post(a_turn("long", 1, "lost " * 20_000))[0] == 200
    assert time.monotonic() - began < 10


def test_what_is_forgotten_begins_anew(bot: Processes) -> None:
    bot.post(a_turn("forgotten", 4))
    assert bot.delete("/webhooks/gateway/conversations/forgotten") == (200, {"forgotten": True})
    assert bot.post(a_turn("forgotten", 1))[0] == 200


def test_the_http_api_of_rasa_is_off(bot: Processes) -> None:
    for path in ("/version", "/status", "/conversations/x/tracker", "/domain", "/webhooks/rest/webhook"):
        assert bot.get(path)[0] == 404


def test_both_listen_on_loopback_alone(bot: Processes) -> None:
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line]
    for port in (bot.rasa_port, bot.actions_port):
        assert [entry.partition(":")[0] for entry in listening if entry.endswith(f":{port:04X}")] == ["0100007F"]


def test_an_error_of_the_action_server_does_not_hold_the_request(bot: Processes) -> None:
    request = {"next_action": "action_comfort", "tracker": {"events": MARKER, "slots": 3}, "domain": {}}
    status, answer = call(bot.actions_port, "POST", "/webhook", request)
    assert status == 500
    assert MARKER not in str(answer)
    status, answer = call(bot.actions_port, "POST", "/webhook", b"{" + MARKER.encode())
    assert status == 400
    assert MARKER not in str(answer)


def test_with_the_action_server_gone_no_turn_is_begun_and_rasa_says_it_is_not_ready(bot: Processes) -> None:
    bot.kill("actions")
    status, problem = bot.post(a_turn("gone", 1, MARKER))
    assert (status, problem["title"]) == (503, "no actions")
    assert MARKER not in str(problem)
    assert bot.get("/webhooks/gateway/ready")[0] == 503
    bot.start_actions()
    status, answer = bot.post(a_turn("gone", 1))
    assert (status, answer["turn"]) == (200, 1)


def test_a_hanging_action_server_is_cut_and_others_are_served_meanwhile(bot: Processes) -> None:
    bot.running["actions"].send_signal(signal.SIGSTOP)
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(bot.post, a_turn("hanging", 1))
        time.sleep(0.5)
        assert bot.get("/webhooks/gateway/ready")[0] == 200
        assert time.monotonic() - began < 4
        assert hanging.result()[0] == 503
    assert time.monotonic() - began < 10
    bot.running["actions"].send_signal(signal.SIGCONT)
    assert bot.post(a_turn("hanging", 1))[0] == 200


def test_a_locked_database_is_a_failure_and_no_loss_of_memory(bot: Processes) -> None:
    bot.post(a_turn("locked", 1))
    with sqlite3.connect(bot.home / "snapshots.db", isolation_level=None) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        assert bot.post(a_turn("locked", 2))[0] == 503
        assert bot.get("/webhooks/gateway/ready")[0] == 503
        lock.execute("ROLLBACK")
    assert bot.post(a_turn("locked", 2))[0] == 200
    assert bot.get("/webhooks/gateway/ready")[0] == 200


def test_nothing_a_patient_said_is_in_the_logs(bot: Processes) -> None:
    for number, text in enumerate((MARKER, f"{MARKER} fainted", f"/restart{MARKER}"), 1):
        bot.post(a_turn("quiet", number, text))
    assert MARKER not in bot.logs()
    assert "ready" in bot.logs()


def test_nothing_a_patient_said_is_in_the_snapshots(bot: Processes) -> None:
    bot.post(a_turn("unsaid", 1, MARKER))
    assert all(MARKER.encode() not in path.read_bytes() for path in bot.home.glob("snapshots.db*"))


def test_both_take_less_memory_than_700_megabytes(bot: Processes) -> None:
    resident = 0
    for process in bot.running.values():
        status = Path(f"/proc/{process.pid}/status").read_text()
        resident += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < 700_000
