"""A message on a platform: what can be tapped, what is typed, what stands before it."""

from dataclasses import replace

import pytest

from tests.support.putting import ID, PHRASES, asking, putting
from yarrow.clinical.call import Call
from yarrow.gateway.channels.piece import Limits
from yarrow.gateway.channels.rendering import read_token, read_typed, render
from yarrow.gateway.channels.rendering.platforms import BY_NAME, MESSENGER, SLACK, SMS, TELEGRAM, WHATSAPP
from yarrow.gateway.channels.rendering.tokens import DONE, token
from yarrow.intake.turn import Choice, Message

YES_NO = asking("Is that right?", ["Yes", "No"])
LEAD = "This next part is personal."


def shown(message, limits, **more):
    return render(putting(message, **more), limits, PHRASES)


def labels(rendered):
    return [option.label for option in rendered.pieces[-1].options]


# ------------------------------------------------------------------ what can be tapped
@pytest.mark.parametrize("name", ["whatsapp", "telegram", "messenger", "slack"])
def test_a_short_question_has_its_answers_as_buttons_and_nothing_to_type(name):
    rendered = shown(YES_NO, BY_NAME[name])
    assert (rendered.pieces[-1].form, labels(rendered), rendered.menu) == ("buttons", ["Yes", "No"], None)
    assert rendered.pieces[-1].text == "Is that right?"


@pytest.mark.parametrize("name", ["sms", "twilio_whatsapp"])
def test_without_buttons_the_answers_are_numbered_and_it_is_said_how_to_answer(name):
    rendered = shown(YES_NO, BY_NAME[name])
    assert rendered.pieces[-1].text == "Is that right?\n\n1. Yes\n2. No\n\nPlease reply with one number."
    assert read_typed("2", rendered.menu) == ("q:v1",)
    assert not rendered.pieces[-1].options


@pytest.mark.parametrize("name", ["whatsapp", "telegram", "messenger", "slack"])
def test_who_answers_by_number_sees_the_numbers_and_can_tap_all_the_same(name):
    rendered = shown(YES_NO, BY_NAME[name], is_numbered=True)
    assert rendered.pieces[-1].text == "Is that right?\n\n1. Yes\n2. No\n\nPlease tap your answer, or send its number."
    assert labels(rendered) == ["Yes", "No"]
    assert read_typed("2", rendered.menu) == ("q:v1",)


def test_where_a_number_could_be_the_answer_nothing_is_numbered():
    weeks = asking("How many?", ["1", "2"], kind="number")
    assert shown(weeks, TELEGRAM, is_numbered=True).menu is None


def test_a_label_of_20_signs_is_a_button_of_whatsapp_and_one_of_21_is_a_row():
    assert shown(asking("Which?", ["a" * 20, "No"]), WHATSAPP).pieces[-1].form == "buttons"
    assert shown(asking("Which?", ["a" * 21, "No"]), WHATSAPP).pieces[-1].form == "rows"


def test_three_answers_are_buttons_of_whatsapp_and_four_are_rows():
    assert shown(asking("Which?", list("abc")), WHATSAPP).pieces[-1].form == "buttons"
    rendered = shown(asking("Which?", list("abcd")), WHATSAPP)
    assert (rendered.pieces[-1].form, rendered.pieces[-1].menu, rendered.menu) == ("rows", "Choose", None)


def test_a_row_too_short_for_a_label_has_a_number_and_the_whole_label_beneath():
    rendered = shown(asking("Which?", ["a" * 25, "b" * 72, "No", "Yes"]), WHATSAPP)
    options = [(one.label, one.detail) for one in rendered.pieces[-1].options]
    assert options == [("1", "a" * 25), ("2", "b" * 72), ("3", "No"), ("4", "Yes")]
    assert read_typed("2", rendered.menu) == ("q:v1",)


