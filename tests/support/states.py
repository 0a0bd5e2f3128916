"""Every state a patient can meet the widget in, each brought about as she would."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.device import Device
from tests.support.over_http import OverHttp
from tests.support.places import AGE, ASKS, LOSS, SYMPTOMS, TESTS, at
from tests.support.widget import Widget

DANGER = "I have crushing chest pain and I can't breathe"
CUT = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED")
State = Callable[[Device], Widget]


def asked(start: dict[str, object]) -> State:
    """This question is open."""
    return lambda device: device.take_up(OverHttp(device.yarrow, start).chat)


def launcher(device: Device) -> Widget:
    widget = Widget(device.open("/"))
    expect(widget.launcher).to_be_visible()
    return widget


def opened(device: Device) -> Widget:
    widget = launcher(device)
    widget.launcher.click()
    widget.until_answered()
    return widget


def waiting(device: Device) -> Widget:
    """Her message is with Rasa, which takes its time."""
    widget = asked(TESTS)(device)
    hold = device.yarrow.wires["rasa"].hold(device.chat.id)
    device.afterwards.append(hold.released.set)
    widget.say("I had a thyroid test")
    expect(widget.page.get_by_text("Yarrow is writing")).to_be_visible()
    return widget


def away(device: Device) -> Widget:
    device.tolerate(*CUT)
    widget = asked(TESTS)(device)
    device.context.set_offline(True)
    widget.say("I had a thyroid test")
    expect(widget.page.get_by_text("Not sent yet")).to_be_visible()
    return widget


def emergency(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.ask(DANGER)
    expect(widget.urgent).to_be_visible()
    return widget


def menu(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.open_menu()
    expect(widget.button("Delete everything")).to_be_visible()
    return widget


def changing(device: Device) -> Widget:
    widget = asked(AGE)(device)
    widget.ask("34")
    widget.button("Change your answer: 34").click()
    expect(widget.button("Cancel")).to_be_visible()
    return widget


def code(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.choose("Continue later or on another device")
    expect(widget.page.get_by_text("Good until")).to_be_visible()
    return widget


def has_code(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.choose("I have a code")
    expect(widget.page.get_by_role("textbox", name="Your code")).to_be_visible()
    return widget


def erasing(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.choose("Delete everything")
    expect(widget.button("Yes, delete everything")).to_be_visible()
    return widget


def erased(device: Device) -> Widget:
    device.tolerate("answered 410")  # the stream tells of it first, and the widget asks for the receipt
    widget = erasing(device)
    widget.button("Yes, delete everything").click()
    expect(widget.page.get_by_text("Your receipt")).to_be_visible()
    return widget


def covered(device: Device) -> Widget:
    asked(TESTS)(device).button("Leave this page").click()
    widget = Widget(device.open("/talk"))
    expect(widget.button("Continue it")).to_be_visible()
    return widget


def gone(device: Device) -> Widget:
    device.tolerate("answered 401")
    widget = asked(TESTS)(device)
    there = device.chat.http.post(f"{device.chat.path}/resume-code", headers=device.chat.key).json()["code"]
    device.chat.http.post("/api/resume", json={"code": there})
    widget.page.reload()
    expect(widget.button("Start a new one")).to_be_visible()
    return widget


def too_long(device: Device) -> Widget:
    widget = asked(TESTS)(device)
    widget.say("a word " * 700)
    expect(widget.page.get_by_text("too long")).to_be_visible()
    return widget


def finished(device: Device) -> Widget:
    """The summary was confirmed; the advice is there."""
    widget = asked(at("confirm_summary", losses_count=0))(device)
    right = next(one["label"] for one in widget.question()["choices"] if one["value"].endswith(":right"))
    widget.press(right)
    return widget


STATES: dict[str, State] = {
    "launcher": launcher,
    "opened": opened,
    "new": lambda device: device.talk(),
    "symptoms": asked(SYMPTOMS),
    "number": asked(AGE),
    "loss": asked(LOSS),
    "tests": asked(TESTS),
    "text": asked(ASKS),
    "yes or no": asked(at("clots", losses_count=0)),
    "finished": finished,
    "waiting": waiting,
    "away": away,
    "emergency": emergency,
    "menu": menu,
    "changing": changing,
    "code": code,
    "has a code": has_code,
    "erasing": erasing,
    "erased": erased,
    "covered": covered,
    "gone": gone,
    "too long": too_long,
}
