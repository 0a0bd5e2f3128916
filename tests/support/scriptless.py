"""`/chat` as a patient meets it whose browser runs no script: forms, and pages that follow them."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page

from tests.support.visitor import WORDS


class Scriptless:
    """One page of the conversation without script."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.message = page.get_by_role("textbox", name="Your message")
        self.messages = page.get_by_role("list", name="Conversation").locator("> li")
        self.urgent = page.get_by_role("region", name="Urgent: please read")

    def begin(self) -> None:
        """From the way in to the first message."""
        self.page.get_by_role("button", name="Start").click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def said(self, words: str) -> Locator:
        return self.messages.filter(has_text=words)

    @property
    def question(self) -> str | None:
        """The open question's id, as the form names it."""
        field = self.page.locator("input[name=question]")
        return field.first.input_value() if field.count() else None

    @property
    def kind(self) -> str:
        """What is asked for, by the fields there are."""
        for kind, fields in (
            ("multi_choice", "[type=checkbox]"),
            ("loss", "[name^=part-]"),
            ("number", "[name=number]"),
        ):
            if self.page.locator(f"input{fields}").count():
                return kind
        return "choice" if self.page.locator("input[type=radio]").count() else "text"

    def ask(self, words: str) -> None:
        """Write a message and send it; the page that follows is there."""
        self.message.fill(words)
        self.button("Send").last.click()

    def talk(self, answers: Mapping[str, str], most: int = 80) -> list[str]:
        """Answer in words until nothing is asked any more; what was asked."""
        asked: list[str] = []
        while question := self.question:
            assert len(asked) < most, f"the history did not end; last asked: {asked[-8:]}"
            given = answers.get(question) if question not in asked else None
            asked.append(question)
            self.ask(given or WORDS[self.kind])
        return asked
