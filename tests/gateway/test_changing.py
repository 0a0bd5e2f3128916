"""Changing an earlier answer over HTTP, and which question a message answered, with the real intake behind."""

from __future__ import annotations

import threading

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, texts, until
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.pace import Pace


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    front_desk = ClinicalFrontDesk()
    rasa = FakeRasa(real_play(front_desk))
    with RunningGateway(tmp_path_factory.mktemp("home"), rasa=rasa, front_desk=front_desk, pace=Pace()) as running:
        yield running


@pytest.fixture
def chat(gateway):
    """A conversation at `planning`: not pregnant, nothing happening now, 34 years old."""
    chat = gateway.begin(locale="UK")
    for choice in ("consent:yes", "for_whom:self", "pregnant_now:no", "symptoms_now:none"):
        assert chat.say(choice=choice).status_code == 200
    assert question(chat.say("34", id="the-age")) == "planning"
    return chat


def question(answer):
    return next((m["question"]["id"] for m in reversed(answer.json()["messages"]) if m["question"]), None)


def kind(answer):
    return answer.json()["type"].rpartition(":")[2]


class TestChanging:
    """`changes` names the question; the message is its new answer."""

    def test_the_fact_is_changed_and_the_open_question_comes_back_unchanged(self, chat):
        before = chat.history()[-1]
        answer = chat.say("35", changes="age").json()
        assert answer["answered"] == "age"
        assert "Age: 35" in answer["messages"][0]["text"]
        again = answer["messages"][-1]
        for part in ("text", "choices", "question"):
            assert again[part] == before[part]
        told = chat.get("record").json()["provenance"]["age"]
        assert [(entry["value"], entry["captured"]) for entry in told] == [(34, "text"), (35, "edited")]

    def test_by_a_choice_too(self, chat):
        assert question(chat.say(choice="pregnant_now:yes", changes="pregnant_now")) == "gestation_weeks"
        assert chat.get("record").json()["facts"]["pregnant_now"] == "yes"

    def test_danger_in_a_changed_answer_is_heard_by_the_gateway_itself(self, gateway, chat):
        chat.say(choice="pregnant_now:yes", changes="pregnant_now")
        turns = len(gateway.rasa.seen)
        answer = chat.say(choices=["symptoms_now:faint", "symptoms_now:bleeding"], changes="symptoms_now").json()
        assert answer["messages"][0]["level"] == "T0"
        assert answer["answered"] == "symptoms_now"
        assert gateway.rasa.seen[turns].screened
        assert chat.get("record").json()["status"] == "escalated"

    def test_what_is_no_danger_is_not(self, gateway, chat):
        turns = len(gateway.rasa.seen)
        answer = chat.say(choice="symptoms_now:none", changes="symptoms_now").json()
        assert answer["messages"][0]["level"] is None
        assert not gateway.rasa.seen[turns].screened

    @pytest.mark.parametrize("changes", ["planning", "losses[0]", "nonsense", "consent", "confirm_summary"])
    def test_what_was_never_answered_is_refused_and_not_taken(self, chat, changes):
        before = chat.history()
        answer = chat.say("35", changes=changes)
        assert (answer.status_code, kind(answer)) == (422, "not-changeable")
        assert changes not in answer.text.replace('"changes"', "")
        assert chat.history() == before

    def test_nothing_can_be_changed_before_consent(self, gateway):
        chat = gateway.begin(locale="UK")
        answer = chat.say("UK", changes="locale")
        assert (answer.status_code, kind(answer)) == (422, "not-changeable")

    def test_a_question_without_the_form_of_one_is_the_wrong_form(self, chat):
        answer = chat.say("35", changes="my age, please")
        assert (answer.status_code, kind(answer)) == (422, "wrong-form")
        assert "please" not in answer.json()["detail"]

    def test_choices_are_those_of_the_question_that_is_changed(self, chat):
        for choice in ("pregnant_now:twins", "planning:yes"):
            answer = chat.say(choice=choice, changes="pregnant_now")
            assert (answer.status_code, kind(answer)) == (422, "not-offered")

    def test_words_of_danger_in_what_is_refused_are_answered(self, chat):
        answer = chat.say("I have taken all my pills and want to die", changes="nonsense")
        assert answer.status_code == 422
        assert answer.json()["messages"][0]["level"] == "T0"

    def test_it_is_part_of_what_the_same_id_stands_for(self, chat):
        first = chat.say("35", id="m1", changes="age")
        assert chat.say("35", id="m1", changes="age").json() == first.json()
        assert chat.say("35", id="m1").status_code == 409

    def test_the_same_id_gets_its_answer_when_it_can_be_changed_no_more(self, chat):
        chat.say("2 miscarriages")
        chat.say(choice="planning:no")
        until(lambda: question(chat.say("skip")) == "losses[0]")
        chat.say(choice="losses[0]:early")
        first = chat.say(choice="losses[0]:miscarriage", id="m1", changes="losses[0]")
        assert first.status_code == 200
        chat.say("0", changes="losses_count")
        assert chat.say(choice="losses[0]:miscarriage", id="m1", changes="losses[0]").json() == first.json()


