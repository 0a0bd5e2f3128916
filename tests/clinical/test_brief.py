"""The brief: how soon, for whom, and what may be read on it by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.briefs import HISTORIES, TODAY, everything, full, page_for, words
from tests.support.interviews import history, protocol
from yarrow.clinical.brief import Audience, brief
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.level import Level
from yarrow.clinical.triage import assess

BOTH: tuple[Audience, Audience] = ("patient", "clinician")


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("name", HISTORIES)
def test_every_history_has_a_page_with_an_urgency_and_an_end(name: str, audience: Audience) -> None:
    page = page_for(HISTORIES[name](), audience, conversation="c1")
    assert page.title
    assert page.urgency is not None
    assert page.urgency.title
    assert page.ending
    assert "22" in page.made
    assert "c1" in page.conversation
    assert "{" not in everything(replace(page, parts=())).replace('{"', "")
    assert len({part.id for part in page.parts}) == len(page.parts)


@pytest.mark.parametrize("name", HISTORIES)
def test_the_same_history_gives_the_same_page(name: str) -> None:
    assert page_for(HISTORIES[name](), "patient") == page_for(HISTORIES[name](), "patient")


@pytest.mark.parametrize(
    ("name", "level", "title"),
    [
        ("collapse", "T0", "Now"),
        ("heavy", "T1", "Now, within the hour"),
        ("spotting", "T2", "Today"),
        ("american", "T3", "Within two weeks"),
        ("full", "T4", "In the next four weeks or so"),
        ("unsure", "T5", "No rush"),
    ],
)
def test_the_level_is_told_in_words(name: str, level: str, title: str) -> None:
    told = HISTORIES[name]()
    hers, theirs = page_for(told, "patient").urgency, page_for(told, "clinician").urgency
    assert hers is not None
    assert theirs is not None
    assert (hers.level, hers.title) == (level, title)
    assert theirs.level == level
    assert theirs.steps == tuple(one.name for one in Level)


def test_a_deployment_that_shows_no_level_still_shows_the_words_for_danger() -> None:
    danger = page_for(HISTORIES["collapse"](), "patient", guidance="safety_net").urgency
    calm = page_for(full(), "patient", guidance="safety_net").urgency
    assert danger is not None
    assert calm is not None
    assert "999" in danger.paragraphs[0]
    assert (danger.level, calm.level) == (None, None)
    assert calm.title == "For your visit"
    assert "four weeks" not in everything(page_for(full(), "patient", guidance="safety_net"))


def test_nothing_reassures_while_safety_questions_are_open() -> None:
    told = history(age=30, pregnant_now="no")
    page = page_for(told, "patient")
    assert page.urgency is not None
    assert page.urgency.title == "Not clear yet"
    assert page.urgency.level is None
    assert "needs urgent care" not in everything(page)
    theirs = page_for(told, "clinician").urgency
    assert theirs is not None
    assert any("may be too low" in sentence for sentence in theirs.paragraphs)


def test_a_red_flag_nobody_could_settle_is_for_today() -> None:
    told = history(age=30, pregnant_now="no", symptoms_now=Status.DECLINED)
    page, theirs = page_for(told, "patient"), page_for(told, "clinician")
    assert page.urgency is not None
    assert (page.urgency.level, page.urgency.title) == ("T2", "Today")
    assert theirs.urgency is not None
    assert "symptoms_now" in " ".join(theirs.urgency.paragraphs)


@pytest.mark.parametrize("name", ["collapse", "heavy"])
@pytest.mark.parametrize("audience", BOTH)
def test_an_emergency_is_short(name: str, audience: Audience) -> None:
    page = page_for(HISTORIES[name](), audience)
    assert not {"asks", "not_needed", "later", "deferred", "bring", "origins"} & {part.id for part in page.parts}
    if audience == "patient":
        assert any("get help first" in notice for notice in page.notices)
        assert "999" in everything(page) or "911" in everything(page)


def test_what_is_for_today_stands_before_what_she_told() -> None:
    order = [part.id for part in page_for(HISTORIES["spotting"](), "patient").parts]
    assert order.index("ask_about") < order.index("about") < order.index("later")


def test_what_is_missing_is_named_apart_by_why() -> None:
    page = words(page_for(HISTORIES["unsure"](), "patient"), "missing")
    assert "Left out: Age, Medicines, Constipation" in page
    assert "Not sure about: Conditions, Bloating" in page
    assert "Periods" in page.partition("Not asked")[2]


def test_rules_that_may_still_fire_say_what_would_settle_them() -> None:
    told = history(pregnant_now=Status.UNKNOWN, symptoms__bleeding=True)
    undetermined = assess(protocol(), told).undetermined
    assert undetermined
    page = words(page_for(told, "clinician"), "missing")
    assert all(f"{found.rule} {found.level.name}" in page for found in undetermined)
    assert "may still" not in everything(page_for(told, "patient"))


def test_answers_that_do_not_agree_are_said_to_both() -> None:
    told = HISTORIES["conflicting"]()
    assert set(assess(protocol(), told).conflicts) == {"pregnancy", "losses"}
    assert sum("Conflict" in notice for notice in page_for(told, "clinician").notices) == 2
    assert any("do not agree" in notice for notice in page_for(told, "patient").notices)


@pytest.mark.parametrize(("value", "expected"), [("other_agrees", "knows and agrees"), ("other", "does not know yet")])
def test_a_page_about_somebody_else_says_so(value: str, expected: str) -> None:
    assert any(expected in notice for notice in page_for(history(for_whom=value, age=40), "patient").notices)
    assert any("another person" in notice for notice in page_for(history(for_whom=value, age=40), "clinician").notices)


def test_a_page_about_somebody_else_does_not_call_it_hers_who_answered() -> None:
    told = HISTORIES["for_her_sister"]().adding([Fact("losses_count", value=1)])
    page = page_for(told, "patient")
    assert page.title == "Notes for the visit"
    assert "It is yours" not in page.intro[0]
    assert [part.title for part in page.parts[:2]] == ["About the person", "Pregnancies"]
    assert "Loss 1 | not told" in words(page, "losses")


def test_under_18_names_somebody_to_talk_to() -> None:
    hers, theirs = (page_for(HISTORIES["seventeen"](), audience) for audience in BOTH)
    assert any("Childline, 0800 1111" in notice for notice in hers.notices)
    assert any("UNDER18" in notice for notice in theirs.notices)
    assert not any("under 18" in notice for notice in page_for(history(age=18), "patient").notices)


def test_an_empty_history_says_that_nothing_was_told_and_advises_nothing() -> None:
    page = page_for(HISTORIES["empty"](), "patient")
    assert any("have not told me anything" in notice for notice in page.notices)
    assert [part.id for part in page.parts] == ["safety", "bring"]


def test_support_stands_unless_it_is_not_wanted() -> None:
    assert "Tommy's" in words(page_for(history(locale="UK", age=30), "patient"), "support")
    assert page_for(history(locale="UK", age=30, support_wanted=False), "patient").part("support") is None


@pytest.mark.parametrize(
    ("locale", "number", "paper"), [("UK", "999", "A4"), ("US", "911", "Letter"), ("AU", "000", "A4")]
)
def test_numbers_paper_and_date_are_those_of_the_place(locale: str, number: str, paper: str) -> None:
    page = page_for(history(locale=locale, age=30), "patient")
    assert number in words(page, "safety")
    assert page.paper == paper
    assert page.made == ("Made on November 22, 2026" if locale == "US" else "Made on 22 November 2026")


def test_the_united_states_reads_american_english() -> None:
    page = page_for(HISTORIES["american"](), "patient")
    assert page.lang == "en-US"
    assert "celiac" in words(page)
    assert "oeliac" not in words(page)


def test_what_is_not_signed_off_says_so_and_what_is_does_not() -> None:
    told, signed = full(), {
        key: replace(review, reviewed_on=date(2026, 1, 1)) for key, review in protocol().reviews.items()
    }  # fmt: skip
    approved = replace(protocol(), reviews=signed)
    page = brief(approved, told, assess(approved, told), audience="patient", today=TODAY)
    assert any("signed off" in words for words in page_for(told, "patient").ending)
    assert any("are not signed off" in words for words in page_for(told, "clinician").ending)
    assert not any("signed off" in words for words in page.ending)


def test_every_page_of_hers_says_that_it_is_no_diagnosis() -> None:
    for made in HISTORIES.values():
        assert protocol().recommendations["I_NO_DIAGNOSIS"].text in page_for(made(), "patient").ending


def test_the_clinicians_box_says_which_rules_made_the_level() -> None:
    theirs = page_for(full(), "clinician").urgency
    assert theirs is not None
    assert any(line.startswith("Because of: P01 ") for line in theirs.paragraphs)


def test_an_emergency_page_says_how_old_she_is() -> None:
    told = history(age=29, pregnant_now="yes", symptoms__one_sided_pelvic_pain=True)
    assert "29 years" in words(page_for(told, "patient"), "about")
