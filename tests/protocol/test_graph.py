"""The pictures: every question and rule is in them, what waits for what is said, and nothing by colour alone."""

from __future__ import annotations

import re

import pytest

from tests.support.interviews import protocol
from yarrow.clinical.criterion import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Unanswered,
    Unless,
)
from yarrow.protocol.feeds import feeds
from yarrow.protocol.graph import DESCRIPTIONS, TITLES, dot
from yarrow.protocol.plain import plain

FAINT = Member("symptoms", ("faint",))
PLAIN: list[tuple[Criterion, str]] = [
    (All((FAINT, AnyOf((Named("heavy"), Compare("age", "at_least", 50))))), "faint and (heavy or age ≥ 50)"),
    (AnyOf((FAINT, Named("rule.D03"))), "faint or D03 fires"),
    (Not(FAINT), "known not to be so: faint"),
    (All((FAINT, Unless(Named("under_18")))), "faint and unless under 18"),
    (Equals("pregnant_now", ("yes", True, "unsure")), "pregnant now is yes or unsure"),
    (Equals("gluten_free", (False,)), "gluten free is no"),
    (Known("tests.tpo"), "tests: tpo is known"),
    (Unanswered("pads_per_hour"), "pads per hour was asked in vain"),
    (Member("conditions", ("sle",)), "lupus"),
    (Member("family_history", ("coeliac",)), "in the family: coeliac"),
    (Named("medicine_flag.teratogen"), "a medicine marked “teratogen”"),
    (Named("rule_level.T0"), "a rule of T0 fires"),
    (Member("symptoms", tuple("abcdefgh")), "a or b or c or d or e or f or 2 more"),
    (ALWAYS, "always"),
]


@pytest.mark.parametrize(("criterion", "words"), PLAIN, ids=[words for _, words in PLAIN])
def test_a_criterion_is_said_in_plain_words(criterion: Criterion, words: str) -> None:
    assert plain(criterion, protocol()) == words


def test_a_criterion_tells_which_answers_it_reads() -> None:
    found = feeds(protocol(), Named("could_be_pregnant"))
    assert found["pregnant_now"] == "could be pregnant"
    assert feeds(protocol(), Equals("pregnant_now", ("yes", "unsure"))) == {"pregnant_now": "yes or unsure"}
    assert feeds(protocol(), Unless(Compare("age", "below", 18))) == {"age": "unless < 18"}
    assert feeds(protocol(), All((Compare("age", "at_least", 18), Compare("age", "below", 50)))) == {
        "age": "≥ 18, < 50"
    }
    assert feeds(protocol(), Named("rule.P04")) == {}
    assert feeds(protocol(), Compare("n_eshre", "at_least", 2))["losses_count"] == "≥ 2"


@pytest.mark.parametrize("what", TITLES)
def test_a_picture_is_well_formed_and_always_the_same(what: str) -> None:
    drawn = dot(protocol(), what)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"|<<TABLE.*?</TABLE>>', "", drawn)
    assert drawn.startswith("digraph protocol {")
    assert outside.count("{") == outside.count("}")
    assert outside.count("[") == outside.count("]")
    assert drawn == dot(protocol(), what)
    assert TITLES[what] in drawn
    assert DESCRIPTIONS[what]


def test_the_questionnaire_has_every_question_in_its_section() -> None:
    drawn = dot(protocol(), "questions")
    for question in protocol().questions:
        assert f'    "{question.id}" [label="' in drawn
    assert 'subgraph "cluster_safety"' in drawn
    assert "2  Your safety now" in drawn


def test_the_questionnaire_says_what_a_question_waits_for() -> None:
    drawn = dot(protocol(), "questions")
    assert re.search(r'"symptoms_now" -> "pads_per_hour" \[label="bleeding[^"]*", style=dashed', drawn)
    pads = next(line for line in drawn.splitlines() if line.strip().startswith('"pads_per_hour" [label='))
    assert "asked if: bleeding" in pads


def test_a_red_flag_is_said_and_not_only_coloured() -> None:
    flagged = [question.id for question in protocol().questions if question.red_flag]
    lines = dot(protocol(), "questions").splitlines()
    assert flagged
    for question in flagged:
        line = next(line for line in lines if line.strip().startswith(f'"{question}" [label='))
        assert 'label="RED FLAG' in line
        assert "peripheries=2" in line


def test_the_rules_stand_in_the_band_of_their_level_with_what_they_add() -> None:
    drawn = dot(protocol(), "rules")
    places = [drawn.index(f'subgraph "cluster_{level}"') for level in ("T0", "T1", "T2", "T3", "T4", "T5")]
    assert places == sorted(places)
    for rule in protocol().rules:
        start = drawn.index(f'subgraph "cluster_{rule.level.name}"')
        assert start < drawn.index(f'PORT="{rule.id}"') < drawn.index("subgraph", start + 1)
    assert "adds: R_999" in drawn
    assert 'label="S11 can rise to T1"' in drawn
    assert 'PORT="could_be_pregnant"' in drawn


def test_the_whole_picture_leads_from_answers_to_rules() -> None:
    drawn = dot(protocol(), "all")
    assert '"symptoms_now" -> "rule E03"' in drawn
    assert '"losses_count" -> "rule P01"' in drawn
