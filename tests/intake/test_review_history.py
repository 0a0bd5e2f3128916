"""What staff read of a history: nothing told is lost, denied and unknown stand apart, and why it is judged so."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.triage import assess
from yarrow.intake.review.chart import Names, chart
from yarrow.intake.review.notes import notes
from yarrow.intake.review.review import Told, review
from yarrow.intake.review.weighing import Weigher
from yarrow.protocol.loader import load

TODAY = date(2026, 11, 23)
PROTOCOL = load()
HERS = "I'm 34, not pregnant, three miscarriages, no lupus. I have Hashimoto's."


def typed(path, words, value=True, status=Status.PRESENT, message="m1"):
    start = HERS.index(words)
    return Fact(path, status, value, Provenance(message, start, start + len(words), words))


TOLD = (
    typed("age", "34", 34),
    typed("pregnant_now", "not pregnant", "no"),
    typed("losses_count", "three miscarriages", 3),
    typed("conditions.sle", "lupus", None, Status.DENIED),
    typed("conditions.hashimoto", "Hashimoto's"),
    Fact("cycles", Status.UNKNOWN, None, Provenance("m2", 0, 8, "not sure")),
    Fact("planning", Status.DECLINED, None, Provenance("m3", captured="button", text="I'd rather not say")),
)


def named(facts, private=True):
    read = notes(enumerate(facts, 1), private=private)
    return Names(PROTOCOL, read.history, assess(PROTOCOL, read.history), TODAY), read


def charted(facts, private=True):
    return chart(*named(facts, private))


def weighed(facts, private=True):
    names, read = named(facts, private)
    return Weigher(names, read).weighing(names.sheet.level)


def line(found, path):
    return next(one for one in found.lines if one.path == path)


def test_each_fact_stands_once_under_the_section_that_asks_for_it():
    found = charted(TOLD)
    sections = {one.path: part.id for part in found.sections for one in (*part.told, *part.vain, *part.denied)}
    assert sections == {
        "age": "about", "pregnant_now": "safety", "losses_count": "losses", "conditions.sle": "autoimmune",
        "conditions.hashimoto": "autoimmune", "cycles": "about", "planning": "about",
    }  # fmt: skip


def test_every_path_that_was_told_has_a_line_whatever_it_is_called():
    facts = [
        Fact(path, value="x") for path in ("gut.colour", "symptoms.itchy", "asks_other", "conditions_other", "odd")
    ]
    assert {one.path for one in charted(facts).lines} == {fact.path for fact in facts}


def test_denied_and_unknown_and_left_out_are_neither_told_nor_each_other():
    found = {part.id: part for part in charted(TOLD).sections}
    assert [one.path for one in found["autoimmune"].denied] == ["conditions.sle"]
    assert [(one.path, one.status) for one in found["about"].vain] == [
        ("planning", Status.DECLINED),
        ("cycles", Status.UNKNOWN),
    ]
    assert [one.path for one in found["about"].told] == ["age"]


def test_what_matters_and_was_never_asked_is_named_and_what_was_answered_is_not():
    unasked = {one.id for part in charted(TOLD).sections for one in part.unasked}
    assert {"symptoms_now", "clots", "gut_symptoms"} <= unasked
    assert not {"age", "cycles", "planning", "losses_count"} & unasked


def test_an_earlier_answer_stays_under_the_one_that_holds():
    changed = Fact("age", value=36, provenance=Provenance("m4", captured="edited"))
    found = line(charted([*TOLD, changed]), "age")
    assert (found.number, found.value, found.origin.how) == (8, "36 years", "changed")
    assert [(one.number, one.said, one.again) for one in found.earlier] == [(1, "34 years", False)]


@pytest.mark.parametrize(
    ("origin", "how"),
    [
        (Provenance("m1", 0, 3, "abc"), "typed"),
        (Provenance("m1", text="Yes", captured="button"), "chosen"),
        (Provenance("m1", captured="edited"), "changed"),
        (Provenance(captured="edited"), "worked_out"),
        (Provenance(captured="staff"), "staff"),
        (Provenance(), "given"),
    ],
)
def test_each_way_a_fact_can_come_is_told_apart(origin, how):
    assert line(charted([Fact("age", value=34, provenance=origin)]), "age").origin.how == how


def test_a_rule_points_at_the_facts_it_fired_for_and_says_which_rules_decide():
    found = weighed([*TOLD, typed("symptoms.bleeding", "pregnant"), Fact("pregnant_now", value="yes")])
    assert found.level == "T2"
    deciding = [reason for reason in found.reasons if reason.decides]
    assert {ref.path for ref in deciding[0].facts} == {"symptoms.bleeding", "pregnant_now"}
    assert {ref.number for ref in deciding[0].facts} == {8, 9}
    assert all(reason.sources for reason in found.reasons)
    assert all(item.evidence and item.sources for item in (*found.now, *found.later))


def test_an_open_answer_that_alone_would_raise_the_level_is_named_with_that_level():
    found = weighed([Fact("pregnant_now", value="yes"), Fact("symptoms.bleeding", value=True)])
    raised = {one.fact.path: (one.level, one.rules) for one in found.more}
    assert raised["symptoms.faint"][0] == "T0"
    assert "E01" in raised["symptoms.faint"][1]
    assert [one.level for one in found.more] == sorted(one.level for one in found.more)


def test_what_was_denied_is_not_offered_as_something_that_would_raise_the_level():
    faint = Fact("symptoms.faint", Status.DENIED)
    found = weighed([Fact("pregnant_now", value="yes"), Fact("symptoms.bleeding", value=True), faint])
    assert "symptoms.faint" not in {one.fact.path for one in found.more}


def test_the_facts_the_level_rests_on_are_those_without_which_it_would_be_less_urgent():
    found = weighed([Fact("pregnant_now", value="yes"), Fact("symptoms.bleeding", value=True), Fact("age", value=34)])
    assert {ref.path for one in found.less for ref in one.facts} == {"pregnant_now", "symptoms.bleeding"}
    assert all(one.level > found.level for one in found.less)


def test_a_red_flag_nobody_could_settle_keeps_the_level_at_same_day_and_says_so():
    found = weighed([*TOLD, Fact("symptoms_now", Status.DECLINED)])
    assert found.level == "T2"
    assert any("without an answer" in words for words in found.notices)


def test_for_who_may_not_read_it_abuse_and_the_words_of_its_message_are_gone_but_the_level_stays():
    facts = [Fact("consent", value=True), *TOLD[:3], typed("symptoms.abuse", "lupus")]
    told = Told(tuple(enumerate(facts, 1)), (), ())
    clinician = review(PROTOCOL, told, private=True, today=TODAY)
    reviewer = review(PROTOCOL, told, private=False, today=TODAY)
    assert clinician.weighing.level == reviewer.weighing.level == "T2"
    assert (clinician.weighing.is_partial, reviewer.weighing.is_partial) == (False, True)
    assert "S13" in {reason.id for reason in clinician.weighing.reasons}
    assert "S13" not in {reason.id for reason in reviewer.weighing.reasons}
    assert not any("abuse" in one.path for one in reviewer.chart.lines)
    assert line(reviewer.chart, "age").origin.words is None
    assert line(reviewer.chart, "age").number == line(clinician.chart, "age").number
