"""`python -m yarrow.console`: started as the supervisor starts it; and what it writes into its log."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import httpx
import pytest

from tests.support.gateway import until
from tests.support.wire import free_port
from yarrow.settings import web_settings
from yarrow.supervisor.part import die_with_parent
from yarrow.supervisor.plan import ROOT, console


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Settings of a console with a home of its own."""
    return {
        **os.environ,
        "YARROW_HOME": str(tmp_path_factory.mktemp("home")),
        "YARROW_CONSOLE_PORT": str(free_port()),
    }


@pytest.fixture(scope="module")
def running(environment, tmp_path_factory):
    """The process, ready, and where it logs."""
    part, log = console(web_settings(environment)), tmp_path_factory.mktemp("log") / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            part.command, cwd=ROOT, env=environment, stdout=output, stderr=output, preexec_fn=die_with_parent
        )
    with httpx.Client(trust_env=False, timeout=10) as http:

        def is_ready():
            assert process.poll() is None, log.read_text()
            try:
                return http.get(part.ready_url).status_code == 200
            except httpx.TransportError:
                return False

        until(is_ready, 60)
    yield process, log
    if process.poll() is None:
        process.kill()
        process.wait(10)


def test_it_starts_on_an_empty_home_logs_no_address_and_no_key_and_stops_on_a_signal(environment, running):
    process, log = running
    with httpx.Client(base_url=f"http://127.0.0.1:{environment['YARROW_CONSOLE_PORT']}", trust_env=False) as http:
        assert http.get("/enrol/marigoldine-link").status_code == 404
        sent = {"email": "marigoldine@clinic.example", "password": "marigoldine and more"}
        assert http.post("/sign-in", data=sent).status_code == 401
        assert http.get("/audit?conversation=marigoldine").status_code == 303
        assert http.get("/marigoldine").status_code == 404
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    written = log.read_text()
    assert "Finished server process" in written
    assert '"/enrol/{code}"' in written
    assert "marigoldine" not in written
    assert "@" not in written


def test_a_wrong_setting_stops_it_with_one_sentence(environment):
    spoiled = {**environment, "YARROW_TIMEZONE": "Nowhere/At all"}
    command = [sys.executable, "-m", "yarrow.console"]
    ran = subprocess.run(command, cwd=ROOT, env=spoiled, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("YARROW_TIMEZONE is 'Nowhere/At all'")
    assert len(ran.stderr.splitlines()) == 1
