"""The supervisor starts the parts in order, waits, starts again what dies, and leaves nothing behind."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from yarrow.supervisor.lock import AlreadyRunning, only_one
from yarrow.supervisor.part import Child, Part, answers
from yarrow.supervisor.plan import Plan, is_loopback
from yarrow.supervisor.supervisor import StartFailure, Supervisor, ended

ROOT = Path(__file__).resolve().parents[2]


def part(name, *wishes, drain=3.0):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = (sys.executable, str(ROOT / "tests" / "support" / "parts.py"), str(port), *wishes)
    return Part(name, command, f"http://127.0.0.1:{port}/", {"PART_SECRET": name}, drain=drain)


def pid(home, name):
    return int((home / "pid" / name).read_text())


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def nothing():
    """Nothing to prepare."""


def supervised(home, front, *behind, prepare=nothing, then):
    """Run the parts, do `then(supervisor)` once they are ready, stop as on SIGTERM; what was said."""
    said = []

    async def run():
        supervisor = Supervisor(Plan(home, "http://127.0.0.1", front, behind), ROOT, said.append)

        async def act():
            await supervisor.ready.wait()
            await then(supervisor)
            os.kill(os.getpid(), signal.SIGTERM)

        acting = asyncio.create_task(act())
        try:
            await asyncio.wait_for(supervisor.run(prepare), 30)
        finally:
            acting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await acting

    asyncio.run(run())
    return said


def test_the_front_door_is_ready_before_anything_is_prepared_and_the_rest_comes_after(tmp_path):
    order = []

    async def prepare():
        order.append("gateway" if (tmp_path / "pid" / "gateway").exists() else "nothing")
        order.append("rasa" if (tmp_path / "pid" / "rasa").exists() else "no rasa yet")

    async def look(_):
        order.append(sorted(path.name for path in (tmp_path / "pid").iterdir()))

    said = supervised(tmp_path, part("gateway"), part("rasa"), part("actions"), prepare=prepare, then=look)
    assert order == ["gateway", "no rasa yet", ["actions", "gateway", "rasa"]]
    assert next(line.split()[0] for line in said if " ready (" in line) == "gateway"


def test_stopping_ends_every_part_and_removes_the_pid_files(tmp_path):
    pids = []

    async def note(_):
        pids.extend(pid(tmp_path, name) for name in ("gateway", "rasa"))

    supervised(tmp_path, part("gateway", "slow"), part("rasa"), then=note)
    assert not any(map(is_alive, pids))
    assert list((tmp_path / "pid").iterdir()) == []
    assert "ended as asked" in (tmp_path / "log" / "gateway.log").read_text()


def test_a_part_that_does_not_listen_is_ended_all_the_same(tmp_path):
    pids = []

    async def note(_):
        pids.append(pid(tmp_path, "rasa"))

    supervised(tmp_path, part("gateway"), part("rasa", "deaf", drain=0.3), then=note)
    assert not is_alive(pids[0])


def test_a_part_that_dies_is_started_again(tmp_path):
    pids = []

    async def kill(supervisor):
        pids.append(pid(tmp_path, "rasa"))
        os.kill(pids[0], signal.SIGKILL)
        while pid(tmp_path, "rasa") == pids[0] or not await supervisor.children[1].is_ready():
            await asyncio.sleep(0.05)
        pids.append(pid(tmp_path, "rasa"))

    said = supervised(tmp_path, part("gateway"), part("rasa"), then=kill)
    assert pids[0] != pids[1]
    assert any("rasa       was ended by SIGKILL; starting it again in 1 s" in line for line in said)


def test_a_part_that_cannot_start_is_told_with_the_end_of_its_log_and_the_rest_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("yarrow.supervisor.supervisor.FIRST_TRIES", 2)

    async def never(_):
        raise AssertionError("it was never ready")

    with pytest.raises(StartFailure, match="rasa does not start") as failure:
        supervised(tmp_path, part("gateway"), part("rasa", "fail"), then=never)
    assert "no such model" in str(failure.value)
    assert list((tmp_path / "pid").iterdir()) == []


def test_logs_are_closed_to_others_and_hold_what_the_part_printed(tmp_path):
    async def look(_):
        assert (tmp_path / "log" / "gateway.log").stat().st_mode & 0o077 == 0

    supervised(tmp_path, part("gateway"), then=look)
    assert "starting, secret gateway" in (tmp_path / "log" / "gateway.log").read_text()


def test_no_part_outlives_a_supervisor_that_is_killed(tmp_path):
    front = part("gateway")
    code = (
        "import asyncio, os, signal; from pathlib import Path; from yarrow.supervisor.part import Child, Part\n"
        f"child = Child(Part('gateway', {front.command!r}, '{front.ready_url}'), Path({str(tmp_path)!r}))\n"
        "async def run():\n"
        f"    await child.start(Path({str(ROOT)!r}))\n"
        "    while not await child.is_ready(): await asyncio.sleep(0.05)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(run())\n"
    )

    async def run():
        killed = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
        assert await killed.wait() == -signal.SIGKILL
        for _ in range(100):
            if not is_alive(pid(tmp_path, "gateway")):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the part lives on")

    asyncio.run(run())


def test_a_part_that_must_say_something_is_ready_only_once_it_says_so(tmp_path):
    async def run():
        child = Child(replace(part("gateway"), ready_text='"lane":"ok"'), tmp_path)
        await child.start(ROOT)
        while not answers(Part("plain", (), child.part.ready_url)):
            await asyncio.sleep(0.05)
        assert not await child.is_ready()
        await child.stop()

    asyncio.run(run())


def test_one_home_folder_has_one_supervisor(tmp_path):
    with only_one(tmp_path), pytest.raises(AlreadyRunning, match=str(os.getpid())), only_one(tmp_path):
        pass


def test_a_home_folder_is_free_again_after_its_supervisor_has_ended(tmp_path):
    with only_one(tmp_path):
        pass
    with only_one(tmp_path):
        assert (tmp_path / "serve.pid").read_text().strip() == str(os.getpid())


@pytest.mark.parametrize(("code", "words"), [(0, "ended with exit code 0"), (-9, "was ended by SIGKILL")])
def test_how_a_part_ended_is_said_in_words(code, words):
    assert ended(code) == words


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("10.0.0.7", False)]
)
def test_parts_on_other_machines_are_not_started_here(host, own):
    assert is_loopback(host) is own
