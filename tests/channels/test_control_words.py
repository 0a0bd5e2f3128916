"""STOP, START, HELP and LINK: a whole message each, and nothing that only begins like one."""

from __future__ import annotations

import pytest

from tests.support.channel_double import FakeChannel, Texter
from tests.support.channel_record import events_of, heard, line_of, said_beside, settled, transcript
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.reception.control_words import control_word, goes_on
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Messengers

FIRES = {
    "stop": ["STOP", "stop", "Stop.", "STOP!!", "“stop”", "/stop", "ＳＴＯＰ", "stopall", "STOP ALL", "Unsubscribe",
             "cancel", "END", "quit", "  stop\n", "stop 🛑"],
    "start": ["START", "start.", "Unstop"],
    "help": ["HELP", "help?", "Info", "/help"],
    "link": ["LINK", "link."],
}  # fmt: skip
MISSES = [
    "stop asking me", "stop asking", "please stop", "stop it", "stopping", "non-stop", "s.t.o.p", "the end",
    "cancel my appointment",
    "help me I'm bleeding", "help me", "can you help", "start again", "restart", "started", "link please", "links",
    "information", "pause", "skip", "delete my data", "yes", "no", "2", "", "?!",
]  # fmt: skip


@pytest.mark.parametrize(("word", "text"), [(word, text) for word, texts in FIRES.items() for text in texts])
def test_a_control_word_is_known_in_any_case_and_whatever_stands_around_it(word, text):
    assert control_word(text) == word


@pytest.mark.parametrize("text", MISSES)
def test_what_only_resembles_a_control_word_is_for_the_bot(text):
    assert control_word(text) is None


@pytest.mark.parametrize(
    ("channel", "text", "lifts"),
    [
        ("sms", "START", True),
        ("sms", "unstop", True),
        ("sms", "Yes.", True),
        ("sms", "yes please", False),
        ("sms", "hello", False),
        ("twilio_whatsapp", "hello", False),
        ("twilio_whatsapp", "start", True),
        ("whatsapp", "hello", True),
        ("telegram", "no", True),
    ],
)
def test_after_stop_only_the_carriers_own_words_go_on_where_it_blocks_us(channel, text, lifts):
    assert goes_on(channel, text) is lifts


def test_stop_is_confirmed_once_and_then_nothing_comes_any_more(town, asked):
    asked.say("STOP")
    asked.gets("(stop)")
    said = len(asked.texts())
    said_beside(town, asked, "beside the history")
    asked.say("stop")
    settled(town, asked)
    assert len(asked.texts()) == said
    assert "messages_stopped" in events_of(town, asked)


def test_after_stop_a_new_message_goes_on_and_is_answered(town, asked):
    asked.say("Stop.")
    asked.gets("(stop)")
    asked.say("No")
    asked.gets("How old are you?")
    assert "messages_resumed" in events_of(town, asked)


@pytest.mark.parametrize(("kind", "words"), [("glance", None), ("deletion", None), ("edit", "No"), ("reaction", None)])
def test_after_stop_nothing_comes_of_looking_or_of_changing_what_was_written(town, asked, kind, words):
    """Slack tells of each look; and many delete what they wrote once they have stopped."""
    asked.say("stop")
    asked.gets("(stop)")
    before = settled(town, asked), asked.texts()
    asked.say(words, kind=kind)
    after = settled(town, asked)
    assert after.stopped_at is not None
    assert asked.texts() == before[1]
    assert len(heard(town, asked)) == 1


def test_danger_in_words_that_are_changed_after_stop_is_answered(town, asked):
    asked.say("stop")
    asked.gets("(stop)")
    asked.say("I am bleeding heavily", kind="edit")
    asked.gets(SAFETY_TEXT)
    assert settled(town, asked).stopped_at is not None


def test_a_look_begins_what_has_not_begun_and_is_nothing_after_that(town, somebody):
    somebody.say(kind="glance")
    somebody.gets("Is that all right?")
    said = somebody.texts()
    somebody.say(kind="glance")
    until(lambda: not town.record.deliveries.waiting(line_of(town, somebody).id))
    assert somebody.texts() == said


