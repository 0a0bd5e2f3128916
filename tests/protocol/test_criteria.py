"""Criteria are written in a closed vocabulary; what is not in it is refused with its place."""

from __future__ import annotations

import pytest

from yarrow.clinical.criterion import ALWAYS, All, AnyOf, Compare, Equals, Known, Member, Named, Not, Unanswered, Unless
from yarrow.protocol.criteria import VOCABULARY, parse_criterion, parse_when
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.where import Where

FAINT = Member("symptoms", ("faint",))
WRITTEN = {
    "all": ([{"symptom": "faint"}, "heavy"], All((FAINT, Named("heavy")))),
    "any": ([{"symptom": "faint"}, "heavy"], AnyOf((FAINT, Named("heavy")))),
    "not": ({"symptom": "faint"}, Not(FAINT)),
    "unless": ("heavy", Unless(Named("heavy"))),
    "symptom": ("faint", FAINT),
    "symptom_any": (["faint", "fever"], Member("symptoms", ("faint", "fever"))),
    "condition": ("sle", Member("conditions", ("sle",))),
    "condition_any": (["sle", "ra"], Member("conditions", ("sle", "ra"))),
    "medicine": ("warfarin", Member("medicines", ("warfarin",))),
    "medicine_any": (["warfarin", "doac"], Member("medicines", ("warfarin", "doac"))),
    "family": ("coeliac", Member("family_history", ("coeliac",))),
    "family_any": (["coeliac", "ibd"], Member("family_history", ("coeliac", "ibd"))),
    "loss_type": ("molar", Member("losses", ("molar",))),
    "loss_type_any": (["molar", "ectopic"], Member("losses", ("molar", "ectopic"))),
    "asks": ("nk_cells", Member("asks", ("nk_cells",))),
    "asks_any": (["nk_cells", "lps"], Member("asks", ("nk_cells", "lps"))),
    "value": ({"pregnant_now": ["yes", "unsure"]}, Equals("pregnant_now", ("yes", "unsure"))),
    "test": ({"tpo": "positive"}, Equals("tests.tpo", ("positive",))),
    "locale_in": (["UK", "IE"], Equals("locale", ("UK", "IE"))),
    "at_least": ({"n_eshre": 2}, Compare("n_eshre", "at_least", 2)),
    "above": ({"temp_c": 37.8}, Compare("temp_c", "above", 37.8)),
    "at_most": ({"days_since_loss": 42}, Compare("days_since_loss", "at_most", 42)),
    "below": ({"age": 18}, Compare("age", "below", 18)),
    "known": ("gluten_free", Known("gluten_free")),
    "unanswered": ("pads_per_hour", Unanswered("pads_per_hour")),
    "rule": ("D03", Named("rule.D03")),
    "rule_any": (["P01", "P02a"], AnyOf((Named("rule.P01"), Named("rule.P02a")))),
    "rule_level": ("T0", Named("rule_level.T0")),
    "medicine_flag": ("teratogen", Named("medicine_flag.teratogen")),
    "condition_group": ("autoimmune", Named("condition_group.autoimmune")),
    "symptom_group": ("gut", Named("symptom_group.gut")),
}


@pytest.mark.parametrize("word", VOCABULARY)
def test_each_word_of_the_vocabulary_means_one_thing(word):
    written, meant = WRITTEN[word]
    assert parse_criterion({word: written}, "rules/x.yml") == meant


def test_a_bare_word_is_a_definition_and_always_is_everybody():
    assert parse_criterion("heavy", "x.yml") == Named("heavy")
    assert parse_criterion("always", "x.yml") == ALWAYS


def test_an_entry_holds_when_its_when_does_and_its_unless_is_not_known_to():
    entry = {"when": "heavy", "unless": {"symptom": "faint"}}
    assert parse_when(entry, Where("x.yml")) == All((Named("heavy"), Unless(FAINT)))
    assert parse_when({}, Where("x.yml")) == ALWAYS


@pytest.mark.parametrize(
    ("node", "place", "expected"),
    [
        ({"symptoms": "faint"}, "symptoms", "one of above, all"),
        ({"symptom": "faint", "condition": "sle"}, "top", "one key"),
        ({}, "top", "one key"),
        (None, "top", "one key"),
        ({"all": []}, "all", "a list of criteria"),
        ({"all": [{"any": "x"}]}, "all.0.any", "a list of criteria"),
        ({"symptom": ["faint"]}, "symptom", "a word"),
        ({"symptom_any": "faint"}, "symptom_any", "a list of words"),
        ({"value": {"a": 1, "b": 2}}, "value", "one fact and its value"),
        ({"at_least": {"age": "old"}}, "at_least", "a number"),
        ({"at_least": {"age": True}}, "at_least", "a number"),
        ({"locale_in": "UK"}, "locale_in", "a list of words"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused_with_file_and_place(node, place, expected):
    with pytest.raises(ProtocolError) as refused:
        parse_criterion(node, "rules/x.yml")
    assert (refused.value.file, refused.value.place) == ("rules/x.yml", place)
    assert expected in refused.value.expected
    assert str(refused.value).startswith(f"rules/x.yml, {place}: found ")
