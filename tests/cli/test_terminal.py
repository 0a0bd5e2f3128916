"""The terminal client talks with a real gateway: it shows, chooses, resumes, hears late messages, copes without one."""

import io
import re
import time
from datetime import datetime, timezone

import httpx
import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, until
from yarrow.cli import main
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant, Leaving
from yarrow.terminal import api as terminal_api
from yarrow.terminal.api import Answer, Away, ChatApi
from yarrow.terminal.conversation import Conversation, converse
from yarrow.terminal.message import Message as Shown
from yarrow.terminal.screen import Screen
from yarrow.web.handing_back import hand_back


@pytest.fixture
def gateway(tmp_path):
    with RunningGateway(tmp_path) as running:
        yield running


@pytest.fixture
def begun(gateway):
    conversation = Conversation(ChatApi(str(gateway.http.base_url)), Screen(io.StringIO()))
    conversation.begin()
    yield conversation
    conversation.end()


def shown(conversation):
    return conversation.screen.out.getvalue()


def test_the_greeting_and_its_choices_are_shown_with_what_to_type(begun):
    assert "Yarrow: Hello, I'm Yarrow." in shown(begun)
    assert "        1) Yes\n        2) No\n" in shown(begun)


def test_a_number_makes_the_choice_and_the_next_question_follows(begun):
    begun.take("1")
    assert "Could you be pregnant?" in shown(begun)
    assert "(1 of 9 answered)" in shown(begun)
    assert begun.asking.id == "pregnant_now"


def test_words_are_sent_as_words(begun, gateway):
    for line in ("1", "2", "I am 34"):
        begun.take(line)
    assert gateway.rasa.seen[-1].said.text == "I am 34"
    assert gateway.rasa.seen[-1].said.choices == ()


def test_an_emergency_is_unmistakable_without_colour(begun):
    begun.take("1")
    begun.take("I'm bleeding heavily")
    assert "!" * 78 + "\n!!! URGENT - PLEASE READ THIS NOW\n\nPlease call 999 now." in shown(begun)
    assert "1) I'm calling" in shown(begun)


def test_the_page_for_the_visit_is_a_link_that_opens_once(begun, gateway):
    for line in ("1", "2", "/brief"):
        begun.take(line)
    (link,) = re.findall(r"within 10 minutes: (\S+)", shown(begun))
    assert gateway.http.get(link).text == "pdf for the patient: pregnant_now"
    assert gateway.http.get(link).status_code == 404


@pytest.mark.parametrize(("command", "words"), [("/why", "Why do you ask?"), ("/skip", "Skip"), ("/pause", "Pause")])
def test_commands_are_said_as_plain_words(begun, gateway, command, words):
    begun.take("1")
    begun.take(command)
    assert gateway.rasa.seen[-1].said.text == words


def test_a_slash_never_leaves_the_client(begun, gateway):
    begun.take("1")
    turns = len(gateway.rasa.seen)
    begun.take("/inform{}")
    assert len(gateway.rasa.seen) == turns
    assert "There is no /inform{}." in shown(begun)


def test_pausing_gives_a_code_and_the_code_goes_on_where_it_was(begun, gateway):
    begun.take("1")
    begun.take("/pause")
    code = re.search(r"--resume (\S+)", shown(begun)).group(1)
    later = Conversation(ChatApi(begun.api.url), Screen(io.StringIO()))
    later.begin(code=code)
    assert "Could you be pregnant?" in shown(later)
    later.end()


def test_a_late_answer_is_shown_when_it_comes_once(begun, gateway):
    begun.take("1")
    gateway.rasa.delay, gateway.rasa.mode = 0.8, "slow"
    begun.take("2")
    until(lambda: "How old are you?" in shown(begun))
    time.sleep(0.3)
    assert shown(begun).count("How old are you?") == 1


