"""A fact is put right: seen first, kept beside the original, never silently less urgent, nothing lost on the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.support.console import DESK
from tests.support.teller import Teller
from yarrow.console.work import correcting
from yarrow.store.audit import Sought

HIDDEN = re.compile(r'name="(head|level|level_before|seen)" value="([^"]*)"')


@pytest.fixture
def teller(record):
    one = Teller.agreed(record, DESK)
    one.tap("pregnant_now:no")
    one.tap("symptoms_now:none")
    one.say("34")
    return one


def at(teller, rest):
    return f"/conversations/{teller.id}/{rest}"


def draft(path, value="", status="present", reason="She said so on the phone."):
    return {"path": path, "status": status, "value": value, "reason": reason}


def number_of(record, teller, path):
    return [number for number, fact in record.charts.read(teller.id).told.facts if fact.path == path][-1]


def checked(browser, teller, entered):
    """The fields of the page that shows what the correction would do, and that page."""
    page = browser.post(at(teller, "facts/check"), entered)
    assert page.status_code == 200, page.text
    return {**entered, **dict(HIDDEN.findall(page.text))}, page


def test_a_fact_is_put_right_beside_the_original(record, teller, clinician):
    old = number_of(record, teller, "age")
    form = clinician.get(at(teller, f"facts/{old}/correct"))
    assert form.status_code == 200
    assert 'value="34"' in form.text
    sent, page = checked(clinician, teller, draft("age", "43"))
    assert "Keep the correction" in page.text
    assert [fact.value for fact in teller.history.facts if fact.path == "age"] == [34]
    answer = clinician.post(at(teller, "facts/correct"), sent)
    assert answer.status_code == 303
    told = [fact for fact in teller.history.facts if fact.path == "age"]
    assert [(fact.value, fact.provenance.captured) for fact in told] == [(34, "text"), (43, "staff")]
    (made,) = record.corrections.of(teller.id)
    assert (made.replaces, made.fact, made.path) == (old, number_of(record, teller, "age"), "age")
    assert (made.staff, made.reason) == (clinician.account.id, "She said so on the phone.")
    after = clinician.get(answer.headers["location"])
    assert after.status_code == 200
    assert "She said so on the phone." in after.text


def test_it_stands_in_the_audit_log_without_the_fact_or_the_reason(record, teller, clinician):
    sent, _ = checked(clinician, teller, draft("age", "43", reason="MARIGOLD"))
    clinician.post(at(teller, "facts/correct"), sent)
    (line,) = record.audit.lines(Sought(conversation=teller.id, action="fact.correct"))
    assert set(line.act.detail) == {"fact", "replaces", "level_before", "level_after"}
    lines = record.audit.lines(Sought(conversation=teller.id))
    assert "MARIGOLD" not in str(lines)
    assert "age" not in str([line.act.detail for line in lines])


def test_more_urgent_is_shown_before_and_judged_after(record, teller, clinician):
    sent, page = checked(clinician, teller, draft("symptoms.chest_pain"))
    assert "more urgent" in page.text
    clinician.post(at(teller, "facts/correct"), sent)
    conversation = record.conversations.find(teller.id)
    casefile = record.casefiles.read(teller.id)
    assert conversation.level == casefile.triage.level == sent["level"] < sent["level_before"]
    assert casefile.events[-1].name == "fact_corrected"
    (made,) = record.corrections.of(teller.id)
    assert (made.level_before, made.level_after) == (sent["level_before"], sent["level"])
    assert made.rules_came


def test_less_urgent_is_said_plainly_and_not_kept_without_a_yes(record, teller, clinician):
    up, _ = checked(clinician, teller, draft("symptoms.chest_pain"))
    clinician.post(at(teller, "facts/correct"), up)
    sent, page = checked(clinician, teller, draft("symptoms.chest_pain", status="denied"))
    assert "This makes the case less urgent" in page.text
    before = record.conversations.find(teller.id).level
    refused = clinician.post(at(teller, "facts/correct"), sent)
    assert refused.status_code == 409
    assert "Nothing was kept yet" in refused.text
    assert record.conversations.find(teller.id).level == before
    assert len(record.corrections.of(teller.id)) == 1
    assert clinician.post(at(teller, "facts/correct"), {**sent, "sure": "yes"}).status_code == 303
    assert record.conversations.find(teller.id).level > before


def test_the_yes_is_for_what_was_shown_and_for_nothing_else(record, teller, clinician):
    sent, _ = checked(clinician, teller, draft("age", "43"))
    teller.say("I have a crushing pain in my chest and my arm")
    refused = clinician.post(at(teller, "facts/correct"), {**sent, "sure": "yes"})
    assert refused.status_code == 409
    assert "went on since you looked" in refused.text
    assert record.corrections.of(teller.id) == ()
    level = record.conversations.find(teller.id).level
    assert level in ("T0", "T1")
    again = {**sent, **dict(HIDDEN.findall(refused.text))}
    assert clinician.post(at(teller, "facts/correct"), again).status_code == 303
    assert record.conversations.find(teller.id).level == level


def test_a_turn_in_flight_is_waited_for_and_cannot_undo_the_correction(record, teller, clinician, monkeypatch):
    monkeypatch.setattr(correcting, "WAITS", 2)
    monkeypatch.setattr(correcting, "PAUSE", 0.01)
    teller.arrive("about three months")
    claim = record.inbox.claim(teller.id, "bot", teller.at, teller.at + timedelta(days=365))
    sent, _ = checked(clinician, teller, draft("symptoms.chest_pain"))
    busy = clinician.post(at(teller, "facts/correct"), sent)
    assert busy.status_code == 409
    assert "being answered at this moment" in busy.text
    assert record.corrections.of(teller.id) == ()
    record.inbox.release(claim, counted=False)
    assert clinician.post(at(teller, "facts/correct"), sent).status_code == 303
    level = record.conversations.find(teller.id).level
    teller.work()
    assert record.conversations.find(teller.id).level == level


def test_the_bot_goes_on_with_what_staff_put_right(record, teller, clinician):
    sent, _ = checked(clinician, teller, draft("age", "43"))
    clinician.post(at(teller, "facts/correct"), sent)
    teller.tap("planning:yes")
    assert teller.history.value("age") == 43


def test_who_is_overtaken_by_a_colleague_looks_again(console, record, teller, clinician):
    sent, _ = checked(clinician, teller, draft("age", "43"))
    other = console.sign_in("reviewer", name="Ann Reed")
    other.post(at(teller, "status"), {"work": "in_review"})
    refused = clinician.post(at(teller, "facts/correct"), sent)
    assert refused.status_code == 409
    assert "Ann Reed changed this conversation" in refused.text
    again = {**sent, **dict(HIDDEN.findall(refused.text))}
    assert clinician.post(at(teller, "facts/correct"), again).status_code == 303


def test_something_nobody_took_down_is_added(record, teller, clinician):
    choose = clinician.get(at(teller, "facts/new"))
    assert choose.status_code == 200
    assert '<option value="conditions.sle">' in choose.text
    assert '<option value="age">' not in choose.text
    form = clinician.post(at(teller, "facts/form"), {"path": "conditions.sle"})
    assert form.status_code == 200
    sent, _ = checked(clinician, teller, draft("conditions.sle"))
    clinician.post(at(teller, "facts/correct"), sent)
    assert teller.history.flat["conditions"] == ["sle"]
    (made,) = record.corrections.of(teller.id)
    assert made.replaces is None


@pytest.mark.parametrize(
    "entered",
    [
        draft("age", "four hundred"),
        draft("age", "43", reason=""),
        draft("age", "43", status="perhaps"),
        draft("age", "34"),
        draft("symptoms.no_such_symptom"),
        draft("consent", "no"),
        draft("no_such_fact", "1"),
    ],
)
def test_what_cannot_be_right_is_said_and_changes_nothing(record, teller, clinician, entered):
    for door in ("facts/check", "facts/correct"):
        answer = clinician.post(at(teller, door), entered)
        assert answer.status_code == 400
        assert "Something is not right yet" in answer.text
    assert record.corrections.of(teller.id) == ()


def test_what_she_agreed_to_is_hers(record, teller, clinician):
    number = number_of(record, teller, "consent")
    assert clinician.get(at(teller, f"facts/{number}/correct")).status_code == 404
    assert clinician.post(at(teller, "facts/form"), {"path": "consent"}).status_code == 404


def test_a_fact_of_another_conversation_is_not_found_here(record, teller, clinician):
    elsewhere = Teller.agreed(record, DESK)
    elsewhere.tap("pregnant_now:no")
    number = number_of(record, elsewhere, "pregnant_now")
    assert clinician.get(at(teller, f"facts/{number}/correct")).status_code == 404


def test_a_correction_of_another_conversation_is_not_found_here(record, teller, clinician):
    sent, _ = checked(clinician, teller, draft("age", "43"))
    place = clinician.post(at(teller, "facts/correct"), sent).headers["location"]
    elsewhere = Teller.agreed(record, DESK)
    assert clinician.get(place.replace(teller.id, elsewhere.id)).status_code == 404


def test_a_reviewer_corrects_nothing(record, teller, reviewer):
    assert reviewer.get(at(teller, "facts/new")).status_code == 403
    assert reviewer.post(at(teller, "facts/check"), draft("age", "43")).status_code == 403
    assert reviewer.post(at(teller, "facts/correct"), draft("age", "43")).status_code == 403
    assert record.corrections.of(teller.id) == ()
