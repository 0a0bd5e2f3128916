"""`yarrow doctor`: what is unreviewed is said as such, and what cannot be made here is no more than a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.interviews import protocol
from yarrow import launch
from yarrow.bootstrap.ear import TrainedEar
from yarrow.brief import paper
from yarrow.clinical.protocol import Protocol
from yarrow.commands import doctor
from yarrow.commands.errors import CommandError


def found(about: str) -> list[doctor.Finding]:
    return [finding for finding in (*doctor.protocol(), *doctor.drawing()) if finding.about == about]


def test_what_no_clinician_has_signed_off_is_said_with_a_count_and_how_to_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "load_protocol", protocol)
    (finding,) = found("review")
    assert finding.state == "note"
    assert f"{len(protocol().unreviewed)} of {len(protocol().reviews)} items are unreviewed" in finding.sentence
    assert "11 open points" in finding.sentence
    assert "`yarrow protocol review`" in finding.sentence


def test_a_protocol_signed_off_in_full_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    signed = {key: replace(review, reviewed_on=date(2026, 3, 31)) for key, review in protocol().reviews.items()}
    monkeypatch.setattr(doctor, "load_protocol", lambda: replace(protocol(), reviews=signed))
    (finding,) = found("review")
    assert finding.state == "ok"
    assert "signed off by a clinician" in finding.sentence


def test_one_item_without_a_sign_off_is_enough_to_be_unreviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    signed = {key: replace(review, reviewed_on=date(2026, 3, 31)) for key, review in protocol().reviews.items()}
    signed["rule.P01"] = protocol().reviews["rule.P01"]
    monkeypatch.setattr(doctor, "load_protocol", lambda: replace(protocol(), reviews=signed))
    assert found("review")[0].sentence.startswith("1 of ")


def test_a_protocol_that_cannot_be_read_has_to_be_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Protocol:
        raise CommandError("rules/t0_call_now.yml:7, E01: found 'x', expected 'y'.")

    monkeypatch.setattr(doctor, "load_protocol", refuse)
    (finding,) = found("protocol")
    assert finding.state == "wrong"
    assert "rules/t0_call_now.yml:7" in finding.sentence
    assert found("review") == []


def test_a_machine_without_pango_still_works_and_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> NoReturn:
        raise paper.PaperUnavailableError("No PDF can be made here, as the Pango library is missing.")

    monkeypatch.setattr(paper, "paper", refuse)
    (finding,) = found("PDF")
    assert finding.state == "note"
    assert "Pango" in finding.sentence


def test_a_machine_with_pango_makes_a_real_pdf() -> None:
    try:
        import weasyprint  # noqa: F401
    except OSError:
        pytest.skip("Pango is not installed")
    assert found("PDF")[0].state == "ok"


@pytest.mark.parametrize(("path", "state"), [("", "note"), (None, "ok")])
def test_whether_pictures_can_be_drawn_is_said(
    path: str | None, state: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if path is None:
        program = tmp_path / "dot"
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        path = str(tmp_path)
    monkeypatch.setenv("PATH", path)
    assert found("pictures")[0].state == state


def test_a_second_ear_that_cannot_be_loaded_has_to_be_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "EAR", Path("models/no-such-ear.npz"))
    finding = doctor.ear()
    assert finding.state == "wrong"
    assert "run `make train`" in finding.sentence


def test_a_second_ear_older_than_what_it_is_made_from_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrainedEar, "load", lambda _: None)
    monkeypatch.setattr(launch, "is_ear_trained", lambda _: False)
    assert "run `make train`" in doctor.ear().sentence


def test_a_second_ear_taught_on_other_examples_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrainedEar, "load", lambda _: None)
    monkeypatch.setattr(launch, "is_ear_trained", lambda _: True)
    assert doctor.ear().state == "ok"
    monkeypatch.setattr(launch, "EAR_TAUGHT_ON", ("data/rules",))
    assert doctor.ear().state == "note"
    assert "`make ear`" in doctor.ear().sentence