def test_few_long_labels_are_seen_at_once_and_tapped_by_their_number():
    rendered = shown(asking("Which?", ["a" * 25, "No"]), WHATSAPP)
    assert (rendered.pieces[-1].form, labels(rendered)) == ("buttons", ["1", "2"])
    assert f"1. {'a' * 25}\n2. No" in rendered.pieces[-1].text


def test_a_label_too_long_for_a_row_is_a_line_of_the_text_behind_a_number():
    assert shown(asking("Which?", ["a" * 72, "No", "b", "c"]), WHATSAPP).pieces[-1].form == "rows"
    rendered = shown(asking("Which?", ["a" * 73, "No", "b", "c"]), WHATSAPP)
    assert (rendered.pieces[-1].form, rendered.pieces[-1].options) == ("none", ())
    assert f"1. {'a' * 73}\n2. No" in rendered.pieces[-1].text


def test_ten_answers_are_rows_and_eleven_are_typed():
    assert shown(asking("Which?", list("abcdefghij")), WHATSAPP).pieces[-1].form == "rows"
    assert shown(asking("Which?", list("abcdefghijk")), WHATSAPP).pieces[-1].form == "none"


def test_buttons_too_short_for_a_label_hold_the_numbers_of_the_list():
    rendered = shown(asking("Which?", ["a" * 33, "No"]), TELEGRAM)
    assert labels(rendered) == ["1", "2"]
    assert rendered.pieces[-1].text == f"Which?\n\n1. {'a' * 33}\n2. No\n\nPlease tap your answer, or send its number."
    assert [read_token(one.token) for one in rendered.pieces[-1].options] == [(ID, 0), (ID, 1)]


def test_an_emoji_takes_the_room_of_two_signs():
    assert shown(asking("Which?", ["🌱" * 10, "No"]), WHATSAPP).pieces[-1].form == "buttons"
    assert shown(asking("Which?", ["🌱" * 11, "No"]), WHATSAPP).pieces[-1].form == "rows"


# ------------------------------------------------------------------ several
SEVERAL = asking("Which of these?", ["Rash", "Joints", "None of these"], "multi_choice", none="None of these")


@pytest.mark.parametrize("name", ["telegram", "slack"])
def test_several_are_ticked_and_then_sent(name):
    piece = shown(SEVERAL, BY_NAME[name], ticked=("q:v1",)).pieces[-1]
    assert (piece.form, piece.menu, piece.done) == ("ticks", "Done", token(ID, DONE))
    assert [(one.label, one.is_on) for one in piece.options] == [
        ("Rash", False),
        ("Joints", True),
        ("None of these", False),
    ]
    assert piece.text == "Which of these?\n\nPress Done when you have chosen all that fit."


def test_where_the_ticks_are_numbers_of_a_list_it_is_said_that_numbers_may_be_sent():
    rendered = shown(asking("Which of these?", ["a" * 31, "Pain"], kind="multi_choice"), TELEGRAM)
    assert (rendered.pieces[-1].form, labels(rendered)) == ("ticks", ["1", "2"])
    assert rendered.pieces[-1].text.endswith('You can also send the numbers, such as "1 2".')
    assert read_typed("1 2", rendered.menu) == ("q:v0", "q:v1")


@pytest.mark.parametrize("name", ["sms", "twilio_whatsapp"])
def test_several_are_typed_as_numbers_and_nought_is_none(name):
    rendered = shown(SEVERAL, BY_NAME[name])
    assert rendered.pieces[-1].text == (
        "Which of these?\n\n1. Rash\n2. Joints\n0. None of these\n\n"
        'Please reply with all the numbers that fit, such as "1 2".'
    )
    assert read_typed("1 and 2", rendered.menu) == ("q:v0", "q:v1")
    assert read_typed("0", rendered.menu) == ("q:v2",)


