"""The widget as a patient meets it: everything is found by its role and its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page

# The conversation the element talks through, as docs for integrators name it.
CONVERSATION = "document.querySelector('yarrow-chat').conversation"
ANSWERED = f"""(told) => {{
  const chat = {CONVERSATION};
  if (chat?.state !== 'idle' || chat.entries.length < told) return false;
  return !chat.entries.some((one) => one.unsent) && chat.entries.at(-1).from !== 'patient';
}}"""
QUESTION = f"""() => {{
  const open = {CONVERSATION}.question;
  return open && {{...open.question, choices: open.choices}};
}}"""


class Widget:
    """One page with the widget on it."""

    def __init__(self, page: Page, name: str = "Yarrow") -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name=f"Chat with {name}")
        self.log = page.get_by_role("log", name="Conversation")
        self.items = self.log.get_by_role("listitem")
        self.composer = page.get_by_role("textbox", name="Your message")
        self.answers = page.get_by_role("group", name="Your answer")
        self.urgent = page.get_by_role("region", name="Urgent: please read")
        self.menu = page.get_by_role("button", name="Menu")

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def texts(self) -> list[str]:
        """What stands in the conversation, message by message, who said it and all."""
        return self.items.all_inner_texts()

    def said(self, words: str) -> Locator:
        """The messages in which these words stand."""
        return self.items.filter(has_text=words)

    def question(self) -> dict[str, Any] | None:
        """The open question, as the API gives it."""
        return self.page.evaluate(QUESTION)

    def state(self) -> str:
        return str(self.page.evaluate(f"() => {CONVERSATION}.state"))

    def entries(self) -> int:
        """How many messages there are, of both sides."""
        return int(self.page.evaluate(f"() => {CONVERSATION}?.entries.length ?? 0"))

    def until_answered(self, entries: int = 1) -> None:
        """Wait until there are so many messages, all sent, and the last word is not the patient's."""
        self.page.wait_for_function(ANSWERED, arg=entries)

    def until_state(self, state: str) -> None:
        self.page.wait_for_function(f"(state) => {CONVERSATION}?.state === state", arg=state)

    def say(self, words: str) -> None:
        """Type a message and send it, without waiting for the answer."""
        self.composer.fill(words)
        self.button("Send").last.click()

    def ask(self, words: str) -> None:
        """Type a message, send it, and wait for the answer."""
        told = self.entries()
        self.say(words)
        self.until_answered(told + 2)

    def press(self, *names: str, then: str | None = None) -> None:
        """Tap answers of the open question, then the button that sends them if there is one, and wait."""
        told = self.entries()
        for name in names:
            self.answers.get_by_role("button", name=name, exact=True).or_(
                self.answers.get_by_role("checkbox", name=name, exact=True)
            ).or_(self.answers.get_by_role("radio", name=name, exact=True)).click()
        if then:
            self.answers.get_by_role("button", name=then, exact=True).click()
        self.until_answered(told + 2)

    def open_menu(self) -> None:
        self.menu.click()

    def choose(self, name: str) -> None:
        """Something in the menu, which is opened for it."""
        self.open_menu()
        self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        ).or_(self.page.get_by_role("menuitem", name=name, exact=True)).click()


def in_order(texts: Sequence[str], *parts: str) -> bool:
    """Whether these parts stand in texts in this order, each in one of its own."""
    places = iter(texts)
    return all(any(part in text for text in places) for part in parts)
