"""Everyday words that were once heard as something else: each beside its neighbour that says the other thing."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader
from yarrow.language.understanding import Asked, Understanding
from yarrow.protocol.lexicon import load_lexicon


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_lexicon())


def fact(told: Understanding, path: str) -> object:
    """The value of a fact, or None."""
    return next((one.value for one in told.facts if one.path == path), None)


def status(told: Understanding, id_: str) -> str | None:
    """How a finding stands, or None."""
    return next((one.status for one in told.findings if one.id == id_), None)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("been trying 2 yrs 4 months", 28),
        ("ttc 3 years 2 months", 38),
        ("trying for 1 year and 3 months", 15),
        ("trying 2 years, 6 cycles of clomid", 24),
    ],
)
def test_years_and_months_are_one_length(reader, text, months):
    assert fact(reader.read(text), "trying_months") == months


@pytest.mark.parametrize(
    "text", ["nothing since", "two losses in 2019 and nothing since", "one mc, nothing since then"]
)
def test_nothing_since_is_no_baby_that_lies_still(reader, text):
    told = reader.read(text)
    assert told.red_flags == ()
    assert fact(told, "pregnant_now") is None


@pytest.mark.parametrize(
    "text", ["28 weeks and nothing from her since last night", "nothing from baby all day, 30 weeks"]
)
def test_nothing_from_the_baby_is(reader, text):
    assert "reduced_movements" in reader.read(text).red_flags


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("I can't keep weight on", "present"),
        ("struggling to keep any weight on", "present"),
        ("I can't say I've lost weight", "denied"),
    ],
)
def test_weight_that_does_not_stay_is_lost(reader, text, stands):
    assert status(reader.read(text), "weight_loss") == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("vitamin d very low", None),
        ("low in vitamin d", None),
        ("vitamin d is fine", None),
        ("low in vitamin d so taking vitamin d every day", "present"),
        ("I take vitamin d", "present"),
    ],
)
def test_a_vitamin_in_the_blood_is_no_medicine(reader, text, stands):
    assert status(reader.read(text), "vitamin_d") == stands


@pytest.mark.parametrize(
    ("text", "reflux"),
    [
        ("I used to have awful reflux but it's settled", None),
        ("reflux used to be terrible, it's fine now", None),
        ("awful reflux every night", True),
    ],
)
def test_reflux_that_is_over_is_not_told_as_now(reader, text, reflux):
    assert fact(reader.read(text), "gut.reflux") == reflux


@pytest.mark.parametrize(
    ("text", "planning"),
    [
        ("lost a stone without trying, not even trying to", None),
        ("I've gone off food without even trying to diet", None),
        ("we've been trying for a baby since may", True),
    ],
)
def test_trying_for_something_else_plans_no_pregnancy(reader, text, planning):
    assert fact(reader.read(text), "planning") == planning


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We're 3 losses in. 6w, 8w, then a mmc at 11.", 3),
        ("3 losses. 6w, 8w, mmc at 11.", 3),
        ("4 losses. 6w, 8w, mmc at 11.", 4),
    ],
)
def test_weeks_listed_after_a_number_are_of_it(reader, text, count):
    assert fact(reader.read(text), "losses_count") == count


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("not on iron, feel light headed", "present"),
        ("I'm not in pain, getting dizzy when I stand", "present"),
        ("not in pain or light headed", "denied"),
    ],
)
def test_what_she_feels_after_a_comma_is_not_denied_with_it(reader, text, stands):
    assert status(reader.read(text), "faint") == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("what would count as too much bleeding after a D&C?", "hypothetical"),
        ("bleeding heavily after the D&C, what would count as too much?", "present"),
    ],
)
def test_how_much_would_count_is_asked_and_not_told(reader, text, stands):
    assert status(reader.read(text), "bleeding") == stands


def test_a_little_breath_lost_on_the_stairs_is_asked_about(reader):
    told = reader.read("a bit breathless going up stairs, I'm 34 weeks")
    assert told.red_flags == ()
    assert told.ask is not None
    assert told.ask.about == "breathless"


@pytest.mark.parametrize("text", ["breathless lying in bed, 34 weeks", "so breathless on the stairs I had to sit down"])
def test_breath_lost_at_rest_or_all_at_once_is_raised(reader, text):
    assert "breathless" in reader.read(text).red_flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I feel like my heart is going to jump out", "racing_heart"),
        ("passed something like a lambs heart, still bleeding", "clots_large"),
    ],
)
def test_a_heart_is_her_own_or_the_size_of_a_clot(reader, text, flag):
    assert flag in reader.read(text).red_flags


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("three miscarriages one after another", 3),
        ("two losses, one after another, then our son", 2),
        ("two losses, and then another", 3),
    ],
)
def test_one_after_another_adds_none(reader, text, count):
    assert fact(reader.read(text), "losses_count") == count


@pytest.mark.parametrize(
    ("text", "confirmed"),
    [
        ("one loss at 5 weeks, nothing ever seen on scan", None),
        ("one loss at 5 weeks, too early to see anything on a scan", None),
        ("one loss at 9 weeks, seen on scan", "scan"),
        ("one loss at 9 weeks, no heartbeat on scan", "scan"),
    ],
)
def test_what_no_scan_showed_is_not_confirmed_by_one(reader, text, confirmed):
    loss = fact(reader.read(text), "losses[0]")
    assert isinstance(loss, dict)
    assert loss.get("confirmed") == confirmed


@pytest.mark.parametrize(
    ("text", "id_", "stands"),
    [
        ("I had UC, turned out to be a bug", "uc", "denied"),
        ("they said bug, turned out to be UC", "uc", "present"),
        ("Hashimotos dx 2016, sjogrens suspected", "hashimoto", "present"),
        ("Hashimotos dx 2016, sjogrens suspected", "sjogren", "suspected"),
        ("lupus and sjogrens suspected", "sle", "suspected"),
    ],
)
def test_what_stands_behind_an_illness_is_said_of_that_one(reader, text, id_, stands):
    assert status(reader.read(text), id_) == stands


@pytest.mark.parametrize(
    ("text", "id_", "stands"),
    [
        ("bloated for the last year", "bloating", "present"),
        ("I was dodgy for the last year, bloated nearly every evening", "bloating", "present"),
        ("bloated last year", "bloating", "past"),
        ("I've been bleeding for the last month", "bleeding", "present"),
        ("bleeding last month", "bleeding", "past"),
    ],
)
def test_for_the_last_year_is_until_today(reader, text, id_, stands):
    assert status(reader.read(text), id_) == stands


@pytest.mark.parametrize(
    ("text", "bleeds"),
    [
        ("sweats at night soaking the sheets and swollen glands", False),
        ("soaked the sheets with sweat", False),
        ("soaked the sheets, I'm 9 weeks", True),
        ("blood soaking the sheets", True),
        ("my periods stopped after I came off the pill", False),
        ("my period just won't stop", True),
    ],
)
def test_what_is_wet_or_stops_is_not_always_blood(reader, text, bleeds):
    assert ("bleeding" in reader.read(text).red_flags) is bleeds


@pytest.mark.parametrize(
    ("text", "id_", "stands"),
    [
        ("food sits in my stomach for hours", "dysphagia", None),
        ("food sits in my chest", "dysphagia", "present"),
        ("dry eyes, fingers go white in the cold", "jaundice", None),
        ("my eyes are still white", "jaundice", "denied"),
        ("coeliac diagnosed, crohns queried", "crohns", "suspected"),
    ],
)
def test_where_it_is_and_of_what_it_is_said(reader, text, id_, stands):
    assert status(reader.read(text), id_) == stands


@pytest.mark.parametrize(
    ("text", "persists"),
    [
        ("test positive, shoulder pain, feel faint", False),
        ("test positive", False),
        ("tests keep coming up positive", True),
        ("test still positive 4 weeks after the miscarriage", True),
    ],
)
def test_a_test_that_is_positive_is_a_pregnancy_and_no_old_one(reader, text, persists):
    told = reader.read(text)
    assert ("positive_test_persisting" in told.red_flags) is persists
    assert persists or fact(told, "pregnant_now") == "yes"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("worst headache of my life", "present"),
        ("had the worst headache of my life in 2015", "past"),
        ("the worst of the headache is over", None),
    ],
)
def test_the_worst_headache_of_all_may_be_a_stroke(reader, text, stands):
    assert status(reader.read(text), "stroke_signs") == stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("discharge smells normal", "denied"),
        ("the discharge smells of nothing, bit clear", "denied"),
        ("discharge smells just like usual", "denied"),
        ("my discharge isn't smelly", "denied"),
        ("the blood smells awful", "present"),
        ("the discharge smells off, not normal", "present"),
        ("discharge doesn't smell good", "present"),
        ("it doesn't smell right down there", "present"),
        ("the discharge smells like nothing I've ever smelt", "present"),
    ],
)
def test_how_a_discharge_smells(reader, text, stands):
    assert status(reader.read(text), "offensive_discharge") == stands


@pytest.mark.parametrize("text", ["my vitamin d was low", "low progesterone", "my platelets were always very low"])
def test_a_low_value_is_no_low_mood(reader, text):
    assert reader.read(text).act != "distress"


@pytest.mark.parametrize(
    "text", ["very low today", "im so low", "my mood is really low", "been very low again", "low mood"]
)
def test_a_low_mood_is(reader, text):
    assert reader.read(text).act == "distress"


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("what does it even feel like when your waters break?", "waters"),
        ("which signs mean I should ring you, chest pain?", "chest_pain"),
    ],
)
def test_a_sign_that_is_asked_about_raises_nothing(reader, text, symptom):
    told = reader.read(text)
    assert (status(told, symptom), told.red_flags) == ("hypothetical", ())


def test_what_it_feels_like_now_is_no_question(reader):
    assert "waters" in reader.read("my waters went, what does it feel like when it is an infection").red_flags


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("none, my mum had 3", 0),
        ("no, my sister had two", 0),
        ("one, my sister had 3 too", 1),
        ("three, same as mum", 3),
    ],
)
def test_what_another_lost_is_none_of_hers(reader, text, count):
    """The number that answers is hers."""
    told = reader.read(text, asked=Asked("losses_count", "number", "losses_count"))
    assert fact(told, "losses_count") == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("nope but my big sister has 4 of them", 0), ("two, my sister has four", 2), ("none but my brother has 2", 0)],
)
def test_anothers_children_are_none_of_hers(reader, text, count):
    told = reader.read(text, asked=Asked("live_births", "number", "live_births"))
    assert fact(told, "live_births") == count


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("thyroxine 50mcg before breakfast", "present"),
        ("I take levothyroxine before food", "present"),
        ("levothyroxine before, not any more", "past"),
    ],
)
def test_before_breakfast_is_when_it_is_taken(reader, text, stands):
    assert status(reader.read(text), "levothyroxine") == stands


@pytest.mark.parametrize(
    ("text", "stands"), [("faint but it's there, yes", None), ("felt faint but it's passed", "present")]
)
def test_a_faint_line_is_nobody_fainting(reader, text, stands):
    assert status(reader.read(text), "faint") == stands
