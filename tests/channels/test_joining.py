"""One person in two apps, or in an app and the browser: joined by a code she made, and by nothing else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from tests.support.channel_double import FakeChannel, Texter
from tests.support.channel_record import events_of, heard, line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.reception.joining import read_code
from yarrow.settings import Limits

CODES = [
    "7K3M-9XQ2-ABCD", "7k3m-9xq2-abcd", " 7K3M-9XQ2-ABCD. ", "“7K3M-9XQ2-ABCD”", "7K3M – 9XQ2 – ABCD",
    "７Ｋ３Ｍ-9XQ2-ABCD", "code 7K3M-9XQ2-ABCD", "Code: 7K3M 9XQ2 ABCD", "join 7K3M9XQ2ABCD", "JOIN 7k3m-9xq2-abcd",
]  # fmt: skip
NEARLY = [
    "7K3M-9XQ2-ABC", "7K3M-9XQ2-ABCDE", "7K3M-9XQ2", "7K3M-9XQU-ABCD", "7K3M9XQ2ABCD", "7K3M 9XQ2 ABCD",
    "7K3M-9XQ2-ABCD please",
    "my code is 7K3M-9XQ2-ABCD", "hemorrhaging", "baby died here", "help-with-this", "code", "join me", "2024-10-1234",
    "0808-2000-247", "",
]  # fmt: skip


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_read_however_it_was_typed(text):
    assert read_code(text) == "7K3M-9XQ2-ABCD"


@pytest.mark.parametrize("text", NEARLY)
def test_what_just_misses_the_form_of_a_code_is_words(text):
    assert read_code(text) is None


def test_a_long_message_is_no_harder_to_read_than_a_short_one():
    """Reading it used to take the square of its spaces: one message of twenty thousand, six seconds for everybody."""
    assert read_code(f"code{' ' * 200_000}x") is None


def test_a_code_in_capitals_without_a_digit_is_one_and_three_words_with_dashes_are_not():
    assert read_code("ABCD-EFGH-JKMN") == "ABCD-EFGH-JKMN"
    assert read_code("abcd-efgh-jkmn") is None
    assert read_code("code abcd-efgh-jkmn") == "ABCD-EFGH-JKMN"


def test_a_history_begun_in_the_browser_goes_on_in_the_app_without_repeating_what_was_said(town, somebody):
    chat = town.agreed()
    somebody.say(code_of(town, chat.id))
    somebody.gets("(joined)")
    somebody.gets("Again: pregnant_now?")
    line = settled(town, somebody)
    assert line.conversation == chat.id
    assert not any("Hello" in text or "Is that all right" in text for text in somebody.texts())
    assert "line_joined" in events_of(town, somebody)
    somebody.say("34")
    somebody.gets("How old are you?")
    assert [entry.message.text for entry in heard(town, somebody)][-1] == "34"


@pytest.mark.parametrize("is_new", [True, False])
def test_a_code_in_a_link_joins_nothing_until_she_sends_it_herself(town, somebody, is_new):
    """Anybody can send her a link; behind it could be the history of somebody who would read along."""
    if not is_new:
        somebody.agree()
    chat = town.agreed()
    code = code_of(town, chat.id)
    somebody.say(code, kind="start")
    somebody.gets("(code_in_link)")
    assert settled(town, somebody).conversation != chat.id
    assert not any(entry.message.text == code for entry in heard(town, somebody))
    somebody.say(code)
    somebody.gets("(joined)")
    assert settled(town, somebody).conversation == chat.id


def test_the_code_opens_nothing_a_second_time_and_the_key_of_the_browser_is_used_up(town, newcomer):
    chat = town.agreed()
    code = code_of(town, chat.id)
    first, second = newcomer(), newcomer()
    first.say(code)
    first.gets("(joined)")
    second.say(code)
    second.gets("(code_wrong)")
    assert settled(town, second).conversation != chat.id
    assert chat.get("messages").status_code == 401


def test_the_conversation_she_left_stays_in_the_record(town, asked):
    left = line_of(town, asked).conversation
    chat = town.agreed()
    asked.say(code_of(town, chat.id))
    asked.gets("(joined)")
    assert settled(town, asked).conversation == chat.id
    assert town.record.conversations.find(left) is not None


def test_two_apps_of_one_person_are_one_conversation(town, newcomer):
    one, other = newcomer(), newcomer("sms")
    one.agree()
    conversation = line_of(town, one).conversation
    other.say(code_of(town, conversation))
    other.gets("(joined)")
    lines = town.record.lines.of_conversation(conversation)
    assert {line.channel for line in lines} == {"fake", "sms"}


def test_who_writes_without_a_code_is_never_taken_for_somebody_else(town, newcomer):
    one, other = newcomer(), newcomer("sms")
    other.who = one.who
    one.say("hello")
    other.say("hello")
    one.gets("Hello, I'm Yarrow.")
    other.gets("Hello, I'm Yarrow.")
    assert line_of(town, one).conversation != line_of(town, other).conversation


def test_a_wrong_code_changes_nothing_and_the_open_question_comes_again(town, asked):
    before = line_of(town, asked).conversation
    asked.say("7K3M-9XQ2-ABCD")
    asked.gets("(code_wrong)")
    asked.gets("Again: pregnant_now?")
    assert settled(town, asked).conversation == before
    assert len(heard(town, asked)) == 1


def test_a_code_too_old_is_wrong(town, somebody):
    chat = town.agreed()
    past = datetime.now(timezone.utc) - timedelta(seconds=1)
    somebody.say(town.record.resumption.make(chat.id, past))
    somebody.gets("(code_wrong)")


def test_danger_in_the_words_of_a_code_is_heard_first(town, somebody):
    town.front_desk.danger, usual = "7k3m-9xq2-abcd", town.front_desk.danger
    try:
        somebody.say("7k3m-9xq2-abcd")
        somebody.gets(SAFETY_TEXT)
    finally:
        town.front_desk.danger = usual


def test_codes_are_tried_by_each_line_only_so_often(tmp_path):
    channel = FakeChannel()
    limits = Limits(None, None, None, "2/15 minutes")
    with RunningGateway(
        tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}, limits=limits
    ) as town:
        guesser, other = Texter(town.http, channel, "guesser"), Texter(town.http, channel, "other")
        for times in (1, 2):
            guesser.say("7K3M-9XQ2-ABCD")
            guesser.gets("(code_wrong)", times=times)
        chat = town.agreed()
        code = code_of(town, chat.id)
        guesser.say(code)
        guesser.gets("(code_too_many)")
        other.say(code)
        other.gets("(joined)")


def code_of(town, conversation):
    """A code as it is shown to her."""
    code = town.record.resumption.make(conversation, datetime.now(timezone.utc) + timedelta(hours=1))
    assert re.fullmatch(r"\S{4}-\S{4}-\S{4}", code)
    return code
