"""The pages with the real questions behind them: lists, a loss on one card, earlier answers changed."""

from __future__ import annotations

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.pace import Pace


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    front_desk = ClinicalFrontDesk()
    rasa = FakeRasa(real_play(front_desk))
    home = tmp_path_factory.mktemp("home")
    with RunningGateway(home, rasa=rasa, front_desk=front_desk, pace=Pace(), locale="UK") as running:
        yield running


@pytest.fixture
def visitor(arrive):
    """Somebody who has agreed and is asked what is happening now."""
    visitor = arrive()
    visitor.begin()
    visitor.say(choice="consent:yes")
    visitor.say(choice="for_whom:self")
    visitor.say(choice="pregnant_now:no")
    assert visitor.form()["question"] == "symptoms_now"
    return visitor


def facts(visitor):
    return visitor.api("record").json()["facts"]


def at_the_loss(visitor):
    visitor.say(choices="symptoms_now:none")
    visitor.say(number="34")
    visitor.say("two miscarriages")
    for _ in range(12):
        if visitor.form().get("question") == "losses[0]":
            return
        visitor.say(act="skip")
    raise AssertionError("the losses were not asked about")


def test_a_list_has_its_headings_and_none_stands_apart(visitor):
    page = visitor.page.text
    assert "<legend>Bleeding</legend>" in page
    assert page.index("<legend>My mood</legend>") < page.index('value="symptoms_now:none"')
    page = visitor.say(choices=["symptoms_now:none", "symptoms_now:fever"])
    assert page.status_code == 422
    assert 'id="choices-error"' in page.text
    assert 'value="symptoms_now:fever" checked' in page.text
    assert visitor.say(choices="symptoms_now:none").status_code == 200
    assert visitor.form()["question"] == "age"


def test_progress_says_which_part_this_is(visitor):
    assert "Part 2 of 8: Your safety now" in visitor.page.text


def test_a_number_has_its_unit_and_bounds(visitor):
    page = visitor.say(choices="symptoms_now:none")
    assert "Your answer, in years" in page.text
    assert "From 8 to 100" in page.text
    visitor.say("my birthday was last week", number="34")
    assert facts(visitor)["age"] == 34


def test_after_two_misses_numbers_can_be_chosen_and_after_three_a_person(visitor):
    visitor.say(choices="symptoms_now:none")
    assert 'value="age:36"' not in visitor.say("purple").text
    page = visitor.say("cheese on the roof").text
    assert 'value="age:36"' in page
    assert 'name="choice" value="age:unsure"' not in page  # the form has a button for that
    assert 'name="person"' not in page
    assert 'name="person" value="age:person"' in visitor.say("boats and hats").text
    assert "told the clinic" in visitor.say(person="age:person", choice="age:36").text
    assert "age" not in facts(visitor)
    visitor.say(choice="age:36")
    assert facts(visitor)["age"] == 36


def test_a_number_that_was_never_offered_is_refused(visitor):
    visitor.say(choices="symptoms_now:none")
    assert visitor.say(choice="age:36").status_code == 422


def test_a_loss_is_told_on_one_form(visitor):
    at_the_loss(visitor)
    wrong = visitor.say(choice="losses[0]:miscarriage", **{"part-0": "ninety"})
    assert wrong.status_code == 422
    assert 'id="part-0-error"' in wrong.text
    assert wrong.text.index('class="summary"') > wrong.text.rindex('class="line'), "the page opens at the error"
    assert wrong.text.count(" autofocus") == 1
    assert 'value="losses[0]:miscarriage" checked' in wrong.text
    visitor.say(choice="losses[0]:miscarriage", **{"part-0": "8", "part-1": "losses[0].confirmed:scan"})
    loss = facts(visitor)["losses"][0]
    assert loss["type"].startswith("miscarriage")
    assert loss["weeks"] == 8


def test_a_loss_can_be_told_in_words_instead(visitor):
    at_the_loss(visitor)
    visitor.say("a miscarriage at 9 weeks, seen on a scan")
    assert facts(visitor)["losses"][0]["weeks"] == 9


def test_an_earlier_answer_is_changed_and_the_open_question_stays(visitor):
    visitor.say(choices="symptoms_now:none")
    visitor.say(number="34")
    open_question = visitor.form()["question"]
    assert "/chat?change=age#answer" in visitor.page.text
    page = visitor.get("/chat?change=age")
    assert visitor.form()["changes"] == "age"
    assert "Change your answer" in page.text
    visitor.say(number="36")
    assert facts(visitor)["age"] == 36
    assert visitor.form()["question"] == open_question


def test_what_cannot_be_changed_shows_the_open_question(visitor):
    visitor.get("/chat?change=nothing_such")
    assert visitor.form()["question"] == "symptoms_now"


def test_her_page_shows_each_answer_with_its_words_and_a_way_to_change_it(visitor):
    visitor.say(choices="symptoms_now:none")
    visitor.say("I am 34 and have <b>lupus</b>")
    page = visitor.get("/mine").text
    assert "How old are you?" in page
    assert "/chat?change=age#answer" in page
    assert "<b>lupus" not in page


def test_what_is_said_about_violence_is_on_none_of_her_pages(visitor):
    visitor.say(choices="symptoms_now:none")
    visitor.say("my partner hits me and I am scared of him")
    assert "hits" not in visitor.get("/mine").text
    assert "hits" not in visitor.http.get("/mine/conversation.html").text


def test_what_everybody_is_told_and_asked_first_stands_on_the_privacy_page(visitor):
    page = visitor.get("/privacy").text
    assert "May I ask you some questions about your health, and keep your answers for the clinic?" in page
