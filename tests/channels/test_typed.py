"""Answers by tapping and by typing what stands before an answer; whatever is stale is met kindly."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from tests.support.channel_double import ROOMY, FakeChannel, Texter
from tests.support.channel_record import heard, line_of, settled
from tests.support.fake_rasa import FakeRasa, play, question
from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.reception.typed import toggled
from yarrow.gateway.channels.rendering.tokens import DONE, SKIP, token
from yarrow.intake.turn import Choice, Message, Result

SEVERAL = Message(
    "Which of these?",
    (
        Choice("Fever", "signs:fever"),
        Choice("Pain", "signs:pain"),
        Choice("Chills", "signs:chills"),
        Choice("None of these", "signs:none"),
    ),
    {**question("signs", "multi_choice"), "none": "signs:none"},
)


def chosen(town, texter):
    """What she chose last."""
    return heard(town, texter)[-1].choices


def waited(town, texter, count):
    """Wait until so many messages of hers stand in the record."""
    until(lambda: len(heard(town, texter)) == count)
    settled(town, texter)


def test_a_tap_is_the_choice_it_was_offered_as(town, asked):
    asked.tap("No")
    asked.gets("How old are you?")
    assert chosen(town, asked) == ("pregnant_now:no",)


def test_a_button_of_an_earlier_question_is_answered_by_its_turn(town, asked):
    stale = asked.token("No")
    asked.tap("No")
    asked.gets("How old are you?")
    asked.tell(asked.thing(tokens=[stale]))
    asked.gets("That was another question.")


@pytest.mark.parametrize(
    "tokens",
    [
        lambda asked: [token(str(uuid.uuid4()), 0)],
        lambda asked: ["not a token"],
        lambda asked: [],
        lambda asked: [asked.token("No")[:-1] + "7"],
        lambda asked: [asked.token("No"), token(str(uuid.uuid4()), 0)],
    ],
    ids=["of no message", "no token", "nothing", "of no choice", "of two messages"],
)
def test_a_button_that_was_never_offered_is_met_kindly_and_the_question_comes_again(town, asked, tokens):
    asked.tell(asked.thing(kind="tap", tokens=tokens(asked)))
    asked.gets("(stale)")
    asked.gets("Again: pregnant_now?")
    assert len(heard(town, asked)) == 1


def test_a_button_of_somebody_elses_conversation_says_nothing_of_it(town, asked, newcomer):
    other = newcomer()
    other.agree()
    asked.tell(asked.thing(tokens=[other.token("No")]))
    asked.gets("(stale)")
    settled(town, other)
    assert len(heard(town, other)) == len(heard(town, asked)) == 1


def test_a_button_tapped_by_somebody_new_begins_a_conversation(newcomer, asked):
    other = newcomer()
    other.tell(other.thing(tokens=[asked.token("No")]))
    other.gets("Hello, I'm Yarrow.")


def test_a_way_past_the_question_is_taken_as_the_words_it_stands_for(town, asked):
    message = asked.token("No").partition(".")[0]
    asked.tell(asked.thing(tokens=[f"{message}.{SKIP}"]))
    until(lambda: len(heard(town, asked)) == 2)
    assert heard(town, asked)[-1].message.text == "skip"


def test_a_way_past_an_earlier_question_does_not_pass_over_the_open_one(town, asked):
    earlier = asked.token("No").partition(".")[0]
    asked.tap("No")
    asked.gets("How old are you?")
    asked.tell(asked.thing(tokens=[f"{earlier}.{SKIP}"]))
    asked.gets("(stale)")
    asked.gets("Again: age?")
    assert len(heard(town, asked)) == 2


@pytest.mark.parametrize(
    ("told", "is_numbered"), [("1", True), ("1 2", True), ("one moment", False), ("12 weeks", False)]
)
def test_who_types_a_number_where_there_is_none_gets_the_answers_numbered_and_buttons_still(
    town, somebody, told, is_numbered
):
    somebody.say(kind="start")
    somebody.gets("Is that all right?")
    somebody.say(told)
    until(lambda: len(heard(town, somebody)) == 1)
    settled(town, somebody)
    somebody.say(kind="start")
    somebody.gets("(on_again)")
    until(lambda: somebody.texts()[-1].startswith("Is that all right?"))
    last = somebody.texts()[-1]
    assert ("\n1. Yes\n2. No\n\nPlease tap your answer, or send its number." in last) is is_numbered
    assert somebody.token("No")


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A gateway with an app that shows words only, and one in which several can be ticked; it asks for several."""

    def asks_several(turn):
        result = play(turn)
        if "consent:yes" in turn.said.choices:
            standing = replace(result.standing, question="signs")
            return Result(standing, (SEVERAL,), result.facts, events=result.events)
        if turn.case.standing.question == "signs" and turn.said.choices:
            return Result(replace(turn.case.standing, question="age"), (Message("Thank you.\n\nHow old are you?"),))
        return result

    words = FakeChannel(limits=replace(ROOMY, buttons=0, rows=0))
    ticks = FakeChannel(name="ticks", limits=replace(ROOMY, ticks=10, tick=30))
    home = tmp_path_factory.mktemp("shop")
    with RunningGateway(
        home,
        database_url=prepared_sqlite(home),
        channels={"fake": words, "ticks": ticks},
        rasa=FakeRasa(asks_several),
    ) as town:
        yield town, words, ticks