@pytest.mark.parametrize("name", ["whatsapp", "messenger"])
def test_where_a_tap_is_sent_at_once_only_none_of_these_can_be_tapped(name):
    rendered = shown(SEVERAL, BY_NAME[name])
    assert labels(rendered) == ["None of these"]
    assert read_token(rendered.pieces[-1].options[0].token) == (ID, 2)
    assert read_typed("1 2", rendered.menu) == ("q:v0", "q:v1")


def test_a_list_that_fits_one_message_only_without_a_button_has_none():
    many = [f"An answer of some length, number {number}" for number in range(25)] + ["None of these"]
    rendered = shown(asking("Which?", many, "multi_choice", none="None of these"), WHATSAPP)
    assert len(rendered.pieces) == 1
    assert rendered.pieces[0].form == "none"


def test_one_thing_left_of_a_list_asks_for_one_number():
    rendered = shown(asking("This?", ["Rash", "None of these"], "multi_choice", none="None of these"), SMS)
    assert rendered.pieces[-1].text == "This?\n\n1. Rash\n0. None of these\n\nPlease reply with one number."


def test_none_of_these_is_nought_where_one_answer_is_asked_for_too():
    choices = (Choice("A birth", "q:birth"), Choice("None of these", "q:none"), Choice("A loss", "q:loss"))
    rendered = shown(replace(asking("Which?", []), choices=choices), SMS)
    assert "1. A birth\n2. A loss\n0. None of these" in rendered.pieces[-1].text
    assert read_typed("none", rendered.menu) == ("q:none",)


def test_the_buttons_stand_in_the_order_of_the_list():
    asked = asking("Which?", ["a" * 40, "None of these", "b"], "multi_choice", none="None of these")
    piece = shown(asked, TELEGRAM).pieces[-1]
    assert [one.label for one in piece.options] == ["1", "2", "0"]
    assert [read_token(one.token) for one in piece.options] == [(ID, 0), (ID, 2), (ID, 1)]


def test_another_answer_of_that_value_keeps_its_place():
    choices = (Choice("On a scan", "q:scan"), Choice("It was not confirmed", "q:none"), Choice("Else", "q:else"))
    rendered = shown(replace(asking("How?", []), choices=choices), SMS)
    assert "2. It was not confirmed" in rendered.pieces[-1].text
    assert read_typed("0", rendered.menu) is None


def test_ticks_that_changed_are_only_the_piece_that_holds_them():
    rendered = shown(SEVERAL, TELEGRAM, ticked=("q:v0",), edits={"message": 12})
    assert [piece.edits for piece in rendered.pieces] == [{"message": 12}]


def test_a_long_list_stands_under_its_headings():
    groups = [{"title": "Pain", "values": ["q:v0", "q:v1"]}, {"title": "Blood", "values": ["q:v2"]}]
    names = ["Belly", "Head", "Bleeding", "None of these"]
    text = shown(asking("Which?", names, "multi_choice", none="None of these", groups=groups), SMS).pieces[-1].text
    assert "Which?\n\nPain:\n1. Belly\n2. Head\n\nBlood:\n3. Bleeding\n\n0. None of these\n\n" in text


# ------------------------------------------------------------------ letters
@pytest.mark.parametrize("kind", ["number", "loss"])
def test_where_a_number_could_be_the_answer_letters_stand_for_the_choices(kind):
    rendered = shown(asking("About your loss: how far along was it?", ["Early", "Later"], kind), SMS)
    assert "A. Early\nB. Later\n\nPlease reply with one letter, or in your own words." in rendered.pieces[-1].text
    assert read_typed("8", rendered.menu) is None
    assert read_typed("b", rendered.menu) == ("q:v1",)


def test_so_they_do_where_the_answers_are_scores():
    asked = asking("How often?", [])
    scores = replace(asked, choices=(Choice("Not at all", "q:0"), Choice("Several days", "q:1")))
    rendered = shown(scores, SMS)
    assert rendered.pieces[-1].text == "How often?\n\nA. Not at all\nB. Several days\n\nPlease reply with one letter."
    assert read_typed("1", rendered.menu) is None


