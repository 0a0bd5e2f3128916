"""A no is as wide as its words."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon


@pytest.fixture(scope="module")
def real_reader() -> Reader:
    return Reader(load_lexicon())


@pytest.mark.parametrize(("text", "denied"), [("no", True), ("no, nothing like that", True), ("no sleep", False)])
def test_only_a_plain_no_denies_a_whole_list(protocol, real_reader, text, denied):
    """`No sleep` says nothing of fever or bleeding; the question is put again."""
    nurse = Nurse.at(Desk(protocol, real_reader), "symptoms_now", {"pregnant_now": "no"})
    nurse.say(text)
    assert (nurse.status("symptoms.fever") == "denied") is denied
    assert (nurse.case.standing.question == "symptoms_now") is not denied
