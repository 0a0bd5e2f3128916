"""`yarrow serve` with its real parts: what the README promises of `make run`, from the first second to the last."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tests.support.gateway import until
from tests.support.repository import ROOT

pytestmark = pytest.mark.timeout(300)
YARROW = [sys.executable, "-m", "yarrow.cli"]
MARKER = "marigoldine"


class Serving:
    """A running `yarrow serve` in a home of its own, on ports of its own."""

    def __init__(self, home):
        self.home = home
        ports = [free_port() for _ in range(4)]
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.environment = {
            **os.environ,
            "YARROW_HOME": str(home),
            "YARROW_PORT": str(ports[0]),
            "YARROW_RASA_URL": f"http://127.0.0.1:{ports[1]}",
            "YARROW_ACTIONS_URL": f"http://127.0.0.1:{ports[2]}/webhook",
            "YARROW_CONSOLE_PORT": str(ports[3]),
        }
        self.output = home.with_suffix(".out")
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*YARROW, "serve"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def said(self):
        return self.output.read_text()

    def wait_until_ready(self):
        until(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None, 120)
        assert "Yarrow is ready" in self.said(), self.said()

    def run(self, *words, typed=""):
        ran = {"cwd": ROOT, "env": self.environment, "input": typed, "capture_output": True, "text": True}
        return subprocess.run([*YARROW, *words], timeout=90, check=False, **ran)

    def pid(self, name):
        return int((self.home / "pid" / name).read_text())

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    running = Serving(tmp_path_factory.mktemp("home"))
    yield running
    running.stop()


def test_danger_is_answered_while_rasa_is_still_loading(serving):
    until(lambda: "gateway    ready" in serving.said() or serving.process.poll() is not None, 60)
    with httpx.Client(base_url=serving.url, timeout=30, trust_env=False) as http:
        begun = http.post("/api/conversations", json={"locale": "UK"}).json()
        said = http.post(
            f"/api/conversations/{begun['conversation']}/messages",
            json={"id": "1", "text": "I'm pregnant, bleeding heavily and I just fainted"},
            headers={"Authorization": f"Bearer {begun['token']}"},
        ).json()
    assert said["messages"][0]["level"] in ("T0", "T1")
    assert "999" in said["messages"][0]["text"]
    assert "Yarrow is ready" not in serving.said()


def test_it_becomes_ready_and_says_where_everything_is(serving):
    serving.wait_until_ready()
    said = serving.said()
    assert said.index("gateway    ready") < said.index("rasa       ready")
    staff = f"http://127.0.0.1:{serving.environment['YARROW_CONSOLE_PORT']}/"
    for told in (f"{serving.url}/api", "yarrow chat", staff, "yarrow staff add", str(serving.home / "log"), "Ctrl-C"):
        assert told in said


def test_doctor_finds_everything_ready(serving):
    ran = serving.run("doctor")
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"ok +rasa +answers", ran.stdout)


def test_a_conversation_in_the_terminal_goes_from_hello_into_the_interview(serving):
    lines = ["1", "1", "2", "None of these", "34", f"my cat is called {MARKER}"]
    ran = serving.run("chat", "--locale", "UK", typed="\n".join(lines) + "\n")
    assert ran.returncode == 0, ran.stderr
    assert "Could you be pregnant" in ran.stdout
    assert "yarrow chat --resume" in ran.stdout


def test_a_second_supervisor_in_the_same_home_is_refused(serving):
    ran = serving.run("serve")
    assert ran.returncode == 1
    assert f"already running in {serving.home} (process {serving.process.pid})" in ran.stderr


def test_a_part_that_is_killed_comes_back(serving):
    before = serving.pid("actions")
    os.kill(before, signal.SIGKILL)
    until(lambda: serving.said().count("actions    ready") == 2, 90)
    assert serving.pid("actions") != before
    ran = serving.run("chat", "--locale", "UK", typed="1\n1\n2\n")
    assert "Could you be pregnant" in ran.stdout


def test_no_log_holds_what_a_patient_said(serving):
    logs = list((serving.home / "log").iterdir())
    assert {path.name for path in logs} >= {"gateway.log", "rasa.log", "actions.log", "console.log"}
    assert [path.name for path in logs if MARKER in path.read_text(errors="replace")] == []
    assert MARKER not in serving.said()


def test_stopping_is_clean_and_leaves_nobody_behind(serving):
    pids = [serving.pid(name) for name in ("gateway", "actions", "rasa", "console")]
    began = time.monotonic()
    serving.stop()
    assert serving.process.returncode == 0
    assert time.monotonic() - began < 30
    assert not any(map(is_alive, pids))
    assert serving.said().rstrip().endswith("Yarrow has stopped.")