def test_a_person_who_writes_is_named_and_gets_words_and_not_the_programs_choices(begun, gateway):
    begun.take("1")
    who, talk = Attendant("s1", "Nurse Ann", "Nurse"), begun.api.conversation
    attendance, now = gateway.record.attendance, datetime.now(timezone.utc)
    attendance.begin(talk, who, Message("A nurse has joined."), now)
    until(lambda: "-- A person writes now: Nurse." in shown(begun))
    until(lambda: "Nurse (clinic): A nurse has joined." in shown(begun))
    attendance.beat(talk, "s1", datetime.now(timezone.utc), is_typing=True)
    until(lambda: "-- Nurse is writing …" in shown(begun))
    turns = len(gateway.rasa.seen)
    begun.take("1")
    assert "-- Sent. It goes to a person: Nurse." in shown(begun)
    assert [entry.message.text for entry in gateway.record.outbox.transcript(talk)][-1] == "1"
    hand_back(gateway.record, gateway.front_desk, talk, Leaving(by="s1"), now)
    until(lambda: "Again: pregnant_now?" in shown(begun))
    assert begun.asking.id == "pregnant_now"
    assert len(gateway.rasa.seen) == turns
    assert "Ann" not in shown(begun)


def test_a_message_is_sent_again_under_its_id_while_the_server_is_away(monkeypatch):
    monkeypatch.setattr(terminal_api, "PAUSES", (0.0, 0.0))
    ids, answers = (
        [],
        [httpx.ConnectError("down"), httpx.ReadTimeout("slow"), httpx.Response(200, json={"messages": []})],
    )

    def handle(request):
        ids.append(request.content)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    api = ChatApi("http://yarrow.test", transport=httpx.MockTransport(handle))
    assert api.send("m1", {"text": "hello"}) == Answer([])
    assert len(ids) == 3
    assert len(set(ids)) == 1


def test_a_server_that_stays_away_is_told_with_what_to_do_in_danger(begun, gateway, monkeypatch):
    def away(*_):
        raise Away

    monkeypatch.setattr(begun.api, "send", away)
    begun.take("hello")
    assert "cannot be reached" in shown(begun)
    assert "Call your local emergency number" in shown(begun)


def test_a_refusal_is_the_servers_own_sentence(begun):
    begun.take("1")
    begun.take("x" * 4001)
    assert re.search(r"-- .*(long|characters)", shown(begun))


def test_control_characters_never_reach_the_terminal():
    entry = {"id": "m", "from": "staff", "text": "a\x1b[2Jb\x07\nc"}
    assert Shown.from_json(entry).text == "a[2Jb\nc"


def test_lines_end_the_conversation_and_quit_does(begun):
    lines = iter(["1", "/quit", "never said"])
    converse(begun, lambda: next(lines))
    assert next(lines) == "never said"


def test_chat_in_a_pipe_prints_plain_lines(gateway, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n34\n/quit\n"))
    assert main(["chat", "--url", str(gateway.http.base_url)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.index("Hello, I'm Yarrow.") < out.index("Could you be pregnant?") < out.index("How old are you?")
    assert "yarrow chat --resume" in out


def test_a_script_that_ends_early_still_hears_the_late_answer(gateway, monkeypatch, capsys):
    gateway.rasa.delay, gateway.rasa.mode = 0.9, "slow"
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["chat", "--url", str(gateway.http.base_url)]) == 0
    assert "Could you be pregnant?" in capsys.readouterr().out


def test_a_wrong_code_is_refused_in_one_sentence(gateway, capsys):
    assert main(["chat", "--url", str(gateway.http.base_url), "--resume", "AAAA-AAAA-AAAA"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("yarrow chat: ")
    assert len(told.splitlines()) == 1


def test_nobody_at_the_address_is_said_with_the_remedy(capsys):
    fake = FakeRasa().start()
    address = fake.url
    fake.stop()
    assert main(["chat", "--url", address]) == 1
    assert capsys.readouterr().err == (
        f"yarrow chat: nobody answers at {address}. Start Yarrow with `make run`, or give its address with --url.\n"
    )