@pytest.fixture
def plain(shop):
    """That gateway, and somebody new in each of its apps."""
    town, words, ticks = shop
    who = f"person {uuid.uuid4()}"
    return town, Texter(town.http, words, who), Texter(town.http, ticks, who)


def test_answers_are_chosen_by_typing_what_stands_before_them(plain):
    town, amira, _ = plain
    amira.say(kind="start")
    amira.gets("Is that all right?")
    amira.say("1")
    amira.gets("Which of these?")
    assert chosen(town, amira) == ("consent:yes",)
    amira.say("1 and 3")
    amira.gets("How old are you?")
    assert chosen(town, amira) == ("signs:fever", "signs:chills")
    amira.say("2")  # a number is an answer now, and stands for nothing in a list that is over
    waited(town, amira, 3)
    assert (heard(town, amira)[-1].message.text, chosen(town, amira)) == ("2", ())


@pytest.mark.parametrize(("typed", "values"), [("0", ("signs:none",)), ("none", ("signs:none",)), ("4", ()), ("x", ())])
def test_none_of_these_can_be_typed_and_what_stands_before_nothing_is_words(plain, typed, values):
    town, amira, _ = plain
    amira.say(kind="start")
    amira.gets("Is that all right?")
    amira.say("1")
    amira.gets("Which of these?")
    settled(town, amira)
    amira.say(typed)
    waited(town, amira, 2)
    assert chosen(town, amira) == values
    assert heard(town, amira)[-1].message.text == ("" if values else typed)


def test_ticks_are_noted_shown_and_sent_together(plain):
    town, _, amira = plain
    amira.say(kind="start")
    amira.gets("Is that all right?")
    amira.tap("Yes")
    amira.gets("Which of these?")
    message = amira.token("Fever").partition(".")[0]
    done = f"{message}.{DONE}"
    amira.tell(amira.thing(kind="tap", tokens=[done]))
    amira.gets("(choose_first)")
    for label in ("Fever", "Pain", "Chills", "Pain"):
        tick(amira, label)
    until(lambda: (line_of(town, amira).notes.get("ticks") or {}).get("values") == ["signs:fever", "signs:chills"])
    drawn = until(lambda: [one for one in amira.channel.sent if one.piece.edits == {"message": 12}])
    assert drawn[0].to == {"chat": amira.who}
    amira.tell(amira.thing(kind="tap", tokens=[amira.token("Pain"), done]))  # what the app shows may be behind
    amira.gets("How old are you?")
    assert chosen(town, amira) == ("signs:fever", "signs:chills")
    assert "ticks" not in line_of(town, amira).notes


@pytest.mark.parametrize("also", [(), ("None of these",)], ids=["by themselves", "with none of these"])
def test_where_the_app_ticks_by_itself_what_it_sends_counts(plain, also):
    town, _, amira = plain
    amira.say(kind="start")
    amira.gets("Is that all right?")
    amira.tap("Yes")
    amira.gets("Which of these?")
    done = amira.token("Fever").partition(".")[0] + f".{DONE}"
    amira.tell(amira.thing(kind="tap", tokens=[*map(amira.token, ("Pain", "Chills", *also)), done]))
    amira.gets("How old are you?")
    assert chosen(town, amira) == ("signs:pain", "signs:chills")


@pytest.mark.parametrize(
    ("before", "tapped", "after"),
    [
        ((), ("a",), ("a",)),
        (("a",), ("a",), ()),
        (("a", "b"), ("none",), ("none",)),
        (("none",), ("a",), ("a",)),
        (("none",), ("none",), ()),
        (("a",), ("b",), ("a", "b")),
    ],
)
def test_a_tick_goes_on_and_off_and_none_of_these_stands_alone(before, tapped, after):
    assert toggled(before, tapped, "none") == after


def tick(texter, label):
    """Tap one of several."""
    texter.tell(texter.thing(tokens=[texter.token(label)], done=False, mark={"callback": "c", "message": 12}))
