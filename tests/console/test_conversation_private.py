"""What only a clinician may read (DESIGN §4.5) reaches nobody else, in whatever form the conversation is asked for."""

from __future__ import annotations

import pytest

from tests.support.console import DESK
from tests.support.leaf import grown
from tests.support.teller import Teller

HERS = "my partner hits me and I am scared of Zebedee. I'm 29."
TELLING = ("zebedee", "hits me", "scared of", "Being hurt", "abuse", "S13", "safeguard")
FORMS = ["", "/paper?notes=with", "/live?since=0.0.0", "/brief.html", "/brief.json", "/brief.fhir.json"]


@pytest.fixture
def teller(record):
    teller = Teller.agreed(record, DESK)
    teller.say("I'm not pregnant")
    teller.say(HERS)
    return teller


@pytest.mark.parametrize("form", FORMS)
def test_a_reviewer_reads_nothing_of_abuse(reviewer, teller, form):
    answer = reviewer.get(f"/conversations/{teller.id}{form}")
    assert answer.status_code == 200
    shown = answer.text.lower()
    assert [words for words in TELLING if words.lower() in shown] == []


def test_the_reviewer_is_told_that_something_is_withheld_and_sees_the_true_level(reviewer, teller):
    page = grown(reviewer.get(f"/conversations/{teller.id}").text)
    assert "Only a clinician may read this message." in page.id(f"m-{teller.messages[-1]}").text
    assert "clinicians only" in page.id("why").text
    assert "T2" in page.id("about").text


def test_a_clinician_reads_it_marked_as_for_clinicians_only(clinician, teller):
    page = grown(clinician.get(f"/conversations/{teller.id}").text)
    assert page.id(f"m-{teller.messages[-1]}").all(css="yw-said")[0].text == HERS
    (fact,) = [one for one in page.all("li", css="yw-fact") if "Being hurt" in one.text]
    assert "Clinicians only" in fact.text


@pytest.mark.parametrize("form", ["/brief.html", "/brief.fhir.json", "/brief.html?for=patient"])
def test_no_brief_tells_it_even_for_a_clinician(clinician, teller, form):
    shown = clinician.get(f"/conversations/{teller.id}{form}").text.lower()
    assert [words for words in TELLING if words.lower() in shown] == []


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_may_not_read_conversations_sees_none(request, teller, role):
    client = request.getfixturevalue(role)
    for form in FORMS:
        answer = client.get(f"/conversations/{teller.id}{form}")
        assert answer.status_code == 403
        assert "29" not in grown(answer.text).text
