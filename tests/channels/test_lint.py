"""Every question of the real protocol fits every platform; one that does not is found before anybody is asked it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Option, Question
from yarrow.gateway.channels.rendering import Phrases, render
from yarrow.gateway.channels.rendering.lint import lint, put_of
from yarrow.gateway.channels.rendering.platforms import BY_NAME, MESSENGER, SMS, WHATSAPP
from yarrow.gateway.channels.rendering.table import table
from yarrow.gateway.channels.rendering.variants import variants
from yarrow.messengers import NAMES
from yarrow.protocol.loader import load


@cache
def protocol() -> Protocol:
    return load(Path(__file__).parents[2] / "protocol")


def asking(*labels: str, text: str = "Which?", **more) -> Protocol:
    """The real protocol with one more question, which has these answers."""
    options = tuple(Option(f"v{place}", label) for place, label in enumerate(labels))
    question = Question("new", "about", more.pop("kind", "choice"), text, "", fact="new", options=options, **more)
    return replace(protocol(), questions=(*protocol().questions, question))


def found(changed: Protocol, **platforms) -> list[str]:
    return [str(finding) for finding in lint(changed, platforms)]


def test_every_platform_has_its_limits():
    assert set(BY_NAME) == set(NAMES)


def test_everything_of_the_protocol_fits_every_platform():
    assert [str(finding) for finding in lint(protocol())] == []


def test_every_question_is_looked_at_and_the_lists_that_grow_with_a_history():
    seen = {variant.question for variant in variants(protocol())}
    grown = {"change_something", "which_advised", "heard_right"}
    assert seen == {question.id for question in protocol().questions} | grown


def test_a_question_is_looked_at_with_every_set_of_answers():
    offered = {len(variant.message.choices) for variant in variants(protocol()) if variant.question == "symptoms_now"}
    whole = next(question for question in protocol().questions if question.id == "symptoms_now")
    assert offered >= set(range(2, len(whole.options) - 1))
    assert len(whole.options) in offered


def test_a_repeated_question_is_looked_at_as_it_is_asked():
    texts = [variant.message.text for variant in variants(protocol()) if variant.question == "losses"]
    assert len(set(texts)) == 5
    assert not any("{" in text for text in texts)


def test_the_answers_of_a_real_question_on_whatsapp_are_the_ones_of_the_protocol():
    variant = next(one for one in variants(protocol()) if one.question == "consent")
    rendered = render(put_of(variant), WHATSAPP, Phrases.of(protocol()))
    assert [option.label for option in rendered.pieces[-1].options] == ["Yes, that's fine", "No, thank you"]


# ------------------------------------------------------------------ what does not fit
def test_a_list_that_needs_two_messages_is_found_and_one_that_just_fits_is_not():
    labels = [f"{number:02} {'x' * 66}" for number in range(20)]
    assert found(asking(*labels), sms=SMS)[0] == (
        "new on sms: the question and its answers do not fit into one message. Make them shorter, or fewer."
    )
    assert not found(asking(*labels[:17]), sms=SMS)


def test_a_label_with_a_line_of_its_own_in_it_is_found():
    torn = found(asking("Yes,\nor nearly", "No"), sms=SMS)
    assert any("is not shown whole on one line" in one for one in torn)
    assert not found(asking("Yes, or nearly", "No"), sms=SMS)


# Three ways past the question stand beside its answers once words have failed.
@pytest.mark.parametrize(("count", "is_found"), [(23, False), (24, True)])
def test_more_answers_than_letters_are_found_where_a_number_could_be_the_answer(count, is_found):
    labels = [f"answer {number}" for number in range(count)]
    assert any("than there are letters" in one for one in found(asking(*labels, kind="number"), sms=SMS)) is is_found


def test_a_sign_no_text_message_has_is_found_on_sms_only():
    changed = asking("Łódź", "No")
    assert found(changed, sms=SMS, messenger=MESSENGER) == [
        "new on sms: ó Ł ź is no sign of a text message, which then holds less than half. Use another."
    ]
    assert not found(asking("Sjögren’s – or not", "No"), sms=SMS)


@pytest.mark.parametrize(("times", "is_found"), [(100, False), (110, True)])
def test_urgent_words_that_need_two_messages_are_found(times, is_found):
    wording = {**protocol().wording, "safety.t0.E06": "Please go now. " * times}
    assert bool(found(replace(protocol(), wording=wording), sms=SMS)) is is_found


# ------------------------------------------------------------------ the table
def test_the_table_says_in_which_form_each_question_comes():
    lines = {
        line.split()[0]: line.split()[1:] for line in table(protocol(), {"whatsapp": WHATSAPP, "sms": SMS}).split("\n")
    }
    assert lines["question"] == ["whatsapp", "sms"]
    assert lines["consent"] == ["buttons", "typed", "1–2"]
    # In words, and after misses with bands to choose from.
    assert lines["age"] == ["words,", "rows", "words,", "typed", "A–J"]
    assert lines["losses"] == ["rows", "A–D", "typed", "A–D"]
    assert set(lines) == {"question", *(variant.question for variant in variants(protocol()))}
