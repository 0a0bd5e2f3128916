"""The words patients have for an answer belong to a question that is asked, and to an answer that it takes."""

from __future__ import annotations

from tests.support.interviews import protocol
from yarrow.protocol.lexicon import load_lexicon


def test_each_belongs_to_an_answer_that_is_taken() -> None:
    questions = {question.id: question for question in protocol().questions}
    for question_id, answers in load_lexicon().answers.items():
        question = questions[question_id]
        offered = {option.value for option in question.options}
        for named in answers:
            value = named.id
            if question.kind == "yes_no":
                offered |= {"yes", "no", "unsure"}
            assert value in offered or (question.kind == "number" and value.isdecimal()), (question_id, value)
            assert named.phrases, (question_id, value)
