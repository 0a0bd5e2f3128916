"""What was not understood is kept for staff: the words, the open question, how often, one click from an example."""

from __future__ import annotations

import html
import logging

import pytest

from tests.support.console import DESK
from tests.support.teller import Teller
from yarrow.store.audit import Sought

PAGE = "/not-understood"


@pytest.fixture
def teller(record):
    one = Teller.agreed(record, DESK)
    one.tap("pregnant_now:no")
    one.tap("symptoms_now:none")
    return one


def test_the_words_stand_there_with_the_question_and_how_often(teller, clinician, caplog):
    with caplog.at_level(logging.DEBUG):
        teller.say("marmalade skies")
        teller.say("Marmalade skies")
        teller.say("a boat on the river")
    page = html.unescape(clinician.get(PAGE).text)
    row = next(part for part in page.split("<tr") if "armalade" in part)
    assert "How old are you?" in row
    assert ">2<" in row
    assert "a boat on the river" in page
    assert "armalade" not in caplog.text


def test_what_was_understood_is_not_among_them(teller, clinician):
    teller.say("34")
    teller.say("yes we are trying")
    assert "yes we are trying" not in html.unescape(clinician.get(PAGE).text)


def test_it_leads_to_an_example_of_that_very_message(teller, clinician):
    message = teller.say("green hats in june")
    link = f"/conversations/{teller.id}/lessons/new?message={message}"
    assert link in html.unescape(clinician.get(PAGE).text)
    assert "green hats in june" in clinician.get(link).text


def test_who_she_is_does_not_stand_there(teller, clinician):
    teller.say("purple purple, my name is Joanne Parker")
    page = clinician.get(PAGE).text
    assert "purple purple" in page
    assert "Joanne" not in page


def test_only_clinicians_read_it_and_it_is_noted(record, teller, reviewer, clinician):
    teller.say("seven swans")
    assert reviewer.get(PAGE).status_code == 403
    clinician.get(PAGE)
    assert "miss.read" in [line.act.action for line in record.audit.lines(Sought(actor=clinician.account.id), limit=3)]
