"""Before which of the program's words a lock screen shows something neutral."""

from datetime import datetime, timezone

import pytest

from tests.support.front_desk import real_protocol
from yarrow.clinical.call import Call
from yarrow.gateway.channels.delivery.putting import TELLING, is_hers_alone
from yarrow.intake.turn import Message
from yarrow.store.values import Outbound

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def said(message, kind="reply"):
    return Outbound("c", 1, "m", "assistant", kind, message, None, NOW)


def test_words_that_say_more_than_a_line_or_two_are_hers_alone():
    assert is_hers_alone(said(Message("x" * (TELLING + 1))), real_protocol())
    assert not is_hers_alone(said(Message("x" * TELLING)), real_protocol())


def test_words_with_a_number_to_call_are_seen_at_once_however_long():
    comfort = Message("x" * 400, calls=(Call("Call 116 123", "tel:116123"),))
    assert not is_hers_alone(said(comfort), real_protocol())


@pytest.mark.parametrize("kind", ["opening", "aside", "safety"])
def test_words_that_answer_nothing_she_told_need_no_line_before_them(kind):
    assert not is_hers_alone(said(Message("x" * 400), kind), real_protocol())


@pytest.mark.parametrize(("question", "is_hers"), [("phq2_interest", True), ("age", False)])
def test_a_question_is_hers_alone_if_the_protocol_says_so(question, is_hers):
    assert is_hers_alone(said(Message("About you?", (), {"id": question})), real_protocol()) is is_hers
