"""What a typed line means: a client's command, choices, or the patient's own words."""

import pytest

from yarrow.terminal.message import Asking, Choice
from yarrow.terminal.reply import Reply, marks, read

CHOICES = (
    Choice("Yes", "pregnant_now:yes"),
    Choice("No", "pregnant_now:no"),
    Choice("I’m not sure", "pregnant_now:unsure"),
)
ONE = Asking("pregnant_now", "choice", choices=CHOICES)
SEVERAL = Asking("gut_symptoms", "multi_choice", choices=CHOICES)
NUMBER = Asking("losses_count", "number", choices=(Choice("I’m not sure", "losses_count:unsure"),))


@pytest.mark.parametrize("typed", ["2", " 2 ", "No", "no", "no."])
def test_a_choice_is_made_by_its_number_or_its_words(typed):
    assert read(typed, ONE) == Reply("choices", choices=("pregnant_now:no",))


def test_a_straight_apostrophe_is_as_good_as_a_typographic_one():
    assert read("i'm not sure", ONE).choices == ("pregnant_now:unsure",)


@pytest.mark.parametrize("typed", ["1, 3", "1 3", "1,3", "1 and 3", "1 & 3", "3, 1, 3"])
def test_several_numbers_make_several_choices(typed):
    assert set(read(typed, SEVERAL).choices) == {"pregnant_now:yes", "pregnant_now:unsure"}


def test_several_numbers_are_not_sent_where_one_is_wanted():
    assert read("1, 2", ONE).kind == "hint"


def test_a_number_that_is_no_choice_is_not_sent():
    assert read("7", ONE) == Reply("hint", "Please type a number from 1 to 3, or your own words.")


def test_a_number_asked_for_is_the_answer_and_choices_get_letters():
    assert marks(NUMBER) == ("a",)
    assert read("1", NUMBER) == Reply("text", "1")
    assert read("a", NUMBER) == Reply("choices", choices=("losses_count:unsure",))


def test_what_the_screen_calls_1_is_1_even_where_values_are_numbers():
    asking = Asking(
        "phq2_mood", "choice", choices=(Choice("Not at all", "phq2_mood:0"), Choice("Some days", "phq2_mood:1"))
    )
    assert read("1", asking).choices == ("phq2_mood:0",)


@pytest.mark.parametrize("typed", ["no, but I was last week", "2 weeks", "I had one and then three"])
def test_other_words_are_the_patients_own(typed):
    assert read(typed, ONE) == Reply("text", typed)


def test_words_without_an_open_question_are_text():
    assert read("hello", None) == Reply("text", "hello")


@pytest.mark.parametrize("name", ["why", "skip", "back", "pause", "summary", "brief", "help", "quit"])
def test_the_clients_commands_are_known(name):
    assert read(f"/{name}", ONE) == Reply("command", name)


def test_an_unknown_command_is_never_sent_as_slash_text():
    reply = read("/inform{}", ONE)
    assert reply.kind == "hint"
    assert "/why" in reply.text