class TestAnswered:
    """Each of the patient's messages says what it answered."""

    def test_answers_skips_and_doubts_do_and_asides_and_consent_do_not(self, chat):
        chat.say("why do you ask?")
        chat.say("I'm not sure")
        answered = [message["answered"] for message in chat.history() if message["from"] == "patient"]
        assert answered == [None, "for_whom", "pregnant_now", "symptoms_now", "age", None, "planning"]
        assert {message["answered"] for message in chat.history() if message["from"] == "assistant"} == {None}

    def test_the_older_message_keeps_it_when_the_answer_is_changed(self, chat):
        chat.say("35", id="later", changes="age")
        answered = {message["id"]: message["answered"] for message in chat.history()}
        assert answered["the-age"] == answered["later"] == "age"

    def test_a_window_that_listens_is_told_once_it_is_known(self, gateway, chat):
        seen, enough = [], threading.Event()

        def listen():
            for event in chat.events():
                seen.append(event)
                if any(one["data"].get("answered") for one in seen):
                    enough.set()
                    return

        reader = threading.Thread(target=listen, daemon=True)
        reader.start()
        gateway.rasa.delay = 2.5  # longer than it takes until a message that waits is shown
        try:
            threading.Event().wait(0.3)  # until it listens
            chat.say("yes", id="mine")
            assert enough.wait(10)
        finally:
            gateway.rasa.delay = 0.0
        mine = [one["data"]["answered"] for one in seen if one["data"].get("id") == "mine"]
        assert mine == [None, "planning"]


class TestStoredAnswers:
    """`GET …/answers`."""

    def answers(self, chat):
        found = chat.get("answers")
        assert found.status_code == 200
        return {one["question"]["id"]: one for part in found.json()["sections"] for one in part["answers"]}

    def test_each_answer_with_its_question_what_may_be_chosen_and_her_words(self, chat):
        age, pregnant = (self.answers(chat)[one] for one in ("age", "pregnant_now"))
        assert (age["answer"], age["status"], age["words"]) == ("34 years", "present", "34")
        assert age["text"] == "How old are you?"
        assert (pregnant["answer"], pregnant["words"]) == ("No", None)
        assert pregnant["chosen"] == ["pregnant_now:no"]
        assert pregnant["question"]["choices"][0]["value"] == "pregnant_now:yes"

    def test_sections_have_their_titles_and_only_those_with_answers(self, chat):
        sections = chat.get("answers").json()["sections"]
        assert [part["id"] for part in sections] == ["opening", "safety", "about"]
        assert sections[2]["title"] == "About you"

    def test_skipped_and_not_sure_are_said_so(self, chat):
        chat.say("skip")
        chat.say("not sure", changes="age")
        found = self.answers(chat)
        assert (found["planning"]["answer"], found["planning"]["status"]) == ("Skipped", "declined")
        assert (found["age"]["answer"], found["age"]["status"]) == ("Not sure", "unknown")

    def test_a_list_names_what_was_told_and_what_is_ticked(self, chat):
        chat.say("I have lupus and coeliac disease")
        found = self.answers(chat)["conditions"]
        assert set(found["answer"].split("; ")) == {"Coeliac disease", "Lupus (SLE)"}
        assert set(found["chosen"]) == {"conditions:sle", "conditions:coeliac"}
        assert self.answers(chat)["symptoms_now"]["chosen"] == ["symptoms_now:none"]

    def test_everything_shown_can_be_changed(self, chat):
        chat.say("2 miscarriages, one ectopic, I have lupus")
        for one in list(self.answers(chat)):
            assert chat.say("skip", changes=one).status_code == 200, one

    def test_abuse_is_not_in_it(self, chat):
        chat.say("my partner hits me and I am scared of him")
        found = chat.get("answers").text
        assert "abuse" not in found
        assert "hits me" not in found

    def test_it_needs_the_key(self, gateway, chat):
        assert gateway.http.get(f"{chat.path}/answers").status_code == 401


def test_an_answer_says_nothing_was_answered_where_nothing_was(chat):
    answer = chat.say("what are NK cells?").json()
    assert answer["answered"] is None
    assert texts(chat.say("thanks"))


def test_what_a_waiting_message_changes_is_known_after_a_restart(tmp_path):
    rasa = FakeRasa()
    with RunningGateway(tmp_path, rasa=rasa) as gateway:
        chat = gateway.agreed()
        chat.say("34")
        rasa.stop()
        assert chat.say("35", id="waits", changes="age").json()["complete"] is False
    with RunningGateway(tmp_path, rasa=rasa.start()):
        turn = until(lambda: next((one for one in rasa.seen if one.said.id == "waits"), None))
    assert turn.said.changes == "age"
    assert [one.said.changes for one in rasa.seen if one.said.id != "waits"] == [None, None]
