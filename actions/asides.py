"""What answers something else than the open question, which then comes back unchanged."""

from __future__ import annotations

from actions.base import SafeAction
from actions.turn import Opened
from yarrow.intake.boundary import ask_diagnosis, ask_treatment, set_boundary
from yarrow.intake.comfort import comfort
from yarrow.intake.courtesy import greet, out_of_scope, thanks
from yarrow.intake.evidence import answer_evidence
from yarrow.intake.explain import explain_why
from yarrow.intake.fallback import not_understood
from yarrow.intake.ports import Desk
from yarrow.intake.third_party import acknowledge_third_party
from yarrow.intake.turn import Result

BOUNDARIES = {"ask_diagnosis": ask_diagnosis, "ask_treatment": ask_treatment}


class ExplainWhy(SafeAction):
    """Why the open question is asked."""

    def name(self) -> str:
        return "action_explain_why"

    def act(self, desk: Desk, now: Opened) -> Result:
        return explain_why(desk, now.turn, now.case)


class AnswerEvidence(SafeAction):
    """What is known of a test, a treatment or a claim."""

    def name(self) -> str:
        return "action_answer_evidence"

    def act(self, desk: Desk, now: Opened) -> Result:
        return answer_evidence(desk, now.turn, now.case)


class SetBoundary(SafeAction):
    """Whether the patient has something, and what to take, stop or start, are not Yarrow's to say."""

    def name(self) -> str:
        return "action_set_boundary"

    def act(self, desk: Desk, now: Opened) -> Result:
        return BOUNDARIES.get(now.kind, set_boundary)(desk, now.turn, now.case)


class Comfort(SafeAction):
    """How the patient feels, before anything else."""

    def name(self) -> str:
        return "action_comfort"

    def act(self, desk: Desk, now: Opened) -> Result:
        return comfort(desk, now.turn, now.case)


class AcknowledgeThirdParty(SafeAction):
    """Somebody speaks for the patient."""

    def name(self) -> str:
        return "action_acknowledge_third_party"

    def act(self, desk: Desk, now: Opened) -> Result:
        return acknowledge_third_party(desk, now.turn, now.case)


class Greet(SafeAction):
    """A greeting."""

    def name(self) -> str:
        return "action_greet"

    def act(self, desk: Desk, now: Opened) -> Result:
        return greet(desk, now.turn, now.case)


class Thanks(SafeAction):
    """Thanks."""

    def name(self) -> str:
        return "action_thanks"

    def act(self, desk: Desk, now: Opened) -> Result:
        return thanks(desk, now.turn, now.case)


class OutOfScope(SafeAction):
    """Something that is not Yarrow's business."""

    def name(self) -> str:
        return "action_out_of_scope"

    def act(self, desk: Desk, now: Opened) -> Result:
        return out_of_scope(desk, now.turn, now.case)


class NotUnderstood(SafeAction):
    """Something nobody could make sense of; also what Rasa falls back to when no rule applies."""

    def name(self) -> str:
        return "action_not_understood"

    def act(self, desk: Desk, now: Opened) -> Result:
        return not_understood(desk, now.turn, now.case)
