"""The second look: what is shown gives nothing away, a judgement stays, and only blind ones count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.console import DESK, RunningConsole
from tests.support.teller import Teller
from yarrow.console.work.judging import blind
from yarrow.store.audit import Sought
from yarrow.store.second_looks import JudgedAlready, Judgement


@pytest.fixture(scope="module")
def console(database_url, tmp_path_factory):
    """Every conversation is drawn."""
    home = tmp_path_factory.mktemp("console")
    with RunningConsole(home, database_url, console={"second_look_share": 1.0}) as running:
        yield running


@pytest.fixture
def teller(record, console):
    one = Teller.agreed(record, DESK, at=console.now() - timedelta(hours=3))
    one.tap("pregnant_now:no")
    return one


def look(teller):
    return f"/conversations/{teller.id}/second-look"


def test_it_waits_for_everybody_who_has_not_opened_it(console, record, teller):
    teller.say("I have a crushing pain in my chest and my arm")
    one, other = console.sign_in("reviewer"), console.sign_in("clinician")
    other.get(f"/conversations/{teller.id}")
    due = record.second_looks.due(one.account.id, lambda _: True, console.now())
    assert teller.id in due
    assert teller.id not in record.second_looks.due(other.account.id, lambda _: True, console.now())
    assert teller.id not in record.second_looks.due(one.account.id, lambda _: False, console.now())
    assert "/second-look" in one.get("/second-looks").text


def test_one_that_is_still_going_on_waits_for_nobody(console, record):
    fresh = Teller.agreed(record, DESK, at=console.now() - timedelta(minutes=20))
    fresh.tap("pregnant_now:no")
    assert fresh.id not in record.second_looks.due("s-ann", lambda _: True, console.now())


def test_the_page_gives_away_neither_level_nor_advice(console, record, teller, reviewer):
    teller.say("I have a crushing pain in my chest and my arm")
    level = record.conversations.find(teller.id).level
    assert level in ("T0", "T1")
    page = reviewer.get(look(teller)).text
    assert "I have a crushing pain in my chest" in page
    assert "Could you be pregnant" in page or "pregnant" in page
    form = page.index('<form method="post" action="/conversations')
    before = page[page.index("What was said") : form]
    assert "yw-level" not in page[:form].split("What was said")[1]
    for word in ("999", "ambulance", "call now", level, "emergency"):
        assert word.lower() not in before.lower(), word


def test_nothing_said_in_danger_or_with_a_level_is_shown(record, teller):
    teller.say("I have a crushing pain in my chest and my arm")
    spoken = record.charts.read(teller.id).told.spoken
    shown = {one.text for one in blind(spoken, frozenset())}
    told = [one.message.text for one in spoken if one.kind == "safety" or one.message.level]
    assert told
    assert not shown & set(told)
    hers = [one for one in spoken if one.sender == "patient"]
    assert len([one for one in blind(spoken, frozenset()) if one.is_hers]) == len(hers)


def test_the_judgement_is_kept_and_only_then_yarrows_is_shown(record, teller, reviewer):
    teller.say("I have a crushing pain in my chest and my arm")
    answer = reviewer.post(look(teller), {"level": "T3", "reason": "She is calm."})
    assert answer.status_code == 303
    found = record.second_looks.find(teller.id, reviewer.account.id)
    assert (found.level, found.bot_level, found.reason, found.blind) == (
        "T3", record.conversations.find(teller.id).level, "She is calm.", True
    )  # fmt: skip
    assert found.bot_rules
    after = reviewer.get(look(teller)).text
    assert "Yarrow was more urgent than you" in after
    assert reviewer.post(look(teller), {"level": "T0", "reason": "After all."}).status_code == 409
    assert record.second_looks.find(teller.id, reviewer.account.id).level == "T3"
    acts = [line.act.action for line in record.audit.lines(Sought(conversation=teller.id))]
    assert "second_look.add" in acts
    assert "second_look.read" in acts
    assert "conversation.read" not in acts


@pytest.mark.parametrize("form", [{"level": "T3", "reason": ""}, {"level": "T9", "reason": "So."}, {}])
def test_half_a_judgement_is_none(record, teller, reviewer, form):
    assert reviewer.post(look(teller), form).status_code == 400
    assert record.second_looks.find(teller.id, reviewer.account.id) is None


def test_who_has_seen_yarrows_level_is_not_counted(record, teller, reviewer):
    reviewer.get(f"/conversations/{teller.id}")
    reviewer.post(look(teller), {"level": "T5", "reason": "Nothing there."})
    assert record.second_looks.find(teller.id, reviewer.account.id).blind is False


def test_a_reviewer_is_held_to_what_a_reviewer_may_read(record, teller, reviewer, clinician):
    teller.say("my husband hits me and I am afraid of him")
    assert "hits me" not in reviewer.get(look(teller)).text
    spoken = record.charts.read(teller.id).told.spoken
    told = frozenset(fact.provenance.message for fact in teller.history.facts if fact.path == "symptoms.abuse")
    answers = {one.message.text for one in spoken if one.answers in told}
    assert not answers & {one.text for one in blind(spoken, told)}
    assert "hits me" in clinician.get(look(teller)).text
    for browser in (reviewer, clinician):
        browser.post(look(teller), {"level": "T4", "reason": "As told."})
    seen, whole = (record.second_looks.find(teller.id, one.account.id) for one in (reviewer, clinician))
    assert "S13" not in seen.bot_rules
    assert "S13" in whole.bot_rules
    assert "S13" not in reviewer.get(look(teller)).text


def test_the_figures_tell_agreement_and_list_where_they_differ(console, record, auditor):
    tellers = [Teller.agreed(record, DESK, at=console.now() - timedelta(days=500)) for _ in range(4)]
    rater = console.account("reviewer", name="Ann Reed")
    for teller, level, bot in zip(tellers, ("T0", "T2", "T4", "T1"), ("T0", "T2", "T4", "T4"), strict=True):
        judgement = Judgement(teller.id, rater.id, level, "So.", bot, ("P01",), "v1")
        record.second_looks.add(judgement, console.now() - timedelta(days=400))
    day = (console.now() - timedelta(days=400)).date()
    page = auditor.get(f"/agreement?from={day}&to={day}").text
    assert "3 (75 %)" in page
    assert "Ann Reed" in page
    assert tellers[3].id[:8] in page
    assert tellers[0].id[:8] not in page
    assert f'href="/conversations/{tellers[3].id}"' not in page
    assert "Nothing was judged" in auditor.get("/agreement?from=2001-01-01&to=2001-02-01").text


def test_one_person_judges_a_conversation_once(record, teller):
    judgement = Judgement(teller.id, "s-ann", "T3", "So.", "T3", (), "v1")
    record.second_looks.add(judgement, teller.at)
    with pytest.raises(JudgedAlready):
        record.second_looks.add(judgement, teller.at)
    record.second_looks.add(Judgement(teller.id, "s-ben", "T4", "So.", "T3", (), "v1"), teller.at)
