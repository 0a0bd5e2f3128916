"""Which messages of the record go out over which line, and as what."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from yarrow.gateway.channels.delivery.sorting import Situation, is_on_page, sorted_out
from yarrow.intake.turn import Choice, Message
from yarrow.store.line_values import Dispatch, Line
from yarrow.store.values import Entry

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
LINE = Line("Line000000000001", "fake", "w", "a", "c", NOW, None, 0, {}, NOW)
HERE = Situation(LINE, is_heard_last=True, is_elsewhere=False, is_away=False, is_web_only=lambda m: is_secret(m))
ELSEWHERE = replace(HERE, is_elsewhere=True)
FROM_HERE, FROM_BROWSER = f"{LINE.id}:e1", "5cb3a1c4-0000-4000-8000-000000000000"


def is_secret(message):
    return bool(message.question) and message.question["section"] == "wellbeing"


def asks(question, text=None, section="about", **more):
    put = {"id": question, "kind": "choice", "section": section, "skippable": True}
    return Message(text or f"About {question}?", (Choice("Yes", f"{question}:yes"),), put, **more)


def said(*messages, answers=FROM_HERE, **more):
    """Our messages in the record, one after another."""
    return [
        Entry(n, f"m{n}", "assistant", one if isinstance(one, Message) else Message(one), NOW, answers=answers, **more)
        for n, one in enumerate(messages, 1)
    ]


def put(entries, situation=HERE):
    """(seq, form) of what goes out."""
    return [(one.seq, one.form.get("as")) for one in sorted_out(entries, situation)]


def test_what_answers_her_here_goes_out_here():
    assert put(said("Thank you.", asks("age"))) == [(1, None), (2, None)]


def test_what_answers_her_in_the_browser_does_not():
    assert put(said("Thank you.", asks("age"), answers=FROM_BROWSER)) == []


def test_what_answers_her_on_another_line_does_not():
    assert put(said("Thank you.", answers="Line000000000002:e1")) == []


def test_her_own_messages_are_not_sent_back():
    assert put([Entry(1, FROM_HERE, "patient", Message("hello"), NOW)]) == []


def test_what_answers_nothing_goes_to_the_line_heard_last():
    words = said("We are back.", answers=None)
    assert put(words) == [(1, None)]
    assert put(words, replace(HERE, is_heard_last=False)) == []


def test_while_she_writes_in_the_browser_only_staff_and_danger_are_pushed():
    assert put(said("We are back.", answers=None), ELSEWHERE) == []
    assert put(said("Please ring us.", answers=None, title="Nurse")[:0], ELSEWHERE) == []
    staff = [replace(entry, sender="staff") for entry in said("Please ring us.", answers=None)]
    assert put(staff, ELSEWHERE) == [(1, None)]
    assert put(said(Message("Call 999 now.", level="T0"), answers=None), ELSEWHERE) == [(1, None)]


@pytest.mark.parametrize(("level", "urgent"), [("T0", True), ("T1", True), ("T2", True), ("T3", False), (None, False)])
def test_what_must_be_acted_on_today_is_urgent_and_nothing_else(level, urgent):
    (one,) = sorted_out(said(Message("Words.", level=level)), HERE)
    assert one.is_urgent is urgent


def test_a_question_put_again_further_on_is_put_once_with_its_answers():
    entries = said(asks("age", "I did not follow. How old are you?"), "One moment.", asks("age", "How old are you?"))
    assert put(entries) == [(1, "words"), (2, None), (3, None)]


def test_the_very_same_question_is_not_said_twice():
    assert put(said(asks("age"), asks("age"))) == [(2, None)]


def test_another_question_stays_whole():
    assert put(said(asks("age"), asks("planning"))) == [(1, None), (2, None)]


def test_the_same_words_twice_in_a_row_are_said_once_but_not_when_something_stands_between():
    assert put(said("Thank you.", "Thank you.")) == [(1, None)]
    assert put(said("Thank you.", "I see.", "Thank you.")) == [(1, None), (2, None), (3, None)]


def test_a_question_that_danger_put_aside_before_it_went_out_is_not_asked_beside_the_one_about_help():
    danger = [Message("Call 999 now.", level="T0"), asks("can_you_get_help", section="emergency")]
    entries = said("Hello, I'm Yarrow.", asks("consent", section="opening"), *danger)
    assert put(entries) == [(1, None), (3, None), (4, None)]
    assert put(said(*danger, asks("consent", section="opening"))) == [(1, None), (2, None), (3, None)]


def test_urgent_words_are_never_folded():
    danger = asks("can_you_get_help", "Call 999 now. Can you?", level="T0")
    assert put(said(danger, danger)) == [(1, None), (2, None)]
    assert put(said(danger, asks("can_you_get_help", "Can you get help?"))) == [(1, None), (2, None)]


def test_a_question_for_the_page_goes_out_as_a_link():
    assert put(said("Thank you.", asks("phq2_mood", section="wellbeing"))) == [(1, None), (2, "link")]


def test_a_question_for_the_page_put_twice_is_one_link_and_its_words_stay_unsaid():
    first = asks("phq2_mood", "Sorry. How is your mood?", section="wellbeing")
    assert put(said(first, asks("phq2_mood", section="wellbeing"))) == [(2, "link")]


def test_when_the_page_is_done_with_the_question_then_open_comes_back_and_nothing_after_it():
    away = replace(ELSEWHERE, is_away=True)
    on_page = said(asks("phq2_interest", section="wellbeing"), answers=FROM_BROWSER)
    assert put(on_page, away) == []
    over = said("Thank you.", asks("asks", section="closing"), answers=FROM_BROWSER)
    assert put(over, away) == [(2, None)]
    assert put(over, ELSEWHERE) == []


def test_of_several_questions_answered_on_the_page_only_the_open_one_comes_back():
    away = replace(ELSEWHERE, is_away=True)
    over = said(asks("support_wanted"), asks("asks", section="closing"), answers=FROM_BROWSER)
    assert put(over, away) == [(2, None)]


def test_after_stop_only_the_words_that_say_so_danger_and_staffs_words_are_put():
    stopped = replace(HERE, line=replace(LINE, stopped_at=NOW))
    entries = said("We have stopped.", answers=None)
    assert put(entries, stopped) == [(1, "confirmation")]
    late = [replace(entry, at=NOW + timedelta(microseconds=1)) for entry in entries]
    assert put(late, stopped) == []
    assert put(said(asks("age")), stopped) == []
    assert put(said(Message("Call 999 now.", level="T1")), stopped) == [(1, None)]
    assert put([replace(entry, sender="staff", at=late[0].at) for entry in entries], stopped) == [(1, None)]


def test_a_line_is_on_the_page_while_the_last_question_that_went_out_over_it_was_a_link():
    def went(seq, form, line=LINE.id):
        return Dispatch(f"d{seq}", "fake", line, "c", "a", seq, False, "sent", 1, 0, NOW, NOW, form=form)

    link, question = {"as": "link", "puts": "phq2_mood"}, {"puts": "asks"}
    assert not is_on_page({}, LINE.id)
    assert is_on_page({1: went(1, question), 2: went(2, link), 3: went(3, {})}, LINE.id)
    assert not is_on_page({2: went(2, link), 4: went(4, question)}, LINE.id)
    assert not is_on_page({2: went(2, link, line="another")}, LINE.id)
