"""Answers said in patients' own words, by their place in the list, or as a yes or a no with more behind it."""

from __future__ import annotations

import pytest

from tests.language.test_answer import CONDITIONS, GUT, MOOD, PLANNING, PREGNANT
from yarrow.language.clauses import clauses, denied_places
from yarrow.language.placed import placed
from yarrow.language.text import sentences
from yarrow.language.understanding import Asked, AskedOption

BLOOD = Asked(
    "rectal_blood",
    "choice",
    "gut.rectal_blood",
    (
        AskedOption("large", "A lot of blood, in the bowl"),
        AskedOption("mixed", "Mixed in with the poo"),
        AskedOption("dark", "Dark red"),
        AskedOption("paper", "A little, bright red, on the paper"),
    ),
)
MEDICINES = Asked("medicines", "text", None, (AskedOption("none", "None"),))
LOSSES = Asked("losses_count", "number", "losses_count", (), None, 0, 30)
SINCE = Asked("days_since_loss", "number", "days_since_loss", (), "days", 0, 9000)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("hardly ever if I'm honest", ("0",)),
        ("the odd bad evening", ("1",)),
        ("now and again", ("1",)),
        ("more often than not these days", ("2",)),
        ("most nights", ("2",)),
        ("it's constant", ("3",)),
        ("every single day, no exaggeration", ("3",)),
        ("not every day, just now and then", ("1",)),
        ("I'd say a 2", ("2",)),
        ("we went to the zoo", ()),
    ],
)
def test_how_often_in_other_words(reader, text, chosen):
    """The scale is heard in everyday words; what is denied is not chosen."""
    assert reader.read(text, asked=MOOD).chosen == chosen


def test_two_answers_at_once_are_asked_about(reader):
    """Where only one can hold, none is guessed."""
    read = reader.read("dark red, and some of it mixed in", asked=BLOOD)
    assert (read.chosen, read.ask.question if read.ask else None) == ((), "rectal_blood")
    assert reader.read("mixed in, no wait, dark red", asked=BLOOD).chosen == ("dark",)


@pytest.mark.parametrize(
    ("text", "several", "named"),
    [
        ("first two", True, ("a1", "b1")),
        ("the last", True, ("d1",)),
        ("1 and 3", True, ("a1", "c1")),
        ("b", True, ("b1",)),
        ("the second one, since easter", False, ("b1",)),
        ("all of them", True, ("a1", "b1", "c1", "d1")),
        ("all but the last", True, ("a1", "b1", "c1")),
        ("number 9", True, ()),
        ("3", False, ()),
        ("first thing in the morning", True, ()),
        ("my second baby came early", True, ()),
        ("1 and 3", False, ()),
    ],
)
def test_answers_are_named_by_their_place(text, several, named):
    """A place is meant only where the words say nothing else."""
    assert placed(sentences(text), ["a1", "b1", "c1", "d1"], several=several) == named


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("yeah, it's been two years", "yes"),
        ("I am aye", "yes"),
        ("afraid so", "yes"),
        ("och no, we've stopped", "no"),
        ("nope never again", "no"),
        ("as if", "no"),
        ("not really no, we're taking a break", "no"),
        ("couldn't tell you hand on heart", "unsure"),
        ("no idea, ask my husband", "unsure"),
        ("can we leave that one", "skip"),
    ],
)
def test_a_yes_or_no_stays_one_whatever_is_told_beside_it(reader, text, act):
    """The answer to a yes–no question is yes or no, with the reason behind it."""
    assert reader.read(text, asked=PLANNING).act == act


@pytest.mark.parametrize("text", ["no chance, I've the coil in", "not any more", "test was negative this morning"])
def test_a_no_in_other_words_is_chosen(reader, text):
    """Words that say no choose it."""
    assert reader.read(text, asked=PREGNANT).chosen == ("no",)


@pytest.mark.parametrize("text", ["nowt", "nah none of that lot", "nothing like that thank god", "not that I know of"])
def test_none_of_the_list_in_other_words(reader, text):
    """A global no denies each."""
    read = reader.read(text, asked=GUT)
    assert {fact.path for fact in read.facts if fact.status == "denied"} >= {"symptoms.bloating", "symptoms.diarrhoea"}
    assert read.act == "no"


def test_nothing_else_denies_the_rest(reader):
    """What was named stays; a bare exception nobody understood denies nothing."""
    read = reader.read("bloated all week, nothing else", asked=GUT)
    stands = {fact.path: fact.status for fact in read.facts}
    assert (stands["symptoms.bloating"], stands["symptoms.diarrhoea"]) == ("present", "denied")
    assert not [fact for fact in reader.read("none of those bar a queer wobbly thing", asked=GUT).facts]


def test_a_name_that_settles_none_chooses_none(reader):
    """`Lupus` is one of them, `an autoimmune thing` is not."""
    assert reader.read("lupus", asked=CONDITIONS).chosen == ("sle",)
    assert reader.read("no lupus, no thyroid bother", asked=CONDITIONS).chosen == ()


def test_no_medicine_is_a_no(reader):
    """None is a no wherever it is said."""
    assert reader.read("none, never have", asked=MEDICINES).act == "no"
    assert reader.read("nope never", asked=LOSSES).facts[0].value == 0


@pytest.mark.parametrize("text", ["ages ago now", "donkeys", "feels like forever"])
def test_a_vague_length_is_asked_again(reader, text):
    """It answers, and settles nothing."""
    read = reader.read(text, asked=SINCE)
    assert (read.act, read.ask.question if read.ask else None) == ("answer", "days_since_loss")


def test_a_list_is_denied_up_to_its_contrast():
    """`No a, b or c but d` denies three."""
    sentence = sentences("no lumps, slime or blood but yellow eyes")[0]
    denied = {sentence.tokens[at].norm for at in denied_places(sentence, lists=True)} - {","}
    assert denied == {"lumps", "slime", "or", "blood"}
    assert [token.norm for token in next(clauses([sentence])).tokens] == ["no", "lumps"]
