"""What is not done, with words a person can act on."""

from __future__ import annotations

FIRST_PAGE = ("/", "To the first page")


class Refusal(Exception):
    """An answer that is not the page asked for: its HTTP status, a heading and what to do now.

    `link`: where to go on, and the words for it.
    """

    def __init__(
        self, status: int, heading: str, sentence: str, link: tuple[str, str] = ("/", "To the first page")
    ) -> None:
        super().__init__(heading)
        self.status = status
        self.heading = heading
        self.sentence = sentence
        self.link = link


def not_found() -> Refusal:
    """No such address, or nothing there."""
    return Refusal(404, "There is nothing here", "The address may be mistyped, or what was here has been deleted.")


def not_allowed() -> Refusal:
    """The role does not open this."""
    return Refusal(403, "Your role does not open this page", "If you need it for your work, ask an administrator.")


def only_in_an_emergency(conversation: str) -> Refusal:
    """The role does not open this conversation; the person may break the glass."""
    return Refusal(
        403,
        "Your role does not open this conversation",
        "If somebody’s safety depends on it now, you can open it for a while and say why.",
        (f"/conversations/{conversation}/emergency", "Open it in an emergency"),
    )


def not_ours() -> Refusal:
    """A form that was not sent from our own page, or from one of an earlier session."""
    return Refusal(
        403, "This form was not sent", "It came from an older page or another site. Open the page anew and try again."
    )


def signed_out() -> Refusal:
    """Something was posted after the session had ended."""
    return Refusal(401, "You have been signed out", "Nothing was saved. Sign in again, then repeat what you did last.")


def not_understood() -> Refusal:
    """A form that could not be read."""
    return Refusal(400, "This form could not be read", "Nothing was saved. Go back, then send it again.")


def too_long() -> Refusal:
    """More than is taken."""
    return Refusal(413, "This is too large", "Nothing was saved. Choose a smaller file.")


def unavailable() -> Refusal:
    """The record cannot be reached: nothing is shown, nothing was saved."""
    return Refusal(503, "The record cannot be reached just now", "Nothing was saved. Try again in a minute.")


def failed() -> Refusal:
    """An error of ours."""
    return Refusal(500, "Something went wrong here", "Your last step may not have been saved. Try again in a minute.")
