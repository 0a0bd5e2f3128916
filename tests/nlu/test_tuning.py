"""The two things of Rasa's that are set from outside are still where they were, and do what they should."""

from __future__ import annotations

import inspect

import pytest
from jsonschema import ValidationError
from rasa.core.actions import action
from rasa.core.actions.action import RemoteAction

from yarrow.nlu import tuning

UNTUNED = inspect.getsource(RemoteAction._validate_action_result)


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    monkeypatch.setattr(action, "DEFAULT_REQUEST_TIMEOUT", 300)
    tuning.tune()
    return RemoteAction("action_x", None)


def test_rasa_still_checks_answers_as_it_did_when_this_was_written() -> None:
    assert "validate(result, self.action_response_format_spec())" in UNTUNED
    assert "timeout=DEFAULT_REQUEST_TIMEOUT" in inspect.getsource(RemoteAction.run)


def test_a_hanging_action_is_cut_after_8_seconds(remote: RemoteAction) -> None:
    assert action.DEFAULT_REQUEST_TIMEOUT == 8


def test_an_answer_of_the_right_form_passes(remote: RemoteAction) -> None:
    answer = {"events": [{"event": "slot", "name": "age", "value": 3, "timestamp": None}], "responses": [{"text": "x"}]}
    assert remote._validate_action_result(answer)


@pytest.mark.parametrize("answer", [{"events": "x"}, {"responses": [1]}, {"events": [{"event": "slot"}]}, []])
def test_an_answer_of_another_form_is_refused_without_quoting_it(remote: RemoteAction, answer: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        remote._validate_action_result(answer)
    assert refusal.value.message == "The answer of action_x is not what an action answers."