def test_start_after_stop_brings_the_open_question_back(asked):
    asked.say("STOP")
    asked.gets("(stop)")
    before = asked.texts()
    asked.say("START")
    asked.gets("(on_again)")
    asked.gets("Again: pregnant_now?")
    assert not any("pregnant_now" in text for text in before)


def test_where_the_carrier_blocks_us_only_its_words_go_on_and_what_was_written_is_kept(town, newcomer):
    texter = newcomer("sms")
    texter.agree()
    texter.say("STOP")
    texter.gets("(stopped_sms)")
    said = texter.texts()
    texter.say("I am still here")
    settled(town, texter)
    assert texter.texts() == said
    assert [entry.message.text for entry in heard(town, texter)][-1] == "I am still here"
    texter.say("YES")
    texter.gets("(on_again)")


@pytest.mark.parametrize("app", ["fake", "sms"])
def test_danger_heard_after_stop_is_answered_all_the_same(newcomer, app):
    texter = newcomer(app)
    texter.agree()
    texter.say("STOP")
    texter.gets("(stop")
    texter.say("I am bleeding heavily")
    texter.gets(SAFETY_TEXT)


def test_what_the_carrier_kept_from_her_in_danger_is_said_first_when_she_is_back(town, newcomer):
    texter = newcomer("sms")
    texter.agree()
    texter.say("STOP")
    texter.gets("(stopped_sms)")
    texter.channel.faults.append(Refused("stopped", "21610"))
    texter.say("I am bleeding heavily")
    until(lambda: not texter.channel.faults)
    settled(town, texter)
    assert SAFETY_TEXT not in texter.texts()
    said = len(texter.texts())
    texter.say("START")
    assert "Can you get help?" in texter.gets("Can you get help?")
    assert texter.texts()[said] == SAFETY_TEXT
    assert "(on_again)" not in texter.texts()  # no pleasantries before help
    texter.say("STOP")
    texter.gets("(stopped_sms)", times=2)
    texter.say("START")
    texter.gets("(on_again)")
    assert texter.texts().count(SAFETY_TEXT) == 1  # what got through is not said again


def test_danger_is_answered_even_if_she_said_stop_before_anything_was_begun(newcomer):
    texter = newcomer("sms")
    texter.say("STOP")
    texter.say("bleeding heavily")
    texter.gets(SAFETY_TEXT)


def test_stop_by_somebody_new_begins_nothing(town, newcomer):
    texter = newcomer()
    texter.say("STOP")
    line = settled(town, texter)
    assert (line.conversation, texter.texts()) == (None, [])
    assert line.stopped_at is not None


def test_help_says_what_this_is_and_then_the_open_question(asked):
    asked.say("Help?")
    asked.gets("(help)")
    asked.gets("Again: pregnant_now?")


def test_help_me_i_am_bleeding_is_no_control_word(asked):
    asked.say("help me I'm bleeding heavily")
    asked.gets(SAFETY_TEXT)
    assert not any("(help)" in text for text in asked.texts())


def test_stop_asking_me_goes_to_the_bot(town, asked):
    turns = len(town.rasa.seen)
    asked.say("stop asking me")
    until(lambda: len(town.rasa.seen) > turns)
    assert town.rasa.seen[-1].said.text == "stop asking me"


def test_start_where_nothing_was_stopped_puts_the_open_question_again(asked):
    asked.say("start")
    asked.gets("(on_again)")
    assert asked.gets("Again: pregnant_now?") == asked.texts()[-1]


def test_without_an_address_of_its_own_no_link_is_promised(asked):
    asked.say("LINK")
    asked.gets("(no_link)")
    assert not any("://" in text for text in asked.texts())


def test_link_is_answered_with_one_that_is_made_when_it_is_sent_and_stands_nowhere_in_the_record(tmp_path):
    channel = FakeChannel()
    there = Messengers(public_url="https://yarrow.example")
    with RunningGateway(
        tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}, messengers=there
    ) as town:
        amira = Texter(town.http, channel)
        amira.agree()
        amira.say("link")
        sent = amira.gets("https://yarrow.example/go/")
        amira.say("help")
        amira.gets("(help_link)")
        kept = [entry.message.text for entry in transcript(town, amira)]
    assert not any("/go/" in text or "{" in text for text in kept)
    assert "(link) (one-time link)" in kept  # what she reads of it in the browser, and staff in the console
    assert "one-time" not in sent