def test_a_question_for_words_says_that_words_will_do():
    assert (
        shown(asking("Which word?", ["Loss", "Baby"], "text"), SMS)
        .pieces[-1]
        .text.endswith("Please reply with one number, or in your own words.")
    )
    assert (
        shown(asking("Which medicines?", ["None"], "text"), SMS)
        .pieces[-1]
        .text.endswith("1. None\n\nPlease reply 1, or use your own words.")
    )


# ------------------------------------------------------------------ ways past
def test_ways_past_a_question_are_buttons_where_there_is_room():
    assert [one.label for one in shown(YES_NO, SLACK).pieces[-1].extras] == ["Skip this", "Not sure", "Why do you ask?"]
    assert not shown(YES_NO, WHATSAPP).pieces[-1].extras


def test_a_question_without_choices_has_them_too():
    piece = shown(asking("How old are you?", [], "number"), TELEGRAM).pieces[-1]
    assert (piece.form, len(piece.extras)) == ("none", 3)


def test_what_must_be_answered_can_be_asked_about_and_not_skipped():
    assert [one.label for one in shown(asking("?", ["Yes"], skippable=False), SLACK).pieces[-1].extras] == [
        "Why do you ask?"
    ]


def test_a_question_of_the_conversation_itself_has_its_own_way_out():
    changing = asking("What would you like to change?", ["Nothing, go back"], id="change_something")
    assert [one.label for one in shown(changing, SLACK).pieces[-1].extras] == ["Why do you ask?"]


def test_not_sure_is_not_offered_twice():
    own = asking("Which?", ["Yes"])
    own = Message(own.text, (*own.choices, Choice("I'm not sure", "q:unsure")), own.question)
    assert "Not sure" not in [one.label for one in shown(own, SLACK).pieces[-1].extras]


@pytest.mark.parametrize("question", [asking("Can you call?", ["Yes"], section="emergency"), None])
def test_nothing_stands_beside_an_emergency(question):
    message = question or YES_NO
    assert not shown(message, SLACK, is_urgent=question is None).pieces[-1].extras


# ------------------------------------------------------------------ what stands before it
def test_a_sensitive_question_begins_with_a_neutral_line_where_previews_show():
    text = shown(YES_NO, WHATSAPP, is_sensitive=True).pieces[0].text
    assert text.startswith(LEAD)
    assert text.endswith("\n\nIs that right?")


@pytest.mark.parametrize("limits", [TELEGRAM, SLACK])
def test_or_has_another_text_for_the_preview(limits):
    piece = shown(YES_NO, limits, is_sensitive=True).pieces[0]
    assert (piece.text, piece.preview) == ("Is that right?", "There is a new message for you.")


@pytest.mark.parametrize("words", ["A nurse from the clinic has joined.", "The nurse from the clinic is back."])
def test_the_fixed_words_that_somebody_of_the_clinic_writes_now_are_not_signed_by_them(words):
    piece = shown(Message(words), SMS, by="Nurse").pieces[0]
    assert (piece.text, piece.by_staff) == (words, True)


@pytest.mark.parametrize("words", ["A nurse rings you tomorrow.", "A midwife from the clinic rings you."])
def test_what_a_nurse_says_of_others_is_signed(words):
    assert shown(Message(words), SMS, by="Nurse").pieces[0].text == f"Nurse (clinic): {words}"


def test_every_part_of_sensitive_words_begins_so():
    pieces = shown("You told me this. " * 300, SMS, is_sensitive=True).pieces
    assert len(pieces) > 3
    assert all(piece.text.startswith(LEAD) for piece in pieces)


@pytest.mark.parametrize("limits", [SMS, TELEGRAM])
def test_urgent_words_come_first_and_are_never_hidden(limits):
    piece = shown(Message("Call 999 now.", level="T0"), limits, is_urgent=True, is_sensitive=True).pieces[0]
    assert (piece.text, piece.preview, piece.is_urgent) == ("Call 999 now.", None, True)


