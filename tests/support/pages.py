"""Every page around the widget, in each state a patient can meet it in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.support.device import Device
from tests.support.over_http import OverHttp
from tests.support.places import ASKS, LOSS, SYMPTOMS, TESTS, at
from tests.support.scriptless import Scriptless
from tests.support.states import DANGER

Shown = Callable[[Device], Page]


def at_once(path: str) -> Shown:
    """Opened by somebody who has no conversation."""
    return lambda device: device.open(path)


def chat(start: dict[str, object], *words: str) -> Shown:
    """`/chat` with this question open, after these words."""

    def shown(device: Device) -> Page:
        page = device.open_mine(OverHttp(device.yarrow, start).chat)
        page.goto(f"{device.yarrow.url}/chat")
        for said in words:
            Scriptless(page).ask(said)
        return page

    return shown


def mine(start: dict[str, object]) -> Shown:
    """`/mine` of a conversation that has come so far."""
    return lambda device: device.open_mine(OverHttp(device.yarrow, start).chat)


def after_delete(device: Device) -> Page:
    page = mine(TESTS)(device)
    delete(page)
    return page


def delete(page: Page) -> None:
    """Delete everything, from `/mine`."""
    for name in ("Delete everything", "Yes, delete everything"):
        button = page.get_by_role("button", name=name, exact=True)
        link = page.get_by_role("link", name=name, exact=True)
        button.or_(link).last.click()


PAGES: dict[str, Shown] = {
    "home": at_once("/"),
    "talk": at_once("/talk"),
    "privacy": at_once("/privacy"),
    "integrate": at_once("/integrate"),
    "chat, start": at_once("/chat"),
    "chat, symptoms": chat(SYMPTOMS),
    "chat, number": chat({"at": "age", "locale": "UK", "known": {"pregnant_now": "no"}}),
    "chat, loss": chat(LOSS),
    "chat, tests": chat(TESTS),
    "chat, text": chat(ASKS),
    "chat, mistake": chat(TESTS, ""),
    "chat, danger": chat(TESTS, DANGER),
    "chat, too long": chat(TESTS, "word " * 900),
    "mine, nobody's": at_once("/mine"),
    "mine": mine(at("asks", losses_count=2, live_births=1, conditions=["hashimoto"])),
    "mine, nothing told": mine(SYMPTOMS),
    "mine, deleted": after_delete,
    "no such page": at_once("/nothing-here"),
}
