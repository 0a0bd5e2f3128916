"""Words for people stand in one place, protocol/lexicon/people.yml: one added there is heard by all that need it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from yarrow.language.people import People, inflected, possessive
from yarrow.language.reader import Reader
from yarrow.language.understanding import Understanding
from yarrow.protocol.lexicon import ROOT, load_lexicon

NEW = {
    "grandmother": "farmor", "aunt": "moster", "mother": "mutti", "friend": "kompis", "husband": "gubbe",
    "daughter": "dotter", "child": "unge", "animal": "ferret", "wife": "fru", "sister": "soster",
}  # fmt: skip
PAGE = yaml.safe_load((ROOT / "lexicon" / "people.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def taught() -> Reader:
    """A reader whose lexicon has one new word in each of these classes."""
    lexicon = load_lexicon()
    more = {name: (*words, NEW[name]) if name in NEW else words for name, words in lexicon.classes.items()}
    return Reader(replace(lexicon, classes=more))


def statuses(read: Understanding, id_: str) -> set[str]:
    return {finding.status for finding in read.findings if finding.id == id_}


def facts(read: Understanding) -> dict[str, object]:
    return {fact.path: fact.value for fact in read.facts}


def test_every_class_is_used():
    people = People(load_lexicon())
    read = "\n".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "lexicon").glob("*.yml"))
    named = frozenset().union(*(value for value in vars(people).values() if isinstance(value, frozenset)))
    idle = {name for name, words in PAGE["classes"].items() if f"{{{name}}}" not in read and not set(words) <= named}
    assert not idle


def test_no_word_is_listed_twice():
    words = [word for some in PAGE["classes"].values() for word in some]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("word", ["gf", "ate", "tia", "oh", "dd", "lo"])
def test_a_word_of_several_meanings_is_no_person_by_itself(word):
    assert word not in {one for some in PAGE["classes"].values() for one in some}


def test_plurals_and_what_is_theirs():
    assert inflected({"aunty", "boss", "child"}) == {
        "aunty", "auntys", "aunties", "boss", "bosss", "bosses", "child", "childs", "children",
    }  # fmt: skip
    assert "aunty" not in possessive({"aunty"})


@pytest.mark.parametrize(
    "text",
    [
        "My farmor had lupus",
        "lupus (farmor)",
        "my moster's got lupus",
        "I'm well, but my mutti has lupus",
        "there is lupus on my mutti's side",
        "my late farmor had lupus",
        "no lupus for me though my soster has it",
        "it was the soster's lupus that made me ask, my soster has lupus",
    ],
)
def test_a_new_relative_is_heard_in_the_family_history(taught, reader, text):
    assert "family" in statuses(taught.read(text), "sle")
    assert "family" not in statuses(reader.read(text.replace("my soster", "my zzq").replace("farmor", "zzq")
                                                .replace("moster", "zzq").replace("mutti", "zzq")), "sle")  # fmt: skip


@pytest.mark.parametrize("word", ["kompis", "gubbe", "ferret"])
def test_a_new_friend_is_not_of_the_family(taught, word):
    assert statuses(taught.read(f"my {word} has lupus"), "sle") <= {"other"}


@pytest.mark.parametrize(
    "text",
    [
        "My farmor had a stroke last year, her face drooped on one side",
        "my kompis fainted at work",
        "My gubbe came in from the garden. He had crushing chest pain",
    ],
)
def test_danger_of_another_is_not_hers(taught, text):
    assert not taught.read(text).red_flags


@pytest.mark.parametrize(
    "text",
    [
        "I fainted at my farmor's",
        "told my kompis, I fainted",
        "told my kompis I fainted",
        "gubbe drove me in, I fainted",
    ],
)
def test_danger_told_to_another_is_hers(taught, text):
    assert "faint" in taught.read(text).red_flags


@pytest.mark.parametrize("word", ["moster", "kompis"])
def test_what_a_new_person_bore_is_not_hers(taught, reader, word):
    """Nor is a mild sign of theirs one of hers: both would be, if nobody were named."""
    text = f"my {word} gave birth on Monday, my head is splitting"
    assert "recent_event" not in facts(taught.read(text))
    assert facts(reader.read(text.replace(word, "zzq"))).get("recent_event") == "birth"
    late = {"pregnant_now": "yes", "gestation_weeks": 31}
    assert taught.read(f"the {word} has a bit of a headache", context=late).ask is None


def test_a_new_wife_may_be_the_patient(taught):
    read = taught.read("my fru fainted in the kitchen just now")
    assert read.red_flags or read.ask


def test_ages_and_children_of_new_people_are_not_hers(taught):
    assert "age" not in facts(taught.read("My moster is 61 years old"))
    assert "live_births" not in facts(taught.read("my kompis has three kids"))
    assert facts(taught.read("I have one unge, he is 4"))["live_births"] == 1
    assert facts(taught.read("my dotter is 4"))["live_births"] == 1


@pytest.mark.parametrize("text", ["Mother of 4, grandmother of 1, age 45", "mum to three, aged 45"])
def test_what_she_is_to_others_leaves_her_age_hers(reader, text):
    assert facts(reader.read(text))["age"] == 45


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("pale and clammy", "clammy"),
        ("I brought up bile and fainted", "faint"),
        ("where is my mum, im confused", "confusion"),
    ],
)
def test_words_that_only_look_like_people_are_hers(reader, text, id_):
    assert statuses(reader.read(text), id_) == {"present"}


def test_gluten_free_is_no_girlfriend(reader):
    assert facts(reader.read("coeliac since I was small, strictly gf")).get("gluten_free") is True


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("my kompis has had four miscarriages, I've had two", 2),
        ("my farmor lost three, I lost one at 8 weeks", 1),
        ("my soster had five miscarriages. I've had one miscarriage", 1),
        ("two miscarriages. my moster had three miscarriages", 2),
    ],
)
def test_losses_of_new_people_are_not_hers(taught, text, count):
    assert facts(taught.read(text)).get("losses_count") == count