def test_urgent_words_in_several_parts_are_counted():
    pieces = shown("Please call 999 now, and say this. " * 60, SMS, is_urgent=True).pieces
    assert [piece.text[:9] for piece in pieces] == ["(1 of 2) ", "(2 of 2) "]


def test_words_of_the_clinic_begin_with_who_writes():
    piece = shown("I can see you tomorrow.", WHATSAPP, by="Nurse").pieces[0]
    assert (piece.text, piece.by_staff) == ("Nurse (clinic): I can see you tomorrow.", True)
    assert not shown("I can help.", WHATSAPP).pieces[0].by_staff


def test_braces_in_words_of_staff_are_only_signs():
    assert shown("Use {this}", SMS, by="Nurse").pieces[0].text == "Nurse (clinic): Use {this}"


def test_a_hint_stands_beneath():
    assert 'You can also reply "skip"' in shown(YES_NO, WHATSAPP, hint="ways").pieces[-1].text.split("\n\n")[-1]


# ------------------------------------------------------------------ numbers to call
CALLS = (Call("Call 999", "tel:999"), Call("Text SHOUT to 85258", "sms:85258?&body=SHOUT"))


def test_a_number_to_call_that_the_words_do_not_say_is_said():
    text = shown(Message("Please ring 85258 or 9990.", calls=CALLS), WHATSAPP).pieces[0].text
    assert text == "Please ring 85258 or 9990.\n\nCall 999"


def test_a_number_that_is_said_is_not_said_twice():
    calls = (Call("Call Lifeline", "tel:08088088000"), Call("Call 1-833-852-6262", "tel:1-833-852-6262"))
    words = "Lifeline, 0808 808 8000; or 1-833-852-6262."
    assert shown(Message(words, calls=calls), WHATSAPP).pieces[0].text == words


# ------------------------------------------------------------------ the link instead
LINK = "https://clinic.example/go/7Qm2"


def test_a_link_stands_in_the_place_of_the_question():
    rendered = shown(asking("Do you feel low?", ["Yes", "No"], sensitive=True), WHATSAPP, link=LINK, is_sensitive=True)
    piece = rendered.pieces[0]
    assert LINK in piece.text.split()
    assert piece.link == ("Open the page", LINK)
    assert "low" not in piece.text
    assert "reply SKIP" in piece.text
    assert (piece.form, rendered.menu) == ("none", None)


def test_what_must_be_answered_cannot_be_skipped_there_either():
    assert "SKIP" not in shown(asking("Agree?", ["Yes"], skippable=False), SMS, link=LINK).pieces[0].text


# ------------------------------------------------------------------ long words
def test_long_words_are_parts_of_which_only_the_last_leaves_room_for_buttons():
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 150 for number in range(9))
    pieces = shown(asking(text, ["Yes", "No"]), WHATSAPP).pieces
    assert [piece.form for piece in pieces] == ["none", "none", "buttons"]
    assert len(pieces[0].text) > 3000
    assert len(pieces[-1].text) <= 1024


def test_typographic_signs_are_plain_on_sms_only():
    assert shown("I’m “here”.", SMS).pieces[0].text == 'I\'m "here".'
    assert shown("I’m “here”.", WHATSAPP).pieces[0].text == "I’m “here”."


def test_a_platform_that_can_nothing_still_gets_all():
    assert "1. Yes\n2. No" in shown(YES_NO, Limits(text=200, with_options=200)).pieces[0].text


def test_messenger_has_thirteen_answers_as_buttons_and_types_the_fourteenth():
    assert shown(asking("Which?", list("abcdefghijklm")), MESSENGER).pieces[-1].form == "buttons"
    assert shown(asking("Which?", list("abcdefghijklmn")), MESSENGER).pieces[-1].form == "none"
