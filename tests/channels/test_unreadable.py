"""What can't be read gets a kind sentence each; words that come with it are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from tests.support.channel_double import ROOMY, FakeChannel, Texter
from tests.support.channel_record import events_of, heard, line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.reception.unreadable import UNREADABLE, words_for
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant

ALL = sorted(UNREADABLE)


@pytest.mark.parametrize("kind", ALL)
def test_it_is_said_that_it_cannot_be_read_and_kept_that_it_came(town, asked, kind):
    asked.say(kind=kind)
    asked.gets(f"({kind})")
    assert "not_read" in events_of(town, asked)
    assert len(heard(town, asked)) == 1  # what she agreed with


@pytest.mark.parametrize(
    ("kind", "words"),
    [("picture", "caption"), ("voice", "caption"), ("video", "caption"), ("file", "caption"), ("location", "location")],
)
def test_a_caption_is_read_as_text_and_it_is_not_asked_for_again(town, asked, kind, words):
    asked.say("34 years", kind=kind)
    asked.gets(f"({words})")
    assert [entry.message.text for entry in heard(town, asked)][-1] == "34 years"


def test_danger_in_a_caption_is_answered(asked):
    asked.say("bleeding heavily", kind="picture")
    asked.gets(SAFETY_TEXT)
    asked.gets("(caption)")


@pytest.mark.parametrize("kind", ["picture", "voice", "edit"])
def test_in_danger_how_to_get_help_is_asked_again_at_once(asked, kind):
    asked.say("bleeding heavily")
    asked.gets("Can you get help?")
    asked.say(kind=kind)
    asked.gets(f"({kind})")
    asked.gets("Can you get help?", times=2)


def test_where_the_buttons_are_still_there_the_question_is_not_put_twice(town, asked):
    said = len(asked.texts())
    asked.say(kind="picture")
    asked.gets("(picture)")
    settled(town, asked)
    assert len(asked.texts()) == said + 1


def test_where_another_message_takes_the_buttons_away_they_are_offered_again(tmp_path):
    fading = FakeChannel(limits=replace(ROOMY, buttons_stay=False))
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": fading}) as gateway:
        amira = Texter(gateway.http, fading)
        amira.say(kind="start")
        amira.gets("Is that all right?")
        amira.say(kind="voice")
        amira.gets("(voice)")
        amira.gets("Is that all right?", times=2)


def test_while_a_person_writes_it_is_said_that_they_cannot_see_it_either_and_nothing_is_asked(town, asked):
    nurse, moment = Attendant("s1", "Nurse Ann", "Nurse"), datetime.now(timezone.utc)
    town.record.attendance.begin(line_of(town, asked).conversation, nurse, Message("A nurse has joined."), moment)
    asked.say(kind="picture")
    asked.gets("(only_words)")
    asked.tell(asked.thing(kind="tap", tokens=["of no message"]))
    asked.gets("(only_words)", times=2)
    asked.say("HELP")
    asked.gets("(help)")
    settled(town, asked)
    assert not any("Again:" in text for text in asked.texts())


def test_to_a_reaction_nothing_is_said(town, asked):
    said = asked.texts()
    asked.say(kind="reaction")
    settled(town, asked)
    assert asked.texts() == said


def test_an_edit_leaves_the_first_words_and_asks_for_a_new_message(town, asked):
    asked.say("No, 34")
    asked.gets("How old are you?")
    asked.say("No, 43", kind="edit")
    asked.gets("(edit)")
    told = [entry.message.text for entry in heard(town, asked)]
    assert told[-1] == "No, 34"


def test_danger_in_an_edit_is_answered_and_kept(town, asked):
    asked.say("bleeding heavily", kind="edit")
    asked.gets(SAFETY_TEXT)
    settled(town, asked)
    assert [entry.message.text for entry in heard(town, asked)][-1] == "bleeding heavily"


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_a_text_without_words_is_something_that_cannot_be_read(asked, text):
    asked.say(text)
    asked.gets("(other)")


@pytest.mark.parametrize(("kind", "text", "what"), [("text", "hello", None), ("reaction", "", None), ("tap", "", None)])
def test_what_can_be_read_gets_no_such_words(kind, text, what):
    assert words_for(kind, text) is what


def test_somebody_new_who_sends_a_voice_note_gets_the_first_words_too(somebody):
    somebody.say(kind="voice")
    somebody.gets("Hello, I'm Yarrow.")
    somebody.gets("(voice)")


def test_a_group_is_told_once_that_this_is_for_two_and_nothing_of_it_is_kept(town, newcomer):
    texter = newcomer()
    group = f"the group of {texter.who}"
    for words in ("hello all", "bleeding heavily"):
        texter.say(words, kind="group", to={"chat": group})
    channel = texter.channel
    until(lambda: channel.texts(group))
    other = newcomer()
    other.say("hello", kind="group", to={"chat": group})
    other.say(kind="start")
    other.gets("Hello, I'm Yarrow.")  # by now the rest would have been said, too
    assert channel.texts(group) == ["(group)"]
    assert line_of(town, texter) is None
