"""Searching what was written: found, marked, in the log without its words, and in no address."""

from __future__ import annotations

import re
import secrets

import pytest

from tests.support.cases import begin, write
from yarrow.clinical.fact import Fact, Provenance
from yarrow.store.audit import Sought


def word():
    """A word nobody else has written."""
    return "w" + "".join(secrets.choice("abcdefghijklmnop") for _ in range(10))


def searched(browser, words):
    """The page that a search leads to."""
    went = browser.post("/worklist/search", {"q": words})
    assert went.status_code == 303
    assert words not in went.headers["location"]
    return browser.get(went.headers["location"])


def shown(page):
    return re.findall(r'href="/conversations/([\w]+)"', page.text)


def abuse(message):
    return Fact("symptoms.abuse", provenance=Provenance(message, 0, 2, "he"))


def test_what_a_patient_wrote_is_found_and_the_words_are_marked(clinician, record):
    one, case = word(), begin(record)
    write(record, case, f"Since Monday the {one.title()} has been worse")
    page = searched(clinician, one)
    assert shown(page) == [case]
    assert f"Since Monday the <mark>{one.title()}</mark> has been worse" in page.text


def test_markup_in_what_was_written_stays_text_beside_the_marks(clinician, record):
    one, case = word(), begin(record)
    write(record, case, f"<img src=x onerror=alert(1)> {one} <b>&")
    page = searched(clinician, one)
    assert f"&lt;img src=x onerror=alert(1)&gt; <mark>{one}</mark> &lt;b&gt;&amp;" in page.text


def test_the_words_stand_in_no_address_and_in_no_title(clinician, record):
    one, case = word(), begin(record)
    write(record, case, one)
    page = searched(clinician, one)
    assert one not in str(page.url)
    assert [link for link in re.findall(r'(?:href|action|hx-get)="([^"]*)"', page.text) if one in link] == []
    assert one not in re.search(r"<title>(.*?)</title>", page.text).group(1)


def test_a_search_is_in_the_log_with_what_it_showed_and_without_its_words(clinician, record):
    one, case = word(), begin(record)
    write(record, case, one)
    searched(clinician, one)
    line = next(iter(record.audit.lines(Sought(actor=clinician.account.id, action="conversation.search"))))
    assert line.act.detail == {"found": 1, "shown": [case]}


def test_what_only_clinicians_may_read_is_found_by_them_alone(clinician, reviewer, record):
    secret, plain, case = word(), word(), begin(record)
    write(record, case, f"he hits me {secret}", abuse)
    write(record, case, f"and I am tired {plain}")
    assert shown(searched(clinician, secret)) == [case]
    assert shown(searched(clinician, f"{secret} {plain}")) == [case]
    assert shown(searched(reviewer, secret)) == []
    page = searched(reviewer, plain)
    assert shown(page) == [case]
    assert "he hits" not in page.text


def test_another_person_cannot_use_somebodys_search(clinician, reviewer, record):
    one, case = word(), begin(record)
    write(record, case, one)
    found = clinician.post("/worklist/search", {"q": one}).headers["location"]
    assert case in clinician.get(found).text
    page = reviewer.get(found)
    assert case not in page.text
    assert "This search is no longer here" in page.text


def test_what_is_found_can_be_narrowed_and_says_how_many_there_are(clinician, record):
    one = word()
    urgent, calm = begin(record), begin(record)
    write(record, urgent, one, level="T1")
    write(record, calm, one, level="T5")
    found = clinician.post("/worklist/search", {"q": one}).headers["location"]
    page = clinician.get(found)
    assert shown(page) == [urgent, calm]
    assert 'Found: <span class="wl-total">2</span>' in page.text
    assert shown(clinician.get(f"{found}&level=T5")) == [calm]


def test_nothing_found_says_what_to_try(clinician):
    assert "Every word has to be in the conversation" in searched(clinician, word()).text


@pytest.mark.parametrize("typed", ["", "   ", "!!!", '""'])
def test_a_search_without_a_word_is_the_list(clinician, typed):
    assert clinician.post("/worklist/search", {"q": typed}).headers["location"] == "/worklist"


def test_what_was_found_is_not_looked_up_again_behind_anybodys_back(clinician, record):
    one, case = word(), begin(record)
    write(record, case, one)
    page = searched(clinician, one)
    assert 'hx-get="/worklist/rows' not in page.text
    assert clinician.get(f"/worklist/rows?{page.url.query.decode()}&since=old").status_code == 204


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_who_may_not_read_conversations_may_not_search_them(console, role):
    assert console.sign_in(role).post("/worklist/search", {"q": "pain"}).status_code == 403
