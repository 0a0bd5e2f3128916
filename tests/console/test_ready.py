"""The console says that it is ready once it can draw a conversation, and alive from the beginning."""

from __future__ import annotations

import pytest

from tests.support.console import RunningConsole
from tests.support.front_desk import TestFrontDesk
from yarrow.bootstrap.web import ClinicalFrontDesk, ReadsNothing


def test_it_is_ready_once_the_protocol_is_there(tmp_path):
    desk = TestFrontDesk()
    desk.loaded.clear()
    with RunningConsole(tmp_path, front_desk=desk) as console:
        nobody = console.visitor()
        assert nobody.get("/healthz").status_code == 200
        assert (nobody.get("/readyz").status_code, nobody.get("/readyz").text) == (503, "loading")
        desk.loaded.set()
        assert (nobody.get("/readyz").status_code, nobody.get("/readyz").text) == (200, "ok")


def test_a_protocol_that_cannot_be_loaded_is_said_and_never_called_ready(tmp_path):
    desk = TestFrontDesk()
    desk.broken = True
    with RunningConsole(tmp_path, front_desk=desk) as console:
        assert (console.visitor().get("/readyz").status_code, console.visitor().get("/readyz").text) == (503, "failed")


def test_a_desk_that_reads_nothing_is_ready_without_a_reader():
    desk = ClinicalFrontDesk(reads=False)
    assert desk.protocol.version
    assert desk.state() == "ok"
    with pytest.raises(ReadsNothing):
        desk.desk.reader.read("two miscarriages")
