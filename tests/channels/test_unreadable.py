"""What can't be read gets a kind sentence each; words that come with it are read."""

from __future__ import annotations

import pytest

from tests.support.channel_record import events_of, heard, line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import until
from yarrow.gateway.channels.reception.unreadable import UNREADABLE, words_for

ALL = sorted(UNREADABLE)


@pytest.mark.parametrize("kind", ALL)
def test_it_is_said_that_it_cannot_be_read_and_kept_that_it_came(town, asked, kind):
    asked.say(kind=kind)
    asked.gets(f"({kind})")
    assert "not_read" in events_of(town, asked)
    assert len(heard(town, asked)) == 1  # what she agreed with


@pytest.mark.parametrize("kind", ["picture", "voice", "video", "file", "location", "other"])
def test_a_caption_is_read_as_text(town, asked, kind):
    asked.say("34 years", kind=kind)
    asked.gets(f"({kind})")
    assert [entry.message.text for entry in heard(town, asked)][-1] == "34 years"


def test_danger_in_a_caption_is_answered(asked):
    asked.say("bleeding heavily", kind="picture")
    asked.gets(SAFETY_TEXT)
    asked.gets("(picture)")


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
