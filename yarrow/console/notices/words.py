"""What notices and letters are called."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.store.notice_values import Cause, Channel, Letter, LetterState

CAUSES: Mapping[Cause, str] = {
    "level": "Danger, or something for today",
    "person_wanted": "Asked for a person",
    "cannot_get_help": "Cannot get help by herself",
    "action_failed": "A message could not be answered",
    "attendance_lapsed": "Whoever was writing has gone",
    "not_delivered": "Urgent words did not reach her",
    "glass_break": "Opened in an emergency, without the role for it",
}
CHANNELS: Mapping[Channel, str] = {"email": "E-mail", "webhook": "Webhook"}
STATES: Mapping[LetterState, str] = {
    "waiting": "Waits for the next try",
    "sending": "Being sent",
    "sent": "Sent",
    "failed": "Given up",
}
ERRORS: Mapping[str, str] = {
    "timeout": "no answer in time",
    "certificate": "the mail server could not prove who it is",
    "not private": "the mail server does not keep the connection private",
    "ConnectionRefusedError": "nobody there",
    "ConnectError": "nobody there",
    "gaierror": "the server's name is unknown",
    "SMTPServerDisconnected": "the mail server hung up",
}


def problem(letter: Letter) -> str:
    """Why a letter has not gone out, in words; empty if it has, or was not tried yet."""
    if letter.error is None or letter.state == "sent":
        return ""
    kind, _, code = letter.error.partition(" ")
    if kind == "smtp" and code:
        return f"the mail server said no ({code})"
    if kind == "http":
        return f"the receiver answered {code}"
    return ERRORS.get(letter.error, letter.error)
