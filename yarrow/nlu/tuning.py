"""Two constants of Rasa's that a launch profile would set, if Rasa let it; both pinned by tests/nlu/test_tuning.py."""

from __future__ import annotations

from typing import Any

import rasa.core.actions.action
from jsonschema import ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction

# An action that hangs is cut here, and the turn fails; Rasa would wait for 300 s (rasa/core/constants.py).
ACTION_TIMEOUT = 8


def tune() -> None:
    """Cut actions that hang, and check what actions answer against a schema that is compiled once.

    Rasa checks the schema itself against its meta-schema in every call (rasa/core/actions/action.py:699), which takes
    longer than all the rest of a turn.
    """
    rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = ACTION_TIMEOUT
    schema = RemoteAction.action_response_format_spec()
    compiled = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        problem = next(compiled.iter_errors(result), None)
        if problem is not None:
            # Without the validator's message: it quotes the answer, and with it the patient.
            raise ValidationError(f"The answer of {self.name()} is not what an action answers.")
        return True

    RemoteAction._validate_action_result = validate
