"""A history from the first hello to the advice: on a phone in her own words, on a desktop with buttons only."""

import pytest

from tests.support.histories import ids
from tests.support.running import MARKER
from tests.support.visitor import Visitor
from tests.support.widget import in_order

pytestmark = pytest.mark.timeout(180)
IN_WORDS = {
    "consent": "yes",
    "for_whom": "it's about me",
    "locale": "I live in England",
    "pregnant_now": "no, not now",
    "age": f"I'm 34, says {MARKER}",
    "planning": "yes, we are trying",
    "trying_months": "6 months",
    "losses_count": "two",
    "preferred_term": "miscarriage",
    "losses[0]": "a miscarriage at 8 weeks, seen on a scan",
    "losses[1]": "a chemical pregnancy at 5 weeks",
    "days_since_loss": "3 months ago",
    "conditions": "I have Hashimoto's",
    "gut_symptoms": "bloating",
    "bowel_symptom_weeks": "10 weeks",
    "bloating_days_per_month": "about 10 days",
    "confirm_summary": "yes, that's right",
}
WITH_BUTTONS = {
    "consent": "Yes, that's fine",
    "age": "34",
    "losses_count": "2",
    "trying_months": "3",
    "live_births": "1",
}


def test_on_a_phone_in_words_it_ends_with_advice_and_a_complete_record(phone):
    widget = phone.talk()
    patient = Visitor(widget, IN_WORDS)
    patient.type_all()
    record = phone.chat.get("record").json()
    assert record["status"] == "completed"
    assert record["facts"]["losses_count"] == 2
    assert [loss["weeks"] for loss in record["facts"]["losses"]] == [8, 5]
    assert record["facts"]["conditions"] == ["hashimoto"]
    assert "E_APL" in ids(record["triage"]["recommendations"])
    assert "not able to diagnose" in widget.texts()[-1]
    assert in_order(widget.texts(), "it's about me", "34", "seen on a scan", "Hashimoto's", "that's right")
    assert widget.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_all_that_was_said_stands_in_the_conversation_as_the_record_has_it(phone):
    widget = phone.talk()
    for words in ("yes", "me", "England", "no"):
        widget.ask(words)
    told = [message["text"] for message in phone.chat.history()]
    assert [text for text, shown in zip(told, widget.texts(), strict=True) if text.split("\n")[0] not in shown] == []


def test_with_buttons_only_it_ends_with_advice_and_a_complete_record(desktop):
    widget = desktop.talk()
    patient = Visitor(widget, WITH_BUTTONS)
    patient.tap_all()
    record = desktop.chat.get("record").json()
    assert record["status"] == "completed"
    assert (record["facts"]["losses_count"], record["facts"]["live_births"]) == (2, 1)
    assert {"pregnant_now", "symptoms_now", "losses[0]", "tests", "confirm_summary"} <= set(patient.asked)
    assert widget.composer.input_value() == ""
